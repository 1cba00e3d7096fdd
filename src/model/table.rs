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
    /// The `%%` lines between its rows.
    pub comments: Vec<TableComment>,
}

/// `%% text` between the lines of a table: kept for those who write source, never printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableComment {
    /// The place in [`Table::rows`] of the row that it stands before.
    pub row: usize,
    /// The text behind `%%`.
    pub text: String,
    /// The line in the source.
    pub span: Span,
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
