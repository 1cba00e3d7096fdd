//! Values of the front matter in the notation of other formats: lists in brackets, texts in quotes.

use std::collections::BTreeSet;

use super::{Entry, KEYS};
use crate::diagnostic::{Code, Diagnostic, Edit, Fix};
use crate::source::Span;

/// The keys whose values are lists of names.
const LISTS: [&str; 3] = ["calls", "fonts", "lint"];
/// The keys whose values are texts. Others say themselves that they are no number, code or date.
const TEXTS: [&str; 11] = [
    "title",
    "subtitle",
    "source",
    "agenda-item",
    "meeting",
    "abstract",
    "conference",
    "conference-name",
    "conference-place",
    "conference-dates",
    "logo",
];

/// The finding that a value has the signs of another format.
pub(super) fn foreign(key: &str, values: &[(&str, Span)]) -> Option<Diagnostic> {
    let (first, place) = *values.first()?;
    if LISTS.contains(&key) {
        return match values {
            [_] => bracketed(key, first, place),
            _ => None,
        }
        .or_else(|| hyphened(values));
    }
    let is_text = TEXTS.contains(&key) && values.len() == 1;
    is_text.then(|| quoted(first, place)).flatten()
}

/// `[a, "b"]`, and names in quotes without brackets.
fn bracketed(key: &str, value: &str, place: Span) -> Option<Diagnostic> {
    let inside = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let bare = |item: &str| unquoted(item.trim()).unwrap_or(item.trim()).to_owned();
    let items: Vec<String> = inside.unwrap_or(value).split(',').map(bare).collect();
    let plain = items.join(", ");
    let has_quotes = value.split(',').any(|item| unquoted(item.trim()).is_some());
    (inside.is_some() || has_quotes).then(|| {
        let message = format!("the items of `{key}` stand in no brackets and no quotation marks");
        Diagnostic::new(Code::FrontBadValue, place, message)
            .help("write them with commas between, or one a line")
            .fix(format!("write `{plain}`"), place, plain)
    })
}

/// Indented items with a hyphen each.
fn hyphened(values: &[(&str, Span)]) -> Option<Diagnostic> {
    let hyphens = values.iter().filter(|(item, _)| item.starts_with("- "));
    let edits: Vec<Edit> = hyphens
        .map(|(item, span)| Edit {
            span: span.part(0, item.len() - item[1..].trim_start().len()),
            text: String::new(),
        })
        .collect();
    let first = edits.first()?.span;
    let mut found = Diagnostic::new(Code::FrontBadValue, first, "the items of a list have no hyphen")
        .help("write one a line, indented");
    found.fix = Some(Fix {
        title: "remove the hyphens".to_owned(),
        edits,
    });
    Some(found)
}

/// `"text"`
fn quoted(value: &str, place: Span) -> Option<Diagnostic> {
    let inside = unquoted(value)?;
    Some(
        Diagnostic::new(
            Code::FrontQuoted,
            place,
            "the quotation marks are a part of this value",
        )
        .help("write the value without them, if they are not to be printed")
        .fix(format!("write `{inside}`"), place, inside),
    )
}

/// What stands between straight quotation marks that are the first and the last of a value.
fn unquoted(value: &str) -> Option<&str> {
    let inside = |mark: char| {
        let inside = value.strip_prefix(mark)?.strip_suffix(mark)?;
        (!inside.is_empty() && !inside.contains(mark)).then_some(inside)
    };
    inside('"').or_else(|| inside('\''))
}

/// `language：zh`, `date; 2026-10-01`: the entry that a line is but for its colon, and where that stands.
pub(super) fn near_entry(line: &str, span: Span) -> Option<(Entry<'_>, Span)> {
    let line = line.trim_end();
    let at = line.find(['：', ';', '；'])?;
    let (key, rest) = line.split_at(at);
    let key = KEYS.iter().find(|known| **known == key.trim_end())?;
    let sign = rest.chars().next()?.len_utf8();
    let value = rest[sign..].trim_start();
    let start = line.len() - value.len();
    let entry = Entry {
        key,
        key_span: span.part(0, key.len()),
        values: vec![(value, span.part(start, line.len()))],
        parted: BTreeSet::new(),
    };
    (!value.is_empty()).then(|| (entry, span.part(key.len(), start)))
}
