//! One back end a format. They write what the flow (or the document) says and decide nothing.

mod assets;
mod changes;
mod count;
mod emu;
#[cfg(feature = "docx")]
pub mod docx;
pub mod html;
pub mod json;
#[cfg(feature = "pdf")]
pub mod pdf;
mod metafile;
mod notes;
pub(crate) mod raster;
#[cfg(test)]
mod sample;
pub mod text;

pub use assets::{Assets, PictureFault};
pub use changes::Changes;
pub(crate) use changes::HANDS;
pub use count::words;
