//! The register of changes while a source is read.

use std::collections::BTreeMap;

use super::attribution::Authors;
use super::token::{Attribution, Mark};
use crate::model::{AuthorId, Change, ChangeId, ChangeKind, ChangeScope, GroupId, MoveId, Signature};
use crate::source::Span;

/// Enters changes in the order in which they are met.
pub(super) struct Register<'a> {
    authors: &'a Authors<'a>,
    changes: Vec<Change>,
    moves: Vec<String>,
    /// The places of the names in `moves`.
    move_ids: BTreeMap<String, MoveId>,
    groups: u32,
    /// How many marks of each kind were reported as unclosed in the blocks before: an end that comes after
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
            moves: Vec::new(),
            move_ids: BTreeMap::new(),
            groups: 0,
            dangling: [0; 6],
            fresh: [0; 6],
        }
    }

    pub(super) fn authors(&self) -> &'a Authors<'a> {
        self.authors
    }

    /// Whose a mark or comment is that names nobody.
    pub(super) fn default_hands(&self) -> &'a [AuthorId] {
        self.authors.default_hands()
    }

    /// Enters a change by the default hands.
    pub(super) fn enter(&mut self, kind: ChangeKind, scope: ChangeScope, span: Span) -> ChangeId {
        let id = ChangeId(u32::try_from(self.changes.len()).unwrap_or(u32::MAX));
        self.changes.push(Change {
            kind,
            scope,
            hands: self.default_hands().to_vec(),
            date: None,
            group: None,
            moved: None,
            signature: Signature::default(),
            span,
            content: span.tail(),
        });
        id
    }

    /// Says who made a change.
    pub(super) fn attribute(&mut self, id: ChangeId, attribution: &Attribution, source: &str) {
        let name = attribution.signature.move_name;
        let moved = name
            .and_then(|span| source.get(span.range()))
            .map(|name| self.move_id(name));
        let change = &mut self.changes[id.0 as usize];
        if !attribution.hands.is_empty() {
            change.hands.clone_from(&attribution.hands);
        }
        change.date = attribution.date;
        change.moved = moved;
        change.signature.clone_from(&attribution.signature);
    }

    /// Whether a mark would only say again what the change around it says.
    pub(super) fn repeats(&self, around: ChangeId, attribution: &Attribution) -> bool {
        let Some(around) = self.changes.get(around.0 as usize) else {
            return false;
        };
        let hands = match attribution.hands.as_slice() {
            [] => self.default_hands(),
            hands => hands,
        };
        let is_moved = attribution.signature.move_name.is_some();
        around.is_repeated_by(hands, attribution.date, is_moved)
    }

    fn move_id(&mut self, name: &str) -> MoveId {
        if let Some(&known) = self.move_ids.get(name) {
            return known;
        }
        let id = MoveId(u32::try_from(self.moves.len()).unwrap_or(u32::MAX));
        self.moves.push(name.to_owned());
        self.move_ids.insert(name.to_owned(), id);
        id
    }

    /// Makes one replacement of two changes.
    pub(super) fn group(&mut self, old: ChangeId, new: ChangeId) {
        let group = Some(GroupId(self.groups));
        self.groups += 1;
        self.change(old).group = group;
        self.change(new).group = group;
    }

    pub(super) fn change(&mut self, id: ChangeId) -> &mut Change {
        &mut self.changes[id.0 as usize]
    }

    /// The text of another block begins.
    pub(super) fn begin_block(&mut self) {
        for (left, fresh) in self.dangling.iter_mut().zip(std::mem::take(&mut self.fresh)) {
            *left += fresh;
        }
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

    /// The changes and the names of the moves.
    pub(super) fn finish(self) -> (Vec<Change>, Vec<String>) {
        (self.changes, self.moves)
    }
}
