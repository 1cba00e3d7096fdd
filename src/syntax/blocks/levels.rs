//! How deep clauses stand: by their indent, and by their labels where pasted text has none.

use crate::model::{Block, Ordinal, Revision, Scheme, View};

/// The clauses that are open, outermost first.
#[derive(Debug, Default)]
pub(super) struct Levels {
    open: Vec<Level>,
}

#[derive(Debug)]
struct Level {
    indent: usize,
    /// The last label on this level.
    ordinal: Option<Ordinal>,
    /// The state of the clause, for what is indented under it.
    revision: Revision,
}

/// How much deeper a block must be indented to stand inside a clause.
const STEP: usize = 2;

impl Levels {
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

    /// The depth of a clause, and whether its label alone puts it under the clause above.
    pub(super) fn place_clause(&mut self, indent: usize, block: &Block) -> (u8, bool) {
        // Clauses further in are done with.
        while self
            .open
            .last()
            .is_some_and(|level| level.indent >= indent + STEP)
        {
            self.open.pop();
        }
        let siblings = self.open.partition_point(|level| indent >= level.indent + STEP);
        let readings = readings(block);
        let (at, ordinal, nested) = self.among_siblings(siblings, &readings, block.revision);
        self.open.truncate(at);
        self.open.push(Level {
            indent,
            ordinal,
            revision: block.revision,
        });
        (depth(at), nested)
    }

    /// The place of a label among the open clauses at its own indent, which begin at `first`.
    fn among_siblings(
        &self,
        first: usize,
        readings: &[Ordinal],
        revision: Revision,
    ) -> (usize, Option<Ordinal>, bool) {
        let siblings = &self.open[first..];
        // It goes on with a sequence: the innermost that it follows, else that it shares a scheme with.
        for (back, level) in siblings.iter().enumerate().rev() {
            let follows =
                |ordinal: &&Ordinal| level.ordinal.as_ref().is_some_and(|last| ordinal.follows(last));
            if let Some(ordinal) = readings.iter().find(follows) {
                return (first + back, Some(ordinal.clone()), false);
            }
        }
        let opening = readings
            .iter()
            .find(|ordinal| ordinal.scheme == Scheme::Roman && ordinal.is_first())
            .or_else(|| readings.first());
        for (back, level) in siblings.iter().enumerate().rev() {
            let scheme = level.ordinal.as_ref().map(|last| last.scheme);
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
        let deeper = siblings.last().is_some_and(|level| {
            level
                .ordinal
                .as_ref()
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

/// The ways to read a clause's label, in the final reading or else in the original.
fn readings(block: &Block) -> Vec<Ordinal> {
    let Some(label) = &block.label else {
        return Vec::new();
    };
    let settled = label.text(View::Final);
    if settled.is_empty() {
        Ordinal::readings(&label.text(View::Original))
    } else {
        Ordinal::readings(&settled)
    }
}

fn depth(levels: usize) -> u8 {
    u8::try_from(levels).unwrap_or(u8::MAX)
}
