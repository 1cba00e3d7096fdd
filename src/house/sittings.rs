//! Where and when the conferences met, as resolutions cite them: `(Rev. Busan, 2014)`.

use std::sync::LazyLock;

use super::conferences::{Body, Conference};
use super::places;
use super::words::without_accents;
use crate::model::Language;

/// So many bytes may the accents of a name have.
const ACCENTS: usize = 4;

/// The table, read once.
static CONFERENCES: LazyLock<Vec<Conference>> = LazyLock::new(|| Conference::all().collect());

impl Conference {
    /// The conference of a code, as [`Conference::find`] has it, from the table that is read once.
    pub(crate) fn of_code(code: &str) -> Option<Self> {
        let known = CONFERENCES.iter().find(|conference| conference.code == code);
        known.cloned().or_else(|| Self::find(code))
    }

    /// The conferences that are cited with a year.
    pub(crate) fn of_year(year: u16) -> impl Iterator<Item = &'static Self> {
        CONFERENCES
            .iter()
            .filter(move |conference| conference.year == year)
    }

    /// The years in which conferences met in a city, in their order, each once.
    pub(crate) fn years_in(city: &str, language: Language) -> Vec<u16> {
        let met = CONFERENCES
            .iter()
            .filter(|conference| conference.met_in(city, language));
        let mut years: Vec<u16> = met.map(|conference| conference.year).collect();
        years.sort_unstable();
        years.dedup();
        years
    }

    /// Whether it met in a city, with or without its accents.
    pub(crate) fn met_in(&self, city: &str, language: Language) -> bool {
        let known = self.city_in(language);
        // Folding is for the few that may be alike.
        let may_be =
            || known.len().abs_diff(city.len()) <= ACCENTS && known.chars().next() == city.chars().next();
        known == city || may_be() && without_accents(known) == without_accents(city)
    }

    /// The city as a language has it.
    pub(crate) fn city_in(&self, language: Language) -> &'static str {
        places::city(self.city, language)
    }

    /// The conference of a body in a year.
    pub(crate) fn of_body(body: Body, year: u16) -> Option<&'static Self> {
        Self::of_year(year).find(|conference| conference.body == body)
    }
}

/// The bodies, each with a year in which it met, to ask a conference for their names.
const BODIES: [(Body, u16); 5] = [
    (Body::Plenipotentiary, 2014),
    (Body::Standardization, 2016),
    (Body::Development, 2014),
    (Body::RadiocommunicationAssembly, 2015),
    (Body::Radiocommunication, 2015),
];

impl Body {
    /// The body that a text begins with the name or the acronym of, and how long that is.
    pub(crate) fn named(text: &str, language: Language) -> Option<(Self, usize)> {
        // Names begin with a capital or with no case at all, and acronyms are capitals.
        if text.starts_with(char::is_lowercase) {
            return None;
        }
        let may_be_acronym = text.chars().take(2).all(|letter| !letter.is_lowercase());
        BODIES.iter().find_map(|(body, year)| {
            let conference = Conference::of_body(*body, *year)?;
            let begins = |name: &str| {
                let rest = text.strip_prefix(name).filter(|_| !name.is_empty())?;
                (!rest.starts_with(char::is_alphanumeric)).then_some((*body, name.len()))
            };
            begins(conference.name_in(language)).or_else(|| {
                let acronym = may_be_acronym.then(|| conference.acronym(language))?;
                begins(acronym.split('-').next().unwrap_or_default())
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cities_are_known_in_the_language_of_the_document() {
        let bodies = |year, city, language| {
            let met = Conference::of_year(year).filter(|met| met.met_in(city, language));
            met.map(|met| met.code.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(bodies(2014, "Dubai", Language::English), ["WTDC-14"]);
        assert_eq!(bodies(2014, "Dubaï", Language::French), ["WTDC-14"]);
        assert_eq!(bodies(2004, "Florianopolis", Language::English), ["WTSA-04"]);
        assert_eq!(Conference::years_in("Busán", Language::Spanish), [2014]);
        for (text, body) in [
            ("WTSA, on", Some(Body::Standardization)),
            ("Plenipotentiary Conference;", Some(Body::Plenipotentiary)),
            ("WTSAs", None),
        ] {
            assert_eq!(Body::named(text, Language::English).map(|(body, _)| body), body);
        }
    }
}
