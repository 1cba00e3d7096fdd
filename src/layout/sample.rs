//! Small documents for tests.

use crate::model::{Block, BlockKind, ChangeId, Inline, Label, Revision};
use crate::source::Span;

/// A clause that no change touches.
pub(super) fn clause(label: &str, text: &str) -> Block {
    Block {
        label: Some(Label::plain(label, Span::NONE)),
        ..Block::new(
            BlockKind::Clause,
            vec![Inline::text(text, Revision::NONE, Span::NONE)],
            Span::NONE,
        )
    }
}

/// Brought in by the change of this number.
pub(super) fn inserted(change: u32) -> Revision {
    Revision::inserted(ChangeId(change))
}

/// Taken out by the change of this number.
pub(super) fn deleted(change: u32) -> Revision {
    Revision::deleted(ChangeId(change))
}
