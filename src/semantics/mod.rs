//! What the text means: label sequences, references, notes, and what is wrong with them.

use std::collections::BTreeMap;

/// What the references of a document lead to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    /// The named places, by id.
    pub targets: BTreeMap<String, TargetPair>,
}

/// A named place in both readings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TargetPair {
    /// As it stands with every change refused; none where it is not part of that reading.
    pub original: Option<Target>,
    /// As it stands with every change accepted.
    pub settled: Option<Target>,
}

/// A named place in one reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The call over the clause (`recalling`); none for headings, annexes and the like.
    pub call: Option<String>,
    /// What is printed for the place itself: `b)`, `2`, `1.1`, `Annex 2`.
    pub label: String,
    /// Whether the label is a letter, which ITU prints in italics.
    pub letter: bool,
    /// The place in [`crate::model::Document::blocks`].
    pub block: usize,
}
