//! What pages are stacked from: lines, table slices and pictures, with the cost of parting them.

use super::line::Line;
use super::page::{Item, Link};
use super::text::Mark;

/// Something that is placed on a page in one piece.
#[derive(Clone, Debug, Default)]
pub(crate) struct Strip {
    pub(crate) height: f32,
    /// How far a line that it brings reaches beyond it, into the next: a page that ends with it needs so
    /// much more.
    pub(crate) below: f32,
    /// Space above it; none at the top of a page.
    pub(crate) above: f32,
    /// The weight of that space where the spaces of a page grow till its text reaches the foot.
    pub(crate) stretch: f32,
    /// How unwelcome it is to end a page before it.
    pub(crate) cost: f32,
    /// Whether a page must end before it.
    pub(crate) opens_page: bool,
    pub(crate) content: Content,
    /// The notes whose marks it brings.
    pub(crate) notes: Vec<usize>,
    /// Its table, where it is a slice of a row.
    pub(crate) slice: Option<Slice>,
}

/// What a strip shows: x from the column's left edge, y from the strip's upper edge.
#[derive(Clone, Debug, Default)]
pub(crate) struct Content {
    pub(crate) items: Vec<Item>,
    pub(crate) links: Vec<Link>,
    pub(crate) marks: Vec<(f32, f32, Mark)>,
    /// Whose changes it shows.
    pub(crate) hands: u16,
    /// Whose changes parts of it show, and from where to where.
    pub(crate) bars: Vec<(u16, f32, f32)>,
}

/// A slice of a table row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Slice {
    /// Index of the table.
    pub(crate) table: usize,
    /// Index of the row.
    pub(crate) row: usize,
    /// Whether the row begins or ends with it.
    pub(crate) first: bool,
    pub(crate) last: bool,
    /// Whether it is part of the head, which is repeated.
    pub(crate) head: bool,
}

/// What it costs to end a page at an unwelcome place. A blank line at the foot costs 3, ten cost
/// 300: the page is left short rather than broken badly, but not half empty, unless what stays
/// together would be parted.
pub(crate) mod cost {
    /// For a line of blank space at the foot; for several, as the square of their number.
    pub(crate) const BLANK_LINE: f32 = 3.0;
    /// For a page that is nearly blank: with all that notes under it cost less than to part what stays
    /// together.
    pub(crate) const BLANK_PAGE: f32 = 3_500.0;
    /// After the header block of a document, which would have a white page to itself.
    pub(crate) const HEADER: f32 = 2_000.0;
    /// Inside a paragraph of several lines.
    pub(crate) const LINE: f32 = 2.0;
    /// After the first line of a paragraph or before its last.
    pub(crate) const WIDOW: f32 = 900.0;
    /// At a word that goes on.
    pub(crate) const HYPHEN: f32 = 40.0;
    /// Between a clause that ends with a colon and what it introduces.
    pub(crate) const INTRODUCTION: f32 = 60.0;
    /// Inside something whose lines stay together.
    pub(crate) const KEPT_LINES: f32 = 6_000.0;
    /// After a heading, call or title.
    pub(crate) const KEPT_NEXT: f32 = 10_000.0;
    /// After the first line of a paragraph in a cell or before its last.
    pub(crate) const CELL_LINE: f32 = 60.0;
    /// Inside a row of a table.
    pub(crate) const ROW: f32 = 700.0;
    /// After the head of a table.
    pub(crate) const HEAD: f32 = 9_000.0;
    /// Inside a short row of a head.
    pub(crate) const HEAD_ROW: f32 = 9_500.0;
    /// Before the closing rule.
    pub(crate) const RULE: f32 = 3_000.0;
    /// Going on with a note on the next page.
    pub(crate) const SPLIT_NOTE: f32 = 150.0;
    /// For a line of a note, so that no more of it goes on than must.
    pub(crate) const NOTE_LINE: f32 = 1.0;
}

impl Content {
    /// Takes over a line whose baseline is at `y`, moved to the right by `x`.
    pub(crate) fn put(&mut self, line: Line, x: f32, y: f32) {
        self.hands |= line.hands;
        let top = y - line.ascent;
        self.marks
            .extend(line.marks.into_iter().map(|(at, mark)| (at + x, top, mark)));
        for mut item in line.items {
            item.shift(x, y);
            self.items.push(item);
        }
        for mut link in line.links {
            let [left, upper, right, lower] = link.area;
            link.area = [left + x, upper + y, right + x, lower + y];
            self.links.push(link);
        }
    }
}

/// The strips of a paragraph's lines. `ends` says what it costs to part it from the next.
pub(crate) fn of_lines(lines: Vec<Line>, above: f32, kept: bool) -> Vec<Strip> {
    let count = lines.len();
    let mut hyphenated = false;
    let mut strips = Vec::with_capacity(count);
    for (index, mut line) in lines.into_iter().enumerate() {
        let mut cost = if index == 0 { 0.0 } else { cost::LINE };
        if index > 0 && (index == 1 || index + 1 == count) {
            cost += cost::WIDOW;
        }
        if index > 0 && kept {
            cost += cost::KEPT_LINES;
        }
        if hyphenated {
            cost += cost::HYPHEN;
        }
        hyphenated = line.hyphenated;
        let notes = line.marks.iter().filter_map(|(_, mark)| match mark {
            Mark::Note(note) => Some(*note),
            _ => None,
        });
        let notes = notes.collect();
        line.marks.retain(|(_, mark)| !matches!(mark, Mark::Note(_)));
        let (height, ascent) = (line.height(), line.ascent);
        let mut content = Content::default();
        content.put(line, 0.0, ascent);
        strips.push(Strip {
            height,
            above: if index == 0 { above } else { 0.0 },
            cost,
            content,
            notes,
            ..Strip::default()
        });
    }
    strips
}
