//! The pictures of a Word file, under names of our own.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::report::{Report, Told};
use super::wordprocessing::WordFile;

/// Pictures that are written beside the source, by the name of their part.
pub(super) type Pictures = BTreeMap<String, String>;

/// A picture to be written beside the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureFile {
    /// Its name, without a folder.
    pub name: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// A picture that a text shows, for the Word file that the text goes into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// Its name in the source.
    pub file: String,
    /// Its bytes, of a PNG or JPEG file.
    pub content: Arc<[u8]>,
    /// How wide and how high it is shown, in EMU.
    pub size: [u64; 2],
}

/// Names the pictures, in the order of their parts.
pub(super) fn named(word: &mut WordFile, stem: &str, report: &mut Report) -> (Pictures, Vec<PictureFile>) {
    let mut names = Pictures::new();
    let mut files = Vec::new();
    let stem: String = stem
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || "-_.".contains(c) {
                c
            } else {
                '-'
            }
        })
        .collect();
    for (part, content) in std::mem::take(&mut word.pictures) {
        let format = format(&content);
        let name = format!("{stem}-picture-{}.{}", files.len() + 1, format.unwrap_or("bin"));
        if format.is_none_or(|format| !matches!(format, "png" | "jpg" | "emf" | "wmf")) {
            report.count(Told::PictureFormat);
        } else {
            names.insert(part, name.clone());
        }
        files.push(PictureFile { name, content });
    }
    (names, files)
}

/// The ending of a picture's name, told by its first bytes.
pub(super) fn format(content: &[u8]) -> Option<&'static str> {
    match content {
        [0x89, b'P', b'N', b'G', ..] => Some("png"),
        [0xFF, 0xD8, 0xFF, ..] => Some("jpg"),
        [1, 0, 0, 0, ..] if content.get(40..44) == Some(b" EMF") => Some("emf"),
        [0xD7, 0xCD, 0xC6, 0x9A, ..] | [1 | 2, 0, 9, 0, 0, 1 | 3, ..] => Some("wmf"),
        [b'G', b'I', b'F', b'8', ..] => Some("gif"),
        [b'B', b'M', ..] => Some("bmp"),
        [b'I', b'I', 0x2A, 0, ..] | [b'M', b'M', 0, 0x2A, ..] => Some("tif"),
        [b'R', b'I', b'F', b'F', ..] => Some("webp"),
        [b'<', ..] => Some("svg"),
        _ => None,
    }
}
