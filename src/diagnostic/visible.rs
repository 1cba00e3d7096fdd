//! Text from a source or a repository as a terminal may be given it.

use std::borrow::Cow;

/// The text with its control characters as signs: a terminal would take them for orders.
///
/// The controls of C0 get their own pictures (U+2400 on), those of C1 the picture of ESC with the
/// letter that means the same (ECMA-48, 5.3), and marks that turn the direction of what follows a
/// replacement character. Line ends and tabs stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_control) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            _ if !is_control(character) => shown.push(character),
            '\u{7F}' => shown.push('\u{2421}'),
            '\0'..='\u{1F}' => shown.extend(char::from_u32(0x2400 + u32::from(character))),
            '\u{80}'..='\u{9F}' => {
                shown.push('\u{241B}');
                shown.extend(char::from_u32(u32::from(character) - 0x40));
            }
            _ => shown.push(char::REPLACEMENT_CHARACTER),
        }
    }
    Cow::Owned(shown)
}

/// Whether a terminal would take a character for an order, or turn the direction of what follows.
pub(super) fn is_control(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => true,
        _ => character.is_control(),
    }
}

/// Makes signs of what the renderer lets through of the source's own lines. Its colours are ESC
/// sequences, which it lets nobody else write.
pub(super) fn drawn(text: String) -> String {
    let passes = |character: char| is_control(character) && !matches!(character, '\u{1B}' | '\r');
    if !text.contains(passes) {
        return text;
    }
    let mut shown = String::with_capacity(text.len());
    for part in text.split_inclusive('\u{1B}') {
        match part.strip_suffix('\u{1B}') {
            Some(before) => {
                shown.push_str(&visible(before));
                shown.push('\u{1B}');
            }
            None => shown.push_str(&visible(part)),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn controls_are_signs() {
        assert_eq!(visible("a\u{1B}[2Jb\u{7}"), "a\u{241B}[2Jb\u{2407}");
        assert_eq!(visible("\u{9B}2J\u{7F}"), "\u{241B}[2J\u{2421}");
        assert_eq!(visible("a\u{202E}b"), "a\u{FFFD}b");
        assert_eq!(visible("a\tb\n"), "a\tb\n");
    }
}
