//! ITU's house rules as data: page set-up, styles, words of the six languages, conferences.
//!
//! One file per layout family; a back end asks here for every length, font and word.

mod style;
mod words;
pub use words::Words;

pub use style::{
    Align, CharacterRule, CharacterStyle, Font, LineSpacing, Page, ParagraphRule, ParagraphStyle, Tab,
    TabKind, Twips,
};
