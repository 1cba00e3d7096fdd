//! Which changes are meant, and what becomes of each.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use super::changes::Listed;
use super::citation::{Citation, Whereabouts};
use super::places::places;
use crate::model::visit::{Part, visit};
use crate::model::{AuthorId, ChangeId, Document};
use crate::nearest::nearest;

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

/// What a choice names and its document does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// An author.
    Author {
        /// The key that is most like it.
        near: Option<String>,
    },
    /// A place.
    Place {
        /// The name that is most like it.
        near: Option<String>,
    },
    /// A number.
    Number {
        /// The number.
        number: usize,
        /// The number of the last change; 0 where there is none.
        last: usize,
    },
}

/// Which changes are meant; every condition that is given must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Those in which the author with this key has a part.
    pub author: Option<String>,
    /// Those in this section or clause: `resolves 3`.
    pub within: Option<String>,
    /// Those with these numbers.
    pub numbers: Vec<RangeInclusive<usize>>,
}

impl Choice {
    /// Whether a change is meant.
    pub fn admits(&self, change: &Listed) -> bool {
        let author = self
            .author
            .as_ref()
            .is_none_or(|key| change.authors.contains(key));
        let mut numbers = self.numbers.iter();
        let number = self.numbers.is_empty() || numbers.any(|range| range.contains(&change.number));
        let within = self.within.as_ref().is_none_or(|within| change.is_in(within));
        author && number && within
    }

    /// What the choice names and the document does not have; nothing where it has all.
    pub fn unknown(&self, document: &Document, listed: &[Listed]) -> Option<Unknown> {
        if let Some(key) = &self.author
            && document.front.author_by_key(key).is_none()
        {
            let keys = document.front.authors.iter().map(|author| author.key.as_str());
            return Some(Unknown::Author {
                near: nearest(key, keys).map(str::to_owned),
            });
        }
        if let Some(name) = &self.within {
            let everywhere = places(document);
            let listed = listed
                .iter()
                .flat_map(|change| [Some(&change.place), change.to.as_ref()]);
            let all = || everywhere.iter().chain(listed.clone().flatten());
            if !all().any(|place| place.is_in(name)) {
                let names: BTreeSet<String> = all()
                    .flat_map(Whereabouts::citations)
                    .flat_map(Citation::around)
                    .collect();
                return Some(Unknown::Place {
                    near: nearest(name, names.iter().map(String::as_str)).map(str::to_owned),
                });
            }
        }
        let missing = self.numbers.iter().map(|range| *range.end());
        let missing = missing.filter(|number| *number > listed.len()).max();
        missing.map(|number| Unknown::Number {
            number,
            last: listed.len(),
        })
    }

    /// What becomes of the changes that are meant.
    ///
    /// For an author only the marks are decided in which that author has a part, and what is refused
    /// for one of several hands stays the others'. By number alone a mark is decided whole.
    pub fn decisions(&self, document: &Document, listed: &[Listed], verdict: Verdict) -> Decisions {
        let meant = listed.iter().filter(|change| self.admits(change));
        let ids = meant.flat_map(|change| change.ids.iter().copied());
        let Some(key) = &self.author else {
            let decision = match verdict {
                Verdict::Accept => Decision::Accept,
                Verdict::Reject => Decision::Reject,
            };
            return ids.map(|id| (id, decision)).collect();
        };
        let Some(author) = document.front.author_by_key(key) else {
            return Decisions::new();
        };
        let struck = struck_blocks(document);
        ids.filter(|&id| document.change(id).hands.contains(&author))
            .map(|id| match verdict {
                Verdict::Accept => (id, Decision::Accept),
                Verdict::Reject => (id, refusal(document, id, author, &struck)),
            })
            .collect()
    }
}

/// What becomes of a change that one hand refuses: it stays the others', if there are any whose
/// change it still can be. In a block that they strike it cannot.
fn refusal(
    document: &Document,
    id: ChangeId,
    author: AuthorId,
    struck: &BTreeMap<ChangeId, ChangeId>,
) -> Decision {
    let others = |id: ChangeId| {
        let hands = document.change(id).hands.iter();
        hands.copied().filter(|hand| *hand != author).collect::<Vec<_>>()
    };
    let block = struck.get(&id).map(|&block| others(block)).unwrap_or_default();
    if others(id).iter().all(|hand| block.contains(hand)) {
        Decision::Reject
    } else {
        Decision::Withdraw(author)
    }
}

/// The marks inside blocks and rows that are struck whole, with what strikes those.
fn struck_blocks(document: &Document) -> BTreeMap<ChangeId, ChangeId> {
    let mut struck = BTreeMap::new();
    visit(document, &mut |_, part| {
        let Part::Text(content, whole) = part else { return };
        let Some(block) = whole.deleted else { return };
        for inline in content {
            let ids = [inline.revision.inserted, inline.revision.deleted];
            struck.extend(ids.into_iter().flatten().map(|id| (id, block)));
        }
    });
    struck
}

#[cfg(test)]
mod tests {
    use super::{Choice, Decision, Verdict};
    use crate::revision::changes;
    use crate::source::Source;

    /// What becomes of the changes of a clause, in their order; `-` of those that stay.
    fn decided(clause: &str, choice: &Choice, verdict: Verdict) -> String {
        let head = "---\nauthors:\n  DE: Germany\n  FR: France\n---\n\n# RESOLUTION 1 (Doha, 2026)\n## T\n\nThe Conference,\n\nresolves\n\n";
        let source = Source::new("r.plen", format!("{head}{clause}\n"));
        let document = crate::syntax::parse(&source).0;
        let decisions = choice.decisions(&document, &changes(&document), verdict);
        let ids = (0..).map(crate::model::ChangeId).take(document.changes.len());
        ids.map(|id| match decisions.get(&id) {
            None => '-',
            Some(Decision::Accept) => 'a',
            Some(Decision::Reject) => 'r',
            Some(Decision::Withdraw(_)) => 'w',
        })
        .collect()
    }

    fn of(author: &str) -> Choice {
        Choice {
            author: Some(author.to_owned()),
            ..Choice::default()
        }
    }

    #[test]
    fn for_an_author_only_the_marks_with_a_part_of_that_author_are_decided() {
        let clause = "1 to publish {--all--}@DE,FR{++some++}@DE{++the++}@FR data;";
        assert_eq!(decided(clause, &of("DE"), Verdict::Accept), "aa-");
        assert_eq!(decided(clause, &of("DE"), Verdict::Reject), "wr-");
        let whole = Choice {
            numbers: vec![1..=1],
            ..Choice::default()
        };
        assert_eq!(decided(clause, &whole, Verdict::Reject), "rrr");
    }

    #[test]
    fn in_a_block_that_others_strike_nothing_is_left_to_them() {
        let clause = "--@DE 1 to publish {--all--}@DE,FR{++some++}@FR data;";
        assert_eq!(decided(clause, &of("FR"), Verdict::Reject), "-rr");
        assert_eq!(decided(clause, &of("DE"), Verdict::Reject), "rw-");
    }
}
