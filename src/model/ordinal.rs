//! What a label counts: its scheme and its place in the sequence.

use super::Language;
use super::alphabet::{ABJAD, CYRILLIC, roman_numeral};
use super::house_form::house_form;
use super::label::LATIN_INSERTS;

/// How a label counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Scheme {
    /// `1`, `1.1`, `1.`
    Number,
    /// `1`, and `3.1` for the third under 1, as Arabic texts print it.
    NumberBackwards,
    /// `A.1`, `A.1.a`: a number that begins with the letter of its annex or part.
    Part,
    /// `1)`, `(1)`
    BracketedNumber,
    /// `a)` of the Latin alphabet.
    Latin,
    /// `а)` of the Cyrillic alphabet.
    Cyrillic,
    /// `أ)` in the order of the abjad.
    Arabic,
    /// `i)`, `iv)`
    Roman,
    /// `•`
    Bullet,
    /// `–`
    Dash,
}

impl Scheme {
    /// How deep the scheme usually stands: a deeper one at the same indent nests.
    pub fn rank(self) -> u8 {
        match self {
            Self::Number | Self::NumberBackwards | Self::Part => 0,
            Self::BracketedNumber => 1,
            Self::Latin | Self::Cyrillic | Self::Arabic => 2,
            Self::Roman => 3,
            Self::Bullet => 4,
            Self::Dash => 5,
        }
    }

    /// Whether it counts by letters of an alphabet.
    pub fn is_alphabetic(self) -> bool {
        matches!(self, Self::Latin | Self::Cyrillic | Self::Arabic)
    }

    /// Whether it is a number without a bracket, as headings have.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Number | Self::NumberBackwards | Self::Part)
    }

    /// Whether its labels have an order at all.
    pub fn counts(self) -> bool {
        !matches!(self, Self::Bullet | Self::Dash)
    }
}

/// Which way the levels of a number run in a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NumberWay {
    /// `1.3` is the third under 1.
    #[default]
    Forwards,
    /// `3.1` is, as Arabic texts may print it.
    Backwards,
}

/// One level of a label: a number from 1, and how often something was inserted behind it later
/// (1 for `bis`, 2 for `ter`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Step {
    /// From 1; 0 for bullets and dashes.
    pub number: u32,
    /// 0 for none, 1 for `bis` and so on.
    pub insert: u8,
}

/// A label as a place in a sequence.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ordinal {
    /// How it counts.
    pub scheme: Scheme,
    /// Its levels, the outermost first; only numbers have more than one. That of a part's letter is
    /// the first, counted as in an alphabet.
    pub steps: Vec<Step>,
}

impl Ordinal {
    /// The ways to read a label in a document whose numbers run this way.
    pub fn readings_in(label: &str, way: NumberWay) -> Vec<Self> {
        let mut readings = Self::readings(label);
        if way == NumberWay::Backwards {
            for ordinal in readings.iter_mut().filter(|it| it.scheme == Scheme::Number) {
                ordinal.scheme = Scheme::NumberBackwards;
                ordinal.steps.reverse();
            }
        }
        readings
    }

    /// The ways to read a label; more than one where a letter is a roman number too, or looks
    /// like one of another alphabet. Empty where it is no label.
    pub fn readings(label: &str) -> Vec<Self> {
        let text = label.trim().trim_start_matches(['(', '（']);
        match text {
            "•" | "·" => return vec![Self::single(Scheme::Bullet, 0, 0)],
            "–" | "—" | "-" => return vec![Self::single(Scheme::Dash, 0, 0)],
            _ => {}
        }
        if text.starts_with(|c: char| c.is_ascii_digit()) {
            return Self::number(text).into_iter().collect();
        }
        if let Some(ordinal) = Self::part(text) {
            return vec![ordinal];
        }
        let (letters, insert) = split_insert(text);
        let lower = letters.to_lowercase();
        let mut readings = Vec::new();
        if let Some(number) = latin(&lower) {
            readings.push(Self::single(Scheme::Latin, number, insert));
        }
        if let Some(number) = roman(&lower) {
            readings.push(Self::single(Scheme::Roman, number, insert));
        }
        if lower.is_ascii() {
            return readings;
        }
        if let Some(number) = alphabet(&lower, CYRILLIC) {
            readings.push(Self::single(Scheme::Cyrillic, number, insert));
        }
        if let Some(number) = latin_twin(&lower) {
            readings.push(Self::single(Scheme::Latin, number, insert));
        }
        if let Some(number) = arabic(&lower) {
            readings.push(Self::single(Scheme::Arabic, number, insert));
        }
        readings
    }

    /// Of several readings the one that counts least far: `ii)` is two and not the letters after
    /// `hh)`.
    pub fn likeliest(readings: &[Self]) -> Option<&Self> {
        let number = |ordinal: &&Self| ordinal.steps.first().map(|step| step.number);
        readings.iter().min_by_key(number)
    }

    fn single(scheme: Scheme, number: u32, insert: u8) -> Self {
        Self {
            scheme,
            steps: vec![Step { number, insert }],
        }
    }

    fn number(text: &str) -> Option<Self> {
        let bracketed = text.contains([')', '）']);
        let text = text.replace([')', '）'], "");
        let steps = text
            .trim_end_matches('.')
            .split('.')
            .map(|level| {
                let digits = level.trim_start_matches(|c: char| c.is_ascii_digit());
                let number = level[..level.len() - digits.len()].parse().ok()?;
                Some(Step {
                    number,
                    insert: insert_rank(digits),
                })
            })
            .collect::<Option<Vec<_>>>()?;
        Some(Self {
            scheme: if bracketed {
                Scheme::BracketedNumber
            } else {
                Scheme::Number
            },
            steps,
        })
    }

    /// `A.1`, `D.2.3`, `A.1.a`
    fn part(text: &str) -> Option<Self> {
        let (letter, levels) = text.split_once('.')?;
        let mut steps = vec![Step {
            number: part_letter(letter)?,
            insert: 0,
        }];
        for level in levels.trim_end_matches('.').split('.') {
            let digits = level.trim_start_matches(|c: char| c.is_ascii_digit());
            let number = match level[..level.len() - digits.len()].parse() {
                Ok(number) => number,
                Err(_) if level.len() == 1 => latin(level)?,
                Err(_) => return None,
            };
            let insert = if number > 0 { insert_rank(digits) } else { 0 };
            steps.push(Step { number, insert });
        }
        Some(Self {
            scheme: Scheme::Part,
            steps,
        })
    }

    /// The letter of the annex or part that a number begins with.
    pub fn letter(&self) -> Option<u32> {
        (self.scheme == Scheme::Part).then(|| self.steps.first().map(|step| step.number))?
    }

    /// Whether it can open a sequence: `1`, `a)`, `i)`, `1.1`, or a bullet.
    pub fn is_first(&self) -> bool {
        let opens = |step: &Step| step.number == 1 && step.insert == 0;
        match self.scheme {
            Scheme::Bullet | Scheme::Dash => true,
            Scheme::Part => self.steps.iter().skip(1).all(opens),
            // A numbering may begin with 1.0.
            _ if self.steps.len() > 1 => {
                let last = self.steps.len() - 1;
                self.steps[..last].iter().all(opens) && begins(self.steps[last])
            }
            _ => self.steps.iter().all(opens),
        }
    }

    /// Whether it is the first of some part's own numbering: `2.1`, `3.1.1`.
    pub fn is_first_of_its_part(&self) -> bool {
        let below = self.steps.get(1..).unwrap_or_default();
        match below.split_last() {
            Some((last, between)) => {
                between.iter().all(|step| step.number == 1 && step.insert == 0) && begins(*last)
            }
            None => false,
        }
    }

    /// Whether it is the next label after `before`, which counts in the same scheme.
    pub fn follows(&self, before: &Self) -> bool {
        if self.scheme != before.scheme {
            return false;
        }
        if !self.scheme.counts() {
            return true;
        }
        let (old, new) = (&before.steps, &self.steps);
        // One level deeper: 1, then 1.1.
        if new.len() == old.len() + 1 && new.starts_with(old) {
            return new.last().copied().is_some_and(begins);
        }
        // The same level or further out: 1.2, then 1.3 or 2.
        let Some(last) = new.len().checked_sub(1).filter(|&last| last < old.len()) else {
            return false;
        };
        new[..last] == old[..last] && next_step(old[last], new[last], self.scheme)
    }

    /// Whether one label that would come between `before` and it is left out.
    pub fn leaves_out_one(&self, before: &Self) -> bool {
        let next = |levels: usize| {
            let mut steps = before.steps[..levels].to_vec();
            let last = steps.last_mut()?;
            *last = Step {
                number: last.number + 1,
                insert: 0,
            };
            Some(steps)
        };
        let mut deeper = before.steps.clone();
        deeper.push(Step { number: 1, insert: 0 });
        let between = (1..=before.steps.len()).filter_map(next).chain([deeper]);
        between
            .map(|steps| Self {
                scheme: before.scheme,
                steps,
            })
            .any(|between| self.follows(&between))
    }

    /// `A.1.a` where the last level of `like` is a letter, else `A.1.1`.
    fn print_part(&self, like: &str) -> Option<String> {
        let (letter, levels) = self.steps.split_first()?;
        let mut label = print_latin(letter.number)?.to_uppercase();
        let ends_in_letter = like
            .trim()
            .rsplit('.')
            .next()
            .is_some_and(|level| latin(level).is_some());
        let depth = like.trim().matches('.').count();
        for (at, step) in levels.iter().enumerate() {
            label.push('.');
            if ends_in_letter && at + 1 == levels.len() && levels.len() == depth {
                label.push_str(&print_latin(step.number)?);
            } else {
                label.push_str(&step.number.to_string());
            }
            label.push_str(insert_word(step.insert));
        }
        Some(label)
    }

    /// The label as printed, in capitals where `like` is, and as `like` where it has no order.
    pub fn print(&self, like: &str) -> Option<String> {
        let first = self.steps.first()?;
        let letters = match self.scheme {
            Scheme::Number | Scheme::BracketedNumber => {
                let levels = self
                    .steps
                    .iter()
                    .map(|step| format!("{}{}", step.number, insert_word(step.insert)));
                let close = if self.scheme == Scheme::Number { "" } else { ")" };
                return Some(levels.collect::<Vec<_>>().join(".") + close);
            }
            Scheme::NumberBackwards => {
                let levels = self.steps.iter().rev();
                let levels = levels.map(|step| format!("{}{}", step.number, insert_word(step.insert)));
                return Some(levels.collect::<Vec<_>>().join("."));
            }
            Scheme::Part => return self.print_part(like),
            Scheme::Latin => print_latin(first.number)?,
            Scheme::Roman => roman_numeral(first.number),
            Scheme::Cyrillic => nth(CYRILLIC, first.number)?,
            Scheme::Arabic => nth(ABJAD, first.number)?,
            Scheme::Bullet | Scheme::Dash => return Some(like.trim().to_owned()),
        };
        let capital = like
            .chars()
            .find(|c| c.is_alphabetic())
            .is_some_and(char::is_uppercase);
        let letters = if capital { letters.to_uppercase() } else { letters };
        let label = format!("{letters}){}", insert_word(first.insert));
        Some(house_form(&label, Language::Arabic))
    }
}

/// Whether a label has no more than digits and points between them.
pub(crate) fn is_bare_number(label: &str) -> bool {
    label.starts_with(|c: char| c.is_ascii_digit())
        && label.ends_with(|c: char| c.is_ascii_digit())
        && label.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// Whether a level begins so, 1 or, above it, 0.
pub(super) fn begins(step: Step) -> bool {
    step.number <= 1 && step.insert == 0
}

fn next_step(old: Step, new: Step, scheme: Scheme) -> bool {
    let fresh = new.insert == 0
        && (new.number == old.number + 1
            // After z) come aa), bb) …, whatever the house counts between them.
            || scheme == Scheme::Latin && old.number >= 26 && new.number == old.number + 27);
    fresh || new.number == old.number && new.insert == old.insert + 1
}

/// `b)bis` and `bbis)`: the letters and the rank of the insert.
fn split_insert(text: &str) -> (String, u8) {
    let text: String = text
        .chars()
        .filter(|c| !matches!(c, ')' | '）' | 'ـ') && !c.is_whitespace() && *c != '\u{A0}')
        .collect();
    for (rank, word) in LATIN_INSERTS.iter().enumerate() {
        if let Some(letters) = text.strip_suffix(word).filter(|letters| !letters.is_empty()) {
            return (letters.to_owned(), rank as u8 + 1);
        }
    }
    (text, 0)
}

fn insert_rank(word: &str) -> u8 {
    LATIN_INSERTS
        .iter()
        .position(|insert| *insert == word)
        .map_or(0, |rank| rank as u8 + 1)
}

fn insert_word(rank: u8) -> &'static str {
    (rank as usize)
        .checked_sub(1)
        .and_then(|at| LATIN_INSERTS.get(at))
        .copied()
        .unwrap_or_default()
}

/// The number of a part's letter in its alphabet.
fn part_letter(letter: &str) -> Option<u32> {
    let is_capital = letter.chars().all(char::is_uppercase) && letter.chars().count() == 1;
    is_capital.then(|| latin(&letter.to_lowercase()))?
}

/// a = 1 … z = 26, aa = 27, ab = 28 …
fn latin(letters: &str) -> Option<u32> {
    let value = |c: char| c.is_ascii_lowercase().then(|| c as u32 - 'a' as u32 + 1);
    let mut characters = letters.chars();
    match (characters.next(), characters.next(), characters.next()) {
        (Some(only), None, None) => value(only),
        (Some(first), Some(second), None) => Some(value(first)? * 26 + value(second)?),
        _ => None,
    }
}

fn print_latin(number: u32) -> Option<String> {
    let letter = |n: u32| char::from_u32('a' as u32 + n - 1).map(String::from);
    match number {
        1..=26 => letter(number),
        27..=702 => Some(letter((number - 1) / 26)? + &letter((number - 1) % 26 + 1)?),
        _ => None,
    }
}

/// Cyrillic letters that look like the Latin ones, as some Russian texts have them.
fn latin_twin(letters: &str) -> Option<u32> {
    let twin = match letters {
        "а" => 'a',
        "с" => 'c',
        "е" => 'e',
        "о" => 'o',
        "р" => 'p',
        "х" => 'x',
        _ => return None,
    };
    latin(&twin.to_string())
}

fn alphabet(letters: &str, alphabet: &str) -> Option<u32> {
    let mut characters = letters.chars();
    let only = characters.next().filter(|_| characters.next().is_none())?;
    let at = alphabet.chars().position(|letter| letter == only)?;
    u32::try_from(at + 1).ok()
}

fn arabic(letters: &str) -> Option<u32> {
    let plain: String = letters
        .chars()
        .map(|c| match c {
            'ا' | 'إ' | 'آ' => 'أ',
            'ﻫ' | 'ﻩ' | 'ة' => 'ه',
            'ى' => 'ي',
            other => other,
        })
        .collect();
    alphabet(&plain, ABJAD)
}

fn nth(alphabet: &str, number: u32) -> Option<String> {
    alphabet
        .chars()
        .nth(number.checked_sub(1)? as usize)
        .map(String::from)
}

fn roman(letters: &str) -> Option<u32> {
    if letters.is_empty() || letters.len() > 8 || !letters.bytes().all(|b| b"ivxl".contains(&b)) {
        return None;
    }
    let value = |letter| match letter {
        b'i' => 1,
        b'v' => 5,
        b'x' => 10,
        _ => 50,
    };
    let mut number: u32 = 0;
    let mut behind = 0;
    for letter in letters.bytes().rev().map(value) {
        number = match letter < behind {
            true => number.checked_sub(letter)?,
            false => number + letter,
        };
        behind = letter;
    }
    // Of several ways to write a number one is right.
    ((1..90).contains(&number) && roman_numeral(number) == letters).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(label: &str, scheme: Scheme) -> Ordinal {
        Ordinal::readings(label)
            .into_iter()
            .find(|ordinal| ordinal.scheme == scheme)
            .unwrap_or_else(|| panic!("{label} is no {scheme:?}"))
    }

    #[test]
    fn labels_follow_one_another() {
        let in_order = [
            ("a)", "b)", Scheme::Latin),
            ("h)", "i)", Scheme::Latin),
            ("z)", "aa)", Scheme::Latin),
            ("aa)", "bb)", Scheme::Latin),
            ("b)", "b)bis", Scheme::Latin),
            ("bbis)", "c)", Scheme::Latin),
            ("iii)", "iv)", Scheme::Roman),
            ("1", "2", Scheme::Number),
            ("1.9", "1.10", Scheme::Number),
            ("1", "1.1", Scheme::Number),
            ("1.2.3", "2", Scheme::Number),
            ("1bis.2", "1bis.3", Scheme::Number),
            ("1", "1bis", Scheme::Number),
            ("(1)", "(2)", Scheme::BracketedNumber),
            ("в)", "г)", Scheme::Cyrillic),
            ("أ )", "ب)", Scheme::Arabic),
            ("7.1", "7.1.0", Scheme::Number),
            ("7.1.0", "7.1.1", Scheme::Number),
            ("A.1", "A.2", Scheme::Part),
            ("A.1", "A.1.a", Scheme::Part),
            ("A.1.a", "A.1.b", Scheme::Part),
            ("D.2.3", "D.3", Scheme::Part),
        ];
        for (before, after, scheme) in in_order {
            assert!(
                reading(after, scheme).follows(&reading(before, scheme)),
                "{before} {after}"
            );
        }
        for (before, after, scheme) in [
            ("a)", "c)", Scheme::Latin),
            ("1", "3", Scheme::Number),
            ("1.1", "1.1", Scheme::Number),
            ("2", "1.1", Scheme::Number),
            ("A.1", "B.2", Scheme::Part),
            ("1", "0", Scheme::Number),
        ] {
            assert!(
                !reading(after, scheme).follows(&reading(before, scheme)),
                "{before} {after}"
            );
        }
    }

    #[test]
    fn the_next_label_is_in_the_form_of_the_house() {
        let next = |label: &str, scheme| Ordinal::next(&reading(label, scheme), None).print(label);
        assert_eq!(next("g)", Scheme::Latin).as_deref(), Some("h)"));
        assert_eq!(next("(z)", Scheme::Latin).as_deref(), Some("aa)"));
        assert_eq!(next("B)", Scheme::Latin).as_deref(), Some("C)"));
        assert_eq!(next("ج)", Scheme::Arabic).as_deref(), Some("د )"));
        assert_eq!(next("iii)", Scheme::Roman).as_deref(), Some("iv)"));
        assert_eq!(next("1.9", Scheme::Number).as_deref(), Some("1.10"));
        assert_eq!(next("3.", Scheme::Number).as_deref(), Some("4"));
        assert_eq!(next("(3)", Scheme::BracketedNumber).as_deref(), Some("4)"));
        assert_eq!(next("A.1", Scheme::Part).as_deref(), Some("A.2"));
        assert_eq!(next("A.1.b", Scheme::Part).as_deref(), Some("A.1.c"));
    }

    #[test]
    fn numbers_may_run_backwards() {
        let number = |label| Ordinal::readings_in(label, NumberWay::Backwards).remove(0);
        for (before, after) in [("3", "1.3"), ("1.3", "2.3"), ("1.3", "1.1.3"), ("2.1.3", "2.3")] {
            assert!(number(after).follows(&number(before)), "{before} {after}");
        }
        let next = Ordinal::next(&number("1.3"), None).print("1.3");
        assert_eq!(next.as_deref(), Some("2.3"));
    }

    #[test]
    fn one_label_may_be_left_out() {
        let out =
            |before, after| reading(after, Scheme::Number).leaves_out_one(&reading(before, Scheme::Number));
        for (before, after) in [
            ("5", "7"),
            ("1.2", "1.4"),
            ("1", "1.2"),
            ("1.2", "3"),
            ("1.2", "2.1"),
        ] {
            assert!(out(before, after), "{before} {after}");
        }
        for (before, after) in [("5", "8"), ("5", "4"), ("5", "5"), ("2", "9.21"), ("1", "2.3")] {
            assert!(!out(before, after), "{before} {after}");
        }
    }
}
