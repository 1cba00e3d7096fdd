//! The text of a file as it was saved: its name, its bytes, and where its lines begin.

mod line_ends;
mod lines;
mod span;
mod text_map;

use std::borrow::Cow;

pub use lines::{Lines, Position, Unit};
pub use span::{FileId, Span};
pub use text_map::TextMap;

/// One source text, kept exactly as saved; every [`Span`] is a range of its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    file: FileId,
    name: String,
    text: String,
    encoding: Encoding,
}

/// How the bytes of a file say its characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// As every source should be.
    #[default]
    Utf8,
    /// UTF-16 behind a byte order mark, the low byte first, as some editors of Windows save.
    Utf16Little,
    /// The same with the high byte first.
    Utf16Big,
}

impl Encoding {
    /// The bytes of a file that says this text.
    pub fn encode(self, text: &str) -> Cow<'_, [u8]> {
        let units = || std::iter::once(0xFEFF).chain(text.encode_utf16());
        match self {
            Self::Utf8 => Cow::Borrowed(text.as_bytes()),
            Self::Utf16Little => units().flat_map(u16::to_le_bytes).collect(),
            Self::Utf16Big => units().flat_map(u16::to_be_bytes).collect(),
        }
    }
}

impl Source {
    /// A source with the name that diagnostics show (a path, or `<stdin>`).
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            file: FileId::MAIN,
            name: name.into(),
            text: text.into(),
            encoding: Encoding::default(),
        }
    }

    /// The same text, read from a file in this encoding.
    #[must_use]
    pub fn decoded_from(mut self, encoding: Encoding) -> Self {
        self.encoding = encoding;
        self
    }

    /// The encoding of the file that it was read from.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The same text as one file of several that are read together.
    #[must_use]
    pub fn in_file(mut self, file: FileId) -> Self {
        self.file = file;
        self
    }

    /// Which file the spans of this text are in.
    pub fn file(&self) -> FileId {
        self.file
    }

    /// The span of the whole text.
    pub fn span(&self) -> Span {
        Span {
            file: Some(self.file),
            ..Span::new(0, self.text.len())
        }
    }

    /// The name that diagnostics show.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The whole text with other systems' line ends as LF or CRLF, at the same offsets.
    pub(crate) fn plain_text(&self) -> Cow<'_, str> {
        line_ends::plain(&self.text)
    }

    /// What ends the lines that are added to it.
    pub fn line_break(&self) -> &'static str {
        line_ends::of(&self.text)
    }

    /// The text of a span; empty where the span is not one of this source.
    pub fn slice(&self, span: Span) -> &str {
        let inside = span.file == Some(self.file);
        self.text.get(span.range()).filter(|_| inside).unwrap_or_default()
    }
}
