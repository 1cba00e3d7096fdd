//! Tables, their rows as the view has them.

use super::flow::{Cell, Paragraph, Role, Row, SettledCell, SettledTable, Table};
use super::runs::Writer;
use crate::house::ParagraphStyle;
use crate::model::{
    self, Alignment, Block, BlockKind, CaptionKind, CellParagraph, Extent, GridCell, Revision, Shown,
    Standings, View,
};

/// What the final reading has of a table. In the markup, every row and column of the document's
/// stands in its place.
fn settled(table: &model::Table) -> Option<SettledTable> {
    let grid = table.grid(View::Final)?;
    let kept = (0..table.rows.len()).filter(|&row| View::Final.admits(table.rows[row].revision));
    let rows = grid.rows.iter().zip(kept).map(|(row, at)| {
        let cells = row.places.iter().map(|place| SettledCell {
            at: place.at,
            extent: place.extent,
        });
        // A row that is cut short still has its place in every column.
        let short = grid.columns.iter().skip(row.places.len());
        let short = short.map(|&column| SettledCell {
            at: (at, column),
            extent: Extent::ONE,
        });
        cells.chain(short).collect()
    });
    Some(SettledTable {
        rows: rows.collect(),
        columns: grid.columns,
    })
}

impl Writer<'_> {
    /// A table, if it has a row.
    pub(super) fn table(&mut self, block: &Block, table: &model::Table) -> Option<Table> {
        let grid = table.grid(self.reading.view)?;
        let alignment = |&column: &usize| table.columns.get(column).copied().unwrap_or(Alignment::House);
        let mut rows = Vec::with_capacity(grid.rows.len());
        for (index, row) in grid.rows.iter().enumerate() {
            let revision = self.reading.shown(row.row.revision.within(block.revision))?;
            let is_head = index < grid.head_rows;
            let places = row.places.iter();
            let mut cells: Vec<Cell> = places
                .map(|place| self.cell(place, block.revision, is_head))
                .collect();
            // A row that is cut short still has its place in every column.
            while cells.len() < grid.columns.len() {
                let empty = CellParagraph {
                    content: Vec::new(),
                    revision: Revision::NONE,
                    span: row.row.span.tail(),
                };
                cells.push(Cell {
                    paragraphs: vec![self.cell_paragraph(&empty, revision, is_head)],
                    extent: Extent::ONE,
                });
            }
            rows.push(Row { cells, revision });
        }
        (!rows.is_empty()).then(|| Table {
            columns: grid.columns.iter().map(alignment).collect(),
            head_rows: grid.head_rows,
            rows,
            span: block.span,
            description: None,
            settled: (self.reading.view == View::Markup)
                .then(|| settled(table))
                .flatten(),
        })
    }

    fn cell(&mut self, place: &GridCell<'_>, whole: Revision, is_head: bool) -> Cell {
        let state = place.state.within(whole);
        let shown = place.shown(self.reading.view).enumerate();
        let paragraphs = shown.map(|(at, (paragraph, standings))| {
            // The first stays in each reading, whatever becomes of its text.
            let own = match at {
                0 => paragraph.revision,
                _ => paragraph.state(),
            };
            let state = self.reading.shown(own.within(state));
            Paragraph {
                standings,
                ..self.cell_paragraph(paragraph, state.unwrap_or_default(), is_head)
            }
        });
        Cell {
            paragraphs: paragraphs.collect(),
            extent: place.extent,
        }
    }

    fn cell_paragraph(&mut self, paragraph: &CellParagraph, state: Revision, is_head: bool) -> Paragraph {
        Paragraph {
            style: match is_head {
                true => ParagraphStyle::TableHead,
                false => ParagraphStyle::TableText,
            },
            role: Role::Body,
            runs: self.runs(&paragraph.content, state),
            label_runs: 0,
            mark: state,
            standings: Standings::OWN,
            bookmarks: Vec::new(),
            span: paragraph.span,
        }
    }

    /// The words of a caption beside a table or picture: above it as a rule, else below.
    pub(super) fn description(&self, blocks: &[Shown<'_>], at: usize, kind: CaptionKind) -> Option<String> {
        let caption = |placed: &&Shown<'_>| {
            let block = placed.block;
            let settled = self.reading.settled(block.revision);
            let text = super::reading::one_line(&block.text(settled));
            (block.kind == BlockKind::Caption(kind) && !text.is_empty()).then_some(text)
        };
        let above = at.checked_sub(1).and_then(|above| blocks.get(above));
        above
            .as_ref()
            .and_then(caption)
            .or_else(|| blocks.get(at + 1).as_ref().and_then(caption))
    }
}
