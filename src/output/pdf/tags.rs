//! The structure tree (PDF 32000-1, 14.7): elements, their content, and the way back from content.
//!
//! There are many elements; they are written out at once.

use lopdf::{Document, ObjectId};

use super::file::{Written, reference, write_name};
use super::number::{push, push_integer, push_text};
use crate::model::Extent;
use crate::typeset::{Element, ElementId, Kid, Kind, Numbering, SlotId, Structure};

/// What fills the slots and elements of a tree.
pub(super) struct Filling<'f> {
    pub(super) structure: &'f Structure,
    /// By page, the slots of its marked content by number.
    pub(super) pages: &'f [(ObjectId, Vec<SlotId>)],
    /// Annotations with the page that they are on and the element that they belong to.
    pub(super) annotations: &'f [(ObjectId, ObjectId, ElementId)],
    /// For pictures, where they are on their page: left, lower, right, upper edge.
    pub(super) boxes: &'f [(SlotId, [f32; 4])],
}

/// The tree, written.
pub(super) struct Tree {
    pub(super) root: ObjectId,
    pub(super) written: Written,
}

/// The key of the first annotation in the parent tree: those of pages are their places.
pub(super) fn first_annotation(filling: &Filling<'_>) -> usize {
    filling.pages.len()
}

/// A piece of content: its page, and its number there.
type Content = (ObjectId, u64);

struct Writer<'f> {
    filling: &'f Filling<'f>,
    /// By slot, what fills it.
    slots: Vec<Vec<Content>>,
    /// By element, its annotations and their pages.
    attached: Vec<Vec<(ObjectId, ObjectId)>>,
    /// The objects of elements that have something to show.
    ids: Vec<Option<ObjectId>>,
    root: ObjectId,
}

/// Writes the tree.
pub(super) fn write(document: &mut Document, filling: &Filling<'_>) -> Tree {
    let structure = filling.structure;
    let mut slots: Vec<Vec<Content>> = vec![Vec::new(); structure.slots as usize];
    for (page, marked) in filling.pages {
        for (number, slot) in marked.iter().enumerate() {
            slots[slot.0 as usize].push((*page, number as u64));
        }
    }
    let mut attached = vec![Vec::new(); structure.elements.len()];
    for (annotation, page, element) in filling.annotations {
        attached[element.0 as usize].push((*annotation, *page));
    }
    let root = document.new_object_id();
    let mut writer = Writer {
        filling,
        slots,
        attached,
        ids: Vec::new(),
        root,
    };
    writer.identify(document);
    let mut written = Written::default();
    let parents = document.new_object_id();
    let names = document.new_object_id();
    writer.root(written.start(root), parents, names);
    writer.parents(written.start(parents));
    writer.names(written.start(names));
    for (place, element) in structure.elements.iter().enumerate() {
        if let Some(id) = writer.ids[place] {
            writer.element(written.start(id), place, element);
        }
    }
    Tree { root, written }
}

impl Writer<'_> {
    /// Gives objects to the elements that have something to show; cells of tables always do.
    fn identify(&mut self, document: &mut Document) {
        let elements = &self.filling.structure.elements;
        let mut shown = vec![false; elements.len()];
        // Parts come after what they are part of.
        for (place, element) in elements.iter().enumerate().rev() {
            let kid = |kid: &Kid| match kid {
                Kid::Element(kid) => shown[kid.0 as usize],
                Kid::Slot(slot) => !self.slots[slot.0 as usize].is_empty(),
            };
            shown[place] = place == 0
                || matches!(element.kind, Kind::Cell | Kind::HeadCell)
                || !self.attached[place].is_empty()
                || element.kids.iter().any(kid);
        }
        self.ids = shown
            .into_iter()
            .map(|shown| shown.then(|| document.new_object_id()))
            .collect();
    }

    fn root(&self, out: &mut Vec<u8>, parents: ObjectId, names: ObjectId) {
        out.extend_from_slice(b"<</Type/StructTreeRoot/RoleMap<</Ins/Span/Del/Span>>/ParentTree ");
        reference(out, parents);
        out.extend_from_slice(b"/ParentTreeNextKey ");
        push_integer(
            out,
            (first_annotation(self.filling) + self.filling.annotations.len()) as u64,
        );
        if let Some(document) = self.ids[0] {
            out.extend_from_slice(b"/K ");
            reference(out, document);
        }
        if self.notes().next().is_some() {
            out.extend_from_slice(b"/IDTree<</Kids[");
            reference(out, names);
            out.extend_from_slice(b"]>>");
        }
        out.extend_from_slice(b">>");
    }

    /// The notes that are shown. Every one has a name of its own (ISO 14289-1, 7.9).
    fn notes(&self) -> impl Iterator<Item = (usize, ObjectId)> {
        let elements = self.filling.structure.elements.iter().enumerate();
        let notes = elements.filter(|(_, element)| element.kind == Kind::Note);
        notes.filter_map(|(place, _)| Some((place, self.ids[place]?)))
    }

    fn names(&self, out: &mut Vec<u8>) {
        let all: Vec<(usize, ObjectId)> = self.notes().collect();
        out.extend_from_slice(b"<</Names[");
        for (place, id) in &all {
            name_of_note(out, *place);
            reference(out, *id);
        }
        out.extend_from_slice(b"]");
        if let (Some((first, _)), Some((last, _))) = (all.first(), all.last()) {
            out.extend_from_slice(b"/Limits[");
            name_of_note(out, *first);
            name_of_note(out, *last);
            out.extend_from_slice(b"]");
        }
        out.extend_from_slice(b">>");
    }

    fn element(&self, out: &mut Vec<u8>, place: usize, element: &Element) {
        out.extend_from_slice(b"<</S/");
        out.extend_from_slice(role(element.kind).as_bytes());
        out.extend_from_slice(b"/P ");
        let parent = self.ids[element.parent.0 as usize].filter(|_| place > 0);
        reference(out, parent.unwrap_or(self.root));
        self.kids(out, place, element);
        if element.kind == Kind::Note {
            out.extend_from_slice(b"/ID");
            name_of_note(out, place);
        }
        self.describe(out, element);
        out.extend_from_slice(b">>");
    }

    /// The parts of an element. Content on the page that the element names is a number alone.
    fn kids(&self, out: &mut Vec<u8>, place: usize, element: &Element) {
        let slots = element.kids.iter().filter_map(|kid| match kid {
            Kid::Slot(slot) => self.slots[slot.0 as usize].first(),
            Kid::Element(_) => None,
        });
        let page = slots.map(|(page, _)| *page).next();
        if let Some(page) = page {
            out.extend_from_slice(b"/Pg ");
            reference(out, page);
        }
        out.extend_from_slice(b"/K[");
        let start = out.len();
        let part = |out: &mut Vec<u8>| {
            if out.len() > start {
                out.push(b' ');
            }
        };
        for kid in &element.kids {
            match kid {
                Kid::Element(kid) => {
                    if let Some(id) = self.ids[kid.0 as usize] {
                        part(out);
                        reference(out, id);
                    }
                }
                Kid::Slot(slot) => {
                    for (on, number) in &self.slots[slot.0 as usize] {
                        part(out);
                        if Some(*on) == page {
                            push_integer(out, *number);
                        } else {
                            out.extend_from_slice(b"<</Type/MCR/Pg ");
                            reference(out, *on);
                            out.extend_from_slice(b"/MCID ");
                            push_integer(out, *number);
                            out.extend_from_slice(b">>");
                        }
                    }
                }
            }
        }
        for (annotation, on) in &self.attached[place] {
            out.extend_from_slice(b"<</Type/OBJR/Obj ");
            reference(out, *annotation);
            out.extend_from_slice(b"/Pg ");
            reference(out, *on);
            out.extend_from_slice(b">>");
        }
        out.push(b']');
    }

    /// What an element says of itself beside its parts.
    fn describe(&self, out: &mut Vec<u8>, element: &Element) {
        if let Some(language) = element.language {
            out.extend_from_slice(b"/Lang(");
            out.extend_from_slice(language.as_bytes());
            out.push(b')');
        }
        if let Some(alternative) = &element.alternative {
            // What a table shows is there to be read; its caption is a name, no substitute.
            out.extend_from_slice(if element.kind == Kind::Figure {
                b"/Alt"
            } else {
                b"/T"
            });
            push_text(out, alternative);
        }
        if let Some(title) = &element.title {
            out.extend_from_slice(b"/T");
            push_text(out, title);
        }
        match element.kind {
            Kind::HeadCell => {
                out.extend_from_slice(b"/A<</O/Table/Scope/Column");
                push_extent(out, element.extent);
                out.extend_from_slice(b">>");
            }
            Kind::Cell if element.extent != Extent::ONE => {
                out.extend_from_slice(b"/A<</O/Table");
                push_extent(out, element.extent);
                out.extend_from_slice(b">>");
            }
            Kind::List(numbering) => {
                out.extend_from_slice(b"/A<</O/List/ListNumbering");
                write_name(out, labels(numbering).as_bytes());
                out.extend_from_slice(b">>");
            }
            Kind::Inserted => out.extend_from_slice(b"/A<</O/Layout/TextDecorationType/Underline>>"),
            Kind::Deleted => out.extend_from_slice(b"/A<</O/Layout/TextDecorationType/LineThrough>>"),
            Kind::Figure => {
                let place = self
                    .filling
                    .boxes
                    .iter()
                    .find(|(slot, _)| element.kids.contains(&Kid::Slot(*slot)));
                if let Some((_, area)) = place {
                    out.extend_from_slice(b"/A<</O/Layout/Placement/Block/BBox[");
                    for value in area {
                        push(out, *value);
                        out.push(b' ');
                    }
                    out.extend_from_slice(b"]>>");
                }
            }
            _ => {}
        }
    }

    /// From content and annotations back to their elements (14.7.4.4).
    fn parents(&self, out: &mut Vec<u8>) {
        let structure = self.filling.structure;
        let mut owners: Vec<Option<ObjectId>> = vec![None; structure.slots as usize];
        for (place, element) in structure.elements.iter().enumerate() {
            for kid in &element.kids {
                if let Kid::Slot(slot) = kid {
                    owners[slot.0 as usize] = self.ids[place];
                }
            }
        }
        let element = |out: &mut Vec<u8>, id: Option<ObjectId>| match id {
            Some(id) => reference(out, id),
            None => out.extend_from_slice(b"null"),
        };
        out.extend_from_slice(b"<</Nums[");
        for (key, (_, marked)) in self.filling.pages.iter().enumerate() {
            push_integer(out, key as u64);
            out.push(b'[');
            for slot in marked {
                element(out, owners[slot.0 as usize]);
                out.push(b' ');
            }
            out.push(b']');
        }
        for (index, (_, _, owner)) in self.filling.annotations.iter().enumerate() {
            push_integer(out, (first_annotation(self.filling) + index) as u64);
            out.push(b' ');
            element(out, self.ids[owner.0 as usize]);
            out.push(b' ');
        }
        out.extend_from_slice(b"]>>");
    }
}

fn name_of_note(out: &mut Vec<u8>, place: usize) {
    out.extend_from_slice(format!("(note{place:08})").as_bytes());
}

/// The name of a kind of element (14.8.4).
fn role(kind: Kind) -> &'static str {
    match kind {
        Kind::Document => "Document",
        Kind::Section => "Sect",
        Kind::Division => "Div",
        Kind::Heading(1) => "H1",
        Kind::Heading(2) => "H2",
        Kind::Heading(3) => "H3",
        Kind::Heading(4) => "H4",
        Kind::Heading(5) => "H5",
        Kind::Heading(_) => "H6",
        Kind::Paragraph => "P",
        Kind::List(_) => "L",
        Kind::Item => "LI",
        Kind::Label => "Lbl",
        Kind::Body => "LBody",
        Kind::Table => "Table",
        Kind::TableHead => "THead",
        Kind::TableBody => "TBody",
        Kind::Row => "TR",
        Kind::HeadCell => "TH",
        Kind::Cell => "TD",
        Kind::Figure => "Figure",
        Kind::Contents => "TOC",
        Kind::ContentsItem => "TOCI",
        Kind::Reference => "Reference",
        Kind::Note => "Note",
        Kind::Link => "Link",
        Kind::Span => "Span",
        Kind::Inserted => "Ins",
        Kind::Deleted => "Del",
        Kind::Annotation => "Annot",
    }
}

/// The attributes of a cell that goes over several columns or rows (14.8.5.7).
fn push_extent(out: &mut Vec<u8>, Extent { columns, rows }: Extent) {
    for (name, count) in [("ColSpan", columns), ("RowSpan", rows)] {
        if count > 1 {
            write_name(out, name.as_bytes());
            out.push(b' ');
            push_integer(out, count as u64);
        }
    }
}

fn labels(numbering: Numbering) -> &'static str {
    match numbering {
        Numbering::None => "None",
        Numbering::Decimal => "Decimal",
        Numbering::Letters => "LowerAlpha",
        Numbering::Roman => "LowerRoman",
        Numbering::Bullets => "Disc",
    }
}
