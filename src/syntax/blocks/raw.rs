//! Blocks whose lines are being collected.

use super::super::line::{Form, LineMark};
use super::super::token::Token;
use super::levels::Margin;
use super::tables::RowLine;
use crate::source::Span;

/// A block whose lines are being collected.
#[derive(Debug)]
pub(super) struct Raw {
    pub(super) form: Form,
    pub(super) indent: usize,
    pub(super) marks: Vec<LineMark>,
    pub(super) tokens: Vec<Token>,
    /// Rows, where it is a table.
    pub(super) rows: Vec<RowLine>,
    pub(super) lines: usize,
    /// How many change marks and comments are open behind it.
    pub(super) unclosed: usize,
    /// Whether a further line can go on with it.
    pub(super) open: bool,
    /// The first token of its last line, and that line's indent.
    pub(super) last_line: usize,
    pub(super) last_indent: usize,
    /// Whether its label may be none.
    pub(super) in_doubt: bool,
    /// Whether a blank line stands above it.
    pub(super) below_blank: bool,
    /// Whether no other block follows right below it.
    pub(super) apart: bool,
    /// Whether its lines are marked each by itself.
    pub(super) parted: bool,
    /// Whether its first line was told to look like a form.
    pub(super) told: bool,
    /// Whether a line that goes on with it was.
    pub(super) told_inside: bool,
    pub(super) span: Span,
}

impl Raw {
    pub(super) fn margin(&self) -> Margin {
        Margin {
            indent: self.indent,
            below_blank: self.below_blank,
        }
    }
}
