//! Labels, in the form that the house prints.

use super::house_form::house_form;
use super::{Language, Revision, View};
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

/// A label as printed: `a)`, `1.1`, `–`; also the lead word of a note, caption or reasons. What
/// was typed ([`house_form`](super::house_form) lists the spellings) stands at its span.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Label {
    /// Its characters, piece by piece with their states.
    pub runs: Vec<LabelRun>,
    /// Where it stands in the source, marks included.
    pub span: Span,
    /// Whether it may be no label but a number in text that was wrapped before it: the line above
    /// has no end mark, and it is not the next one.
    pub in_doubt: bool,
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
            in_doubt: false,
        }
    }

    /// Gives each piece the form of the house. A change marks a whole label or none of it, so a
    /// piece never is a bracket alone.
    pub fn print_as_the_house_does(&mut self, language: Language) {
        for run in &mut self.runs {
            run.text = house_form(&run.text, language);
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
