//! `plenary check`

use std::path::Path;

use super::Outcome;
use super::arguments::Check;
use super::cores;
use super::files::{self, FileError, Fonts};
use super::mend;
use super::report::{self, Found, Stream};
use plenary::compile;
use plenary::diagnostic::{Code, Diagnostic};
use plenary::source::{Source, Span};

pub(super) fn run(check: &Check) -> Outcome {
    let results = cores::map_files(&check.files, |path| one(path, check));
    let format = check.findings.message_format;
    let mut outcome = Outcome::Fine;
    let mut all = Vec::new();
    for result in results {
        match result {
            Ok(mut found) => {
                outcome = outcome.max(found.judge(&check.findings));
                all.push(found);
            }
            Err(error) => {
                outcome = Outcome::Unreadable;
                match format.is_for_machines() {
                    true => all.push(unreadable(&error)),
                    false => report::file_error(&error),
                }
            }
        }
    }
    // A source that was mended is on standard output, and findings are not.
    let mends_standard = check.fix && check.files.iter().any(|path| files::is_standard(path));
    let stream = match mends_standard {
        true => Stream::Beside,
        false => Stream::Output,
    };
    outcome.max(report::findings(&all, format, stream))
}

/// A file that cannot be read, as a finding.
fn unreadable(error: &FileError) -> Found {
    let message = format!("the file cannot be read: {}", error.reason());
    Found {
        source: Source::new(error.path.clone(), ""),
        diagnostics: vec![Diagnostic::new(Code::FileUnreadable, Span::NONE, message)],
    }
}

fn one(path: &Path, check: &Check) -> Result<Found, FileError> {
    let files::Text {
        mut source,
        mut found,
        pictures,
    } = match check.fix {
        true => files::read_own(path)?,
        false => files::read_document(path)?,
    };
    // Pictures are looked for where the text will stand.
    let place = check
        .stdin_filename
        .as_deref()
        .filter(|_| files::is_standard(path));
    if let Some(name) = place {
        let encoding = source.encoding();
        source = Source::new(name.display().to_string(), source.text()).decoded_from(encoding);
    }
    let place = place.unwrap_or(path);
    if check.fix {
        let mended = mend::mended(&source, &found);
        if mended.text() != source.text() || files::is_standard(path) {
            files::edit(path, &source.encoding().encode(mended.text()))?;
        }
        if mended.text() != source.text() {
            (source, found) = (mended, Vec::new());
        }
    }
    let mut compiled = compile::compile(source, found);
    let assets = files::assets(place, &compiled.pictures(), pictures, &Fonts::default());
    let pictures = compiled.unreadable_pictures(&assets);
    let glyphs = compiled.missing_glyphs(&assets);
    compiled.diagnostics.extend(pictures);
    compiled.diagnostics.extend(glyphs);
    Ok(Found {
        source: compiled.source,
        diagnostics: compiled.diagnostics,
    })
}
