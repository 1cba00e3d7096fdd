//! What the houses have in common: a house's file takes from here what it has not seen otherwise.

use super::sheet::{AgendaRule, LeaderRule, MastheadRule, TableRule};
use super::{ChangeBars, CommentMargin, Twips};

/// The header block of WRC-12's template, the only one seen. There the table is wider than the text
/// by the space at the sides of its cells; here both end at the margins.
pub(super) const MASTHEAD: MastheadRule = MastheadRule {
    columns: [6745, 2894],
    reserves_emblem: false,
    top: 721,
    // 1837690 × 758825 EMU.
    emblem: [2894, 1195],
    place_size: 25,
    place_size_complex: 38,
    line: 12,
    gap: 120,
    agenda: AgendaRule {
        stands_for_meeting: false,
        separator: " ",
    },
    particulars: false,
};

/// Word's plain grid. How far wide tables step down is ours: 8 points is the smallest that ITU's
/// editors set by hand.
pub(super) const TABLES: TableRule = TableRule {
    border: 4,
    padding: 108,
    least_padding: 54,
    least_size: 16,
    whole_row: 8,
    space: 120,
};

pub(super) const LEADER: LeaderRule = LeaderRule {
    gap: 80,
    dot: 16,
    step: 100,
    rise: 20,
    shortest: 120,
};

pub(super) const CLOSING_RULE: usize = 14;

pub(super) const DEFAULT_TAB: Twips = 720;

/// So many instruments have a list of contents, unless the document says otherwise.
pub const CONTENTS_FROM: usize = 3;

/// ITU has no rule for how changes and comments look on paper: these lengths are ours.
pub(super) const COMMENT_MARGIN: CommentMargin = CommentMargin {
    width: 2900,
    bars: 440,
    gap: 160,
    indent: 120,
    bar: 30,
    edge: 400,
    sign: 240,
    size: 16,
    size_complex: 20,
};

pub(super) const CHANGE_BARS: ChangeBars = ChangeBars {
    distance: 180,
    width: 24,
    lane: 60,
    lanes: 4,
    joined: 320,
    legend: 80,
};
