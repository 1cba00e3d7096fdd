//! Which changes belong together: links are made two by two and reach on.

use super::ChangeId;

/// Links among the changes of a document.
#[derive(Clone, Debug)]
pub(crate) struct Linked {
    /// Of each change one that it is linked with, or itself: following these ends at the first.
    before: Vec<ChangeId>,
}

impl Linked {
    /// So many changes, none linked.
    pub(crate) fn of(count: usize) -> Self {
        Self {
            before: (0..u32::try_from(count).unwrap_or(u32::MAX))
                .map(ChangeId)
                .collect(),
        }
    }

    /// The first change of those that this one is linked with.
    pub(crate) fn first(&mut self, id: ChangeId) -> ChangeId {
        let mut at = id;
        loop {
            let before = self.before[at.0 as usize];
            if before == at {
                return at;
            }
            // Shorter ways for those who follow.
            let further = self.before[before.0 as usize];
            self.before[at.0 as usize] = further;
            at = further;
        }
    }

    /// Links two changes.
    pub(crate) fn join(&mut self, one: ChangeId, other: ChangeId) {
        let (one, other) = (self.first(one), self.first(other));
        self.before[one.max(other).0 as usize] = one.min(other);
    }
}
