//! A paragraph as lines: tabs, total fit, alignment, heights.

use unicode_bidi::ParagraphBidiInfo;

use super::breaks::{LineHyphen, Point, Terms, breaks};
use super::fit::{Looseness, Measure, balanced, fit};
use super::fonts::{FaceId, Script};
use super::line::{Extent, Line, Setter};
use super::opportunities::{Opportunity, opportunities};
use super::page::{Colour, Drawn, Glyph, Rule, add_rule};
use super::parts::{Part, PartKind, levels, parts};
use super::shaping::{Shaper, Shaping};
use super::tabs::{self, points};
use super::text::{Mark, Text};
use crate::diagnostic::Diagnostic;
use crate::house::{Align, LeaderRule, LineSpacing, ParagraphRule, TabKind, Twips};
use crate::model::Language;

/// A last line shorter than this part of the measure looks like a remnant under justified lines,
const REMNANT: f32 = 8.0;
/// and than this under lines that end unevenly anyway;
const RAGGED_REMNANT: f32 = 16.0;
/// but one that is as long as this part of it never does.
const LONG_ENOUGH: f32 = 3.0;
/// So far, in points, the last line reaches beyond where text begins behind a label: less would look
/// like a second label.
const BEYOND_LABEL: f32 = 4.0;
/// A stop behind this part of the line leaves no room for the text that starts there.
const LAST_STOP: f32 = 0.9;
/// So much of the size is left blank before a stop: readers of the file take what is wider for a gap
/// between columns.
const BEFORE_STOP: f32 = 0.3;

/// Where a line stands, measured from the start margin.
#[derive(Clone, Copy)]
struct Column {
    x: f32,
    /// Where it ends.
    room: f32,
}

/// What a paragraph is set by, beside its own text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form<'h> {
    pub(crate) rule: &'h ParagraphRule,
    /// How its lines are set: the rule's own way, but for a table's columns.
    pub(crate) align: Align,
    /// Width of the column.
    pub(crate) room: f32,
    /// The face and size that give an empty line its height.
    pub(crate) face: FaceId,
    pub(crate) size: f32,
    /// The distance of Word's own tab stops.
    pub(crate) default_tab: Twips,
    /// The dots before a tab that has them.
    pub(crate) leader: LeaderRule,
    /// The language in which words may be divided to spare lines from gaping.
    pub(crate) hyphenate: Option<Language>,
    /// The language in which words are divided that are wider than the column.
    pub(crate) language: Language,
    /// Whether a paragraph without a label starts where the text of labelled ones does.
    pub(crate) flush: bool,
}

/// Spaces that grow by more than this much of their stretch are reason to divide words.
const LOOSE: f64 = 0.7;

/// Sets a paragraph.
pub(crate) fn lines(
    text: &Text,
    form: &Form<'_>,
    shaper: &mut Shaper<'_>,
    missing: &mut Vec<Diagnostic>,
) -> Vec<Line> {
    let opportunities = opportunities(&text.characters);
    let parts = parts(text, &opportunities, shaper, missing);
    let levels = levels(text);
    let paragraph = Paragraph {
        text,
        form,
        opportunities: &opportunities,
        levels: levels.as_ref(),
        hyphen: hyphen(form, shaper),
    };
    let mut lines = Vec::new();
    let mut from = 0;
    loop {
        let end = parts[from..]
            .iter()
            .position(|part| part.kind == PartKind::LineBreak);
        let to = end.map_or(parts.len(), |end| from + end);
        paragraph.chunk(
            &parts[from..to],
            lines.is_empty(),
            end.is_none(),
            shaper,
            &mut lines,
        );
        from = to + 1;
        if end.is_none() {
            return lines;
        }
    }
}

/// Width of a hyphen in thousandths of the size.
fn hyphen(form: &Form<'_>, shaper: &mut Shaper<'_>) -> f32 {
    let shaping = Shaping {
        face: form.face,
        script: Script::Latin,
        right_to_left: false,
    };
    shaper.shape("-", shaping, "", "").width
}

struct Paragraph<'a, 't> {
    text: &'a Text,
    form: &'a Form<'a>,
    opportunities: &'a [Opportunity],
    levels: Option<&'a ParagraphBidiInfo<'t>>,
    hyphen: f32,
}

impl Paragraph<'_, '_> {
    /// Sets what stands between two forced line ends.
    fn chunk(&self, parts: &[Part], first: bool, last: bool, shaper: &mut Shaper<'_>, lines: &mut Vec<Line>) {
        let rule = self.form.rule;
        let start = points(rule.start);
        let room = self.form.room - points(rule.end);
        // What has no label to hang out stands where the text of the labelled ones does.
        let hangs = !self.form.flush || parts.iter().any(|part| part.kind == PartKind::Tab);
        let indent = if first && hangs {
            start + points(rule.first)
        } else {
            start
        };
        let mut line = Line::default();
        let mut flat;
        let mut parts = parts;
        let mut x = indent;
        if let Some(tab) = parts.iter().rposition(|part| part.kind == PartKind::Tab) {
            match self.tabbed(parts, tab, indent, room, shaper) {
                Some((begun, reached)) => {
                    line = begun;
                    x = reached;
                    parts = &parts[tab + 1..];
                }
                None => {
                    // Tabs that lead past the end of the line are spaces.
                    flat = parts.to_vec();
                    for part in flat.iter_mut().filter(|part| part.kind == PartKind::Tab) {
                        part.kind = PartKind::Space;
                    }
                    parts = &flat;
                }
            }
        }
        let setter = Setter {
            text: self.text,
            parts,
            levels: self.levels,
            library: shaper.library(),
        };
        let from = parts.first().map_or(0, |part| part.start);
        let mut extent = Extent {
            start: from,
            end: from,
            next: from,
            hyphen: LineHyphen::None,
            spelled: 0,
        };
        let points = self.choose(parts, room - x, room - start);
        let count = points.len();
        for (index, point) in points.into_iter().enumerate() {
            let spelled = setter.spelled(extent);
            extent = Extent {
                start: extent.next,
                end: point.end,
                next: point.next,
                hyphen: point.hyphen,
                spelled: if index == 0 { 0 } else { spelled },
            };
            let ends = index + 1 == count;
            self.set(&setter, extent, Column { x, room }, ends, shaper, &mut line);
            self.hang(extent, last && ends, &mut line);
            lines.push(std::mem::take(&mut line));
            x = start;
        }
    }

    /// How long the last line must be at least not to look like a remnant.
    fn shortest(&self, first: f32, other: f32) -> f32 {
        let part = match self.form.align {
            Align::Justified => REMNANT,
            Align::Start | Align::Centre | Align::End => RAGGED_REMNANT,
        };
        // It reaches beyond where the text of the first line begins, behind its label.
        (other / part)
            .max(other - first + BEYOND_LABEL)
            .min(other / LONG_ENOUGH)
    }

    /// Chooses the ends of lines.
    fn choose(&self, parts: &[Part], first: f32, other: f32) -> Vec<Point> {
        let end = parts.last().map_or(0, |part| part.end);
        let whole = Point {
            end,
            next: end,
            hyphen: LineHyphen::None,
        };
        let measure = Measure {
            first: f64::from(first),
            other: f64::from(other),
            justified: self.form.align == Align::Justified,
            shortest: f64::from(self.shortest(first, other)),
        };
        let terms = |hyphenate| Terms {
            room: first.min(other).max(1.0),
            hyphenate,
            hyphen: self.hyphen,
        };
        let whole_words = breaks(
            self.text,
            parts,
            self.opportunities,
            terms(None),
            self.form.language,
        );
        if self.form.hyphenate.is_some() && measure.justified {
            if let Some(ends) = fit(&whole_words.0, measure, Looseness::UpTo(LOOSE)) {
                return ends.into_iter().map(|end| whole_words.1[end]).collect();
            }
            let divided = breaks(
                self.text,
                parts,
                self.opportunities,
                terms(self.form.hyphenate),
                self.form.language,
            );
            if let Some(ends) = fit(&divided.0, measure, Looseness::Any) {
                return ends.into_iter().map(|end| divided.1[end]).collect();
            }
        }
        let ends = fit(&whole_words.0, measure, Looseness::Any);
        let ends = match (self.form.align, first == other) {
            (Align::Centre, true) => ends.map(|ends| balanced(&whole_words.0, ends, measure)),
            _ => ends,
        };
        match ends {
            Some(ends) => ends.into_iter().map(|end| whole_words.1[end]).collect(),
            None => vec![whole],
        }
    }

    /// Sets one line.
    fn set(
        &self,
        setter: &Setter<'_, '_>,
        extent: Extent,
        Column { x, room }: Column,
        last: bool,
        shaper: &mut Shaper<'_>,
        line: &mut Line,
    ) {
        let mut pieces = setter.pieces(extent, shaper);
        let width = setter.natural(&pieces);
        let free = room - x;
        if self.form.align == Align::Justified && (!last || width > free) {
            setter.justify(&mut pieces, free);
        }
        let width = setter.natural(&pieces);
        let x = match self.form.align {
            Align::Start | Align::Justified => x,
            Align::Centre => x + (free - width) / 2.0,
            Align::End => x + free - width,
        };
        line.hyphenated = extent.hyphen == LineHyphen::Divided;
        self.height(setter, extent, line);
        setter.draw(pieces, self.left(x, width), line);
    }

    /// The left edge of something that starts `x` from the start margin.
    fn left(&self, x: f32, width: f32) -> f32 {
        if self.text.right_to_left {
            self.form.room - x - width
        } else {
            x
        }
    }

    /// Sets the text before the last tab; gives the line so far and where the text behind begins.
    /// None where that would be past the end of the line.
    fn tabbed(
        &self,
        parts: &[Part],
        tab: usize,
        indent: f32,
        room: f32,
        shaper: &mut Shaper<'_>,
    ) -> Option<(Line, f32)> {
        let mut line = Line::default();
        let mut x = indent;
        let mut from = 0;
        let setter = Setter {
            text: self.text,
            parts,
            levels: self.levels,
            library: shaper.library(),
        };
        while from <= tab {
            let to = from + parts[from..].iter().position(|part| part.kind == PartKind::Tab)?;
            let extent = Extent {
                start: parts[from].start,
                end: parts[to].start,
                next: parts[to].start,
                hyphen: LineHyphen::None,
                spelled: 0,
            };
            let pieces = setter.pieces(extent, shaper);
            let width = setter.natural(&pieces);
            self.height(&setter, extent, &mut line);
            setter.draw(pieces, self.left(x, width), &mut line);
            self.hang(extent, false, &mut line);
            x += width;
            let stop = tabs::next(self.form.rule, self.form.default_tab, x, room);
            let behind = parts[to + 1..]
                .iter()
                .take_while(|part| part.kind != PartKind::Tab);
            let follows: f32 = behind.map(Part::width).sum();
            let reached = match stop.kind {
                TabKind::Start => stop.at,
                TabKind::Centre => stop.at - follows / 2.0,
                TabKind::End => stop.at - follows,
            };
            let reached = reached.max(x);
            if reached > room * LAST_STOP && stop.kind == TabKind::Start && to + 1 < parts.len()
                || reached > room
            {
                return None;
            }
            self.bridge(reached, shaper, &mut line);
            if stop.dotted
                && reached - x > points(self.form.leader.shortest) + 2.0 * points(self.form.leader.gap)
            {
                self.leader(x, reached, &mut line);
            }
            x = reached;
            from = to + 1;
        }
        Some((line, x))
    }

    /// Lets the text before a tab reach to that behind it, with a space at the end of the gap: a
    /// reader that looks for columns would else take labels for one.
    fn bridge(&self, reached: f32, shaper: &mut Shaper<'_>, line: &mut Line) {
        let last = line
            .items
            .iter_mut()
            .rev()
            .find_map(|item| match &mut item.drawn {
                Drawn::Glyphs(run) => Some(run),
                _ => None,
            });
        let Some(run) = last.filter(|run| !run.right_to_left && run.replacement.is_none()) else {
            return;
        };
        let shaping = Shaping {
            face: run.face,
            script: Script::Latin,
            right_to_left: false,
        };
        let space = shaper.shape(" ", shaping, "", "");
        let advance = space.width * run.size / 1000.0;
        let width: f32 = run.glyphs.iter().map(|glyph| glyph.advance).sum();
        let gap = reached - run.x - width - advance - run.size * BEFORE_STOP;
        if let ([glyph], Some(before)) = (space.glyphs.as_slice(), run.glyphs.last_mut())
            && gap > 0.0
        {
            before.advance += gap;
            run.replacement = Some(run.text.clone());
            run.glyphs.push(Glyph {
                id: glyph.id,
                advance,
                shift: [0.0, 0.0],
                cluster: run.text.len() as u32,
            });
            run.text.push(' ');
        }
    }

    /// Draws a row of dots between two places.
    fn leader(&self, from: f32, to: f32, line: &mut Line) {
        let leader = self.form.leader;
        let gap = points(leader.gap);
        let width = to - from - 2.0 * gap;
        let rule = Rule {
            x: self.left(from + gap, width),
            y: -points(leader.rise),
            width,
            height: points(leader.dot),
            colour: Colour::BLACK,
            dots: Some(points(leader.step)),
        };
        add_rule(&mut line.items, rule, false);
    }

    /// Makes room in a line for everything that stands in it.
    fn height(&self, setter: &Setter<'_, '_>, extent: Extent, line: &mut Line) {
        let library = setter.library;
        let metrics = &library.face(self.form.face).metrics;
        let scale = self.form.size / 1000.0;
        let (mut ascent, mut descent) = (metrics.ascent * scale, metrics.descent * scale);
        let first = setter.parts.partition_point(|part| part.end <= extent.start);
        let inside = setter.parts[first..]
            .iter()
            .take_while(|part| part.start < extent.end);
        for part in inside {
            let setting = &self.text.stretches[part.stretch as usize].setting;
            if part.shaping.face == self.form.face && setting.rise == 0.0 && part.size <= self.form.size {
                continue;
            }
            let metrics = &library.face(part.shaping.face).metrics;
            let scale = part.size / 1000.0;
            ascent = ascent.max(metrics.ascent * scale + setting.rise);
            descent = descent.max(metrics.descent * scale - setting.rise);
        }
        let (ascent, descent) = spaced(self.form.rule.line, ascent, descent);
        line.ascent = line.ascent.max(ascent);
        line.descent = line.descent.max(descent);
    }

    /// Takes over what hangs on the text of a line.
    fn hang(&self, extent: Extent, last: bool, line: &mut Line) {
        let from = self.text.marks.partition_point(|(at, _)| *at < extent.start);
        for (at, mark) in &self.text.marks[from..] {
            if *at > extent.next && !last {
                break;
            }
            // What ends a piece of text belongs to the line of its last character.
            let ends = matches!(mark, Mark::CommentEnd(_) | Mark::Removed(_)) && *at > 0;
            let place = if ends { at - 1 } else { *at };
            let inside = (extent.start..extent.next).contains(&place);
            if inside || (last && place >= extent.next) {
                if let Mark::Removed(hands) = mark {
                    line.hands |= hands;
                }
                // Inside a word, the nearest place before it.
                let before = line.places.iter().filter(|(byte, _)| byte <= at);
                let x = before.max_by_key(|(byte, _)| *byte).map_or(0.0, |(_, x)| *x);
                line.marks.push((x, mark.clone()));
            }
        }
    }
}

/// Ascent and descent of a line under a house's rule for the distance of lines.
fn spaced(line: LineSpacing, ascent: f32, descent: f32) -> (f32, f32) {
    let natural = ascent + descent;
    match line {
        LineSpacing::Multiple(240) => (ascent, descent),
        LineSpacing::Multiple(parts) => {
            let factor = f32::from(parts) / 240.0;
            if factor < 1.0 {
                (ascent * factor, descent * factor)
            } else {
                (natural * factor - descent, descent)
            }
        }
        LineSpacing::Exact(height) => {
            let lead = (points(height) - natural) / 2.0;
            (ascent + lead, descent + lead)
        }
        LineSpacing::AtLeast(height) => (ascent + (points(height) - natural).max(0.0), descent),
    }
}
