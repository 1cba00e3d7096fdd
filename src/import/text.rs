//! From what stands in a Word paragraph to runs of a source: characters that a source can hold, single
//! runs where nothing changes.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::draft::{Run, RunKind};
use super::joins::admitted;
use super::wordprocessing::{Comment, Item, ItemKind, Look, State};
use crate::model::{Position, TextStyle};

/// What notes of Word's are called in the source.
#[derive(Debug, Default)]
pub(super) struct NoteIds {
    /// By whether it is an endnote, and its id in Word.
    pub(super) ids: BTreeMap<(bool, String), String>,
    /// By the bookmark around its mark.
    pub(super) by_bookmark: HashMap<Rc<str>, String>,
}

/// The runs of a paragraph. Looks that the paragraph has as a whole are taken off: `natural` is how its
/// text stands by itself.
pub(super) fn runs(
    items: &[Item],
    natural: Look,
    notes: &NoteIds,
    comments: &BTreeMap<String, Comment>,
) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut own_mark: Option<usize> = None;
    for (at, item) in items.iter().enumerate() {
        if own_mark.is_some_and(|last| at <= last) {
            continue;
        }
        let mut repeats = item.repeats.clone();
        let kind = match &item.kind {
            ItemKind::Text(text) => RunKind::Text(legible(text)),
            ItemKind::NoteAgain { bookmark, text } => match notes.by_bookmark.get(bookmark) {
                Some(id) => RunKind::Note(id.clone()),
                None => {
                    // It repeats a note that is nowhere, and no label of that name.
                    repeats = Some(Rc::from(""));
                    RunKind::Text(legible(text))
                }
            },
            ItemKind::Tab => RunKind::Text("\t".to_owned()),
            ItemKind::Break => RunKind::Break,
            ItemKind::Note {
                id,
                at_end,
                own_mark: has_own,
            } => {
                if *has_own {
                    own_mark = typed_mark(items, at).map(|(last, _)| last);
                }
                match notes.ids.get(&(*at_end, id.clone())) {
                    Some(id) => RunKind::Note(id.clone()),
                    None => continue,
                }
            }
            ItemKind::Comment(id) => match comments.get(id) {
                Some(comment) => RunKind::Comment {
                    id: id.clone(),
                    text: legible(&comment.text)
                        .split_whitespace()
                        .collect::<Vec<_>>()
                        .join(" "),
                    author: comment.author.clone(),
                    date: comment.date.clone(),
                },
                None => continue,
            },
            ItemKind::Picture { .. } | ItemKind::Box(_) => continue,
        };
        let run = Run {
            style: match &kind {
                RunKind::Text(text) => style(item.look, natural, text),
                RunKind::Break | RunKind::Note(_) | RunKind::Reference(_) | RunKind::Comment { .. } => {
                    TextStyle::default()
                }
            },
            kind,
            state: item.state,
            link: item.link.clone(),
            repeats,
        };
        push(run, &mut runs);
    }
    drop_commas(&mut runs);
    runs
}

/// Takes off the raised commas that stand between marks of notes in every reading that has them, where the
/// house puts them in by itself.
fn drop_commas(runs: &mut Vec<Run>) {
    let is_comma = |run: &Run| {
        run.style.position == Position::Superscript
            && matches!(&run.kind, RunKind::Text(text) if matches!(text.trim(), "," | "،"))
    };
    if !runs.iter().any(is_comma) {
        return;
    }
    let mut is_between: Vec<bool> = runs.iter().map(is_comma).collect();
    for view in 0..2 {
        let here: Vec<usize> = (0..runs.len())
            .filter(|&at| admitted(runs[at].state)[view])
            .collect();
        let is_note = |at: Option<&usize>| at.is_some_and(|&at| matches!(runs[at].kind, RunKind::Note(_)));
        for (place, &at) in here.iter().enumerate() {
            let before = place.checked_sub(1).and_then(|place| here.get(place));
            is_between[at] &= is_note(before) && is_note(here.get(place + 1));
        }
    }
    let mut is_between = is_between.into_iter();
    runs.retain(|_| !is_between.next().unwrap_or_default());
}

/// Takes off breaks before the first word and behind the last.
pub(super) fn drop_outer_breaks(runs: &mut Vec<Run>) {
    let Some(first) = runs.iter().position(Run::is_seen) else {
        return;
    };
    let last = runs.iter().rposition(Run::is_seen).unwrap_or(first);
    let mut at = 0;
    runs.retain(|run| {
        let is_inside = (first..=last).contains(&at);
        at += 1;
        is_inside || run.kind != RunKind::Break
    });
}

/// Cuts a text in two at its first break; gives what stands behind it.
pub(super) fn cut(runs: &mut Vec<Run>) -> Option<Vec<Run>> {
    let is_break = |run: &Run| run.kind == RunKind::Break && run.state == State::default();
    let at = runs.iter().position(is_break)?;
    let mut behind = runs.split_off(at);
    drop_outer_breaks(&mut behind);
    behind.iter().any(Run::is_seen).then_some(behind)
}

/// Takes a run behind others.
pub(super) fn push(run: Run, runs: &mut Vec<Run>) {
    if let RunKind::Text(text) = &run.kind {
        if text.is_empty() {
            return;
        }
        if let Some(last) = runs.last_mut()
            && (last.state, last.style, &last.link, &last.repeats)
                == (run.state, run.style, &run.link, &run.repeats)
            && let RunKind::Text(before) = &mut last.kind
        {
            before.push_str(text);
            return;
        }
    }
    runs.push(run);
}

/// The mark that is typed behind a note that has one of its own, and the last item that it is in.
pub(super) fn typed_mark(items: &[Item], note: usize) -> Option<(usize, String)> {
    let run = items[note].run;
    let text = |item: &Item| match &item.kind {
        ItemKind::Text(text) => Some(text.trim().to_owned()),
        _ => None,
    };
    let behind = items.get(note + 1)?;
    let mark = text(behind)?;
    let is_next = behind.run == run || behind.run == run + 1;
    (is_next && !mark.is_empty() && mark.chars().count() <= 12).then_some((note + 1, mark))
}

fn style(look: Look, natural: Look, text: &str) -> TextStyle {
    TextStyle {
        italic: look.slants(text) && !natural.slants(text),
        bold: look.bold && !natural.bold,
        position: match (look.raised, look.lowered) {
            (true, _) => Position::Superscript,
            (_, true) => Position::Subscript,
            _ => Position::Baseline,
        },
    }
}

/// A text without characters that no page can print.
pub(super) fn legible(text: &str) -> String {
    let legible = text.chars().filter_map(|c| match c {
        '\t' => Some('\t'),
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{AD}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' => None,
        c if c.is_control() => None,
        c => Some(c),
    });
    legible.collect()
}
