//! Which footnote a reference brings, and which it only repeats.

use std::collections::{BTreeMap, BTreeSet};

use super::flow::{FlowNote, NoteMark};
use super::reading::Reading;
use crate::model::{BlockKind, Inline, InlineKind, NoteReference, Revision, Shown, View};

/// The footnotes of a view before their texts are set.
#[derive(Default)]
pub(super) struct Plan {
    pub(super) notes: Vec<Planned>,
    by_id: BTreeMap<String, Copies>,
    /// Whether numbers start again in each instrument.
    restarts: bool,
    /// The last number given, in each instrument where they restart.
    numbers: BTreeMap<usize, u32>,
}

/// A footnote to be.
pub(super) struct Planned {
    pub(super) id: String,
    pub(super) mark: NoteMark,
    /// The state of the reference that brings it.
    pub(super) revision: Revision,
    pub(super) instrument: usize,
    pub(super) is_brought: bool,
}

/// The copies of one note that the markup needs. A single one, brought by a reference that no
/// change touches, serves both readings; else each reading has its own, as in a Word file, where
/// a deleted reference takes its note away.
#[derive(Clone, Copy, Default)]
struct Copies {
    original: Option<usize>,
    settled: Option<usize>,
    /// Brought in by one hand and struck by another: part of neither reading.
    struck: Option<usize>,
}

impl Plan {
    /// The note of a reference in a state, and whether the reference brings it.
    pub(super) fn refer(&mut self, id: &str, revision: Revision) -> (usize, bool) {
        let copies = self.by_id.get(id).copied().unwrap_or_default();
        let index = match copies.of(revision) {
            Some(index) => index,
            // A reference inside a note's own text.
            None => self.add(id, revision, self.notes.last().map_or(0, |note| note.instrument)),
        };
        let note = &mut self.notes[index];
        let brings = !note.is_brought && note.revision == revision;
        note.is_brought |= brings;
        (index, brings)
    }

    fn add(&mut self, id: &str, revision: Revision, instrument: usize) -> usize {
        let index = self.notes.len();
        let mark = if NoteReference::prints_as_written(id) {
            NoteMark::Custom(id.to_owned())
        } else {
            NoteMark::Number(self.next_number(instrument))
        };
        self.notes.push(Planned {
            id: id.to_owned(),
            mark,
            revision,
            instrument,
            is_brought: false,
        });
        self.by_id.entry(id.to_owned()).or_default().set(revision, index);
        index
    }

    /// The reading that a note is the copy of, where each has its own.
    pub(super) fn reading(&self, index: usize) -> Option<View> {
        let copies = self.by_id.get(&self.notes.get(index)?.id)?;
        let has_two =
            copies.original.is_some() && copies.settled.is_some() && copies.original != copies.settled;
        match Some(index) {
            at if has_two && at == copies.original => Some(View::Original),
            at if has_two && at == copies.settled => Some(View::Final),
            _ => None,
        }
    }

    fn next_number(&mut self, instrument: usize) -> u32 {
        let sequence = if self.restarts { instrument } else { 0 };
        let last = self.numbers.entry(sequence).or_default();
        *last += 1;
        *last
    }
}

impl Copies {
    /// The copy that a reference in this state can show.
    fn of(self, revision: Revision) -> Option<usize> {
        match (revision.inserted.is_some(), revision.deleted.is_some()) {
            (false, false) => self.original.filter(|_| self.original == self.settled),
            (true, false) => self.settled,
            (false, true) => self.original,
            (true, true) => self.settled.or(self.original).or(self.struck),
        }
    }

    fn set(&mut self, revision: Revision, index: usize) {
        match (revision.inserted.is_some(), revision.deleted.is_some()) {
            (false, false) => (self.original, self.settled) = (Some(index), Some(index)),
            (true, false) => self.settled = Some(index),
            (false, true) => self.original = Some(index),
            (true, true) => self.struck = Some(index),
        }
    }
}

/// Numbers the notes of a view in the order of the references that bring them.
pub(super) fn plan(reading: Reading<'_>, blocks: &[Shown<'_>]) -> Plan {
    let references = references(reading, blocks);
    let untouched: BTreeSet<&str> = references
        .iter()
        .filter(|seen| seen.revision.is_none())
        .map(|seen| seen.id)
        .collect();
    let mut plan = Plan {
        restarts: reading.house.restarts_notes(),
        ..Plan::default()
    };
    for seen in &references {
        // Where a reference stays in both readings, it alone brings the note.
        let waits = !seen.revision.is_none() && untouched.contains(seen.id);
        let is_known = plan
            .by_id
            .get(seen.id)
            .is_some_and(|copies| copies.of(seen.revision).is_some());
        if !waits && !is_known {
            plan.add(seen.id, seen.revision, seen.instrument);
        }
    }
    plan
}

struct Seen<'d> {
    id: &'d str,
    revision: Revision,
    instrument: usize,
}

/// Every reference that the view shows, in the order of the page.
fn references<'d>(reading: Reading<'d>, blocks: &[Shown<'d>]) -> Vec<Seen<'d>> {
    let mut seen = Vec::new();
    let mut look = |content: &'d [Inline], whole: Revision, instrument: usize| {
        for inline in content {
            if let InlineKind::NoteReference(reference) = &inline.kind
                && let Some(revision) = reading.shown(inline.revision.within(whole))
            {
                seen.push(Seen {
                    id: &reference.id,
                    revision,
                    instrument,
                });
            }
        }
    };
    for content in reading.titles() {
        look(content, Revision::NONE, 0);
    }
    let mut instruments = 0_usize;
    for placed in blocks {
        let block = placed.block;
        if let BlockKind::NumberLine(instrument) = &block.kind
            && instrument.kind.has_calls()
        {
            instruments += 1;
        }
        let instrument = instruments.saturating_sub(1);
        look(&block.content, block.revision, instrument);
        if let BlockKind::Table(table) = &block.kind {
            for (paragraph, state) in table.paragraphs() {
                look(&paragraph.content, state.within(block.revision), instrument);
            }
        }
    }
    seen
}

/// What a reading's own copy of a note shows of the note's text. What only the other reading has
/// stands in the other copy; what neither has is struck in the final one.
pub(super) fn own_text(content: &[Inline], view: View) -> Vec<Inline> {
    let shows = |revision: Revision| {
        let is_struck = revision.inserted.is_some() && revision.deleted.is_some();
        view.admits(revision) || is_struck && view == View::Final
    };
    content
        .iter()
        .filter(|inline| shows(inline.revision))
        .cloned()
        .collect()
}

/// An empty note to be filled.
pub(super) fn begin(planned: &Planned) -> FlowNote {
    FlowNote {
        mark: planned.mark.clone(),
        paragraphs: Vec::new(),
        revision: planned.revision,
        inside: None,
        instrument: planned.instrument,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ChangeId;

    #[test]
    fn a_reference_that_stays_brings_the_note_for_all() {
        let mut plan = Plan::default();
        plan.add("x", Revision::NONE, 0);
        let later = crate::layout::sample::inserted(0);
        assert_eq!(
            plan.refer("x", later),
            (0, false),
            "an inserted mark before it repeats"
        );
        assert_eq!(plan.refer("x", Revision::NONE), (0, true));
        assert_eq!(plan.refer("x", Revision::NONE), (0, false));
    }

    #[test]
    fn the_two_ends_of_a_move_bring_a_note_each() {
        let mut plan = Plan::default();
        let (gone, come) = (
            crate::layout::sample::deleted(0),
            crate::layout::sample::inserted(1),
        );
        plan.add("x", gone, 0);
        plan.add("x", come, 0);
        assert_eq!(plan.refer("x", gone), (0, true));
        assert_eq!(plan.refer("x", come), (1, true));
    }

    #[test]
    fn a_reference_that_was_struck_in_an_insertion_repeats_the_note_of_another() {
        let (inserted, deleted) = (ChangeId(0), ChangeId(1));
        let struck = Revision {
            inserted: Some(inserted),
            deleted: Some(deleted),
        };
        for other in [Revision::inserted(inserted), Revision::deleted(deleted)] {
            let mut plan = Plan::default();
            plan.add("x", other, 0);
            assert_eq!(plan.refer("x", struck), (0, false));
            assert_eq!(plan.refer("x", other), (0, true));
        }
        let mut plan = Plan::default();
        plan.add("x", struck, 0);
        assert_eq!(plan.refer("x", struck), (0, true), "none else brings it");
    }

    #[test]
    fn numbers_start_again_in_each_instrument_and_skip_marks_of_their_own() {
        let mut plan = Plan {
            restarts: true,
            ..Plan::default()
        };
        plan.add("a", Revision::NONE, 0);
        plan.add("2bis", Revision::NONE, 0);
        plan.add("b", Revision::NONE, 0);
        plan.add("c", Revision::NONE, 1);
        let marks: Vec<_> = plan.notes.iter().map(|note| note.mark.clone()).collect();
        assert_eq!(
            marks,
            [
                NoteMark::Number(1),
                NoteMark::Custom("2bis".into()),
                NoteMark::Number(2),
                NoteMark::Number(1)
            ]
        );
    }
}
