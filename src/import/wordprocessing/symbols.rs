//! Signs of the fonts Symbol and Wingdings as the characters that they show.

use super::look::SymbolFont;

/// What the font Symbol shows for the codes from 0x20 on.
const SYMBOL: &str = " !∀#∃%&∋()∗+,−./0123456789:;<=>?\
    ≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";

/// And for those from 0xA0 on.
const SYMBOL_HIGH: &str = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓\
    ◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪€〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭";

/// What Wingdings shows for some codes that are met in documents.
const WINGDINGS: &[(u32, char)] = &[
    (0x28, '☎'),
    (0x2A, '✉'),
    (0x4A, '☺'),
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x74, '⧫'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '⬥'),
    (0x9E, '·'),
    (0x9F, '•'),
    (0xA1, '○'),
    (0xA7, '▪'),
    (0xA8, '◻'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE8, '➔'),
    (0xF0, '⇨'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

/// What stands for a sign that nobody knows.
const UNKNOWN: char = '□';

/// The character that a font shows for a code, which may be one of the private codes that Word gives
/// to signs.
pub(super) fn character(code: u32, font: SymbolFont) -> char {
    let code = code & 0xFF;
    let found = match font {
        SymbolFont::Symbol if code >= 0xA0 => SYMBOL_HIGH.chars().nth(code as usize - 0xA0),
        SymbolFont::Symbol => code
            .checked_sub(0x20)
            .and_then(|at| SYMBOL.chars().nth(at as usize)),
        SymbolFont::Wingdings => WINGDINGS
            .iter()
            .find(|(known, _)| *known == code)
            .map(|(_, sign)| *sign),
    };
    found.unwrap_or(UNKNOWN)
}

/// A text with the private codes of symbol fonts replaced by what they show.
pub(super) fn mapped(text: &str, font: Option<SymbolFont>) -> String {
    let sign = |c: char| match u32::from(c) {
        code @ 0xF020..=0xF0FF => character(code, font.unwrap_or(SymbolFont::Symbol)),
        _ => c,
    };
    text.chars().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_codes_are_what_they_show() {
        assert_eq!(SYMBOL.chars().count(), 0x7F - 0x20);
        assert_eq!(mapped("a\u{F0B7}\u{F061}\u{F02D}", None), "a•α−");
        assert_eq!(mapped("\u{F0FC}\u{F099}", Some(SymbolFont::Wingdings)), "✓□");
        assert_eq!(character(0xE5, SymbolFont::Symbol), '∑');
        assert_eq!(character(0xFE, SymbolFont::Symbol), '⎭');
    }
}
