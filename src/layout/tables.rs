//! Tables, their rows as the view has them.

use super::flow::{Cell, Paragraph, Role, Row, Table};
use super::join::Placed;
use super::runs::Writer;
use crate::house::ParagraphStyle;
use crate::model::{self, Block, BlockKind, CaptionKind, Inline, Revision};
use crate::revision::columns_without;
use crate::source::Span;

/// A table without the columns that its view does not have.
fn without_columns(mut table: Table, gone: &[usize]) -> Table {
    fn keep<T>(all: &mut Vec<T>, gone: &[usize]) {
        let mut at = 0;
        all.retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
    }
    if !gone.is_empty() {
        keep(&mut table.columns, gone);
        table.rows.iter_mut().for_each(|row| keep(&mut row.cells, gone));
    }
    table
}

impl Writer<'_> {
    /// A table, if the view has a row of it.
    pub(super) fn table(&mut self, block: &Block, table: &model::Table) -> Option<Table> {
        let columns = table.alignments();
        let mut head_rows = 0;
        let mut rows = Vec::with_capacity(table.rows.len());
        for (index, row) in table.rows.iter().enumerate() {
            let Some(revision) = self.reading.shown(row.revision.within(block.revision)) else {
                continue;
            };
            let is_head = index < table.head_rows;
            head_rows += usize::from(is_head);
            let mut cells: Vec<Cell> = row
                .cells
                .iter()
                .map(|cell| self.cell(&cell.content, revision, is_head, cell.span))
                .collect();
            // A row that is cut short still has its place in every column.
            while cells.len() < columns.len() {
                cells.push(self.cell(&[], revision, is_head, row.span.tail()));
            }
            rows.push(Row { cells, revision });
        }
        if rows.is_empty() {
            return None;
        }
        let made = Table {
            columns,
            head_rows,
            rows,
            span: block.span,
            description: None,
        };
        Some(without_columns(made, &columns_without(table, self.reading.view)))
    }

    fn cell(&mut self, content: &[Inline], revision: Revision, is_head: bool, span: Span) -> Cell {
        Cell {
            paragraph: Paragraph {
                style: match is_head {
                    true => ParagraphStyle::TableHead,
                    false => ParagraphStyle::TableText,
                },
                role: Role::Body,
                runs: self.runs(content, revision),
                label_runs: 0,
                mark: revision,
                bookmarks: Vec::new(),
                span,
            },
        }
    }

    /// The words of a caption beside a table or picture: above it as a rule, else below.
    pub(super) fn description(&self, blocks: &[Placed<'_>], at: usize, kind: CaptionKind) -> Option<String> {
        let caption = |placed: &&Placed<'_>| {
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
