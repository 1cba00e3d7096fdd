//! docx-rs, which models the frame of the header block: a table with its place on the page, its
//! columns and cells, their spans, lines and margins.
//!
//! That is what docx-rs 0.4 says right, and it is all that is asked of it. The rest of a Word file
//! is written by [`XmlWriter`](crate::ooxml::XmlWriter), because docx-rs
//!
//! - has no word for much of it: text and tables that run from the right, languages, no-break
//!   hyphens, the ranges of moves, the style that a paragraph had before, marks and separators of
//!   notes, rows that repeat as a head;
//! - writes the properties of paragraphs, runs, styles and sections in another order than the
//!   schema's, which Word may take for damage, and `not bold` as bold in complex scripts;
//! - numbers changes, notes and links by counters of the process, so that a second document would
//!   not have the bytes of the first, and leaves dates and names unescaped;
//! - takes ten times as long, as every piece is moved by value into the next.
//!
//! What it wrote passes once through [`finish`](super::finish), which sets children in the order of the schema,
//! leaves out what the schema does not have, and puts our paragraphs into the cells, the first
//! cell's into the first. Nothing of the text goes through docx-rs.

use super::finish::finish;
use crate::house::MastheadRule;
use docx_rs::{
    BorderType, BuildXML, Table, TableCell, TableCellBorder, TableCellBorderPosition, TableCellBorders,
    TableLayoutType, TablePositionProperty, TableRow, VAlignType, WidthType,
};

/// From the block to the text beside it, were there any (`w:leftFromText`); Word's own distance.
const DISTANCE: i32 = 180;

/// A cell of the header block.
#[derive(Debug)]
pub(super) struct FrameCell {
    pub(super) width: Width,
    pub(super) edge: Edge,
    /// What stands in it, as XML: one paragraph at least.
    pub(super) paragraphs: String,
}

/// How much of the block's width a cell takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Width {
    /// The column of this index.
    Column(usize),
    Whole,
}

/// How a cell stands to the line under the names and the emblem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Above,
    Below,
    Apart,
}

/// The block of these rows as XML.
pub(super) fn write(rows: &[Vec<FrameCell>], rule: MastheadRule, right_to_left: bool) -> String {
    let columns = rule.columns.map(size);
    let position = TablePositionProperty::new()
        .left_from_text(DISTANCE)
        .right_from_text(DISTANCE)
        .vertical_anchor("page")
        .horizontal_anchor("margin")
        .position_x_alignment("center")
        .position_y(rule.top);
    let modelled = rows.iter().map(|cells| {
        let cells = cells.iter().map(|frame_cell| cell(frame_cell, rule));
        TableRow::new(cells.collect()).cant_split()
    });
    let table = Table::without_borders(modelled.collect())
        .set_grid(columns.to_vec())
        .width(columns.iter().sum(), WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .position(position);
    let contents: Vec<&str> = rows.iter().flatten().map(|cell| &*cell.paragraphs).collect();
    finish(&table.build(), &contents, right_to_left)
}

fn cell(frame_cell: &FrameCell, rule: MastheadRule) -> TableCell {
    let cell = match frame_cell.width {
        Width::Column(column) => TableCell::new().width(size(rule.columns[column]), WidthType::Dxa),
        Width::Whole => {
            let width = rule.columns.map(size).iter().sum();
            TableCell::new().width(width, WidthType::Dxa).grid_span(2)
        }
    };
    // The columns are those of the text: the line goes from margin to margin and no further.
    let mut cell = cell;
    cell.property = cell
        .property
        .margin_left(0, WidthType::Dxa)
        .margin_right(0, WidthType::Dxa);
    match frame_cell.edge {
        Edge::Apart => cell,
        Edge::Above => {
            let line = TableCellBorder::new(TableCellBorderPosition::Bottom)
                .size(rule.line.into())
                .border_type(BorderType::Single)
                .color("auto");
            let mut cell = cell
                .set_borders(TableCellBorders::with_empty().set(line))
                .vertical_align(VAlignType::Center);
            cell.property = cell.property.margin_bottom(size(rule.gap), WidthType::Dxa);
            cell
        }
        Edge::Below => {
            cell.property = cell.property.margin_top(size(rule.gap), WidthType::Dxa);
            cell
        }
    }
}

fn size(twips: i32) -> usize {
    usize::try_from(twips).unwrap_or_default()
}
