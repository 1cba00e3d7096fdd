//! Which spaces and hyphens must not end a line (FORMAT § 4, typography): the layout hardens them, and an
//! import writes none of them out.

use super::Words;
use crate::model::Language;

pub(crate) const NO_BREAK_SPACE: char = '\u{A0}';
pub(crate) const NO_BREAK_HYPHEN: char = '\u{2011}';
/// Stands for what is no character: tabs, breaks, the marks of notes.
pub(crate) const OBJECT: char = '\u{FFFC}';

/// Units that stay with their number.
const UNITS: &[&str] = &[
    "%", "‰", "Hz", "kHz", "MHz", "GHz", "THz", "dB", "dBm", "dBW", "dBi", "W", "kW", "MW", "V", "m", "km",
    "cm", "mm", "nm", "kg", "bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s", "Mbps", "Gbps", "MB", "GB",
    "°C", "°", "К", "Гц", "кГц", "МГц", "ГГц", "дБ", "дБм", "дБВт", "км", "г.", "гг.", "CHF",
];

/// Whether a word of Latin letters is a unit.
pub(crate) fn is_unit_name(word: &str) -> bool {
    word.is_ascii() && UNITS.contains(&word)
}

/// Whether the space at a place must not end a line.
pub(crate) fn binds(text: &[char], at: usize, language: Language) -> bool {
    let before = word_before(text, at);
    let after = word_after(text, at);
    let (Some(last), Some(&first)) = (before.last(), after.first()) else {
        return false;
    };
    if language == Language::French && (matches!(first, ';' | ':' | '!' | '?' | '»' | '%') || *last == '«')
    {
        return true;
    }
    if before.iter().all(|c| *c == '§') {
        return true;
    }
    let words = Words::of(language);
    let binding = words.binding;
    if is_inside_date(text, at, words) {
        return true;
    }
    if let Some(word) = known(before, binding) {
        return word.ends_with(['.', '№', '°', 'º']) || is_label(after);
    }
    is_year_of_place(text, at, after)
        || is_clause_cited(before, after, words)
        || last.is_ascii_digit()
            && (is_unit(after) || is_letter_of_provision(text, at, before, after, binding))
        || is_grouping(before, after)
}

/// The characters between a space and the one before it.
fn word_before(text: &[char], at: usize) -> &[char] {
    let start = text[..at]
        .iter()
        .rposition(|c| is_gap(*c))
        .map_or(0, |gap| gap + 1);
    &text[start..at]
}

fn word_after(text: &[char], at: usize) -> &[char] {
    let rest = &text[at + 1..];
    let end = rest.iter().position(|c| is_gap(*c)).unwrap_or(rest.len());
    &rest[..end]
}

fn is_gap(character: char) -> bool {
    matches!(character, ' ' | NO_BREAK_SPACE | OBJECT)
}

/// Whether a word is one of these, an opening bracket or quotation mark aside.
fn known<'w>(found: &[char], words: &[&'w str]) -> Option<&'w str> {
    let found = match found {
        ['(' | '[' | '"' | '“' | '«' | '\'', word @ ..] => word,
        word => word,
    };
    let first = found.first()?.encode_utf8(&mut [0; 4]).as_bytes()[0];
    let mut alike = words
        .iter()
        .filter(|word| word.len() >= found.len() && word.as_bytes().first() == Some(&first));
    alike.find(|word| word.chars().eq(found.iter().copied())).copied()
}

/// Whether a word numbers something: `101`, `[AFCP-1]`, `A`, `II`, `D.50`, `ITU-T`.
fn is_label(word: &[char]) -> bool {
    let Some(first) = word.first() else {
        return false;
    };
    let core = word.iter().take_while(|c| !matches!(c, ',' | ';' | ')' | ':'));
    let capitals = core.clone().all(|c| !c.is_lowercase() && !c.is_whitespace());
    first.is_ascii_digit() || *first == '[' || first.is_uppercase() && capitals && core.count() <= 8
}

/// `(Busan, 2014)`: the year stays with its place.
fn is_year_of_place(text: &[char], at: usize, after: &[char]) -> bool {
    let is_year = after.len() >= 4
        && after[..4].iter().all(char::is_ascii_digit)
        && after.get(4).is_none_or(|c| matches!(c, ')' | ';'));
    let comma = || matches!(text.get(at.wrapping_sub(1)), Some(',' | '،'));
    let opening = || text[..at].iter().rev().take(80).find(|c| matches!(c, '(' | ')'));
    is_year && comma() && opening() == Some(&'(')
}

fn is_unit(word: &[char]) -> bool {
    let end = word
        .iter()
        .rposition(|c| !matches!(c, ',' | ';' | ')' | ':'))
        .map_or(0, |at| at + 1);
    let is = |word: &[char], unit: &str| word.iter().copied().eq(unit.chars());
    UNITS
        .iter()
        .any(|unit| is(&word[..end], unit) || word.ends_with(&['.']) && is(&word[..word.len() - 1], unit))
}

/// `considering a)`, `b) and c)`, `resolves 1`: a clause stays with the words that cite it.
fn is_clause_cited(before: &[char], after: &[char], words: &Words) -> bool {
    let is_word = before.len() > 1 && before.iter().all(|c| c.is_alphabetic());
    if is_word && is_letter_in_parenthesis(after) {
        return true;
    }
    let core = after
        .iter()
        .take_while(|c| !matches!(c, ',' | ';' | ')' | ':'))
        .count();
    let is_number = after[..core].iter().all(|c| c.is_ascii_digit() || *c == '.')
        && after.first().is_some_and(char::is_ascii_digit);
    is_word && is_number && words.is_operative(&before.iter().collect::<String>())
}

/// `a)`, `iv)`
fn is_letter_in_parenthesis(word: &[char]) -> bool {
    let letters = word.iter().take_while(|c| c.is_lowercase()).count();
    let roman = word[..letters].iter().all(|c| matches!(c, 'i' | 'v' | 'x'));
    (1..=if roman { 4 } else { 2 }).contains(&letters) && word.get(letters) == Some(&')')
}

/// `1 January 2024`, `1 de enero de 2024`: day, month and year stay together.
fn is_inside_date(text: &[char], at: usize, words: &Words) -> bool {
    let month = |word: &[char]| {
        let end = word
            .iter()
            .rposition(|c| c.is_alphabetic())
            .map_or(0, |end| end + 1);
        end > 2 && words.is_month(&word[..end].iter().collect::<String>())
    };
    let day = |word: &[char]| {
        let word = word.strip_prefix(&['(']).unwrap_or(word);
        let digits = word.iter().take_while(|c| c.is_ascii_digit()).count();
        (1..=2).contains(&digits) && matches!(word[digits..], [] | ['e', 'r'])
    };
    let year = |word: &[char]| {
        let digits = word.iter().take_while(|c| c.is_ascii_digit()).count();
        digits == 4 && !word[digits..].iter().any(|c| c.is_alphanumeric())
    };
    let (before, after) = (word_before(text, at), word_after(text, at));
    let of = |word: &[char]| word == ['d', 'e'];
    // The words at both sides of the one before, and of the one behind.
    let earlier = || {
        at.checked_sub(before.len() + 1)
            .map_or(&[][..], |gap| word_before(text, gap))
    };
    let later = || {
        text.get(at + 1 + after.len())
            .map_or(&[][..], |_| word_after(text, at + 1 + after.len()))
    };
    if day(before) {
        return month(after) || of(after) && month(later());
    }
    of(before) && day(earlier()) && month(after) || year(after) && month(before) && day(earlier())
}

/// The letter in `§ 27 c)`.
fn is_letter_of_provision(
    text: &[char],
    at: usize,
    before: &[char],
    after: &[char],
    binding: &[&str],
) -> bool {
    let letters = after.iter().take_while(|c| c.is_lowercase()).count();
    if !(1..=2).contains(&letters) || after.get(letters) != Some(&')') {
        return false;
    }
    let Some(gap) = at.checked_sub(before.len() + 1).filter(|gap| is_gap(text[*gap])) else {
        return false;
    };
    let word = word_before(text, gap);
    !word.is_empty() && (word.iter().all(|c| *c == '§') || known(word, binding).is_some())
}

/// `12 000`, `2 170-2 194`
fn is_grouping(before: &[char], after: &[char]) -> bool {
    let digits = |word: &[char]| word.iter().take_while(|c| c.is_ascii_digit()).count();
    let leading = before.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let stands_before = match &before[..before.len() - leading] {
        [.., number, '-' | '–' | NO_BREAK_HYPHEN] if number.is_ascii_digit() => true,
        sign => sign.iter().all(|c| matches!(c, '(' | '±' | '−' | '-')),
    };
    (1..=3).contains(&leading)
        && stands_before
        && digits(after) == 3
        && after.get(3).is_none_or(|c| !c.is_alphanumeric())
}

/// Whether the hyphen at a place must not end a line: `ITU-T`, `WRC-15`, `vice-chairman`.
pub(crate) fn ties(text: &[char], at: usize) -> bool {
    let before = text[..at]
        .iter()
        .rev()
        .take_while(|c| c.is_alphanumeric())
        .count();
    let word = &text[at - before..at];
    let after = &text[at + 1..];
    let Some(first) = after.first() else {
        return false;
    };
    let length = after.iter().take_while(|c| c.is_alphanumeric()).count();
    let is = |name: &str| word.iter().copied().eq(name.chars());
    let acronym = word.len() >= 2 && word.iter().all(|c| c.is_uppercase());
    ["ITU", "UIT", "МСЭ"].into_iter().any(is) && length == 1 && first.is_uppercase()
        || ["vice", "Vice", "VICE"].into_iter().any(is) && first.is_alphabetic()
        || acronym && first.is_ascii_digit()
}
