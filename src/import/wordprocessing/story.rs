//! One story of a Word file, the text or a note: paragraphs and tables in their order.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::deeds::{DeedKind, kind_of};
use super::fields::Fields;
use super::look::RunLook;
use super::parts::Targets;
use super::styles::Said;
use super::{
    Deeds, Item, ItemKind, LeftOut, Met, Numbering, Paragraph, Passage, Piece, Place, State, Styles,
};
use crate::ooxml::{Element, Space};

/// So many bookmarks are followed at a time.
const MOST_BOOKMARKS: usize = 8;

/// Reads stories.
pub(super) struct Reader<'w> {
    pub(super) styles: &'w Styles,
    pub(super) numbering: &'w Numbering,
    pub(super) deeds: &'w mut Deeds,
    pub(super) left_out: &'w mut BTreeMap<LeftOut, Met>,
    /// What was met for the first time, until its paragraph is read.
    pub(super) unplaced: Vec<LeftOut>,
    /// The part that is read, and what it leads to.
    pub(super) part: Rc<str>,
    pub(super) targets: &'w Targets,
    pub(super) fields: Fields,
    /// The names of the moves whose old and new place are open.
    pub(super) moves: [Option<Rc<str>>; 2],
    /// The bookmarks that are open, by their ids.
    pub(super) bookmarks: Vec<(String, Rc<str>)>,
    /// The bookmarks that have begun and are in no paragraph yet.
    pub(super) named: Vec<Rc<str>>,
    /// The comments whose ranges have begun and are of no paragraph yet, and where.
    pub(super) commented: Vec<(String, usize)>,
    /// The notes whose marks stand in bookmarks.
    pub(super) marked_notes: &'w mut HashMap<Rc<str>, (bool, String)>,
    /// Runs so far.
    pub(super) runs: usize,
    pub(super) in_note: bool,
}

/// What holds for everything inside an element.
#[derive(Clone, Default)]
pub(super) struct Around {
    pub(super) state: State,
    pub(super) link: Option<Rc<str>>,
    /// The bookmark that a link inside the file leads to.
    pub(super) anchor: Option<Rc<str>>,
    pub(super) in_contents: bool,
}

/// Elements that say nothing of their own about what is inside them.
pub(super) fn is_wrapper(name: &str) -> bool {
    matches!(
        name,
        "smartTag" | "customXml" | "sdtContent" | "bdo" | "dir" | "ins" | "del" | "moveFrom" | "moveTo"
    )
}

/// What is read of alternatives: the first, or what older programs read.
pub(super) fn chosen(element: Element<'_>) -> Option<Element<'_>> {
    let named = |name: &str| {
        element
            .children()
            .find(|it| it.space() == Space::Compatibility && it.name() == name)
    };
    named("Choice").or_else(|| named("Fallback"))
}

impl Reader<'_> {
    /// Counts something that the types cannot say.
    pub(super) fn leave_out(&mut self, what: LeftOut) {
        let met = self.left_out.entry(what).or_default();
        met.count += 1;
        if met.first.is_none() && !self.unplaced.contains(&what) {
            self.unplaced.push(what);
        }
    }

    /// Says where in the text it is what was met for the first time in a paragraph.
    fn place(&mut self, items: &[Item], style: &str) {
        if self.unplaced.is_empty() {
            return;
        }
        let mut text = String::new();
        for item in items.iter().filter(|item| !item.look.hidden) {
            match &item.kind {
                ItemKind::Text(run) => text.push_str(run),
                ItemKind::Tab | ItemKind::Break => text.push(' '),
                ItemKind::NoteAgain { .. }
                | ItemKind::Note { .. }
                | ItemKind::Comment(_)
                | ItemKind::Picture { .. }
                | ItemKind::Box(_) => {}
            }
        }
        let Some(passage) = Passage::of(&text, style) else {
            return;
        };
        for what in self.unplaced.drain(..) {
            let met = self.left_out.entry(what).or_default();
            met.first.get_or_insert_with(|| passage.clone());
        }
    }

    /// The state inside a mark of changes.
    pub(super) fn marked(&mut self, element: Element<'_>, state: State) -> State {
        let Some(kind) = kind_of(element.word()) else {
            return state;
        };
        let is_move = element.word().starts_with("move");
        let moved = &self.moves[usize::from(kind == DeedKind::Insertion)];
        let moved = moved.clone().filter(|_| is_move);
        state.with(kind, self.deeds.read(element, kind, moved))
    }

    /// Notes where a bookmark and the place of a move begin and end.
    pub(super) fn follow_places(&mut self, element: Element<'_>) {
        let name = || element.attribute("name").map(|it| Rc::from(&*it));
        match element.word() {
            "moveFromRangeStart" => self.moves[0] = name(),
            "moveFromRangeEnd" => self.moves[0] = None,
            "moveToRangeStart" => self.moves[1] = name(),
            "moveToRangeEnd" => self.moves[1] = None,
            "bookmarkStart" => {
                let id = element.attribute("id").map(|it| it.into_owned());
                if let (Some(id), Some(name)) = (id, name()) {
                    // More than a few around one note are other people's.
                    self.bookmarks.truncate(MOST_BOOKMARKS - 1);
                    self.named.push(Rc::clone(&name));
                    self.bookmarks.insert(0, (id, name));
                }
            }
            "commentRangeStart" => {
                let id = element.attribute("id").unwrap_or_default();
                self.commented.push((id.into_owned(), element.place().start));
            }
            "bookmarkEnd" => {
                let id = element.attribute("id").unwrap_or_default();
                self.bookmarks.retain(|(open, _)| *open != *id);
            }
            _ => {}
        }
    }

    /// The pieces inside an element.
    pub(super) fn story(&mut self, parent: Element<'_>, around: &Around, pieces: &mut Vec<Piece>) {
        for child in parent.children() {
            match (child.space(), child.name()) {
                (Space::Word, "p") => pieces.push(Piece::Paragraph(self.paragraph(child, around))),
                (Space::Word, "tbl") => pieces.push(Piece::Table(self.table(child, around))),
                (Space::Word, "sdt") => {
                    let mut inner = around.clone();
                    inner.in_contents |= is_contents(child);
                    for content in child.children().filter(|it| it.word() == "sdtContent") {
                        self.story(content, &inner, pieces);
                    }
                }
                (Space::Word, name) if is_wrapper(name) => {
                    let mut inner = around.clone();
                    inner.state = self.marked(child, around.state);
                    self.story(child, &inner, pieces);
                }
                (Space::Compatibility, "AlternateContent") => {
                    if let Some(chosen) = chosen(child) {
                        self.story(chosen, around, pieces);
                    }
                }
                (Space::Word, "altChunk" | "subDoc") => self.leave_out(LeftOut::ForeignPart),
                // Text that is in no paragraph.
                (Space::Word, "r" | "hyperlink") | (Space::Math, "oMathPara" | "oMath") => {
                    let mut stray = Paragraph::default();
                    self.inline_child(child, around, RunLook::default(), &mut stray.items);
                    pieces.push(Piece::Paragraph(stray));
                }
                _ => self.follow_places(child),
            }
        }
    }

    /// Where an element stands.
    pub(super) fn place_of(&self, element: Element<'_>) -> Place {
        Place {
            part: self.part.clone(),
            bytes: element.place(),
        }
    }

    pub(super) fn paragraph(&mut self, element: Element<'_>, around: &Around) -> Paragraph {
        let properties = element.child("pPr");
        let said = properties.map(Said::read).unwrap_or_default();
        let numbering = self.numbering;
        let styles = self.styles;
        let resolved =
            |said: &Said| styles.paragraph(said, |list, style| numbering.level_of_style(list, style));
        let (look, run) = resolved(&said);
        let mut looked = None;
        let mut mark = around.state;
        for property in properties.iter().flat_map(|it| it.children()) {
            match property.word() {
                "rPr" => {
                    for change in property.children() {
                        mark = self.marked(change, mark);
                    }
                }
                "pPrChange" => {
                    self.leave_out(LeftOut::PropertyChange);
                    looked = property
                        .child("pPr")
                        .map(|old| Box::new(resolved(&Said::read(old)).0));
                }
                _ => {}
            }
        }
        let began_in_contents = self.fields.in_contents();
        let mut items: Vec<Item> = Vec::new();
        self.inline(element, around, run, &mut items);
        self.place(&items, &look.style);
        let style = &*look.style;
        let is_entry = style
            .strip_prefix("toc")
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
            || style == "tableoffigures"
            || style == "toaheading";
        Paragraph {
            in_contents: around.in_contents || is_entry || began_in_contents || self.fields.in_contents(),
            look,
            looked,
            mark,
            items,
            bookmarks: std::mem::take(&mut self.named),
            commented: std::mem::take(&mut self.commented),
            place: self.place_of(element),
        }
    }
}

/// Whether a content control holds a list of contents.
fn is_contents(control: Element<'_>) -> bool {
    let properties = control.child("sdtPr");
    let mut galleries = properties
        .iter()
        .flat_map(|it| it.descendants())
        .filter(|it| it.word() == "docPartGallery");
    galleries.any(|it| it.val().is_some_and(|name| name.contains("Table of")))
}
