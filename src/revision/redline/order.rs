//! The register of changes in the order in which the marks stand in the source.

use crate::model::{Block, BlockKind, ChangeId, Document, Inline, Revision};
use crate::revision::settle::texts_mut;

/// Numbers the changes by their marks' places: front matter, then blocks, each note's text before
/// the block that it is written before. A change without a mark is dropped.
pub(crate) fn order_changes(document: &mut Document) {
    let mut numbers = Numbers {
        new: vec![None; document.changes.len()],
        order: Vec::with_capacity(document.changes.len()),
    };
    for content in texts_mut(&mut document.front).into_iter().flatten() {
        numbers.runs(content);
    }
    let mut notes = document.notes.iter_mut().peekable();
    for (at, block) in document.blocks.iter_mut().enumerate() {
        while let Some(note) = notes.next_if(|note| note.before <= at) {
            numbers.blocks(&mut note.blocks);
        }
        numbers.block(block);
    }
    for note in notes {
        numbers.blocks(&mut note.blocks);
    }
    let changes = std::mem::take(&mut document.changes);
    let place = |id: &ChangeId| changes.get(id.0 as usize).cloned();
    document.changes = numbers.order.iter().filter_map(place).collect();
}

struct Numbers {
    new: Vec<Option<ChangeId>>,
    order: Vec<ChangeId>,
}

impl Numbers {
    fn number(&mut self, id: &mut Option<ChangeId>) {
        let Some(old) = *id else { return };
        let Some(slot) = self.new.get_mut(old.0 as usize) else {
            return;
        };
        let next = ChangeId(u32::try_from(self.order.len()).unwrap_or(u32::MAX));
        let new = *slot.get_or_insert(next);
        if new == next {
            self.order.push(old);
        }
        *id = Some(new);
    }

    fn revision(&mut self, revision: &mut Revision) {
        self.number(&mut revision.inserted);
        self.number(&mut revision.deleted);
    }

    fn runs(&mut self, content: &mut [Inline]) {
        for inline in content {
            self.revision(&mut inline.revision);
        }
    }

    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &mut Block) {
        self.revision(&mut block.revision);
        for run in block.label.iter_mut().flat_map(|label| &mut label.runs) {
            self.revision(&mut run.revision);
        }
        self.runs(&mut block.content);
        if let BlockKind::Table(table) = &mut block.kind {
            for row in &mut table.rows {
                self.revision(&mut row.revision);
                for cell in &mut row.cells {
                    self.runs(&mut cell.content);
                }
            }
        }
        self.revision(&mut block.mark);
    }
}
