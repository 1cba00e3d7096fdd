//! The words that open reasons, notes and captions.

use super::Words;
use super::fold::{after, after_word, is_space};
use crate::model::{CaptionKind, Language};

impl Words {
    /// Where the words `Reasons:` end at the start of a line, in this language or English; an
    /// offset in bytes, the colon counted in.
    pub fn reasons_lead(&self, line: &str) -> Option<usize> {
        self.either(|words| {
            let rest = words.lead(line, words.reasons, words.other_leads.reasons)?;
            let rest = rest.trim_start_matches(is_space).strip_prefix([':', '：'])?;
            Some(line.len() - rest.len())
        })
    }

    /// Where `NOTE` or `NOTE 1` ends at the start of a line, in this language or English.
    pub fn note_lead(&self, line: &str) -> Option<usize> {
        self.either(|words| {
            let rest = words.lead(line, words.note, words.other_leads.note)?;
            Some(line.len() - number(rest).unwrap_or(rest).len())
        })
    }

    /// Where `Table 1` or `Figure 2` ends at the start of a line, in this language or English.
    pub fn caption_lead(&self, line: &str) -> Option<(CaptionKind, usize)> {
        self.either(|words| {
            let table = words.lead(line, words.table, words.other_leads.table);
            let kind = if table.is_some() {
                CaptionKind::Table
            } else {
                CaptionKind::Figure
            };
            let rest = table.or_else(|| words.lead(line, words.figure, words.other_leads.figure))?;
            Some((kind, line.len() - number(rest).unwrap_or(rest).len()))
        })
    }

    fn either<T>(&self, read: impl Fn(&Self) -> Option<T>) -> Option<T> {
        let english = || (self.language != Language::English).then(|| read(Self::of(Language::English)))?;
        read(self).or_else(english)
    }

    /// What follows one of the words. A number may touch a Chinese word.
    fn lead<'t>(&self, line: &'t str, word: &str, others: &[&str]) -> Option<&'t str> {
        let follows = |word: &&str| match self.language {
            Language::Chinese => after(line, word),
            _ => after_word(line, word),
        };
        std::iter::once(&word).chain(others).find_map(follows)
    }
}

/// What follows a number: `1`, `2.3`, `A.1`, `II`, `1bis`.
fn number(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(is_space);
    let rest = text.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/'));
    let number = text.get(..text.len() - rest.len())?;
    let digits = number.chars().any(|c| c.is_ascii_digit());
    let letters = !number.is_empty() && number.len() <= 4 && number.chars().all(|c| c.is_ascii_uppercase());
    // A hyphen at the end is the dash before the text.
    ((digits || letters) && !number.ends_with('-')).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_have_a_colon() {
        let lead = |language, line: &'static str| Some(&line[..Words::of(language).reasons_lead(line)?]);
        assert_eq!(lead(Language::English, "Reasons:\tTo act."), Some("Reasons:"));
        assert_eq!(
            lead(Language::French, "Motifs\u{A0}: agir."),
            Some("Motifs\u{A0}:")
        );
        assert_eq!(lead(Language::Chinese, "理由：互联"), Some("理由："));
        assert_eq!(lead(Language::Russian, "Reasons: x"), Some("Reasons:"));
        assert_eq!(lead(Language::English, "Reasons for this are many"), None);
    }

    #[test]
    fn notes_may_have_a_number() {
        let lead = |language, line: &'static str| Some(&line[..Words::of(language).note_lead(line)?]);
        assert_eq!(lead(Language::English, "NOTE – text"), Some("NOTE"));
        assert_eq!(lead(Language::English, "NOTE\u{A0}1 – text"), Some("NOTE\u{A0}1"));
        assert_eq!(lead(Language::Spanish, "NOTA 2 - texto"), Some("NOTA 2"));
        assert_eq!(lead(Language::Chinese, "注1 – 案文"), Some("注1"));
        assert_eq!(lead(Language::English, "NOTE-taking is"), None);
    }

    #[test]
    fn captions_may_have_a_number() {
        let lead = |language, line: &'static str| {
            let (kind, end) = Words::of(language).caption_lead(line)?;
            Some((kind, &line[..end]))
        };
        let table = CaptionKind::Table;
        assert_eq!(
            lead(Language::English, "Table 1 – Band plan"),
            Some((table, "Table 1"))
        );
        assert_eq!(lead(Language::English, "TABLE A.1"), Some((table, "TABLE A.1")));
        assert_eq!(
            lead(Language::Russian, "Таблица 2 – План"),
            Some((table, "Таблица 2"))
        );
        assert_eq!(
            lead(Language::Chinese, "图2 – 方案"),
            Some((CaptionKind::Figure, "图2"))
        );
        assert_eq!(lead(Language::English, "Tables"), None);
    }
}
