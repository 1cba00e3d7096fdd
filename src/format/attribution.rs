//! Who made a mark, where the mark has to say so.

use std::fmt::Write;

use crate::model::{AuthorId, Change, ChangeId, Document, Revision, Timestamp};

/// What stands behind a change mark: nothing for the default hands'.
pub(super) fn of_change(document: &Document, change: &Change) -> String {
    let mut text = hands(document, &change.hands, change.date);
    if let Some(moved) = change.moved {
        let _ = write!(text, "#{}", document.move_name(moved));
    }
    text
}

/// The marks at the start of a line that comes or goes whole: `++@KEY ` and `--@KEY `.
pub(super) fn line_marks(document: &Document, own: Revision) -> String {
    let mut marks = String::new();
    for (id, sign) in [(own.inserted, "++"), (own.deleted, "--")] {
        if let Some(change) = id.and_then(|id| document.changes.get(id.0 as usize)) {
            marks.push_str(sign);
            marks.push_str(&of_change(document, change));
            marks.push(' ');
        }
    }
    marks
}

/// `@KEY,KEY(date)`, where it differs from the document's default hands.
pub(super) fn hands(document: &Document, hands: &[AuthorId], date: Option<Timestamp>) -> String {
    let front = &document.front;
    if date.is_none() && hands == front.hands {
        return String::new();
    }
    let keys = front.keys(hands);
    match date {
        _ if keys.is_empty() => String::new(),
        Some(date) => format!("@{}({})", keys.join(","), timestamp(date)),
        None => format!("@{}", keys.join(",")),
    }
}

/// Whether what follows a mark that ends in `mark` would be taken for a part of it: a key or more
/// of one, a date, the name of a move, or a comma and a further key.
pub(super) fn joins(document: &Document, mark: &str, following: &str) -> bool {
    let Some(first) = following.chars().next() else {
        return false;
    };
    // Behind a bare mark a key or the name of a move may begin.
    if mark.ends_with('}') {
        return matches!(first, '@' | '#');
    }
    if first == ',' {
        return mark.contains('@') && begins_with_key(document, &following[1..]);
    }
    first.is_ascii_alphanumeric() || matches!(first, '_' | '(' | '@' | '#')
}

/// Whether a text begins with what may be read as a key: one of the authors', or a word that a
/// warning would be about.
fn begins_with_key(document: &Document, text: &str) -> bool {
    let end = text
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .unwrap_or(text.len());
    let word = &text[..end];
    word.starts_with(|c: char| c.is_ascii_alphabetic()) && !document.front.authors.is_empty()
}

/// A date, with the time where there is one and seconds where they are not zero.
pub(super) fn timestamp(timestamp: Timestamp) -> String {
    let Some(seconds) = timestamp.seconds else {
        return timestamp.date.to_string();
    };
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if rest == 0 {
        format!("{}T{hours:02}:{minutes:02}Z", timestamp.date)
    } else {
        format!("{}T{hours:02}:{minutes:02}:{rest:02}Z", timestamp.date)
    }
}

/// Marks that a block has of its own, those of the clause around it not counted.
pub(super) fn own_marks(revision: Revision, outer: Revision) -> Revision {
    Revision {
        inserted: revision.inserted.filter(|id| Some(*id) != outer.inserted),
        deleted: revision.deleted.filter(|id| Some(*id) != outer.deleted),
    }
}

/// The same without a strike that would only say again what the one around it says: it is read as that.
pub(super) fn unrepeated(document: &Document, own: Revision, outer: Revision) -> Revision {
    let change = |id: ChangeId| document.changes.get(id.0 as usize);
    let around = outer.deleted.and_then(change);
    let is_new = |id: &ChangeId| {
        let both = change(*id).zip(around);
        both.is_none_or(|(own, around)| !around.is_repeated_by(&own.hands, own.date, own.moved.is_some()))
    };
    Revision {
        inserted: own.inserted,
        deleted: own.deleted.filter(is_new),
    }
}
