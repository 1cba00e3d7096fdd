//! Where a line may end (Unicode Standard Annex 14), and how unwelcome that is.

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};

/// A place where a line may end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Opportunity {
    /// The byte that the next line starts with.
    pub(crate) at: u32,
    /// How unwelcome it is; 0 between words.
    pub(crate) cost: f32,
    /// What stands at the end of the line.
    pub(crate) hyphen: Hyphen,
}

/// The hyphen at a line end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hyphen {
    None,
    /// The text's own.
    Own,
    /// To be printed: the text has a soft hyphen here.
    Soft,
}

/// The places in a text where a line may end, its own end left out.
pub(crate) fn opportunities(text: &str) -> Vec<Opportunity> {
    let mut options = LineBreakOptions::default();
    options.strictness = Some(LineBreakStrictness::Strict);
    let segmenter = LineSegmenter::new_for_non_complex_scripts(options);
    let place = |at: usize| {
        let before = text[..at].chars().next_back()?;
        let (cost, hyphen) = match before {
            '\u{AD}' => (50.0, Hyphen::Soft),
            '-' | '\u{2010}' => (own_hyphen(&text[..at]), Hyphen::Own),
            '/' => (50.0, Hyphen::None),
            // An en dash between spaces begins no line.
            _ if text[at..].starts_with("\u{2013} ") => (60.0, Hyphen::None),
            _ => (0.0, Hyphen::None),
        };
        Some(Opportunity {
            at: at as u32,
            cost,
            hyphen,
        })
    };
    let inside = |at: &usize| *at > 0 && *at < text.len();
    segmenter
        .segment_str(text)
        .filter(inside)
        .filter_map(place)
        .collect()
}

/// What it costs to end a line after the text's own hyphen: less than dividing a word, unless no
/// more than a few letters stay behind (`IP-`, `e-`).
fn own_hyphen(before: &str) -> f32 {
    let letters = before
        .chars()
        .rev()
        .skip(1)
        .take(4)
        .take_while(|c| c.is_alphanumeric())
        .count();
    if letters < 4 { 130.0 } else { 45.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        let mut from = 0;
        let mut pieces = Vec::new();
        for it in opportunities(text) {
            pieces.push(&text[from..it.at as usize]);
            from = it.at as usize;
        }
        pieces.push(&text[from..]);
        pieces
    }

    #[test]
    fn lines_end_between_words_and_after_hyphens_only() {
        assert_eq!(pieces("a well-known rule"), ["a ", "well-", "known ", "rule"]);
        assert_eq!(
            pieces("No.\u{A0}5 of ITU\u{2011}T"),
            ["No.\u{A0}5 ", "of ", "ITU\u{2011}T"]
        );
        assert_eq!(pieces("«\u{A0}mot\u{A0}» :"), ["«\u{A0}mot\u{A0}» :"]);
    }

    #[test]
    fn chinese_breaks_between_ideographs_but_not_before_punctuation() {
        assert_eq!(pieces("第71号决议。"), ["第", "71", "号", "决", "议。"]);
    }
}
