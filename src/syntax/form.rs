//! What a line begins by its first characters, for those who write lines.

use pest::Parser;

use super::grammar::{Grammar, Rule};

/// Whether a line is more than plain text: a label, heading, row, rule, note, picture, line mark,
/// comment, or a line that a backslash keeps from being one.
pub(crate) fn begins_form(line: &str) -> bool {
    if line.starts_with(char::is_alphabetic) && !may_begin_label(line) {
        return false;
    }
    let Ok(mut pairs) = Grammar::parse(Rule::lines, beginning(line)) else {
        return true;
    };
    let Some(first) = pairs.next().and_then(|lines| lines.into_inner().next()) else {
        return false;
    };
    match first.as_rule() {
        Rule::text_line => first.into_inner().any(|part| match part.as_rule() {
            Rule::indent => !part.as_str().is_empty(),
            Rule::plain_line => false,
            _ => true,
        }),
        Rule::EOI | Rule::blank_line => false,
        _ => true,
    }
}

/// Letters are a label only before a bracket, or one before a point: most lines are seen not to begin with
/// one by that.
fn may_begin_label(line: &str) -> bool {
    let mut behind = line
        .chars()
        .take(LONGEST_LETTERS)
        .skip_while(|c| c.is_alphabetic());
    let is_bracket = |c: Option<char>| matches!(c, Some(')' | '\u{FF09}'));
    match behind.next() {
        Some(' ' | '\t' | '\u{A0}' | '\u{202F}' | '\u{3000}') => is_bracket(behind.next()),
        Some('.') => line.starts_with(|c: char| c.is_ascii_uppercase()) && line[1..].starts_with('.'),
        sign => is_bracket(sign),
    }
}

/// The letters of a label are fewer than this: eight of a roman number, and a Latin word behind them.
const LONGEST_LETTERS: usize = 24;

/// So many bytes, and the word that they end in, tell what a line begins.
const TELLING: usize = 256;

/// As much of a line as tells what it begins. The line may be the rest of a long text, which is asked
/// about at each place where it may be broken.
fn beginning(line: &str) -> &str {
    // A picture has the whole of its line.
    if line.starts_with("![") {
        return line;
    }
    let near = line.floor_char_boundary(TELLING);
    match line[near..].find([' ', '\n']) {
        Some(end) => &line[..near + end],
        None => line,
    }
}

/// What to write before a line that is plain text, so that it is read as that.
pub(crate) fn plain_guard(line: &str) -> Option<&'static str> {
    let mut characters = line.chars();
    match (characters.next(), characters.next()) {
        // At the start of a line these would not be the no-break signs that they are elsewhere,
        // nor a line break.
        (Some('\\'), None | Some(' ' | '\u{A0}' | '-' | '\n')) => Some("{}"),
        // Spaces at the start of a line are its indent.
        (Some('\u{A0}' | '\u{202F}' | '\u{3000}'), _) => Some("{}"),
        (Some('\\'), Some(c)) if c.is_ascii_punctuation() || matches!(c, '¶' | '–' | '•') => None,
        // Before a comment, note or name a backslash would make that plain.
        (Some('{'), _) => begins_form(line).then_some("{}"),
        (Some('['), _) if !defines_note(line) => begins_form(line).then_some("{}"),
        _ => begins_form(line).then_some("\\"),
    }
}

/// Whether a line begins the text of a footnote.
fn defines_note(line: &str) -> bool {
    let id = line.strip_prefix("[^").and_then(|line| line.split_once(']'));
    id.is_some_and(|(_, rest)| {
        rest.trim_start_matches([' ', '\t', '\u{A0}', '\u{202F}', '\u{3000}'])
            .starts_with(':')
    })
}

/// What makes text of a line that would be read as words with a meaning, a call say.
pub(crate) fn text_guard(line: &str) -> &'static str {
    // Right before a sign, a backslash would make that plain.
    if line.starts_with(char::is_alphanumeric) {
        "\\"
    } else {
        "\\ "
    }
}

#[cfg(test)]
mod tests {
    use super::{TELLING, begins_form, plain_guard};

    #[test]
    fn a_guard_keeps_what_it_stands_before() {
        for (line, guard) in [
            ("1 January", Some("\\")),
            ("{++1++} x", Some("{}")),
            ("\\*star", None),
            ("\\ x", Some("{}")),
            ("\\- x", Some("{}")),
            ("\\alpha", Some("\\")),
            ("\\", Some("{}")),
            ("the", None),
            ("{++new++} x", None),
            ("{>>why?<<} 1 x", Some("{}")),
            ("[^1] a) x", Some("{}")),
            ("[^1]: x", Some("\\")),
            ("{#name} x", None),
        ] {
            assert_eq!(plain_guard(line), guard, "{line}");
        }
    }

    #[test]
    fn what_begins_a_form_is_seen() {
        for line in [
            "# x",
            "1 January",
            "1.1 x",
            "a) x",
            "aa) x",
            "abis) x",
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
            "{-- b)--}{++ a )++} x",
            "{>>why?<<}@DE {>>so?<<} | x",
            "{#name} # x",
            "[^1] ++ x",
            "A.1 x",
            "D.2.3bis x",
            "A.1.a x",
            "%% x",
            "1. x",
            "viii) x",
            "xxxviiiiquinquies) x",
            "a ) x",
            "أـ) x",
            "a\u{FF09}x",
            "\\x",
            "![x](y.png)",
        ] {
            assert!(begins_form(line), "{line}");
            // What follows, however long, changes that only of what is a line by itself.
            let long = format!("{line} {}", "word ".repeat(TELLING));
            let is_alone = line == "---" || line.starts_with("![");
            assert_eq!(begins_form(&long), !is_alone, "{line}");
        }
        for line in [
            "2015 was",
            "#x",
            "[x] y",
            "[^1] y",
            "1990s x",
            "word) x",
            "{>>why?<<} x",
            "[^1] x",
            "A.1",
            "A.100 x",
            "U.S. x",
            "+ x",
            "{++new++} x",
            "the",
            "ab.1 x",
            "É.1 x",
            "word x) y",
            "",
        ] {
            assert!(!begins_form(line), "{line}");
        }
    }
}
