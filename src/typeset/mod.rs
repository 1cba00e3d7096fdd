//! A flow as pages: total-fit paragraphs, footnotes at the foot, tables over pages, change marks.
//!
//! The result is a plain display list. Whoever writes a file from it decides nothing about layout.

mod breaks;
mod changes;
mod fit;
mod fonts;
mod hyphenation;
mod line;
mod opportunities;
mod page;
mod paragraph;
mod parts;
mod shaping;
mod structure;
mod tabs;
mod text;

pub use fonts::{Face, FaceId, Faces, Metrics};
pub use page::{
    Anchor, Artifact, Colour, Comment, Drawn, Glyph, GlyphRun, Item, Link, OutlineEntry, Page, Pages, Picture,
    Place, Rule, Tag, Target,
};
pub use structure::{Element, ElementId, Kid, Kind, SlotId, Structure};
