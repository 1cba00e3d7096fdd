//! Word files put together from parts.

use std::io::{Cursor, Read, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:v=\"urn:schemas-microsoft-com:vml\" \
    xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" \
    xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\"";

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A zip file of entries.
pub(crate) fn zipped<'e>(entries: impl IntoIterator<Item = (&'e str, &'e [u8])>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        zip.start_file(name, SimpleFileOptions::default())
            .expect("room in memory");
        zip.write_all(content).expect("room in memory");
    }
    zip.finish().expect("room in memory").into_inner()
}

/// A package with another content of one part.
pub(crate) fn zipped_with(file: &[u8], part: &str, content: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("a package");
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).expect("an entry");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("read");
        parts.push((entry.name().expect("a name").into_owned(), bytes));
    }
    for (name, bytes) in &mut parts {
        if name == part {
            *bytes = content.as_bytes().to_vec();
        }
    }
    zipped(
        parts
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice())),
    )
}

/// The Word file of the parts in a text. Each part of `word/` is related to the document by its name;
/// namespaces are added to the first element of each.
pub(crate) fn package(parts: &str) -> Vec<u8> {
    let mut entries: Vec<(String, Vec<u8>)> = Vec::new();
    for part in parts.split("== ").filter(|part| !part.trim().is_empty()) {
        let (name, content) = part.split_once('\n').expect("a name on a line");
        entries.push((name.trim().to_owned(), declared(content).into_bytes()));
    }
    let mut relationships = String::new();
    for (at, (name, _)) in entries.iter().enumerate() {
        let file = name.strip_prefix("word/").unwrap_or_default();
        if let Some(kind) = file.strip_suffix(".xml").filter(|kind| *kind != "document") {
            relationships.push_str(&format!(
                "<Relationship Id=\"rId{at}\" Type=\"{OFFICE}/{kind}\" Target=\"{file}\"/>"
            ));
        }
    }
    relationships.push_str(&format!(
        "<Relationship Id=\"link\" Type=\"{OFFICE}/hyperlink\" Target=\"https://www.itu.int/\" TargetMode=\"External\"/>\
         <Relationship Id=\"picture\" Type=\"{OFFICE}/image\" Target=\"media/p.png\"/>"
    ));
    let related = |inner: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>"
        )
    };
    let root =
        format!("<Relationship Id=\"a\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/>");
    entries.push(("_rels/.rels".to_owned(), related(&root).into_bytes()));
    entries.push((
        "word/_rels/document.xml.rels".to_owned(),
        related(&relationships).into_bytes(),
    ));
    entries.push(("word/media/p.png".to_owned(), b"\x89PNG\r\n\x1a\n".to_vec()));
    zipped(
        entries
            .iter()
            .map(|(name, content)| (name.as_str(), content.as_slice())),
    )
}

/// A part with the namespaces on its first element.
fn declared(content: &str) -> String {
    let content = content.trim();
    let end = content.find(['>', ' ']).unwrap_or(content.len());
    format!("{} {NAMESPACES}{}", &content[..end], &content[end..])
}
