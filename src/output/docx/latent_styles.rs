//! Which of Word's own styles an editor sees: those that ITU's texts use, before all others.

use crate::ooxml::XmlWriter;

/// How many latent styles Word 2016 and later have.
const COUNT: usize = 376;

/// Word's own styles that stay in sight, with the place that Word gives them in its list.
const VISIBLE: &[(&str, u8, bool)] = &[
    ("Normal", 0, true),
    ("heading 1", 9, true),
    ("heading 2", 9, true),
    ("heading 3", 9, true),
    ("heading 4", 9, true),
    ("heading 5", 9, true),
    ("heading 6", 9, true),
    ("toc 1", 39, false),
    ("toc 2", 39, false),
    ("footnote text", 99, false),
    ("footnote reference", 99, false),
    ("annotation text", 99, false),
    ("annotation reference", 99, false),
    ("header", 99, false),
    ("footer", 99, false),
    ("page number", 99, false),
    ("Hyperlink", 99, false),
    ("Default Paragraph Font", 1, false),
    ("Table Grid", 39, false),
];

/// Writes `w:latentStyles` (ECMA-376 § 17.7.4.5): all others stay hidden until they are used.
pub(super) fn write(xml: &mut XmlWriter) {
    xml.start("w:latentStyles")
        .attribute("w:defLockedState", "0")
        .attribute("w:defUIPriority", "99")
        .attribute("w:defSemiHidden", "1")
        .attribute("w:defUnhideWhenUsed", "1")
        .attribute("w:defQFormat", "0")
        .number("w:count", COUNT);
    for (name, priority, is_quick) in VISIBLE {
        xml.start("w:lsdException")
            .attribute("w:name", name)
            .attribute("w:semiHidden", "0")
            .number("w:uiPriority", priority)
            .attribute("w:unhideWhenUsed", "0");
        if *is_quick {
            xml.attribute("w:qFormat", "1");
        }
        xml.end();
    }
    xml.end();
}
