//! One paragraph against several: the paragraph marks between the several are the change.

use super::atoms::Atoms;
use super::draft::{Draft, Part};
use super::write::{Versions, original_kind, whole};
use crate::model::{Block, ChangeKind, Inline, InlineKind, Revision, join};

impl Draft {
    /// One block against several: the paragraph marks between the several are the change.
    pub(super) fn parts(
        &mut self,
        versions: Versions<'_>,
        old: &[usize],
        new: &[usize],
        blocks: &mut Vec<Block>,
    ) {
        let left = self.joined(versions.old, old);
        let right = self.joined(versions.new, new);
        let (before, after) = (&versions.old[old[0]], &versions.new[new[0]]);
        let (several, of) = if new.len() > 1 {
            (new, versions.new)
        } else {
            (old, versions.old)
        };
        let mut many = several.iter().map(|&at| &of[at]);
        let parts = self.compare(&left, &right);
        if !each_keeps_something(&parts) {
            return self.first_and_rest(versions, old, new, blocks);
        }
        let label = self.label(before.label.as_ref(), after.label.as_ref());
        let mut block = Block {
            original_kind: original_kind(before, after),
            label,
            content: Vec::new(),
            anchor: after.anchor.clone().or_else(|| before.anchor.clone()),
            ..after.clone()
        };
        many.next();
        let start = blocks.len();
        for part in parts {
            match part {
                Part::Run(run) => block.content.push(run),
                Part::ParagraphMark(revision) => {
                    let Some(next) = many.next() else { continue };
                    let next = Block {
                        content: Vec::new(),
                        ..next.clone()
                    };
                    let mut done = std::mem::replace(&mut block, next);
                    done.mark = revision;
                    done.content = join(done.content);
                    blocks.push(done);
                }
            }
        }
        block.content = join(block.content);
        blocks.push(block);
        for (offset, &at) in old.iter().enumerate() {
            self.old_place(at, (start + offset).min(blocks.len() - 1));
        }
        for (offset, &at) in new.iter().enumerate() {
            if let Some(slot) = self.new_places.get_mut(at) {
                *slot = (start + offset).min(blocks.len() - 1);
            }
        }
        let commented = new.iter().flat_map(|&at| {
            let first = versions.comments.partition_point(|(before, _)| *before < at);
            let here = versions.comments[first..].iter();
            here.take_while(move |(before, _)| *before == at)
        });
        let comments: Vec<Block> = commented.map(|(_, comment)| comment.clone()).collect();
        blocks.splice(start..start, comments);
    }

    /// Where the parts turn out to have too little in common with the single block: the first of
    /// them is its other version, and the rest are deleted or inserted alone, without what stands
    /// under them.
    fn first_and_rest(
        &mut self,
        versions: Versions<'_>,
        old: &[usize],
        new: &[usize],
        blocks: &mut Vec<Block>,
    ) {
        self.pair(versions, &old[..1], &new[..1], blocks);
        for &at in &old[1..] {
            let change = self.change(ChangeKind::Deletion);
            self.old_place(at, blocks.len());
            blocks.push(whole(&versions.old[at], Revision::deleted(change)));
        }
        for &at in &new[1..] {
            let change = self.change(ChangeKind::Insertion);
            self.new_place(versions, at, blocks);
            blocks.push(whole(&versions.new[at], Revision::inserted(change)));
        }
    }

    fn joined(&mut self, blocks: &[Block], members: &[usize]) -> Atoms {
        let mut joined = Atoms::default();
        for (index, &at) in members.iter().enumerate() {
            let mut atoms = self.vocabulary.atoms(&blocks[at].content);
            if index > 0 {
                let mut pilcrow = self.vocabulary.pilcrow();
                pilcrow.comments = atoms.leading;
                joined.list.push(pilcrow);
            } else {
                joined.leading = atoms.leading;
            }
            joined.list.append(&mut atoms.list);
        }
        joined
    }
}

/// Whether each paragraph has a word that both versions have. A paragraph without one is new or
/// gone as a whole, and no part of a split or join.
fn each_keeps_something(parts: &[Part]) -> bool {
    parts
        .split(|part| matches!(part, Part::ParagraphMark(_)))
        .all(|paragraph| {
            paragraph.iter().any(|part| match part {
                Part::Run(Inline {
                    kind: InlineKind::Text(text),
                    revision,
                    ..
                }) => revision.is_none() && text.chars().any(char::is_alphanumeric),
                Part::Run(_) | Part::ParagraphMark(_) => false,
            })
        })
}
