//! The table of contents of a document with several instruments.

use std::collections::BTreeMap;

use super::flow::{Contents, ContentsEntry};
use super::join::Placed;
use super::reading::{Reading, one_line};
use crate::model::BlockKind;

/// The bookmarks of contents entries, by the blocks that they lead to.
pub(super) type Entries = BTreeMap<usize, String>;

/// Instruments and what is attached to them; none where the document has one instrument only.
pub(super) fn contents(reading: Reading<'_>, blocks: &[Placed<'_>]) -> (Option<Contents>, Entries) {
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
            bookmark,
        });
    }
    if instruments < 2 {
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

/// The number line at the start of some blocks with the title under it.
pub(super) fn name(reading: Reading<'_>, blocks: &[Placed<'_>]) -> String {
    let text = |placed: &Placed<'_>| {
        let block = placed.block;
        one_line(&block.text(reading.settled(block.revision)))
    };
    let number = blocks.first().map(text).unwrap_or_default();
    let titles = blocks
        .iter()
        .skip(1)
        .take_while(|placed| placed.block.kind == BlockKind::Title)
        .map(text);
    let title = titles
        .filter(|title| !title.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    match (number.is_empty(), title.is_empty()) {
        (false, false) => format!("{number} – {title}"),
        (true, _) => title,
        (false, true) => number,
    }
}
