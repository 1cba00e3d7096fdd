//! What ends a line, whichever system or program wrote the text.

use std::borrow::Cow;

/// A text in which LF, CRLF and CR CR LF end lines and nothing else does, every other character at
/// its own offset: a CR alone becomes LF, U+0085 a CRLF, U+2028 a CR CR LF and U+2029, which ends a
/// paragraph, three line ends.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    // One character is looked for much faster than one of four.
    if !['\r', '\u{85}', '\u{2028}', '\u{2029}']
        .iter()
        .any(|&end| text.contains(end))
    {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        let rest = &text[at + character.len_utf8()..];
        match character {
            '\r' if rest.starts_with('\n') || rest.starts_with("\r\n") => plain.push('\r'),
            '\r' => plain.push('\n'),
            '\u{85}' => plain.push_str("\r\n"),
            '\u{2028}' => plain.push_str("\r\r\n"),
            '\u{2029}' => plain.push_str("\n\n\n"),
            other => plain.push(other),
        }
    }
    Cow::Owned(plain)
}

/// How lines end in a text, as its first line does; LF where no other system's end does.
pub(super) fn of(text: &str) -> &'static str {
    let Some(end) = text.find(['\n', '\r']) else {
        return "\n";
    };
    let end = &text[end..];
    if end.starts_with('\n') {
        "\n"
    } else if end.starts_with("\r\n") || end.starts_with("\r\r\n") {
        "\r\n"
    } else {
        "\r"
    }
}

#[cfg(test)]
mod tests {
    use super::{of, plain};

    #[test]
    fn every_line_end_is_read_and_moves_nothing() {
        let text = "a\rb\r\nc\r\r\nd\u{2028}e\u{85}f\u{2029}g\né";
        let plain = plain(text);
        assert_eq!(plain, "a\nb\r\nc\r\r\nd\r\r\ne\r\nf\n\n\ng\né");
        for letter in ["b", "c", "d", "e", "f", "g", "é"] {
            assert_eq!(plain.find(letter), text.find(letter), "{letter}");
        }
    }

    #[test]
    fn a_text_ends_its_lines_as_the_first() {
        let ends = ["a", "a\nb\r\n", "a\r\nb\n", "a\rb\n", "a\r\r\nb"].map(of);
        assert_eq!(ends, ["\n", "\n", "\r\n", "\r", "\r\n"]);
    }
}
