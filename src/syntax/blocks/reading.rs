//! The text of tokens in the reading that decides what a line is.

use std::borrow::Cow;

use super::super::token::{Mark, Token, TokenKind};

/// The final text of a line, or its original text where the final is empty; without comments,
/// notes, names and stars.
pub(super) fn settled<'s>(source: &'s str, tokens: &[Token]) -> Cow<'s, str> {
    match tokens {
        [] => return Cow::Borrowed(""),
        [only] if matches!(only.kind, TokenKind::Text) => {
            return Cow::Borrowed(source.get(only.span.range()).unwrap_or_default());
        }
        _ => {}
    }
    let settled = text(source, tokens, Mark::Deletion);
    if settled.trim().is_empty() {
        Cow::Owned(text(source, tokens, Mark::Insertion))
    } else {
        Cow::Owned(settled)
    }
}

/// The text outside marks of kind `hidden`, and outside the half of replacements like it.
pub(super) fn text(source: &str, tokens: &[Token], hidden: Mark) -> String {
    let mut text = String::new();
    // Whether each open mark hides its text, and how many do.
    let mut open: Vec<bool> = Vec::new();
    let mut hiding = 0;
    for token in tokens {
        match &token.kind {
            TokenKind::Open(mark) => {
                let hides = match mark {
                    Mark::Replacement => hidden == Mark::Deletion,
                    Mark::Comment => true,
                    other => *other == hidden,
                };
                hiding += usize::from(hides);
                open.push(hides);
            }
            TokenKind::Split => {
                if let Some(hides) = open.last_mut() {
                    hiding -= usize::from(*hides);
                    *hides = hidden == Mark::Insertion;
                    hiding += usize::from(*hides);
                }
            }
            TokenKind::Close(..) => hiding -= usize::from(open.pop().unwrap_or_default()),
            _ if hiding > 0 => {}
            TokenKind::Text | TokenKind::Label | TokenKind::Gap => {
                text.push_str(source.get(token.span.range()).unwrap_or_default());
            }
            TokenKind::Literal(character) => text.push(*character),
            TokenKind::Join | TokenKind::LineBreak => text.push(' '),
            TokenKind::Bracket => text.push('['),
            TokenKind::BracketEnd => text.push(']'),
            TokenKind::SourceComment
            | TokenKind::ParagraphMark(..)
            | TokenKind::NoteReference(_)
            | TokenKind::CrossReference { .. }
            | TokenKind::Anchor(_)
            | TokenKind::LinkTarget(_)
            | TokenKind::Stars
            | TokenKind::Separator
            | TokenKind::Bar
            | TokenKind::Stray(..) => {}
        }
    }
    text
}
