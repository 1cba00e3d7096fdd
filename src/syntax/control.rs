//! Characters that no XML file may hold and no page can print.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Source, Span};

/// Finds them. U+0085 ends a line.
pub(super) fn characters(source: &Source, diagnostics: &mut Diagnostics) {
    let (text, whole) = (source.text(), source.span());
    let bytes = text.as_bytes();
    // Only these begin such a character.
    let suspicious = |byte: u8| {
        byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t') || matches!(byte, 0x7F | 0xC2 | 0xEF)
    };
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|&byte| suspicious(byte)) {
        let start = at + found;
        let character = text[start..].chars().next().unwrap_or_default();
        at = start + character.len_utf8();
        if is_unprintable(character) {
            diagnostics.push(finding(text, character, whole.part(start, at)));
        }
    }
}

fn is_unprintable(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\r' | '\t' | '\u{85}')
        || matches!(character, '\u{FFFE}' | '\u{FFFF}')
}

fn finding(text: &str, character: char, span: Span) -> Diagnostic {
    let message = format!(
        "U+{:04X} is a control character and cannot be printed",
        u32::from(character)
    );
    let found = Diagnostic::new(Code::SourceControlCharacter, span, message);
    if character == '\u{B}' {
        let help = "write `\\` and go on in a new line, if this is Word's manual line break";
        return found.help(help).fix("break the line", span, "\\\n");
    }
    // Between two words it may have stood for a space or hyphen.
    let range = span.range();
    let apart = |beside: Option<char>| beside.is_none_or(char::is_whitespace);
    if apart(text[..range.start].chars().next_back()) || apart(text[range.end..].chars().next()) {
        return found.help("remove it").fix("remove it", span, "");
    }
    found.help("write what stands there in the printed text")
}
