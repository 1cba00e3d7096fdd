//! Reading and writing files. Outputs are written beside their place and renamed, so a run that
//! fails leaves the earlier output whole.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Outcome, report};
use plenary::compile::{self, LARGEST_SOURCE};
use plenary::diagnostic::Diagnostic;
use plenary::output::Assets;
use plenary::source::Source;

/// What went wrong with a file.
#[derive(Debug)]
pub(super) struct FileError {
    pub(super) path: String,
    pub(super) doing: &'static str,
    pub(super) error: io::Error,
}

impl std::fmt::Display for FileError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "error: cannot {} {}: {}", self.doing, self.path, self.error)
    }
}

/// Whether a path means standard input or output.
pub(super) fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Reads a source with what is known to be wrong with its bytes.
pub(super) fn read_source(path: &Path) -> Result<(Source, Vec<Diagnostic>), FileError> {
    let name = if is_standard(path) {
        "<stdin>".to_owned()
    } else {
        path.display().to_string()
    };
    // One byte more than is allowed tells a file that is too large from one that is not.
    let limit = LARGEST_SOURCE as u64 + 1;
    let mut bytes = Vec::new();
    let read = if is_standard(path) {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    match read {
        Ok(_) => Ok(compile::read(&name, bytes)),
        Err(error) => Err(FileError {
            path: name,
            doing: "read",
            error,
        }),
    }
}

/// Writes an output whole or not at all.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let failed = |error| FileError {
        path: path.display().to_string(),
        doing: "write",
        error,
    };
    if is_standard(path) {
        return write_standard(bytes).map_err(failed);
    }
    write_whole(path, bytes).map_err(failed)
}

/// Writes to standard output what a command was asked to tell.
pub(super) fn print(bytes: &[u8]) -> Outcome {
    match write(Path::new("-"), bytes) {
        Ok(()) => Outcome::Fine,
        Err(error) => {
            report::file_error(&error);
            Outcome::Unreadable
        }
    }
}

/// A reader that has gone away wants no more, and that is no fault.
fn write_standard(bytes: &[u8]) -> io::Result<()> {
    let mut output = io::stdout().lock();
    match output.write_all(bytes).and_then(|()| output.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // What is no plain file (a device, a pipe) cannot be replaced by renaming.
    if fs::metadata(path).is_ok_and(|data| !data.is_file()) {
        return fs::OpenOptions::new().write(true).open(path)?.write_all(bytes);
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".plenary-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any new file: the user's mask takes from it what it must.
        let permissions =
            fs::metadata(path).map_or(fs::Permissions::from_mode(0o666), |data| data.permissions());
        builder.permissions(permissions);
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Reads the pictures that a source names, relative to its folder, and the fonts of the command
/// line. Pictures that cannot be read are left out: the outputs that need them say so.
pub(super) fn assets(source: &Path, pictures: &[&str], fonts: &Fonts) -> Assets {
    let folder = source.parent().unwrap_or(Path::new(""));
    let pictures = pictures
        .iter()
        .filter_map(|name| {
            let bytes = fs::read(folder.join(name)).ok()?;
            Some(((*name).to_owned(), Arc::from(bytes)))
        })
        .collect();
    let mut assets = Assets::default();
    assets.pictures = pictures;
    assets.fonts.clone_from(&fonts.files);
    assets
}

/// The fonts of the command line, read once for all sources.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    files: Vec<(String, Arc<[u8]>)>,
}

impl Fonts {
    /// Reads font files, and those in folders in the order of their names.
    pub(super) fn read(paths: &[PathBuf]) -> Result<Self, FileError> {
        let mut fonts = Self::default();
        for path in paths {
            let failed = |error| FileError {
                path: path.display().to_string(),
                doing: "read the font",
                error,
            };
            if !path.is_dir() {
                fonts.add(path).map_err(failed)?;
                continue;
            }
            let mut inside: Vec<PathBuf> = fs::read_dir(path)
                .map_err(failed)?
                .filter_map(|entry| entry.ok().map(|entry| entry.path()))
                .filter(|path| is_font(path))
                .collect();
            inside.sort();
            for file in inside {
                fonts.add(&file).map_err(failed)?;
            }
        }
        Ok(fonts)
    }

    fn add(&mut self, path: &Path) -> io::Result<()> {
        let name = path.file_name().unwrap_or(path.as_os_str());
        let bytes = fs::read(path)?;
        self.files
            .push((name.to_string_lossy().into_owned(), Arc::from(bytes)));
        Ok(())
    }
}

fn is_font(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| {
        ["ttf", "otf", "ttc", "otc"]
            .iter()
            .any(|known| extension == *known)
    })
}
