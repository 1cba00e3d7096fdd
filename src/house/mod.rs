//! ITU's house rules as data: page set-up, styles, words of the six languages, conferences.
//!
//! One file per layout family; a back end asks here for every length, font and word.

mod arabic;
mod conference;
mod conferences;
mod places;
mod plenipotentiary;
mod publication;
mod review;
mod row;
mod rules;
mod style;
mod typeface;
mod words;

pub use conferences::{Body, Conference};
pub use review::{ChangeBars, CommentMargin};
pub use rules::{Family, FootnoteSeparator, House, LeaderRule, MastheadRule, TableRule};
pub use style::{
    Align, CharacterRule, CharacterStyle, Font, LineSpacing, Page, ParagraphRule, ParagraphStyle, Tab,
    TabKind, Twips,
};
pub use typeface::FontNames;
pub use words::{DocumentNumber, Lead, Words, instrument_kind, own_name};
