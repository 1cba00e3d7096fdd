//! One back end a format. They write what the flow (or the document) says and decide nothing.

mod assets;
pub mod docx;
pub mod html;
pub mod json;
pub mod pdf;
mod notes;
pub(crate) mod raster;
#[cfg(test)]
mod sample;
pub mod text;

pub use assets::Assets;
