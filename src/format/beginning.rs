//! What the beginning of a line would be taken for, and what keeps it from that.

use crate::house::{Words, own_name};
use crate::model::{Block, BlockKind, Ordinal, View};
use crate::syntax::{
    Phrases, begins_form, keyword, looks_like_form, may_be_page_number, plain_guard, text_guard,
    would_be_told,
};

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

/// Whether a line needs no guard to be read as the text that it was told to be: the label of another
/// annex, the number of a page.
pub(super) fn stays_text(words: &Words, block: &Block, line: &str) -> bool {
    // It is told again only where a space stands behind it.
    let label = line.split_once(' ').map_or("", |(label, _)| label);
    let is_plain = label.chars().all(|c| c.is_alphanumeric() || c == '.');
    let is_part = || is_plain && Ordinal::readings(label).iter().any(|it| it.letter().is_some());
    // Text that stands further in says so by its guard.
    block.told && block.depth == 0 && (may_be_page_number(words, line) || is_part())
}

/// Writes what keeps a paragraph's text from being a form, and from being told to look like one where it
/// was not told before. A line mark says as much.
pub(super) fn kept_from_form(words: &Words, block: &Block, is_marked: bool, text: String) -> String {
    let line = text.split('\n').next().unwrap_or_default();
    match plain_guard(&text) {
        Some(_) if stays_text(words, block, line) => text,
        Some(guard) => format!("{guard}{text}"),
        // What begins with a backslash is guarded.
        None if text.starts_with('\\') => text,
        None if block.told || is_marked || !would_be_told(words, block, line) => text,
        None if text.starts_with(['*', '{', '[']) => format!("{}{text}", text_guard(&text)),
        None if text.starts_with(|c: char| c.is_ascii_punctuation()) => format!("\\{text}"),
        None => format!("{}{text}", text_guard(&text)),
    }
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
