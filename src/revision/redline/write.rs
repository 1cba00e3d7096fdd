//! Writes a redline: every kept, deleted and inserted piece in its place, with its change.

use std::ops::Range;

use super::draft::Draft;
use super::moves::Moves;
use super::plan::Step;
use super::tables;
use crate::model::{Block, BlockKind, ChangeKind, Document, FrontKey, FrontMatter, Revision, View};

/// The blocks of both versions that a list of steps speaks of.
#[derive(Clone, Copy)]
pub(super) struct Versions<'a> {
    pub(super) old: &'a [Block],
    pub(super) new: &'a [Block],
    pub(super) moved: &'a Moves,
    pub(super) comments: &'a [(usize, Block)],
}

impl Draft {
    pub(super) fn front(&mut self, old: &FrontMatter, new: &FrontMatter) {
        let mut front = new.clone();
        for key in FrontKey::ALL {
            let (old, value) = (old.text(key), front.text_mut(key));
            let new = value.take();
            if old.is_some() || new.is_some() {
                let old = old.map(Vec::as_slice).unwrap_or_default();
                *value = Some(self.text(old, new.as_deref().unwrap_or_default()));
            }
        }
        self.document.front = front;
    }

    pub(super) fn blocks(
        &mut self,
        old: &Document,
        new: &Document,
        steps: &[Step],
        moved: &Moves,
        comments: &[(usize, Block)],
    ) {
        self.old_places = vec![usize::MAX; old.blocks.len()];
        self.new_places = vec![usize::MAX; new.blocks.len()];
        let mut blocks = Vec::with_capacity(old.blocks.len() + new.blocks.len() / 4);
        let versions = Versions {
            old: &old.blocks,
            new: &new.blocks,
            moved,
            comments,
        };
        self.steps(versions, steps, &mut blocks);
        let last = comments.iter().filter(|(before, _)| *before >= new.blocks.len());
        blocks.extend(last.map(|(_, comment)| comment.clone()));
        self.document.blocks = blocks;
    }

    pub(super) fn steps(&mut self, versions: Versions<'_>, steps: &[Step], blocks: &mut Vec<Block>) {
        for step in steps {
            match step {
                Step::Pair { old, new, children } => {
                    self.pair(versions, old, new, blocks);
                    self.steps(versions, children, blocks);
                }
                Step::Delete(at) => {
                    let name = versions.moved.from.get(at);
                    let change = self.moved_change(ChangeKind::Deletion, name);
                    for inner in subtree(versions.old, *at) {
                        self.old_place(inner, blocks.len());
                        blocks.push(whole(&versions.old[inner], Revision::deleted(change)));
                    }
                }
                Step::Insert(at) => {
                    let name = versions.moved.to.get(at);
                    let change = self.moved_change(ChangeKind::Insertion, name);
                    for inner in subtree(versions.new, *at) {
                        self.new_place(versions, inner, blocks);
                        blocks.push(whole(&versions.new[inner], Revision::inserted(change)));
                    }
                }
            }
        }
    }

    pub(super) fn old_place(&mut self, at: usize, place: usize) {
        if let Some(slot) = self.old_places.get_mut(at) {
            *slot = place;
        }
    }

    /// Notes where a block of the new version comes to stand, after the source comments on it.
    pub(super) fn new_place(&mut self, versions: Versions<'_>, at: usize, blocks: &mut Vec<Block>) {
        let first = versions.comments.partition_point(|(before, _)| *before < at);
        let here = versions.comments[first..]
            .iter()
            .take_while(|(before, _)| *before == at);
        if let Some(slot) = self.new_places.get_mut(at) {
            *slot = blocks.len();
        }
        blocks.extend(here.map(|(_, comment)| comment.clone()));
    }

    pub(super) fn pair(
        &mut self,
        versions: Versions<'_>,
        old: &[usize],
        new: &[usize],
        blocks: &mut Vec<Block>,
    ) {
        let (Some(&first_old), Some(&first_new)) = (old.first(), new.first()) else {
            return;
        };
        let (before, after) = (&versions.old[first_old], &versions.new[first_new]);
        if old.len() == 1 && new.len() == 1 {
            self.old_place(first_old, blocks.len());
            self.new_place(versions, first_new, blocks);
            if let (BlockKind::Table(a), BlockKind::Table(b)) = (&before.kind, &after.kind) {
                match tables::compare(self, a, b) {
                    Some(table) => blocks.push(Block {
                        kind: BlockKind::Table(table),
                        ..after.clone()
                    }),
                    None => {
                        let (gone, come) = (
                            self.change(ChangeKind::Deletion),
                            self.change(ChangeKind::Insertion),
                        );
                        blocks.push(whole(before, Revision::deleted(gone)));
                        blocks.push(whole(after, Revision::inserted(come)));
                    }
                }
                return;
            }
            blocks.push(Block {
                original_kind: original_kind(before, after),
                label: self.label(before.label.as_ref(), after.label.as_ref()),
                content: self.text(&before.content, &after.content),
                anchor: after.anchor.clone().or_else(|| before.anchor.clone()),
                ..after.clone()
            });
            return;
        }
        self.parts(versions, old, new, blocks);
    }
}

/// What a block that two versions share was in the old one, where its label does not tell.
pub(super) fn original_kind(before: &Block, after: &Block) -> Option<Box<BlockKind>> {
    let kind = before.kind_in(View::Original);
    let tells = |kind: &BlockKind| matches!(kind, BlockKind::Clause | BlockKind::Paragraph);
    let differs = kind != &after.kind && !(tells(kind) && tells(&after.kind));
    differs.then(|| Box::new(kind.clone()))
}

/// The places of a block and of all that stands under it.
fn subtree(blocks: &[Block], at: usize) -> Range<usize> {
    let rest = &blocks[at + 1..];
    let depth = blocks[at].depth;
    let length = rest
        .iter()
        .position(|block| block.depth <= depth)
        .unwrap_or(rest.len());
    at..at + 1 + length
}

/// A block of one version, in or out as a whole.
pub(super) fn whole(block: &Block, revision: Revision) -> Block {
    Block {
        revision,
        ..block.clone()
    }
}
