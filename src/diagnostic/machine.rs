//! Findings for programs: a line each, JSON lines, and SARIF 2.1.0.

use std::fmt::Write as _;

use serde::Serialize;

use super::{Code, Diagnostic, Severity};
use crate::source::{Lines, Source, Span};

/// One finding a line: `file:line:column: severity[code]: message`.
pub fn short(source: &Source, diagnostics: &[Diagnostic]) -> String {
    let lines = Lines::new(source.text());
    let mut text = String::new();
    for diagnostic in diagnostics {
        short_line(source, &lines, diagnostic, &mut text);
    }
    text
}

/// Tells a finding in one line.
pub(super) fn short_line(source: &Source, lines: &Lines<'_>, diagnostic: &Diagnostic, text: &mut String) {
    let at = lines.position(diagnostic.span().start);
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "{}:{}:{}: {}[{}]: {}",
        source.name(),
        at.line,
        at.column,
        diagnostic.severity.name(),
        diagnostic.code.name(),
        diagnostic.message
    );
}

/// One JSON object a line.
pub fn json(source: &Source, diagnostics: &[Diagnostic]) -> String {
    let lines = Lines::new(source.text());
    let mut text = String::new();
    for diagnostic in diagnostics {
        let finding = Finding {
            file: source.name(),
            severity: diagnostic.severity.name(),
            code: diagnostic.code.name(),
            message: &diagnostic.message,
            places: diagnostic
                .labels
                .iter()
                .map(|label| place(&lines, label.span, &label.text))
                .collect(),
            help: diagnostic.help.as_deref(),
            fix: diagnostic.fix.as_ref().map(|fix| Mend {
                title: &fix.title,
                edits: fix
                    .edits
                    .iter()
                    .map(|edit| place(&lines, edit.span, &edit.text))
                    .collect(),
            }),
        };
        if let Ok(line) = serde_json::to_string(&finding) {
            text.push_str(&line);
            text.push('\n');
        }
    }
    text
}

#[derive(Serialize)]
struct Finding<'d> {
    file: &'d str,
    severity: &'static str,
    code: &'static str,
    message: &'d str,
    places: Vec<Location<'d>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Mend<'d>>,
}

#[derive(Serialize)]
struct Mend<'d> {
    title: &'d str,
    edits: Vec<Location<'d>>,
}

/// A place: bytes of the file, lines and columns from 1 in characters.
#[derive(Serialize)]
struct Location<'d> {
    start: u32,
    end: u32,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    text: &'d str,
}

fn place<'d>(lines: &Lines<'_>, span: Span, text: &'d str) -> Location<'d> {
    let (start, end) = (lines.position(span.start), lines.position(span.end));
    Location {
        start: span.start,
        end: span.end,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        text,
    }
}

/// The findings of several files as one SARIF log (OASIS SARIF 2.1.0).
pub fn sarif(files: &[(&Source, &[Diagnostic])]) -> String {
    let results: Vec<serde_json::Value> = files
        .iter()
        .flat_map(|(source, diagnostics)| {
            let lines = Lines::new(source.text());
            diagnostics
                .iter()
                .map(|diagnostic| sarif_result(source, &lines, diagnostic))
                .collect::<Vec<_>>()
        })
        .collect();
    let rules: Vec<serde_json::Value> = Code::ALL
        .iter()
        .map(|code| {
            serde_json::json!({
                "id": code.name(),
                "shortDescription": { "text": code.summary() },
                "help": { "text": code.explanation(), "markdown": code.explanation() },
                "defaultConfiguration": { "level": code.severity().name() },
            })
        })
        .collect();
    let log = serde_json::json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "plenary", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn sarif_result(source: &Source, lines: &Lines<'_>, diagnostic: &Diagnostic) -> serde_json::Value {
    let location = |span: Span| {
        let (start, end) = (lines.position(span.start), lines.position(span.end));
        serde_json::json!({
            "physicalLocation": {
                "artifactLocation": { "uri": source.name() },
                "region": {
                    "startLine": start.line, "startColumn": start.column,
                    "endLine": end.line, "endColumn": end.column,
                },
            },
        })
    };
    let message = match &diagnostic.help {
        Some(help) => format!("{}; {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let related: Vec<serde_json::Value> = diagnostic.labels[1..]
        .iter()
        .map(|label| {
            let mut location = location(label.span);
            location["message"] = serde_json::json!({ "text": label.text });
            location
        })
        .collect();
    serde_json::json!({
        "ruleId": diagnostic.code.name(),
        "level": diagnostic.severity.name(),
        "message": { "text": message },
        "locations": [location(diagnostic.span())],
        "relatedLocations": related,
    })
}

impl Severity {
    /// `error` or `warning`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}
