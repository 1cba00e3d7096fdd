//! The words of the six languages: what the program prints of itself and what it reads by.

mod ar;
mod calls;
mod en;
mod es;
mod fold;
mod fr;
mod instrument;
mod lead;
mod naming;
mod ru;
mod zh;

pub(crate) use fold::without_accents;
pub use instrument::{instrument_kind, letter_of, own_name};
pub use lead::Lead;

use calls::Calls;
use fold::{after_word, is_space};

use crate::model::{CaptionKind, Date, Language};

/// The words of one language.
#[derive(Debug)]
pub struct Words {
    /// Which language.
    pub language: Language,
    /// ITU's letter for it: the `E` of `Document 80-E`.
    pub letter: char,
    /// What stands over the meeting's name in the header block unless the source says otherwise.
    pub meeting: &'static str,
    /// The words before the number of an agenda item.
    pub agenda_item: &'static str,
    /// The words behind it, where a language has some (Arabic).
    pub after_agenda_item: &'static str,
    /// The word before the abstract, without its colon.
    pub abstract_lead: &'static str,
    /// The word before whom to ask, without its colon.
    pub contact_lead: &'static str,
    /// The heading of a table of contents.
    pub contents: &'static str,
    /// The word over its page numbers.
    pub page: &'static str,
    /// The word that opens the reasons for a proposal, without its colon.
    pub reasons: &'static str,
    /// The word that opens a note.
    pub note: &'static str,
    /// The word before a table's number.
    pub table: &'static str,
    /// The word before a figure's number.
    pub figure: &'static str,
    /// The months from January, as dates have them.
    months: [&'static str; 12],
    /// The six languages in the order of [`Language::ALL`], as they stand after [`Self::original`].
    languages: [&'static str; 6],
    /// What stands before the language that a document was written in.
    original: &'static str,
    /// `Document `, with its space.
    document: &'static str,
    /// What stands before and behind the number of an addendum, revision or corrigendum, where
    /// the document's number follows on the next line.
    addendum: Supplement,
    revision: Supplement,
    corrigendum: Supplement,
    /// `Document` after one of these, where the language inflects it.
    document_inflected: &'static str,
    /// Other words than [`Self::reasons`] and its like that sources have for the same.
    other_leads: Leads,
    /// Words that authors have for [`Self::reasons`] and no source.
    reasons_alike: &'static [&'static str],
    /// Words that a number or name may not be parted from (FORMAT § 4, typography).
    pub(crate) binding: &'static [&'static str],
    /// The call phrases.
    calls: Calls,
}

/// The words around the number of an addendum, revision or corrigendum.
#[derive(Debug)]
struct Supplement {
    before: &'static str,
    after: &'static str,
}

/// Further spellings of lead words.
#[derive(Debug)]
struct Leads {
    reasons: &'static [&'static str],
    note: &'static [&'static str],
    table: &'static [&'static str],
    figure: &'static [&'static str],
}

/// The numbers that a document goes by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DocumentNumber<'n> {
    /// The document's own, the conference's prefix and the letter counted in: `80-E`.
    pub document: &'n str,
    /// Which addendum to it.
    pub addendum: Option<&'n str>,
    /// Which revision of that.
    pub revision: Option<&'n str>,
    /// Which corrigendum to that.
    pub corrigendum: Option<&'n str>,
}

impl Words {
    /// The words of a language.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &en::WORDS,
            Language::French => &fr::WORDS,
            Language::Spanish => &es::WORDS,
            Language::Russian => &ru::WORDS,
            Language::Chinese => &zh::WORDS,
            Language::Arabic => &ar::WORDS,
        }
    }

    /// A word that opens a text, with its colon.
    pub fn with_colon(&self, word: &str) -> String {
        match self.language {
            Language::French => format!("{word}\u{A0}:"),
            Language::Chinese => format!("{word}："),
            _ => format!("{word}:"),
        }
    }

    /// Whether a word is the name of a month.
    pub(crate) fn is_month(&self, word: &str) -> bool {
        self.months.contains(&word)
    }

    /// Whether a word by itself opens operative clauses: `resolves`.
    pub(crate) fn is_operative(&self, word: &str) -> bool {
        self.calls.operative.contains(&word)
    }

    /// A date in words: `1 October 2014`.
    pub fn date(&self, date: Date) -> String {
        let (year, day) = (date.year, date.day);
        let month = self.month(date.month);
        match self.language {
            Language::English | Language::Arabic => format!("{day} {month} {year}"),
            Language::French if day == 1 => format!("1er {month} {year}"),
            Language::French => format!("{day} {month} {year}"),
            Language::Spanish => format!("{day} de {month} de {year}"),
            Language::Russian => format!("{day} {month} {year} года"),
            Language::Chinese => format!("{year}年{month}{day}日"),
        }
    }

    /// The days that a conference lasts: `20 October – 7 November 2014`, `2–27 November 2015`.
    pub fn dates(&self, first: Date, last: Date) -> String {
        let same_year = first.year == last.year;
        if first.year == last.year && first.month == last.month {
            let (days, rest) = (format!("{}–{}", first.day, last.day), self.month(last.month));
            return match self.language {
                Language::English | Language::French | Language::Arabic => {
                    format!("{days} {rest} {}", last.year)
                }
                Language::Spanish => format!("{days} de {rest} de {}", last.year),
                Language::Russian => format!("{days} {rest} {} года", last.year),
                Language::Chinese => format!("{}年{rest}{}-{}日", last.year, first.day, last.day),
            };
        }
        let month = self.month(first.month);
        let opening = match self.language {
            _ if !same_year => self.date(first),
            Language::English | Language::Arabic | Language::Russian => format!("{} {month}", first.day),
            Language::French if first.day == 1 => format!("1er {month}"),
            Language::French => format!("{} {month}", first.day),
            Language::Spanish => format!("{} de {month}", first.day),
            Language::Chinese => {
                let end = self.month(last.month);
                return format!("{}年{month}{}日-{end}{}日", first.year, first.day, last.day);
            }
        };
        format!("{opening} – {}", self.date(last))
    }

    /// Whether a text begins with the name of a month as dates have it, in this language or English.
    pub(crate) fn begins_with_month(&self, text: &str) -> bool {
        let text = text.trim_start_matches(is_space);
        let named =
            |words: &Self, text: &str| words.months.iter().any(|month| after_word(text, month).is_some());
        let own = match self.language {
            Language::English => None,
            Language::Spanish => after_word(text, "de").map(|rest| rest.trim_start_matches(is_space)),
            _ => Some(text),
        };
        own.is_some_and(|text| named(self, text))
            || text.starts_with(|c: char| c.is_ascii_uppercase()) && named(Self::of(Language::English), text)
    }

    fn month(&self, month: u8) -> &'static str {
        let index = usize::from(month).saturating_sub(1);
        self.months.get(index).copied().unwrap_or_default()
    }

    /// `Original: English`
    pub fn original(&self, written_in: Language) -> String {
        let name = Language::ALL
            .iter()
            .zip(self.languages)
            .find(|(language, _)| **language == written_in);
        format!("{}{}", self.original, name.map_or("", |(_, name)| name))
    }

    /// The lines of a document's number in the header block: `Addendum 3 to`, `Document 18-E`.
    pub fn document_number(&self, number: DocumentNumber<'_>) -> Vec<String> {
        let supplements = [
            (&self.corrigendum, number.corrigendum),
            (&self.revision, number.revision),
            (&self.addendum, number.addendum),
        ];
        let mut lines: Vec<String> = supplements
            .into_iter()
            .filter_map(|(words, number)| Some(format!("{}{}{}", words.before, number?, words.after)))
            .collect();
        let document = number.document;
        if self.language == Language::Chinese {
            // The document comes first: 文件 18-C的补遗3.
            let word = if lines.is_empty() { "" } else { "的" };
            lines.reverse();
            return vec![format!("{}{document}{word}{}", self.document, lines.join("的"))];
        }
        lines.push(match lines.len() {
            0 => format!("{}{document}", self.document),
            _ => format!("{}{document}", self.document_inflected),
        });
        lines
    }

    /// What a file is called that has neither title nor text.
    pub fn untitled(&self) -> &'static str {
        self.document.trim_end()
    }

    /// The word before the number of a table or figure.
    pub fn caption(&self, kind: CaptionKind) -> &'static str {
        match kind {
            CaptionKind::Table => self.table,
            CaptionKind::Figure => self.figure,
        }
    }
}

/// A date as people write it: `1 October 2026`, `1er octobre 2026`, `1 de octubre de 2026`,
/// `October 1, 2026`, `2026/10/01`. Days and months in figures alone may be either way round, so
/// they are none.
pub fn date_in_words(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text
        .split(|c: char| is_space(c) || matches!(c, ',' | '/' | '.' | '年' | '月' | '日'))
        .filter(|part| !part.is_empty() && !matches!(*part, "de" | "года" | "г"))
        .collect();
    let [first, second, third] = parts.as_slice() else {
        return None;
    };
    let month = |name: &str| {
        let mut languages = Language::ALL.iter().map(|language| Words::of(*language));
        languages.find_map(|words| words.months.iter().position(|known| fold::same(name, known)))
    };
    let day = |text: &str| {
        text.trim_end_matches(|c: char| c.is_alphabetic())
            .parse::<u8>()
            .ok()
    };
    let (year, month, day) = if let Some(at) = month(second) {
        (third, at + 1, day(first)?)
    } else if let Some(at) = month(first) {
        (third, at + 1, day(second)?)
    } else if first.len() == 4 {
        (first, second.parse().ok()?, third.parse().ok()?)
    } else {
        return None;
    };
    (year.len() == 4).then_some(())?;
    Date::parse(&format!("{year}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn dates_are_written_as_each_language_writes_them() {
        let written = Language::ALL.map(|language| Words::of(language).date(date("2014-10-01")));
        assert_eq!(
            written,
            [
                "1 October 2014",
                "1er octobre 2014",
                "1 de octubre de 2014",
                "1 октября 2014 года",
                "2014年10月1日",
                "1 أكتوبر 2014",
            ]
        );
    }

    #[test]
    fn dates_in_words_are_understood() {
        let read = |text| date_in_words(text).map(|date| date.to_string());
        for text in [
            "1 October 2026",
            "October 1, 2026",
            "1er octobre 2026",
            "1 de octubre de 2026",
            "1 октября 2026 года",
            "2026/10/01",
            "2026.10.1",
            "2026年10月1日",
        ] {
            assert_eq!(read(text).as_deref(), Some("2026-10-01"), "{text}");
        }
        for text in ["01/10/2026", "31 February 2026", "October 2026", "soon"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn months_follow_the_number_of_a_day() {
        let begins = |language, text| Words::of(language).begins_with_month(text);
        for (language, text) in [
            (Language::English, "September 2024"),
            (Language::French, "septembre 2024"),
            (Language::Spanish, "de septiembre"),
            (Language::Russian, "октября 2014 года"),
            (Language::Arabic, "أكتوبر 2014"),
            (Language::Russian, "May 2014"),
        ] {
            assert!(begins(language, text), "{text}");
        }
        for (language, text) in [
            (Language::English, "may be used"),
            (Language::English, "Marching"),
            (Language::Spanish, "septiembre"),
            (Language::French, "mais"),
        ] {
            assert!(!begins(language, text), "{text}");
        }
    }

    #[test]
    fn the_days_of_a_conference_name_a_month_once() {
        let english = Words::of(Language::English);
        let busan = english.dates(date("2014-10-20"), date("2014-11-07"));
        assert_eq!(busan, "20 October – 7 November 2014");
        let geneva = english.dates(date("2015-11-02"), date("2015-11-27"));
        assert_eq!(geneva, "2–27 November 2015");
        let chinese = Words::of(Language::Chinese);
        assert_eq!(
            chinese.dates(date("2014-10-20"), date("2014-11-07")),
            "2014年10月20日-11月7日"
        );
    }

    #[test]
    fn a_document_number_has_a_line_for_each_thing_it_supplements() {
        let number = DocumentNumber {
            document: "48-E",
            addendum: Some("16"),
            revision: Some("1"),
            corrigendum: None,
        };
        let lines = |language| Words::of(language).document_number(number);
        assert_eq!(
            lines(Language::English),
            ["Revision 1 to", "Addendum 16 to", "Document 48-E"]
        );
        assert_eq!(lines(Language::Chinese), ["文件 48-E的补遗16的修订1"]);
        assert_eq!(lines(Language::Arabic)[2], "للوثيقة 48-E");
    }

    #[test]
    fn the_original_language_is_named_in_the_documents_own() {
        assert_eq!(
            Words::of(Language::Russian).original(Language::English),
            "Оригинал: английский"
        );
        assert_eq!(
            Words::of(Language::Chinese).original(Language::English),
            "原文：英文"
        );
        assert_eq!(
            Words::of(Language::Arabic).original(Language::Spanish),
            "الأصل: بالإسبانية"
        );
    }
}
