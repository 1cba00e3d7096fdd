//! One reading, followed from block to block.

use super::super::{Block, BlockKind, InlineKind, Leave, Revision, View};
use super::Standing;

/// Follows a reading of some blocks, given one after the other in their order.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Follower<L = View> {
    leave: L,
    /// Whether the next text goes on with a paragraph, since the mark behind that is no part of the
    /// reading.
    open: bool,
}

impl<L: Leave> Follower<L> {
    pub(crate) fn new(leave: L) -> Self {
        Self { leave, open: false }
    }

    /// How the next block stands.
    pub(crate) fn pass(&mut self, block: &Block) -> Standing {
        // What stands between the parts of a paragraph and is not read does not part them.
        if matches!(block.kind, BlockKind::SourceComment(_)) || !self.leave.keeps(block.revision) {
            return Standing::Absent;
        }
        if let BlockKind::Table(table) = &block.kind
            && !table.is_in(self.leave)
        {
            return Standing::Absent;
        }
        if !is_text(block) {
            // Only text is joined with text: before anything else the paragraph mark stays.
            self.open = false;
            return Standing::Own;
        }
        let ends = self.leave.keeps(block.mark.within(block.revision));
        let is_empty = !has_any(block, self.leave);
        let is_lost = is_empty && (!ends || has_any(block, View::Markup));
        let standing = match self.open {
            // What is left of it is the mark that ends the paragraph.
            true if is_empty && !ends => return Standing::Absent,
            true => Standing::Joined,
            // Nothing is left to give the paragraph its kind and label.
            false if is_lost => return Standing::Absent,
            false => Standing::Own,
        };
        self.open = !ends;
        standing
    }
}

fn is_text(block: &Block) -> bool {
    !matches!(
        block.kind,
        BlockKind::Table(_) | BlockKind::Picture(_) | BlockKind::Rule
    )
}

/// Whether a view has anything of a block's label or text that readers see.
fn has_any(block: &Block, leave: impl Leave) -> bool {
    let admits = |state: Revision| leave.keeps(state.within(block.revision));
    let mut labels = block.label.iter().flat_map(|label| &label.runs);
    labels.any(|run| !run.text.trim().is_empty() && admits(run.revision))
        || block.content.iter().any(|inline| {
            let is_seen = match &inline.kind {
                InlineKind::Text(text) => !text.trim().is_empty(),
                InlineKind::LineBreak | InlineKind::NoteReference(_) | InlineKind::CrossReference(_) => true,
                InlineKind::Comment(_) | InlineKind::SourceComment(_) => false,
            };
            is_seen && admits(inline.revision)
        })
}
