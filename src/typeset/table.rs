//! Tables: widths of columns, rows as slices that pages may part.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::frame::{Frame, Merged};
use super::line::Line;
use super::opportunities::opportunities;
use super::page::Colour;
use super::paragraph::lines;
use super::parts::{PartKind, parts};
use super::shaping::Shaper;
use super::stage::{SetBlock, Stage};
use super::strip::{Slice, Strip, cost};
use super::tabs::points;
use super::text::Mark;
use super::walk::{Paragraph, Row, Table};
use crate::diagnostic::Diagnostic;
use crate::house::Align;
use crate::model::{Alignment, Extent};

/// The colour of a table's grid.
pub(crate) const GRID: Colour = Colour::BLACK;

/// A head higher than this part of the page is not repeated.
const HIGHEST_HEAD: f32 = 0.3;
/// A row of no more lines than this stays on one page.
const WHOLE_ROW: usize = 8;
/// More rows than this are set on all cores.
const WORTH_SHARING: usize = 100;

/// Sets a table.
pub(crate) fn set<'a>(stage: &Stage<'a>, table: &Table, shaper: &mut Shaper<'a>) -> SetBlock {
    let rule = stage.house.table();
    let padding = points(rule.padding);
    let border = f32::from(rule.border) / 8.0;
    let widths = widths(stage, table, padding, shaper);
    let edges = edges(&widths, stage.room, stage.language.is_right_to_left());
    let grid = Grid {
        widths: &widths,
        edges: &edges,
        padding,
    };
    let groups = groups(table);
    let slices =
        |shaper: &mut Shaper<'a>, rows: &Range<usize>| group(stage, table, rows.clone(), &grid, shaper);
    let rows: Vec<(Vec<Strip>, Vec<Diagnostic>)> = if table.rows.len() < WORTH_SHARING {
        groups.iter().map(|rows| slices(shaper, rows)).collect()
    } else {
        let shaper = || Shaper::new(stage.library, stage.language);
        groups
            .par_iter()
            .with_min_len(32)
            .map_init(shaper, slices)
            .collect()
    };
    let mut missing = Vec::new();
    let mut strips = Vec::new();
    for (mut group, mut findings) in rows {
        strips.append(&mut group);
        missing.append(&mut findings);
    }
    let is_head = |strip: &&Strip| strip.slice.is_some_and(|slice| slice.head);
    let head: f32 = strips.iter().filter(is_head).map(|strip| strip.height).sum();
    let repeated = head > 0.0 && head < stage.height * HIGHEST_HEAD && table.head_rows < table.rows.len();
    SetBlock {
        strips,
        frame: Some(Frame {
            edges,
            border,
            head: if repeated { head } else { 0.0 },
            merged: merged(table, stage.language.is_right_to_left()),
        }),
        above: points(rule.space),
        below: points(rule.space),
        keeps: false,
        introduces: false,
        missing,
    }
}

struct Grid<'g> {
    widths: &'g [f32],
    edges: &'g [f32],
    padding: f32,
}

/// The widths of a table's columns: as wide as their text wants where all fits, else as wide as
/// their longest words want, and the rest shared by what they have to say.
fn widths(stage: &Stage<'_>, table: &Table, padding: f32, shaper: &mut Shaper<'_>) -> Vec<f32> {
    let count = table.columns.len().max(1);
    let mut least = vec![0.0_f32; count];
    let mut wanted = vec![0.0_f32; count];
    for cells in table.rows.iter().map(|row| &row.cells) {
        for ((cell, least), wanted) in cells.iter().zip(&mut least).zip(&mut wanted) {
            // A cell over several columns wants no more of any than their other cells.
            if cell.extent.columns != 1 {
                continue;
            }
            for paragraph in &cell.paragraphs {
                let (word, whole) = extents(paragraph, shaper);
                *least = least.max(word);
                *wanted = wanted.max(whole);
            }
        }
    }
    let padded = |widths: &mut [f32]| widths.iter_mut().for_each(|width| *width += 2.0 * padding);
    padded(&mut least);
    padded(&mut wanted);
    let (smallest, largest): (f32, f32) = (least.iter().sum(), wanted.iter().sum());
    if largest <= stage.room {
        return wanted;
    }
    if smallest >= stage.room {
        // Words are cut: every column gets its share, and none less than a few characters.
        return least.iter().map(|width| width * stage.room / smallest).collect();
    }
    let share = (stage.room - smallest) / (largest - smallest);
    least
        .iter()
        .zip(&wanted)
        .map(|(least, wanted)| least + (wanted - least) * share)
        .collect()
}

/// Width of a paragraph's longest unbroken piece, and of all of it in one line.
fn extents(paragraph: &Paragraph, shaper: &mut Shaper<'_>) -> (f32, f32) {
    let opportunities = opportunities(&paragraph.text.characters);
    let parts = parts(&paragraph.text, &opportunities, shaper, &mut Vec::new());
    let (mut longest, mut whole, mut widest, mut piece) = (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
    let mut breaks = opportunities.iter().map(|it| it.at).peekable();
    for part in &parts {
        while breaks.next_if(|at| *at <= part.start).is_some() {
            piece = 0.0;
        }
        if part.kind == PartKind::LineBreak {
            whole = 0.0;
            continue;
        }
        whole += part.width();
        if part.kind != PartKind::Space {
            piece += part.width();
        }
        longest = longest.max(piece);
        widest = widest.max(whole);
    }
    // A little more, so that sums in another order still fit.
    (longest + 0.1, widest + 0.1)
}

/// The edges of columns, the table in the middle of the text; the first column is at the right in
/// text that runs from there.
fn edges(widths: &[f32], room: f32, right_to_left: bool) -> Vec<f32> {
    let total: f32 = widths.iter().sum();
    let mut x = (room - total).max(0.0) / 2.0;
    let mut edges = vec![x];
    let mut add = |width: &f32| {
        x += width;
        edges.push(x);
    };
    if right_to_left {
        widths.iter().rev().for_each(&mut add);
    } else {
        widths.iter().for_each(&mut add);
    }
    edges
}

/// The rows of a table in groups that cells over several rows hold together.
fn groups(table: &Table) -> Vec<Range<usize>> {
    let mut groups = Vec::with_capacity(table.rows.len());
    let (mut start, mut end) = (0, 0);
    for (at, row) in table.rows.iter().enumerate() {
        let reach = row.cells.iter().map(|cell| at + cell.extent.rows).max();
        end = end.max(reach.unwrap_or(0)).max(at + 1).min(table.rows.len());
        if end == at + 1 {
            groups.push(start..end);
            start = end;
        }
    }
    groups
}

/// The lines that merged cells take out of the grid.
fn merged(table: &Table, right_to_left: bool) -> BTreeMap<usize, Merged> {
    let mut merged: BTreeMap<usize, Merged> = BTreeMap::new();
    for (at, row) in table.rows.iter().enumerate() {
        for (column, cell) in row.cells.iter().enumerate() {
            let Extent { columns, rows } = cell.extent;
            let first = left_of(column, columns, row.cells.len(), right_to_left);
            for inner in at..at + rows {
                if columns > 1 {
                    let edges = &mut merged.entry(inner).or_default().edges;
                    edges.extend(first + 1..first + columns);
                }
                if inner > at {
                    let over = &mut merged.entry(inner).or_default().columns;
                    over.extend(first..first + columns);
                }
            }
        }
    }
    merged
}

/// The leftmost of the columns that a cell goes over, counted from the left.
fn left_of(column: usize, columns: usize, count: usize, right_to_left: bool) -> usize {
    match right_to_left {
        true => count.saturating_sub(column + columns),
        false => column,
    }
}

/// A cell while the lines of its rows are placed.
struct Open {
    x: f32,
    lines: std::vec::IntoIter<Line>,
    /// How many rows it goes on for, the row at hand included.
    rows: usize,
}

/// Sets rows: their slices, each with one line of every cell. The lines of a cell over several
/// rows go on from row to row; the last takes what is left.
fn group<'a>(
    stage: &Stage<'a>,
    table: &Table,
    rows: Range<usize>,
    grid: &Grid<'_>,
    shaper: &mut Shaper<'a>,
) -> (Vec<Strip>, Vec<Diagnostic>) {
    let mut missing = Vec::new();
    let mut strips = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let start = rows.start;
    for index in rows {
        let Row { cells, hands } = &table.rows[index];
        let (mut before, mut after) = (0.0_f32, 0.0_f32);
        for (column, cell) in cells.iter().enumerate() {
            for paragraph in &cell.paragraphs {
                let rule = stage.house.paragraph(paragraph.style);
                before = before.max(points(rule.before));
                after = after.max(points(rule.after));
            }
            if cell.extent != Extent::COVERED {
                open.push(begin(stage, table, (index, column), grid, shaper, &mut missing));
            }
        }
        let ending = open.iter().filter(|cell| cell.rows <= 1);
        let count = ending.map(|cell| cell.lines.len()).max().unwrap_or(1).max(1);
        for slice in 0..count {
            let (first, last) = (slice == 0, slice + 1 == count);
            let mut strip = Strip {
                slice: Some(Slice {
                    table: 0,
                    row: index,
                    first,
                    last,
                    head: index < table.head_rows,
                }),
                ..Strip::default()
            };
            let top = if first { before } else { 0.0 };
            let height = next_lines(&mut open, top, &mut strip);
            strip.height = top + height + if last { after } else { 0.0 };
            strip.content.hands |= hands;
            strip.cost = inside(slice, count);
            if first {
                strip.cost += between(index, table);
            }
            if first && index > start {
                strip.cost += cost::ROW;
            }
            strips.push(strip);
        }
        open.retain_mut(|cell| {
            cell.rows = cell.rows.saturating_sub(1);
            cell.rows > 0
        });
    }
    (strips, missing)
}

/// Sets the text of the cell that begins in a row and column.
fn begin<'a>(
    stage: &Stage<'a>,
    table: &Table,
    (row, column): (usize, usize),
    grid: &Grid<'_>,
    shaper: &mut Shaper<'a>,
    missing: &mut Vec<Diagnostic>,
) -> Open {
    let Row { cells, .. } = &table.rows[row];
    let cell = &cells[column];
    let extent = cell.extent;
    let widths = grid.widths.iter().skip(column).take(extent.columns);
    let width = widths
        .copied()
        .reduce(|width, next| width + next)
        .unwrap_or(stage.room);
    let mut set = Vec::new();
    for paragraph in &cell.paragraphs {
        let rule = stage.house.paragraph(paragraph.style);
        let align = match table.columns.get(column) {
            Some(Alignment::Left) => Align::Start,
            Some(Alignment::Centre) => Align::Centre,
            Some(Alignment::Right) => Align::End,
            // Justified lines gape in narrow columns.
            _ if rule.align == Align::Justified => Align::Start,
            _ => rule.align,
        };
        let form = stage.form(paragraph.style, align, (width - 2.0 * grid.padding).max(1.0));
        let mut lines = lines(&paragraph.text, &form, shaper, missing);
        if let (false, Some(line)) = (set.is_empty(), lines.first_mut()) {
            line.ascent += points(rule.before).max(points(rule.after));
        }
        set.append(&mut lines);
    }
    let left = left_of(
        column,
        extent.columns,
        cells.len(),
        stage.language.is_right_to_left(),
    );
    Open {
        x: grid.edges.get(left).copied().unwrap_or(0.0) + grid.padding,
        lines: set.into_iter(),
        rows: extent.rows.min(table.rows.len() - row),
    }
}

/// Puts the next line of every cell into a slice; gives how high the lines are.
fn next_lines(open: &mut [Open], top: f32, strip: &mut Strip) -> f32 {
    let mut height = 0.0_f32;
    for cell in open {
        let Some(mut line) = cell.lines.next() else {
            continue;
        };
        strip
            .notes
            .extend(line.marks.iter().filter_map(|(_, mark)| match mark {
                Mark::Note(note) => Some(*note),
                _ => None,
            }));
        line.marks.retain(|(_, mark)| !matches!(mark, Mark::Note(_)));
        height = height.max(line.height());
        let y = top + line.ascent;
        strip.content.put(line, cell.x, y);
    }
    height
}

/// What it costs to part a row before one of its slices.
fn inside(slice: usize, count: usize) -> f32 {
    match slice {
        0 => 0.0,
        _ if count <= WHOLE_ROW => cost::KEPT_LINES,
        _ if slice == 1 || slice + 1 == count => cost::ROW + cost::WIDOW,
        _ => cost::ROW,
    }
}

/// What it costs to part a table before one of its rows.
fn between(index: usize, table: &Table) -> f32 {
    match index {
        0 => 0.0,
        _ if index <= table.head_rows => cost::HEAD,
        // No single row is left behind or carried over.
        _ if index == table.head_rows + 1 || index + 1 == table.rows.len() => cost::INTRODUCTION,
        _ => cost::LINE,
    }
}

#[cfg(test)]
mod tests {
    use super::super::walk::Cell;
    use super::*;

    fn row(extents: &[(usize, usize)]) -> Row {
        let cell = |&(columns, rows): &(usize, usize)| Cell {
            paragraphs: Vec::new(),
            extent: Extent { columns, rows },
        };
        Row {
            cells: extents.iter().map(cell).collect(),
            hands: 0,
        }
    }

    /// The first cell of the second row goes over two columns and two rows.
    fn table() -> Table {
        Table {
            columns: vec![Alignment::House; 3],
            head_rows: 1,
            rows: vec![
                row(&[(1, 1), (1, 1), (1, 1)]),
                row(&[(2, 2), (0, 0), (1, 1)]),
                row(&[(0, 0), (0, 0), (1, 1)]),
                row(&[(1, 1), (1, 1), (1, 1)]),
            ],
        }
    }

    #[test]
    fn rows_that_share_a_cell_are_set_together() {
        assert_eq!(groups(&table()), [0..1, 1..3, 3..4]);
    }

    #[test]
    fn no_line_runs_through_a_merged_cell() {
        let lines = |columns: &[usize], edges: &[usize]| Merged {
            columns: columns.to_vec(),
            edges: edges.to_vec(),
        };
        let expected = BTreeMap::from([(1, lines(&[], &[1])), (2, lines(&[0, 1], &[1]))]);
        assert_eq!(merged(&table(), false), expected);
        let mirrored = BTreeMap::from([(1, lines(&[], &[2])), (2, lines(&[1, 2], &[2]))]);
        assert_eq!(merged(&table(), true), mirrored);
    }
}
