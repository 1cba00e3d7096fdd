//! The known name that is most like a mistyped one.

/// The name among `known` that `name` was probably meant to be, if any is near enough.
pub(crate) fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let wanted = name.to_lowercase();
    known
        .into_iter()
        .map(|candidate| {
            (
                strsim::damerau_levenshtein(&wanted, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|&(distance, candidate)| distance * 3 <= candidate.chars().count().max(3))
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
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
    use super::nearest;

    #[test]
    fn only_near_names_are_offered() {
        let keys = ["style", "source", "agenda-item"];
        assert_eq!(nearest("stlye", keys), Some("style"));
        assert_eq!(nearest("agenda item", keys), Some("agenda-item"));
        assert_eq!(nearest("colour", keys), None);
    }
}
