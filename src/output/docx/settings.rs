//! The settings part and the table of fonts.

use std::collections::BTreeSet;

use super::locale;
use super::namespaces;
use crate::house::{House, ParagraphStyle};
use crate::layout::Flow;
use crate::model::View;
use crate::ooxml::XmlWriter;

/// Word 2013 and later.
const COMPATIBILITY_MODE: &str = "15";

/// Writes `word/settings.xml` in the order of the schema (CT_Settings, ECMA-376 § 17.15.1.78).
pub(super) fn write(flow: &Flow, house: &House, has_notes: bool) -> String {
    let mut xml = XmlWriter::part();
    xml.start("w:settings").attribute("xmlns:w", namespaces::WORD);
    xml.start("w:zoom").attribute("w:percent", "100").end();
    if house.page().mirrored {
        xml.empty("w:mirrorMargins");
    }
    if flow.view == View::Markup && !flow.changes.is_empty() {
        xml.empty("w:trackRevisions");
    }
    xml.value_number("w:defaultTabStop", house.default_tab());
    xml.empty("w:doNotHyphenateCaps");
    if flow.running.even_footer.is_some() {
        xml.empty("w:evenAndOddHeaders");
    }
    xml.value("w:characterSpacingControl", "doNotCompress");
    if has_notes {
        xml.start("w:footnotePr");
        if house.restarts_notes() {
            xml.value("w:numRestart", "eachSect");
        }
        for separator in [-1, 0] {
            xml.start("w:footnote").number("w:id", separator).end();
        }
        xml.end();
    }
    xml.start("w:compat");
    for (name, value) in [
        ("compatibilityMode", COMPATIBILITY_MODE),
        ("overrideTableStyleFontSizeAndJustification", "1"),
        ("enableOpenTypeFeatures", "1"),
        ("doNotFlipMirrorIndents", "1"),
        ("differentiateMultirowTableHeaders", "1"),
    ] {
        xml.start("w:compatSetting")
            .attribute("w:name", name)
            .attribute("w:uri", "http://schemas.microsoft.com/office/word")
            .attribute("w:val", value)
            .end();
    }
    xml.end();
    locale::named(&mut xml, "w:themeFontLang", flow.language);
    xml.value("w:decimalSymbol", ".").value("w:listSeparator", ",");
    xml.finish()
}

/// Writes `word/fontTable.xml`: the names of the fonts that the styles use.
pub(super) fn write_fonts(house: &House) -> String {
    let mut names = BTreeSet::new();
    for &style in ParagraphStyle::ALL {
        let fonts = house.fonts(house.paragraph(style));
        names.extend([fonts.latin, fonts.east_asian, fonts.complex]);
    }
    let mut xml = XmlWriter::part();
    xml.start("w:fonts").attribute("xmlns:w", namespaces::WORD);
    for name in names {
        xml.start("w:font").attribute("w:name", name).end();
    }
    xml.finish()
}
