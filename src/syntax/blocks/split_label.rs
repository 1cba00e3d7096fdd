//! A changed label whose bracket stands outside its marks, `{~~b~>c~~}) that …`, which is none.

use super::super::form::begins_form;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix};
use crate::source::Span;

/// The longest that a label without its bracket is, in bytes.
const LONGEST: usize = 10;

/// The finding about a line that begins so, with the bracket in each half as its fix.
pub(super) fn split_label(text: &str, span: Span) -> Option<Diagnostic> {
    let mut halves = Vec::new();
    let mut at = 0;
    while let Some((ends, length)) = mark(&text[at..]) {
        halves.extend(ends.into_iter().map(|(start, end)| (at + start, at + end)));
        at += length;
    }
    let bracket = text[at..]
        .chars()
        .next()
        .filter(|c| matches!(c, ')' | '）' | '.'))?;
    let behind = &text[at + bracket.len_utf8()..];
    let is_label = |&(start, end): &(usize, usize)| {
        let label = text[start..end].trim();
        !label.is_empty() && label.len() <= LONGEST && begins_form(&format!("{label}{bracket} x"))
    };
    if halves.is_empty() || !behind.starts_with([' ', '\t', '\u{A0}']) || !halves.iter().all(is_label) {
        return None;
    }
    let whole = span.part(0, at + bracket.len_utf8());
    let mut edits: Vec<Edit> = halves
        .iter()
        .map(|&(start, end)| {
            let words = start + text[start..end].trim_end().len();
            Edit {
                span: span.part(words, words),
                text: bracket.to_string(),
            }
        })
        .collect();
    edits.push(Edit {
        span: span.part(at, at + bracket.len_utf8()),
        text: String::new(),
    });
    let message = format!("the `{bracket}` of this label stands outside its marks, so the line has no label");
    let mut found = Diagnostic::new(Code::LabelSplit, whole, message)
        .help("put the whole label into the mark, as in `{~~b)~>c)~~} that …`");
    found.fix = Some(Fix {
        title: format!("put the `{bracket}` into the marks"),
        edits,
    });
    Some(found)
}

/// The texts of a mark that a line begins with, each from where to where, and the length of the mark,
/// whose it is counted in.
fn mark(text: &str) -> Option<(Vec<(usize, usize)>, usize)> {
    let closer = match text.get(..3)? {
        "{++" => "++}",
        "{--" => "--}",
        "{~~" => "~~}",
        _ => return None,
    };
    let end = text.find(closer)?;
    let ends = match text[..end].find("~>").filter(|_| closer == "~~}") {
        Some(split) => vec![(3, split), (split + 2, end)],
        None => vec![(3, end)],
    };
    let behind = &text[end + closer.len()..];
    let signed = match behind.starts_with(['@', '#']) {
        true => behind
            .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '@' | '#' | '_' | ','))
            .unwrap_or(behind.len()),
        false => 0,
    };
    Some((ends, end + closer.len() + signed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::apply;

    #[test]
    fn the_bracket_goes_into_each_half() {
        for (line, mended) in [
            ("{~~b~>c~~}) that", "{~~b)~>c)~~} that"),
            ("{--d--}{++e++}@DE) that", "{--d)--}{++e)++}@DE that"),
            ("{++2++}. to", "{++2.++} to"),
        ] {
            let found = split_label(line, Span::new(0, line.len())).expect("a finding");
            assert_eq!(apply(line, &found.fix.expect("a fix").edits), mended);
        }
    }

    #[test]
    fn other_lines_are_left_alone() {
        for line in [
            "{~~b)~>c)~~} that",
            "{++word++}) that",
            "{++2++}.5 of",
            "{++b++} that",
            "{++",
            "b) that",
        ] {
            assert!(split_label(line, Span::new(0, line.len())).is_none(), "{line}");
        }
    }
}
