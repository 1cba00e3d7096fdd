//! The outputs that expectations can be of.

use std::fs;

use libtest_mimic::Failed;
use plenary::diagnostic::{Diagnostics, short};
use plenary::model::{Document, View};
use plenary::output::json;
use plenary::semantics::{Meaning, understand};
use plenary::source::Source;

use super::fixture::Fixture;

/// The endings of expectations.
pub(crate) const OUTPUTS: &[&str] = &[
    "stderr",
    "txt",
    "original.txt",
    "final.txt",
    "json",
    "original.json",
    "final.json",
    "html",
    "final.html",
    "docx.xml",
    "pages.txt",
    "pdf.tags",
];

/// What the compiler makes of a fixture for an output.
pub(crate) fn render(fixture: &Fixture, output: &str) -> Result<String, Failed> {
    let bytes = fs::read(&fixture.source)?;
    let text = String::from_utf8(bytes)?;
    let source = Source::new(fixture.name(), text);
    let (document, mut diagnostics) = plenary::syntax::parse(&source);
    let meaning = understand(&document, &mut diagnostics);
    let (view, ending) = match output.split_once('.') {
        Some(("original", ending)) => (View::Original, ending),
        Some(("final", ending)) => (View::Final, ending),
        _ => (View::Markup, output),
    };
    let text = match ending {
        "stderr" => findings(&source, diagnostics),
        "json" => data(&document, &meaning, view),
        _ => return Err(format!("no output `{output}`").into()),
    };
    Ok(text)
}

fn findings(source: &Source, diagnostics: Diagnostics) -> String {
    short(source, &diagnostics.finish())
}

fn data(document: &Document, meaning: &Meaning, view: View) -> String {
    json::write(document, meaning, view)
}
