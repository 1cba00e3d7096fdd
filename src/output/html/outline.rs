//! The outline beside the text: instruments, calls and headings.

use super::escape::escape;
use crate::layout::{Paragraph, RunContent};
use crate::model::Nesting;

/// A line of the outline.
struct OutlineEntry {
    /// As deep as the heading's element.
    level: u8,
    /// The heading's id.
    id: String,
    /// The heading's text.
    text: String,
    /// Whether the whole heading is struck.
    deleted: bool,
}

/// The outline of one view.
#[derive(Default)]
pub(super) struct Outline {
    entries: Vec<OutlineEntry>,
}

impl Outline {
    /// The name of the next entry's place, where its heading has none of its own.
    pub(super) fn next_place(&self) -> String {
        format!("heading-{}", self.entries.len() + 1)
    }

    /// Enters a heading.
    pub(super) fn enter(&mut self, heading: &Paragraph, level: u8, id: String) {
        let standing = text(heading, |struck| !struck);
        let deleted = standing.is_empty();
        self.entries.push(OutlineEntry {
            level,
            id,
            text: if deleted {
                text(heading, |_| true)
            } else {
                standing
            },
            deleted,
        });
    }

    /// Adds the title of a number line to its entry.
    pub(super) fn extend(&mut self, title: &Paragraph) {
        if let Some(entry) = self.entries.last_mut() {
            let deleted = entry.deleted;
            entry.text.push_str(" – ");
            entry.text.push_str(&text(title, |struck| deleted || !struck));
        }
    }

    /// The outline as nested lists; nothing for a text without headings.
    pub(super) fn html(&self) -> String {
        let mut html = String::new();
        let mut open = Nesting::default();
        for entry in &self.entries {
            while open.leave_deeper(entry.level).is_some() {
                html.push_str("</li></ol>");
            }
            if open.of(entry.level).is_some() {
                html.push_str("</li>\n<li>");
            } else {
                html.push_str("<ol>\n<li>");
                open.enter(entry.level, ());
            }
            html.push_str(&format!("<a href=\"#{}\">", entry.id));
            let (start, end) = if entry.deleted {
                ("<del>", "</del>")
            } else {
                ("", "")
            };
            html.push_str(start);
            escape(&mut html, &entry.text);
            html.push_str(end);
            html.push_str("</a>");
        }
        html.push_str(&"</li></ol>".repeat(open.depth()));
        html
    }
}

/// The characters of the runs that are wanted: `wants` is told whether a run is struck.
fn text(paragraph: &Paragraph, wants: impl Fn(bool) -> bool) -> String {
    let mut text = String::new();
    for run in paragraph
        .runs
        .iter()
        .filter(|run| wants(run.revision.deleted.is_some()))
    {
        match &run.content {
            RunContent::Text(words) | RunContent::Reference { text: words, .. } => text.push_str(words),
            RunContent::Tab | RunContent::LineBreak => text.push(' '),
            RunContent::NoteReference { .. }
            | RunContent::NoteMark
            | RunContent::CommentStart(_)
            | RunContent::CommentEnd(_)
            | RunContent::PageNumber
            | RunContent::PageCount => {}
        }
    }
    text.trim().to_owned()
}
