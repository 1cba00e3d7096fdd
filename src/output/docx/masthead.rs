//! The header block of a conference document: docx-rs's table, with our paragraphs in its cells.

use docx_rs::{
    BorderType, BuildXML, Paragraph as Typed, Table, TableCell, TableCellBorder, TableCellBorderPosition,
    TableCellBorders, TableLayoutType, TablePositionProperty, TableRow, VAlignType, WidthType,
};

use super::canonical;
use super::changes::Moves;
use super::context::{Context, Story};
use super::paragraph::{self, Extras};
use super::paragraph_marks::ParagraphEnd;
use super::picture;
use super::runs::Runs;
use crate::house::{MastheadRule, ParagraphStyle};
use crate::layout::{Masthead, Picture, Run};
use crate::model::{Alignment, Revision};
use crate::ooxml::XmlWriter;

/// From the block to the text beside it, were there any (`w:leftFromText`); Word's own distance.
const DISTANCE: i32 = 180;

/// Writes the header block (FORMAT § 5.2): names and emblem over a line, meeting and numbers under
/// it, then source, titles and agenda item across.
pub(super) fn write(story: &mut Story, context: &mut Context<'_>, masthead: &Masthead) {
    let Masthead {
        conference,
        place_and_dates,
        meeting,
        number,
        date,
        original,
        titles,
        logo,
    } = masthead;
    let rule = context.house.masthead();
    let mut cells = Cells {
        story,
        context,
        slots: Vec::new(),
    };
    let names = [
        cells.line(ParagraphStyle::Logo, conference, None),
        cells.line(ParagraphStyle::Logo, place_and_dates, Some(rule.place_size)),
    ];
    let names: Vec<usize> = names.into_iter().flatten().collect();
    let mut rows = Vec::new();
    match logo {
        Some(logo) => {
            let emblem = cells.emblem(logo, rule);
            rows.push(vec![
                under_line(cell(rule, 0, names), rule),
                under_line(cell(rule, 1, vec![emblem]), rule),
            ]);
        }
        None => rows.push(vec![under_line(across(rule, names), rule)]),
    }
    let left: Vec<usize> = cells
        .line(ParagraphStyle::Committee, meeting, None)
        .into_iter()
        .collect();
    let right = [
        cells.line(ParagraphStyle::DocNumber, number, None),
        cells.line(ParagraphStyle::DocDate, date, None),
        cells.line(ParagraphStyle::DocOriginal, original, None),
    ];
    let right: Vec<usize> = right.into_iter().flatten().collect();
    if !left.is_empty() || !right.is_empty() {
        rows.push(vec![
            below_line(cell(rule, 0, left), rule),
            below_line(cell(rule, 1, right), rule),
        ]);
    }
    for title in titles {
        let slot = cells.slot(|story, context| {
            let end = ParagraphEnd::plain(title.style);
            paragraph::write(story, context, title, end, Extras::default());
        });
        rows.push(vec![across(rule, vec![slot])]);
    }
    let slots = cells.slots;
    let rows = rows
        .into_iter()
        .map(|cells| TableRow::new(cells).cant_split())
        .collect();
    let columns = rule.columns.map(size);
    let position = TablePositionProperty::new()
        .left_from_text(DISTANCE)
        .right_from_text(DISTANCE)
        .vertical_anchor("page")
        .horizontal_anchor("margin")
        .position_x_alignment("center")
        .position_y(rule.top);
    let frame = Table::without_borders(rows)
        .set_grid(columns.to_vec())
        .width(columns.iter().sum(), WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .position(position);
    let mut frame = canonical::finish(&frame.build(), &slots);
    if context.flow.language.is_right_to_left() {
        // docx-rs has no right-to-left tables; the element follows the position (CT_TblPr).
        frame = frame.replacen("<w:tblW ", "<w:bidiVisual/><w:tblW ", 1);
    }
    story.xml.raw(&frame);
}

/// Collects the paragraphs of the cells; a slot is the place of one, from 1.
struct Cells<'s, 'a> {
    story: &'s mut Story,
    context: &'s mut Context<'a>,
    slots: Vec<String>,
}

impl<'a> Cells<'_, 'a> {
    fn slot(&mut self, write: impl FnOnce(&mut Story, &mut Context<'a>)) -> usize {
        let document = std::mem::replace(&mut self.story.xml, XmlWriter::fragment());
        write(self.story, self.context);
        let slot = std::mem::replace(&mut self.story.xml, document);
        self.slots.push(slot.finish());
        self.slots.len()
    }

    /// A paragraph of runs, unless it would be empty.
    fn line(&mut self, style: ParagraphStyle, runs: &[Run], size: Option<u16>) -> Option<usize> {
        if runs.is_empty() {
            return None;
        }
        Some(self.slot(|story, context| {
            story.xml.start("w:p");
            let end = ParagraphEnd::plain(style);
            paragraph::properties(&mut story.xml, context, end, Moves::Plain, Extras::default());
            let rule = context.house.paragraph(style);
            let mut written = Runs::new(story, context, rule, Moves::Plain);
            written.resize(size);
            runs.iter().for_each(|run| written.write(run));
            written.finish();
            story.xml.end();
        }))
    }

    /// The emblem, at the end of its cell.
    fn emblem(&mut self, logo: &Picture, rule: MastheadRule) -> usize {
        self.slot(|story, context| {
            story.xml.start("w:p");
            let end = ParagraphEnd::plain(ParagraphStyle::Logo);
            let extras = Extras {
                alignment: Alignment::Right,
                ..Extras::default()
            };
            paragraph::properties(&mut story.xml, context, end, Moves::Plain, extras);
            picture::write_run(story, context, logo, Revision::NONE, rule.emblem);
            story.xml.end();
        })
    }
}

fn size(twips: i32) -> usize {
    usize::try_from(twips).unwrap_or_default()
}

/// A cell of one column.
fn cell(rule: MastheadRule, column: usize, slots: Vec<usize>) -> TableCell {
    filled(slots).width(size(rule.columns[column]), WidthType::Dxa)
}

/// A cell across both columns.
fn across(rule: MastheadRule, slots: Vec<usize>) -> TableCell {
    let width = rule.columns.iter().copied().map(size).sum();
    filled(slots).width(width, WidthType::Dxa).grid_span(2)
}

fn filled(slots: Vec<usize>) -> TableCell {
    let paragraphs = slots
        .into_iter()
        .map(|slot| Typed::new().id(format!("{slot:08X}")));
    paragraphs.fold(TableCell::new(), TableCell::add_paragraph)
}

/// A cell with the line under the first row.
fn under_line(mut cell: TableCell, rule: MastheadRule) -> TableCell {
    cell.property = cell.property.margin_bottom(size(rule.gap), WidthType::Dxa);
    let line = TableCellBorder::new(TableCellBorderPosition::Bottom)
        .size(rule.line.into())
        .border_type(BorderType::Single)
        .color("auto");
    cell.set_borders(TableCellBorders::with_empty().set(line))
        .vertical_align(VAlignType::Center)
}

/// A cell of the row under the line.
fn below_line(mut cell: TableCell, rule: MastheadRule) -> TableCell {
    cell.property = cell.property.margin_top(size(rule.gap), WidthType::Dxa);
    cell
}
