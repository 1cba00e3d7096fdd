//! The names that styles and typefaces have in Word.

use super::{CharacterStyle, Font, House, ParagraphRule};
use crate::model::Language;

/// The typefaces of a paragraph style for the scripts that Word tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FontNames {
    /// Latin, Greek and Cyrillic (`w:ascii`, `w:hAnsi`).
    pub latin: &'static str,
    /// Chinese (`w:eastAsia`).
    pub east_asian: &'static str,
    /// Arabic (`w:cs`).
    pub complex: &'static str,
}

impl Font {
    /// The family's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Calibri => "Calibri",
            Self::TimesNewRoman => "Times New Roman",
            Self::Verdana => "Verdana",
        }
    }
}

/// Whether a font is one of the Kai faces, which Chinese texts have where others are in italics.
pub(crate) fn is_kai(font: &str) -> bool {
    let font = font.to_lowercase();
    font.contains("kai") || font.contains('楷')
}

impl House {
    /// The Chinese typeface: Han has no italics, and is set in a Kai face where Latin is slanted.
    pub fn han_face(slanted: bool) -> &'static str {
        match slanted {
            true => "STKaiti",
            false => "SimSun",
        }
    }

    /// The typefaces of a style. Arabic documents are set in Traditional Arabic (FORMAT § 8.3).
    pub fn fonts(&self, rule: &ParagraphRule) -> FontNames {
        let language = self.language();
        FontNames {
            latin: rule.font.name(),
            east_asian: match language {
                Language::Chinese => Self::han_face(rule.italic),
                _ => Font::TimesNewRoman.name(),
            },
            complex: match language {
                Language::Arabic => "Traditional Arabic",
                _ => rule.font.name(),
            },
        }
    }
}

impl CharacterStyle {
    /// Every style.
    pub const ALL: &'static [Self] = &[
        Self::FootnoteReference,
        Self::CommentReference,
        Self::Hyperlink,
        Self::PageNumber,
        Self::Href,
    ];

    /// Word's `w:styleId`.
    pub fn id(self) -> &'static str {
        match self {
            Self::FootnoteReference => "FootnoteReference",
            Self::CommentReference => "CommentReference",
            Self::Hyperlink => "Hyperlink",
            Self::PageNumber => "PageNumber",
            Self::Href => "href",
        }
    }

    /// The name that Word shows.
    pub fn name(self) -> &'static str {
        match self {
            Self::FootnoteReference => "footnote reference",
            Self::CommentReference => "annotation reference",
            Self::Hyperlink => "Hyperlink",
            Self::PageNumber => "page number",
            Self::Href => "href",
        }
    }
}
