//! Tables, with their bars under one another where the rows are not too long for it.

use unicode_width::UnicodeWidthStr;

use super::attribution::line_marks;
use super::emphasis;
use super::kept::kept;
use super::nesting::{Run, nest};
use crate::model::{Alignment, CellParagraph, Document, Extent, Revision, Row, Table};

/// Rows longer than this are not padded.
const WIDEST: usize = 120;

/// A line of a table as it is written.
struct Written {
    /// What stands before its first bar, and the `+` of a further paragraph.
    opening: String,
    cells: Vec<String>,
    /// The row that begins with it; none where it has further paragraphs.
    row: Option<usize>,
}

impl Written {
    /// How much wider than that of a row its opening is, which the first cell makes up for.
    fn plus(&self, column: usize) -> usize {
        usize::from(column == 0 && self.row.is_none())
    }
}

/// Writes a table at an indent; `whole` marks every row.
pub(super) fn print(document: &Document, table: &Table, whole: Revision, indent: usize, out: &mut String) {
    let mut lines = Vec::with_capacity(table.rows.len());
    for (at, row) in table.rows.iter().enumerate() {
        let marks = line_marks(document, row.revision.within(whole));
        let first = row
            .cells
            .iter()
            .enumerate()
            .map(|(column, cell)| match cell.paragraphs.first() {
                Some(paragraph) => kept_from_sign(text(document, paragraph)),
                None => covered(table, at, column).to_owned(),
            });
        lines.push(Written {
            opening: format!("{marks}|"),
            cells: kept_from_rule(first.collect()),
            row: Some(at),
        });
        further_paragraphs(document, row, &mut lines);
    }
    let widths = widths(table, &lines);
    let margin = " ".repeat(indent);
    let ruled = table.is_ruled();
    let mut comments = table.comments.iter().peekable();
    for line in &lines {
        if ruled && line.row == Some(table.head_rows) {
            while let Some(comment) =
                comments.next_if(|comment| comment.row < table.head_rows || comment.is_above_rule(table))
            {
                out.push_str(&format!("%%{}\n", comment.text));
            }
            rule(table, widths.as_deref(), &margin, out);
        }
        while let Some(comment) = comments.next_if(|comment| line.row.is_some_and(|at| comment.row <= at)) {
            out.push_str(&format!("%%{}\n", comment.text));
        }
        out.push_str(&margin);
        out.push_str(&line.opening);
        for (column, cell) in line.cells.iter().enumerate() {
            let width = widths.as_ref().and_then(|widths| widths.get(column));
            let width = width.map_or(0, |width| width - line.plus(column));
            out.push(' ');
            out.push_str(cell);
            let room = width.saturating_sub(cell.width());
            out.push_str(&" ".repeat(room));
            // Where nothing is padded, one space is enough for an empty cell.
            out.push_str(if cell.is_empty() && room == 0 { "|" } else { " |" });
        }
        out.push('\n');
    }
    if ruled && table.rows.len() <= table.head_rows {
        while let Some(comment) = comments.next_if(|comment| comment.is_above_rule(table)) {
            out.push_str(&format!("%%{}\n", comment.text));
        }
        rule(table, widths.as_deref(), &margin, out);
    }
    for comment in comments {
        out.push_str(&format!("%%{}\n", comment.text));
    }
}

fn text(document: &Document, paragraph: &CellParagraph) -> String {
    let runs: Vec<Run<'_>> = paragraph.content.iter().map(Run::of).flat_map(kept).collect();
    emphasis::write(document, nest(document, &runs), true).replace('\n', " ")
}

/// The further paragraphs of a row's cells: a line for each, or for those of several cells that
/// are in the same state. What one mark has brought or taken stands on one line.
fn further_paragraphs(document: &Document, row: &Row, lines: &mut Vec<Written>) {
    let mut rest: Vec<&[CellParagraph]> = row
        .cells
        .iter()
        .map(|cell| cell.paragraphs.get(1..).unwrap_or_default())
        .collect();
    while let Some(state) = next_state(&rest) {
        let cells = rest.iter_mut().map(|paragraphs| match paragraphs.split_first() {
            Some((first, behind)) if first.revision == state => {
                *paragraphs = behind;
                text(document, first)
            }
            _ => String::new(),
        });
        lines.push(Written {
            cells: cells.collect(),
            opening: format!("{}|+", line_marks(document, state)),
            row: None,
        });
    }
}

/// The state of the next line of further paragraphs, of which these are left: one all of whose
/// paragraphs are the next of their cells.
fn next_state(rest: &[&[CellParagraph]]) -> Option<Revision> {
    let mut next = rest.iter().filter_map(|paragraphs| paragraphs.first());
    let is_ready = |state: Revision| {
        let mut behind = rest.iter().flat_map(|paragraphs| paragraphs.iter().skip(1));
        state.is_none() || behind.all(|paragraph| paragraph.revision != state)
    };
    let first = next.clone().next()?.revision;
    let ready = next.find(|paragraph| is_ready(paragraph.revision));
    Some(ready.map_or(first, |paragraph| paragraph.revision))
}

/// What is written where a merged cell covers a place: in its first row that it is one with the
/// cell before it, in the others that it is one with the cell above.
fn covered(table: &Table, row: usize, column: usize) -> &'static str {
    let cells = table.rows.get(row).map_or(&[][..], |row| &row.cells);
    let begins = cells
        .iter()
        .take(column)
        .rposition(|cell| cell.extent != Extent::COVERED);
    let is_reached = |at: usize| cells[at].extent.columns > column - at;
    if begins.is_some_and(is_reached) { "<" } else { "^" }
}

/// A sign alone would make the cell one with another.
fn kept_from_sign(mut cell: String) -> String {
    let rest = cell.strip_prefix(['<', '^']);
    if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("{>>")) {
        cell.insert(0, '\\');
    }
    cell
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

fn widths(table: &Table, lines: &[Written]) -> Option<Vec<usize>> {
    let mut widths = vec![3; table.columns.len()];
    for line in lines {
        for (column, cell) in line.cells.iter().enumerate() {
            if let Some(width) = widths.get_mut(column) {
                *width = (*width).max(cell.width() + line.plus(column));
            }
        }
    }
    (widths.iter().map(|width| width + 3).sum::<usize>() <= WIDEST).then_some(widths)
}

fn rule(table: &Table, widths: Option<&[usize]>, margin: &str, out: &mut String) {
    out.push_str(margin);
    out.push('|');
    for (column, alignment) in table.columns.iter().enumerate() {
        let width = widths.and_then(|widths| widths.get(column)).copied().unwrap_or(1);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cell, Inline};
    use crate::source::Span;

    #[test]
    fn merged_cells_and_further_paragraphs_are_written() {
        let cell = |text: &str| {
            let inline = Inline::text(text, Revision::NONE, Span::NONE);
            Cell::plain(vec![inline], Span::NONE)
        };
        let covered = || Cell::covered(Span::NONE);
        let mut merged = cell("first");
        merged.extent = Extent { columns: 2, rows: 2 };
        merged.paragraphs.extend(cell("second").paragraphs);
        let row = |cells: Vec<Cell>| Row {
            cells,
            revision: Revision::NONE,
            span: Span::NONE,
        };
        let table = Table {
            columns: vec![Alignment::House; 3],
            head_rows: 2,
            rows: vec![
                row(vec![merged, covered(), cell("a")]),
                row(vec![covered(), covered(), cell("b")]),
            ],
            comments: Vec::new(),
        };
        let mut out = String::new();
        print(&Document::default(), &table, Revision::NONE, 0, &mut out);
        assert_eq!(
            out,
            "| first   | <   | a   |\n\
             |+ second |     |     |\n\
             | ^       | ^   | b   |\n\
             |---------|-----|-----|\n"
        );
    }

    #[test]
    fn a_sign_that_is_a_character_stays_one() {
        for (cell, written) in [
            ("<", "\\<"),
            ("^{>>why<<}", "\\^{>>why<<}"),
            ("< 5", "< 5"),
            ("", ""),
        ] {
            assert_eq!(kept_from_sign(cell.to_owned()), written);
        }
    }

    #[test]
    fn what_one_mark_has_taken_stands_on_one_line() {
        let source = "| a | b |\n|+ | c |\n-- |+ d | e |\n";
        let (document, _) = crate::syntax::parse(&crate::source::Source::new("t.plen", source));
        let printed = crate::format::print(&document, &crate::format::FormatOptions::default());
        assert!(printed.contains("|+    | c   |\n-- |+ d  | e   |\n"), "{printed}");
    }
}
