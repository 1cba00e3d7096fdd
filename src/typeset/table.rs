//! Tables: widths of columns, rows as slices that pages may part.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;

use rayon::prelude::*;

use super::frame::{Frame, Merged};
use super::line::Line;
use super::page::Colour;
use super::paragraph::lines;
use super::shaping::Shaper;
use super::stage::{SetBlock, Stage};
use super::strip::{Slice, Strip, cost};
use super::tabs::points;
use super::text::Mark;
use super::walk::{Row, Table};
use super::widths::{Columns, columns};
use crate::diagnostic::Diagnostic;
use crate::house::Align;
use crate::model::{Alignment, Extent};

/// The colour of a table's grid.
pub(crate) const GRID: Colour = Colour::BLACK;

/// Sums in another order may differ by so much.
const ROUNDING: f32 = 0.01;
/// More rows than this are set on all cores.
const WORTH_SHARING: usize = 100;

/// Sets a table.
pub(crate) fn set<'a>(stage: &Stage<'a>, table: &Table, shaper: &mut Shaper<'a>) -> SetBlock {
    let rule = stage.house.table();
    let border = f32::from(rule.border) / 8.0;
    let columns = columns(stage, table, shaper);
    let edges = edges(&columns.widths, stage.room, stage.language.is_right_to_left());
    let grid = Grid {
        columns: &columns,
        edges: &edges,
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
    let repeated = head > 0.0 && table.head_rows < table.rows.len();
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
    columns: &'g Columns,
    edges: &'g [f32],
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
    lines: VecDeque<Line>,
    /// How many of them are left where a page would leave a line of a paragraph alone.
    bound: Vec<usize>,
    /// How many rows it goes on for, the row at hand included.
    rows: usize,
    /// Where its next line begins, from the upper edge of the next strip.
    y: f32,
    /// Space under its text.
    after: f32,
}

impl Open {
    /// Whether a page that ends here would part a single line from its paragraph.
    fn is_bound(&self) -> bool {
        self.bound.contains(&self.lines.len())
    }

    fn put_next(&mut self, y: f32, strip: &mut Strip) {
        let Some(mut line) = self.lines.pop_front() else {
            return;
        };
        let notes = line.marks.iter().filter_map(|(_, mark)| match mark {
            Mark::Note(note) => Some(*note),
            _ => None,
        });
        strip.notes.extend(notes);
        line.marks.retain(|(_, mark)| !matches!(mark, Mark::Note(_)));
        let y = y + line.ascent;
        strip.content.put(line, self.x, y);
    }

    /// Puts the lines that begin in a strip into it; says how far the last reaches beyond.
    fn flow(&mut self, height: f32, strip: &mut Strip) -> f32 {
        while let Some(line) = self.lines.front()
            && self.y < height - ROUNDING
        {
            let next = self.y + line.height();
            self.put_next(self.y, strip);
            self.y = next;
        }
        self.y = (self.y - height).max(0.0);
        if self.y > ROUNDING { self.y } else { 0.0 }
    }

    /// Where its lines end, each from the upper edge of the next strip.
    fn ends(&self) -> impl Iterator<Item = f32> {
        self.lines.iter().scan(self.y, |y, line| {
            *y += line.height();
            Some(*y)
        })
    }
}

/// Sets rows: their slices, each with one line of every cell in one row. The lines of a cell over
/// several rows go on from row to row; the last makes room for what is left.
fn group<'a>(
    stage: &Stage<'a>,
    table: &Table,
    rows: Range<usize>,
    grid: &Grid<'_>,
    shaper: &mut Shaper<'a>,
) -> (Vec<Strip>, Vec<Diagnostic>) {
    let mut missing = Vec::new();
    let mut strips: Vec<Strip> = Vec::new();
    let mut over: Vec<Open> = Vec::new();
    let start = rows.start;
    for index in rows {
        let Row { cells, hands } = &table.rows[index];
        let mut before = 0.0_f32;
        let mut own: Vec<Open> = Vec::new();
        let begun = over.len();
        for (column, cell) in cells.iter().enumerate() {
            if cell.extent == Extent::COVERED {
                continue;
            }
            let spaces = cell.paragraphs.iter().map(|paragraph| {
                let rule = stage.house.paragraph(paragraph.style);
                points(rule.before)
            });
            before = spaces.fold(before, f32::max);
            let open = begin(stage, table, (index, column), grid, shaper, &mut missing);
            match cell.extent.rows {
                1 => own.push(open),
                _ => over.push(open),
            }
        }
        over[begun..].iter_mut().for_each(|cell| cell.y = before);
        let ending = over.iter().filter(|cell| cell.rows <= 1);
        let after = own
            .iter()
            .chain(ending)
            .map(|cell| cell.after)
            .fold(0.0, f32::max);
        let heights = heights(&own, &over, before);
        let count = heights.len();
        let lines = own.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
        for (slice, height) in heights.into_iter().enumerate() {
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
            strip.height = top + height + if last { after } else { 0.0 };
            let whole_row = stage.house.table().whole_row;
            strip.cost = match index < table.head_rows {
                true if !first && count <= whole_row => cost::HEAD_ROW,
                true if !first => cost::KEPT_LINES,
                _ => inside(slice, lines, count, whole_row),
            };
            if !first && own.iter().any(Open::is_bound) {
                strip.cost += cost::CELL_LINE;
            }
            own.iter_mut().for_each(|cell| cell.put_next(top, &mut strip));
            if first {
                strip.cost += between(index, table);
            }
            if first && index > start {
                strip.cost += cost::ROW;
            }
            let height = strip.height;
            for cell in &mut over {
                strip.below = cell.flow(height, &mut strip).max(strip.below);
            }
            strip.content.hands |= hands;
            strips.push(strip);
        }
        over.retain_mut(|cell| {
            cell.rows = cell.rows.saturating_sub(1);
            cell.rows > 0
        });
    }
    (strips, missing)
}

/// The heights of a row's slices, without the space above and under its text: of the lines of its
/// own cells, and of what cells that end with it have left.
fn heights(own: &[Open], over: &[Open], before: f32) -> Vec<f32> {
    let count = own.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
    let line = |cell: &Open, at: usize| cell.lines.get(at).map_or(0.0, Line::height);
    let mut heights: Vec<f32> = (0..count)
        .map(|at| own.iter().map(|cell| line(cell, at)).fold(0.0, f32::max))
        .collect();
    if heights.is_empty() {
        heights.push(over.iter().map(|cell| line(cell, 0)).fold(0.0, f32::max));
    }
    let ending = over.iter().filter(|cell| cell.rows <= 1);
    let longest = ending.max_by(|one, other| {
        let end = |cell: &Open| cell.ends().last().unwrap_or(0.0);
        end(one).total_cmp(&end(other))
    });
    let mut reached = before + heights.iter().sum::<f32>();
    for end in longest.into_iter().flat_map(Open::ends) {
        if end > reached + ROUNDING {
            heights.push(end - reached);
            reached = end;
        }
    }
    heights
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
    let widths = grid.columns.widths.iter().skip(column).take(extent.columns);
    let width = widths
        .copied()
        .reduce(|width, next| width + next)
        .unwrap_or(stage.room);
    let mut set = VecDeque::new();
    // By what stands before them.
    let mut bound = Vec::new();
    let mut under = 0.0_f32;
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
        let mut form = stage.form(
            paragraph.style,
            align,
            (width - 2.0 * grid.columns.padding).max(1.0),
        );
        let scale = grid.columns.scale;
        form.size *= scale;
        let mut lines = match scale < 1.0 {
            true => lines(&paragraph.text.scaled(scale), &form, shaper, missing),
            false => lines(&paragraph.text, &form, shaper, missing),
        };
        if let (false, Some(line)) = (set.is_empty(), lines.first_mut()) {
            line.ascent += points(rule.before).max(points(rule.after));
        }
        under = under.max(points(rule.after));
        if lines.len() > 1 {
            bound.extend([set.len() + 1, set.len() + lines.len() - 1]);
        }
        set.extend(lines);
    }
    let bound = bound.into_iter().map(|before| set.len() - before).collect();
    let left = left_of(
        column,
        extent.columns,
        cells.len(),
        stage.language.is_right_to_left(),
    );
    Open {
        x: grid.edges.get(left).copied().unwrap_or(0.0) + grid.columns.padding,
        lines: set,
        bound,
        rows: extent.rows.min(table.rows.len() - row),
        y: 0.0,
        after: under,
    }
}

/// What it costs to part a row before one of its slices. Few lines are kept whole, also where a cell
/// over several rows goes on under them.
fn inside(slice: usize, lines: usize, count: usize, whole_row: usize) -> f32 {
    let kept = if slice < lines { lines } else { count };
    match slice {
        0 => 0.0,
        _ if kept <= whole_row => cost::KEPT_LINES,
        _ if slice == 1 || slice + 1 == count => cost::ROW + cost::WIDOW,
        // The higher a row is, the more of the page would be left white.
        _ => cost::ROW * whole_row as f32 / count as f32,
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
    fn few_lines_stay_whole_where_a_merged_cell_goes_on_under_them() {
        assert!(inside(2, 3, 20, 8) >= cost::KEPT_LINES);
        assert!(inside(5, 3, 20, 8) < cost::KEPT_LINES);
        assert!(inside(5, 3, 8, 8) >= cost::KEPT_LINES);
        assert!(inside(5, 20, 20, 8) < cost::KEPT_LINES);
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
