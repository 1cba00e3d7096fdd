//! One register of authors, changes and moves for several documents.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::model::visit::{PartMut, states_mut, visit_mut};
use crate::model::{Author, AuthorId, ChangeId, Document, GroupId, InlineKind, MoveId, Revision, Timestamp};
use crate::source::Span;

/// A document whose register holds those of others behind its own.
pub(super) struct Merged {
    pub(super) document: Document,
}

impl Merged {
    pub(super) fn of(document: &Document) -> Self {
        Self {
            document: document.clone(),
        }
    }

    /// Another document, its changes and authors entered here.
    pub(super) fn take(&mut self, other: &Document) -> Document {
        let mut other = other.clone();
        let mut authors = Authors::of(&self.document);
        let authors: Vec<AuthorId> = other
            .front
            .authors
            .iter()
            .map(|author| authors.enter(&mut self.document, &author.key, &author.name, author.date))
            .collect();
        let mapped = |hands: &[AuthorId]| -> Vec<AuthorId> {
            let hands = hands.iter();
            hands
                .filter_map(|hand| authors.get(usize::from(hand.0)).copied())
                .collect()
        };
        let moves = self.moves(&other);
        let groups = self.groups();
        let mut ids = Vec::with_capacity(other.changes.len());
        for change in &other.changes {
            let mut own = change.clone();
            let made = change.made(&other.front);
            own.hands = mapped(&change.hands);
            own.date = made.filter(|made| Some(*made) != self.document.front.date_of(&own.hands));
            own.group = change.group.map(|group| GroupId(group.0 + groups));
            own.moved = change
                .moved
                .and_then(|moved| moves.get(moved.0 as usize).copied());
            own.span = Span::NONE;
            own.content = Span::NONE;
            ids.push(self.document.add_change(own));
        }
        let renumber = |id: Option<ChangeId>| id.and_then(|id| ids.get(id.0 as usize).copied());
        states_mut(&mut other, &mut |state| {
            *state = Revision {
                inserted: renumber(state.inserted),
                deleted: renumber(state.deleted),
            };
        });
        let front = other.front.clone();
        let known = &self.document.front;
        visit_mut(&mut other, &mut |_, part| {
            let PartMut::Text(content) = part else { return };
            for inline in content {
                if let InlineKind::Comment(comment) = &mut inline.kind {
                    let made = comment.made(&front);
                    comment.hands = mapped(&comment.hands);
                    comment.date = made.filter(|made| Some(*made) != known.date_of(&comment.hands));
                }
            }
        });
        other.changes.clear();
        other
    }

    /// Enters the moves of another document under names that are free.
    fn moves(&mut self, other: &Document) -> Vec<MoveId> {
        let mut taken: BTreeSet<String> = self.document.moves.iter().cloned().collect();
        let mut number = 0;
        let mut enter = |_: &String| {
            let name = loop {
                number += 1;
                let name = format!("m{number}");
                if taken.insert(name.clone()) {
                    break name;
                }
            };
            self.document.moves.push(name);
            MoveId(u32::try_from(self.document.moves.len() - 1).unwrap_or(u32::MAX))
        };
        other.moves.iter().map(&mut enter).collect()
    }

    /// The first number of a group that is free.
    fn groups(&self) -> u32 {
        let groups = self.document.changes.iter().filter_map(|change| change.group);
        groups.map(|group| group.0 + 1).max().unwrap_or(0)
    }
}

/// The authors of a document, by their names and keys.
pub(crate) struct Authors {
    names: HashMap<String, usize>,
    keys: HashSet<String>,
}

impl Authors {
    pub(crate) fn of(document: &Document) -> Self {
        let authors = document.front.authors.iter();
        Self {
            keys: authors.clone().map(|author| author.key.clone()).collect(),
            // Of several with one name the first.
            names: authors
                .enumerate()
                .rev()
                .map(|(at, author)| (author.name.clone(), at))
                .collect(),
        }
    }

    /// The author with a name, entered under a free key where nobody has it.
    pub(crate) fn enter(
        &mut self,
        document: &mut Document,
        key: &str,
        name: &str,
        date: Option<Timestamp>,
    ) -> AuthorId {
        let at = self.names.get(name).copied().unwrap_or_else(|| {
            let mut own = key.to_owned();
            let mut number = 2;
            while !self.keys.insert(own.clone()) {
                own = format!("{key}{number}");
                number += 1;
            }
            document.front.authors.push(Author {
                key: own,
                name: name.to_owned(),
                date,
                span: Span::NONE,
            });
            document.front.authors.len() - 1
        });
        self.names.insert(name.to_owned(), at);
        AuthorId(u16::try_from(at).unwrap_or(u16::MAX))
    }
}
