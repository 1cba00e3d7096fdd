//! Which of the six languages a text is in.

use crate::model::Language;

/// Words that hardly stand in texts of the others.
const COMMON: &[(Language, &[&str])] = &[
    (
        Language::English,
        &["the", "of", "and", "to", "in", "that", "for", "with", "is"],
    ),
    (
        Language::French,
        &["le", "les", "des", "et", "du", "une", "dans", "est", "pour", "au"],
    ),
    (
        Language::Spanish,
        &["el", "los", "las", "del", "una", "en", "por", "con", "que"],
    ),
];

/// So many words of a language tell it from others of the same letters.
const ENOUGH: usize = 2;

/// So many letters tell it.
const TELLING: usize = 20_000;

/// The language of a text; `said` is what Word calls it.
pub(super) fn language(text: &str, said: Option<&str>) -> Language {
    let text = &text[..text.floor_char_boundary(TELLING.saturating_mul(4).min(text.len()))];
    let (mut latin, mut cyrillic, mut han, mut arabic) = (0_usize, 0_usize, 0_usize, 0_usize);
    for c in text.chars().filter(|c| c.is_alphabetic()).take(TELLING) {
        match c {
            '\u{400}'..='\u{52F}' => cyrillic += 1,
            '\u{600}'..='\u{6FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' => arabic += 1,
            '\u{3400}'..='\u{9FFF}' => han += 1,
            _ => latin += 1,
        }
    }
    // A Chinese word has as many letters as a European one has three.
    let most = latin.max(cyrillic).max(arabic).max(han * 3);
    let said = || {
        said.and_then(|said| Language::from_code(said.get(..2)?))
            .unwrap_or_default()
    };
    if most == 0 {
        return said();
    }
    if most == cyrillic {
        return Language::Russian;
    }
    if most == arabic {
        return Language::Arabic;
    }
    if most == han * 3 {
        return Language::Chinese;
    }
    let mut counted: Vec<(usize, Language)> = COMMON.iter().map(|(language, _)| (0, *language)).collect();
    for word in text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase) {
        for ((count, _), (_, known)) in counted.iter_mut().zip(COMMON) {
            *count += usize::from(known.contains(&word.as_str()));
        }
    }
    let best = counted.into_iter().rev().max_by_key(|(count, _)| *count);
    match best {
        Some((count, language)) if count >= ENOUGH => language,
        _ => said(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_tell() {
        for (text, known) in [
            ("the rights of the Members", Language::English),
            ("les droits des Membres et du Conseil", Language::French),
            ("los derechos de los Miembros y del Consejo", Language::Spanish),
            ("права Членов МСЭ", Language::Russian),
            ("成员国的权利 ITU-T", Language::Chinese),
            ("حقوق الأعضاء", Language::Arabic),
            ("", Language::English),
        ] {
            assert_eq!(language(text, None), known, "{text}");
        }
        assert_eq!(language("1", Some("fr-CH")), Language::French);
    }
}
