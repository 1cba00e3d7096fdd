//! `plenary changes`

use serde::Serialize;

use super::Outcome;
use super::arguments::{Changes, ListFormat};
use super::report;
use super::versions::Failure;
use plenary::revision::{Choice, Deed, Listed, changes};
use plenary::source::Lines;

pub(super) fn run(arguments: &Changes) -> Outcome {
    match listed(arguments) {
        Ok(outcome) => outcome,
        Err(failure) => failure.report(),
    }
}

fn listed(arguments: &Changes) -> Result<Outcome, Failure> {
    let Some(sound) = super::decide::read(&arguments.file)? else {
        return Ok(Outcome::Errors);
    };
    let document = &sound.document;
    let choice = Choice {
        author: arguments.author.clone(),
        within: arguments.within.clone(),
        numbers: Vec::new(),
    };
    let mut all = changes(document);
    super::decide::checked(&choice, document, &all)?;
    all.retain(|change| choice.admits(change));
    let text = match arguments.format {
        ListFormat::Human => all.iter().map(line).collect::<String>(),
        ListFormat::Json => {
            let lines = Lines::new(sound.own().text());
            let line = |change: &Listed| {
                let mark = change.ids.first().map(|id| document.change(*id).span);
                let mark = mark.map(|span| sound.input.merged.own_span(span));
                mark.map(|span| lines.position(span.start).line)
            };
            let entries: Vec<Entry<'_>> = all.iter().map(|change| Entry::of(change, line(change))).collect();
            let json = serde_json::to_string_pretty(&entries).unwrap_or_default();
            format!("{json}\n")
        }
    };
    Ok(report::print(text.as_bytes()))
}

fn line(change: &Listed) -> String {
    let mut parts = vec![format!("{:>3}", change.number)];
    if !change.authors.is_empty() {
        parts.push(change.authors.join(","));
    }
    parts.extend(change.date.map(|date| date.date.to_string()));
    parts.push(match &change.to {
        Some(to) => format!("{} to {to}", change.place),
        None => change.place.to_string(),
    });
    let (old, new) = (short(&change.old), short(&change.new));
    let what = match change.deed {
        Deed::Inserts => format!("+ {new}"),
        Deed::Deletes => format!("- {old}"),
        Deed::Replaces => format!("{old} → {new}"),
        Deed::Moves => format!("moved: {}", if new.is_empty() { old } else { new }),
    };
    format!("{}: {what}\n", parts.join("  "))
}

/// The beginning and the end of a longer text.
fn short(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let count = words.chars().count();
    if count <= 60 {
        return if words.is_empty() {
            "(space)".to_owned()
        } else {
            words
        };
    }
    let start: String = words.chars().take(40).collect();
    let end: String = words.chars().skip(count - 15).collect();
    format!("{}…{}", start.trim_end(), end.trim_start())
}

/// A change in JSON.
#[derive(Serialize)]
struct Entry<'c> {
    number: usize,
    kind: &'static str,
    authors: &'c [String],
    date: Option<String>,
    place: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    /// The line of its first mark.
    line: Option<usize>,
    old: &'c str,
    new: &'c str,
}

impl<'c> Entry<'c> {
    fn of(change: &'c Listed, line: Option<usize>) -> Self {
        Self {
            number: change.number,
            kind: change.deed.name(),
            authors: &change.authors,
            date: change.date.map(|date| date.to_string()),
            place: change.place.to_string(),
            to: change.to.as_ref().map(ToString::to_string),
            line,
            old: &change.old,
            new: &change.new,
        }
    }
}
