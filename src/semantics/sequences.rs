//! The label sequences that are open at a place of one reading: what is checked and what is
//! repaired walk them alike.

use crate::model::{Counting, Ordinal, Passage, Reading, Scheme};

/// A sequence of labels at one depth.
pub(crate) struct Sequence<T> {
    /// What the last label counts as.
    pub(crate) last: Ordinal,
    /// The last label.
    pub(crate) label: String,
    /// Whether other text has come since the last label, so that a new list may begin.
    pub(crate) interrupted: bool,
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
/// begin with 2.1.
pub(crate) fn opening(readings: &[Ordinal]) -> Option<&Ordinal> {
    let firsts = || readings.iter().filter(|ordinal| ordinal.is_first());
    firsts()
        .find(|ordinal| ordinal.scheme == Scheme::Roman)
        .or_else(|| firsts().next())
        .or_else(|| readings.iter().find(|ordinal| ordinal.is_first_of_its_part()))
}

/// Where the label of a block counts, and the label.
pub(crate) type Counted<'s, T> = (&'s mut Option<Sequence<T>>, String);

/// Calls `each` with every paragraph of a reading and, if its label counts, the sequence in which
/// it does; none is open there yet where it is the first.
pub(crate) fn walk<'r, 'd, T>(
    reading: &'r Reading<'d>,
    mut each: impl FnMut(Passage<'r, 'd>, Option<Counted<'_, T>>),
) {
    let mut open: Vec<Option<Sequence<T>>> = Vec::new();
    for passage in reading.passages() {
        let counted = pass(&mut open, passage);
        each(passage, counted);
    }
}

fn pass<'s, T>(open: &'s mut Vec<Option<Sequence<T>>>, passage: Passage<'_, '_>) -> Option<Counted<'s, T>> {
    let depth = usize::from(passage.depth());
    match passage.kind().counting() {
        Counting::Clause => {
            open.resize_with(depth + 1, || None);
            Some((open.get_mut(depth)?, passage.label_text()?))
        }
        Counting::Heading => {
            interrupt(open, 0);
            if open.first().is_some_and(|sequence| {
                sequence
                    .as_ref()
                    .is_some_and(|sequence| sequence.last.scheme != Scheme::Number)
            }) {
                open.clear();
            }
            let label = passage.label_text()?;
            let is_number = Ordinal::readings(&label)
                .iter()
                .any(|ordinal| ordinal.scheme == Scheme::Number);
            open.resize_with(1, || None);
            open.first_mut().filter(|_| is_number).map(|slot| (slot, label))
        }
        Counting::Ends => {
            open.clear();
            None
        }
        Counting::Interrupts => {
            interrupt(open, depth);
            None
        }
        Counting::Passes => None,
    }
}

/// Other text at a depth ends the sequences below it.
fn interrupt<T>(open: &mut Vec<Option<Sequence<T>>>, depth: usize) {
    open.truncate(depth + 1);
    if let Some(Some(sequence)) = open.get_mut(depth) {
        sequence.interrupted = true;
    }
}
