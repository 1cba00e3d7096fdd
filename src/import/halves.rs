//! A paragraph whose changes cannot be written one by one: what it was, struck, and what it is.

use super::draft::{ParagraphDraft, Run, RunKind};
use super::joins::has_text;
use super::text::push;
use super::wordprocessing::{DeedId, Deeds, State};

/// The two, or the one where they are the same.
pub(super) fn of(draft: &ParagraphDraft, deeds: &Deeds) -> Vec<ParagraphDraft> {
    let was = reading(&draft.runs, |state| state.inserted.is_none());
    let is = settled(&draft.runs);
    let [in_original, in_settled] = has_text(&draft.runs);
    let whole = |runs: Vec<Run>, state: State| ParagraphDraft {
        mark: state,
        tier: draft.tier,
        ..ParagraphDraft::plain(runs.into_iter().map(|run| Run { state, ..run }).collect())
    };
    if was == is {
        return vec![whole(is, State::default())];
    }
    let first = |of: fn(State) -> Option<DeedId>| {
        let mut known = draft.runs.iter().filter_map(|run| of(run.state));
        known.find(|id| deeds.get(*id).is_some())
    };
    let deleted = first(|state| state.deleted);
    let inserted = first(|state| state.inserted);
    let mut halves = Vec::new();
    if in_original {
        halves.push(whole(
            was,
            State {
                inserted: None,
                deleted,
            },
        ));
    }
    if in_settled {
        halves.push(whole(
            is,
            State {
                inserted,
                deleted: None,
            },
        ));
    }
    halves
}

/// The runs of the final reading, without comments and states.
pub(super) fn settled(runs: &[Run]) -> Vec<Run> {
    reading(runs, |state| state.deleted.is_none())
}

fn reading(runs: &[Run], has: fn(State) -> bool) -> Vec<Run> {
    let mut read = Vec::new();
    for run in runs
        .iter()
        .filter(|run| has(run.state) && !matches!(run.kind, RunKind::Comment { .. }))
    {
        let run = Run {
            state: State::default(),
            ..run.clone()
        };
        push(run, &mut read);
    }
    read
}
