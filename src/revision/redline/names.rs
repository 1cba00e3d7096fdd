//! The ids of the old version, brought to the new one's: what is the same note or place gets the
//! same id, and what is not never shares one.

use std::collections::{BTreeMap, BTreeSet};

use super::moves::Moves;
use super::notes::Noted;
use super::plan::Step;
use crate::model::visit::{PartMut, visit_mut};
use crate::model::{Block, Document, Inline, InlineKind};

/// New names by old ones.
#[derive(Default)]
pub(super) struct Names {
    pub(super) notes: BTreeMap<String, String>,
    anchors: BTreeMap<String, String>,
}

/// Renames the ids of `old` after those of `new`. Ids are never printed (save those of notes that
/// print as written, which keep theirs), so the old version still reads the same.
pub(super) fn bring_together(
    old: &mut Document,
    new: &Document,
    steps: &[Step],
    moved: &Moves,
    noted: &Noted,
) {
    let mut names = Names::default();
    let mut taken: BTreeSet<String> = new.notes.iter().map(|note| note.id.clone()).collect();
    taken.extend(old.notes.iter().map(|note| note.id.clone()));
    let new_ids: BTreeSet<&str> = new.notes.iter().map(|note| note.id.as_str()).collect();
    for (at, note) in old.notes.iter().enumerate() {
        let name = match noted.new_of.get(&at) {
            Some(&same) => new.notes[same].id.clone(),
            None if new_ids.contains(note.id.as_str()) => fresh(&note.id, &mut taken),
            None => continue,
        };
        names.notes.insert(note.id.clone(), name);
    }
    name_anchors(old, new, steps, moved, &mut names);
    names.apply(old);
}

fn name_anchors(old: &Document, new: &Document, steps: &[Step], moved: &Moves, names: &mut Names) {
    let new_ids: BTreeSet<&str> = new.blocks.iter().filter_map(anchor).collect();
    let old_ids: BTreeSet<&str> = old.blocks.iter().filter_map(anchor).collect();
    let mut taken: BTreeSet<String> = new_ids
        .iter()
        .chain(&old_ids)
        .map(|id| (*id).to_owned())
        .collect();
    let mut same: Vec<(usize, usize)> = moved.pairs().collect();
    pairs(steps, &mut same);
    let new_of: BTreeMap<usize, usize> = same.into_iter().collect();
    // The names of blocks that are no part of the old reading, where these names are free.
    let stay: BTreeSet<usize> = new_of.values().copied().collect();
    let come = new.blocks.iter().enumerate().filter(|(at, _)| !stay.contains(at));
    let comes_anew: BTreeSet<&str> = come.filter_map(|(_, block)| anchor(block)).collect();
    for (at, block) in old.blocks.iter().enumerate() {
        let Some(id) = anchor(block) else { continue };
        let theirs = new_of.get(&at).and_then(|&there| anchor(&new.blocks[there]));
        let name = match theirs {
            Some(theirs) => theirs.to_owned(),
            None if new_ids.contains(id) && (new_of.contains_key(&at) || !comes_anew.contains(id)) => {
                fresh(id, &mut taken)
            }
            None => continue,
        };
        names.anchors.insert(id.to_owned(), name);
    }
}

fn anchor(block: &Block) -> Option<&str> {
    block.anchor.as_ref().map(|anchor| anchor.id.as_str())
}

fn pairs(steps: &[Step], same: &mut Vec<(usize, usize)>) {
    for step in steps {
        if let Step::Pair { old, new, children } = step {
            same.extend(old.iter().copied().zip(new.iter().copied()));
            pairs(children, same);
        }
    }
}

fn fresh(id: &str, taken: &mut BTreeSet<String>) -> String {
    let mut name = format!("{id}-old");
    let mut number = 2;
    while !taken.insert(name.clone()) {
        name = format!("{id}-old{number}");
        number += 1;
    }
    name
}

impl Names {
    /// Gives what is called otherwise now its new name, and what refers to it.
    pub(super) fn apply(&self, document: &mut Document) {
        let mut all = self.notes.iter().chain(&self.anchors);
        if all.all(|(before, after)| before == after) {
            return;
        }
        for note in &mut document.notes {
            if let Some(name) = self.notes.get(&note.id) {
                note.id.clone_from(name);
            }
        }
        visit_mut(document, &mut |_, part| match part {
            PartMut::Block(block) => {
                if let Some(anchor) = &mut block.anchor
                    && let Some(name) = self.anchors.get(&anchor.id)
                {
                    anchor.id.clone_from(name);
                }
            }
            PartMut::Text(content) => self.rename_runs(content),
            PartMut::Label(_) | PartMut::Row(_) | PartMut::Paragraph(..) | PartMut::Mark(_) => {}
        });
    }

    fn rename_runs(&self, content: &mut [Inline]) {
        for inline in content {
            match &mut inline.kind {
                InlineKind::NoteReference(reference) => {
                    if let Some(name) = self.notes.get(&reference.id) {
                        reference.id.clone_from(name);
                    }
                }
                InlineKind::CrossReference(reference) => {
                    if let Some(name) = self.anchors.get(&reference.target) {
                        reference.target.clone_from(name);
                    }
                }
                InlineKind::Text(_)
                | InlineKind::LineBreak
                | InlineKind::Comment(_)
                | InlineKind::SourceComment(_) => {}
            }
        }
    }
}
