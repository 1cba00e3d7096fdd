//! The marks that end sentences and clauses, in all six languages.

/// Whether a text ends with final punctuation, seen through closing quotes and brackets.
pub(crate) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(|c: char| c.is_whitespace() || CLOSING.contains(c))
        .ends_with(|c: char| FINAL.contains(c))
}

const CLOSING: &str = ")]}\"'”’»›“）】》」』\u{A0}";
const FINAL: &str = ".,;:?!…，；。：、？！،؛؟";

#[cfg(test)]
mod tests {
    use super::ends_sentence;

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
    }
}
