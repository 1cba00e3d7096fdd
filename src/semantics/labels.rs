//! Label sequences, checked in the original reading and in the final one.

use std::collections::BTreeMap;

use super::sequences::{Counted, Sequence, opening, walk};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Fix};
use crate::house::Words;
use crate::model::{Counting, Document, Label, Ordinal, Reading, Revision, View, is_bare_number};

/// Checks the labels of clauses and numbered headings. Where a mark is unclosed the two readings are
/// not what they shall be, so what only one of them lacks is not told.
pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    let unclosed = diagnostics.has(Code::MarkUnclosed);
    let words = Words::of(document.front.language);
    let mut findings: BTreeMap<usize, Vec<(View, Fault)>> = BTreeMap::new();
    for view in [View::Original, View::Final] {
        walk(
            &Reading::of(&document.blocks, view),
            document.number_way,
            |passage, counted| {
                let Some(Counted { slot, label, parent }) = counted else {
                    return;
                };
                let block = passage.first();
                let is_date = is_bare_number(&label) && words.begins_with_month(&passage.text());
                let doubt = match &block.label {
                    _ if is_date => Doubt::Date,
                    Some(label) if label.in_doubt => Doubt::Wrapped,
                    _ => Doubt::None,
                };
                let readings = Ordinal::readings_in(&label, document.number_way);
                let above = slot.as_ref().map(|sequence: &Sequence<Kept>| sequence.more.at);
                if let Some(fault) = pass(slot, &label, (&readings, parent.as_ref()), doubt) {
                    let at = above.filter(|_| fault.is_above).unwrap_or(passage.at());
                    findings.entry(at).or_default().push((view, fault));
                }
                if let Some(sequence) = slot {
                    sequence.more.at = passage.at();
                }
            },
        );
    }
    let unread = diagnostics.places(&UNREAD);
    let mut repeated = Repeated::default();
    for (at, faults) in findings {
        if faults.len() == 1 && unclosed || follows_unread(document, at, &unread) {
            continue;
        }
        let found = finding(document, at, &faults);
        if faults.iter().all(|(_, fault)| fault.repeats) && repeated.first.is_some() {
            repeated.more.push(found.fix);
        } else {
            diagnostics.extend(repeated.finish());
            repeated.first = Some(found);
        }
    }
    diagnostics.extend(repeated.finish());
}

/// A label that a whole list has is one slip: `1. 1. 1.`
#[derive(Default)]
struct Repeated {
    first: Option<Diagnostic>,
    /// What mends the others.
    more: Vec<Option<Fix>>,
}

impl Repeated {
    fn finish(&mut self) -> Option<Diagnostic> {
        let more = std::mem::take(&mut self.more);
        let mut found = self.first.take()?;
        if more.is_empty() {
            return Some(found);
        }
        found.message.push_str(&match more.len() {
            1 => "; so does one more label below".to_owned(),
            many => format!("; so do {many} more labels below"),
        });
        let help = "write the next labels, or run `plenary fmt --renumber`".to_owned();
        let more: Option<Vec<Fix>> = more.into_iter().collect();
        found.fix = found.fix.zip(more).map(|(mut fix, more)| {
            fix.title = "write the next labels".to_owned();
            fix.edits.extend(more.into_iter().flat_map(|fix| fix.edits));
            fix
        });
        found.help = Some(help);
        Some(found)
    }
}

/// What is said of lines that may be clauses and are text.
const UNREAD: [Code; 9] = [
    Code::CallInline,
    Code::CallJoined,
    Code::LineMarkUnspaced,
    Code::LabelEmphasized,
    Code::LabelForeign,
    Code::LabelOtherPart,
    Code::SourceInvisible,
    Code::LabelSplit,
    Code::LabelMissing,
];

/// Whether a line that may be the clause before stands between a clause and the one above, as text.
fn follows_unread(document: &Document, at: usize, unread: &[u32]) -> bool {
    let Some(block) = document.blocks.get(at) else {
        return false;
    };
    let above = document.blocks[..at]
        .iter()
        .rfind(|block| block.label.is_some() || block.kind.counting() == Counting::Ends);
    let from = above.map_or(0, |above| above.span.start);
    let first = unread.partition_point(|place| *place < from);
    // What was said of the label itself is all that is wrong with it.
    let own = block
        .label
        .as_ref()
        .map_or(block.span.start, |label| label.span.start);
    unread.get(first).is_some_and(|place| *place <= own)
}

/// Why a label may be none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doubt {
    None,
    /// The line above it has no end mark.
    Wrapped,
    /// The name of a month follows.
    Date,
}

/// What is wrong with a label.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Fault {
    code: Code,
    label: String,
    /// The label that was expected.
    expected: Option<String>,
    doubt: Doubt,
    /// Whether it is the label before that is wrong.
    is_above: bool,
    /// Whether the label before stood twice already.
    repeats: bool,
}

/// What the check keeps of a sequence beside its last label.
#[derive(Default)]
struct Kept {
    /// What the last label should have been, where it was not.
    expected: Option<Ordinal>,
    /// What came before the last label, where that is probably no label.
    before: Option<Ordinal>,
    /// Where the last label stands.
    at: usize,
    /// Whether the last label stood twice.
    is_doubled: bool,
}

/// Enters a label in its sequence, and says what is wrong with it.
fn pass(
    slot: &mut Option<Sequence<Kept>>,
    label: &str,
    (readings, parent): (&[Ordinal], Option<&Ordinal>),
    doubt: Doubt,
) -> Option<Fault> {
    let first = readings.first()?;
    let Some(sequence) = slot else {
        let opening = opening(readings, parent);
        let first = Ordinal::likeliest(readings).unwrap_or(first);
        // What is probably no label begins no sequence.
        let expected = opening.is_none().then(|| first.opening_under(parent));
        if opening.is_some() || doubt == Doubt::None {
            let sequence = slot.insert(Sequence::at(opening.unwrap_or(first).clone(), label));
            sequence.more.expected.clone_from(&expected);
        }
        return expected.map(|expected| Fault {
            code: Code::LabelOutOfSequence,
            label: label.to_owned(),
            expected: expected.print(label),
            doubt,
            is_above: false,
            repeats: false,
        });
    };
    let follows = |before: &Ordinal| readings.iter().find(|ordinal| ordinal.follows(before));
    let likely = [
        Some(&sequence.last),
        sequence.more.expected.as_ref(),
        sequence.more.before.as_ref(),
    ];
    let next = likely.into_iter().flatten().find_map(follows);
    if let Some(ordinal) = next {
        let fault = other_case(sequence, label, ordinal);
        let kept = fault.as_ref().filter(|fault| !fault.is_above);
        let kept = kept.and_then(|fault| fault.expected.clone());
        *sequence = Sequence::at(ordinal.clone(), kept.unwrap_or_else(|| label.to_owned()));
        return fault;
    }
    if let Some(ordinal) = sequence.restart(readings) {
        *sequence = Sequence::at(ordinal.clone(), label);
        return None;
    }
    // Of two labels that were swapped the first is the fault.
    if let Some(missed) = sequence.more.expected.take_if(|missed| readings.contains(missed)) {
        sequence.more.before = Some(missed);
        return None;
    }
    let in_doubt = doubt != Doubt::None;
    let same_scheme = readings
        .iter()
        .find(|ordinal| ordinal.scheme == sequence.last.scheme);
    let code = match same_scheme {
        Some(ordinal) if *ordinal == sequence.last => Code::LabelDuplicate,
        Some(_) => Code::LabelOutOfSequence,
        None => Code::LabelKind,
    };
    let is_doubled = code == Code::LabelDuplicate;
    let repeats = std::mem::replace(&mut sequence.more.is_doubled, is_doubled) && is_doubled;
    // Where all labels are the same, each counts on from what the one before should have been.
    let before = sequence.more.expected.as_ref().filter(|_| repeats);
    let next = Ordinal::next(before.unwrap_or(&sequence.last), same_scheme);
    let expected = next.print(&sequence.label);
    let meant = expected.is_some().then_some(next);
    if is_doubled {
        // The label after a doubled one counts on from either.
        sequence.more.expected = meant;
    } else {
        let before = std::mem::replace(&mut sequence.last, same_scheme.unwrap_or(first).clone());
        sequence.more.before = in_doubt.then_some(before);
        if same_scheme.is_some() && !in_doubt {
            label.clone_into(&mut sequence.label);
        }
        sequence.more.expected = meant;
        sequence.interrupted = false;
    }
    Some(Fault {
        code,
        label: label.to_owned(),
        expected,
        doubt,
        is_above: false,
        repeats,
    })
}

/// What is wrong with a letter that follows another, where one of the two is a capital: the first of the
/// list, or this one. Numbers that begin with the letter of an annex are no letters.
fn other_case(sequence: &Sequence<Kept>, label: &str, ordinal: &Ordinal) -> Option<Fault> {
    let is_capital = |label: &str| label.chars().any(char::is_uppercase);
    if ordinal.scheme.is_number() || is_capital(label) == is_capital(&sequence.label) {
        return None;
    }
    let is_above = is_capital(&sequence.label) && sequence.last.is_first();
    let wrong = if is_above { &sequence.label } else { label };
    Some(Fault {
        code: Code::LabelKind,
        label: wrong.to_owned(),
        expected: Some(match is_capital(wrong) {
            true => wrong.to_lowercase(),
            false => wrong.to_uppercase(),
        }),
        doubt: Doubt::None,
        is_above,
        repeats: false,
    })
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
        doubt,
        is_above: _,
        repeats: _,
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
    let kept = match doubt {
        Doubt::None => None,
        Doubt::Wrapped => Some(
            "the line above has no end mark, so this may be a line that was wrapped: put `\\` before it to make it text",
        ),
        Doubt::Date => Some("this seems to be a date: put `\\` before it to make it text"),
    };
    if let Some(help) = kept {
        return found.help(help).fix("put `\\` before it", span.head(), "\\");
    }
    // The base text is what it is.
    if faults.iter().all(|(view, _)| *view == View::Original) && !document.changes.is_empty() {
        return found;
    }
    if let (Some(expected), Some(label)) = (expected, label) {
        let is_plain = is_plain(label);
        let written = match is_plain && block.revision.is_none() && !document.changes.is_empty() {
            true => format!("{{~~{text}~>{expected}~~}}"),
            false => expected.clone(),
        };
        // Renumbering counts, and a capital counts as its small letter does.
        found = found.help(match expected.to_lowercase() == text.to_lowercase() {
            true => format!("write {written}"),
            false => format!("write {written}, or run `plenary fmt --renumber`"),
        });
        if is_plain {
            found = found.fix(format!("write `{written}`"), span, written);
        }
    }
    found
}

fn is_plain(label: &Label) -> bool {
    matches!(label.runs.as_slice(), [run] if run.revision == Revision::NONE)
}

#[cfg(test)]
mod tests {
    use crate::compile::compile;
    use crate::source::Source;

    fn found(text: &str) -> String {
        let compiled = compile(Source::new("r.plen", text), Vec::new());
        let lines = compiled.diagnostics.iter().map(|found| format!("{found}\n"));
        lines.collect()
    }

    #[test]
    fn a_wrong_label_has_its_fix_and_a_doubtful_one_a_backslash() {
        for text in ["# ANNEX\n\n### 1 Scope\n\n### 3 Costs\n", "# ANNEX\n\n2 Costs.\n"] {
            let found = found(text);
            assert!(found.contains("(write ") && !found.contains("wrapped"), "{found}");
        }
        let list = "# ANNEX\n\n1 to act in accordance with\n3 of the list;\n2 to go.\n";
        let wrapped = found(list);
        assert!(
            wrapped.contains("3 is out of sequence") && wrapped.contains("wrapped"),
            "{wrapped}"
        );
        assert_eq!(wrapped.lines().count(), 1, "{wrapped}");
        for (text, wrong) in [
            (
                "A) x;\nb) y;\nc) z.",
                "the label A) is of another kind than its neighbours: expected a)",
            ),
            (
                "a) x;\nB) y;\nc) z.",
                "the label B) is of another kind than its neighbours: expected b)",
            ),
        ] {
            let case = found(&format!("# ANNEX\n\n{text}\n"));
            assert!(case.contains(wrong) && case.lines().count() == 1, "{case}");
        }
        assert_eq!(found("# ANNEX\n\nA) x;\nB) y.\n"), "");
        let repeated = found("# ANNEX\n\n1. x;\n1. y;\n1. z;\n4. w.\n");
        assert!(repeated.contains("so does one more label"), "{repeated}");
        assert_eq!(repeated.lines().count(), 1, "{repeated}");
        assert_eq!(found("# ANNEX\n\n1 x;\n1 bis y;\n2 z.\n").lines().count(), 1);
        let date = found("# ANNEX\n\nDone.\n\n3 January 2015.\n");
        assert!(date.contains("date") && date.lines().count() == 1, "{date}");
    }

    #[test]
    fn numbers_of_several_levels_go_on_under_their_clause() {
        assert_eq!(
            found("# ANNEX\n\n1 x:\n   1.1 y;\n   1.2 z:\n      1.2.1 w.\n"),
            ""
        );
        let other = found("# ANNEX\n\n1 x:\n   1.1 y;\n2 z:\n   1.1 v;\n   2.2 w.\n");
        assert!(other.contains("expected 2.1"), "{other}");
        assert_eq!(other.lines().count(), 1, "{other}");
        let gap = found("# ANNEX\n\n### 1 A\n\n1.1 x.\n\n### 3 B\n\n3.1 y.\n");
        assert!(gap.contains("3 is out of sequence: expected 2"), "{gap}");
    }

    #[test]
    fn a_fault_is_mended_in_the_final_and_as_a_change() {
        let head = "---\nauthors:\n  DE: Germany\nauthor: DE\n---\n\n# ANNEX\n\n";
        let base = found(&format!("{head}1 one;\n-- 8 two;\n2 three.\n"));
        assert!(
            base.contains("original reading") && !base.contains("write"),
            "{base}"
        );
        let inserted = found(&format!("{head}++ 1 new;\n1 one.\n"));
        assert!(inserted.contains("write {~~1~>2~~}"), "{inserted}");
    }

    #[test]
    fn headings_count_on_behind_lists_of_their_sections() {
        for list in ["– a;\n– b.", "a) a;\nb) b.", "1) a;\n2) b.", "1 a;\n2 b."] {
            let text = format!("# ANNEX\n\n### 1 One\n\n{list}\n\n### 2 Two\n\n{list}\n\n### 3 Three\n");
            assert_eq!(found(&text), "", "{list}");
        }
    }
}
