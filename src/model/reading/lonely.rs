//! Paragraph marks that come or go with nothing to join.

use super::{Reading, Standing};
use crate::model::{Block, BlockKind, View};

impl Reading<'_, View> {
    /// Whether a block has no sibling to be joined with in a reading without its paragraph mark. Where
    /// its text goes with the mark, nothing is joined.
    pub(crate) fn is_lonely(&self, at: usize) -> bool {
        if self.standing(at) == Standing::Absent {
            return false;
        }
        let next = (at + 1..self.blocks.len()).find(|&next| self.standing(next) != Standing::Absent);
        !next.is_some_and(|next| {
            self.standing(next) == Standing::Joined && are_siblings(&self.blocks[at], &self.blocks[next])
        })
    }
}

/// Whether two blocks that stand one behind the other may be one in a reading: both are running
/// text at one level, or both are parts of the same heading.
fn are_siblings(block: &Block, next: &Block) -> bool {
    let family = |kind: &BlockKind| match kind {
        BlockKind::PlaceDate
        | BlockKind::Formula
        | BlockKind::Clause
        | BlockKind::Paragraph
        | BlockKind::Note
        | BlockKind::Reasons
        | BlockKind::History
        | BlockKind::Caption(_) => 1,
        BlockKind::NumberLine(_) => 2,
        BlockKind::Title => 3,
        BlockKind::Heading { .. } => 4,
        BlockKind::Call => 5,
        BlockKind::Proposal(_) => 6,
        BlockKind::Table(_) | BlockKind::Picture(_) | BlockKind::Rule | BlockKind::SourceComment(_) => 0,
    };
    block.depth == next.depth && family(&block.kind) == family(&next.kind) && family(&next.kind) > 0
}
