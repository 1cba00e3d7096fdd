//! `plenary import`

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::arguments::Import;
use super::author::redliner;
use super::files;
use super::report::{self, Found, Stream};
use super::versions::Failure;
use super::{Outcome, clock, cores, destinations};
use plenary::compile::{self, Format, OutputOptions};
use plenary::diagnostic::{Code, Severity};
use plenary::import::{Imported, home, import};
use plenary::output::docx;
use plenary::source::Source;

pub(super) fn run(arguments: &Import) -> Outcome {
    let places = match places(arguments) {
        Ok(places) => places,
        Err(failure) => return failure.report(),
    };
    let jobs: Vec<(&PathBuf, PathBuf)> = arguments.files.iter().zip(places).collect();
    let done = cores::map(&jobs, |(file, place)| one(arguments, file, place));
    let mut outcome = Outcome::Fine;
    let mut found = Vec::new();
    for result in done {
        match result {
            Ok((files, ended)) => {
                outcome = outcome.max(ended);
                found.push(files);
            }
            Err(failure) => outcome = outcome.max(failure.report()),
        }
    }
    report::findings(&found, arguments.report, Stream::Beside);
    outcome
}

/// Where each source goes.
fn places(arguments: &Import) -> Result<Vec<PathBuf>, Failure> {
    if let [_, _, ..] = arguments.files.as_slice()
        && (arguments.stdout || arguments.output.as_ref().is_some_and(|output| !output.is_dir()))
    {
        return Err(Failure::usage(
            "many Word files do not go into one source",
            "give a folder that exists with -o, or import them one by one",
        ));
    }
    let mut taken = BTreeSet::new();
    let mut places = Vec::with_capacity(arguments.files.len());
    for file in &arguments.files {
        let place = place(arguments, file);
        if !files::is_standard(&place) && !taken.insert(place.clone()) {
            return Err(Failure::usage(
                format!("{} would come from two files", place.display()),
                "import them one by one, each to a name of its own",
            ));
        }
        let sources: Vec<&Path> = arguments.files.iter().map(PathBuf::as_path).collect();
        destinations::no_source(&place, &sources)?;
        destinations::takes_no_place(&place, arguments.force)?;
        places.push(place);
    }
    Ok(places)
}

fn place(arguments: &Import, file: &Path) -> PathBuf {
    let mut name = files::stem(file);
    name.push(".plen");
    match &arguments.output {
        _ if arguments.stdout => PathBuf::from("-"),
        Some(output) if output.is_dir() => output.join(name),
        Some(output) => output.clone(),
        None if files::is_standard(file) => PathBuf::from("-"),
        None => file.with_file_name(name),
    }
}

/// So much longer than what its file shows a source may be.
const MOST_OF_SHOWN: usize = 8;

/// The Word file that is built from a source that another file carries, or that was made of that source; none where none can be built.
/// Pictures that are not beside that file are those that it shows. A source that is much longer than what
/// the file shows is not that of the file.
pub(super) fn built(carried: &Source, shown: &Imported, file: &Path) -> Option<Vec<u8>> {
    if carried.text().len() > MOST_OF_SHOWN * shown.source.len() + (1 << 16) {
        return None;
    }
    let compiled = compile::compile(carried.clone(), Vec::new());
    let fonts = files::Fonts::default();
    let names = compiled.pictures();
    let mut assets = files::assets(file, &names, files::Pictures::new(), &fonts);
    let mut in_file = shown.pictures.iter().map(|picture| &picture.content).cycle();
    for name in names {
        let next = in_file.next();
        if let (false, Some(content)) = (assets.pictures.contains_key(name), next) {
            assets.refused.remove(name);
            assets.pictures.insert(name.to_owned(), content.as_slice().into());
        }
    }
    let options = OutputOptions::default().made(clock::made());
    compiled.write(Format::Docx, options, &assets).ok()
}

/// Imports one file, and says what did not come over.
fn one(arguments: &Import, file: &Path, place: &Path) -> Result<(Found, Outcome), Failure> {
    let bytes = files::read_bytes(file)?;
    let stem = if files::is_standard(place) { file } else { place };
    let stem = files::stem(stem).to_string_lossy().into_owned();
    let imported = import(&bytes, &stem).map_err(|refusal| Failure::Refused {
        file: file.display().to_string(),
        refusal,
    })?;
    let author = arguments.author.as_deref().map(redliner).transpose()?;
    let imported = match docx::carried_source(&bytes).filter(|_| !arguments.no_embedded) {
        Some(carried) => {
            let carried = Source::new(file.display().to_string(), carried);
            let sent = built(&carried, &imported, file);
            home(
                &carried,
                sent.as_deref(),
                (&bytes, &stem),
                imported,
                author.as_ref(),
            )
        }
        None => imported,
    };
    let Imported {
        source,
        pictures,
        findings,
        ..
    } = imported;
    let mut found = Found {
        source: Source::new(file.display().to_string(), ""),
        diagnostics: findings,
    };
    if arguments.strict {
        for finding in found
            .diagnostics
            .iter_mut()
            .filter(|finding| !matches!(finding.code, Code::ImportContents | Code::ImportEdited))
        {
            finding.severity = Severity::Error;
        }
        if found
            .diagnostics
            .iter()
            .any(|finding| finding.severity == Severity::Error)
        {
            return Ok((found, Outcome::Errors));
        }
    }
    if !files::is_standard(place) {
        let folder = place.parent().unwrap_or(Path::new(""));
        let beside: Vec<PathBuf> = pictures
            .iter()
            .map(|picture| folder.join(&picture.name))
            .collect();
        for path in &beside {
            destinations::takes_no_place(path, arguments.force)?;
        }
        for (path, picture) in beside.iter().zip(&pictures) {
            files::write(path, &picture.content)?;
        }
    }
    files::write(place, source.as_bytes())?;
    if !files::is_standard(place) {
        report::written(&[place]);
    }
    Ok((found, Outcome::Fine))
}
