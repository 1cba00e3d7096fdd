//! A flow as pages: total-fit paragraphs, footnotes at the foot, tables over pages, change marks.
//!
//! The result is a plain display list. Whoever writes a file from it decides nothing about layout.

mod assemble;
mod breaks;
mod build;
mod changes;
mod contents;
mod dump;
mod fit;
mod fonts;
mod foot;
mod frame;
mod hyphenation;
mod line;
mod margin;
mod masthead;
mod opportunities;
mod page;
mod paint;
mod paragraph;
mod parts;
pub(crate) mod picture;
mod reduction;
mod rooms;
mod running;
mod set;
mod shaping;
mod space;
mod stage;
mod stand_in;
mod strip;
mod structure;
mod table;
mod tabs;
mod text;
mod walk;
mod widths;

pub use assemble::{TypesetOptions, pages};
pub use fonts::{Face, FaceId, Faces, Metrics, font_table};
pub use page::{
    Anchor, Artifact, Colour, Comment, Drawn, Glyph, GlyphRun, Item, Link, OutlineEntry, Page, Pages,
    Picture, Place, Rule, Tag, Target,
};
pub use structure::{Element, ElementId, Kid, Kind, Numbering, SlotId, Structure};

/// The families of the fonts at hand, the user's own first.
pub fn families(assets: &crate::output::Assets) -> Vec<String> {
    fonts::Library::new(assets, &[]).families()
}

/// The families of some that no font at hand has.
pub fn unknown_families<'f>(
    families: impl IntoIterator<Item = &'f str>,
    assets: &crate::output::Assets,
) -> Vec<&'f str> {
    let library = fonts::Library::new(assets, &[]);
    let unknown = |family: &&str| !library.has_family(family);
    families.into_iter().filter(unknown).collect()
}

/// The findings about characters of some texts that no font at hand has, each character once. A text
/// comes with the place of each of its characters.
pub(crate) fn without_glyph(
    characters: impl IntoIterator<Item = (char, crate::source::Span)>,
    families: &[String],
    assets: &crate::output::Assets,
) -> Vec<crate::diagnostic::Diagnostic> {
    let mut characters = characters.into_iter().peekable();
    // Fonts are slow to read, and most texts need none of them here.
    if characters.peek().is_none() {
        return Vec::new();
    }
    let library = fonts::Library::new(assets, families);
    let wanted = fonts::Wanted {
        font: crate::house::Font::Calibri,
        bold: false,
        italic: false,
    };
    if !library.has_faces() {
        return Vec::new();
    }
    let mut drawn = std::collections::BTreeMap::new();
    let mut found = Vec::new();
    for (character, place) in characters {
        let is_new = !drawn.contains_key(&character);
        let is_drawn = *drawn
            .entry(character)
            .or_insert_with(|| parts::is_drawn(&library, wanted, character));
        if is_new && !is_drawn {
            found.push(parts::report(character, place));
        }
    }
    found
}
