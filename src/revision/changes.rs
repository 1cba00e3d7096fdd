//! The list of a document's changes, as drafters speak of them.

use std::collections::{BTreeMap, BTreeSet};

use super::citation::Whereabouts;
use super::found::{Found, read};
use super::moves::moved;
use super::together::together;
use crate::model::{ChangeId, ChangeKind, Document, MoveId, Timestamp};

/// What a listed change does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Text comes in.
    Inserts,
    /// Text goes out.
    Deletes,
    /// Text goes out and other text comes in.
    Replaces,
    /// A block goes from one place to another.
    Moves,
}

impl Deed {
    /// What lists for machines call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Inserts => "insertion",
            Self::Deletes => "deletion",
            Self::Replaces => "replacement",
            Self::Moves => "move",
        }
    }
}

/// One change as a person counts it: a mark, a replacement, both ends of a move, or all that brings or
/// takes a whole paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// From 1, in the order of the source.
    pub number: usize,
    /// The marks that it is written with.
    pub ids: Vec<ChangeId>,
    /// What it does.
    pub deed: Deed,
    /// The keys of all who have a part in it.
    pub authors: Vec<String>,
    /// When it was made: the latest date of its marks.
    pub date: Option<Timestamp>,
    /// Where it is; of a move, where it came from.
    pub place: Whereabouts,
    /// Where a move leads to.
    pub to: Option<Whereabouts>,
    /// The text that it takes out.
    pub old: String,
    /// The text that it brings in; where several hands would bring in different texts, all of them.
    pub new: String,
    /// Whether the last mark that was taken holds a label.
    after_label: bool,
}

impl Listed {
    /// Whether it stands in a section or clause, by either of its names.
    pub fn is_in(&self, name: &str) -> bool {
        let places = [Some(&self.place), self.to.as_ref()];
        places.into_iter().flatten().any(|place| place.is_in(name))
    }
}

/// The changes of a document, numbered.
pub fn changes(document: &Document) -> Vec<Listed> {
    let read = read(document);
    let moves: BTreeSet<MoveId> = moved(document)
        .into_iter()
        .filter_map(|id| document.change(id).moved)
        .collect();
    let mut together = together(document, &moves);
    let mut listed: Vec<Listed> = Vec::new();
    let mut places: BTreeMap<ChangeId, usize> = BTreeMap::new();
    for (found, id) in read.iter().zip(0..) {
        let Some(found) = found else { continue };
        let id = ChangeId(id);
        let at = *places.entry(together.first(id)).or_insert_with(|| {
            listed.push(Listed::new(listed.len() + 1, found.place.clone()));
            listed.len() - 1
        });
        let moved = document
            .change(id)
            .moved
            .is_some_and(|moved| moves.contains(&moved));
        listed[at].take(document, id, found, moved);
    }
    listed
}

impl Listed {
    fn new(number: usize, place: Whereabouts) -> Self {
        Self {
            number,
            ids: Vec::new(),
            deed: Deed::Inserts,
            authors: Vec::new(),
            date: None,
            place,
            to: None,
            old: String::new(),
            new: String::new(),
            after_label: false,
        }
    }

    fn take(&mut self, document: &Document, id: ChangeId, found: &Found, moved: bool) {
        let change = document.change(id);
        self.ids.push(id);
        for key in document.front.keys(&change.hands) {
            if !self.authors.contains(&key) {
                self.authors.push(key);
            }
        }
        self.date = self.date.max(change.made(&document.front));
        let before = self.ids.iter().rev().nth(1).map(|id| document.change(*id));
        let text = match change.kind {
            ChangeKind::Deletion => &mut self.old,
            ChangeKind::Insertion => &mut self.new,
        };
        // What several hands would write in one place are so many proposals.
        let rivals = before.is_some_and(|before| {
            change.kind == ChangeKind::Insertion && before.kind == change.kind && before.hands != change.hands
        });
        if rivals && change.group.is_some() {
            text.push_str(" / ");
        } else if self.after_label && !text.is_empty() {
            text.push(' ');
        }
        self.after_label = found.label;
        text.push_str(found.text.trim_matches('\n'));
        if moved {
            self.deed = Deed::Moves;
            match change.kind {
                ChangeKind::Deletion => {
                    if self.ids.len() > 1 {
                        self.to = Some(std::mem::replace(&mut self.place, found.place.clone()));
                    }
                }
                ChangeKind::Insertion => {
                    if self.ids.len() > 1 {
                        self.to = Some(found.place.clone());
                    }
                }
            }
            return;
        }
        self.deed = match (self.old.is_empty(), self.new.is_empty()) {
            (false, false) => Deed::Replaces,
            (false, true) => Deed::Deletes,
            (true, _) => Deed::Inserts,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::changes;
    use crate::source::Source;

    #[test]
    fn a_change_of_several_marks_was_made_when_the_last_of_them_was() {
        for dates in [["01", "02"], ["02", "01"]] {
            let [old, new] = dates.map(|day| format!("@DE(2026-10-{day})"));
            let text =
                format!("---\nauthors:\n  DE: Germany\n---\n\nto {{--try--}}{old}{{++test++}}{new}.\n");
            let listed = changes(&crate::syntax::parse(&Source::new("r.plen", text)).0);
            let made: Vec<String> = listed
                .iter()
                .filter_map(|change| Some(change.date?.date.to_string()))
                .collect();
            assert_eq!(made, ["2026-10-02"], "{dates:?}");
        }
    }
}
