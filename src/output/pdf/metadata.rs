//! Title, authors, dates: the information dictionary (PDF 32000-1, 14.3.3) and XMP (ISO 16684-1).

use std::fmt::Write;

use lopdf::Dictionary;

use super::object::{date, text};
use crate::layout::Metadata;
use crate::model::Language;

/// What the program calls itself in files.
const PRODUCER: &str = concat!("Plenary ", env!("CARGO_PKG_VERSION"));

/// The information dictionary.
pub(super) fn information(metadata: &Metadata) -> Dictionary {
    let mut entries = Dictionary::new();
    entries.set("Title", text(&metadata.title));
    if !metadata.authors.is_empty() {
        entries.set("Author", text(&metadata.authors.join(", ")));
    }
    if let Some(subject) = &metadata.subject {
        entries.set("Subject", text(subject));
    }
    entries.set("Creator", text(PRODUCER));
    entries.set("Producer", text(PRODUCER));
    if let Some(at) = metadata.date {
        entries.set("CreationDate", date(at));
        entries.set("ModDate", date(at));
    }
    entries
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // Characters that XML 1.0 cannot say.
            '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}' => {}
            _ => out.push(character),
        }
    }
    out
}

/// The description of the properties of PDF/UA, which PDF/A asks for (ISO 19005-3, 6.6.2.3.3).
const UA_EXTENSION: &str = r#"<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"#;

/// The XMP packet. It says the same as the information dictionary.
pub(super) fn xmp(metadata: &Metadata, language: Language) -> String {
    let mut out = String::from(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">",
    );
    out.push_str(UA_EXTENSION);
    out.push_str(
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
         xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">",
    );
    out.push_str("<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>");
    out.push_str("<pdfuaid:part>1</pdfuaid:part><dc:format>application/pdf</dc:format>");
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title>\
         <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>",
        escaped(&metadata.title)
    );
    if !metadata.authors.is_empty() {
        let authors = escaped(&metadata.authors.join(", "));
        let _ = write!(
            out,
            "<dc:creator><rdf:Seq><rdf:li>{authors}</rdf:li></rdf:Seq></dc:creator>"
        );
    }
    if let Some(subject) = &metadata.subject {
        let subject = escaped(subject);
        let _ = write!(
            out,
            "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{subject}</rdf:li></rdf:Alt></dc:description>"
        );
    }
    if let Some(date) = metadata.date {
        let _ = write!(
            out,
            "<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>"
        );
    }
    let _ = write!(
        out,
        "<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool><pdf:Producer>{PRODUCER}</pdf:Producer>\
         </rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>"
    );
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_cannot_break_the_packet() {
        let metadata = Metadata {
            title: "A < B & \u{1}C".to_owned(),
            ..Metadata::default()
        };
        assert!(xmp(&metadata, Language::English).contains("A &lt; B &amp; C"));
    }
}
