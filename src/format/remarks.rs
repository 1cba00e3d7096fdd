//! `%%` lines inside a block: where they can stand on a line of their own.

use crate::model::{Block, Inline, InlineKind, View, is_set_solid};

/// The runs of a block's text, without those `%%` lines that have no line end to stand at, and
/// the texts of these, which are written above the block.
pub(super) fn parted(block: &Block, is_one_line: bool) -> (Vec<&Inline>, Vec<&str>) {
    let mut kept = Vec::with_capacity(block.content.len());
    let mut above = Vec::new();
    for (at, inline) in block.content.iter().enumerate() {
        match &inline.kind {
            InlineKind::SourceComment(text) if is_one_line || !at_line_end(block, at) => {
                above.push(text.as_str());
            }
            _ => kept.push(inline),
        }
    }
    (kept, above)
}

/// Whether a line may end here: in no reading does that put a space where none is.
fn at_line_end(block: &Block, at: usize) -> bool {
    let (before, after) = (&block.content[..at], &block.content[at + 1..]);
    let shown = |inline: &&Inline, view: View| view.admits(inline.revision.within(block.revision));
    [View::Original, View::Final].into_iter().all(|view| {
        let last = before.iter().rev().filter(|inline| shown(inline, view));
        let last = last.filter_map(|inline| edge(inline, |text| text.chars().next_back()));
        let next = after.iter().filter(|inline| shown(inline, view));
        let next = next.filter_map(|inline| edge(inline, |text| text.chars().next()));
        match (last.into_iter().next(), next.into_iter().next()) {
            (Some(last), Some(next)) => {
                last == ' ' || next == ' ' || is_set_solid(last) && is_set_solid(next)
            }
            (None, _) | (_, None) => true,
        }
    })
}

/// The character at an edge of a run; none where the run is nothing among the characters.
fn edge(inline: &Inline, character: impl Fn(&str) -> Option<char>) -> Option<char> {
    match &inline.kind {
        InlineKind::Text(text) => character(text),
        InlineKind::LineBreak => Some(' '),
        InlineKind::NoteReference(_) | InlineKind::CrossReference(_) => Some(']'),
        InlineKind::Comment(_) | InlineKind::SourceComment(_) => None,
    }
}
