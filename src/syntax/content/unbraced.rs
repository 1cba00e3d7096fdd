//! Signs of changes and comments in text that are no marks for want of their braces.

use super::super::form::begins_form;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// Labels have no more bytes.
const LONGEST_LABEL: usize = 8;

/// `(>>text<<)`
pub(super) fn comment_in_brackets(text: &str, span: Span) -> Option<Diagnostic> {
    let (start, inside) = text.find("(>>").map(|at| (at, at + 3))?;
    let close = inside + text[inside..].find("<<)")?;
    let right = format!("{{>>{}<<}}", &text[inside..close]);
    let place = span.part(start, close + 3);
    Some(
        Diagnostic::new(Code::MarkSpaced, place, "`(>>` opens no comment, so this is text")
            .help("a comment stands in braces: `{>>text<<}`")
            .fix("write `{>>` and `<<}`", place, right),
    )
}

/// `｛＋＋text＋＋｝`, with the braces of a Chinese keyboard.
pub(super) fn wide_brace(text: &str, span: Span) -> Option<Diagnostic> {
    let is_sign = |c: char| "+-~>＋－～＞".contains(c);
    text.match_indices('｛').find_map(|(at, brace)| {
        let behind = &text[at + brace.len()..];
        let signs = &behind[..behind.len() - behind.trim_start_matches(is_sign).len()];
        let (start, end) = (at, at + brace.len() + signs.len());
        (signs.chars().count() == 2).then(|| {
            let message = format!(
                "`{}` is no mark, so this is text: its brace is another one",
                &text[start..end]
            );
            Diagnostic::new(Code::MarkSpaced, span.part(start, end), message).help(
                "write `{++text++}`, `{--text--}` or `{~~old~>new~~}` with the signs of an English keyboard",
            )
        })
    })
}

/// `++text++`, `(++text++)`, `~~text~~`; two hyphens may be a dash, so that they count in brackets only.
pub(super) fn paired(
    around: &str,
    from: usize,
    span: Span,
    (opens, closes): (usize, usize),
    sign: &str,
) -> Option<Diagnostic> {
    let inner = &around[from + opens + sign.len()..from + closes];
    let (before, behind) = (&around[..from + opens], &around[from + closes + sign.len()..]);
    let (left, right) = (before.chars().next_back(), behind.chars().next());
    let bracketed = matches!((left, right), (Some('('), Some(')')) | (Some('['), Some(']')));
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !"{}+-~".contains(c));
    let is_mark = inner.starts_with(char::is_alphanumeric)
        && !inner.ends_with(char::is_whitespace)
        && apart(left)
        && !before.trim_end().ends_with('{')
        && apart(right)
        && (bracketed || sign != "--");
    // A label with its mark is told of its line.
    let begins_line = before.trim_end_matches(' ').is_empty() || before.trim_end_matches(' ').ends_with('\n');
    let is_label = inner.len() <= LONGEST_LABEL && begins_form(&format!("{inner} x"));
    let is_mark = is_mark && !(begins_line && is_label && right == Some(' '));
    if !is_mark {
        return None;
    }
    let meant = if sign == "~~" { "--" } else { sign };
    let brackets = u32::from(bracketed);
    let marked = span.part(opens, closes + sign.len());
    let whole = Span {
        start: marked.start - brackets,
        end: marked.end + brackets,
        ..marked
    };
    let shown = &around[from + opens..from + closes + sign.len()];
    Some(
        Diagnostic::new(
            Code::MarkSpaced,
            whole,
            format!("`{shown}` is no mark, so this is text"),
        )
        .help(format!("a mark stands in braces: `{{{meant}text{meant}}}`"))
        .fix(
            format!("write `{{{meant}` and `{meant}}}`"),
            whole,
            format!("{{{meant}{inner}{meant}}}"),
        ),
    )
}
