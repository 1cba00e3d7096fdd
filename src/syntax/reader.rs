//! From pest's pairs to lines.

use pest::Parser;
use pest::iterators::{Pair, Pairs};

use super::attribution::{Authors, Behind};
use super::grammar::{Grammar, Rule};
use super::known_lines::KnownLines;
use super::line::{Form, Line, LineMark, Lines, ReadLine};
use super::token::{Attribution, Mark, Stray, Token, TokenKind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{ChangeKind, Timestamp};
use crate::source::Span;

/// Reads the lines of a text from some place on; `base` is where the text stands in the source. What is
/// known of an earlier version is not read again.
pub(super) fn read_lines(
    text: &str,
    from: usize,
    base: Span,
    authors: &Authors<'_>,
    mut known: Option<&mut KnownLines>,
    diagnostics: &mut Diagnostics,
) -> Lines {
    let mut all = Lines {
        lines: Vec::new(),
        tokens: Vec::new(),
    };
    if let Some(known) = &mut known {
        known.begin(authors);
    }
    let mut at = from;
    for whole in text.get(from..).unwrap_or_default().split('\n') {
        let line = whole.trim_end_matches('\r');
        let place = base.part(at, at + line.len());
        at += whole.len() + 1;
        if let Some(read) = known.as_deref_mut().and_then(|known| known.at(line, place)) {
            all.enter(read);
            continue;
        }
        let before = diagnostics.count();
        let Some(read) = read_line(line, place, authors, diagnostics) else {
            continue;
        };
        if let Some(known) = known.as_deref_mut().filter(|_| diagnostics.count() == before) {
            known.keep(line, &read, place);
        }
        all.enter(read);
    }
    if let Some(known) = known {
        known.end();
    }
    all
}

fn read_line(
    line: &str,
    place: Span,
    authors: &Authors<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<ReadLine> {
    // The grammar covers any line.
    let whole = Grammar::parse(Rule::line_alone, line).ok()?.next()?;
    let mut reader = Reader {
        base: place,
        authors,
        diagnostics,
        tokens: Vec::new(),
    };
    let line = whole.into_inner().find_map(|pair| reader.line(pair))?;
    Some(ReadLine {
        line,
        tokens: reader.tokens,
    })
}

/// Reads the pairs of `inline_only`.
pub(super) fn read_inlines(
    pairs: Pairs<'_, Rule>,
    base: Span,
    authors: &Authors<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Token> {
    let mut reader = Reader {
        base,
        authors,
        diagnostics,
        tokens: Vec::new(),
    };
    pairs.for_each(|pair| reader.token(pair));
    reader.tokens
}

struct Reader<'r, 'a> {
    base: Span,
    authors: &'r Authors<'a>,
    diagnostics: &'r mut Diagnostics,
    tokens: Vec<Token>,
}

impl Reader<'_, '_> {
    fn span(&self, pair: &Pair<'_, Rule>) -> Span {
        let span = pair.as_span();
        self.base.part(span.start(), span.end())
    }

    fn line(&mut self, pair: Pair<'_, Rule>) -> Option<Line> {
        let span = self.span(&pair);
        let first = self.tokens.len();
        match pair.as_rule() {
            Rule::blank_line => Some(Line {
                form: Form::Blank,
                indent: 0,
                marks: Vec::new(),
                tokens: first..first,
                span,
            }),
            Rule::comment_line => {
                let text = Span {
                    start: span.start + 2,
                    ..span
                };
                Some(Line {
                    form: Form::Comment(text),
                    indent: 0,
                    marks: Vec::new(),
                    tokens: first..first,
                    span,
                })
            }
            Rule::text_line => Some(self.text_line(pair, span)),
            _ => None,
        }
    }

    fn text_line(&mut self, pair: Pair<'_, Rule>, span: Span) -> Line {
        let first = self.tokens.len();
        let mut line = Line {
            form: Form::Plain,
            indent: 0,
            marks: Vec::new(),
            tokens: first..first,
            span,
        };
        let mut ahead = Vec::new();
        for part in pair.into_inner() {
            let part_span = self.span(&part);
            match part.as_rule() {
                Rule::ahead => {
                    part.into_inner().for_each(|token| self.token(token));
                    ahead = self.tokens.split_off(first);
                }
                Rule::indent => {
                    line.indent = columns(part.as_str());
                    line.span.start = part_span.end;
                }
                Rule::line_mark => {
                    let kind = if part.as_str().starts_with('+') {
                        ChangeKind::Insertion
                    } else {
                        ChangeKind::Deletion
                    };
                    let (attribution, _) = self.attribution_in(part, Behind::LineMark);
                    line.marks.push(LineMark {
                        kind,
                        attribution,
                        span: part_span,
                    });
                }
                Rule::escaped_line => {
                    line.form = Form::Escaped;
                    self.escaped_line(part);
                }
                Rule::closing_rule => line.form = Form::Rule,
                Rule::heading_line => {
                    line.form = Form::Heading(self.heading_line(part));
                }
                Rule::picture_line => line.form = self.picture_line(part),
                Rule::table_delimiter => {
                    line.form = Form::TableDelimiter;
                }
                Rule::table_row => {
                    let mut inner = part.into_inner().peekable();
                    let first = inner.peek().map(Pair::as_rule);
                    line.form = match first {
                        Some(Rule::further_bar) => Form::TableParagraphs,
                        _ => Form::TableRow,
                    };
                    inner.for_each(|token| self.token(token));
                }
                Rule::note_definition => {
                    let mut inner = part.into_inner();
                    let id = inner.next().map_or(part_span, |id| self.span(&id));
                    line.form = Form::NoteDefinition(id);
                    inner.for_each(|token| self.token(token));
                }
                Rule::labelled_line => {
                    line.form = Form::Labelled;
                    part.into_inner().for_each(|token| self.token(token));
                }
                Rule::plain_line => {
                    part.into_inner().for_each(|token| self.token(token));
                }
                _ => {}
            }
        }
        if !ahead.is_empty() {
            let at = first + behind_label(&line.form, &self.tokens[first..]);
            self.tokens.splice(at..at, ahead);
        }
        line.tokens = first..self.tokens.len();
        line
    }

    /// The backslash is dropped; a mark of punctuation behind it is itself.
    fn escaped_line(&mut self, pair: Pair<'_, Rule>) {
        for token in pair.into_inner() {
            if token.as_rule() == Rule::escaped_mark {
                let character = token.as_str().chars().next().unwrap_or('\\');
                let span = self.span(&token);
                self.tokens.push(Token {
                    kind: TokenKind::Literal(character),
                    span: Span {
                        start: span.start.saturating_sub(1),
                        ..span
                    },
                });
            } else {
                self.token(token);
            }
        }
    }

    fn heading_line(&mut self, pair: Pair<'_, Rule>) -> u8 {
        let mut level = 1;
        for token in pair.into_inner() {
            if token.as_rule() == Rule::hashes {
                level = u8::try_from(token.as_str().len()).unwrap_or(u8::MAX);
            } else {
                self.token(token);
            }
        }
        level
    }

    fn picture_line(&mut self, pair: Pair<'_, Rule>) -> Form {
        let (mut alternative, mut file) = (Span::NONE, Span::NONE);
        for token in pair.into_inner() {
            match token.as_rule() {
                Rule::picture_text => alternative = self.span(&token),
                Rule::picture_file => file = self.span(&token),
                _ => self.token(token),
            }
        }
        Form::Picture { alternative, file }
    }

    fn token(&mut self, pair: Pair<'_, Rule>) {
        let span = self.span(&pair);
        let kind = match pair.as_rule() {
            Rule::text | Rule::cell_text | Rule::ahead_text | Rule::stray_brace | Rule::stray_backslash => {
                TokenKind::Text
            }
            Rule::label | Rule::wide_label | Rule::tight_label => TokenKind::Label,
            Rule::gap => TokenKind::Gap,
            Rule::bar | Rule::further_bar => TokenKind::Bar,
            Rule::insertion_open => TokenKind::Open(Mark::Insertion),
            Rule::deletion_open => TokenKind::Open(Mark::Deletion),
            Rule::replacement_open => TokenKind::Open(Mark::Replacement),
            Rule::comment_open => TokenKind::Open(Mark::Comment),
            Rule::superscript_open => TokenKind::Open(Mark::Superscript),
            Rule::subscript_open => TokenKind::Open(Mark::Subscript),
            Rule::replacement_split => TokenKind::Split,
            Rule::insertion_close => return self.closer(pair, |by| TokenKind::Close(Mark::Insertion, by)),
            Rule::deletion_close => return self.closer(pair, |by| TokenKind::Close(Mark::Deletion, by)),
            Rule::replacement_close => {
                return self.closer(pair, |by| TokenKind::Close(Mark::Replacement, by));
            }
            Rule::comment_close => return self.closer(pair, |by| TokenKind::Close(Mark::Comment, by)),
            Rule::superscript_close => TokenKind::Close(Mark::Superscript, Attribution::default()),
            Rule::subscript_close => TokenKind::Close(Mark::Subscript, Attribution::default()),
            Rule::paragraph_mark => {
                let kind = if pair.as_str().starts_with("{+") {
                    ChangeKind::Insertion
                } else {
                    ChangeKind::Deletion
                };
                return self.closer(pair, |by| TokenKind::ParagraphMark(kind, by));
            }
            Rule::note_reference => TokenKind::NoteReference(self.first_inner(pair, span)),
            Rule::cross_reference => {
                let mut inner = pair.into_inner();
                let id = inner.next().map_or(span, |id| self.span(&id));
                TokenKind::CrossReference {
                    id,
                    label_only: inner.next().is_some(),
                }
            }
            Rule::anchor => TokenKind::Anchor(self.first_inner(pair, span)),
            Rule::separator => TokenKind::Separator,
            Rule::bracket_open => TokenKind::Bracket,
            Rule::bracket_close => TokenKind::BracketEnd,
            Rule::link_target => TokenKind::LinkTarget(self.first_inner(pair, span)),
            Rule::stars => TokenKind::Stars,
            Rule::line_break => TokenKind::LineBreak,
            Rule::escape => TokenKind::Literal(escaped(pair.as_str())),
            Rule::stray_suffix => TokenKind::Stray(Stray::Suffix, self.inner(pair)),
            Rule::stray_reference => TokenKind::Stray(Stray::CrossReference, self.inner(pair)),
            Rule::stray_anchor => TokenKind::Stray(Stray::Anchor, self.inner(pair)),
            Rule::stray_note => TokenKind::Stray(Stray::NoteReference, self.inner(pair)),
            _ => return,
        };
        self.tokens.push(Token { kind, span });
    }

    fn first_inner(&self, pair: Pair<'_, Rule>, whole: Span) -> Span {
        self.inner(pair).unwrap_or(whole)
    }

    fn inner(&self, pair: Pair<'_, Rule>) -> Option<Span> {
        pair.into_inner().next().map(|inner| self.span(&inner))
    }

    /// The end of a mark with what stands behind it, and the text that a comma there begins.
    fn closer(&mut self, pair: Pair<'_, Rule>, kind: impl FnOnce(Attribution) -> TokenKind) {
        let whole = pair.as_span();
        let (attribution, text) = self.attribution_in(pair, Behind::Text);
        let end = text.unwrap_or(whole.end());
        if text.is_none() {
            let behind = whole.get_input().get(whole.end()..).unwrap_or_default();
            let end = self.base.part(whole.end(), whole.end());
            let found = match attribution.hands.is_empty() {
                true => self.key_apart(behind, end),
                false if attribution.date.is_none() => date_apart(behind, end),
                false => None,
            };
            self.diagnostics.extend(found);
        }
        self.tokens.push(Token {
            kind: kind(attribution),
            span: self.base.part(whole.start(), end),
        });
        let rest = &whole.as_str()[end - whole.start()..];
        if rest.is_empty() {
            return;
        }
        // No mark can stand in what the grammar took for keys and a date, so this goes one deep.
        if let Ok(mut pairs) = Grammar::parse(Rule::inline_only, rest)
            && let Some(inner) = pairs.next()
        {
            let tokens = read_inlines(
                inner.into_inner(),
                self.base.part(end, whole.end()),
                self.authors,
                self.diagnostics,
            );
            self.tokens.extend(tokens);
        }
    }

    /// `++} @DE`: a key that a space keeps from its mark.
    fn key_apart(&self, behind: &str, end: Span) -> Option<Diagnostic> {
        let key = behind.trim_start_matches([' ', '\u{A0}']);
        let gap = behind.len() - key.len();
        let key = key.strip_prefix('@').filter(|_| gap > 0)?;
        let wide = key
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .unwrap_or(key.len());
        let key = key.get(..wide).filter(|key| self.authors.knows(key))?;
        let found = Diagnostic::new(
            Code::MarkSpaced,
            end.part(gap, gap + 1 + wide),
            format!("`@{key}` stands apart from the mark before it, so it is text"),
        );
        let gap = end.part(0, gap);
        Some(
            found
                .help("a key touches its mark")
                .fix("remove the space", gap, ""),
        )
    }

    fn attribution_in(&mut self, pair: Pair<'_, Rule>, behind: Behind) -> (Attribution, Option<usize>) {
        pair.into_inner()
            .find(|inner| inner.as_rule() == Rule::attribution)
            .map(|attribution| {
                self.authors
                    .attribution(attribution, self.base, behind, self.diagnostics)
            })
            .unwrap_or_default()
    }
}

/// `++}@DE (2024-10-01)`: a date that a space keeps from its key.
fn date_apart(behind: &str, end: Span) -> Option<Diagnostic> {
    let date = behind.trim_start_matches([' ', '\u{A0}']);
    let gap = behind.len() - date.len();
    let inner = date.strip_prefix('(').filter(|_| gap > 0)?;
    let inner = &inner[..inner.find(')')?];
    let is_day = inner.len() >= 10 && inner.starts_with(|c: char| c.is_ascii_digit());
    Timestamp::parse(inner).filter(|_| is_day)?;
    let found = Diagnostic::new(
        Code::MarkSpaced,
        end.part(gap, gap + inner.len() + 2),
        "this date stands apart from the key before it, so it is text",
    );
    let gap = end.part(0, gap);
    Some(
        found
            .help("a date touches its key")
            .fix("remove the space", gap, ""),
    )
}

/// Where the text of a line begins among its tokens: behind its label, or the first bar of a row.
fn behind_label(form: &Form, tokens: &[Token]) -> usize {
    let last = tokens.iter().rposition(|token| match form {
        Form::Labelled | Form::Heading(_) => matches!(token.kind, TokenKind::Label | TokenKind::Gap),
        _ => false,
    });
    match (form, last) {
        (Form::TableRow, _) => tokens.len().min(1),
        (_, Some(last)) => {
            let closes = matches!(
                tokens.get(last + 1),
                Some(Token {
                    kind: TokenKind::Close(..),
                    ..
                })
            );
            last + 1 + usize::from(closes)
        }
        (_, None) => 0,
    }
}

/// The character that `\` makes plain: `\ ` is a no-break space and `\-` a no-break hyphen.
fn escaped(text: &str) -> char {
    match text.chars().nth(1) {
        Some(' ') => '\u{A0}',
        Some('-') => '\u{2011}',
        Some(character) => character,
        None => '\\',
    }
}

fn columns(indent: &str) -> usize {
    indent.chars().fold(0, |column, character| match character {
        '\t' => (column / 4 + 1) * 4,
        _ => column + 1,
    })
}
