//! Accepts and refuses changes: what the document then says.

use std::collections::{BTreeMap, BTreeSet};

use super::choice::{Decision, Decisions};
use super::settle::left;
use super::wanted::Wanted;
use crate::model::{
    Block, Change, ChangeId, ChangeScope, Document, InlineKind, Leave, Revision, View, same_hands,
};

/// What a document says once some of its changes are decided. The two halves of a replacement and
/// the two ends of a move are decided together, and so are the marks of one hand that bring or take
/// a whole paragraph.
pub fn decide(document: &Document, decisions: &Decisions) -> Wanted {
    let decisions = completed(document, decisions);
    let whole = reading(document, &decisions);
    let mut wanted = left(document, Decided(&decisions), whole);
    if whole.is_none() {
        let is_refusal = |decision: &Decision| *decision != Decision::Accept;
        wanted.readings_stay = [
            decisions.values().all(is_refusal),
            !decisions.values().any(is_refusal),
        ];
    }
    for (id, decision) in &decisions {
        match decision {
            Decision::Accept | Decision::Reject => {
                wanted.gone.insert(*id);
            }
            Decision::Withdraw(hand) => {
                if let Some(change) = wanted.document.changes.get_mut(id.0 as usize) {
                    change.hands.retain(|other| other != hand);
                }
            }
        }
    }
    wanted
}

/// The reading that is left where all changes are decided alike.
fn reading(document: &Document, decisions: &Decisions) -> Option<View> {
    let all = |decision| {
        decisions.len() == document.changes.len() && decisions.values().all(|found| *found == decision)
    };
    if all(Decision::Accept) {
        Some(View::Final)
    } else if all(Decision::Reject) {
        Some(View::Original)
    } else {
        None
    }
}

/// Leaves of a state the changes that are not decided.
#[derive(Clone, Copy)]
struct Decided<'d>(&'d Decisions);

impl Leave for Decided<'_> {
    fn left(self, revision: Revision) -> Option<Revision> {
        let stays = |id: Option<ChangeId>, goes: Decision| match id.and_then(|id| self.0.get(&id)) {
            Some(decision) if *decision == goes => None,
            Some(Decision::Accept | Decision::Reject) => Some(None),
            Some(Decision::Withdraw(_)) | None => Some(id),
        };
        Some(Revision {
            inserted: stays(revision.inserted, Decision::Reject)?,
            deleted: stays(revision.deleted, Decision::Accept)?,
        })
    }
}

/// The decisions with those that follow from them.
fn completed(document: &Document, decisions: &Decisions) -> Decisions {
    let known = |id: &ChangeId| (id.0 as usize) < document.changes.len();
    let mut completed: Decisions = decisions
        .iter()
        .filter(|(id, _)| known(id))
        .map(|(id, decision)| (*id, refused_by_all(document.change(*id), *decision)))
        .collect();
    bind_ends(document, &mut completed);
    bind_paragraphs(document, &mut completed);
    completed
}

/// A change that its last hand refuses is refused.
fn refused_by_all(change: &Change, decision: Decision) -> Decision {
    match decision {
        Decision::Withdraw(hand) if change.hands.iter().all(|other| *other == hand) => Decision::Reject,
        decision => decision,
    }
}

/// Both halves of one mark, and both ends of a move, are decided alike.
fn bind_ends(document: &Document, decisions: &mut Decisions) {
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    enum Bond {
        Mark(u32, u32),
        Move(u32),
    }
    let bonds = |change: &Change| {
        let mark = (change.scope == ChangeScope::Replacement && !change.span.is_empty())
            .then_some(Bond::Mark(change.span.start, change.span.end));
        let moved = change.moved.map(|moved| Bond::Move(moved.0));
        mark.into_iter().chain(moved)
    };
    let mut decided: BTreeMap<Bond, Decision> = BTreeMap::new();
    for (id, decision) in decisions.iter() {
        for bond in bonds(document.change(*id)) {
            decided.insert(bond, *decision);
        }
    }
    for (change, id) in document.changes.iter().zip(0..) {
        for bond in bonds(change) {
            if let Some(decision) = decided.get(&bond) {
                decisions.entry(ChangeId(id)).or_insert(*decision);
            }
        }
    }
}

/// A paragraph that one hand brought or took whole is decided whole, its mark with its text.
fn bind_paragraphs(document: &Document, decisions: &mut Decisions) {
    let notes = document.notes.iter().flat_map(|note| &note.blocks);
    for block in document.blocks.iter().chain(notes) {
        let sides: [fn(Revision) -> Option<ChangeId>; 2] = [|state| state.inserted, |state| state.deleted];
        for side in sides {
            let Some(mark) = side(block.mark) else { continue };
            let Some(parts) = states(block).map(side).collect::<Option<BTreeSet<ChangeId>>>() else {
                continue;
            };
            let hands = &document.change(mark).hands;
            let one_hand = |id: &ChangeId| same_hands(&document.change(*id).hands, hands);
            if parts.is_empty() || !parts.iter().all(one_hand) {
                continue;
            }
            for decision in [Decision::Accept, Decision::Reject] {
                let is_decided = |id: &ChangeId| decisions.get(id) == Some(&decision);
                if is_decided(&mark) {
                    decisions.extend(parts.iter().map(|id| (*id, decision)));
                } else if parts.iter().all(is_decided) {
                    decisions.insert(mark, decision);
                }
            }
        }
    }
}

/// The states of a block's label and text, without comments.
fn states(block: &Block) -> impl Iterator<Item = Revision> {
    let labels = block.label.iter().flat_map(|label| &label.runs);
    let is_text =
        |inline: &InlineKind| !matches!(inline, InlineKind::Comment(_) | InlineKind::SourceComment(_));
    let runs = block.content.iter().filter(move |inline| is_text(&inline.kind));
    labels
        .map(|run| run.revision)
        .chain(runs.map(|inline| inline.revision))
}
