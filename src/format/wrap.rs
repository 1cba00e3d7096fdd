//! Lines of at most so many columns, none of which starts a block of its own.

use unicode_width::UnicodeWidthStr;

use super::beginning::starts_block;
use crate::house::Words;
use crate::model::is_set_solid;
use crate::syntax::{plain_guard, text_guard};

/// The columns that a block has.
pub(super) struct Shape {
    /// Columns before its first line's text.
    pub(super) first: usize,
    /// Columns before the text of the others.
    pub(super) rest: usize,
    /// Whether it may stand on several lines.
    pub(super) may_wrap: bool,
}

/// Cuts the text of a block into lines: at its line breaks, and where it is too wide.
pub(super) fn lines(text: &str, limit: Option<usize>, words: &Words, shape: &Shape) -> Vec<String> {
    let mut lines = Vec::new();
    for (index, part) in text.split('\n').enumerate() {
        // Text that begins so is escaped.
        if index > 0 && part.starts_with("%%") {
            lines.push(part.to_owned());
            continue;
        }
        // What follows a line break goes on with the block whatever its first characters.
        let part = match plain_guard(part) {
            Some(guard) if index > 0 => format!("{guard}{part}"),
            None if index > 0 && !part.starts_with('\\') && starts_block(words, part, ".") => {
                format!("{}{part}", text_guard(part))
            }
            Some(_) | None => part.to_owned(),
        };
        match limit.filter(|_| shape.may_wrap) {
            Some(limit) => cut(&part, limit, words, shape, &mut lines),
            None => lines.push(part),
        }
    }
    // A break at the end needs no line behind it, and an empty one would end the block.
    if lines.len() > 1 {
        lines.pop_if(|line| line.is_empty());
    }
    lines
}

fn cut(part: &str, limit: usize, words: &Words, shape: &Shape, lines: &mut Vec<String>) {
    let mut rest = part;
    loop {
        let room = limit.saturating_sub(if lines.is_empty() { shape.first } else { shape.rest });
        let Some(at) = place(rest, room, words) else {
            lines.push(rest.to_owned());
            return;
        };
        lines.push(rest[..at].to_owned());
        rest = &rest[at + 1..];
    }
}

/// The space to break at: the last that fits, else the first there is; none where the text fits.
fn place(text: &str, room: usize, words: &Words) -> Option<usize> {
    let mut spaces = text.match_indices(' ').map(|(at, _)| at);
    let mut fitting = Vec::new();
    let (mut width, mut measured) = (0, 0);
    let beyond = loop {
        let next = spaces.next();
        let at = next.unwrap_or(text.len());
        width += text[measured..at].width();
        measured = at;
        match next {
            _ if width > room => break next,
            Some(at) => fitting.push(at),
            None => return None,
        }
    };
    let breaks = |at: &usize| may_break(text, *at, words);
    let last = fitting.into_iter().rev().find(breaks);
    last.or_else(|| beyond.into_iter().chain(spaces).find(breaks))
}

fn may_break(text: &str, at: usize, words: &Words) -> bool {
    let (before, after) = (&text[..at], &text[at + 1..]);
    let backslashes = before.len() - before.trim_end_matches('\\').len();
    let is_solid = |c: Option<char>| c.is_some_and(is_set_solid);
    // A label needs its text on its line, and a line its text at all.
    let first = before.is_empty() || !before.contains(' ');
    // A space at the edge of a mark is part of the change.
    let opens = ["{++", "{--", "{~~", "~>"]
        .iter()
        .any(|mark| before.ends_with(mark));
    let closes = ["++}", "--}", "~~}", "~>"]
        .iter()
        .any(|mark| after.starts_with(mark));
    backslashes % 2 == 0
        && !opens
        && !closes
        && !first
        && !after.is_empty()
        && !after.starts_with(' ')
        && !(is_solid(before.chars().next_back()) && is_solid(after.chars().next()))
        && !starts_block(words, beginning(after), before)
}

/// So many bytes of a line tell what it begins.
const TELLING: usize = 1000;

/// What may stand on the line that begins with a text: all of a long one would be looked through for
/// each of its lines.
fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(TELLING)]
}
