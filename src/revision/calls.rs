//! Keeps paragraphs from becoming calls when changes are decided: one that loses its full stop, or
//! words, can come to read like a call.

use super::{Verdict, settle};
use crate::diagnostic::{Edit, apply};
use crate::model::{Block, BlockKind, Document, View};
use crate::source::{Source, Span};
use crate::syntax;

/// The edits of a decision, with a backslash before each paragraph that they would make a call.
pub(super) fn keep_from_calls(
    source: &str,
    document: &Document,
    decision: Verdict,
    mut edits: Vec<Edit>,
) -> Vec<Edit> {
    let view = match decision {
        Verdict::Accept => View::Final,
        Verdict::Reject => View::Original,
    };
    let decided = apply(source, &edits);
    let (after, _) = syntax::parse(&Source::new("", decided.as_str()));
    let (wanted, found) = (settle(document, view).blocks, settle(&after, view).blocks);
    if wanted.len() != found.len() {
        return edits;
    }
    let becomes_call = |(wanted, found): &(&Block, &Block)| {
        wanted.kind == BlockKind::Paragraph && found.kind == BlockKind::Call
    };
    let calls = wanted.iter().zip(&found).filter(becomes_call);
    let places: Vec<(u32, &str)> = calls
        .filter_map(|(_, found)| {
            let start = found.span.start;
            let line = decided.get(start as usize..).unwrap_or_default();
            Some((in_source(&edits, start)?, syntax::text_guard(line)))
        })
        .collect();
    for (place, guard) in places {
        let at = edits.partition_point(|edit| edit.span.end < place);
        match edits.get_mut(at).filter(|edit| edit.span.end == place) {
            Some(edit) => edit.text.push_str(guard),
            None => edits.insert(
                at,
                Edit {
                    span: Span::new(place as usize, place as usize),
                    text: guard.to_owned(),
                },
            ),
        }
    }
    edits
}

/// The place in the source of a place in the edited text; none inside what was written anew.
fn in_source(edits: &[Edit], place: u32) -> Option<u32> {
    let mut place = place;
    for edit in edits {
        if place < edit.span.start {
            break;
        }
        let written = u32::try_from(edit.text.len()).ok()?;
        let behind = place - edit.span.start;
        if behind < written {
            return None;
        }
        place = edit.span.end + (behind - written);
    }
    Some(place)
}
