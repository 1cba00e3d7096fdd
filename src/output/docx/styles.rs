//! The styles part: the house's tables in Word's terms (ECMA-376 § 17.7).

use super::latent_styles;
use super::locale;
use super::namespaces;
use super::table;
use crate::house::{
    Align, CharacterRule, CharacterStyle, House, LineSpacing, ParagraphRule, ParagraphStyle, Tab, TabKind,
};
use crate::model::Language;
use crate::ooxml::XmlWriter;

/// The styles that Word itself knows; all others are marked as ITU's own.
const BUILT_IN: &[&str] = &[
    "Normal",
    "heading 1",
    "heading 2",
    "heading 3",
    "heading 4",
    "heading 5",
    "heading 6",
    "footnote text",
    "annotation text",
    "toc 1",
    "toc 2",
    "header",
    "footer",
];

/// Writes `word/styles.xml`. Every style says what it has beyond Normal, as in ITU's templates, so
/// that an editor who changes Normal changes them all.
pub(super) fn write(house: &House) -> String {
    let mut xml = XmlWriter::part();
    xml.start("w:styles").attribute("xmlns:w", namespaces::WORD);
    let normal = house.paragraph(ParagraphStyle::Normal);
    xml.start("w:docDefaults").start("w:rPrDefault").start("w:rPr");
    fonts(&mut xml, house, normal);
    locale::language(&mut xml, house.language());
    xml.end().end().empty("w:pPrDefault").end();
    latent_styles::write(&mut xml);
    for &style in ParagraphStyle::ALL {
        paragraph_style(&mut xml, house, house.paragraph(style), normal);
    }
    built_in_defaults(&mut xml);
    for &style in CharacterStyle::ALL {
        character_style(&mut xml, house.character(style));
    }
    table_style(&mut xml, house);
    xml.finish()
}

fn paragraph_style(xml: &mut XmlWriter, house: &House, rule: &ParagraphRule, normal: &ParagraphRule) {
    let style = rule.style;
    let is_normal = style == ParagraphStyle::Normal;
    xml.start("w:style").attribute("w:type", "paragraph");
    if is_normal {
        xml.attribute("w:default", "1");
    }
    let (id, name) = house.identity(style);
    if !BUILT_IN.contains(&name) {
        xml.attribute("w:customStyle", "1");
    }
    xml.attribute("w:styleId", id);
    xml.value("w:name", name);
    if !is_normal {
        xml.value("w:basedOn", ParagraphStyle::Normal.id());
    }
    if rule.next != style {
        xml.value("w:next", house.identity(rule.next).0);
    }
    xml.empty("w:qFormat");
    let base = (!is_normal).then_some(normal);
    paragraph_properties(xml, house, rule, base);
    run_properties(xml, house, rule, base);
    xml.end();
}

/// `w:pPr` in the order of the schema, what `base` has left out.
fn paragraph_properties(
    xml: &mut XmlWriter,
    house: &House,
    rule: &ParagraphRule,
    base: Option<&ParagraphRule>,
) {
    xml.start("w:pPr");
    if rule.keep_next {
        xml.empty("w:keepNext");
    }
    if rule.keep_lines {
        xml.empty("w:keepLines");
    }
    tabs(xml, rule.tabs, base.map_or(&[], |base| base.tabs));
    if base.is_none() && house.language().is_right_to_left() {
        xml.empty("w:bidi");
    }
    spacing(xml, rule, base);
    indent(xml, rule, base);
    if base.map_or(Align::Start, |base| base.align) != rule.align {
        // Word reads `left` and `right` as start and end in right-to-left paragraphs.
        xml.value(
            "w:jc",
            match rule.align {
                Align::Start => "left",
                Align::Centre => "center",
                Align::End => "right",
                Align::Justified => "both",
            },
        );
    }
    if let Some(level) = rule.outline {
        xml.value_number("w:outlineLvl", level.saturating_sub(1));
    }
    xml.end();
}

/// `w:tabs`: a style has the stops of Normal unless it clears them.
fn tabs(xml: &mut XmlWriter, tabs: &[Tab], base: &[Tab]) {
    let cleared = base
        .iter()
        .filter(|stop| tabs.iter().all(|tab| tab.at != stop.at));
    let own = tabs.iter().filter(|tab| !base.contains(tab));
    let mut stops: Vec<(&Tab, bool)> = cleared
        .map(|tab| (tab, true))
        .chain(own.map(|tab| (tab, false)))
        .collect();
    if stops.is_empty() {
        return;
    }
    stops.sort_by_key(|(tab, _)| tab.at);
    xml.start("w:tabs");
    for (tab, is_cleared) in stops {
        let kind = match (is_cleared, tab.kind) {
            (true, _) => "clear",
            (false, TabKind::Start) => "left",
            (false, TabKind::Centre) => "center",
            (false, TabKind::End) => "right",
        };
        xml.start("w:tab").attribute("w:val", kind);
        if tab.dotted && !is_cleared {
            xml.attribute("w:leader", "dot");
        }
        xml.number("w:pos", tab.at).end();
    }
    xml.end();
}

fn spacing(xml: &mut XmlWriter, rule: &ParagraphRule, base: Option<&ParagraphRule>) {
    let single = LineSpacing::Multiple(240);
    let (before, after, line) = base.map_or((0, 0, single), |base| (base.before, base.after, base.line));
    if (rule.before, rule.after, rule.line) == (before, after, line) {
        return;
    }
    xml.start("w:spacing");
    if rule.before != before {
        xml.number("w:before", rule.before);
    }
    if rule.after != after {
        xml.number("w:after", rule.after);
    }
    if rule.line != line {
        match rule.line {
            LineSpacing::Multiple(lines) => xml.number("w:line", lines).attribute("w:lineRule", "auto"),
            LineSpacing::Exact(height) => xml.number("w:line", height).attribute("w:lineRule", "exact"),
            LineSpacing::AtLeast(height) => xml.number("w:line", height).attribute("w:lineRule", "atLeast"),
        };
    }
    xml.end();
}

fn indent(xml: &mut XmlWriter, rule: &ParagraphRule, base: Option<&ParagraphRule>) {
    let base = base.map_or((0, 0, 0), |base| (base.start, base.end, base.first));
    if (rule.start, rule.end, rule.first) == base {
        return;
    }
    xml.start("w:ind");
    if rule.start != base.0 {
        xml.number("w:left", rule.start);
    }
    if rule.end != base.1 {
        xml.number("w:right", rule.end);
    }
    if rule.first < 0 {
        xml.number("w:hanging", -rule.first);
    } else if rule.first != base.2 {
        xml.number("w:firstLine", rule.first);
    }
    xml.end();
}

/// `w:rPr` in the order of the schema, what `base` has left out.
fn run_properties(xml: &mut XmlWriter, house: &House, rule: &ParagraphRule, base: Option<&ParagraphRule>) {
    xml.start("w:rPr");
    if base.is_some_and(|base| house.fonts(base) != house.fonts(rule)) {
        fonts(xml, house, rule);
    }
    let was = |property: fn(&ParagraphRule) -> bool| base.is_some_and(property);
    if rule.bold != was(|base| base.bold) {
        xml.toggle("w:b", rule.bold).toggle("w:bCs", rule.bold);
    }
    // A Kai face is not slanted.
    let slants = house.language() != Language::Chinese;
    if slants && rule.italic != was(|base| base.italic) {
        xml.toggle("w:i", rule.italic).toggle("w:iCs", rule.italic);
    }
    if rule.caps != was(|base| base.caps) {
        xml.toggle("w:caps", rule.caps);
    }
    if base.is_none_or(|base| base.size != rule.size) {
        xml.value_number("w:sz", rule.size);
    }
    if base.is_none_or(|base| base.size_complex != rule.size_complex) {
        xml.value_number("w:szCs", rule.size_complex);
    }
    xml.end();
}

fn fonts(xml: &mut XmlWriter, house: &House, rule: &ParagraphRule) {
    let fonts = house.fonts(rule);
    xml.start("w:rFonts")
        .attribute("w:ascii", fonts.latin)
        .attribute("w:eastAsia", fonts.east_asian)
        .attribute("w:hAnsi", fonts.latin)
        .attribute("w:cs", fonts.complex)
        .end();
}

/// The defaults that Word looks for: of characters, of tables and of lists.
fn built_in_defaults(xml: &mut XmlWriter) {
    for (kind, id, name) in [
        ("character", "DefaultParagraphFont", "Default Paragraph Font"),
        ("table", "TableNormal", "Normal Table"),
        ("numbering", "NoList", "No List"),
    ] {
        xml.start("w:style")
            .attribute("w:type", kind)
            .attribute("w:default", "1")
            .attribute("w:styleId", id);
        xml.value("w:name", name)
            .value("w:uiPriority", "99")
            .empty("w:semiHidden")
            .empty("w:unhideWhenUsed");
        if kind == "table" {
            xml.start("w:tblPr");
            cell_margins(xml, WORD_CELL_MARGIN);
            xml.end();
        }
        xml.end();
    }
}

/// Word's own space at the sides of a cell, in twips; the house's is that of its table style.
const WORD_CELL_MARGIN: i32 = 108;

fn character_style(xml: &mut XmlWriter, rule: CharacterRule) {
    let CharacterRule {
        style,
        size,
        raised,
        bold,
    } = rule;
    xml.start("w:style").attribute("w:type", "character");
    if style == CharacterStyle::Href {
        xml.attribute("w:customStyle", "1");
    }
    xml.attribute("w:styleId", style.id());
    xml.value("w:name", style.name())
        .value("w:basedOn", "DefaultParagraphFont");
    xml.start("w:rPr");
    if bold {
        xml.empty("w:b").empty("w:bCs");
    }
    if style == CharacterStyle::Hyperlink {
        xml.value("w:color", "0000FF");
    }
    if raised != 0 {
        xml.value_number("w:position", raised);
    }
    if let Some(size) = size {
        xml.value_number("w:sz", size).value_number("w:szCs", size);
    }
    if style == CharacterStyle::Hyperlink {
        xml.value("w:u", "single");
    }
    xml.end().end();
}

fn table_style(xml: &mut XmlWriter, house: &House) {
    let rule = house.table();
    xml.start("w:style")
        .attribute("w:type", "table")
        .attribute("w:styleId", table::STYLE);
    xml.value("w:name", "Table Grid")
        .value("w:basedOn", "TableNormal");
    xml.start("w:tblPr").start("w:tblBorders");
    for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
        xml.start(side)
            .attribute("w:val", "single")
            .number("w:sz", rule.border)
            .number("w:space", 0)
            .attribute("w:color", "auto")
            .end();
    }
    xml.end();
    cell_margins(xml, rule.padding);
    xml.end().end();
}

fn cell_margins(xml: &mut XmlWriter, sides: i32) {
    xml.start("w:tblCellMar");
    for (side, width) in [
        ("w:top", 0),
        ("w:left", sides),
        ("w:bottom", 0),
        ("w:right", sides),
    ] {
        xml.start(side)
            .number("w:w", width)
            .attribute("w:type", "dxa")
            .end();
    }
    xml.end();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{HouseName, Language};

    /// The element of one style.
    fn style(house: HouseName, language: Language, id: &str) -> String {
        let xml = write(&House::new(house, language));
        let wanted = format!("w:styleId=\"{id}\"");
        let found = xml
            .split_inclusive("</w:style>")
            .find(|style| style.contains(&wanted));
        let found = found.unwrap_or_default();
        found[found.rfind("<w:style ").unwrap_or(0)..].to_owned()
    }

    #[test]
    fn a_call_says_what_it_has_beyond_normal() {
        assert_eq!(
            style(HouseName::Pp, Language::English, "Call"),
            "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"Call\"><w:name w:val=\"Call\"/>\
             <w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/>\
             <w:pPr><w:keepNext/><w:keepLines/><w:tabs><w:tab w:val=\"clear\" w:pos=\"1134\"/>\
             <w:tab w:val=\"clear\" w:pos=\"1701\"/><w:tab w:val=\"clear\" w:pos=\"2268\"/>\
             <w:tab w:val=\"clear\" w:pos=\"2835\"/></w:tabs><w:spacing w:before=\"160\"/><w:ind w:left=\"567\"/></w:pPr>\
             <w:rPr><w:i/><w:iCs/></w:rPr></w:style>"
        );
    }

    #[test]
    fn normal_of_the_booklet_is_justified_on_an_exact_line() {
        assert_eq!(
            style(HouseName::Publication, Language::French, "Normal"),
            "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/>\
             <w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"794\"/><w:tab w:val=\"left\" w:pos=\"1191\"/>\
             <w:tab w:val=\"left\" w:pos=\"1588\"/><w:tab w:val=\"left\" w:pos=\"1985\"/></w:tabs>\
             <w:spacing w:before=\"160\" w:line=\"280\" w:lineRule=\"exact\"/><w:jc w:val=\"both\"/></w:pPr>\
             <w:rPr><w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/></w:rPr></w:style>"
        );
    }

    #[test]
    fn note_marks_are_small_and_raised() {
        assert_eq!(
            style(HouseName::Wrc, Language::English, "FootnoteReference"),
            "<w:style w:type=\"character\" w:styleId=\"FootnoteReference\"><w:name w:val=\"footnote reference\"/>\
             <w:basedOn w:val=\"DefaultParagraphFont\"/><w:rPr><w:position w:val=\"6\"/>\
             <w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/></w:rPr></w:style>"
        );
    }

    #[test]
    fn arabic_text_runs_from_the_right() {
        assert!(style(HouseName::Wrc, Language::Arabic, "Normal").contains("<w:bidi/>"));
        assert!(!style(HouseName::Wrc, Language::Arabic, "Call").contains("<w:bidi/>"));
    }
}
