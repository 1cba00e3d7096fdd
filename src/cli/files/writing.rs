//! Writing a file whole or not at all: beside its place first, and then renamed, so a run that
//! fails leaves the earlier file as it was.

use std::fs::{self, File, Metadata};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use plenary::diagnostic::visible;
use tempfile::NamedTempFile;

/// A closed pipe and a full disk alike are faults: what was asked for has not arrived.
pub(super) fn write_standard(bytes: &[u8]) -> io::Result<()> {
    let mut output = io::stdout().lock();
    match std::str::from_utf8(bytes) {
        // In a pipe the bytes are exact; a terminal would take some of them for orders.
        Ok(text) if output.is_terminal() => output.write_all(visible(text).as_bytes())?,
        _ => output.write_all(bytes)?,
    }
    output.flush()
}

/// What a file is to its user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Care {
    /// It can be made again.
    Output,
    /// It is the only copy.
    Source,
}

pub(super) fn write_whole(path: &Path, bytes: &[u8], care: Care) -> io::Result<()> {
    let path = &target(path)?;
    let before = fs::metadata(path).ok();
    // What is no plain file (a device, a pipe) cannot be replaced by renaming.
    if before.as_ref().is_some_and(|data| !data.is_file()) {
        return fs::OpenOptions::new().write(true).open(path)?.write_all(bytes);
    }
    if before.as_ref().is_some_and(|data| data.permissions().readonly()) {
        return Err(io::Error::new(
            io::ErrorKind::ReadOnlyFilesystem,
            "it is write-protected",
        ));
    }
    let mut file = beside(path, before.as_ref())?;
    file.write_all(bytes)?;
    let has_other_names = before.as_ref().is_some_and(has_other_names);
    if care == Care::Source || has_other_names {
        file.as_file().sync_all()?;
    }
    if has_other_names {
        // A new file would part the names. The text is on the disk already, so there is room.
        return rewritten(path, bytes);
    }
    if let Some(before) = &before {
        keep(file.as_file(), before);
    }
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// So many links lead to a file at the most, as on most systems.
const LINKS: usize = 40;

/// The file that a path leads to, which may be yet to be made: a link stays a link.
fn target(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..=LINKS {
        match fs::read_link(&path) {
            Ok(to) => path = path.parent().unwrap_or(Path::new("")).join(to),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("its links lead to no file"))
}

/// A file without a name of its own yet, in the folder of the one that it will be.
fn beside(path: &Path, before: Option<&Metadata>) -> io::Result<NamedTempFile> {
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
        let permissions = before.map_or_else(|| fs::Permissions::from_mode(0o666), |data| data.permissions());
        builder.permissions(permissions);
    }
    // The name that failed is one that nobody gave.
    builder
        .tempfile_in(folder)
        .map_err(|error| io::Error::from(error.kind()))
}

/// Gives a file the mode and the owner of the one that it replaces. An owner can be given by few,
/// and a file that is somebody else's is no fault.
fn keep(file: &File, before: &Metadata) {
    // The mask must not take from a mode that was there.
    let _ = file.set_permissions(before.permissions());
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let is_other = file
            .metadata()
            .is_ok_and(|now| (now.uid(), now.gid()) != (before.uid(), before.gid()));
        if is_other {
            let _ = std::os::unix::fs::fchown(file, Some(before.uid()), Some(before.gid()));
            let _ = file.set_permissions(before.permissions());
        }
    }
}

#[cfg(unix)]
fn has_other_names(before: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    before.nlink() > 1
}

#[cfg(not(unix))]
fn has_other_names(_: &Metadata) -> bool {
    false
}

fn rewritten(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::OpenOptions::new().write(true).open(path)?;
    file.write_all(bytes)?;
    file.set_len(bytes.len() as u64)?;
    file.sync_all()
}
