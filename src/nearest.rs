//! The known name that is most like a mistyped one.

/// The name among `known` that `name` was probably meant to be, if any is near enough.
pub(crate) fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let wanted = name.to_lowercase();
    let letters = sorted(&wanted);
    known
        .into_iter()
        .filter_map(|candidate| {
            let farthest = candidate.chars().count().max(3) / 3;
            let found = candidate.to_lowercase();
            // Most candidates differ in more letters than may be mistyped, which costs less to see.
            let is_likely = least_distance(&letters, &sorted(&found)) <= farthest;
            let distance = is_likely.then(|| strsim::damerau_levenshtein(&wanted, &found))?;
            (distance <= farthest).then_some((distance, candidate))
        })
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

fn sorted(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().collect();
    letters.sort_unstable();
    letters
}

/// How far two texts are apart at least, by their letters in order: a letter that is put in, left out or
/// taken for another alters one of each, one that changes places with its neighbour none.
fn least_distance(one: &[char], other: &[char]) -> usize {
    let (mut at, mut beside) = (0, 0);
    let (mut only_one, mut only_other) = (0, 0);
    while let (Some(left), Some(right)) = (one.get(at), other.get(beside)) {
        match left.cmp(right) {
            std::cmp::Ordering::Equal => (at, beside) = (at + 1, beside + 1),
            std::cmp::Ordering::Less => (at, only_one) = (at + 1, only_one + 1),
            std::cmp::Ordering::Greater => (beside, only_other) = (beside + 1, only_other + 1),
        }
    }
    (only_one + one.len() - at).max(only_other + other.len() - beside)
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
        let words = |name: &str| name.trim_matches(|c: char| c.is_ascii_digit()).to_owned();
        let own = words(name);
        let other = |candidate: &&str| words(candidate) != own;
        nearest(name, known.into_iter().take(1000).filter(likely).filter(other))
    }
}

#[cfg(test)]
mod tests {
    use super::{least_distance, nearest, sorted};

    #[test]
    fn what_is_spared_is_never_near() {
        let words = [
            "", "source", "sorce", "soruce", "ecruos", "style", "stlye", "styles", "Übung", "übungen",
        ];
        for one in words {
            for other in words {
                let least = least_distance(&sorted(one), &sorted(other));
                let distance = strsim::damerau_levenshtein(one, other);
                assert!(least <= distance, "{one} {other}");
            }
        }
        assert_eq!(least_distance(&sorted("source"), &sorted("soruce")), 0);
        assert_eq!(least_distance(&sorted("style"), &sorted("styles!")), 2);
        assert_eq!(least_distance(&sorted("abc"), &sorted("xyz")), 3);
    }

    #[test]
    fn only_near_names_are_offered() {
        let keys = ["style", "source", "agenda-item"];
        assert_eq!(nearest("stlye", keys), Some("style"));
        assert_eq!(nearest("agenda item", keys), Some("agenda-item"));
        assert_eq!(nearest("colour", keys), None);
    }
}
