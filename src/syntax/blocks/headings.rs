//! Number lines, titles and headings: what they open, and the lines that they have.

use super::super::content::drop_breaks_at_start;
use super::super::grammar::{Grammar, Rule};
use super::super::line::{Form, Line, LineMark};
use super::super::reader::read_inlines;
use super::super::token::{Mark, Token, TokenKind};
use super::super::words::deciding_text;
use super::whole::unlabel;
use super::{Builder, Raw, classify};
use crate::diagnostic::{Code, Diagnostic, Edit};
use crate::house::{instrument_kind, letter_of, own_name};
use crate::model::{Block, BlockKind, ChangeKind, Instrument, InstrumentKind, View};
use crate::source::Span;
use pest::Parser;

impl Builder<'_, '_> {
    /// Takes a line that goes on with the heading above it; gives it back where it does not.
    pub(super) fn heading_goes_on(&mut self, line: Line, tokens: Vec<Token>) -> Option<(Line, Vec<Token>)> {
        let Some(current) = self.current.as_mut() else {
            return Some((line, tokens));
        };
        let Form::Heading(level) = current.form else {
            return Some((line, tokens));
        };
        let broken = matches!(
            current.tokens.last(),
            Some(Token {
                kind: TokenKind::LineBreak,
                ..
            })
        );
        match line.form {
            Form::Blank | Form::Comment(_) => Some((line, tokens)),
            Form::Heading(next) => {
                if broken && let Some(line_break) = current.tokens.pop() {
                    self.diagnostics.push(dropped(line_break.span));
                }
                if (level, next) == (2, 2) && !replaces(current, &line) {
                    self.add_title_line(line, tokens);
                    return None;
                }
                Some((line, tokens))
            }
            _ if broken => {
                let tokens = self.as_text(&line, tokens);
                let remarks = self.remarks();
                let current = self.current.as_mut()?;
                current.tokens.extend(remarks);
                current.tokens.extend(tokens);
                current.span = current.span.to(line.span);
                None
            }
            _ => Some((line, tokens)),
        }
    }

    /// The tokens of a line that is no form, whatever it begins with.
    pub(super) fn as_text(&mut self, line: &Line, mut tokens: Vec<Token>) -> Vec<Token> {
        if matches!(line.form, Form::Plain | Form::Escaped | Form::Labelled) && line.marks.is_empty() {
            unlabel(&mut tokens);
            return tokens;
        }
        let text = self.source.get(line.span.range()).unwrap_or_default();
        let Ok(mut pairs) = Grammar::parse(Rule::inline_only, text) else {
            return Vec::new();
        };
        let authors = self.register.authors();
        pairs.next().map_or_else(Vec::new, |whole| {
            read_inlines(whole.into_inner(), line.span, authors, self.diagnostics)
        })
    }

    /// Two `##` lines together are one title of two lines. Where only one of them is marked, the mark
    /// is one of its text and of the break between.
    fn add_title_line(&mut self, line: Line, mut tokens: Vec<Token>) {
        let remarks = self.remarks();
        let source = self.source;
        let Some(current) = self.current.as_mut() else {
            return;
        };
        unlabel(&mut tokens);
        let text = tokens.first().map_or(line.span.end, |first| first.span.start);
        let line_break = |start: u32, end: u32| Token {
            kind: TokenKind::LineBreak,
            span: Span {
                start,
                end: end.max(start),
                ..line.span
            },
        };
        // The break belongs to the line above, and ends where a `%%` line begins, or to the one below.
        let above_end = current.span.end;
        let break_above = line_break(above_end, remarks.first().map_or(text, |first| first.span.start));
        let break_below = line_break(remarks.last().map_or(above_end, |last| last.span.end), text);
        current.span = current.span.to(line.span);
        if said(source, &current.marks) == said(source, &line.marks) && !current.parted {
            current.tokens.push(break_above);
            current.tokens.extend(remarks);
            current.tokens.extend(tokens);
            return;
        }
        let first = std::mem::take(&mut current.marks);
        let mut above = std::mem::take(&mut current.tokens);
        if line.marks.is_empty() && !first.is_empty() {
            above.push(break_above);
        } else {
            tokens.insert(0, break_below);
        }
        current.tokens = within(first, above);
        current.tokens.extend(remarks);
        current.tokens.extend(within(line.marks, tokens));
        current.parted = true;
    }

    /// Says what a number line, title or heading is.
    pub(super) fn heading(&mut self, block: &mut Block, level: u8) {
        self.numbers.clear();
        self.unended = false;
        drop_breaks_at_start(&mut block.content);
        if level > 2 && self.sides.told().context.wants_title() && block.label.is_none() {
            let hashes = self.hashes(block, level);
            self.diagnostics.push(
                Diagnostic::new(
                    Code::TitleUnmarked,
                    block.span,
                    "this heading stands where the title of the instrument should, which has two `#`",
                )
                .help("write `## ` before the title")
                .fix("write `## `", hashes, "##"),
            );
        }
        if level > 1 {
            self.named_heading(block, level);
            self.call_heading(block, level);
        }
        match level {
            1 => self.number_line(block),
            2 => block.kind = BlockKind::Title,
            _ => block.kind = BlockKind::Heading { level: level - 2 },
        }
    }

    /// The signs that a heading begins with, behind its line marks.
    fn hashes(&self, block: &Block, level: u8) -> Span {
        let written = self.source.get(block.span.range()).unwrap_or_default();
        let at = written.find('#').unwrap_or(0);
        block.span.part(at, at + usize::from(level))
    }

    /// Says that a title or heading has the words of a number line.
    fn named_heading(&mut self, block: &Block, level: u8) {
        let mut above = self.blocks.iter().rev();
        let above = above.find(|block| !matches!(block.kind, BlockKind::SourceComment(_)));
        let is_title =
            level == 2 && above.is_some_and(|above| matches!(above.kind, BlockKind::NumberLine(_)));
        let line = self.source.get(block.span.range()).unwrap_or_default();
        let line = line.lines().next().unwrap_or_default();
        let named = own_name(line.trim_start_matches(['#', ' ', '\t', '+', '-']).trim());
        let named = named.filter(|kind| !kind.is_division());
        if is_title || named.is_none() {
            return;
        }
        let what = if level == 2 { "title" } else { "heading" };
        self.diagnostics.push(
            Diagnostic::new(
                Code::InstrumentUnmarked,
                block.span,
                format!("this {what} reads like the number line of an instrument, which has one `#`"),
            )
            .help("write `# ` before it and `## ` before its title")
            .fix("write `# `", self.hashes(block, level), "#"),
        );
    }

    /// Says that a heading has the words of a call.
    fn call_heading(&mut self, block: &Block, level: u8) {
        let text = deciding_text(block, None);
        let is_call = self.phrases.words.is_known_call(text.trim(), self.phrases.calls);
        let stands_free = block.label.is_none() && self.sides.allows_calls();
        if !is_call || !stands_free || self.sides.told().context.wants_title() {
            return;
        }
        let hashes = self.hashes(block, level);
        let gap = self
            .source
            .get(hashes.end as usize..block.span.end as usize)
            .unwrap_or_default();
        let sign = Span {
            end: hashes.end + (gap.len() - gap.trim_start().len()) as u32,
            ..hashes
        };
        self.diagnostics.push(
            Diagnostic::new(
                Code::CallHeading,
                block.span,
                format!("`{}` is a call, but stands here as a heading", text.trim()),
            )
            .help("write it without `#`")
            .fix("write it without `#`", sign, ""),
        );
    }

    /// Whether this is the title of a number line above that has its signs; the finding about that line
    /// then mends both.
    fn swaps(&mut self, block: &Block) -> bool {
        let hashes = self.hashes(block, 1);
        let above = self.blocks.last().map(|above| above.span);
        let Some(found) = self.diagnostics.last_mut(Code::InstrumentUnmarked) else {
            return false;
        };
        let is_above = Some(found.span()) == above;
        if let (true, Some(fix)) = (is_above, &mut found.fix) {
            fix.title = "write `# ` and `## `".to_owned();
            fix.edits.push(Edit {
                span: hashes,
                text: "##".to_owned(),
            });
        }
        is_above
    }

    /// Says what a number line opens: each reading may name another instrument.
    fn number_line(&mut self, block: &mut Block) {
        let text = deciding_text(block, None);
        let decided = instrument_kind(&text);
        let letter = letter_of(&text);
        if letter.is_some() || !decided.is_some_and(InstrumentKind::is_division) {
            self.letter = letter;
        }
        if decided.is_none() {
            let is_title = self.sides.told().context.wants_title();
            let mut found = classify::unnamed_instrument(&text, block.span);
            if is_title && !text.contains(|c: char| c.is_ascii_digit()) {
                found = found
                    .help("write `## ` before it, if it is the title of the number line above")
                    .fix("make it a title", self.hashes(block, 1), "##");
            }
            if !self.swaps(block) {
                self.diagnostics.push(found);
            }
        }
        let instrument = |kind: Option<InstrumentKind>| Instrument {
            kind: kind.unwrap_or(InstrumentKind::Resolution),
            named: kind.is_some(),
        };
        block.kind = BlockKind::NumberLine(instrument(decided));
        let original = block.text(View::Original);
        if self.sides.original.has_own() && !original.trim().is_empty() {
            let kind = BlockKind::NumberLine(instrument(instrument_kind(&original)));
            block.original_kind = (kind != block.kind).then(|| Box::new(kind));
        }
    }
}

/// Whether a line is a title in the place of the one above it: no reading has both.
fn replaces(above: &Raw, line: &Line) -> bool {
    let only = |marks: &[LineMark], kind: ChangeKind| matches!(marks, [mark] if mark.kind == kind);
    let (struck, added) = (ChangeKind::Deletion, ChangeKind::Insertion);
    only(&above.marks, struck) && only(&line.marks, added)
        || only(&above.marks, added) && only(&line.marks, struck)
}

/// Line marks as written.
fn said<'s>(source: &'s str, marks: &[LineMark]) -> Vec<&'s str> {
    let written = |mark: &LineMark| source.get(mark.span.range()).unwrap_or_default().trim();
    marks.iter().map(written).collect()
}

/// Tokens inside marks of their own, the first outermost.
fn within(marks: Vec<LineMark>, tokens: Vec<Token>) -> Vec<Token> {
    marks.into_iter().rev().fold(tokens, |mut tokens, mark| {
        let kind = match mark.kind {
            ChangeKind::Insertion => Mark::Insertion,
            ChangeKind::Deletion => Mark::Deletion,
        };
        let end = tokens.last().map_or(mark.span, |last| last.span).tail();
        tokens.insert(
            0,
            Token {
                kind: TokenKind::Open(kind),
                span: mark.span,
            },
        );
        tokens.push(Token {
            kind: TokenKind::Close(kind, mark.attribution),
            span: end,
        });
        tokens
    })
}

/// The finding that nothing goes on behind a line break.
fn dropped(line_break: Span) -> Diagnostic {
    Diagnostic::new(
        Code::LineBreakDropped,
        line_break,
        "the next line begins with `#`, so there is nothing to break here",
    )
    .help("remove the `\\`; two `##` lines together are a title of two lines without it")
    .fix("remove the `\\`", line_break, "")
}
