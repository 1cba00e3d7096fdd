//! Which blocks are one paragraph in a view: those whose paragraph marks it does not have.

use super::reading::{has_content, has_label};
use crate::model::{Block, BlockKind, Revision, View};

/// How a block stands in a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Not part of it.
    Absent,
    /// As a paragraph, table or picture of its own.
    Own,
    /// As the end of the paragraph before it.
    Joined,
}

/// A block of the document as the view has it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed<'d> {
    /// Its place in the list of blocks.
    pub(super) index: usize,
    pub(super) block: &'d Block,
    pub(super) standing: Standing,
    /// What has happened to the label beside what the block itself says: where a mark is inserted
    /// or deleted, the label behind it comes and goes with the mark.
    pub(super) label: Revision,
    /// What has happened to its paragraph mark. Where nothing is there to be joined to it, before
    /// a table say, the mark stays whatever is written.
    pub(super) mark: Revision,
}

/// The blocks that a view shows, in order.
pub(super) fn standings(blocks: &[Block], view: View) -> Vec<Placed<'_>> {
    let standing = |view| joins(blocks, view);
    // The markup shows every block; its labels know of both readings.
    let (shown, original, settled) = match view {
        View::Markup => (None, standing(View::Original), standing(View::Final)),
        View::Original | View::Final => (Some(standing(view)), Vec::new(), Vec::new()),
    };
    let placed = |(index, block): (usize, _)| Placed {
        index,
        block,
        standing: match &shown {
            Some(joins) => joins[index].standing,
            None if is_comment(block) => Standing::Absent,
            None => Standing::Own,
        },
        label: Revision {
            inserted: lost_mark(&original, index).and_then(|mark| mark.inserted),
            deleted: lost_mark(&settled, index).and_then(|mark| mark.deleted),
        },
        mark: mark(block, [&original, &settled].map(|joins| loses_mark(joins, index))),
    };
    let placed = blocks.iter().enumerate().map(placed);
    placed
        .filter(|placed| placed.standing != Standing::Absent)
        .collect()
}

/// How a block stands in one reading.
#[derive(Clone, Copy)]
struct Join {
    standing: Standing,
    /// The paragraph mark between it and the block that it is joined to.
    before: Revision,
    /// Whether the reading is without its own paragraph mark.
    loses_mark: bool,
}

/// The state of a block's mark in the markup, given whether the two readings lose it.
fn mark(block: &Block, [original, settled]: [bool; 2]) -> Revision {
    let mark = block.mark.within(block.revision);
    Revision {
        inserted: mark.inserted.filter(|_| original),
        deleted: mark.deleted.filter(|_| settled),
    }
}

fn loses_mark(joins: &[Join], index: usize) -> bool {
    joins.get(index).is_some_and(|join| join.loses_mark)
}

/// The paragraph mark before a block, where the reading does not have it.
fn lost_mark(joins: &[Join], index: usize) -> Option<Revision> {
    let join = joins.get(index)?;
    (join.standing == Standing::Joined).then_some(join.before)
}

fn joins(blocks: &[Block], view: View) -> Vec<Join> {
    // The paragraph that the next block goes on with: its last block and the mark behind that.
    let mut open: Option<(usize, Revision)> = None;
    let mut joins: Vec<Join> = Vec::with_capacity(blocks.len());
    for (index, block) in blocks.iter().enumerate() {
        let mark = block.mark.within(block.revision);
        let standing = if is_comment(block) || !view.admits(block.revision) {
            Standing::Absent
        } else if !is_text(block) {
            open = None;
            Standing::Own
        } else if !view.admits(mark) && is_empty(block, view) {
            // Nothing of it is left to give the paragraph its kind and label.
            Standing::Absent
        } else if open.is_some() {
            Standing::Joined
        } else {
            Standing::Own
        };
        if standing == Standing::Joined
            && let Some((before, _)) = open
        {
            joins[before].loses_mark = true;
        }
        joins.push(Join {
            standing,
            before: open.map_or(Revision::NONE, |(_, mark)| mark),
            loses_mark: standing == Standing::Absent,
        });
        if standing != Standing::Absent && is_text(block) {
            open = (!view.admits(mark)).then_some((index, mark));
        }
    }
    joins
}

fn is_comment(block: &Block) -> bool {
    matches!(block.kind, BlockKind::SourceComment(_))
}

fn is_text(block: &Block) -> bool {
    !matches!(
        block.kind,
        BlockKind::Table(_) | BlockKind::Picture(_) | BlockKind::Rule
    )
}

fn is_empty(block: &Block, view: View) -> bool {
    !has_label(block.label.as_ref(), view, block.revision)
        && !has_content(&block.content, view, block.revision)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::sample::{clause, deleted, inserted};

    fn standings_of(blocks: &[Block], view: View) -> Vec<(usize, Standing)> {
        standings(blocks, view)
            .iter()
            .map(|placed| (placed.index, placed.standing))
            .collect()
    }

    #[test]
    fn an_inserted_mark_parts_what_was_one() {
        let mut first = clause("a)", "one");
        first.mark = inserted(0);
        let blocks = [first, clause("b)", "two")];
        assert_eq!(
            standings_of(&blocks, View::Original),
            [(0, Standing::Own), (1, Standing::Joined)]
        );
        assert_eq!(
            standings_of(&blocks, View::Final),
            [(0, Standing::Own), (1, Standing::Own)]
        );
        let markup = standings(&blocks, View::Markup);
        assert_eq!(
            markup[1].label,
            inserted(0),
            "the second label comes with the mark"
        );
    }

    #[test]
    fn a_mark_before_a_table_stays() {
        let mut first = clause("a)", "one");
        first.mark = inserted(0);
        let table = Block::new(BlockKind::Rule, Vec::new(), crate::source::Span::NONE);
        let blocks = [first.clone(), table];
        assert_eq!(standings(&blocks, View::Markup)[0].mark, Revision::NONE);
        let blocks = [first, clause("b)", "two")];
        assert_eq!(standings(&blocks, View::Markup)[0].mark, inserted(0));
    }

    #[test]
    fn a_block_inserted_at_a_split_leaves_the_original_whole() {
        let mut first = clause("a)", "one");
        first.mark = inserted(0);
        let mut between = clause("b)", "new");
        between.revision = inserted(1);
        let blocks = [first, between, clause("c)", "two")];
        assert_eq!(
            standings_of(&blocks, View::Original),
            [(0, Standing::Own), (2, Standing::Joined)]
        );
    }

    #[test]
    fn a_parent_struck_alone_leaves_its_children_their_labels() {
        let mut parent = clause("a)", "one");
        parent.mark = deleted(0);
        for run in parent.label.iter_mut().flat_map(|label| &mut label.runs) {
            run.revision = deleted(0);
        }
        for inline in &mut parent.content {
            inline.revision = deleted(0);
        }
        let blocks = [parent, clause("i)", "two")];
        assert_eq!(standings_of(&blocks, View::Final), [(1, Standing::Own)]);
        assert_eq!(standings(&blocks, View::Markup)[1].label, Revision::NONE);
    }
}
