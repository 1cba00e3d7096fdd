//! What the text means: label sequences, references, notes, and what is wrong with them.

mod conference;
mod labels;
mod moves;
mod notes;
mod references;
pub(crate) mod sequences;
mod target;

pub use target::{Meaning, Part, Target, TargetPair};

use crate::diagnostic::Diagnostics;
use crate::model::{Block, BlockKind, Document, Inline, Revision};

/// Works out what the references of a document lead to, and checks all that can be checked in
/// both of its readings.
pub fn understand(document: &Document, diagnostics: &mut Diagnostics) -> Meaning {
    let lonely = moves::lonely_marks(document);
    conference::check(document, diagnostics);
    labels::check(document, diagnostics);
    notes::check(document, diagnostics);
    moves::check(document, &lonely, diagnostics);
    let mut meaning = target::targets(document, diagnostics);
    meaning.moved = moves::moved(document);
    references::check(document, &meaning, diagnostics);
    meaning
}

/// Every inline of the document's text with the state of what is around it: front matter, blocks,
/// table cells and notes.
fn inlines(document: &Document) -> impl Iterator<Item = (&Inline, Revision)> {
    let front = &document.front;
    let headers = [
        &front.title,
        &front.subtitle,
        &front.source,
        &front.agenda_item,
        &front.meeting,
        &front.conference_name,
        &front.conference_place,
        &front.conference_dates,
    ];
    let front = headers
        .into_iter()
        .flatten()
        .flatten()
        .map(|inline| (inline, Revision::NONE));
    let blocks = document.blocks.iter().flat_map(block_inlines);
    let notes = document
        .notes
        .iter()
        .flat_map(|note| &note.blocks)
        .flat_map(block_inlines);
    front.chain(blocks).chain(notes)
}

/// Every inline of a block with the state of what is around it.
fn block_inlines(block: &Block) -> Box<dyn Iterator<Item = (&Inline, Revision)> + '_> {
    if let BlockKind::Table(table) = &block.kind {
        return Box::new(table.rows.iter().flat_map(move |row| {
            let revision = row.revision.within(block.revision);
            let cells = row.cells.iter().flat_map(|cell| &cell.content);
            cells.map(move |inline| (inline, revision))
        }));
    }
    Box::new(block.content.iter().map(|inline| (inline, block.revision)))
}
