//! Reviewers' comments: what they hang on, and who answers whom.

use super::flow::{FlowComment, Run, RunContent};
use super::hands;
use super::runs::plain;
use crate::model::{Comment, Document, Revision};
use crate::source::Span;

/// A comment to be set into runs.
pub(super) struct Remark {
    pub(super) index: usize,
    /// The first comment of the thread that it goes on with.
    pub(super) answers: Option<usize>,
}

/// A comment with its author as readers see him.
pub(super) fn comment(
    document: &Document,
    comment: &Comment,
    answers: Option<usize>,
    span: Span,
) -> FlowComment {
    let hand = hands::hand(document, comment.author.or(document.front.author));
    FlowComment {
        author: hand.name,
        initials: hand.initials,
        date: comment.date.or(hand.date),
        text: comment.text.clone(),
        answers,
        span,
    }
}

/// Hangs a comment on what stands before it: the change that ends there, else the last word. An
/// answer hangs where the first comment of its thread does.
pub(super) fn attach(runs: &mut Vec<Run>, remark: Remark, document: &Document) {
    let Remark { index, answers } = remark;
    let start = match answers {
        Some(first) => runs
            .iter()
            .position(|run| run.content == RunContent::CommentStart(first))
            .map_or(0, |at| after_starts(runs, at)),
        None => extent(runs, document),
    };
    let revision = Revision::NONE;
    runs.insert(
        start,
        plain(RunContent::CommentStart(index), revision, Span::NONE),
    );
    runs.push(plain(RunContent::CommentEnd(index), revision, Span::NONE));
}

/// Hangs comments on all of some runs.
pub(super) fn attach_to_all(runs: &mut Vec<Run>, comments: &[usize]) {
    let run = |content| plain(content, Revision::NONE, Span::NONE);
    runs.splice(
        0..0,
        comments.iter().map(|&index| run(RunContent::CommentStart(index))),
    );
    runs.extend(comments.iter().map(|&index| run(RunContent::CommentEnd(index))));
}

/// The place behind a comment's start and those of its answers.
fn after_starts(runs: &[Run], at: usize) -> usize {
    let starts = runs[at..]
        .iter()
        .take_while(|run| matches!(run.content, RunContent::CommentStart(_)));
    at + starts.count()
}

/// Where the text that a comment hangs on begins; parts the run before it where that is needed.
fn extent(runs: &mut Vec<Run>, document: &Document) -> usize {
    let is_text = |run: &Run| matches!(run.content, RunContent::Text(_) | RunContent::Reference { .. });
    // A note's mark is part of the word that it stands at.
    let Some(last) = runs.iter().rposition(is_text) else {
        return 0;
    };
    if let Some(span) = change_span(&runs[last], document) {
        let same =
            |run: &&Run| change_span(run, document) == Some(span) || !is_text(run) && run.revision.is_none();
        let count = runs[..last].iter().rev().take_while(same).count();
        let first = last - count;
        // Not the furniture before the change.
        return (first..=last)
            .find(|&at| change_span(&runs[at], document).is_some())
            .unwrap_or(last);
    }
    let RunContent::Text(text) = &mut runs[last].content else {
        return last;
    };
    let word = text.trim_end_matches(is_space);
    let Some(start) = word
        .rfind(is_space)
        .map(|at| text.ceil_char_boundary(at + 1))
        .filter(|_| !word.is_empty())
    else {
        return last;
    };
    let tail = Run {
        content: RunContent::Text(text.split_off(start)),
        ..runs[last].clone()
    };
    runs.insert(last + 1, tail);
    last + 1
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\u{A0}')
}

/// The mark in the source that a run belongs to: both halves of a replacement have the same.
fn change_span(run: &Run, document: &Document) -> Option<Span> {
    let id = run.revision.deleted.or(run.revision.inserted)?;
    document.changes.get(id.0 as usize).map(|change| change.span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::runs::words;

    fn marked(runs: &[Run]) -> String {
        let mut text = String::new();
        for run in runs {
            match &run.content {
                RunContent::Text(characters) => text.push_str(characters),
                RunContent::CommentStart(index) => text.push_str(&format!("<{index}:")),
                RunContent::CommentEnd(index) => text.push_str(&format!(":{index}>")),
                _ => text.push('?'),
            }
        }
        text
    }

    #[test]
    fn a_comment_hangs_on_the_word_before_it_and_answers_on_the_same() {
        let mut runs = vec![words("one two; ")];
        let document = Document::default();
        let remark = |index, answers| Remark { index, answers };
        attach(&mut runs, remark(0, None), &document);
        attach(&mut runs, remark(1, Some(0)), &document);
        attach(&mut runs, remark(2, Some(0)), &document);
        assert_eq!(marked(&runs), "one <0:<1:<2:two; :0>:1>:2>");
    }

    #[test]
    fn a_comment_before_all_text_is_on_the_whole() {
        let mut runs = vec![words("one two")];
        attach_to_all(&mut runs, &[0, 1]);
        assert_eq!(marked(&runs), "<0:<1:one two:0>:1>");
    }
}
