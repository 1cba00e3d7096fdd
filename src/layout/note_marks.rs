//! What stands between the marks of neighbouring notes: two numbers side by side would be read as
//! one.

use super::flow::{Run, RunContent, plain};
use super::reading::shown;
use crate::house::CharacterStyle;
use crate::model::{Change, ChangeId, Revision, View};

/// Sets a raised comma between marks that stand next to each other. It comes and goes with the
/// second mark, or with the first where only that goes, or as text between the two goes and comes.
pub(super) fn part(runs: &mut Vec<Run>, changes: &[Change]) {
    let marks = runs.iter().enumerate().skip(1).filter(|(_, run)| is_mark(run));
    let commas: Vec<(usize, Revision)> = marks
        .filter_map(|(at, _)| Some((at, comma(runs, at, changes)?)))
        .collect();
    // From the last to the first, so that places stay good.
    for (at, revision) in commas.into_iter().rev() {
        let comma = Run {
            character: Some(CharacterStyle::FootnoteReference),
            ..plain(RunContent::Text(",".to_owned()), revision, runs[at].span.head())
        };
        runs.insert(at, comma);
    }
}

/// Raises the commas and spaces that the source has between marks.
pub(super) fn raise_what_parts(runs: &mut [Run]) {
    let is_parting = |run: &Run| match &run.content {
        RunContent::Text(text) => text
            .chars()
            .all(|c| matches!(c, ',' | '،' | '，' | ' ' | '\u{A0}')),
        _ => false,
    };
    for at in 1..runs.len().saturating_sub(1) {
        if is_mark(&runs[at - 1]) && is_mark(&runs[at + 1]) && is_parting(&runs[at]) {
            runs[at].character = Some(CharacterStyle::FootnoteReference);
        }
    }
}

fn is_mark(run: &Run) -> bool {
    matches!(run.content, RunContent::NoteReference { .. })
}

/// The state of the comma before the mark at a place; none where it stands at no other mark.
fn comma(runs: &[Run], at: usize, changes: &[Change]) -> Option<Revision> {
    let own = runs[at].revision;
    let original = mark_before(runs, at, View::Original).filter(|_| View::Original.admits(own));
    let settled = mark_before(runs, at, View::Final).filter(|_| View::Final.admits(own));
    match (original, settled) {
        (Some(_), Some(_)) => Some(Revision::NONE),
        (Some(first), None) => {
            let parting = || between(runs, at, changes, View::Final)?.inserted;
            own.deleted
                .or(first.deleted)
                .or_else(parting)
                .map(Revision::deleted)
        }
        (None, Some(first)) => {
            let parting = || between(runs, at, changes, View::Original)?.deleted;
            own.inserted
                .or(first.inserted)
                .or_else(parting)
                .map(Revision::inserted)
        }
        // What one hand brought in and another struck is read by nobody, and only shown.
        (None, None) => {
            let first = mark_before(runs, at, View::Markup)?;
            let is_struck = |state: &Revision| state.inserted.is_some() && state.deleted.is_some();
            [own, first].into_iter().find(is_struck)
        }
    }
}

/// The state of the mark that stands right before a place in a reading.
fn mark_before(runs: &[Run], at: usize, view: View) -> Option<Revision> {
    let is_comment = |run: &Run| {
        matches!(
            run.content,
            RunContent::CommentStart(_) | RunContent::CommentEnd(_)
        )
    };
    let mut before = runs[..at].iter().rev().filter(|run| !is_comment(run));
    let last = before.find(|run| shown(view, run.revision).is_some())?;
    is_mark(last).then_some(last.revision)
}

/// The state of the text that parts the mark at a place from the one before it in a reading. What
/// moved is no change that a comma could be a part of.
fn between(runs: &[Run], at: usize, changes: &[Change], view: View) -> Option<Revision> {
    let mut before = runs[..at].iter().rev();
    let last = before.find(|run| shown(view, run.revision).is_some())?;
    let moved = |id: Option<ChangeId>| {
        let change = id.and_then(|id| changes.get(id.0 as usize));
        change.is_some_and(|change| change.moved.is_some())
    };
    (!moved(last.revision.inserted) && !moved(last.revision.deleted)).then_some(last.revision)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::flow::words;
    use crate::layout::sample::{deleted, inserted};
    use crate::source::Span;

    fn mark(revision: Revision) -> Run {
        let content = RunContent::NoteReference { note: 0, first: true };
        plain(content, revision, Span::NONE)
    }

    /// The states of the commas between marks in these states.
    fn commas(states: &[Revision]) -> Vec<Revision> {
        let mut runs: Vec<Run> = states.iter().map(|&state| mark(state)).collect();
        part(&mut runs, &[]);
        let commas = runs.iter().filter(|run| !is_mark(run));
        commas.map(|run| run.revision).collect()
    }

    #[test]
    fn a_comma_comes_and_goes_with_the_mark_that_needs_it() {
        let none = Revision::NONE;
        assert_eq!(commas(&[none, none, none]), [none, none]);
        assert_eq!(commas(&[none, inserted(0)]), [inserted(0)]);
        assert_eq!(commas(&[none, deleted(0)]), [deleted(0)]);
        assert_eq!(commas(&[deleted(0), none]), [deleted(0)]);
        assert_eq!(commas(&[inserted(0), none]), [inserted(0)]);
        assert_eq!(
            commas(&[deleted(0), inserted(1)]),
            [],
            "one takes the other's place"
        );
        assert_eq!(
            commas(&[none, deleted(0), none]),
            [deleted(0), none],
            "the first and the last are neighbours in the final"
        );
        let struck = inserted(0).within(deleted(1));
        assert_eq!(commas(&[none, struck]), [struck]);
    }

    #[test]
    fn a_comma_comes_where_what_parts_two_marks_goes() {
        let text = |revision| plain(RunContent::Text("x".to_owned()), revision, Span::NONE);
        let mark = || mark(Revision::NONE);
        for (between, comma) in [(inserted(0), deleted(0)), (deleted(0), inserted(0))] {
            let mut runs = vec![mark(), text(between), mark()];
            part(&mut runs, &[]);
            assert_eq!(runs.len(), 4);
            assert_eq!(runs[2].revision, comma);
        }
    }

    #[test]
    fn marks_apart_have_what_the_source_has_between_them() {
        let mut runs = vec![mark(Revision::NONE), words(", "), mark(Revision::NONE)];
        part(&mut runs, &[]);
        assert_eq!(runs.len(), 3);
        assert_eq!(runs[1].character, None);
        raise_what_parts(&mut runs);
        assert_eq!(runs[1].character, Some(CharacterStyle::FootnoteReference));
    }
}
