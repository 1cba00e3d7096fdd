//! `plenary accept` and `plenary reject`

use std::io::Write;
use std::path::Path;

use super::Outcome;
use super::arguments::Decide;
use super::files;
use super::report;
use super::versions::Failure;
use plenary::compile;
use plenary::diagnostic::{Severity, apply};
use plenary::model::Document;
use plenary::revision::{Choice, Listed, Unknown, Verdict, changes, decide};
use plenary::rewrite::{Refusal, rewrite};
use plenary::source::Source;

pub(super) fn run(arguments: &Decide, verdict: Verdict) -> Outcome {
    match decided(arguments, verdict) {
        Ok(outcome) => outcome,
        Err(failure) => failure.report(),
    }
}

fn decided(arguments: &Decide, verdict: Verdict) -> Result<Outcome, Failure> {
    let Some((source, document)) = read(&arguments.file)? else {
        return Ok(Outcome::Errors);
    };
    let choice = Choice {
        author: arguments.author.clone(),
        within: arguments.within.clone(),
        numbers: arguments.numbers.clone(),
    };
    let all = changes(&document);
    checked(&choice, &document, &all)?;
    let chosen: Vec<&Listed> = all.iter().filter(|change| choice.admits(change)).collect();
    if chosen.is_empty() && choice != Choice::default() {
        return Err(nothing(&all, &choice));
    }
    let decisions = choice.decisions(&document, &all, verdict);
    let edits = match rewrite(&source, &document, &decide(&document, &decisions)) {
        Ok(edits) => edits,
        Err(refusal) => {
            refused(source, *refusal);
            return Ok(Outcome::Errors);
        }
    };
    let text = apply(source.text(), &edits);
    let target = arguments.output.as_deref().unwrap_or(&arguments.file);
    files::edit(target, &source.encoding().encode(&text))?;
    let word = match verdict {
        Verdict::Accept => "accepted",
        Verdict::Reject => "refused",
    };
    let _ = writeln!(
        std::io::stderr(),
        "{word} {} of {} {}",
        chosen.len(),
        all.len(),
        if all.len() == 1 { "change" } else { "changes" }
    );
    Ok(Outcome::Fine)
}

/// Says why nothing is written.
pub(super) fn refused(source: Source, refusal: Refusal) {
    report::beside(source, refusal.findings);
}

/// Reads a document whose marks can be trusted; none of one that has errors in its text, which
/// are reported.
pub(super) fn read(file: &Path) -> Result<Option<(Source, Document)>, Failure> {
    let (source, found) = files::read_source(file)?;
    let (document, mut diagnostics) = plenary::syntax::parse(&source);
    diagnostics.extend(found);
    let mut diagnostics = diagnostics.finish();
    diagnostics.retain(|found| found.severity == Severity::Error);
    if diagnostics.is_empty() {
        return Ok(Some((source, document)));
    }
    report::beside(source, diagnostics);
    Ok(None)
}

/// Refuses a choice that names what the document does not have.
pub(super) fn checked(choice: &Choice, document: &Document, all: &[Listed]) -> Result<(), Failure> {
    let Some(unknown) = choice.unknown(document, all) else {
        return Ok(());
    };
    let named = |name: &Option<String>| name.clone().unwrap_or_default();
    let (message, near, all) = match unknown {
        Unknown::Author { near } => (
            format!("no author has the key `{}`", named(&choice.author)),
            near,
            "the keys are those under `authors:`",
        ),
        Unknown::Place { near } => (
            format!("the document has no place `{}`", named(&choice.within)),
            near,
            "`plenary changes` lists the changes with their places",
        ),
        Unknown::Number { last: 0, .. } => ("the document has no changes".to_owned(), None, ""),
        Unknown::Number { number, last } => (
            format!("no change has the number {number}; the last is {last}"),
            None,
            "`plenary changes` lists the changes with their numbers",
        ),
    };
    let help = match near {
        Some(near) => format!("write `{near}`"),
        None => all.to_owned(),
    };
    Err(Failure::usage(message, help))
}

/// No change is meant: says which there are.
fn nothing(all: &[Listed], choice: &Choice) -> Failure {
    let message = match (&choice.author, &choice.within) {
        _ if all.is_empty() => "the document has no changes".to_owned(),
        (Some(author), None) => format!("`{author}` has a part in no change"),
        (None, Some(within)) => format!("no change is in `{within}`"),
        (Some(author), Some(within)) => format!("no change of `{author}` is in `{within}`"),
        (None, None) => "no change has such a number".to_owned(),
    };
    let mut places: Vec<String> = all.iter().map(|change| change.place.to_string()).collect();
    places.dedup();
    places.truncate(8);
    let help = match (&choice.within, places.is_empty()) {
        (Some(_), false) => format!("there are changes in {}", places.join(", ")),
        _ => "`plenary changes` lists the changes with their numbers, authors and places".to_owned(),
    };
    Failure::usage(message, help)
}

/// The bytes of a document as text, for those that only read.
pub(super) fn text_of(bytes: Vec<u8>, name: &str) -> Document {
    let (source, _) = compile::read(name, bytes);
    plenary::syntax::parse(&source).0
}
