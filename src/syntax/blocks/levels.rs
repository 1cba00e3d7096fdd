//! How deep blocks stand: by their indent, and by their labels where pasted text has none.
//!
//! A block has one depth for both readings. Each is followed with the blocks that it has, and so is
//! the markup with all of them; the deepest place that one of them gives a block is its depth. A label
//! puts its clause under the one above only where it does so in each reading: one that comes or goes
//! changes no depth. Set off by a blank line and a single space more than the clause above, no label
//! does; nor one at the indent of a clause above that is set off itself.

use crate::model::{Block, BlockKind, Holding, InlineKind, NumberWay, Ordinal, Revision, Scheme, View};

use super::super::context::Sides;

/// The blocks that hold what comes next.
#[derive(Debug)]
pub(crate) struct Levels {
    /// All of them, by their indent alone.
    markup: Open,
    original: Open,
    settled: Open,
    /// Which way numbers of several levels run.
    way: NumberWay,
}

/// The levels that are open in one reading or in the markup, outermost first.
#[derive(Debug, Default)]
struct Open {
    levels: Vec<Level>,
}

#[derive(Debug)]
struct Level {
    indent: usize,
    /// The depth of its last block.
    depth: u8,
    /// The last label on this level, which text between two labels does not take away.
    last: Option<Ordinal>,
    /// The last label if it was none of that sequence: others may go on with it.
    stray: Option<Ordinal>,
    /// Whether its last block is a clause: a label goes under a clause, not under plain text.
    is_clause: bool,
    /// Whether its last block is set off from the one before, and stands beside it all the same.
    is_set_off: bool,
    /// Whether the text of its last block leads to a list: it ends with a colon.
    leads: bool,
    /// The state of its last block, for what is indented under it.
    revision: Revision,
}

impl Level {
    /// Whether a block below a blank line at this indent is set off from its last one.
    fn sets_off(&self, indent: usize) -> bool {
        indent > self.indent || self.is_set_off && indent == self.indent
    }
}

/// Where a block begins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Margin {
    /// In columns.
    pub(crate) indent: usize,
    /// Whether a blank line stands above it.
    pub(crate) below_blank: bool,
}

/// How deep a block stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placed {
    pub(crate) depth: u8,
    /// Whether its label alone puts it under the clause above.
    pub(crate) nested: bool,
    /// By how many levels it stands deeper than its indent says.
    pub(crate) beyond: u8,
}

/// A level among those of a reading.
struct Found {
    at: usize,
    /// What the label counts as there, and what it is besides.
    ordinal: Option<Ordinal>,
    stray: Option<Ordinal>,
    nested: bool,
}

/// How much deeper a block must be indented to stand inside another.
const STEP: usize = 2;

impl Levels {
    /// Before all blocks of a document.
    pub(crate) fn new(way: NumberWay) -> Self {
        Self {
            markup: Open::default(),
            original: Open::default(),
            settled: Open::default(),
            way,
        }
    }

    /// The state that a block at this indent takes from the block it stands in.
    pub(crate) fn inherited(&self, indent: usize) -> Revision {
        let over = self.markup.over_indent(indent);
        over.checked_sub(1)
            .map_or(Revision::NONE, |parent| self.markup.levels[parent].revision)
    }

    /// The depth of a block at this margin, whose kinds and label are known as far as it has any.
    pub(crate) fn place(&self, margin: Margin, block: &Block, sides: &Sides) -> Placed {
        let Margin { indent, .. } = margin;
        let mut placed = Placed {
            depth: 0,
            nested: false,
            beyond: 0,
        };
        if block.kind.holding() != Holding::Ends {
            placed.depth = self.markup.depth_at(self.markup.over_indent(indent));
        }
        let own = [&sides.original, &sides.settled]
            .into_iter()
            .filter(|side| side.has_own() && block.kind_in(side.view).holding() != Holding::Ends);
        let found: Vec<(&Open, Found)> = own
            .map(|side| {
                let open = self.of(side.view);
                (open, open.find(margin, &self.readings(block, side.view)))
            })
            .collect();
        let said = placed.depth;
        placed.nested = !found.is_empty() && found.iter().all(|(_, found)| found.nested);
        for (open, found) in found {
            // Else it stands beside the clause that it would be under.
            let over = found.at - usize::from(found.nested && !placed.nested);
            placed.depth = placed.depth.max(open.depth_at(over));
        }
        placed.beyond = placed.depth - said;
        placed
    }

    /// Goes on behind a block whose depth is known.
    pub(crate) fn pass(&mut self, indent: usize, block: &Block, sides: &Sides) {
        self.markup.pass(indent, block, View::Markup, (None, None));
        for side in [&sides.original, &sides.settled] {
            if !side.has_own() {
                continue;
            }
            let readings = self.readings(block, side.view);
            let open = self.of(side.view);
            let at = open.over(block.depth);
            let counted = if readings.is_empty() {
                let level = open.levels.get(at);
                level.map_or((None, None), |level| (level.last.clone(), level.stray.clone()))
            } else {
                let found = open.beside(at, &readings);
                (found.ordinal, found.stray)
            };
            let open = match side.view {
                View::Original => &mut self.original,
                View::Markup | View::Final => &mut self.settled,
            };
            open.pass(indent, block, side.view, counted);
        }
    }

    fn of(&self, view: View) -> &Open {
        match view {
            View::Original => &self.original,
            View::Markup | View::Final => &self.settled,
        }
    }

    /// The ways to read a clause's label in a reading; none where it has none there.
    fn readings(&self, block: &Block, view: View) -> Vec<Ordinal> {
        let label = match block.kind {
            BlockKind::Heading { .. } => None,
            _ => block.label_text(view),
        };
        label.map_or_else(Vec::new, |label| Ordinal::readings_in(&label, self.way))
    }
}

impl Open {
    /// How many levels a block at this indent stands inside.
    fn over_indent(&self, indent: usize) -> usize {
        self.levels.partition_point(|level| indent >= level.indent + STEP)
    }

    /// How many levels a block of this depth stands inside.
    fn over(&self, depth: u8) -> usize {
        self.levels.partition_point(|level| level.depth < depth)
    }

    /// The depth of a block that stands inside so many levels.
    fn depth_at(&self, over: usize) -> u8 {
        over.checked_sub(1)
            .map_or(0, |parent| self.levels[parent].depth.saturating_add(1))
    }

    /// The level on which a block at this indent stands that can be read as these labels, if any.
    fn find(&self, margin: Margin, readings: &[Ordinal]) -> Found {
        let Margin { indent, .. } = margin;
        let first = self.over_indent(indent);
        if readings.is_empty() {
            return Found {
                at: first,
                ordinal: None,
                stray: None,
                nested: false,
            };
        }
        // Clauses further in are done with.
        let beside = self.levels.partition_point(|level| level.indent < indent + STEP);
        let mut end = beside;
        loop {
            let found = self.among(first, end, Some(margin), readings);
            // Where this clause comes to stand beside one further in, the two are siblings as if
            // they had one indent.
            if found.at < end || end == self.levels.len() {
                let nested = found.nested || beside > first && found.at == beside;
                return Found { nested, ..found };
            }
            end += 1;
        }
    }

    /// What a label is that stands on a level, beside the last one.
    fn beside(&self, at: usize, readings: &[Ordinal]) -> Found {
        let end = (at + 1).min(self.levels.len());
        self.among(at, end, None, readings)
    }

    /// The place of a label among some of the levels; without a margin it goes under none of them.
    fn among(&self, first: usize, end: usize, margin: Option<Margin>, readings: &[Ordinal]) -> Found {
        let siblings = &self.levels[first..end];
        let found = |at, ordinal: &Ordinal, nested| Found {
            at,
            ordinal: Some(ordinal.clone()),
            stray: None,
            nested,
        };
        // The innermost whose sequence it goes on with.
        for (back, level) in siblings.iter().enumerate().rev() {
            let follows = |ordinal: &&Ordinal| level.last.as_ref().is_some_and(|last| ordinal.follows(last));
            if let Some(ordinal) = readings.iter().find(follows) {
                return found(first + back, ordinal, false);
            }
            let stray = level.stray.as_ref();
            if let Some(ordinal) = stray.and_then(|stray| readings.iter().find(|it| it.follows(stray))) {
                return Found {
                    at: first + back,
                    ordinal: level.last.clone(),
                    stray: Some(ordinal.clone()),
                    nested: false,
                };
            }
        }
        // Else it stands beside the innermost that it shares a scheme with.
        let opening = readings
            .iter()
            .find(|ordinal| ordinal.scheme == Scheme::Roman && ordinal.is_first())
            .or_else(|| Ordinal::likeliest(readings));
        for (back, level) in siblings.iter().enumerate().rev() {
            let scheme = level.last.as_ref().map(|last| last.scheme);
            // Behind `g)` an `i)` is the first of a list if the text leads to one, else `h)` is missing.
            let goes_on = |last| readings.iter().any(|ordinal| ordinal.leaves_out_one(last));
            let opens_deeper = opening
                .is_some_and(|ordinal| ordinal.is_first() && Some(ordinal.scheme) != scheme)
                && (level.leads || !level.last.as_ref().is_some_and(goes_on));
            if let Some(ordinal) = readings.iter().find(|ordinal| Some(ordinal.scheme) == scheme)
                && !opens_deeper
            {
                return found(first + back, ordinal, false);
            }
        }
        let Some(opening) = opening else {
            return Found {
                at: first,
                ordinal: None,
                stray: None,
                nested: false,
            };
        };
        let Some(last) = siblings.last() else {
            return found(first, opening, false);
        };
        // A label that neither goes on with a sequence nor opens one is wrong or no label at all:
        // it stands beside the last, whose sequence goes on behind it.
        if !opening.is_first() && !opening.is_first_of_its_part() {
            return Found {
                stray: last.last.as_ref().map(|_| opening.clone()),
                ..found(end - 1, last.last.as_ref().unwrap_or(opening), false)
            };
        }
        // Else it goes under the innermost of a shallower kind.
        let goes_under = |level: &&Level| {
            let set_off = margin.is_none_or(|margin| margin.below_blank && level.sets_off(margin.indent));
            let is_deeper = |last: &Ordinal| opening.scheme.rank() > last.scheme.rank();
            level.is_clause && !set_off && level.last.as_ref().is_some_and(is_deeper)
        };
        match siblings.iter().rposition(|level| goes_under(&level)) {
            Some(above) => found(first + above + 1, opening, true),
            None => found(first, opening, false),
        }
    }

    /// Goes on behind a block, which counts here as so many in a sequence.
    fn pass(
        &mut self,
        indent: usize,
        block: &Block,
        view: View,
        (last, stray): (Option<Ordinal>, Option<Ordinal>),
    ) {
        let kind = block.kind_in(view);
        match kind.holding() {
            Holding::Nothing => {}
            Holding::Ends => self.levels.clear(),
            Holding::None => self.levels.truncate(self.over(block.depth)),
            Holding::Holds => {
                let over = self.over(block.depth);
                let is_set_off = self
                    .levels
                    .get(over)
                    .is_some_and(|beside| beside.sets_off(indent));
                self.levels.truncate(over);
                // What holds this is not further in than it.
                for level in self.levels.iter_mut().rev() {
                    if level.indent <= indent {
                        break;
                    }
                    level.indent = indent;
                }
                self.levels.push(Level {
                    indent,
                    depth: block.depth,
                    last,
                    stray,
                    is_clause: matches!(kind, BlockKind::Clause),
                    is_set_off,
                    leads: leads(block, view),
                    revision: block.revision,
                });
            }
        }
    }
}

/// Whether the text of a block ends with a colon in a view.
fn leads(block: &Block, view: View) -> bool {
    let shown = block
        .content
        .iter()
        .rev()
        .filter(|inline| view.admits(inline.revision.within(block.revision)));
    let mut texts = shown.filter_map(|inline| match &inline.kind {
        InlineKind::Text(text) => Some(text.trim_end()),
        _ => None,
    });
    texts
        .find(|text| !text.is_empty())
        .is_some_and(|text| text.ends_with([':', '：']))
}
