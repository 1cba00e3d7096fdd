//! Runs of text as HTML: emphasis, changes, notes, references and comments.

use super::escape::{escape, escaped};
use super::view::ViewWriter;
use crate::house::{CharacterStyle, ParagraphStyle};
use crate::layout::{Emphasis, FlowChange, FlowNote, NoteMark, Run, RunContent};
use crate::model::{ChangeKind, Position, Revision};

/// What neighbouring runs share, so that they are written inside the same elements.
#[derive(Clone, Copy, PartialEq)]
struct Shared<'r> {
    revision: Revision,
    commented: bool,
    link: Option<&'r str>,
}

impl ViewWriter<'_> {
    /// Writes runs; `note` is the footnote that they are the text of.
    pub(super) fn runs(&mut self, runs: &[Run], style: ParagraphStyle, note: Option<usize>) {
        let mut current = None;
        for run in runs {
            match run.content {
                RunContent::CommentStart(comment) => {
                    self.open_comments.push(comment);
                    continue;
                }
                RunContent::CommentEnd(comment) => {
                    self.close_shared(current.take());
                    self.comment_mark(comment);
                    continue;
                }
                RunContent::Text(_)
                | RunContent::Tab
                | RunContent::LineBreak
                | RunContent::NoteReference { .. }
                | RunContent::NoteMark
                | RunContent::Reference { .. }
                | RunContent::PageNumber
                | RunContent::PageCount => {}
            }
            let shared = Shared {
                revision: run.revision,
                commented: !self.open_comments.is_empty(),
                link: run.link.as_deref(),
            };
            if current != Some(shared) {
                self.close_shared(current);
                self.open_shared(shared);
                current = Some(shared);
            }
            self.run(run, style, note);
        }
        self.close_shared(current);
    }

    fn open_shared(&mut self, shared: Shared<'_>) {
        let flow = self.flow;
        if let Some(inserted) = shared.revision.inserted {
            self.open_change(flow.change(inserted));
        }
        if let Some(deleted) = shared.revision.deleted {
            self.open_change(flow.change(deleted));
        }
        if shared.commented {
            self.html.push_str("<mark>");
        }
        if let Some(address) = shared.link {
            self.html.push_str("<a href=\"");
            escape(&mut self.html, address);
            self.html.push_str("\">");
        }
    }

    fn close_shared(&mut self, shared: Option<Shared<'_>>) {
        let Some(shared) = shared else { return };
        let ends = [
            (shared.link.is_some(), "</a>"),
            (shared.commented, "</mark>"),
            (shared.revision.deleted.is_some(), "</del>"),
            (shared.revision.inserted.is_some(), "</ins>"),
        ];
        for (open, end) in ends {
            if open {
                self.html.push_str(end);
            }
        }
    }

    /// Opens `<ins>` or `<del>`, in the colour of its hand and with its name on it.
    pub(super) fn open_change(&mut self, change: &FlowChange) {
        let name = match change.kind {
            ChangeKind::Insertion => "ins",
            ChangeKind::Deletion => "del",
        };
        let title = escaped(&self.describe(change));
        let hand = super::style::hand_class(change.hand);
        let date = change
            .date
            .map(|date| format!(" datetime=\"{date}\""))
            .unwrap_or_default();
        self.html
            .push_str(&format!("<{name} class=\"{hand}\"{date} title=\"{title}\">"));
    }

    /// What a change is, in words: `Inserted: CEPT, 2014-09-15`.
    fn describe(&self, change: &FlowChange) -> String {
        let what = match (change.kind, &change.move_name) {
            (ChangeKind::Insertion, None) => self.words.inserted,
            (ChangeKind::Insertion, Some(_)) => self.words.moved_here,
            (ChangeKind::Deletion, None) => self.words.deleted,
            (ChangeKind::Deletion, Some(_)) => self.words.moved_away,
        };
        let mut words = what.to_owned();
        if !change.author.is_empty() {
            words = format!("{words}: {}", change.author);
        }
        if let Some(date) = change.date {
            words = format!("{words}, {}", date.date);
        }
        words
    }

    fn run(&mut self, run: &Run, style: ParagraphStyle, note: Option<usize>) {
        let ends = self.open_emphasis(run, style);
        match &run.content {
            RunContent::Text(text) if run.character == Some(CharacterStyle::FootnoteReference) => {
                self.html.push_str("<span class=\"note-mark\">");
                escape(&mut self.html, text);
                self.html.push_str("</span>");
            }
            RunContent::Text(text) => escape(&mut self.html, text),
            RunContent::Tab => self.html.push_str("<span class=\"tab\">\t</span>"),
            RunContent::LineBreak => self.html.push_str("<br>"),
            RunContent::NoteReference { note, first } => self.note_reference(*note, *first),
            RunContent::NoteMark => self.note_mark(note),
            RunContent::Reference { bookmark, text } => {
                let target = self.id(bookmark);
                self.html
                    .push_str(&format!("<a class=\"reference\" href=\"#{target}\">"));
                escape(&mut self.html, text);
                self.html.push_str("</a>");
            }
            RunContent::CommentStart(_)
            | RunContent::CommentEnd(_)
            | RunContent::PageNumber
            | RunContent::PageCount => {}
        }
        for end in ends.into_iter().rev() {
            self.html.push_str(end);
        }
    }

    /// Opens the elements of an emphasis; gives their end tags in the order of opening.
    fn open_emphasis(&mut self, run: &Run, style: ParagraphStyle) -> Vec<&'static str> {
        let Emphasis {
            italic,
            bold,
            not_bold,
            not_caps,
            underlined,
            position,
        } = run.emphasis;
        let slanted = self.house.paragraph(style).italic;
        let upright = italic || run.character.is_some_and(CharacterStyle::is_upright);
        let elements = [
            (italic && !slanted, "<i>", "</i>"),
            (upright && slanted, "<span class=\"roman\">", "</span>"),
            (bold, "<b>", "</b>"),
            (not_bold, "<span class=\"light\">", "</span>"),
            (not_caps, "<span class=\"lower\">", "</span>"),
            (underlined, "<u>", "</u>"),
            (position == Position::Superscript, "<sup>", "</sup>"),
            (position == Position::Subscript, "<sub>", "</sub>"),
        ];
        let mut ends = Vec::new();
        for (wanted, start, end) in elements {
            if wanted {
                self.html.push_str(start);
                ends.push(end);
            }
        }
        ends
    }

    fn note_reference(&mut self, note: usize, first: bool) {
        let Some(mark) = self.flow.notes.get(note).map(mark) else {
            return;
        };
        let target = self.id(&format!("note-{}", note + 1));
        let id = if first {
            format!(" id=\"{}\"", self.id(&format!("note-mark-{}", note + 1)))
        } else {
            String::new()
        };
        self.html.push_str(&format!(
            "<a class=\"note-mark\" role=\"doc-noteref\"{id} href=\"#{target}\">{}</a>",
            escaped(&mark)
        ));
    }

    fn note_mark(&mut self, note: Option<usize>) {
        let Some(note) = note else { return };
        let Some(mark) = self.flow.notes.get(note).map(mark) else {
            return;
        };
        let target = self.id(&format!("note-mark-{}", note + 1));
        self.html.push_str(&format!(
            "<a class=\"note-mark\" role=\"doc-backlink\" title=\"{}\" href=\"#{target}\">{}</a>",
            self.words.back,
            escaped(&mark)
        ));
    }

    /// Ends a commented stretch with the comment's mark; an answer has none of its own.
    fn comment_mark(&mut self, comment: usize) {
        self.open_comments.retain(|&open| open != comment);
        let Some(said) = self.flow.comments.get(comment) else {
            return;
        };
        if said.answers.is_some() {
            return;
        }
        self.pending_comments.push(comment);
        let number = comment + 1;
        let (target, id) = (
            self.id(&format!("comment-{number}")),
            self.id(&format!("comment-mark-{number}")),
        );
        self.html.push_str(&format!(
            "<a class=\"comment-mark\" id=\"{id}\" href=\"#{target}\" aria-label=\"{} {number}: {}\">[{number}]</a>",
            self.words.comment,
            escaped(&said.author)
        ));
    }
}

fn mark(note: &FlowNote) -> String {
    match &note.mark {
        NoteMark::Number(number) => number.to_string(),
        NoteMark::Custom(mark) => mark.clone(),
    }
}
