//! Tables.

use super::{Inline, Revision};
use crate::source::Span;

/// A table of rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// How each column is set: as many as the row of hyphens has, else as the widest row has cells.
    pub columns: Vec<Alignment>,
    /// How many of the first rows are the head.
    pub head_rows: usize,
    /// The rows, head first.
    pub rows: Vec<Row>,
}

impl Table {
    /// How each column is set, those of rows longer than the row of hyphens counted in.
    pub fn alignments(&self) -> Vec<Alignment> {
        let widest = self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let mut columns = self.columns.clone();
        columns.resize(widest.max(columns.len()), Alignment::House);
        columns
    }
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its cells; a row may have fewer than the table has columns.
    pub cells: Vec<Cell>,
    /// The state of the whole row.
    pub revision: Revision,
    /// The row in the source.
    pub span: Span,
}

/// One cell of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its text.
    pub content: Vec<Inline>,
    /// The cell in the source, without its bars.
    pub span: Span,
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
