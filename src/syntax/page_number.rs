//! What the number of a page looks like.

use crate::house::Words;
use crate::model::Language;

/// Whether a line may be the number of a page.
pub(crate) fn may_be_page_number(words: &Words, line: &str) -> bool {
    names_page(words, line) || is_share_or_number(line)
}

/// `- 3 -`, `Page 3 of 12`
pub(super) fn names_page(words: &Words, line: &str) -> bool {
    let is_dash = |c: char| matches!(c, '-' | '–' | '—');
    let framed = line
        .strip_prefix(is_dash)
        .and_then(|rest| rest.strip_suffix(is_dash));
    let named = [words.page, Words::of(Language::English).page]
        .into_iter()
        .find_map(|page| line.strip_prefix(page));
    framed.is_some_and(|number| is_number(number.trim()))
        || named.is_some_and(|rest| rest.starts_with([' ', '\u{A0}']) && is_share(rest.trim()))
}

/// `3`, `3/12`
pub(super) fn is_share_or_number(line: &str) -> bool {
    let (page, pages) = line.split_once('/').unwrap_or((line, "1"));
    is_number(page.trim()) && is_number(pages.trim())
}

/// `3`, `3 of 12`, `3/12`
fn is_share(text: &str) -> bool {
    let mut parts = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty());
    let words = text
        .split(' ')
        .filter(|word| word.starts_with(char::is_alphabetic));
    let (page, pages) = (parts.next(), parts.next());
    page.is_some_and(is_number)
        && pages.is_none_or(is_number)
        && parts.next().is_none()
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.ends_with(|c: char| c.is_ascii_digit())
        && words.count() <= usize::from(pages.is_some())
}

fn is_number(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{is_share_or_number, names_page};
    use crate::house::Words;
    use crate::model::Language;

    #[test]
    fn numbers_of_pages_are_seen() {
        let words = Words::of(Language::French);
        for line in [
            "- 3 -",
            "– 12 –",
            "—3—",
            "Page 3",
            "Page 3 of 12",
            "Page 3/12",
            "Page 3 sur 12",
        ] {
            assert!(names_page(words, line), "{line}");
        }
        for line in [
            "- 3 dB",
            "- 3",
            "3 -",
            "Page 3 says so",
            "Pages 3",
            "Page",
            "- 1 000 -",
            "Page 3 and 4 go",
        ] {
            assert!(!names_page(words, line), "{line}");
        }
        assert!(is_share_or_number("3") && is_share_or_number("3/12"));
        assert!(!is_share_or_number("2026") && !is_share_or_number("3 x"));
    }
}
