//! What stands beside what in the readings: the two halves of a replacement never do.

use crate::model::Revision;

/// Which readings a piece is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Both,
    Original,
    Final,
}

impl Side {
    /// The side of text in this state.
    pub(crate) fn of(revision: Revision) -> Self {
        match (revision.inserted, revision.deleted) {
            (None, Some(_)) => Self::Original,
            (Some(_), None) => Self::Final,
            (None, None) | (Some(_), Some(_)) => Self::Both,
        }
    }

    /// Whether the two ever stand together: what is deleted and what is inserted beside it do not.
    pub(crate) fn meets(self, other: Self) -> bool {
        self == other || self == Self::Both || other == Self::Both
    }
}

/// The last character met on each side, with the place of its piece.
#[derive(Debug, Default)]
pub(crate) struct Met {
    last: [(usize, Option<char>); 3],
}

impl Met {
    /// A character was met on a side, or nothing that stands beside what follows.
    pub(crate) fn enter(&mut self, side: Side, step: usize, character: Option<char>) {
        self.last[side as usize] = (step, character);
    }

    /// The nearest that one on this side stands beside.
    pub(crate) fn beside(&self, side: Side) -> Option<char> {
        let sides = [Side::Both, Side::Original, Side::Final];
        let met = sides.into_iter().filter(|other| side.meets(*other));
        met.map(|other| self.last[other as usize])
            .max_by_key(|(step, _)| *step)
            .and_then(|(_, character)| character)
    }
}
