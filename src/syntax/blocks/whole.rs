//! What the tokens of a block say of it as a whole: marks that are open behind it, marks that fill
//! it, names that stand before its text.

use super::super::token::{Mark, Token, TokenKind};
use crate::model::{Block, InlineKind, Revision};

/// How many change marks and comments are open behind these tokens, where so many were before.
pub(super) fn open_marks(before: usize, tokens: &[Token]) -> usize {
    tokens.iter().fold(before, |open, token| match token.kind {
        TokenKind::Open(Mark::Insertion | Mark::Deletion | Mark::Replacement | Mark::Comment) => open + 1,
        TokenKind::Close(Mark::Insertion | Mark::Deletion | Mark::Replacement | Mark::Comment, _) => {
            open.saturating_sub(1)
        }
        _ => open,
    })
}

/// Whether two labels stand side by side in one reading, which is none there.
pub(super) fn has_two_labels(tokens: &[Token]) -> bool {
    let mut labels = [0; 2];
    // Of each open mark, whether the original and the final have what is in it.
    let mut open: Vec<[bool; 2]> = Vec::new();
    for token in tokens {
        match &token.kind {
            TokenKind::Open(Mark::Insertion) => open.push([false, true]),
            TokenKind::Open(Mark::Deletion | Mark::Replacement) => open.push([true, false]),
            TokenKind::Open(_) => open.push([true, true]),
            TokenKind::Split => {
                if let Some(has) = open.last_mut() {
                    *has = [false, true];
                }
            }
            TokenKind::Close(..) => {
                open.pop();
            }
            TokenKind::Label => {
                for (view, count) in labels.iter_mut().enumerate() {
                    *count += usize::from(open.iter().all(|has| has[view]));
                }
            }
            TokenKind::Gap | TokenKind::Text => {}
            _ => break,
        }
    }
    labels.iter().any(|count| *count > 1)
}

/// Where a form has no label, what looks like one is text.
pub(super) fn unlabel(tokens: &mut [Token]) {
    for token in tokens {
        if matches!(token.kind, TokenKind::Label | TokenKind::Gap) {
            token.kind = TokenKind::Text;
        }
    }
}

/// A mark that fills a whole block, label included, is the same as the line mark: of a struck block of
/// which all was put in by another hand, too, and of one that was put in and of which all is struck.
/// Inside what is struck `around` it, no line mark puts anything in.
pub(crate) fn promote(block: &mut Block, around: Revision) {
    if !block.mark.is_none() {
        return;
    }
    let labels = block
        .label
        .iter()
        .flat_map(|label| &label.runs)
        .map(|run| run.revision);
    let inlines = block
        .content
        .iter()
        .filter(|inline| !matches!(inline.kind, InlineKind::Comment(_) | InlineKind::SourceComment(_)))
        .map(|inline| inline.revision);
    let mut states = labels.chain(inlines);
    let Some(first) = states.next() else { return };
    let states: Vec<Revision> = states.collect();
    let all = |of: fn(&Revision) -> bool| of(&first) && states.iter().all(of);
    let is_inside_strike = around.deleted.is_some() && block.revision.deleted.is_some();
    if block.revision.inserted.is_none()
        && !is_inside_strike
        && first.inserted.is_some()
        && states.iter().all(|state| state.inserted == first.inserted)
    {
        block.revision.inserted = first.inserted;
        clear(block, |revision| revision.inserted = None);
    } else if block.revision.deleted.is_none()
        && first.deleted.is_some()
        && all(|state| state.inserted.is_none())
        && states.iter().all(|state| state.deleted == first.deleted)
    {
        block.revision.deleted = first.deleted;
        clear(block, |revision| revision.deleted = None);
    }
}

fn clear(block: &mut Block, change: fn(&mut Revision)) {
    for run in block.label.iter_mut().flat_map(|label| &mut label.runs) {
        change(&mut run.revision);
    }
    for inline in &mut block.content {
        change(&mut inline.revision);
    }
}

/// A name before the text of a block is the block's as well, and stands behind it from here on.
pub(super) fn names_last(source: &str, tokens: &mut Vec<Token>) {
    let mut in_comment = false;
    let mut in_text = false;
    let names = tokens.extract_if(.., |token| {
        match token.kind {
            TokenKind::Open(Mark::Comment) => in_comment = true,
            TokenKind::Close(Mark::Comment, _) => in_comment = false,
            _ if in_comment => {}
            TokenKind::Anchor(_) => return !in_text,
            TokenKind::Label | TokenKind::Gap | TokenKind::NoteReference(_) | TokenKind::SourceComment => {}
            TokenKind::Open(_) | TokenKind::Close(..) | TokenKind::Split => {}
            TokenKind::Text => {
                let text = source.get(token.span.range()).unwrap_or_default();
                in_text |= !text.trim().is_empty();
            }
            _ => in_text = true,
        }
        false
    });
    let names: Vec<Token> = names.collect();
    // Where nothing follows, they stand behind all there is already.
    tokens.extend(names);
}
