//! Citations, `Resolution 101 (Rev. Busan, 2014) of the Plenipotentiary Conference`, found in a text.

use std::ops::Range;

use super::line::Line;
use super::vocabulary::Vocabulary;
use crate::house::{Body, Conference};
use crate::model::Language;

/// The longest text in brackets that is read as a place and date.
const LONGEST: usize = 60;

/// So many words before the brackets are looked at for what is cited.
const REACH: usize = 12;

/// A place and date, or a conference's code, in brackets.
#[derive(Clone, Debug)]
pub(super) struct Adopted {
    /// The brackets and what is in them.
    pub(super) brackets: Range<usize>,
    /// Whether it says that the text is a revision.
    pub(super) revised: bool,
    /// Where what follows the word for a revision begins.
    pub(super) behind: usize,
    /// The city; none where there is a code.
    pub(super) city: Option<Range<usize>>,
    /// Whether a comma stands behind the city.
    pub(super) has_comma: bool,
    /// The year, or none where it is that of a code.
    pub(super) year: Option<u16>,
    /// The code, `WRC-07`.
    pub(super) code: Option<Range<usize>>,
}

/// What is cited, and where and when that was adopted.
#[derive(Clone, Debug)]
pub(super) struct Citation {
    /// The place of its line.
    line: usize,
    pub(super) adopted: Adopted,
    /// The word for what is cited, as the vocabulary has it.
    pub(super) kind: Option<&'static str>,
    /// Where its numbers stand.
    pub(super) numbers: Vec<Range<usize>>,
    /// The body that is named behind it, with the place of its name.
    pub(super) body: Option<(Body, Range<usize>)>,
}

impl Citation {
    /// The line that it stands in.
    pub(super) fn line<'t, 'd>(&self, lines: &'t [Line<'d>]) -> &'t Line<'d> {
        &lines[self.line]
    }

    /// The city as written.
    pub(super) fn city<'t>(&self, lines: &'t [Line<'_>]) -> Option<&'t str> {
        let text = &lines[self.line].text;
        self.adopted.city.clone().map(|city| &text[city])
    }

    /// The numbers as written.
    pub(super) fn numbers<'t>(&self, lines: &'t [Line<'_>]) -> impl Iterator<Item = &'t str> {
        let text = &lines[self.line].text;
        self.numbers.iter().map(move |number| &text[number.clone()])
    }

    /// The body that adopted it, where the place and year leave no other.
    pub(super) fn adopted_by(&self, lines: &[Line<'_>], language: Language) -> Option<Body> {
        if let Some((body, _)) = self.body {
            return Some(body);
        }
        let (city, year) = (self.city(lines)?, self.adopted.year?);
        let mut met = Conference::of_year(year).filter(|met| met.met_in(city, language));
        let first = met.next()?.body;
        met.all(|other| other.body == first).then_some(first)
    }
}

/// All citations of a draft in the order of the text.
pub(super) fn citations(lines: &[Line<'_>], language: Language) -> Vec<Citation> {
    let vocabulary = Vocabulary::of(language);
    let mut found = Vec::new();
    if vocabulary.instruments.is_empty() {
        return found;
    }
    for (at, line) in lines.iter().enumerate() {
        for adopted in brackets(&line.text, vocabulary) {
            let (kind, numbers) = cited(&line.text, adopted.brackets.start, vocabulary);
            let body = named(&line.text, adopted.brackets.end, language, vocabulary);
            found.push(Citation {
                line: at,
                adopted,
                kind,
                numbers,
                body,
            });
        }
    }
    found
}

/// The places and dates in the brackets of a text.
pub(super) fn brackets(text: &str, vocabulary: &Vocabulary) -> Vec<Adopted> {
    let mut found = Vec::new();
    for (open, _) in text.match_indices('(') {
        let inside = &text[open + 1..text.floor_char_boundary(open + LONGEST)];
        let Some(length) = inside.find([')', '(']) else {
            continue;
        };
        if inside[length..].starts_with(')') {
            found.extend(adopted(text, open..open + length + 2, vocabulary));
        }
    }
    found
}

/// Reads what stands in brackets.
fn adopted(text: &str, brackets: Range<usize>, vocabulary: &Vocabulary) -> Option<Adopted> {
    let end = brackets.end - 1;
    // Of several, `(Johannesburg, 2008; Dubai, 2012)`, the last counts.
    let mut at = brackets.start + 1;
    at += text[at..end].rfind(';').map_or(0, |before| before + 1);
    at += text[at..end].len() - text[at..end].trim_start().len();
    let word = text[at..end]
        .find(|c: char| !c.is_alphabetic())
        .map_or(end, |length| at + length);
    let revised = vocabulary.is_revised(&text[at..word]);
    if revised {
        let rest = text[word..end].trim_start_matches(|c: char| c == '.' || c.is_whitespace());
        at = end - rest.len();
    }
    let rest = text[at..end].trim_end();
    let mut read = Adopted {
        brackets,
        revised,
        behind: at,
        city: None,
        has_comma: false,
        year: None,
        code: None,
    };
    if is_code(rest) {
        read.code = Some(at..at + rest.len());
        return Some(read);
    }
    let said = rest.trim_end_matches(|c: char| c == '.' || c == 'г' || c.is_whitespace());
    let digits = said
        .len()
        .checked_sub(4)
        .filter(|at| said.is_char_boundary(*at))?;
    read.year = Some(
        said[digits..]
            .parse()
            .ok()
            .filter(|year| (1865..2200).contains(year))?,
    );
    let before = said[..digits].trim_end();
    let city = before.trim_end_matches(',').trim_end();
    let is_name =
        |c: char| c.is_alphabetic() || c.is_whitespace() || matches!(c, '-' | '\u{2011}' | '’' | '\'');
    if !city.starts_with(char::is_uppercase) || !city.chars().all(is_name) {
        return None;
    }
    read.city = Some(at..at + city.len());
    read.has_comma = before.ends_with(',');
    Some(read)
}

/// `WRC-07`, `Mob-87`, `RRC-06`
fn is_code(text: &str) -> bool {
    let Some((letters, year)) = text.split_once(['-', '\u{2011}', '–']) else {
        return false;
    };
    let is_year = matches!(year.len(), 2 | 4) && year.bytes().all(|digit| digit.is_ascii_digit());
    let letters_are = letters.chars().all(char::is_alphabetic) && letters.starts_with(char::is_uppercase);
    is_year && letters_are && (2..=6).contains(&letters.chars().count())
}

/// What stands before brackets: the word for what is cited, and its numbers.
fn cited(text: &str, end: usize, vocabulary: &Vocabulary) -> (Option<&'static str>, Vec<Range<usize>>) {
    let mut numbers = Vec::new();
    let mut rest = text[..end].trim_end();
    for _ in 0..REACH {
        let start = rest
            .rfind(char::is_whitespace)
            .map_or(0, |at| rest.ceil_char_boundary(at + 1));
        let word = rest[start..].trim_matches([',', '(', '[', '“', '"', '*']);
        if let Some(kind) = vocabulary.instrument(word) {
            numbers.reverse();
            return (Some(kind).filter(|_| !numbers.is_empty()), numbers);
        }
        if word.bytes().any(|byte| byte.is_ascii_digit()) && !word.contains([')', ';']) {
            let at = start + rest[start..].find(word).unwrap_or_default();
            numbers.push(at..at + word.len());
        } else if !vocabulary.joins.contains(&word) && !word.starts_with("ITU") {
            break;
        }
        rest = rest[..start].trim_end();
        if rest.is_empty() {
            break;
        }
    }
    (None, Vec::new())
}

/// The body whose name stands behind brackets: `of WTSA`.
fn named(text: &str, at: usize, language: Language, vocabulary: &Vocabulary) -> Option<(Body, Range<usize>)> {
    let mut rest = text[at..].trim_start();
    let mut links = 0;
    while let Some(link) = vocabulary.links.iter().find(|link| rest.starts_with(**link)) {
        rest = rest[link.len()..].trim_start();
        links += 1;
    }
    if links == 0 {
        return None;
    }
    let (body, length) = Body::named(rest, language)?;
    let start = text.len() - rest.len();
    Some((body, start..start + length))
}
