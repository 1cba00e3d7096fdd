//! A package that another program has written: its parts by their names, and never more of them than
//! a machine can bear.
//!
//! What the zip file says of its sizes is not believed: a part is inflated up to a bound and no
//! further. Names are looked up and never become places on a disk.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

/// So many parts a package may have; the largest of publishers have some hundreds.
const MOST_PARTS: usize = 20_000;

/// So many bytes all parts together may have that are read.
const MOST_BYTES: u64 = 256 << 20;

/// Why a package, or a part of it, is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ArchiveFault {
    /// It is no zip file, or its directory is damaged.
    NoPackage,
    /// It has more parts than any document.
    TooManyParts,
    /// A part is larger than it may be, or all together are.
    TooLarge,
    /// A part is damaged or encrypted.
    Damaged,
}

/// A zip file, open for reading.
pub(crate) struct Archive<'f> {
    zip: ZipArchive<Cursor<&'f [u8]>>,
    /// The entries by their names in small letters, which is how Office compares them.
    entries: BTreeMap<String, usize>,
    left: u64,
}

impl<'f> Archive<'f> {
    /// Reads the directory of a package.
    pub(crate) fn open(file: &'f [u8]) -> Result<Self, ArchiveFault> {
        let zip = ZipArchive::new(Cursor::new(file)).map_err(|_| ArchiveFault::NoPackage)?;
        if zip.len() > MOST_PARTS {
            return Err(ArchiveFault::TooManyParts);
        }
        let names = (0..zip.len()).filter_map(|at| {
            let name = zip.name_for_index(at)?.ok()?;
            Some((canonical(&name), at))
        });
        let entries = names.collect();
        Ok(Self {
            zip,
            entries,
            left: MOST_BYTES,
        })
    }

    /// The content of a part, which may have so many bytes; none where there is no such part.
    pub(crate) fn part(&mut self, name: &str, largest: u64) -> Result<Option<Vec<u8>>, ArchiveFault> {
        let Some(&at) = self.entries.get(&canonical(name)) else {
            return Ok(None);
        };
        let limit = largest.min(self.left);
        let entry = self.zip.by_index(at).map_err(|_| ArchiveFault::Damaged)?;
        let mut content = Vec::new();
        let read = entry.take(limit + 1).read_to_end(&mut content);
        let size = content.len() as u64;
        if size > limit {
            return Err(ArchiveFault::TooLarge);
        }
        read.map_err(|_| ArchiveFault::Damaged)?;
        self.left -= size;
        Ok(Some(content))
    }
}

fn canonical(name: &str) -> String {
    name.replace('\\', "/")
        .trim_start_matches('/')
        .to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ooxml::{Package, PartKind};

    #[test]
    fn parts_are_found_whatever_the_case_and_never_read_further_than_allowed() {
        let mut package = Package::default();
        package.add("word/document.xml", PartKind::CustomXml, "x".repeat(1 << 20));
        let file = package.into_zip();
        let mut archive = Archive::open(&file).expect("a package");
        let read = archive.part("/Word/Document.xml", 2 << 20);
        assert_eq!(read.map(|part| part.map(|part| part.len())), Ok(Some(1 << 20)));
        assert_eq!(
            archive.part("word/document.xml", 1000),
            Err(ArchiveFault::TooLarge)
        );
        assert_eq!(archive.part("word/styles.xml", 1000), Ok(None));
        assert!(Archive::open(b"PK no package").is_err());
    }
}
