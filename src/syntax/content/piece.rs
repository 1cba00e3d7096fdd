//! What stands in a block once its marks are paired.

use crate::model::{Comment, CrossReference, NoteReference, Position, Revision};
use crate::source::Span;

/// A piece of a block's text, with the state that the marks around it give it.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) kind: PieceKind,
    pub(super) revision: Revision,
    pub(super) position: Position,
    /// Which half of which change mark it is directly inside; 0 outside all of them.
    pub(super) half: usize,
    pub(super) span: Span,
}

#[derive(Debug)]
pub(super) enum PieceKind {
    Text(String),
    LineBreak,
    NoteReference(NoteReference),
    CrossReference(CrossReference),
    Comment(Comment),
    SourceComment(String),
    Anchor(String),
    Label(String),
    /// So many `*`.
    Stars(usize),
    Bracket,
    BracketEnd,
    /// The address, and its text in the source where it turns out to be no link.
    LinkTarget(String),
    /// `{}`: what stands on either side has no company there.
    Separator,
    /// A piece that was used up.
    Nothing,
}
