//! How changes look: one colour a hand, insertions underlined, deletions struck, moves doubly so.

use super::fonts::Metrics;
use super::page::{Colour, Item, Rule, add_rule};
use super::text::{Look, Setting};
use crate::layout::Flow;
use crate::model::{ChangeId, ChangeKind, Revision};
use crate::output::HANDS;

/// The colour of a hand, by its place in the order of hands.
pub(crate) fn colour(hand: usize) -> Colour {
    let [red, green, blue] = HANDS[hand % HANDS.len()];
    Colour(red, green, blue)
}

/// The hand's bit in [`Look::hands`]; the sixteenth stands for all that follow.
pub(crate) fn bit(hand: usize) -> u16 {
    1 << hand.min(15)
}

/// How a state looks.
pub(crate) fn look(flow: &Flow, revision: Revision) -> Look {
    let mut look = Look::PLAIN;
    let change = |id: ChangeId| flow.changes.get(id.0 as usize);
    if let Some(change) = revision.inserted.and_then(change) {
        look.colour = colour(change.hand);
        look.under = Some((lines(change.move_name.is_some()), look.colour));
        look.hands |= bit(change.hand);
    }
    if let Some(change) = revision.deleted.and_then(change) {
        look.colour = colour(change.hand);
        look.through = Some((lines(change.move_name.is_some()), look.colour));
        look.hands |= bit(change.hand);
        look.deleted = true;
    }
    look
}

fn lines(moved: bool) -> u8 {
    if moved { 2 } else { 1 }
}

/// What a change is called by those who read the tree of the text: who made it, and when.
pub(crate) fn title(flow: &Flow, id: ChangeId) -> Option<String> {
    let change = flow.changes.get(id.0 as usize)?;
    if change.author.is_empty() && change.date.is_none() {
        return None;
    }
    let sign = match change.kind {
        ChangeKind::Insertion => "+",
        ChangeKind::Deletion => "\u{2212}",
    };
    let date = change
        .date
        .map(|date| format!(", {}", date.date))
        .unwrap_or_default();
    Some(format!("{sign} {}{date}", change.author))
}

/// Where a run stands on its line.
#[derive(Clone, Copy)]
pub(crate) struct Across {
    pub(crate) x: f32,
    pub(crate) width: f32,
}

/// No line is thinner than this, in points: printers would lose it.
const THINNEST: f32 = 0.4;
/// So much of its thickness each further line under a run moves all of them down.
const ROOM_FOR_FURTHER: f32 = 0.6;

/// Draws the lines under and through a run.
pub(crate) fn decorate(
    setting: &Setting,
    metrics: &Metrics,
    Across { x, width }: Across,
    items: &mut Vec<Item>,
) {
    let size = setting.size / 1000.0;
    let thickness = (metrics.thickness * size).max(THINNEST);
    let mut draw = |middle: f32, count: u8, colour: Colour, change: bool| {
        let distance = thickness * 2.0;
        for index in 0..count {
            let offset = f32::from(index) * distance - f32::from(count - 1) * distance / 2.0;
            let rule = Rule {
                x,
                y: middle + offset - thickness / 2.0,
                width,
                height: thickness,
                colour,
                dots: None,
            };
            add_rule(items, rule, change);
        }
    };
    // Raised characters share the underline of those around them.
    let under = metrics.underline * size;
    if setting.underlined {
        draw(under, 1, setting.look.colour, false);
    }
    if let Some((count, colour)) = setting.look.under {
        let lower = if setting.underlined { thickness * 2.0 } else { 0.0 };
        let under = under + lower + f32::from(count - 1) * thickness * ROOM_FOR_FURTHER;
        draw(under, count, colour, true);
    }
    if let Some((count, colour)) = setting.look.through {
        draw(-metrics.strike * size - setting.rise, count, colour, true);
    }
}
