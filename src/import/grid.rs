//! Tables: from Word's rows, whose cells span columns or go on with the cell above, to a grid.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{CellDraft, CellParagraphDraft, RowDraft, TableDraft, Tier};
use super::wordprocessing::{Align, State, Table};
use crate::model::{Alignment, MOST_COLUMNS};

/// The grid of a table; `text` gives the paragraphs of a cell, told whether that is of the head.
pub(super) fn draft(
    table: &Table,
    mut text: impl FnMut(&super::wordprocessing::Cell, bool) -> Vec<CellParagraphDraft>,
) -> Option<TableDraft> {
    let head_rows = table.rows.iter().take_while(|row| row.is_head).count();
    let mut rows: Vec<RowDraft> = Vec::with_capacity(table.rows.len());
    // By their first columns, the cells that reach down to the last row: their rows and places there.
    let mut above: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for row in table.rows.iter().filter(|row| !row.cells.is_empty()) {
        let at = rows.len();
        let mut column = row.before.min(MOST_COLUMNS - 1);
        let mut cells: Vec<CellDraft> = Vec::with_capacity(row.cells.len());
        let mut reaching = BTreeMap::new();
        for cell in &row.cells {
            let mut paragraphs = text(cell, row.is_head);
            let columns = cell.columns.min(MOST_COLUMNS.saturating_sub(column));
            // What is too wide for a table goes into its last column.
            if columns == 0 {
                if let Some(last) = cells.last_mut() {
                    last.paragraphs.append(&mut paragraphs);
                }
                continue;
            }
            let owner = above.get(&column).filter(|_| cell.goes_on).copied();
            let goes_on = |&(above, place): &(usize, usize)| {
                let is_as_wide = rows[above].cells[place].columns == columns;
                is_as_wide && at != head_rows && (above < head_rows) == (at < head_rows)
            };
            match owner.filter(goes_on) {
                Some((above, place)) => {
                    reaching.insert(column, (above, place));
                    let owner = &mut rows[above].cells[place];
                    owner.rows = at - above + 1;
                    // Word shows none of it.
                    paragraphs.retain(|paragraph| paragraph.runs.iter().any(super::draft::Run::is_seen));
                    owner.paragraphs.append(&mut paragraphs);
                }
                None => {
                    reaching.insert(column, (at, cells.len()));
                    cells.push(CellDraft {
                        column,
                        columns,
                        rows: 1,
                        paragraphs,
                    });
                }
            }
            column += columns;
        }
        above = reaching;
        rows.push(RowDraft {
            state: whole(row.state, &cells),
            place: row.place.clone(),
            cells,
        });
    }
    let is_table = rows.iter().any(|row| !row.cells.is_empty());
    is_table.then(|| TableDraft {
        place: table.place.clone(),
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

    /// How its columns are set: as all cells of the body say by themselves; else as the house sets them.
    pub(super) fn alignments(&self) -> Vec<Alignment> {
        let mut said: Vec<BTreeSet<Option<Align>>> = vec![BTreeSet::new(); self.width()];
        for cell in self.rows.iter().skip(self.head_rows).flat_map(|row| &row.cells) {
            let shown =
                |paragraph: &&CellParagraphDraft| paragraph.runs.iter().any(super::draft::Run::is_seen);
            let aligns = cell
                .paragraphs
                .iter()
                .filter(shown)
                .map(|paragraph| paragraph.align);
            if cell.columns == 1 {
                said[cell.column].extend(aligns);
            }
        }
        let alignment = |said: &BTreeSet<Option<Align>>| match said.first() {
            Some(Some(align)) if said.len() == 1 => match align {
                Align::Start => Alignment::Left,
                Align::Centre => Alignment::Centre,
                Align::End => Alignment::Right,
            },
            _ => Alignment::House,
        };
        said.iter().map(alignment).collect()
    }
}
