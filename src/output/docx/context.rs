//! What the parts of one document share while they are written.

use super::bookmarks::Bookmarks;
use super::changes::Changes;
use super::contents_entries::Entries;
use super::media::Media;
use super::note_numbers::NoteNumbers;
use crate::diagnostic::Diagnostic;
use crate::house::House;
use crate::layout::Flow;
use crate::ooxml::{Relationships, XmlWriter};

/// The state of a document that is being written.
#[derive(Debug)]
pub(super) struct Context<'a> {
    pub(super) flow: &'a Flow,
    pub(super) house: &'a House,
    pub(super) changes: Changes<'a>,
    pub(super) bookmarks: Bookmarks,
    pub(super) notes: NoteNumbers,
    pub(super) media: Media<'a>,
    pub(super) contents: Entries<'a>,
    /// The answers to each comment that have no place of their own in the text.
    pub(super) answers: Vec<Vec<usize>>,
    pub(super) findings: Vec<Diagnostic>,
}

/// One part with running text: the document, its footnotes, or a running head.
#[derive(Debug)]
pub(super) struct Story {
    pub(super) xml: XmlWriter,
    pub(super) relationships: Relationships,
    pub(super) kind: StoryKind,
}

/// Which part of the document a story is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StoryKind {
    Body,
    /// The text of a footnote, by its index in the flow.
    Note(usize),
    /// A header or footer.
    Running,
}
