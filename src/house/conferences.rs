//! The conferences of the Union: names, places and days, and the forms that documents cite them by.

use std::collections::BTreeMap;

use super::{places, words::Words};
use crate::model::{Date, HouseName, Language};

/// Facts only, one conference a line.
const TABLE: &str = include_str!("conferences.tsv");

/// A conference, assembly or session of the Council.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conference {
    /// Which body meets.
    pub body: Body,
    /// The code in its usual spelling: `PP-14`.
    pub code: String,
    /// The name in English.
    pub name: &'static str,
    /// The place, as resolutions cite it.
    pub city: &'static str,
    /// The country of the place.
    pub country: &'static str,
    /// The year, as resolutions cite it (WTSA-20 is cited with 2022).
    pub year: u16,
    /// The first day.
    pub first_day: Option<Date>,
    /// The last day.
    pub last_day: Option<Date>,
}

/// The bodies whose conferences documents are written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Body {
    /// Plenipotentiary Conference.
    Plenipotentiary,
    /// World Telecommunication Standardization Assembly.
    Standardization,
    /// World Telecommunication Development Conference.
    Development,
    /// Radiocommunication Assembly.
    RadiocommunicationAssembly,
    /// World Radiocommunication Conference.
    Radiocommunication,
    /// The Council's yearly session.
    Council,
    /// Any other, or a predecessor of these.
    Other,
}

impl Body {
    /// The house style of the documents of its conferences.
    pub fn house(self) -> HouseName {
        match self {
            Self::Plenipotentiary | Self::Other => HouseName::Pp,
            Self::Standardization => HouseName::Wtsa,
            Self::Development => HouseName::Wtdc,
            Self::Radiocommunication => HouseName::Wrc,
            Self::RadiocommunicationAssembly => HouseName::Ra,
            Self::Council => HouseName::Council,
        }
    }
}

/// What each body is called: its acronyms by language in the order of [`Language::ALL`].
const ACRONYMS: &[(Body, [&str; 6])] = &[
    (Body::Plenipotentiary, ["PP", "PP", "PP", "ПК", "PP", "PP"]),
    (
        Body::Standardization,
        ["WTSA", "AMNT", "AMNT", "ВАСЭ", "WTSA", "WTSA"],
    ),
    (
        Body::Development,
        ["WTDC", "CMDT", "CMDT", "ВКРЭ", "WTDC", "WTDC"],
    ),
    (
        Body::RadiocommunicationAssembly,
        ["RA", "AR", "AR", "АР", "RA", "RA"],
    ),
    (
        Body::Radiocommunication,
        ["WRC", "CMR", "CMR", "ВКР", "WRC", "WRC"],
    ),
];

/// How the Union's name is told from other words in what a body is called.
const UNION: &[&str] = &["Union", "Unión", "союз", "联盟", "الاتحاد"];

/// A line that says who speaks has so many bytes at most.
const LONGEST: usize = 250;

impl Body {
    /// The body that speaks in the first of these lines that says so: *The Plenipotentiary Conference of the
    /// International Telecommunication Union (Dubai, 2018),*.
    pub fn speaking<'l>(lines: impl IntoIterator<Item = &'l str>, language: Language) -> Option<Self> {
        let conferences = Conference::all();
        let names: BTreeMap<&'static str, Self> = conferences
            .map(|conference| (conference.name_in(language), conference.body))
            .collect();
        lines.into_iter().find_map(|line| {
            let said = called(line)?;
            names.iter().find_map(|(name, body)| {
                let (before, behind) = said.split_once(name)?;
                let is_all = behind.trim().is_empty() || UNION.iter().any(|union| behind.contains(union));
                (is_all && is_article(before)).then_some(*body)
            })
        })
    }
}

/// What stands before the place and the comma of a line that may say who speaks.
fn called(line: &str) -> Option<&str> {
    let said = line.trim().strip_suffix([',', '，', '،'])?;
    let said = match (said.find(['(', '（']), said.rfind([')', '）'])) {
        (Some(open), Some(close)) if open < close => &said[..open],
        _ => said,
    };
    (said.len() <= LONGEST).then_some(said)
}

/// Whether nothing but an article can stand there: *The*, *La*, *L’*, *إن*.
fn is_article(text: &str) -> bool {
    text.trim().chars().count() <= 3
}

impl Conference {
    /// Every conference of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        rows()
    }

    /// The conference of a code: `PP-14`, `pp14`, `PP-2014`, `CMR-15`, `C20`.
    pub fn find(code: &str) -> Option<Self> {
        let (letters, digits) = parts(code)?;
        if letters == "C" {
            return council(digits);
        }
        let letters = ACRONYMS
            .iter()
            .find(|(_, names)| names.contains(&letters.as_str()))
            .map_or(letters.as_str(), |(_, names)| names[0]);
        rows().find(|row| {
            parts(&row.code)
                .is_some_and(|(known, year)| known == letters && same_year(digits, year, row.year))
        })
    }

    /// The known code that is most like a text, for suggestions.
    pub fn nearest(code: &str) -> Option<&'static str> {
        let code = code.to_uppercase();
        // Of several alike the latest: it is the one written about.
        codes()
            .map(|known| (strsim::damerau_levenshtein(&code, known), known))
            .reduce(|best, next| if next.0 <= best.0 { next } else { best })
            .filter(|(distance, _)| *distance <= 2)
            .map(|(_, known)| known)
    }

    /// The code as a language has it: `CMR-15`, `ВКР-15`.
    pub fn acronym(&self, language: Language) -> String {
        if self.body == Body::Council {
            return self.code.clone();
        }
        match self.code.rsplit_once('-') {
            Some((letters, year)) => format!("{}-{year}", self.localized(letters, language)),
            None => self.code.clone(),
        }
    }

    fn localized<'t>(&self, letters: &'t str, language: Language) -> &'t str {
        let names = ACRONYMS
            .iter()
            .find(|(body, names)| *body == self.body && names[0] == letters);
        names.map_or(letters, |(_, names)| names[index(language)])
    }

    /// The name with its code, as the header block has it: `Plenipotentiary Conference (PP-14)`.
    pub fn title(&self, language: Language) -> String {
        let (name, year, code) = (self.name_in(language), self.year, self.acronym(language));
        match (self.body, language) {
            (Body::Council, Language::Russian) => format!("{name} {year} года"),
            (Body::Council, Language::Chinese) => format!("{year}年{name}"),
            (Body::Council, _) => format!("{name} {year}"),
            (_, Language::Chinese) => format!("{name}（{code}）"),
            // Its own documents repeat the year.
            (Body::Development, _) => format!("{name} {year} ({code})"),
            _ => format!("{name} ({code})"),
        }
    }

    /// The name, in the language where it is known for certain, else in English.
    pub fn name_in(&self, language: Language) -> &'static str {
        let names: [&'static str; 5] = match self.body {
            Body::Plenipotentiary if self.name == "Plenipotentiary Conference" => [
                "Conférence de plénipotentiaires",
                "Conferencia de Plenipotenciarios",
                "Полномочная конференция",
                "全权代表大会",
                "مؤتمر المندوبين المفوضين",
            ],
            Body::Standardization => [
                "Assemblée mondiale de normalisation des télécommunications",
                "Asamblea Mundial de Normalización de las Telecomunicaciones",
                "Всемирная ассамблея по стандартизации электросвязи",
                "世界电信标准化全会",
                "الجمعية العالمية لتقييس الاتصالات",
            ],
            Body::Development => [
                "Conférence mondiale de développement des télécommunications",
                "Conferencia Mundial de Desarrollo de las Telecomunicaciones",
                "Всемирная конференция по развитию электросвязи",
                "世界电信发展大会",
                "المؤتمر العالمي لتنمية الاتصالات",
            ],
            Body::RadiocommunicationAssembly => [
                "Assemblée des radiocommunications",
                "Asamblea de Radiocomunicaciones",
                "Ассамблея радиосвязи",
                "无线电通信全会",
                "جمعية الاتصالات الراديوية",
            ],
            Body::Radiocommunication => [
                "Conférence mondiale des radiocommunications",
                "Conferencia Mundial de Radiocomunicaciones",
                "Всемирная конференция радиосвязи",
                "世界无线电通信大会",
                "المؤتمر العالمي للاتصالات الراديوية",
            ],
            Body::Council => ["Conseil", "Consejo", "Совет", "理事会", "المجلس"],
            Body::Plenipotentiary | Body::Other => return self.name,
        };
        match index(language) {
            0 => self.name,
            other => names[other - 1],
        }
    }

    /// The place; WTDC's documents name the country too.
    pub fn place(&self, language: Language) -> String {
        let city = places::city(self.city, language);
        match (self.body, language) {
            (Body::Development, Language::English) => format!("{city}, {}", self.country),
            _ => city.to_owned(),
        }
    }

    /// The days: `20 October – 7 November 2014`; none where the table has none.
    pub fn dates(&self, language: Language) -> Option<String> {
        Some(Words::of(language).dates(self.first_day?, self.last_day?))
    }

    /// A document's number with the body's prefix and the language's letter: `80-E`,
    /// `WTDC-17/23-E`, `C20/55-E` (FORMAT § 5.1).
    pub fn document_number(&self, number: &str, language: Language) -> String {
        let letter = Words::of(language).letter;
        let number = number.strip_suffix(&format!("-{letter}")).unwrap_or(number);
        match self.body {
            Body::Development | Body::Council => format!("{}/{number}-{letter}", self.code),
            _ => format!("{number}-{letter}"),
        }
    }

    /// The short form of running heads: `PP14`, `CMR15` whatever the language, `WTDC-17`, `C20`
    /// (FORMAT § 5.3).
    pub fn short(&self) -> String {
        match self.body {
            Body::Development | Body::Council => self.code.clone(),
            Body::Radiocommunication => self.acronym(Language::French).replace('-', ""),
            _ => self.code.replace('-', ""),
        }
    }
}

fn index(language: Language) -> usize {
    Language::ALL
        .iter()
        .position(|&known| known == language)
        .unwrap_or_default()
}

fn rows() -> impl Iterator<Item = Conference> {
    TABLE.lines().skip(1).filter_map(row)
}

fn codes() -> impl Iterator<Item = &'static str> {
    TABLE.lines().skip(1).filter_map(|line| line.split('\t').next())
}

fn row(line: &'static str) -> Option<Conference> {
    let mut cells = line.split('\t');
    let mut next = || cells.next();
    let (code, name, city, country) = (next()?, next()?, next()?, next()?);
    let year = next()?.parse().ok()?;
    let mut day = || next().and_then(Date::parse);
    Some(Conference {
        body: body(code),
        code: code.to_owned(),
        name,
        city,
        country,
        year,
        first_day: day(),
        last_day: day(),
    })
}

fn body(code: &str) -> Body {
    if code
        .strip_prefix('C')
        .is_some_and(|year| year.bytes().all(|digit| digit.is_ascii_digit()))
    {
        return Body::Council;
    }
    let letters = code.rsplit_once('-').map_or(code, |(letters, _)| letters);
    let named = ACRONYMS.iter().find(|(_, names)| names[0] == letters);
    named.map_or(Body::Other, |(body, _)| *body)
}

/// A session of the Council: one a year, in Geneva. Of those that are not in the table the days
/// are not known.
fn council(digits: &str) -> Option<Conference> {
    let written: u16 = digits.parse().ok()?;
    let year = match digits.len() {
        2 => 2000 + written,
        4 if (1947..2100).contains(&written) => written,
        _ => return None,
    };
    let code = format!("C{:02}", year % 100);
    let known = rows().find(|row| row.code == code && row.year == year);
    Some(known.unwrap_or(Conference {
        body: Body::Council,
        code,
        name: "Council",
        city: "Geneva",
        country: "Switzerland",
        year,
        first_day: None,
        last_day: None,
    }))
}

/// The letters of a code in capitals without hyphens at their end, and the digits behind them.
fn parts(code: &str) -> Option<(String, &str)> {
    let code = code.trim();
    let start = code.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (letters, digits) = code.split_at(start);
    let letters = letters.trim_end_matches(['-', '\u{2011}', ' ']).to_uppercase();
    (!letters.is_empty() && matches!(digits.len(), 2 | 4)).then_some((letters, digits))
}

/// Whether a code's year, of two digits or four, is the year of another code's conference.
fn same_year(written: &str, known: &str, held: u16) -> bool {
    let last_two = |year: &str| year.len().checked_sub(2).map(|at| year.as_bytes()[at..].to_vec());
    // 2032 is not meant by the PP-32 of 1932.
    let century = written.len() == 2 || written.starts_with(if held < 2000 { "19" } else { "20" });
    century && last_two(written) == last_two(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_known_by_what_it_says_of_itself() {
        let speaking = |line| Body::speaking(["a) other lines,", line], Language::English);
        for (line, body) in [
            (
                "The World Radiocommunication Conference (Geneva, 2015),",
                Some(Body::Radiocommunication),
            ),
            (
                "The Plenipotentiary Conference of the International Telecommunication Union (Dubai, 2018),",
                Some(Body::Plenipotentiary),
            ),
            ("The Council,", Some(Body::Council)),
            ("The Council decided,", None),
            ("that the Council,", None),
            ("The Council", None),
        ] {
            assert_eq!(speaking(line), body, "{line}");
        }
        let french = Body::speaking(
            ["L’Assemblée des radiocommunications de l’UIT,"],
            Language::French,
        );
        assert_eq!(french, None);
        let french = Body::speaking(
            ["La Conférence mondiale des radiocommunications (Genève, 2015),"],
            Language::French,
        );
        assert_eq!(french, Some(Body::Radiocommunication));
    }

    #[test]
    fn codes_are_found_however_they_are_written() {
        let code = |written| Conference::find(written).map(|found| found.code);
        for (written, found) in [
            ("PP-14", "PP-14"),
            ("pp14", "PP-14"),
            ("PP-2014", "PP-14"),
            ("WTSA-2000", "WTSA-2000"),
            ("WTSA-16", "WTSA-16"),
            ("CMR-15", "WRC-15"),
            ("ВКР-23", "WRC-23"),
            ("AMNT-16", "WTSA-16"),
            ("C20", "C20"),
            ("C-2019", "C19"),
        ] {
            assert_eq!(code(written).as_deref(), Some(found), "{written}");
        }
        for unknown in ["PP-15", "XX-14", "", "14", "PP", "PP-1", "C", "é", "PP-2032"] {
            assert_eq!(code(unknown), None, "{unknown}");
        }
        assert_eq!(Conference::nearest("PP-41"), Some("PP-14"));
        assert_eq!(Conference::nearest("WSTA-16"), Some("WTSA-16"));
        assert_eq!(Conference::nearest("nothing like it"), None);
    }

    #[test]
    fn every_row_of_the_table_is_read() {
        assert_eq!(rows().count(), TABLE.lines().count() - 1);
        for code in codes() {
            assert!(Conference::find(code).is_some(), "{code}");
        }
    }

    #[test]
    fn headers_name_conferences_as_their_documents_do() {
        let title = |code, language| {
            Conference::find(code)
                .map(|c| c.title(language))
                .unwrap_or_default()
        };
        assert_eq!(
            title("PP-14", Language::English),
            "Plenipotentiary Conference (PP-14)"
        );
        assert_eq!(
            title("WTDC-17", Language::English),
            "World Telecommunication Development Conference 2017 (WTDC-17)"
        );
        assert_eq!(title("C20", Language::English), "Council 2020");
        assert_eq!(
            title("WRC-15", Language::French),
            "Conférence mondiale des radiocommunications (CMR-15)"
        );
        assert_eq!(title("PP-14", Language::Chinese), "全权代表大会（PP-14）");
    }

    #[test]
    fn places_and_days_are_those_of_the_table() {
        let found = |code, language| {
            let conference = Conference::find(code)?;
            Some((conference.place(language), conference.dates(language)?))
        };
        let both = |place: &str, dates: &str| Some((place.to_owned(), dates.to_owned()));
        assert_eq!(
            found("PP-14", Language::English),
            both("Busan", "20 October – 7 November 2014")
        );
        assert_eq!(
            found("WTDC-17", Language::English),
            both("Buenos Aires, Argentina", "9–20 October 2017")
        );
        assert_eq!(
            found("WRC-15", Language::French),
            both("Genève", "2–27 novembre 2015")
        );
        assert_eq!(found("C20", Language::English), both("Geneva", "9–19 June 2020"));
        assert_eq!(
            found("C26", Language::Russian),
            both("Женева", "28 апреля – 8 мая 2026 года")
        );
        assert_eq!(found("C03", Language::English), None);
    }

    #[test]
    fn running_heads_have_short_forms() {
        let short = |code| Conference::find(code).map(|c| c.short()).unwrap_or_default();
        assert_eq!(short("PP-14"), "PP14");
        assert_eq!(short("WRC-15"), "CMR15");
        assert_eq!(short("WTSA-16"), "WTSA16");
        assert_eq!(short("WTDC-17"), "WTDC-17");
        assert_eq!(short("C20"), "C20");
    }
}
