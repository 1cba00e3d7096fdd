//! One register of authors, changes and moves for several documents.

use std::collections::BTreeSet;

use crate::model::visit::{PartMut, visit_mut};
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
        let authors: Vec<AuthorId> = other
            .front
            .authors
            .iter()
            .map(|author| enter(&mut self.document, &author.key, &author.name, author.date))
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
        let state = |revision: &mut Revision| {
            let renumber = |id: Option<ChangeId>| id.and_then(|id| ids.get(id.0 as usize).copied());
            *revision = Revision {
                inserted: renumber(revision.inserted),
                deleted: renumber(revision.deleted),
            };
        };
        let front = other.front.clone();
        let known = &self.document.front;
        visit_mut(&mut other, &mut |_, part| match part {
            PartMut::Block(block) => state(&mut block.revision),
            PartMut::Label(label) => label.runs.iter_mut().for_each(|run| state(&mut run.revision)),
            PartMut::Text(content) => {
                for inline in content {
                    state(&mut inline.revision);
                    if let InlineKind::Comment(comment) = &mut inline.kind {
                        let made = comment.made(&front);
                        comment.hands = mapped(&comment.hands);
                        comment.date = made.filter(|made| Some(*made) != known.date_of(&comment.hands));
                    }
                }
            }
            PartMut::Row(row) => state(&mut row.revision),
            PartMut::Paragraph(_, paragraph) => state(&mut paragraph.revision),
            PartMut::Mark(mark) => state(mark),
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

/// The author with a name, entered under a free key where nobody has it.
pub(super) fn enter(document: &mut Document, key: &str, name: &str, date: Option<Timestamp>) -> AuthorId {
    let authors = &mut document.front.authors;
    let at = authors
        .iter()
        .position(|known| known.name == name)
        .unwrap_or_else(|| {
            let is_taken = |key: &str| authors.iter().any(|known| known.key == key);
            let mut own = key.to_owned();
            let mut number = 2;
            while is_taken(&own) {
                own = format!("{key}{number}");
                number += 1;
            }
            authors.push(Author {
                key: own,
                name: name.to_owned(),
                date,
                span: Span::NONE,
            });
            authors.len() - 1
        });
    AuthorId(u16::try_from(at).unwrap_or(u16::MAX))
}
