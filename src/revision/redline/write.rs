//! Writes a redline: every kept, deleted and inserted piece in its place, with its change.

use std::ops::Range;

use super::atoms::{Atom, Atoms, Vocabulary};
use super::coalesce::segments;
use super::front::By;
use super::matching::matching;
use super::moves::Moves;
use super::notes::Noted;
use super::plan::{Step, plan};
use super::subject::Subject;
use super::tables;
use super::words::Class;
use super::{Labels, Options};
use crate::model::{
    Block, BlockKind, Change, ChangeId, ChangeKind, ChangeScope, Document, FrontMatter, Inline, InlineKind,
    Label, LabelRun, Note, Revision, View,
};
use crate::revision::runs::join;
use crate::revision::settle::{texts, texts_mut};
use crate::source::Span;

/// The redline while it is being written.
pub(super) struct Writer {
    document: Document,
    labels: Labels,
    by: By,
    vocabulary: Vocabulary,
    /// Where the blocks of each version stand in the redline.
    old_places: Vec<usize>,
    new_places: Vec<usize>,
}

/// A piece of compared text: a run, or the end of a paragraph that one version has here.
pub(super) enum Part {
    Run(Inline),
    ParagraphMark(Revision),
}

/// The blocks of both versions that a list of steps speaks of.
#[derive(Clone, Copy)]
struct Versions<'a> {
    old: &'a [Block],
    new: &'a [Block],
    moved: &'a Moves,
    comments: &'a [(usize, Block)],
}

impl Writer {
    pub(super) fn new(options: &Options, by: By, vocabulary: Vocabulary) -> Self {
        Self {
            document: Document::default(),
            labels: options.labels,
            by,
            vocabulary,
            old_places: Vec::new(),
            new_places: Vec::new(),
        }
    }

    pub(super) fn finish(self) -> Document {
        self.document
    }

    pub(super) fn front(&mut self, old: &FrontMatter, new: &FrontMatter) {
        let mut front = new.clone();
        let before = texts(old);
        for (value, old) in texts_mut(&mut front).into_iter().zip(before) {
            let new = value.take();
            *value = match (old, new) {
                (None, None) => None,
                (old, new) => Some(self.text(
                    old.as_deref().unwrap_or_default(),
                    new.as_deref().unwrap_or_default(),
                )),
            };
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

    fn steps(&mut self, versions: Versions<'_>, steps: &[Step], blocks: &mut Vec<Block>) {
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

    fn old_place(&mut self, at: usize, place: usize) {
        if let Some(slot) = self.old_places.get_mut(at) {
            *slot = place;
        }
    }

    /// Notes where a block of the new version comes to stand, after the source comments on it.
    fn new_place(&mut self, versions: Versions<'_>, at: usize, blocks: &mut Vec<Block>) {
        let first = versions.comments.partition_point(|(before, _)| *before < at);
        let here = versions.comments[first..]
            .iter()
            .take_while(|(before, _)| *before == at);
        if let Some(slot) = self.new_places.get_mut(at) {
            *slot = blocks.len();
        }
        blocks.extend(here.map(|(_, comment)| comment.clone()));
    }

    fn pair(&mut self, versions: Versions<'_>, old: &[usize], new: &[usize], blocks: &mut Vec<Block>) {
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
                label: self.label(before.label.as_ref(), after.label.as_ref()),
                content: self.text(&before.content, &after.content),
                anchor: after.anchor.clone().or_else(|| before.anchor.clone()),
                ..after.clone()
            });
            return;
        }
        self.parts(versions, old, new, blocks);
    }

    /// One block against several: the paragraph marks between the several are the change.
    fn parts(&mut self, versions: Versions<'_>, old: &[usize], new: &[usize], blocks: &mut Vec<Block>) {
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
        let commented = versions.comments.iter().filter(|(at, _)| new.contains(at));
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

    /// The runs of a text that both versions have.
    pub(super) fn text(&mut self, old: &[Inline], new: &[Inline]) -> Vec<Inline> {
        if old == new {
            return new.to_vec();
        }
        let (left, right) = (self.vocabulary.atoms(old), self.vocabulary.atoms(new));
        let parts = self.compare(&left, &right).into_iter();
        join(
            parts
                .filter_map(|part| match part {
                    Part::Run(run) => Some(run),
                    Part::ParagraphMark(_) => None,
                })
                .collect(),
        )
    }

    fn compare(&mut self, old: &Atoms, new: &Atoms) -> Vec<Part> {
        let pairs = matching(&old.list, &new.list);
        let mut parts: Vec<Part> = new.leading.iter().cloned().map(Part::Run).collect();
        for segment in segments(&old.list, &new.list, &pairs) {
            let stretch = &new.list[segment.new.clone()];
            if segment.kept {
                push(&mut parts, stretch, Revision::NONE);
            } else {
                self.replace(&old.list[segment.old.clone()], stretch, &mut parts);
            }
        }
        parts
    }

    /// Old and new text of one change, cut where either has the end of a paragraph.
    fn replace(&mut self, old: &[Atom], new: &[Atom], parts: &mut Vec<Part>) {
        let (left, right) = (paragraphs(old), paragraphs(new));
        let (first_old, first_new) = (&old[left[0].clone()], &new[right[0].clone()]);
        let scope = if first_old.is_empty() || first_new.is_empty() {
            ChangeScope::Text
        } else {
            ChangeScope::Replacement
        };
        self.push_change(ChangeKind::Deletion, scope, first_old, parts);
        self.push_change(ChangeKind::Insertion, scope, first_new, parts);
        for range in &left[1..] {
            let mark = self.scoped_change(ChangeKind::Deletion, ChangeScope::ParagraphMark);
            parts.push(Part::ParagraphMark(Revision::deleted(mark)));
            self.push_change(
                ChangeKind::Deletion,
                ChangeScope::Text,
                &old[range.clone()],
                parts,
            );
        }
        for range in &right[1..] {
            let mark = self.scoped_change(ChangeKind::Insertion, ChangeScope::ParagraphMark);
            parts.push(Part::ParagraphMark(Revision::inserted(mark)));
            self.push_change(
                ChangeKind::Insertion,
                ChangeScope::Text,
                &new[range.clone()],
                parts,
            );
        }
    }

    fn push_change(&mut self, kind: ChangeKind, scope: ChangeScope, atoms: &[Atom], parts: &mut Vec<Part>) {
        if atoms.is_empty() {
            return;
        }
        let change = self.scoped_change(kind, scope);
        push(parts, atoms, revision(kind, change));
    }

    fn label(&mut self, old: Option<&Label>, new: Option<&Label>) -> Option<Label> {
        let text = |label: Option<&Label>| label.map_or_else(String::new, |label| label.text(View::Final));
        let (before, after) = (text(old), text(new));
        if before == after || self.labels == Labels::Keep {
            return new.cloned();
        }
        let scope = if before.is_empty() || after.is_empty() {
            ChangeScope::Text
        } else {
            ChangeScope::Replacement
        };
        let mut runs = Vec::new();
        for (kind, text) in [(ChangeKind::Deletion, before), (ChangeKind::Insertion, after)] {
            if !text.is_empty() {
                let change = self.scoped_change(kind, scope);
                runs.push(LabelRun {
                    text,
                    revision: revision(kind, change),
                    span: Span::NONE,
                });
            }
        }
        Some(Label {
            runs,
            span: Span::NONE,
        })
    }

    pub(super) fn notes(&mut self, old: &Document, new: &Document, noted: &Noted) {
        let end = self.document.blocks.len();
        let place = |places: &[usize], before: usize| places.get(before).copied().unwrap_or(end);
        let mut notes: Vec<Note> = Vec::with_capacity(new.notes.len() + old.notes.len());
        for (at, note) in new.notes.iter().enumerate() {
            let blocks = match noted.old_of.get(&at) {
                Some(&same) => self.note_text(&old.notes[same].blocks, &note.blocks),
                None => note.blocks.clone(),
            };
            notes.push(Note {
                blocks,
                before: place(&self.new_places, note.before),
                ..note.clone()
            });
        }
        // A note that is gone stands before the one that it stood before.
        for (at, note) in old.notes.iter().enumerate().rev() {
            if !noted.new_of.contains_key(&at) {
                let next = (at + 1..old.notes.len()).map(|next| match noted.new_of.get(&next) {
                    Some(&same) => new.notes[same].id.as_str(),
                    None => old.notes[next].id.as_str(),
                });
                let next = next
                    .filter_map(|id| notes.iter().position(|note| note.id == id))
                    .next();
                let gone = Note {
                    before: place(&self.old_places, note.before),
                    ..note.clone()
                };
                notes.insert(next.unwrap_or(notes.len()), gone);
            }
        }
        notes.sort_by_key(|note| note.before);
        self.document.notes = notes;
    }

    fn note_text(&mut self, old: &[Block], new: &[Block]) -> Vec<Block> {
        if old == new {
            return new.to_vec();
        }
        let steps = if let ([_], [_]) = (old, new) {
            vec![Step::Pair {
                old: vec![0],
                new: vec![0],
                children: Vec::new(),
            }]
        } else {
            plan(&Subject::new(old), &Subject::new(new), &mut self.vocabulary)
        };
        let places = (
            std::mem::take(&mut self.old_places),
            std::mem::take(&mut self.new_places),
        );
        let mut blocks = Vec::new();
        let versions = Versions {
            old,
            new,
            moved: &Moves::default(),
            comments: &[],
        };
        self.steps(versions, &steps, &mut blocks);
        (self.old_places, self.new_places) = places;
        blocks
    }

    pub(super) fn change(&mut self, kind: ChangeKind) -> ChangeId {
        self.scoped_change(kind, ChangeScope::Block)
    }

    fn moved_change(&mut self, kind: ChangeKind, number: Option<&usize>) -> ChangeId {
        let id = self.change(kind);
        if let Some(number) = number {
            self.document.changes[id.0 as usize].move_name = Some(format!("m{number}"));
        }
        id
    }

    pub(super) fn scoped_change(&mut self, kind: ChangeKind, scope: ChangeScope) -> ChangeId {
        self.document.add_change(Change {
            kind,
            scope,
            author: self.by.author,
            date: self.by.date,
            move_name: None,
            span: Span::NONE,
            content: Span::NONE,
        })
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

fn revision(kind: ChangeKind, change: ChangeId) -> Revision {
    match kind {
        ChangeKind::Insertion => Revision::inserted(change),
        ChangeKind::Deletion => Revision::deleted(change),
    }
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
fn whole(block: &Block, revision: Revision) -> Block {
    Block {
        revision,
        ..block.clone()
    }
}

/// The stretches between the ends of paragraphs.
fn paragraphs(atoms: &[Atom]) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut ranges = Vec::with_capacity(1);
    for (at, atom) in atoms.iter().enumerate() {
        if atom.class == Class::Pilcrow {
            ranges.push(start..at);
            start = at + 1;
        }
    }
    ranges.push(start..atoms.len());
    ranges
}

fn push(parts: &mut Vec<Part>, atoms: &[Atom], revision: Revision) {
    for atom in atoms {
        for run in atom.runs.iter().chain(&atom.comments) {
            parts.push(Part::Run(Inline {
                revision,
                ..run.clone()
            }));
        }
    }
}
