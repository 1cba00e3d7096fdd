//! Findings for programs: a line each, JSON lines, and SARIF 2.1.0.

use std::fmt::Write as _;

use serde::Serialize;

use super::visible::{is_control, visible};
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
        visible(source.name()),
        at.line,
        at.column,
        diagnostic.severity.name(),
        diagnostic.code.name(),
        visible(&diagnostic.message)
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
            text.push_str(&plain_json(line));
            text.push('\n');
        }
    }
    text
}

/// JSON with the control characters escaped that JSON need not escape. They stand nowhere but in
/// strings.
fn plain_json(json: String) -> String {
    if !json.contains(is_control) {
        return json;
    }
    let mut plain = String::with_capacity(json.len() + 16);
    for character in json.chars() {
        if is_control(character) {
            let _ = write!(plain, "\\u{:04x}", u32::from(character));
        } else {
            plain.push(character);
        }
    }
    plain
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
    let found = || files.iter().flat_map(|(_, diagnostics)| diagnostics.iter());
    let all_read = !found().any(|diagnostic| diagnostic.code == Code::FileUnreadable);
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
            "invocations": [{ "executionSuccessful": all_read }],
            "results": results,
        }],
    });
    plain_json(format!("{log:#}\n"))
}

fn sarif_result(source: &Source, lines: &Lines<'_>, diagnostic: &Diagnostic) -> serde_json::Value {
    let location = |span: Span| {
        serde_json::json!({
            "physicalLocation": {
                "artifactLocation": { "uri": address(source.name()) },
                "region": region(lines, span),
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
    let mut result = serde_json::json!({
        "ruleId": diagnostic.code.name(),
        "level": diagnostic.severity.name(),
        "message": { "text": message },
        "locations": [location(diagnostic.span())],
        "relatedLocations": related,
    });
    if let Some(fix) = &diagnostic.fix {
        let replacements: Vec<serde_json::Value> = fix
            .edits
            .iter()
            .map(|edit| {
                serde_json::json!({
                    "deletedRegion": region(lines, edit.span),
                    "insertedContent": { "text": edit.text },
                })
            })
            .collect();
        result["fixes"] = serde_json::json!([{
            "description": { "text": fix.title },
            "artifactChanges": [{
                "artifactLocation": { "uri": address(source.name()) },
                "replacements": replacements,
            }],
        }]);
    }
    result
}

fn region(lines: &Lines<'_>, span: Span) -> serde_json::Value {
    let (start, end) = (lines.position(span.start), lines.position(span.end));
    serde_json::json!({
        "startLine": start.line, "startColumn": start.column,
        "endLine": end.line, "endColumn": end.column,
    })
}

/// A file's name as an address (RFC 3986): a `#` in it is no fragment.
fn address(name: &str) -> String {
    let mut address = String::with_capacity(name.len());
    if name.starts_with('/') {
        address.push_str("file://");
    }
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                address.push(char::from(byte));
            }
            _ => {
                let _ = write!(address, "%{byte:02X}");
            }
        }
    }
    address
}

/// Findings as commands of GitHub Actions: `::error file=…,line=…::message`.
pub fn github(source: &Source, diagnostics: &[Diagnostic]) -> String {
    let lines = Lines::new(source.text());
    let mut text = String::new();
    for diagnostic in diagnostics {
        let span = diagnostic.span();
        let (start, end) = (lines.position(span.start), lines.position(span.end));
        let message = match &diagnostic.help {
            Some(help) => format!("{}\n{help}", diagnostic.message),
            None => diagnostic.message.clone(),
        };
        let _ = write!(
            text,
            "::{} file={},line={},col={}",
            diagnostic.severity.name(),
            command_value(source.name(), true),
            start.line,
            start.column
        );
        // A column of the last line means nothing where there are several.
        if start.line == end.line {
            let _ = write!(text, ",endColumn={}", end.column);
        } else {
            let _ = write!(text, ",endLine={}", end.line);
        }
        let _ = writeln!(
            text,
            ",title={}::{}",
            diagnostic.code.name(),
            command_value(&visible(&message), false)
        );
    }
    text
}

/// A value as the commands of GitHub Actions have it.
fn command_value(text: &str, is_property: bool) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    match is_property {
        true => text.replace(':', "%3A").replace(',', "%2C"),
        false => text,
    }
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
