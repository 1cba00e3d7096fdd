//! `%%` lines inside a block: where they can stand on a line of their own.

use crate::model::{Block, ChangeId, Inline, InlineKind, Revision, View, is_set_solid};

/// The runs of a block's text, without those `%%` lines that have no line end to stand at, and
/// the texts of these, which are written above the block.
pub(super) fn parted(block: &Block, is_one_line: bool) -> (Vec<&Inline>, Vec<&str>) {
    let is_remark = |inline: &Inline| matches!(inline.kind, InlineKind::SourceComment(_));
    if !block.content.iter().any(is_remark) {
        return (block.content.iter().collect(), Vec::new());
    }
    let ends = line_ends(block);
    // Behind the last of the text a remark would be a block of its own, once that is read.
    let last = block.content.iter().rposition(|inline| !is_remark(inline));
    let mut kept = Vec::with_capacity(block.content.len());
    let mut above = Vec::new();
    for ((at, inline), may_end) in block.content.iter().enumerate().zip(ends) {
        match &inline.kind {
            // A label is none without text behind it on its line.
            InlineKind::SourceComment(text)
                if is_one_line || !may_end || kept.is_empty() || last.is_none_or(|last| at > last) =>
            {
                above.push(text.as_str());
            }
            _ => kept.push(inline),
        }
    }
    (kept, above)
}

/// At which runs a line may end: outside of all marks, in which a `%%` is text, and where in no
/// reading that puts a space where none is.
fn line_ends(block: &Block) -> Vec<bool> {
    let mut ends = outside_marks(&block.content);
    for view in [View::Original, View::Final] {
        let shown = |inline: &Inline| view.admits(inline.revision.within(block.revision));
        let mut before = Vec::with_capacity(block.content.len());
        let mut last = None;
        for inline in &block.content {
            before.push(last);
            if shown(inline) {
                last = edge(inline, |text| text.chars().next_back()).or(last);
            }
        }
        let mut next = None;
        for ((inline, last), may_end) in block.content.iter().zip(before).zip(&mut ends).rev() {
            *may_end &= match (last, next) {
                (Some(last), Some(next)) => {
                    last == ' ' || next == ' ' || is_set_solid(last) && is_set_solid(next)
                }
                (None, _) | (_, None) => true,
            };
            if shown(inline) {
                next = edge(inline, |text| text.chars().next()).or(next);
            }
        }
    }
    ends
}

/// Which runs do not stand between two parts of one change.
fn outside_marks(content: &[Inline]) -> Vec<bool> {
    let state = |inline: &Inline| match inline.kind {
        InlineKind::SourceComment(_) => None,
        _ => Some(inline.revision),
    };
    let mut last = Revision::NONE;
    let mut before = Vec::with_capacity(content.len());
    for inline in content {
        before.push(last);
        last = state(inline).unwrap_or(last);
    }
    let mut outside = vec![true; content.len()];
    let mut next = Revision::NONE;
    for ((inline, last), is_outside) in content.iter().zip(before).zip(&mut outside).rev() {
        let same = |one: Option<ChangeId>, other| one.is_some() && one == other;
        *is_outside = !same(last.inserted, next.inserted) && !same(last.deleted, next.deleted);
        next = state(inline).unwrap_or(next);
    }
    outside
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
