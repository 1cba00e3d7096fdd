//! Who made a change or comment, as readers see it.

use std::collections::BTreeSet;

use super::flow::FlowChange;
use super::reading::one_line;
use crate::model::{Author, AuthorId, Block, BlockKind, Change, ChangeId, Document, Timestamp, View};
use crate::source::Span;

/// What stands for an author whom the document does not name.
const UNNAMED: &str = "Author";

/// One who works on the document.
pub(super) struct Hand {
    pub(super) name: String,
    pub(super) initials: String,
    /// The place in the order of hands.
    pub(super) order: usize,
    /// When the hand worked, where a mark does not say.
    pub(super) date: Option<Timestamp>,
}

/// The hand behind a mark. One without a key is the source's, who sends the document in.
pub(super) fn hand(document: &Document, author: Option<AuthorId>) -> Hand {
    let front = &document.front;
    let day = front.date.map(|date| Timestamp { date, seconds: None });
    if let Some((order, author)) = author.and_then(|id| named(&front.authors, id)) {
        return Hand {
            name: author.name.clone(),
            initials: author.key.clone(),
            order,
            date: author.date.or(day),
        };
    }
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
        order: front.authors.len(),
        date: day,
    }
}

fn named(authors: &[Author], id: AuthorId) -> Option<(usize, &Author)> {
    let order = usize::from(id.0);
    authors.get(order).map(|author| (order, author))
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
    let change = |(change, id): (&Change, u32)| {
        let hand = hand(document, change.author);
        FlowChange {
            kind: change.kind,
            author: hand.name,
            hand: hand.order,
            date: change.date.or(hand.date),
            move_name: change.move_name.clone().filter(|_| moved.contains(&ChangeId(id))),
        }
    };
    document.changes.iter().zip(0..).map(change).collect()
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
