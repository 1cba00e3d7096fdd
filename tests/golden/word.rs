//! The parts of a Word file as text in which a difference can be read: an element a line, and on
//! one line what has room there.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

/// The most characters that an element and all inside it take on one line.
const WIDTH: usize = 120;

/// What of `word/` is no text of the document: it is tested beside its writer.
const LEFT_OUT: &[&str] = &["word/styles.xml", "word/fontTable.xml", "word/media/"];

/// The text of a Word file's parts.
pub(crate) fn shown(file: Vec<u8>) -> Result<String, String> {
    let wrong = |error: zip::result::ZipError| error.to_string();
    let mut archive = ZipArchive::new(Cursor::new(file)).map_err(wrong)?;
    let mut shown = String::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(wrong)?;
        let name = entry.name().map_err(wrong)?.into_owned();
        if !name.starts_with("word/") || LEFT_OUT.iter().any(|part| name.starts_with(part)) {
            continue;
        }
        let mut xml = String::new();
        entry
            .read_to_string(&mut xml)
            .map_err(|error| error.to_string())?;
        shown.push_str(&format!("== {name}\n"));
        for element in children(&mut Reader::from_str(&xml)).map_err(|error| format!("{name}: {error}"))? {
            element.show(0, &mut shown);
        }
    }
    Ok(shown)
}

/// An element as it is shown.
struct Element {
    /// Name and attributes; namespaces, which are always the same, are left out.
    tag: String,
    children: Vec<Element>,
    /// What stands between the tags of an element without children, still escaped.
    text: String,
}

/// The elements up to the end of the one that is open.
fn children(reader: &mut Reader<&[u8]>) -> Result<Vec<Element>, String> {
    let mut elements: Vec<Element> = Vec::new();
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(start) => {
                let tag = tag(&start);
                let mut element = Element {
                    tag,
                    children: children(reader)?,
                    text: String::new(),
                };
                if let [only] = &*element.children
                    && only.tag.is_empty()
                {
                    element.text = element.children.remove(0).text;
                }
                elements.push(element);
            }
            Event::Empty(start) => elements.push(Element {
                tag: tag(&start),
                children: Vec::new(),
                text: String::new(),
            }),
            Event::Text(text) => add_text(&mut elements, &text),
            Event::GeneralRef(name) => {
                add_text(&mut elements, &[b"&", &name as &[u8], b";"].concat());
            }
            Event::End(_) | Event::Eof => return Ok(elements),
            _ => {}
        }
    }
}

/// Text is kept as an element without a name until the one that holds it is known.
fn add_text(elements: &mut Vec<Element>, text: &[u8]) {
    let text = String::from_utf8_lossy(text);
    match elements.last_mut() {
        Some(last) if last.tag.is_empty() => last.text.push_str(&text),
        None if text.trim_matches('\n').is_empty() => {}
        _ => elements.push(Element {
            tag: String::new(),
            children: Vec::new(),
            text: text.into_owned(),
        }),
    }
}

fn tag(start: &BytesStart<'_>) -> String {
    let mut tag = String::from_utf8_lossy(start.name().as_ref()).into_owned();
    for attribute in start.attributes().flatten() {
        let name = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
        if !name.starts_with("xmlns") && name != "mc:Ignorable" {
            tag.push_str(&format!(
                " {name}=\"{}\"",
                String::from_utf8_lossy(&attribute.value)
            ));
        }
    }
    tag
}

impl Element {
    fn name(&self) -> &str {
        self.tag.split(' ').next().unwrap_or_default()
    }

    fn on_one_line(&self) -> String {
        let inside: String = self.children.iter().map(Self::on_one_line).collect();
        match (self.tag.is_empty(), inside.is_empty() && self.text.is_empty()) {
            (true, _) => self.text.clone(),
            (false, true) => format!("<{}/>", self.tag),
            (false, false) => format!("<{}>{}{inside}</{}>", self.tag, self.text, self.name()),
        }
    }

    fn show(&self, depth: usize, shown: &mut String) {
        let indent = "  ".repeat(depth);
        let line = self.on_one_line();
        if self.children.is_empty() || line.chars().count() <= WIDTH {
            shown.push_str(&format!("{indent}{line}\n"));
            return;
        }
        shown.push_str(&format!("{indent}<{}>\n", self.tag));
        for child in &self.children {
            child.show(depth + 1, shown);
        }
        shown.push_str(&format!("{indent}</{}>\n", self.name()));
    }
}
