//! Labels and lead words, with the tab behind them.

use super::flow::{Emphasis, Run, RunContent, plain as plain_run};
use super::reading::Reading;
use crate::model::{Label, Revision, View};

/// The endings of provisions inserted later, which are italic in a roman label.
const INSERTS: &[&str] = crate::model::LATIN_INSERTS;

/// A label as it is set.
#[derive(Default)]
pub(super) struct SetLabel {
    /// Its runs; empty where the view has none.
    pub(super) runs: Vec<Run>,
    /// The state of the tab behind it: changed where only one reading has a label at all.
    pub(super) tab: Revision,
}

/// Sets a label inside something in state `whole`.
pub(super) fn set(reading: Reading<'_>, label: &Label, whole: Revision, emphasis: Emphasis) -> SetLabel {
    let mut runs = Vec::new();
    for piece in label.runs.iter().filter(|piece| !piece.text.is_empty()) {
        let Some(revision) = reading.shown(piece.revision.within(whole)) else {
            continue;
        };
        let mut push = |text: &str, emphasis| {
            runs.push(Run {
                emphasis,
                ..plain_run(RunContent::Text(text.to_owned()), revision, piece.span)
            });
        };
        for (part, is_insert) in parts(&piece.text) {
            let italic = emphasis.italic || is_insert;
            push(part, Emphasis { italic, ..emphasis });
        }
    }
    SetLabel {
        tab: tab(reading, label, whole),
        runs,
    }
}

/// The runs of a label inside a footnote, with its tab.
pub(super) fn plain(reading: Reading<'_>, label: &Label, whole: Revision) -> Vec<Run> {
    let SetLabel { mut runs, tab } = set(reading, label, whole, Emphasis::default());
    if !runs.is_empty() {
        runs.push(plain_run(RunContent::Tab, tab, label.span));
    }
    runs
}

/// The state of what stands behind a label. Where both readings have a label it is no part of
/// the change; where one has none, it comes or goes with the label.
fn tab(reading: Reading<'_>, label: &Label, whole: Revision) -> Revision {
    if reading.view != View::Markup {
        return Revision::NONE;
    }
    let states = label.runs.iter().filter(|run| !run.text.trim().is_empty());
    let states = states.map(|run| run.revision.within(whole));
    let last_in = |view: View| states.clone().rfind(|state| view.admits(*state));
    match (last_in(View::Original), last_in(View::Final)) {
        (Some(_), Some(_)) => whole,
        (Some(state), None) | (None, Some(state)) => state,
        (None, None) => states.clone().next_back().unwrap_or(whole),
    }
}

/// The parts of a label: `1`, `bis`, `.2`; and whether each is such an ending.
pub(super) fn parts(text: &str) -> Vec<(&str, bool)> {
    let found = INSERTS
        .iter()
        .filter_map(|insert| Some((text.find(insert)?, *insert)))
        .min_by_key(|(at, _)| *at);
    // The letters of `bis)` alone, in a replaced label, are an ending too.
    let Some((at, insert)) = found else {
        return vec![(text, false)];
    };
    let (before, rest) = text.split_at(at);
    let (insert, after) = rest.split_at(insert.len());
    let mut parts = Vec::new();
    if !before.is_empty() {
        parts.push((before, false));
    }
    parts.push((insert, true));
    if !after.is_empty() {
        parts.extend(self::parts(after));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_parted_from_the_numbers() {
        assert_eq!(parts("1bis.2"), [("1", false), ("bis", true), (".2", false)]);
        assert_eq!(parts("b)ter"), [("b)", false), ("ter", true)]);
        assert_eq!(parts("a)"), [("a)", false)]);
    }
}
