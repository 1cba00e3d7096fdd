//! One back end a format. They write what the flow (or the document) says and decide nothing.

mod assets;
pub mod pdf;

pub use assets::Assets;
