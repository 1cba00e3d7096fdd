//! The cells of a row: what stands between its bars.

use super::super::content;
use super::super::token::{Mark, Token, TokenKind};
use super::Builder;
use super::merges::Sign;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Inline, Revision};
use crate::source::Span;

/// A cell before its text is read.
pub(super) struct RawCell {
    pub(super) tokens: Vec<Token>,
    /// The cell without its bars.
    pub(super) span: Span,
    pub(super) sign: Option<Sign>,
}

/// The cells of a line, the bar at its end not taken for one.
pub(super) fn raw_cells(source: &str, tokens: Vec<Token>) -> Vec<RawCell> {
    let mut cells: Vec<RawCell> = Vec::new();
    for token in tokens {
        match token.kind {
            TokenKind::Bar => cells.push(RawCell {
                tokens: Vec::new(),
                span: token.span.tail(),
                sign: None,
            }),
            // A row ends with its line, so a line break there breaks nothing.
            TokenKind::LineBreak => {}
            _ => {
                if let Some(cell) = cells.last_mut() {
                    cell.span = cell.span.to(token.span);
                    cell.tokens.push(token);
                }
            }
        }
    }
    let is_blank = |cell: &RawCell| {
        let mut tokens = cell.tokens.iter();
        tokens.all(|token| is_text(token) && trimmed(source, token.span).is_empty())
    };
    if cells.len() > 1 {
        cells.pop_if(|last| is_blank(last));
    }
    for cell in &mut cells {
        cell.sign = cell.read_sign(source);
    }
    cells
}

impl RawCell {
    /// The sign that the cell holds alone; what is remarked beside it does not count.
    fn read_sign(&self, source: &str) -> Option<Sign> {
        let mut found = None;
        for token in self.beside_remarks() {
            match trimmed(source, token.span) {
                _ if !is_text(token) => return None,
                "" => {}
                "<" if found.is_none() => found = Some(Sign::Before),
                "^" if found.is_none() => found = Some(Sign::Above),
                _ => return None,
            }
        }
        found
    }

    fn beside_remarks(&self) -> impl Iterator<Item = &Token> {
        let mut inside = false;
        self.tokens.iter().filter(move |token| {
            let opens = matches!(token.kind, TokenKind::Open(Mark::Comment));
            let closes = matches!(token.kind, TokenKind::Close(Mark::Comment, _));
            let is_remark = inside || opens;
            inside = is_remark && !closes;
            !is_remark
        })
    }

    /// Where its sign stands.
    pub(super) fn sign_span(&self, source: &str) -> Span {
        let mut signs = self.beside_remarks();
        let sign = signs.find(|token| !trimmed(source, token.span).is_empty());
        sign.map_or(self.span, |token| {
            let text = source.get(token.span.range()).unwrap_or_default();
            let before = text.len() - text.trim_start_matches(is_blank).len();
            token.span.part(before, before + 1)
        })
    }

    /// What is remarked beside its sign.
    pub(super) fn without_sign(mut self) -> Self {
        let signs: Vec<Span> = self.beside_remarks().map(|token| token.span).collect();
        self.tokens.retain(|token| !signs.contains(&token.span));
        self
    }
}

fn is_text(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Text)
}

/// What is between the spaces of a text, no-break ones included: at a bar they are spaces.
fn trimmed(source: &str, span: Span) -> &str {
    source
        .get(span.range())
        .unwrap_or_default()
        .trim_matches(is_blank)
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{A0}' | '\u{202F}' | '\u{3000}')
}

/// The text of a cell in something in state `whole`.
pub(super) fn read_cell(builder: &mut Builder<'_, '_>, cell: RawCell, whole: Revision) -> Vec<Inline> {
    let mut tokens = cell.tokens;
    tokens.retain(|token| {
        let misplaced = matches!(token.kind, TokenKind::ParagraphMark(..));
        if misplaced {
            builder.diagnostics.push(paragraph_mark(token.span));
        }
        !misplaced
    });
    let source = builder.source;
    if let Some(first) = tokens.first_mut().filter(|token| is_text(token)) {
        let text = source.get(first.span.range()).unwrap_or_default();
        first.span.start = first.span.end - length(text.trim_start_matches(is_blank));
    }
    if let Some(last) = tokens.last_mut().filter(|token| is_text(token)) {
        let text = source.get(last.span.range()).unwrap_or_default();
        last.span.end = last.span.start + length(text.trim_end_matches(is_blank));
    }
    if let Some(first) = tokens.first().filter(|token| is_text(token)) {
        builder
            .diagnostics
            .extend(line_mark(trimmed(source, first.span), first.span));
    }
    let content = content::read(source, &tokens, whole, builder.register, builder.diagnostics);
    if let Some(anchor) = &content.anchor {
        builder.diagnostics.push(
            Diagnostic::new(Code::AnchorMisplaced, anchor.span, "a table cell cannot be named")
                .help("name the table's caption instead"),
        );
    }
    content.inlines
}

fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

/// `| ++ text |`: the finding about a line mark inside a cell.
fn line_mark(text: &str, span: Span) -> Option<Diagnostic> {
    let mark = ["++", "--"]
        .into_iter()
        .find(|mark| text.strip_prefix(*mark).is_some_and(|text| text.starts_with(' ')))?;
    let message = format!("`{mark}` marks no cell, so this is text");
    Some(
        Diagnostic::new(Code::LineMarkUnspaced, span.part(0, 2), message).help(format!(
            "write `{mark} ` before the first bar of the row, or `{{{mark}text{mark}}}` in the cell"
        )),
    )
}

fn paragraph_mark(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::ParagraphMarkMisplaced,
        span,
        "a paragraph of a table cell has no paragraph mark to change",
    )
    .help("mark the row, or the `|+` row of further paragraphs, with `++ ` or `-- ` instead")
}
