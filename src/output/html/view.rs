//! One view of the document as HTML: masthead, text, notes, comments.

use std::collections::BTreeMap;

use super::escape::escaped;
use super::outline::Outline;
use super::picture;
use super::threads::answers;
use super::words::Words;
use crate::house::{House, ParagraphStyle};
use crate::layout::{Flow, FlowBlock, Paragraph, Picture, Role, RunContent};
use crate::model::{Nesting, Revision};
use crate::output::{Assets, notes};

/// Writes one view and collects its outline.
pub(super) struct ViewWriter<'f> {
    pub(super) flow: &'f Flow,
    pub(super) house: &'f House,
    pub(super) assets: &'f Assets,
    pub(super) words: &'static Words,
    /// What the ids of this view start with, so that the views of one page keep apart.
    pub(super) prefix: &'static str,
    pub(super) html: String,
    pub(super) outline: Outline,
    pub(super) open_comments: Vec<usize>,
    pub(super) pending_comments: Vec<usize>,
    /// The answers to each comment that has any.
    pub(super) answers: BTreeMap<usize, Vec<usize>>,
    /// The clause lists that are open.
    lists: Nesting<()>,
    /// The level of the last number line's heading.
    level: u8,
    /// Whether a number line waits for its title in the same group.
    pub(super) in_group: bool,
    /// Where pieces begin that stand on their own.
    starts: Vec<usize>,
}

impl<'f> ViewWriter<'f> {
    pub(super) fn new(
        flow: &'f Flow,
        house: &'f House,
        assets: &'f Assets,
        words: &'static Words,
        prefix: &'static str,
    ) -> Self {
        Self {
            flow,
            house,
            assets,
            words,
            prefix,
            html: String::new(),
            outline: Outline::default(),
            open_comments: Vec::new(),
            pending_comments: Vec::new(),
            answers: answers(flow),
            lists: Nesting::default(),
            level: 1,
            in_group: false,
            starts: Vec::new(),
        }
    }

    /// Writes the whole view.
    pub(super) fn write(&mut self) {
        let flow = self.flow;
        match &flow.masthead {
            Some(masthead) => self.masthead(masthead),
            None => self.unseen_title(),
        }
        if let Some(contents) = &flow.contents {
            self.contents(contents);
        }
        let places = notes::by_place(flow);
        for (index, block) in flow.body.iter().enumerate() {
            self.notes(&places[index]);
            self.start_piece(block);
            self.block(block, flow.body.get(index + 1));
        }
        self.close_lists(0);
        self.notes(&places[flow.body.len()]);
    }

    /// Notes that a piece begins, where a block is inside of no other element.
    fn start_piece(&mut self, block: &FlowBlock) {
        let closes_lists = match block {
            FlowBlock::Paragraph(paragraph) => {
                !matches!(paragraph.role, Role::Clause(_) | Role::ClauseBody(_))
            }
            FlowBlock::Table(_) | FlowBlock::Picture(_) => true,
        };
        if closes_lists {
            self.close_lists(0);
        }
        if !self.in_group && self.lists.depth() == 0 {
            self.starts.push(self.html.len());
        }
    }

    /// The text in pieces that are whole elements.
    pub(super) fn pieces(&self) -> Vec<String> {
        let ends = self.starts.iter().copied().chain([self.html.len()]);
        let starts = [0].into_iter().chain(self.starts.iter().copied());
        let pieces = starts.zip(ends).filter(|(start, end)| start < end);
        pieces
            .map(|(start, end)| self.html[start..end].to_owned())
            .collect()
    }

    /// The list of headings; nothing without any.
    pub(super) fn outline_html(&self) -> String {
        let outline = self.outline.html();
        let word = self.words.outline;
        match outline.is_empty() {
            true => outline,
            false => format!(
                "<nav class=\"outline\" aria-label=\"{word}\"><details><summary>{word}</summary>\n{outline}\n</details></nav>\n"
            ),
        }
    }

    /// An id of this view.
    pub(super) fn id(&self, name: &str) -> String {
        format!("{}{}", self.prefix, escaped(name))
    }

    fn block(&mut self, block: &FlowBlock, below: Option<&FlowBlock>) {
        match block {
            FlowBlock::Paragraph(paragraph) => self.body_paragraph(paragraph, below),
            FlowBlock::Table(table) => {
                self.close_lists(0);
                self.table(table);
            }
            FlowBlock::Picture(picture) => {
                self.close_lists(0);
                self.html.push_str("<figure>");
                self.picture(picture);
                self.html.push_str("</figure>\n");
            }
        }
    }

    fn body_paragraph(&mut self, paragraph: &Paragraph, below: Option<&FlowBlock>) {
        match paragraph.role {
            Role::Clause(level) => {
                self.open_item(level);
                self.paragraph(paragraph, None);
                return;
            }
            Role::ClauseBody(level) => self.close_lists(level),
            Role::Number
            | Role::Title
            | Role::Heading(_)
            | Role::Call
            | Role::Body
            | Role::Proposal
            | Role::Note
            | Role::Caption
            | Role::Footnote
            | Role::Rule
            | Role::Furniture => self.close_lists(0),
        }
        match paragraph.role {
            Role::Number => self.number_line(paragraph, below),
            Role::Title => self.title(paragraph),
            Role::Heading(depth) => self.heading(paragraph, self.level.saturating_add(depth)),
            Role::Call => self.heading(paragraph, self.level.saturating_add(1)),
            Role::Rule => {
                let class = changed(paragraph);
                self.html.push_str(&format!("<hr class=\"Dash{class}\">\n"));
            }
            Role::Clause(_)
            | Role::ClauseBody(_)
            | Role::Body
            | Role::Proposal
            | Role::Note
            | Role::Caption
            | Role::Footnote
            | Role::Furniture => self.paragraph(paragraph, None),
        }
    }

    /// A number line and the title below it are one heading.
    fn number_line(&mut self, paragraph: &Paragraph, below: Option<&FlowBlock>) {
        self.level = match paragraph.style {
            ParagraphStyle::SectionNo
            | ParagraphStyle::PartNo
            | ParagraphStyle::ChapNo
            | ParagraphStyle::ArtNo => 3,
            _ => 2,
        };
        let titled = matches!(below, Some(FlowBlock::Paragraph(below)) if below.role == Role::Title);
        if titled {
            self.html.push_str("<hgroup>\n");
            self.in_group = true;
            let id = self.enter_outline(paragraph, self.level);
            self.element(paragraph, "p", Some(id), None);
        } else {
            self.heading(paragraph, self.level);
        }
    }

    fn title(&mut self, paragraph: &Paragraph) {
        if self.in_group {
            self.element(
                paragraph,
                heading_element(self.level),
                self.first_id(paragraph),
                None,
            );
            self.outline.extend(paragraph);
            self.in_group = false;
            self.html.push_str("</hgroup>\n");
            self.comments();
        } else {
            self.heading(paragraph, self.level);
        }
    }

    fn heading(&mut self, paragraph: &Paragraph, level: u8) {
        let id = self.enter_outline(paragraph, level);
        self.element(paragraph, heading_element(level), Some(id), None);
    }

    /// Enters a heading into the outline and gives the id that the outline calls it by.
    fn enter_outline(&mut self, paragraph: &Paragraph, level: u8) -> String {
        let own = self.first_id(paragraph);
        let id = own.unwrap_or_else(|| self.id(&self.outline.next_place()));
        self.outline.enter(paragraph, level, id.clone());
        id
    }

    /// Writes a paragraph, and below it the comments that hang on it.
    pub(super) fn paragraph(&mut self, paragraph: &Paragraph, note: Option<usize>) {
        self.element(paragraph, "p", self.first_id(paragraph), note);
    }

    /// Writes a paragraph as an element of the given name and id.
    pub(super) fn element(
        &mut self,
        paragraph: &Paragraph,
        name: &str,
        id: Option<String>,
        note: Option<usize>,
    ) {
        let class = changed(paragraph);
        let id = id.map(|id| format!(" id=\"{id}\"")).unwrap_or_default();
        let at = paragraph.span.start;
        let style = paragraph.style.id();
        let caption = match paragraph.role {
            Role::Caption => " caption",
            _ => "",
        };
        self.html.push_str(&format!(
            "<{name}{id} class=\"{style}{caption}{class}\" data-at=\"{at}\">"
        ));
        for further in paragraph.bookmarks.iter().skip(1) {
            let id = self.id(further);
            self.html.push_str(&format!("<span id=\"{id}\"></span>"));
        }
        self.paragraph_runs(paragraph, note);
        self.paragraph_mark(paragraph);
        self.html.push_str(&format!("</{name}>\n"));
        self.comments();
    }

    /// The name that references call a paragraph by.
    pub(super) fn first_id(&self, paragraph: &Paragraph) -> Option<String> {
        paragraph.bookmarks.first().map(|bookmark| self.id(bookmark))
    }

    fn paragraph_runs(&mut self, paragraph: &Paragraph, note: Option<usize>) {
        let label = paragraph.label_runs.min(paragraph.runs.len());
        let (label, mut words) = paragraph.runs.split_at(label);
        if !label.is_empty() {
            self.html.push_str("<span class=\"label\">");
            self.runs(label, paragraph.style, note);
            self.html.push_str("</span> ");
            // The label's own width stands for the tab behind it.
            if let Some((first, rest)) = words.split_first()
                && first.content == RunContent::Tab
            {
                words = rest;
            }
        }
        if label.is_empty()
            && let Some((first, rest)) = words.split_first()
            && first.content == RunContent::Tab
        {
            // Nothing but the place of a label, so that the text stands under its clause's.
            self.html.push_str("<span class=\"label\"></span> ");
            words = rest;
        }
        self.runs(words, paragraph.style, note);
    }

    /// Shows a paragraph mark that was put in or taken out alone.
    fn paragraph_mark(&mut self, paragraph: &Paragraph) {
        let whole = paragraph.runs.iter().all(|run| run.revision == paragraph.mark);
        if paragraph.mark.is_none() || whole {
            return;
        }
        let flow = self.flow;
        let changes = [paragraph.mark.inserted, paragraph.mark.deleted];
        for change in changes.into_iter().flatten() {
            self.open_change(flow.change(change));
        }
        let name = self.words.mark;
        self.html.push_str(&format!(
            "<span class=\"pilcrow\" role=\"img\" aria-label=\"{name}\">¶</span>"
        ));
        for (change, end) in changes.iter().zip(["</ins>", "</del>"]).rev() {
            if change.is_some() {
                self.html.push_str(end);
            }
        }
    }

    pub(super) fn picture(&mut self, picture: &Picture) {
        let flow = self.flow;
        let changes = [picture.revision.inserted, picture.revision.deleted];
        for change in changes.into_iter().flatten() {
            self.open_change(flow.change(change));
        }
        let alternative = escaped(&picture.alternative);
        let bytes = self.assets.pictures.get(&picture.file);
        match bytes.and_then(|bytes| picture::data_address(bytes)) {
            Some(address) => self
                .html
                .push_str(&format!("<img src=\"{address}\" alt=\"{alternative}\">")),
            None => self.html.push_str(&format!(
                "<span class=\"missing\" role=\"img\">{alternative}</span>"
            )),
        }
        for (change, end) in changes.iter().zip(["</ins>", "</del>"]).rev() {
            if change.is_some() {
                self.html.push_str(end);
            }
        }
    }

    /// Opens the item of a clause in the list of its level.
    fn open_item(&mut self, level: u8) {
        self.close_lists(level);
        if self.lists.of(level).is_some() {
            self.html.push_str("</li>\n<li>");
        } else {
            self.html.push_str("<ul class=\"clauses\">\n<li>");
            self.lists.enter(level, ());
        }
    }

    /// Closes the lists deeper than a level.
    pub(super) fn close_lists(&mut self, level: u8) {
        while self.lists.leave_deeper(level).is_some() {
            self.html.push_str("</li>\n</ul>\n");
        }
    }
}

/// The styles of a flow's paragraphs.
pub(super) fn styles_of(flow: &Flow) -> Vec<ParagraphStyle> {
    let body = flow.body.iter().flat_map(notes::paragraphs);
    let notes = flow.notes.iter().flat_map(|note| &note.paragraphs);
    let mut styles: Vec<_> = body.chain(notes).map(|paragraph| paragraph.style).collect();
    if let Some(masthead) = &flow.masthead {
        styles.extend(masthead.titles.iter().map(|title| title.style));
        styles.extend([
            ParagraphStyle::Logo,
            ParagraphStyle::Address,
            ParagraphStyle::Committee,
            ParagraphStyle::DocNumber,
            ParagraphStyle::DocDate,
            ParagraphStyle::DocOriginal,
        ]);
    }
    if flow.contents.is_some() {
        styles.extend([ParagraphStyle::Toc0, ParagraphStyle::Toc1, ParagraphStyle::Toc2]);
    }
    styles
}

fn heading_element(level: u8) -> &'static str {
    ["h1", "h2", "h3", "h4", "h5", "h6"][usize::from(level.clamp(1, 6)) - 1]
}

/// The further class of a paragraph that a change touches.
fn changed(paragraph: &Paragraph) -> &'static str {
    let touched =
        !paragraph.mark.is_none() || paragraph.runs.iter().any(|run| run.revision != Revision::NONE);
    if touched { " changed" } else { "" }
}
