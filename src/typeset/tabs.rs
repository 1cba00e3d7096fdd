//! Tab stops: where the text behind a tab begins.

use crate::house::{ParagraphRule, Tab, TabKind, Twips};

/// Points in a length that the house gives in twips.
pub(crate) fn points(twips: Twips) -> f32 {
    twips as f32 / 20.0
}

/// A tab stop in points from the start margin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Stop {
    pub(crate) at: f32,
    pub(crate) kind: TabKind,
    pub(crate) dotted: bool,
}

/// Nearer than this a stop does not part the text before it from the text behind.
const LEAST: f32 = 0.5;

/// The stop that a tab at `x` leads to, as Word finds it: the style's own stops, the hanging
/// indent, then the default stops.
pub(crate) fn next(rule: &ParagraphRule, default: Twips, x: f32, room: f32) -> Stop {
    let hanging = (rule.first < 0).then_some(Tab {
        at: rule.start,
        kind: TabKind::Start,
        dotted: false,
    });
    let stops = rule.tabs.iter().copied().chain(hanging);
    let after = stops.filter(|tab| points(tab.at) > x + LEAST);
    if let Some(tab) = after.min_by_key(|tab| tab.at) {
        return Stop {
            at: points(tab.at).min(room.max(x)),
            kind: tab.kind,
            dotted: tab.dotted,
        };
    }
    let step = points(default).max(1.0);
    Stop {
        at: (((x + LEAST) / step).floor() + 1.0) * step,
        kind: TabKind::Start,
        dotted: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::{House, ParagraphStyle};
    use crate::model::{HouseName, Language};

    #[test]
    fn a_tab_leads_to_the_next_stop_of_the_style_then_to_default_stops() {
        let house = House::new(HouseName::Pp, Language::English);
        let normal = house.paragraph(ParagraphStyle::Normal);
        let at = |x| next(normal, house.default_tab(), x, 482.0).at;
        assert_eq!(at(8.0), 28.35);
        assert_eq!(
            at(28.35),
            56.7,
            "a label that reaches its stop goes on to the next"
        );
        assert_eq!(at(150.0), 180.0);
    }

    #[test]
    fn the_hanging_indent_is_a_stop() {
        let house = House::new(HouseName::Publication, Language::English);
        let item = house.paragraph(ParagraphStyle::Enumlev2);
        assert_eq!(
            next(item, house.default_tab(), 45.0, 482.0).at,
            points(item.start)
        );
    }
}
