//! A flow as pages: total-fit paragraphs, footnotes at the foot, tables over pages, change marks.
//!
//! The result is a plain display list. Whoever writes a file from it decides nothing about layout.

mod fonts;
mod shaping;

pub use fonts::{Face, FaceId, Faces, Metrics};
