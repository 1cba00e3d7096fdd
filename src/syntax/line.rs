//! Lines: each with its indent, its line marks, its form and its tokens.

use std::ops::Range;

use super::token::{Attribution, Token};
use crate::model::ChangeKind;
use crate::source::Span;

/// A line of the source that is not front matter.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) form: Form,
    /// Where the text starts: columns from the margin, a tab counting to the next multiple of
    /// four. Line marks are not counted in.
    pub(super) indent: usize,
    pub(super) marks: Vec<LineMark>,
    /// The line's tokens in [`Lines::tokens`].
    pub(super) tokens: Range<usize>,
    /// From the first character that is not indent to the end of the line.
    pub(super) span: Span,
}

impl Line {
    /// The same line at another place.
    fn moved(&self, moved: &impl Fn(Span) -> Span) -> Self {
        let form = match &self.form {
            Form::Comment(text) => Form::Comment(moved(*text)),
            Form::Picture { alternative, file } => Form::Picture {
                alternative: moved(*alternative),
                file: moved(*file),
            },
            Form::NoteDefinition(id) => Form::NoteDefinition(moved(*id)),
            other => other.clone(),
        };
        let marks = self.marks.iter().map(|mark| LineMark {
            kind: mark.kind,
            attribution: mark.attribution.moved(moved),
            span: moved(mark.span),
        });
        Self {
            form,
            indent: self.indent,
            marks: marks.collect(),
            tokens: self.tokens.clone(),
            span: moved(self.span),
        }
    }
}

/// `++ ` or `-- ` at the start of a line.
#[derive(Debug)]
pub(super) struct LineMark {
    pub(super) kind: ChangeKind,
    pub(super) attribution: Attribution,
    pub(super) span: Span,
}

/// What a line is by its first characters.
#[derive(Clone, Debug)]
pub(super) enum Form {
    Blank,
    /// The span of the text behind `%%`.
    Comment(Span),
    Rule,
    /// The number of `#`.
    Heading(u8),
    Picture {
        alternative: Span,
        file: Span,
    },
    TableDelimiter,
    TableRow,
    /// A row of further paragraphs for the cells of the row above.
    TableParagraphs,
    /// The span of the id.
    NoteDefinition(Span),
    Labelled,
    /// A line that a backslash keeps from starting any form.
    Escaped,
    Plain,
}

/// The lines of a source and the tokens that they share.
pub(super) struct Lines {
    pub(super) lines: Vec<Line>,
    pub(super) tokens: Vec<Token>,
}

/// A line with its tokens.
#[derive(Debug)]
pub(super) struct ReadLine {
    pub(super) line: Line,
    pub(super) tokens: Vec<Token>,
}

impl ReadLine {
    /// The same line at another place.
    pub(super) fn moved(&self, from: u32, to: Span) -> Self {
        let moved = |span: Span| span.moved(from, to);
        Self {
            line: self.line.moved(&moved),
            tokens: self.tokens.iter().map(|token| token.moved(&moved)).collect(),
        }
    }
}

impl Lines {
    /// Takes the next line.
    pub(super) fn enter(&mut self, read: ReadLine) {
        let ReadLine { mut line, tokens } = read;
        let first = self.tokens.len();
        self.tokens.extend(tokens);
        line.tokens = first..self.tokens.len();
        self.lines.push(line);
    }
}
