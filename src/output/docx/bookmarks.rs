//! Bookmarks: which there are, and what a field that quotes one gives.

use std::collections::{BTreeMap, BTreeSet};

use crate::layout::{Flow, FlowBlock, Paragraph, RunContent};
use crate::model::{Revision, View};
use crate::output::notes::paragraphs;

/// The bookmarks of a document. The flow has named them as Word wants names, and set each once.
#[derive(Debug, Default)]
pub(super) struct Bookmarks {
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
        let paragraphs = flow.body.iter().filter_map(|block| match block {
            FlowBlock::Paragraph(paragraph) => Some(paragraph),
            FlowBlock::Table(_) | FlowBlock::Picture(_) => None,
        });
        for paragraph in paragraphs {
            bookmarks.set.extend(paragraph.bookmarks.iter().cloned());
            if let Some(first) = paragraph.bookmarks.first()
                && paragraph.mark.deleted.is_none()
            {
                bookmarks.texts.insert(first.clone(), quoted(paragraph));
            }
        }
        let notes = repeated_notes(flow).into_iter();
        // No name of the flow begins with `_Ref`: its own begin with letters or `_Toc`.
        bookmarks.notes = notes.map(|note| (note, format!("_Ref{:09}", note + 1))).collect();
        bookmarks
    }

    /// The name of a note's mark, where the mark is repeated.
    pub(super) fn note(&self, note: usize) -> Option<&str> {
        self.notes.get(&note).map(String::as_str)
    }

    /// Whether a bookmark is somewhere in the text, so that a link can lead to it.
    pub(super) fn has(&self, bookmark: &str) -> bool {
        self.set.contains(bookmark)
    }

    /// Whether a field that quotes a bookmark gives this text.
    pub(super) fn gives(&self, bookmark: &str, text: &str) -> bool {
        self.texts.get(bookmark).is_some_and(|quoted| quoted == text)
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
