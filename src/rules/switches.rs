//! Which rules a document is checked by.

use super::Rule;
use crate::diagnostic::Code;
use crate::model::{FrontMatter, HouseName};

/// The house and the switches of `lint:`, of which the last that names a rule holds.
pub(super) struct Switches<'f> {
    house: HouseName,
    switched: Vec<(&'f str, bool)>,
}

impl<'f> Switches<'f> {
    pub(super) fn of(front: &'f FrontMatter) -> Self {
        let switched = front.lint.iter().filter_map(|switch| {
            let name = switch.value.strip_prefix(['+', '-'])?;
            Some((name.trim(), switch.value.starts_with('+')))
        });
        Self {
            house: front.style,
            switched: switched.collect(),
        }
    }

    /// Whether a rule is asked for.
    pub(super) fn has(&self, rule: &Rule) -> bool {
        let names = |name: &str| name == Code::ALL_RULES || Code::from_name(name) == Some(rule.code);
        let last = self.switched.iter().rev().find(|(name, _)| names(name));
        last.map_or(rule.is_asked_by(self.house), |(_, is_on)| *is_on)
    }
}
