//! Pictures: a drawing in the line of a paragraph of its own.

use super::changes::MoveForm;
use super::context::{Context, Story};
use super::paragraph::{self, Extras};
use super::paragraph_marks::ParagraphEnd;
use crate::diagnostic::{Code, Diagnostic};
use crate::layout::Picture;
use crate::model::Revision;
use crate::ooxml::XmlWriter;

/// EMU in a twip.
const EMU_PER_TWIP: u64 = 635;
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

/// Writes a picture's paragraph. The picture is as large as its file says, and never larger than
/// the page's text.
pub(super) fn write(
    story: &mut Story,
    context: &mut Context<'_>,
    picture: &Picture,
    end: ParagraphEnd,
    extras: Extras<'_>,
) {
    let page = context.house.page();
    let room = [
        page.width - page.left - page.right,
        page.height - page.top - page.bottom,
    ];
    story.xml.start("w:p");
    paragraph::properties(&mut story.xml, context, end, MoveForm::Plain, extras);
    write_run(story, context, picture, picture.revision, room);
    story.xml.end();
}

/// Writes the run that holds a picture, fitted into a room of so many twips.
pub(super) fn write_run(
    story: &mut Story,
    context: &mut Context<'_>,
    picture: &Picture,
    revision: Revision,
    room: [i32; 2],
) {
    let Some(medium) = context.media.get(&picture.file) else {
        let message = format!("the picture `{}` is missing or is no PNG or JPEG", picture.file);
        context
            .findings
            .push(Diagnostic::new(Code::PictureUnreadable, picture.span, message));
        return;
    };
    let [width, height] = room.map(|twips| u64::try_from(twips).unwrap_or_default() * EMU_PER_TWIP);
    let (width, height) = medium.raster.within(width, height);
    let relationship = story.relationships.id(medium.kind, &medium.target);
    let wrappers = context.changes.open(&mut story.xml, revision, MoveForm::Plain);
    let identifier = context.changes.identifier();
    let drawing = Drawing {
        picture,
        identifier,
        relationship: &relationship,
        width,
        height,
    };
    story.xml.start("w:r").start("w:drawing");
    drawing.write(&mut story.xml);
    // w:drawing and w:r
    for _ in 0..2 + wrappers {
        story.xml.end();
    }
}

/// A picture as it stands in the line.
struct Drawing<'p> {
    picture: &'p Picture,
    identifier: usize,
    /// What leads to its file.
    relationship: &'p str,
    /// In EMU, as its height.
    width: u64,
    height: u64,
}

impl Drawing<'_> {
    /// Writes `wp:inline` (ECMA-376 § 20.4.2.8).
    fn write(&self, xml: &mut XmlWriter) {
        xml.start("wp:inline");
        for side in ["distT", "distB", "distL", "distR"] {
            xml.number(side, 0);
        }
        xml.start("wp:extent")
            .number("cx", self.width)
            .number("cy", self.height)
            .end();
        xml.start("wp:docPr")
            .number("id", self.identifier)
            .number("name", format_args!("Picture {}", self.identifier))
            .attribute("descr", &self.picture.alternative)
            .end();
        xml.start("wp:cNvGraphicFramePr")
            .start("a:graphicFrameLocks")
            .attribute("xmlns:a", DRAWING)
            .number("noChangeAspect", 1)
            .end()
            .end();
        xml.start("a:graphic")
            .attribute("xmlns:a", DRAWING)
            .start("a:graphicData")
            .attribute("uri", PICTURE);
        self.write_graphic(xml);
        xml.end().end().end();
    }

    /// Writes `pic:pic` (§ 20.2.2.5).
    fn write_graphic(&self, xml: &mut XmlWriter) {
        let file = &self.picture.file;
        xml.start("pic:pic")
            .attribute("xmlns:pic", PICTURE)
            .start("pic:nvPicPr");
        xml.start("pic:cNvPr")
            .number("id", self.identifier)
            .attribute("name", file.rsplit(['/', '\\']).next().unwrap_or(file))
            .attribute("descr", &self.picture.alternative)
            .end()
            .empty("pic:cNvPicPr")
            .end();
        xml.start("pic:blipFill")
            .start("a:blip")
            .attribute("r:embed", self.relationship)
            .end();
        xml.start("a:stretch").empty("a:fillRect").end().end();
        xml.start("pic:spPr").start("a:xfrm");
        xml.start("a:off").number("x", 0).number("y", 0).end();
        xml.start("a:ext")
            .number("cx", self.width)
            .number("cy", self.height)
            .end()
            .end();
        xml.start("a:prstGeom")
            .attribute("prst", "rect")
            .empty("a:avLst")
            .end()
            .end();
        xml.end();
    }
}
