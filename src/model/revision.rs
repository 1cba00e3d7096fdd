//! Changes, and the readings that they make.

use super::{AuthorId, Timestamp};
use crate::source::Span;

/// The place of a change in [`super::Document::changes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChangeId(pub u32);

/// What has happened to a piece of the document: whether it was inserted, whether it was deleted.
///
/// Both can hold: what one hand inserted, a later hand may strike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Revision {
    /// The change that brought it in.
    pub inserted: Option<ChangeId>,
    /// The change that took it out.
    pub deleted: Option<ChangeId>,
}

impl Revision {
    /// Untouched: part of every reading.
    pub const NONE: Self = Self {
        inserted: None,
        deleted: None,
    };

    /// Brought in by a change.
    pub fn inserted(id: ChangeId) -> Self {
        Self {
            inserted: Some(id),
            deleted: None,
        }
    }

    /// Taken out by a change.
    pub fn deleted(id: ChangeId) -> Self {
        Self {
            inserted: None,
            deleted: Some(id),
        }
    }

    /// Whether no change touches it.
    pub fn is_none(self) -> bool {
        self == Self::NONE
    }

    /// What holds for a part of a whole: its own state, and the whole's where it has none.
    #[must_use]
    pub fn within(self, whole: Self) -> Self {
        Self {
            inserted: self.inserted.or(whole.inserted),
            deleted: self.deleted.or(whole.deleted),
        }
    }
}

/// Which reading of a document is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// Both readings, the changes shown.
    #[default]
    Markup,
    /// Every change refused.
    Original,
    /// Every change accepted.
    Final,
}

impl View {
    /// Whether something in this state is part of the reading. Nothing else decides this.
    pub fn admits(self, revision: Revision) -> bool {
        match self {
            Self::Markup => true,
            Self::Original => revision.inserted.is_none(),
            Self::Final => revision.deleted.is_none(),
        }
    }
}

/// Whether a change brings text in or takes it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChangeKind {
    /// `{++ … ++}`, `++ …`, or the new half of `{~~ … ~> … ~~}`.
    Insertion,
    /// `{-- … --}`, `-- …`, or the old half of `{~~ … ~> … ~~}`.
    Deletion,
}

/// What a change mark is written around.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChangeScope {
    /// Text inside a block (`{++ … ++}`, `{-- … --}`).
    Text,
    /// One half of `{~~old~>new~~}`; both halves share [`Change::span`].
    Replacement,
    /// A whole block or table row (`++ `, `-- `), with what is indented under it.
    Block,
    /// A paragraph mark alone (`{++¶++}`, `{--¶--}`).
    ParagraphMark,
}

/// What the parts of one replacement have in common: the two halves of `{~~old~>new~~}`, and
/// strikes and insertions side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupId(pub u32);

/// The place of a move's name in [`super::Document::moves`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MoveId(pub u32);

/// Where the parts of what stands behind a mark are written: `@DE,FR(2015-10-12)#m1`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// The keys, one for each hand; none where the mark has the document's default hands.
    pub keys: Vec<Span>,
    /// The mark's own date.
    pub date: Option<Span>,
    /// The name of the move.
    pub move_name: Option<Span>,
}

/// One change mark: what it does, who wrote it when, and where it stands in the source.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Insertion or deletion.
    pub kind: ChangeKind,
    /// What it is written around.
    pub scope: ChangeScope,
    /// Who made it: the keys on the mark in the order written, which has no meaning, else the
    /// document's default hands. Empty where nobody is named.
    pub hands: Vec<AuthorId>,
    /// The mark's own date (`@DE(2015-10-12T19:51Z)`).
    pub date: Option<Timestamp>,
    /// The replacement that it is a part of.
    pub group: Option<GroupId>,
    /// The move that it is an end of (`#m1`).
    pub moved: Option<MoveId>,
    /// Where its hands, date and move are written.
    pub signature: Signature,
    /// The whole mark, from its opener to the end of its attribution; for a block mark the
    /// line mark alone, its space included.
    pub span: Span,
    /// The text inside the mark (for a replacement this half's text); empty for a block mark.
    pub content: Span,
}
