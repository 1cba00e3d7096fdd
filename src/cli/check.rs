//! `plenary check`

use std::path::Path;

use super::Outcome;
use super::arguments::Check;
use super::cores;
use super::difference;
use super::files::{self, FileError, Fonts};
use super::mend;
use super::project::{self, Input, Projects};
use super::report::{self, Found, Stream};
use plenary::diagnostic::{Code, Diagnostic};
use plenary::source::{Source, Span};

pub(super) fn run(check: &Check) -> Outcome {
    let (files, projects) = match project::files(&check.files, check.stdin_filename.as_deref()) {
        Ok(files) => files,
        Err(failure) => return failure.report(),
    };
    let format = check.findings.message_format;
    let deny = &check.findings.deny;
    let mut outcome = Outcome::Fine;
    let mut all = Vec::new();
    let results = match projects.are_sound() {
        true => cores::map_files(&files, |path| {
            (place(path, check).to_owned(), one(path, check, &projects))
        }),
        false => Vec::new(),
    };
    for (place, result) in results {
        match result {
            Ok((mut found, difference)) => {
                outcome = outcome.max(found.judge(&projects.denied(&place, deny)));
                all.push(found);
                if !difference.is_empty() {
                    outcome = outcome.max(report::print(difference.as_bytes()));
                }
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
    let of_projects = projects.found(deny);
    if of_projects.iter().any(Found::has_errors) {
        outcome = outcome.max(Outcome::Errors);
    }
    all.extend(of_projects);
    // A source that was mended, or the difference, is on standard output, and findings are not.
    let mends_standard = check.fix && check.files.iter().any(|path| files::is_standard(path));
    let stream = match mends_standard || check.diff {
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

/// Where a text will stand: there its pictures and its project are looked for.
fn place<'p>(path: &'p Path, check: &'p Check) -> &'p Path {
    let named = check.stdin_filename.as_deref();
    named.filter(|_| files::is_standard(path)).unwrap_or(path)
}

/// What is wrong with a file; and what `--fix` would do to it, where `--diff` asks that.
fn one(path: &Path, check: &Check, projects: &Projects) -> Result<(Found, String), FileError> {
    let mut text = match check.fix || check.diff {
        true => files::read_own(path)?,
        false => files::read_document(path)?,
    };
    let place = place(path, check);
    if place != path {
        let encoding = text.source.encoding();
        text.source = Source::new(place.display().to_string(), text.source.text()).decoded_from(encoding);
    }
    let mut input = Input::of(text, place, projects);
    let mut difference = String::new();
    if check.diff {
        let (before, mended) = (&input.merged.own, mend::mended(&input));
        let after = mended.merged.own.text();
        if after != before.text() {
            difference = difference::unified(before.name(), before.text(), after);
        }
    } else if check.fix {
        let before = input.merged.own.clone();
        let mended = mend::mended(&input);
        let is_mended = mended.merged.own.text() != before.text();
        if is_mended || files::is_standard(path) {
            files::edit(path, &before.encoding().encode(mended.merged.own.text()))?;
        }
        if is_mended {
            input = mended;
        }
    }
    let mut compiled = input.compile();
    let at_hand = std::mem::take(&mut input.pictures);
    let assets = files::assets(place, &compiled.pictures(), at_hand, &Fonts::default());
    let pictures = compiled.unreadable_pictures(&assets);
    let glyphs = compiled.missing_glyphs(&assets);
    compiled.diagnostics.extend(pictures);
    compiled.diagnostics.extend(glyphs);
    Ok((input.told(compiled.diagnostics), difference))
}
