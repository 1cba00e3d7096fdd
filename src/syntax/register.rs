//! The register of changes while a source is read.

use super::attribution::Authors;
use super::token::{Attribution, Mark};
use crate::model::{AuthorId, Change, ChangeId, ChangeKind, ChangeScope};
use crate::source::Span;

/// Enters changes in the order in which they are met.
pub(super) struct Register<'a> {
    authors: &'a Authors<'a>,
    changes: Vec<Change>,
    /// How many marks of each kind were reported as unclosed in the block before: an end that comes after
    /// all is no second fault.
    dangling: [u32; 6],
    /// Those of the block at hand.
    fresh: [u32; 6],
}

impl<'a> Register<'a> {
    pub(super) fn new(authors: &'a Authors<'a>) -> Self {
        Self {
            authors,
            changes: Vec::new(),
            dangling: [0; 6],
            fresh: [0; 6],
        }
    }

    pub(super) fn authors(&self) -> &'a Authors<'a> {
        self.authors
    }

    /// Whose a mark or comment is that names nobody.
    pub(super) fn default_author(&self) -> Option<AuthorId> {
        self.authors.default_author()
    }

    /// Enters a change by the default author.
    pub(super) fn enter(&mut self, kind: ChangeKind, scope: ChangeScope, span: Span) -> ChangeId {
        let id = ChangeId(u32::try_from(self.changes.len()).unwrap_or(u32::MAX));
        self.changes.push(Change {
            kind,
            scope,
            author: self.default_author(),
            date: None,
            move_name: None,
            span,
            content: span.tail(),
        });
        id
    }

    /// Says who made a change.
    pub(super) fn attribute(&mut self, id: ChangeId, attribution: &Attribution, source: &str) {
        let change = &mut self.changes[id.0 as usize];
        change.author = attribution.author.or(change.author);
        change.date = attribution.date;
        change.move_name = attribution
            .move_name
            .and_then(|span| source.get(span.range()))
            .map(str::to_owned);
    }

    pub(super) fn change(&mut self, id: ChangeId) -> &mut Change {
        &mut self.changes[id.0 as usize]
    }

    /// The text of another block begins.
    pub(super) fn begin_block(&mut self) {
        self.dangling = std::mem::take(&mut self.fresh);
    }

    /// A mark was reported as unclosed.
    pub(super) fn dangle(&mut self, mark: Mark) {
        self.fresh[mark as usize] += 1;
    }

    /// Whether this end belongs to a mark that was reported as unclosed.
    pub(super) fn ends_dangling(&mut self, mark: Mark) -> bool {
        for marks in [&mut self.fresh, &mut self.dangling] {
            let left = &mut marks[mark as usize];
            if *left > 0 {
                *left -= 1;
                return true;
            }
        }
        false
    }

    /// A mark of this kind is opened, so that the next end is its own.
    pub(super) fn forget(&mut self, mark: Mark) {
        self.dangling[mark as usize] = 0;
    }

    pub(super) fn into_changes(self) -> Vec<Change> {
        self.changes
    }
}
