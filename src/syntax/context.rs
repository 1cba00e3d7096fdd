//! Where in a text a block stands, in each of its readings: what may come there and what it then
//! means. The parser and the formatter share it.

use crate::model::{Block, BlockKind, ChangeId, Follower, Holders, Revision, Standing, View};

/// What has come so far in one reading.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Context {
    /// Whether the instrument at hand has calls.
    has_calls: bool,
    /// Whether the opening formula may still come: after the number line or title.
    formula: bool,
    /// Whether the last block was a title.
    after_title: bool,
    /// Whether `Reasons:` or the closing rule has ended the instrument's text.
    ended: bool,
    /// Whether a section heading has come since the last call.
    sectioned: bool,
    /// Whether the instrument at hand has had a call, and a paragraph that begins like one.
    called: bool,
    called_inline: bool,
    /// Whether reasons have ended its text, and a call behind them was told.
    reasoned: bool,
    /// Whether the number line of an instrument with calls came last.
    named: bool,
    /// Whether no number line or proposal mark has come.
    fragment: bool,
}

impl Context {
    /// Before the first number line, in a part of a resolution perhaps: only known phrases on
    /// lines of their own are calls.
    fn fragment() -> Self {
        Self {
            has_calls: true,
            fragment: true,
            ..Self::default()
        }
    }

    /// Whether a line can be a call here.
    pub(super) fn allows_calls(&self) -> bool {
        self.has_calls && !self.ended
    }

    /// Whether only known phrases are calls here.
    pub(super) fn wants_known_calls(&self) -> bool {
        self.sectioned || self.fragment
    }

    /// Whether a known call here would be one but for the reasons above it, which is told once.
    pub(super) fn call_behind_reasons(&mut self) -> bool {
        std::mem::take(&mut self.reasoned)
    }

    /// Whether a title is what follows.
    pub(super) fn wants_title(&self) -> bool {
        self.named
    }

    /// Whether a paragraph here is the opening formula.
    pub(super) fn expects_formula(&self) -> bool {
        self.has_calls && self.formula && !self.ended
    }

    /// Whether a line in parentheses here is the place and date.
    pub(super) fn is_after_title(&self) -> bool {
        self.after_title
    }

    /// Whether the text of an instrument may end here.
    pub(super) fn may_end(&self) -> bool {
        self.called && self.allows_calls()
    }

    /// Takes a paragraph that begins with a call phrase; says whether it is worth a finding. One says
    /// it for all of an instrument; where it has no other calls and begins its paragraphs with
    /// capitals, it is written in that way.
    pub(super) fn inline_call(&mut self, capital: bool) -> bool {
        if self.fragment || capital && !self.called {
            return false;
        }
        !std::mem::replace(&mut self.called_inline, true)
    }

    /// Goes on behind a block of this kind.
    fn pass(&mut self, kind: &BlockKind) {
        self.named = false;
        match kind {
            BlockKind::NumberLine(instrument) if instrument.kind.is_division() => {
                self.after_title = false;
                self.sectioned = true;
            }
            BlockKind::NumberLine(instrument) => {
                *self = Self {
                    has_calls: instrument.kind.has_calls(),
                    formula: true,
                    named: instrument.kind.has_calls(),
                    ..Self::default()
                };
            }
            BlockKind::Title => self.after_title = true,
            BlockKind::PlaceDate => self.after_title = false,
            BlockKind::Heading { .. } => {
                self.after_title = false;
                self.sectioned = true;
            }
            BlockKind::Proposal(_) => *self = Self::default(),
            BlockKind::Reasons | BlockKind::Rule => {
                self.after_title = false;
                self.reasoned = *kind == BlockKind::Reasons && self.has_calls && !self.ended;
                self.ended = true;
            }
            BlockKind::Call => {
                self.after_title = false;
                self.formula = false;
                self.sectioned = false;
                self.called = true;
            }
            BlockKind::Formula
            | BlockKind::Paragraph
            | BlockKind::Note
            | BlockKind::History
            | BlockKind::Caption(_) => {
                self.after_title = false;
                self.formula = false;
            }
            BlockKind::Clause | BlockKind::Table(_) | BlockKind::Picture(_) | BlockKind::SourceComment(_) => {
            }
        }
    }
}

/// One reading as far as it has been followed.
#[derive(Clone, Debug)]
pub(crate) struct Side {
    pub(crate) view: View,
    pub(crate) context: Context,
    follower: Follower,
    /// How the block at hand stands.
    pub(crate) standing: Standing,
    /// What holds the next block: whether that is a clause, and the state of it.
    holders: Holders<(bool, Revision)>,
}

/// Both readings of a text as far as they have been followed. What stands before a block counts in
/// each: a struck annex is none in the final.
#[derive(Clone, Debug)]
pub(crate) struct Sides {
    pub(crate) original: Side,
    pub(crate) settled: Side,
}

impl Side {
    fn new(view: View) -> Self {
        Self {
            view,
            context: Context::fragment(),
            follower: Follower::new(view),
            standing: Standing::Absent,
            holders: Holders::default(),
        }
    }

    /// Whether a block of this depth stands inside a clause.
    pub(super) fn is_inside(&self, depth: u8) -> bool {
        self.holders.over(depth).any(|(is_clause, _)| *is_clause)
    }

    /// Whether a block comes or goes with one that it stands inside.
    pub(super) fn goes_with_outer(&self, block: &Block) -> bool {
        let same = |one: Option<ChangeId>, other| one.is_some() && one == other;
        let mut holders = self.holders.over(block.depth);
        holders.any(|(_, state)| {
            same(state.inserted, block.revision.inserted) || same(state.deleted, block.revision.deleted)
        })
    }

    /// Whether the block at hand is a paragraph of its own.
    pub(crate) fn has_own(&self) -> bool {
        self.standing == Standing::Own
    }
}

impl Sides {
    /// Before all text.
    pub(crate) fn new() -> Self {
        Self {
            original: Side::new(View::Original),
            settled: Side::new(View::Final),
        }
    }

    /// Takes the next block: how it stands in each reading. What kind of text it is need not be
    /// known yet.
    pub(crate) fn follow(&mut self, block: &Block) {
        for side in [&mut self.original, &mut self.settled] {
            side.standing = side.follower.pass(block);
        }
    }

    /// Goes on behind the block at hand, whose kinds are now known.
    pub(crate) fn pass(&mut self, block: &Block) {
        for side in [&mut self.original, &mut self.settled] {
            if side.has_own() {
                let kind = block.kind_in(side.view);
                side.context.pass(kind);
                let kept = (matches!(kind, BlockKind::Clause), block.revision);
                side.holders.pass(block.depth, kind, kept);
            }
        }
    }

    /// The readings in which the block at hand is a paragraph of its own, the final first; the
    /// final where it is in neither.
    pub(crate) fn own(&self) -> impl Iterator<Item = &Side> {
        let neither = !self.original.has_own() && !self.settled.has_own();
        let settled = (neither || self.settled.has_own()).then_some(&self.settled);
        let original = self.original.has_own().then_some(&self.original);
        settled.into_iter().chain(original)
    }

    /// The reading whose findings are told of the block at hand.
    pub(super) fn told(&mut self) -> &mut Side {
        match self.original.has_own() && !self.settled.has_own() {
            true => &mut self.original,
            false => &mut self.settled,
        }
    }

    /// Whether a line can be a call here in some reading.
    pub(super) fn allows_calls(&self) -> bool {
        self.original.context.allows_calls() || self.settled.context.allows_calls()
    }
}
