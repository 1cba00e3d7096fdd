//! One line of a paragraph: its parts in visual order, spaces given their width, change marks drawn.

use std::sync::Arc;

use unicode_bidi::{Level, ParagraphBidiInfo};

use super::breaks::LineHyphen;
use super::changes::{self, Across};
use super::fonts::{Library, Script};
use super::page::{Drawn, Glyph, GlyphRun, Item, Link};
use super::parts::{Part, PartKind, shape_range};
use super::shaping::{Shaped, Shaper};
use super::text::{Mark, Setting, Text};

/// A line, placed against its own column: x from the column's left edge, y from the baseline.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    pub(crate) items: Vec<Item>,
    pub(crate) links: Vec<Link>,
    /// What hangs on it, with the x of its place.
    pub(crate) marks: Vec<(f32, Mark)>,
    /// Height above and depth below the baseline.
    pub(crate) ascent: f32,
    pub(crate) descent: f32,
    /// Whose changes it shows, one bit for each hand.
    pub(crate) hands: u16,
    /// Whether it ends inside a word.
    pub(crate) hyphenated: bool,
    /// Where bytes of the text stand, as far as something hangs on any of them.
    pub(crate) places: Vec<(u32, f32)>,
}

impl Line {
    pub(crate) fn height(&self) -> f32 {
        self.ascent + self.descent
    }
}

/// The height of lines one below the other.
pub(crate) fn height(lines: &[Line]) -> f32 {
    lines.iter().map(Line::height).sum()
}

/// A piece of a line before it is drawn.
pub(crate) struct Piece {
    part: usize,
    start: u32,
    end: u32,
    shaped: Arc<Shaped>,
    level: u8,
    kind: PartKind,
    /// What is added to the width of a space, or behind an ideograph.
    extra: f32,
    replacement: Option<String>,
    hyphen: bool,
    /// A space at the end of the line: it is there, but has no room in it.
    hanging: bool,
}

/// A paragraph's parts, and what lines need to be made of them.
pub(crate) struct Setter<'a, 't> {
    pub(crate) text: &'a Text,
    pub(crate) parts: &'a [Part],
    pub(crate) levels: Option<&'a ParagraphBidiInfo<'t>>,
    pub(crate) library: &'a Library,
}

/// What part of a paragraph a line shows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extent {
    pub(crate) start: u32,
    /// The byte after the last shown.
    pub(crate) end: u32,
    /// The byte that the next line starts with.
    pub(crate) next: u32,
    pub(crate) hyphen: LineHyphen,
    /// The byte up to which the line before has spelled the text: a word that goes on over a line
    /// end is read and copied whole, in the line where it begins.
    pub(crate) spelled: u32,
}

/// Longer pieces than this are no words that someone would look for.
const LONGEST_SPELLED: usize = 500;

impl Setter<'_, '_> {
    /// The pieces of a line in the order of the text.
    pub(crate) fn pieces(&self, extent: Extent, shaper: &mut Shaper<'_>) -> Vec<Piece> {
        let first = self.parts.partition_point(|part| part.end <= extent.start);
        let count = self.parts[first..].partition_point(|part| part.start < extent.next);
        // One more for a hyphen.
        let mut pieces: Vec<Piece> = Vec::with_capacity(count + 1);
        for (index, part) in self.parts.iter().enumerate().skip(first).take(count) {
            let (start, end) = (part.start.max(extent.start), part.end.min(extent.next));
            if matches!(part.kind, PartKind::LineBreak | PartKind::Tab) {
                continue;
            }
            let shaped = if start == part.start && end == part.end {
                Arc::clone(&part.shaped)
            } else {
                let caps = self.setting(part).caps;
                shape_range(self.text, start..end, caps, part.shaping, shaper)
            };
            pieces.push(Piece {
                part: index,
                start,
                end,
                shaped,
                level: part.level,
                kind: part.kind,
                extra: 0.0,
                replacement: None,
                hyphen: false,
                hanging: start >= extent.end,
            });
        }
        self.divided(extent, &mut pieces, shaper);
        pieces
    }

    /// Lets a word that goes on in the next line be read whole in this one, and adds a hyphen.
    fn divided(&self, extent: Extent, pieces: &mut Vec<Piece>, shaper: &mut Shaper<'_>) {
        for piece in pieces.iter_mut().take_while(|piece| piece.start < extent.spelled) {
            piece.replacement = Some(String::new());
        }
        let spelled = self.spelled(extent);
        let Some(last) = pieces.iter_mut().rev().find(|piece| !piece.hanging) else {
            return;
        };
        if spelled > extent.next && last.replacement.is_none() {
            let word = &self.text.characters[last.start as usize..spelled as usize];
            last.replacement = Some(word.to_owned());
        }
        if !matches!(extent.hyphen, LineHyphen::Divided | LineHyphen::Soft) {
            return;
        }
        let part = &self.parts[last.part];
        let replacement = if spelled > extent.next { "" } else { "\u{AD}" };
        let hyphen = Piece {
            part: last.part,
            start: last.end,
            end: last.end,
            shaped: shaper.shape("-", part.shaping, "", ""),
            level: last.level,
            kind: PartKind::Word,
            extra: 0.0,
            replacement: Some(replacement.to_owned()),
            hyphen: true,
            hanging: false,
        };
        let place = pieces
            .iter()
            .position(|piece| piece.hanging)
            .unwrap_or(pieces.len());
        pieces.insert(place, hyphen);
    }

    /// The byte up to which a line spells the text: its own end, or that of a word that it begins
    /// and the next line ends. A word that changes its state on the way is not spelled ahead, nor
    /// are ideographs, which need no spaces between them.
    pub(crate) fn spelled(&self, extent: Extent) -> u32 {
        let text = &self.text.characters;
        let apart = |c: char| c.is_whitespace() || Script::of(c) == Script::Han;
        let (before, after) = text.split_at(extent.next as usize);
        let inside = extent.end == extent.next && !before.ends_with(apart) && !after.starts_with(apart);
        if !inside || after.is_empty() {
            return extent.next;
        }
        // A word is not looked for to the end of a text that has none.
        let near = &after[..after.floor_char_boundary(LONGEST_SPELLED)];
        let rest = near.find(apart).unwrap_or(near.len());
        let end = extent.next + rest as u32;
        let ours = |at: u32| self.text.stretches.partition_point(|stretch| stretch.end <= at);
        if ours(extent.next.saturating_sub(1)) == ours(end - 1) && rest < LONGEST_SPELLED {
            end.max(extent.spelled)
        } else {
            extent.next.max(extent.spelled)
        }
    }

    fn setting(&self, part: &Part) -> &Setting {
        &self.text.stretches[part.stretch as usize].setting
    }

    fn width(&self, piece: &Piece) -> f32 {
        piece.shaped.width * self.parts[piece.part].size / 1000.0 + piece.extra
    }

    /// The width of pieces, those that hang at the end left out.
    pub(crate) fn natural(&self, pieces: &[Piece]) -> f32 {
        pieces
            .iter()
            .filter(|piece| !piece.hanging)
            .map(|piece| self.width(piece))
            .sum()
    }

    /// Spreads what is left of a line over its spaces.
    pub(crate) fn justify(&self, pieces: &mut [Piece], room: f32) {
        let slack = room - self.natural(pieces);
        let last = pieces.iter().rposition(|piece| !piece.hanging);
        let give = |index: usize, piece: &Piece| match piece.kind {
            _ if piece.hanging || Some(index) >= last => 0.0,
            PartKind::Space | PartKind::BoundSpace => piece.shaped.width * self.parts[piece.part].size,
            PartKind::Ideograph if slack > 0.0 => self.parts[piece.part].size * 100.0,
            _ => 0.0,
        };
        let shares: Vec<f32> = pieces
            .iter()
            .enumerate()
            .map(|(index, piece)| give(index, piece))
            .collect();
        let total: f32 = shares.iter().sum();
        if total > 0.0 {
            for (piece, share) in pieces.iter_mut().zip(shares) {
                piece.extra = slack * share / total;
            }
        }
    }

    /// Draws pieces from `x` on and adds them to the line; gives the x behind them.
    pub(crate) fn draw(&self, mut pieces: Vec<Piece>, x: f32, line: &mut Line) -> f32 {
        self.reorder(&mut pieces);
        // A space that hangs at the left end of a line from right to left stands before its start.
        let lead: f32 = pieces
            .iter()
            .take_while(|piece| piece.hanging)
            .map(|piece| self.width(piece))
            .sum();
        let mut x = x - lead;
        let mut groups = pieces
            .chunk_by(|before, after| self.joins(before, after))
            .peekable();
        let mut beside = None;
        while let Some(group) = groups.next() {
            let level = group[0].level;
            let turns = |beside: Option<u8>| level == 2 && beside.is_none_or(|it| it < level);
            let right = groups.peek().map(|group| group[0].level);
            x = self.draw_run(group, [turns(beside), turns(right)], x, line);
            beside = Some(level);
        }
        x
    }

    /// Puts pieces into the order in which they stand on the page (Unicode Standard Annex 9, L1–L2).
    fn reorder(&self, pieces: &mut Vec<Piece>) {
        let Some(info) = self.levels else { return };
        for piece in pieces.iter_mut().rev().take_while(|piece| piece.hanging) {
            piece.level = info.paragraph_level.number();
        }
        let levels: Vec<Level> = pieces
            .iter()
            .map(|piece| Level::new(piece.level).unwrap_or(Level::ltr()))
            .collect();
        let order = ParagraphBidiInfo::reorder_visual(&levels);
        let mut slots: Vec<Option<Piece>> = std::mem::take(pieces).into_iter().map(Some).collect();
        pieces.extend(order.into_iter().filter_map(|index| slots[index].take()));
    }

    fn joins(&self, before: &Piece, after: &Piece) -> bool {
        let (a, b) = (&self.parts[before.part], &self.parts[after.part]);
        let alike = a.stretch == b.stretch
            && a.shaping.face == b.shaping.face
            && a.size == b.size
            && before.level == after.level
            && (before.hanging == after.hanging || before.level.is_multiple_of(2));
        let plain = before.replacement.is_none() && after.replacement.is_none();
        alike && plain
    }

    fn draw_run(&self, pieces: &[Piece], turns: [bool; 2], x: f32, line: &mut Line) -> f32 {
        let first = &pieces[0];
        let part = &self.parts[first.part];
        let setting = self.setting(part);
        let right_to_left = first.level % 2 == 1;
        let replacement = first.replacement.clone();
        let mut order: Vec<&Piece> = pieces.iter().collect();
        if right_to_left {
            order.reverse();
        }
        let length = order.iter().map(|piece| (piece.end - piece.start) as usize).sum();
        let mut text = String::with_capacity(length);
        let mut starts = Vec::with_capacity(order.len());
        for piece in &order {
            starts.push(text.len() as u32);
            if !piece.hyphen {
                text.push_str(&self.text.characters[piece.start as usize..piece.end as usize]);
            }
        }
        if right_to_left {
            starts.reverse();
        }
        let scale = part.size / 1000.0;
        let mut glyphs = Vec::with_capacity(pieces.iter().map(|piece| piece.shaped.glyphs.len()).sum());
        let mut width = 0.0;
        // A space at the end of a line is part of the run, but nothing is drawn under it.
        let mut solid = 0.0;
        for (piece, start) in pieces.iter().zip(starts) {
            for glyph in &piece.shaped.glyphs {
                glyphs.push(Glyph {
                    id: glyph.id,
                    advance: glyph.advance * scale,
                    shift: [glyph.shift[0] * scale, glyph.shift[1] * scale],
                    cluster: start + glyph.cluster,
                });
            }
            if let Some(last) = glyphs.last_mut() {
                last.advance += piece.extra;
            }
            let before = width;
            width += self.width(piece);
            if !piece.hanging {
                solid = width;
            }
            if !self.text.marks.is_empty() {
                let (from, to) = if right_to_left {
                    (width, before)
                } else {
                    (before, width)
                };
                line.places.extend([(piece.start, x + from), (piece.end, x + to)]);
            }
        }
        let stretch = &self.text.stretches[part.stretch as usize];
        line.hands |= setting.look.hands;
        if solid > 0.0 {
            let metrics = self.library.face(setting.face).metrics;
            changes::decorate(setting, &metrics, Across { x, width: solid }, &mut line.items);
            if let Some(link) = &setting.link {
                let area = [
                    x,
                    -part.size * 0.8 - setting.rise,
                    x + width,
                    part.size * 0.25 - setting.rise,
                ];
                add_link(line, area, link);
            }
        }
        line.items.push(Item {
            tag: setting.tag,
            change: setting.look.deleted,
            drawn: Drawn::Glyphs(GlyphRun {
                face: part.shaping.face,
                size: part.size,
                x,
                y: -setting.rise,
                colour: setting.look.colour,
                thickened: self
                    .library
                    .is_thickened(part.shaping.face, setting.wanted, part.shaping.script),
                text,
                replacement,
                glyphs,
                right_to_left,
                turns,
                span: stretch.span,
            }),
        });
        x + width
    }
}

/// Adds the area of a link, or lets it go on where the run before is part of it.
fn add_link(line: &mut Line, area: [f32; 4], link: &super::text::LinkEnd) {
    if let Some(last) = line.links.last_mut()
        && last.element == link.element
        && (last.area[2] - area[0]).abs() < 0.5
    {
        last.area = [
            last.area[0],
            last.area[1].min(area[1]),
            area[2],
            last.area[3].max(area[3]),
        ];
        return;
    }
    line.links.push(Link {
        area,
        target: link.target.clone(),
        description: link.description.clone(),
        element: link.element,
    });
}
