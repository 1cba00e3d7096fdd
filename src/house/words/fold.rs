//! How phrases are compared: without regard to case, kinds of space, or signs that only adorn.

use crate::model::is_ideograph;

/// The characters that count, each with the offset behind it. A run of spaces is one space.
fn folded(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut after_space = false;
    text.char_indices().filter_map(move |(at, character)| {
        let folded = fold(character)?;
        let repeated = after_space && folded == ' ';
        after_space = folded == ' ';
        (!repeated).then_some((at + character.len_utf8(), folded))
    })
}

fn fold(character: char) -> Option<char> {
    match character {
        'a'..='z' => Some(character),
        '\t' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '\u{3000}' => Some(' '),
        '\u{2010}' | '\u{2011}' => Some('-'),
        '\u{2019}' | '\u{2BC}' => Some('\''),
        // Tatweel and the vowel signs of Arabic, soft hyphens and marks of direction.
        '\u{640}' | '\u{64B}'..='\u{652}' | '\u{AD}' | '\u{200E}' | '\u{200F}' => None,
        _ => character.to_lowercase().next(),
    }
}

/// What follows a phrase at the start of a text, if the text starts with it. The phrase may end
/// inside a word; [`after_word`] asks for more.
pub(super) fn after<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
    let mut characters = folded(text);
    let mut end = 0;
    for (_, wanted) in folded(phrase) {
        let (at, found) = characters.next()?;
        if found != wanted {
            return None;
        }
        end = at;
    }
    text.get(end..)
}

/// As [`after`], for a phrase that ends where a word ends.
pub(super) fn after_word<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
    after(text, phrase).filter(|rest| !continues(rest))
}

/// Whether a text goes on inside the word before it. Han characters are words of their own.
fn continues(rest: &str) -> bool {
    let mut characters = rest.chars();
    match characters.next() {
        Some('-' | '\u{2011}') => characters.next().is_some_and(char::is_alphanumeric),
        Some('\u{64B}'..='\u{652}') => false,
        Some(next) => next.is_alphanumeric() && !is_ideograph(next),
        None => false,
    }
}

/// Whether two texts are the same phrase.
pub(super) fn same(left: &str, right: &str) -> bool {
    after(left, right).is_some_and(|rest| folded(rest).next().is_none())
}

/// What follows the longest of some phrases at the start of a text.
pub(super) fn after_longest<'t>(
    text: &'t str,
    phrases: &[&str],
    after: impl Fn(&'t str, &str) -> Option<&'t str>,
) -> Option<&'t str> {
    alike(text, phrases)
        .filter_map(|phrase| after(text, phrase))
        .min_by_key(|rest| rest.len())
}

/// Those of some phrases that begin as a text does: a look at one character spares most of the
/// comparing.
pub(super) fn alike<'p>(text: &str, phrases: &'p [&'p str]) -> impl Iterator<Item = &'p str> {
    let first = first(text);
    phrases
        .iter()
        .copied()
        .filter(move |phrase| self::first(phrase) == first)
}

fn first(text: &str) -> Option<char> {
    text.chars().find_map(fold)
}

/// Whether a character is a space of any kind.
pub(super) fn is_space(character: char) -> bool {
    fold(character) == Some(' ')
}

/// A text in small letters without the accents of French and Spanish.
pub(crate) fn without_accents(text: &str) -> String {
    let bare = |c: char| match c {
        'à' | 'â' | 'á' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' | 'í' => 'i',
        'ô' | 'ó' | 'ö' => 'o',
        'ù' | 'û' | 'ü' | 'ú' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    };
    text.chars().flat_map(char::to_lowercase).map(bare).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_hyphens_and_case_do_not_part_phrases() {
        assert_eq!(
            after("Taking\u{A0}into  account,", "taking into account"),
            Some(",")
        );
        assert!(same("القـرار", "القرار"));
        assert!(same("إدراكاً منه", "إدراكا منه"));
        assert!(same("d’inviter", "d'inviter"));
        assert!(same("ITU\u{2011}T", "itu-t"));
    }

    #[test]
    fn a_phrase_ends_with_its_word() {
        assert_eq!(after_word("resolution", "resol"), None);
        assert_eq!(after_word("noting-like", "noting"), None);
        assert_eq!(after_word("请成员国", "请"), Some("成员国"));
    }
}
