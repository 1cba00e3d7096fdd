//! The marks that end sentences and clauses, in all six languages.

/// Whether a text ends with final punctuation, seen through closing quotes and brackets.
pub(crate) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(|c: char| c.is_whitespace() || CLOSING.contains(c))
        .ends_with(|c: char| FINAL.contains(c))
}

/// Whether a text ends as clauses end: with final punctuation, and perhaps with *and* or *or* behind it.
pub(crate) fn ends_clause(text: &str) -> bool {
    let text = text.trim_end();
    let joined = text.rsplit_once(char::is_whitespace);
    ends_sentence(text)
        || joined.is_some_and(|(before, word)| JOINING.contains(&word) && ends_sentence(before))
}

/// *And* and *or* of the six languages.
const JOINING: &[&str] = &[
    "and",
    "or",
    "and/or",
    "et",
    "ou",
    "et/ou",
    "y",
    "e",
    "o",
    "u",
    "y/o",
    "и",
    "или",
    "и/или",
    "و",
    "أو",
    "和",
    "或",
    "以及",
];

const CLOSING: &str = ")]}\"'”’»›“）】》」』\u{A0}";
const FINAL: &str = ".,;:?!…，；。：、？！،؛؟";

#[cfg(test)]
mod tests {
    use super::{ends_clause, ends_sentence};

    #[test]
    fn punctuation_is_seen_through_what_closes() {
        for text in [
            "of the Union;",
            "items.”",
            "(see No. 5.312.)",
            "决议，",
            "الاتحاد،",
            "and so on…",
        ] {
            assert!(ends_sentence(text), "{text}");
        }
        for text in ["recalling", "instructs the Director (BDT)", ""] {
            assert!(!ends_sentence(text), "{text}");
        }
        assert!(ends_clause("to act; and") && !ends_clause("to act and") && !ends_sentence("to act; and"));
    }
}
