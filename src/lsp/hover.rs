//! What stands at a place, said in full.

use std::fmt::Write;

use gen_lsp_types::{Contents, Hover, MarkupContent, MarkupKind, Position};

use super::analysis::Analysis;
use super::names::NameKind;
use super::outline;
use super::places::Places;
use crate::house::Conference;
use crate::model::{Document, View};
use crate::revision::{Deed, Listed};
use crate::semantics::Target;

pub(super) fn hover(analysis: &Analysis, places: &Places<'_>, position: Position) -> Option<Hover> {
    let at = places.offset(position);
    let mut parts: Vec<String> = Vec::new();
    let name = analysis.name_at(at);
    if let Some(name) = name {
        parts.extend(match name.kind {
            NameKind::Place => place(analysis, &name.name),
            NameKind::Note => note(analysis.document(), &name.name),
            NameKind::Author => author(analysis.document(), &name.name),
            NameKind::Move => None,
        });
    }
    parts.extend(change_at(analysis, at).map(|change| told(analysis, change)));
    parts.extend(conference(analysis, places, at));
    let here = analysis.compiled.diagnostics.iter();
    let here = here.filter(|found| !found.span().is_none() && holds(found.span().range(), at));
    parts.extend(here.map(|found| {
        let code = found.code;
        format!(
            "**{}** (`{}`)\n\n{}",
            code.summary(),
            code.name(),
            code.explanation()
        )
    }));
    parts.dedup();
    if parts.is_empty() {
        return None;
    }
    let content = MarkupContent {
        kind: MarkupKind::Markdown,
        value: parts.join("\n\n---\n\n"),
    };
    Some(Hover {
        contents: Contents::MarkupContent(content),
        range: name.map(|name| places.span(name.span)),
    })
}

fn holds(bytes: std::ops::Range<usize>, at: usize) -> bool {
    bytes.start <= at && at <= bytes.end
}

/// What a reference to a place prints, and what stands there.
fn place(analysis: &Analysis, id: &str) -> Option<String> {
    let pair = analysis.compiled.meaning.targets.get(id)?;
    let words = |target: &Option<Target>| target.as_ref().map(|target| target.words(false));
    let (original, settled) = (words(&pair.original), words(&pair.settled));
    let printed = match (&settled, &original) {
        (Some(new), Some(old)) if new == old => format!("prints *{new}*"),
        (Some(new), Some(old)) => format!("prints *{new}*; in the original *{old}*"),
        (Some(new), None) => format!("prints *{new}*"),
        (None, Some(old)) => format!("prints *{old}*, in the original alone"),
        (None, None) => return None,
    };
    let target = pair.settled.as_ref().or(pair.original.as_ref());
    let block = target.and_then(|target| analysis.document().blocks.get(target.block));
    let text = block
        .map(|block| format!("\n\n> {}", plain(&outline::name(block))))
        .unwrap_or_default();
    Some(printed + &text)
}

fn note(document: &Document, id: &str) -> Option<String> {
    let note = document.notes.iter().find(|note| note.id == id)?;
    let text = |view| {
        let paragraphs = note.blocks.iter().map(|block| block.text(view));
        paragraphs.collect::<Vec<_>>().join("\n\n")
    };
    let (old, new) = (text(View::Original), text(View::Final));
    Some(match old == new || old.trim().is_empty() {
        true => plain(&new),
        false => format!("{}\n\n*in the original:* {}", plain(&new), plain(&old)),
    })
}

fn author(document: &Document, key: &str) -> Option<String> {
    let author = document.front.authors.iter().find(|author| author.key == key)?;
    let date = author.date.map(|date| format!(", {date}")).unwrap_or_default();
    Some(format!("**{}** – {}{date}", author.key, plain(&author.name)))
}

/// The innermost change at a byte.
pub(super) fn change_at(analysis: &Analysis, at: usize) -> Option<&Listed> {
    let document = analysis.document();
    let holding = document.changes.iter().enumerate();
    let holding = holding.filter(|(_, change)| holds(change.span.range(), at));
    let (index, _) = holding.min_by_key(|(_, change)| change.span.range().len())?;
    let is_part = |listed: &&Listed| listed.ids.iter().any(|id| id.0 as usize == index);
    analysis.changes().iter().find(is_part)
}

/// A change in words: what it does, who made it when, and both readings.
fn told(analysis: &Analysis, change: &Listed) -> String {
    let deed = match change.deed {
        Deed::Inserts => "inserts",
        Deed::Deletes => "deletes",
        Deed::Replaces => "replaces",
        Deed::Moves => "moves",
    };
    let mut text = format!("**Change {}** {deed}", change.number);
    let document = analysis.document();
    let names = change.authors.iter().map(|key| {
        let mut authors = document.front.authors.iter();
        authors
            .find(|author| author.key == *key)
            .map_or(key.as_str(), |author| &author.name)
    });
    let names = names.collect::<Vec<_>>().join("; ");
    if !names.is_empty() {
        let _ = write!(text, " – {}", plain(&names));
    }
    if let Some(date) = change.date {
        let _ = write!(text, ", {date}");
    }
    for (what, words) in [("before", &change.old), ("after", &change.new)] {
        if !words.trim().is_empty() {
            let _ = write!(text, "\n\n*{what}:* {}", plain(words));
        }
    }
    text
}

/// The conference that a citation `(Rev. City, year)` or a code names.
fn conference(analysis: &Analysis, places: &Places<'_>, at: usize) -> Option<String> {
    let line = places.line_around(at);
    let text = analysis.text().get(line.clone())?;
    let column = at.checked_sub(line.start)?;
    let language = analysis.document().front.language;
    let found = Conference::all().filter(|conference| {
        let cited = format!("{}, {}", conference.city, conference.year);
        let mut places = text
            .match_indices(&cited)
            .map(|(start, it)| start..start + it.len());
        let is_code = analysis.is_front(at) && text.trim_end().ends_with(&conference.code);
        places.any(|bytes| holds(bytes, column)) || is_code
    });
    let lines = found.map(|conference| {
        let dates = conference
            .dates(language)
            .map(|dates| format!(", {dates}"))
            .unwrap_or_default();
        format!(
            "**{}** – {} ({}{dates})",
            conference.code,
            conference.title(language),
            conference.place(language)
        )
    });
    let lines: Vec<String> = lines.collect();
    (!lines.is_empty()).then(|| lines.join("\n\n"))
}

/// Text that Markdown shows as it is.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        if "\\`*_{}[]<>#|~".contains(character) {
            plain.push('\\');
        }
        plain.push(character);
    }
    plain
}
