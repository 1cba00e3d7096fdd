//! Paragraphs that are known by the words that they begin with: notes, captions, reasons, proposals.

use super::draft::{LabelPiece, Run, RunKind};
use super::joins::admitted;
use crate::house::Words;
use crate::model::{BlockKind, Language, TextStyle};
use crate::syntax::{Keyword, keyword};

/// Takes the words that a paragraph is known by off its beginning; gives what it is by them.
pub(super) fn split(runs: &mut Vec<Run>, language: Language) -> Option<(BlockKind, Vec<LabelPiece>)> {
    let text = deciding(runs);
    let indent = text.len() - text.trim_start().len();
    let found = keyword(Words::of(language), text.trim())?;
    let Some(lead) = found.lead(text.trim()) else {
        return Some((found.kind(), Vec::new()));
    };
    let behind = cut(runs, indent + lead.text);
    let _gap = cut(runs, indent + lead.label);
    let mut pieces: Vec<LabelPiece> = Vec::new();
    let mut others = Vec::new();
    for run in runs.drain(..) {
        match run.kind {
            RunKind::Text(text) => LabelPiece::put(&text, run.state, &mut pieces),
            RunKind::Break => {}
            RunKind::Note(_) | RunKind::Reference(_) | RunKind::Comment { .. } => others.push(run),
        }
    }
    others.extend(behind);
    *runs = others;
    if let Some(first) = pieces.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if matches!(found, Keyword::Proposal(_)) {
        // The house sets the mark in bold and its number upright.
        for run in runs.iter_mut() {
            run.style = TextStyle::default();
        }
    }
    Some((found.kind(), pieces))
}

/// Cuts runs in two behind so many bytes of the text that decides; gives what stands behind.
fn cut(runs: &mut Vec<Run>, bytes: usize) -> Vec<Run> {
    let decides = |run: &Run| admitted(run.state)[1];
    let any = runs.iter().any(|run| decides(run) && run.is_seen());
    let mut left = bytes;
    for at in 0..runs.len() {
        let run = &mut runs[at];
        if any && !decides(run) {
            continue;
        }
        let RunKind::Text(text) = &mut run.kind else {
            continue;
        };
        if text.len() > left {
            let behind = text.split_off(text.floor_char_boundary(left));
            let behind = Run {
                kind: RunKind::Text(behind),
                ..run.clone()
            };
            let mut rest = runs.split_off(at + 1);
            rest.insert(0, behind);
            return rest;
        }
        left -= text.len();
        if left == 0 {
            return runs.split_off(at + 1);
        }
    }
    Vec::new()
}

/// The text that says what a paragraph is: that of the final reading, else all of it.
pub(super) fn deciding(runs: &[Run]) -> String {
    let text = |is_there: fn(&Run) -> bool| -> String {
        let runs = runs.iter().filter(|run| is_there(run));
        let texts = runs.filter_map(|run| match &run.kind {
            RunKind::Text(text) => Some(text.as_str()),
            _ => None,
        });
        texts.collect()
    };
    let settled = text(|run| admitted(run.state)[1]);
    match settled.trim().is_empty() {
        true => text(|_| true),
        false => settled,
    }
}
