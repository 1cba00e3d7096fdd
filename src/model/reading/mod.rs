//! What a reading of some blocks is: which of them are part of it, which are one paragraph there,
//! and what each paragraph is. Nothing else decides this.

mod both;
mod depth;
mod follow;
mod lonely;

use super::{Block, BlockKind, Leave, Revision, View};
pub(crate) use both::{Shown, shown};
pub(crate) use depth::{Holders, Holding, depths};
pub(crate) use follow::Follower;

/// How a block stands in a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not part of it.
    Absent,
    /// As a paragraph, table or picture of its own, or as the first part of a joined one.
    Own,
    /// As a further part of the paragraph before it.
    Joined,
}

/// How something stands in both readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standings {
    /// In the original.
    pub original: Standing,
    /// In the final.
    pub settled: Standing,
}

impl Standings {
    /// Of what no change touches.
    pub const OWN: Self = Self {
        original: Standing::Own,
        settled: Standing::Own,
    };

    /// Of a whole that comes and goes with a change.
    pub fn of(revision: Revision) -> Self {
        let standing = |view: View| match view.admits(revision) {
            true => Standing::Own,
            false => Standing::Absent,
        };
        Self {
            original: standing(View::Original),
            settled: standing(View::Final),
        }
    }

    /// In a reading; the markup reads as the final does.
    pub fn in_view(self, view: View) -> Standing {
        match view {
            View::Original => self.original,
            View::Markup | View::Final => self.settled,
        }
    }
}

/// Some blocks in one reading: those of a document, or those of a footnote.
#[derive(Clone, Debug)]
pub struct Reading<'d, L = View> {
    blocks: &'d [Block],
    leave: L,
    standings: Vec<Standing>,
    depths: Vec<u8>,
}

impl<'d, L: Leave> Reading<'d, L> {
    /// Reads some blocks.
    pub fn of(blocks: &'d [Block], leave: L) -> Self {
        let mut follower = Follower::new(leave);
        let mut holders = Holders::default();
        let standing = |block| {
            let standing = follower.pass(block);
            if standing != Standing::Own {
                return (standing, 0);
            }
            let kind = leave.kind(block);
            holders.leave(block.depth, kind);
            let depth = u8::try_from(holders.count()).unwrap_or(u8::MAX);
            holders.enter(block.depth, kind, ());
            (standing, depth)
        };
        let (standings, depths) = blocks.iter().map(standing).unzip();
        Self {
            blocks,
            leave,
            standings,
            depths,
        }
    }

    /// How a block stands in the reading.
    pub fn standing(&self, at: usize) -> Standing {
        self.standings.get(at).copied().unwrap_or(Standing::Absent)
    }

    /// The paragraphs, tables and pictures of the reading in their order.
    pub fn passages<'r>(&'r self) -> impl Iterator<Item = Passage<'r, 'd, L>> + use<'r, 'd, L> {
        let own = |at: &usize| self.standings[*at] == Standing::Own;
        (0..self.blocks.len())
            .filter(own)
            .map(|at| Passage { reading: self, at })
    }
}

/// A paragraph, table or picture of a reading: one block, or several over paragraph marks that the
/// reading does not have. Its first block gives it its kind, label and depth.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'r, 'd, L = View> {
    reading: &'r Reading<'d, L>,
    at: usize,
}

impl<'r, 'd, L: Leave> Passage<'r, 'd, L> {
    /// The place of its first block.
    pub fn at(self) -> usize {
        self.at
    }

    /// Its first block.
    pub fn first(self) -> &'d Block {
        &self.reading.blocks[self.at]
    }

    /// The blocks that it is made of, each with its place.
    pub fn parts(self) -> impl Iterator<Item = (usize, &'d Block)> + use<'r, 'd, L> {
        let reading = self.reading;
        let further = (self.at + 1..reading.blocks.len())
            .take_while(|&at| reading.standings[at] != Standing::Own)
            .filter(|&at| reading.standings[at] == Standing::Joined);
        std::iter::once(self.at)
            .chain(further)
            .map(|at| (at, &reading.blocks[at]))
    }

    /// How many blocks it stands inside in the reading.
    pub fn depth(self) -> u8 {
        self.reading.depths[self.at]
    }
}

impl<'d> Passage<'_, 'd> {
    /// What it is.
    pub fn kind(self) -> &'d BlockKind {
        self.first().kind_in(self.reading.leave)
    }

    /// Its label, if it has one.
    pub fn label_text(self) -> Option<String> {
        self.first().label_text(self.reading.leave)
    }

    /// Its characters: no label, notes or comments; `\n` for a break.
    pub fn text(self) -> String {
        self.parts()
            .map(|(_, block)| block.text(self.reading.leave))
            .collect()
    }
}
