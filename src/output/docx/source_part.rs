//! The source text inside the file, as a custom XML part (ECMA-376 § 15.2.5): who has the Word
//! file has what it was made from, byte for byte.

use crate::ooxml::{Package, PartKind, Relationships, XmlWriter, legal};

/// The namespace of the part's one element.
const NAMESPACE: &str = "urn:plenary:source:1";
/// The part's identity among custom XML parts; the same in every file.
const ITEM: &str = "{7B1C5F0E-6D1A-4C55-9D0B-4D6B6E2F1A31}";

/// Puts the source into the package.
pub(super) fn add(package: &mut Package, relationships: &mut Relationships, source: &str) {
    relationships.id(PartKind::CustomXml, "../customXml/item1.xml");
    let mut own = Relationships::default();
    own.id(PartKind::CustomXmlProperties, "itemProps1.xml");
    package.add_with("customXml/item1.xml", PartKind::CustomXml, item(source), &own);
    package.add(
        "customXml/itemProps1.xml",
        PartKind::CustomXmlProperties,
        item_properties(),
    );
}

/// The text as it is, readable with any tool. A carriage return is a character reference, which
/// XML parsers leave alone; a text with characters that XML cannot hold is in hexadecimal.
fn item(source: &str) -> String {
    let mut xml = XmlWriter::part();
    xml.start("source").attribute("xmlns", NAMESPACE);
    if legal(source).len() == source.len() {
        xml.attribute("encoding", "text")
            .attribute("xml:space", "preserve");
        xml.text(source);
    } else {
        xml.attribute("encoding", "hex");
        let digits: String = source.bytes().map(|byte| format!("{byte:02x}")).collect();
        xml.text(&digits);
    }
    xml.finish()
}

fn item_properties() -> String {
    let mut xml = XmlWriter::part();
    xml.start("ds:datastoreItem")
        .attribute("ds:itemID", ITEM)
        .attribute(
            "xmlns:ds",
            "http://schemas.openxmlformats.org/officeDocument/2006/customXml",
        );
    xml.start("ds:schemaRefs")
        .start("ds:schemaRef")
        .attribute("ds:uri", NAMESPACE)
        .end()
        .end();
    xml.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_survives_an_xml_parser() {
        let text = |source| {
            let xml = item(source);
            xml[xml.find("<source").unwrap_or(0)..].to_owned()
        };
        assert_eq!(
            text("a) x < y;\r\n\tb\n"),
            "<source xmlns=\"urn:plenary:source:1\" encoding=\"text\" xml:space=\"preserve\">\
             a) x &lt; y;&#13;\n\tb\n</source>"
        );
        assert_eq!(
            text("a\u{0}é"),
            "<source xmlns=\"urn:plenary:source:1\" encoding=\"hex\">6100c3a9</source>"
        );
    }
}
