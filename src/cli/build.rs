//! `plenary build`

mod plan;

use std::path::{Path, PathBuf};

use super::Outcome;
use super::arguments::{Build, Deny};
use super::cores;
use super::depfile::{self, Made};
use super::files::{self, FileError};
use super::project::{Input, Record, Records};
use super::report::{self, Found};
use plan::Plan;
use plenary::compile::{Compiled, Format};
use plenary::diagnostic::Diagnostic;
use plenary::model::View;
use plenary::output::Assets;

/// What came of one source.
struct Built {
    found: Found,
    outcome: Outcome,
    failures: Vec<FileError>,
    made: Made,
    /// What to remember of it; nothing where it failed, or is in no project.
    record: Option<Record>,
    /// Whether all of it was there already.
    is_kept: bool,
}

pub(super) fn run(build: &Build) -> Outcome {
    match Plan::new(build) {
        Ok(plan) => planned(build, &plan),
        Err(failure) => failure.report(),
    }
}

fn planned(build: &Build, plan: &Plan) -> Outcome {
    let format = build.findings.message_format;
    let deny = &build.findings.deny;
    if !plan.projects.are_sound() {
        report::findings(&plan.projects.found(deny), format, report::Stream::Beside);
        return Outcome::Errors;
    }
    let records = plan.own.as_ref().map(|project| Records::read(&project.root));
    let results = cores::map_files(&plan.files, |path| {
        one(path, plan, records.as_ref(), &plan.projects.denied(path, deny))
    });
    let mut outcome = Outcome::Fine;
    let (mut all, mut made, mut remembered) = (Vec::new(), Vec::new(), Vec::new());
    let mut fresh: Vec<PathBuf> = Vec::new();
    let mut kept = 0;
    for (path, result) in plan.files.iter().zip(results) {
        match result {
            Ok(built) => {
                outcome = outcome.max(built.outcome);
                built.failures.iter().for_each(report::file_error);
                all.push(built.found);
                kept += usize::from(built.is_kept);
                if !built.is_kept {
                    fresh.extend(built.made.files().map(Path::to_owned));
                }
                made.push(built.made);
                remembered.push((plan.name(path), built.record));
            }
            Err(error) => {
                report::file_error(&error);
                outcome = Outcome::Unreadable;
            }
        }
    }
    let of_projects = plan.projects.found(deny);
    if of_projects.iter().any(Found::has_errors) {
        outcome = outcome.max(Outcome::Errors);
    }
    all.extend(of_projects);
    report::findings(&all, format, report::Stream::Beside);
    let fresh: Vec<&Path> = fresh.iter().map(PathBuf::as_path).collect();
    report::written(&fresh);
    if let Some(records) = records {
        records.write(remembered);
        if !format.is_for_machines() {
            report::project_built(plan.files.len(), kept, made.len() - kept);
        }
    }
    if let Some(path) = &build.depfile
        && let Err(failure) = depfile::write(path, &made)
    {
        outcome = outcome.max(failure.report());
    }
    if build.open {
        outcome = outcome.max(report::opened(&fresh));
    }
    outcome
}

/// One source, its settings and what the last build noted of it.
struct Work<'p> {
    path: &'p Path,
    plan: &'p Plan,
    deny: &'p [Deny],
    input: Input,
    /// A digest of all that the outputs are made from but the pictures; none outside a project.
    made_from: Option<String>,
    /// Whether something is found in what the project shares: that is told each time anew.
    finds_shared: bool,
}

fn one(path: &Path, plan: &Plan, records: Option<&Records>, deny: &[Deny]) -> Result<Built, FileError> {
    let input = Input::read(path, &plan.projects)?;
    let made_from = records.map(|_| plan.digest(path, &input, deny));
    let mut work = Work {
        path,
        plan,
        deny,
        input,
        made_from,
        finds_shared: false,
    };
    let known = records.and_then(|records| records.of(&plan.name(path)));
    let known = known.filter(|known| work.is_whole(known));
    Ok(match known.and_then(|known| Some((known, known.found()?))) {
        Some((known, diagnostics)) => {
            let source = work.input.merged.own.clone();
            work.kept(known, Found { source, diagnostics })
        }
        None => work.build(known),
    })
}

impl Work<'_> {
    /// Whether a record tells what would be built now.
    fn is_whole(&self, known: &Record) -> bool {
        if Some(&known.made_from) != self.made_from.as_ref() {
            return false;
        }
        let names: Vec<&str> = known.pictures.keys().map(String::as_str).collect();
        let assets = files::assets(
            self.path,
            &names,
            files::Pictures::new(),
            self.plan.fonts(self.path),
        );
        let outputs = self.plan.outputs(self.path);
        let outputs: Vec<(PathBuf, PathBuf)> = outputs
            .into_iter()
            .map(|(_, _, path)| (self.plan.name(&path), path))
            .collect();
        Record::digests(&assets) == known.pictures && known.has(&outputs)
    }

    /// What there is of a source whose outputs are there already.
    fn kept(&self, known: &Record, found: Found) -> Built {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        let pictures = known.pictures.keys().map(|name| folder.join(name)).collect();
        let mut made = self.made(pictures);
        for (_, _, output) in self.plan.outputs(self.path) {
            made.push(output);
        }
        Built {
            found,
            outcome: Outcome::Fine,
            failures: Vec::new(),
            made,
            record: Some(known.clone()),
            is_kept: true,
        }
    }

    fn made(&self, pictures: Vec<PathBuf>) -> Made {
        let mut needed = pictures;
        needed.extend(self.input.project_file());
        needed.extend(self.plan.fonts(self.path).paths.iter().cloned());
        Made::from(self.path, needed)
    }

    /// Finds what is wrong, and writes the outputs that are not there.
    fn build(&mut self, known: Option<&Record>) -> Built {
        let mut compiled = self.input.compile();
        let at_hand = std::mem::take(&mut self.input.pictures);
        let fonts = self.plan.fonts(self.path);
        let assets = files::assets(self.path, &compiled.pictures(), at_hand, fonts);
        let mut diagnostics = std::mem::take(&mut compiled.diagnostics);
        diagnostics.extend(compiled.unreadable_pictures(&assets));
        if self.plan.destinations.formats.contains(&Format::Pdf) {
            diagnostics.extend(compiled.unknown_fonts(&assets));
        }
        let is_shared = |found: &Diagnostic| self.input.merged.is_shared(found.span());
        self.finds_shared = diagnostics.iter().any(is_shared);
        let mut found = self.input.told(diagnostics);
        let outcome = found.judge(self.deny);
        if let (Outcome::Fine, Some(known)) = (outcome, known) {
            // What was found had to be found again, and no more.
            return self.kept(known, found);
        }
        let mut built = Built {
            found,
            outcome,
            failures: Vec::new(),
            made: self.made(files::picture_paths(self.path, &assets)),
            record: None,
            is_kept: false,
        };
        if outcome == Outcome::Fine {
            self.outputs(&compiled, &assets, &mut built);
        }
        built
    }

    /// Makes every output before it writes any, so that a document is written whole or not at all.
    fn outputs(&self, compiled: &Compiled, assets: &Assets, built: &mut Built) {
        let mut written = Vec::new();
        let mut found = Vec::new();
        for &view in &self.plan.destinations.views {
            for (format, result) in self.made_of(compiled, view, assets) {
                match result {
                    Ok(bytes) => written.push((self.plan.destinations.of(self.path, view, format), bytes)),
                    Err(faults) => found.extend(faults),
                }
            }
        }
        // Two outputs may find the same thing.
        for diagnostic in self.input.told(found).diagnostics {
            if !built.found.diagnostics.contains(&diagnostic) {
                built.found.diagnostics.push(diagnostic);
            }
        }
        built.outcome = built.found.judge(self.deny);
        if built.outcome != Outcome::Fine {
            return;
        }
        let made_from = self.made_from.clone();
        let mut record = made_from.map(|made_from| Record::new(made_from, assets));
        if let Some(record) = record.as_mut().filter(|_| !self.finds_shared) {
            record.keep(&built.found.diagnostics);
        }
        for (output, bytes) in written {
            match files::write(&output, &bytes) {
                Ok(()) => {
                    if let Some(record) = &mut record {
                        record.wrote(self.plan.name(&output), &output, &bytes);
                    }
                    built.made.push(output);
                }
                Err(error) => {
                    built.failures.push(error);
                    built.outcome = Outcome::Unreadable;
                }
            }
        }
        built.record = record.filter(|_| built.outcome == Outcome::Fine);
    }

    fn made_of(
        &self,
        compiled: &Compiled,
        view: View,
        assets: &Assets,
    ) -> Vec<(Format, Result<Vec<u8>, plenary::Findings>)> {
        let options = self.plan.options(self.path).view(view);
        let formats = &self.plan.destinations.formats;
        let outputs = compiled.outputs(formats, options, assets);
        cores::map(formats, |&format| (format, outputs.write(format)))
    }
}
