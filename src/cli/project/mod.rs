//! Projects: folders with a `plenary.toml`, which says what their documents share.

mod input;
mod kept;
mod manifest;
mod record;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use glob::MatchOptions;

use super::arguments::Deny;
use super::files::{self, FileError};
use super::report::Found;
use super::versions::Failure;
use plenary::compile;
use plenary::compile::shared::SharedFront;
use plenary::diagnostic::{Code, Diagnostic, Severity};
use plenary::source::Source;

pub(super) use input::Input;
pub(super) use manifest::Manifest;
pub(super) use record::{Digest, Record, Records};

/// What a project's file is called.
pub(super) const NAME: &str = "plenary.toml";

/// A folder with its settings.
#[derive(Debug)]
pub(super) struct Project {
    /// The folder; empty for the working folder.
    pub(super) root: PathBuf,
    pub(super) manifest: Manifest,
    source: Source,
    /// What is wrong with the settings.
    diagnostics: Vec<Diagnostic>,
    /// What documents find in what they share.
    shared: Mutex<Vec<Diagnostic>>,
}

impl Project {
    /// The project that the working folder is in.
    pub(super) fn here() -> Result<Self, Failure> {
        match root_above(Path::new("")) {
            Some(root) => Ok(Self::read(root)?),
            None => Err(Failure::usage(
                format!("no file is named, and neither this folder nor one above it has a {NAME}"),
                "name the files, or make a project with `plenary new project`",
            )),
        }
    }

    fn read(root: PathBuf) -> Result<Self, FileError> {
        let (source, mut diagnostics) = files::read_source(&root.join(NAME))?;
        let (manifest, found) = manifest::read(&source);
        diagnostics.extend(found);
        let front = manifest.front.alone();
        let compiled = compile::compile(front.source.clone(), Vec::new());
        let mut told = front.told(compiled.diagnostics).shared;
        // Whether a reference leads somewhere is a document's to say.
        told.retain(|found| found.code != Code::SourceEmpty);
        diagnostics.extend(told);
        Ok(Self {
            root,
            manifest,
            source,
            diagnostics,
            shared: Mutex::default(),
        })
    }

    /// Whether its settings can be used.
    pub(super) fn is_sound(&self) -> bool {
        !self
            .diagnostics
            .iter()
            .any(|found| found.severity == Severity::Error)
    }

    /// The project's file.
    pub(super) fn file(&self) -> PathBuf {
        self.root.join(NAME)
    }

    /// Where its outputs go, if not beside their sources.
    pub(super) fn out_dir(&self) -> Option<PathBuf> {
        let folder = self.manifest.out_dir.as_ref()?;
        Some(self.root.join(folder))
    }

    pub(super) fn font_path(&self) -> Vec<PathBuf> {
        let paths = self.manifest.font_path.iter();
        paths.map(|path| self.root.join(path)).collect()
    }

    /// Its sources, in the order of their names.
    pub(super) fn sources(&self) -> Result<Vec<PathBuf>, Failure> {
        let mut found = Vec::new();
        self.walk("", &mut found).map_err(|error| FileError {
            path: self.root.display().to_string(),
            doing: "read the folder",
            error,
        })?;
        found.sort();
        if found.is_empty() {
            return Err(Failure::usage(
                format!("the project of {} has no sources", self.file().display()),
                "write some, or name them in it: sources = [\"proposals/*.plen\"]",
            ));
        }
        Ok(found.iter().map(|inside| self.root.join(inside)).collect())
    }

    /// The sources below a folder of the project. Hidden folders, links to folders and folders that are
    /// projects of their own are none of it.
    fn walk(&self, folder: &str, found: &mut Vec<String>) -> std::io::Result<()> {
        let here = match self.root.join(folder) {
            empty if empty.as_os_str().is_empty() => PathBuf::from("."),
            here => here,
        };
        for entry in fs::read_dir(here)? {
            let entry = entry?;
            let name = entry.file_name();
            let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else {
                continue;
            };
            let inside = match folder {
                "" => name.to_owned(),
                folder => format!("{folder}/{name}"),
            };
            if entry.file_type()?.is_dir() {
                if !entry.path().join(NAME).exists() {
                    self.walk(&inside, found)?;
                }
            } else if self.has(&inside) && entry.path().is_file() {
                found.push(inside);
            }
        }
        Ok(())
    }

    fn has(&self, inside: &str) -> bool {
        const OPTIONS: MatchOptions = MatchOptions {
            case_sensitive: true,
            require_literal_separator: true,
            require_literal_leading_dot: true,
        };
        let matches = |pattern: &glob::Pattern| pattern.matches_with(inside, OPTIONS);
        let is_named = match self.manifest.sources.as_slice() {
            [] => inside.ends_with(".plen"),
            patterns => patterns.iter().any(matches),
        };
        is_named && !self.manifest.exclude.iter().any(matches)
    }

    /// What a file is called in the project, wherever the working folder is.
    pub(super) fn name(&self, path: &Path) -> PathBuf {
        let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let root = match self.root.as_os_str().is_empty() {
            true => absolute(Path::new(".")),
            false => absolute(&self.root),
        };
        let path = absolute(path);
        path.strip_prefix(&root)
            .map_or_else(|_| path.clone(), Path::to_owned)
    }

    /// What a document shares: the emblem is named from the project's folder.
    pub(super) fn front(&self, document: &Path) -> SharedFront {
        let mut front = self.manifest.front.clone();
        let inside = document
            .parent()
            .and_then(|folder| folder.strip_prefix(&self.root).ok());
        let up = "../".repeat(inside.map_or(0, |inside| inside.components().count()));
        for entry in front.entries.iter_mut().filter(|entry| entry.key == "logo") {
            entry.value.insert_str(0, &up);
        }
        front
    }

    /// Keeps what a document found in what it shares, once.
    fn tell(&self, found: Vec<Diagnostic>) {
        let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        for found in found {
            if !shared.contains(&found) && !self.diagnostics.contains(&found) {
                shared.push(found);
            }
        }
    }

    fn found(&self, deny: &[Deny]) -> Found {
        let mut diagnostics = self.diagnostics.clone();
        diagnostics.extend(
            self.shared
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .iter()
                .cloned(),
        );
        diagnostics.retain(|found| self.tells(found));
        diagnostics.sort_by_key(|found| (found.span().start, found.code, found.message.clone()));
        let mut found = Found {
            source: self.source.clone(),
            diagnostics,
        };
        found.judge(&self.denied(deny));
        found
    }

    fn tells(&self, found: &Diagnostic) -> bool {
        found.severity == Severity::Error || !self.manifest.allow.contains(&found.code)
    }

    fn denied(&self, deny: &[Deny]) -> Vec<Deny> {
        deny.iter().chain(&self.manifest.deny).copied().collect()
    }
}

/// The projects of the files of a run, each read once.
#[derive(Debug, Default)]
pub(super) struct Projects {
    /// By the folders of the files.
    known: BTreeMap<PathBuf, Option<Arc<Project>>>,
}

impl Projects {
    /// Those that these files are in; standard input is in none.
    pub(super) fn of<'p>(paths: impl IntoIterator<Item = &'p Path>) -> Result<Self, FileError> {
        let mut projects = Self::default();
        let mut by_root: BTreeMap<PathBuf, Arc<Project>> = BTreeMap::new();
        for path in paths.into_iter().filter(|path| !files::is_standard(path)) {
            let folder = path.parent().unwrap_or(Path::new(""));
            if projects.known.contains_key(folder) {
                continue;
            }
            let project = match root_above(folder) {
                None => None,
                Some(root) => Some(match by_root.get(&root) {
                    Some(project) => Arc::clone(project),
                    None => {
                        let project = Arc::new(Project::read(root.clone())?);
                        by_root.insert(root, Arc::clone(&project));
                        project
                    }
                }),
            };
            projects.known.insert(folder.to_owned(), project);
        }
        Ok(projects)
    }

    /// A project that was read, for its own files.
    pub(super) fn just(project: &Arc<Project>, paths: &[PathBuf]) -> Self {
        let folders = paths.iter().filter_map(|path| path.parent());
        // One without sources still has what is wrong with it.
        let folders = folders.chain([project.root.as_path()]);
        Self {
            known: folders
                .map(|folder| (folder.to_owned(), Some(Arc::clone(project))))
                .collect(),
        }
    }

    /// The project of a file.
    pub(super) fn project(&self, file: &Path) -> Option<&Arc<Project>> {
        if files::is_standard(file) {
            return None;
        }
        self.known.get(file.parent().unwrap_or(Path::new("")))?.as_ref()
    }

    fn all(&self) -> Vec<&Arc<Project>> {
        let mut all: Vec<&Arc<Project>> = Vec::new();
        for project in self.known.values().flatten() {
            if !all.iter().any(|known| Arc::ptr_eq(known, project)) {
                all.push(project);
            }
        }
        all
    }

    /// What is wrong with the settings, and with what documents share, by project; nothing of those that
    /// are in order.
    pub(super) fn found(&self, deny: &[Deny]) -> Vec<Found> {
        let found = self.all().into_iter().map(|project| project.found(deny));
        found.filter(|found| !found.diagnostics.is_empty()).collect()
    }

    /// Whether documents can be read with them.
    pub(super) fn are_sound(&self) -> bool {
        self.all().iter().all(|project| project.is_sound())
    }

    /// Which warnings of a file are taken for errors.
    pub(super) fn denied(&self, file: &Path, deny: &[Deny]) -> Vec<Deny> {
        match self.project(file) {
            Some(project) => project.denied(deny),
            None => deny.to_vec(),
        }
    }
}

/// The files of a run, which are a project's where none are named, and the projects that they are in.
pub(super) fn files(named: &[PathBuf], further: Option<&Path>) -> Result<(Vec<PathBuf>, Projects), Failure> {
    if !named.is_empty() {
        let paths = named.iter().map(PathBuf::as_path).chain(further);
        return Ok((named.to_vec(), Projects::of(paths)?));
    }
    let project = Arc::new(Project::here()?);
    let files = match project.is_sound() {
        true => project.sources()?,
        false => Vec::new(),
    };
    let projects = Projects::just(&project, &files);
    Ok((files, projects))
}

/// The folder of the nearest project file, at or above a folder, as it is reached from there.
fn root_above(folder: &Path) -> Option<PathBuf> {
    let here = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let real = fs::canonicalize(here).ok()?;
    let (steps, root) = real
        .ancestors()
        .enumerate()
        .find(|(_, above)| above.join(NAME).is_file())?;
    let mut reached = match folder {
        folder if folder == Path::new(".") => PathBuf::new(),
        folder => folder.to_owned(),
    };
    for _ in 0..steps {
        let is_named = matches!(
            reached.components().next_back(),
            Some(std::path::Component::Normal(_))
        );
        match is_named {
            true => {
                reached.pop();
            }
            false => reached.push(".."),
        }
    }
    let there = match reached.as_os_str().is_empty() {
        true => Path::new("."),
        false => &reached,
    };
    // A link on the way leads elsewhere.
    match fs::canonicalize(there) {
        Ok(there) if there == root => Some(reached),
        _ => Some(root.to_owned()),
    }
}
