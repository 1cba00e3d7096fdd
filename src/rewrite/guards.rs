//! The signs that keep the first words of a line from being a form, or that may go once they do not.

use super::lines::line_mark;
use crate::format;
use crate::model::{Block, BlockKind};

/// A text without the sign that kept its first line from being a form.
pub(super) fn unguarded(text: String) -> String {
    let indent = text.len() - text.trim_start_matches([' ', '\t']).len();
    let rest = &text[indent..];
    let bare = rest
        .strip_prefix("{}")
        .or_else(|| rest.strip_prefix("\\ "))
        .or_else(|| {
            rest.strip_prefix('\\')
                .filter(|rest| rest.starts_with(char::is_alphanumeric))
        });
    match bare {
        Some(bare) => format!("{}{bare}", &text[..indent]),
        None => text,
    }
}

/// The lines of a paragraph, of which the first is taken for no form.
pub(super) fn guarded(block: &Block, text: String) -> String {
    let mut start = text.len() - text.trim_start_matches([' ', '\t']).len();
    // Another hand's mark may stand behind the first.
    for _ in 0..2 {
        start += line_mark(&text[start..]);
    }
    let (marks, words) = text.split_at(start);
    let is_text = matches!(block.kind, BlockKind::Paragraph | BlockKind::Formula) && block.label.is_none();
    if !is_text || words.starts_with('\\') {
        return text;
    }
    format!("{marks}{}{words}", format::text_guard(words))
}

/// The lines of a block, of which none but the first is taken for a form: what stood behind text
/// that it went on with may stand behind other text now.
pub(super) fn going_on(block: &Block, text: String) -> String {
    if !format::may_wrap(&block.kind) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let words = line.trim_start_matches([' ', '\t']);
        if !out.is_empty() && words.starts_with(|c: char| c.is_ascii_digit()) && format::begins_form(words) {
            out.push_str(&line[..line.len() - words.len()]);
            out.push('\\');
            out.push_str(words);
        } else {
            out.push_str(line);
        }
    }
    out
}
