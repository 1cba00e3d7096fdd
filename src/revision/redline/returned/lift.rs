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
    AuthorId, Block, BlockKind, Cell, ChangeId, Document, FrontKey, Inline, InlineKind, Revision, Table, join,
};
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
        let mut noted = |steps: &[Step], old: &Document, new: &Document| notes::pair(old, new, steps, vocabulary);
        let notes_sent = noted(&went_steps, &bare_kept, &bare_sent).old_of;
        let notes_back = noted(&came_steps, &bare_sent, &bare_back).old_of;
        let kept_of: BTreeMap<usize, usize> = went.into_iter().map(|(kept, sent)| (sent, kept)).collect();
        let origin = |(sent, back): (usize, usize)| Some((back, (*kept_of.get(&sent)?, sent)));
        let is_made = |(sent, _): &&(usize, usize)| !kept_of.contains_key(sent);
        let made = came.iter().filter(is_made).map(|&(sent, back)| (back, sent)).collect();
        let origins = came.into_iter().filter_map(origin).collect();
        let note_origin = |(&back, &sent): (&usize, &usize)| Some((back, (*notes_sent.get(&sent)?, sent)));
        let notes: BTreeMap<usize, (usize, usize)> = notes_back.iter().filter_map(note_origin).collect();
        name_notes(kept, &mut sent, notes_sent.iter().map(|(&sent, &kept)| (sent, kept)));
        name_notes(kept, &mut back, notes.iter().map(|(&back, &(kept, _))| (back, kept)));
        let mut states = States { kept, known: BTreeMap::new() };
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

    /// What came back, in the source's words.
    pub(super) fn back(&self, vocabulary: &mut Vocabulary) -> Document {
        let mut lifted = self.back.clone();
        lifted.front.clone_from(&self.kept.front);
        for key in FrontKey::ALL {
            let texts = [&self.plain_sent, &self.plain_back].map(|document| document.front.text(key));
            if texts[0] == texts[1] {
                continue;
            }
            let text = |document: &Document| document.front.text(key).cloned().unwrap_or_default();
            let content = lifted_text([&text(self.kept), &text(&self.sent), &text(&self.back)], vocabulary);
            *lifted.front.text_mut(key) = (!content.is_empty()).then_some(content);
        }
        for (&at, &(kept, sent)) in &self.origins {
            let plain = [&self.plain_sent.blocks[sent], &self.plain_back.blocks[at]];
            let [kept, sent] = [&self.kept.blocks[kept], &self.sent.blocks[sent]];
            lift(kept, sent, &mut lifted.blocks[at], plain, vocabulary);
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
                lift(&kept[place], &sent[place], block, plain, vocabulary);
            }
        }
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
        lifted
    }
}

/// Puts a block that came back into the source's words.
fn lift(kept: &Block, sent: &Block, back: &mut Block, plain: [&Block; 2], vocabulary: &mut Vocabulary) {
    if plain[0] == plain[1] {
        *back = kept.clone();
        return;
    }
    back.anchor.clone_from(&kept.anchor);
    if plain[0].label == plain[1].label {
        back.label.clone_from(&kept.label);
    }
    if plain[0].depth == plain[1].depth {
        back.depth = kept.depth;
    }
    if plain[0].mark == plain[1].mark {
        back.mark = kept.mark;
    }
    match (&kept.kind, &sent.kind, &mut back.kind) {
        (BlockKind::Table(kept), BlockKind::Table(sent), BlockKind::Table(back)) => {
            lift_table(kept, sent, back, vocabulary);
        }
        (kind, _, own) if plain[0].kind == plain[1].kind => {
            own.clone_from(kind);
            back.original_kind.clone_from(&kept.original_kind);
        }
        _ => {}
    }
    back.content = lifted_text([&kept.content, &sent.content, &back.content], vocabulary);
}

/// Puts the cells of a table with the same rows and columns into the source's words.
fn lift_table(kept: &Table, sent: &Table, back: &mut Table, vocabulary: &mut Vocabulary) {
    if sent.columns == back.columns {
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
            for ((kept, sent), back) in kept.paragraphs.iter().zip(&sent.paragraphs).zip(&mut back.paragraphs) {
                back.content = lifted_text([&kept.content, &sent.content, &back.content], vocabulary);
            }
        }
    }
}

/// The text that came back, in the source's words where it says what was sent.
fn lifted_text([kept, sent, back]: [&[Inline]; 3], vocabulary: &mut Vocabulary) -> Vec<Inline> {
    let mut atoms = |content: &[Inline]| vocabulary.atoms(&without_states(content));
    let (kept, sent, own) = (atoms(kept), atoms(sent), atoms(back));
    let mut states = Characters::of(back);
    // The source's atoms of each stretch that was sent.
    let went = stretches(&kept.list, &sent.list);
    let came: BTreeMap<usize, usize> = matching(&sent.list, &own.list)
        .into_iter()
        .filter(|&(sent_at, own_at)| !sent.list[sent_at].is_spelt_otherwise(&own.list[own_at]))
        .map(|(sent, own)| (own, sent))
        .collect();
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
        let runs: Vec<Inline> = theirs.iter().flat_map(|atom| atom.runs.clone()).collect();
        let is_even = theirs.iter().map(length).sum::<usize>() == count || states.is_even(count);
        if is_even {
            lifted.extend(states.dressed(&runs, count));
        } else {
            let runs: Vec<Inline> = ours.iter().flat_map(|atom| atom.runs.clone()).collect();
            lifted.extend(states.dressed(&runs, count));
        }
        let remarks = theirs.iter().flat_map(|atom| &atom.comments);
        lifted.extend(remarks.filter(|inline| matches!(inline.kind, InlineKind::SourceComment(_))).cloned());
        lifted.extend(ours.iter().flat_map(|atom| atom.comments.clone()));
        at += sent_range.len();
    }
    join(lifted)
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
                label.runs.iter_mut().for_each(|run| self.level(&mut run.revision));
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
