//! Who made a change or comment, as readers see it.

use std::collections::{BTreeMap, BTreeSet};

use super::flow::FlowChange;
use super::reading::one_line;
use crate::model::{AuthorId, Block, BlockKind, Change, ChangeId, Document, Timestamp, View};
use crate::source::Span;

/// What stands for an author whom the document does not name.
const UNNAMED: &str = "Author";

/// What stands between the names of those who work together.
const JOINED: &str = "; ";

/// One who works on the document, or several who work together.
pub(super) struct Hand {
    pub(super) name: String,
    pub(super) initials: String,
    /// When the hand worked, where a mark does not say.
    pub(super) date: Option<Timestamp>,
}

/// The hand behind a mark. One without a key is the source's, who sends the document in.
pub(super) fn hand(document: &Document, hands: &[AuthorId]) -> Hand {
    let front = &document.front;
    let day = front.date.map(|date| Timestamp { date, seconds: None });
    let names: Vec<&str> = front.named(hands).map(|author| author.name.as_str()).collect();
    if names.is_empty() {
        return unnamed(document, day);
    }
    Hand {
        name: names.join(JOINED),
        initials: front.keys(hands).join(JOINED),
        date: front.date_of(hands).or(day),
    }
}

/// The hand of marks that name nobody.
fn unnamed(document: &Document, day: Option<Timestamp>) -> Hand {
    let front = &document.front;
    let source = front.source.clone().map(|content| {
        let block = Block::new(BlockKind::Paragraph, content, Span::NONE);
        one_line(&block.text(View::Final))
    });
    let name = source
        .filter(|source| !source.is_empty())
        .unwrap_or_else(|| UNNAMED.to_owned());
    Hand {
        initials: initials(&name),
        name,
        date: day,
    }
}

/// The first letters of the words that begin with a capital; of all words where none does.
fn initials(name: &str) -> String {
    let firsts = || {
        name.split_whitespace()
            .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()))
    };
    let capitals: String = firsts().filter(|c| c.is_uppercase()).take(4).collect();
    match capitals.is_empty() {
        true => firsts().take(4).collect(),
        false => capitals,
    }
}

/// Every change of a document.
pub(super) fn changes(document: &Document, moved: &BTreeSet<ChangeId>) -> Vec<FlowChange> {
    let mut order = Order {
        authors: document.front.authors.len(),
        joint: BTreeMap::new(),
    };
    let change = |(change, id): (&Change, u32)| {
        let hand = hand(document, &change.hands);
        FlowChange {
            kind: change.kind,
            author: hand.name,
            hand: order.of(&change.hands),
            date: change.date.or(hand.date),
            move_name: change
                .moved
                .filter(|_| moved.contains(&ChangeId(id)))
                .map(|name| document.move_name(name).to_owned()),
        }
    };
    document.changes.iter().zip(0..).map(change).collect()
}

/// The order of hands, which colours go by: the authors as they are listed, then one without a key,
/// then those that work together, in the order in which they are met.
struct Order {
    authors: usize,
    joint: BTreeMap<BTreeSet<AuthorId>, usize>,
}

impl Order {
    fn of(&mut self, hands: &[AuthorId]) -> usize {
        match hands {
            [] => self.authors,
            [only] => usize::from(only.0),
            several => {
                let next = self.authors + 1 + self.joint.len();
                *self
                    .joint
                    .entry(several.iter().copied().collect())
                    .or_insert(next)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_the_capitals_of_a_name() {
        assert_eq!(initials("European Common Proposals"), "ECP");
        assert_eq!(initials("Report by the Secretary-General"), "RS");
        assert_eq!(initials("欧洲"), "欧");
    }
}
