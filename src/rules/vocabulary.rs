//! What rules know of each language.

use crate::model::Language;

/// The words of one language.
pub(super) struct Vocabulary {
    /// Acronyms that are spelt out in no resolution.
    known: &'static [&'static str],
}

impl Vocabulary {
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &ENGLISH,
            Language::French => &FRENCH,
            Language::Spanish => &SPANISH,
            Language::Russian | Language::Chinese | Language::Arabic => &OTHER,
        }
    }

    /// Whether nobody spells an acronym out.
    pub(super) fn knows(&self, acronym: &str) -> bool {
        EVERYWHERE.contains(&acronym) || self.known.contains(&acronym)
    }
}

/// Acronyms that every language has: the Union, its texts, units and what everybody knows.
#[rustfmt::skip] // One list, as a word list reads.
const EVERYWHERE: &[&str] = &[
    "ITU", "UIT", "UN", "IP", "TV", "ID", "IT", "PC", "CD", "DVD", "AM", "FM", "HF", "VHF", "UHF", "SHF", "MF", "LF",
    "RF", "UTC", "GMT", "ISO", "IEC", "WWW", "HTML", "HTTP", "URL", "XML", "PDF", "UK", "USA", "EU", "DC", "AC", "PP",
    "ADD", "MOD", "SUP", "NOC", "NOTE", "RR", "HIV", "AIDS", "DNA", "BC", "AD",
];

static ENGLISH: Vocabulary = Vocabulary {
    known: &["CS", "CV", "SMS", "FAQ", "CEO"],
};

static FRENCH: Vocabulary = Vocabulary {
    known: &["CS", "CV", "ONU", "SMS"],
};

static SPANISH: Vocabulary = Vocabulary {
    known: &["CS", "CV", "ONU", "SMS", "EE", "UU"],
};

static OTHER: Vocabulary = Vocabulary { known: &[] };
