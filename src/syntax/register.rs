//! The register of changes while a source is read.

use super::attribution::Authors;
use super::token::Attribution;
use crate::model::{AuthorId, Change, ChangeId, ChangeKind, ChangeScope};
use crate::source::Span;

/// Enters changes in the order in which they are met.
pub(super) struct Register<'a> {
    authors: &'a Authors<'a>,
    changes: Vec<Change>,
}

impl<'a> Register<'a> {
    pub(super) fn new(authors: &'a Authors<'a>) -> Self {
        Self {
            authors,
            changes: Vec::new(),
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

    pub(super) fn into_changes(self) -> Vec<Change> {
        self.changes
    }
}
