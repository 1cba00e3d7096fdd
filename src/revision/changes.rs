//! The list of a document's changes, as drafters speak of them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::moves::moved;
use super::places::{Place, note_names, places};
use crate::model::visit::{Part, Spot, visit};
use crate::model::{
    ChangeId, ChangeKind, Document, FrontKey, GroupId, InlineKind, MoveId, Revision, Timestamp,
};

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

/// One change as a person counts it: a mark, both halves of a replacement, or both ends of a move.
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
    pub place: Place,
    /// Where a move leads to.
    pub to: Option<Place>,
    /// The text that it takes out.
    pub old: String,
    /// The text that it brings in.
    pub new: String,
}

impl Listed {
    /// Whether it stands in a section or clause, by either of its names.
    pub fn is_in(&self, section: &str) -> bool {
        let wanted = folded(section);
        let places = [Some(&self.place), self.to.as_ref()];
        places.into_iter().flatten().any(|place| {
            [&place.original, &place.settled]
                .into_iter()
                .flatten()
                .any(|name| {
                    let name = folded(name);
                    // The instrument may be left unsaid.
                    let bare = name.split_once(": ").map(|(_, bare)| bare.to_owned());
                    [Some(name), bare].into_iter().flatten().any(|name| {
                        let rest = name.strip_prefix(&wanted);
                        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',', ':']))
                    })
                })
        })
    }
}

fn folded(name: &str) -> String {
    name.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

/// What the marks of one listed change have in common.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Link {
    Move(MoveId),
    Replacement(GroupId),
    Alone(ChangeId),
}

/// The changes of a document, numbered.
pub fn changes(document: &Document) -> Vec<Listed> {
    let read = read(document);
    let moves: BTreeSet<MoveId> = moved(document)
        .into_iter()
        .filter_map(|id| document.change(id).moved)
        .collect();
    let mut listed: Vec<Listed> = Vec::new();
    let mut places: BTreeMap<Link, usize> = BTreeMap::new();
    for ((change, found), id) in document.changes.iter().zip(&read).zip(0..) {
        let Some(found) = found else { continue };
        let id = ChangeId(id);
        let moved = change.moved.filter(|moved| moves.contains(moved));
        let link = moved
            .map(Link::Move)
            .or(change.group.map(Link::Replacement))
            .unwrap_or(Link::Alone(id));
        let at = *places.entry(link).or_insert_with(|| {
            listed.push(Listed::new(listed.len() + 1, found.place.clone()));
            listed.len() - 1
        });
        listed[at].take(document, id, found, moved.is_some());
    }
    listed
}

impl Listed {
    fn new(number: usize, place: Place) -> Self {
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
        let text = match change.kind {
            ChangeKind::Deletion => &mut self.old,
            ChangeKind::Insertion => &mut self.new,
        };
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

/// Where a mark stands and what it holds.
struct Found {
    place: Place,
    text: String,
}

/// The places and texts of the changes; none for a change that touches nothing.
fn read(document: &Document) -> Vec<Option<Found>> {
    let places = places(document);
    let notes = note_names(document);
    let mut reading = Reading {
        found: document.changes.iter().map(|_| None).collect(),
    };
    let mut row: Option<(usize, Revision)> = None;
    visit(document, &mut |spot, part| {
        let place = |row: Option<(usize, Revision)>| place_of(spot, &places, &notes, row.map(|(at, _)| at));
        match part {
            Part::Block(block) => {
                row = None;
                reading.each(block.revision, &|| place(None), &|text| {
                    if !text.is_empty() {
                        text.push('\n');
                    }
                });
            }
            Part::Label(label, whole) => {
                for run in &label.runs {
                    reading.each(run.revision.within(whole), &|| place(row), &|text| {
                        text.push_str(&run.text);
                    });
                }
                reading.each(whole, &|| place(row), &|text| text.push(' '));
            }
            Part::Text(content, whole) => {
                for inline in content {
                    let Some(said) = said(&inline.kind) else { continue };
                    reading.each(inline.revision.within(whole), &|| place(row), &|text| {
                        text.push_str(&said);
                    });
                }
            }
            Part::Row(at, found, _) => {
                row = Some((at, found.revision));
                reading.each(found.revision, &|| place(row), &|_| {});
            }
            Part::Cell(_) => {
                if let Some((_, revision)) = row {
                    reading.each(revision, &|| place(row), &|text| {
                        if !text.is_empty() {
                            text.push_str(" | ");
                        }
                    });
                }
            }
            Part::Mark(revision) => reading.each(revision, &|| place(row), &|text| text.push('¶')),
        }
    });
    reading.found
}

/// The words that stand for a run.
fn said(kind: &InlineKind) -> Option<Cow<'_, str>> {
    match kind {
        InlineKind::Text(text) => Some(text.into()),
        InlineKind::LineBreak => Some(" ".into()),
        InlineKind::NoteReference(reference) => Some(format!("[^{}]", reference.id).into()),
        InlineKind::CrossReference(reference) => Some(format!("{{@{}}}", reference.target).into()),
        InlineKind::Comment(_) | InlineKind::SourceComment(_) => None,
    }
}

struct Reading {
    found: Vec<Option<Found>>,
}

impl Reading {
    /// Visits the texts of the changes that a state names.
    fn each(&mut self, revision: Revision, place: &dyn Fn() -> Place, visit: &dyn Fn(&mut String)) {
        for id in [revision.inserted, revision.deleted].into_iter().flatten() {
            if let Some(slot) = self.found.get_mut(id.0 as usize) {
                let found = slot.get_or_insert_with(|| Found {
                    place: place(),
                    text: String::new(),
                });
                visit(&mut found.text);
            }
        }
    }
}

/// What a value of the front matter is called.
fn front_name(key: FrontKey) -> String {
    match key {
        FrontKey::Source | FrontKey::Title | FrontKey::Subtitle => format!("{} of the document", key.name()),
        _ => key.name().replace('-', " "),
    }
}

fn place_of(spot: Spot, places: &[Place], notes: &[String], row: Option<usize>) -> Place {
    let named = |name: &str| Place {
        original: Some(name.to_owned()),
        settled: Some(name.to_owned()),
    };
    match spot {
        Spot::Front(key) => named(&front_name(key)),
        Spot::Note(note, _) => named(notes.get(note).map_or("footnote", String::as_str)),
        Spot::Block(at) => {
            let mut place = places.get(at).cloned().unwrap_or_default();
            if let Some(row) = row {
                for name in [&mut place.original, &mut place.settled].into_iter().flatten() {
                    name.push_str(&format!(", row {}", row + 1));
                }
            }
            place
        }
    }
}
