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
    // How many rows are gone before each row, and before the end.
    let mut gone = vec![0];
    gone.extend(table.rows.iter().scan(0, |count, row| {
        *count += usize::from(row.revision == GONE);
        Some(*count)
    }));
    let gone_before = |row: usize| gone[row.min(gone.len() - 1)];
    for (at, row) in table.rows.iter_mut().enumerate() {
        for cell in row.cells.iter_mut().filter(|cell| cell.extent.rows > 1) {
            cell.extent.rows -= gone_before(at + cell.extent.rows) - gone_before(at + 1);
        }
    }
    table.head_rows -= gone_before(table.head_rows);
    for comment in &mut table.comments {
        comment.row -= gone_before(comment.row);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cell, Row};
    use crate::source::Span;

    #[test]
    fn a_merged_cell_loses_the_rows_that_are_gone() {
        let row = |cell: Cell, revision: Revision| Row {
            cells: vec![cell],
            revision,
            span: Span::NONE,
        };
        let mut merged = Cell::plain(Vec::new(), Span::NONE);
        merged.extent.rows = 3;
        let covered = || Cell::covered(Span::NONE);
        let mut table = Table {
            rows: vec![
                row(merged, Revision::NONE),
                row(covered(), GONE),
                row(covered(), GONE),
                row(Cell::plain(Vec::new(), Span::NONE), Revision::NONE),
                row(Cell::plain(Vec::new(), Span::NONE), GONE),
            ],
            head_rows: 3,
            ..Table::default()
        };
        clear_table(&mut table);
        assert_eq!((table.rows.len(), table.head_rows), (2, 1));
        assert_eq!(table.rows[0].cells[0].extent.rows, 1);
    }
}
