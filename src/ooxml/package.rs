//! The zip package: parts by name, the list of content types, the same bytes for the same parts.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::{PartKind, Relationships, XmlWriter};

/// How hard zlib tries: its own default. A hundred resolutions (3.5 MB) take 8 ms; level 4 would
/// take 5 ms for a file larger by 40 %.
const COMPRESSION_LEVEL: i64 = 6;

/// The parts of a package, by their names without the leading slash.
#[derive(Debug, Default)]
pub(crate) struct Package {
    parts: BTreeMap<String, (PartKind, Vec<u8>)>,
    /// What the package itself leads to.
    root: Relationships,
}

impl Package {
    /// Takes a part.
    pub(crate) fn add(&mut self, name: &str, kind: PartKind, content: impl Into<Vec<u8>>) {
        self.parts.insert(name.to_owned(), (kind, content.into()));
    }

    /// Takes a part and the relationships that it has.
    pub(crate) fn add_with(
        &mut self,
        name: &str,
        kind: PartKind,
        content: impl Into<Vec<u8>>,
        relationships: &Relationships,
    ) {
        self.add(name, kind, content);
        if !relationships.is_empty() {
            let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
            let rels = format!("{folder}/_rels/{file}.rels");
            self.add(
                rels.trim_start_matches('/'),
                PartKind::Relationships,
                relationships.to_xml(),
            );
        }
    }

    /// Takes a part that the package itself leads to.
    pub(crate) fn add_root(
        &mut self,
        name: &str,
        kind: PartKind,
        content: impl Into<Vec<u8>>,
        relationships: &Relationships,
    ) {
        self.root.id(kind, name);
        self.add_with(name, kind, content, relationships);
    }

    /// The zip file: entries in the order of their names, all dated 1980, no folders.
    pub(crate) fn into_zip(mut self) -> Vec<u8> {
        let root = self.root.to_xml();
        self.add("_rels/.rels", PartKind::Relationships, root);
        let types = self.content_types();
        let size = self
            .parts
            .values()
            .map(|(_, content)| content.len())
            .sum::<usize>();
        let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(size / 8)));
        let entries = std::iter::once(("[Content_Types].xml", PartKind::CustomXml, types.as_bytes())).chain(
            self.parts
                .iter()
                .map(|(name, (kind, content))| (name.as_str(), *kind, content.as_slice())),
        );
        for (name, kind, content) in entries {
            let options = SimpleFileOptions::default()
                .last_modified_time(DateTime::DEFAULT)
                .unix_permissions(0o644)
                .compression_method(method(kind))
                .compression_level(compression_level(kind));
            // A `Vec` takes every byte, so neither call can fail.
            let _ = zip.start_file(name, options);
            let _ = zip.write_all(content);
        }
        zip.finish().map(Cursor::into_inner).unwrap_or_default()
    }

    /// `[Content_Types].xml` (ECMA-376 part 2, § 6.2.3).
    fn content_types(&self) -> String {
        let mut xml = XmlWriter::part();
        xml.start("Types").attribute(
            "xmlns",
            "http://schemas.openxmlformats.org/package/2006/content-types",
        );
        // What goes by its extension is declared where there is such a part.
        let present = self.parts.values().map(|(kind, _)| *kind);
        let kinds: BTreeSet<PartKind> = present
            .chain([PartKind::Relationships, PartKind::CustomXml])
            .collect();
        for (extension, kind) in kinds.iter().filter_map(|kind| Some((kind.extension()?, kind))) {
            xml.start("Default")
                .attribute("Extension", extension)
                .attribute("ContentType", kind.content_type())
                .end();
        }
        for (name, (kind, _)) in &self.parts {
            if kind.extension().is_none() {
                xml.start("Override")
                    .attribute("PartName", &format!("/{name}"))
                    .attribute("ContentType", kind.content_type())
                    .end();
            }
        }
        xml.finish()
    }
}

/// Pictures are compressed already.
fn method(kind: PartKind) -> CompressionMethod {
    match kind {
        PartKind::Png | PartKind::Jpeg => CompressionMethod::Stored,
        _ => CompressionMethod::Deflated,
    }
}

fn compression_level(kind: PartKind) -> Option<i64> {
    (method(kind) == CompressionMethod::Deflated).then_some(COMPRESSION_LEVEL)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn sample() -> Package {
        let mut package = Package::default();
        let mut relationships = Relationships::default();
        relationships.id(PartKind::Styles, "styles.xml");
        package.add("word/styles.xml", PartKind::Styles, "<s/>");
        package.add("word/media/image1.png", PartKind::Png, *b"\x89PNG");
        package.add_root("word/document.xml", PartKind::Document, "<d/>", &relationships);
        package
    }

    #[test]
    fn parts_are_sorted_related_and_typed() {
        let bytes = sample().into_zip();
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).expect("a zip file");
        let names: Vec<String> = archive
            .file_names()
            .filter_map(Result::ok)
            .map(Into::into)
            .collect();
        assert_eq!(
            names,
            [
                "[Content_Types].xml",
                "_rels/.rels",
                "word/_rels/document.xml.rels",
                "word/document.xml",
                "word/media/image1.png",
                "word/styles.xml",
            ]
        );
        let mut types = String::new();
        let _ = archive
            .by_name("[Content_Types].xml")
            .expect("content types")
            .read_to_string(&mut types);
        assert!(types.ends_with(
            "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
             <Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/></Types>"
        ), "{types}");
    }

    #[test]
    fn the_same_parts_give_the_same_bytes_without_a_clock() {
        let bytes = sample().into_zip();
        assert_eq!(bytes, sample().into_zip());
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).expect("a zip file");
        for index in 0..archive.len() {
            let entry = archive.by_index(index).expect("an entry");
            assert_eq!(entry.last_modified(), Some(DateTime::DEFAULT));
        }
    }
}
