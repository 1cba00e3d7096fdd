//! What would begin a block of its own, and so may not begin a further line of one.

use crate::house::{Words, own_name};
use crate::model::{Block, BlockKind, View};
use crate::syntax::{Phrases, begins_form, keyword, looks_like_form};

/// Whether a line that goes on with a block would be taken for the start of another.
pub(super) fn starts_block(words: &Words, line: &str, above: &str) -> bool {
    begins_form(line)
        || keyword(words, line).is_some()
        || own_name(line).is_some()
        || line.starts_with(['(', '（']) && line.contains("– (")
        || looks_like_form(words, line)
        // A call may be all that fits on the line.
        || crate::model::ends_sentence(above) && words.starts_with_known_call::<&str>(line, &[]).is_some()
}

/// Whether a paragraph would be taken for a number line without its `#`: by its words, and since what
/// opens an instrument follows before the next such line.
pub(super) fn names_instrument(phrases: &Phrases<'_>, block: &Block, behind: &[Block]) -> bool {
    let names = |block: &Block| own_name(block.text(View::Final).trim()).is_some();
    let opens = |block: &Block| match &block.kind {
        BlockKind::NumberLine(_) | BlockKind::Title | BlockKind::Heading { .. } => Some(false),
        _ if names(block) => Some(false),
        BlockKind::SourceComment(_) | BlockKind::Table(_) | BlockKind::Picture(_) | BlockKind::Rule => None,
        BlockKind::PlaceDate
        | BlockKind::Proposal(_)
        | BlockKind::Reasons
        | BlockKind::Formula
        | BlockKind::Call
        | BlockKind::Clause
        | BlockKind::Paragraph
        | BlockKind::Note
        | BlockKind::History
        | BlockKind::Caption(_) => {
            let text = block.text(View::Final);
            let mut lines = text.split('\n');
            lines
                .any(|line| phrases.may_open_instrument(line))
                .then_some(true)
        }
    };
    names(block) && behind.iter().find_map(opens).unwrap_or(false)
}
