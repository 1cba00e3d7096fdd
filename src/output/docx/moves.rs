//! Moves: which pairs of changes Word can show as one, and where their ranges begin and end.

use std::collections::{BTreeMap, BTreeSet};

use super::changes::MoveForm;
use super::paragraph_marks::ParagraphEnd;
use crate::layout::{Flow, FlowBlock, Table};
use crate::model::{ChangeId, ChangeKind, Revision};

/// A place in the body: a block, and a run in it; behind the last run stands the paragraph mark.
pub(super) type RunPlace = (usize, usize);

/// The moves of a body (ECMA-376 § 17.13.5.21 and following).
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct MoveRanges {
    /// What the two ends of each move are called; both have the same name.
    pub(super) names: BTreeMap<ChangeId, String>,
    ranges: Ranges,
    /// The changes whose range begins before a place.
    starts: BTreeMap<RunPlace, Vec<ChangeId>>,
    /// The changes whose range ends behind a place.
    ends: BTreeMap<RunPlace, Vec<ChangeId>>,
}

impl MoveRanges {
    /// Pairs the ends of moves. A move with one end, or with a part in a table or a picture, is left a
    /// plain insertion and deletion.
    pub(super) fn of(flow: &Flow, paragraph_ends: &[ParagraphEnd]) -> Self {
        let mut moves = Self::default();
        if flow.changes.iter().all(|change| change.move_name.is_none()) {
            return moves;
        }
        let (ranges, spoilt) = ranges(flow, paragraph_ends);
        let mut sides: BTreeMap<&str, [Vec<ChangeId>; 2]> = BTreeMap::new();
        for &id in ranges.keys().filter(|id| !spoilt.contains(id)) {
            let change = flow.change(id);
            if let Some(name) = &change.move_name {
                let side = usize::from(change.kind == ChangeKind::Insertion);
                sides.entry(name).or_default()[side].push(id);
            }
        }
        for (name, [from, to]) in sides {
            for (number, (from, to)) in from.into_iter().zip(to).enumerate() {
                let name = match number {
                    0 => name.to_owned(),
                    _ => format!("{name} ({})", number + 1),
                };
                for id in [from, to] {
                    let (first, last) = ranges[&id];
                    moves.names.insert(id, name.clone());
                    moves.starts.entry(first).or_default().push(id);
                    moves.ends.entry(last).or_default().push(id);
                }
            }
        }
        moves.ranges = ranges;
        moves
    }

    /// The changes whose range begins before a place.
    pub(super) fn starting(&self, place: RunPlace) -> impl Iterator<Item = ChangeId> {
        self.starts.get(&place).into_iter().flatten().copied()
    }

    /// The changes whose range ends behind a place.
    pub(super) fn ending(&self, place: RunPlace) -> impl Iterator<Item = ChangeId> {
        self.ends.get(&place).into_iter().flatten().copied()
    }

    /// How moves are written at a place: a reference to a moved clause changes with it, but stands
    /// elsewhere and is no part of what was moved.
    pub(super) fn form(&self, revision: Revision, place: RunPlace) -> MoveForm {
        let is_outside = |id: ChangeId| match self.ranges.get(&id) {
            Some(&(first, last)) => place < first || last < place,
            None => false,
        };
        let mut ids = revision.inserted.into_iter().chain(revision.deleted);
        match ids.any(is_outside) {
            true => MoveForm::Plain,
            false => MoveForm::Named,
        }
    }
}

type Ranges = BTreeMap<ChangeId, (RunPlace, RunPlace)>;

/// The first and last place of every moved change, and the changes that cannot be shown as moves.
fn ranges(flow: &Flow, paragraph_ends: &[ParagraphEnd]) -> (Ranges, BTreeSet<ChangeId>) {
    let whole = whole_paragraphs(flow);
    let mut ranges = Ranges::new();
    let mut spoilt = BTreeSet::new();
    let mut reach = |id: ChangeId, place: RunPlace| {
        ranges.entry(id).or_insert((place, place)).1 = place;
    };
    for (index, (block, end)) in flow.body.iter().zip(paragraph_ends).enumerate() {
        match block {
            FlowBlock::Paragraph(paragraph) => {
                let own: Vec<ChangeId> = moved(flow, paragraph.mark).collect();
                for (place, run) in paragraph.runs.iter().enumerate() {
                    moved(flow, run.revision)
                        .filter(|id| own.contains(id) || !whole.contains(id))
                        .for_each(|id| reach(id, (index, place)));
                }
                moved(flow, end.mark).for_each(|id| reach(id, (index, paragraph.runs.len())));
            }
            FlowBlock::Table(table) => {
                let states = states(table).flat_map(|revision| moved(flow, revision));
                spoilt.extend(states.filter(|id| !whole.contains(id)));
            }
            FlowBlock::Picture(picture) => spoilt.extend(moved(flow, picture.revision)),
        }
    }
    (ranges, spoilt)
}

/// The changes that moved whole paragraphs. Where one of them is found elsewhere, it is in the words
/// of a reference, which change with the place that they name.
fn whole_paragraphs(flow: &Flow) -> BTreeSet<ChangeId> {
    let marks = flow.body.iter().filter_map(|block| match block {
        FlowBlock::Paragraph(paragraph) => Some(paragraph.mark),
        FlowBlock::Table(_) | FlowBlock::Picture(_) => None,
    });
    marks.flat_map(|mark| moved(flow, mark)).collect()
}

fn states(table: &Table) -> impl Iterator<Item = Revision> {
    table.rows.iter().flat_map(|row| {
        let paragraphs = row.cells.iter().flat_map(|cell| &cell.paragraphs);
        let runs = paragraphs.flat_map(|paragraph| &paragraph.runs);
        runs.map(|run| run.revision).chain([row.revision])
    })
}

fn moved(flow: &Flow, revision: Revision) -> impl Iterator<Item = ChangeId> {
    let ids = revision.inserted.into_iter().chain(revision.deleted);
    ids.filter(|&id| flow.change(id).move_name.is_some())
}
