//! Reviewers' comments: what they hang on, and who answers whom.

use super::flow::{FlowComment, Run, RunContent, plain};
use super::hands;
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
    let hand = hands::hand(document, &comment.hands);
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
    let run = |content| plain(content, Revision::NONE, Span::NONE);
    let threaded = answers.and_then(|first| {
        let start = runs
            .iter()
            .position(|run| run.content == RunContent::CommentStart(first))?;
        let end = runs
            .iter()
            .rposition(|run| matches!(run.content, RunContent::CommentEnd(_)))?;
        Some((after_starts(runs, start), end + 1))
    });
    let (start, end) = threaded.unwrap_or_else(|| extent(runs, document));
    runs.insert(end, run(RunContent::CommentEnd(index)));
    runs.insert(start, run(RunContent::CommentStart(index)));
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

/// Where the text that a comment hangs on begins and ends; parts runs where that is needed.
fn extent(runs: &mut Vec<Run>, document: &Document) -> (usize, usize) {
    let is_text = |run: &Run| matches!(run.content, RunContent::Text(_) | RunContent::Reference { .. });
    // A note's mark is part of the word that it stands at.
    let Some(last) = runs.iter().rposition(is_text) else {
        return (0, runs.len());
    };
    if let Some(span) = change_span(&runs[last], document) {
        let is_part = |run: &Run| change_span(run, document) == Some(span);
        let goes_on = |run: &&Run| is_part(run) || !is_text(run) && run.revision.is_none();
        let count = runs[..last].iter().rev().take_while(goes_on).count();
        // Not the furniture before the change.
        let first = (last - count..=last).find(|&at| is_part(&runs[at]));
        return (first.unwrap_or(last), runs.len());
    }
    let RunContent::Text(text) = &runs[last].content else {
        return (last, runs.len());
    };
    let word_end = text.trim_end_matches(is_space).len();
    let word_start = text[..word_end].trim_end_matches(|c| !is_space(c)).len();
    let mut end = runs.len();
    // The space behind the word is no part of it, unless a note's mark stands there.
    if last + 1 == runs.len() && 0 < word_end && word_end < text.len() {
        part(runs, last, word_end);
        end = last + 1;
    }
    if word_start == 0 {
        return (last, end);
    }
    part(runs, last, word_start);
    (last + 1, end + 1)
}

/// Parts a run of text in two.
fn part(runs: &mut Vec<Run>, at: usize, offset: usize) {
    let RunContent::Text(text) = &mut runs[at].content else {
        return;
    };
    let tail = text.split_off(offset);
    let tail = Run {
        content: RunContent::Text(tail),
        ..runs[at].clone()
    };
    runs.insert(at + 1, tail);
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
    use crate::layout::flow::words;

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
        assert_eq!(marked(&runs), "one <0:<1:<2:two;:0>:1>:2> ");
    }

    #[test]
    fn a_comment_before_all_text_is_on_the_whole() {
        let mut runs = vec![words("one two")];
        attach_to_all(&mut runs, &[0, 1]);
        assert_eq!(marked(&runs), "<0:<1:one two:0>:1>");
    }
}
