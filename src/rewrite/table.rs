//! The lines of a table that loses rows, columns, or pieces of its cells.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::lines::whole_lines;
use super::splice::{Splice, Text};
use crate::model::{Cell, Document, Revision, Row, Table};
use crate::revision::Wanted;
use crate::source::Span;

/// The lines of a table as they shall be; none where the table is more than the old one without
/// some of its rows, columns, pieces and marks.
pub(super) fn spliced(
    source: &str,
    document: &Document,
    wanted: &Wanted,
    lines: Range<usize>,
    (old, old_whole): (&Table, Revision),
    (new, new_whole): (&Table, Revision),
) -> Option<String> {
    let mut splice = Splice::new(source, document, wanted, lines.clone());
    let mut left = new.rows.iter().peekable();
    let mut gone_columns: Option<BTreeSet<usize>> = None;
    for row in &old.rows {
        let Some(next) = left.next_if(|next| next.span == row.span) else {
            splice.cut(whole_lines(source, row.span));
            continue;
        };
        let gone = spliced_row(&mut splice, source, (row, old_whole), (next, new_whole))?;
        gone_columns.get_or_insert_default().extend(gone);
    }
    if left.next().is_some() {
        return None;
    }
    if let Some(gone) = gone_columns.filter(|gone| !gone.is_empty()) {
        cut_ruled(&mut splice, source, lines, old, &gone);
    }
    splice.finish()
}

/// Splices a row; gives the columns that it loses.
fn spliced_row(
    splice: &mut Splice<'_>,
    source: &str,
    (old, old_whole): (&Row, Revision),
    (new, new_whole): (&Row, Revision),
) -> Option<Vec<usize>> {
    let (before, after) = (old.revision.within(old_whole), new.revision.within(new_whole));
    let row = |whole| Text {
        whole,
        ..Text::default()
    };
    splice.text(row(before), row(after))?;
    let mut gone = Vec::new();
    let mut further = Further {
        source,
        lines: BTreeMap::new(),
    };
    let mut left = new.cells.iter().peekable();
    for (column, cell) in old.cells.iter().enumerate() {
        let Some(next) = left.next_if(|next| next.span == cell.span) else {
            cut_cell(splice, source, cell.span);
            for paragraph in cell.paragraphs.iter().skip(1) {
                further.note(paragraph.span, false);
            }
            gone.push(column);
            continue;
        };
        further.cell(splice, (cell, before), (next, after))?;
    }
    further.cut_columns(splice, old.span, &gone);
    further.cut_empty_lines(splice);
    left.next().is_none().then_some(gone)
}

/// The further paragraphs of a row, by the lines that they stand on.
struct Further<'s> {
    source: &'s str,
    /// By where each begins, the lines and whether a paragraph there stays.
    lines: BTreeMap<usize, (Range<usize>, bool)>,
}

impl Further<'_> {
    /// Splices the paragraphs of a cell that stays.
    fn cell(
        &mut self,
        splice: &mut Splice<'_>,
        (old, before): (&Cell, Revision),
        (new, after): (&Cell, Revision),
    ) -> Option<()> {
        let mut left = new.paragraphs.iter().peekable();
        for (at, paragraph) in old.paragraphs.iter().enumerate() {
            let text = Text {
                content: &paragraph.content,
                whole: paragraph.revision.within(before),
                ..Text::default()
            };
            let next = left.next_if(|next| next.span == paragraph.span);
            if at > 0 {
                self.note(paragraph.span, next.is_some());
            }
            let wanted = next.map_or(
                Text {
                    whole: text.whole,
                    ..Text::default()
                },
                |next| Text {
                    content: &next.content,
                    whole: next.revision.within(after),
                    ..Text::default()
                },
            );
            splice.text(text, wanted)?;
        }
        left.next().is_none().then_some(())
    }

    fn note(&mut self, span: Span, stays: bool) {
        let line = whole_lines(self.source, span);
        let (_, any) = self.lines.entry(line.start).or_insert((line, false));
        *any |= stays;
    }

    /// Takes columns out of the lines of a row that have further paragraphs.
    fn cut_columns(&self, splice: &mut Splice<'_>, row: Span, gone: &[usize]) {
        let lines = whole_lines(self.source, row);
        let mut at = lines.start;
        let text = self.source.get(lines).unwrap_or_default();
        for (number, line) in text.split_inclusive('\n').enumerate() {
            let bars = match number {
                0 => Vec::new(),
                _ => bars(line),
            };
            for &column in gone {
                if let (Some(bar), Some(next)) = (bars.get(column), bars.get(column + 1)) {
                    let plus = usize::from(column == 0);
                    splice.cut(at + bar + 1 + plus..at + next + 1);
                }
            }
            at += line.len();
        }
    }

    /// Takes out the lines of which no paragraph is left.
    fn cut_empty_lines(self, splice: &mut Splice<'_>) {
        for (line, stays) in self.lines.into_values() {
            if !stays {
                splice.cut(line);
            }
        }
    }
}

/// The bars of a line that is no comment.
fn bars(line: &str) -> Vec<usize> {
    let mut bars = Vec::new();
    let mut escaped = false;
    let text = if line.starts_with("%%") { "" } else { line };
    for (at, c) in text.char_indices() {
        bars.extend((c == '|' && !escaped).then_some(at));
        escaped = c == '\\' && !escaped;
    }
    bars
}

/// Takes out a cell with a bar of its own: the last of a row without a bar at its end goes with the
/// bar before it.
fn cut_cell(splice: &mut Splice<'_>, source: &str, cell: Span) {
    let Range { start, end } = cell.range();
    let bar = usize::from(source.get(end..).is_some_and(|rest| rest.starts_with('|')));
    splice.cut(start - usize::from(bar == 0)..end + bar);
}

/// Takes columns out of the row of hyphens.
fn cut_ruled(
    splice: &mut Splice<'_>,
    source: &str,
    lines: Range<usize>,
    table: &Table,
    gone: &BTreeSet<usize>,
) {
    let rows: Vec<Range<usize>> = table
        .rows
        .iter()
        .map(|row| whole_lines(source, row.span))
        .collect();
    let mut at = lines.start;
    for line in source.get(lines).unwrap_or_default().split_inclusive('\n') {
        let next = rows.partition_point(|row| row.start <= at);
        let is_row = next > 0 && rows[next - 1].contains(&at);
        let is_rule = !is_row && line.trim_start().starts_with('|');
        if is_rule {
            let bars: Vec<usize> = line.match_indices('|').map(|(bar, _)| bar).collect();
            for &column in gone {
                let Some(&start) = bars.get(column) else { continue };
                let end = bars.get(column + 1).copied().unwrap_or(line.trim_end().len());
                splice.cut(at + start..at + end);
            }
            return;
        }
        at += line.len();
    }
}
