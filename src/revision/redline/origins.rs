//! Where the characters and paragraph marks of a text come from and go to, over its versions.

use std::collections::BTreeMap;

use crate::model::{Document, Inline, InlineKind, LabelRun, Revision, View};
use crate::revision::walk::{Part, Spot, walk};

/// A text that is counted by itself. Notes are counted in the order of their first marks, since a
/// redline may give them other ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strand {
    /// A value of the front matter.
    Front(usize),
    /// All blocks.
    Body,
    /// A note.
    Note(usize),
}

/// So many characters into a text. Spaces are left out.
pub(super) type Place = (Strand, usize);

/// What became of the first version, and where the version at hand comes from.
pub(super) struct History {
    /// The stages that brought what the version at hand has; what is not here was there at first.
    origins: Traces<usize>,
    /// Where what the first version had is now, or the stage that took it out.
    fates: Traces<Fate>,
}

/// Something about the characters, and about the paragraph marks behind them.
struct Traces<T> {
    characters: BTreeMap<Place, T>,
    marks: BTreeMap<Place, T>,
}

impl<T> Default for Traces<T> {
    fn default() -> Self {
        Self {
            characters: BTreeMap::new(),
            marks: BTreeMap::new(),
        }
    }
}

#[derive(Clone, Copy)]
enum Fate {
    At(Place),
    Gone(usize),
}

impl History {
    /// Begins with a version without changes.
    pub(super) fn new(first: &Document) -> Self {
        let mut fates = Traces::default();
        pass(first, |event| {
            if let Some(place) = event.old {
                let trace = match event.what {
                    What::Character => &mut fates.characters,
                    What::Mark => &mut fates.marks,
                };
                trace.entry(place).or_insert(Fate::At(place));
            }
        });
        Self {
            origins: Traces::default(),
            fates,
        }
    }

    /// Goes on to the next version, which `step` is the redline to.
    pub(super) fn step(&mut self, step: &Document, stage: usize) {
        let (mut goes, mut origins) = (Traces::default(), Traces::default());
        pass(step, |event| {
            let (goes, origins, before) = match event.what {
                What::Character => (
                    &mut goes.characters,
                    &mut origins.characters,
                    &self.origins.characters,
                ),
                What::Mark => (&mut goes.marks, &mut origins.marks, &self.origins.marks),
            };
            if let Some(old) = event.old {
                goes.entry(old).or_insert(event.new);
            }
            let came = match event.old {
                Some(old) => before.get(&old).copied(),
                None => Some(stage),
            };
            if let Some(new) = event.new {
                // Of several marks at one place the first ends what stands before it.
                origins.entry(new).or_insert(came);
            }
        });
        self.origins = Traces {
            characters: known(origins.characters),
            marks: known(origins.marks),
        };
        follow(&mut self.fates.characters, &goes.characters, stage);
        follow(&mut self.fates.marks, &goes.marks, stage);
    }

    /// The stage that brought or took a character in this state.
    pub(super) fn of_character(
        &self,
        state: Revision,
        old: Option<Place>,
        new: Option<Place>,
    ) -> Option<usize> {
        stage(&self.origins.characters, &self.fates.characters, state, old, new)
    }

    /// The stage that brought or took the paragraph mark behind a place.
    pub(super) fn of_mark(&self, state: Revision, old: Option<Place>, new: Option<Place>) -> Option<usize> {
        stage(&self.origins.marks, &self.fates.marks, state, old, new)
    }
}

fn known(origins: BTreeMap<Place, Option<usize>>) -> BTreeMap<Place, usize> {
    let known = origins
        .into_iter()
        .filter_map(|(place, stage)| Some((place, stage?)));
    known.collect()
}

fn follow(fates: &mut BTreeMap<Place, Fate>, goes: &BTreeMap<Place, Option<Place>>, stage: usize) {
    for fate in fates.values_mut() {
        if let Fate::At(place) = *fate {
            *fate = goes
                .get(&place)
                .copied()
                .flatten()
                .map_or(Fate::Gone(stage), Fate::At);
        }
    }
}

fn stage(
    origins: &BTreeMap<Place, usize>,
    fates: &BTreeMap<Place, Fate>,
    state: Revision,
    old: Option<Place>,
    new: Option<Place>,
) -> Option<usize> {
    let gone = old.and_then(|place| match fates.get(&place) {
        Some(Fate::Gone(stage)) => Some(*stage),
        Some(Fate::At(_)) | None => None,
    });
    let came = new.and_then(|place| origins.get(&place).copied());
    if state.inserted.is_some() { came } else { gone }
}

enum What {
    Character,
    Mark,
}

/// A character or paragraph mark of a redline, with its place in each of the two versions that
/// have it.
struct Event {
    what: What,
    old: Option<Place>,
    new: Option<Place>,
}

/// Visits the characters and paragraph marks of a redline.
fn pass(document: &Document, mut visit: impl FnMut(Event)) {
    let mut cursor = Cursor::new(document);
    let mut whole = Revision::NONE;
    walk(document, &mut |spot, part| {
        cursor.enter(spot);
        let mut characters = |count: usize, state: Revision| {
            for _ in 0..count {
                let (old, new) = cursor.pass(state);
                let what = What::Character;
                visit(Event { what, old, new });
            }
        };
        match part {
            Part::Block(block) => whole = block.revision,
            Part::Label(label, around) => {
                for run in &label.runs {
                    characters(label_size(run), run.revision.within(around));
                }
            }
            Part::Run(inline, around) => characters(size(inline), inline.revision.within(around)),
            Part::Mark(mark) => {
                let (old, new) = cursor.mark(mark.within(whole));
                let what = What::Mark;
                visit(Event { what, old, new });
            }
            Part::Row(..) | Part::Cell => {}
        }
    });
}

/// A walk's place in both versions of a redline.
pub(super) struct Cursor {
    /// The places of the notes in the order of their first marks, in the old version and the new.
    notes: [Vec<Option<usize>>; 2],
    strand: Option<Strand>,
    old: Option<Place>,
    new: Option<Place>,
}

impl Cursor {
    pub(super) fn new(document: &Document) -> Self {
        Self {
            notes: [View::Original, View::Final].map(|view| order_of_notes(document, view)),
            strand: None,
            old: None,
            new: None,
        }
    }

    /// Comes to a text, or stays in it.
    pub(super) fn enter(&mut self, spot: Spot) {
        let strand = match spot {
            Spot::Front(at) => Strand::Front(at),
            Spot::Block(_) => Strand::Body,
            Spot::Note(at, _) => Strand::Note(at),
        };
        if self.strand == Some(strand) {
            return;
        }
        self.strand = Some(strand);
        let [old, new] = [0, 1].map(|side: usize| match strand {
            Strand::Front(_) | Strand::Body => Some((strand, 0)),
            Strand::Note(at) => {
                let place = self.notes[side].get(at).copied().flatten()?;
                Some((Strand::Note(place), 0))
            }
        });
        (self.old, self.new) = (old, new);
    }

    /// Passes a character in this state; gives its place in the versions that have it.
    pub(super) fn pass(&mut self, state: Revision) -> (Option<Place>, Option<Place>) {
        let found = self.mark(state);
        for (cursor, found) in [(&mut self.old, found.0), (&mut self.new, found.1)] {
            if let (Some((_, at)), Some(_)) = (cursor.as_mut(), found) {
                *at += 1;
            }
        }
        found
    }

    /// The place of a paragraph mark in this state in the versions that have it.
    pub(super) fn mark(&self, state: Revision) -> (Option<Place>, Option<Place>) {
        (
            self.old.filter(|_| View::Original.admits(state)),
            self.new.filter(|_| View::Final.admits(state)),
        )
    }
}

/// For each note its place in the order of first marks in a reading; none where it has no mark.
fn order_of_notes(document: &Document, view: View) -> Vec<Option<usize>> {
    let mut marks: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    walk(document, &mut |spot, part| {
        if let Part::Run(inline, whole) = part
            && let InlineKind::NoteReference(reference) = &inline.kind
            && view.admits(inline.revision.within(whole))
            && let Some(note) = document.note_index(&reference.id)
        {
            let within = match spot {
                Spot::Note(within, _) => Some(within),
                Spot::Front(_) | Spot::Block(_) => None,
            };
            marks.entry(within).or_default().push(note);
        }
    });
    // Marks inside notes are numbered behind all others.
    let mut order = vec![None; document.notes.len()];
    let mut found: Vec<usize> = Vec::new();
    let mut reached = 0;
    let mut within = None;
    loop {
        for &note in marks.get(&within).into_iter().flatten() {
            if let Some(place @ None) = order.get_mut(note) {
                *place = Some(found.len());
                found.push(note);
            }
        }
        let Some(&next) = found.get(reached) else {
            return order;
        };
        within = Some(next);
        reached += 1;
    }
}

/// Whether a character is counted.
pub(super) fn counts(c: char) -> bool {
    !c.is_whitespace() && c != '\u{ad}'
}

/// How many characters a run counts as.
pub(super) fn size(inline: &Inline) -> usize {
    match &inline.kind {
        InlineKind::Text(text) => text.chars().filter(|c| counts(*c)).count(),
        InlineKind::NoteReference(_) | InlineKind::CrossReference(_) => 1,
        InlineKind::LineBreak | InlineKind::Comment(_) => 0,
    }
}

/// How many characters a piece of a label counts as.
pub(super) fn label_size(run: &LabelRun) -> usize {
    run.text.chars().filter(|c| counts(*c)).count()
}
