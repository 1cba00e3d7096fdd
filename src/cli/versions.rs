//! Versions of documents: files, standard input, or git's.

use std::fmt;
use std::path::Path;

use super::Outcome;
use super::files::{self, FileError, Text};
use plenary::history::{self, Repository, Spec, Version};
use plenary::import::Refusal;

/// Why a command could not begin.
#[derive(Debug)]
pub(super) enum Failure {
    File(FileError),
    Git(history::Error),
    /// A Word file that is not imported.
    Refused {
        file: String,
        refusal: Refusal,
    },
    Usage {
        message: String,
        help: String,
    },
}

impl Failure {
    pub(super) fn usage(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Usage {
            message: message.into(),
            help: help.into(),
        }
    }

    pub(super) fn outcome(&self) -> Outcome {
        match self {
            Self::File(_) | Self::Git(_) | Self::Refused { .. } => Outcome::Unreadable,
            Self::Usage { .. } => Outcome::Usage,
        }
    }

    /// Says what is wrong on standard error.
    pub(super) fn report(&self) -> Outcome {
        use std::io::Write;
        let _ = writeln!(std::io::stderr(), "{self}");
        self.outcome()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(error) => write!(f, "{error}"),
            Self::Git(error) => write!(f, "error: {error}\n  = help: {}", error.help()),
            Self::Refused { file, refusal } => {
                let file = plenary::diagnostic::visible(file);
                write!(f, "error: {file} {refusal}\n  = help: {}", refusal.help())
            }
            Self::Usage { message, help } => write!(f, "error: {message}\n  = help: {help}"),
        }
    }
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}

impl From<history::Error> for Failure {
    fn from(error: history::Error) -> Self {
        Self::Git(error)
    }
}

/// Reads what an argument names: a file that is there, else a version in git.
pub(super) fn read(argument: &str) -> Result<Text, Failure> {
    let path = Path::new(argument);
    match Spec::parse(argument).filter(|_| !files::is_standard(path) && !path.exists()) {
        Some(spec) => text(Repository::open(Path::new("."))?.version(&spec)?),
        None => Ok(files::read_document(path)?),
    }
}

/// The text of a version from git.
pub(super) fn text(version: Version) -> Result<Text, Failure> {
    Ok(files::text(&version.name, version.bytes)?)
}
