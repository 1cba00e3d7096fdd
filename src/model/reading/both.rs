//! Both readings at once: the blocks of the markup, each with what has happened to its label and
//! paragraph mark.

use super::super::{Block, BlockKind, Revision, View};
use super::{Reading, Standing, Standings};

/// A block of the markup.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shown<'d> {
    /// Its place in the list of blocks.
    pub(crate) index: usize,
    pub(crate) block: &'d Block,
    /// What has happened to the label beside what the block itself says: where a mark is inserted
    /// or deleted, the label behind it comes and goes with the mark.
    pub(crate) label: Revision,
    /// What has happened to its paragraph mark. Where nothing is there to be joined to it, before
    /// a table say, the mark stays whatever is written; where a reading has lost all of its text,
    /// the mark goes as well.
    pub(crate) mark: Revision,
    /// How it stands in each reading.
    pub(crate) standings: Standings,
}

/// The blocks that the markup shows, in their order.
pub(crate) fn shown(blocks: &[Block]) -> Vec<Shown<'_>> {
    let (original, settled) = (Side::of(blocks, View::Original), Side::of(blocks, View::Final));
    let blocks = blocks.iter().enumerate();
    let printed = blocks.filter(|(_, block)| !matches!(block.kind, BlockKind::SourceComment(_)));
    printed
        .map(|(index, block)| {
            let mark = block.mark.within(block.revision);
            Shown {
                index,
                block,
                label: Revision {
                    inserted: original.before[index].and_then(|mark| mark.inserted),
                    deleted: settled.before[index].and_then(|mark| mark.deleted),
                },
                mark: Revision {
                    inserted: original.loses_mark[index]
                        .then(|| {
                            mark.inserted
                                .or_else(|| last_change(block, |state| state.inserted))
                        })
                        .flatten(),
                    deleted: settled.loses_mark[index]
                        .then(|| mark.deleted.or_else(|| last_change(block, |state| state.deleted)))
                        .flatten(),
                },
                standings: Standings {
                    original: original.reading.standing(index),
                    settled: settled.reading.standing(index),
                },
            }
        })
        .collect()
}

/// One reading, with what it does to paragraph marks.
struct Side<'d> {
    reading: Reading<'d>,
    /// Of each block that is joined to one above, the paragraph mark between the two.
    before: Vec<Option<Revision>>,
    /// Whether the reading is without the block's own paragraph mark.
    loses_mark: Vec<bool>,
}

impl<'d> Side<'d> {
    fn of(blocks: &'d [Block], view: View) -> Self {
        let reading = Reading::of(blocks, view);
        let mut before = vec![None; blocks.len()];
        let mut loses_mark: Vec<bool> = (0..blocks.len())
            .map(|at| reading.standing(at) == Standing::Absent)
            .collect();
        for passage in reading.passages() {
            let mut above: Option<(usize, &Block)> = None;
            for (at, block) in passage.parts() {
                if let Some((above, block)) = above {
                    loses_mark[above] = true;
                    before[at] = Some(block.mark.within(block.revision));
                }
                above = Some((at, block));
            }
        }
        Self {
            reading,
            before,
            loses_mark,
        }
    }
}

/// The last change of a kind in a block's label and text.
fn last_change<T>(block: &Block, change: impl Fn(Revision) -> Option<T>) -> Option<T> {
    let labels = block.label.iter().flat_map(|label| &label.runs);
    let states = labels
        .map(|run| run.revision)
        .chain(block.content.iter().map(|inline| inline.revision));
    states
        .filter_map(|state| change(state.within(block.revision)))
        .last()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ChangeId, Inline, Label};
    use crate::source::Span;

    /// A clause that no change touches.
    fn clause(label: &str, text: &str) -> Block {
        let content = vec![Inline::text(text, Revision::NONE, Span::NONE)];
        Block {
            label: Some(Label::plain(label, Span::NONE)),
            ..Block::new(BlockKind::Clause, content, Span::NONE)
        }
    }

    fn inserted(change: u32) -> Revision {
        Revision::inserted(ChangeId(change))
    }

    fn deleted(change: u32) -> Revision {
        Revision::deleted(ChangeId(change))
    }

    fn standings_of(blocks: &[Block], view: View) -> Vec<(usize, Standing)> {
        let reading = Reading::of(blocks, view);
        let standings = (0..blocks.len()).map(|at| (at, reading.standing(at)));
        standings
            .filter(|(_, standing)| *standing != Standing::Absent)
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
        let markup = shown(&blocks);
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
        let table = Block::new(BlockKind::Rule, Vec::new(), Span::NONE);
        let blocks = [first.clone(), table];
        assert_eq!(shown(&blocks)[0].mark, Revision::NONE);
        let blocks = [first, clause("b)", "two")];
        assert_eq!(shown(&blocks)[0].mark, inserted(0));
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
        assert_eq!(shown(&blocks)[1].label, Revision::NONE);
    }

    #[test]
    fn a_comment_of_the_source_parts_nothing() {
        let mut first = clause("a)", "one");
        first.mark = inserted(0);
        let comment = Block::new(BlockKind::SourceComment("why".into()), Vec::new(), Span::NONE);
        let blocks = [first, comment, clause("b)", "two")];
        assert_eq!(
            standings_of(&blocks, View::Original),
            [(0, Standing::Own), (2, Standing::Joined)]
        );
    }

    #[test]
    fn the_mark_of_a_block_goes_with_the_last_of_its_text() {
        let mut first = clause("a)", "one");
        for run in first.label.iter_mut().flat_map(|label| &mut label.runs) {
            run.revision = deleted(0);
        }
        for inline in &mut first.content {
            inline.revision = deleted(1);
        }
        let blocks = [first, clause("b)", "two")];
        assert_eq!(standings_of(&blocks, View::Final), [(1, Standing::Own)]);
        assert_eq!(shown(&blocks)[0].mark, deleted(1));
    }

    #[test]
    fn a_block_that_never_had_text_stays() {
        let blocks = [
            Block::new(BlockKind::Paragraph, Vec::new(), Span::NONE),
            clause("a)", "one"),
        ];
        for view in [View::Original, View::Final] {
            assert_eq!(
                standings_of(&blocks, view),
                [(0, Standing::Own), (1, Standing::Own)]
            );
        }
    }
}
