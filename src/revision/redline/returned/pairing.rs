//! Which blocks of two documents are the same, whatever each takes them for.

use super::super::atoms::Vocabulary;
use super::super::plan::{Step, plan};
use super::super::subject::Subject;
use crate::model::{Block, BlockKind, Document};

/// Whether the names of pictures tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pictures {
    ByName,
    ByOrder,
}

/// The plan of a comparison by words alone, and the pairs of single blocks in it. Both documents bear no
/// marks.
pub(super) fn pairs(
    old: &Document,
    new: &Document,
    pictures: Pictures,
    vocabulary: &mut Vocabulary,
) -> (Vec<Step>, Vec<(usize, usize)>) {
    let (old, new) = (levelled(&old.blocks, pictures), levelled(&new.blocks, pictures));
    let steps = plan(&Subject::new(&old), &Subject::new(&new), vocabulary);
    let mut found = Vec::new();
    let mut open: Vec<&Step> = steps.iter().collect();
    while let Some(step) = open.pop() {
        if let Step::Pair { old, new, children } = step {
            if let ([old], [new]) = (old.as_slice(), new.as_slice()) {
                found.push((*old, *new));
            }
            open.extend(children);
        }
    }
    found.sort_unstable();
    (steps, found)
}

/// Blocks that all stand side by side and are all paragraphs, but for tables, pictures and rules.
fn levelled(blocks: &[Block], pictures: Pictures) -> Vec<Block> {
    let mut blocks = blocks.to_vec();
    for block in &mut blocks {
        block.depth = 0;
        block.anchor = None;
        match &mut block.kind {
            BlockKind::Table(_) | BlockKind::Rule => {}
            BlockKind::Picture(picture) if pictures == Pictures::ByOrder => picture.file.clear(),
            BlockKind::Picture(_) => {}
            kind => *kind = BlockKind::Paragraph,
        }
    }
    blocks
}
