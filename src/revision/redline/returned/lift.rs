//! What came back, in the words of the source: where it says what was sent, it says what the source
//! has there, with its references, names of notes and signs of the house.

use std::collections::{BTreeMap, BTreeSet};

use super::super::atoms::Vocabulary;
use super::super::names::Names;
use super::super::plan::Step;
use super::super::{notes, without_blocks};
use super::pairing::{Pictures, pairs};
use super::states::States;
use super::unmarked;
use super::words::Words;
use crate::model::{Document, FrontKey, NoteReference};
use crate::revision::settle::references;
use crate::revision::spans::blank_spans;

/// Three documents, and which of their blocks are the same.
pub(super) struct Lift<'d> {
    kept: &'d Document,
    sent: Document,
    back: Document,
    /// The same two with states that are equal where the same hands did the same.
    plain_sent: Document,
    plain_back: Document,
    /// The source's block of each block that came back, with that which was sent.
    origins: BTreeMap<usize, (usize, usize)>,
    /// The blocks that came back and were sent, though the source has no such blocks: it says them in
    /// another way.
    made: BTreeMap<usize, usize>,
    /// As `origins`, of notes.
    notes: BTreeMap<usize, (usize, usize)>,
}

impl<'d> Lift<'d> {
    /// All three have one register, that of `kept`, which is `bare_kept` without its marks.
    pub(super) fn of(
        kept: &'d Document,
        bare_kept: &Document,
        mut sent: Document,
        mut back: Document,
        vocabulary: &mut Vocabulary,
    ) -> Self {
        for document in [&mut sent, &mut back] {
            blank_spans(document);
        }
        let (bare_sent, bare_back) = (unmarked(&sent), unmarked(&back));
        let (went_steps, went) = pairs(bare_kept, &bare_sent, Pictures::ByOrder, vocabulary);
        let (came_steps, came) = pairs(&bare_sent, &bare_back, Pictures::ByName, vocabulary);
        let mut noted =
            |steps: &[Step], old: &Document, new: &Document| notes::pair(old, new, steps, vocabulary);
        let notes_sent = noted(&went_steps, bare_kept, &bare_sent).old_of;
        let notes_back = noted(&came_steps, &bare_sent, &bare_back).old_of;
        let kept_of: BTreeMap<usize, usize> = went.into_iter().map(|(kept, sent)| (sent, kept)).collect();
        let origin = |(sent, back): (usize, usize)| Some((back, (*kept_of.get(&sent)?, sent)));
        let is_made = |(sent, _): &&(usize, usize)| !kept_of.contains_key(sent);
        let made = came
            .iter()
            .filter(is_made)
            .map(|&(sent, back)| (back, sent))
            .collect();
        let origins = came.into_iter().filter_map(origin).collect();
        let note_origin = |(&back, &sent): (&usize, &usize)| Some((back, (*notes_sent.get(&sent)?, sent)));
        let notes: BTreeMap<usize, (usize, usize)> = notes_back.iter().filter_map(note_origin).collect();
        name_notes(
            kept,
            &mut sent,
            notes_sent.iter().map(|(&sent, &kept)| (sent, kept)),
        );
        name_notes(
            kept,
            &mut back,
            notes.iter().map(|(&back, &(kept, _))| (back, kept)),
        );
        let mut states = States::of(kept);
        Self {
            kept,
            plain_sent: states.plain(&sent),
            plain_back: states.plain(&back),
            sent,
            back,
            origins,
            made,
            notes,
        }
    }

    /// How many of the blocks that the source says in another way were edited.
    pub(super) fn elsewhere(&self) -> usize {
        let made = self.made.iter();
        made.filter(|&(&back, &sent)| self.plain_back.blocks[back] != self.plain_sent.blocks[sent])
            .count()
    }

    /// What came back, in the source's words, and in how many paragraphs it is only set otherwise.
    pub(super) fn back(&self, vocabulary: &mut Vocabulary) -> (Document, usize) {
        let mut words = Words {
            vocabulary,
            restyled: 0,
        };
        let mut lifted = self.back.clone();
        lifted.front.clone_from(&self.kept.front);
        for key in FrontKey::ALL {
            let texts = [&self.plain_sent, &self.plain_back].map(|document| document.front.text(key));
            if texts[0] == texts[1] {
                continue;
            }
            let text = |document: &Document| document.front.text(key).cloned().unwrap_or_default();
            let content = words.lifted([&text(self.kept), &text(&self.sent), &text(&self.back)]);
            *lifted.front.text_mut(key) = (!content.is_empty()).then_some(content);
        }
        for (&at, &(kept, sent)) in &self.origins {
            let plain = [&self.plain_sent.blocks[sent], &self.plain_back.blocks[at]];
            let [kept, sent] = [&self.kept.blocks[kept], &self.sent.blocks[sent]];
            words.lift(kept, sent, &mut lifted.blocks[at], plain);
        }
        for (&at, &(kept, sent)) in &self.notes {
            let (kept, sent) = (&self.kept.notes[kept].blocks, &self.sent.notes[sent].blocks);
            let blocks = &mut lifted.notes[at].blocks;
            if kept.len() != sent.len() || sent.len() != blocks.len() {
                continue;
            }
            let plain_sent = &self.plain_sent.notes[self.notes[&at].1].blocks;
            let plain_back = &self.plain_back.notes[at].blocks;
            for (place, block) in blocks.iter_mut().enumerate() {
                let plain = [&plain_sent[place], &plain_back[place]];
                words.lift(&kept[place], &sent[place], block, plain);
            }
        }
        self.take_notes(&mut lifted);
        let (lifted, _) = without_blocks(lifted, |at, _| self.made.contains_key(&at));
        (lifted, words.restyled)
    }

    /// Takes the notes of the source along that its words refer to: where a mark is repeated, the file has
    /// the note once.
    fn take_notes(&self, lifted: &mut Document) {
        let here: BTreeSet<&str> = lifted.notes.iter().map(|note| note.id.as_str()).collect();
        let referred: BTreeSet<&str> = references(&lifted.front, &lifted.blocks).collect();
        let missing = self.kept.notes.iter().filter(|note| {
            let id = note.id.as_str();
            referred.contains(id) && !here.contains(id)
        });
        let missing: Vec<_> = missing.cloned().collect();
        lifted.notes.extend(missing);
    }
}

/// Gives notes the names that they have in the source, and others names that are free there.
fn name_notes(kept: &Document, document: &mut Document, same: impl Iterator<Item = (usize, usize)>) {
    let mut names = Names::default();
    let same = same.map(|(at, kept_at)| (document.notes[at].id.clone(), kept.notes[kept_at].id.clone()));
    names.notes.extend(same);
    let mut taken: BTreeSet<String> = kept.notes.iter().map(|note| note.id.clone()).collect();
    for note in &document.notes {
        if names.notes.contains_key(&note.id) || NoteReference::prints_as_written(&note.id) {
            continue;
        }
        let mut name = note.id.clone();
        let mut number = 2;
        while !taken.insert(name.clone()) {
            name = format!("{}-{number}", note.id);
            number += 1;
        }
        names.notes.insert(note.id.clone(), name);
    }
    names.apply(document);
}
