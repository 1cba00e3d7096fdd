//! Documents, read with what their project says.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Project, Projects};
use crate::cli::files::{self, FileError, Pictures, Text};
use crate::cli::report::Found;
use plenary::compile::shared::{Merged, SharedFront};
use plenary::compile::{self, Compiled};
use plenary::diagnostic::Diagnostic;
use plenary::source::Source;

/// A text to be understood, with what its project adds to it.
#[derive(Clone)]
pub(in crate::cli) struct Input {
    pub(in crate::cli) merged: Merged,
    /// What is known to be wrong with its bytes.
    pub(in crate::cli) found: Vec<Diagnostic>,
    pub(in crate::cli) pictures: Pictures,
    /// What it may share.
    front: SharedFront,
    project: Option<Arc<Project>>,
}

impl Input {
    /// Reads a source or a Word file.
    pub(in crate::cli) fn read(path: &Path, projects: &Projects) -> Result<Self, FileError> {
        Ok(Self::of(files::read_document(path)?, path, projects))
    }

    /// Reads a source.
    pub(in crate::cli) fn read_own(path: &Path, projects: &Projects) -> Result<Self, FileError> {
        Ok(Self::of(files::read_own(path)?, path, projects))
    }

    /// A text that stands, or would stand, at a place.
    pub(in crate::cli) fn of(text: Text, path: &Path, projects: &Projects) -> Self {
        let project = projects.project(path).cloned();
        // A Word file says all of its heading itself, and bytes that are no text can have no places moved.
        let shares = !text.is_imported && text.found.is_empty();
        let front = match project.as_ref().filter(|_| shares) {
            Some(project) => project.front(path),
            None => SharedFront::default(),
        };
        Self {
            merged: front.merged(&text.source),
            front,
            found: text.found,
            pictures: text.pictures,
            project,
        }
    }

    /// The same with another text of its own.
    pub(in crate::cli) fn edited(&self, text: String) -> Self {
        let own = &self.merged.own;
        let source = Source::new(own.name(), text).decoded_from(own.encoding());
        Self {
            merged: self.front.merged(&source),
            front: self.front.clone(),
            found: Vec::new(),
            pictures: self.pictures.clone(),
            project: self.project.clone(),
        }
    }

    /// Understands it.
    pub(in crate::cli) fn compile(&mut self) -> Compiled {
        compile::compile(self.merged.source.clone(), std::mem::take(&mut self.found))
    }

    /// Its findings where they belong; those about what is shared are kept by the project.
    pub(in crate::cli) fn told(&self, diagnostics: Vec<Diagnostic>) -> Found {
        let mut told = self.merged.told(diagnostics);
        if let Some(project) = &self.project {
            told.own.retain(|found| project.tells(found));
            project.tell(told.shared);
        }
        Found {
            source: self.merged.own.clone(),
            diagnostics: told.own,
        }
    }

    /// What the project switches off.
    pub(in crate::cli) fn allowed(&self) -> String {
        self.project
            .as_ref()
            .map_or_else(String::new, |project| format!("{:?}", project.manifest.allow))
    }

    /// The file of the project that it depends on.
    pub(in crate::cli) fn project_file(&self) -> Option<PathBuf> {
        self.project.as_ref().map(|project| project.file())
    }
}
