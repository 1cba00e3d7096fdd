//! Which characters of the text need a backslash to be themselves.

/// What stands about a run of characters.
pub(super) struct Surroundings {
    /// The character of the text before it.
    pub(super) before: Option<char>,
    /// The character of the text behind it, marks looked through.
    pub(super) after: Option<char>,
    /// What is written right behind it.
    pub(super) touching: Option<char>,
    pub(super) in_emphasis: bool,
    pub(super) in_link: bool,
    pub(super) in_cell: bool,
}

/// The closers of marks, and the sign between the halves of a replacement.
const CLOSERS: &[&str] = &["++}", "--}", "~~}", "<<}", "^}", "_}", "~>"];

/// A run of characters as source.
pub(super) fn text(characters: &str, about: &Surroundings) -> String {
    let mut out = String::with_capacity(characters.len() + 8);
    let mut before = about.before;
    for (at, c) in characters.char_indices() {
        let rest = &characters[at..];
        let next = rest.chars().nth(1);
        let escaped = match c {
            '\\' => true,
            '{' => match next.or(about.touching) {
                Some(next) => {
                    matches!(next, '^' | '_' | '@' | '#' | '}' | '{')
                        || ["{++", "{--", "{~~", "{>>"]
                            .iter()
                            .any(|mark| rest.starts_with(mark))
                        || rest.len() < 3 && matches!(next, '+' | '-' | '~' | '>')
                }
                None => false,
            },
            '+' | '-' | '~' | '<' | '^' | '_' => {
                CLOSERS.iter().any(|closer| rest.starts_with(closer))
                    || rest.len() < 3
                        && next
                            .or(about.touching)
                            .is_some_and(|next| next == '}' || next == '>')
            }
            '[' => about.in_link || next.or(about.touching) == Some('^'),
            ']' => about.in_link || opens_link(&rest[1..]),
            '*' => star(before, next.or(about.after), about.in_emphasis),
            '|' => about.in_cell,
            _ => false,
        };
        match c {
            '\u{A0}' => out.push_str("\\ "),
            '\u{2011}' => out.push_str("\\-"),
            _ => {
                if escaped {
                    out.push('\\');
                }
                out.push(c);
            }
        }
        before = Some(c);
    }
    out
}

/// Whether a star would begin or end emphasis.
fn star(before: Option<char>, after: Option<char>, in_emphasis: bool) -> bool {
    let glued = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    if glued(before) && glued(after) {
        return false;
    }
    let may_open = after.is_some_and(|c| !c.is_whitespace());
    let may_close = before.is_some_and(|c| !c.is_whitespace());
    may_open || may_close && in_emphasis || before == Some('*')
}

/// Whether what follows a bracket makes it the end of a link's text.
fn opens_link(rest: &str) -> bool {
    rest.strip_prefix('(').is_some_and(|rest| {
        let scheme = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        scheme.len() < rest.len() && (scheme.starts_with("://") || rest.starts_with("mailto:"))
    })
}

/// A comment's text as source.
pub(super) fn comment(text: &str) -> String {
    text.replace('\\', "\\\\").replace("<<}", "\\<<}")
}

/// What an unescaped line would begin, by its first characters alone: a heading, row, label,
/// rule, note, picture, line mark or comment.
pub(crate) fn begins_form(line: &str) -> bool {
    let starts = |mark: &str| line.starts_with(mark);
    if starts("%%") || starts("|") || starts("![") || starts("\\") {
        return true;
    }
    if line.starts_with(is_blank) {
        return true;
    }
    if starts("#") {
        return line.trim_start_matches('#').starts_with(is_blank);
    }
    if line.trim_end_matches(is_blank) == "---" {
        return true;
    }
    if let Some(rest) = line.strip_prefix("[^") {
        return rest
            .split_once(']')
            .is_some_and(|(_, rest)| rest.starts_with(':'));
    }
    if starts("++") || starts("--") {
        let rest = &line[2..];
        return rest.starts_with(is_blank) || rest.starts_with(['@', '#']);
    }
    begins_label(line)
}

/// Whether a line begins with a label, in or out of a mark.
pub(super) fn begins_label(line: &str) -> bool {
    for mark in ["{++", "{--", "{~~"] {
        if let Some(inner) = line.strip_prefix(mark) {
            // The label may stand in either half, and its space inside or outside the mark.
            let ends = inner.find(['}', '~', '+', '-']).unwrap_or(inner.len());
            return label_length(&inner[..ends]).is_some()
                || label_length(inner).is_some()
                || inner.starts_with("~>")
                || line.contains("~>") && mark == "{~~" && second_half_begins_label(inner);
        }
    }
    label_length(line).is_some_and(|length| line[length..].starts_with(is_blank))
}

fn second_half_begins_label(inner: &str) -> bool {
    inner
        .split_once("~>")
        .is_some_and(|(_, new)| label_length(new).is_some())
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{A0}' | '\u{202F}' | '\u{3000}')
}

const INSERTS: &[&str] = crate::model::LATIN_INSERTS;

fn after_insert(text: &str) -> &str {
    INSERTS
        .iter()
        .find_map(|insert| text.strip_prefix(insert))
        .unwrap_or(text)
}

/// The length of the label that a text begins with.
fn label_length(text: &str) -> Option<usize> {
    let length = |rest: &str| Some(text.len() - rest.len());
    let first = text.chars().next()?;
    if matches!(first, '–' | '—' | '-' | '•' | '·') {
        return Some(first.len_utf8());
    }
    let opened = text.strip_prefix('(').unwrap_or(text);
    if opened.starts_with(|c: char| c.is_ascii_digit()) {
        let mut rest = opened;
        loop {
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            if !(1..=3).contains(&digits) {
                return None;
            }
            rest = after_insert(&rest[digits..]);
            match rest.strip_prefix('.') {
                Some(next) if next.starts_with(|c: char| c.is_ascii_digit()) => rest = next,
                Some(next) => return length(next),
                None => break,
            }
        }
        let rest = rest.strip_prefix([')', '）']).unwrap_or(rest);
        return length(after_insert(rest));
    }
    let letters: usize = opened
        .chars()
        .take_while(|c| c.is_alphabetic() || *c == '\u{640}')
        .take(12)
        .map(char::len_utf8)
        .sum();
    let word = &opened[..letters];
    let core = INSERTS
        .iter()
        .find_map(|insert| word.strip_suffix(insert))
        .unwrap_or(word);
    let is_short = core.chars().filter(|c| *c != '\u{640}').count() <= 2;
    if letters == 0 || !(is_short || core.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l'))) {
        return None;
    }
    let rest = opened[letters..].trim_start_matches(is_blank);
    let rest = rest.strip_prefix([')', '）'])?;
    length(after_insert(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_a_form_is_seen() {
        for line in [
            "# x",
            "1 January",
            "1.1 x",
            "a) x",
            "(a) x",
            "– x",
            "- x",
            "++ x",
            "--@DE x",
            "---",
            "[^1]: x",
            "| a |",
            "1bis.2 x",
            "b)bis x",
            "{++1++} x",
            "{~~3~>2~~} x",
            "{++1 ++}x",
            "%% x",
            "1. x",
        ] {
            assert!(begins_form(line), "{line}");
        }
        for line in [
            "2015 was",
            "#x",
            "[x] y",
            "[^1] y",
            "1990s x",
            "word) x y z",
            "+ x",
            "—x",
            "{++new++} x",
        ] {
            assert!(!begins_form(line), "{line}");
        }
    }
}
