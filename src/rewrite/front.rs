//! The values of the front matter that hold marks.

use std::ops::Range;

use super::lines::{line_start, whole_lines};
use super::splice::{Splice, Text};
use super::trimmed;
use crate::diagnostic::Edit;
use crate::format;
use crate::model::{ChangeId, Document, FrontKey, Inline};
use crate::revision::Wanted;
use crate::source::Span;

/// The edits of the front matter, in the order of the source.
pub(super) fn edits(source: &str, document: &Document, wanted: &Wanted) -> Vec<Edit> {
    let mut edits: Vec<Edit> = FrontKey::ALL
        .into_iter()
        .filter_map(|key| {
            let old = document.front.text(key)?;
            let new = wanted.document.front.text(key);
            let lines = lines(source, document, old)?;
            let text = match new {
                // A key without a value goes.
                None => String::new(),
                Some(new) => {
                    spliced(source, document, wanted, lines.clone(), (old, new)).unwrap_or_else(|| {
                        let line_break = super::lines::line_break(source);
                        format::front_entry(&wanted.document, key).replace('\n', line_break)
                    })
                }
            };
            trimmed(source, lines.start, lines.end, &text)
        })
        .collect();
    edits.extend(authors(source, document, wanted));
    edits.sort_by_key(|edit| edit.span.start);
    edits
}

/// Enters the authors that are new, behind the others.
fn authors(source: &str, document: &Document, wanted: &Wanted) -> Option<Edit> {
    let known = &document.front.authors;
    let new = wanted.document.front.authors.get(known.len()..)?;
    if new.is_empty() {
        return None;
    }
    let entries: String = new.iter().map(format::author_entry).collect();
    let (place, text) = match (known.last(), document.front.span) {
        (Some(last), _) => (whole_lines(source, last.span).end, entries),
        (None, Some(front)) => {
            let closing = line_start(source, front.range().end.saturating_sub(1));
            (closing, format!("authors:\n{entries}"))
        }
        (None, None) => (0, format!("---\nauthors:\n{entries}---\n\n")),
    };
    Some(Edit {
        span: Span::new(place, place),
        text: text.replace('\n', super::lines::line_break(source)),
    })
}

fn spliced(
    source: &str,
    document: &Document,
    wanted: &Wanted,
    lines: Range<usize>,
    (old, new): (&[Inline], &[Inline]),
) -> Option<String> {
    // Blank lines part the paragraphs of a value, and nothing in its text stands for them.
    let is_blank = |line: &str| line.trim().is_empty();
    if source.get(lines.clone())?.lines().any(is_blank) {
        return None;
    }
    let text = |content| Text {
        content,
        ..Text::default()
    };
    let mut splice = Splice::new(source, document, wanted, lines);
    splice.text(text(old), text(new))?;
    splice.finish()
}

/// The lines of a value, from that of its key on.
fn lines(source: &str, document: &Document, content: &[Inline]) -> Option<Range<usize>> {
    let spans = content.iter().map(|inline| inline.span);
    let changes = content.iter().flat_map(|inline| {
        let ids: [Option<ChangeId>; 2] = [inline.revision.inserted, inline.revision.deleted];
        ids.into_iter().flatten().map(|id| document.change(id).span)
    });
    let whole = spans.chain(changes).fold(Span::NONE, Span::to);
    let mut lines = (whole != Span::NONE).then(|| whole_lines(source, whole))?;
    // A value may begin on the line below its key.
    while lines.start > 0 && source[lines.start..].starts_with([' ', '\t']) {
        lines.start = line_start(source, lines.start - 1);
    }
    Some(lines)
}
