//! The front matter of a redline: what both versions say in it, and whose the changes are.

use super::RedlineOptions;
use crate::model::visit::{PartMut, visit_mut};
use crate::model::{Author, AuthorId, Document, FrontKey, FrontMatter, InlineKind, Timestamp};
use crate::source::Span;

/// Who makes the changes, and the date that each must carry where the author's entry has not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct By {
    pub(super) hands: Vec<AuthorId>,
    pub(super) date: Option<Timestamp>,
}

/// A new version without front matter says nothing against the old one's: the values that can carry
/// no marks stay. Who the authors are is told apart from this.
pub(super) fn keep_plain_values(old: &FrontMatter, new: &mut FrontMatter) {
    if *new != FrontMatter::default() {
        return;
    }
    *new = FrontMatter {
        authors: Vec::new(),
        hands: Vec::new(),
        ..old.clone()
    };
    for key in FrontKey::ALL {
        *new.text_mut(key) = None;
    }
}

/// Enters the old version's authors and the redline's own in the new version's front matter, and
/// points the old version's comments at them.
pub(super) fn merge_authors(old: &mut Document, new: &mut Document, options: &RedlineOptions) -> By {
    let known: Vec<AuthorId> = old
        .front
        .authors
        .iter()
        .map(|author| enter(new, author.clone()))
        .collect();
    let moves = known.iter().enumerate().any(|(at, id)| usize::from(id.0) != at);
    if moves {
        visit_mut(old, &mut |_, part| {
            let PartMut::Text(content) = part else { return };
            for inline in content {
                if let InlineKind::Comment(comment) = &mut inline.kind {
                    let hands = comment.hands.iter();
                    comment.hands = hands
                        .filter_map(|id| known.get(usize::from(id.0)).copied())
                        .collect();
                }
            }
        });
    }
    let Some(redliner) = &options.author else {
        return By {
            hands: new.front.hands.clone(),
            date: options.date,
        };
    };
    let author = enter(
        new,
        Author {
            key: redliner.key.clone(),
            name: redliner.name.clone().unwrap_or_else(|| redliner.key.clone()),
            date: options.date,
            span: Span::NONE,
        },
    );
    let entry = &mut new.front.authors[usize::from(author.0)];
    if let Some(name) = &redliner.name {
        entry.name.clone_from(name);
    }
    let date = options.date.filter(|_| entry.date != options.date);
    if new.front.hands.is_empty() {
        new.front.hands.push(author);
    }
    By {
        hands: vec![author],
        date,
    }
}

/// The id of the author with this key, who is entered if need be.
fn enter(document: &mut Document, author: Author) -> AuthorId {
    let authors = &mut document.front.authors;
    let at = authors
        .iter()
        .position(|known| known.key == author.key)
        .unwrap_or_else(|| {
            authors.push(author);
            authors.len() - 1
        });
    AuthorId(u16::try_from(at).unwrap_or(u16::MAX))
}
