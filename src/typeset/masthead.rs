//! The header block of a conference document's first page (FORMAT § 5.2).

use super::page::{Artifact, Colour, Drawn, Item, Rule, Tag};
use super::picture;
use super::set::stack;
use super::shaping::Shaper;
use super::stage::{SetBlock, Stage};
use super::stand_in;
use super::strip::{Content, Strip, cost};
use super::tabs::points;
use super::walk::{MastheadTexts, Paragraph};
use crate::diagnostic::Diagnostic;

/// The block and the titles under it as strips.
pub(crate) fn set<'a>(
    stage: &Stage<'a>,
    masthead: &MastheadTexts,
    shaper: &mut Shaper<'a>,
    missing: &mut Vec<Diagnostic>,
) -> Vec<Strip> {
    let rule = stage.house.masthead();
    let gap = points(rule.gap);
    let mirrored = stage.language.is_right_to_left();
    let first = points(rule.columns[0]).min(stage.room * 0.75);
    let second = stage.room - first;
    // The first column holds the names, at the side where lines begin.
    let names = if mirrored { second } else { 0.0 };
    let numbers = if mirrored { 0.0 } else { first };
    let mut content = Content::default();
    let mut findings = Vec::new();
    let mut column = |paragraphs: &[Paragraph],
                      [x, room, top]: [f32; 3],
                      content: &mut Content,
                      shaper: &mut Shaper<'a>| {
        let mut y = top;
        for (index, paragraph) in paragraphs.iter().enumerate() {
            let block = stage.paragraph(paragraph, room, shaper);
            findings.extend(block.missing);
            // Both columns begin on one line, whatever space their styles have above.
            y += if index == 0 { 0.0 } else { block.above };
            for strip in block.strips {
                if strip.content.hands != 0 {
                    content.bars.push((strip.content.hands, y, y + strip.height));
                }
                place(strip.content, x, y, content);
                y += strip.height;
            }
            y += block.below;
        }
        y
    };
    // Without an emblem beside it the name has the whole line.
    let (start, room) = match masthead.logo {
        None if !rule.reserves_emblem => (0.0, stage.room),
        _ => (names, first),
    };
    let mut y = column(&masthead.names, [start, room, 0.0], &mut content, shaper);
    if let Some(logo) = &masthead.logo {
        let [width, height] = rule.emblem.map(points);
        match picture::natural(stage.assets, &logo.picture) {
            Ok(natural) if natural.is_drawing => {
                let size = natural.size.within(width, height);
                let x = if mirrored { 0.0 } else { stage.room - size.width };
                let area = [x, size.width, size.height];
                stand_in::draw(stage, logo, area, &mut content, shaper);
                y = y.max(size.height);
            }
            Ok(natural) => {
                let size = natural.size.within(width, height);
                let x = if mirrored { 0.0 } else { stage.room - size.width };
                content.items.push(Item {
                    tag: Tag::Slot(logo.slot),
                    change: logo.picture.revision.deleted.is_some(),
                    drawn: Drawn::Picture(super::page::Picture {
                        file: logo.picture.file.clone(),
                        x,
                        y: 0.0,
                        width: size.width,
                        height: size.height,
                    }),
                });
                y = y.max(size.height);
            }
            Err(finding) => missing.push(*finding),
        }
    }
    y += gap;
    let thickness = f32::from(rule.line) / 8.0;
    content.items.push(Item {
        tag: Tag::Artifact(Artifact::Layout),
        change: false,
        drawn: Drawn::Rule(Rule {
            x: 0.0,
            y,
            width: stage.room,
            height: thickness,
            colour: Colour::BLACK,
            dots: None,
        }),
    });
    y += thickness + gap;
    let left = column(&masthead.meeting, [names, first, y], &mut content, shaper);
    let right = column(&masthead.numbers, [numbers, second, y], &mut content, shaper);
    missing.append(&mut findings);
    let mut strips = vec![Strip {
        height: left.max(right),
        content,
        ..Strip::default()
    }];
    let titles: Vec<SetBlock> = masthead
        .titles
        .iter()
        .map(|title| stage.paragraph(title, stage.room, shaper))
        .collect();
    missing.extend(titles.iter().flat_map(|title| title.missing.iter().cloned()));
    let mut titles_stacked = Vec::new();
    stack(titles, &[], &mut titles_stacked, &mut Vec::new());
    for strip in &mut titles_stacked {
        strip.cost += cost::KEPT_NEXT;
    }
    strips.append(&mut titles_stacked);
    strips
}

/// Takes over what another column shows.
fn place(from: Content, x: f32, y: f32, content: &mut Content) {
    for mut item in from.items {
        item.shift(x, y);
        content.items.push(item);
    }
    for mut link in from.links {
        let [left, upper, right, lower] = link.area;
        link.area = [left + x, upper + y, right + x, lower + y];
        content.links.push(link);
    }
    content.marks.extend(
        from.marks
            .into_iter()
            .map(|(at, top, mark)| (at + x, top + y, mark)),
    );
}
