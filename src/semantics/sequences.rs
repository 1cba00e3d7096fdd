//! The label sequences that are open at a place of one reading: what is checked and what is
//! repaired walk them alike.

use crate::model::{Counting, NumberWay, Ordinal, Passage, Reading, Scheme};

/// A sequence of labels at one depth.
pub(crate) struct Sequence<T> {
    /// What the last label counts as.
    pub(crate) last: Ordinal,
    /// The last label.
    pub(crate) label: String,
    /// Whether other text has come since the last label, so that a new list may begin.
    pub(crate) interrupted: bool,
    /// Whether its last label is a heading's.
    heading: bool,
    /// What else the walk keeps.
    pub(crate) more: T,
}

impl<T: Default> Sequence<T> {
    /// A sequence that has come to this label.
    pub(crate) fn at(last: Ordinal, label: impl Into<String>) -> Self {
        Self {
            last,
            label: label.into(),
            interrupted: false,
            heading: false,
            more: T::default(),
        }
    }
}

impl<T> Sequence<T> {
    /// The reading of a label that begins a new list here: behind other text, or where the label
    /// cannot be one of this list.
    pub(crate) fn restart<'r>(&self, readings: &'r [Ordinal]) -> Option<&'r Ordinal> {
        let is_foreign = readings.iter().all(|ordinal| ordinal.scheme != self.last.scheme);
        let begins = |ordinal: &&Ordinal| ordinal.is_first() && (self.interrupted || is_foreign);
        readings.iter().find(begins)
    }
}

/// The reading of a label that opens a sequence: `i)` is roman there. Under `SECTION 2` labels
/// begin with 2.1, under a clause 3 with 3.1.
pub(crate) fn opening<'r>(readings: &'r [Ordinal], parent: Option<&Ordinal>) -> Option<&'r Ordinal> {
    let openings = || readings.iter().filter(|ordinal| ordinal.opens_under(parent));
    openings()
        .find(|ordinal| ordinal.scheme == Scheme::Roman && ordinal.is_first())
        .or_else(|| openings().find(|ordinal| ordinal.is_first()))
        .or_else(|| openings().next())
}

/// The label of a block, and where it counts.
pub(crate) struct Counted<'s, T> {
    pub(crate) slot: &'s mut Option<Sequence<T>>,
    pub(crate) label: String,
    /// What the clause around it counts as.
    pub(crate) parent: Option<Ordinal>,
}

/// Calls `each` with every paragraph of a reading and, if its label counts, the sequence in which
/// it does; none is open there yet where it is the first.
pub(crate) fn walk<'r, 'd, T>(
    reading: &'r Reading<'d>,
    way: NumberWay,
    mut each: impl FnMut(Passage<'r, 'd>, Option<Counted<'_, T>>),
) {
    let mut open = Open {
        way,
        levels: Vec::new(),
        headings: None,
    };
    for passage in reading.passages() {
        let counted = open.pass(passage);
        let is_heading = matches!(passage.kind().counting(), Counting::Heading) && counted.is_some();
        each(passage, counted);
        if is_heading && let Some(Some(sequence)) = open.levels.first_mut() {
            sequence.heading = true;
        }
    }
}

/// The sequences that are open at a place.
struct Open<T> {
    way: NumberWay,
    /// One at each depth of clauses.
    levels: Vec<Option<Sequence<T>>>,
    /// That of the headings, while a list of another kind stands under one of them.
    headings: Option<Sequence<T>>,
}

impl<T> Open<T> {
    fn pass(&mut self, passage: Passage<'_, '_>) -> Option<Counted<'_, T>> {
        let depth = usize::from(passage.depth());
        match passage.kind().counting() {
            Counting::Clause => {
                self.levels.resize_with(depth + 1, || None);
                let label = passage.label_text()?;
                if depth == 0 {
                    self.set_headings_aside(&label);
                }
                let parent = self.levels[..depth].iter().rev().flatten().next();
                let parent = parent.map(|above| above.last.clone());
                let slot = self.levels.get_mut(depth)?;
                Some(Counted { slot, label, parent })
            }
            Counting::Heading => {
                self.interrupt(0);
                let is_list = |it: &Sequence<T>| !it.last.scheme.is_number();
                if self
                    .levels
                    .first()
                    .is_some_and(|slot| slot.as_ref().is_some_and(is_list))
                {
                    self.levels.clear();
                }
                let label = passage.label_text()?;
                let readings = Ordinal::readings_in(&label, self.way);
                if !readings.iter().any(|ordinal| ordinal.scheme.is_number()) {
                    return None;
                }
                self.levels.resize_with(1, || None);
                let slot = self.levels.first_mut()?;
                let goes_on = |sequence: &Sequence<T>| readings.iter().any(|it| it.follows(&sequence.last));
                let shared = slot.as_ref().is_some_and(goes_on);
                if let Some(headings) = self.headings.take()
                    && (!shared || goes_on(&headings))
                {
                    *slot = Some(headings);
                }
                Some(Counted {
                    slot,
                    label,
                    parent: None,
                })
            }
            Counting::Ends => {
                self.levels.clear();
                self.headings = None;
                None
            }
            Counting::Interrupts => {
                self.interrupt(depth);
                None
            }
            Counting::Passes => None,
        }
    }

    /// A list that begins under a heading is no part of the headings' numbering.
    fn set_headings_aside(&mut self, label: &str) {
        let Some(slot) = self.levels.first_mut() else {
            return;
        };
        let Some(last) = slot.as_ref().filter(|sequence| sequence.heading) else {
            return;
        };
        let readings = Ordinal::readings_in(label, self.way);
        let goes_on = readings.iter().any(|ordinal| ordinal.follows(&last.last));
        let begins = readings
            .iter()
            .any(|ordinal| ordinal.is_first() || ordinal.scheme != last.last.scheme);
        if !goes_on && begins {
            self.headings = slot.take();
        }
    }

    /// Other text at a depth ends the sequences below it.
    fn interrupt(&mut self, depth: usize) {
        self.levels.truncate(depth + 1);
        if let Some(Some(sequence)) = self.levels.get_mut(depth) {
            sequence.interrupted = true;
        }
    }
}
