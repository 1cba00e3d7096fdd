//! A place of a document as drafters cite it: `recalling c)`, `ANNEX 1: table, row 2`.

use std::fmt;

/// Where something stands in one reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citation {
    /// The number line of its instrument without the date, where that is not the first.
    pub instrument: Option<String>,
    /// The call, heading or division that it stands under.
    pub section: Option<String>,
    /// The labels of its clause and of those around it, outermost first.
    pub labels: Vec<String>,
    /// What it is, where it is no clause: `title`, `table`, `footnote 2`.
    pub part: Option<String>,
    /// The row of the table, from 1.
    pub row: Option<usize>,
}

impl Citation {
    /// A place that has a name of its own.
    pub(crate) fn named(part: impl Into<String>) -> Self {
        Self {
            part: Some(part.into()),
            ..Self::default()
        }
    }

    /// Whether this is the place with this name, or is inside it. Case does not count, nor do the
    /// brackets of labels; the instrument may be left unsaid.
    pub fn is_in(&self, name: &str) -> bool {
        let wanted = words(name);
        let parts = self.parts();
        let starts = if self.instrument.is_some() { 0..2 } else { 0..1 };
        !wanted.is_empty()
            && starts
                .into_iter()
                .any(|first| begins(&parts[first.min(parts.len())..], &wanted))
    }

    /// The names of the places that it is inside, itself the last.
    pub fn around(&self) -> Vec<String> {
        let mut around = Vec::new();
        let mut outer = Self {
            instrument: self.instrument.clone(),
            ..Self::default()
        };
        let mut take = |outer: &Self| around.push(outer.to_string());
        if outer.instrument.is_some() {
            take(&outer);
        }
        if self.section.is_some() {
            outer.section.clone_from(&self.section);
            take(&outer);
        }
        for label in &self.labels {
            outer.labels.push(label.clone());
            take(&outer);
        }
        if self.part.is_some() {
            outer.part.clone_from(&self.part);
            take(&outer);
        }
        around
    }

    /// The words of its parts, from the outermost.
    fn parts(&self) -> Vec<Vec<String>> {
        let named = self.instrument.iter().chain(&self.section);
        let mut parts: Vec<Vec<String>> = named
            .chain(&self.labels)
            .chain(&self.part)
            .map(|part| words(part))
            .collect();
        parts.extend(self.row.map(|row| words(&format!("row {row}"))));
        parts
    }
}

/// Whether words are those of the first parts, of which none is cut.
fn begins(parts: &[Vec<String>], wanted: &[String]) -> bool {
    let mut rest = wanted;
    for part in parts {
        if rest.is_empty() {
            return true;
        }
        match rest.strip_prefix(part.as_slice()) {
            Some(left) => rest = left,
            None => return false,
        }
    }
    rest.is_empty()
}

/// The words of a name, without case and without what stands around labels and between parts.
fn words(name: &str) -> Vec<String> {
    let bare = |word: &str| {
        let word = word.trim_matches(|c: char| matches!(c, '(' | ')' | '（' | '）' | ':' | ',' | '.'));
        word.to_lowercase()
    };
    let words = name.split_whitespace().map(bare);
    words.filter(|word| !word.is_empty()).collect()
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let labels = self.labels.iter().map(String::as_str);
        let here: Vec<&str> = self.section.as_deref().into_iter().chain(labels).collect();
        let mut bare = here.join(" ");
        if let Some(part) = &self.part {
            if !bare.is_empty() {
                bare.push_str(", ");
            }
            bare.push_str(part);
        }
        if let Some(row) = self.row {
            bare.push_str(&format!(", row {row}"));
        }
        match &self.instrument {
            Some(instrument) if bare.is_empty() => f.write_str(instrument),
            Some(instrument) => write!(f, "{instrument}: {bare}"),
            None => f.write_str(&bare),
        }
    }
}

/// What a place is called in the two readings; at least one of them has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whereabouts {
    /// In the reading with every change refused.
    pub original: Option<Citation>,
    /// In the reading with every change accepted.
    pub settled: Option<Citation>,
}

impl Whereabouts {
    /// A place that both readings call the same.
    pub(crate) fn both(citation: Citation) -> Self {
        Self {
            original: Some(citation.clone()),
            settled: Some(citation),
        }
    }

    /// The citations of the readings that have it.
    pub fn citations(&self) -> impl Iterator<Item = &Citation> {
        self.settled.iter().chain(&self.original)
    }

    /// Whether it is the place with this name, or inside it, by either of its names.
    pub fn is_in(&self, name: &str) -> bool {
        self.citations().any(|citation| citation.is_in(name))
    }
}

/// The name that a drafter would use today: of the final reading, where it is part of it.
impl fmt::Display for Whereabouts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.citations().next() {
            Some(citation) => citation.fmt(f),
            None => f.write_str("text"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Citation;

    fn citation(section: &str, labels: &[&str]) -> Citation {
        Citation {
            section: Some(section.to_owned()),
            labels: labels.iter().map(|label| (*label).to_owned()).collect(),
            ..Citation::default()
        }
    }

    #[test]
    fn a_place_is_in_those_that_it_stands_under_and_in_no_other() {
        let clause = citation("resolves further", &["2", "a)"]);
        for name in [
            "resolves further",
            "Resolves  Further 2",
            "resolves further 2 a)",
            "resolves further 2 a",
        ] {
            assert!(clause.is_in(name), "{name}");
        }
        for name in [
            "resolves",
            "further",
            "resolves further 2 b)",
            "resolves further 22",
            "resolves further 2 a) i)",
            "",
        ] {
            assert!(!clause.is_in(name), "{name}");
        }
    }

    #[test]
    fn the_instrument_may_be_left_unsaid() {
        let annexed = Citation {
            instrument: Some("ANNEX TO RESOLUTION 9".to_owned()),
            part: Some("table".to_owned()),
            row: Some(2),
            ..Citation::default()
        };
        assert_eq!(annexed.to_string(), "ANNEX TO RESOLUTION 9: table, row 2");
        for name in [
            "table",
            "Annex to Resolution 9",
            "ANNEX TO RESOLUTION 9: table, row 2",
            "table, row 2",
        ] {
            assert!(annexed.is_in(name), "{name}");
        }
        assert!(!annexed.is_in("row 2"));
        assert_eq!(
            annexed.around(),
            ["ANNEX TO RESOLUTION 9", "ANNEX TO RESOLUTION 9: table"]
        );
    }
}
