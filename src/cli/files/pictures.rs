//! The pictures that a source names. A source may be a stranger's, so nothing is read but ordinary
//! files of a sensible size in the folder of its project.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use plenary::output::{Assets, PictureFault};

/// No picture is larger than this, in bytes.
const LARGEST: u64 = 64 << 20;

/// Reads pictures whose names are relative to a folder.
pub(super) fn read(folder: &Path, names: &[&str], assets: &mut Assets) {
    if names.is_empty() {
        return;
    }
    let here = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let project = fs::canonicalize(here).map(|folder| project(&folder));
    for &name in names {
        if assets.pictures.contains_key(name) || assets.refused.contains_key(name) {
            continue;
        }
        let read = match &project {
            Ok(project) => one(&folder.join(name), project),
            Err(_) => Err(PictureFault::Missing),
        };
        match read {
            Ok(bytes) => {
                assets.pictures.insert(name.to_owned(), Arc::from(bytes));
            }
            Err(fault) => {
                assets.refused.insert(name.to_owned(), fault);
            }
        }
    }
}

/// The folder of the nearest `plenary.toml`, else of the nearest `.git`, else the source's own.
fn project(folder: &Path) -> PathBuf {
    let above = |name: &str| folder.ancestors().find(|above| above.join(name).exists());
    above("plenary.toml")
        .or_else(|| above(".git"))
        .unwrap_or(folder)
        .to_owned()
}

fn one(path: &Path, project: &Path) -> Result<Vec<u8>, PictureFault> {
    // Whether a file outside exists is nobody's to learn from a source.
    let Ok(real) = fs::canonicalize(path) else {
        return Err(match is_below(path, project) {
            true => PictureFault::Missing,
            false => PictureFault::Outside,
        });
    };
    if !real.starts_with(project) {
        return Err(PictureFault::Outside);
    }
    let is_file = fs::metadata(&real).is_ok_and(|data| data.is_file());
    if !is_file {
        return Err(PictureFault::NoFile);
    }
    let mut bytes = Vec::new();
    File::open(&real)
        .and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
        .map_err(|_| PictureFault::Missing)?;
    match bytes.len() as u64 > LARGEST {
        true => Err(PictureFault::TooLarge),
        false => Ok(bytes),
    }
}

/// Whether the folder of a file that is not there is one of the project's.
fn is_below(path: &Path, project: &Path) -> bool {
    let folders = path
        .ancestors()
        .skip(1)
        .map(|folder| match folder.as_os_str().is_empty() {
            true => Path::new("."),
            false => folder,
        });
    let nearest = folders.filter_map(|folder| fs::canonicalize(folder).ok()).next();
    nearest.is_some_and(|folder| folder.starts_with(project))
}
