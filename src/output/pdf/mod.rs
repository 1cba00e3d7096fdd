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

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::house::House;
use crate::layout::Flow;
use crate::output::Assets;
use crate::typeset::{self, Anchor, Pages, TypesetOptions};
use image::Image;

/// A flow that is set as pages, and its pictures.
pub struct Set {
    pages: Pages,
    images: BTreeMap<String, Image>,
}

/// Sets a flow. What cannot be printed is found as one list.
pub fn set(
    flow: &Flow,
    house: &House,
    assets: &Assets,
    options: &TypesetOptions<'_>,
) -> Result<Set, Vec<Diagnostic>> {
    let images = image::all(flow, assets)?;
    let pages = typeset::pages(flow, house, assets, options)?;
    Ok(Set { pages, images })
}

impl Set {
    /// The pages that bookmarks stand on, counted from 1.
    pub fn bookmarks(&self) -> BTreeMap<String, usize> {
        let places = self.pages.places.iter();
        let bookmarks = places.filter_map(|(anchor, place)| match anchor {
            Anchor::Bookmark(name) => Some((name.clone(), place.page + 1)),
            _ => None,
        });
        bookmarks.collect()
    }

    /// Writes the pages as a PDF; `source` is attached: the name of its file, and its text.
    pub fn write(self, source: Option<(&str, &str)>) -> Vec<u8> {
        finish::finish(self.pages, self.images, source)
    }
}
