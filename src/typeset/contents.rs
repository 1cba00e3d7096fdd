//! The table of contents: its lines take their page numbers when all pages are known.

use super::line::Line;
use super::page::{Anchor, Colour, Drawn, Item, Link, Rule, Tag, Target, add_rule};
use super::paragraph::{Form, lines};
use super::shaping::{Shaper, Shaping};
use super::stage::{SetBlock, Stage};
use super::strip::{Strip, cost, of_lines};
use super::tabs::points;
use super::walk::{ContentsTexts, Entry, Paragraph};
use crate::diagnostic::Diagnostic;
use crate::house::{Align, ParagraphRule, ParagraphStyle, TabKind};

/// Sets the contents; `page` says where a bookmark is, counted from 1.
pub(crate) fn set<'a>(
    stage: &Stage<'a>,
    contents: &ContentsTexts,
    page: impl Fn(&str) -> Option<usize>,
    shaper: &mut Shaper<'a>,
    missing: &mut Vec<Diagnostic>,
) -> Vec<SetBlock> {
    let mut blocks = Vec::new();
    let mut head = stage.paragraph(&contents.heading, stage.room, shaper);
    head.keeps = true;
    blocks.push(head);
    if !contents.page.text.characters.is_empty() {
        blocks.push(column_head(stage, &contents.page, shaper));
    }
    for entry in &contents.entries {
        let number = page(&entry.bookmark)
            .map(|page| page.to_string())
            .unwrap_or_default();
        blocks.push(line(stage, entry, &number, shaper, missing));
    }
    blocks
}

/// The word over the page numbers, at the end of its line.
fn column_head(stage: &Stage<'_>, page: &Paragraph, shaper: &mut Shaper<'_>) -> SetBlock {
    let mut missing = Vec::new();
    let form = stage.form(ParagraphStyle::Toc0, Align::End, stage.room);
    let lines = lines(&page.text, &form, shaper, &mut missing);
    let rule = form.rule;
    SetBlock {
        strips: of_lines(lines, 0.0, true),
        frame: None,
        above: points(rule.before),
        below: points(rule.after),
        keeps: true,
        introduces: false,
        missing,
    }
}

/// Sets an entry: its text, dots, the number of its page.
fn line(
    stage: &Stage<'_>,
    entry: &Entry,
    number: &str,
    shaper: &mut Shaper<'_>,
    missing: &mut Vec<Diagnostic>,
) -> SetBlock {
    let rule = stage.house.paragraph(entry.paragraph.style);
    let stops = stops(rule, stage.room);
    let form = Form {
        room: stops.dots,
        ..stage.form(entry.paragraph.style, Align::Start, stage.room)
    };
    let mut text = entry.paragraph.text.clone();
    let mirrored = text.right_to_left;
    text.marks.clear();
    let mut set = lines(&text, &form, shaper, missing);
    if mirrored {
        // The entry's own column is at the right.
        for line in &mut set {
            line.items
                .iter_mut()
                .for_each(|item| item.shift(stage.room - stops.dots, 0.0));
            line.links.iter_mut().for_each(|link| {
                link.area[0] += stage.room - stops.dots;
                link.area[2] += stage.room - stops.dots;
            });
        }
    }
    if let Some(last) = set.last_mut() {
        finish(stage, entry, number, stops, &form, shaper, last);
    }
    SetBlock {
        strips: of_lines(set, 0.0, true),
        frame: None,
        above: points(rule.before),
        below: points(rule.after),
        keeps: false,
        introduces: false,
        missing: Vec::new(),
    }
}

/// The stops of an entry, from its start margin.
#[derive(Clone, Copy)]
struct Stops {
    /// Where dots lead to.
    dots: f32,
    /// Where numbers end.
    end: f32,
}

/// Room for a number of four digits, in points, where a style has no stop for dots.
const NUMBER: f32 = 40.0;

fn stops(rule: &ParagraphRule, room: f32) -> Stops {
    let dotted = rule.tabs.iter().find(|tab| tab.dotted).map(|tab| points(tab.at));
    let end = rule
        .tabs
        .iter()
        .find(|tab| tab.kind == TabKind::End)
        .map(|tab| points(tab.at));
    let end = end.unwrap_or(room).min(room);
    let dots = dotted.unwrap_or(end - NUMBER).min(end);
    Stops { dots, end }
}

/// Draws dots and number behind the last line of an entry.
fn finish(
    stage: &Stage<'_>,
    entry: &Entry,
    number: &str,
    Stops { dots, end }: Stops,
    form: &Form<'_>,
    shaper: &mut Shaper<'_>,
    line: &mut Line,
) {
    let mirrored = entry.paragraph.text.right_to_left;
    let shaping = Shaping {
        face: form.face,
        script: super::fonts::Script::Latin,
        right_to_left: false,
    };
    let shaped = shaper.shape(number, shaping, "", "");
    let scale = form.size / 1000.0;
    let width = shaped.width * scale;
    let reach = |item: &Item| match &item.drawn {
        Drawn::Glyphs(run) => {
            let width: f32 = run.glyphs.iter().map(|glyph| glyph.advance).sum();
            let hanging = run.text.chars().all(|c| c == ' ');
            let edge = if mirrored {
                stage.room - run.x
            } else {
                run.x + width
            };
            if hanging { 0.0 } else { edge }
        }
        _ => 0.0,
    };
    let reached = line.items.iter().map(reach).fold(0.0_f32, f32::max);
    let left = |x: f32, width: f32| if mirrored { stage.room - x - width } else { x };
    let leader = stage.house.leader();
    let gap = points(leader.gap);
    let (from, to) = (reached + gap, dots.min(end - width - gap));
    if to - from > points(leader.shortest) {
        let rule = Rule {
            x: left(from, to - from),
            y: -points(leader.rise),
            width: to - from,
            height: points(leader.dot),
            colour: Colour::BLACK,
            dots: Some(points(leader.step)),
        };
        add_rule(&mut line.items, rule, false);
    }
    let x = left(end - width, width);
    let glyphs = shaped.glyphs.iter().map(|glyph| super::page::Glyph {
        id: glyph.id,
        advance: glyph.advance * scale,
        shift: [0.0, 0.0],
        cluster: glyph.cluster,
    });
    line.links.push(Link {
        area: [x, -form.size * 0.8, x + width, form.size * 0.25],
        target: Target::Place(Anchor::Bookmark(entry.bookmark.clone())),
        description: number.to_owned(),
        element: entry.link,
    });
    line.items.push(Item {
        tag: Tag::Slot(entry.number),
        change: false,
        drawn: Drawn::Glyphs(super::page::GlyphRun {
            face: form.face,
            size: form.size,
            x,
            y: 0.0,
            colour: Colour::BLACK,
            thickened: false,
            text: number.to_owned(),
            replacement: None,
            glyphs: glyphs.collect(),
            right_to_left: false,
            turns: [false; 2],
            span: crate::source::Span::NONE,
        }),
    });
}

/// The strips of the contents, none of them parted from the heading above.
pub(crate) fn strips(blocks: Vec<SetBlock>) -> Vec<Strip> {
    let mut strips = Vec::new();
    super::set::stack(blocks, &[], &mut strips, &mut Vec::new());
    if let Some(second) = strips.get_mut(1) {
        second.cost += cost::KEPT_NEXT;
    }
    strips
}
