//! What printpdf does for us, all of it: the frame of a file, and maps from codes to text.
//!
//! The frame is the catalogue, the tree of pages and their boxes. It comes as lopdf's document,
//! which every other part of the file is added to as objects. printpdf does no more, because what
//! it knows of the rest is not what PDF/A-3a and PDF/UA-1 ask for:
//!
//! - *Content and fonts.* It writes a font from the operators that show its glyphs, with one code a
//!   glyph, an object a glyph and no way to say what a piece of text reads like; ours has a code
//!   for each text of a glyph (`codes.rs`) and content streams that are written at once.
//! - *Layers.* Their configuration has no name, and a page has them by operators only.
//! - *Links and the outline.* Annotations have no description and no place in a structure tree; the
//!   outline is flat, and sorted by its letters.
//! - *Metadata and colours.* Its packet and its output intent are those of PDF/X.
//! - *Structure.* There is none.

use lopdf::{Document, ObjectId};
use printpdf::cmap::ToUnicodeCMap;
use printpdf::{PdfDocument, PdfPage, PdfSaveOptions, Pt, Rect};

use crate::typeset::Pages;

/// A file with pages that show nothing yet.
pub(super) struct Frame {
    pub(super) document: Document,
    /// The pages in order.
    pub(super) pages: Vec<ObjectId>,
}

/// Makes the frame for pages of these sizes.
pub(super) fn of(pages: &Pages) -> Frame {
    let mut frame = PdfDocument::new(&pages.metadata.title);
    frame.pages = pages
        .pages
        .iter()
        .map(|page| {
            let paper = Rect::from_wh(Pt(page.width), Pt(page.height));
            PdfPage {
                media_box: paper.clone(),
                trim_box: paper.clone(),
                crop_box: paper,
                ops: Vec::new(),
            }
        })
        .collect();
    let options = PdfSaveOptions {
        subset_fonts: false,
        optimize: false,
        image_optimization: None,
        ..PdfSaveOptions::default()
    };
    let mut document = frame.to_lopdf_document(&options, &mut Vec::new());
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    // Lists of nothing: what pages name and show is written by those who draw it.
    for page in &pages {
        if let Ok(entries) = document.get_dictionary_mut(*page) {
            for key in ["Annots", "Contents", "Resources"] {
                entries.remove(key.as_bytes());
            }
        }
    }
    document.trailer.remove(b"Info");
    document.prune_objects();
    Frame { document, pages }
}

/// The map from the codes of a font to what they say (9.10.3), as the program of a stream.
pub(super) fn to_unicode<'t>(font: &str, texts: impl Iterator<Item = (u16, &'t str)>) -> String {
    let mappings = texts
        .map(|(code, text)| (u32::from(code), text.chars().map(u32::from).collect()))
        .collect();
    ToUnicodeCMap { mappings }.to_cmap_string(font)
}

/// A face of a collection as a font of its own.
pub(super) fn face_of_collection(collection: &[u8], index: u32) -> Option<Vec<u8>> {
    printpdf::extract_collection_face(collection, index as usize)
}
