//! What differs between two states of a page, so that only that is sent.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use plenary::output::html::{Live, LiveView};

/// A step from the old pieces of a view to the new ones, in their order.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Step<'p> {
    /// So many stay; their places in the source are moved by so many bytes.
    Keep(usize, i64),
    /// So many go, and these come.
    Replace(usize, Vec<&'p str>),
}

/// What becomes of a view.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct ViewPatch<'p> {
    /// The list of headings, where it differs.
    outline: Option<&'p str>,
    steps: Vec<Step<'p>>,
}

/// The attribute that says where in the source an element stands.
const PLACE: &str = "data-at=\"";

/// A piece without its place, and the place.
fn settled(piece: &str) -> (u64, i64) {
    let mut hasher = DefaultHasher::new();
    let mut first = 0;
    let mut rest = piece;
    while let Some(at) = rest.find(PLACE) {
        let (before, behind) = rest.split_at(at + PLACE.len());
        before.hash(&mut hasher);
        let end = behind.find('"').unwrap_or(behind.len());
        let place: i64 = behind[..end].parse().unwrap_or_default();
        // What was never written stands nowhere.
        if place != 0 {
            if first == 0 {
                first = place;
            }
            (place - first + 1).hash(&mut hasher);
        }
        rest = &behind[end..];
    }
    rest.hash(&mut hasher);
    (hasher.finish(), first)
}

/// The pieces of a view, ready to be compared.
#[derive(Debug, Default)]
pub(super) struct Settled(Vec<(u64, i64)>);

impl Settled {
    pub(super) fn of(view: &LiveView) -> Self {
        Self(view.blocks.iter().map(|piece| settled(piece)).collect())
    }

    fn digests(&self) -> Vec<u64> {
        self.0.iter().map(|(digest, _)| *digest).collect()
    }
}

/// What makes the new page of the old one; nothing where their views are others.
pub(super) fn patch<'p>(
    old: &Live,
    new: &'p Live,
    old_pieces: &[Settled],
    new_pieces: &[Settled],
) -> Option<Vec<ViewPatch<'p>>> {
    let same = old.views.len() == new.views.len() && old.language == new.language;
    let pairs = old
        .views
        .iter()
        .zip(&new.views)
        .zip(old_pieces.iter().zip(new_pieces));
    same.then(|| {
        pairs
            .map(|((old, new), (before, after))| view(old, new, before, after))
            .collect()
    })
}

fn view<'p>(old: &LiveView, new: &'p LiveView, before: &Settled, after: &Settled) -> ViewPatch<'p> {
    let mut steps = Vec::new();
    for step in capture_diff_slices(Algorithm::Myers, &before.digests(), &after.digests()) {
        match step {
            DiffOp::Equal {
                old_index,
                new_index,
                len,
            } => {
                for at in 0..len {
                    let (from, to) = (before.0[old_index + at].1, after.0[new_index + at].1);
                    match steps.last_mut() {
                        Some(Step::Keep(count, by)) if *by == to - from || from == 0 => *count += 1,
                        _ => steps.push(Step::Keep(1, to - from)),
                    }
                }
            }
            DiffOp::Delete { old_len, .. } => steps.push(Step::Replace(old_len, Vec::new())),
            DiffOp::Insert {
                new_index, new_len, ..
            } => steps.push(Step::Replace(0, pieces(new, new_index, new_len))),
            DiffOp::Replace {
                old_len,
                new_index,
                new_len,
                ..
            } => steps.push(Step::Replace(old_len, pieces(new, new_index, new_len))),
        }
    }
    ViewPatch {
        outline: (old.outline != new.outline).then_some(&new.outline),
        steps,
    }
}

fn pieces(view: &LiveView, start: usize, count: usize) -> Vec<&str> {
    view.blocks[start..start + count]
        .iter()
        .map(String::as_str)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pieces: &[&str]) -> LiveView {
        LiveView {
            name: "markup",
            outline: String::new(),
            blocks: pieces.iter().map(|piece| (*piece).to_owned()).collect(),
        }
    }

    #[test]
    fn pieces_that_moved_are_kept() {
        let old = of(&[
            "<p data-at=\"5\">a</p>",
            "<p data-at=\"9\">b</p>",
            "<hr>",
            "<p data-at=\"20\">c<i data-at=\"22\"></i></p>",
        ]);
        let new = of(&[
            "<p data-at=\"5\">a</p>",
            "<p data-at=\"9\">bcd</p>",
            "<hr>",
            "<p data-at=\"22\">c<i data-at=\"24\"></i></p>",
        ]);
        let made = view(&old, &new, &Settled::of(&old), &Settled::of(&new));
        let expected = [
            Step::Keep(1, 0),
            Step::Replace(1, vec!["<p data-at=\"9\">bcd</p>"]),
            Step::Keep(1, 0),
            Step::Keep(1, 2),
        ];
        assert_eq!(made.steps, expected);
    }

    #[test]
    fn a_piece_whose_parts_moved_apart_is_new() {
        let old = of(&["<p data-at=\"5\">a<i data-at=\"7\"></i></p>"]);
        let new = of(&["<p data-at=\"5\">a<i data-at=\"8\"></i></p>"]);
        let made = view(&old, &new, &Settled::of(&old), &Settled::of(&new));
        assert!(matches!(made.steps[..], [Step::Replace(1, _)]));
    }
}
