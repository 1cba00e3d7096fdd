//! The source text inside the file, as a custom XML part (ECMA-376 § 15.2.5): who has the Word
//! file has what it was made from, byte for byte.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

use crate::ooxml::{Package, PartKind, Relationships, XmlWriter, legal, parts};

/// The namespace of the part's one element.
const NAMESPACE: &str = "urn:plenary:source:1";
/// The part's identity among custom XML parts; the same in every file.
const ITEM: &str = "{7B1C5F0E-6D1A-4C55-9D0B-4D6B6E2F1A31}";

/// No part is read further than this, in bytes: as far as the hexadecimal of the largest source.
const LARGEST: u64 = 130 << 20;

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

/// The source inside a Word file; none where it carries none, or is no Word file.
pub fn carried_source(file: &[u8]) -> Option<String> {
    // Word gives the parts numbers of its own when it saves a file.
    let is_item = |name: &str| name.starts_with("customXml/item") && !name.contains("Props");
    let items = parts(file, LARGEST, is_item);
    items
        .into_iter()
        .find_map(|xml| source_in(&String::from_utf8(xml).ok()?))
}

/// The text of the part's element, if it is ours.
fn source_in(xml: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let mut text = String::new();
    let mut is_hex = None;
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) if is_hex.is_none() => {
                let attribute = |name: &str| {
                    let found = element.try_get_attribute(name).ok()??;
                    Some(String::from_utf8_lossy(&found.value).into_owned())
                };
                if element.local_name().as_ref() != b"source" || attribute("xmlns")? != NAMESPACE {
                    return None;
                }
                is_hex = Some(attribute("encoding")? == "hex");
            }
            // White space before the element.
            Event::Text(_) if is_hex.is_none() => {}
            Event::Text(part) => text.push_str(&part.decode().ok()?),
            Event::GeneralRef(reference) => match reference.resolve_char_ref().ok()? {
                Some(character) => text.push(character),
                None => text.push_str(resolve_predefined_entity(&reference.decode().ok()?)?),
            },
            Event::End(_) => break,
            Event::Eof => return None,
            _ if is_hex.is_some() => return None,
            _ => {}
        }
    }
    if !is_hex? {
        return Some(text);
    }
    let digits = text.as_bytes().chunks(2);
    let bytes = digits.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
    String::from_utf8(bytes.collect::<Option<Vec<u8>>>()?).ok()
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
    fn what_is_put_in_comes_out() {
        for source in ["", "a) x < y &amp; \"z\";\r\n\tb\n", "a\u{0}é", "第 101 号\r\r\n"] {
            assert_eq!(source_in(&item(source)).as_deref(), Some(source));
        }
        for other in [
            "",
            "<source/>",
            "<a xmlns=\"urn:plenary:source:1\">x</a>",
            "<source xmlns=\"urn:x\">x</source>",
        ] {
            assert_eq!(source_in(other), None, "{other}");
        }
    }

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
