//! A package that another program has written: its parts by their names, and never more of them than
//! a machine can bear.
//!
//! What the zip file says of its sizes is not believed: a part is inflated up to a bound and no
//! further. Names are looked up and never become places on a disk.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// So many parts a package may have; the largest of publishers have some hundreds.
const MOST_PARTS: usize = 20_000;

/// So many bytes all parts together may have that are read.
const MOST_BYTES: u64 = 256 << 20;

/// Of the size that a part says it has, so many bytes are believed.
const MOST_BELIEVED: u64 = 1 << 20;

/// With so much room behind a part, its end is found without another block.
const ROOM: usize = 64;

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
        let said = entry.size().min(limit).min(MOST_BELIEVED);
        let mut content = Vec::with_capacity(said as usize + ROOM);
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

/// The package with other content in some of its parts, by their names, and with those that it has not
/// yet; every other entry keeps its bytes.
pub(crate) fn rewritten(file: &[u8], parts: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, ArchiveFault> {
    let damaged = |_| ArchiveFault::Damaged;
    let mut old = ZipArchive::new(Cursor::new(file)).map_err(|_| ArchiveFault::NoPackage)?;
    let mut new: BTreeMap<String, (&str, &[u8])> = parts
        .iter()
        .map(|(name, content)| (canonical(name), (name.as_str(), content.as_slice())))
        .collect();
    let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(file.len())));
    let options = SimpleFileOptions::default()
        .last_modified_time(DateTime::DEFAULT)
        .compression_method(CompressionMethod::Deflated);
    for at in 0..old.len() {
        let entry = old.by_index_raw(at).map_err(damaged)?;
        let name = entry.name().map_err(damaged)?.into_owned();
        let Some((_, content)) = new.remove(&canonical(&name)) else {
            zip.raw_copy_file(entry).map_err(damaged)?;
            continue;
        };
        zip.start_file(name, options).map_err(damaged)?;
        zip.write_all(content).map_err(|_| ArchiveFault::Damaged)?;
    }
    for (name, content) in new.into_values() {
        zip.start_file(name, options).map_err(damaged)?;
        zip.write_all(content).map_err(|_| ArchiveFault::Damaged)?;
    }
    zip.finish().map(Cursor::into_inner).map_err(damaged)
}

/// The names of the parts of a package, in small letters.
pub(crate) fn part_names(file: &[u8]) -> Result<BTreeSet<String>, ArchiveFault> {
    let archive = Archive::open(file)?;
    Ok(archive.entries.into_keys().collect())
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
