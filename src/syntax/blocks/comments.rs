//! Comments of the source: `%%` lines, between the lines of a block or between blocks.

use super::super::grammar::{Grammar, Rule};
use super::super::line::{Form, Line};
use super::super::reader::read_inlines;
use super::super::token::{Token, TokenKind};
use super::Builder;
use crate::model::{Block, BlockKind};
use crate::source::Span;
use pest::Parser;

impl Builder<'_, '_> {
    /// A comment line reaches no output, but inside an open mark it is text.
    pub(super) fn comment_line(&mut self, line: &Line, text: Span) {
        if self
            .current
            .as_ref()
            .is_some_and(|raw| raw.open && raw.unclosed > 0)
        {
            let slice = self.source.get(line.span.range()).unwrap_or_default();
            if let Ok(mut pairs) = Grammar::parse(Rule::inline_only, slice)
                && let Some(whole) = pairs.next()
            {
                let authors = self.register.authors();
                let tokens = read_inlines(whole.into_inner(), line.span, authors, self.diagnostics);
                let line = Line {
                    form: Form::Plain,
                    indent: 0,
                    marks: Vec::new(),
                    tokens: 0..0,
                    span: line.span,
                };
                self.add_line(line, tokens);
            }
            return;
        }
        let text = self.source.get(text.range()).unwrap_or_default();
        self.comments.push(Block::new(
            BlockKind::SourceComment(text.trim_end().to_owned()),
            Vec::new(),
            line.span,
        ));
    }

    /// The comments met since the last line, which go on inside its block.
    pub(super) fn remarks(&mut self) -> Vec<Token> {
        let comments = self.comments.drain(..);
        let remarks = comments.map(|comment| Token {
            kind: TokenKind::SourceComment,
            span: comment.span,
        });
        remarks.collect()
    }

    pub(super) fn flush_comments(&mut self) {
        self.blocks.append(&mut self.comments);
    }
}
