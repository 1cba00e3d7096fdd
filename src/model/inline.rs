//! The runs of a text and what stands among them.

use super::{AuthorId, Revision, Signature, Timestamp};
use crate::source::{Span, TextMap};

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
    /// Where the characters of a text stand in the source.
    pub map: TextMap,
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
            map: TextMap::default(),
        }
    }

    /// The offset in the source of a byte of its text; none where it was not read from one.
    pub fn source_offset(&self, at: usize) -> Option<usize> {
        (self.span != Span::NONE).then(|| self.map.offset(self.span.start, at) as usize)
    }

    /// Whether its text stands in the source from the start of its span on.
    pub(crate) fn begins_at_its_span(&self) -> bool {
        self.map.offset(self.span.start, 0) == self.span.start
    }

    /// Whether two runs differ in nothing but their characters and places.
    pub fn is_like(&self, other: &Self) -> bool {
        self.style == other.style && self.revision == other.revision && self.link == other.link
    }

    /// Takes a run of characters like this one behind its own; gives it back where one of them is
    /// no run of characters.
    pub(crate) fn append(&mut self, other: Self) -> Option<Self> {
        let (InlineKind::Text(text), InlineKind::Text(more)) = (&mut self.kind, &other.kind) else {
            return Some(other);
        };
        if text.is_empty() {
            self.span = other.span;
            self.map = TextMap::default();
        }
        self.map.append(self.span, text.len(), &other.map, other.span);
        text.push_str(more);
        self.span = self.span.to(other.span);
        None
    }

    /// Cuts a run of characters at a byte; gives what stands behind it.
    #[must_use]
    pub(crate) fn split_off(&mut self, at: usize) -> Self {
        let mut rest = self.clone();
        if let (InlineKind::Text(text), InlineKind::Text(behind)) = (&mut self.kind, &mut rest.kind) {
            // Behind the last character nothing tells where it ends but the span.
            let offset = if at == text.len() {
                self.span.end
            } else {
                self.map.offset(self.span.start, at)
            };
            text.truncate(at);
            behind.drain(..at);
            rest.map = self.map.split_off(at);
            if self.span != Span::NONE {
                rest.span.start = offset;
                self.span.end = self.span.end.min(offset.max(self.span.start));
            }
        }
        rest
    }
}

/// A text that is put together character by character, with their places in the source.
#[derive(Debug, Default)]
pub(crate) struct Mapped {
    characters: Vec<(char, u32)>,
}

impl Mapped {
    pub(crate) fn push(&mut self, character: char, source: u32) {
        self.characters.push((character, source));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.characters.is_empty()
    }

    /// Turns the text round: it was put together from its end.
    pub(crate) fn reverse(&mut self) {
        self.characters.reverse();
    }

    /// The text and its map, for a run whose span then starts with the first character.
    pub(crate) fn finish(self, span: &mut Span) -> (String, TextMap) {
        let mut text = String::with_capacity(self.characters.len());
        let mut map = TextMap::default();
        if *span != Span::NONE
            && let Some((_, first)) = self.characters.first()
        {
            span.start = *first;
        }
        for (character, source) in self.characters {
            if *span != Span::NONE {
                map.note(span.start, text.len(), source);
            }
            text.push(character);
        }
        (text, map)
    }
}

/// What a run is.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
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
    /// `%% text` between two lines of the block: kept for those who write source, never printed.
    SourceComment(String),
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

impl Link {
    /// Whether it leads to the web or to a mailbox. No output makes a link of another: opening a
    /// document must not run a script, open a file or ask another machine for one.
    pub fn is_web(&self) -> bool {
        let scheme = self.address.split(':').next().unwrap_or_default();
        let known = ["http", "https", "mailto"];
        known.iter().any(|known| scheme.eq_ignore_ascii_case(known))
    }
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
    /// Who says it, as [`super::Change::hands`].
    pub hands: Vec<AuthorId>,
    /// The comment's own date.
    pub date: Option<Timestamp>,
    /// Where its hands and date are written.
    pub signature: Signature,
}
