//! Writes what the source says then: the comparison of both texts, each character in its state.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::origins::counts;
use super::Journey;
use super::merge::Authors;
use super::trace::{Fate, Trace};
use crate::model::visit::{PartMut, Spot, visit_mut};
use crate::model::{
    Change, ChangeId, ChangeKind, Document, GroupId, Inline, InlineKind, Label, LabelRun, MoveId, Revision,
    join, same_hands,
};
use crate::source::Span;

/// The state of what is no more, until it is taken out.
pub(super) const GONE: Revision = Revision {
    inserted: Some(ChangeId(u32::MAX)),
    deleted: Some(ChangeId(u32::MAX)),
};

/// A comparison with the state of every character.
pub(super) struct Stated {
    pub(super) document: Document,
    /// The register that its states are of: authors, changes and moves.
    pub(super) register: Document,
    /// How many edits bore no mark.
    pub(super) unmarked: usize,
    /// The units of each place.
    units: BTreeMap<(usize, usize, usize), Range<usize>>,
}

impl Stated {
    /// The units of a value, block or paragraph of a note.
    pub(super) fn units(&self, spot: Spot) -> Range<usize> {
        self.units.get(&spot.order()).cloned().unwrap_or_default()
    }
}

/// Gives every character of a comparison its state.
pub(super) fn stated(
    kept: &Document,
    mut document: Document,
    trace: &Trace,
    journey: &Journey<'_>,
) -> Stated {
    let groups = kept.changes.iter().filter_map(|change| change.group);
    let mut writer = Writer {
        register: Document {
            front: kept.front.clone(),
            changes: kept.changes.clone(),
            moves: kept.moves.clone(),
            ..Document::default()
        },
        authors: Authors::of(kept),
        compared: std::mem::take(&mut document.changes),
        compared_moves: std::mem::take(&mut document.moves),
        moves: BTreeMap::new(),
        known: kept.changes.len(),
        groups: groups.map(|group| group.0 + 1).max().unwrap_or(0),
        trace,
        journey,
        at: 0,
        made: BTreeMap::new(),
    };
    let mut units: BTreeMap<(usize, usize, usize), Range<usize>> = BTreeMap::new();
    visit_mut(&mut document, &mut |spot, part| {
        let start = writer.at;
        match part {
            PartMut::Block(block) => block.revision = Revision::NONE,
            PartMut::Label(label) => writer.label(label),
            PartMut::Text(content) => *content = writer.text(std::mem::take(content)),
            PartMut::Row(row) => row.revision = writer.next(),
            PartMut::Paragraph(0, _) => {}
            PartMut::Paragraph(_, paragraph) => paragraph.revision = writer.next(),
            PartMut::Mark(mark) => *mark = writer.next(),
        }
        let range = units.entry(spot.order()).or_insert(start..start);
        range.end = writer.at;
    });
    writer.drop_single_ends();
    Stated {
        unmarked: writer.unmarked(),
        document,
        register: writer.register,
        units,
    }
}

struct Writer<'t, 'd> {
    /// The register of changes and authors, which grows.
    register: Document,
    authors: Authors,
    /// The changes of the comparison.
    compared: Vec<Change>,
    /// The names of its moves, and the moves of the register that stand for them.
    compared_moves: Vec<String>,
    moves: BTreeMap<MoveId, MoveId>,
    /// How many changes the documents have themselves.
    known: usize,
    /// How many groups there are already.
    groups: u32,
    trace: &'t Trace,
    journey: &'t Journey<'d>,
    at: usize,
    /// The changes that stand for those of the comparison.
    made: BTreeMap<ChangeId, ChangeId>,
}

/// What waits for the unit behind it.
struct Waiting {
    run: Inline,
    /// The state of the unit before it in its own run.
    before: Option<Revision>,
}

impl Writer<'_, '_> {
    /// The state of the next unit.
    fn next(&mut self) -> Revision {
        let state = self.state(self.at);
        self.at += 1;
        state
    }

    fn state(&mut self, unit: usize) -> Revision {
        let compared = self.trace.compared(unit);
        match self.trace.fate(unit) {
            Fate::Stays(state) => state,
            Fate::Came(state) => Revision {
                inserted: compared.inserted.map(|id| self.own(id)),
                ..state
            },
            Fate::Went(state) => Revision {
                deleted: compared.deleted.map(|id| self.own(id)),
                ..state
            },
            Fate::Gone => GONE,
        }
    }

    /// The editor's change that stands for one of the comparison.
    fn own(&mut self, id: ChangeId) -> ChangeId {
        if let Some(&made) = self.made.get(&id) {
            return made;
        }
        let by = self.journey.by;
        let name = by.name.as_deref().unwrap_or(&by.key);
        let author = self
            .authors
            .enter(&mut self.register, &by.key, name, self.journey.date);
        let hands = vec![author];
        let date = self.journey.date;
        let mut change = self.compared[id.0 as usize].clone();
        change.date = date.filter(|date| Some(*date) != self.register.front.date_of(&hands));
        change.hands = hands;
        change.group = change.group.map(|group| GroupId(group.0 + self.groups));
        change.moved = change.moved.map(|moved| self.own_move(moved));
        let made = self.register.add_change(change);
        self.made.insert(id, made);
        made
    }

    /// The move of the register that stands for one of the comparison, under a name that is free.
    fn own_move(&mut self, id: MoveId) -> MoveId {
        let register = &mut self.register.moves;
        let name = self.compared_moves.get(id.0 as usize);
        *self.moves.entry(id).or_insert_with(|| {
            let given = name.cloned().into_iter();
            let mut names = given.chain((1..).map(|number| format!("m{number}")));
            let free = names.find(|name| !register.contains(name));
            register.push(free.unwrap_or_default());
            MoveId(u32::try_from(register.len() - 1).unwrap_or(u32::MAX))
        })
    }

    /// A move that has only one end of the editor's is none.
    fn drop_single_ends(&mut self) {
        let mut ends: BTreeMap<MoveId, [bool; 2]> = BTreeMap::new();
        for id in self.made.values() {
            let change = self.register.change(*id);
            if let Some(moved) = change.moved {
                ends.entry(moved).or_default()[usize::from(change.kind == ChangeKind::Insertion)] = true;
            }
        }
        for id in self.made.values() {
            let change = &mut self.register.changes[id.0 as usize];
            change.moved = change.moved.filter(|moved| ends.get(moved) == Some(&[true; 2]));
        }
    }

    /// How many edits were marked: both halves of a replacement are one.
    fn unmarked(&self) -> usize {
        let made = self.made.values().map(|&id| self.register.change(id));
        let edits: BTreeSet<(Option<GroupId>, usize)> = made
            .enumerate()
            .map(|(at, change)| (change.group, if change.group.is_some() { 0 } else { at }))
            .collect();
        edits.len()
    }

    fn label(&mut self, label: &mut Label) {
        let mut runs: Vec<LabelRun> = Vec::new();
        for run in &label.runs {
            for c in run.text.chars() {
                let state = if counts(c) {
                    self.next()
                } else {
                    runs.last().map_or(Revision::NONE, |run| run.revision)
                };
                match runs.last_mut() {
                    Some(last) if last.revision == state => last.text.push(c),
                    _ => runs.push(LabelRun {
                        text: c.to_string(),
                        revision: state,
                        span: Span::NONE,
                    }),
                }
            }
        }
        runs.retain(|run| run.revision != GONE);
        label.runs = runs;
    }

    fn text(&mut self, content: Vec<Inline>) -> Vec<Inline> {
        let mut out: Vec<Inline> = Vec::with_capacity(content.len());
        let mut waiting: Vec<Waiting> = Vec::new();
        let mut last: Option<Revision> = None;
        for mut inline in content {
            let mut before: Option<Revision> = None;
            match &mut inline.kind {
                InlineKind::Text(text) => {
                    let text = std::mem::take(text);
                    for c in text.chars() {
                        let run = Inline {
                            kind: InlineKind::Text(c.to_string()),
                            ..inline.clone()
                        };
                        if !counts(c) {
                            waiting.push(Waiting { run, before });
                            continue;
                        }
                        let state = self.next();
                        self.settle(&mut waiting, Some((self.at - 1, state)), last, &mut out);
                        push(&mut out, run, state);
                        (before, last) = (Some(state), Some(state));
                    }
                }
                InlineKind::NoteReference(_) | InlineKind::CrossReference(_) => {
                    let state = self.next();
                    self.settle(&mut waiting, Some((self.at - 1, state)), last, &mut out);
                    push(&mut out, inline, state);
                    last = Some(state);
                }
                InlineKind::LineBreak => waiting.push(Waiting {
                    run: inline,
                    before: None,
                }),
                InlineKind::Comment(_) | InlineKind::SourceComment(_) => {
                    self.settle(&mut waiting, None, last, &mut out);
                    if inline.revision.deleted.is_none() || last != Some(GONE) {
                        push(&mut out, inline, Revision::NONE);
                    }
                }
            }
        }
        self.settle(&mut waiting, None, last, &mut out);
        join(out)
    }

    /// Gives what waits its state, between the last unit and the next.
    fn settle(
        &self,
        waiting: &mut Vec<Waiting>,
        next: Option<(usize, Revision)>,
        last: Option<Revision>,
        out: &mut Vec<Inline>,
    ) {
        for Waiting { run, before } in waiting.drain(..) {
            let told = next.and_then(|(unit, _)| self.trace.space_before(unit));
            let told = told.map(|told| self.known(told, [last, next.map(|(_, state)| state)]));
            let beside = before.or(next.map(|(_, state)| state)).or(last);
            let side = self.side(&run, next.map(|(unit, _)| unit));
            let of_both = side.is_none();
            let state = match (told, beside) {
                (Some(told), _) if of_both => told,
                (Some(told), Some(beside)) if !self.is_own(beside) => told,
                (None, _) if of_both => last.or(beside).unwrap_or(Revision::NONE),
                (_, Some(beside)) => beside,
                (_, None) => Revision::NONE,
            };
            push(out, run, state);
        }
    }

    /// Whether something is one of the edits that bear no mark in the file.
    fn is_own(&self, state: Revision) -> bool {
        let mut ids = [state.inserted, state.deleted].into_iter().flatten();
        ids.any(|id| id.0 as usize >= self.known && id.0 != u32::MAX)
    }

    /// Which version a space is of: what its run says, else what both units beside it say.
    fn side(&self, run: &Inline, next: Option<usize>) -> Revision {
        if !run.revision.is_none() {
            return run.revision;
        }
        let state = |unit: usize| self.trace.compared(unit);
        match next.and_then(|next| Some((next.checked_sub(1)?, next))) {
            Some((before, next)) if state(before) == state(next) => state(next),
            _ => Revision::NONE,
        }
    }

    /// A state with the changes of its neighbours, where these are of the same hands.
    fn known(&self, mut state: Revision, beside: [Option<Revision>; 2]) -> Revision {
        for beside in beside.into_iter().flatten().filter(|beside| *beside != GONE) {
            for (own, theirs) in [
                (&mut state.inserted, beside.inserted),
                (&mut state.deleted, beside.deleted),
            ] {
                if let (Some(id), Some(other)) = (*own, theirs)
                    && same_hands(
                        &self.register.change(id).hands,
                        &self.register.change(other).hands,
                    )
                {
                    *own = Some(other);
                }
            }
        }
        state
    }
}

/// Writes a run in a state, if it is still there.
fn push(out: &mut Vec<Inline>, run: Inline, state: Revision) {
    if state == GONE {
        return;
    }
    let run = Inline {
        revision: state,
        ..run
    };
    match out.last_mut() {
        Some(last) if last.is_like(&run) => {
            let rest = last.append(run);
            out.extend(rest);
        }
        _ => out.push(run),
    }
}
