//! What the front matter says.

use super::{Author, AuthorId, Date, Inline, Language};
use crate::source::Span;

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands in the source.
    pub span: Span,
}

/// What the front matter says, with the defaults of the language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontMatter {
    /// `style`
    pub style: HouseName,
    /// `language`
    pub language: Language,
    /// `conference`: a code such as `PP-14`.
    pub conference: Option<Spanned<String>>,
    /// `conference-name`
    pub conference_name: Option<Vec<Inline>>,
    /// `conference-place`
    pub conference_place: Option<Vec<Inline>>,
    /// `conference-dates`
    pub conference_dates: Option<Vec<Inline>>,
    /// `meeting`
    pub meeting: Option<Vec<Inline>>,
    /// `document`: without it there is no document header.
    pub document: Option<Spanned<String>>,
    /// `addendum`
    pub addendum: Option<Spanned<String>>,
    /// `revision`
    pub revision: Option<Spanned<String>>,
    /// `corrigendum`
    pub corrigendum: Option<Spanned<String>>,
    /// `date`
    pub date: Option<Date>,
    /// `original`: the language that the document was written in.
    pub original: Option<Language>,
    /// `source`
    pub source: Option<Vec<Inline>>,
    /// `title`
    pub title: Option<Vec<Inline>>,
    /// `subtitle`
    pub subtitle: Option<Vec<Inline>>,
    /// `agenda-item`
    pub agenda_item: Option<Vec<Inline>>,
    /// `authors`
    pub authors: Vec<Author>,
    /// `author`: whose the marks without a key are; one author or several together.
    pub hands: Vec<AuthorId>,
    /// `abstract`: its paragraphs are parted by line breaks.
    pub abstract_text: Option<Vec<Inline>>,
    /// `contact`: whom to ask, a line an entry.
    pub contact: Vec<Spanned<String>>,
    /// `contents`: whether there is a list of contents, where the document says so.
    pub contents: Option<bool>,
    /// `calls`: further call phrases.
    pub calls: Vec<String>,
    /// `typography`
    pub typography: Typography,
    /// `lint`: rule switches as written (`-and-before-last`).
    pub lint: Vec<Spanned<String>>,
    /// `logo`: a picture file for the emblem of the first page.
    pub logo: Option<Spanned<String>>,
    /// `fonts`: font families to use before the house style's own.
    pub fonts: Vec<Spanned<String>>,
    /// Comments written between the keys, with the text of the key that they stand before.
    pub comments: Vec<Spanned<String>>,
    /// Where each key and its value stand, in the order written; empty in a document that was put
    /// together.
    pub entries: Vec<FrontEntry>,
    /// The whole front matter in the source, rules included.
    pub span: Option<Span>,
}

/// Where an entry of the front matter stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontEntry {
    /// The key as written.
    pub name: String,
    /// Where the key stands.
    pub key: Span,
    /// Where its value stands, from its first line to its last; [`Span::NONE`] without one.
    pub value: Span,
}

/// The keys of the front matter whose values are text, with markup and changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
#[non_exhaustive]
pub enum FrontKey {
    ConferenceName,
    ConferencePlace,
    ConferenceDates,
    Meeting,
    Source,
    Title,
    Subtitle,
    AgendaItem,
    Abstract,
}

impl FrontKey {
    /// All of them, in the order of the front matter's reference.
    pub const ALL: [Self; 9] = [
        Self::ConferenceName,
        Self::ConferencePlace,
        Self::ConferenceDates,
        Self::Meeting,
        Self::Source,
        Self::Title,
        Self::Subtitle,
        Self::AgendaItem,
        Self::Abstract,
    ];

    /// The key as written.
    pub fn name(self) -> &'static str {
        match self {
            Self::ConferenceName => "conference-name",
            Self::ConferencePlace => "conference-place",
            Self::ConferenceDates => "conference-dates",
            Self::Meeting => "meeting",
            Self::Source => "source",
            Self::Title => "title",
            Self::Subtitle => "subtitle",
            Self::AgendaItem => "agenda-item",
            Self::Abstract => "abstract",
        }
    }
}

impl FrontMatter {
    /// The text of a key, where the front matter has it.
    pub fn text(&self, key: FrontKey) -> Option<&Vec<Inline>> {
        match key {
            FrontKey::ConferenceName => &self.conference_name,
            FrontKey::ConferencePlace => &self.conference_place,
            FrontKey::ConferenceDates => &self.conference_dates,
            FrontKey::Meeting => &self.meeting,
            FrontKey::Source => &self.source,
            FrontKey::Title => &self.title,
            FrontKey::Subtitle => &self.subtitle,
            FrontKey::AgendaItem => &self.agenda_item,
            FrontKey::Abstract => &self.abstract_text,
        }
        .as_ref()
    }

    /// The text of a key, to alter.
    pub fn text_mut(&mut self, key: FrontKey) -> &mut Option<Vec<Inline>> {
        match key {
            FrontKey::ConferenceName => &mut self.conference_name,
            FrontKey::ConferencePlace => &mut self.conference_place,
            FrontKey::ConferenceDates => &mut self.conference_dates,
            FrontKey::Meeting => &mut self.meeting,
            FrontKey::Source => &mut self.source,
            FrontKey::Title => &mut self.title,
            FrontKey::Subtitle => &mut self.subtitle,
            FrontKey::AgendaItem => &mut self.agenda_item,
            FrontKey::Abstract => &mut self.abstract_text,
        }
    }
}

macro_rules! house_names {
    ($($(#[default$($is_default:tt)?])? $variant:ident $name:literal $description:literal,)*) => {
        /// Which house's rules the document is set by.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum HouseName { $($(#[default$($is_default)?])? #[doc = $description] $variant,)* }

        impl HouseName {
            /// All of them, in the order of the front matter's reference.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$variant,)*];

            /// The name as written after `style:`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What the house is.
            pub fn description(self) -> &'static str {
                match self { $(Self::$variant => $description,)* }
            }
        }
    };
}

house_names! {
    #[default]
    Pp "pp" "Plenipotentiary Conference",
    Wtsa "wtsa" "World Telecommunication Standardization Assembly",
    Wtdc "wtdc" "World Telecommunication Development Conference",
    Wrc "wrc" "World Radiocommunication Conference",
    Ra "ra" "Radiocommunication Assembly",
    Council "council" "Council",
    Publication "publication" "the published booklet",
}

/// Whether the house's typographic rules are applied at output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Typography {
    /// No-break spaces and hyphens are put in where the house wants them.
    #[default]
    House,
    /// The text is left as it is.
    Literal,
}
