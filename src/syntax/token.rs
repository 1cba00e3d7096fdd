//! The tokens of a line: what stands in it, piece by piece, before marks are paired.

use crate::model::{AuthorId, ChangeKind, Signature, Timestamp};
use crate::source::Span;

/// A piece of a line.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Span,
}

impl Token {
    /// The same token of a line that begins somewhere else.
    pub(super) fn moved(&self, moved: &impl Fn(Span) -> Span) -> Self {
        let kind = match &self.kind {
            TokenKind::Close(mark, by) => TokenKind::Close(*mark, by.moved(moved)),
            TokenKind::ParagraphMark(kind, by) => TokenKind::ParagraphMark(*kind, by.moved(moved)),
            TokenKind::NoteReference(id) => TokenKind::NoteReference(moved(*id)),
            TokenKind::CrossReference { id, label_only } => TokenKind::CrossReference {
                id: moved(*id),
                label_only: *label_only,
            },
            TokenKind::Anchor(id) => TokenKind::Anchor(moved(*id)),
            TokenKind::LinkTarget(address) => TokenKind::LinkTarget(moved(*address)),
            TokenKind::Stray(stray, id) => TokenKind::Stray(*stray, id.map(moved)),
            TokenKind::Text
            | TokenKind::Literal(_)
            | TokenKind::Join
            | TokenKind::SourceComment
            | TokenKind::LineBreak
            | TokenKind::Open(_)
            | TokenKind::Split
            | TokenKind::Bracket
            | TokenKind::BracketEnd
            | TokenKind::Stars
            | TokenKind::Separator
            | TokenKind::Bar
            | TokenKind::Label
            | TokenKind::Gap => self.kind.clone(),
        };
        Self {
            kind,
            span: moved(self.span),
        }
    }
}

#[derive(Clone, Debug)]
pub(super) enum TokenKind {
    /// Characters as they stand.
    Text,
    /// One character that a backslash made plain; the span holds the backslash too.
    Literal(char),
    /// The end of a line inside a block.
    Join,
    /// A `%%` line between two lines of a block.
    SourceComment,
    /// A line break that the author asked for.
    LineBreak,
    /// `{++`, `{--`, `{~~`, `{>>`, `{^`, `{_`
    Open(Mark),
    /// `~>`
    Split,
    /// `++}` and so on, with what follows it.
    Close(Mark, Attribution),
    /// `{++¶++}`, `{--¶--}`
    ParagraphMark(ChangeKind, Attribution),
    /// `[^id]`, the span of the id.
    NoteReference(Span),
    /// `{@id}`, the span of the id.
    CrossReference { id: Span, label_only: bool },
    /// `{#id}`, the span of the id.
    Anchor(Span),
    /// `[`
    Bracket,
    /// `]`
    BracketEnd,
    /// `](address)`, the span of the address.
    LinkTarget(Span),
    /// One or more `*`.
    Stars,
    /// `{}`
    Separator,
    /// `|` between cells.
    Bar,
    /// A label at the start of a block.
    Label,
    /// The space after a label.
    Gap,
    /// `[^`, `{@` or `{#` that nothing completes, and the span of the id, if there is one.
    Stray(Stray, Option<Span>),
}

/// The kinds of marks that have two ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Insertion,
    Deletion,
    Replacement,
    Comment,
    Superscript,
    Subscript,
}

impl Mark {
    pub(super) fn opener(self) -> &'static str {
        match self {
            Self::Insertion => "{++",
            Self::Deletion => "{--",
            Self::Replacement => "{~~",
            Self::Comment => "{>>",
            Self::Superscript => "{^",
            Self::Subscript => "{_",
        }
    }

    pub(super) fn closer(self) -> &'static str {
        match self {
            Self::Insertion => "++}",
            Self::Deletion => "--}",
            Self::Replacement => "~~}",
            Self::Comment => "<<}",
            Self::Superscript => "^}",
            Self::Subscript => "_}",
        }
    }

    pub(super) fn is_change(self) -> bool {
        matches!(self, Self::Insertion | Self::Deletion | Self::Replacement)
    }
}

/// A form that was begun and not finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stray {
    NoteReference,
    CrossReference,
    /// `{@id.something}`
    Suffix,
    Anchor,
}

/// Who made a mark, when, and the move that it is an end of.
#[derive(Clone, Debug, Default)]
pub(super) struct Attribution {
    /// None where no key is written, or no key that is known.
    pub(super) hands: Vec<AuthorId>,
    pub(super) date: Option<Timestamp>,
    pub(super) signature: Signature,
}

impl Attribution {
    /// The same behind a mark of a line that begins somewhere else.
    pub(super) fn moved(&self, moved: &impl Fn(Span) -> Span) -> Self {
        let signature = &self.signature;
        Self {
            hands: self.hands.clone(),
            date: self.date,
            signature: Signature {
                keys: signature.keys.iter().copied().map(moved).collect(),
                date: signature.date.map(moved),
                move_name: signature.move_name.map(moved),
            },
        }
    }
}
