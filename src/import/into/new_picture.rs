//! Pictures that come and go: a drawing in a paragraph of its own, with its file in the package.

use super::anatomy::start_tag;
use super::plan::{Plan, Spot};
use super::properties::{self, MarkEdit};
use super::refusal::NoPlace;
use crate::import::wordprocessing::Place;
use crate::model::{ChangeId, Picture, Revision};
use crate::ooxml::{Element, escape};

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const PLACING: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

impl Plan<'_, '_, '_> {
    /// Puts a picture in, in a paragraph of its own; `like` is the paragraph of the nearest of the file.
    pub(super) fn new_picture(
        &mut self,
        picture: &Picture,
        state: Revision,
        spot: &Spot,
        like: Option<&Place>,
    ) -> Result<(), NoPlace> {
        let refused = || NoPlace::Picture(picture.alternative.clone());
        let by = self.known.new_only(state.inserted).ok_or_else(refused)?;
        // The parts of notes have no pictures to lead to.
        if !self.file.is_text(&spot.part) {
            return Err(refused());
        }
        let (relationship, size) = self.pen.medium(&picture.file).ok_or_else(refused)?;
        let w = self.pen.prefix.clone();
        let edit = MarkEdit {
            put_in: vec![format!("{}/>", self.pen.mark(by))],
            ..MarkEdit::default()
        };
        let known = like.and_then(|place| self.file.element(place));
        let properties = match known {
            Some((text, element)) => properties::paragraph(text, element.child("pPr"), &w, &edit, true),
            None => properties::paragraph(
                "",
                None,
                &w,
                &MarkEdit {
                    align: Some("center"),
                    ..edit
                },
                true,
            ),
        };
        let number = self.pen.number();
        let drawing = drawing(picture, &relationship, size, number);
        let mark = self.pen.mark(by);
        let end = format!("</{w}ins>");
        let xml =
            format!("<{w}p>{properties}{mark}><{w}r><{w}drawing>{drawing}</{w}drawing></{w}r>{end}</{w}p>");
        self.put(&spot.part, spot.at..spot.at, xml);
        Ok(())
    }

    /// Strikes a picture of the file: the run that it stands in, and the paragraph if it has nothing else.
    pub(super) fn strike_picture(&mut self, place: &Place, at: usize, by: ChangeId) -> Option<()> {
        let (text, paragraph) = self.file.element(place)?;
        let runs = paragraph.descendants().filter(|it| it.word() == "r");
        let run = runs.filter(|run| run.place().contains(&at)).last()?;
        let is_shown = |it: Element<'_>| {
            matches!(
                it.word(),
                "t" | "tab" | "br" | "sym" | "footnoteReference" | "endnoteReference"
            )
        };
        if run.children().any(is_shown) {
            return None;
        }
        let w = self.pen.prefix.clone();
        let mark = self.pen.mark(by);
        let struck = format!("{mark}>{}</{w}del>", &text[run.place()]);
        self.put(&place.part, run.place(), struck);
        let has_more = paragraph
            .descendants()
            .filter(|it| !run.place().contains(&it.place().start))
            .any(is_shown);
        if !has_more {
            let edit = MarkEdit {
                put_in: vec![format!("{}/>", self.pen.mark(by))],
                ..MarkEdit::default()
            };
            let own = paragraph.child("pPr");
            let properties = properties::paragraph(text, own, &w, &edit, false);
            let behind = paragraph.place().start + start_tag(text, paragraph).len();
            let place_of = own.map_or(behind..behind, |own| own.place());
            self.put(&place.part, place_of, properties);
        }
        Some(())
    }
}

/// `wp:inline` (ECMA-376 § 20.4.2.8).
fn drawing(picture: &Picture, relationship: &str, [width, height]: [u64; 2], number: u64) -> String {
    let said = escape(&picture.alternative);
    let name = escape(picture.file.rsplit(['/', '\\']).next().unwrap_or(&picture.file));
    format!(
        "<wp:inline xmlns:wp=\"{PLACING}\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
         <wp:extent cx=\"{width}\" cy=\"{height}\"/>\
         <wp:docPr id=\"{number}\" name=\"Picture {number}\" descr=\"{said}\"/>\
         <a:graphic xmlns:a=\"{DRAWING}\"><a:graphicData uri=\"{PICTURE}\">\
         <pic:pic xmlns:pic=\"{PICTURE}\">\
         <pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"{name}\" descr=\"{said}\"/><pic:cNvPicPr/></pic:nvPicPr>\
         <pic:blipFill><a:blip xmlns:r=\"{RELATIONSHIPS}\" r:embed=\"{relationship}\"/>\
         <a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
         <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>\
         </pic:pic></a:graphicData></a:graphic></wp:inline>"
    )
}
