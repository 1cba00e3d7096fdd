//! Sources and the expectations beside them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::render::OUTPUTS;

/// A source to be compiled.
#[derive(Clone, Debug)]
pub(crate) struct Fixture {
    pub(crate) source: PathBuf,
}

/// A file that says what an output must be.
#[derive(Clone, Debug)]
pub(crate) struct Expectation {
    pub(crate) output: &'static str,
    file: PathBuf,
}

pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn shown(file: &Path) -> String {
    file.strip_prefix(root()).unwrap_or(file).display().to_string()
}

impl Fixture {
    pub(crate) fn name(&self) -> String {
        shown(&self.source)
    }

    /// The folder and the first part of the name of its expectations.
    fn place(&self) -> PathBuf {
        let inside = self.source.strip_prefix(root()).unwrap_or(&self.source);
        let place = match inside.strip_prefix("examples") {
            Ok(example) => Path::new("fixtures/examples").join(example),
            Err(_) => inside.to_owned(),
        };
        root().join(place).with_extension("")
    }

    pub(crate) fn expectations(&self) -> Vec<Expectation> {
        let files = OUTPUTS.iter().map(|&output| Expectation {
            output,
            file: with_ending(&self.place(), output),
        });
        files.filter(|expectation| expectation.file.exists()).collect()
    }
}

fn with_ending(place: &Path, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}.{ending}", place.display()))
}

impl Expectation {
    pub(crate) fn name(&self) -> String {
        shown(&self.file)
    }

    pub(crate) fn read(&self) -> String {
        fs::read_to_string(&self.file).unwrap_or_else(|error| panic!("{}: {error}", self.name()))
    }

    pub(crate) fn write(&self, text: &str) {
        fs::write(&self.file, text).unwrap_or_else(|error| panic!("{}: {error}", self.name()));
    }
}

/// Every source, in order of names.
pub(crate) fn all() -> Vec<Fixture> {
    let files = ["examples", "fixtures"]
        .into_iter()
        .flat_map(|folder| files(&root().join(folder)));
    let sources = files.filter(|file| file.extension().is_some_and(|extension| extension == "plen"));
    sources.map(|source| Fixture { source }).collect()
}

/// Files of `fixtures/` that nothing asks for: an expectation whose source is gone, or whose
/// ending is none of an output.
pub(crate) fn strays(fixtures: &[Fixture]) -> Vec<PathBuf> {
    let mut known: BTreeSet<PathBuf> = fixtures.iter().map(|fixture| fixture.source.clone()).collect();
    for fixture in fixtures {
        known.extend(
            fixture
                .expectations()
                .into_iter()
                .map(|expectation| expectation.file),
        );
    }
    let is_picture = |file: &PathBuf| {
        let extension = file.extension().unwrap_or_default();
        let is_known = |known: &&str| extension == *known;
        ["png", "jpg", "emf"].iter().any(is_known) && is_shown(file, fixtures)
    };
    let files = files(&root().join("fixtures")).into_iter();
    let strays = files.filter(|file| !known.contains(file) && !is_picture(file));
    strays.map(|file| PathBuf::from(shown(&file))).collect()
}

/// Whether a source beside a picture names it.
fn is_shown(picture: &Path, fixtures: &[Fixture]) -> bool {
    let name = picture
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let beside = fixtures
        .iter()
        .filter(|fixture| fixture.source.parent() == picture.parent());
    beside
        .filter_map(|fixture| fs::read_to_string(&fixture.source).ok())
        .any(|text| text.contains(&format!("({name})")))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let entries = fs::read_dir(folder).map(|entries| entries.flatten().collect::<Vec<_>>());
    for entry in entries.unwrap_or_default() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}
