//! What stands around a place, from the word to the whole text.

use std::ops::Range;

use gen_lsp_types::{Position, SelectionRange};

use super::analysis::Analysis;
use super::outline::{self, Entry};
use super::places::Places;

pub(super) fn ranges(
    analysis: &Analysis,
    places: &Places<'_>,
    positions: &[Position],
) -> Vec<SelectionRange> {
    let entries = outline::entries(analysis);
    let around = |position: &Position| around(analysis, places, &entries, places.offset(*position));
    positions.iter().map(around).collect()
}

fn around(analysis: &Analysis, places: &Places<'_>, entries: &[Entry<'_>], at: usize) -> SelectionRange {
    let text = analysis.text();
    let mut found: Vec<Range<usize>> = Vec::new();
    let holds = |bytes: &Range<usize>| bytes.start <= at && at <= bytes.end;
    let mut take = |bytes: Range<usize>| {
        let inside = found
            .last()
            .is_none_or(|outer| outer.start <= bytes.start && bytes.end <= outer.end && *outer != bytes);
        if inside && holds(&bytes) {
            found.push(bytes);
        }
    };
    take(0..text.len());
    for entry in entries.iter().filter(|entry| holds(&entry.bytes)) {
        take(entry.bytes.clone());
    }
    if let Some((_, block)) = analysis.block_at(at) {
        take(block.span.range());
    }
    let mut changes: Vec<Range<usize>> = analysis
        .document()
        .changes
        .iter()
        .map(|it| it.span.range())
        .collect();
    changes.retain(holds);
    changes.sort_by_key(|bytes| std::cmp::Reverse(bytes.len()));
    changes.into_iter().for_each(&mut take);
    if let Some(lexeme) = analysis.lexeme_at(at) {
        take(lexeme.span.range());
    }
    take(word(text, at));
    let parent = |parent: Option<Box<SelectionRange>>, bytes: Range<usize>| {
        Some(Box::new(SelectionRange {
            range: places.range(bytes),
            parent,
        }))
    };
    let innermost = found.into_iter().fold(None, parent);
    innermost.map(|range| *range).unwrap_or_default()
}

/// The word that holds a byte.
pub(super) fn word(text: &str, at: usize) -> Range<usize> {
    let is_word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let (before, behind) = text.split_at(text.floor_char_boundary(at));
    let start = before.trim_end_matches(is_word).len();
    let end = text.len() - behind.trim_start_matches(is_word).len();
    start..end
}
