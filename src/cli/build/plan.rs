//! What a build is to do: of which sources it makes what, and where that goes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::arguments::{Build, ChangesName, Deny, ViewName};
use crate::cli::clock;
use crate::cli::destinations::{Destinations, Wanted};
use crate::cli::files::Fonts;
use crate::cli::project::{Digest, Input, Project, Projects};
use crate::cli::versions::Failure;
use plenary::compile::{Format, OutputOptions};
use plenary::model::View;

/// The work of a run.
pub(super) struct Plan {
    pub(super) files: Vec<PathBuf>,
    pub(super) projects: Projects,
    /// The project that is built, where no files are named.
    pub(super) own: Option<Arc<Project>>,
    pub(super) destinations: Destinations,
    changes: Option<ChangesName>,
    no_source: bool,
    /// The fonts at hand, by the folder of the project.
    fonts: BTreeMap<Option<PathBuf>, Fonts>,
    /// A digest of each of them, in a build of a project.
    font_digest: String,
}

impl Plan {
    /// Settles all of it before anything is written. The folder of the outputs is made.
    pub(super) fn new(build: &Build) -> Result<Self, Failure> {
        let own = match build.files.is_empty() {
            true => Some(Arc::new(Project::here()?)),
            false => None,
        };
        let files = match &own {
            Some(project) if project.is_sound() => project.sources()?,
            Some(_) => Vec::new(),
            None => build.files.clone(),
        };
        let projects = match &own {
            Some(project) => Projects::just(project, &files),
            None => Projects::of(files.iter().map(PathBuf::as_path))?,
        };
        let destinations = Destinations::new(&wanted(build, own.as_deref(), &files))?;
        let mut fonts = BTreeMap::new();
        let mut digest = Digest::new();
        for path in &files {
            let project = projects.project(path);
            let root = project.map(|project| project.root.clone());
            if fonts.contains_key(&root) {
                continue;
            }
            let mut paths = build.font_path.clone();
            paths.extend(project.iter().flat_map(|project| project.font_path()));
            let read = Fonts::read(&paths)?;
            for (name, bytes) in read.files.iter().filter(|_| own.is_some()) {
                digest.add(name.as_bytes());
                digest.add(bytes);
            }
            fonts.insert(root, read);
        }
        Ok(Self {
            files,
            projects,
            own,
            destinations,
            changes: build.changes,
            no_source: build.no_source,
            fonts,
            font_digest: digest.text(),
        })
    }

    /// What a file is called in the project that is built.
    pub(super) fn name(&self, path: &Path) -> PathBuf {
        match &self.own {
            Some(project) => project.name(path),
            None => path.to_owned(),
        }
    }

    /// The fonts at hand for a source.
    pub(super) fn fonts(&self, path: &Path) -> &Fonts {
        static NONE: Fonts = Fonts::NONE;
        let root = self.projects.project(path).map(|project| project.root.clone());
        self.fonts.get(&root).unwrap_or(&NONE)
    }

    /// What is wanted of the outputs of a source.
    pub(super) fn options(&self, path: &Path) -> OutputOptions {
        let manifest = self.projects.project(path).map(|project| &project.manifest);
        let changes = self.changes.or(manifest.and_then(|manifest| manifest.changes));
        let no_source = self.no_source || manifest.is_some_and(|manifest| manifest.no_source);
        OutputOptions::default()
            .changes(changes.unwrap_or_default().changes())
            .source(!no_source)
            .made(clock::made())
    }

    /// The outputs of a source.
    pub(super) fn outputs(&self, path: &Path) -> Vec<(View, Format, PathBuf)> {
        let Destinations { views, formats, .. } = &self.destinations;
        let of_view = |&view: &View| {
            let of_format = move |&format: &Format| (view, format, self.destinations.of(path, view, format));
            formats.iter().map(of_format)
        };
        views.iter().flat_map(of_view).collect()
    }

    /// A digest of all that the outputs of a source are made from but its pictures.
    pub(super) fn digest(&self, path: &Path, input: &Input, deny: &[Deny]) -> String {
        let mut digest = Digest::new();
        digest.add_program();
        digest.add(input.merged.source.text().as_bytes());
        digest.add(self.font_digest.as_bytes());
        let options = self.options(path);
        let settings = format!("{options:?} {deny:?} {}", input.allowed());
        digest.add(settings.as_bytes());
        digest.text()
    }
}

/// Where the outputs are wanted: what the command line does not say, a project that is built does.
fn wanted<'w>(build: &'w Build, own: Option<&'w Project>, files: &'w [PathBuf]) -> Wanted<'w> {
    let manifest = own.map(|project| &project.manifest);
    let formats = match (build.to.as_slice(), manifest) {
        ([], Some(manifest)) => manifest.to.clone(),
        (formats, _) => formats.to_vec(),
    };
    let views: Vec<ViewName> = match (build.view, manifest) {
        (Some(view), _) => vec![view],
        (None, Some(manifest)) if !manifest.views.is_empty() => manifest.views.clone(),
        (None, _) => vec![ViewName::default()],
    };
    let folder = build.out_dir.clone();
    let folder = folder.or_else(|| own.filter(|_| build.output.is_none())?.out_dir());
    Wanted {
        files,
        formats,
        views: views.into_iter().map(ViewName::view).collect(),
        output: build.output.as_deref(),
        folder,
        root: own.map(|project| project.root.as_path()),
    }
}
