//! Tables, with their bars under one another where the rows are not too long for it.

use unicode_width::UnicodeWidthStr;

use super::attribution::line_marks;
use super::emphasis;
use super::nesting::{Run, nest};
use crate::model::{Alignment, Document, Revision, Table};

/// Rows longer than this are not padded.
const WIDEST: usize = 120;

/// Writes a table at an indent; `whole` marks every row.
pub(super) fn print(document: &Document, table: &Table, whole: Revision, indent: usize, out: &mut String) {
    let rows: Vec<(String, Vec<String>)> = table
        .rows
        .iter()
        .map(|row| {
            let cells: Vec<String> = row
                .cells
                .iter()
                .map(|cell| {
                    let runs: Vec<Run<'_>> = cell.content.iter().map(Run::of).collect();
                    emphasis::write(document, nest(document, &runs), true).replace('\n', " ")
                })
                .collect();
            (
                line_marks(document, row.revision.within(whole)),
                kept_from_rule(cells),
            )
        })
        .collect();
    let widths = widths(table, &rows);
    let margin = " ".repeat(indent);
    let ruled = table.head_rows > 0 || table.columns.iter().any(|column| *column != Alignment::House);
    let mut comments = table.comments.iter().peekable();
    for (at, (marks, cells)) in rows.iter().enumerate() {
        if ruled && at == table.head_rows {
            rule(table, widths.as_deref(), &margin, out);
        }
        while let Some(comment) = comments.next_if(|comment| comment.row <= at) {
            out.push_str(&format!("%%{}\n", comment.text));
        }
        out.push_str(&margin);
        out.push_str(marks);
        out.push('|');
        for (column, cell) in cells.iter().enumerate() {
            let width = widths
                .as_ref()
                .and_then(|widths| widths.get(column))
                .copied()
                .unwrap_or(0);
            out.push(' ');
            out.push_str(cell);
            out.push_str(&" ".repeat(width.saturating_sub(cell.width())));
            out.push_str(" |");
        }
        out.push('\n');
    }
    if ruled && rows.len() <= table.head_rows {
        rule(table, widths.as_deref(), &margin, out);
    }
    for comment in comments {
        out.push_str(&format!("%%{}\n", comment.text));
    }
}

/// A row of hyphens alone would be taken for the rule under the head.
fn kept_from_rule(mut cells: Vec<String>) -> Vec<String> {
    let is_rule = cells
        .iter()
        .all(|cell| cell.chars().all(|c| matches!(c, '-' | ':' | ' ')));
    if is_rule
        && cells.iter().any(|cell| cell.contains('-'))
        && let Some(first) = cells.first_mut()
    {
        first.insert_str(0, "{}");
    }
    cells
}

fn widths(table: &Table, rows: &[(String, Vec<String>)]) -> Option<Vec<usize>> {
    let mut widths = vec![3; table.columns.len()];
    for (_, cells) in rows {
        for (column, cell) in cells.iter().enumerate() {
            if let Some(width) = widths.get_mut(column) {
                *width = (*width).max(cell.width());
            }
        }
    }
    (widths.iter().map(|width| width + 3).sum::<usize>() <= WIDEST).then_some(widths)
}

fn rule(table: &Table, widths: Option<&[usize]>, margin: &str, out: &mut String) {
    out.push_str(margin);
    out.push('|');
    for (column, alignment) in table.columns.iter().enumerate() {
        let width = widths.and_then(|widths| widths.get(column)).copied().unwrap_or(3);
        let (left, right) = match alignment {
            Alignment::House => ('-', '-'),
            Alignment::Left => (':', '-'),
            Alignment::Centre => (':', ':'),
            Alignment::Right => ('-', ':'),
        };
        out.push(left);
        out.push_str(&"-".repeat(width));
        out.push(right);
        out.push('|');
    }
    out.push('\n');
}
