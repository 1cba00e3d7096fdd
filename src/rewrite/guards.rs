//! The signs that keep the first words of a line from being a form, or that may go once they do not.

use super::lines::line_mark;
use crate::format;
use crate::model::{Block, BlockKind, View};

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

/// The lines of a paragraph or call, of which the first is taken for no other form, or of a heading
/// without a label.
pub(super) fn guarded(block: &Block, text: String) -> String {
    let mut start = text.len() - text.trim_start_matches([' ', '\t']).len();
    // Another hand's mark may stand behind the first.
    for _ in 0..2 {
        start += line_mark(&text[start..]);
    }
    if matches!(block.kind, BlockKind::Heading { .. }) && block.label.is_none() {
        let sign = text[start..].trim_start_matches('#').trim_start_matches(' ');
        let (heading, words) = text.split_at(text.len() - sign.len());
        let guard = if format::begins_form(words) { "{}" } else { "" };
        return format!("{heading}{guard}{words}");
    }
    let (marks, words) = text.split_at(start);
    let is_call = |view| *block.kind_in(view) == BlockKind::Call;
    if is_call(View::Original) || is_call(View::Final) {
        // A backslash would make a paragraph of a call.
        let guard = format::plain_guard(words).map_or("", |_| "{}");
        return format!("{marks}{guard}{words}");
    }
    let is_text = matches!(block.kind, BlockKind::Paragraph | BlockKind::Formula) && block.label.is_none();
    if !is_text || words.starts_with('\\') {
        return text;
    }
    let guard = format::plain_guard(words).unwrap_or_else(|| format::text_guard(words));
    format!("{marks}{guard}{words}")
}

/// The lines of a block, of which none but the first is taken for a form: what stood behind text
/// that it went on with may stand behind other text now.
pub(super) fn going_on(block: &Block, text: String) -> String {
    if !format::may_wrap(&block.kind) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let (indent, words) = line.split_at(indent);
        // A number or a marked label; what else begins a form did so before.
        let may_begin = words.starts_with(|c: char| c.is_ascii_digit() || c == '{');
        let guard = format::plain_guard(words).filter(|_| !out.is_empty() && may_begin);
        out.push_str(indent);
        out.push_str(guard.unwrap_or_default());
        out.push_str(words);
    }
    out
}
