//! What the drawn things mean: the structure tree of a tagged PDF (PDF 32000-1, 14.7–14.8).
//!
//! The tree is built in the order of reading before anything is placed; text hangs in it as
//! numbered slots, and whatever is drawn says which slot it fills.

use crate::model::Extent;

/// The place of an element in [`Structure::elements`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(pub u32);

/// A place for drawn things in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SlotId(pub u32);

/// The tree.
#[derive(Clone, Debug)]
pub struct Structure {
    /// Every element; the first is the document.
    pub elements: Vec<Element>,
    /// How many slots there are.
    pub slots: u32,
}

/// One element.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// What it is.
    pub kind: Kind,
    /// The element that it is part of; the document names itself.
    pub parent: ElementId,
    /// Its parts in the order of reading.
    pub kids: Vec<Kid>,
    /// The language, where it is not that of the document (14.9.2).
    pub language: Option<&'static str>,
    /// What stands for it in words (14.9.3): a picture's text.
    pub alternative: Option<String>,
    /// A line for those who browse the tree: who inserted or deleted it, and when.
    pub title: Option<String>,
    /// How many columns and rows a cell of a table goes over.
    pub extent: Extent,
}

/// A part of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kid {
    /// An element.
    Element(ElementId),
    /// Drawn things.
    Slot(SlotId),
}

/// What an element is: the standard types (14.8.4), and insertions and deletions mapped to `Span`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Kind {
    Document,
    Section,
    Division,
    Heading(u8),
    Paragraph,
    /// A list with typed labels of a kind.
    List(Numbering),
    Item,
    Label,
    Body,
    Table,
    TableHead,
    TableBody,
    Row,
    /// A head cell of a column.
    HeadCell,
    Cell,
    Figure,
    Contents,
    ContentsItem,
    Reference,
    Note,
    Link,
    Span,
    /// Inserted text, at the end of a move or not.
    Inserted,
    /// Deleted text, at the start of a move or not.
    Deleted,
    /// A reviewer's comment.
    Annotation,
}

/// The kind of a list's labels (14.8.5.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Numbering {
    None,
    Decimal,
    Letters,
    Roman,
    Bullets,
}

impl Structure {
    /// A tree with nothing but the document.
    pub(crate) fn new() -> Self {
        let document = Element {
            kind: Kind::Document,
            parent: ElementId(0),
            kids: Vec::new(),
            language: None,
            alternative: None,
            title: None,
            extent: Extent::ONE,
        };
        Self {
            elements: vec![document],
            slots: 0,
        }
    }

    /// The document.
    pub const ROOT: ElementId = ElementId(0);

    /// The element of an id.
    pub fn element(&self, id: ElementId) -> &Element {
        &self.elements[id.0 as usize]
    }

    /// Adds an element as the last part of another.
    pub(crate) fn add(&mut self, parent: ElementId, kind: Kind) -> ElementId {
        let id = ElementId(self.elements.len() as u32);
        self.elements.push(Element {
            kind,
            parent,
            kids: Vec::new(),
            language: None,
            alternative: None,
            title: None,
            extent: Extent::ONE,
        });
        self.elements[parent.0 as usize].kids.push(Kid::Element(id));
        id
    }

    /// Adds a place for drawn things as the last part of an element.
    pub(crate) fn slot(&mut self, parent: ElementId) -> SlotId {
        let id = SlotId(self.slots);
        self.slots += 1;
        self.elements[parent.0 as usize].kids.push(Kid::Slot(id));
        id
    }

    /// The element of an id, to be changed.
    pub(crate) fn element_mut(&mut self, id: ElementId) -> &mut Element {
        &mut self.elements[id.0 as usize]
    }
}
