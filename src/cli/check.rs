//! `plenary check`

use std::path::Path;

use super::Outcome;
use super::arguments::Check;
use super::cores;
use super::files::{self, FileError, Fonts};
use super::report::{self, Found};
use plenary::compile;

pub(super) fn run(check: &Check) -> Outcome {
    let results = cores::map_files(&check.files, one);
    let mut outcome = Outcome::Fine;
    let mut all = Vec::new();
    for result in results {
        match result {
            Ok(mut found) => {
                outcome = outcome.max(found.judge(&check.findings));
                all.push(found);
            }
            Err(error) => {
                report::file_error(&error);
                outcome = Outcome::Unreadable;
            }
        }
    }
    report::findings(&all, check.findings.message_format);
    outcome
}

fn one(path: &Path) -> Result<Found, FileError> {
    let (source, found) = files::read_source(path)?;
    let compiled = compile::compile(source, found);
    let assets = files::assets(path, &compiled.pictures(), &Fonts::default());
    let pictures = compiled.unreadable_pictures(&assets);
    let mut diagnostics = compiled.diagnostics;
    diagnostics.extend(pictures);
    Ok(Found {
        source: compiled.source,
        diagnostics,
    })
}
