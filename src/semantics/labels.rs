//! Label sequences, checked in the original reading and in the final one.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Block, BlockKind, Document, Label, Ordinal, Revision, Scheme, View, ends_sentence};

/// Checks the labels of clauses and numbered headings; the paragraph marks of `lonely` join nothing.
pub(super) fn check(document: &Document, lonely: &BTreeSet<usize>, diagnostics: &mut Diagnostics) {
    let mut findings: BTreeMap<usize, Vec<(View, Fault)>> = BTreeMap::new();
    for view in [View::Original, View::Final] {
        let mut sequences = Sequences::default();
        let mut joined = false;
        for (at, block) in document.blocks.iter().enumerate() {
            if !block.is_in(view) || matches!(block.kind, BlockKind::SourceComment(_)) {
                continue;
            }
            // The label of a block that is joined to the one above is no part of the reading.
            let joins = block.joins_next(view) && !lonely.contains(&at);
            if !std::mem::replace(&mut joined, joins)
                && let Some(fault) = sequences.pass(block, view)
            {
                findings.entry(at).or_default().push((view, fault));
            }
        }
    }
    for (at, faults) in findings {
        diagnostics.push(finding(document, at, &faults));
    }
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

/// The sequences that are open in one reading, one for each depth.
#[derive(Default)]
struct Sequences {
    open: Vec<Option<Sequence>>,
    /// The text above.
    above: String,
}

struct Sequence {
    last: Ordinal,
    label: String,
    /// What the last label should have been, where it was not.
    expected: Option<Ordinal>,
    /// What came before the last label, where that is probably no label.
    before: Option<Ordinal>,
    /// Whether other text has come since the last label, so that a new list may begin.
    interrupted: bool,
}

impl Sequences {
    fn pass(&mut self, block: &Block, view: View) -> Option<Fault> {
        let depth = block.depth as usize;
        let fault = match &block.kind {
            BlockKind::Clause => {
                self.open.resize_with(depth + 1, || None);
                let label = block.label_text(view)?;
                self.label(depth, &label)
            }
            BlockKind::Heading { .. } => {
                self.open.truncate(1);
                if let Some(Some(sequence)) = self.open.first_mut() {
                    sequence.interrupted = true;
                    if sequence.last.scheme != Scheme::Number {
                        self.open.clear();
                    }
                }
                self.open.resize_with(1, || None);
                // A heading is no wrapped line, whatever stands above it.
                self.above.clear();
                block
                    .label_text(view)
                    .filter(|label| {
                        Ordinal::readings(label)
                            .iter()
                            .any(|o| o.scheme == Scheme::Number)
                    })
                    .and_then(|label| self.label(0, &label))
            }
            BlockKind::Call
            | BlockKind::NumberLine(_)
            | BlockKind::Proposal(_)
            | BlockKind::Reasons
            | BlockKind::Rule => {
                self.open.clear();
                None
            }
            BlockKind::Title
            | BlockKind::PlaceDate
            | BlockKind::Formula
            | BlockKind::Paragraph
            | BlockKind::Note
            | BlockKind::History
            | BlockKind::Caption(_)
            | BlockKind::Table(_)
            | BlockKind::Picture(_) => {
                self.open.truncate(depth + 1);
                if let Some(Some(sequence)) = self.open.get_mut(depth) {
                    sequence.interrupted = true;
                }
                None
            }
            BlockKind::SourceComment(_) => None,
        };
        self.above = block.text(view);
        fault
    }

    fn label(&mut self, depth: usize, label: &str) -> Option<Fault> {
        let readings = Ordinal::readings(label);
        let first = readings.first()?;
        let unfinished = !self.above.trim().is_empty() && !ends_sentence(&self.above);
        let slot = self.open.get_mut(depth)?;
        let fault = |code, expected| {
            Some(Fault {
                code,
                label: label.to_owned(),
                expected,
                unfinished,
            })
        };
        let Some(sequence) = slot else {
            let opening = readings
                .iter()
                .find(|ordinal| ordinal.is_first() && ordinal.scheme == Scheme::Roman);
            let opening = opening.or_else(|| readings.iter().find(|ordinal| ordinal.is_first()));
            // Under `SECTION 2` labels begin with 2.1.
            let opening = opening.or_else(|| readings.iter().find(|ordinal| ordinal.is_first_of_its_part()));
            let wrong = opening.is_none();
            let likeliest = readings
                .iter()
                .min_by_key(|ordinal| ordinal.steps.first().map(|step| step.number));
            let first = likeliest.unwrap_or(first);
            *slot = Some(Sequence {
                last: opening.unwrap_or(first).clone(),
                label: label.to_owned(),
                expected: None,
                before: None,
                interrupted: false,
            });
            return if wrong {
                fault(Code::LabelOutOfSequence, opening_label(first, label))
            } else {
                None
            };
        };
        let follows = |before: &Ordinal| readings.iter().find(|ordinal| ordinal.follows(before)).cloned();
        let likely = [
            Some(&sequence.last),
            sequence.expected.as_ref(),
            sequence.before.as_ref(),
        ];
        let next = likely.into_iter().flatten().find_map(follows);
        let restarts = readings.iter().find(|ordinal| {
            ordinal.is_first() && (sequence.interrupted || ordinal.scheme != sequence.last.scheme)
        });
        if let Some(ordinal) = next.or_else(|| restarts.cloned()) {
            *sequence = Sequence {
                last: ordinal,
                label: label.to_owned(),
                expected: None,
                before: None,
                interrupted: false,
            };
            return None;
        }
        // Of two labels that were swapped the first is the fault.
        if let Some(missed) = sequence.expected.take_if(|missed| readings.contains(missed)) {
            sequence.before = Some(missed);
            return None;
        }
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
            sequence.expected = meant;
        } else {
            let before = std::mem::replace(&mut sequence.last, same_scheme.unwrap_or(first).clone());
            sequence.before = unfinished.then_some(before);
            if same_scheme.is_some() && !unfinished {
                label.clone_into(&mut sequence.label);
            }
            sequence.expected = meant;
            sequence.interrupted = false;
        }
        fault(code, expected)
    }
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
