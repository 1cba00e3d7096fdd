//! The redline in the making: the document, its changes and their groups.

use super::atoms::Vocabulary;
use super::front::By;
use super::{Labels, RedlineOptions};
use crate::model::{
    Change, ChangeId, ChangeKind, ChangeScope, Document, GroupId, Inline, MoveId, Revision, Signature,
};
use crate::source::Span;

/// The redline while it is being written.
pub(super) struct Draft {
    pub(super) document: Document,
    pub(super) labels: Labels,
    pub(super) by: By,
    pub(super) vocabulary: Vocabulary,
    /// How many replacements there are.
    groups: u32,
    /// Where the blocks of each version stand in the redline.
    pub(super) old_places: Vec<usize>,
    pub(super) new_places: Vec<usize>,
}

/// A piece of compared text: a run, or the end of a paragraph that one version has here.
pub(super) enum Part {
    Run(Inline),
    ParagraphMark(Revision),
}

impl Draft {
    pub(super) fn new(options: &RedlineOptions, by: By, vocabulary: Vocabulary) -> Self {
        Self {
            document: Document::default(),
            labels: options.labels,
            by,
            vocabulary,
            groups: 0,
            old_places: Vec::new(),
            new_places: Vec::new(),
        }
    }

    pub(super) fn finish(self) -> Document {
        self.document
    }

    pub(super) fn change(&mut self, kind: ChangeKind) -> ChangeId {
        self.scoped_change(kind, ChangeScope::Block)
    }

    pub(super) fn moved_change(&mut self, kind: ChangeKind, number: Option<&usize>) -> ChangeId {
        let id = self.change(kind);
        if let Some(&number) = number {
            let moved = self.move_id(number);
            self.document.changes[id.0 as usize].moved = Some(moved);
        }
        id
    }

    /// Makes one replacement of two changes.
    pub(super) fn group(&mut self, old: ChangeId, new: ChangeId) {
        let group = Some(GroupId(self.groups));
        self.groups += 1;
        for id in [old, new] {
            self.document.changes[id.0 as usize].group = group;
        }
    }

    /// The move that the plan gives this number, from 1.
    fn move_id(&mut self, number: usize) -> MoveId {
        let names = &mut self.document.moves;
        while names.len() < number {
            names.push(format!("m{}", names.len() + 1));
        }
        MoveId(u32::try_from(number - 1).unwrap_or(u32::MAX))
    }

    pub(super) fn scoped_change(&mut self, kind: ChangeKind, scope: ChangeScope) -> ChangeId {
        self.document.add_change(Change {
            kind,
            scope,
            hands: self.by.hands.clone(),
            date: self.by.date,
            group: None,
            moved: None,
            signature: Signature::default(),
            span: Span::NONE,
            content: Span::NONE,
        })
    }
}

pub(super) fn revision(kind: ChangeKind, change: ChangeId) -> Revision {
    match kind {
        ChangeKind::Insertion => Revision::inserted(change),
        ChangeKind::Deletion => Revision::deleted(change),
    }
}
