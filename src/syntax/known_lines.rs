//! The lines of an earlier version of a text: what an edit has left as it was need not be read again.

use std::collections::HashMap;
use std::rc::Rc;

use super::attribution::Authors;
use super::line::ReadLine;
use crate::model::{Author, AuthorId};
use crate::source::Span;

/// The lines of a text as they were read last. A line says the same wherever it stands, as long as the
/// authors are the same; one with findings is read anew, since some are told once for a whole text.
#[derive(Debug, Default)]
pub struct KnownLines {
    authors: Vec<Author>,
    hands: Vec<AuthorId>,
    /// By their characters.
    lines: HashMap<Box<str>, Rc<ReadLine>>,
    /// Those of the text that is being read.
    next: HashMap<Box<str>, Rc<ReadLine>>,
}

impl KnownLines {
    /// Begins to read a text of these authors.
    pub(super) fn begin(&mut self, authors: &Authors<'_>) {
        if self.authors != authors.known() || self.hands != authors.default_hands() {
            self.lines.clear();
            self.authors = authors.known().to_vec();
            self.hands = authors.default_hands().to_vec();
        }
    }

    /// A line of the text, if it is known, at its place.
    pub(super) fn at(&mut self, line: &str, place: Span) -> Option<ReadLine> {
        if let Some(read) = self.next.get(line) {
            return Some(read.moved(0, place));
        }
        let (line, read) = self.lines.remove_entry(line)?;
        let moved = read.moved(0, place);
        self.next.insert(line, read);
        Some(moved)
    }

    /// Keeps a line that was read at a place.
    pub(super) fn keep(&mut self, line: &str, read: &ReadLine, place: Span) {
        let read = read.moved(place.start, Span::new(0, line.len()));
        self.next.insert(line.into(), Rc::new(read));
    }

    /// Forgets what is no longer in the text.
    pub(super) fn end(&mut self) {
        self.lines = std::mem::take(&mut self.next);
    }
}
