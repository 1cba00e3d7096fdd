//! Two versions of a document in, one document with the tracked changes between them out.
//!
//! Blocks are aligned first (`align`, `plan`), then words inside each pair (`matching`),
//! then neighbouring changes are brought together as a person would make them (`coalesce`).

mod align;
mod atoms;
mod blame;
mod chain;
mod draft;
mod coalesce;
mod front;
mod likeness;
mod matching;
mod moves;
mod names;
mod note_text;
mod notes;
mod order;
mod origins;
mod plan;
mod quick;
mod returned;
mod rows;
mod split;
mod subject;
mod tables;
mod text;
mod union;
mod words;
mod write;

use super::settle;
use super::spans::blank_spans;
use crate::model::{Block, BlockKind, Document, Timestamp, View};
use atoms::Vocabulary;
use draft::Draft;
use subject::Subject;

pub use blame::{Stage, blame};
pub(crate) use order::order_changes;
pub(crate) use returned::Authors;
pub use returned::{Journey, Returned, returned};

/// How a redline is made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RedlineOptions {
    /// Whose changes they are; none: the new version's default author's.
    pub author: Option<Redliner>,
    /// When they were made.
    pub date: Option<Timestamp>,
    /// What becomes of labels that differ.
    pub labels: Labels,
    /// Whether a clause that went elsewhere is marked as moved; otherwise it is deleted here and
    /// inserted there.
    pub moves: bool,
}

impl RedlineOptions {
    /// Sets whose changes they are.
    #[must_use]
    pub fn author(mut self, author: Option<Redliner>) -> Self {
        self.author = author;
        self
    }

    /// Sets when they were made.
    #[must_use]
    pub fn date(mut self, date: Option<Timestamp>) -> Self {
        self.date = date;
        self
    }

    /// Sets what becomes of labels that differ.
    #[must_use]
    pub fn labels(mut self, labels: Labels) -> Self {
        self.labels = labels;
        self
    }

    /// Sets whether a clause that went elsewhere is marked as moved.
    #[must_use]
    pub fn moves(mut self, moves: bool) -> Self {
        self.moves = moves;
        self
    }
}

/// The author of a redline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redliner {
    /// The key that marks carry.
    pub key: String,
    /// The name that Word shows; the key where none is known.
    pub name: Option<String>,
}

/// What becomes of the labels of clauses that both versions have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Labels {
    /// A label that differs is marked: `{~~3~>2~~}`.
    #[default]
    Mark,
    /// The new label stands unmarked.
    Keep,
}

/// The document that reads as `old` with its changes refused and as `new` with them accepted.
///
/// Versions that carry marks themselves are compared by their final reading.
pub fn redline(old: &Document, new: &Document, options: &RedlineOptions) -> Document {
    let side = |document: &Document| {
        let mut reading = settle(document, View::Final);
        blank_spans(&mut reading);
        without_source_comments(reading)
    };
    let (mut old, _) = side(old);
    let (mut new, comments) = side(new);
    let mut vocabulary = Vocabulary::default();
    let (steps, moved) = {
        let (left, right) = (Subject::new(&old.blocks), Subject::new(&new.blocks));
        let steps = plan::plan(&left, &right, &mut vocabulary);
        let moved = if options.moves {
            moves::find(&left, &right, &steps, &mut vocabulary)
        } else {
            moves::Moves::default()
        };
        (steps, moved)
    };
    let noted = notes::pair(&old, &new, &steps, &mut vocabulary);
    names::bring_together(&mut old, &new, &steps, &moved, &noted);
    front::keep_plain_values(&old.front, &mut new.front);
    let by = front::merge_authors(&mut old, &mut new, options);
    let mut draft = Draft::new(options, by, vocabulary);
    draft.front(&old.front, &new.front);
    draft.blocks(&old, &new, &steps, &moved, &comments);
    draft.notes(&old, &new, &noted);
    let mut document = draft.finish();
    document.number_way = new.number_way;
    order_changes(&mut document);
    document
}

/// The document without the comments of its source, and those with the places of the blocks that
/// they stood before.
fn without_source_comments(document: Document) -> (Document, Vec<(usize, Block)>) {
    without_blocks(document, |_, block| {
        matches!(block.kind, BlockKind::SourceComment(_))
    })
}

/// The document without some of its blocks, and those with the places of the blocks that they stood
/// before.
fn without_blocks(
    mut document: Document,
    goes: impl Fn(usize, &Block) -> bool,
) -> (Document, Vec<(usize, Block)>) {
    let mut blocks = document.blocks.iter().enumerate();
    if !blocks.any(|(at, block)| goes(at, block)) {
        return (document, Vec::new());
    }
    let mut kept = Vec::with_capacity(document.blocks.len());
    let mut gone = Vec::new();
    let mut places = Vec::with_capacity(document.blocks.len() + 1);
    for (at, block) in document.blocks.into_iter().enumerate() {
        places.push(kept.len());
        if goes(at, &block) {
            gone.push((kept.len(), block));
        } else {
            kept.push(block);
        }
    }
    places.push(kept.len());
    for note in &mut document.notes {
        note.before = places.get(note.before).copied().unwrap_or(kept.len());
    }
    document.blocks = kept;
    (document, gone)
}
