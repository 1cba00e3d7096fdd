//! Whether cross-references lead somewhere, in every reading that shows them.

use std::collections::BTreeSet;

use super::target::Meaning;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Document, Inline, InlineKind, Revision, View};
use crate::nearest::Suggestions;
use crate::source::Span;

/// Checks every cross-reference.
pub(super) fn check(document: &Document, meaning: &Meaning, diagnostics: &mut Diagnostics) {
    let named: BTreeSet<&str> = named_outside_text(document);
    let mut suggestions = Suggestions::default();
    for (inline, whole) in super::inlines(document) {
        let reference = match &inline.kind {
            InlineKind::CrossReference(reference) => reference,
            InlineKind::Text(text) => {
                diagnostics.extend(without_braces(text, inline, meaning));
                continue;
            }
            _ => continue,
        };
        let id = reference.target.as_str();
        match meaning.targets.get(id) {
            None if named.contains(id) => {}
            None => {
                let near = suggestions.nearest(id, meaning.targets.keys().map(String::as_str));
                diagnostics.push(unknown(id, inline.span, near));
            }
            Some(pair) => {
                let revision: Revision = inline.revision.within(whole);
                let missing = [
                    (
                        View::Original,
                        pair.original.is_none(),
                        "original",
                        "before its place was inserted",
                    ),
                    (
                        View::Final,
                        pair.settled.is_none(),
                        "final",
                        "after its place was deleted",
                    ),
                ];
                for (view, missing, reading, when) in missing {
                    if missing && view.admits(revision) {
                        diagnostics.push(
                            Diagnostic::new(
                                Code::ReferenceMissing,
                                inline.span,
                                format!("the {reading} reading shows this reference to `{id}`, {when}"),
                            )
                            .help("mark the reference too, or write another one for that reading"),
                        );
                    }
                }
            }
        }
    }
}

/// `@id` of a name that there is: the first in a run of text.
fn without_braces(text: &str, inline: &Inline, meaning: &Meaning) -> Option<Diagnostic> {
    text.match_indices('@').find_map(|(at, _)| {
        if !text[..at].is_empty() && !text[..at].ends_with([' ', '(', '[', '\u{A0}']) {
            return None;
        }
        let behind = &text[at + 1..];
        let end = behind.find(|c: char| !c.is_alphanumeric() && c != '-' && c != '_');
        let id = behind[..end.unwrap_or(behind.len())].trim_end_matches(['-', '_']);
        if !meaning.targets.contains_key(id) {
            return None;
        }
        let start = inline.map.offset(inline.span.start, at);
        let place = Span {
            start,
            end: start + id.len() as u32 + 1,
            ..inline.span
        };
        let title = format!("write `{{@{id}}}`");
        let message = format!("`@{id}` is text: a reference stands in braces");
        let found = Diagnostic::new(Code::NotationForeign, place, message).help(title.clone());
        Some(found.fix(title, place, format!("{{@{id}}}")))
    })
}

/// Names that stand in footnotes: they are found, but nothing there has a number.
fn named_outside_text(document: &Document) -> BTreeSet<&str> {
    document
        .notes
        .iter()
        .flat_map(|note| &note.blocks)
        .filter_map(|block| block.anchor.as_ref())
        .map(|anchor| anchor.id.as_str())
        .collect()
}

fn unknown(id: &str, span: Span, near: Option<&str>) -> Diagnostic {
    let found = Diagnostic::new(Code::ReferenceUnknown, span, format!("nothing is named `{id}`"));
    match near {
        Some(near) => found
            .help(format!(
                "write `{{@{near}}}`, or put `{{#{id}}}` at the end of the place that is meant"
            ))
            .fix(format!("write `{{@{near}}}`"), span, format!("{{@{near}}}")),
        None => found.help(format!("put `{{#{id}}}` at the end of the place that is meant")),
    }
}
