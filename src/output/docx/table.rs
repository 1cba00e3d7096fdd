//! Tables in the text.

use super::changes::MoveForm;
use super::context::{Context, Story};
use super::paragraph::{self, Extras};
use super::paragraph_marks::ParagraphEnd;
use crate::house::Twips;
use crate::layout::{Row, Table};
use crate::model::{Alignment, Revision};

/// The table style of all tables in the text.
pub(super) const STYLE: &str = "TableGrid";

/// Writes a table (ECMA-376 § 17.4.37).
pub(super) fn write(story: &mut Story, context: &mut Context<'_>, table: &Table) {
    let Table {
        columns,
        head_rows,
        rows,
        span: _,
        description,
    } = table;
    let widths = table.widths(context.house);
    let xml = &mut story.xml;
    xml.start("w:tbl").start("w:tblPr").value("w:tblStyle", STYLE);
    if context.flow.language.is_right_to_left() {
        xml.empty("w:bidiVisual");
    }
    xml.start("w:tblW")
        .number("w:w", widths.iter().sum::<Twips>())
        .attribute("w:type", "dxa")
        .end();
    xml.value("w:jc", "center");
    xml.start("w:tblLook")
        .attribute("w:val", if *head_rows > 0 { "0020" } else { "0000" })
        .number("w:firstRow", u8::from(*head_rows > 0))
        .end();
    if let Some(description) = description {
        xml.value("w:tblCaption", description);
    }
    xml.end().start("w:tblGrid");
    for width in &widths {
        xml.start("w:gridCol").number("w:w", width).end();
    }
    xml.end();
    for (index, row) in rows.iter().enumerate() {
        write_row(story, context, row, index < *head_rows, columns, &widths);
    }
    story.xml.end();
}

fn write_row(
    story: &mut Story,
    context: &mut Context<'_>,
    row: &Row,
    is_head: bool,
    columns: &[Alignment],
    widths: &[Twips],
) {
    let Row { cells, revision } = row;
    let xml = &mut story.xml;
    xml.start("w:tr").start("w:trPr").empty("w:cantSplit");
    if is_head {
        xml.empty("w:tblHeader");
    }
    context.changes.mark(xml, *revision, MoveForm::Plain);
    xml.end();
    for (column, cell) in cells.iter().enumerate() {
        let width = widths.get(column).copied().unwrap_or_default();
        story.xml.start("w:tc").start("w:tcPr");
        story
            .xml
            .start("w:tcW")
            .number("w:w", width)
            .attribute("w:type", "dxa")
            .end()
            .end();
        // The mark of a cell's last paragraph goes only with its row.
        let mark = if revision.is_none() {
            Revision::NONE
        } else {
            cell.paragraph.mark
        };
        let end = ParagraphEnd {
            mark,
            ..ParagraphEnd::plain(cell.paragraph.style)
        };
        let extras = Extras {
            alignment: columns.get(column).copied().unwrap_or_default(),
            ..Extras::default()
        };
        paragraph::write(story, context, &cell.paragraph, end, extras);
        story.xml.end();
    }
    story.xml.end();
}
