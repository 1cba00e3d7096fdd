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
use plenary::rewrite::rewrite;
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
    let choice = Choice {
        author: arguments.author.clone(),
        within: arguments.within.clone(),
        numbers: arguments.numbers.clone(),
    };
    let all = changes(&sound.document);
    checked(&choice, &sound.document, &all)?;
    let chosen = all.iter().filter(|change| choice.admits(change)).count();
    if chosen == 0 && choice != Choice::default() {
        return Err(nothing(&all, &choice));
    }
    let text = match sound.decided(&choice, &all, verdict) {
        Ok(text) => text,
        Err(unwritten) => {
            unwritten.report();
            return Ok(Outcome::Errors);
        }
    };
    let target = arguments.output.as_deref().unwrap_or(&arguments.file);
    files::edit(target, &sound.own().encoding().encode(&text))?;
    let word = match verdict {
        Verdict::Accept => "accepted",
        Verdict::Reject => "refused",
    };
    let changes = if all.len() == 1 { "change" } else { "changes" };
    let _ = writeln!(std::io::stderr(), "{word} {chosen} of {} {changes}", all.len());
    Ok(Outcome::Fine)
}

/// Why a document cannot be written as it is wanted.
pub(super) enum Unwritten {
    /// What is decided stands in no text of its own.
    Shared,
    /// What the text would say otherwise, or what would be wrong with it.
    Found(Found),
}

impl Unwritten {
    /// In a sentence.
    pub(super) fn message(&self) -> String {
        match self {
            Self::Shared => "the change stands in the front matter that the project shares".to_owned(),
            Self::Found(found) => {
                let first = found.diagnostics.first().map(|found| found.message.clone());
                first.unwrap_or_else(|| "the text cannot be written so".to_owned())
            }
        }
    }

    pub(super) fn report(self) {
        match self {
            Self::Shared => {
                let help = "decide it in `plenary.toml`";
                report::file_error(&format!("error: {}\n  = help: {help}", Self::Shared.message()));
            }
            Self::Found(found) => {
                report::findings(&[found], MessageFormat::Human, Stream::Beside);
            }
        }
    }
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

    /// What is in a text; what is wrong with one whose marks cannot be trusted.
    pub(super) fn of(mut input: Input) -> Result<Self, Found> {
        let (document, mut diagnostics) = plenary::syntax::parse(&input.merged.source);
        diagnostics.extend(std::mem::take(&mut input.found));
        let mut found = input.told(diagnostics.finish());
        found
            .diagnostics
            .retain(|found| found.severity == Severity::Error);
        match found.has_errors() {
            true => Err(found),
            false => Ok(Self { input, document }),
        }
    }

    /// Its own text with some of its changes decided.
    pub(super) fn decided(
        &self,
        choice: &Choice,
        all: &[Listed],
        verdict: Verdict,
    ) -> Result<String, Unwritten> {
        let decisions = choice.decisions(&self.document, all, verdict);
        let edits = self.edits(&decide(&self.document, &decisions))?;
        Ok(apply(self.own().text(), &edits))
    }

    /// The edits of its own text that make it the document that is wanted.
    pub(super) fn edits(&self, wanted: &Wanted) -> Result<Vec<Edit>, Unwritten> {
        let merged = &self.input.merged;
        match rewrite(&merged.source, &self.document, wanted) {
            Ok(edits) => merged.own_edits(edits).ok_or(Unwritten::Shared),
            Err(refusal) => Err(Unwritten::Found(self.input.told(refusal.findings))),
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
    let sound = Sound::of(Input::read_own(file, projects)?);
    let mut all = projects.found(&[]);
    all.retain(Found::has_errors);
    match sound {
        Ok(sound) if all.is_empty() => return Ok(Some(sound)),
        Ok(_) => {}
        Err(found) => all.insert(0, found),
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
