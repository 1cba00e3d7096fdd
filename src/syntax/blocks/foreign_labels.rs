//! Labels in the signs of other houses, scripts and programs: `a. text`, `1- text`, `(a text`, `1er text`,
//! `一、text`, `١ text`, `OP1 text`.

use crate::model::Ordinal;

/// The label that a line begins with in the signs of another house, as it is written here, and how
/// wide it is with what parts it from the text.
pub(super) fn foreign_label(text: &str) -> Option<(String, usize)> {
    latin(text)
        .or_else(|| of_script(text))
        .or_else(|| prefixed(text))
        .or_else(|| half_bracketed(text))
        .or_else(|| ordinal(text))
        .or_else(|| cyrillic_insert(text))
}

/// Whether such a label may be words that a line was wrapped before: `2e réunion`, `(a text)`, `§ 2`.
pub(super) fn may_be_words(text: &str) -> bool {
    text.starts_with(['(', '§']) || ordinal(text).is_some()
}

/// `(a text`, `(2 text`: a bracket that nothing closes.
fn half_bracketed(text: &str) -> Option<(String, usize)> {
    let inner = text.strip_prefix('(')?;
    let behind = inner.trim_start_matches(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
    let own = &inner[..inner.len() - behind.len()];
    let is_number = own.bytes().all(|byte| byte.is_ascii_digit());
    let is_roman = own.bytes().all(|byte| b"ivxl".contains(&byte));
    let is_label =
        is_number || is_roman || own.bytes().all(|byte| byte.is_ascii_lowercase()) && own.len() == 1;
    let words = behind.trim_start_matches(BLANKS);
    let is_open = text.matches('(').count() > text.matches(')').count();
    let is_open = is_open && words.len() < behind.len() && !words.is_empty();
    let bracket = if is_number { "" } else { ")" };
    ((1..=3).contains(&own.len()) && is_label && is_open)
        .then(|| (format!("{own}{bracket}"), text.len() - words.len()))
}

/// `1er text`, `2e text`, `1st text`, `1-й text`.
fn ordinal(text: &str) -> Option<(String, usize)> {
    const ENDINGS: [&str; 20] = [
        "er", "re", "ère", "e", "ème", "nd", "nde", "st", "rd", "th", "ro", "ra", "do", "da", "-й", "-я",
        "-е", "-ое", "-го", "-ый",
    ];
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let own = &text[..text.len() - behind.len()];
    let (ending, _) = behind.split_once(BLANKS)?;
    let words = behind[ending.len()..].trim_start_matches(BLANKS);
    ((1..=2).contains(&own.len()) && ENDINGS.contains(&ending) && !words.is_empty())
        .then(|| (own.to_owned(), text.len() - words.len()))
}

/// What labels are put in with, as it is written here, and how wide it is: `bis`, or `бис` in Cyrillic.
pub(super) fn insert(text: &str) -> Option<(&'static str, usize)> {
    const INSERTS: [(&str, &str); 8] = [
        ("bis", "bis"),
        ("ter", "ter"),
        ("quater", "quater"),
        ("quinquies", "quinquies"),
        ("бис", "bis"),
        ("тер", "ter"),
        ("кватер", "quater"),
        ("квинкиес", "quinquies"),
    ];
    let word = text.split(BLANKS).next().filter(|word| word.len() < text.len())?;
    let (_, insert) = INSERTS.iter().find(|(written, _)| *written == word)?;
    Some((insert, word.len()))
}

/// `1бис text`, whose letters are Cyrillic.
fn cyrillic_insert(text: &str) -> Option<(String, usize)> {
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let own = &text[..text.len() - behind.len()];
    let (insert, width) = insert(behind).filter(|_| (1..=3).contains(&own.len()))?;
    let words = behind[width..].trim_start_matches(BLANKS);
    (!words.is_empty()).then(|| (format!("{own}{insert}"), text.len() - words.len()))
}

/// `a. text`, `1- text`, `i.) text`, `II. text`
fn latin(text: &str) -> Option<(String, usize)> {
    let is_digits = text.starts_with(|c: char| c.is_ascii_digit());
    let behind = match is_digits {
        true => text.trim_start_matches(|c: char| c.is_ascii_digit()),
        false if text.starts_with(is_roman_capital) => text.trim_start_matches(is_roman_capital),
        false if text.starts_with(|c: char| c.is_ascii_uppercase()) => &text[1..],
        false => text.trim_start_matches(|c: char| c.is_ascii_lowercase()),
    };
    let own = &text[..text.len() - behind.len()];
    let is_roman = own.bytes().all(|byte| b"ivxlIVX".contains(&byte));
    if own.is_empty() || own.len() > if is_digits || is_roman { 3 } else { 1 } {
        return None;
    }
    let signs: &[&str] = match is_digits {
        true => &[".)", ".-", "-)", ".º", ".°", "-", "–", "/", ":", "°", "º"],
        false => &[".)", ".-", "-)", ".", "-", "–", "/", ":"],
    };
    let sign = signs.iter().find(|sign| behind.starts_with(**sign))?;
    let rest = &behind[sign.len()..];
    let words = rest.trim_start_matches([' ', '\t', '\u{A0}']);
    if words.len() == rest.len() || words.is_empty() {
        return None;
    }
    let bracket = if is_digits { "" } else { ")" };
    Some((format!("{own}{bracket}"), text.len() - words.len()))
}

fn is_roman_capital(c: char) -> bool {
    matches!(c, 'I' | 'V' | 'X')
}

/// Signs that stand behind a number in Chinese and Arabic texts, and need no space.
const STOPS: [char; 9] = ['、', '．', '，', '）', '.', ')', '-', '–', 'ـ'];
const BLANKS: [char; 4] = [' ', '\t', '\u{A0}', '\u{3000}'];

/// `一、text`, `（一）text`, `①text`, `１ text`, `1、text`, `١ text`, `أ- text`
fn of_script(text: &str) -> Option<(String, usize)> {
    let first = text.chars().next()?;
    let wide = |rest: &str| {
        let words = rest.trim_start_matches(BLANKS);
        (!words.is_empty()).then(|| text.len() - words.len())
    };
    if let circled @ '①'..='⑳' = first {
        let number = circled as u32 - '①' as u32 + 1;
        return Some((number.to_string(), wide(&text[first.len_utf8()..])?));
    }
    let inner = text.strip_prefix(['（', '(']).unwrap_or(text);
    let is_open = inner.len() < text.len();
    if let Some((number, rest)) = han_number(inner) {
        let rest = match is_open {
            true => rest.strip_prefix(['）', ')'])?,
            false => rest.strip_prefix('、')?,
        };
        let bracket = if is_open { ")" } else { "" };
        return Some((format!("{number}{bracket}"), wide(rest)?));
    }
    if is_open {
        return None;
    }
    let rest = inner.trim_start_matches(|c: char| digit(c).is_some());
    let digits = &inner[..inner.len() - rest.len()];
    if (1..=2).contains(&digits.chars().count()) {
        let behind = rest.trim_start_matches(STOPS);
        let stop = rest.chars().next()?;
        let is_ascii = digits.is_ascii();
        // Labels in European digits are read where they have the signs of this notation.
        let is_label = match is_ascii {
            true => matches!(stop, '、' | '．'),
            false => behind.len() < rest.len() || BLANKS.contains(&stop),
        };
        let number: u32 = digits
            .chars()
            .filter_map(digit)
            .fold(0, |sum, digit| 10 * sum + digit);
        return is_label
            .then(|| Some((number.to_string(), wide(behind)?)))
            .flatten();
    }
    let rest = &inner[first.len_utf8()..];
    let behind = rest.strip_prefix(['-', '–', 'ـ', '(', '.', '/'])?;
    let label = format!("{first})");
    let is_label = matches!(first, '\u{621}'..='\u{64A}') && behind.starts_with(BLANKS) && counts(&label);
    is_label.then(|| Some((label, wide(behind)?))).flatten()
}

/// `OP1 text`, `PP2 text`, `№ 1 text`, `#1 text`, `§ 1 text`, `[a] text`
fn prefixed(text: &str) -> Option<(String, usize)> {
    let wide = |rest: &str| {
        let words = rest.trim_start_matches(BLANKS);
        (words.len() < rest.len() && !words.is_empty()).then(|| text.len() - words.len())
    };
    if let Some((letter, rest)) = text.strip_prefix('[').and_then(|text| text.split_once(']')) {
        let is_letter = letter.len() == 1 && letter.bytes().all(|c| c.is_ascii_lowercase());
        return is_letter
            .then(|| Some((format!("{letter})"), wide(rest)?)))
            .flatten();
    }
    let number = ["OP", "PP", "№", "#", "§"]
        .iter()
        .find_map(|sign| text.strip_prefix(*sign))?;
    let number = number.trim_start_matches(BLANKS);
    let rest = number.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = &number[..number.len() - rest.len()];
    let rest = rest.trim_start_matches(['.', ')', ':']);
    (1..=2)
        .contains(&number.len())
        .then(|| Some((number.to_owned(), wide(rest)?)))
        .flatten()
}

/// Whether a label has a place in a sequence.
fn counts(label: &str) -> bool {
    Ordinal::readings(label).iter().any(|it| it.scheme.counts())
}

/// The value of a digit: European, full-width, Arabic or Persian.
fn digit(c: char) -> Option<u32> {
    let zero = ['0', '０', '٠', '۰'].into_iter().find(|zero| {
        let value = (c as u32).wrapping_sub(*zero as u32);
        value < 10
    })?;
    Some(c as u32 - zero as u32)
}

/// A Chinese number up to 99 at the start of a text, and what follows it.
fn han_number(text: &str) -> Option<(u32, &str)> {
    const DIGITS: &str = "一二三四五六七八九";
    let value = |c: char| {
        DIGITS
            .chars()
            .position(|digit| digit == c)
            .map(|at| at as u32 + 1)
    };
    let rest = text.trim_start_matches(|c: char| c == '十' || value(c).is_some());
    let number: Vec<char> = text[..text.len() - rest.len()].chars().collect();
    let number = match *number.as_slice() {
        [digit] if digit != '十' => value(digit)?,
        ['十'] => 10,
        ['十', unit] => 10 + value(unit)?,
        [tens, '十'] => 10 * value(tens)?,
        [tens, '十', unit] => 10 * value(tens)? + value(unit)?,
        _ => return None,
    };
    Some((number, rest))
}

#[cfg(test)]
mod tests {
    use super::foreign_label;

    #[test]
    fn labels_of_other_houses_are_seen() {
        for (text, label, wide) in [
            ("a. one", "a)", 3),
            ("b- two", "b)", 3),
            ("iii.) three", "iii)", 6),
            ("2/ two", "2", 3),
            ("1º\tone", "1", 4),
            ("1.º uno", "1", 5),
            ("II. two", "II)", 4),
            ("OP1 one", "1", 4),
            ("№ 2 x", "2", 6),
            ("[c] three", "c)", 4),
            ("一、继续", "1", 6),
            ("（十二）继续", "12)", 12),
            ("② 继续", "2", 4),
            ("１ 继续", "1", 4),
            ("1、继续", "1", 4),
            ("١ مواصلة", "1", 3),
            ("٢- مواصلة", "2", 4),
            ("(b another", "b)", 3),
            ("(iv (x) y", "iv)", 4),
            ("(2 another", "2", 3),
            ("1er de faire", "1", 4),
            ("2e de faire", "2", 3),
            ("1-й вопрос", "1", 5),
            ("§ 1 to do", "1", 5),
            ("1бис делать", "1bis", 8),
            ("ب- مواصلة", "ب)", 4),
        ] {
            assert_eq!(foreign_label(text), Some((label.to_owned(), wide)), "{text}");
        }
        for text in [
            "e.g. this",
            "a) one",
            "24/7",
            "1. one",
            "no. 5",
            "2026/1 x",
            "a.",
            "AB. Smith",
            "XML. Text",
            "一个国家",
            "2024年",
            "OPEC 1",
            "[draft] text",
            "(a comment) on it",
            "(and others",
            "2em wide",
            "§§ 27 c)",
        ] {
            assert_eq!(foreign_label(text), None, "{text}");
        }
    }
}
