//! A streaming XML writer: names are closed in order, text is escaped, illegal characters dropped.

use std::borrow::Cow;
use std::fmt::{Display, Write};

/// Writes one XML document or fragment.
///
/// Elements are closed by [`XmlWriter::end`] in the order of a stack, attributes can only follow
/// a start, and all text passes the escaper: what comes out is well-formed whatever goes in.
#[derive(Debug)]
pub(crate) struct XmlWriter {
    out: String,
    open: Vec<&'static str>,
    tag_is_open: bool,
}

impl XmlWriter {
    /// A part of a package: it starts with the XML declaration.
    pub(crate) fn part() -> Self {
        let mut writer = Self::fragment();
        writer
            .out
            .push_str("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        writer
    }

    /// A piece to be set inside another document.
    pub(crate) fn fragment() -> Self {
        Self {
            out: String::new(),
            open: Vec::new(),
            tag_is_open: false,
        }
    }

    /// Opens an element; attributes may follow.
    pub(crate) fn start(&mut self, name: &'static str) -> &mut Self {
        self.close_tag();
        self.out.push('<');
        self.out.push_str(name);
        self.open.push(name);
        self.tag_is_open = true;
        self
    }

    /// An attribute of the element just started.
    pub(crate) fn attribute(&mut self, name: &str, value: &str) -> &mut Self {
        debug_assert!(self.tag_is_open, "attribute {name} outside a start tag");
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        self.out.push_str(&escape(value));
        self.out.push('"');
        self
    }

    /// An attribute whose value needs no escaping: a number, a date.
    pub(crate) fn number(&mut self, name: &str, value: impl Display) -> &mut Self {
        debug_assert!(self.tag_is_open, "attribute {name} outside a start tag");
        // Writing to a string cannot fail.
        let _ = write!(self.out, " {name}=\"{value}\"");
        self
    }

    /// Text inside the element.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        self.close_tag();
        self.out.push_str(&escape(text));
        self
    }

    /// XML that is known to be well-formed.
    pub(crate) fn raw(&mut self, xml: &str) -> &mut Self {
        self.close_tag();
        self.out.push_str(xml);
        self
    }

    /// Closes the element last opened.
    pub(crate) fn end(&mut self) -> &mut Self {
        if let Some(name) = self.open.pop() {
            if self.tag_is_open {
                self.out.push_str("/>");
                self.tag_is_open = false;
            } else {
                self.out.push_str("</");
                self.out.push_str(name);
                self.out.push('>');
            }
        }
        self
    }

    /// An element without attributes or content.
    pub(crate) fn empty(&mut self, name: &'static str) -> &mut Self {
        self.start(name).end()
    }

    /// An element with text and no attributes.
    pub(crate) fn element(&mut self, name: &'static str, text: &str) -> &mut Self {
        self.start(name).text(text).end()
    }

    /// `<name w:val="value"/>`, WordprocessingML's usual form of a property.
    pub(crate) fn value(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.start(name).attribute("w:val", value).end()
    }

    /// `<name w:val="12"/>`
    pub(crate) fn value_number(&mut self, name: &'static str, value: impl Display) -> &mut Self {
        self.start(name).number("w:val", value).end()
    }

    /// A property that is on (`<w:b/>`) or explicitly off (`<w:b w:val="0"/>`).
    pub(crate) fn toggle(&mut self, name: &'static str, on: bool) -> &mut Self {
        if on {
            self.empty(name)
        } else {
            self.value(name, "0")
        }
    }

    /// Closes what is still open and gives the text.
    pub(crate) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.end();
        }
        self.out
    }

    fn close_tag(&mut self) {
        if self.tag_is_open {
            self.out.push('>');
            self.tag_is_open = false;
        }
    }
}

/// Escapes text for element content and double-quoted attributes, and drops the characters that
/// XML 1.0 does not have (§ 2.2): most controls, U+FFFE and U+FFFF. A carriage return is written
/// as a reference, which survives the parser's normalization of line ends.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    let Some(first) = text.bytes().position(|byte| SPECIAL[usize::from(byte)]) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(&text[..first]);
    for character in text[first..].chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(character),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            _ => out.push(character),
        }
    }
    Cow::Owned(out)
}

/// A text without the characters that XML 1.0 does not have.
pub(crate) fn legal(text: &str) -> Cow<'_, str> {
    let is_legal = |c: &char| !matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    if !text.bytes().any(is_doubtful) || text.chars().all(|c| is_legal(&c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(is_legal).collect())
}

/// Whether a byte may start something to be dropped; 0xEF leads U+FFFE and U+FFFF.
const fn is_doubtful(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r') || byte == 0xEF
}

/// By byte, whether it may start something to be escaped or dropped: every text is gone through.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        special[byte] = byte < 0x20 || is_doubtful(byte as u8);
        byte += 1;
    }
    special[b'&' as usize] = true;
    special[b'<' as usize] = true;
    special[b'>' as usize] = true;
    special[b'"' as usize] = true;
    special
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_close_in_order_and_empty_ones_are_short() {
        let mut xml = XmlWriter::fragment();
        xml.start("w:p").start("w:pPr").value("w:pStyle", "Call").end();
        xml.start("w:r").element("w:t", "noting").toggle("w:b", false);
        assert_eq!(
            xml.finish(),
            "<w:p><w:pPr><w:pStyle w:val=\"Call\"/></w:pPr>\
             <w:r><w:t>noting</w:t><w:b w:val=\"0\"/></w:r></w:p>"
        );
    }

    #[test]
    fn markup_is_escaped_and_illegal_characters_are_dropped() {
        assert_eq!(escape("a<b & \"c\">"), "a&lt;b &amp; &quot;c&quot;&gt;");
        assert_eq!(
            escape("a\u{0}b\u{B}c\u{1F}d\u{FFFE}e\u{FFFF}f\u{FEFF}"),
            "abcdef\u{FEFF}"
        );
        assert_eq!(escape("line\r\nnext\tstop"), "line&#13;\nnext\tstop");
        assert!(matches!(escape("تعديل, 决议, é"), Cow::Borrowed(_)));
    }
}
