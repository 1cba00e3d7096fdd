//! The pieces of a text, each with its place in the source.

use std::ops::Range;

use crate::model::{Inline, InlineKind, Label, Revision};
use crate::source::Span;

/// A piece of a block's label or text: a character, or what stands among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its bytes in the source.
    pub(super) range: Range<usize>,
    /// Its state, that of the block around it counted in.
    pub(super) revision: Revision,
    pub(super) is_space: bool,
    /// Whether its state says nothing: a space goes with whichever neighbour needs it, wherever it is
    /// written, and a comment with what is around it.
    pub(super) is_stateless: bool,
}

/// The place of a space that the source has none of its own for.
pub(super) const NOWHERE: Range<usize> = usize::MAX..usize::MAX;

/// The pieces of a label and a text inside something in state `whole`; none where one of them was
/// not read from the source.
pub(super) fn pieces(
    source: &str,
    label: Option<&Label>,
    content: &[Inline],
    whole: Revision,
) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    for run in label.iter().flat_map(|label| &label.runs) {
        if run.span == Span::NONE {
            return None;
        }
        pieces.push(Piece {
            range: run.span.range(),
            revision: run.revision.within(whole),
            is_space: false,
            is_stateless: false,
        });
    }
    for inline in content {
        let revision = inline.revision.within(whole);
        match &inline.kind {
            InlineKind::Text(text) => {
                for (at, character) in text.char_indices() {
                    // A space may stand in a reading that none of the source's was kept for.
                    let range = match inline.source_offset(at) {
                        Some(start) => start..end_of(source, start, character),
                        None if character == ' ' => NOWHERE,
                        None => return None,
                    };
                    pieces.push(Piece {
                        range,
                        revision,
                        is_space: character == ' ',
                        is_stateless: character == ' ',
                    });
                }
            }
            InlineKind::LineBreak
            | InlineKind::NoteReference(_)
            | InlineKind::CrossReference(_)
            | InlineKind::Comment(_)
            | InlineKind::SourceComment(_) => {
                if inline.span == Span::NONE {
                    return None;
                }
                pieces.push(Piece {
                    range: inline.span.range(),
                    revision,
                    is_space: matches!(inline.kind, InlineKind::LineBreak),
                    is_stateless: matches!(
                        inline.kind,
                        InlineKind::LineBreak | InlineKind::Comment(_) | InlineKind::SourceComment(_)
                    ),
                });
            }
        }
    }
    Some(pieces)
}

/// Where a character of the text ends that begins here: an escape has its backslash, a space all
/// that was folded into it, line ends and indents included.
fn end_of(source: &str, start: usize, character: char) -> usize {
    let rest = source.get(start..).unwrap_or_default();
    if character == ' ' {
        let space = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n');
        return start + (rest.len() - rest.trim_start_matches(space).len()).max(1);
    }
    let mut characters = rest.chars();
    match characters.next() {
        Some('\\') if character != '\\' || rest.starts_with("\\\\") => {
            start + 1 + characters.next().map_or(0, char::len_utf8)
        }
        Some(first) => start + first.len_utf8(),
        None => start,
    }
}
