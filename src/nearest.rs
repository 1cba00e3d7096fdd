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
