//! Footnotes: each reference has its note, and each note its reference.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{BlockKind, Document, InlineKind};
use crate::nearest::Suggestions;
use crate::source::Span;

/// Checks references and definitions against each other.
pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    let mut defined: BTreeMap<&str, Span> = BTreeMap::new();
    for note in &document.notes {
        if let Some(first) = defined.get(note.id.as_str()) {
            diagnostics.push(
                Diagnostic::new(
                    Code::NoteDuplicate,
                    note.id_span,
                    format!("the footnote `{}` is defined twice", note.id),
                )
                .also(*first, "first here")
                .help("give the second note an id of its own"),
            );
        } else {
            defined.insert(&note.id, note.id_span);
        }
    }
    let mut suggestions = Suggestions::default();
    let mut used: BTreeSet<&str> = BTreeSet::new();
    // Notes that an unknown id was probably meant for: that nothing else refers to them is no
    // second fault.
    let mut meant: BTreeSet<&str> = BTreeSet::new();
    for (id, span) in without_colon(document).filter(|(id, _)| !defined.contains_key(id)) {
        if used.insert(id) {
            let message =
                format!("`[^{id}]` opens this line without a colon, so the line is text and no footnote");
            let found = Diagnostic::new(Code::NoteUnknown, span, message);
            diagnostics.push(found.help(format!("write `[^{id}]: text`")).fix(
                "put the colon",
                span.tail(),
                ":",
            ));
        }
    }
    let lone = lone_pair(document, &defined);
    for (inline, _) in super::inlines(document) {
        let InlineKind::NoteReference(reference) = &inline.kind else {
            continue;
        };
        let id = reference.id.as_str();
        if used.insert(id) && !defined.contains_key(id) {
            let near = lone.or_else(|| suggestions.nearest(id, defined.keys().copied()));
            meant.extend(near);
            diagnostics.push(unknown(id, inline.span, near));
        }
    }
    for note in &document.notes {
        let id = note.id.as_str();
        if !used.contains(id) && !meant.contains(id) {
            diagnostics.push(
                Diagnostic::new(
                    Code::NoteUnused,
                    note.id_span,
                    format!(
                        "nothing refers to the footnote `{}`, so it is not printed",
                        note.id
                    ),
                )
                .help(format!(
                    "write `[^{}]` where its mark belongs, or remove the note",
                    note.id
                )),
            );
        } else if note.blocks.iter().all(|block| block.content.is_empty()) {
            diagnostics.push(
                Diagnostic::new(
                    Code::NoteEmpty,
                    note.id_span,
                    format!("the footnote `{}` has no text", note.id),
                )
                .help("write its text behind the colon"),
            );
        }
    }
}

/// The one note that no mark has, where one mark alone has no note and both are numbers.
fn lone_pair<'d>(document: &'d Document, defined: &BTreeMap<&'d str, Span>) -> Option<&'d str> {
    let marks = super::inlines(document)
        .into_iter()
        .filter_map(|(inline, _)| match &inline.kind {
            InlineKind::NoteReference(reference) => Some(reference.id.as_str()),
            _ => None,
        });
    let marks: BTreeSet<&str> = marks.collect();
    let is_number = |id: &str| id.bytes().all(|byte| byte.is_ascii_digit());
    let mut unknown = marks.iter().filter(|id| !defined.contains_key(*id));
    let mut unused = defined.keys().filter(|id| !marks.contains(*id));
    match (unknown.next(), unknown.next(), unused.next(), unused.next()) {
        (Some(mark), None, Some(note), None) if is_number(mark) && is_number(note) => Some(note),
        _ => None,
    }
}

/// The references that paragraphs begin with, as the text of a footnote does.
fn without_colon(document: &Document) -> impl Iterator<Item = (&str, Span)> {
    let paragraphs = document
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Paragraph) && block.content.len() > 1);
    paragraphs.filter_map(|block| {
        let first = block
            .content
            .first()
            .filter(|first| first.span.start == block.span.start)?;
        match &first.kind {
            InlineKind::NoteReference(reference) => Some((reference.id.as_str(), first.span)),
            _ => None,
        }
    })
}

fn unknown(id: &str, span: Span, near: Option<&str>) -> Diagnostic {
    let found = Diagnostic::new(Code::NoteUnknown, span, format!("there is no footnote `{id}`"));
    match near {
        Some(near) => found
            .help(format!("write `[^{near}]`, or add the line `[^{id}]: text`"))
            .fix(format!("write `[^{near}]`"), span, format!("[^{near}]")),
        None => found.help(format!("add the line `[^{id}]: text` anywhere between blocks")),
    }
}
