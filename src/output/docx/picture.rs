//! Pictures: a drawing in the line of a paragraph of its own.

use super::changes::MoveForm;
use super::context::{Context, Story};
use super::paragraph::{self, Extras};
use super::paragraph_marks::ParagraphEnd;
use crate::diagnostic::{Code, Diagnostic};
use crate::layout::Picture;
use crate::model::Revision;

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
    let Picture {
        file,
        alternative,
        revision: _,
        span,
    } = picture;
    let Some(medium) = context.media.get(file) else {
        let message = format!("the picture `{file}` is missing or is no PNG or JPEG");
        context
            .findings
            .push(Diagnostic::new(Code::PictureUnreadable, *span, message));
        return;
    };
    let [width, height] = room.map(|twips| u64::try_from(twips).unwrap_or_default() * EMU_PER_TWIP);
    let (width, height) = medium.raster.within(width, height);
    let relationship = story.relationships.id(medium.kind, &medium.target);
    let wrappers = context.changes.open(&mut story.xml, revision, MoveForm::Plain);
    let identifier = context.changes.identifier();
    let xml = &mut story.xml;
    xml.start("w:r").start("w:drawing").start("wp:inline");
    for side in ["distT", "distB", "distL", "distR"] {
        xml.number(side, 0);
    }
    xml.start("wp:extent")
        .number("cx", width)
        .number("cy", height)
        .end();
    xml.start("wp:docPr")
        .number("id", identifier)
        .number("name", format_args!("Picture {identifier}"))
        .attribute("descr", alternative)
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
    xml.start("pic:pic")
        .attribute("xmlns:pic", PICTURE)
        .start("pic:nvPicPr");
    xml.start("pic:cNvPr")
        .number("id", identifier)
        .attribute("name", file.rsplit(['/', '\\']).next().unwrap_or(file))
        .attribute("descr", alternative)
        .end()
        .empty("pic:cNvPicPr")
        .end();
    xml.start("pic:blipFill")
        .start("a:blip")
        .attribute("r:embed", &relationship)
        .end();
    xml.start("a:stretch").empty("a:fillRect").end().end();
    xml.start("pic:spPr").start("a:xfrm");
    xml.start("a:off").number("x", 0).number("y", 0).end();
    xml.start("a:ext")
        .number("cx", width)
        .number("cy", height)
        .end()
        .end();
    xml.start("a:prstGeom")
        .attribute("prst", "rect")
        .empty("a:avLst")
        .end()
        .end();
    // pic:pic, a:graphicData, a:graphic, wp:inline, w:drawing, w:r
    for _ in 0..6 + wrappers {
        xml.end();
    }
}
