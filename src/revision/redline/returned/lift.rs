//! What came back, in the words of the source: where it says what was sent, it says what the source
//! has there, with its references, names of notes and signs of the house.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::atoms::{Atom, Vocabulary};
use super::super::matching::matching;
use super::super::notes;
use super::super::plan::Step;
use super::pairing::{Pictures, pairs};
use super::unmarked;
use crate::model::visit::{PartMut, visit_mut};
use crate::model::{
    AuthorId, Block, BlockKind, Cell, ChangeId, Document, FrontKey, Inline, InlineKind, Revision, Table,
    TextStyle, join,
};
use crate::revision::settle::references;
use crate::revision::spans::blank_spans;

/// Three documents, and which of their blocks are the same.
pub(super) struct Lift<'d> {
    kept: &'d Document,
    sent: Document,
    back: Document,
    /// The same two with states that are equal where the same hands did the same.
    plain_sent: Document,
    plain_back: Document,
    /// The source's block of each block that came back, with that which was sent.
    origins: BTreeMap<usize, (usize, usize)>,
    /// The blocks that came back and were sent, though the source has no such blocks: it says them in
    /// another way.
    made: BTreeMap<usize, usize>,
    /// As `origins`, of notes.
    notes: BTreeMap<usize, (usize, usize)>,
}

impl<'d> Lift<'d> {
    /// All three have one register, that of `kept`.
    pub(super) fn of(
        kept: &'d Document,
        mut sent: Document,
        mut back: Document,
        vocabulary: &mut Vocabulary,
    ) -> Self {
        for document in [&mut sent, &mut back] {
            blank_spans(document);
        }
        let (bare_kept, bare_sent, bare_back) = (unmarked(kept), unmarked(&sent), unmarked(&back));
        let (went_steps, went) = pairs(&bare_kept, &bare_sent, Pictures::ByOrder, vocabulary);
        let (came_steps, came) = pairs(&bare_sent, &bare_back, Pictures::ByName, vocabulary);
        let mut noted =
            |steps: &[Step], old: &Document, new: &Document| notes::pair(old, new, steps, vocabulary);
        let notes_sent = noted(&went_steps, &bare_kept, &bare_sent).old_of;
        let notes_back = noted(&came_steps, &bare_sent, &bare_back).old_of;
        let kept_of: BTreeMap<usize, usize> = went.into_iter().map(|(kept, sent)| (sent, kept)).collect();
        let origin = |(sent, back): (usize, usize)| Some((back, (*kept_of.get(&sent)?, sent)));
        let is_made = |(sent, _): &&(usize, usize)| !kept_of.contains_key(sent);
        let made = came
            .iter()
            .filter(is_made)
            .map(|&(sent, back)| (back, sent))
            .collect();
        let origins = came.into_iter().filter_map(origin).collect();
        let note_origin = |(&back, &sent): (&usize, &usize)| Some((back, (*notes_sent.get(&sent)?, sent)));
        let notes: BTreeMap<usize, (usize, usize)> = notes_back.iter().filter_map(note_origin).collect();
        name_notes(
            kept,
            &mut sent,
            notes_sent.iter().map(|(&sent, &kept)| (sent, kept)),
        );
        name_notes(
            kept,
            &mut back,
            notes.iter().map(|(&back, &(kept, _))| (back, kept)),
        );
        let mut states = States {
            kept,
            known: BTreeMap::new(),
        };
        Self {
            kept,
            plain_sent: states.plain(&sent),
            plain_back: states.plain(&back),
            sent,
            back,
            origins,
            made,
            notes,
        }
    }

    /// How many of the blocks that the source says in another way were edited.
    pub(super) fn elsewhere(&self) -> usize {
        let made = self.made.iter();
        made.filter(|&(&back, &sent)| self.plain_back.blocks[back] != self.plain_sent.blocks[sent])
            .count()
    }

    /// What came back, in the source's words, and in how many paragraphs it is only set otherwise.
    pub(super) fn back(&self, vocabulary: &mut Vocabulary) -> (Document, usize) {
        let mut words = Words {
            vocabulary,
            restyled: 0,
        };
        let mut lifted = self.back.clone();
        lifted.front.clone_from(&self.kept.front);
        for key in FrontKey::ALL {
            let texts = [&self.plain_sent, &self.plain_back].map(|document| document.front.text(key));
            if texts[0] == texts[1] {
                continue;
            }
            let text = |document: &Document| document.front.text(key).cloned().unwrap_or_default();
            let content = words.lifted([&text(self.kept), &text(&self.sent), &text(&self.back)]);
            *lifted.front.text_mut(key) = (!content.is_empty()).then_some(content);
        }
        for (&at, &(kept, sent)) in &self.origins {
            let plain = [&self.plain_sent.blocks[sent], &self.plain_back.blocks[at]];
            let [kept, sent] = [&self.kept.blocks[kept], &self.sent.blocks[sent]];
            words.lift(kept, sent, &mut lifted.blocks[at], plain);
        }
        for (&at, &(kept, sent)) in &self.notes {
            let (kept, sent) = (&self.kept.notes[kept].blocks, &self.sent.notes[sent].blocks);
            let blocks = &mut lifted.notes[at].blocks;
            if kept.len() != sent.len() || sent.len() != blocks.len() {
                continue;
            }
            let plain_sent = &self.plain_sent.notes[self.notes[&at].1].blocks;
            let plain_back = &self.plain_back.notes[at].blocks;
            for (place, block) in blocks.iter_mut().enumerate() {
                let plain = [&plain_sent[place], &plain_back[place]];
                words.lift(&kept[place], &sent[place], block, plain);
            }
        }
        self.take_notes(&mut lifted);
        let mut places = Vec::with_capacity(lifted.blocks.len());
        let blocks = std::mem::take(&mut lifted.blocks);
        for (at, block) in blocks.into_iter().enumerate() {
            places.push(lifted.blocks.len());
            if !self.made.contains_key(&at) {
                lifted.blocks.push(block);
            }
        }
        let end = lifted.blocks.len();
        for note in &mut lifted.notes {
            note.before = places.get(note.before).copied().unwrap_or(end);
        }
        (lifted, words.restyled)
    }
}

impl Lift<'_> {
    /// Takes the notes of the source along that its words refer to: where a mark is repeated, the file has
    /// the note once.
    fn take_notes(&self, lifted: &mut Document) {
        let here: BTreeSet<&str> = lifted.notes.iter().map(|note| note.id.as_str()).collect();
        let referred: BTreeSet<&str> = references(&lifted.front, &lifted.blocks).collect();
        let missing = self.kept.notes.iter().filter(|note| {
            let id = note.id.as_str();
            referred.contains(id) && !here.contains(id)
        });
        let missing: Vec<_> = missing.cloned().collect();
        lifted.notes.extend(missing);
    }
}

/// Puts texts into the source's words.
struct Words<'v> {
    vocabulary: &'v mut Vocabulary,
    /// How many paragraphs are set otherwise than they were sent.
    restyled: usize,
}

impl Words<'_> {
    /// Puts a block that came back into the source's words. What it is and how deep it stands is no edit:
    /// its words are.
    fn lift(&mut self, kept: &Block, sent: &Block, back: &mut Block, plain: [&Block; 2]) {
        if plain[0] == plain[1] {
            *back = kept.clone();
            return;
        }
        back.anchor.clone_from(&kept.anchor);
        back.depth = kept.depth;
        if plain[0].label == plain[1].label {
            back.label.clone_from(&kept.label);
        }
        if plain[0].mark == plain[1].mark {
            back.mark = kept.mark;
        }
        match (&kept.kind, &sent.kind, &mut back.kind) {
            (BlockKind::Table(kept), BlockKind::Table(sent), BlockKind::Table(back)) => {
                self.lift_table(kept, sent, back);
            }
            (BlockKind::Table(_) | BlockKind::Picture(_), _, own) if plain[0].kind != *own => {}
            (kind, _, own) => {
                own.clone_from(kind);
                back.original_kind.clone_from(&kept.original_kind);
                self.restyled += usize::from(plain[0].kind != plain[1].kind);
            }
        }
        back.content = self.lifted([&kept.content, &sent.content, &back.content]);
    }

    /// Puts the cells of a table with the same rows and columns into the source's words.
    fn lift_table(&mut self, kept: &Table, sent: &Table, back: &mut Table) {
        if sent.columns.len() == back.columns.len() {
            back.columns.clone_from(&kept.columns);
        }
        if sent.head_rows == back.head_rows {
            back.head_rows = kept.head_rows;
        }
        let cells = |table: &Table| table.rows.iter().map(|row| row.cells.len()).collect::<Vec<_>>();
        if cells(kept) != cells(sent) || cells(sent) != cells(back) {
            return;
        }
        back.comments.clone_from(&kept.comments);
        for ((kept, sent), back) in kept.rows.iter().zip(&sent.rows).zip(&mut back.rows) {
            for ((kept, sent), back) in kept.cells.iter().zip(&sent.cells).zip(&mut back.cells) {
                let count = |cell: &Cell| cell.paragraphs.len();
                if count(kept) != count(sent) || count(sent) != count(back) {
                    continue;
                }
                let kept = kept.paragraphs.iter().zip(&sent.paragraphs);
                for ((kept, sent), back) in kept.zip(&mut back.paragraphs) {
                    back.content = self.lifted([&kept.content, &sent.content, &back.content]);
                }
            }
        }
    }

    /// The text that came back, in the source's words where it says what was sent.
    fn lifted(&mut self, [kept, sent, back]: [&[Inline]; 3]) -> Vec<Inline> {
        let mut atoms = |content: &[Inline]| self.vocabulary.atoms(content);
        let (kept_said, sent_said, own_said) = (atoms(&said(kept)), atoms(&said(sent)), atoms(&said(back)));
        let (kept, sent, own) = (
            atoms(&without_states(kept)),
            atoms(&without_states(sent)),
            atoms(&without_states(back)),
        );
        let mut states = Characters::of(back);
        // The source's atoms of each stretch that was sent.
        let went = stretches(&kept_said.list, &sent_said.list);
        let came: BTreeMap<usize, usize> = matching(&sent_said.list, &own_said.list)
            .into_iter()
            .filter(|&(sent_at, own_at)| !sent_said.list[sent_at].is_spelt_otherwise(&own_said.list[own_at]))
            .map(|(sent, own)| (own, sent))
            .collect();
        let is_restyled =
            |(&own_at, &sent_at): (&usize, &usize)| own.list[own_at].key != sent.list[sent_at].key;
        self.restyled += usize::from(came.iter().any(is_restyled));
        let mut lifted: Vec<Inline> = own.leading.clone();
        let mut at = 0;
        while at < own.list.len() {
            let stretch = came.get(&at).and_then(|sent| went.get(sent));
            let whole = stretch.filter(|(kept_range, sent_range)| {
                let is_whole = sent_range
                    .clone()
                    .enumerate()
                    .all(|(step, sent)| came.get(&(at + step)) == Some(&sent));
                let count = own.list[at..].iter().take(sent_range.len()).map(length).sum();
                is_whole && (!kept_range.is_empty() || states.is_untouched(count))
            });
            let Some((kept_range, sent_range)) = whole else {
                let atom = &own.list[at];
                lifted.extend(states.dressed(&atom.runs, length(atom)));
                lifted.extend(atom.comments.iter().cloned());
                at += 1;
                continue;
            };
            let ours = &own.list[at..at + sent_range.len()];
            let theirs = &kept.list[kept_range.clone()];
            let count = ours.iter().map(length).sum();
            let runs = |atoms: &[Atom]| {
                atoms
                    .iter()
                    .flat_map(|atom| atom.runs.clone())
                    .collect::<Vec<_>>()
            };
            let fits = theirs.iter().map(length).sum::<usize>() == count || states.is_even(count);
            let runs = runs(if fits { theirs } else { ours });
            lifted.extend(states.dressed(&runs, count));
            let is_remark = |inline: &&Inline| matches!(inline.kind, InlineKind::SourceComment(_));
            let remarks = theirs.iter().flat_map(|atom| &atom.comments);
            lifted.extend(remarks.filter(is_remark).cloned());
            lifted.extend(ours.iter().flat_map(|atom| atom.comments.clone()));
            at += sent_range.len();
        }
        join(lifted)
    }
}

/// What of a list stands for what of another: single atoms that are the same, and what differs between
/// them. By the first place on the second side.
fn stretches(kept: &[Atom], sent: &[Atom]) -> BTreeMap<usize, (Range<usize>, Range<usize>)> {
    let mut found = BTreeMap::new();
    let (mut i, mut j) = (0, 0);
    let ends = (kept.len(), sent.len());
    for (kept_at, sent_at) in matching(kept, sent).into_iter().chain([ends]) {
        if j < sent_at {
            found.insert(j, (i..kept_at, j..sent_at));
        }
        if (kept_at, sent_at) != ends {
            // What is nowhere in the file goes with what stands behind it.
            let first = if j < sent_at { kept_at } else { i };
            found.insert(sent_at, (first..kept_at + 1, sent_at..sent_at + 1));
        }
        (i, j) = (kept_at + 1, sent_at + 1);
    }
    found
}

/// A text apart from how it is set.
fn said(content: &[Inline]) -> Vec<Inline> {
    let bare = content.iter().map(|inline| Inline {
        revision: Revision::NONE,
        style: TextStyle::default(),
        link: None,
        ..inline.clone()
    });
    bare.collect()
}

fn without_states(content: &[Inline]) -> Vec<Inline> {
    let bare = content.iter().map(|inline| Inline {
        revision: Revision::NONE,
        ..inline.clone()
    });
    bare.collect()
}

/// How many characters an atom has; what is no text counts as one.
fn length(atom: &Atom) -> usize {
    atom.runs.iter().map(characters).sum()
}

fn characters(inline: &Inline) -> usize {
    match &inline.kind {
        InlineKind::Text(text) => text.chars().count(),
        InlineKind::LineBreak | InlineKind::NoteReference(_) | InlineKind::CrossReference(_) => 1,
        InlineKind::Comment(_) | InlineKind::SourceComment(_) => 0,
    }
}

/// The states of the characters of a text, one after the other.
struct Characters {
    states: std::collections::VecDeque<Revision>,
}

impl Characters {
    fn of(content: &[Inline]) -> Self {
        let states = content
            .iter()
            .flat_map(|inline| std::iter::repeat_n(inline.revision, characters(inline)));
        Self {
            states: states.collect(),
        }
    }

    /// Whether no change touches the next characters.
    fn is_untouched(&self, count: usize) -> bool {
        self.states.iter().take(count).all(|state| state.is_none())
    }

    /// Whether the next characters are all in one state.
    fn is_even(&self, count: usize) -> bool {
        let mut next = self.states.iter().take(count);
        let first = next.next();
        next.all(|state| Some(state) == first)
    }

    /// Some runs in the states of the next characters, which they stand for.
    fn dressed(&mut self, runs: &[Inline], count: usize) -> Vec<Inline> {
        let states: Vec<Revision> = self.states.drain(..count.min(self.states.len())).collect();
        let mut next = states.iter().copied();
        let mut last = states.first().copied().unwrap_or(Revision::NONE);
        let mut dressed = Vec::new();
        for run in runs {
            let mut rest = run.clone();
            let InlineKind::Text(text) = &run.kind else {
                if characters(run) > 0 {
                    last = next.next().unwrap_or(last);
                }
                rest.revision = last;
                dressed.push(rest);
                continue;
            };
            let mut start = 0;
            for (at, _) in text.char_indices() {
                let state = next.next().unwrap_or(last);
                if state != last && at > start {
                    let behind = rest.split_off(at - start);
                    rest.revision = last;
                    dressed.push(std::mem::replace(&mut rest, behind));
                    start = at;
                }
                last = state;
            }
            rest.revision = last;
            dressed.push(rest);
        }
        dressed
    }
}

/// Gives notes the names that they have in the source, and others names that are free there.
fn name_notes(kept: &Document, document: &mut Document, same: impl Iterator<Item = (usize, usize)>) {
    let mut names: BTreeMap<String, String> = same
        .map(|(at, kept_at)| (document.notes[at].id.clone(), kept.notes[kept_at].id.clone()))
        .collect();
    let mut taken: BTreeSet<String> = kept.notes.iter().map(|note| note.id.clone()).collect();
    for note in &document.notes {
        if names.contains_key(&note.id) || crate::model::NoteReference::prints_as_written(&note.id) {
            continue;
        }
        let mut name = note.id.clone();
        let mut number = 2;
        while !taken.insert(name.clone()) {
            name = format!("{}-{number}", note.id);
            number += 1;
        }
        names.insert(note.id.clone(), name);
    }
    for note in &mut document.notes {
        if let Some(name) = names.get(&note.id) {
            note.id.clone_from(name);
        }
    }
    visit_mut(document, &mut |_, part| {
        let PartMut::Text(content) = part else { return };
        for inline in content {
            if let InlineKind::NoteReference(reference) = &mut inline.kind
                && let Some(name) = names.get(&reference.id)
            {
                reference.id.clone_from(name);
            }
        }
    });
}

/// What states say, apart from where they are registered and when they were made.
struct States<'d> {
    kept: &'d Document,
    known: BTreeMap<(bool, Vec<AuthorId>), ChangeId>,
}

impl States<'_> {
    /// A document with equal states where the same hands did the same.
    fn plain(&mut self, document: &Document) -> Document {
        let mut plain = document.clone();
        visit_mut(&mut plain, &mut |_, part| match part {
            PartMut::Block(block) => self.level(&mut block.revision),
            PartMut::Label(label) => {
                label.in_doubt = false;
                label
                    .runs
                    .iter_mut()
                    .for_each(|run| self.level(&mut run.revision));
            }
            PartMut::Text(content) => {
                for inline in content.iter_mut() {
                    self.level(&mut inline.revision);
                    if let InlineKind::Comment(comment) = &mut inline.kind {
                        comment.date = None;
                    }
                }
                *content = join(std::mem::take(content));
            }
            PartMut::Row(row) => self.level(&mut row.revision),
            PartMut::Paragraph(_, paragraph) => self.level(&mut paragraph.revision),
            PartMut::Mark(mark) => self.level(mark),
        });
        plain
    }

    fn level(&mut self, revision: &mut Revision) {
        for (id, is_insertion) in [(&mut revision.inserted, true), (&mut revision.deleted, false)] {
            let Some(change) = id.and_then(|id| self.kept.changes.get(id.0 as usize)) else {
                continue;
            };
            let mut hands = change.hands.clone();
            hands.sort_unstable();
            let next = ChangeId(u32::try_from(self.known.len()).unwrap_or(u32::MAX));
            *id = Some(*self.known.entry((is_insertion, hands)).or_insert(next));
        }
    }
}
