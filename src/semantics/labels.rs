//! Label sequences, checked in the original reading and in the final one.

use std::collections::BTreeMap;

use super::sequences::{Sequence, opening, walk};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{BlockKind, Document, Label, Ordinal, Passage, Reading, Revision, View, ends_sentence};

/// Checks the labels of clauses and numbered headings.
pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    let mut findings: BTreeMap<usize, Vec<(View, Fault)>> = BTreeMap::new();
    for view in [View::Original, View::Final] {
        let mut above: Option<Passage<'_, '_>> = None;
        walk(&Reading::of(&document.blocks, view), |passage, counted| {
            if let Some((slot, label)) = counted {
                let unfinished = || above.is_some_and(is_unfinished);
                if let Some(fault) = pass(slot, &label, unfinished) {
                    findings.entry(passage.at()).or_default().push((view, fault));
                }
            }
            above = Some(passage);
        });
    }
    for (at, faults) in findings {
        diagnostics.push(finding(document, at, &faults));
    }
}

/// Whether running text does not end as clauses end, so that the next line may be a part of it.
fn is_unfinished(above: Passage<'_, '_>) -> bool {
    let text = above.text();
    let is_running = match above.kind() {
        BlockKind::Clause
        | BlockKind::Paragraph
        | BlockKind::Formula
        | BlockKind::Note
        | BlockKind::Reasons
        | BlockKind::History => true,
        BlockKind::NumberLine(_)
        | BlockKind::Title
        | BlockKind::PlaceDate
        | BlockKind::Heading { .. }
        | BlockKind::Proposal(_)
        | BlockKind::Call
        | BlockKind::Caption(_)
        | BlockKind::Table(_)
        | BlockKind::Picture(_)
        | BlockKind::Rule
        | BlockKind::SourceComment(_) => false,
    };
    is_running && !text.trim().is_empty() && !ends_sentence(&text)
}

/// What is wrong with a label.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Fault {
    code: Code,
    label: String,
    /// The label that was expected.
    expected: Option<String>,
    /// Whether the line above does not end as clauses end.
    unfinished: bool,
}

/// What the check keeps of a sequence beside its last label.
#[derive(Default)]
struct Doubt {
    /// What the last label should have been, where it was not.
    expected: Option<Ordinal>,
    /// What came before the last label, where that is probably no label.
    before: Option<Ordinal>,
}

/// Enters a label in its sequence, and says what is wrong with it.
fn pass(slot: &mut Option<Sequence<Doubt>>, label: &str, unfinished: impl FnOnce() -> bool) -> Option<Fault> {
    let readings = Ordinal::readings(label);
    let first = readings.first()?;
    let Some(sequence) = slot else {
        let opening = opening(&readings);
        let first = Ordinal::likeliest(&readings).unwrap_or(first);
        *slot = Some(Sequence::at(opening.unwrap_or(first).clone(), label));
        return opening.is_none().then(|| Fault {
            code: Code::LabelOutOfSequence,
            label: label.to_owned(),
            expected: opening_label(first, label),
            unfinished: unfinished(),
        });
    };
    let follows = |before: &Ordinal| readings.iter().find(|ordinal| ordinal.follows(before));
    let likely = [
        Some(&sequence.last),
        sequence.more.expected.as_ref(),
        sequence.more.before.as_ref(),
    ];
    let next = likely.into_iter().flatten().find_map(follows);
    if let Some(ordinal) = next.or_else(|| sequence.restart(&readings)) {
        *sequence = Sequence::at(ordinal.clone(), label);
        return None;
    }
    // Of two labels that were swapped the first is the fault.
    if let Some(missed) = sequence.more.expected.take_if(|missed| readings.contains(missed)) {
        sequence.more.before = Some(missed);
        return None;
    }
    let unfinished = unfinished();
    let same_scheme = readings
        .iter()
        .find(|ordinal| ordinal.scheme == sequence.last.scheme);
    let expected = Ordinal::next_label(&sequence.last, &sequence.label);
    let code = match same_scheme {
        Some(ordinal) if *ordinal == sequence.last => Code::LabelDuplicate,
        Some(_) => Code::LabelOutOfSequence,
        None => Code::LabelKind,
    };
    let meant = expected.as_deref().and_then(|label| {
        Ordinal::readings(label)
            .into_iter()
            .find(|o| o.scheme == sequence.last.scheme)
    });
    if code == Code::LabelDuplicate {
        // The label after a doubled one counts on from either.
        sequence.more.expected = meant;
    } else {
        let before = std::mem::replace(&mut sequence.last, same_scheme.unwrap_or(first).clone());
        sequence.more.before = unfinished.then_some(before);
        if same_scheme.is_some() && !unfinished {
            label.clone_into(&mut sequence.label);
        }
        sequence.more.expected = meant;
        sequence.interrupted = false;
    }
    Some(Fault {
        code,
        label: label.to_owned(),
        expected,
        unfinished,
    })
}

/// The label that opens a sequence of this kind.
fn opening_label(ordinal: &Ordinal, like: &str) -> Option<String> {
    let mut first = ordinal.clone();
    for step in &mut first.steps {
        step.number = 1;
        step.insert = 0;
    }
    first.print(like)
}

fn finding(document: &Document, at: usize, faults: &[(View, Fault)]) -> Diagnostic {
    let (view, fault) = &faults[0];
    let block = &document.blocks[at];
    let label = block.label.as_ref();
    let span = label.map_or(block.span, |label| label.span);
    let reading = match (faults.len(), document.changes.is_empty(), view) {
        (1, false, View::Original) => " in the original reading",
        (1, false, View::Final) => " in the final reading",
        _ => "",
    };
    let Fault {
        code,
        label: text,
        expected,
        unfinished,
    } = fault;
    let message = match (code, expected) {
        (Code::LabelDuplicate, _) => format!("the label {text} stands twice{reading}"),
        (Code::LabelKind, Some(expected)) => {
            format!("the label {text} is of another kind than its neighbours{reading}: expected {expected}")
        }
        (_, Some(expected)) => format!("the label {text} is out of sequence{reading}: expected {expected}"),
        (_, None) => format!("the label {text} is out of sequence{reading}"),
    };
    let mut found = Diagnostic::new(*code, span, message);
    if *unfinished {
        found = found.help("the line above ends without punctuation, so this may be a wrapped line: put `\\` before it to make it text");
        return found;
    }
    if let (Some(expected), Some(label)) = (expected, label) {
        found = found.help(format!("write {expected}, or run `plenary fmt --renumber`"));
        if is_plain(label) {
            found = found.fix(format!("write `{expected}`"), span, expected.clone());
        }
    }
    found
}

fn is_plain(label: &Label) -> bool {
    matches!(label.runs.as_slice(), [run] if run.revision == Revision::NONE)
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Diagnostics;
    use crate::source::Source;
    use crate::syntax;

    fn helps(text: &str) -> String {
        let (document, _) = syntax::parse(&Source::new("r.plen", text));
        let mut diagnostics = Diagnostics::default();
        super::check(&document, &mut diagnostics);
        format!("{diagnostics:?}")
    }

    #[test]
    fn only_running_text_can_be_wrapped() {
        for text in ["# ANNEX\n\n### 1 Scope\n\n### 3 Costs\n", "# ANNEX\n\n2 Costs.\n"] {
            let found = helps(text);
            assert!(found.contains("write") && !found.contains("wrapped"), "{found}");
        }
        let found = helps("# ANNEX\n\n1 as said on\n3 January 2015.\n");
        assert!(found.contains("wrapped"), "{found}");
    }
}
