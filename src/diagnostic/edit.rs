//! Edits of a source text: what a finding offers to mend, and what commands write.

use super::Diagnostic;
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

/// The edits of all fixes in the order of the source. Of two that meet, the first is made; the
/// other has its turn when the text is looked at again.
pub fn fixes(diagnostics: &[Diagnostic]) -> Vec<Edit> {
    let mut fixes: Vec<&[Edit]> = diagnostics
        .iter()
        .filter_map(|found| Some(found.fix.as_ref()?.edits.as_slice()))
        .filter(|edits| !edits.is_empty())
        .collect();
    fixes.sort_by_key(|edits| edits[0].span.start);
    let mut made: Vec<Edit> = Vec::new();
    for fix in fixes {
        let end = made.last().map(|edit| edit.span.end);
        if end.is_none_or(|end| end < fix[0].span.start) {
            made.extend(fix.iter().cloned());
        }
    }
    made
}
