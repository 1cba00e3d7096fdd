//! The one way to reach every text of a document: values of the front matter, blocks, cells and
//! notes, in the order in which they stand in the source; cells one after the other, each with all
//! its paragraphs.

use super::{Block, BlockKind, CellParagraph, Document, FrontKey, Inline, Label, Note, Revision, Row};

/// Where a visit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A value of the front matter.
    Front(FrontKey),
    /// A block of the document.
    Block(usize),
    /// A paragraph of a note: the note and the paragraph.
    Note(usize, usize),
}

impl Spot {
    /// Something to order places by: values, then blocks, then notes.
    pub(crate) fn order(self) -> (usize, usize, usize) {
        match self {
            Self::Front(key) => (0, key as usize, 0),
            Self::Block(at) => (1, at, 0),
            Self::Note(at, paragraph) => (2, at, paragraph),
        }
    }
}

/// A piece of a document, and the state of the whole that it is a part of.
#[derive(Clone, Copy, Debug)]
pub enum Part<'d> {
    /// A block as a whole, before its parts.
    Block(&'d Block),
    /// A label in a block of this state.
    Label(&'d Label, Revision),
    /// A text in a block, paragraph of a cell or value of this state.
    Text(&'d [Inline], Revision),
    /// A row as a whole, before its cells: its place in the table, and the state of the table.
    Row(usize, &'d Row, Revision),
    /// The beginning of a cell: its place in the row.
    Cell(usize),
    /// A paragraph of a cell as a whole, before its text: its place in the cell, and the state of
    /// the cell.
    Paragraph(usize, &'d CellParagraph, Revision),
    /// The paragraph mark of the block.
    Mark(Revision),
}

/// A piece of a document that may be altered.
#[derive(Debug)]
pub enum PartMut<'d> {
    /// A block as a whole, before its parts.
    Block(&'d mut Block),
    /// A label.
    Label(&'d mut Label),
    /// A text of a value, block or cell.
    Text(&'d mut Vec<Inline>),
    /// A row as a whole, before its cells.
    Row(&'d mut Row),
    /// A paragraph of a cell as a whole, before its text: its place in the cell.
    Paragraph(usize, &'d mut CellParagraph),
    /// The paragraph mark of the block.
    Mark(&'d mut Revision),
}

/// Visits the parts of a document.
pub fn visit<'d>(document: &'d Document, visitor: &mut dyn FnMut(Spot, Part<'d>)) {
    for key in FrontKey::ALL {
        if let Some(content) = document.front.text(key) {
            visitor(Spot::Front(key), Part::Text(content, Revision::NONE));
        }
    }
    let order = note_order(&document.notes);
    let mut notes = order.into_iter().peekable();
    for (at, block) in document.blocks.iter().enumerate() {
        while let Some(note) = notes.next_if(|&note| document.notes[note].before <= at) {
            visit_note(note, &document.notes[note], visitor);
        }
        visit_block(Spot::Block(at), block, visitor);
    }
    for note in notes {
        visit_note(note, &document.notes[note], visitor);
    }
}

fn visit_note<'d>(at: usize, note: &'d Note, visitor: &mut dyn FnMut(Spot, Part<'d>)) {
    for (paragraph, block) in note.blocks.iter().enumerate() {
        visit_block(Spot::Note(at, paragraph), block, visitor);
    }
}

/// Visits the parts of one block.
pub fn visit_block<'d>(spot: Spot, block: &'d Block, visitor: &mut dyn FnMut(Spot, Part<'d>)) {
    visitor(spot, Part::Block(block));
    if let Some(label) = &block.label {
        visitor(spot, Part::Label(label, block.revision));
    }
    visitor(spot, Part::Text(&block.content, block.revision));
    if let BlockKind::Table(table) = &block.kind {
        for (at, row) in table.rows.iter().enumerate() {
            visitor(spot, Part::Row(at, row, block.revision));
            for (place, cell) in row.cells.iter().enumerate() {
                visitor(spot, Part::Cell(place));
                let whole = table.state(at, cell).within(block.revision);
                for (at, paragraph) in cell.paragraphs.iter().enumerate() {
                    visitor(spot, Part::Paragraph(at, paragraph, whole));
                    let whole = paragraph.revision.within(whole);
                    visitor(spot, Part::Text(&paragraph.content, whole));
                }
            }
        }
    }
    visitor(spot, Part::Mark(block.mark));
}

/// Visits the parts of a document to alter them.
pub fn visit_mut(document: &mut Document, visitor: &mut dyn FnMut(Spot, PartMut<'_>)) {
    for key in FrontKey::ALL {
        if let Some(content) = document.front.text_mut(key) {
            visitor(Spot::Front(key), PartMut::Text(content));
        }
    }
    let order = note_order(&document.notes);
    let mut waiting = order.into_iter().peekable();
    let notes = &mut document.notes;
    for (at, block) in document.blocks.iter_mut().enumerate() {
        while let Some(note) = waiting.next_if(|&note| notes[note].before <= at) {
            visit_note_mut(note, &mut notes[note], visitor);
        }
        visit_block_mut(Spot::Block(at), block, visitor);
    }
    for note in waiting {
        visit_note_mut(note, &mut notes[note], visitor);
    }
}

fn visit_note_mut(at: usize, note: &mut Note, visitor: &mut dyn FnMut(Spot, PartMut<'_>)) {
    for (paragraph, block) in note.blocks.iter_mut().enumerate() {
        visit_block_mut(Spot::Note(at, paragraph), block, visitor);
    }
}

/// Visits the parts of one block to alter them.
pub fn visit_block_mut(spot: Spot, block: &mut Block, visitor: &mut dyn FnMut(Spot, PartMut<'_>)) {
    visitor(spot, PartMut::Block(block));
    if let Some(label) = &mut block.label {
        visitor(spot, PartMut::Label(label));
    }
    visitor(spot, PartMut::Text(&mut block.content));
    if let BlockKind::Table(table) = &mut block.kind {
        for row in &mut table.rows {
            visitor(spot, PartMut::Row(row));
            for cell in &mut row.cells {
                for (at, paragraph) in cell.paragraphs.iter_mut().enumerate() {
                    visitor(spot, PartMut::Paragraph(at, paragraph));
                    visitor(spot, PartMut::Text(&mut paragraph.content));
                }
            }
        }
    }
    visitor(spot, PartMut::Mark(&mut block.mark));
}

/// The notes in the order of the source: each stands before the block that it was written before.
fn note_order(notes: &[Note]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..notes.len()).collect();
    order.sort_by_key(|&at| notes[at].before);
    order
}

/// Tells of the state of every piece of a document, that of the whole around it not counted in.
pub(crate) fn states(document: &Document, tell: &mut dyn FnMut(Revision)) {
    visit(document, &mut |_, part| match part {
        Part::Block(block) => tell(block.revision),
        Part::Label(label, _) => label.runs.iter().for_each(|run| tell(run.revision)),
        Part::Text(content, _) => content.iter().for_each(|inline| tell(inline.revision)),
        Part::Row(_, row, _) => tell(row.revision),
        Part::Paragraph(_, paragraph, _) => tell(paragraph.revision),
        Part::Mark(mark) => tell(mark),
        Part::Cell(_) => {}
    });
}

/// As [`states`], to alter them.
pub(crate) fn states_mut(document: &mut Document, alter: &mut dyn FnMut(&mut Revision)) {
    visit_mut(document, &mut |_, part| match part {
        PartMut::Block(block) => alter(&mut block.revision),
        PartMut::Label(label) => label.runs.iter_mut().for_each(|run| alter(&mut run.revision)),
        PartMut::Text(content) => content.iter_mut().for_each(|inline| alter(&mut inline.revision)),
        PartMut::Row(row) => alter(&mut row.revision),
        PartMut::Paragraph(_, paragraph) => alter(&mut paragraph.revision),
        PartMut::Mark(mark) => alter(mark),
    });
}
