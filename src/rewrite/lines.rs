//! The lines of a source that its blocks and notes stand on.

use std::ops::Range;

use crate::model::{Change, ChangeId, Document};
use crate::source::Span;

/// What stands on some lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// A block, by its place.
    Block(usize),
    /// A note with its paragraphs, by its place.
    Note(usize),
}

/// An item and its lines, the last line end included.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) item: Item,
    pub(super) lines: Range<usize>,
}

/// The blocks and notes in the order of the source. A `%%` line among the paragraphs of a note goes with
/// the note where that is one that it `keeps`; the parts of another stand around it.
pub(super) fn items(source: &str, document: &Document, keeps: impl Fn(usize) -> bool) -> Vec<Placed> {
    let blocks = document.blocks.iter().enumerate();
    let blocks = blocks.map(|(at, block)| (Item::Block(at), block.span));
    let notes = document.notes.iter().enumerate();
    let notes = notes.map(|(at, note)| (Item::Note(at), note.span));
    let mut items: Vec<Placed> = blocks
        .chain(notes)
        .map(|(item, span)| Placed {
            item,
            lines: whole_lines(source, span),
        })
        .collect();
    items.sort_by_key(|placed| placed.lines.start);
    let mut parted: Vec<Placed> = Vec::with_capacity(items.len());
    for placed in items {
        let around = parted
            .last_mut()
            .filter(|last| placed.lines.start < last.lines.end);
        let Some((around, note)) = around.and_then(|last| match last.item {
            Item::Note(note) => Some((last, note)),
            Item::Block(_) => None,
        }) else {
            parted.push(placed);
            continue;
        };
        if keeps(note) {
            continue;
        }
        let rest = placed.lines.end..around.lines.end;
        around.lines.end = placed.lines.start;
        parted.push(placed);
        parted.push(Placed {
            item: Item::Note(note),
            lines: rest,
        });
    }
    parted
}

/// The lines that a span touches.
pub(super) fn whole_lines(source: &str, span: Span) -> Range<usize> {
    let Range { start, end } = span.range();
    line_start(source, start)..line_end(source, end.max(start))
}

/// The changes whose marks begin in a range, in the order of the source.
pub(super) fn changes_in(
    document: &Document,
    range: Range<usize>,
) -> impl Iterator<Item = (ChangeId, &Change)> {
    let changes = &document.changes;
    let first = changes.partition_point(|change| (change.span.start as usize) < range.start);
    let here = changes[first..].iter().zip(first as u32..);
    here.take_while(move |(change, _)| (change.span.start as usize) < range.end)
        .map(|(change, id)| (ChangeId(id), change))
}

/// Where the line of an offset begins.
pub(super) fn line_start(source: &str, at: usize) -> usize {
    source[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// Where the line of an offset ends, its line end included.
pub(super) fn line_end(source: &str, at: usize) -> usize {
    // A span that ends with its line end ends with its line.
    if at > 0 && source[..at].ends_with('\n') {
        return at;
    }
    source[at..].find('\n').map_or(source.len(), |end| at + end + 1)
}

/// How lines end in a source: as its first line does.
pub(super) fn line_break(source: &str) -> &'static str {
    match source.find('\n') {
        Some(end) if source[..end].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// How many bytes the line mark takes that some words begin with, the spaces behind it included.
pub(super) fn line_mark(words: &str) -> usize {
    let mark = words.strip_prefix("++").or_else(|| words.strip_prefix("--"));
    let mark = mark.filter(|mark| mark.starts_with([' ', '@', '#']));
    let behind = mark.and_then(|mark| mark.split_once(' '));
    behind.map_or(0, |(_, behind)| {
        words.len() - behind.trim_start_matches(' ').len()
    })
}
