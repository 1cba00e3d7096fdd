//! What a number line opens, told from its first word in any of the six languages.

use super::fold::{after, after_word, is_space};
use crate::model::InstrumentKind::{
    self, Annex, Appendix, Article, Attachment, Chapter, Decision, Opinion, Part, Recommendation, Resolution,
    Section,
};
use crate::model::is_ideograph;

/// The words of alphabets, accents left off; Russian also in the genitive that follows *draft*.
const NAMES: &[(InstrumentKind, &[&str])] = &[
    (
        Resolution,
        &[
            "resolution",
            "resolutions",
            "resolucion",
            "резолюция",
            "резолюции",
            "قرار",
            "القرار",
        ],
    ),
    (Decision, &["decision", "решение", "решения", "مقرر", "المقرر"]),
    (
        Recommendation,
        &[
            "recommendation",
            "recommandation",
            "recomendacion",
            "рекомендация",
            "рекомендации",
            "توصية",
            "التوصية",
        ],
    ),
    (
        Opinion,
        &["opinion", "avis", "ruego", "мнение", "мнения", "رأي", "الرأي"],
    ),
    (
        Annex,
        &[
            "annex",
            "annexe",
            "anexo",
            "приложение",
            "приложения",
            "ملحق",
            "الملحق",
        ],
    ),
    (
        Appendix,
        &[
            "appendix",
            "appendice",
            "apendice",
            "дополнение",
            "дополнения",
            "تذييل",
            "التذييل",
        ],
    ),
    (
        Attachment,
        &[
            "attachment",
            "piece jointe",
            "adjunto",
            "documento adjunto",
            "прилагаемый документ",
            "прилагаемого документа",
            "مرفق",
            "المرفق",
        ],
    ),
    (
        Part,
        &["part", "partie", "parte", "часть", "части", "جزء", "الجزء"],
    ),
    (
        Chapter,
        &[
            "chapter",
            "chapitre",
            "capitulo",
            "глава",
            "главы",
            "فصل",
            "الفصل",
        ],
    ),
    (
        Section,
        &["section", "seccion", "раздел", "раздела", "قسم", "القسم"],
    ),
    (
        Article,
        &["article", "articulo", "статья", "статьи", "مادة", "المادة"],
    ),
];

/// What may stand before the word: *draft new*, *projet de nouvelle*.
const BEFORE: &[&str] = &[
    "draft",
    "new",
    "revised",
    "proposed",
    "preliminary",
    "projet",
    "avant-projet",
    "de",
    "d'",
    "nouvelle",
    "nouveau",
    "nouvel",
    "revisee",
    "proyecto",
    "anteproyecto",
    "nueva",
    "nuevo",
    "revisada",
    "проект",
    "предварительный",
    "новой",
    "нового",
    "новая",
    "новое",
    "пересмотренной",
    "пересмотр",
    "مشروع",
    "جديد",
];

/// Chinese names, which stand behind the number: 第71号决议.
const HAN: &[(InstrumentKind, &str)] = &[
    (Resolution, "决议"),
    (Decision, "决定"),
    (Recommendation, "建议"),
    (Opinion, "意见"),
    (Annex, "附件"),
    (Appendix, "附录"),
    (Attachment, "后附资料"),
    (Part, "部分"),
    (Chapter, "章"),
    (Section, "节"),
    (Article, "条"),
];

/// What a line opens that has the words and the capitals of a number line.
pub fn own_name(text: &str) -> Option<InstrumentKind> {
    let capitals = text.chars().take_while(|c| c.is_uppercase()).count();
    if capitals < 4 || text.len() > 120 || text.ends_with(['.', ',', ';', ':']) {
        return None;
    }
    let mut depth = 0_usize;
    let mut outside = text.chars().filter(|c| {
        match c {
            '(' | '[' | '（' => depth += 1,
            ')' | ']' | '）' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    });
    if !text.contains(|c: char| c.is_ascii_digit()) || outside.any(char::is_lowercase) {
        return None;
    }
    instrument_kind(text)
}

/// The kind of instrument that a number line names, if it names one.
pub fn instrument_kind(number_line: &str) -> Option<InstrumentKind> {
    if number_line.chars().any(is_ideograph) {
        return han_kind(number_line);
    }
    let mut rest = number_line;
    loop {
        rest = rest.trim_start_matches(|c| is_space(c) || matches!(c, '[' | '(' | '"' | '“' | '«'));
        let named = |names: &[&str]| names.iter().any(|name| after_word_plain(rest, name).is_some());
        if let Some((kind, _)) = NAMES.iter().find(|(_, names)| named(names)) {
            return Some(*kind);
        }
        rest = BEFORE.iter().find_map(|word| match word.strip_suffix('\'') {
            Some(_) => after(rest, word),
            None => after_word_plain(rest, word),
        })?;
    }
}

/// The letter that an annex or part goes by, `A` of `ANNEX A TO RESOLUTION 5`, as its place in the
/// alphabet.
pub fn letter_of(number_line: &str) -> Option<u32> {
    let mut words = number_line.split(is_space).filter(|word| !word.is_empty());
    let mut before = words.next()?;
    for word in words {
        if let [letter @ b'A'..=b'Z'] = word.as_bytes()
            && instrument_kind(before).is_some()
        {
            return Some(u32::from(letter - b'A') + 1);
        }
        before = word;
    }
    None
}

/// The name at the line's start, or else the last one before the place and year.
fn han_kind(line: &str) -> Option<InstrumentKind> {
    let start = line.trim_start_matches(|c| is_space(c) || matches!(c, '[' | '（' | '('));
    if let Some((kind, _)) = HAN.iter().find(|(_, name)| start.starts_with(name)) {
        return Some(*kind);
    }
    let end = start
        .find(['（', '('])
        .filter(|&end| end > 0)
        .unwrap_or(start.len());
    let named = |text: &str| {
        HAN.iter()
            .filter_map(|(kind, name)| Some((text.rfind(name)?, *kind)))
            .max_by_key(|(at, _)| *at)
    };
    named(&start[..end])
        .or_else(|| named(start))
        .map(|(_, kind)| kind)
}

/// As [`after_word`], with the accents of capitals left off or not.
fn after_word_plain<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    if let Some(rest) = after_word(text, word) {
        return Some(rest);
    }
    let mut rest = text.chars();
    for wanted in word.chars() {
        let found = rest.next()?.to_lowercase().next()?;
        if plain(found) != wanted {
            return None;
        }
    }
    let rest = rest.as_str();
    (!rest.starts_with(char::is_alphanumeric)).then_some(rest)
}

fn plain(letter: char) -> char {
    match letter {
        'é' | 'è' | 'ê' => 'e',
        'í' => 'i',
        'ó' => 'o',
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn annexes_and_parts_have_letters() {
        assert_eq!(letter_of("ANNEX A TO RESOLUTION 5"), Some(1));
        assert_eq!(letter_of("PART D"), Some(4));
        assert_eq!(letter_of("ANEXO 1 A LA RESOLUCIÓN 5"), None);
    }

    #[test]
    fn the_first_name_decides() {
        for (line, kind) in [
            ("RESOLUTION 101 (Rev. Busan, 2014)", Resolution),
            ("Resolution 1 (2018)", Resolution),
            ("DRAFT NEW RESOLUTION [AFCP-1]", Resolution),
            ("RESOLUTION\u{A0}ITU-R 38-3", Resolution),
            ("ANNEX 1 TO RESOLUTION 101", Annex),
            ("Annex A", Annex),
            ("DECISION 5 (REV. BUSAN, 2014)", Decision),
            ("RÉSOLUTION 101 (RÉV. BUSAN, 2014)", Resolution),
            ("PROJET DE NOUVELLE RÉSOLUTION [EUR-1]", Resolution),
            ("Résolution 1 (2018)", Resolution),
            ("RESOLUCIÓN 1 (REV. HAMMAMET, 2016)", Resolution),
            ("PROYECTO DE NUEVA RESOLUCIÓN [IAP-1]", Resolution),
            ("SECCIÓN 2", Section),
            ("РЕЗОЛЮЦИЯ 101 (Пересм. Пусан, 2014 г.)", Resolution),
            ("ПРОЕКТ НОВОЙ РЕЗОЛЮЦИИ [RCC-1]", Resolution),
            ("第71号决议（2014年，釜山，修订版）", Resolution),
            ("第71号决议附件1", Annex),
            ("附件1 第71号决议", Annex),
            ("新决议草案[ACP-1]", Resolution),
            ("القـرار 417 (REV.WRC-12)", Resolution),
            ("مشروع قرار جديد", Resolution),
            ("Appendix I", Appendix),
            ("PART B", Part),
        ] {
            assert_eq!(instrument_kind(line), Some(kind), "{line}");
        }
        for line in [
            "On the revision of the SI",
            "Resolutions101",
            "",
            "Articleship",
            "101",
        ] {
            assert_eq!(instrument_kind(line), None, "{line}");
        }
    }
}
