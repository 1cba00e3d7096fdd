//! What stands in a paragraph: runs of text and what is among them.

use std::rc::Rc;

use super::look::{RunLook, SymbolFont};
use super::parts::target_of;
use super::story::{Around, Reader, chosen, is_wrapper};
use super::{Item, ItemKind, LeftOut, Look, Piece, math, symbols};
use crate::ooxml::{Element, Space};

/// The mark of a proposal that is underlined where it is firm.
const FIRM_MARK: &str = "NOC";

/// The words of a run.
fn words(run: Element<'_>) -> String {
    let texts = run.children().filter(|it| matches!(it.word(), "t" | "delText"));
    texts.map(|text| text.characters()).collect()
}

impl Reader<'_> {
    /// The items inside an element.
    pub(super) fn inline(
        &mut self,
        parent: Element<'_>,
        around: &Around,
        look: RunLook,
        items: &mut Vec<Item>,
    ) {
        for child in parent.children() {
            self.inline_child(child, around, look, items);
        }
    }

    /// The items that an element of a paragraph comes to.
    pub(super) fn inline_child(
        &mut self,
        child: Element<'_>,
        around: &Around,
        look: RunLook,
        items: &mut Vec<Item>,
    ) {
        match (child.space(), child.name()) {
            (Space::Word, "r") => self.run(child, around, look, items),
            (Space::Word, "hyperlink") => {
                let mut inner = around.clone();
                let target = target_of(self.targets, child, &["id"]).filter(|target| target.is_outside);
                inner.link = target.map(|target| Rc::from(target.name.as_str())).or(inner.link);
                if inner.link.is_none() {
                    inner.anchor = child.attribute("anchor").map(|it| Rc::from(&*it));
                }
                self.inline(child, &inner, look, items);
            }
            (Space::Word, "fldSimple") => {
                self.fields.sign("begin");
                self.fields
                    .instruct(&child.attribute("instr").unwrap_or_default());
                self.fields.sign("separate");
                self.inline(child, around, look, items);
                self.fields.sign("end");
            }
            (Space::Word, "sdt") => {
                for content in child.children().filter(|it| it.word() == "sdtContent") {
                    self.inline(content, around, look, items);
                }
            }
            (Space::Word, name) if is_wrapper(name) => {
                let mut inner = around.clone();
                inner.state = self.marked(child, around.state);
                self.inline(child, &inner, look, items);
            }
            (Space::Compatibility, "AlternateContent") => {
                if let Some(chosen) = chosen(child) {
                    self.inline(chosen, around, look, items);
                }
            }
            (Space::Math, "oMath" | "oMathPara") => self.formula(child, around, look, items),
            (Space::Word, "subDoc") => self.leave_out(LeftOut::ForeignPart),
            _ => self.follow_places(child),
        }
    }

    fn push(&mut self, mut kind: ItemKind, at: usize, around: &Around, look: Look, items: &mut Vec<Item>) {
        if let (ItemKind::Text(text), Some(bookmark)) = (&kind, self.fields.note_again()) {
            if let Some(Item {
                kind:
                    ItemKind::NoteAgain {
                        bookmark: open,
                        text: before,
                    },
                state,
                ..
            }) = items.last_mut()
                && **open == *bookmark
                && *state == around.state
            {
                before.push_str(text);
                return;
            }
            kind = ItemKind::NoteAgain {
                bookmark: Rc::from(bookmark),
                text: text.clone(),
            };
        }
        let link = around.link.as_deref().or_else(|| self.fields.link());
        let repeats = around.anchor.as_deref().or_else(|| self.fields.repeats());
        if let ItemKind::Text(text) = &kind {
            if text.is_empty() {
                return;
            }
            // Runs are cut where nothing changes.
            if let Some(last) = items.last_mut()
                && last.run == self.runs
                && last.state == around.state
                && last.look == look
                && last.link.as_deref() == link
                && last.repeats.as_deref() == repeats
                && let ItemKind::Text(before) = &mut last.kind
            {
                before.push_str(text);
                return;
            }
        }
        items.push(Item {
            kind,
            state: around.state,
            look,
            link: link.map(Rc::from),
            repeats: repeats.map(Rc::from),
            run: self.runs,
            at,
        });
    }

    fn run(&mut self, run: Element<'_>, around: &Around, paragraph: RunLook, items: &mut Vec<Item>) {
        self.runs += 1;
        let mut look = paragraph;
        if let Some(properties) = run.child("rPr") {
            let own = RunLook::read(properties);
            let style = properties.child("rStyle").and_then(|it| it.val());
            let style = style.map(|id| self.styles.characters(&id)).unwrap_or_default();
            look = own.over(style.toggled(paragraph));
            // The mark of a firm NOC is underlined by what it is.
            let is_mark = own.underlined == Some(true) && items.is_empty() && words(run) == FIRM_MARK;
            if own.is_decorated || own.underlined == Some(true) && !is_mark {
                self.leave_out(LeftOut::Decoration);
            }
            if properties.child("rPrChange").is_some() {
                self.leave_out(LeftOut::PropertyChange);
            }
        }
        let before = items.len();
        self.run_content(run, around, look, items);
        if look.look().hidden && items.len() > before {
            self.leave_out(LeftOut::HiddenText);
        }
    }

    fn run_content(&mut self, run: Element<'_>, around: &Around, look: RunLook, items: &mut Vec<Item>) {
        let set = look.look();
        for child in run.children() {
            let shows = self.fields.shows();
            let kind = match (child.space(), child.name()) {
                (Space::Word, "fldChar") => {
                    let kind = child.attribute("fldCharType").unwrap_or_default();
                    let formula = match &*kind {
                        "end" => self.fields.formula(),
                        _ => None,
                    };
                    self.fields.sign(&kind);
                    if let Some(text) = formula.filter(|_| self.fields.shows()) {
                        self.leave_out(LeftOut::Formula);
                        self.push(ItemKind::Text(text), child.place().start, around, set, items);
                    }
                    continue;
                }
                (Space::Word, "instrText" | "delInstrText") => {
                    self.fields.instruct(&child.characters());
                    continue;
                }
                (Space::Compatibility, "AlternateContent") => {
                    self.alternatives(child, around, look, items);
                    continue;
                }
                (Space::Word, "drawing" | "pict" | "object") => {
                    if !self.drawing(child, around, set, items) {
                        self.leave_out(LeftOut::Drawing);
                    }
                    continue;
                }
                (Space::Word, "footnoteReference" | "endnoteReference") => {
                    if self.in_note {
                        self.leave_out(LeftOut::NoteInNote);
                        continue;
                    }
                    let own_mark = child.attribute("customMarkFollows");
                    let at_end = child.name() == "endnoteReference";
                    let id = child
                        .attribute_in(Space::Word, "id")
                        .unwrap_or_default()
                        .into_owned();
                    for (_, bookmark) in &self.bookmarks {
                        let note = || (at_end, id.clone());
                        self.marked_notes.entry(bookmark.clone()).or_insert_with(note);
                    }
                    ItemKind::Note {
                        id,
                        at_end,
                        own_mark: own_mark.is_some_and(|it| matches!(&*it, "1" | "true" | "on")),
                    }
                }
                (Space::Word, "commentReference") => ItemKind::Comment(
                    child
                        .attribute_in(Space::Word, "id")
                        .unwrap_or_default()
                        .into_owned(),
                ),
                (Space::Word, "ruby") => {
                    for base in child.children().filter(|it| it.word() == "rubyBase") {
                        self.inline(base, around, look, items);
                    }
                    continue;
                }
                _ if !shows => continue,
                (Space::Word, "t" | "delText") => {
                    ItemKind::Text(symbols::mapped(&child.characters(), set.symbols))
                }
                (Space::Word, "tab" | "ptab") => ItemKind::Tab,
                (Space::Word, "br")
                    if matches!(child.attribute("type").as_deref(), Some("page" | "column")) =>
                {
                    ItemKind::Text(" ".to_owned())
                }
                (Space::Word, "br" | "cr") => ItemKind::Break,
                (Space::Word, "noBreakHyphen") => ItemKind::Text("\u{2011}".to_owned()),
                (Space::Word, "sym") => ItemKind::Text(sign(child).to_string()),
                (Space::Math, "oMath" | "oMathPara") => {
                    self.formula(child, around, look, items);
                    continue;
                }
                _ => continue,
            };
            self.push(kind, child.place().start, around, set, items);
        }
    }

    fn formula(&mut self, formula: Element<'_>, around: &Around, look: RunLook, items: &mut Vec<Item>) {
        self.leave_out(LeftOut::Formula);
        self.runs += 1;
        for piece in math::linear(formula) {
            let look = Look {
                raised: piece.raised,
                lowered: piece.lowered,
                ..look.look()
            };
            self.push(
                ItemKind::Text(piece.text),
                formula.place().start,
                around,
                look,
                items,
            );
        }
    }

    /// The first of alternatives; where it shows nothing that can be read, what older programs read.
    fn alternatives(&mut self, element: Element<'_>, around: &Around, look: RunLook, items: &mut Vec<Item>) {
        let before = items.len();
        for alternative in element.children().filter(|it| it.space() == Space::Compatibility) {
            self.run_content(alternative, around, look, items);
            if items.len() > before {
                return;
            }
        }
    }

    /// The boxes and pictures of a drawing; says whether it has any.
    fn drawing(&mut self, drawing: Element<'_>, around: &Around, look: Look, items: &mut Vec<Item>) -> bool {
        if drawing.word() == "txbxContent" {
            self.leave_out(LeftOut::TextBox);
            // A field that is open around the box is none inside it, and a bookmark names what is around it.
            let fields = std::mem::take(&mut self.fields);
            let named = std::mem::take(&mut self.named);
            let commented = std::mem::take(&mut self.commented);
            let mut pieces: Vec<Piece> = Vec::new();
            self.story(drawing, around, &mut pieces);
            self.fields = fields;
            self.named = named;
            self.commented = commented;
            self.push(
                ItemKind::Box(Rc::new(pieces)),
                drawing.place().start,
                around,
                look,
                items,
            );
            return true;
        }
        if matches!(drawing.name(), "blip" | "imagedata") && drawing.space() == Space::Drawing {
            self.picture(drawing, around, look, items);
            return true;
        }
        if drawing.space() == Space::Compatibility && drawing.name() == "AlternateContent" {
            let mut alternatives = drawing.children();
            return alternatives.any(|alternative| self.drawing(alternative, around, look, items));
        }
        let mut has_any = false;
        for child in drawing.children() {
            has_any |= self.drawing(child, around, look, items);
        }
        // What a picture shows is said on the drawing around it.
        if drawing.word() == "drawing" || drawing.space() == Space::Drawing {
            let mut said = drawing.children().filter(|it| it.name() == "docPr");
            let said = said
                .find_map(|it| it.attribute("descr"))
                .or_else(|| drawing.attribute("alt"));
            if let (
                Some(said),
                Some(Item {
                    kind: ItemKind::Picture { alternative, .. },
                    ..
                }),
            ) = (said, items.last_mut())
                && alternative.is_empty()
            {
                *alternative = said.into_owned();
            }
        }
        has_any
    }

    fn picture(&mut self, picture: Element<'_>, around: &Around, look: Look, items: &mut Vec<Item>) {
        match target_of(self.targets, picture, &["embed", "id", "pict"]) {
            Some(target) if !target.is_outside => {
                let part = target.name.clone();
                let known = |item: &Item| matches!(&item.kind, ItemKind::Picture { part: known, .. } if *known == part);
                // A picture and its stand-in for older programs are one.
                if items.last().is_some_and(known) {
                    return;
                }
                let kind = ItemKind::Picture {
                    part,
                    alternative: String::new(),
                };
                self.push(kind, picture.place().start, around, look, items);
            }
            _ => self.leave_out(LeftOut::LinkedPicture),
        }
    }
}

/// The character of `w:sym`.
fn sign(element: Element<'_>) -> char {
    let code = element
        .attribute("char")
        .and_then(|it| u32::from_str_radix(it.trim(), 16).ok());
    let font = element.attribute("font").and_then(|it| SymbolFont::named(&it));
    match (code, font) {
        (Some(code), Some(font)) => symbols::character(code, font),
        (Some(code @ 0xF020..=0xF0FF), None) => symbols::character(code, SymbolFont::Symbol),
        (Some(code), None) => char::from_u32(code).unwrap_or('□'),
        (None, _) => '□',
    }
}
