//! `plenary redline ORIGINAL.docx EDITED.plen --into OUT.docx`

use std::collections::HashSet;
use std::path::Path;

use super::arguments::Redline;
use super::files::{self, Fonts};
use super::import::built;
use super::report::{self, Found, Stream};
use super::versions::{self, Failure};
use super::{Outcome, destinations};
use plenary::compile;
use plenary::diagnostic::Severity;
use plenary::import::{NotWritten, import, into_file};
use plenary::output::docx;
use plenary::revision::redline::RedlineOptions;
use plenary::source::Source;

/// Writes the edits into a copy of the Word file.
pub(super) fn written(arguments: &Redline, options: &RedlineOptions, out: &Path) -> Result<Outcome, Failure> {
    let [original, edited_path] = arguments.versions.as_slice() else {
        return Err(Failure::usage(
            "--into needs the Word file and the edited text",
            "plenary redline original.docx edited.plen --into out.docx",
        ));
    };
    let original = Path::new(original);
    destinations::no_source(out, &[original, Path::new(edited_path)])?;
    let file = files::read_bytes(original)?;
    if !files::is_word(&file) {
        return Err(Failure::usage(
            format!("{} is no Word file", original.display()),
            "--into writes into a copy of a Word file: plenary redline original.docx edited.plen --into out.docx",
        ));
    }
    let text = versions::read(edited_path)?;
    let compiled = compile::compile(text.source, text.found);
    let source = compiled.source.clone();
    let tell = |diagnostics| {
        let found = Found {
            source: source.clone(),
            diagnostics,
        };
        report::findings(&[found], arguments.findings.message_format, Stream::Beside);
        Outcome::Errors
    };
    if compiled.has_errors() {
        let mut errors = compiled.diagnostics;
        errors.retain(|found| found.severity == Severity::Error);
        return Ok(tell(errors));
    }
    let shown = docx::carried_source(&file).and_then(|carried| shown(&source, &carried, &file, original));
    let edited = shown.as_ref().unwrap_or(&source);
    let assets = files::assets(
        Path::new(edited_path),
        &compiled.pictures(),
        text.pictures,
        &Fonts::default(),
    );
    match into_file(&file, edited, &compiled.drawings(&assets), options) {
        Ok(bytes) => {
            files::write(out, &bytes)?;
            Ok(Outcome::Fine)
        }
        Err(NotWritten::NoPlace(diagnostics)) => Ok(tell(diagnostics)),
        Err(NotWritten::Refused(refusal)) => Err(Failure::Refused {
            file: original.display().to_string(),
            refusal,
        }),
        Err(_) => Ok(Outcome::Errors),
    }
}

/// What Word would show of a text that was made of the source that a file carries: the file says that, and
/// not what its source says.
fn shown(text: &Source, carried: &str, file: &[u8], original: &Path) -> Option<Source> {
    let of_file = import(file, "picture").ok()?;
    if shared_lines(text.text(), &of_file.source) >= shared_lines(text.text(), carried) {
        return None;
    }
    let built = built(text, &of_file, original)?;
    let imported = import(&built, "picture").ok()?;
    Some(Source::new(text.name(), imported.source))
}

/// How many lines of a text another has, too.
fn shared_lines(text: &str, other: &str) -> usize {
    let known: HashSet<&str> = other.lines().collect();
    text.lines().filter(|line| known.contains(line)).count()
}
