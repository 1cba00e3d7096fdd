//! How wide the columns of a table are, and how small its text is set so that they can be.

use std::ops::Range;

use super::opportunities::opportunities;
use super::parts::{PartKind, parts};
use super::shaping::Shaper;
use super::stage::Stage;
use super::tabs::points;
use super::walk::{Paragraph, Table};
use crate::house::ParagraphStyle;
use crate::model::Extent;

/// The columns of a table.
pub(super) struct Columns {
    pub(super) widths: Vec<f32>,
    /// Space between a cell's text and its sides.
    pub(super) padding: f32,
    /// What the size of its text is multiplied with.
    pub(super) scale: f32,
}

/// The columns of a table: as wide as their text wants where all fits, else as wide as their
/// longest words want, and the rest shared by what they have to say. Where not even the words fit,
/// cells are padded less and then set smaller, as far as the house goes; only then are words
/// broken, in the widest columns alone.
pub(super) fn columns(stage: &Stage<'_>, table: &Table, shaper: &mut Shaper<'_>) -> Columns {
    let needs = Needs::of(table, shaper);
    let rule = stage.house.table();
    let (padding, tight) = (points(rule.padding), points(rule.least_padding));
    let size = stage.house.paragraph(ParagraphStyle::TableText).size;
    let smaller = (rule.least_size..size).rev();
    let steps = [(padding, 1.0), (tight, 1.0)]
        .into_iter()
        .chain(smaller.map(|half_points| (tight, f32::from(half_points) / f32::from(size))));
    let mut last = (padding, 1.0);
    for (padding, scale) in steps {
        last = (padding, scale);
        let least = needs.least.widths(padding, scale);
        if least.iter().sum::<f32>() <= stage.room {
            let wanted = needs.wanted.widths(padding, scale);
            return Columns {
                widths: share(least, &wanted, stage.room),
                padding,
                scale,
            };
        }
    }
    let (padding, scale) = last;
    Columns {
        widths: capped(needs.least.widths(padding, scale), stage.room),
        padding,
        scale,
    }
}

/// What the text of a table needs, in full size and without padding.
struct Needs {
    /// So that no word is broken.
    least: Need,
    /// So that each paragraph has one line.
    wanted: Need,
}

struct Need {
    columns: Vec<f32>,
    /// What the cells over several columns need together, those over few columns first.
    merged: Vec<(Range<usize>, f32)>,
}

impl Needs {
    fn of(table: &Table, shaper: &mut Shaper<'_>) -> Self {
        let count = table.columns.len().max(1);
        let (mut least, mut wanted) = (Need::nothing(count), Need::nothing(count));
        for row in &table.rows {
            for (column, cell) in row.cells.iter().enumerate() {
                if cell.extent == Extent::COVERED {
                    continue;
                }
                let (word, whole) = cell.paragraphs.iter().fold((0.0_f32, 0.0_f32), |widest, it| {
                    let (word, whole) = extents(it, shaper);
                    (widest.0.max(word), widest.1.max(whole))
                });
                let columns = column..(column + cell.extent.columns).min(count);
                least.add(columns.clone(), word);
                wanted.add(columns, whole);
            }
        }
        for need in [&mut least, &mut wanted] {
            need.merged.sort_by_key(|(columns, _)| columns.len());
        }
        Self { least, wanted }
    }
}

impl Need {
    fn nothing(count: usize) -> Self {
        Self {
            columns: vec![0.0; count],
            merged: Vec::new(),
        }
    }

    fn add(&mut self, columns: Range<usize>, width: f32) {
        match self.columns.get_mut(columns.clone()) {
            Some([column]) => *column = column.max(width),
            _ => self.merged.push((columns, width)),
        }
    }

    /// The widths of the columns, so that the cells over several of them have room as well.
    fn widths(&self, padding: f32, scale: f32) -> Vec<f32> {
        let padded = |width: f32| width * scale + 2.0 * padding;
        let mut widths: Vec<f32> = self.columns.iter().map(|width| padded(*width)).collect();
        for (columns, width) in &self.merged {
            let Some(under) = widths.get_mut(columns.clone()) else {
                continue;
            };
            let missing = padded(*width) - under.iter().sum::<f32>();
            if missing > 0.0 {
                let more = missing / under.len().max(1) as f32;
                under.iter_mut().for_each(|width| *width += more);
            }
        }
        widths
    }
}

/// Columns that have all the room that they want, or a share of what there is beyond what they
/// need.
fn share(least: Vec<f32>, wanted: &[f32], room: f32) -> Vec<f32> {
    // A merged cell's words may make a column wider than all that its own cells want.
    let wanted: Vec<f32> = least
        .iter()
        .zip(wanted)
        .map(|(least, wanted)| wanted.max(*least))
        .collect();
    let (smallest, largest): (f32, f32) = (least.iter().sum(), wanted.iter().sum());
    if largest <= room {
        return wanted;
    }
    let share = (room - smallest) / (largest - smallest);
    let widths = least.iter().zip(&wanted);
    widths
        .map(|(least, wanted)| least + (wanted - least) * share)
        .collect()
}

/// Columns that need more room than there is: the widest are cut to one width, the others are as
/// wide as they need.
fn capped(mut widths: Vec<f32>, room: f32) -> Vec<f32> {
    let mut sorted = widths.clone();
    sorted.sort_by(f32::total_cmp);
    let (mut left, mut cap) = (room, room);
    for (at, width) in sorted.iter().enumerate() {
        cap = left / (sorted.len() - at) as f32;
        if *width > cap {
            break;
        }
        left -= width;
    }
    widths.iter_mut().for_each(|width| *width = width.min(cap));
    widths
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_table_is_as_wide_as_its_text() {
        assert_eq!(share(vec![10.0, 10.0], &[30.0, 20.0], 100.0), [30.0, 20.0]);
    }

    #[test]
    fn what_is_left_beyond_the_words_is_shared() {
        assert_eq!(share(vec![10.0, 30.0], &[50.0, 110.0], 100.0), [30.0, 70.0]);
    }

    #[test]
    fn only_the_widest_columns_are_too_narrow_for_their_words() {
        assert_eq!(
            capped(vec![20.0, 90.0, 10.0, 80.0], 100.0),
            [20.0, 35.0, 10.0, 35.0]
        );
        assert_eq!(capped(vec![20.0, 30.0, 70.0], 100.0), [20.0, 30.0, 50.0]);
    }

    #[test]
    fn columns_make_room_for_the_cells_over_them() {
        let need = Need {
            columns: vec![10.0, 20.0, 5.0],
            merged: vec![(0..2, 50.0)],
        };
        assert_eq!(need.widths(0.0, 1.0), [20.0, 30.0, 5.0]);
        assert_eq!(need.widths(5.0, 1.0), [25.0, 35.0, 15.0]);
    }
}
