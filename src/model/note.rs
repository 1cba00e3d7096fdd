//! Footnotes.

use super::Block;
use crate::source::Span;

/// A footnote's text: `[^id]: text`, with further indented paragraphs.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// The id that references call it by.
    pub id: String,
    /// Where the id stands in the source.
    pub id_span: Span,
    /// Its paragraphs, at least one.
    pub blocks: Vec<Block>,
    /// The block of [`super::Document::blocks`] that it was written before, for the formatter.
    pub before: usize,
    /// The whole definition in the source.
    pub span: Span,
}
