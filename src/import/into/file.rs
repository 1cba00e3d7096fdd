//! The Word file that edits go into: its parts with their elements by place, and what was read of its
//! paragraphs.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::anatomy::{Anatomy, Shows};
use crate::import::wordprocessing::{Item, ItemKind, Piece, Place, WordFile};
use crate::ooxml::{Element, Tree};

/// A part with its elements.
struct Part<'t> {
    text: &'t str,
    /// Paragraphs, tables and rows by the place where they begin.
    elements: HashMap<usize, Element<'t>>,
}

/// What was read of a paragraph.
#[derive(Default)]
struct Read {
    items: Vec<Item>,
    is_numbered: bool,
}

/// All parts that text is in.
pub(super) struct File<'t> {
    parts: BTreeMap<Rc<str>, Part<'t>>,
    read: HashMap<(Rc<str>, usize), Read>,
    document: Option<Rc<str>>,
    /// The largest number that something in it is called by.
    pub(super) largest_number: u64,
}

impl<'t> File<'t> {
    pub(super) fn of(word: &WordFile, trees: &'t [(Rc<str>, Tree<'t>)]) -> Self {
        let parts = trees.iter().map(|(name, tree)| {
            let root = tree.root();
            let wanted = root.iter().flat_map(|root| root.descendants());
            let elements = wanted
                .filter(|it| matches!(it.word(), "p" | "tr" | "tbl"))
                .map(|it| (it.place().start, it));
            let part = Part {
                text: tree.text(),
                elements: elements.collect(),
            };
            (name.clone(), part)
        });
        let mut read = HashMap::new();
        enter(&word.body, &mut read);
        for note in word.footnotes.values().chain(word.endnotes.values()) {
            enter(note, &mut read);
        }
        let all = trees.iter().filter_map(|(_, tree)| tree.root());
        let numbers = all
            .flat_map(|root| root.descendants())
            .filter_map(|element| element.attribute("id")?.parse::<u64>().ok());
        Self {
            parts: parts.collect(),
            read,
            document: word.part_names.get("document").cloned(),
            largest_number: numbers.max().unwrap_or(0),
        }
    }

    /// Whether text of the document is in a part.
    pub(super) fn has_part(&self, name: &Rc<str>) -> bool {
        self.parts.contains_key(name)
    }

    /// The text of a part.
    pub(super) fn text(&self, name: &Rc<str>) -> Option<&'t str> {
        self.parts.get(name).map(|part| part.text)
    }

    /// Whether a part is that of the text.
    pub(super) fn is_text(&self, name: &Rc<str>) -> bool {
        self.document.as_ref() == Some(name)
    }

    /// Whether a part has this anywhere.
    pub(super) fn says(&self, words: &str) -> bool {
        self.parts.values().any(|part| part.text.contains(words))
    }

    /// The element in a place, and the text of its part.
    pub(super) fn element(&self, place: &Place) -> Option<(&'t str, Element<'t>)> {
        let part = self.parts.get(&place.part)?;
        Some((part.text, *part.elements.get(&place.bytes.start)?))
    }

    /// The paragraph in a place.
    pub(super) fn anatomy(&self, place: &Place) -> Option<Anatomy<'t>> {
        let (text, element) = self.element(place)?;
        let items = self.read(place).map_or(&[][..], |read| &read.items);
        Some(Anatomy::of(text, element, items))
    }

    /// Whether Word numbers the paragraph in a place.
    pub(super) fn is_numbered(&self, place: &Place) -> bool {
        self.read(place).is_some_and(|read| read.is_numbered)
    }

    fn read(&self, place: &Place) -> Option<&Read> {
        self.read.get(&(place.part.clone(), place.bytes.start))
    }
}

/// The signs of a paragraph: what it shows without its spaces.
pub(super) fn signs(anatomy: &Anatomy<'_>) -> Vec<Shows> {
    let shown = anatomy.atoms.iter().map(|atom| &atom.shows);
    shown.filter(|shows| !shows.is_space()).cloned().collect()
}

fn enter(pieces: &[Piece], all: &mut HashMap<(Rc<str>, usize), Read>) {
    for piece in pieces {
        match piece {
            Piece::Paragraph(paragraph) => {
                for item in &paragraph.items {
                    if let ItemKind::Box(inner) = &item.kind {
                        enter(inner, all);
                    }
                }
                let place = &paragraph.place;
                let read = Read {
                    items: paragraph.items.clone(),
                    is_numbered: paragraph.look.number.is_some(),
                };
                all.insert((place.part.clone(), place.bytes.start), read);
            }
            Piece::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    enter(&cell.pieces, all);
                }
            }
        }
    }
}
