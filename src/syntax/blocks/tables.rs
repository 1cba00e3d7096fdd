//! Tables: rows, cells, the head, and how columns are set.

use super::super::content;
use super::super::line::{Form, Line};
use super::super::token::{Token, TokenKind};
use super::Builder;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Alignment, Block, BlockKind, Cell, Revision, Row, Table, TableComment};
use crate::source::Span;

/// A line of a table with its tokens.
#[derive(Debug)]
pub(super) struct RowLine {
    pub(super) line: Line,
    pub(super) tokens: Vec<Token>,
    /// The `%%` lines between it and the line above.
    pub(super) comments: Vec<Block>,
}

/// Reads the lines of a table that stands in something in state `whole`.
pub(super) fn read(builder: &mut Builder<'_, '_>, lines: Vec<RowLine>, whole: Revision) -> Table {
    let mut table = Table::default();
    let mut ruled = false;
    for RowLine {
        line,
        tokens,
        comments,
    } in lines
    {
        table.comments.extend(
            comments
                .into_iter()
                .filter_map(|comment| comment_before(comment, table.rows.len())),
        );
        if matches!(line.form, Form::TableDelimiter) && !ruled {
            ruled = true;
            table.head_rows = table.rows.len();
            let text = builder.source.get(line.span.range()).unwrap_or_default();
            let rule = text.trim_start_matches(|c| c != '|');
            table.columns = rule.trim().trim_matches('|').split('|').map(alignment).collect();
            continue;
        }
        let revision = builder.line_marks(&line.marks, whole);
        let cells = cells(builder, tokens, revision.within(whole));
        table.rows.push(Row {
            cells,
            revision,
            span: line.span,
        });
    }
    let widest = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let columns = if ruled {
        table.columns.len()
    } else {
        table.rows.first().map_or(0, |row| row.cells.len())
    };
    for row in table.rows.iter().filter(|row| row.cells.len() != columns) {
        builder.diagnostics.push(ragged(row, columns));
    }
    if !ruled {
        table.columns.resize(widest, Alignment::House);
    }
    table
}

fn comment_before(comment: Block, row: usize) -> Option<TableComment> {
    match comment.kind {
        BlockKind::SourceComment(text) => Some(TableComment {
            row,
            text,
            span: comment.span,
        }),
        _ => None,
    }
}

fn paragraph_mark(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::ParagraphMarkMisplaced,
        span,
        "a table cell is one paragraph and has no paragraph mark to change",
    )
    .help("mark the row with `++ ` or `-- ` instead")
}

/// A row that has more or fewer cells than the table has columns.
fn ragged(row: &Row, columns: usize) -> Diagnostic {
    let count = |number: usize, what: &str| match number {
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    };
    let help = if row.cells.len() > columns {
        "write `\\|` for a bar inside a cell, or add the column to the other rows and the row of hyphens"
    } else {
        "write an empty cell as `| |`; cells cannot be merged yet"
    };
    Diagnostic::new(
        Code::TableRagged,
        row.span,
        format!(
            "this row has {}, and the table {}",
            count(row.cells.len(), "cell"),
            count(columns, "column")
        ),
    )
    .help(help)
}

fn alignment(rule: &str) -> Alignment {
    let rule = rule.trim();
    match (rule.starts_with(':'), rule.ends_with(':') && rule.len() > 1) {
        (false, false) => Alignment::House,
        (true, false) => Alignment::Left,
        (true, true) => Alignment::Centre,
        (false, true) => Alignment::Right,
    }
}

fn cells(builder: &mut Builder<'_, '_>, tokens: Vec<Token>, whole: Revision) -> Vec<Cell> {
    let mut groups: Vec<(Vec<Token>, Span)> = Vec::new();
    for token in tokens {
        if matches!(token.kind, TokenKind::Bar) {
            groups.push((Vec::new(), token.span.tail()));
        } else if let Some((group, span)) = groups.last_mut() {
            *span = span.to(token.span);
            group.push(token);
        }
    }
    // The bar at the end of the row opens no cell.
    let ends_with_bar = groups.len() > 1
        && groups.last().is_some_and(|(group, _)| {
            group.iter().all(|token| {
                matches!(token.kind, TokenKind::Text)
                    && builder
                        .source
                        .get(token.span.range())
                        .unwrap_or_default()
                        .trim()
                        .is_empty()
            })
        });
    if ends_with_bar {
        groups.pop();
    }
    let mut cells = Vec::with_capacity(groups.len());
    for (mut group, span) in groups {
        group.retain(|token| {
            // A row ends with its line, so a line break there breaks nothing.
            if matches!(token.kind, TokenKind::LineBreak) {
                return false;
            }
            let misplaced = matches!(token.kind, TokenKind::ParagraphMark(..));
            if misplaced {
                builder.diagnostics.push(paragraph_mark(token.span));
            }
            !misplaced
        });
        let content = content::read(
            builder.source,
            &group,
            whole,
            builder.register,
            builder.diagnostics,
        );
        if let Some(anchor) = &content.anchor {
            builder.diagnostics.push(
                Diagnostic::new(Code::AnchorMisplaced, anchor.span, "a table cell cannot be named")
                    .help("name the table's caption instead"),
            );
        }
        cells.push(Cell::plain(content.inlines, span));
    }
    cells
}
