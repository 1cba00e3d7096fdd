//! The canonical form of a text, as edits of those lines that are not in it.

use gen_lsp_types::{Range, TextEdit};
use similar::{ChangeTag, TextDiff};

use super::analysis::Analysis;
use super::edits::own_edits;
use super::places::Places;
use crate::diagnostic::Edit;
use crate::format::FormatOptions;
use crate::source::Span;

/// The edits that bring a text to its canonical form; none of a text with errors, whose marks cannot
/// be trusted.
pub(super) fn whole(analysis: &Analysis, places: &Places<'_>) -> Option<Vec<TextEdit>> {
    Some(own_edits(edits(analysis)?, places))
}

/// Those of them that touch the lines of a range.
pub(super) fn range(analysis: &Analysis, places: &Places<'_>, range: Range) -> Option<Vec<TextEdit>> {
    let mut edits = own_edits(edits(analysis)?, places);
    edits.retain(|edit| edit.range.start.line <= range.end.line && range.start.line <= edit.range.end.line);
    Some(edits)
}

fn edits(analysis: &Analysis) -> Option<Vec<Edit>> {
    if !analysis.compiled.is_well_formed {
        return None;
    }
    let wanted = analysis
        .merged
        .canonical(analysis.document(), &FormatOptions::default());
    Some(between(analysis.merged.own.text(), &wanted))
}

/// The edits by whole lines that make one text of another.
pub(super) fn between(old: &str, new: &str) -> Vec<Edit> {
    if old == new {
        return Vec::new();
    }
    let mut edits: Vec<Edit> = Vec::new();
    let mut at = 0;
    for change in TextDiff::from_lines(old, new).iter_all_changes() {
        let text = change.value();
        let (goes, comes) = match change.tag() {
            ChangeTag::Equal => {
                at += text.len();
                continue;
            }
            ChangeTag::Delete => (text.len(), ""),
            ChangeTag::Insert => (0, text),
        };
        let end = at + goes;
        match edits.last_mut().filter(|last| last.span.range().end == at) {
            Some(last) => {
                last.span = last.span.to(Span::new(at, end));
                last.text.push_str(comes);
            }
            None => edits.push(Edit {
                span: Span::new(at, end),
                text: comes.to_owned(),
            }),
        }
        at = end;
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::between;
    use crate::diagnostic::apply;

    #[test]
    fn edits_by_lines_make_the_new_text() {
        for (old, new) in [
            ("a\nb\nc\n", "a\nB\nc\n"),
            ("a\nb", "a\nb\n"),
            ("", "x\n"),
            ("x\ny\n", ""),
            ("a\r\nb\r\n", "a\r\n\r\nb\r\n"),
            ("1\n2\n3\n4\n", "0\n1\n3\n5\n4\n"),
        ] {
            assert_eq!(apply(old, &between(old, new)), new);
        }
    }
}
