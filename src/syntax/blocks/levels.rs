//! How deep clauses stand: by their indent, and by their labels where pasted text has none.

use crate::model::{Block, NumberWay, Ordinal, Revision, Scheme, View};

/// The clauses that are open, outermost first.
#[derive(Debug)]
pub(super) struct Levels {
    open: Vec<Level>,
    /// Which way numbers of several levels run.
    way: NumberWay,
}

#[derive(Debug)]
struct Level {
    indent: usize,
    /// The last label on this level, in each reading: a label that changes, or a clause that only
    /// one reading has, counts where it stands.
    ordinals: Ordinals,
    /// The state of the clause, for what is indented under it.
    revision: Revision,
}

/// A place in a sequence in the original and in the final reading.
#[derive(Clone, Debug, Default)]
struct Ordinals {
    original: Option<Ordinal>,
    settled: Option<Ordinal>,
}

impl Ordinals {
    fn of(&self, view: View) -> Option<&Ordinal> {
        match view {
            View::Original => self.original.as_ref(),
            View::Markup | View::Final => self.settled.as_ref(),
        }
    }
}

/// Whether a clause is joined to what is above it, in the original and in the final reading.
#[derive(Clone, Copy, Debug)]
pub(super) struct Joint {
    pub(super) original: bool,
    pub(super) settled: bool,
}

impl Joint {
    fn is_in(self, view: View) -> bool {
        match view {
            View::Original => self.original,
            View::Markup | View::Final => self.settled,
        }
    }
}

/// How much deeper a block must be indented to stand inside a clause.
const STEP: usize = 2;

impl Levels {
    /// Before all clauses of a document.
    pub(super) fn new(way: NumberWay) -> Self {
        Self {
            open: Vec::new(),
            way,
        }
    }

    /// Nothing is open any more.
    pub(super) fn clear(&mut self) {
        self.open.clear();
    }

    /// The state that a block at this indent takes from the clause it stands in.
    pub(super) fn inherited(&self, indent: usize) -> Revision {
        self.open
            .iter()
            .rev()
            .find(|level| indent >= level.indent + STEP)
            .map_or(Revision::NONE, |level| level.revision)
    }

    /// Whether a block at this indent stands inside a clause.
    pub(super) fn is_inside(&self, indent: usize) -> bool {
        self.open.iter().any(|level| indent >= level.indent + STEP)
    }

    /// The depth of a block without a label.
    pub(super) fn place_text(&mut self, indent: usize) -> u8 {
        self.open.retain(|level| indent >= level.indent + STEP);
        depth(self.open.len())
    }

    /// The depth of a clause, and whether its label alone puts it under the clause above. `joint`
    /// says of each reading whether it is joined to what is above it, and so has no label.
    pub(super) fn place_clause(&mut self, indent: usize, block: &Block, joint: Joint) -> (u8, bool) {
        // Clauses further in are done with.
        let mut further = Vec::new();
        while let Some(level) = self.open.pop_if(|level| level.indent >= indent + STEP) {
            further.push(level);
        }
        let siblings = self.open.partition_point(|level| indent >= level.indent + STEP);
        let view = if label_in(block, joint, View::Final).is_some() {
            View::Final
        } else {
            View::Original
        };
        let found = readings(block, joint, view, self.way);
        let mut here = self.among_siblings(siblings, &found, view, block.revision);
        // Where this clause comes to stand beside one further in, the two are siblings as if they
        // had one indent.
        while here.0 == self.open.len()
            && let Some(level) = further.pop()
        {
            self.open.push(Level { indent, ..level });
            here = self.among_siblings(siblings, &found, view, block.revision);
        }
        let (at, ordinal, nested) = match self.kept_level(siblings, &found, view, block, joint, here.2) {
            Some(at) => (at, self.like_the_last(at, &found, view), false),
            None => here,
        };
        let before = self
            .open
            .get(at)
            .map(|level| level.ordinals.clone())
            .unwrap_or_default();
        let ordinals = ordinals(block, joint, before, view, ordinal, self.way);
        self.open.truncate(at);
        self.open.push(Level {
            indent,
            ordinals,
            revision: block.revision,
        });
        (depth(at), nested)
    }

    /// The innermost of the open clauses at a label's own indent whose sequence it goes on with.
    fn goes_on(&self, first: usize, readings: &[Ordinal], view: View) -> Option<(usize, Ordinal)> {
        for (back, level) in self.open[first..].iter().enumerate().rev() {
            let follows =
                |ordinal: &&Ordinal| level.ordinals.of(view).is_some_and(|last| ordinal.follows(last));
            if let Some(ordinal) = readings.iter().find(follows) {
                return Some((first + back, ordinal.clone()));
            }
        }
        None
    }

    /// The level of a clause whose label, or those before it, changed: no change puts a clause on
    /// another level, so it stays where it went on with its sequence in the original, and its
    /// label puts it under the clause above only where it did so in the original too.
    fn kept_level(
        &self,
        first: usize,
        found: &[Ordinal],
        view: View,
        block: &Block,
        joint: Joint,
        nested: bool,
    ) -> Option<usize> {
        let before = readings(block, joint, View::Original, self.way);
        if view == View::Original || before.is_empty() || self.goes_on(first, found, view).is_some() {
            return None;
        }
        if let Some((at, _)) = self.goes_on(first, &before, View::Original) {
            return Some(at);
        }
        let (at, _, was_nested) = self.among_siblings(first, &before, View::Original, block.revision);
        (nested && !was_nested).then_some(at)
    }

    /// The way to read a label that is of the scheme of its level, else the likeliest.
    fn like_the_last(&self, at: usize, readings: &[Ordinal], view: View) -> Option<Ordinal> {
        let level = self.open.get(at);
        let scheme = level
            .and_then(|level| level.ordinals.of(view))
            .map(|last| last.scheme);
        let alike = readings.iter().find(|ordinal| Some(ordinal.scheme) == scheme);
        alike.or_else(|| Ordinal::likeliest(readings)).cloned()
    }

    /// The place of a label among the open clauses at its own indent, which begin at `first`.
    fn among_siblings(
        &self,
        first: usize,
        readings: &[Ordinal],
        view: View,
        revision: Revision,
    ) -> (usize, Option<Ordinal>, bool) {
        let siblings = &self.open[first..];
        if let Some((at, ordinal)) = self.goes_on(first, readings, view) {
            return (at, Some(ordinal), false);
        }
        // Else it stands beside the innermost that it shares a scheme with.
        let opening = readings
            .iter()
            .find(|ordinal| ordinal.scheme == Scheme::Roman && ordinal.is_first())
            .or_else(|| Ordinal::likeliest(readings));
        for (back, level) in siblings.iter().enumerate().rev() {
            let scheme = level.ordinals.of(view).map(|last| last.scheme);
            let opens_deeper =
                opening.is_some_and(|ordinal| ordinal.is_first() && Some(ordinal.scheme) != scheme);
            if let Some(ordinal) = readings.iter().find(|ordinal| Some(ordinal.scheme) == scheme)
                && !opens_deeper
            {
                return (first + back, Some(ordinal.clone()), false);
            }
        }
        let Some(opening) = opening.cloned() else {
            return (first, None, false);
        };
        // A label that neither goes on with a sequence nor opens one is wrong or no label at all:
        // it stands beside the last, whose sequence goes on behind it.
        if let Some(last) = siblings.last()
            && !opening.is_first()
            && !opening.is_first_of_its_part()
        {
            return (self.open.len() - 1, last.ordinals.of(view).cloned(), false);
        }
        let deeper = siblings.last().is_some_and(|level| {
            level
                .ordinals
                .of(view)
                .is_some_and(|last| opening.scheme.rank() > last.scheme.rank())
                && stand_together(level.revision, revision)
        });
        if deeper {
            (first + siblings.len(), Some(opening), true)
        } else {
            (first, Some(opening), false)
        }
    }
}

/// Whether some reading has both.
fn stand_together(one: Revision, other: Revision) -> bool {
    [View::Original, View::Final]
        .iter()
        .any(|view| view.admits(one) && view.admits(other))
}

/// The text of a clause's label in a reading, where it has one there.
fn label_in(block: &Block, joint: Joint, view: View) -> Option<String> {
    let label = block
        .label
        .as_ref()
        .filter(|_| view.admits(block.revision) && !joint.is_in(view))?;
    Some(label.text(view)).filter(|text| !text.is_empty())
}

/// The ways to read a clause's label in a reading.
fn readings(block: &Block, joint: Joint, view: View, way: NumberWay) -> Vec<Ordinal> {
    label_in(block, joint, view).map_or_else(Vec::new, |label| Ordinal::readings_in(&label, way))
}

/// The place of a clause in both readings: the one found in `view`, and in the other what its
/// label is there, or what came before where it has none.
fn ordinals(
    block: &Block,
    joint: Joint,
    before: Ordinals,
    view: View,
    found: Option<Ordinal>,
    way: NumberWay,
) -> Ordinals {
    let other = if view == View::Final {
        View::Original
    } else {
        View::Final
    };
    let there = if label_in(block, joint, other) == label_in(block, joint, view) {
        found.clone()
    } else {
        let readings = readings(block, joint, other, way);
        let follows = |ordinal: &&Ordinal| before.of(other).is_some_and(|last| ordinal.follows(last));
        let chosen = readings
            .iter()
            .find(follows)
            .or_else(|| Ordinal::likeliest(&readings))
            .cloned();
        chosen.or_else(|| before.of(other).cloned())
    };
    match view {
        View::Original => Ordinals {
            original: found,
            settled: there,
        },
        View::Markup | View::Final => Ordinals {
            original: there,
            settled: found,
        },
    }
}

fn depth(levels: usize) -> u8 {
    u8::try_from(levels).unwrap_or(u8::MAX)
}
