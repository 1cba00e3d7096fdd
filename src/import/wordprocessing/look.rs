//! How a run is set: by its styles and by itself.

use crate::house::is_kai;
use crate::model::is_set_solid;
use crate::ooxml::Element;

/// How a run is set, as far as a source can say it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Look {
    pub(in crate::import) italic: bool,
    pub(in crate::import) bold: bool,
    pub(in crate::import) raised: bool,
    pub(in crate::import) lowered: bool,
    pub(in crate::import) hidden: bool,
    pub(in crate::import) underlined: bool,
    /// Whether its Han characters are of a face that stands for italics.
    pub(in crate::import) slants_han: bool,
    pub(in crate::import) symbols: Option<SymbolFont>,
}

/// Fonts whose characters are other signs than their codes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum SymbolFont {
    Symbol,
    Wingdings,
}

impl Look {
    /// Whether a text that is set so is slanted.
    pub(in crate::import) fn slants(self, text: &str) -> bool {
        self.italic || self.slants_han && text.contains(is_set_solid)
    }
}

impl SymbolFont {
    pub(super) fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase();
        match name.as_str() {
            "symbol" => Some(Self::Symbol),
            _ if name.starts_with("wingdings") || name == "webdings" => Some(Self::Wingdings),
            _ => None,
        }
    }
}

/// What run properties say; what they are silent about is left to what is around them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct RunLook {
    italic: Option<bool>,
    bold: Option<bool>,
    hidden: Option<bool>,
    pub(super) underlined: Option<bool>,
    slants_han: Option<bool>,
    raised: Option<bool>,
    lowered: Option<bool>,
    symbols: Option<SymbolFont>,
    /// Whether it is struck, highlighted or coloured.
    pub(super) is_decorated: bool,
}

impl RunLook {
    /// Reads `w:rPr`.
    pub(super) fn read(properties: Element<'_>) -> Self {
        let mut look = Self::default();
        for property in properties.children() {
            match property.word() {
                "i" => look.italic = Some(property.is_on()),
                "b" => look.bold = Some(property.is_on()),
                "vanish" => look.hidden = Some(property.is_on()),
                "vertAlign" => {
                    let value = property.val();
                    look.raised = Some(value.as_deref() == Some("superscript"));
                    look.lowered = Some(value.as_deref() == Some("subscript"));
                }
                // In half points above the line, as in ITU's marks of notes.
                "position" => {
                    let height: i32 = property.val().and_then(|it| it.trim().parse().ok()).unwrap_or(0);
                    look.raised = look.raised.or(Some(height > 0));
                    look.lowered = look.lowered.or(Some(height < 0));
                }
                "rFonts" => {
                    look.symbols = property.attribute("ascii").and_then(|it| SymbolFont::named(&it));
                    look.slants_han = property.attribute("eastAsia").map(|it| is_kai(&it));
                }
                "u" => look.underlined = Some(property.is_on()),
                "strike" | "dstrike" | "highlight" | "em" => look.is_decorated |= property.is_on(),
                _ => {}
            }
        }
        look
    }

    /// What holds where this stands on another: the nearer one says it.
    pub(super) fn over(self, other: Self) -> Self {
        Self {
            italic: self.italic.or(other.italic),
            bold: self.bold.or(other.bold),
            hidden: self.hidden.or(other.hidden),
            underlined: self.underlined.or(other.underlined),
            slants_han: self.slants_han.or(other.slants_han),
            raised: self.raised.or(other.raised),
            lowered: self.lowered.or(other.lowered),
            symbols: self.symbols.or(other.symbols),
            is_decorated: self.is_decorated || other.is_decorated,
        }
    }

    /// What a style of characters makes of a style of paragraphs: what both switch on is off
    /// (ECMA-376 part 1, § 17.7.3).
    pub(super) fn toggled(self, paragraph: Self) -> Self {
        let toggle = |one: Option<bool>, other: Option<bool>| match (one, other) {
            (Some(one), Some(other)) => Some(one != other),
            (one, other) => one.or(other),
        };
        Self {
            italic: toggle(self.italic, paragraph.italic),
            bold: toggle(self.bold, paragraph.bold),
            ..self.over(paragraph)
        }
    }

    pub(super) fn look(self) -> Look {
        Look {
            italic: self.italic.unwrap_or(false),
            bold: self.bold.unwrap_or(false),
            raised: self.raised.unwrap_or(false),
            lowered: self.lowered.unwrap_or(false),
            hidden: self.hidden.unwrap_or(false),
            underlined: self.underlined.unwrap_or(false),
            slants_han: self.slants_han.unwrap_or(false),
            symbols: self.symbols,
        }
    }
}
