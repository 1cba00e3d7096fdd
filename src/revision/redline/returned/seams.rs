//! Words that a mark of the file cuts: `organi[z][s]ation` is one word of the source and another of the
//! file with both halves of the mark, so a comparison by words sees two. Without what a mark brought in, or
//! what a decision took out, they are the same characters.

use super::super::origins::Units;
use super::signs::Signs;
use crate::model::{Document, Revision};

/// Pairs of units of a comparison, the source's and what came back, that are the same character. `came`
/// and `went` tell the state in the file of a unit that came back alone, and in the source of one that only
/// the source has.
pub(super) fn pairs(
    compared: &Document,
    units: &Units<'_>,
    came: impl Fn(usize) -> Option<Revision>,
    went: impl Fn(usize) -> Option<Revision>,
) -> Vec<(usize, usize)> {
    let Signs { signs, texts } = Signs::of(compared);
    let mut pairs = Vec::new();
    for text in texts {
        let mut start = text.start;
        while start < text.end {
            let is_changed = |unit: &usize| !units.states[*unit].is_none();
            let end = (start..text.end)
                .find(|unit| !is_changed(unit))
                .unwrap_or(text.end);
            let region = start..end;
            let stays: Vec<usize> = region
                .clone()
                .filter(|&unit| came(unit).is_some_and(|state| state.inserted.is_none()))
                .collect();
            let same = |(one, other): (&usize, &usize)| {
                signs[*one].character.is_some() && signs[*one].character == signs[*other].character
            };
            // The source's changes may have been decided.
            let admits: [fn(Revision) -> bool; 4] = [
                |_| true,
                |state| state.deleted.is_none(),
                |state| state.inserted.is_none(),
                |state| state.is_none(),
            ];
            for admits in admits {
                let went: Vec<usize> = region
                    .clone()
                    .filter(|&unit| went(unit).is_some_and(admits))
                    .collect();
                if !went.is_empty() && went.len() == stays.len() && went.iter().zip(&stays).all(same) {
                    pairs.extend(went.into_iter().zip(stays));
                    break;
                }
            }
            start = end + 1;
        }
    }
    pairs
}
