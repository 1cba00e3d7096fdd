//! Edits of a source text: what a finding offers to mend, and what commands write.

use crate::source::Span;

/// Text to be put in place of a span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What goes.
    pub span: Span,
    /// What comes.
    pub text: String,
}

/// The text with edits made: in the order of the source, not overlapping.
pub fn apply(source: &str, edits: &[Edit]) -> String {
    let mut text = String::with_capacity(source.len());
    let mut at = 0;
    for edit in edits {
        let place = edit.span.range();
        text.push_str(source.get(at..place.start).unwrap_or_default());
        text.push_str(&edit.text);
        at = place.end.max(at);
    }
    text.push_str(source.get(at..).unwrap_or_default());
    text
}
