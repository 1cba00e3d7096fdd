//! Who made a mark, where the mark has to say so.

use std::fmt::Write;

use crate::model::{AuthorId, Change, Document, Revision, Timestamp};

/// What stands behind a change mark: nothing for the default author's.
pub(super) fn of_change(document: &Document, change: &Change) -> String {
    let mut text = author(document, change.author, change.date);
    if let Some(name) = &change.move_name {
        let _ = write!(text, "#{name}");
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

/// `@KEY(date)`, where it differs from the document's default author.
pub(super) fn author(document: &Document, author: Option<AuthorId>, date: Option<Timestamp>) -> String {
    let Some(id) = author.filter(|&id| date.is_some() || Some(id) != document.front.author) else {
        return String::new();
    };
    let Some(author) = document.front.authors.get(usize::from(id.0)) else {
        return String::new();
    };
    match date {
        Some(date) => format!("@{}({})", author.key, timestamp(date)),
        None => format!("@{}", author.key),
    }
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
