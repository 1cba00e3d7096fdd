//! The six official languages.

use std::fmt;

/// The six official languages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
#[non_exhaustive]
pub enum Language {
    #[default]
    English,
    French,
    Spanish,
    Russian,
    Chinese,
    Arabic,
}

impl Language {
    /// All of them, in the order of the front matter's reference.
    pub const ALL: [Self; 6] = [
        Self::English,
        Self::French,
        Self::Spanish,
        Self::Russian,
        Self::Chinese,
        Self::Arabic,
    ];

    /// The language of an ISO 639 code (`en`, `fr`, `es`, `ru`, `zh`, `ar`).
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The language that a name or code of another form means: `English`, `EN`, `en-GB`, `français`.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let code = name.split(['-', '_']).next().unwrap_or_default();
        let names = |language: Self| match language {
            Self::English => ["english", "anglais"],
            Self::French => ["french", "français"],
            Self::Spanish => ["spanish", "español"],
            Self::Russian => ["russian", "русский"],
            Self::Chinese => ["chinese", "中文"],
            Self::Arabic => ["arabic", "العربية"],
        };
        let mut all = Self::ALL.into_iter();
        all.find(|language| language.code() == code || names(*language).contains(&name.as_str()))
    }

    /// The ISO 639 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
            Self::Spanish => "es",
            Self::Russian => "ru",
            Self::Chinese => "zh",
            Self::Arabic => "ar",
        }
    }

    /// Whether it runs from right to left.
    pub fn is_right_to_left(self) -> bool {
        self == Self::Arabic
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
