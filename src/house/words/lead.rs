//! The words that open reasons, notes and captions.

use super::Words;
use super::fold::{after, after_word, is_space};
use crate::model::{CaptionKind, Language};

/// A lead word at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lead {
    /// Where the label ends, its number or colon counted in: an offset in bytes.
    pub label: usize,
    /// Where the text begins behind dash and spaces; the line's end where there is none.
    pub text: usize,
}

impl Words {
    /// `Reasons: text`, in this language or English. The label has the colon.
    pub fn reasons_word(&self, line: &str) -> Option<Lead> {
        self.either(|words| {
            let rest = words.lead(line, words.reasons, words.other_leads.reasons)?;
            let rest = rest.trim_start_matches(is_space).strip_prefix([':', '：'])?;
            Some(lead(line, rest, rest))
        })
    }

    /// The word for reasons with a dash or nothing where its colon should be, and what follows.
    ///
    /// In small letters the word is none, whatever stands behind it.
    pub(crate) fn reasons_without_colon<'t>(&self, line: &'t str) -> Option<(&'t str, &'t str)> {
        let is_small = line.starts_with(char::is_lowercase);
        self.either(|words| {
            let rest = words.lead(line, words.reasons, words.other_leads.reasons)?;
            let text = match is_small {
                true => rest.trim_start().strip_prefix([':', '：'])?,
                false => dash(rest).or_else(|| rest.trim().is_empty().then_some(rest))?,
            };
            Some((&line[..line.len() - rest.len()], text))
        })
    }

    /// A word that means reasons and does not open them, and where the text behind its colon begins.
    pub(crate) fn reasons_in_other_words<'t>(&self, line: &'t str) -> Option<(&'t str, usize)> {
        self.either(|words| {
            let rest = words.reasons_alike.iter().find_map(|word| after(line, word))?;
            let text = rest.trim_start_matches(is_space).strip_prefix([':', '：'])?;
            let text = text.trim_start_matches(is_space);
            (!text.is_empty()).then(|| (&line[..line.len() - rest.len()], line.len() - text.len()))
        })
    }

    /// `NOTE – text`, `NOTE 1 – text`, `NOTE: text`, in this language or English. The label has the number.
    pub fn note_word(&self, line: &str) -> Option<Lead> {
        self.either(|words| {
            let rest = words.lead(line, words.note, words.other_leads.note)?;
            let label = number(rest).unwrap_or(rest);
            Some(lead(line, label, dash(label).or_else(|| colon(label))?))
        })
    }

    /// `Table 1 – caption`, `Figure 2`, in this language or English. The label has the number.
    pub fn caption_word(&self, line: &str) -> Option<(CaptionKind, Lead)> {
        self.either(|words| {
            let table = words.lead(line, words.table, words.other_leads.table);
            let kind = if table.is_some() {
                CaptionKind::Table
            } else {
                CaptionKind::Figure
            };
            let rest = table.or_else(|| words.lead(line, words.figure, words.other_leads.figure))?;
            let numbered = number(rest);
            let label = numbered.unwrap_or(rest);
            // A number may stand alone, with the title in the paragraph below.
            let alone = numbered.is_some() && label.trim_matches(is_space).is_empty();
            // Words before a colon are a caption's only with a number.
            let text = dash(label)
                .or(alone.then_some(""))
                .or_else(|| numbered.and_then(colon))?;
            Some((kind, lead(line, label, text)))
        })
    }

    /// Where the number of a caption ends that has no dash behind it, and where its words begin:
    /// `Table 1. text`.
    pub(crate) fn caption_number(&self, line: &str) -> Option<(usize, usize)> {
        self.either(|words| {
            let table = words.lead(line, words.table, words.other_leads.table);
            let rest = table.or_else(|| words.lead(line, words.figure, words.other_leads.figure))?;
            let spaced = rest.trim_start_matches(is_space);
            let behind = spaced.trim_start_matches(|c: char| c.is_ascii_digit());
            let number = line.len() - behind.len();
            let text = behind.trim_start_matches(['.', ')']).trim_start_matches(is_space);
            (behind.len() < spaced.len() && !text.is_empty()).then(|| (number, line.len() - text.len()))
        })
    }

    fn either<T>(&self, read: impl Fn(&Self) -> Option<T>) -> Option<T> {
        read(self)
            .or_else(|| (self.language != Language::English).then(|| read(Self::of(Language::English)))?)
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

fn lead(line: &str, label: &str, text: &str) -> Lead {
    Lead {
        label: line.len() - label.len(),
        text: line.len() - text.trim_start_matches(is_space).len(),
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

/// What may stand for the dash behind a lead word: dashes, hyphens and the minus sign.
const DASHES: [char; 8] = ['–', '—', '―', '-', '‐', '\u{2011}', '‒', '−'];

/// What follows a colon.
fn colon(text: &str) -> Option<&str> {
    text.trim_start_matches(is_space).strip_prefix([':', '：'])
}

/// What follows a dash with spaces about it, or at the end of a line.
fn dash(text: &str) -> Option<&str> {
    let spaced = text.trim_start_matches(is_space);
    let rest = spaced.strip_prefix(DASHES)?;
    (spaced.len() < text.len() && rest.chars().next().is_none_or(|c| is_space(c) || c == '\n'))
        .then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(line: &str, lead: Option<Lead>) -> Option<(&str, &str)> {
        lead.map(|lead| (&line[..lead.label], &line[lead.text..]))
    }

    #[test]
    fn reasons_have_a_colon() {
        let parts = |language, line| parts(line, Words::of(language).reasons_word(line));
        assert_eq!(
            parts(Language::English, "Reasons:\tTo act."),
            Some(("Reasons:", "To act."))
        );
        assert_eq!(
            parts(Language::French, "Motifs\u{A0}: agir."),
            Some(("Motifs\u{A0}:", "agir."))
        );
        assert_eq!(parts(Language::Chinese, "理由：互联"), Some(("理由：", "互联")));
        assert_eq!(parts(Language::Russian, "Reasons: x"), Some(("Reasons:", "x")));
        assert_eq!(parts(Language::English, "Reasons for this are many"), None);
    }

    #[test]
    fn notes_have_a_dash() {
        let parts = |language, line| parts(line, Words::of(language).note_word(line));
        assert_eq!(parts(Language::English, "NOTE – text"), Some(("NOTE", "text")));
        assert_eq!(
            parts(Language::English, "NOTE\u{A0}1 – text"),
            Some(("NOTE\u{A0}1", "text"))
        );
        assert_eq!(
            parts(Language::Spanish, "NOTA 2 - texto"),
            Some(("NOTA 2", "texto"))
        );
        assert_eq!(parts(Language::Chinese, "注1 – 案文"), Some(("注1", "案文")));
        assert_eq!(parts(Language::English, "Note that this"), None);
        assert_eq!(parts(Language::English, "NOTE-taking is"), None);
    }

    #[test]
    fn captions_have_a_number_or_a_dash() {
        let parts = |language, line| {
            let (kind, lead) = Words::of(language).caption_word(line)?;
            Some((kind, &line[..lead.label], &line[lead.text..]))
        };
        let table = CaptionKind::Table;
        assert_eq!(
            parts(Language::English, "Table 1 – Band plan"),
            Some((table, "Table 1", "Band plan"))
        );
        assert_eq!(
            parts(Language::English, "TABLE A.1"),
            Some((table, "TABLE A.1", ""))
        );
        assert_eq!(
            parts(Language::Russian, "Таблица 2 – План"),
            Some((table, "Таблица 2", "План"))
        );
        assert_eq!(
            parts(Language::Chinese, "图2 – 方案"),
            Some((CaptionKind::Figure, "图2", "方案"))
        );
        assert_eq!(parts(Language::English, "Table 1 shows the plan"), None);
        assert_eq!(parts(Language::English, "Tables"), None);
    }
}
