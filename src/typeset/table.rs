//! Tables: widths of columns, rows as slices that pages may part.

use rayon::prelude::*;

use super::opportunities::opportunities;
use super::page::Colour;
use super::paragraph::lines;
use super::parts::{PartKind, parts};
use super::set::{SetBlock, Stage};
use super::shaping::Shaper;
use super::strip::{Slice, Strip, cost};
use super::tabs::points;
use super::text::Mark;
use super::walk::{Paragraph, Row, Table};
use crate::diagnostic::Diagnostic;
use crate::house::Align;
use crate::model::Alignment;

/// Where the lines of a table's grid are.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Frame {
    /// The edges of the columns from the column's left edge, from left to right.
    pub(crate) edges: Vec<f32>,
    /// Thickness of the lines.
    pub(crate) border: f32,
    /// Height of the head where it is repeated, else 0.
    pub(crate) head: f32,
}

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
    let slices = |shaper: &mut Shaper<'a>, index: usize| {
        row(
            stage,
            table,
            index,
            &Grid {
                widths: &widths,
                edges: &edges,
                padding,
            },
            shaper,
        )
    };
    let rows: Vec<(Vec<Strip>, Vec<Diagnostic>)> = if table.rows.len() < WORTH_SHARING {
        (0..table.rows.len()).map(|index| slices(shaper, index)).collect()
    } else {
        let shaper = || Shaper::new(stage.library, stage.language);
        (0..table.rows.len())
            .into_par_iter()
            .with_min_len(32)
            .map_init(shaper, slices)
            .collect()
    };
    let heads = rows.iter().take(table.head_rows).flat_map(|(strips, _)| strips);
    let head: f32 = heads.map(|strip| strip.height).sum();
    let mut missing = Vec::new();
    let mut strips = Vec::new();
    for (row, mut findings) in rows {
        strips.extend(row);
        missing.append(&mut findings);
    }
    let repeated = head > 0.0 && head < stage.height * HIGHEST_HEAD && table.head_rows < table.rows.len();
    SetBlock {
        strips,
        frame: Some(Frame {
            edges,
            border,
            head: if repeated { head } else { 0.0 },
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
            let (word, whole) = extents(cell, shaper);
            *least = least.max(word);
            *wanted = wanted.max(whole);
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

/// Width of a cell's longest unbroken piece, and of all of it in one line.
fn extents(cell: &Paragraph, shaper: &mut Shaper<'_>) -> (f32, f32) {
    let opportunities = opportunities(&cell.text.characters);
    let parts = parts(&cell.text, &opportunities, shaper, &mut Vec::new());
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

/// Sets a row: its slices, each with one line of every cell.
fn row<'a>(
    stage: &Stage<'a>,
    table: &Table,
    index: usize,
    grid: &Grid<'_>,
    shaper: &mut Shaper<'a>,
) -> (Vec<Strip>, Vec<Diagnostic>) {
    let Row { cells, hands } = &table.rows[index];
    let head = index < table.head_rows;
    let mut missing = Vec::new();
    let (mut before, mut after) = (0.0_f32, 0.0_f32);
    let mut columns = Vec::with_capacity(cells.len());
    for (column, cell) in cells.iter().enumerate() {
        let rule = stage.house.paragraph(cell.style);
        before = before.max(points(rule.before));
        after = after.max(points(rule.after));
        let align = match table.columns.get(column) {
            Some(Alignment::Left) => Align::Start,
            Some(Alignment::Centre) => Align::Centre,
            Some(Alignment::Right) => Align::End,
            // Justified lines gape in narrow columns.
            _ if rule.align == Align::Justified => Align::Start,
            _ => rule.align,
        };
        let width = grid.widths.get(column).copied().unwrap_or(stage.room);
        let form = stage.form(cell.style, align, (width - 2.0 * grid.padding).max(1.0));
        columns.push(lines(&cell.text, &form, shaper, &mut missing));
    }
    let count = columns.iter().map(Vec::len).max().unwrap_or(1).max(1);
    let mut columns: Vec<_> = columns.into_iter().map(Vec::into_iter).collect();
    let mut strips = Vec::with_capacity(count);
    for slice in 0..count {
        let (first, last) = (slice == 0, slice + 1 == count);
        let mut strip = Strip {
            slice: Some(Slice {
                table: 0,
                first,
                last,
                head,
            }),
            ..Strip::default()
        };
        let top = if first { before } else { 0.0 };
        let mut height = 0.0_f32;
        for (column, lines) in columns.iter_mut().enumerate() {
            let Some(mut line) = lines.next() else { continue };
            strip
                .notes
                .extend(line.marks.iter().filter_map(|(_, mark)| match mark {
                    Mark::Note(note) => Some(*note),
                    _ => None,
                }));
            line.marks.retain(|(_, mark)| !matches!(mark, Mark::Note(_)));
            height = height.max(line.height());
            let place = if stage.language.is_right_to_left() {
                cells.len() - 1 - column
            } else {
                column
            };
            let x = grid.edges.get(place).copied().unwrap_or(0.0) + grid.padding;
            let y = top + line.ascent;
            strip.content.put(line, x, y);
        }
        strip.height = top + height + if last { after } else { 0.0 };
        strip.content.hands |= hands;
        strip.cost = inside(slice, count) + if first { between(index, table) } else { 0.0 };
        strips.push(strip);
    }
    (strips, missing)
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
