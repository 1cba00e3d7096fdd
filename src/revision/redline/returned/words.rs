//! Texts in the source's words: a comparison of three spellings, word by word.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;

use super::super::atoms::{Atom, Vocabulary};
use super::super::matching::matching;
use crate::model::{Block, BlockKind, Cell, Inline, InlineKind, Revision, Table, TextStyle, join};

/// Puts texts into the source's words.
pub(super) struct Words<'v> {
    pub(super) vocabulary: &'v mut Vocabulary,
    /// How many paragraphs are set otherwise than they were sent.
    pub(super) restyled: usize,
}

impl Words<'_> {
    /// Puts a block that came back into the source's words. What it is and how deep it stands is no edit:
    /// its words are.
    pub(super) fn lift(&mut self, kept: &Block, sent: &Block, back: &mut Block, plain: [&Block; 2]) {
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
    pub(super) fn lifted(&mut self, [kept, sent, back]: [&[Inline]; 3]) -> Vec<Inline> {
        let mut atoms = |content: &[Inline]| self.vocabulary.atoms(content);
        let (kept_said, sent_said, own_said) = (atoms(&said(kept)), atoms(&said(sent)), atoms(&said(back)));
        let (kept, sent, own) = (atoms(kept), atoms(sent), atoms(back));
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
        style: TextStyle::default(),
        link: None,
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
    states: VecDeque<Revision>,
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
