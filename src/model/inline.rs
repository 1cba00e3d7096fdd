//! The runs of a text and what stands among them.

use super::{AuthorId, Revision, Timestamp};
use crate::source::Span;

/// One run of a block's text: characters, or something that stands among them.
#[derive(Clone, Debug, PartialEq)]
pub struct Inline {
    /// What the run is.
    pub kind: InlineKind,
    /// How it is set.
    pub style: TextStyle,
    /// Its state, that of the block around it not counted in.
    pub revision: Revision,
    /// The link that the run is part of.
    pub link: Option<Link>,
    /// Where it stands in the source.
    pub span: Span,
}

impl Inline {
    /// Plain text in a state.
    pub fn text(text: impl Into<String>, revision: Revision, span: Span) -> Self {
        Self {
            kind: InlineKind::Text(text.into()),
            style: TextStyle::default(),
            revision,
            link: None,
            span,
        }
    }
}

/// What a run is.
#[derive(Clone, Debug, PartialEq)]
pub enum InlineKind {
    /// Characters. Spaces are single, in each reading; a no-break space is U+00A0 and a no-break
    /// hyphen U+2011; no tabs and no line ends.
    Text(String),
    /// A line break that the author asked for (`\` at the end of a line).
    LineBreak,
    /// A footnote's mark.
    NoteReference(NoteReference),
    /// The label of another place in the document.
    CrossReference(CrossReference),
    /// A reviewer's comment on what stands before it, or on the block where nothing does.
    Comment(Comment),
}

/// How a run is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct TextStyle {
    /// `*italic*`
    pub italic: bool,
    /// `**bold**`
    pub bold: bool,
    /// `{^superscript^}`, `{_subscript_}`
    pub position: Position,
}

/// Where a run stands against the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Position {
    /// On the line.
    #[default]
    Baseline,
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
}

/// A web address that runs lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address as written.
    pub address: std::sync::Arc<str>,
}

/// `[^id]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteReference {
    /// The note's id.
    pub id: String,
}

impl NoteReference {
    /// Whether the id is printed as it is (`*`, `2bis`) and takes no number.
    pub fn prints_as_written(id: &str) -> bool {
        let stars = !id.is_empty() && id.chars().all(|c| c == '*' || c == '†' || c == '‡');
        let digits = id.trim_start_matches(|c: char| c.is_ascii_digit());
        stars || super::label::LATIN_INSERTS.contains(&digits)
    }
}

/// `{@id}` or `{@id.label}`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrossReference {
    /// The id of the place that is meant.
    pub target: String,
    /// Whether only the label is printed, without the call.
    pub label_only: bool,
}

/// `{>>text<<}`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// What the reviewer says.
    pub text: String,
    /// Who says it.
    pub author: Option<AuthorId>,
    /// The comment's own date.
    pub date: Option<Timestamp>,
}
