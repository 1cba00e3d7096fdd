//! Links and reviewers' comments as annotations (PDF 32000-1, 12.5).

use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};

use super::number::push;
use super::object::{compressed, date, text};
use super::outline::destination;
use crate::typeset::{Colour, Comment, ElementId, Link, Page, Pages, Target};

/// An annotation, its page, and the element that it belongs to.
pub(super) type Annotation = (ObjectId, ObjectId, ElementId);

/// Adds the annotations of all pages; gives them in the order of their pages.
pub(super) fn write(document: &mut lopdf::Document, pages: &Pages, ids: &[ObjectId]) -> Vec<Annotation> {
    let mut all = Vec::new();
    for (page, id) in pages.pages.iter().zip(ids) {
        for link in &page.links {
            if let Some(entries) = self::link(link, page, *id, pages, ids) {
                all.push((document.add_object(entries), *id, link.element));
            }
        }
        for comment in &page.comments {
            let sign = document.add_object(sign(comment.colour));
            let entries = self::comment(comment, page, *id, sign);
            all.push((document.add_object(entries), *id, comment.element));
        }
    }
    all
}

fn rectangle(page: &Page, [x, y, right, lower]: [f32; 4]) -> Object {
    let corners = [x, page.height - lower, right, page.height - y];
    Object::Array(corners.into_iter().map(Object::Real).collect())
}

fn link(link: &Link, page: &Page, id: ObjectId, pages: &Pages, ids: &[ObjectId]) -> Option<Dictionary> {
    let mut entries = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => rectangle(page, link.area),
        "Border" => vec![0.into(), 0.into(), 0.into()],
        // Printed (12.5.3), as PDF/A asks of every annotation (ISO 19005-3, 6.3.2).
        "F" => 4,
        "Contents" => text(&link.description),
        "P" => id,
    };
    match &link.target {
        Target::Address(address) => {
            let action = dictionary! {
                "Type" => "Action",
                "S" => "URI",
                "URI" => Object::string_literal(encoded(address)),
            };
            entries.set("A", action);
        }
        Target::Place(anchor) => entries.set("Dest", destination(pages.places.get(anchor)?, pages, ids)?),
    }
    Some(entries)
}

/// An address in the seven-bit characters that PDF wants (12.6.4.7).
fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_graphic() {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn comment(comment: &Comment, page: &Page, id: ObjectId, sign: ObjectId) -> Dictionary {
    let colour = parts(comment.colour).map(Object::Real).to_vec();
    let mut entries = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Text",
        "Rect" => rectangle(page, comment.sign),
        "Name" => "Comment",
        "Contents" => text(&comment.text),
        "T" => text(&comment.author),
        "C" => colour,
        // Printed, neither turned nor made larger with the page.
        "F" => 28,
        "P" => id,
        "AP" => dictionary! { "N" => sign },
    };
    if let Some(at) = comment.date {
        entries.set("CreationDate", date(at));
        entries.set("M", date(at));
    }
    entries
}

fn parts(Colour(red, green, blue): Colour) -> [f32; 3] {
    [red, green, blue].map(|part| f32::from(part) / 255.0)
}

/// The look of a comment's sign: a balloon in the author's colour.
fn sign(colour: Colour) -> Stream {
    let mut out = Vec::new();
    for part in parts(colour) {
        push(&mut out, part);
        out.push(b' ');
    }
    out.extend_from_slice(b"rg 0 3 m 0 12 l 12 12 l 12 3 l 6 3 l 3 0 l 3 3 l f\n");
    out.extend_from_slice(b"1 1 1 rg 2 9 8 1 re 2 6.5 8 1 re f\n");
    let entries = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => vec![0.into(), 0.into(), 12.into(), 12.into()],
        "Resources" => Dictionary::new(),
    };
    compressed(entries, &out)
}

#[cfg(test)]
mod tests {
    #[test]
    fn addresses_are_written_in_ascii() {
        assert_eq!(
            super::encoded("https://itu.int/é x"),
            "https://itu.int/%C3%A9%20x"
        );
    }
}
