//! What a resolution is called: number, place and year, read from its number line.

use crate::house::Conference;
use crate::model::is_ideograph;

/// What names an instrument.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Designation {
    /// `101`, `COM5/1`, `EUR-1`.
    pub number: Option<String>,
    /// Whether it is a revision of an earlier text.
    pub revised: bool,
    /// Where it was adopted.
    pub place: Option<String>,
    /// When it was adopted.
    pub year: Option<u16>,
    /// The code of the conference, where the line has that in the place of a city (`Rev.WRC-19`).
    pub conference: Option<String>,
}

/// How a revision begins in the six languages, in small letters.
const REVISED: [&str; 7] = ["rev", "rév", "пересм", "修订", "изм", "المراجَع", "المراجع"];

/// Reads a number line, and the line in parentheses under its title where it has none itself.
pub fn designation(number_line: &str, place_date: Option<&str>) -> Designation {
    let (before, inside) = parted(number_line);
    let inside = inside.or_else(|| parted(place_date?).1);
    let mut found = Designation {
        number: number(before),
        ..Designation::default()
    };
    for part in inside.unwrap_or_default().split([',', '，', '،', '、']) {
        found.take(part.trim());
    }
    found
}

impl Designation {
    fn take(&mut self, part: &str) {
        let small = part.to_lowercase();
        let mut rest = part;
        if let Some(word) = REVISED.iter().find(|word| small.starts_with(*word)) {
            self.revised = true;
            // The word may be cut short, and a full stop may stand behind it.
            let word = small
                .chars()
                .take_while(|c| c.is_alphabetic())
                .count()
                .max(word.chars().count());
            rest = part.char_indices().nth(word).map_or("", |(at, _)| &part[at..]);
            rest = rest.trim_start_matches(|c: char| c == '.' || c.is_whitespace());
            rest = rest.strip_prefix("في ").unwrap_or(rest);
        }
        let year = year(rest);
        if let Some(conference) = Conference::find(rest) {
            self.conference = Some(conference.code.clone());
            self.year = Some(conference.year);
        } else if year.is_some() {
            self.year = year;
        } else if !rest.is_empty() && !rest.chars().any(|c| c.is_ascii_digit()) && !is_version(rest) {
            self.place.get_or_insert_with(|| rest.to_owned());
        }
    }
}

/// `修订版` alone names no place.
fn is_version(text: &str) -> bool {
    text.starts_with("修订") || text == "版"
}

/// What stands before the first parenthesis, and what in it.
fn parted(text: &str) -> (&str, Option<&str>) {
    let Some((before, rest)) = text.split_once(['(', '（']) else {
        return (text, None);
    };
    let inside = rest.split([')', '）']).next();
    (before, inside)
}

/// The first word with a digit, or what stands in square brackets.
fn number(text: &str) -> Option<String> {
    if let Some((_, rest)) = text.split_once('[') {
        let inside = rest.split(']').next().unwrap_or_default().trim();
        return (!inside.is_empty()).then(|| inside.to_owned());
    }
    let is_border = |c: char| c.is_whitespace() || is_ideograph(c);
    let words = text
        .split(is_border)
        .map(|word| word.trim_matches([',', ':', '.']));
    let numbered = words.filter(|word| word.chars().any(|c| c.is_ascii_digit()));
    numbered.map(str::to_owned).next()
}

/// The four digits of a year, whatever is said around them (`2014 г.`, `2014年`).
fn year(text: &str) -> Option<u16> {
    let digits: String = text
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().ok().filter(|year| (1865..2200).contains(year))
}

#[cfg(test)]
mod tests {
    use super::designation;

    fn read(line: &str) -> (String, bool, String, u16) {
        let found = designation(line, None);
        (
            found.number.unwrap_or_default(),
            found.revised,
            found.conference.or(found.place).unwrap_or_default(),
            found.year.unwrap_or_default(),
        )
    }

    #[test]
    fn a_number_line_is_read_in_every_language() {
        let is =
            |number: &str, revised, place: &str, year| (number.to_owned(), revised, place.to_owned(), year);
        assert_eq!(
            read("RESOLUTION 101 (Rev. Busan, 2014)"),
            is("101", true, "Busan", 2014)
        );
        assert_eq!(
            read("RÉSOLUTION 64 (RÉV.Dubaï, 2012)"),
            is("64", true, "Dubaï", 2012)
        );
        assert_eq!(
            read("РЕЗОЛЮЦИЯ 101 (Пересм. Пусан, 2014 г.)"),
            is("101", true, "Пусан", 2014)
        );
        assert_eq!(
            read("第101号决议（2014年，釜山，修订版）"),
            is("101", true, "釜山", 2014)
        );
        assert_eq!(
            read("القرار 101 (المراجَع في بوسان، 2014)"),
            is("101", true, "بوسان", 2014)
        );
        assert_eq!(
            read("RESOLUTION 646 (Rev.WRC-19)"),
            is("646", true, "WRC-19", 2019)
        );
        assert_eq!(
            read("RESOLUTION 2 (Geneva, 2003)"),
            is("2", false, "Geneva", 2003)
        );
        assert_eq!(read("DRAFT NEW RESOLUTION [EUR-1]"), is("EUR-1", false, "", 0));
        assert_eq!(read("RESOLUTION 1"), is("1", false, "", 0));
    }

    #[test]
    fn the_line_under_the_title_says_what_the_number_line_does_not() {
        let found = designation("RESOLUTION 1", Some("(Hammamet, 2016)"));
        assert_eq!(
            (found.place.as_deref(), found.year),
            (Some("Hammamet"), Some(2016))
        );
    }
}
