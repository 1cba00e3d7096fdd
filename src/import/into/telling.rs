//! The first words of what is told of, by which somebody finds it.

use super::signs::{self, Sign, What};
use crate::import::wordprocessing::Passage;
use crate::model::{Block, Cell, Revision, Table};

/// Of a block.
pub(super) fn of_block(block: &Block) -> String {
    signs::of_block(block)
        .map(|signs| of_signs(&signs))
        .unwrap_or_default()
}

/// Of signs.
pub(super) fn of_signs(signs: &[Sign]) -> String {
    let text: String = signs
        .iter()
        .filter_map(|sign| match sign.what {
            What::Char(c) => Some(c),
            _ => None,
        })
        .collect();
    Passage::of(&text, "").map_or(String::new(), |passage| passage.words)
}

/// Of a table.
pub(super) fn of_table(table: &Table) -> String {
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    let mut cells = cells.map(of_cell);
    cells.find(|words| !words.is_empty()).unwrap_or_default()
}

/// Of a cell.
pub(super) fn of_cell(cell: &Cell) -> String {
    let signs = cell.paragraphs.iter();
    let mut signs = signs.filter_map(|paragraph| signs::of_cell_paragraph(paragraph, Revision::NONE).ok());
    signs.next().map(|signs| of_signs(&signs)).unwrap_or_default()
}
