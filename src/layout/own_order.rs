//! What keeps its own order in a text that runs from right to left: numbers, ranges with their unit,
//! and the names of documents.

use std::ops::Range;

use crate::house::is_unit_name;

/// A number or name that keeps its own order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnOrder {
    /// Where it stands.
    pub range: Range<usize>,
    /// Whether letters are part of it.
    pub has_letters: bool,
    /// Whether a bracket opens behind it, which is the sentence's and not a part of a Latin phrase.
    pub ends_phrase: bool,
}

/// The numbers and names in a text.
///
/// By the plain rules (Unicode Standard Annex 9) the two ends of `1 164-960 MHz` change places
/// between Arabic words, and the unit and the letter of `18-A` stand apart from their digits; ITU
/// sets each in a run from left to right.
pub fn own_order(text: &str) -> Vec<OwnOrder> {
    let mut kept: Vec<OwnOrder> = Vec::new();
    for word in words(text) {
        let is_number = text[word.clone()].contains(|c: char| c.is_ascii_digit());
        match kept.last_mut() {
            Some(last) if belongs(text, last.range.clone(), word.clone()) => {
                last.has_letters |= has_letter(&text[word.clone()]);
                last.range.end = word.end;
            }
            _ if is_number || is_unit_name(&text[word.clone()]) => kept.push(OwnOrder {
                has_letters: has_letter(&text[word.clone()]),
                ends_phrase: false,
                range: word,
            }),
            _ => {}
        }
    }
    kept.retain(|kept| text[kept.range.clone()].contains(|c: char| c.is_ascii_digit()));
    for kept in &mut kept {
        let behind = text[kept.range.end..].trim_start_matches([' ', '\u{A0}']);
        kept.ends_phrase = behind.starts_with(['(', '[']);
    }
    kept
}

fn has_letter(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_alphabetic())
}

/// The words of Latin letters and digits, signs between them counted in.
fn words(text: &str) -> Vec<Range<usize>> {
    let is_part = |c: char| c.is_ascii_alphanumeric();
    let is_joint = |c: char| matches!(c, '-' | '/' | '.' | ',' | ':' | '\u{2011}' | '–' | '−');
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut joint = None;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        if is_part(character) {
            match words.last_mut() {
                Some(last) if last.end == at || joint == Some(last.end) => last.end = end,
                _ => words.push(at..end),
            }
            joint = None;
        } else if is_joint(character) && words.last().is_some_and(|last| last.end == at) {
            // One sign between two characters of the word, and no more.
            joint = Some(at).filter(|_| text[end..].starts_with(is_part));
        }
    }
    words
}

/// Whether a word goes on with a number before it, over one space: a group of three digits, or the
/// unit and its number.
fn belongs(text: &str, before: Range<usize>, word: Range<usize>) -> bool {
    let mut gap = text[before.end..word.start].chars();
    let is_space = matches!(gap.next(), Some(' ' | '\u{A0}' | '\u{202F}')) && gap.next().is_none();
    let (before, word) = (&text[before], &text[word]);
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let is_group = digits == 3 && before.ends_with(|c: char| c.is_ascii_digit());
    let follows_unit = before
        .rsplit([' ', '\u{A0}', '\u{202F}'])
        .next()
        .is_some_and(is_unit_name);
    is_space && (is_group || is_unit_name(word) || digits > 0 && follows_unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> Vec<&str> {
        own_order(text)
            .into_iter()
            .map(|kept| &text[kept.range])
            .collect()
    }

    #[test]
    fn ranges_stand_with_their_thousands_and_their_unit() {
        assert_eq!(kept("في النطاق 1\u{A0}164-960 MHz،"), ["1\u{A0}164-960 MHz"]);
        assert_eq!(kept("في النطاق MHz 1 164-960 و"), ["MHz 1 164-960"]);
        assert_eq!(kept("القرار 101 (المراجَع في بوسان، 2014)"), ["101", "2014"]);
        assert_eq!(kept("الوثيقة 18-A، الرقم 5.312A."), ["18-A", "5.312A"]);
        assert_eq!(kept("في 2012 2013"), ["2012", "2013"]);
        assert_eq!(kept("الفقرة 1.3.2 و ITU"), ["1.3.2"]);
        assert_eq!(kept("MHz"), [""; 0]);
    }
}
