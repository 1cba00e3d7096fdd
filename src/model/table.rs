//! Tables.

use super::{Inline, Revision};
use crate::source::Span;

/// A table has at most so many columns: Word takes no more.
pub(crate) const MOST_COLUMNS: usize = 63;

/// A table of rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// How each column is set: as many as the row of hyphens has, else as the widest row has cells.
    pub columns: Vec<Alignment>,
    /// How many of the first rows are the head.
    pub head_rows: usize,
    /// The rows, head first.
    pub rows: Vec<Row>,
    /// The `%%` lines between its rows.
    pub comments: Vec<TableComment>,
}

/// `%% text` between the lines of a table: kept for those who write source, never printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableComment {
    /// The place in [`Table::rows`] of the row that it stands before.
    pub row: usize,
    /// Whether it stands before the row of hyphens, where both stand before that row.
    pub above_rule: bool,
    /// The text behind `%%`.
    pub text: String,
    /// The line in the source.
    pub span: Span,
}

impl TableComment {
    /// Whether it stands right before the row of hyphens.
    pub fn is_above_rule(&self, table: &Table) -> bool {
        self.above_rule && self.row <= table.head_rows
    }
}

impl Table {
    /// How each column is set, those of rows longer than the row of hyphens counted in.
    pub fn alignments(&self) -> Vec<Alignment> {
        let mut columns = self.columns.clone();
        columns.resize(self.width().max(columns.len()), Alignment::House);
        columns
    }

    /// The number of cells of its longest row.
    pub(crate) fn width(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
    }

    /// The paragraphs of all cells, row by row, each with the state around its runs, that of the
    /// table not counted in.
    pub(crate) fn paragraphs(&self) -> impl Iterator<Item = (&CellParagraph, Revision)> {
        self.rows.iter().enumerate().flat_map(move |(at, row)| {
            row.cells.iter().flat_map(move |cell| {
                let state = self.state(at, cell);
                let paragraphs = cell.paragraphs.iter();
                paragraphs.map(move |paragraph| (paragraph, paragraph.revision.within(state)))
            })
        })
    }

    /// The runs of all cells, row by row.
    pub(crate) fn inlines(&self) -> impl Iterator<Item = &Inline> {
        self.paragraphs().flat_map(|(paragraph, _)| &paragraph.content)
    }

    /// The state around the text of the cell that begins in a place: that of its row. A cell over
    /// several rows comes with the last of them and goes with the last of them, so it has a state
    /// only where all of them have it.
    pub(crate) fn state(&self, row: usize, cell: &Cell) -> Revision {
        let rows = self.rows.iter().skip(row).take(cell.extent.rows.max(1));
        let states = rows.map(|row| row.revision);
        states
            .reduce(|state, next| Revision {
                inserted: state.inserted.filter(|_| next.inserted.is_some()),
                deleted: state.deleted.filter(|_| next.deleted.is_some()),
            })
            .unwrap_or(Revision::NONE)
    }
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its cells, one a column; a row may have fewer than the table has columns.
    pub cells: Vec<Cell>,
    /// The state of the whole row.
    pub revision: Revision,
    /// The row in the source.
    pub span: Span,
}

/// What stands in one place of a table's grid.
///
/// A cell has at least one paragraph, which may be empty, and the first has no state of its own.
/// A cell that goes over several columns or rows stands in the first of its places, and each of
/// its other places holds a cell of extent zero, without paragraphs.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its text.
    pub paragraphs: Vec<CellParagraph>,
    /// How many columns and rows it goes over.
    pub extent: Extent,
    /// The cell in the source, without its bars.
    pub span: Span,
}

impl Cell {
    /// A cell of one paragraph in one place.
    pub fn plain(content: Vec<Inline>, span: Span) -> Self {
        Self {
            paragraphs: vec![CellParagraph {
                content,
                revision: Revision::NONE,
                span,
            }],
            extent: Extent::ONE,
            span,
        }
    }

    /// A place that another cell covers.
    pub fn covered(span: Span) -> Self {
        Self {
            paragraphs: Vec::new(),
            extent: Extent::COVERED,
            span,
        }
    }

    /// The runs of all its paragraphs.
    pub(crate) fn inlines(&self) -> impl Iterator<Item = &Inline> {
        self.paragraphs.iter().flat_map(|paragraph| &paragraph.content)
    }

    /// Whether it says anything.
    pub(crate) fn is_empty(&self) -> bool {
        self.paragraphs
            .iter()
            .all(|paragraph| paragraph.content.is_empty())
    }
}

/// One paragraph of a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct CellParagraph {
    /// Its text.
    pub content: Vec<Inline>,
    /// The state of the whole paragraph, that of the row not counted in.
    pub revision: Revision,
    /// The paragraph in the source.
    pub span: Span,
}

/// How many columns and rows a cell goes over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Extent {
    /// From the cell's own column on.
    pub columns: usize,
    /// From the cell's own row on.
    pub rows: usize,
}

impl Extent {
    /// A cell in one place.
    pub const ONE: Self = Self { columns: 1, rows: 1 };

    /// A place that belongs to a cell before or above it.
    pub const COVERED: Self = Self { columns: 0, rows: 0 };
}

/// How a column is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Alignment {
    /// As the house style sets tables.
    #[default]
    House,
    /// `:--`
    Left,
    /// `:-:`
    Centre,
    /// `--:`
    Right,
}
