//! How many words a text has.

use crate::model::is_ideograph;

/// The words of a text as writing programs count them: what stands between spaces and has a letter or
/// digit; of Chinese and Japanese, each character.
pub fn words(text: &str) -> usize {
    text.split_whitespace().map(in_word).sum()
}

fn in_word(word: &str) -> usize {
    let ideographs = word.chars().filter(|&c| is_ideograph(c)).count();
    let others = word.split(is_ideograph);
    let others = others
        .filter(|part| part.chars().any(char::is_alphanumeric))
        .count();
    ideographs + others
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_counted_as_writing_programs_do() {
        assert_eq!(words("a) the end-user – § 50\u{A0}d) of it;\n"), 7);
        assert_eq!(words("国际电联第101号决议"), 9);
        assert_eq!(words(" – … "), 0);
    }
}
