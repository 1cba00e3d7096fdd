//! Comments on a paragraph as a whole, which a source has before its text.

use super::draft::{LabelPiece, Run, RunKind};
use super::wordprocessing::{Item, ItemKind, Paragraph};

/// Puts the comments on all of a paragraph's text before it. Those on its only word stay behind that.
pub(super) fn to_front(paragraph: &Paragraph, label: &[LabelPiece], runs: &mut Vec<Run>) {
    if paragraph.commented.is_empty() {
        return;
    }
    let label = signs(label.iter().map(|piece| piece.text.as_str()));
    let is_whole = |run: &Run| match &run.kind {
        RunKind::Comment { id, .. } => is_on_all(id, paragraph, &label),
        _ => false,
    };
    let (mut front, rest): (Vec<Run>, Vec<Run>) = runs.drain(..).partition(is_whole);
    front.extend(rest);
    *runs = front;
}

/// Whether the range of a comment begins with a paragraph's text, before its label or behind, and ends with it.
fn is_on_all(id: &str, paragraph: &Paragraph, label: &str) -> bool {
    let begins = paragraph.commented.iter().find(|(begun, _)| begun == id);
    let ends = paragraph
        .items
        .iter()
        .position(|item| matches!(&item.kind, ItemKind::Comment(ended) if ended == id));
    let (Some((_, start)), Some(end)) = (begins, ends) else {
        return false;
    };
    let (inside, behind) = paragraph.items.split_at(end);
    let (before, inside): (Vec<&Item>, Vec<&Item>) = inside.iter().partition(|item| item.at < *start);
    let before_is_text = before.iter().all(|item| text(item).is_some() || !is_seen(item));
    let before = signs(before.into_iter().filter_map(text));
    let words: String = inside.iter().copied().filter_map(text).collect();
    before_is_text
        && (before.is_empty() || before == label)
        && !behind.iter().any(is_seen)
        && words.split_whitespace().nth(1).is_some()
}

fn text(item: &Item) -> Option<&str> {
    match &item.kind {
        ItemKind::Text(text) if !item.look.hidden => Some(text),
        _ => None,
    }
}

fn is_seen(item: &Item) -> bool {
    match &item.kind {
        ItemKind::Text(text) => !item.look.hidden && !text.trim().is_empty(),
        ItemKind::Note { .. } | ItemKind::NoteAgain { .. } | ItemKind::Picture { .. } | ItemKind::Box(_) => {
            true
        }
        ItemKind::Tab | ItemKind::Break | ItemKind::Comment(_) => false,
    }
}

/// The letters and digits of texts.
fn signs<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    texts
        .flat_map(str::chars)
        .filter(|c| c.is_alphanumeric())
        .collect()
}
