//! Labels of clauses that are typed into the text, which renumbering leaves as they are.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::draft::{Draft, Findings, Line, Part, mended};
use super::{EVERY, Rule};
use crate::diagnostic::{Code, Diagnostic};
use crate::house::Words;
use crate::model::{Block, BlockKind};

pub(super) const RULE: Rule = Rule {
    code: Code::RuleTypedLabels,
    houses: EVERY,
    why: "When a clause comes or goes, `fmt --renumber` sets the labels and leaves words alone: the text then names another clause.",
    example: "b) that, in view of considering a) above, there is a need to act,",
    instead: "a) the first text; {#need}\nb) that, in view of {@need} above, there is a need to act,",
    tells_adopted: false,
    check,
};

/// A clause that words may name.
#[derive(Clone, Copy)]
struct Clause<'d> {
    block: &'d Block,
    /// Whether another clause of the same name is there.
    is_doubled: bool,
}

/// The clauses of each section by their labels.
#[derive(Default)]
struct Clauses<'d> {
    /// By instrument, the words of the call in small letters, and the label.
    called: HashMap<(usize, String, String), Clause<'d>>,
    /// By instrument and the last word of a call, the calls.
    calls: BTreeMap<(usize, String), Vec<String>>,
    /// By the number of the section and the label.
    own: HashMap<(usize, String), Clause<'d>>,
    /// The section of each line.
    sections: Vec<usize>,
}

impl<'d> Clauses<'d> {
    fn of(draft: &Draft<'d>) -> Self {
        let mut clauses = Self::default();
        let (mut section, mut call) = (0, String::new());
        for line in &draft.lines {
            match line.kind {
                BlockKind::NumberLine(_) | BlockKind::Call => {
                    section += 1;
                    call.clear();
                    if matches!(line.kind, BlockKind::Call) {
                        call = line.text.trim_end_matches([',', ':']).trim().to_lowercase();
                        let last = last_word(&call).to_owned();
                        let known = clauses.calls.entry((line.instrument, last)).or_default();
                        if !known.contains(&call) {
                            known.push(call.clone());
                        }
                    }
                }
                BlockKind::Clause if line.depth == 0 && line.part == Part::Instrument => {
                    if let Some(label) = line.label(draft.view) {
                        let clause = Clause {
                            block: line.block,
                            is_doubled: false,
                        };
                        let enter = |known: &mut Clause<'d>| known.is_doubled = true;
                        clauses
                            .own
                            .entry((section, label.clone()))
                            .and_modify(enter)
                            .or_insert(clause);
                        if !call.is_empty() {
                            let key = (line.instrument, call.clone(), label);
                            clauses.called.entry(key).and_modify(enter).or_insert(clause);
                        }
                    }
                }
                _ => {}
            }
            clauses.sections.push(section);
        }
        for known in clauses.calls.values_mut() {
            known.sort_by_key(|call| std::cmp::Reverse(call.len()));
        }
        clauses
    }

    /// The call that a text ends with, and where it begins there.
    fn call_before(&self, instrument: usize, before: &str) -> Option<(&str, usize)> {
        let last = last_word(before).to_lowercase();
        let calls = self.calls.get(&(instrument, last))?;
        calls.iter().find_map(|call| {
            let start = before.len().checked_sub(call.len())?;
            let said = before.get(start..)?;
            let is_word = !before[..start].ends_with(char::is_alphanumeric);
            (is_word && said.to_lowercase() == *call).then_some((call.as_str(), start))
        })
    }
}

fn last_word(text: &str) -> &str {
    text.rsplit(|c: char| c.is_whitespace() || c == '(')
        .next()
        .unwrap_or_default()
}

/// The places of a text that may be labels: `a)`, `12`.
fn labels(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    // A no-break space ends with the second of these bytes; what else does so stands before no label.
    let is_space = |byte: u8| matches!(byte, b' ' | 0xA0);
    let starts =
        (1..bytes.len()).filter(move |&at| is_space(bytes[at - 1]) && bytes[at].is_ascii_alphanumeric());
    starts.filter_map(move |start| {
        let is_number = bytes.get(start)?.is_ascii_digit();
        let is_same = |byte: &&u8| match is_number {
            true => byte.is_ascii_digit(),
            false => byte.is_ascii_lowercase(),
        };
        let length = bytes[start..].iter().take(4).take_while(is_same).count();
        let next = bytes.get(start + length).copied().unwrap_or(b' ');
        let behind = bytes.get(start + length + 1).copied().unwrap_or(b' ');
        let is_end = matches!(next, b' ' | b',' | b';' | b'.' | b':');
        match is_number {
            true if length <= 3 && is_end && !behind.is_ascii_digit() => Some(start..start + length),
            false if (1..=2).contains(&length) && next == b')' => Some(start..start + length + 1),
            _ => None,
        }
    })
}

fn check(draft: &Draft<'_>, findings: &mut Findings) {
    let clauses = Clauses::of(draft);
    if clauses.own.is_empty() {
        return;
    }
    let words = Words::of(draft.language());
    for (at, line) in draft.lines.iter().enumerate() {
        let is_text = matches!(
            line.kind,
            BlockKind::Clause | BlockKind::Paragraph | BlockKind::Note | BlockKind::Reasons
        );
        if !is_text || line.instrument == 0 || line.part == Part::Attached {
            continue;
        }
        for label in labels(&line.text) {
            if let Some((clause, range)) = named(line, clauses.sections[at], label, &clauses, words) {
                findings.push(line, finding(draft, line, clause, range));
            }
        }
    }
}

/// The clause that a label in a text names, with the words that do.
fn named<'d>(
    line: &Line<'d>,
    section: usize,
    label: Range<usize>,
    clauses: &Clauses<'d>,
    words: &Words,
) -> Option<(Clause<'d>, Range<usize>)> {
    let text = line.text.as_str();
    let said = &text[label.clone()];
    let before = text[..label.start].trim_end();
    let behind = text[label.end..].trim_start();
    let next = behind
        .split(|c: char| c.is_whitespace() || ",;.:".contains(c))
        .next()
        .unwrap_or_default();
    // Another text's clause: `resolves 2 of Resolution 80`, `item 4 in the Annex`.
    let is_linked = matches!(
        next,
        "of" | "in" | "to" | "under" | "de" | "del" | "du" | "des" | "en" | "à"
    );
    if is_linked && !behind.starts_with("of this") || matches!(next, "ci-dessus" | "supra") && said.is_empty()
    {
        return None;
    }
    if let Some((call, start)) = clauses.call_before(line.instrument, before) {
        let key = (line.instrument, call.to_owned(), said.to_owned());
        return clauses.called.get(&key).map(|clause| (*clause, start..label.end));
    }
    if line.part != Part::Instrument {
        return None;
    }
    let word = last_word(before);
    let is_behind = words.names_behind(next);
    let other = last_word(before[..before.len() - word.len()].trim_end());
    let is_before = words.names_before(word) && !word.contains('§') && !other.eq_ignore_ascii_case("agenda");
    // A number alone behind a word may be anything: `the 2 above`.
    let is_named = is_before || is_behind && said.ends_with(')');
    let clause = clauses
        .own
        .get(&(section, said.to_owned()))
        .filter(|_| is_named)?;
    let start = match is_before {
        true => before.len() - word.len(),
        false => label.start,
    };
    Some((*clause, start..label.end))
}

fn finding(draft: &Draft<'_>, line: &Line<'_>, clause: Clause<'_>, range: Range<usize>) -> Diagnostic {
    let said = &line.text[range.clone()];
    let place = clause
        .block
        .label
        .as_ref()
        .map_or(clause.block.span.head(), |label| label.span);
    let found = Diagnostic::new(
        Code::RuleTypedLabels,
        line.span(range.clone()),
        format!("`{said}` is typed, and stays when the clause gets another label"),
    )
    .also(place, "this clause");
    if clause.is_doubled {
        return found.help("name the clause that is meant with `{#id}`, and write `{@id}` here");
    }
    match &clause.block.anchor {
        Some(anchor) => mended(found, format!("write `{{@{}}}`", anchor.id), None),
        None => {
            let id = id_of(said, draft);
            found.help(format!(
                "put `{{#{id}}}` at the end of that clause, and write `{{@{id}}}` here"
            ))
        }
    }
}

/// A name for the clause that words name: `considering-b` of *considering b)*.
fn id_of(said: &str, draft: &Draft<'_>) -> String {
    let words = said
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let id = words.map(str::to_lowercase).collect::<Vec<_>>().join("-");
    let is_taken = |id: &str| {
        let mut anchors = draft
            .document
            .blocks
            .iter()
            .filter_map(|block| block.anchor.as_ref());
        anchors.any(|anchor| anchor.id == id)
    };
    match is_taken(&id) {
        true => format!("{id}-clause"),
        false => id,
    }
}
