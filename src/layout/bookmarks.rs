//! The bookmarks that references lead to.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Shown, View};

/// The bookmark of each named place, and the block that carries it.
pub(super) struct Bookmarks {
    by_id: BTreeMap<String, Bookmark>,
}

struct Bookmark {
    name: String,
    block: usize,
}

/// Word takes no longer names.
const LONGEST: usize = 40;

impl Bookmarks {
    pub(super) fn new(blocks: &[Shown<'_>]) -> Self {
        let mut by_id: BTreeMap<String, Bookmark> = BTreeMap::new();
        let mut names = BTreeSet::new();
        for &Shown { index, block, .. } in blocks {
            let Some(anchor) = &block.anchor else {
                continue;
            };
            match by_id.get_mut(&anchor.id) {
                // A moved clause bears its name at both ends; the end that stays is the one meant.
                Some(bookmark) if View::Final.admits(block.revision) => bookmark.block = index,
                Some(_) => {}
                None => {
                    let name = name(&anchor.id, &mut names);
                    by_id.insert(anchor.id.clone(), Bookmark { name, block: index });
                }
            }
        }
        Self { by_id }
    }

    /// The bookmark of an id, where the view has the place.
    pub(super) fn of(&self, id: &str) -> Option<&str> {
        self.by_id.get(id).map(|bookmark| bookmark.name.as_str())
    }

    /// The bookmark that a block carries.
    pub(super) fn carried(&self, placed: &Shown<'_>) -> Option<&str> {
        let bookmark = self.by_id.get(&placed.block.anchor.as_ref()?.id)?;
        (bookmark.block == placed.index).then_some(bookmark.name.as_str())
    }
}

/// A name that Word and HTML both take: letters, digits and underscores, a letter first.
fn name(id: &str, taken: &mut BTreeSet<String>) -> String {
    let plain: String = id
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    let mut base = match plain.starts_with(|c: char| c.is_ascii_alphabetic()) {
        true => plain,
        false => format!("place_{plain}"),
    };
    base.truncate(LONGEST - 4);
    let numbered = (2..).map(|count| format!("{base}_{count}"));
    let free = std::iter::once(base.clone())
        .chain(numbered)
        .find(|name| !taken.contains(&name.to_lowercase()));
    let name = free.unwrap_or(base);
    // Word's names are the same in small letters and capitals.
    taken.insert(name.to_lowercase());
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_each_only_once() {
        let mut taken = BTreeSet::new();
        let mut name = |id| super::name(id, &mut taken);
        assert_eq!(name("wsis"), "wsis");
        assert_eq!(name("WSIS"), "WSIS_2");
        assert_eq!(name("2-bis"), "place_2_bis");
        assert_eq!(name("вывод"), "place______");
        assert_eq!(name("итог_"), "place_______2");
        assert!(name(&"x".repeat(99)).len() <= LONGEST);
    }
}
