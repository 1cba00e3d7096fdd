//! The list of a document's changes, as drafters speak of them, and the choice of some.

use super::places::{Place, note_names, places};
use super::walk::{Part, Spot, walk};
use crate::model::{Change, ChangeId, ChangeKind, ChangeScope, Document, InlineKind, Revision, Timestamp};

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
    /// The key of its author.
    pub author: Option<String>,
    /// Its own date, else its author's.
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

/// Which changes are meant; every condition that is given must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Those of the author with this key.
    pub author: Option<String>,
    /// Those in this section or clause: `resolves 3`.
    pub within: Option<String>,
    /// Those with these numbers.
    pub numbers: Vec<usize>,
}

impl Choice {
    /// Whether a change is meant.
    pub fn admits(&self, change: &Listed) -> bool {
        let author = self
            .author
            .as_ref()
            .is_none_or(|key| change.author.as_ref() == Some(key));
        let number = self.numbers.is_empty() || self.numbers.contains(&change.number);
        let within = self.within.as_ref().is_none_or(|within| change.is_in(within));
        author && number && within
    }
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

/// The changes of a document, numbered.
pub fn changes(document: &Document) -> Vec<Listed> {
    let read = read(document);
    let mut listed: Vec<Listed> = Vec::new();
    for (at, change) in document.changes.iter().enumerate() {
        let id = ChangeId(u32::try_from(at).unwrap_or(u32::MAX));
        let Some(found) = read[at].as_ref() else { continue };
        if let Some(whole) = listed
            .iter_mut()
            .rev()
            .find(|whole| goes_with(document, whole, change, id))
        {
            whole.take(id, change, found);
            continue;
        }
        let author = change
            .author
            .and_then(|id| document.front.authors.get(usize::from(id.0)));
        let mut one = Listed {
            number: listed.len() + 1,
            ids: Vec::new(),
            deed: Deed::Inserts,
            author: author.map(|author| author.key.clone()),
            date: change.date.or(author.and_then(|author| author.date)),
            place: found.place.clone(),
            to: None,
            old: String::new(),
            new: String::new(),
        };
        one.take(id, change, found);
        listed.push(one);
    }
    listed
}

/// Whether a mark is a part of a change that is listed already.
fn goes_with(document: &Document, whole: &Listed, change: &Change, id: ChangeId) -> bool {
    let Some(&last) = whole.ids.last() else {
        return false;
    };
    let before = document.change(last);
    if change.move_name.is_some() || before.move_name.is_some() {
        return change.move_name == before.move_name;
    }
    let next = last.0 + 1 == id.0 && change.kind != before.kind && whole.ids.len() == 1;
    let halves = change.scope == ChangeScope::Replacement && change.scope == before.scope;
    let touching = change.scope == ChangeScope::Text
        && before.scope == ChangeScope::Text
        && !before.span.is_empty()
        && before.span.end == change.span.start
        && (before.author, before.date) == (change.author, change.date);
    next && (halves && before.span == change.span || touching)
}

impl Listed {
    fn take(&mut self, id: ChangeId, change: &Change, found: &Found) {
        self.ids.push(id);
        let text = match change.kind {
            ChangeKind::Deletion => &mut self.old,
            ChangeKind::Insertion => &mut self.new,
        };
        text.push_str(found.text.trim_matches('\n').trim_end_matches(" | "));
        if change.move_name.is_some() {
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
    walk(document, &mut |spot, part| {
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
            Part::Run(inline, whole) => {
                let said = match &inline.kind {
                    InlineKind::Text(text) => text.clone(),
                    InlineKind::LineBreak => " ".to_owned(),
                    InlineKind::NoteReference(reference) => format!("[^{}]", reference.id),
                    InlineKind::CrossReference(reference) => format!("{{@{}}}", reference.target),
                    InlineKind::Comment(_) | InlineKind::SourceComment(_) => return,
                };
                reading.each(inline.revision.within(whole), &|| place(row), &|text| {
                    text.push_str(&said);
                });
            }
            Part::Row(at, found) => {
                row = Some((at, found.revision));
                reading.each(found.revision, &|| place(row), &|_| {});
            }
            Part::Cell => {
                if let Some((_, revision)) = row {
                    reading.each(revision, &|| place(row), &|text| text.push_str(" | "));
                }
            }
            Part::Mark(revision) => reading.each(revision, &|| place(row), &|text| text.push('¶')),
        }
    });
    reading.found
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

fn place_of(spot: Spot, places: &[Place], notes: &[String], row: Option<usize>) -> Place {
    const FRONT: [&str; 8] = [
        "conference name",
        "conference place",
        "conference dates",
        "meeting",
        "source of the document",
        "title of the document",
        "subtitle of the document",
        "agenda item",
    ];
    let named = |name: &str| Place {
        original: Some(name.to_owned()),
        settled: Some(name.to_owned()),
    };
    match spot {
        Spot::Front(at) => named(FRONT.get(at).copied().unwrap_or("front matter")),
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
