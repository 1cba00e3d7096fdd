//! `plenary build`

use std::path::Path;

use super::Outcome;
use super::arguments::Build;
use super::clock;
use super::cores;
use super::depfile::{self, Made};
use super::destinations::Destinations;
use super::files::{self, FileError, Fonts};
use super::report::{self, Found};
use plenary::compile::{self, Compiled, Format, OutputOptions};
use plenary::output::Assets;

/// What came of one source.
struct Built {
    found: Found,
    outcome: Outcome,
    failures: Vec<FileError>,
    made: Made,
}

pub(super) fn run(build: &Build) -> Outcome {
    let destinations = match Destinations::new(build) {
        Ok(destinations) => destinations,
        Err(failure) => return failure.report(),
    };
    let fonts = match Fonts::read(&build.font_path) {
        Ok(fonts) => fonts,
        Err(error) => {
            report::file_error(&error);
            return Outcome::Unreadable;
        }
    };
    let results = cores::map_files(&build.files, |path| one(path, build, &destinations, &fonts));
    let mut outcome = Outcome::Fine;
    let (mut all, mut made) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(built) => {
                outcome = outcome.max(built.outcome);
                built.failures.iter().for_each(report::file_error);
                all.push(built.found);
                made.push(built.made);
            }
            Err(error) => {
                report::file_error(&error);
                outcome = Outcome::Unreadable;
            }
        }
    }
    report::findings(&all, build.findings.message_format, report::Stream::Beside);
    let outputs: Vec<&Path> = made.iter().flat_map(Made::files).collect();
    report::written(&outputs);
    if let Some(path) = &build.depfile
        && let Err(failure) = depfile::write(path, &made, &build.font_path)
    {
        outcome = outcome.max(failure.report());
    }
    if build.open {
        outcome = outcome.max(report::opened(&outputs));
    }
    outcome
}

fn one(path: &Path, build: &Build, destinations: &Destinations, fonts: &Fonts) -> Result<Built, FileError> {
    let text = files::read_document(path)?;
    let mut compiled = compile::compile(text.source, text.found);
    let assets = files::assets(path, &compiled.pictures(), text.pictures, fonts);
    let mut diagnostics = std::mem::take(&mut compiled.diagnostics);
    diagnostics.extend(compiled.unreadable_pictures(&assets));
    if destinations.formats.contains(&Format::Pdf) {
        diagnostics.extend(compiled.unknown_fonts(&assets));
    }
    let mut built = Built {
        found: Found {
            source: compiled.source.clone(),
            diagnostics,
        },
        outcome: Outcome::Fine,
        failures: Vec::new(),
        made: Made::from(path, files::picture_paths(path, &assets)),
    };
    built.outcome = built.found.judge(&build.findings);
    if built.outcome != Outcome::Fine {
        return Ok(built);
    }
    outputs(path, &compiled, build, destinations, &assets, &mut built);
    Ok(built)
}

/// Makes every output before it writes any, so that a document is written whole or not at all.
fn outputs(
    path: &Path,
    compiled: &Compiled,
    build: &Build,
    destinations: &Destinations,
    assets: &Assets,
    built: &mut Built,
) {
    let options = OutputOptions::default()
        .view(build.view.view())
        .changes(build.changes.changes())
        .source(!build.no_source)
        .made(clock::made());
    let outputs = compiled.outputs(&destinations.formats, options, assets);
    let made = cores::map(&destinations.formats, |&format| (format, outputs.write(format)));
    let mut written = Vec::new();
    for (format, result) in made {
        match result {
            Ok(bytes) => written.push((format, bytes)),
            Err(found) => {
                // Two outputs may find the same thing.
                for diagnostic in found {
                    if !built.found.diagnostics.contains(&diagnostic) {
                        built.found.diagnostics.push(diagnostic);
                    }
                }
            }
        }
    }
    built.outcome = built.found.judge(&build.findings);
    if built.outcome != Outcome::Fine {
        return;
    }
    for (format, bytes) in written {
        let output = destinations.of(path, format);
        match files::write(&output, &bytes) {
            Ok(()) => built.made.push(output),
            Err(error) => {
                built.failures.push(error);
                built.outcome = Outcome::Unreadable;
            }
        }
    }
}
