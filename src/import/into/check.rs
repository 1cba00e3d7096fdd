//! Whether the file that was written reads as it should.

use std::collections::BTreeMap;

use super::refusal::NoPlace;
use crate::model::visit::{Part, Spot, visit};
use crate::model::{BlockKind, Document, InlineKind, TextStyle, View};
use crate::revision::settle;

/// Where the file that was written, `again`, says something else than it should: in its original than it
/// did before, in its final than the text does. Of each reading the first place is told.
pub(super) fn differences(again: Option<&Document>, base: &Document, edited: &Document) -> Vec<NoPlace> {
    let Some(again) = again else {
        return vec![NoPlace::Reading(String::new(), String::new())];
    };
    let mut found = Vec::new();
    let original = [again, base].map(|document| said(document, View::Original));
    found.extend(first_difference(&original));
    let last = [again, edited].map(|document| said(document, View::Final));
    let words = first_difference(&last);
    let has_words = words.is_some();
    found.extend(words);
    if !has_words {
        let [is, should] = &last;
        for (is, should) in is.iter().zip(should) {
            if is.kind != should.kind {
                found.push(NoPlace::Kind(should.words.clone()));
            } else if is.set != should.set {
                found.push(NoPlace::Looks(should.words.clone()));
            }
        }
    }
    found
}

fn first_difference(both: &[Vec<Said>; 2]) -> Option<NoPlace> {
    let [is, should] = both;
    let words = |all: &[Said], at: usize| all.get(at).map(|said| said.words.clone());
    let at = (0..is.len().max(should.len())).find(|&at| words(is, at) != words(should, at))?;
    let told = |all: &[Said]| words(all, at).unwrap_or_default();
    Some(NoPlace::Reading(told(is), told(should)))
}

/// What a paragraph says.
#[derive(Clone, Debug, Default)]
struct Said {
    /// Its letters and digits, with single spaces.
    words: String,
    /// Of each letter of its text, how it is set.
    set: Vec<TextStyle>,
    /// What it is by more than its words.
    kind: u8,
}

impl Said {
    fn take(&mut self, text: &str, style: TextStyle) {
        for c in text.chars() {
            if c.is_alphanumeric() {
                self.words.push(c);
                self.set.push(style);
            } else if c.is_whitespace() && !self.words.ends_with(' ') && !self.words.is_empty() {
                self.words.push(' ');
            }
        }
    }
}

fn kind(kind: &BlockKind) -> u8 {
    match kind {
        BlockKind::NumberLine(_) => 1,
        BlockKind::Title => 2,
        BlockKind::Call => 3,
        BlockKind::Heading { level } => 10 + level,
        _ => 0,
    }
}

/// What each block, paragraph of a cell and paragraph of a note says in a view; notes in the order of their
/// marks, and then the pictures.
fn said(document: &Document, view: View) -> Vec<Said> {
    let settled = settle(document, view);
    let mut all: Vec<Said> = vec![Said::default()];
    let mut notes: BTreeMap<usize, Vec<Said>> = BTreeMap::new();
    let mut order: Vec<usize> = Vec::new();
    // One in the middle of a paragraph comes behind it, and what is put in there stands before or behind.
    let mut pictures: Vec<Said> = Vec::new();
    let places = settled.note_places();
    visit(&settled, &mut |spot, part| {
        let all = match spot {
            Spot::Note(note, _) => notes.entry(note).or_insert_with(|| vec![Said::default()]),
            Spot::Front(_) | Spot::Block(_) => &mut all,
        };
        let last = all.len() - 1;
        match part {
            Part::Block(block) => {
                all.push(Said {
                    kind: kind(&block.kind),
                    ..Said::default()
                });
                if let BlockKind::Picture(picture) = &block.kind {
                    pictures.push(Said {
                        words: format!("picture {}", picture.alternative),
                        ..Said::default()
                    });
                }
            }
            Part::Row(..) | Part::Cell(_) | Part::Paragraph(..) => all.push(Said::default()),
            Part::Label(label, _) => {
                for run in &label.runs {
                    all[last].take(&run.text, TextStyle::default());
                }
                all[last].take(" ", TextStyle::default());
            }
            Part::Text(content, _) => {
                for inline in content {
                    match &inline.kind {
                        InlineKind::Text(text) => all[last].take(text, inline.style),
                        InlineKind::LineBreak => all[last].take(" ", inline.style),
                        InlineKind::NoteReference(note) => {
                            all[last].words.push('*');
                            order.extend(places.get(note.id.as_str()));
                        }
                        _ => {}
                    }
                }
            }
            Part::Mark(_) => {}
        }
    });
    for note in order {
        all.extend(notes.remove(&note).into_iter().flatten());
    }
    pictures.sort_by(|one, other| one.words.cmp(&other.words));
    all.append(&mut pictures);
    for said in &mut all {
        said.words.truncate(said.words.trim_end().len());
    }
    all.retain(|said| !said.words.is_empty());
    all
}
