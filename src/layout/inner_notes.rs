//! Notes that are referred to first in the text of other notes.

use std::collections::BTreeMap;

use super::flow::Flow;

/// The notes inside each note.
#[derive(Debug, Default)]
pub(crate) struct InnerNotes(BTreeMap<usize, Vec<usize>>);

impl InnerNotes {
    /// Those of a flow.
    pub(crate) fn of(flow: &Flow) -> Self {
        let mut inner: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, note) in flow.notes.iter().enumerate() {
            if let Some(outer) = note.inside {
                inner.entry(outer).or_default().push(at);
            }
        }
        Self(inner)
    }

    /// A note and those inside it, in the order in which they are printed. Each stands behind the
    /// one that it is in, so there is no circle.
    pub(crate) fn with(&self, note: usize) -> Vec<usize> {
        let mut notes = vec![note];
        let mut at = 0;
        while let Some(outer) = notes.get(at) {
            notes.extend(self.0.get(outer).into_iter().flatten());
            at += 1;
        }
        notes
    }
}
