//! The grid of a table: where its lines are, and which of them merged cells are without.

use std::collections::BTreeMap;

/// Where the lines of a table's grid are.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Frame {
    /// The edges of the columns from the column's left edge, from left to right.
    pub(crate) edges: Vec<f32>,
    /// Thickness of the lines.
    pub(crate) border: f32,
    /// Height of the head where it is repeated, else 0.
    pub(crate) head: f32,
    /// By their rows, the lines that merged cells are without.
    pub(crate) merged: BTreeMap<usize, Merged>,
}

/// The lines of the grid that are not drawn in a row. Columns and edges are counted from the left.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Merged {
    /// The columns that go on from the row above.
    pub(crate) columns: Vec<usize>,
    /// The edges between columns that are one.
    pub(crate) edges: Vec<usize>,
}
