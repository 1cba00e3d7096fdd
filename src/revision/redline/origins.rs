//! Where the characters of a series of versions come from and go to.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::model::visit::{Part, Spot, visit};
use crate::model::{Block, BlockKind, Document, Inline, InlineKind, Reading, Revision, View};

/// What a document is made of, one after the other: the characters that are no spaces, references,
/// rows and paragraph marks of its front matter, blocks and notes.
pub(super) struct Units<'d> {
    document: &'d Document,
    /// The state of each.
    pub(super) states: Vec<Revision>,
    /// The units of each place, a block's paragraph mark the last of its own.
    places: Vec<(Spot, Range<usize>)>,
    /// The references to notes, and whose they are.
    references: Vec<(usize, &'d str)>,
    /// The places of the notes by their ids.
    notes: HashMap<&'d str, usize>,
}

/// Whether a character is a unit.
pub(super) fn counts(c: char) -> bool {
    !c.is_whitespace() && c != '\u{ad}'
}

/// Whether a block is made of units. Comments of the source are kept by no version but the last.
pub(super) fn is_told(block: &Block) -> bool {
    !matches!(block.kind, BlockKind::SourceComment(_))
}

/// How many units a run is.
pub(super) fn size(inline: &Inline) -> usize {
    match &inline.kind {
        InlineKind::Text(text) => text.chars().filter(|c| counts(*c)).count(),
        InlineKind::NoteReference(_) | InlineKind::CrossReference(_) => 1,
        InlineKind::LineBreak | InlineKind::Comment(_) | InlineKind::SourceComment(_) => 0,
    }
}

impl<'d> Units<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        let mut units = Self {
            document,
            states: Vec::new(),
            places: Vec::new(),
            references: Vec::new(),
            notes: document
                .notes
                .iter()
                .enumerate()
                .rev()
                .map(|(at, note)| (note.id.as_str(), at))
                .collect(),
        };
        let mut whole = Revision::NONE;
        let mut told = true;
        visit(document, &mut |spot, part| {
            let start = units.states.len();
            let (state, count) = match part {
                Part::Block(block) => {
                    (whole, told) = (block.revision, is_told(block));
                    (whole, 0)
                }
                Part::Label(label, whole) => {
                    for run in &label.runs {
                        units.push(
                            run.revision.within(whole),
                            run.text.chars().filter(|c| counts(*c)).count(),
                        );
                    }
                    (whole, 0)
                }
                Part::Text(content, whole) => {
                    for inline in content {
                        if let InlineKind::NoteReference(reference) = &inline.kind {
                            units.references.push((units.states.len(), &reference.id));
                        }
                        units.push(inline.revision.within(whole), size(inline));
                    }
                    (whole, 0)
                }
                Part::Row(_, row, whole) => (row.revision.within(whole), 1),
                Part::Cell(_) | Part::Paragraph(0, ..) => (whole, 0),
                Part::Paragraph(_, paragraph, whole) => (paragraph.state().within(whole), 1),
                Part::Mark(mark) => (mark.within(whole), usize::from(told)),
            };
            units.push(state, count);
            let end = units.states.len();
            match units.places.last_mut() {
                Some((last, range)) if *last == spot => range.end = end,
                _ => units.places.push((spot, start..end)),
            }
        });
        units
    }

    fn push(&mut self, state: Revision, count: usize) {
        self.states.extend((0..count).map(|_| state));
    }

    /// The units of each value, block and paragraph of a note, in the order of these.
    pub(super) fn places(&self) -> Vec<(Spot, Range<usize>)> {
        let mut places = self.places.clone();
        places.sort_by_key(|(spot, _)| spot.order());
        places
    }

    /// The units of a reading in its order: front matter, blocks, then each note where it is first
    /// referred to. The reading itself, [settled](crate::revision::settle), has as many.
    pub(super) fn order(&self, view: View) -> Vec<usize> {
        let mut order = Order {
            units: self,
            view,
            units_read: Vec::new(),
            notes: Vec::new(),
            noted: BTreeSet::new(),
        };
        let mut ranges = Vec::new();
        let mut notes: Vec<Vec<Range<usize>>> = vec![Vec::new(); self.document.notes.len()];
        for (spot, range) in &self.places {
            match *spot {
                Spot::Front(_) => order.take(range.clone()),
                Spot::Block(_) => ranges.push(range.clone()),
                Spot::Note(note, _) => notes[note].push(range.clone()),
            }
        }
        order.paragraphs(&self.document.blocks, &ranges);
        let cited: BTreeSet<usize> = self
            .references
            .iter()
            .filter_map(|(_, id)| self.notes.get(id).copied())
            .collect();
        let mut at = 0;
        while let Some(&note) = order.notes.get(at) {
            order.paragraphs(&self.document.notes[note].blocks, &notes[note]);
            at += 1;
        }
        for (note, ranges) in notes.iter().enumerate() {
            if !cited.contains(&note) {
                order.paragraphs(&self.document.notes[note].blocks, ranges);
            }
        }
        order.units_read
    }

    /// Of each unit its place in a reading.
    fn places_in(&self, view: View) -> Vec<Option<usize>> {
        let mut places = vec![None; self.states.len()];
        for (place, unit) in self.order(view).into_iter().enumerate() {
            places[unit] = Some(place);
        }
        places
    }
}

struct Order<'u, 'd> {
    units: &'u Units<'d>,
    view: View,
    units_read: Vec<usize>,
    /// Notes in the order of their first references.
    notes: Vec<usize>,
    noted: BTreeSet<usize>,
}

impl Order<'_, '_> {
    fn take(&mut self, range: Range<usize>) {
        let first = self
            .units
            .references
            .partition_point(|(unit, _)| *unit < range.start);
        let mut cited = self.units.references[first..].iter().peekable();
        for unit in range {
            let read = self.view.admits(self.units.states[unit]);
            if read {
                self.units_read.push(unit);
            }
            if let Some((_, id)) = cited.next_if(|(at, _)| *at == unit)
                && read
                && let Some(&note) = self.units.notes.get(id)
                && self.noted.insert(note)
            {
                self.notes.push(note);
            }
        }
    }

    /// Takes the paragraphs of the reading. Blocks that are joined have one paragraph mark, the last
    /// one's.
    fn paragraphs(&mut self, blocks: &[Block], ranges: &[Range<usize>]) {
        for passage in Reading::of(blocks, self.view).passages() {
            let mut mark = None;
            for (at, _) in passage.parts() {
                let range = &ranges[at];
                self.take(range.start..range.end - 1);
                mark = Some(range.end - 1);
            }
            self.units_read.extend(mark);
        }
    }
}

/// Where the units of the versions come from and go to.
pub(super) struct Origins {
    /// The stage that brought each unit of the version at hand; none: it was there at first.
    origin: Vec<Option<usize>>,
    /// Of each unit of the first version its place in the version at hand, or the stage that took
    /// it out.
    fate: Vec<Fate>,
}

#[derive(Clone, Copy)]
enum Fate {
    At(usize),
    Gone(usize),
}

impl Origins {
    pub(super) fn new(first: &Document) -> Self {
        let count = Units::of(first).order(View::Final).len();
        Self {
            origin: vec![None; count],
            fate: (0..count).map(Fate::At).collect(),
        }
    }

    /// Goes on to the next version, which `step` is the redline to.
    pub(super) fn step(&mut self, step: &Document, next: &Document, stage: usize) {
        let units = Units::of(step);
        let new_places = units.places_in(View::Final);
        let mut goes_to = vec![None; self.origin.len()];
        // Should the step not read as the version, what is unknown is taken to have come with it.
        let mut origin = vec![Some(stage); Units::of(next).order(View::Final).len()];
        for (place, unit) in units.order(View::Original).into_iter().enumerate() {
            let Some(new) = new_places[unit] else { continue };
            if let (Some(goes), Some(came)) = (goes_to.get_mut(place), origin.get_mut(new)) {
                *goes = Some(new);
                *came = self.origin[place];
            }
        }
        for fate in &mut self.fate {
            if let Fate::At(place) = *fate {
                *fate = goes_to
                    .get(place)
                    .copied()
                    .flatten()
                    .map_or(Fate::Gone(stage), Fate::At);
            }
        }
        self.origin = origin;
    }

    /// The stage that each unit's change belongs to in the redline from the first version to the
    /// one at hand; none of a unit that both have.
    pub(super) fn hands(&self, units: &Units<'_>) -> Vec<Option<usize>> {
        let (old, new) = (units.places_in(View::Original), units.places_in(View::Final));
        let hand = |(unit, state): (usize, &Revision)| {
            if state.inserted.is_some() {
                return new[unit].and_then(|place| self.origin.get(place).copied().flatten());
            }
            match old[unit].and_then(|place| self.fate.get(place)) {
                Some(Fate::Gone(stage)) => Some(*stage),
                Some(Fate::At(_)) | None => None,
            }
        };
        units.states.iter().enumerate().map(hand).collect()
    }
}
