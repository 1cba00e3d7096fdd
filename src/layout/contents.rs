//! The table of contents of a document with several instruments.

use std::collections::BTreeMap;

use super::flow::{Contents, ContentsEntry};
use super::reading::{Reading, one_line};
use crate::house::CONTENTS_FROM;
use crate::model::{Block, BlockKind, Document, InlineKind, Revision, Shown, View};

/// The bookmarks of contents entries, by the blocks that they lead to.
pub(super) type Entries = BTreeMap<usize, String>;

/// Whether a document may have a list of contents in one of its views.
pub fn may_have_contents(document: &Document) -> bool {
    let is_instrument = |block: &&Block| {
        let mut kinds = [View::Original, View::Final]
            .map(|view| block.kind_in(view))
            .into_iter();
        kinds.any(|kind| matches!(kind, BlockKind::NumberLine(line) if line.kind.has_calls()))
    };
    let wanted = document.front.contents;
    wanted.unwrap_or_else(|| {
        document
            .blocks
            .iter()
            .filter(is_instrument)
            .nth(CONTENTS_FROM - 1)
            .is_some()
    })
}

/// Instruments and what is attached to them, where the document wants a list of them.
pub(super) fn contents(reading: Reading<'_>, blocks: &[Shown<'_>]) -> (Option<Contents>, Entries) {
    let mut entries = Vec::new();
    let mut bookmarks = Entries::new();
    let mut instruments = 0;
    for (at, placed) in blocks.iter().enumerate() {
        let BlockKind::NumberLine(instrument) = &placed.block.kind else {
            continue;
        };
        let kind = instrument.kind;
        if !kind.has_calls() && !kind.is_attached() {
            continue;
        }
        instruments += usize::from(kind.has_calls());
        let bookmark = format!("_Toc{:09}", bookmarks.len() + 1);
        bookmarks.insert(placed.index, bookmark.clone());
        entries.push(ContentsEntry {
            level: if kind.has_calls() { 1 } else { 2 },
            text: name(reading, &blocks[at..]),
            pieces: pieces(reading, &blocks[at..]),
            revision: reading.shown(placed.block.revision).unwrap_or_default(),
            bookmark,
        });
    }
    let is_wanted = reading
        .document
        .front
        .contents
        .unwrap_or(instruments >= CONTENTS_FROM);
    if !is_wanted || entries.is_empty() {
        return (None, Entries::new());
    }
    let words = reading.house.words();
    let contents = Contents {
        heading: words.contents.to_owned(),
        page: words.page.to_owned(),
        entries,
    };
    (Some(contents), bookmarks)
}

/// The lines of the title under a number line at the start of some blocks.
fn titles<'b, 'd>(blocks: &'b [Shown<'d>]) -> impl Iterator<Item = &'b Shown<'d>> {
    let under = blocks.iter().skip(1);
    under.take_while(|placed| placed.block.kind == BlockKind::Title)
}

/// The number line at the start of some blocks with the title under it, each run in its state.
fn pieces(reading: Reading<'_>, blocks: &[Shown<'_>]) -> Vec<(String, Revision)> {
    let mut pieces: Vec<(String, Revision)> = Vec::new();
    for (line, placed) in blocks.first().into_iter().chain(titles(blocks)).enumerate() {
        let block = placed.block;
        let mut runs = Vec::new();
        for inline in &block.content {
            let text = match &inline.kind {
                InlineKind::Text(text) => text.as_str(),
                InlineKind::LineBreak => " ",
                InlineKind::NoteReference(_)
                | InlineKind::CrossReference(_)
                | InlineKind::Comment(_)
                | InlineKind::SourceComment(_) => "",
            };
            let state = reading.shown(inline.revision.within(block.revision));
            if let Some(state) = state.filter(|_| !text.is_empty()) {
                runs.push((text.to_owned(), state));
            }
        }
        if line > 0 && !runs.is_empty() && !pieces.is_empty() {
            let joint = if line == 1 { " – " } else { " " };
            pieces.push((
                joint.to_owned(),
                reading.shown(block.revision).unwrap_or_default(),
            ));
        }
        pieces.append(&mut runs);
    }
    pieces
}

/// The number line at the start of some blocks with the title under it.
pub(super) fn name(reading: Reading<'_>, blocks: &[Shown<'_>]) -> String {
    let text = |placed: &Shown<'_>| {
        let block = placed.block;
        one_line(&block.text(reading.settled(block.revision)))
    };
    let number = blocks.first().map(text).unwrap_or_default();
    let title = titles(blocks)
        .map(text)
        .filter(|title| !title.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    match (number.is_empty(), title.is_empty()) {
        (false, false) => format!("{number} – {title}"),
        (true, _) => title,
        (false, true) => number,
    }
}
