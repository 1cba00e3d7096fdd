//! Tables that a blank line or a line of text has parted: the row of hyphens from its head, or rows from
//! those above.

use super::Builder;
use super::tables::RowLine;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Cell, Inline, InlineKind, Table};
use crate::source::Span;

use super::super::line::Form;

/// Where the row of hyphens of a table stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ruled {
    Nowhere,
    /// At the top, so that the table has no head.
    First,
    UnderHead,
}

impl Ruled {
    pub(super) fn of(rows: &[RowLine]) -> Self {
        let is_rule = |row: &RowLine| matches!(row.line.form, Form::TableDelimiter);
        match rows.iter().position(is_rule) {
            None => Self::Nowhere,
            Some(0) => Self::First,
            Some(_) => Self::UnderHead,
        }
    }
}

/// A table that others below may be parts of.
#[derive(Debug)]
pub(super) struct Above {
    ruled: Ruled,
    may_be_head: bool,
    columns: usize,
    /// The blocks down to it, and where it stands.
    blocks: usize,
    span: Span,
}

impl Builder<'_, '_> {
    /// Says of a table that it looks like a part of the one above.
    pub(super) fn look_at_parted(&mut self, table: &Table, ruled: Ruled, span: Span) {
        let columns = table.columns.len();
        let above = self.table.replace(Above {
            ruled,
            may_be_head: may_be_head(table),
            columns,
            blocks: self.blocks.len() + 1,
            span,
        });
        let Some(above) = above.filter(|above| above.columns == columns) else {
            return;
        };
        let between = self.blocks.len().saturating_sub(above.blocks);
        let gap = Span {
            start: above.span.end,
            end: span.start,
            ..span
        };
        let text = self.source.get(gap.range()).unwrap_or_default();
        // What stands right under a row is no part of its own.
        let is_beside =
            between == 0 || between == 1 && text.lines().nth(1).is_some_and(|line| !line.trim().is_empty());
        let message = match (above.ruled, ruled) {
            (Ruled::Nowhere, Ruled::First) if above.may_be_head && is_beside => {
                "this row of hyphens stands apart from the row that looks like its head, so the table has none"
            }
            (Ruled::UnderHead, Ruled::Nowhere)
                if between == 1 && !text.trim_end().contains("\n\n") && stands_right_below(text) =>
            {
                "the line above parts these rows from their table, so they are another table, without a head"
            }
            (Ruled::UnderHead, Ruled::Nowhere) if between == 0 => {
                "these rows stand apart from the table above, so they are another table, without a head"
            }
            _ => return,
        };
        let first = self.source.get(span.range()).unwrap_or_default();
        let first = span.part(0, first.lines().next().unwrap_or_default().len());
        let found =
            Diagnostic::new(Code::TableParted, first, message).also(above.span.tail(), "it ends here");
        let indent = &text[text.trim_end_matches([' ', '\t']).len()..];
        self.diagnostics.push(match text.trim().is_empty() {
            true => found.help("leave no blank line in a table").fix(
                "take out the blank line",
                gap,
                format!("\n{indent}"),
            ),
            false => found.help("put the text above the head or under the table"),
        });
    }
}

/// Whether no blank line stands before what is below a text.
fn stands_right_below(text: &str) -> bool {
    text.trim_end_matches([' ', '\t', '\r']).matches('\n').count()
        == text.trim_end().matches('\n').count() + 1
}

/// Longer texts are in no head, in characters.
const LONGEST_HEAD: usize = 60;

/// Whether a table looks like a head alone: a row of several short cells.
fn may_be_head(table: &Table) -> bool {
    let is_short = |cell: &Cell| {
        let text: usize = cell
            .paragraphs
            .iter()
            .flat_map(|it| &it.content)
            .map(length)
            .sum();
        cell.paragraphs.len() <= 1 && text <= LONGEST_HEAD
    };
    match table.rows.as_slice() {
        [row] => row.cells.len() > 1 && row.cells.iter().all(is_short),
        _ => false,
    }
}

fn length(inline: &Inline) -> usize {
    match &inline.kind {
        InlineKind::Text(text) => text.chars().count(),
        _ => 0,
    }
}
