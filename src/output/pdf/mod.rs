//! Pages as a PDF: tagged, PDF/A-3a and PDF/UA-1 (ISO 19005-3, ISO 14289-1).
//!
//! printpdf makes the frame (`frame.rs` says what of a file that is, and why no more). What is put
//! into it is written as lopdf's objects: fonts, pictures, content streams ready made, the
//! structure tree, the outline, metadata, links, comments, the source. `finish.rs` is the order.

mod annotations;
mod carried;
mod catalog;
mod codes;
mod content;
mod deflate;
mod file;
mod finish;
mod fonts;
mod frame;
mod image;
mod layer;
mod metadata;
mod number;
mod object;
mod outline;
mod profile;
mod resources;
mod tags;

pub use carried::carried_source;

use crate::diagnostic::Diagnostic;
use crate::house::House;
use crate::layout::Flow;
use crate::output::{Assets, Changes};
use crate::typeset;

/// What a PDF is made by, beside the flow and the house.
#[derive(Clone, Copy, Debug, Default)]
pub struct PdfOptions<'a> {
    /// The source, to be attached: the name of its file, and its text.
    pub source: Option<(&'a str, &'a str)>,
    /// How changes are shown.
    pub changes: Changes,
    /// Font families to use before the house's own, as the front matter names them.
    pub fonts: &'a [String],
}

/// Writes a flow as a PDF. What cannot be printed is found as one list.
pub fn write(
    flow: &Flow,
    house: &House,
    assets: &Assets,
    options: &PdfOptions<'_>,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let typesetting = typeset::TypesetOptions {
        changes: options.changes,
        fonts: options.fonts,
    };
    let images = image::all(flow, assets)?;
    let pages = typeset::pages(flow, house, assets, &typesetting)?;
    Ok(finish::finish(pages, images, options.source))
}
