//! What a reading, or a decision on some changes, leaves of what is in a state.

use super::{Block, BlockKind, Revision, View};

/// Says of everything in a state whether it stays, and in which state it then is.
pub trait Leave: Copy {
    /// The state that is left; none where what is in it goes.
    fn left(self, revision: Revision) -> Option<Revision>;

    /// What a block is then.
    fn kind(self, block: &Block) -> &BlockKind {
        &block.kind
    }

    /// Whether what is in a state stays.
    fn keeps(self, revision: Revision) -> bool {
        self.left(revision).is_some()
    }
}

impl Leave for View {
    fn left(self, revision: Revision) -> Option<Revision> {
        self.admits(revision).then_some(match self {
            Self::Markup => revision,
            Self::Original | Self::Final => Revision::NONE,
        })
    }

    fn kind(self, block: &Block) -> &BlockKind {
        block.kind_in(self)
    }
}
