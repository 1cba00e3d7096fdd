//! Tables: from Word's rows, whose cells span columns or go on with the cell above, to a grid.

use super::draft::{CellDraft, CellParagraphDraft, RowDraft, TableDraft, Tier};
use super::wordprocessing::{State, Table};
use crate::model::MOST_COLUMNS;

/// The grid of a table; `text` gives the paragraphs of a cell.
pub(super) fn draft(
    table: &Table,
    mut text: impl FnMut(&super::wordprocessing::Cell, State) -> Vec<CellParagraphDraft>,
) -> Option<TableDraft> {
    let head_rows = table.rows.iter().take_while(|row| row.is_head).count();
    let mut rows: Vec<RowDraft> = Vec::with_capacity(table.rows.len());
    for row in table.rows.iter().filter(|row| !row.cells.is_empty()) {
        let at = rows.len();
        let mut column = row.before.min(MOST_COLUMNS - 1);
        let mut cells: Vec<CellDraft> = Vec::with_capacity(row.cells.len());
        for cell in &row.cells {
            let mut paragraphs = text(cell, row.state);
            let columns = cell.columns.min(MOST_COLUMNS.saturating_sub(column));
            // What is too wide for a table goes into its last column.
            if columns == 0 {
                if let Some(last) = cells.last_mut() {
                    last.paragraphs.append(&mut paragraphs);
                }
                continue;
            }
            let owner = cell.goes_on.then(|| owner(&rows, column, columns)).flatten();
            match owner.filter(|&(above, _)| at != head_rows && (above < head_rows) == (at < head_rows)) {
                Some((above, place)) => {
                    let owner = &mut rows[above].cells[place];
                    owner.rows = at - above + 1;
                    // Word shows none of it.
                    paragraphs.retain(|paragraph| paragraph.runs.iter().any(super::draft::Run::is_seen));
                    owner.paragraphs.append(&mut paragraphs);
                }
                None => cells.push(CellDraft {
                    column,
                    columns,
                    rows: 1,
                    paragraphs,
                }),
            }
            column += columns;
        }
        rows.push(RowDraft {
            state: whole(row.state, &cells),
            cells,
        });
    }
    let is_table = rows.iter().any(|row| !row.cells.is_empty());
    is_table.then(|| TableDraft {
        head_rows: head_rows.min(rows.len()),
        rows,
        tier: Tier::Whole,
    })
}

/// The state of a row. Where all text of a struck row was inserted, so was the row: no mark inside a
/// struck row says so.
fn whole(mut state: State, cells: &[CellDraft]) -> State {
    let paragraphs = cells.iter().flat_map(|cell| &cell.paragraphs);
    let mut runs = paragraphs
        .flat_map(|paragraph| &paragraph.runs)
        .filter(|run| run.is_seen());
    if state.deleted.is_some() && state.inserted.is_none() {
        let first = runs.clone().next().and_then(|run| run.state.inserted);
        state.inserted = first.filter(|_| runs.all(|run| run.state.inserted.is_some()));
    }
    state
}

/// The cell that reaches down to the last row in these columns.
fn owner(rows: &[RowDraft], column: usize, columns: usize) -> Option<(usize, usize)> {
    let last = rows.len().checked_sub(1)?;
    rows.iter().enumerate().rev().find_map(|(at, row)| {
        let place = row.cells.iter().position(|cell| {
            cell.column == column && cell.columns == columns && at + cell.rows - 1 == last
        })?;
        Some((at, place))
    })
}

impl TableDraft {
    /// How many columns it has.
    pub(super) fn width(&self) -> usize {
        let ends = self
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .map(|cell| cell.column + cell.columns);
        ends.max().unwrap_or(1)
    }
}
