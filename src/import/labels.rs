//! Labels that stand at the beginning of a paragraph's text, typed, as most of ITU's are.

use super::draft::{LabelPiece, Run, RunKind};
use super::text::push;
use crate::model::Ordinal;
use crate::syntax::begins_form;

/// A label has so many bytes at most.
const LONGEST: usize = 24;

/// Whether a text is a label that a source can have.
pub(super) fn is_label(text: &str) -> bool {
    let begins = text
        .chars()
        .next()
        .is_some_and(|c| c.is_alphanumeric() || "(（–—-•·".contains(c));
    begins
        && text.len() <= LONGEST
        && !Ordinal::readings(text).is_empty()
        && begins_form(&format!("{text} x"))
}

/// Whether a label tells itself, so that a space behind it is enough: `a)`, `1.1`, `–`, but not `1`.
fn tells_itself(label: &str) -> bool {
    let inner = label.trim_end_matches('.');
    !inner.bytes().all(|byte| byte.is_ascii_digit())
}

/// Takes the label off the beginning of a paragraph's runs, where there is one: the same text before the
/// first tab or space in each reading, a change around the whole of it or of none.
pub(super) fn take(runs: &mut Vec<Run>) -> Vec<LabelPiece> {
    let mut pieces: Vec<LabelPiece> = Vec::new();
    let mut end = None;
    let text = runs.iter().filter_map(|run| match &run.kind {
        RunKind::Text(text) => Some(text.as_str()),
        _ => None,
    });
    let is_arabic = is_arabic_label(&text.take(3).collect::<String>());
    'runs: for (at, run) in runs.iter().enumerate() {
        let RunKind::Text(text) = &run.kind else {
            if matches!(run.kind, RunKind::Comment { .. }) {
                return Vec::new();
            }
            break;
        };
        for (offset, c) in text.char_indices() {
            let began = pieces.iter().any(|piece| !piece.text.is_empty());
            if matches!(c, ' ' | '\t' | '\u{A0}') {
                let is_inside = is_arabic && pieces.iter().all(|piece| !piece.text.contains(')'));
                if began && is_inside {
                    LabelPiece::put(" ", run.state, &mut pieces);
                }
                if !began || is_inside {
                    continue;
                }
                // A replaced label has its two halves one behind the other.
                end = Some((at, offset, c));
                break 'runs;
            }
            LabelPiece::put(c.encode_utf8(&mut [0; 4]), run.state, &mut pieces);
            if pieces.iter().map(|piece| piece.text.len()).sum::<usize>() > 2 * LONGEST {
                return Vec::new();
            }
        }
    }
    let Some((at, offset, separator)) = end else {
        return Vec::new();
    };
    let is_whole = |piece: &LabelPiece| {
        (separator == '\t' || separator == ' ' && tells_itself(&piece.text)) && is_label(&piece.text)
    };
    let are_apart = pieces.len() <= 2 && pieces.iter().all(is_whole);
    let fits = match pieces.as_slice() {
        [_] => true,
        [one, other] => !one.state.is_none() && !other.state.is_none() && one.state != other.state,
        _ => false,
    };
    if !are_apart || !fits {
        return Vec::new();
    }
    runs.drain(..at);
    if let Some(Run {
        kind: RunKind::Text(text),
        ..
    }) = runs.first_mut()
    {
        *text = text[offset..]
            .trim_start_matches([' ', '\t', '\u{A0}'])
            .to_owned();
        if text.is_empty() {
            runs.remove(0);
        }
    }
    trim_start(runs);
    pieces
}

/// Whether a text begins with an Arabic letter and its bracket, which ITU sets a space before: `أ )`.
fn is_arabic_label(text: &str) -> bool {
    let mut signs = text.trim_start().chars();
    let is_letter = |c: char| ('\u{621}'..='\u{64A}').contains(&c);
    let begins = signs.next().is_some_and(is_letter);
    let mut behind = signs.skip_while(|c| matches!(c, '\u{640}' | '\u{200F}'));
    begins && behind.next().is_some_and(|c| matches!(c, ' ' | '\u{A0}')) && behind.next() == Some(')')
}

/// Makes a label a part of the text, with something between the two.
pub(super) fn put_before(label: Vec<LabelPiece>, between: &str, runs: &mut Vec<Run>) {
    let mut all: Vec<Run> = Vec::with_capacity(runs.len() + 2);
    let label = label.into_iter();
    let label = label.map(|piece| Run::text(format!("{}{between}", piece.text), piece.state));
    for run in label.chain(runs.drain(..)) {
        push(run, &mut all);
    }
    *runs = all;
}

/// Takes spaces off the beginning.
pub(super) fn trim_start(runs: &mut Vec<Run>) {
    while let Some(Run {
        kind: RunKind::Text(text),
        ..
    }) = runs.first_mut()
    {
        let kept = text.trim_start_matches([' ', '\t', '\u{A0}']);
        if !kept.is_empty() {
            if kept.len() < text.len() {
                *text = kept.to_owned();
            }
            return;
        }
        runs.remove(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::wordprocessing::State;

    fn taken(text: &str) -> (String, String) {
        let mut runs = vec![Run::text(text, State::default())];
        let label = take(&mut runs);
        let label = label.into_iter().map(|piece| piece.text).collect();
        let rest = runs.into_iter().filter_map(|run| match run.kind {
            RunKind::Text(text) => Some(text),
            _ => None,
        });
        (label, rest.collect())
    }

    #[test]
    fn labels_are_told_from_text() {
        for (text, label) in [
            ("a)\tthat", "a)"),
            ("b)bis that", "b)bis"),
            ("1\tto act", "1"),
            ("1 January", ""),
            ("1.1 to act", "1.1"),
            ("–\tone", "–"),
            ("recalling", ""),
            ("2015\tyear", ""),
            ("#\tx", ""),
            ("the rest", ""),
            ("أ )\tأن", "أ )"),
            ("أ ) أن", "أ )"),
            ("أن )\tأن", ""),
        ] {
            assert_eq!(taken(text).0, label, "{text}");
        }
        assert_eq!(taken("a)\tthat").1, "that");
    }
}
