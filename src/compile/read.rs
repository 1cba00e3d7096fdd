//! From the bytes of a file to a text, with what is wrong with them.

use std::fmt::Write;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Encoding, Source, Span};

/// The largest source that is read, in bytes.
pub const LARGEST_SOURCE: usize = 64 << 20;

/// So many bytes that are no UTF-8 are told each at its place.
const FAULTS_TOLD: usize = 10;

/// How files begin that are no text: Word and other ZIP files, old Word files, PDF, PNG and JPEG.
const OTHER_FILES: [&[u8]; 5] = [
    b"PK\x03\x04",
    b"\xD0\xCF\x11\xE0",
    b"%PDF-",
    b"\x89PNG",
    b"\xFF\xD8\xFF",
];

/// Reads the bytes of a file as text. Bytes that are none are replaced and reported.
pub fn read(name: &str, bytes: Vec<u8>) -> (Source, Vec<Diagnostic>) {
    let unreadable = |code, message: &str, help: &str| {
        let found = Diagnostic::new(code, Span::NONE, message).help(help);
        (Source::new(name, ""), vec![found])
    };
    if bytes.len() > LARGEST_SOURCE {
        return unreadable(
            Code::SourceTooLarge,
            "the file is larger than 64 MB",
            "give the text of a resolution",
        );
    }
    for (mark, encoding) in [
        (b"\xFF\xFE", Encoding::Utf16Little),
        (b"\xFE\xFF", Encoding::Utf16Big),
    ] {
        if let Some(text) = bytes.strip_prefix(mark) {
            return utf16(name, text, encoding);
        }
    }
    let head = &bytes[..bytes.len().min(8192)];
    let nothing = head.iter().filter(|&&byte| byte == 0).count();
    let is_other = OTHER_FILES.iter().any(|magic| bytes.starts_with(magic));
    let is_wide = nothing * 4 > head.len() && head.is_ascii();
    if is_wide && !is_other {
        return unreadable(
            Code::SourceNotUtf8,
            "the file is UTF-16 without a byte order mark",
            "save it as UTF-8",
        );
    }
    // A stray one in a text is reported at its place.
    let strange = head.iter().filter(|byte| is_no_text(**byte)).count();
    if is_other || strange * 50 > head.len() {
        return unreadable(
            Code::SourceNotUtf8,
            "the file is not a text",
            "give the `.plen` text, not a Word or PDF file",
        );
    }
    match String::from_utf8(bytes) {
        Ok(text) => (Source::new(name, text), Vec::new()),
        Err(error) => patched(name, error.as_bytes()),
    }
}

/// Whether a byte is a control character that no program writes into texts.
fn is_no_text(byte: u8) -> bool {
    byte.is_ascii_control() && !(b'\t'..=b'\r').contains(&byte)
}

/// Reads the units behind a byte order mark. Half a character is replaced and reported.
fn utf16(name: &str, bytes: &[u8], encoding: Encoding) -> (Source, Vec<Diagnostic>) {
    let unit = match encoding {
        Encoding::Utf16Big => u16::from_be_bytes,
        Encoding::Utf8 | Encoding::Utf16Little => u16::from_le_bytes,
    };
    let mut text = String::with_capacity(bytes.len());
    let mut found = Vec::new();
    let (pairs, rest) = bytes.as_chunks::<2>();
    for character in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        let start = text.len();
        text.push(*character.as_ref().unwrap_or(&char::REPLACEMENT_CHARACTER));
        if let Err(half) = character {
            let half = half.unpaired_surrogate();
            let message = format!("{half:04X} is half a character of UTF-16 without the other");
            found.push(Diagnostic::new(
                Code::SourceNotUtf8,
                Span::new(start, text.len()),
                message,
            ));
        }
    }
    if !rest.is_empty() {
        let end = Span::new(text.len(), text.len());
        found.push(Diagnostic::new(
            Code::SourceNotUtf8,
            end,
            "the file ends inside a character of UTF-16",
        ));
    }
    let found = told(found, "UTF-16");
    let source = Source::new(name, text).decoded_from(encoding);
    (source, found)
}

/// The text of bytes that are not all UTF-8, each that is not replaced and reported.
fn patched(name: &str, bytes: &[u8]) -> (Source, Vec<Diagnostic>) {
    let mut text = String::with_capacity(bytes.len());
    let mut found = Vec::new();
    let mut only_ascii = true;
    for chunk in bytes.utf8_chunks() {
        only_ascii &= chunk.valid().is_ascii();
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            let start = text.len();
            text.push(char::REPLACEMENT_CHARACTER);
            let mut message = "these bytes are not UTF-8:".to_owned();
            for byte in chunk.invalid() {
                let _ = write!(message, " {byte:02X}");
            }
            let span = Span::new(start, text.len());
            found.push(Diagnostic::new(Code::SourceNotUtf8, span, message).help("save the file as UTF-8"));
        }
    }
    // Where no other letter is beyond ASCII, all were written by a program that knows no UTF-8.
    if only_ascii {
        found.truncate(1);
        found[0].message =
            "the file is in an old encoding such as Windows-1252, here and perhaps elsewhere".to_owned();
        found[0].help = Some("save it as UTF-8; in Word choose Plain text and Unicode (UTF-8)".to_owned());
    }
    let found = told(found, "UTF-8");
    (Source::new(name, text), found)
}

/// A text in another encoding is one fault and not one for each letter with an accent.
fn told(mut found: Vec<Diagnostic>, encoding: &str) -> Vec<Diagnostic> {
    if found.len() > FAULTS_TOLD {
        let more = found.len() - 1;
        found.truncate(1);
        found[0].message = format!("the file is not {encoding}, here and in {more} more places");
    }
    found
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::source::Encoding;

    #[test]
    fn utf_16_with_a_byte_order_mark_is_read() {
        let text = "Résolution 中 😀\n";
        for encoding in [Encoding::Utf16Little, Encoding::Utf16Big] {
            let (source, found) = read("a", encoding.encode(text).into_owned());
            assert_eq!((source.text(), source.encoding()), (text, encoding));
            assert!(found.is_empty(), "{found:?}");
        }
        let (source, found) = read("a", vec![0xFF, 0xFE, 0x00, 0xD8, b'x', 0, b'y']);
        assert_eq!(source.text(), "\u{FFFD}x");
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn an_old_encoding_is_one_fault() {
        let (_, found) = read("a", b"R\xE9solution \x96 caf\xE9\n".to_vec());
        assert_eq!(found.len(), 1);
        let (_, found) = read("a", "é \u{FFFD}".bytes().chain([0xE9, b' ', 0x96]).collect());
        assert_eq!(found.len(), 2);
    }
}
