//! How deep blocks stand in a reading that has not all of them: one whose holder is gone stands in what
//! holds it then.

use super::super::{Block, BlockKind, Nesting, View};
use super::{Follower, Standing};

/// What a block is to those that are indented under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holding {
    /// They are inside it.
    Holds,
    /// They are not, nor inside what stands beside it.
    None,
    /// They begin at the margin anew.
    Ends,
    /// It is no part of the page.
    Nothing,
}

impl BlockKind {
    /// What a block of this kind is to those that are indented under it.
    pub(crate) fn holding(&self) -> Holding {
        match self {
            Self::Clause | Self::Paragraph | Self::Formula | Self::Note => Holding::Holds,
            Self::Caption(_) | Self::Table(_) | Self::Picture(_) => Holding::None,
            Self::NumberLine(_)
            | Self::Title
            | Self::PlaceDate
            | Self::Call
            | Self::Heading { .. }
            | Self::History
            | Self::Proposal(_)
            | Self::Reasons
            | Self::Rule => Holding::Ends,
            Self::SourceComment(_) => Holding::Nothing,
        }
    }
}

/// The blocks that hold what comes next, outermost first: the depth of each, and what is kept of it.
#[derive(Clone, Debug)]
pub(crate) struct Holders<T> {
    open: Nesting<T>,
}

impl<T> Default for Holders<T> {
    fn default() -> Self {
        Self {
            open: Nesting::default(),
        }
    }
}

impl<T> Holders<T> {
    /// Leaves what does not hold a block of this depth and kind.
    pub(crate) fn leave(&mut self, depth: u8, kind: &BlockKind) {
        let depth = match kind.holding() {
            Holding::Nothing => return,
            Holding::Ends => 0,
            Holding::Holds | Holding::None => depth,
        };
        while self.open.leave(depth).is_some() {}
    }

    /// Enters a block behind what it has left, if it holds others.
    pub(crate) fn enter(&mut self, depth: u8, kind: &BlockKind, kept: T) {
        if kind.holding() == Holding::Holds {
            self.open.enter(depth, kept);
        }
    }

    /// Goes on behind a block.
    pub(crate) fn pass(&mut self, depth: u8, kind: &BlockKind, kept: T) {
        self.leave(depth, kind);
        self.enter(depth, kind, kept);
    }

    /// The innermost.
    pub(crate) fn innermost(&self) -> Option<&T> {
        self.open.last()
    }

    /// Those that hold a block of this depth, the innermost first.
    pub(crate) fn over(&self, depth: u8) -> impl Iterator<Item = &T> {
        self.open.shallower(depth)
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.open.depth()
    }
}

/// The depth that each block is read with where it is printed as deep as something holds it: in a
/// reading that has it, or in the markup where none has.
pub(crate) fn depths<'b>(blocks: impl IntoIterator<Item = &'b Block>) -> Vec<u8> {
    let views = [View::Original, View::Final, View::Markup];
    let mut sides = views.map(|view| (view, Follower::new(view), Holders::default()));
    let blocks = blocks.into_iter();
    let depth = |block: &Block| {
        let printed = block.depth;
        let held = sides.each_mut().map(|(view, follower, holders)| {
            let stands = follower.pass(block) == Standing::Own;
            stands.then(|| {
                holders.leave(printed, block.kind_in(*view));
                holders.innermost().map_or(0, |over: &u8| over.saturating_add(1))
            })
        });
        let [original, settled, markup] = held;
        let depth = original.max(settled).or(markup).unwrap_or(0);
        for ((view, _, holders), held) in sides.iter_mut().zip(held) {
            if held.is_some() {
                holders.enter(printed, block.kind_in(*view), depth);
            }
        }
        depth
    };
    blocks.map(depth).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ChangeId, Inline, Revision};
    use crate::source::Span;

    fn paragraph(depth: u8, revision: Revision) -> Block {
        let content = vec![Inline::text("text", Revision::NONE, Span::NONE)];
        Block {
            depth,
            revision,
            ..Block::new(BlockKind::Paragraph, content, Span::NONE)
        }
    }

    fn settled(blocks: &[(u8, Revision)]) -> Vec<u8> {
        let blocks: Vec<Block> = blocks
            .iter()
            .map(|&(depth, state)| paragraph(depth, state))
            .collect();
        depths(&blocks)
    }

    #[test]
    fn a_block_without_holder_stands_less_deep() {
        let none = Revision::NONE;
        assert_eq!(
            settled(&[(1, none), (0, none), (2, none), (1, none)]),
            [0, 0, 1, 1]
        );
    }

    #[test]
    fn one_reading_is_enough_to_hold_a_block() {
        let [inserted, deleted] = [Revision::inserted(ChangeId(0)), Revision::deleted(ChangeId(1))];
        let blocks = [(0, deleted), (0, inserted), (1, deleted), (2, Revision::NONE)];
        assert_eq!(settled(&blocks), [0, 0, 1, 2]);
        // What is in no reading with it holds nothing.
        assert_eq!(settled(&[(0, deleted), (1, inserted)]), [0, 0]);
        let mut rule = Block::new(BlockKind::Rule, Vec::new(), Span::NONE);
        rule.revision = deleted;
        let blocks = [paragraph(0, Revision::NONE), rule, paragraph(1, Revision::NONE)];
        assert_eq!(depths(&blocks)[2], 1, "a struck rule ends nothing in the final");
    }
}
