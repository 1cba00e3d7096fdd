//! Which style a clause has: by where it stands, not by its label alone (FORMAT § 2.3).

use crate::house::ParagraphStyle;
use crate::model::{Ordinal, Scheme};

/// The clauses that are open at the place that the walk has come to.
#[derive(Default)]
pub(super) struct Levels {
    /// For each depth the level of the last clause there: 0 at the margin, then `enumlev1` and on.
    open: Vec<Level>,
    /// Whether the walk is under a call, whose clauses stand at the margin whatever their labels.
    under_call: bool,
}

#[derive(Clone, Copy, Default)]
struct Level {
    style: u8,
    scheme: Option<Scheme>,
}

/// How a clause is set.
pub(super) struct ClauseSetting {
    pub(super) style: ParagraphStyle,
    /// ITU prints letters in italics where they label a recital.
    pub(super) italic_label: bool,
}

impl Levels {
    /// A call begins: its clauses follow.
    pub(super) fn call(&mut self) {
        self.open.clear();
        self.under_call = true;
    }

    /// Text that belongs to no call follows.
    pub(super) fn text(&mut self) {
        self.open.clear();
        self.under_call = false;
    }

    /// A heading, table or the like ends the clauses but not the call.
    pub(super) fn interrupt(&mut self) {
        self.open.clear();
    }

    /// Whether the walk is under a call.
    pub(super) fn is_under_call(&self) -> bool {
        self.under_call
    }

    /// A clause with this label.
    pub(super) fn clause(&mut self, depth: usize, label: &str) -> ClauseSetting {
        let readings = Ordinal::readings(label);
        let before = self.open.get(depth).and_then(|level| level.scheme);
        let scheme = scheme(&readings, before);
        let at_margin = depth == 0;
        let style = match depth.checked_sub(1) {
            Some(parent) => self.style(parent) + 1,
            None => self.margin(scheme),
        };
        self.open.resize(depth, Level::default());
        self.open.push(Level { style, scheme });
        ClauseSetting {
            style: enumeration(style),
            italic_label: at_margin && self.under_call && scheme.is_some_and(Scheme::is_alphabetic),
        }
    }

    /// A paragraph without a label: the style of the clause that it goes on with, and whether a
    /// tab takes it to that clause's text.
    pub(super) fn paragraph(&mut self, depth: usize) -> (ParagraphStyle, bool) {
        self.open.truncate(depth);
        let style = depth.checked_sub(1).map_or(0, |parent| self.style(parent));
        (enumeration(style), style > 0)
    }

    fn style(&self, depth: usize) -> u8 {
        self.open.get(depth).map_or(0, |level| level.style)
    }

    /// Numbers stand at the margin, and under a call letters do too; letters under plain text,
    /// dashes and bullets are one level in.
    fn margin(&self, scheme: Option<Scheme>) -> u8 {
        match scheme {
            Some(Scheme::Dash | Scheme::Bullet) => 1,
            Some(Scheme::Number | Scheme::NumberBackwards | Scheme::Part) | None => 0,
            Some(
                Scheme::BracketedNumber | Scheme::Latin | Scheme::Cyrillic | Scheme::Arabic | Scheme::Roman,
            ) => u8::from(!self.under_call),
        }
    }
}

/// How a label counts: `i)` is a letter behind another letter and roman where it opens.
fn scheme(readings: &[Ordinal], before: Option<Scheme>) -> Option<Scheme> {
    let has = |scheme| readings.iter().any(|reading| reading.scheme == scheme);
    if let Some(before) = before.filter(|&before| has(before)) {
        return Some(before);
    }
    let opens_roman = readings
        .iter()
        .any(|reading| reading.scheme == Scheme::Roman && reading.is_first());
    if opens_roman {
        return Some(Scheme::Roman);
    }
    readings.first().map(|reading| reading.scheme)
}

fn enumeration(level: u8) -> ParagraphStyle {
    match level {
        0 => ParagraphStyle::Normal,
        1 => ParagraphStyle::Enumlev1,
        2 => ParagraphStyle::Enumlev2,
        _ => ParagraphStyle::Enumlev3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ParagraphStyle::{Enumlev1, Enumlev2, Enumlev3, Normal};

    fn styles(levels: &mut Levels, labels: &[(usize, &str)]) -> Vec<(ParagraphStyle, bool)> {
        let mut set = |&(depth, label): &(usize, &str)| {
            let setting = levels.clause(depth, label);
            (setting.style, setting.italic_label)
        };
        labels.iter().map(&mut set).collect()
    }

    #[test]
    fn recitals_and_operative_items_are_at_the_margin() {
        let mut levels = Levels::default();
        levels.call();
        assert_eq!(
            styles(
                &mut levels,
                &[(0, "h)"), (0, "i)"), (0, "j)"), (1, "i)"), (1, "ii)"), (2, "–")]
            ),
            [
                (Normal, true),
                (Normal, true),
                (Normal, true),
                (Enumlev1, false),
                (Enumlev1, false),
                (Enumlev2, false)
            ]
        );
        levels.call();
        assert_eq!(
            styles(
                &mut levels,
                &[(0, "1"), (0, "1.1"), (1, "a)"), (2, "i)"), (3, "–"), (4, "•")]
            ),
            [
                (Normal, false),
                (Normal, false),
                (Enumlev1, false),
                (Enumlev2, false),
                (Enumlev3, false),
                (Enumlev3, false)
            ]
        );
    }

    #[test]
    fn lists_in_running_text_are_one_level_in() {
        let mut levels = Levels::default();
        levels.text();
        assert_eq!(
            styles(&mut levels, &[(0, "a)"), (1, "–"), (0, "•"), (0, "1")]),
            [
                (Enumlev1, false),
                (Enumlev2, false),
                (Enumlev1, false),
                (Normal, false)
            ]
        );
    }

    #[test]
    fn further_paragraphs_stand_under_their_clause() {
        let mut levels = Levels::default();
        levels.call();
        levels.clause(0, "1");
        assert_eq!(levels.paragraph(1), (Normal, false));
        levels.clause(1, "a)");
        assert_eq!(levels.paragraph(2), (Enumlev1, true));
        assert_eq!(levels.paragraph(0), (Normal, false));
    }
}
