//! The front matter: its keys in the reference's order.

use std::fmt::Write;

use super::attribution::timestamp;
use super::kept::kept;
use super::nesting::{Run, nest};
use super::{emphasis, escape};
use crate::model::{Author, Document, FrontKey, FrontMatter, HouseName, Language, Spanned, Typography};

/// Writes the front matter, where there is any.
pub(super) fn print(document: &Document, out: &mut String) {
    let front = &document.front;
    let bare = FrontMatter {
        span: None,
        entries: Vec::new(),
        ..front.clone()
    };
    if front.span.is_none() && bare == FrontMatter::default() {
        return;
    }
    out.push_str("---\n");
    for comment in &front.comments {
        entry(out, &format!("%%{}", comment.value));
    }
    // What goes without saying is said only where its author said it, or where nobody wrote the keys.
    let is_said = |key: &str| front.entries.is_empty() || front.entries.iter().any(|entry| entry.name == key);
    if is_said("style") || front.style != HouseName::default() {
        entry(out, &format!("style: {}", front.style.name()));
    }
    if is_said("language") || front.language != Language::default() {
        entry(out, &format!("language: {}", front.language));
    }
    let plain = |key: &str, value: &Option<Spanned<String>>, out: &mut String| {
        if let Some(value) = value {
            entry(out, &format!("{key}: {}", value.value));
        }
    };
    plain("conference", &front.conference, out);
    text(document, FrontKey::ConferenceName, out);
    text(document, FrontKey::ConferencePlace, out);
    text(document, FrontKey::ConferenceDates, out);
    text(document, FrontKey::Meeting, out);
    plain("document", &front.document, out);
    plain("addendum", &front.addendum, out);
    plain("revision", &front.revision, out);
    plain("corrigendum", &front.corrigendum, out);
    if let Some(date) = front.date {
        entry(out, &format!("date: {date}"));
    }
    if let Some(language) = front.original {
        entry(out, &format!("original: {language}"));
    }
    text(document, FrontKey::Source, out);
    text(document, FrontKey::Title, out);
    text(document, FrontKey::Subtitle, out);
    text(document, FrontKey::AgendaItem, out);
    text(document, FrontKey::Abstract, out);
    if !front.contact.is_empty() {
        out.push_str("contact:\n");
    }
    for line in &front.contact {
        entry(out, &format!("  {}", line.value));
    }
    authors(front, out);
    match front.contents {
        Some(true) => entry(out, "contents: yes"),
        Some(false) => entry(out, "contents: no"),
        None => {}
    }
    if !front.calls.is_empty() {
        entry(out, &format!("calls: {}", front.calls.join(", ")));
    }
    match front.typography {
        Typography::House => {}
        Typography::Literal => entry(out, "typography: literal"),
    }
    list("lint", &front.lint, out);
    plain("logo", &front.logo, out);
    list("fonts", &front.fonts, out);
    out.push_str("---\n");
}

/// Writes a value that may hold marks, where there is one.
pub(super) fn text(document: &Document, key: FrontKey, out: &mut String) {
    if let Some(content) = document.front.text(key) {
        let runs: Vec<Run<'_>> = content.iter().map(Run::of).flat_map(kept).collect();
        let written = emphasis::write(document, nest(document, &runs), false);
        let written = match key {
            // Its paragraphs stand apart.
            FrontKey::Abstract => written.replace("\\\n", "\n\n"),
            _ => written,
        };
        let written = written.replace('\n', "\n  ").replace("\n  \n", "\n\n");
        entry(out, &format!("{}: {written}", key.name()));
    }
}

fn entry(out: &mut String, line: &str) {
    escape::line(line, out);
}

fn list(key: &str, values: &[Spanned<String>], out: &mut String) {
    if !values.is_empty() {
        let items: Vec<&str> = values.iter().map(|value| value.value.as_str()).collect();
        entry(out, &format!("{key}: {}", items.join(", ")));
    }
}

fn authors(front: &FrontMatter, out: &mut String) {
    if !front.authors.is_empty() {
        out.push_str("authors:\n");
    }
    for entry in &front.authors {
        author(entry, out);
    }
    let keys = front.keys(&front.hands);
    if !keys.is_empty() {
        entry(out, &format!("author: {}", keys.join(", ")));
    }
}

/// Writes the entry of an author.
pub(super) fn author(author: &Author, out: &mut String) {
    let mut line = format!("  {}: {}", author.key, author.name);
    if let Some(date) = author.date {
        let _ = write!(line, ", {}", timestamp(date));
    }
    entry(out, &line);
}
