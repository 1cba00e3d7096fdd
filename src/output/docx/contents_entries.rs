//! The lines of the contents as the text knows them: each stands where its instrument begins.

use std::collections::BTreeMap;

use crate::layout::{ContentsEntry, Flow};

/// The lines of the contents by the bookmarks that they lead to, and the pages of these.
#[derive(Debug)]
pub(super) struct Entries<'a> {
    entries: BTreeMap<&'a str, &'a ContentsEntry>,
    pages: Option<&'a BTreeMap<String, usize>>,
}

impl<'a> Entries<'a> {
    pub(super) fn new(flow: &'a Flow, pages: Option<&'a BTreeMap<String, usize>>) -> Self {
        let entries = flow.contents.iter().flat_map(|contents| &contents.entries);
        Self {
            entries: entries.map(|entry| (&*entry.bookmark, entry)).collect(),
            pages,
        }
    }

    /// The line that leads to a bookmark.
    pub(super) fn at(&self, bookmark: &str) -> Option<&'a ContentsEntry> {
        self.entries.get(bookmark).copied()
    }

    /// The page that a bookmark stands on, where it is known.
    pub(super) fn page(&self, bookmark: &str) -> Option<usize> {
        self.pages?.get(bookmark).copied()
    }
}

/// What makes a line of the contents where it stands in the text (§ 17.16.5.69): Word puts the
/// lines together from these when it updates them, and not from the styles of titles, of which one
/// line may have several.
pub(super) fn line_instruction(entry: &ContentsEntry) -> String {
    // A quotation mark would end the text, a backslash begin a switch.
    let text = entry.text.replace('\\', "\\\\").replace('"', "\\\"");
    format!(" TC \"{text}\" \\l \"{}\" ", entry.level)
}
