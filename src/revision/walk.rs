//! Every place of a document where a state can stand, with the place's own words.

use crate::model::{Block, BlockKind, Document, Inline, InlineKind, Label, Revision};
use crate::revision::settle::texts;

/// Where a walk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spot {
    /// A value of the front matter: its place among those with markup.
    Front(usize),
    /// A block of the document.
    Block(usize),
    /// A paragraph of a note: the note and the paragraph.
    Note(usize, usize),
}

/// A piece of the document and what the blocks and rows around it say.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part<'d> {
    /// A block as a whole, before its parts.
    Block(&'d Block),
    /// A label in a block of this state.
    Label(&'d Label, Revision),
    /// A run in a block, row or value of this state.
    Run(&'d Inline, Revision),
    /// A row as a whole, before its cells.
    Row(usize, &'d crate::model::Row),
    /// The end of a cell.
    Cell,
    /// The paragraph mark.
    Mark(Revision),
}

/// Visits the parts of a document in the order of the front matter, blocks and notes.
pub(crate) fn walk<'d>(document: &'d Document, visit: &mut dyn FnMut(Spot, Part<'d>)) {
    for (at, content) in texts(&document.front).into_iter().enumerate() {
        for inline in content.iter().flatten() {
            visit(Spot::Front(at), Part::Run(inline, Revision::NONE));
        }
    }
    for (at, block) in document.blocks.iter().enumerate() {
        walk_block(Spot::Block(at), block, visit);
    }
    for (note, found) in document.notes.iter().enumerate() {
        for (at, block) in found.blocks.iter().enumerate() {
            walk_block(Spot::Note(note, at), block, visit);
        }
    }
}

/// Whether a document holds words that are not for its readers: comments, and the author's own
/// (`%%`).
pub(crate) fn has_remarks(document: &Document) -> bool {
    let mut any = !document.front.comments.is_empty();
    walk(document, &mut |_, part| {
        any |= match part {
            Part::Block(block) => matches!(block.kind, BlockKind::SourceComment(_)),
            Part::Run(inline, _) => {
                matches!(inline.kind, InlineKind::Comment(_) | InlineKind::SourceComment(_))
            }
            Part::Label(..) | Part::Row(..) | Part::Cell | Part::Mark(_) => false,
        };
    });
    any
}

fn walk_block<'d>(spot: Spot, block: &'d Block, visit: &mut dyn FnMut(Spot, Part<'d>)) {
    visit(spot, Part::Block(block));
    if let Some(label) = &block.label {
        visit(spot, Part::Label(label, block.revision));
    }
    for inline in &block.content {
        visit(spot, Part::Run(inline, block.revision));
    }
    if let BlockKind::Table(table) = &block.kind {
        for (at, row) in table.rows.iter().enumerate() {
            visit(spot, Part::Row(at, row));
            let whole = row.revision.within(block.revision);
            for cell in &row.cells {
                for inline in &cell.content {
                    visit(spot, Part::Run(inline, whole));
                }
                visit(spot, Part::Cell);
            }
        }
    }
    visit(spot, Part::Mark(block.mark));
}
