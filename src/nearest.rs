//! The known name that is most like a mistyped one.

/// The name among `known` that `name` was probably meant to be, if any is near enough.
pub fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let wanted = name.to_lowercase();
    let letters = Letters::of(&wanted);
    known
        .into_iter()
        .filter_map(|candidate| {
            let farthest = candidate.chars().count().max(3) / 3;
            // Most candidates differ in more letters than may be mistyped, which costs less to see.
            if letters.least_distance(candidate) > farthest {
                return None;
            }
            let distance = strsim::damerau_levenshtein(&wanted, &candidate.to_lowercase());
            (distance <= farthest).then_some((distance, candidate))
        })
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// How often a text has letters of each of some kinds: letters whose codes end in the same bits are of
/// one kind.
#[derive(Clone)]
struct Letters([i32; Self::KINDS]);

impl Letters {
    const KINDS: usize = 32;

    fn of(text: &str) -> Self {
        let mut letters = Self([0; Self::KINDS]);
        letters.add(text, 1);
        letters
    }

    fn add(&mut self, text: &str, times: i32) {
        for letter in text.chars() {
            self.0[letter as usize % Self::KINDS] += times;
        }
    }

    /// How far a text in small letters is from another at least: a letter that is put in, left out or
    /// taken for another alters one count up or down, one that changes places with its neighbour none.
    fn least_distance(&self, other: &str) -> usize {
        let mut difference = self.clone();
        if other.is_ascii() {
            for letter in other.bytes() {
                difference.0[letter.to_ascii_lowercase() as usize % Self::KINDS] -= 1;
            }
        } else {
            difference.add(&other.to_lowercase(), -1);
        }
        let (mut more, mut less) = (0, 0);
        for count in difference.0 {
            more += count.max(0);
            less -= count.min(0);
        }
        more.max(less) as usize
    }
}

/// Suggestions among many names: only so many are looked for, so that a text of nothing but unknown
/// names takes no longer than another.
#[derive(Debug)]
pub(crate) struct Suggestions {
    left: usize,
}

impl Default for Suggestions {
    fn default() -> Self {
        Self { left: 100 }
    }
}

impl Suggestions {
    /// Whether suggestions are still made.
    pub(crate) fn is_ready(&self) -> bool {
        self.left > 0
    }

    /// The nearest of the first thousand names, while suggestions are still made.
    pub(crate) fn nearest<'k>(
        &mut self,
        name: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) -> Option<&'k str> {
        self.left = self.left.checked_sub(1)?;
        let likely = |candidate: &&str| candidate.len().abs_diff(name.len()) <= name.len().max(3);
        // Another number is another thing.
        let own = without_number(name);
        let other = |candidate: &&str| without_number(candidate) != own;
        nearest(name, known.into_iter().take(1000).filter(likely).filter(other))
    }
}

fn without_number(name: &str) -> &str {
    name.trim_matches(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{Letters, nearest};

    #[test]
    fn what_is_spared_is_never_near() {
        let words = [
            "", "source", "sorce", "soruce", "ecruos", "style", "stlye", "styles", "Übung", "übungen", "ΟΔΟΣ",
        ];
        for one in words {
            for other in words {
                let one = one.to_lowercase();
                let least = Letters::of(&one).least_distance(other);
                let distance = strsim::damerau_levenshtein(&one, &other.to_lowercase());
                assert!(least <= distance, "{one} {other}");
            }
        }
        let least = |one, other| Letters::of(one).least_distance(other);
        assert_eq!(least("source", "soruce"), 0);
        assert_eq!(least("style", "STYLES!"), 2);
        assert_eq!(least("abc", "xyz"), 3);
    }

    #[test]
    fn only_near_names_are_offered() {
        let keys = ["style", "source", "agenda-item"];
        assert_eq!(nearest("stlye", keys), Some("style"));
        assert_eq!(nearest("agenda item", keys), Some("agenda-item"));
        assert_eq!(nearest("colour", keys), None);
    }
}
