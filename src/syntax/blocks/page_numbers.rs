//! Numbers of pages, which a text that is pasted from a PDF brings along.

use super::super::page_number::{is_share_or_number, names_page};
use super::Builder;
use super::wrapped::Below;

impl Builder<'_, '_> {
    /// Whether a line is the number of a page. A number alone is one between blank lines, where it would
    /// be a call.
    pub(super) fn is_page_number(&self, at: usize, line: &str) -> bool {
        let stands_alone = || {
            let below = self.outline.below(at).next();
            self.current.is_none() && matches!(below, None | Some(Below::Blank)) && self.sides.allows_calls()
        };
        names_page(self.phrases.words, line) || is_share_or_number(line) && stands_alone()
    }
}
