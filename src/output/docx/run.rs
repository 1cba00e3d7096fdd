//! Runs: their properties, and their text with the characters that Word has elements for.

use super::direction::stretches;
use crate::house::{CharacterStyle, ParagraphRule};
use crate::layout::Emphasis;
use crate::model::{Language, Position};
use crate::ooxml::XmlWriter;

/// How the characters of a run are set: what `w:rPr` says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Setting {
    pub(super) emphasis: Emphasis,
    pub(super) character: Option<CharacterStyle>,
    /// Sizes in half-points that are not the paragraph's: of Latin and of Arabic letters.
    pub(super) size: Option<[u16; 2]>,
    /// Whether the run is Arabic.
    pub(super) right_to_left: bool,
    /// Whether quotation marks and dashes take the Chinese font, as their neighbours do.
    pub(super) east_asian: bool,
    /// A Chinese font in place of the style's: Han has no italics, but another face.
    pub(super) han: Option<&'static str>,
}

impl Setting {
    /// Writes `w:rPr` in the order of the schema (CT_RPr, ECMA-376 § 17.3.2.28); nothing where the
    /// run is set as its paragraph.
    pub(super) fn write(&self, xml: &mut XmlWriter, rule: &ParagraphRule) {
        if *self == Self::default() {
            return;
        }
        let Emphasis {
            italic,
            bold,
            not_bold,
            not_caps,
            underlined,
            position,
        } = self.emphasis;
        xml.start("w:rPr");
        if let Some(character) = self.character {
            xml.value("w:rStyle", character.id());
        }
        if self.east_asian || self.han.is_some() {
            xml.start("w:rFonts");
            if self.east_asian {
                xml.attribute("w:hint", "eastAsia");
            }
            if let Some(face) = self.han {
                xml.attribute("w:eastAsia", face);
            }
            xml.end();
        }
        if bold || not_bold {
            xml.toggle("w:b", bold).toggle("w:bCs", bold);
        }
        let upright = rule.italic && self.character.is_some_and(CharacterStyle::is_upright);
        if (italic || upright) && self.han.is_none() {
            xml.toggle("w:i", !rule.italic).toggle("w:iCs", !rule.italic);
        }
        if not_caps {
            xml.toggle("w:caps", false);
        }
        if let Some([size, complex]) = self.size {
            xml.value_number("w:sz", size).value_number("w:szCs", complex);
        }
        if underlined {
            xml.value("w:u", "single");
        }
        match position {
            Position::Baseline => {}
            Position::Superscript => {
                xml.value("w:vertAlign", "superscript");
            }
            Position::Subscript => {
                xml.value("w:vertAlign", "subscript");
            }
        }
        if self.right_to_left {
            xml.empty("w:rtl");
        }
        xml.end();
    }
}

/// The pieces of a text that are set alike in a document of this language.
pub(super) fn pieces(
    text: &str,
    setting: Setting,
    language: Language,
) -> impl Iterator<Item = (&str, Setting)> {
    let chinese = language == Language::Chinese && text.contains(is_ambiguous);
    let pieces = stretches(text, language.is_right_to_left());
    pieces.into_iter().map(move |(text, right_to_left)| {
        let setting = Setting {
            right_to_left,
            east_asian: chinese,
            ..setting
        };
        (text, setting)
    })
}

/// Signs that Latin and Chinese share; without a hint Word takes them from the Latin font.
fn is_ambiguous(character: char) -> bool {
    matches!(
        character,
        '‘' | '’' | '“' | '”' | '…' | '—' | '·' | '°' | '×' | '§' | '①'..='⑳'
    )
}

/// Writes text inside a run. The no-break hyphen, the soft hyphen, tabs and line breaks are
/// elements of their own (§ 17.3.3.18, § 17.3.3.29); a no-break space stays a character.
pub(super) fn text(xml: &mut XmlWriter, text: &str, struck: bool) {
    let element = if struck { "w:delText" } else { "w:t" };
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest
            .find(['\u{2011}', '\u{AD}', '\t', '\n'])
            .unwrap_or(rest.len());
        let (plain, behind) = rest.split_at(end);
        if !plain.is_empty() {
            xml.start(element);
            if plain.starts_with(' ') || plain.ends_with(' ') {
                xml.attribute("xml:space", "preserve");
            }
            xml.text(plain).end();
        }
        let mut behind = behind.chars();
        match behind.next() {
            Some('\u{2011}') => xml.empty("w:noBreakHyphen"),
            Some('\u{AD}') => xml.empty("w:softHyphen"),
            Some('\t') => xml.empty("w:tab"),
            Some('\n') => xml.empty("w:br"),
            _ => xml,
        };
        rest = behind.as_str();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::{House, ParagraphStyle};
    use crate::model::HouseName;

    fn written(setting: Setting, style: ParagraphStyle) -> String {
        let house = House::new(HouseName::Pp, Language::English);
        let mut xml = XmlWriter::fragment();
        setting.write(&mut xml, house.paragraph(style));
        xml.finish()
    }

    #[test]
    fn italic_turns_roman_in_an_italic_paragraph() {
        let italic = Setting {
            emphasis: Emphasis {
                italic: true,
                ..Emphasis::default()
            },
            ..Setting::default()
        };
        assert_eq!(
            written(italic, ParagraphStyle::Normal),
            "<w:rPr><w:i/><w:iCs/></w:rPr>"
        );
        assert_eq!(
            written(italic, ParagraphStyle::Call),
            "<w:rPr><w:i w:val=\"0\"/><w:iCs w:val=\"0\"/></w:rPr>"
        );
        assert_eq!(written(Setting::default(), ParagraphStyle::Call), "");
        let mark = Setting {
            character: Some(CharacterStyle::FootnoteReference),
            ..Setting::default()
        };
        assert_eq!(
            written(mark, ParagraphStyle::Call),
            "<w:rPr><w:rStyle w:val=\"FootnoteReference\"/><w:i w:val=\"0\"/><w:iCs w:val=\"0\"/></w:rPr>"
        );
    }

    #[test]
    fn properties_stand_in_the_order_of_the_schema() {
        let all = Setting {
            emphasis: Emphasis {
                italic: true,
                bold: false,
                not_bold: true,
                not_caps: true,
                underlined: true,
                position: Position::Superscript,
            },
            character: Some(CharacterStyle::Href),
            size: Some([25, 38]),
            right_to_left: true,
            east_asian: true,
            han: None,
        };
        assert_eq!(
            written(all, ParagraphStyle::Normal),
            "<w:rPr><w:rStyle w:val=\"href\"/><w:rFonts w:hint=\"eastAsia\"/>\
             <w:b w:val=\"0\"/><w:bCs w:val=\"0\"/><w:i/><w:iCs/><w:caps w:val=\"0\"/>\
             <w:sz w:val=\"25\"/><w:szCs w:val=\"38\"/><w:u w:val=\"single\"/><w:vertAlign w:val=\"superscript\"/><w:rtl/></w:rPr>"
        );
    }

    #[test]
    fn special_characters_become_elements_and_outer_spaces_are_kept() {
        let mut xml = XmlWriter::fragment();
        text(&mut xml, "ITU\u{2011}T, No.\u{A0}5\n a\u{0}b", false);
        text(&mut xml, "gone\u{2011}", true);
        assert_eq!(
            xml.finish(),
            "<w:t>ITU</w:t><w:noBreakHyphen/><w:t>T, No.\u{A0}5</w:t><w:br/>\
             <w:t xml:space=\"preserve\"> ab</w:t><w:delText>gone</w:delText><w:noBreakHyphen/>"
        );
    }
}
