//! `plenary check`

use std::path::Path;

use rayon::prelude::*;

use super::Outcome;
use super::arguments::Check;
use super::files::{self, FileError, Fonts};
use super::report::{self, Found, Progress};
use crate::compile;

pub(super) fn run(check: &Check) -> Outcome {
    let progress = Progress::new(check.files.len());
    let results: Vec<Result<Found, FileError>> = check
        .files
        .par_iter()
        .map(|path| {
            let found = one(path);
            progress.step(&path.display().to_string());
            found
        })
        .collect();
    progress.finish();
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
