//! Runs of text: joined where they are alike, single-spaced where marks have gone.

use crate::model::{Inline, InlineKind, Mapped};

/// Joins neighbouring runs of characters that differ in nothing but their characters, and drops
/// empty ones.
pub(crate) fn join(content: Vec<Inline>) -> Vec<Inline> {
    let mut joined: Vec<Inline> = Vec::with_capacity(content.len());
    for inline in content {
        if matches!(&inline.kind, InlineKind::Text(text) if text.is_empty()) {
            continue;
        }
        let rest = match joined.last_mut().filter(|last| last.is_like(&inline)) {
            Some(last) => last.append(inline),
            None => Some(inline),
        };
        joined.extend(rest);
    }
    joined
}

/// The text of one reading as the language wants it: single spaces, none at the ends or around a
/// line break. Comments are transparent; notes and references are not.
pub(crate) fn single_spaces(mut content: Vec<Inline>) -> Vec<Inline> {
    let mut after_space = true;
    for inline in &mut content {
        match &mut inline.kind {
            InlineKind::Text(text) => {
                if after_space && text.starts_with(' ') || text.contains("  ") {
                    let mut kept = Mapped::default();
                    for (at, c) in text.char_indices() {
                        if c != ' ' || !after_space {
                            kept.push(c, inline.map.offset(inline.span.start, at));
                        }
                        after_space = c == ' ';
                    }
                    (*text, inline.map) = kept.finish(&mut inline.span);
                } else if !text.is_empty() {
                    after_space = text.ends_with(' ');
                }
            }
            InlineKind::LineBreak => after_space = true,
            InlineKind::Comment(_) | InlineKind::SourceComment(_) => {}
            InlineKind::NoteReference(_) | InlineKind::CrossReference(_) => after_space = false,
        }
    }
    let mut at_end = true;
    for inline in content.iter_mut().rev() {
        match &mut inline.kind {
            InlineKind::Text(text) => {
                if at_end {
                    text.truncate(text.trim_end_matches(' ').len());
                }
                at_end &= text.is_empty();
            }
            InlineKind::LineBreak => at_end = true,
            InlineKind::Comment(_) | InlineKind::SourceComment(_) => {}
            InlineKind::NoteReference(_) | InlineKind::CrossReference(_) => at_end = false,
        }
    }
    join(content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Comment, Revision};
    use crate::source::Span;

    fn text(text: &str) -> Inline {
        Inline::text(text, Revision::NONE, Span::NONE)
    }

    fn run(kind: InlineKind) -> Inline {
        Inline { kind, ..text("") }
    }

    #[test]
    fn a_comment_does_not_keep_two_spaces_apart_and_a_break_swallows_them() {
        let comment = run(InlineKind::Comment(Comment {
            text: "why".into(),
            hands: Vec::new(),
            date: None,
            signature: crate::model::Signature::default(),
        }));
        let tidy = single_spaces(vec![
            text(" a "),
            comment.clone(),
            text(" b "),
            run(InlineKind::LineBreak),
            text(" c  d "),
        ]);
        let expected = vec![
            text("a "),
            comment,
            text("b"),
            run(InlineKind::LineBreak),
            text("c d"),
        ];
        assert_eq!(tidy, expected);
    }
}
