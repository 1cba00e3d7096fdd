//! Runs of text: joined where they are alike, single-spaced where marks have gone.

use crate::model::{Inline, InlineKind, Mapped, Position};

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
    join(spaces_between(content))
}

/// A space between two words that are set apart from each other is set as far as both are: in a
/// marked text it goes with one of them, and stars cannot stand beside it.
fn spaces_between(content: Vec<Inline>) -> Vec<Inline> {
    let words: Vec<&Inline> = content.iter().filter(|inline| is_word(inline)).collect();
    let is_even = words.windows(2).all(|pair| is_set_like(pair[0], pair[1]));
    if is_even {
        return content;
    }
    let mut apart: Vec<Inline> = Vec::with_capacity(content.len() + 2);
    let mut last: Option<usize> = None;
    for inline in content {
        if !is_word(&inline) {
            apart.push(inline);
            continue;
        }
        let before = last.filter(|&at| !is_set_like(&apart[at], &inline));
        if let Some(at) = before
            && let Some(space) = take_last_space(&mut apart[at])
        {
            apart.insert(at + 1, common(space, &inline));
        }
        match before.map(|at| &apart[at]) {
            Some(before) if begins_with_space(&inline) => {
                let mut space = inline;
                let rest = space.split_off(1);
                let space = common(space, before);
                apart.extend([space, rest]);
            }
            _ => apart.push(inline),
        }
        last = Some(apart.len() - 1);
    }
    apart
}

fn is_word(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Text(text) => !text.is_empty(),
        InlineKind::LineBreak | InlineKind::NoteReference(_) | InlineKind::CrossReference(_) => true,
        InlineKind::Comment(_) | InlineKind::SourceComment(_) => false,
    }
}

fn is_set_like(one: &Inline, other: &Inline) -> bool {
    one.style == other.style && one.link == other.link
}

/// Takes the space at the end of a run that is more than that space.
fn take_last_space(inline: &mut Inline) -> Option<Inline> {
    let InlineKind::Text(text) = &inline.kind else {
        return None;
    };
    let before = text.strip_suffix(' ').filter(|before| !before.is_empty())?.len();
    Some(inline.split_off(before))
}

/// Whether a run begins with a space and is more than that.
fn begins_with_space(inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Text(text) if text.len() > 1 && text.starts_with(' '))
}

/// A run set only as far as another is set in the same way.
fn common(mut run: Inline, other: &Inline) -> Inline {
    run.style.italic &= other.style.italic;
    run.style.bold &= other.style.bold;
    if run.style.position != other.style.position {
        run.style.position = Position::Baseline;
    }
    if run.link != other.link {
        run.link = None;
    }
    run
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
