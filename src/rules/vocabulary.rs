//! What rules know of each language: its words for citations, its acronyms, titles and terms.

use crate::model::Language;

/// The words of one language.
pub(super) struct Vocabulary {
    /// Acronyms that are spelt out in no resolution.
    known: &'static [&'static str],
    /// The beginning of the word for a revision, in small letters.
    revised: &'static str,
    /// The word for a revision as it is printed before a city.
    pub(super) revision: &'static str,
    /// Words for what is cited, and the first of each kind. None where citations have another form.
    pub(super) instruments: &'static [(&'static str, &'static str)],
    /// What joins several numbers.
    pub(super) joins: &'static [&'static str],
    /// What stands before the name of a body.
    pub(super) links: &'static [&'static str],
    /// Titles and terms as people write them, and as the house does.
    pub(super) terms: &'static [(&'static str, &'static str)],
    /// How the titles of the Directors are told, where the program knows them.
    pub(super) offices: Option<&'static Offices>,
}

/// The titles of the Directors of the Bureaux.
pub(super) struct Offices {
    /// What stands before the name of a bureau.
    pub(super) begin: &'static str,
    /// The last word of the name.
    pub(super) end: &'static str,
    /// A word that tells which bureau is meant, and its official name.
    pub(super) names: &'static [(&'static str, &'static str)],
}

impl Vocabulary {
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &ENGLISH,
            Language::French => &FRENCH,
            Language::Spanish => &SPANISH,
            Language::Russian => &RUSSIAN,
            Language::Chinese | Language::Arabic => &OTHER,
        }
    }

    /// Whether nobody spells an acronym out.
    pub(super) fn knows(&self, acronym: &str) -> bool {
        EVERYWHERE.binary_search(&acronym).is_ok() || self.known.contains(&acronym)
    }

    /// Whether a word before a city says that the text is a revision.
    pub(super) fn is_revised(&self, word: &str) -> bool {
        !self.revised.is_empty() && word.to_lowercase().starts_with(self.revised)
    }

    /// The kind of text that a word names.
    pub(super) fn instrument(&self, word: &str) -> Option<&'static str> {
        if !word.starts_with(char::is_uppercase) {
            return None;
        }
        let small = word.to_lowercase();
        let known = self.instruments.iter().find(|(known, _)| *known == small);
        known.map(|(_, kind)| *kind)
    }
}

/// Acronyms that every language has, in alphabetical order: the Union, its texts, and what everybody knows.
#[rustfmt::skip] // One list, as a word list reads.
const EVERYWHERE: &[&str] = &[
    "AC", "AD", "ADD", "AIDS", "AM", "BC", "CD", "DC", "DNA", "DVD", "EU", "FM", "GMT", "HF", "HIV", "HTML",
    "HTTP", "ID", "IEC", "IP", "ISO", "IT", "ITU", "LF", "MF", "MOD", "NOC", "NOTE", "PC", "PDF", "PP", "RF",
    "RR", "SHF", "SUP", "TV", "UHF", "UIT", "UK", "UN", "URL", "USA", "UTC", "VHF", "WWW", "XML",
];

static ENGLISH: Vocabulary = Vocabulary {
    known: &["CS", "CV", "SMS", "FAQ", "CEO"],
    revised: "rev",
    revision: "Rev. ",
    instruments: &[
        ("resolution", "resolution"),
        ("resolutions", "resolution"),
        ("decision", "decision"),
        ("decisions", "decision"),
        ("recommendation", "recommendation"),
        ("recommendations", "recommendation"),
        ("opinion", "opinion"),
        ("opinions", "opinion"),
    ],
    joins: &["and", "to", "or"],
    links: &["of ", "the "],
    terms: &[("Secretary General", "Secretary-General")],
    offices: Some(&Offices {
        begin: "Director of ",
        end: "Bureau",
        names: &[
            ("Development", "the Telecommunication Development Bureau"),
            ("Standardization", "the Telecommunication Standardization Bureau"),
            ("Standardisation", "the Telecommunication Standardization Bureau"),
            ("Radio", "the Radiocommunication Bureau"),
        ],
    }),
};

static FRENCH: Vocabulary = Vocabulary {
    known: &["CS", "CV", "ONU", "SMS"],
    revised: "rév",
    revision: "Rév. ",
    instruments: &[
        ("résolution", "résolution"),
        ("résolutions", "résolution"),
        ("décision", "décision"),
        ("décisions", "décision"),
        ("recommandation", "recommandation"),
        ("recommandations", "recommandation"),
        ("avis", "avis"),
    ],
    joins: &["et", "à", "ou"],
    links: &["de la ", "de l'", "de l’", "de "],
    terms: &[],
    offices: None,
};

static SPANISH: Vocabulary = Vocabulary {
    known: &["CS", "CV", "ONU", "SMS", "EE", "UU"],
    revised: "rev",
    revision: "Rev. ",
    instruments: &[
        ("resolución", "resolución"),
        ("resoluciones", "resolución"),
        ("decisión", "decisión"),
        ("recomendación", "recomendación"),
        ("recomendaciones", "recomendación"),
        ("opinión", "opinión"),
        ("ruego", "opinión"),
    ],
    joins: &["y", "a", "o"],
    links: &["de la ", "de "],
    terms: &[],
    offices: None,
};

static RUSSIAN: Vocabulary = Vocabulary {
    known: &[],
    revised: "пересм",
    revision: "Пересм. ",
    instruments: &[
        ("резолюция", "резолюция"),
        ("резолюции", "резолюция"),
        ("резолюцию", "резолюция"),
        ("резолюцией", "резолюция"),
        ("решение", "решение"),
        ("решения", "решение"),
        ("мнение", "мнение"),
        ("мнения", "мнение"),
    ],
    joins: &["и", "или"],
    links: &[],
    terms: &[],
    offices: None,
};

static OTHER: Vocabulary = Vocabulary {
    known: &[],
    revised: "",
    revision: "",
    instruments: &[],
    joins: &[],
    links: &[],
    terms: &[],
    offices: None,
};

#[cfg(test)]
mod tests {
    #[test]
    fn acronyms_are_in_order() {
        assert!(super::EVERYWHERE.is_sorted());
    }
}
