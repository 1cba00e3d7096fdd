//! Any bytes are imported or refused; what is imported reads without an error. Bytes that are no package
//! are taken for the text of one.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use plenary::compile::{compile, read};
use plenary::import::import;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const RELATIONSHIPS: &[u8] = b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"a\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";

/// A package with this text.
fn package(text: &[u8]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [("_rels/.rels", RELATIONSHIPS), ("word/document.xml", text)] {
        zip.start_file(name, SimpleFileOptions::default()).ok()?;
        zip.write_all(content).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}

fuzz_target!(|bytes: &[u8]| {
    let file = match bytes.starts_with(b"PK") {
        true => bytes.to_vec(),
        false => package(bytes).unwrap_or_default(),
    };
    if let Ok(imported) = import(&file, "r") {
        let (source, found) = read("imported.plen", imported.source.into_bytes());
        assert!(!compile(source, found).has_errors());
    }
});
