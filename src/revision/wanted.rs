//! A document as it shall be, and what of another one it is made of.

use std::collections::BTreeSet;

use crate::model::{ChangeId, Document};

/// A document as it shall be, and which blocks of the document that was read each of its blocks
/// was made of: none for a new block, several for blocks that were joined.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// What the source shall say. Changes that are not decided keep their places in the register.
    pub document: Document,
    /// Of each block, the places of those that it was made of.
    pub blocks: Vec<Vec<usize>>,
    /// Of each note, the note that it was, none for a new one, and the same for its paragraphs.
    pub notes: Vec<(Option<usize>, Vec<Vec<usize>>)>,
    /// The changes of the document that was read which are decided.
    pub gone: BTreeSet<ChangeId>,
    /// Whether what stands before a block may make another kind of text of it than is said here:
    /// where some changes are decided and others are not, neither reading was there before.
    pub kinds_follow: bool,
    /// Whether blocks may say more than they did.
    pub grows: bool,
    /// Whether its original and its final are readings of the document that was read. Where one is
    /// not, since some changes are decided one way and others are not, that document kept no spaces for
    /// it: its words stand as far apart as the source writes them.
    pub readings_stay: [bool; 2],
}

impl Wanted {
    /// The document as it was read, to be altered in place.
    pub fn unchanged(document: Document) -> Self {
        let one = |count: usize| (0..count).map(|at| vec![at]).collect();
        Self {
            blocks: one(document.blocks.len()),
            notes: document
                .notes
                .iter()
                .enumerate()
                .map(|(at, note)| (Some(at), one(note.blocks.len())))
                .collect(),
            document,
            gone: BTreeSet::new(),
            kinds_follow: false,
            grows: false,
            readings_stay: [true; 2],
        }
    }
}
