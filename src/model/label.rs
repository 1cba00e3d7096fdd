//! Labels as typed.

use super::{Revision, View};
use crate::source::Span;

/// The endings that ITU gives to labels of provisions inserted later (`b)bis`, `1ter`).
pub const LATIN_INSERTS: &[&str] = &[
    "bis",
    "ter",
    "quater",
    "quinquies",
    "sexies",
    "septies",
    "octies",
    "nonies",
    "novies",
    "decies",
];

/// A label as typed: `a)`, `1.1`, `–`; also the lead word of a note, caption or reasons.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Label {
    /// Its characters, piece by piece with their states.
    pub runs: Vec<LabelRun>,
    /// Where it stands in the source, marks included.
    pub span: Span,
}

/// A piece of a label in one state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelRun {
    /// The characters.
    pub text: String,
    /// Their state, that of the block not counted in.
    pub revision: Revision,
    /// Where they stand in the source.
    pub span: Span,
}

impl Label {
    /// A label that no change touches.
    pub fn plain(text: impl Into<String>, span: Span) -> Self {
        Self {
            runs: vec![LabelRun {
                text: text.into(),
                revision: Revision::NONE,
                span,
            }],
            span,
        }
    }

    /// The label in one reading; empty where the reading has none.
    pub fn text(&self, view: View) -> String {
        self.runs
            .iter()
            .filter(|run| view.admits(run.revision))
            .map(|run| run.text.as_str())
            .collect()
    }
}
