//! Stars, escapes and separators: the tokens of a block as the text that reads back as them.

use super::attribution::joins;
use super::escape::{Surroundings, may_open, text};
use super::nesting::Token;
use crate::model::Document;
use crate::syntax::{Met, Side};

/// The text of the tokens, with `\n` for a line break behind its backslash.
pub(super) fn write(document: &Document, tokens: Vec<Token<'_>>, in_cell: bool) -> String {
    let tokens = merged(trimmed(tokens));
    let sides = sides(&tokens);
    let mut writer = TokenWriter {
        document,
        sides: &sides,
        out: String::new(),
        met: Met::default(),
        at: 0,
        side: Side::Both,
        stars_open: 0,
        in_link: false,
        in_cell,
    };
    for (at, side) in sides.iter().enumerate() {
        (writer.at, writer.side) = (at, *side);
        writer.token(&tokens, at);
    }
    writer.out
}

/// Takes out of each emphasis what cannot stand at its edges: spaces, and leading signs that
/// begin no word. An emphasis of nothing goes.
fn trimmed(tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    let mut out: Vec<Token<'_>> = Vec::with_capacity(tokens.len());
    for token in tokens {
        match token {
            Token::Text(text) if matches!(out.last(), Some(Token::Open(_))) => {
                let lead = text.len() - text.trim_start_matches(|c| !may_open(c)).len();
                let opens = out
                    .iter()
                    .rev()
                    .take_while(|token| matches!(token, Token::Open(_)))
                    .count();
                if lead > 0 {
                    out.insert(out.len() - opens, Token::Text(&text[..lead]));
                }
                if lead < text.len() {
                    out.push(Token::Text(&text[lead..]));
                }
            }
            Token::Shut(stars) => match out.last() {
                Some(Token::Open(opened)) if *opened == stars => {
                    out.pop();
                }
                Some(Token::Text(text)) if text.ends_with(char::is_whitespace) => {
                    let kept = text.trim_end().len();
                    let (text, space) = text.split_at(kept);
                    out.pop();
                    if !text.is_empty() {
                        out.push(Token::Text(text));
                    }
                    if matches!(out.last(), Some(Token::Open(opened)) if *opened == stars) {
                        out.pop();
                    } else {
                        out.push(Token::Shut(stars));
                    }
                    out.push(Token::Text(space));
                }
                _ => out.push(Token::Shut(stars)),
            },
            token => out.push(token),
        }
    }
    out
}

/// Stars that touch are one: `*` and `**` that open together, or close together.
fn merged(tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    let mut out: Vec<Token<'_>> = Vec::with_capacity(tokens.len());
    for token in tokens {
        match (out.last_mut(), &token) {
            (Some(Token::Open(before)), Token::Open(stars)) => *before += stars,
            (Some(Token::Shut(before)), Token::Shut(stars)) => *before += stars,
            _ => out.push(token),
        }
    }
    out
}

struct TokenWriter<'d> {
    document: &'d Document,
    /// Of each token.
    sides: &'d [Side],
    out: String,
    /// The last characters of the text; none at the start and after a separator.
    met: Met,
    /// The token at hand and its side.
    at: usize,
    side: Side,
    stars_open: usize,
    in_link: bool,
    in_cell: bool,
}

impl TokenWriter<'_> {
    fn token(&mut self, tokens: &[Token<'_>], at: usize) {
        match &tokens[at] {
            Token::Text(characters) => {
                let written = text(
                    characters,
                    &Surroundings {
                        written: &self.out,
                        before: self.before(),
                        after: self.after(tokens, at),
                        touching: touching(tokens, at),
                        in_emphasis: self.stars_open > 0,
                        in_link: self.in_link,
                        in_cell: self.in_cell,
                    },
                );
                self.keep_from_mark(tokens, at, &written);
                let begins_line = self.out.ends_with('\n');
                let written = if begins_line {
                    written.trim_start_matches(' ')
                } else {
                    &written
                };
                if begins_line && written.starts_with("%%") {
                    self.out.push('\\');
                }
                self.out.push_str(written);
                if let Some(last) = characters.chars().last() {
                    self.enter(Some(last));
                }
            }
            Token::Literal(characters) => {
                self.out.push_str(characters);
                if let Some(last) = characters.chars().last() {
                    self.enter(Some(last));
                }
            }
            Token::Raw(mark) => self.out.push_str(mark),
            Token::Close(mark) => self.out.push_str(mark),
            Token::LinkOpen => {
                self.in_link = true;
                self.out.push('[');
            }
            Token::LinkShut(mark) => {
                self.in_link = false;
                self.out.push_str(mark);
            }
            Token::Reference(reference) => {
                self.out.push_str(reference);
                self.enter(Some(')'));
            }
            Token::Break => {
                self.out.push_str("\\\n");
                self.enter(Some(' '));
            }
            // A row of a table has no lines for it between its cells.
            Token::Remark(_) if self.in_cell => {}
            Token::Remark(text) => {
                self.out.truncate(self.out.trim_end_matches(' ').len());
                if !self.out.ends_with('\n') {
                    self.out.push('\n');
                }
                self.out.push_str(&format!("%%{text}\n"));
                self.enter(Some(' '));
            }
            Token::Open(stars) => {
                let glued = self.before().is_some_and(|c| c.is_ascii_alphanumeric())
                    && self.after(tokens, at).is_some_and(|c| c.is_ascii_alphanumeric());
                let closes = self.stars_open > 0 && self.before().is_some_and(|c| !c.is_whitespace());
                if glued || closes || self.out.ends_with('*') {
                    self.separate();
                }
                self.out.push_str(&"*".repeat(*stars));
                self.stars_open += stars;
            }
            Token::Shut(stars) => {
                self.out.push_str(&"*".repeat(*stars));
                self.stars_open = self.stars_open.saturating_sub(*stars);
                let glued = self.before().is_some_and(|c| c.is_ascii_alphanumeric())
                    && self.after(tokens, at).is_some_and(|c| c.is_ascii_alphanumeric());
                if glued {
                    self.separate();
                }
            }
        }
    }

    fn enter(&mut self, character: Option<char>) {
        self.met.enter(self.side, self.at + 1, character);
    }

    fn before(&self) -> Option<char> {
        self.met.beside(self.side)
    }

    /// The next character of the text that stands beside a token, marks looked through.
    fn after(&self, tokens: &[Token<'_>], at: usize) -> Option<char> {
        let side = self.sides[at];
        let meets = |next: &usize| side.meets(self.sides[*next]);
        let mut behind = (at + 1..tokens.len()).filter(meets);
        // Raised and lowered text goes with the word before it, and ends none.
        let first = behind.find_map(|next| match &tokens[next] {
            Token::Raw(mark) if mark == "{^" || mark == "{_" => Some(None),
            token => first_of(token).map(Some),
        });
        first.flatten()
    }

    fn separate(&mut self) {
        self.out.push_str("{}");
        self.enter(None);
    }

    /// Text behind a mark's end must not be taken for who made it.
    fn keep_from_mark(&mut self, tokens: &[Token<'_>], at: usize, written: &str) {
        let Some(Token::Close(mark)) = at.checked_sub(1).map(|before| &tokens[before]) else {
            return;
        };
        if joins(self.document, mark, written) {
            self.separate();
        }
    }
}

/// The first character of the text that a token is; none of a mark.
fn first_of(token: &Token<'_>) -> Option<char> {
    match token {
        Token::Text(text) => text.chars().next(),
        Token::Literal(text) => text.chars().next(),
        Token::Reference(_) => Some('('),
        Token::Break | Token::Remark(_) => Some(' '),
        Token::Raw(_)
        | Token::Close(_)
        | Token::Open(_)
        | Token::Shut(_)
        | Token::LinkOpen
        | Token::LinkShut(_) => None,
    }
}

/// The side of each token: what is inserted and what is deleted beside it never stand together.
fn sides(tokens: &[Token<'_>]) -> Vec<Side> {
    let mut open: Vec<Side> = Vec::new();
    let sides = tokens.iter().map(|token| {
        match token {
            Token::Raw(mark) if mark == "{++" => open.push(Side::Final),
            Token::Raw(mark) if mark == "{--" || mark == "{~~" => open.push(Side::Original),
            Token::Raw(mark) if mark == "~>" => {
                open.pop();
                open.push(Side::Final);
            }
            Token::Close(mark) if ["++}", "--}", "~~}"].iter().any(|end| mark.starts_with(end)) => {
                open.pop();
            }
            _ => {}
        }
        match open.as_slice() {
            [side] => *side,
            _ => Side::Both,
        }
    });
    sides.collect()
}

/// What is written right behind a token; none at the end.
fn touching(tokens: &[Token<'_>], at: usize) -> Option<char> {
    tokens.get(at + 1).and_then(|token| match token {
        Token::Text(text) => text.chars().next(),
        Token::Literal(text) | Token::Raw(text) | Token::Close(text) | Token::Reference(text) => {
            text.chars().next()
        }
        Token::LinkShut(text) => text.chars().next(),
        Token::Break => Some('\\'),
        Token::Remark(_) => Some('\n'),
        Token::Open(_) | Token::Shut(_) => Some('*'),
        Token::LinkOpen => Some('['),
    })
}
