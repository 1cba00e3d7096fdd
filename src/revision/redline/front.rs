//! Whose the changes are, in the front matter of a redline.

use super::Options;
use crate::model::{Author, AuthorId, BlockKind, Document, Inline, InlineKind, Timestamp};
use crate::revision::settle::texts_mut;
use crate::source::Span;

/// Who makes the changes, and the date that each must carry where the author's entry has not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct By {
    pub(super) author: Option<AuthorId>,
    pub(super) date: Option<Timestamp>,
}

/// Enters the old version's authors and the redline's own in the new version's front matter, and
/// points the old version's comments at them.
pub(super) fn merge_authors(old: &mut Document, new: &mut Document, options: &Options) -> By {
    let known: Vec<AuthorId> = old
        .front
        .authors
        .iter()
        .map(|author| enter(new, author.clone()))
        .collect();
    let moves = known.iter().enumerate().any(|(at, id)| usize::from(id.0) != at);
    if moves {
        for_each_run(old, &mut |inline| {
            if let InlineKind::Comment(comment) = &mut inline.kind {
                comment.author = comment
                    .author
                    .and_then(|id| known.get(usize::from(id.0)).copied());
            }
        });
    }
    let Some(redliner) = &options.author else {
        return By {
            author: new.front.author,
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
    new.front.author = new.front.author.or(Some(author));
    By {
        author: Some(author),
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

fn for_each_run(document: &mut Document, visit: &mut dyn FnMut(&mut Inline)) {
    for content in texts_mut(&mut document.front).into_iter().flatten() {
        content.iter_mut().for_each(&mut *visit);
    }
    let notes = document.notes.iter_mut().flat_map(|note| &mut note.blocks);
    for block in document.blocks.iter_mut().chain(notes) {
        block.content.iter_mut().for_each(&mut *visit);
        if let BlockKind::Table(table) = &mut block.kind {
            for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                cell.content.iter_mut().for_each(&mut *visit);
            }
        }
    }
}
