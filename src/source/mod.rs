//! The text of a file as it was saved: its name, its bytes, and where its lines begin.

mod lines;
mod span;
mod text_map;

pub use lines::{Lines, Position, Unit};
pub use span::{FileId, Span};
pub use text_map::TextMap;

/// One source text, kept exactly as saved; every [`Span`] is a range of its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    file: FileId,
    name: String,
    text: String,
}

impl Source {
    /// A source with the name that diagnostics show (a path, or `<stdin>`).
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            file: FileId::MAIN,
            name: name.into(),
            text: text.into(),
        }
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

    /// The text of a span; empty where the span is not one of this source.
    pub fn slice(&self, span: Span) -> &str {
        let inside = span.file == Some(self.file);
        self.text.get(span.range()).filter(|_| inside).unwrap_or_default()
    }
}
