//! Takes out of blocks what is no more.

use super::write::GONE;
use crate::model::{Block, BlockKind, Revision, Table};
use crate::syntax::fold_spaces;

/// Takes out of a block what is no more.
pub(super) fn clear(block: &mut Block) {
    if block.label.as_ref().is_some_and(|label| label.runs.is_empty()) {
        block.label = None;
        if block.kind == BlockKind::Clause {
            block.kind = BlockKind::Paragraph;
        }
    }
    if let BlockKind::Table(table) = &mut block.kind {
        clear_table(table);
    }
}

fn clear_table(table: &mut Table) {
    for row in &mut table.rows {
        for cell in &mut row.cells {
            cell.paragraphs.retain(|paragraph| paragraph.revision != GONE);
        }
    }
    let gone: Vec<usize> = (0..table.rows.len())
        .filter(|&at| table.rows[at].revision == GONE)
        .collect();
    for &at in &gone {
        let (above, _) = table.rows.split_at_mut(at);
        for (distance, row) in above.iter_mut().rev().enumerate() {
            for cell in &mut row.cells {
                if cell.extent.rows > distance + 1 {
                    cell.extent.rows -= 1;
                }
            }
        }
    }
    table.head_rows -= gone.iter().filter(|&&at| at < table.head_rows).count();
    for comment in &mut table.comments {
        comment.row -= gone.iter().filter(|&&at| at < comment.row).count();
    }
    table.rows.retain(|row| row.revision != GONE);
    // What a whole row has its text need not say again.
    for row in &mut table.rows {
        for cell in &mut row.cells {
            for paragraph in &mut cell.paragraphs {
                for inline in &mut paragraph.content {
                    without(&mut inline.revision, row.revision);
                }
                without(&mut paragraph.revision, row.revision);
            }
        }
    }
}

/// A state without what the whole around it has.
fn without(state: &mut Revision, whole: Revision) {
    state.inserted = state.inserted.filter(|_| whole.inserted.is_none());
    state.deleted = state.deleted.filter(|_| whole.deleted.is_none());
}

/// Makes the spaces of a block single in both readings.
pub(super) fn fold(block: &mut Block) {
    fold_spaces(&mut block.content, block.revision, block.mark);
    if let BlockKind::Table(table) = &mut block.kind {
        for row in &mut table.rows {
            let whole = row.revision.within(block.revision);
            for paragraph in row.cells.iter_mut().flat_map(|cell| &mut cell.paragraphs) {
                let whole = paragraph.revision.within(whole);
                fold_spaces(&mut paragraph.content, whole, Revision::NONE);
            }
        }
    }
}
