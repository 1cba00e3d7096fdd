//! Words that a mark of the file cuts: `organi[z][s]ation` is one word of the source and another of the
//! file with both halves of the mark, so a comparison by words sees two. Without what a mark brought in, or
//! what a decision took out, they are the same characters.

use std::ops::Range;

use super::super::origins::{Units, counts};
use crate::model::visit::{Part, visit};
use crate::model::{Document, InlineKind, Revision};

/// Pairs of units of a comparison, the source's and what came back, that are the same character. `came`
/// and `went` tell the state in the file of a unit that came back alone, and in the source of one that only
/// the source has.
pub(super) fn pairs(
    compared: &Document,
    units: &Units<'_>,
    came: impl Fn(usize) -> Option<Revision>,
    went: impl Fn(usize) -> Option<Revision>,
) -> Vec<(usize, usize)> {
    let (characters, texts) = characters(compared);
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
                characters[*one].is_some() && characters[*one] == characters[*other]
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

/// The characters of units, none of what is no character, and the units of each text.
fn characters(document: &Document) -> (Vec<Option<char>>, Vec<Range<usize>>) {
    let mut characters: Vec<Option<char>> = Vec::new();
    let mut texts = Vec::new();
    visit(document, &mut |_, part| match part {
        Part::Block(_) | Part::Cell(_) | Part::Paragraph(0, ..) => {}
        Part::Label(label, _) => {
            let signs = label.runs.iter().flat_map(|run| run.text.chars());
            characters.extend(signs.filter(|c| counts(*c)).map(Some));
        }
        Part::Text(content, _) => {
            let start = characters.len();
            for inline in content {
                match &inline.kind {
                    InlineKind::Text(text) => {
                        characters.extend(text.chars().filter(|c| counts(*c)).map(Some));
                    }
                    InlineKind::NoteReference(_) | InlineKind::CrossReference(_) => characters.push(None),
                    InlineKind::LineBreak | InlineKind::Comment(_) | InlineKind::SourceComment(_) => {}
                }
            }
            texts.push(start..characters.len());
        }
        Part::Row(..) | Part::Paragraph(..) | Part::Mark(_) => characters.push(None),
    });
    (characters, texts)
}
