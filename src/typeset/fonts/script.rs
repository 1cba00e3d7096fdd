//! Which script a character belongs to, as far as fonts and shaping care.

use std::str::FromStr;

use crate::model::is_set_solid;

/// A script that asks for its own font or shaping.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Script {
    /// Spaces, digits, punctuation: set with the letters around them.
    Common,
    Latin,
    Greek,
    Cyrillic,
    Arabic,
    Hebrew,
    Han,
    /// Any other; shaped by the script that the shaper guesses.
    Other,
}

impl Script {
    /// The script of a character, by its block.
    pub(crate) fn of(character: char) -> Self {
        match u32::from(character) {
            0x41..=0x5A | 0x61..=0x7A | 0xAA | 0xBA | 0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0x2AF => Self::Latin,
            0x370..=0x3FF | 0x1F00..=0x1FFF => Self::Greek,
            0x400..=0x52F | 0x1C80..=0x1C8F | 0x2DE0..=0x2DFF | 0xA640..=0xA69F => Self::Cyrillic,
            0x590..=0x5FF | 0xFB1D..=0xFB4F => Self::Hebrew,
            0x600..=0x6FF | 0x750..=0x77F | 0x870..=0x8FF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFC => Self::Arabic,
            0x1E00..=0x1EFF | 0x2C60..=0x2C7F | 0xA720..=0xA7FF | 0xFB00..=0xFB06 => Self::Latin,
            // Its punctuation and full-width forms are set in the font of Han, and so is Hangul.
            0xAC00..=0xD7AF => Self::Han,
            _ if is_set_solid(character) => Self::Han,
            0..=0x36F | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x2000..=0x2BFF | 0x2E00..=0x2E7F => Self::Common,
            0xFE00..=0xFE0F | 0xFE20..=0xFE2F | 0xFEFF => Self::Common,
            _ => Self::Other,
        }
    }

    /// The script as the shaper names it (ISO 15924); none leaves it to guess.
    pub(crate) fn tag(self) -> Option<harfrust::Script> {
        let tag = match self {
            Self::Common | Self::Latin => "Latn",
            Self::Greek => "Grek",
            Self::Cyrillic => "Cyrl",
            Self::Arabic => "Arab",
            Self::Hebrew => "Hebr",
            Self::Han => "Hani",
            Self::Other => return None,
        };
        harfrust::Script::from_str(tag).ok()
    }

    /// The language of a text in this script inside one in another, for speech (PDF 32000-1, 14.9.2).
    pub(crate) fn language(self) -> Option<&'static str> {
        match self {
            Self::Greek => Some("el"),
            Self::Cyrillic => Some("ru"),
            Self::Arabic => Some("ar"),
            Self::Hebrew => Some("he"),
            Self::Han => Some("zh"),
            Self::Common | Self::Latin | Self::Other => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Script;

    #[test]
    fn scripts_are_told_apart_by_block() {
        let scripts = [
            ('a', Script::Latin),
            ('é', Script::Latin),
            ('1', Script::Common),
            ('×', Script::Common),
            ('\u{2011}', Script::Common),
            ('Ж', Script::Cyrillic),
            ('ق', Script::Arabic),
            ('،', Script::Arabic),
            ('第', Script::Han),
            ('，', Script::Han),
        ];
        for (character, script) in scripts {
            assert_eq!(Script::of(character), script, "{character}");
        }
    }
}
