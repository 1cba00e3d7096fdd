//! Reading and writing files.

mod documents;
mod fonts;
mod pictures;
mod writing;

use std::ffi::OsString;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use plenary::compile::{self, LARGEST_SOURCE};
use plenary::diagnostic::Diagnostic;
use plenary::output::Assets;
use plenary::source::Source;

pub(super) use documents::{Pictures, Text, is_word, read_document, text};
pub(super) use fonts::Fonts;
use writing::{Care, write_whole};

/// What went wrong with a file.
#[derive(Debug)]
pub(super) struct FileError {
    pub(super) path: String,
    pub(super) doing: &'static str,
    pub(super) error: io::Error,
}

impl FileError {
    /// What is wrong with it, in the words of this program where the system's say little.
    pub(super) fn reason(&self) -> String {
        match self.error.kind() {
            io::ErrorKind::NotFound if self.doing == "write" => "its folder does not exist".to_owned(),
            io::ErrorKind::NotFound => "there is no such file".to_owned(),
            io::ErrorKind::IsADirectory => "it is a folder: name the files in it".to_owned(),
            io::ErrorKind::PermissionDenied => "it is not allowed".to_owned(),
            _ => self.error.to_string(),
        }
    }
}

impl std::fmt::Display for FileError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let path = plenary::diagnostic::visible(&self.path);
        write!(f, "error: cannot {} {path}: {}", self.doing, self.reason())
    }
}

/// Whether a path means standard input or output.
pub(super) fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Reads a source that will be written again: a Word file is none.
pub(super) fn read_own(path: &Path) -> Result<Text, FileError> {
    let (source, found) = read_source(path)?;
    Ok(Text {
        source,
        found,
        pictures: Pictures::new(),
        is_imported: false,
    })
}

/// Reads a source with what is known to be wrong with its bytes.
pub(super) fn read_source(path: &Path) -> Result<(Source, Vec<Diagnostic>), FileError> {
    // One byte more than is allowed tells a file that is too large from one that is not.
    let bytes = read_at_most(path, LARGEST_SOURCE as u64 + 1)?;
    Ok(compile::read(&input_name(path), bytes))
}

/// Reads a Word file or PDF.
pub(super) fn read_bytes(path: &Path) -> Result<Vec<u8>, FileError> {
    /// No such file is larger, in bytes.
    const LARGEST: u64 = 512 << 20;
    read_at_most(path, LARGEST)
}

/// What a file is called in findings.
fn input_name(path: &Path) -> String {
    match is_standard(path) {
        true => "<stdin>".to_owned(),
        false => path.display().to_string(),
    }
}

/// Reads a file or standard input, but not more than so many bytes.
fn read_at_most(path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
    let mut bytes = Vec::new();
    let read = if is_standard(path) {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    match read {
        Ok(_) => Ok(bytes),
        Err(error) => Err(FileError {
            path: input_name(path),
            doing: "read",
            error,
        }),
    }
}

/// Writes an output whole or not at all.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    put(path, bytes, Care::Output)
}

fn put(path: &Path, bytes: &[u8], care: Care) -> Result<(), FileError> {
    let failed = |path: String| {
        move |error| FileError {
            path,
            doing: "write",
            error,
        }
    };
    if is_standard(path) {
        return writing::write_standard(bytes).map_err(failed("standard output".to_owned()));
    }
    write_whole(path, bytes, care).map_err(failed(path.display().to_string()))
}

/// Writes a source in the place of the one that was read. It is on the disk before the name leads
/// to it: nobody has a second copy.
pub(super) fn edit(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    put(path, bytes, Care::Source)
}

/// Reads the pictures that a source names, relative to its folder, but for those at hand, and the fonts
/// of the command line.
pub(super) fn assets(source: &Path, pictures: &[&str], at_hand: Pictures, fonts: &Fonts) -> Assets {
    let mut assets = Assets::default();
    assets.pictures = at_hand;
    let folder = source.parent().unwrap_or(Path::new(""));
    pictures::read(folder, pictures, &mut assets);
    assets.fonts.clone_from(&fonts.files);
    assets
}

/// The pictures of a source that are there, by their paths.
pub(super) fn picture_paths(source: &Path, assets: &Assets) -> Vec<PathBuf> {
    let folder = source.parent().unwrap_or(Path::new(""));
    assets.pictures.keys().map(|name| folder.join(name)).collect()
}

/// A file's name without its ending; all of it where nothing but dots would be left.
pub(super) fn stem(path: &Path) -> OsString {
    let whole = path.file_name().unwrap_or(path.as_os_str());
    match Path::new(whole).file_stem() {
        Some(stem) if !stem.to_string_lossy().trim_matches('.').is_empty() => stem.to_owned(),
        _ => whole.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_loses_its_ending_and_nothing_else() {
        let named = |path: &str| stem(Path::new(path)).to_string_lossy().into_owned();
        assert_eq!(named("a/r.plen"), "r");
        assert_eq!(named("r.v2.plen"), "r.v2");
        assert_eq!(named("..plen"), "..plen");
        assert_eq!(named(".plen"), ".plen");
        assert_eq!(named("r"), "r");
    }
}
