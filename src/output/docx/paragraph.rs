//! Paragraphs: properties, paragraph mark, runs.

use super::changes::MoveForm;
use super::context::{Context, Story};
use super::moves::MoveRanges;
use super::paragraph_marks::ParagraphEnd;
use super::runs::Runs;
use crate::house::ParagraphStyle;
use crate::layout::{Paragraph, Role};
use crate::model::{Alignment, ChangeId};
use crate::ooxml::XmlWriter;

/// What a paragraph has beside its style and text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Extras<'a> {
    /// How the column of a table sets it.
    pub(super) alignment: Alignment,
    /// Whether it begins a page.
    pub(super) begins_page: bool,
    /// Whether it has no space above, whatever its style says.
    pub(super) flush: bool,
    /// Its sizes in half-points, of Latin and of Arabic letters, where they are not its style's.
    pub(super) size: Option<[u16; 2]>,
    /// The section that ends with it, as XML.
    pub(super) section: Option<&'a str>,
    /// Its place in the body, where the ranges of moves are looked up.
    pub(super) moves: Option<(&'a MoveRanges, usize)>,
}

/// Writes a paragraph.
pub(super) fn write(
    story: &mut Story,
    context: &mut Context<'_>,
    paragraph: &Paragraph,
    end: ParagraphEnd,
    extras: Extras<'_>,
) {
    let moves = if extras.moves.is_some() {
        MoveForm::Named
    } else {
        MoveForm::Plain
    };
    story.xml.start("w:p");
    properties(&mut story.xml, context, end, moves, extras);
    let rule = context.house.paragraph(paragraph.style);
    let names = paragraph.bookmarks.iter();
    let bookmarks: Vec<(usize, &str)> = names
        .map(|name| (context.changes.identifier(), &**name))
        .collect();
    let names = paragraph.bookmarks.iter();
    let entries: Vec<_> = names.filter_map(|name| context.contents.at(name)).collect();
    let label_end = match paragraph.label_runs {
        0 => paragraph.runs.len(),
        runs => runs.min(paragraph.runs.len()),
    };
    let mut runs = Runs::new(story, context, rule, moves);
    runs.resize(extras.size);
    for (identifier, name) in &bookmarks {
        runs.start_bookmark(*identifier, name);
    }
    for (index, run) in paragraph.runs.iter().enumerate() {
        if index == label_end {
            close_bookmarks(&mut runs, bookmarks.first());
        }
        match extras.moves {
            None => runs.write(run),
            Some((ranges, block)) => {
                let place = (block, index);
                ranges.starting(place).for_each(|id| runs.start_move(id));
                runs.show_moves(ranges.form(run.revision, place));
                runs.write(run);
                ranges.ending(place).for_each(|id| runs.end_move(id));
            }
        }
    }
    if label_end == paragraph.runs.len() {
        close_bookmarks(&mut runs, bookmarks.first());
    }
    let mark = extras
        .moves
        .map(|(ranges, block)| (ranges, (block, paragraph.runs.len())));
    if let Some((ranges, place)) = mark {
        ranges.starting(place).for_each(|id| runs.start_move(id));
    }
    if paragraph.role == Role::Rule {
        runs.rule(paragraph.mark);
    }
    for entry in entries {
        runs.contents_line(entry);
    }
    close_bookmarks(&mut runs, bookmarks.get(1..).unwrap_or_default());
    runs.finish();
    story.xml.end();
    // A range that takes in the paragraph mark ends behind the paragraph.
    if let Some((ranges, place)) = mark {
        for id in ranges.ending(place) {
            context.changes.end_move(&mut story.xml, id);
        }
    }
}

fn close_bookmarks<'b>(runs: &mut Runs<'_, '_>, bookmarks: impl IntoIterator<Item = &'b (usize, &'b str)>) {
    for (identifier, _) in bookmarks {
        runs.end_bookmark(*identifier);
    }
}

/// `w:pPr` in the order of the schema (CT_PPr, ECMA-376 § 17.3.1.26).
pub(super) fn properties(
    xml: &mut XmlWriter,
    context: &mut Context<'_>,
    end: ParagraphEnd,
    moves: MoveForm,
    extras: Extras<'_>,
) {
    let ParagraphEnd {
        mark,
        style,
        original,
    } = end;
    let alignment = match extras.alignment {
        Alignment::House => None,
        // Word reads `left` and `right` as start and end in Arabic paragraphs.
        Alignment::Left => Some("left"),
        Alignment::Centre => Some("center"),
        Alignment::Right => Some("right"),
    };
    let bare = style == ParagraphStyle::Normal
        && alignment.is_none()
        && !extras.begins_page
        && !extras.flush
        && mark.is_none()
        && extras.size.is_none()
        && extras.section.is_none()
        && original.is_none();
    if bare {
        return;
    }
    xml.start("w:pPr");
    style_name(xml, context, style);
    if extras.begins_page {
        xml.empty("w:pageBreakBefore");
    }
    if extras.flush {
        xml.start("w:spacing").number("w:before", 0).end();
    }
    if let Some(alignment) = alignment {
        xml.value("w:jc", alignment);
    }
    if !mark.is_none() || extras.size.is_some() {
        xml.start("w:rPr");
        context.changes.mark(xml, mark, moves);
        // The mark is as high as its line.
        if let Some([size, complex]) = extras.size {
            xml.value_number("w:sz", size).value_number("w:szCs", complex);
        }
        xml.end();
    }
    if let Some(section) = extras.section {
        xml.raw(section);
    }
    if let Some((before, cause)) = original {
        style_change(xml, context, before, cause);
    }
    xml.end();
}

/// `w:pPrChange`: the style that the paragraph had.
fn style_change(xml: &mut XmlWriter, context: &mut Context<'_>, before: ParagraphStyle, cause: ChangeId) {
    context.changes.start(xml, "w:pPrChange", cause);
    xml.start("w:pPr");
    style_name(xml, context, before);
    xml.end().end();
}

/// `w:pStyle`; Word leaves it out for Normal.
fn style_name(xml: &mut XmlWriter, context: &Context<'_>, style: ParagraphStyle) {
    if style != ParagraphStyle::Normal {
        xml.value("w:pStyle", context.house.identity(style).0);
    }
}
