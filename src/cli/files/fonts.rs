//! The fonts of the command line.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::FileError;

/// No font file is larger than this, in bytes.
const LARGEST: u64 = 256 << 20;

/// The fonts of the command line, read once for all sources.
#[derive(Debug, Default)]
pub(in crate::cli) struct Fonts {
    pub(in crate::cli) files: Vec<(String, Arc<[u8]>)>,
    /// Where they were read.
    pub(in crate::cli) paths: Vec<PathBuf>,
}

impl Fonts {
    /// None but the program's own.
    pub(in crate::cli) const NONE: Self = Self {
        files: Vec::new(),
        paths: Vec::new(),
    };

    /// Reads font files, and those in folders in the order of their names.
    pub(in crate::cli) fn read(paths: &[PathBuf]) -> Result<Self, FileError> {
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
        let refused = |why| io::Error::new(io::ErrorKind::InvalidInput, why);
        if !fs::metadata(path)?.is_file() {
            return Err(refused("it is no ordinary file"));
        }
        let mut bytes = Vec::new();
        File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > LARGEST {
            return Err(refused("it is larger than 256 MB"));
        }
        self.paths.push(path.to_owned());
        let name = path.file_name().unwrap_or(path.as_os_str());
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
