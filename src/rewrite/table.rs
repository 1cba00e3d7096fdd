//! The lines of a table that loses rows, columns, or pieces of its cells.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::lines::{line_break, whole_lines};
use super::splice::{Splice, Text};
use crate::model::{Cell, CellParagraph, Document, Extent, InlineKind, Revision, Row, Table};
use crate::revision::Wanted;
use crate::source::Span;

/// The lines of a table as they shall be; none where the table is more than the old one without
/// some of its rows, columns, pieces and marks.
pub(super) fn spliced(
    source: &str,
    document: &Document,
    wanted: &Wanted,
    (lines, mut splice): (Range<usize>, Splice<'_>),
    (old, old_whole): (&Table, Revision),
    (new, new_whole): (&Table, Revision),
) -> Option<String> {
    let firsts = Firsts {
        source,
        document,
        wanted,
        keeps_columns: old.alignments().len() == new.alignments().len(),
        cells: merged_cells(old),
    };
    let mut left = new.rows.iter().peekable();
    let mut gone_columns: Option<BTreeSet<usize>> = None;
    for row in &old.rows {
        let Some(next) = left.next_if(|next| next.span == row.span) else {
            splice.cut(whole_lines(source, row.span));
            continue;
        };
        let gone = spliced_row(&mut splice, &firsts, (row, old_whole), (next, new_whole))?;
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
    firsts: &Firsts<'_>,
    (old, old_whole): (&Row, Revision),
    (new, new_whole): (&Row, Revision),
) -> Option<Vec<usize>> {
    let (before, after) = (old.revision.within(old_whole), new.revision.within(new_whole));
    let row = |whole| Text {
        whole,
        ..Text::default()
    };
    splice.text(row(before), row(after))?;
    let source = firsts.source;
    let mut gone = Vec::new();
    // The further paragraphs of what has come to stand in this row.
    let mut behind = Vec::new();
    let mut further = Further {
        source,
        lines: BTreeMap::new(),
    };
    let mut left = new.cells.iter().peekable();
    for (column, cell) in old.cells.iter().enumerate() {
        if let Some((first, moved)) = left.peek().and_then(|next| firsts.first_of(cell, next)) {
            left.next();
            let mut texts = firsts.texts(first, moved)?.into_iter();
            splice.replace(sign(source, cell)?, texts.next().unwrap_or_default());
            behind.extend(texts.map(|text| further_line(column, &text)));
            // Beside it in its first row stands `<`, below that `^`.
            let covered = old.cells[column + 1..]
                .iter()
                .take(moved.extent.columns.saturating_sub(1));
            for cell in covered {
                splice.replace(sign(source, cell)?, "<".to_owned());
            }
            continue;
        }
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
    if !behind.is_empty() {
        let lines = whole_lines(source, old.span);
        let last = source.get(lines.clone())?.lines().next_back()?;
        let indent = &last[..last.len() - last.trim_start_matches([' ', '\t']).len()];
        let end = lines.start + source.get(lines)?.trim_end_matches(['\r', '\n']).len();
        let line_end = line_break(source);
        let text: String = behind
            .iter()
            .map(|line| format!("{line_end}{indent}{line}"))
            .collect();
        splice.replace(end..end, text);
    }
    left.next().is_none().then_some(gone)
}

/// The merged cells of a table, whose text stands in the first place that is left of each.
struct Firsts<'s> {
    source: &'s str,
    document: &'s Document,
    wanted: &'s Wanted,
    keeps_columns: bool,
    /// By where each stands in the source.
    cells: BTreeMap<usize, &'s Cell>,
}

fn merged_cells(table: &Table) -> BTreeMap<usize, &Cell> {
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    let merged = cells.filter(|cell| cell.extent.rows > 1 || cell.extent.columns > 1);
    merged.map(|cell| (cell.span.start as usize, cell)).collect()
}

impl<'s> Firsts<'s> {
    /// The cell that begins in a place now which it covered before, as it was and as it shall be.
    fn first_of<'n>(&self, covered: &Cell, next: &'n Cell) -> Option<(&'s Cell, &'n Cell)> {
        let first = *self.cells.get(&(next.span.start as usize))?;
        let is_moved =
            covered.extent == Extent::COVERED && next.extent != Extent::COVERED && first.span == next.span;
        (self.keeps_columns && is_moved).then_some((first, next))
    }

    /// Its paragraphs in the source without what goes; none where one of them has come or gone.
    fn texts(&self, old: &Cell, new: &Cell) -> Option<Vec<String>> {
        let of = |content| Text {
            content,
            ..Text::default()
        };
        let mut left = new.paragraphs.iter();
        let mut texts = Vec::with_capacity(new.paragraphs.len());
        for before in &old.paragraphs {
            let after = left.next().filter(|after| after.span == before.span)?;
            if !after.revision.is_none() {
                return None;
            }
            let mut splice = Splice::new(self.source, self.document, self.wanted, before.span.range());
            splice.text(of(&before.content), of(&after.content))?;
            texts.push(splice.finish()?.trim().to_owned());
        }
        left.next().is_none().then_some(texts)
    }
}

/// The line of a further paragraph in a column.
fn further_line(column: usize, text: &str) -> String {
    format!("|+{} {text} |", " |".repeat(column))
}

/// Where the character stands that would make a cell one with another, were it written alone as it
/// is the cell's only one.
fn lone_sign(paragraph: &CellParagraph) -> Option<usize> {
    let mut place = None;
    for inline in &paragraph.content {
        match &inline.kind {
            InlineKind::Comment(_) => {}
            InlineKind::Text(text) if place.is_none() && inline.revision.is_none() && is_sign(text) => {
                place = inline.source_offset(0);
            }
            _ => return None,
        }
    }
    place
}

fn is_sign(text: &str) -> bool {
    matches!(text, "<" | "^")
}

/// Where the sign of a covered cell stands; none where it is not alone.
fn sign(source: &str, cell: &Cell) -> Option<Range<usize>> {
    let Range { start, end } = cell.span.range();
    let text = source.get(start..end)?;
    let at = start + text.len() - text.trim_start().len();
    is_sign(text.trim()).then_some(at..at + 1)
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
            if let (0, Some(next)) = (at, next)
                && let (Some(sign), None) = (lone_sign(next), lone_sign(paragraph))
                && self
                    .source
                    .get(sign..)
                    .is_some_and(|rest| !rest.starts_with('\\'))
            {
                splice.replace(sign..sign, "\\".to_owned());
            }
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
