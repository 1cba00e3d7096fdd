//! Where words begin and end, for comparing: words whole, punctuation mark by mark.

use crate::model::is_ideograph;

/// What a piece of text is when versions are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A word that carries sense: nouns, verbs, numbers, acronyms.
    Content,
    /// A word that only joins others: `of`, `and`.
    Function,
    /// One punctuation mark.
    Punctuation,
    /// One space, breaking or not.
    Space,
    /// A note, reference or line break.
    Object,
    /// The end of a paragraph, where one paragraph is compared with several.
    Pilcrow,
}

impl Class {
    /// Whether it is a word of either sort.
    pub(super) fn is_word(self) -> bool {
        matches!(self, Self::Content | Self::Function)
    }
}

/// A piece of a text: its bytes and what it is.
pub(super) struct Piece {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) class: Class,
}

/// Short words are taken for function words anyway; these are the common longer ones.
const FUNCTION_WORDS: &[&str] = &[
    "also",
    "been",
    "from",
    "have",
    "into",
    "shall",
    "should",
    "such",
    "that",
    "their",
    "these",
    "this",
    "those",
    "which",
    "with",
    "avec",
    "cette",
    "dans",
    "leur",
    "leurs",
    "pour",
    "entre",
    "esta",
    "este",
    "para",
    "sobre",
    "также",
    "этой",
    "этого",
];

/// Cuts a text into words, punctuation marks and spaces.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(text.len() / 3);
    let mut characters = text.char_indices().peekable();
    while let Some((start, c)) = characters.next() {
        let class = if is_space(c) {
            Class::Space
        } else if is_ideograph(c) {
            Class::Content
        } else if c.is_alphanumeric() {
            let mut end = start + c.len_utf8();
            while let Some(&(at, next)) = characters.peek() {
                let goes_on = is_word_part(next)
                    || is_joiner(next)
                        && text[at + next.len_utf8()..]
                            .chars()
                            .next()
                            .is_some_and(is_word_part);
                if !goes_on {
                    break;
                }
                end = at + next.len_utf8();
                characters.next();
            }
            pieces.push(Piece {
                start,
                end,
                class: class_of_word(&text[start..end]),
            });
            continue;
        } else {
            Class::Punctuation
        };
        let mut end = start + c.len_utf8();
        while let Some(&(at, next)) = characters.peek() {
            if !is_mark(next) {
                break;
            }
            end = at + next.len_utf8();
            characters.next();
        }
        pieces.push(Piece { start, end, class });
    }
    pieces
}

fn class_of_word(word: &str) -> Class {
    let short = word.chars().nth(3).is_none();
    let lower = word.chars().all(char::is_lowercase);
    if lower && short || FUNCTION_WORDS.contains(&word) {
        Class::Function
    } else {
        Class::Content
    }
}

fn is_word_part(c: char) -> bool {
    (c.is_alphanumeric() && !is_ideograph(c)) || is_mark(c) || c == '\u{ad}'
}

/// Signs that stand inside words: `ITU-T`, `non-content`, `No. 5.312`, `telecommunication/ICT`.
fn is_joiner(c: char) -> bool {
    matches!(c, '-' | '\u{2011}' | '\'' | '’' | '.' | '/' | '_')
}

/// Combining marks, which belong to the character before them.
fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36f | 0x483..=0x487 | 0x610..=0x61a | 0x64b..=0x65f | 0x670
        | 0x6d6..=0x6dc | 0x6df..=0x6e4 | 0x200c..=0x200d | 0x20d0..=0x20f0 | 0xfe00..=0xfe0f)
}

fn is_space(c: char) -> bool {
    c.is_whitespace()
}

/// The characters that count when texts are compared: what the house's typography puts in at
/// output (no-break spaces and hyphens) is no difference.
pub(super) fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    text.chars()
        .filter(|&c| c != '\u{ad}')
        .map(|c| match c {
            '\u{2011}' => '-',
            c if is_space(c) => ' ',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        pieces(text)
            .iter()
            .map(|piece| &text[piece.start..piece.end])
            .collect()
    }

    #[test]
    fn words_keep_what_stands_inside_them() {
        assert_eq!(
            cut("ITU\u{2011}T's No. 5.312, telecommunication/ICT (e.g. 1bis)"),
            [
                "ITU\u{2011}T's",
                " ",
                "No",
                ".",
                " ",
                "5.312",
                ",",
                " ",
                "telecommunication/ICT",
                " ",
                "(",
                "e.g",
                ".",
                " ",
                "1bis",
                ")"
            ]
        );
    }

    #[test]
    fn ideographs_stand_alone_and_marks_cling() {
        assert_eq!(
            cut("关于ITU的e\u{301}té"),
            ["关", "于", "ITU", "的", "e\u{301}té"]
        );
    }

    #[test]
    fn sense_is_told_from_glue() {
        let classes = |text: &str| pieces(text).iter().map(|piece| piece.class).collect::<Vec<_>>();
        assert_eq!(classes("of"), [Class::Function]);
        assert_eq!(classes("ITU"), [Class::Content]);
        assert_eq!(classes("2"), [Class::Content]);
        assert_eq!(classes("that"), [Class::Function]);
        assert_eq!(classes("world"), [Class::Content]);
    }
}
