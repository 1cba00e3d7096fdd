//! `plenary build`

use std::path::{Path, PathBuf};

use super::Outcome;
use super::arguments::Build;
use super::cores;
use super::files::{self, FileError, Fonts};
use super::formats;
use super::report::{self, Found};
use super::versions::Failure;
use plenary::compile::{self, Compiled, Format, OutputOptions};
use plenary::output::Assets;

/// What came of one source.
struct Built {
    found: Found,
    outcome: Outcome,
    failures: Vec<FileError>,
}

pub(super) fn run(build: &Build) -> Outcome {
    let places = match Places::new(build) {
        Ok(places) => places,
        Err(failure) => return failure.report(),
    };
    let fonts = match Fonts::read(&build.font_path) {
        Ok(fonts) => fonts,
        Err(error) => {
            report::file_error(&error);
            return Outcome::Unreadable;
        }
    };
    let results = cores::map_files(&build.files, |path| one(path, build, &places, &fonts));
    let mut outcome = Outcome::Fine;
    let mut all = Vec::new();
    for result in results {
        match result {
            Ok(built) => {
                outcome = outcome.max(built.outcome);
                built.failures.iter().for_each(report::file_error);
                all.push(built.found);
            }
            Err(error) => {
                report::file_error(&error);
                outcome = Outcome::Unreadable;
            }
        }
    }
    report::findings(&all, build.findings.message_format);
    outcome
}

fn one(path: &Path, build: &Build, places: &Places, fonts: &Fonts) -> Result<Built, FileError> {
    let (source, found) = files::read_source(path)?;
    let mut compiled = compile::compile(source, found);
    let assets = files::assets(path, &compiled.pictures(), fonts);
    let mut diagnostics = std::mem::take(&mut compiled.diagnostics);
    diagnostics.extend(compiled.unreadable_pictures(&assets));
    if places.formats.contains(&Format::Pdf) {
        diagnostics.extend(compiled.unknown_fonts(&assets));
    }
    let mut built = Built {
        found: Found {
            source: compiled.source.clone(),
            diagnostics,
        },
        outcome: Outcome::Fine,
        failures: Vec::new(),
    };
    built.outcome = built.found.judge(&build.findings);
    if built.outcome != Outcome::Fine {
        return Ok(built);
    }
    outputs(path, &compiled, build, places, &assets, &mut built);
    Ok(built)
}

/// Makes every output before it writes any, so that a document is written whole or not at all.
fn outputs(
    path: &Path,
    compiled: &Compiled,
    build: &Build,
    places: &Places,
    assets: &Assets,
    built: &mut Built,
) {
    let options = OutputOptions::default()
        .view(build.view.view())
        .changes(build.changes.changes())
        .source(!build.no_source);
    let made = cores::map(&places.formats, |&format| {
        (format, compiled.write(format, options, assets))
    });
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
        if let Err(error) = files::write(&places.of(path, format), &bytes) {
            built.failures.push(error);
            built.outcome = Outcome::Unreadable;
        }
    }
}

/// Where outputs go.
struct Places {
    formats: Vec<Format>,
    place: Place,
}

enum Place {
    /// Beside the source, with the format's ending.
    Beside,
    /// In this folder.
    Folder(PathBuf),
    /// This file (or standard output).
    File(PathBuf),
}

impl Places {
    fn new(build: &Build) -> Result<Self, Failure> {
        let mut formats: Vec<Format> = build.to.clone();
        let Some(output) = &build.output else {
            if formats.is_empty() {
                formats = vec![Format::Docx, Format::Pdf];
            }
            let standard_input = build.files.iter().any(|path| files::is_standard(path));
            return if standard_input {
                Err(Failure::usage(
                    "what comes from standard input has no name",
                    "say with -o where it goes",
                ))
            } else {
                Ok(Self {
                    formats,
                    place: Place::Beside,
                })
            };
        };
        if output.is_dir() {
            if formats.is_empty() {
                formats = vec![Format::Docx, Format::Pdf];
            }
            return Ok(Self {
                formats,
                place: Place::Folder(output.clone()),
            });
        }
        if formats.is_empty() {
            formats.push(by_name(output)?);
        }
        if build.files.len() > 1 || formats.len() > 1 {
            return Err(Failure::usage(
                format!(
                    "{} outputs cannot go to one file",
                    build.files.len() * formats.len()
                ),
                "name a folder that exists, or one source and one format",
            ));
        }
        Ok(Self {
            formats,
            place: Place::File(output.clone()),
        })
    }

    fn of(&self, source: &Path, format: Format) -> PathBuf {
        let name = if files::is_standard(source) {
            Path::new("stdin")
        } else {
            source
        };
        match &self.place {
            Place::Beside => name.with_extension(format.extension()),
            Place::Folder(folder) => {
                let file = name.file_name().unwrap_or(name.as_os_str());
                folder.join(Path::new(file).with_extension(format.extension()))
            }
            Place::File(file) => file.clone(),
        }
    }
}

/// The format that a file's name ends in.
fn by_name(output: &Path) -> Result<Format, Failure> {
    let ending = formats::ending(output);
    Format::named(&ending).ok_or_else(|| {
        let message = if ending.is_empty() {
            format!("the name {} does not say what to write", output.display())
        } else {
            format!("no format is called `{ending}`")
        };
        let names = formats::listed(|format| format.name().to_owned(), "or");
        Failure::usage(message, format!("say with --to what to write: {names}"))
    })
}
