//! Versions of a file from git: the text that a revision has, and the commits that touched it.

mod commits;
mod error;
mod source;
mod time;

use std::path::{Path, PathBuf};

pub use commits::{Commit, Touch};
pub use error::Error;
pub use source::{Spec, Version};

/// A git repository, opened without a git program.
#[derive(Debug)]
pub struct Repository {
    inner: gix::Repository,
}

impl Repository {
    /// Opens the repository that a folder (or the folder of a file) belongs to.
    pub fn open(near: &Path) -> Result<Self, Error> {
        let folder = if near.is_dir() {
            near.to_owned()
        } else {
            match near.parent().filter(|parent| !parent.as_os_str().is_empty()) {
                Some(parent) => parent.to_owned(),
                None => PathBuf::from("."),
            }
        };
        let inner = gix::discover(&folder).map_err(|_| Error::NoRepository {
            folder: folder.display().to_string(),
        })?;
        Ok(Self { inner })
    }

    /// The path of a file inside the repository, with forward slashes; the file need not exist.
    pub fn inside(&self, file: &Path) -> Result<String, Error> {
        let outside = || Error::Outside {
            path: file.display().to_string(),
        };
        let root = self.inner.workdir().ok_or_else(outside)?;
        let root = root.canonicalize().map_err(|_| outside())?;
        let folder = match file.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            Some(parent) => parent.canonicalize(),
            None => Path::new(".").canonicalize(),
        };
        let folder = folder.map_err(|_| outside())?;
        let name = file.file_name().ok_or_else(outside)?;
        let path = folder.join(name);
        let inside = path.strip_prefix(&root).map_err(|_| outside())?;
        let parts: Vec<String> = inside
            .components()
            .map(|part| part.as_os_str().to_string_lossy().into_owned())
            .collect();
        Ok(parts.join("/"))
    }
}
