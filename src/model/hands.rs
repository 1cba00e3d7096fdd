//! Who made a mark, and when: several hands together count as one that has all their names.

use super::{Author, AuthorId, Change, Comment, FrontMatter, Timestamp};

/// Whether two lists name the same hands; their order has no meaning.
pub fn same_hands(one: &[AuthorId], other: &[AuthorId]) -> bool {
    one.len() == other.len() && one.iter().all(|hand| other.contains(hand))
}

impl Change {
    /// Whether a mark inside this one, by these hands and of this date, only says again what this one says.
    pub(crate) fn is_repeated_by(&self, hands: &[AuthorId], date: Option<Timestamp>, is_moved: bool) -> bool {
        same_hands(&self.hands, hands) && self.date == date && self.moved.is_none() && !is_moved
    }
}

impl FrontMatter {
    /// The author behind an id.
    pub fn author(&self, id: AuthorId) -> Option<&Author> {
        self.authors.get(usize::from(id.0))
    }

    /// The author with a key.
    pub fn author_by_key(&self, key: &str) -> Option<AuthorId> {
        let at = self.authors.iter().position(|author| author.key == key)?;
        u16::try_from(at).ok().map(AuthorId)
    }

    /// The entries of some hands, in their order.
    pub fn named<'f>(&'f self, hands: &'f [AuthorId]) -> impl Iterator<Item = &'f Author> {
        hands.iter().filter_map(|&id| self.author(id))
    }

    /// The keys of some hands, in their order.
    pub fn keys(&self, hands: &[AuthorId]) -> Vec<String> {
        self.named(hands).map(|author| author.key.clone()).collect()
    }

    /// When some hands worked, where a mark does not say: the latest of their dates.
    pub fn date_of(&self, hands: &[AuthorId]) -> Option<Timestamp> {
        self.named(hands).filter_map(|author| author.date).max()
    }
}

impl Change {
    /// When it was made: its own date, else that of its hands.
    pub fn made(&self, front: &FrontMatter) -> Option<Timestamp> {
        self.date.or_else(|| front.date_of(&self.hands))
    }
}

impl Comment {
    /// When it was made: its own date, else that of its hands.
    pub fn made(&self, front: &FrontMatter) -> Option<Timestamp> {
        self.date.or_else(|| front.date_of(&self.hands))
    }
}
