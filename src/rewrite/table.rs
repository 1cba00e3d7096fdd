//! The lines of a table that loses rows, columns, or pieces of its cells.

use std::collections::BTreeSet;
use std::ops::Range;

use super::lines::whole_lines;
use super::splice::{Splice, Text};
use crate::model::{Document, Revision, Row, Table};
use crate::revision::Wanted;

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
    let mut left = new.cells.iter().peekable();
    for (column, cell) in old.cells.iter().enumerate() {
        let Some(next) = left.next_if(|next| next.span == cell.span) else {
            let Range { start, end } = cell.span.range();
            let bar = usize::from(source.get(end..).is_some_and(|rest| rest.starts_with('|')));
            // The last cell of a row without a bar at its end goes with the bar before it.
            splice.cut(start - usize::from(bar == 0)..end + bar);
            gone.push(column);
            continue;
        };
        let (old, new) = (&cell.paragraphs, &next.paragraphs);
        if old.len() != new.len() {
            return None;
        }
        for (old, new) in old.iter().zip(new) {
            let before = Text {
                content: &old.content,
                whole: old.revision.within(before),
                ..Text::default()
            };
            let after = Text {
                content: &new.content,
                whole: new.revision.within(after),
                ..Text::default()
            };
            splice.text(before, after)?;
        }
    }
    left.next().is_none().then_some(gone)
}

/// Takes columns out of the row of hyphens.
fn cut_ruled(
    splice: &mut Splice<'_>,
    source: &str,
    lines: Range<usize>,
    table: &Table,
    gone: &BTreeSet<usize>,
) {
    let rows: BTreeSet<usize> = table
        .rows
        .iter()
        .map(|row| whole_lines(source, row.span).start)
        .collect();
    let mut at = lines.start;
    for line in source.get(lines).unwrap_or_default().split_inclusive('\n') {
        let is_rule = !rows.contains(&at) && line.trim_start().starts_with('|');
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
