//! Edits of a source text: what a finding offers to mend, and what commands write.

use std::collections::BTreeMap;

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
    // What is made, by where it begins: a fix may have edits far apart, with others between them.
    let mut made: BTreeMap<u32, &Edit> = BTreeMap::new();
    for fix in fixes {
        let meets = |edit: &Edit| {
            let before = made.range(..=edit.span.end).next_back();
            before.is_some_and(|(_, made)| made.span.end >= edit.span.start)
        };
        if !fix.iter().any(meets) {
            made.extend(fix.iter().map(|edit| (edit.span.start, edit)));
        }
    }
    made.into_values().cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::{Edit, fixes};
    use crate::diagnostic::{Code, Diagnostic, Fix};
    use crate::source::Span;

    #[test]
    fn fixes_may_stand_between_the_edits_of_others() {
        let fix = |places: &[(usize, usize)]| {
            let edit = |&(start, end): &(usize, usize)| Edit {
                span: Span::new(start, end),
                text: String::new(),
            };
            let mut found = Diagnostic::new(Code::RuleStyleTerms, Span::NONE, "");
            found.fix = Some(Fix {
                title: String::new(),
                edits: places.iter().map(edit).collect(),
            });
            found
        };
        let found = [
            fix(&[(0, 2), (10, 12)]),
            fix(&[(4, 6), (20, 22)]),
            fix(&[(11, 13)]),
        ];
        let starts: Vec<u32> = fixes(&found).iter().map(|edit| edit.span.start).collect();
        assert_eq!(starts, [0, 4, 10, 20]);
    }
}
