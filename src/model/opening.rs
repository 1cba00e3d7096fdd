//! What opens a sequence of labels under a clause, and what comes next in it.

use super::ordinal::begins;
use super::{Ordinal, Scheme, Step};

impl Ordinal {
    /// Whether it can open a sequence under a clause that counts as `parent`: `1.2.1` under `1.2`.
    pub fn opens_under(&self, parent: Option<&Self>) -> bool {
        let Some(parent) = parent.filter(|parent| self.goes_under(parent)) else {
            return self.is_first() || self.is_first_of_its_part();
        };
        let (last, above) = (self.steps.last(), self.steps.len() - 1);
        self.steps[..above] == parent.steps && last.copied().is_some_and(begins)
    }

    /// Whether its outer levels are those of a clause that counts so.
    fn goes_under(&self, parent: &Self) -> bool {
        let has_levels = matches!(
            self.scheme,
            Scheme::Number | Scheme::NumberBackwards | Scheme::Part
        );
        has_levels && self.steps.len() > 1 && self.scheme == parent.scheme
    }

    /// The one that opens the sequence that it stands first in, under a clause that counts as `parent`.
    pub fn opening_under(&self, parent: Option<&Self>) -> Self {
        let first = Step { number: 1, insert: 0 };
        let mut opening = self.clone();
        match parent.filter(|parent| self.goes_under(parent)) {
            Some(parent) => {
                opening.steps.clone_from(&parent.steps);
                opening.steps.push(first);
            }
            None => {
                let letter = usize::from(self.scheme == Scheme::Part);
                opening
                    .steps
                    .iter_mut()
                    .skip(letter)
                    .for_each(|step| *step = first);
            }
        }
        opening
    }

    /// What comes after `before` on the same level, or on the outer or inner one on which `instead`
    /// stands.
    pub fn next(before: &Self, instead: Option<&Self>) -> Self {
        let mut steps = before.steps.clone();
        let instead = instead.filter(|instead| instead.scheme == before.scheme);
        let levels = instead.map_or(steps.len(), |instead| instead.steps.len().max(1));
        steps.truncate(levels);
        if levels > steps.len() {
            steps.push(Step { number: 1, insert: 0 });
        } else if let Some(last) = steps.last_mut() {
            *last = Step {
                number: last.number + 1,
                insert: 0,
            };
        }
        Self {
            scheme: before.scheme,
            steps,
        }
    }
}
