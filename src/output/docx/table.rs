//! Tables in the text.

use super::changes::MoveForm;
use super::context::{Context, Story};
use super::paragraph::{self, Extras};
use super::paragraph_marks::{ParagraphEnd, Written, ends};
use crate::house::{ParagraphStyle, Twips};
use crate::layout::{Cell, Columns, Row, Table};
use crate::model::{Alignment, Extent, Revision};

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
        settled: _,
    } = table;
    let set = table.estimate_columns(context.house);
    let widths = &set.widths;
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
    if set.padding != context.house.table().padding {
        xml.start("w:tblCellMar");
        for side in ["w:left", "w:right"] {
            xml.start(side)
                .number("w:w", set.padding)
                .attribute("w:type", "dxa")
                .end();
        }
        xml.end();
    }
    xml.start("w:tblLook")
        .attribute("w:val", if *head_rows > 0 { "0020" } else { "0000" })
        .number("w:firstRow", u8::from(*head_rows > 0))
        .end();
    if let Some(description) = description {
        xml.value("w:tblCaption", description);
    }
    xml.end().start("w:tblGrid");
    for width in widths {
        xml.start("w:gridCol").number("w:w", width).end();
    }
    xml.end();
    let mut grid = Grid {
        columns,
        set: &set,
        going_on: vec![Extent::COVERED; columns.len()],
    };
    for (index, row) in rows.iter().enumerate() {
        let parts = set.may_part(row, context.house);
        write_row(story, context, row, (index < *head_rows, parts), &mut grid);
    }
    story.xml.end();
}

/// The columns of a table while its rows are written.
struct Grid<'t> {
    columns: &'t [Alignment],
    set: &'t Columns,
    /// By their first column, the cells of rows above that go on: over how many columns, and over
    /// how many rows from here on.
    going_on: Vec<Extent>,
}

impl Grid<'_> {
    /// The columns and rows that a cell of a row takes: all that Word wants of a merged cell is a
    /// wide cell in each of its rows, of which the first begins the merger and the others go on
    /// with it. None where a cell before it in the row takes the place.
    fn take(&mut self, column: usize, extent: Extent) -> Option<Taken> {
        let slot = self.going_on.get_mut(column)?;
        let goes_on = extent == Extent::COVERED;
        if !goes_on {
            *slot = extent;
        } else if slot.rows == 0 {
            return None;
        }
        let taken = Taken {
            columns: slot.columns,
            merge: match (goes_on, slot.rows) {
                (true, _) => Some("continue"),
                (false, 2..) => Some("restart"),
                (false, _) => None,
            },
        };
        slot.rows = slot.rows.saturating_sub(1);
        Some(taken)
    }
}

/// What a cell takes of a row.
struct Taken {
    columns: usize,
    /// What `w:vMerge` says of it.
    merge: Option<&'static str>,
}

/// Writes a row; says of it whether it is part of the head and whether pages may part it.
fn write_row(
    story: &mut Story,
    context: &mut Context<'_>,
    row: &Row,
    (is_head, parts): (bool, bool),
    grid: &mut Grid<'_>,
) {
    let Row { cells, revision } = row;
    let xml = &mut story.xml;
    xml.start("w:tr");
    // A row without properties has no element for them.
    if is_head || !parts || !revision.is_none() {
        xml.start("w:trPr");
        if is_head || !parts {
            xml.empty("w:cantSplit");
        }
        if is_head {
            xml.empty("w:tblHeader");
        }
        context.changes.mark(xml, *revision, MoveForm::Plain);
        xml.end();
    }
    for (column, cell) in cells.iter().enumerate() {
        let Some(taken) = grid.take(column, cell.extent) else {
            continue;
        };
        let widths = grid.set.widths.iter().skip(column).take(taken.columns);
        let xml = &mut story.xml;
        xml.start("w:tc").start("w:tcPr");
        xml.start("w:tcW")
            .number("w:w", widths.sum::<Twips>())
            .attribute("w:type", "dxa")
            .end();
        if taken.columns > 1 {
            xml.start("w:gridSpan").number("w:val", taken.columns).end();
        }
        if let Some(merge) = taken.merge {
            xml.value("w:vMerge", merge);
        }
        xml.end();
        let extras = Extras {
            alignment: grid.columns.get(column).copied().unwrap_or_default(),
            ..Extras::default()
        };
        write_paragraphs(story, context, cell, *revision, is_head, (grid.set, extras));
        story.xml.end();
    }
    story.xml.end();
}

/// The paragraphs of a cell; Word wants one even in a place that a cell above it covers.
fn write_paragraphs(
    story: &mut Story,
    context: &mut Context<'_>,
    cell: &Cell,
    row: Revision,
    is_head: bool,
    (set, extras): (&Columns, Extras<'_>),
) {
    let sized = |style, context: &Context<'_>| Extras {
        size: set.sizes(context.house.paragraph(style)),
        ..extras
    };
    // The mark of a cell's last paragraph goes only with its row: there is no next one to join.
    let written = cell
        .paragraphs
        .iter()
        .map(|paragraph| Written::of(context.flow, paragraph));
    let written: Vec<Written> = written.collect();
    for (paragraph, end) in cell.paragraphs.iter().zip(ends(&written)) {
        let extras = sized(paragraph.style, context);
        paragraph::write(story, context, paragraph, end, extras);
    }
    if cell.paragraphs.is_empty() {
        let style = match is_head {
            true => ParagraphStyle::TableHead,
            false => ParagraphStyle::TableText,
        };
        let end = ParagraphEnd {
            mark: row,
            ..ParagraphEnd::plain(style)
        };
        story.xml.start("w:p");
        let extras = sized(style, context);
        paragraph::properties(&mut story.xml, context, end, MoveForm::Plain, extras);
        story.xml.end();
    }
}
