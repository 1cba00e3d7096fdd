//! The one pass over the table that docx-rs wrote: children in the order of the schema, what
//! docx-rs lacks, and our paragraphs in the cells.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};

/// The order of children (ECMA-376 part 1, annex A) where docx-rs has another. What is not listed
/// is left out: docx-rs writes it although it says nothing.
const ORDER: &[(&str, &[&str])] = &[
    ("w:tblPr", &["w:tblpPr", "w:bidiVisual", "w:tblW", "w:tblLayout"]),
    (
        "w:tcPr",
        &["w:tcW", "w:gridSpan", "w:tcBorders", "w:tcMar", "w:vAlign"],
    ),
];

/// An attribute that docx-rs writes and the schema does not have.
const STRANGER: (&str, &str) = ("w:gridCol", "w:type");

/// A table of docx-rs, finished: its cell `n`, counted as they are written, holds `contents[n]`.
pub(super) fn finish(xml: &[u8], contents: &[&str], right_to_left: bool) -> String {
    let mut pass = Pass {
        reader: Reader::from_reader(xml),
        contents: contents.iter(),
        right_to_left,
    };
    let mut writer = Writer::new(Vec::with_capacity(xml.len()));
    for node in pass.siblings() {
        node.write(&mut writer);
    }
    String::from_utf8(writer.into_inner()).unwrap_or_default()
}

/// The reading of a table.
struct Pass<'x> {
    reader: Reader<&'x [u8]>,
    /// What the cells that are still to come hold.
    contents: std::slice::Iter<'x, &'x str>,
    right_to_left: bool,
}

impl<'x> Pass<'x> {
    /// What stands up to the end of the element that is open. A table has elements alone, and
    /// docx-rs ends all that it begins.
    fn siblings(&mut self) -> Vec<Node<'x>> {
        let mut siblings = Vec::new();
        loop {
            match self.reader.read_event() {
                Ok(Event::Start(start)) => {
                    let children = self.siblings();
                    siblings.push(self.element(start, children));
                }
                Ok(Event::Empty(start)) => siblings.push(self.element(start, Vec::new())),
                Ok(Event::End(_) | Event::Eof) | Err(_) => return siblings,
                Ok(_) => {}
            }
        }
    }

    fn element(&mut self, start: BytesStart<'x>, mut children: Vec<Node<'x>>) -> Node<'x> {
        match start.name().as_ref() {
            b"w:tblPr" if self.right_to_left => {
                children.push(Node::Element(BytesStart::new("w:bidiVisual"), Vec::new()));
            }
            b"w:tc" => {
                children.retain(|child| !child.is("w:p"));
                let content = self.contents.next().copied().unwrap_or_default();
                children.push(Node::Ours(content));
            }
            _ => {}
        }
        let order = ORDER.iter().find(|(parent, _)| is_named(&start, parent));
        if let Some((_, order)) = order {
            let place = |child: &Node<'_>| order.iter().position(|name| child.is(name));
            children.retain(|child| place(child).is_some());
            children.sort_by_key(place);
        }
        Node::Element(start, children)
    }
}

/// A piece of the finished table.
enum Node<'x> {
    /// An element of docx-rs, or one that it lacks.
    Element(BytesStart<'x>, Vec<Node<'x>>),
    /// What our own writer made of a cell's content.
    Ours(&'x str),
}

impl Node<'_> {
    fn is(&self, name: &str) -> bool {
        match self {
            Node::Element(start, _) => is_named(start, name),
            Node::Ours(_) => false,
        }
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) {
        let (start, children) = match self {
            Node::Element(start, children) => (start, children),
            Node::Ours(xml) => {
                writer.get_mut().extend_from_slice(xml.as_bytes());
                return;
            }
        };
        let attributes = start.attributes().flatten().filter(|attribute| {
            let (element, name) = STRANGER;
            !(is_named(start, element) && attribute.key.as_ref() == name.as_bytes())
        });
        let name = start.name();
        let tag = BytesStart::new(String::from_utf8_lossy(name.as_ref())).with_attributes(attributes);
        // A `Vec` takes every byte, so writing cannot fail.
        if children.is_empty() {
            let _ = writer.write_event(Event::Empty(tag));
            return;
        }
        let end = tag.to_end().into_owned();
        let _ = writer.write_event(Event::Start(tag));
        for child in children {
            child.write(writer);
        }
        let _ = writer.write_event(Event::End(end));
    }
}

fn is_named(start: &BytesStart<'_>, name: &str) -> bool {
    start.name().as_ref() == name.as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_come_in_order_and_strangers_go() {
        let xml = b"<w:tblPr><w:tblW w:w=\"5\" /><w:jc w:val=\"left\" /><w:tblBorders /><w:tblpPr w:tblpY=\"&amp;\" /></w:tblPr>\
            <w:tblGrid><w:gridCol w:w=\"5\" w:type=\"dxa\" /></w:tblGrid>";
        assert_eq!(
            finish(xml, &[], false),
            "<w:tblPr><w:tblpPr w:tblpY=\"&amp;\"/><w:tblW w:w=\"5\"/></w:tblPr>\
             <w:tblGrid><w:gridCol w:w=\"5\"/></w:tblGrid>"
        );
        assert!(
            finish(xml, &[], true)
                .contains("<w:tblpPr w:tblpY=\"&amp;\"/><w:bidiVisual/><w:tblW w:w=\"5\"/>")
        );
    }

    #[test]
    fn cells_are_filled_in_the_order_in_which_they_stand() {
        let cell = "<w:tc><w:tcPr><w:vAlign w:val=\"top\" /><w:tcW w:w=\"1\" /></w:tcPr><w:p w14:paraId=\"1\"><w:pPr /></w:p></w:tc>";
        let xml = format!("<w:tr>{cell}{cell}</w:tr><w:tr>{cell}</w:tr>");
        let filled = |content: &str| {
            format!("<w:tc><w:tcPr><w:tcW w:w=\"1\"/><w:vAlign w:val=\"top\"/></w:tcPr>{content}</w:tc>")
        };
        let contents = ["<w:p>a &lt; b</w:p><w:p/>", "<w:p>2</w:p>", "<w:p>3</w:p>"];
        assert_eq!(
            finish(xml.as_bytes(), &contents, false),
            format!(
                "<w:tr>{}{}</w:tr><w:tr>{}</w:tr>",
                filled(contents[0]),
                filled(contents[1]),
                filled(contents[2])
            )
        );
    }
}
