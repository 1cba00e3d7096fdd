//! Where words may be divided, by language.

use hypher::{Lang, hyphenate_bounded};

use crate::model::Language;

/// Divisions that the patterns miss or, being American, make where British English does not.
const ENGLISH: &[&str] = &[
    "tele-com-mu-ni-ca-tion",
    "tele-com-mu-ni-ca-tions",
    "radio-com-mu-ni-ca-tion",
    "radio-com-mu-ni-ca-tions",
    "pleni-po-ten-ti-ary",
    "sec-re-tariat",
    "co-opera-tion",
    "co-or-di-na-tion",
];

/// So many letters of a divided word stand on either side of a line's end.
const LEAST: usize = 3;

/// The bytes of a word at which the end of a line may divide it, to spare the spaces of a justified
/// paragraph. A word that begins with a capital may be a name and is left whole, and no short piece is
/// parted from its word.
pub(crate) fn sparing_divisions(word: &str, language: Language) -> Vec<usize> {
    let first = word.chars().find(|c| c.is_alphabetic());
    if first.is_none_or(char::is_uppercase) {
        return Vec::new();
    }
    let letters = |piece: &str| piece.chars().filter(|c| c.is_alphabetic()).count();
    let mut places = divisions(word, language);
    places.retain(|&at| letters(&word[..at]) >= LEAST && letters(&word[at..]) >= LEAST);
    places
}

/// The bytes of a word at which it may be divided. A word in capitals or with digits is left whole,
/// and so is one that has a hyphen already.
pub(crate) fn divisions(word: &str, language: Language) -> Vec<usize> {
    let (lang, before, after) = match language {
        Language::English => (Lang::English, 2, 3),
        Language::French => (Lang::French, 2, 3),
        Language::Spanish => (Lang::Spanish, 2, 2),
        Language::Russian => (Lang::Russian, 2, 2),
        Language::Chinese | Language::Arabic => return Vec::new(),
    };
    let start = word.find(char::is_alphabetic).unwrap_or(word.len());
    let letters = &word[start..];
    let letters = &letters[..letters
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(letters.len())];
    let rest = &word[start + letters.len()..];
    let divided = rest.contains(|c: char| c.is_alphanumeric() || "-\u{2010}\u{2011}\u{AD}@/".contains(c));
    if divided || letters.chars().count() < 6 || letters.chars().skip(1).any(char::is_uppercase) {
        return Vec::new();
    }
    let mut at = start;
    let mut places = Vec::new();
    let mut divide = |syllables: &mut dyn Iterator<Item = usize>| {
        for length in syllables {
            at += length;
            places.push(at);
        }
        places.pop();
    };
    match exception(letters, language) {
        Some(known) => divide(&mut known.split('-').map(str::len)),
        None => divide(&mut hyphenate_bounded(letters, lang, before, after).map(str::len)),
    }
    places
}

fn exception(word: &str, language: Language) -> Option<&'static str> {
    let same = |known: &&str| {
        known.len() - known.matches('-').count() == word.len()
            && known
                .chars()
                .filter(|c| *c != '-')
                .eq(word.chars().flat_map(char::to_lowercase))
    };
    (language == Language::English).then(|| ENGLISH.iter().copied().find(|known| same(known)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(word: &str, language: Language) -> String {
        let mut text = word.to_owned();
        for at in divisions(word, language).into_iter().rev() {
            text.insert(at, '|');
        }
        text
    }

    #[test]
    fn words_are_divided_by_their_language() {
        assert_eq!(
            divided("(organizations),", Language::English),
            "(or|ga|ni|za|tions),"
        );
        assert_eq!(
            divided("Telecommunication", Language::English),
            "Tele|com|mu|ni|ca|tion"
        );
        assert_eq!(
            divided("télécommunications", Language::French),
            "té|lé|com|mu|ni|ca|tions"
        );
        assert_eq!(divided("Международный", Language::Russian), "Меж|ду|на|род|ный");
    }

    #[test]
    fn lines_end_with_no_short_piece_and_inside_no_name() {
        let lengths = |word: &str| sparing_divisions(word, Language::English);
        assert_eq!(lengths("organization"), [4, 6, 8]);
        for name in [
            "co-ordination",
            "Hammamet",
            "Florianópolis",
            "Telecommunication",
            "(Guadalajara)",
        ] {
            assert!(lengths(name).is_empty(), "{name}");
        }
        assert_eq!(
            sparing_divisions("международный", Language::Russian),
            [6, 10, 14, 20]
        );
    }

    #[test]
    fn acronyms_numbers_and_hyphenated_words_stay_whole() {
        for word in [
            "ICANN-related",
            "UNESCOABC",
            "conference2014",
            "decision",
            "http://itu.int/abcdefgh",
        ] {
            let whole = divisions(word, Language::English).is_empty();
            assert!(whole || word == "decision", "{word}");
        }
    }
}
