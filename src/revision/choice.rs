//! Which changes are meant, and what becomes of each.

use std::collections::BTreeMap;

use super::changes::Listed;
use crate::model::{AuthorId, ChangeId, Document};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// What is inserted stays, what is deleted goes.
    Accept,
    /// What is inserted goes, what is deleted stays.
    Reject,
}

/// What becomes of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// What it inserts stays, what it deletes goes.
    Accept,
    /// What it inserts goes, what it deletes stays.
    Reject,
    /// It stays a change, and is no longer this author's: of several hands one refuses.
    Withdraw(AuthorId),
}

/// The changes that are decided; all others stay changes.
pub type Decisions = BTreeMap<ChangeId, Decision>;

/// Which changes are meant; every condition that is given must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Those in which the author with this key has a part.
    pub author: Option<String>,
    /// Those in this section or clause: `resolves 3`.
    pub within: Option<String>,
    /// Those with these numbers.
    pub numbers: Vec<usize>,
}

impl Choice {
    /// Whether a change is meant.
    pub fn admits(&self, change: &Listed) -> bool {
        let author = self
            .author
            .as_ref()
            .is_none_or(|key| change.authors.contains(key));
        let number = self.numbers.is_empty() || self.numbers.contains(&change.number);
        let within = self.within.as_ref().is_none_or(|within| change.is_in(within));
        author && number && within
    }

    /// What becomes of the changes that are meant.
    ///
    /// For an author only the marks are decided in which that author has a part, and what is refused
    /// for one of several hands stays the others'. By number alone a mark is decided whole.
    pub fn decisions(&self, document: &Document, listed: &[Listed], verdict: Verdict) -> Decisions {
        let author = self.author.as_deref();
        let author = author.map(|key| document.front.author_by_key(key));
        let meant = listed.iter().filter(|change| self.admits(change));
        let ids = meant.flat_map(|change| &change.ids);
        ids.filter_map(|&id| {
            let hands = &document.change(id).hands;
            let decision = match (author, verdict) {
                (Some(author), _) if !author.is_some_and(|author| hands.contains(&author)) => return None,
                (_, Verdict::Accept) => Decision::Accept,
                (Some(Some(author)), Verdict::Reject) if hands.len() > 1 => Decision::Withdraw(author),
                (_, Verdict::Reject) => Decision::Reject,
            };
            Some((id, decision))
        })
        .collect()
    }
}
