//! The structure tree (PDF 32000-1, 14.7): elements, their content, and the way back from content.

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::finish::{name, text};
use crate::typeset::{ElementId, Kid, Kind, Numbering, SlotId, Structure};

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

/// The tree's root.
pub(super) struct Tree {
    pub(super) root: ObjectId,
    /// The key of the first annotation in the parent tree; those of pages are their places.
    pub(super) first_annotation: usize,
}

/// Writes the tree.
pub(super) fn write(document: &mut lopdf::Document, filling: &Filling<'_>) -> Tree {
    let structure = filling.structure;
    let mut slots: Vec<Vec<(ObjectId, i64)>> = vec![Vec::new(); structure.slots as usize];
    for (page, marked) in filling.pages {
        for (number, slot) in marked.iter().enumerate() {
            slots[slot.0 as usize].push((*page, number as i64));
        }
    }
    let mut attached: Vec<Vec<(ObjectId, ObjectId)>> = vec![Vec::new(); structure.elements.len()];
    for (annotation, page, element) in filling.annotations {
        attached[element.0 as usize].push((*annotation, *page));
    }
    let ids = identify(document, structure, &slots, &attached);
    let root = document.new_object_id();
    let mut owners: Vec<ElementId> = vec![ElementId(0); structure.slots as usize];
    let mut names = Vec::new();
    for (place, element) in structure.elements.iter().enumerate() {
        for kid in &element.kids {
            if let Kid::Slot(slot) = kid {
                owners[slot.0 as usize] = ElementId(place as u32);
            }
        }
        let Some(id) = ids[place] else { continue };
        let parent = if place == 0 {
            root
        } else {
            ids[element.parent.0 as usize].unwrap_or(root)
        };
        let mut entries = dictionary! {
            "S" => name(role(element.kind)),
            "P" => parent,
        };
        let mut kids = Kids::default();
        for kid in &element.kids {
            match kid {
                Kid::Element(kid) => kids.list.extend(ids[kid.0 as usize].map(Object::Reference)),
                Kid::Slot(slot) => {
                    for (page, number) in &slots[slot.0 as usize] {
                        kids.content(*page, *number);
                    }
                }
            }
        }
        for (annotation, page) in &attached[place] {
            kids.list.push(Object::Dictionary(dictionary! {
                "Type" => "OBJR",
                "Obj" => *annotation,
                "Pg" => *page,
            }));
        }
        kids.write(&mut entries);
        if element.kind == Kind::Note {
            // Every note has a name of its own (ISO 14289-1, 7.9).
            let key = format!("note{place:08}");
            entries.set("ID", Object::string_literal(key.as_str()));
            names.push((key, id));
        }
        describe(&mut entries, element, filling);
        document.objects.insert(id, Object::Dictionary(entries));
    }
    let first_annotation = filling.pages.len();
    let parents = parents(document, filling, &owners, &ids, first_annotation);
    let mut entries = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => ids[0].map_or(Object::Null, Object::Reference),
        "ParentTree" => parents,
        "ParentTreeNextKey" => (first_annotation + filling.annotations.len()) as i64,
        "RoleMap" => dictionary! { "Ins" => "Span", "Del" => "Span" },
    };
    if !names.is_empty() {
        let limits = [&names[0].0, &names[names.len() - 1].0].map(|key| Object::string_literal(key.as_str()));
        let pairs = names
            .iter()
            .flat_map(|(key, id)| [Object::string_literal(key.as_str()), (*id).into()]);
        let leaf = document.add_object(dictionary! {
            "Names" => pairs.collect::<Vec<_>>(),
            "Limits" => limits.to_vec(),
        });
        entries.set("IDTree", dictionary! { "Kids" => vec![leaf.into()] });
    }
    document.objects.insert(root, Object::Dictionary(entries));
    Tree {
        root,
        first_annotation,
    }
}

/// Gives ids to the elements that have something to show; cells of tables always do.
fn identify(
    document: &mut lopdf::Document,
    structure: &Structure,
    slots: &[Vec<(ObjectId, i64)>],
    attached: &[Vec<(ObjectId, ObjectId)>],
) -> Vec<Option<ObjectId>> {
    let mut shown = vec![false; structure.elements.len()];
    // Parts come after what they are part of.
    for (place, element) in structure.elements.iter().enumerate().rev() {
        let kid = |kid: &Kid| match kid {
            Kid::Element(kid) => shown[kid.0 as usize],
            Kid::Slot(slot) => !slots[slot.0 as usize].is_empty(),
        };
        shown[place] = place == 0
            || matches!(element.kind, Kind::Cell | Kind::HeadCell)
            || !attached[place].is_empty()
            || element.kids.iter().any(kid);
    }
    shown
        .into_iter()
        .map(|shown| shown.then(|| document.new_object_id()))
        .collect()
}

/// The parts of an element. Content on the page that the element names is a number alone.
#[derive(Default)]
struct Kids {
    page: Option<ObjectId>,
    list: Vec<Object>,
}

impl Kids {
    fn content(&mut self, page: ObjectId, number: i64) {
        if *self.page.get_or_insert(page) == page {
            self.list.push(Object::Integer(number));
        } else {
            self.list.push(Object::Dictionary(dictionary! {
                "Type" => "MCR",
                "Pg" => page,
                "MCID" => number,
            }));
        }
    }

    fn write(mut self, entries: &mut Dictionary) {
        if let Some(page) = self.page {
            entries.set("Pg", page);
        }
        match self.list.len() {
            0 => {}
            1 => entries.set("K", self.list.remove(0)),
            _ => entries.set("K", self.list),
        }
    }
}

/// What an element says of itself beside its parts.
fn describe(entries: &mut Dictionary, element: &crate::typeset::Element, filling: &Filling<'_>) {
    if let Some(language) = element.language {
        entries.set("Lang", Object::string_literal(language));
    }
    if let Some(alternative) = &element.alternative {
        // What a table shows is there to be read; its caption is a name, no substitute.
        let key = if element.kind == Kind::Figure { "Alt" } else { "T" };
        entries.set(key, text(alternative));
    }
    if let Some(title) = &element.title {
        entries.set("T", text(title));
    }
    let attributes = match element.kind {
        Kind::HeadCell => dictionary! { "O" => "Table", "Scope" => "Column" },
        Kind::List(numbering) => dictionary! { "O" => "List", "ListNumbering" => name(labels(numbering)) },
        Kind::Inserted => dictionary! { "O" => "Layout", "TextDecorationType" => "Underline" },
        Kind::Deleted => dictionary! { "O" => "Layout", "TextDecorationType" => "LineThrough" },
        Kind::Figure => {
            let slot = element.kids.iter().find_map(|kid| match kid {
                Kid::Slot(slot) => Some(*slot),
                Kid::Element(_) => None,
            });
            let place = filling.boxes.iter().find(|(it, _)| Some(*it) == slot);
            let Some((_, area)) = place else { return };
            dictionary! {
                "O" => "Layout",
                "Placement" => "Block",
                "BBox" => area.iter().map(|value| Object::Real(*value)).collect::<Vec<_>>(),
            }
        }
        _ => return,
    };
    entries.set("A", attributes);
}

/// From content and annotations back to their elements (14.7.4.4).
fn parents(
    document: &mut lopdf::Document,
    filling: &Filling<'_>,
    owners: &[ElementId],
    ids: &[Option<ObjectId>],
    first_annotation: usize,
) -> ObjectId {
    let element = |id: ElementId| ids[id.0 as usize].map_or(Object::Null, Object::Reference);
    let mut numbers = Vec::new();
    for (key, (_, marked)) in filling.pages.iter().enumerate() {
        let list: Vec<Object> = marked
            .iter()
            .map(|slot| element(owners[slot.0 as usize]))
            .collect();
        let list = document.add_object(list);
        numbers.extend([Object::Integer(key as i64), list.into()]);
    }
    for (index, (_, _, owner)) in filling.annotations.iter().enumerate() {
        numbers.extend([
            Object::Integer((first_annotation + index) as i64),
            element(*owner),
        ]);
    }
    document.add_object(dictionary! { "Nums" => numbers })
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
        Kind::Caption => "Caption",
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

fn labels(numbering: Numbering) -> &'static str {
    match numbering {
        Numbering::None => "None",
        Numbering::Decimal => "Decimal",
        Numbering::Letters => "LowerAlpha",
        Numbering::Roman => "LowerRoman",
        Numbering::Bullets => "Disc",
    }
}
