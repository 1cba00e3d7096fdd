//! Plans and strips as drawn pages: everything gets its place on the paper.

use std::collections::BTreeMap;

use super::build::Plan;
use super::changes;
use super::frame::Frame;
use super::margin;
use super::page::{Anchor, Artifact, Colour, Drawn, Item, Page, Place, Rule, Tag};
use super::reduction::Reduction;
use super::shaping::Shaper;
use super::stage::{Stage, Stroke};
use super::strip::{Content, Strip};
use super::structure::{ElementId, SlotId};
use super::table::GRID;
use super::tabs::points;
use super::text::Mark;
use crate::layout::Flow;

/// The paper and what is the same on all pages.
pub(crate) struct Sheet<'s, 'a> {
    pub(crate) stage: Stage<'a>,
    pub(crate) flow: &'a Flow,
    pub(crate) frames: &'s [Frame],
    /// The heads of tables, to be drawn above pages that a table goes on to.
    pub(crate) heads: &'s [Vec<Strip>],
    pub(crate) comments: &'s [Option<(ElementId, SlotId)>],
    pub(crate) colours: &'s BTreeMap<String, Colour>,
    pub(crate) width: f32,
    pub(crate) height: f32,
}

/// Where the text of a page stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frames {
    pub(crate) left: f32,
    pub(crate) top: f32,
    pub(crate) bottom: f32,
    /// The foot of the page, below the list of hands too.
    pub(crate) lowest: f32,
    /// Height of the separator over notes.
    pub(crate) separator: f32,
    pub(crate) line: Stroke,
    /// Whether bars of changes stand at the right.
    pub(crate) bars_right: bool,
}

/// The edges of what a mark stands in.
#[derive(Clone, Copy)]
struct Edges {
    upper: f32,
    lower: f32,
}

/// What a page is drawn from.
pub(crate) struct Load {
    pub(crate) index: usize,
    pub(crate) plan: Plan,
    pub(crate) body: Vec<Strip>,
    pub(crate) notes: Vec<Strip>,
    pub(crate) frames: Frames,
    /// Running heads and the list of hands: what they show, and the height of their upper edge.
    pub(crate) furniture: Vec<(f32, Content)>,
}

/// Draws a page; gives it with the places that links lead to.
pub(crate) fn paint<'a>(
    sheet: &Sheet<'_, 'a>,
    load: Load,
    shaper: &mut Shaper<'a>,
) -> (Page, Vec<(Anchor, Place)>) {
    let mut painter = Painter {
        sheet,
        frames: load.frames,
        index: load.index,
        page: Page {
            width: sheet.width,
            height: sheet.height,
            text: [
                load.frames.left,
                load.frames.top,
                load.frames.left + sheet.stage.room,
                load.frames.lowest,
            ],
            ..Page::default()
        },
        under: Vec::new(),
        over: Vec::new(),
        places: Vec::new(),
        bars: Vec::new(),
        open: Vec::new(),
        comments: Vec::new(),
        table: None,
        begins_part: false,
        gaps: Vec::new(),
    };
    let mut furniture = load.furniture.into_iter();
    let header = furniture.next();
    if let Some((top, content)) = header {
        painter.content(content, top, 0.0);
    }
    let top = load.frames.top;
    if let Some(table) = load.plan.repeats {
        let mut y = top;
        for strip in &sheet.heads[table] {
            painter.strip(strip.clone(), y);
            y += strip.height;
        }
        painter.begins_part = true;
    }
    for (strip, y) in load.body.into_iter().zip(&load.plan.tops) {
        painter.strip(strip, top + y);
    }
    painter.close_table();
    painter.notes(load.notes, &load.plan.note_tops);
    for (top, content) in furniture {
        painter.content(content, top, 0.0);
    }
    painter.draw_bars();
    let mut comments = std::mem::take(&mut painter.comments);
    let (mut page, mut places) = (painter.page, painter.places);
    // Backgrounds go under the text, lines over it: the text itself is painted as it is read.
    page.items.splice(0..0, painter.under);
    page.items.append(&mut painter.over);
    if !sheet.flow.comments.is_empty() {
        let mirrored = sheet.stage.language.is_right_to_left();
        let reduction = Reduction::beside_comments(sheet.stage.house, load.frames.left, mirrored);
        reduction.page(&mut page);
        places.iter_mut().for_each(|(_, place)| reduction.place(place));
        comments
            .iter_mut()
            .for_each(|comment| comment.area = reduction.area(comment.area));
        margin::comments(
            &sheet.stage,
            sheet.flow,
            sheet.colours,
            comments,
            &mut page,
            shaper,
        );
    }
    (page, places)
}

struct Painter<'s, 'a> {
    sheet: &'s Sheet<'s, 'a>,
    frames: Frames,
    index: usize,
    page: Page,
    under: Vec<Item>,
    over: Vec<Item>,
    places: Vec<(Anchor, Place)>,
    /// Upper and lower edge of what each hand changed.
    bars: Vec<(u16, f32, f32)>,
    /// The comments that have begun, and where.
    open: Vec<(usize, f32, f32)>,
    comments: Vec<margin::Placed>,
    /// The table that is being drawn, where on this page it began, and how far it goes by now.
    table: Option<(usize, f32, f32)>,
    /// Whether its next strip is the first under its head, repeated.
    begins_part: bool,
    /// Where the table that is being drawn lacks one of its upright lines: the line, from and to.
    gaps: Vec<(usize, f32, f32)>,
}

impl Painter<'_, '_> {
    fn strip(&mut self, strip: Strip, y: f32) {
        let lower = y + strip.height + strip.below;
        match strip.slice {
            Some(slice) => {
                let top = match self.table {
                    Some((table, top, _)) if table == slice.table => top,
                    _ => {
                        self.close_table();
                        y
                    }
                };
                let merged = self.sheet.frames[slice.table].merged.get(&slice.row);
                // At the top of a page, and under the head there, a cell that goes on is closed all the same.
                if top == y || std::mem::take(&mut self.begins_part) {
                    self.grid_line(slice.table, y, &[]);
                } else if slice.first {
                    self.grid_line(slice.table, y, merged.map_or(&[], |merged| &merged.columns));
                }
                let edges = merged.into_iter().flat_map(|merged| &merged.edges);
                self.gaps.extend(edges.map(|&edge| (edge, y, lower)));
                self.table = Some((slice.table, top, lower));
            }
            None => self.close_table(),
        }
        if strip.content.hands != 0 {
            self.bars.push((strip.content.hands, y, y + strip.height));
        }
        self.bars.extend(
            strip
                .content
                .bars
                .iter()
                .map(|(hands, top, bottom)| (*hands, y + top, y + bottom)),
        );
        self.content(strip.content, y, strip.height);
    }

    /// Puts what a strip shows onto the page.
    fn content(&mut self, content: Content, y: f32, height: f32) {
        let left = self.frames.left;
        for (x, top, mark) in content.marks {
            self.mark(
                mark,
                left + x,
                y + top,
                Edges {
                    upper: y,
                    lower: y + height,
                },
            );
        }
        for mut item in content.items {
            item.shift(left, y);
            match item.drawn {
                Drawn::Rule(_) => self.over.push(item),
                Drawn::Glyphs(_) | Drawn::Picture(_) => self.page.items.push(item),
            }
        }
        for mut link in content.links {
            let [x, upper, right, lower] = link.area;
            link.area = [x + left, upper + y, right + left, lower + y];
            self.page.links.push(link);
        }
    }

    fn mark(&mut self, mark: Mark, x: f32, y: f32, Edges { upper, lower }: Edges) {
        match mark {
            Mark::Anchor(anchor) => {
                let page = self.index;
                self.places.push((anchor, Place { page, x, y }));
            }
            Mark::CommentStart(index) => self.open.push((index, x, upper)),
            Mark::CommentEnd(index) => {
                let place = self.open.iter().position(|(open, ..)| *open == index);
                let (_, from, start) = place.map_or((index, x, upper), |place| self.open.remove(place));
                self.commented(index, [from, start, x, lower], upper);
            }
            Mark::Note(_) | Mark::Number(_) | Mark::Removed(_) => {}
        }
    }

    /// Marks what a comment is about, line by line.
    fn commented(&mut self, index: usize, [x, y, right, lower]: [f32; 4], last: f32) {
        let (left, room) = (self.frames.left, self.sheet.stage.room);
        let area = if y < last {
            margin::highlight([left, last, right, lower], &mut self.under);
            margin::highlight([x, y, left + room, last], &mut self.under);
            [left, y, left + room, lower]
        } else {
            let (x, right) = (x.min(right), x.max(right));
            margin::highlight([x, y, right, lower], &mut self.under);
            [x, y, right.max(x + 2.0), lower]
        };
        if let Some(Some((element, slot))) = self.sheet.comments.get(index) {
            self.comments.push(margin::Placed {
                index,
                area,
                element: *element,
                slot: *slot,
            });
        }
    }

    /// Draws the notes at the foot, their separator above.
    fn notes(&mut self, notes: Vec<Strip>, tops: &[f32]) {
        let Some(first) = tops.first() else { return };
        let Stroke { width, thickness } = self.frames.line;
        let mirrored = self.sheet.stage.language.is_right_to_left();
        let start = if mirrored {
            self.sheet.stage.room - width
        } else {
            0.0
        };
        let line = self.frames.top + first - self.frames.separator * 0.4;
        self.rule(
            [self.frames.left + start, line, width, thickness],
            Colour::BLACK,
            false,
        );
        for (strip, y) in notes.into_iter().zip(tops) {
            self.strip(strip, self.frames.top + y);
        }
    }

    /// Draws a line of a table's grid across it, but for columns whose cells go on.
    fn grid_line(&mut self, table: usize, y: f32, without: &[usize]) {
        let frame = &self.sheet.frames[table];
        let columns = frame.edges.len().saturating_sub(1);
        let mut from = 0;
        for column in 0..=columns {
            if column < columns && !without.contains(&column) {
                continue;
            }
            if from < column {
                let (first, last) = (frame.edges[from], frame.edges[column]);
                let area = [
                    self.frames.left + first - frame.border / 2.0,
                    y - frame.border / 2.0,
                    last - first + frame.border,
                    frame.border,
                ];
                self.rule(area, GRID, false);
            }
            from = column + 1;
        }
    }

    /// Draws the foot and the upright lines of the table that ends here.
    fn close_table(&mut self) {
        let Some((table, top, y)) = self.table.take() else {
            return;
        };
        self.grid_line(table, y, &[]);
        let frame = &self.sheet.frames[table];
        let gaps = std::mem::take(&mut self.gaps);
        for (index, edge) in frame.edges.iter().enumerate() {
            let x = self.frames.left + edge - frame.border / 2.0;
            let mut from = top;
            for &(_, gap, end) in gaps.iter().filter(|(edge, ..)| *edge == index) {
                if gap > from {
                    self.rule([x, from, frame.border, gap - from], GRID, false);
                }
                from = end;
            }
            if y > from {
                self.rule([x, from, frame.border, y - from], GRID, false);
            }
        }
    }

    fn rule(&mut self, [x, y, width, height]: [f32; 4], colour: Colour, change: bool) {
        self.over.push(Item {
            tag: Tag::Artifact(Artifact::Layout),
            change,
            drawn: Drawn::Rule(Rule {
                x,
                y,
                width,
                height,
                colour,
                dots: None,
            }),
        });
    }

    /// Draws the bars of changes in the outer margin, each hand's in a lane of its own.
    fn draw_bars(&mut self) {
        let bars = std::mem::take(&mut self.bars);
        let room = self.sheet.stage.room;
        let rule = self.sheet.stage.house.change_bars();
        let (distance, width) = (points(rule.distance), points(rule.width));
        let joined = points(rule.joined);
        for hand in 0..16 {
            let bit = changes::bit(hand);
            let mut open: Option<(f32, f32)> = None;
            let mut drawn = Vec::new();
            for (_, top, bottom) in bars.iter().filter(|(hands, ..)| hands & bit != 0) {
                match &mut open {
                    Some((_, end)) if (0.0..joined).contains(&(top - *end)) => *end = *bottom,
                    _ => drawn.extend(open.replace((*top, *bottom))),
                }
            }
            drawn.extend(open);
            let lane = (hand % rule.lanes.max(1)) as f32 * points(rule.lane);
            let x = if self.frames.bars_right {
                self.frames.left + room + distance + lane
            } else {
                self.frames.left - distance - width - lane
            };
            for (top, bottom) in drawn {
                self.rule([x, top, width, bottom - top], changes::colour(hand), true);
            }
        }
    }
}
