//! What something put in stands beside, and is set like.

use super::steps::Step;
use crate::model::TextStyle;

/// A sign of the file by its place, and how it is set; none where there is no sign.
type Neighbour = (Option<usize>, TextStyle);

/// The signs that are taken over before and behind each step: of the label, of the text, and of either.
pub(super) struct Neighbours {
    before: Vec<[Option<Neighbour>; 2]>,
    behind: Vec<[Option<Neighbour>; 2]>,
}

impl Neighbours {
    pub(super) fn of(steps: &[Step]) -> Self {
        let mut behind: Vec<_> = nearest(steps.iter().rev());
        behind.reverse();
        Self {
            before: nearest(steps.iter()),
            behind,
        }
    }

    /// The sign that something put in at a step stands beside: the one before, else the one behind; in a
    /// label one of the label, where there is one.
    pub(super) fn beside(&self, at: usize, in_label: bool) -> Neighbour {
        let (own, other) = (usize::from(in_label), usize::from(!in_label));
        let [before, behind] = [self.before[at], self.behind[at]];
        before[own]
            .or(behind[own])
            .or(before[other])
            .or(behind[other])
            .unwrap_or_default()
    }
}

/// Of each step, what was taken over up to it, of the text and of the label.
fn nearest<'s>(steps: impl Iterator<Item = &'s Step>) -> Vec<[Option<Neighbour>; 2]> {
    let mut last = [None; 2];
    let met = steps.map(|step| {
        if let Step::Take {
            sign,
            style,
            in_label,
            ..
        } = step
        {
            last[usize::from(*in_label)] = Some((Some(*sign), *style));
        }
        last
    });
    met.collect()
}
