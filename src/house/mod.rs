//! ITU's house rules as data: page set-up, styles, words of the six languages, conferences.
//!
//! One file for each family of houses gives its sheets (`sheet::Sheet`); a back end asks [`House`] for
//! every length, font and word.

mod arabic;
mod binding;
mod conference;
mod conferences;
mod places;
mod plenipotentiary;
mod publication;
mod review;
mod row;
mod rules;
mod shared;
mod sheet;
mod sittings;
mod style;
mod typeface;
mod words;

pub(crate) use binding::{NO_BREAK_HYPHEN, NO_BREAK_SPACE, OBJECT, binds, is_unit_name, ties};
pub use conferences::{Body, Conference};
pub use review::{ChangeBars, CommentMargin};
pub use rules::House;
pub use shared::CONTENTS_FROM;
pub use sheet::{AgendaRule, FootnoteSeparator, LeaderRule, MastheadRule, RunningRule, TableRule};
pub use style::{
    Align, CharacterRule, CharacterStyle, Font, LineSpacing, Page, ParagraphRule, ParagraphStyle, Tab,
    TabKind, Twips,
};
pub use typeface::FontNames;
pub(crate) use typeface::is_kai;
pub(crate) use words::without_accents;
pub use words::{DocumentNumber, Lead, Words, date_in_words, instrument_kind, letter_of, own_name};
