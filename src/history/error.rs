//! What can go wrong with git as a source, in a sentence, and what to do about it in another.

use std::fmt;

/// Why a version could not be had.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The folder belongs to no repository.
    NoRepository {
        /// The folder.
        folder: String,
    },
    /// The file is not in the repository's folder.
    Outside {
        /// The file.
        path: String,
    },
    /// There is no such commit, branch or tag.
    UnknownRevision {
        /// As it was given.
        revision: String,
    },
    /// The revision has no such file.
    NoFile {
        /// The revision; empty for the index.
        revision: String,
        /// The path.
        path: String,
    },
    /// No commit made, changed or deleted such a file.
    Untouched {
        /// The revision or range that was asked about.
        revision: String,
        /// The path.
        path: String,
    },
    /// The path is a folder or another repository.
    NotAFile {
        /// The revision; empty for the index.
        revision: String,
        /// The path.
        path: String,
    },
    /// The revision is no commit but a path was to be read from its past.
    NoCommit {
        /// As it was given.
        revision: String,
    },
    /// The repository could not be read.
    Unreadable {
        /// What git's data says.
        reason: String,
    },
}

impl Error {
    /// What to do about it.
    pub fn help(&self) -> String {
        match self {
            Self::NoRepository { .. } => {
                "give two files, or run the command inside a git repository".to_owned()
            }
            Self::Outside { .. } => "give a file of the repository that the command runs in".to_owned(),
            Self::UnknownRevision { .. } => {
                "give a commit, branch or tag as `git log` and `git tag` show them, or HEAD~1".to_owned()
            }
            Self::NoFile { path, .. } => format!(
                "`plenary log {path}` lists the commits that touched it; paths start at the repository's root"
            ),
            Self::Untouched { .. } => {
                "give a file, not a folder, that was committed; a range `A..B` leaves out A and all before it"
                    .to_owned()
            }
            Self::NotAFile { .. } => "name a file below it".to_owned(),
            Self::NoCommit { .. } => "give a commit, branch or tag".to_owned(),
            Self::Unreadable { .. } => "check the repository with `git fsck`".to_owned(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = |revision: &str| match revision {
            "" => "the index".to_owned(),
            revision => format!("`{revision}`"),
        };
        match self {
            Self::NoRepository { folder } => write!(f, "`{folder}` is not inside a git repository"),
            Self::Outside { path } => write!(f, "`{path}` is outside the git repository"),
            Self::UnknownRevision { revision } => write!(f, "git knows no revision `{revision}`"),
            Self::NoFile { revision, path } => write!(f, "{} has no file `{path}`", place(revision)),
            Self::Untouched { revision, path } => {
                write!(f, "no commit of `{revision}` touches a file `{path}`")
            }
            Self::NotAFile { revision, path } => write!(f, "`{path}` is no file in {}", place(revision)),
            Self::NoCommit { revision } => write!(f, "`{revision}` is no commit"),
            Self::Unreadable { reason } => write!(f, "the git repository cannot be read: {reason}"),
        }
    }
}

impl std::error::Error for Error {}

/// Wraps what the git library says.
pub(super) fn unreadable(error: impl fmt::Display) -> Error {
    Error::Unreadable {
        reason: error.to_string(),
    }
}
