//! Documents to be read: sources, and Word files, which are imported for it.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

use super::{FileError, LARGEST_SOURCE, input_name, read_at_most, stem};
use plenary::compile;
use plenary::diagnostic::Diagnostic;
use plenary::import::import;
use plenary::source::Source;

/// Pictures by the name that the source gives them.
pub(in crate::cli) type Pictures = BTreeMap<String, Arc<[u8]>>;

/// A text to be understood, with what is known to be wrong with it.
pub(in crate::cli) struct Text {
    pub(in crate::cli) source: Source,
    pub(in crate::cli) found: Vec<Diagnostic>,
    /// Those of a Word file, which stand nowhere else.
    pub(in crate::cli) pictures: Pictures,
    /// Whether it was made of a Word file.
    pub(in crate::cli) is_imported: bool,
}

/// Reads a source or a Word file.
pub(in crate::cli) fn read_document(path: &Path) -> Result<Text, FileError> {
    let bytes = read_at_most(path, LARGEST_SOURCE as u64 + 1)?;
    text(&input_name(path), bytes)
}

/// The text in the bytes of a source or a Word file.
pub(in crate::cli) fn text(name: &str, bytes: Vec<u8>) -> Result<Text, FileError> {
    if !is_word(&bytes) {
        let (source, found) = compile::read(name, bytes);
        return Ok(Text {
            source,
            found,
            pictures: Pictures::new(),
            is_imported: false,
        });
    }
    let stem = stem(Path::new(name)).to_string_lossy().into_owned();
    let imported = import(&bytes, &stem).map_err(|refusal| FileError {
        path: name.to_owned(),
        doing: "read",
        error: io::Error::other(format!("it {refusal}; {}", refusal.help())),
    })?;
    let pictures = imported.pictures.into_iter();
    Ok(Text {
        source: Source::new(name, imported.source),
        found: imported.findings,
        pictures: pictures
            .map(|picture| (picture.name, Arc::from(picture.content)))
            .collect(),
        is_imported: true,
    })
}

/// Whether bytes are those of a Word file, of whatever age.
pub(in crate::cli) fn is_word(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0")
}
