//! The register of changes of a document that came back.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::visit::states;
use crate::model::{Change, ChangeId, ChangeScope, Document, GroupId};
use crate::revision::wanted::Wanted;

/// Says which changes of the source are no more, and which are no halves any more.
pub(super) fn settle(kept: &Document, count: usize, wanted: &mut Wanted) {
    let (before, after) = (used(kept), used(&wanted.document));
    let is_gone = |id: &ChangeId| (id.0 as usize) < count && !after.contains(id);
    wanted.gone = before.into_iter().filter(is_gone).collect();
    let mut halves: BTreeMap<GroupId, usize> = BTreeMap::new();
    for id in &after {
        if let Some(group) = wanted.document.change(*id).group {
            *halves.entry(group).or_default() += 1;
        }
    }
    for id in &after {
        let change = &mut wanted.document.changes[id.0 as usize];
        if change.group.is_some_and(|group| halves.get(&group) == Some(&1)) {
            alone(change);
        }
    }
}

/// A change alone is no half of a replacement.
fn alone(change: &mut Change) {
    if change.scope == ChangeScope::Replacement {
        change.scope = ChangeScope::Text;
    }
    change.group = None;
}

/// The changes that something in a document is part of.
fn used(document: &Document) -> BTreeSet<ChangeId> {
    let mut ids = BTreeSet::new();
    states(document, &mut |state| {
        ids.extend([state.inserted, state.deleted].into_iter().flatten());
    });
    ids
}
