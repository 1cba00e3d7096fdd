//! The frame that stands in the place of a drawing which a PDF cannot show, its description inside.

use super::line;
use super::page::{Artifact, Colour, Drawn, Item, Rule, Tag};
use super::paragraph::lines;
use super::shaping::Shaper;
use super::stage::Stage;
use super::strip::Content;
use super::text::Text;
use super::walk::Picture;
use crate::house::{Align, ParagraphStyle};

/// How thick the frame is, in points.
const THICKNESS: f32 = 0.5;
/// The room between the frame and the words, in points.
const ROOM: f32 = 6.0;

/// Draws the frame in an area of a strip: left edge, width and height. Words that have no room in it
/// are left to those who ask for the description.
pub(super) fn draw<'a>(
    stage: &Stage<'a>,
    it: &Picture,
    [left, width, height]: [f32; 3],
    content: &mut Content,
    shaper: &mut Shaper<'a>,
) {
    let edges = [
        [left, 0.0, width, THICKNESS],
        [left, height - THICKNESS, width, THICKNESS],
        [left, 0.0, THICKNESS, height],
        [left + width - THICKNESS, 0.0, THICKNESS, height],
    ];
    for [x, y, width, height] in edges {
        content.items.push(Item {
            tag: Tag::Artifact(Artifact::Layout),
            change: it.picture.revision.deleted.is_some(),
            drawn: Drawn::Rule(Rule {
                x,
                y,
                width,
                height,
                colour: Colour::BLACK,
                dots: None,
            }),
        });
    }
    let room = width - 2.0 * ROOM;
    if room <= 0.0 {
        return;
    }
    let form = stage.form(ParagraphStyle::Figure, Align::Centre, room);
    let set = lines(&words(stage, it), &form, shaper, &mut Vec::new());
    let total = line::height(&set);
    let mut y = ((height - total) / 2.0).max(ROOM);
    for line in set {
        let (ascent, line_height) = (line.ascent, line.height());
        if y + line_height > height - ROOM {
            break;
        }
        content.put(line, left + ROOM, y + ascent);
        y += line_height;
    }
}

fn words(stage: &Stage<'_>, it: &Picture) -> Text {
    let setting = stage.plain_setting(ParagraphStyle::Figure, false, it.look.colour, Tag::Slot(it.slot));
    let mut text = Text {
        right_to_left: stage.language.is_right_to_left(),
        ..Text::default()
    };
    text.push(&it.picture.alternative, setting, it.picture.span);
    text
}
