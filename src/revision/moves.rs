//! The two ends of moves.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{ChangeId, ChangeKind, Document, MoveId, same_hands};

/// The deletions and the insertions of each move, in the order of the source.
pub(crate) fn ends(document: &Document) -> BTreeMap<MoveId, [Vec<ChangeId>; 2]> {
    let mut ends: BTreeMap<MoveId, [Vec<ChangeId>; 2]> = BTreeMap::new();
    for (change, id) in document.changes.iter().zip(0..) {
        if let Some(moved) = change.moved {
            let side = usize::from(change.kind == ChangeKind::Insertion);
            ends.entry(moved).or_default()[side].push(ChangeId(id));
        }
    }
    ends
}

/// The changes that are an end of a move: the first deletion and the first insertion of a name,
/// the second ones, and so on, where both are the same hands'. Any other is a plain change.
pub(crate) fn moved(document: &Document) -> BTreeSet<ChangeId> {
    let pairs = ends(document)
        .into_values()
        .flat_map(|[deletions, insertions]| deletions.into_iter().zip(insertions));
    let hands = |id: ChangeId| &document.change(id).hands;
    pairs
        .filter(|&(from, to)| same_hands(hands(from), hands(to)))
        .flat_map(|(from, to)| [from, to])
        .collect()
}
