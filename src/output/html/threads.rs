//! Which comments answer which.

use std::collections::BTreeMap;

use crate::layout::Flow;

/// The answers to each comment that has any. An answer stands behind what it answers, so that threads
/// have an end.
pub(super) fn answers(flow: &Flow) -> BTreeMap<usize, Vec<usize>> {
    let mut answers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (answer, said) in flow.comments.iter().enumerate() {
        if let Some(question) = said.answers.filter(|question| *question < answer) {
            answers.entry(question).or_default().push(answer);
        }
    }
    answers
}
