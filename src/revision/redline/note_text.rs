//! The notes of a redline: those of both versions once, with the changes in their text.

use super::draft::Draft;
use super::moves::Moves;
use super::notes::Noted;
use super::plan::{Step, plan};
use super::subject::Subject;
use super::write::Versions;
use crate::model::{Block, Document, Note};

impl Draft {
    pub(super) fn notes(&mut self, old: &Document, new: &Document, noted: &Noted) {
        let end = self.document.blocks.len();
        let place = |places: &[usize], before: usize| places.get(before).copied().unwrap_or(end);
        let mut notes: Vec<Note> = Vec::with_capacity(new.notes.len() + old.notes.len());
        for (at, note) in new.notes.iter().enumerate() {
            let blocks = match noted.old_of.get(&at) {
                Some(&same) => self.note_text(&old.notes[same].blocks, &note.blocks),
                None => note.blocks.clone(),
            };
            notes.push(Note {
                blocks,
                before: place(&self.new_places, note.before),
                ..note.clone()
            });
        }
        // A note that is gone stands before the one that it stood before.
        let mut next = notes.len();
        let mut gone: Vec<(usize, Note)> = Vec::new();
        for (at, note) in old.notes.iter().enumerate().rev() {
            match noted.new_of.get(&at) {
                Some(&same) => next = same,
                None => gone.push((
                    next,
                    Note {
                        before: place(&self.old_places, note.before),
                        ..note.clone()
                    },
                )),
            }
        }
        gone.reverse();
        gone.sort_by_key(|(next, _)| *next);
        let mut all: Vec<Note> = Vec::with_capacity(notes.len() + gone.len());
        let mut gone = gone.into_iter().peekable();
        for (at, note) in notes.into_iter().enumerate() {
            while let Some((_, gone)) = gone.next_if(|(next, _)| *next <= at) {
                all.push(gone);
            }
            all.push(note);
        }
        all.extend(gone.map(|(_, note)| note));
        all.sort_by_key(|note| note.before);
        self.document.notes = all;
    }

    fn note_text(&mut self, old: &[Block], new: &[Block]) -> Vec<Block> {
        if old == new {
            return new.to_vec();
        }
        let steps = if let ([_], [_]) = (old, new) {
            vec![Step::Pair {
                old: vec![0],
                new: vec![0],
                children: Vec::new(),
            }]
        } else {
            plan(&Subject::new(old), &Subject::new(new), &mut self.vocabulary)
        };
        let places = (
            std::mem::take(&mut self.old_places),
            std::mem::take(&mut self.new_places),
        );
        let mut blocks = Vec::new();
        let versions = Versions {
            old,
            new,
            moved: &Moves::default(),
            comments: &[],
        };
        self.steps(versions, &steps, &mut blocks);
        (self.old_places, self.new_places) = places;
        blocks
    }
}
