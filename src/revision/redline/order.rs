//! The register of changes in the order in which the marks stand in the source.

use std::collections::BTreeMap;

use crate::model::visit::states_mut;
use crate::model::{Change, ChangeId, Document, MoveId, Revision, link_replacements};

/// Numbers the changes by their marks' places, and moves and replacements by their first changes. A
/// change without a mark is dropped.
pub(crate) fn order_changes(document: &mut Document) {
    let mut numbers = Numbers {
        new: vec![None; document.changes.len()],
        order: Vec::with_capacity(document.changes.len()),
    };
    states_mut(document, &mut |state| numbers.revision(state));
    let changes = std::mem::take(&mut document.changes);
    let place = |id: &ChangeId| changes.get(id.0 as usize).cloned();
    document.changes = numbers.order.iter().filter_map(place).collect();
    order_moves(document);
    link_replacements(document);
}

fn order_moves(document: &mut Document) {
    let names = std::mem::take(&mut document.moves);
    let mut given: BTreeMap<MoveId, MoveId> = BTreeMap::new();
    let moved = |change: &mut Change| -> Option<()> {
        let old = change.moved?;
        let next = MoveId(u32::try_from(given.len()).unwrap_or(u32::MAX));
        let new = *given.entry(old).or_insert(next);
        if new == next {
            document.moves.push(names.get(old.0 as usize)?.clone());
        }
        change.moved = Some(new);
        Some(())
    };
    document.changes.iter_mut().filter_map(moved).for_each(drop);
}

struct Numbers {
    new: Vec<Option<ChangeId>>,
    order: Vec<ChangeId>,
}

impl Numbers {
    fn number(&mut self, id: &mut Option<ChangeId>) {
        let Some(old) = *id else { return };
        let Some(slot) = self.new.get_mut(old.0 as usize) else {
            return;
        };
        let next = ChangeId(u32::try_from(self.order.len()).unwrap_or(u32::MAX));
        let new = *slot.get_or_insert(next);
        if new == next {
            self.order.push(old);
        }
        *id = Some(new);
    }

    fn revision(&mut self, revision: &mut Revision) {
        self.number(&mut revision.inserted);
        self.number(&mut revision.deleted);
    }
}
