//! Bookmarks: names as Word wants them, each set once.

use std::collections::{BTreeMap, BTreeSet};

use crate::layout::{Flow, FlowBlock, Paragraph, RunContent};
use crate::model::{Revision, View};
use crate::output::notes::paragraphs;

/// Word cuts longer names off.
const LONGEST_NAME: usize = 40;

/// The bookmarks of a document while it is written.
#[derive(Debug, Default)]
pub(super) struct Bookmarks {
    names: BTreeMap<String, String>,
    /// Those that stand at text which is not deleted; a moved clause has its name at both ends.
    lasting: BTreeSet<String>,
    set: BTreeSet<String>,
    /// What stands in each, in the final reading.
    texts: BTreeMap<String, String>,
    /// The names of the marks of notes that are repeated, by the notes' places in the flow.
    notes: BTreeMap<usize, String>,
}

impl Bookmarks {
    /// Finds the bookmarks of a flow.
    pub(super) fn of(flow: &Flow) -> Self {
        let mut bookmarks = Self::default();
        let mut taken = BTreeSet::new();
        let paragraphs = flow.body.iter().filter_map(|block| match block {
            FlowBlock::Paragraph(paragraph) => Some(paragraph),
            FlowBlock::Table(_) | FlowBlock::Picture(_) => None,
        });
        for paragraph in paragraphs {
            for name in &paragraph.bookmarks {
                if paragraph.mark.deleted.is_none() {
                    bookmarks.lasting.insert(name.clone());
                }
                if paragraph.bookmarks.first() == Some(name) && paragraph.mark.deleted.is_none() {
                    bookmarks.texts.insert(name.clone(), quoted(paragraph));
                }
                if !bookmarks.names.contains_key(name) {
                    let legal = legal_name(name, &mut taken);
                    bookmarks.names.insert(name.clone(), legal);
                }
            }
        }
        for note in repeated_notes(flow) {
            let name = legal_name(&format!("_Ref{:09}", note + 1), &mut taken);
            bookmarks.notes.insert(note, name);
        }
        bookmarks
    }

    /// The name of a note's mark, where the mark is repeated.
    pub(super) fn note(&self, note: usize) -> Option<&str> {
        self.notes.get(&note).map(String::as_str)
    }

    /// The name that Word knows a bookmark by.
    pub(super) fn name(&self, bookmark: &str) -> Option<&str> {
        self.names.get(bookmark).map(String::as_str)
    }

    /// Whether a field that quotes a bookmark gives this text.
    pub(super) fn gives(&self, bookmark: &str, text: &str) -> bool {
        self.texts.get(bookmark).is_some_and(|quoted| quoted == text)
    }

    /// The names to be set at a paragraph; those already set are left out.
    pub(super) fn at(&mut self, paragraph: &Paragraph) -> Vec<String> {
        let passing = paragraph.mark.deleted.is_some();
        let mut names = Vec::new();
        for bookmark in &paragraph.bookmarks {
            if passing && self.lasting.contains(bookmark) || self.set.contains(bookmark) {
                continue;
            }
            if let Some(name) = self.names.get(bookmark) {
                self.set.insert(bookmark.clone());
                names.push(name.clone());
            }
        }
        names
    }
}

/// The final text inside a paragraph's first bookmark: its label, or all of it where it has none.
fn quoted(paragraph: &Paragraph) -> String {
    let end = match paragraph.label_runs {
        0 => paragraph.runs.len(),
        runs => runs.min(paragraph.runs.len()),
    };
    let runs = paragraph.runs[..end].iter();
    let admitted = runs.filter(|run| View::Final.admits(run.revision));
    let texts = admitted.map(|run| match &run.content {
        RunContent::Text(text) | RunContent::Reference { text, .. } => text,
        _ => "",
    });
    texts.collect()
}

/// The notes whose marks are repeated in text that no decision leaves without the first mark.
fn repeated_notes(flow: &Flow) -> BTreeSet<usize> {
    let runs = flow
        .body
        .iter()
        .flat_map(paragraphs)
        .flat_map(|paragraph| &paragraph.runs);
    let repeated = runs.filter_map(|run| match run.content {
        RunContent::NoteReference { note, first: false } => {
            let first = flow.notes.get(note)?.revision;
            stays_with(run.revision, first).then_some(note)
        }
        _ => None,
    });
    repeated.collect()
}

/// Whether text in one state never stays where text in the state of the first mark goes: the
/// first stays in any case, or both are one change.
pub(super) fn stays_with(revision: Revision, first: Revision) -> bool {
    first.is_none() || revision == first
}

/// A name of ASCII letters, digits and `_` that begins with a letter or `_` and that no other
/// bookmark has; Word does not tell capitals from small letters.
fn legal_name(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut legal: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    if !legal.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        legal.insert(0, '_');
    }
    legal.truncate(LONGEST_NAME);
    let mut number = 1;
    let mut unique = legal.clone();
    while !taken.insert(unique.to_ascii_lowercase()) {
        number += 1;
        let suffix = format!("_{number}");
        let kept = legal.len().min(LONGEST_NAME - suffix.len());
        unique = format!("{}{suffix}", &legal[..kept]);
    }
    unique
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_legal_and_different() {
        let mut taken = BTreeSet::new();
        assert_eq!(legal_name("wsis", &mut taken), "wsis");
        assert_eq!(legal_name("WSIS", &mut taken), "WSIS_2");
        assert_eq!(legal_name("5-a б", &mut taken), "_5_a__");
        let long = "x".repeat(50);
        assert_eq!(legal_name(&long, &mut taken), "x".repeat(40));
        assert_eq!(legal_name(&long, &mut taken), format!("{}_2", "x".repeat(38)));
    }
}
