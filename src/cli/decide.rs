//! `plenary accept` and `plenary reject`

use std::io::Write;
use std::path::Path;

use super::Outcome;
use super::arguments::{Decide, MessageFormat};
use super::files;
use super::project::{Input, Projects};
use super::report::{self, Found, Stream};
use super::versions::Failure;
use plenary::compile;
use plenary::diagnostic::{Edit, Severity, apply};
use plenary::model::Document;
use plenary::revision::Wanted;
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
    let Some(sound) = read(&arguments.file)? else {
        return Ok(Outcome::Errors);
    };
    let document = &sound.document;
    let choice = Choice {
        author: arguments.author.clone(),
        within: arguments.within.clone(),
        numbers: arguments.numbers.clone(),
    };
    let all = changes(document);
    checked(&choice, document, &all)?;
    let chosen: Vec<&Listed> = all.iter().filter(|change| choice.admits(change)).collect();
    if chosen.is_empty() && choice != Choice::default() {
        return Err(nothing(&all, &choice));
    }
    let decisions = choice.decisions(document, &all, verdict);
    let Some(edits) = sound.edits(&decide(document, &decisions)) else {
        return Ok(Outcome::Errors);
    };
    let source = sound.own();
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
fn refused(input: &Input, refusal: Refusal) {
    report::findings(
        &[input.told(refusal.findings)],
        MessageFormat::Human,
        Stream::Beside,
    );
}

/// A document whose marks can be trusted.
pub(super) struct Sound {
    pub(super) input: Input,
    pub(super) document: Document,
}

impl Sound {
    /// The text as it was saved.
    pub(super) fn own(&self) -> &Source {
        &self.input.merged.own
    }

    /// The edits of its own text that make it the document that is wanted. What cannot be written so is
    /// reported.
    pub(super) fn edits(&self, wanted: &Wanted) -> Option<Vec<Edit>> {
        let merged = &self.input.merged;
        match rewrite(&merged.source, &self.document, wanted) {
            Ok(edits) => {
                let own = merged.own_edits(edits);
                if own.is_none() {
                    report::file_error(
                        &"error: the change stands in the front matter that the project shares\n  \
                          = help: decide it in `plenary.toml`",
                    );
                }
                own
            }
            Err(refusal) => {
                refused(&self.input, *refusal);
                None
            }
        }
    }
}

/// Reads a document; none of one that has errors in its text, or in its project's settings, which are
/// reported.
pub(super) fn read(file: &Path) -> Result<Option<Sound>, Failure> {
    let projects = Projects::of([file])?;
    read_with(file, &projects)
}

/// The same, where the projects are known.
pub(super) fn read_with(file: &Path, projects: &Projects) -> Result<Option<Sound>, Failure> {
    if !projects.are_sound() {
        report::findings(&projects.found(&[]), MessageFormat::Human, Stream::Beside);
        return Ok(None);
    }
    let mut input = Input::read_own(file, projects)?;
    let (document, mut diagnostics) = plenary::syntax::parse(&input.merged.source);
    diagnostics.extend(std::mem::take(&mut input.found));
    let mut found = input.told(diagnostics.finish());
    found
        .diagnostics
        .retain(|found| found.severity == Severity::Error);
    let mut all = projects.found(&[]);
    all.retain(Found::has_errors);
    if found.has_errors() {
        all.insert(0, found);
    }
    if all.is_empty() {
        return Ok(Some(Sound { input, document }));
    }
    report::findings(&all, MessageFormat::Human, Stream::Beside);
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
