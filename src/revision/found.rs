//! Where each change mark stands, and what text it holds.

use std::borrow::Cow;

use super::citation::{Citation, Whereabouts};
use super::places::{note_names, places};
use crate::model::visit::{Part, Spot, visit};
use crate::model::{Document, FrontKey, InlineKind, Revision};

/// Where a mark stands and what it holds.
pub(super) struct Found {
    pub(super) place: Whereabouts,
    pub(super) text: String,
    /// Whether it holds a label alone, which a space parts from the text.
    pub(super) label: bool,
}

/// The places and texts of the changes; none for a change that touches nothing.
pub(super) fn read(document: &Document) -> Vec<Option<Found>> {
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
                    reading.hold_label(run.revision);
                }
                reading.each(whole, &|| place(row), &|text| text.push(' '));
            }
            Part::Text(content, whole) => {
                for inline in content {
                    reading.hold_text(inline.revision);
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
            Part::Paragraph(at, paragraph, whole) => {
                let state = match at {
                    0 => Revision::NONE,
                    _ => paragraph.revision.within(whole),
                };
                reading.each(state, &|| place(row), &|text| {
                    if !text.is_empty() && !text.ends_with(' ') {
                        text.push(' ');
                    }
                });
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
    fn each(&mut self, revision: Revision, place: &dyn Fn() -> Whereabouts, visit: &dyn Fn(&mut String)) {
        for id in [revision.inserted, revision.deleted].into_iter().flatten() {
            if let Some(slot) = self.found.get_mut(id.0 as usize) {
                let found = slot.get_or_insert_with(|| Found {
                    place: place(),
                    text: String::new(),
                    label: false,
                });
                visit(&mut found.text);
            }
        }
    }

    fn hold_label(&mut self, revision: Revision) {
        self.hold(revision, true);
    }

    fn hold_text(&mut self, revision: Revision) {
        self.hold(revision, false);
    }

    fn hold(&mut self, revision: Revision, label: bool) {
        for id in [revision.inserted, revision.deleted].into_iter().flatten() {
            if let Some(Some(found)) = self.found.get_mut(id.0 as usize) {
                found.label = label;
            }
        }
    }
}

/// What a value of the front matter is called.
fn front_name(key: FrontKey) -> String {
    match key {
        FrontKey::Source | FrontKey::Title | FrontKey::Subtitle => format!("{} of the document", key.name()),
        FrontKey::ConferenceName
        | FrontKey::ConferencePlace
        | FrontKey::ConferenceDates
        | FrontKey::Meeting
        | FrontKey::AgendaItem
        | FrontKey::Abstract => key.name().replace('-', " "),
    }
}

fn place_of(spot: Spot, places: &[Whereabouts], notes: &[String], row: Option<usize>) -> Whereabouts {
    match spot {
        Spot::Front(key) => Whereabouts::both(Citation::named(front_name(key))),
        Spot::Note(note, _) => {
            let name = notes.get(note).map_or("footnote", String::as_str);
            Whereabouts::both(Citation::named(name))
        }
        Spot::Block(at) => {
            let mut place = places.get(at).cloned().unwrap_or_default();
            for citation in [&mut place.original, &mut place.settled].into_iter().flatten() {
                citation.row = row.map(|row| row + 1);
            }
            place
        }
    }
}
