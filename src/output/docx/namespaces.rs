//! The XML namespaces of WordprocessingML parts.

use crate::ooxml::XmlWriter;

/// WordprocessingML itself.
pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Declares what documents, notes and comments use on their root element.
pub(super) fn declare(xml: &mut XmlWriter) {
    for (prefix, namespace) in [
        ("xmlns:w", WORD),
        (
            "xmlns:r",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        ),
        (
            "xmlns:wp",
            "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        ),
        (
            "xmlns:mc",
            "http://schemas.openxmlformats.org/markup-compatibility/2006",
        ),
        (
            "xmlns:w14",
            "http://schemas.microsoft.com/office/word/2010/wordml",
        ),
        (
            "xmlns:w15",
            "http://schemas.microsoft.com/office/word/2012/wordml",
        ),
        ("mc:Ignorable", "w14 w15"),
    ] {
        xml.attribute(prefix, namespace);
    }
}
