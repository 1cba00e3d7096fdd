//! The rows, columns and cells of a table that one reading has.

use std::collections::BTreeMap;

use super::{
    Alignment, Cell, CellParagraph, ChangeId, Extent, Inline, InlineKind, Leave, Revision, Row, Standing,
    Standings, Table, View,
};

/// A table in one reading.
#[derive(Debug)]
pub(crate) struct Grid<'t> {
    /// Which of the table's columns the reading has.
    pub(crate) columns: Vec<usize>,
    /// How many of the first rows are the head.
    pub(crate) head_rows: usize,
    /// The rows that the reading has.
    pub(crate) rows: Vec<GridRow<'t>>,
}

impl Grid<'_> {
    /// The extent of each cell and the number of its paragraphs, but for plain cells at the end of
    /// a row.
    pub(crate) fn shape(&self, leave: impl Leave) -> Vec<Vec<(Extent, usize)>> {
        let row = |row: &GridRow<'_>| {
            let cells = row.places.iter();
            let mut shape: Vec<_> = cells
                .map(|cell| (cell.extent, cell.paragraphs(leave).count()))
                .collect();
            while shape.pop_if(|last| *last == (Extent::ONE, 1)).is_some() {}
            shape
        };
        self.rows.iter().map(row).collect()
    }
}

/// A row in one reading.
#[derive(Debug)]
pub(crate) struct GridRow<'t> {
    /// The row of the table.
    pub(crate) row: &'t Row,
    /// What stands in its places; it may have fewer than the table has columns.
    pub(crate) places: Vec<GridCell<'t>>,
}

/// A place of the grid and what stands in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct GridCell<'t> {
    /// The cell that begins here, or the covered one that stands here.
    pub(crate) cell: &'t Cell,
    /// The row and column of the table where that stands.
    pub(crate) at: (usize, usize),
    /// How many columns and rows of the reading the cell goes over.
    pub(crate) extent: Extent,
    /// The state around the cell's paragraphs, that of the table not counted in.
    pub(crate) state: Revision,
}

impl Table {
    /// The table in a reading; none where the reading has no row or no column of it.
    ///
    /// A column whose every cell had text and has lost it was inserted (or deleted) cell by cell,
    /// and goes. A merged cell says nothing about any of its columns. It begins at the first of
    /// its places that the reading has, and goes when all of them go.
    pub(crate) fn grid(&self, leave: impl Leave) -> Option<Grid<'_>> {
        let kept = self.rows_in(leave);
        let columns: Vec<usize> = self.columns_in(&kept, leave).collect();
        if !self.rows.is_empty() && (kept.is_empty() || columns.is_empty()) {
            return None;
        }
        let moved = self.merged(&kept, &columns);
        let rows = kept.iter().map(|&at| {
            let row = &self.rows[at];
            let shown = columns.iter().filter(|&&column| column < row.cells.len());
            let places = shown.map(|&column| {
                let cell = &row.cells[column];
                match (cell.extent, moved.get(&(at, column))) {
                    (_, Some(place)) => *place,
                    (Extent::ONE, None) => GridCell {
                        cell,
                        at: (at, column),
                        extent: Extent::ONE,
                        state: row.revision,
                    },
                    (_, None) => GridCell {
                        cell,
                        at: (at, column),
                        extent: Extent::COVERED,
                        state: row.revision,
                    },
                }
            });
            GridRow {
                row,
                places: places.collect(),
            }
        });
        Some(Grid {
            head_rows: kept.iter().take_while(|&&row| row < self.head_rows).count(),
            rows: rows.collect(),
            columns,
        })
    }

    /// Whether a reading has something of the table.
    pub(crate) fn is_in(&self, leave: impl Leave) -> bool {
        let rows = self.rows_in(leave);
        self.rows.is_empty() || !rows.is_empty() && self.columns_in(&rows, leave).next().is_some()
    }

    fn rows_in(&self, leave: impl Leave) -> Vec<usize> {
        let rows = self.rows.iter().enumerate();
        let kept = rows.filter(|(_, row)| leave.keeps(row.revision));
        kept.map(|(at, _)| at).collect()
    }

    /// The columns of a reading that has these rows.
    fn columns_in(&self, rows: &[usize], leave: impl Leave) -> impl Iterator<Item = usize> {
        let widths = rows.iter().map(|&row| self.rows[row].cells.len());
        let width = widths.max().unwrap_or(0);
        let goes = move |column: usize| {
            let mut lost = false;
            for &row in rows {
                let Some(cell) = self.rows[row].cells.get(column) else {
                    continue;
                };
                if cell.extent.columns != 1 {
                    continue;
                }
                if cell.has_text(leave) {
                    return false;
                }
                lost |= !cell.is_empty();
            }
            lost
        };
        let ruled = if self.is_ruled() { self.columns.len() } else { 0 };
        (0..width.max(ruled)).filter(move |&column| !goes(column))
    }

    /// The merged cells of a reading by the places that they begin in.
    fn merged(&self, rows: &[usize], columns: &[usize]) -> BTreeMap<(usize, usize), GridCell<'_>> {
        let mut merged = BTreeMap::new();
        let within = |kept: &[usize], from: usize, count: usize| {
            let start = kept.partition_point(|&at| at < from);
            let end = kept.partition_point(|&at| at < from + count);
            kept.get(start)
                .filter(|_| start < end)
                .map(|&first| (first, end - start))
        };
        for (at, row) in self.rows.iter().enumerate() {
            for (column, cell) in row.cells.iter().enumerate() {
                let extent = cell.extent;
                if extent == Extent::ONE {
                    continue;
                }
                let (first, last) = (
                    within(rows, at, extent.rows),
                    within(columns, column, extent.columns),
                );
                if let (Some((row, rows)), Some((column, columns))) = (first, last) {
                    let place = GridCell {
                        cell,
                        at: (at, column),
                        extent: Extent { columns, rows },
                        state: self.state(at, cell),
                    };
                    merged.insert((row, column), place);
                }
            }
        }
        merged
    }

    /// Whether the table is written with a row of hyphens: nothing else tells of a head, of how
    /// columns are set, or of columns that no row has a cell in.
    pub(crate) fn is_ruled(&self) -> bool {
        self.head_rows > 0
            || self.columns.iter().any(|column| *column != Alignment::House)
            || self.columns.len() > self.width()
    }
}

impl<'t> GridCell<'t> {
    /// The paragraphs that stand here in the reading. A further one that has lost its text is
    /// none; the first stays, be it empty.
    pub(crate) fn paragraphs<L: Leave>(
        &self,
        leave: L,
    ) -> impl Iterator<Item = &'t CellParagraph> + use<'t, L> {
        let place = *self;
        let paragraphs = self.cell.paragraphs.iter().enumerate();
        let kept = paragraphs.filter(move |(at, paragraph)| place.has(*at, paragraph, leave));
        kept.map(|(_, paragraph)| paragraph)
    }

    /// The paragraphs that a view of the whole table shows here, each with how it stands in the
    /// readings that have the cell.
    pub(crate) fn shown(&self, view: View) -> impl Iterator<Item = (&'t CellParagraph, Standings)> + use<'t> {
        let place = *self;
        let paragraphs = self.cell.paragraphs.iter().enumerate();
        paragraphs.filter_map(move |(at, paragraph)| {
            let standing = |view: View| match place.has(at, paragraph, view) {
                true => Standing::Own,
                false => Standing::Absent,
            };
            let standings = Standings {
                original: standing(View::Original),
                settled: standing(View::Final),
            };
            place.has(at, paragraph, view).then_some((paragraph, standings))
        })
    }

    fn has(&self, at: usize, paragraph: &CellParagraph, leave: impl Leave) -> bool {
        self.extent != Extent::COVERED && (at == 0 || paragraph.is_in(leave))
    }
}

impl Cell {
    fn has_text(&self, leave: impl Leave) -> bool {
        self.paragraphs.iter().any(|paragraph| {
            let mut content = paragraph.content.iter();
            content.any(|inline| {
                leave.keeps(inline.revision.within(paragraph.revision)) && inline.says_anything()
            })
        })
    }
}

impl CellParagraph {
    fn is_in(&self, leave: impl Leave) -> bool {
        let mut content = self.content.iter();
        leave.keeps(self.revision)
            && content.any(|inline| inline.is_printed() && leave.keeps(inline.revision))
    }

    /// The state of the whole paragraph, be it that all its text has come or gone: a further
    /// paragraph of a cell that has no text in a reading is none there.
    pub(crate) fn state(&self) -> Revision {
        let text = || self.content.iter().filter(|inline| inline.is_printed());
        let side = |of: fn(Revision) -> Option<ChangeId>| {
            let mut ids = text().map(|inline| of(inline.revision));
            let first = ids.next().flatten();
            first.filter(|_| ids.all(|id| id.is_some()))
        };
        let text = Revision {
            inserted: side(|revision| revision.inserted),
            deleted: side(|revision| revision.deleted),
        };
        self.revision.within(text)
    }
}

impl Inline {
    /// Whether it says something, a comment included.
    fn says_anything(&self) -> bool {
        matches!(self.kind, InlineKind::Comment(_) | InlineKind::SourceComment(_)) || self.is_printed()
    }

    /// Whether it is part of a text and more than spaces.
    pub(crate) fn is_printed(&self) -> bool {
        match &self.kind {
            InlineKind::Text(text) => text.chars().any(|c| c != ' '),
            InlineKind::LineBreak | InlineKind::NoteReference(_) | InlineKind::CrossReference(_) => true,
            InlineKind::Comment(_) | InlineKind::SourceComment(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    const STRUCK: Revision = Revision {
        inserted: None,
        deleted: Some(ChangeId(0)),
    };

    fn cell(text: &str, revision: Revision) -> Cell {
        Cell::plain(vec![Inline::text(text, revision, Span::NONE)], Span::NONE)
    }

    fn row(revision: Revision, cells: Vec<Cell>) -> Row {
        Row {
            cells,
            revision,
            span: Span::NONE,
        }
    }

    /// Two rows of three columns; the first cell goes over two columns and both rows.
    fn table(first_row: Revision, first_column: Revision) -> Table {
        let merged = Cell {
            extent: Extent { columns: 2, rows: 2 },
            ..cell("merged", Revision::NONE)
        };
        let covered = || Cell::covered(Span::NONE);
        let plain = |text: &str| cell(text, Revision::NONE);
        Table {
            columns: vec![Alignment::House; 3],
            head_rows: 0,
            comments: Vec::new(),
            rows: vec![
                row(first_row, vec![merged, covered(), plain("a")]),
                row(Revision::NONE, vec![covered(), covered(), plain("b")]),
                row(
                    Revision::NONE,
                    vec![cell("c", first_column), plain("d"), plain("e")],
                ),
            ],
        }
    }

    /// The places of a reading, each with its text and extent.
    fn printed(table: &Table) -> Vec<Vec<(String, usize, usize)>> {
        let grid = table.grid(View::Final).expect("the final has rows");
        let print = |place: &GridCell<'_>| {
            let inlines = place.cell.inlines();
            let text = inlines.map(|inline| match &inline.kind {
                InlineKind::Text(text) => text.as_str(),
                _ => "",
            });
            (text.collect(), place.extent.columns, place.extent.rows)
        };
        grid.rows
            .iter()
            .map(|row| row.places.iter().map(print).collect())
            .collect()
    }

    fn places(row: &[(&str, usize, usize)]) -> Vec<(String, usize, usize)> {
        row.iter()
            .map(|(text, columns, rows)| ((*text).to_owned(), *columns, *rows))
            .collect()
    }

    #[test]
    fn a_merged_cell_begins_at_the_first_place_that_is_left() {
        assert_eq!(
            printed(&table(STRUCK, Revision::NONE)),
            [
                places(&[("merged", 2, 1), ("", 0, 0), ("b", 1, 1)]),
                places(&[("c", 1, 1), ("d", 1, 1), ("e", 1, 1)])
            ]
        );
        assert_eq!(
            printed(&table(Revision::NONE, STRUCK)),
            [
                places(&[("merged", 1, 2), ("a", 1, 1)]),
                places(&[("", 0, 0), ("b", 1, 1)]),
                places(&[("d", 1, 1), ("e", 1, 1)])
            ]
        );
    }

    #[test]
    fn a_merged_cell_has_the_state_that_all_its_rows_have() {
        let mut table = table(STRUCK, Revision::NONE);
        let state = |table: &Table| table.state(0, &table.rows[0].cells[0]);
        assert_eq!(state(&table), Revision::NONE);
        table.rows[1].revision = STRUCK;
        assert_eq!(state(&table), STRUCK);
    }

    #[test]
    fn columns_of_the_row_of_hyphens_stay_without_cells() {
        let mut table = table(Revision::NONE, Revision::NONE);
        table.columns.push(Alignment::House);
        let grid = table.grid(View::Final).expect("the final has rows");
        assert_eq!(grid.columns, [0, 1, 2, 3]);
    }

    #[test]
    fn a_table_that_lost_all_its_columns_is_none() {
        let table = Table {
            columns: vec![Alignment::House],
            rows: vec![row(Revision::NONE, vec![cell("a", STRUCK)])],
            ..Table::default()
        };
        assert!(table.is_in(View::Original) && table.grid(View::Original).is_some());
        assert!(!table.is_in(View::Final) && table.grid(View::Final).is_none());
    }
}
