//! What was changed, in a drafter's words: `recalling c) changed; resolves 2 deleted`.

use std::collections::BTreeSet;

use super::changes::{Deed, Listed, changes};
use crate::model::{ChangeId, ChangeScope, Document};

/// One phrase for each place that a document's changes touch, in the order of the page.
pub fn summary(document: &Document) -> Vec<String> {
    let labels: BTreeSet<ChangeId> = label_changes(document);
    let mut touched: Vec<(String, Touch)> = Vec::new();
    for change in changes(document) {
        let touch = touch(document, &labels, &change);
        let place = change.place.to_string();
        match touched.iter_mut().find(|(known, _)| *known == place) {
            // Whatever else befalls a place that comes, goes or moves is part of that.
            Some((_, known)) if touch.outweighs(known) => *known = touch,
            Some(_) => {}
            None => touched.push((place, touch)),
        }
    }
    let mut phrases = Vec::new();
    let mut at = 0;
    while let Some((place, touch)) = touched.get(at) {
        let run = 1 + touched[at + 1..]
            .iter()
            .take_while(|(next, other)| other == touch && beside(place, next))
            .count();
        let last = &touched[at + run - 1].0;
        // Three clauses in a row or more are named by the first and the last.
        if run > 2 && *touch != Touch::Changed {
            let label = last.rsplit(' ').next().unwrap_or(last);
            phrases.push(phrase(&format!("{place} to {label}"), touch));
            at += run;
        } else {
            phrases.push(phrase(place, touch));
            at += 1;
        }
    }
    phrases
}

/// Whether two clauses stand under the same call or clause.
fn beside(one: &str, other: &str) -> bool {
    let over = |place: &str| place.rsplit_once(' ').map(|(over, _)| over.to_owned());
    over(one).is_some() && over(one) == over(other)
}

fn phrase(place: &str, touch: &Touch) -> String {
    match touch {
        Touch::Renumbered(was) => format!("{place} renumbered (was {was})"),
        Touch::Changed => format!("{place} changed"),
        Touch::Inserted => format!("{place} inserted"),
        Touch::Deleted => format!("{place} deleted"),
        Touch::Moved(to) => format!("{place} moved to {to}"),
    }
}

/// What befalls a place.
#[derive(Debug, PartialEq, Eq)]
enum Touch {
    Renumbered(String),
    Changed,
    Inserted,
    Deleted,
    Moved(String),
}

impl Touch {
    fn outweighs(&self, other: &Self) -> bool {
        let rank = |touch: &Self| match touch {
            Self::Renumbered(_) => 0,
            Self::Changed => 1,
            Self::Inserted | Self::Deleted | Self::Moved(_) => 2,
        };
        rank(self) > rank(other)
    }
}

fn touch(document: &Document, labels: &BTreeSet<ChangeId>, change: &Listed) -> Touch {
    let whole = change
        .ids
        .first()
        .is_some_and(|&id| document.change(id).scope == ChangeScope::Block);
    match change.deed {
        Deed::Moves => match &change.to {
            Some(to) => Touch::Moved(to.to_string()),
            None => Touch::Changed,
        },
        Deed::Inserts if whole => Touch::Inserted,
        Deed::Deletes if whole => Touch::Deleted,
        Deed::Replaces if change.ids.iter().all(|id| labels.contains(id)) => {
            Touch::Renumbered(change.old.trim().to_owned())
        }
        Deed::Inserts | Deed::Deletes | Deed::Replaces => Touch::Changed,
    }
}

/// The changes that are about labels.
fn label_changes(document: &Document) -> BTreeSet<ChangeId> {
    let labels = document.blocks.iter().flat_map(|block| &block.label);
    let states = labels.flat_map(|label| &label.runs).map(|run| run.revision);
    states
        .flat_map(|state| [state.inserted, state.deleted])
        .flatten()
        .collect()
}
