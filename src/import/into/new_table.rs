//! Tables that the file has not yet: set like the nearest of its tables, else plain with lines.

use super::fresh::Pattern;
use super::plan::{Plan, Spot};
use super::properties::MarkEdit;
use super::refusal::NoPlace;
use super::signs::{self, What};
use crate::import::origins::TableOrigin;
use crate::model::{Alignment, Cell, ChangeId, Revision, Table};

/// The columns of a table share so much, in twentieths of a point; the table itself is as wide as the text.
const WIDTH: usize = 9600;

/// Lines of a table where no table of the file has any.
const SIDES: [&str; 6] = ["top", "left", "bottom", "right", "insideH", "insideV"];

/// Properties of tables in their order, as far as a new one is set by them (ECMA-376 § 17.4.59).
const BEFORE_WIDTH: [&str; 4] = [
    "tblStyle",
    "bidiVisual",
    "tblStyleRowBandSize",
    "tblStyleColBandSize",
];
const BEHIND_WIDTH: [&str; 7] = [
    "jc",
    "tblCellSpacing",
    "tblInd",
    "tblBorders",
    "shd",
    "tblCellMar",
    "tblLook",
];

/// How a new table is set: the properties of the table, and its cells in the head and below.
struct Setting<'t> {
    properties: String,
    head: Pattern<'t>,
    body: Pattern<'t>,
}

impl<'t> Plan<'_, 't, '_> {
    /// Puts a table in; `like` is the nearest of the file.
    pub(super) fn new_table(
        &mut self,
        table: &Table,
        whole: Revision,
        spot: &Spot,
        like: Option<(&Table, &TableOrigin)>,
    ) -> Result<(), NoPlace> {
        let setting = self.setting(like);
        let w = self.pen.prefix.clone();
        let columns = table.columns.len().max(1);
        let mut xml = format!("<{w}tbl><{w}tblPr>{}</{w}tblPr><{w}tblGrid>", setting.properties);
        for _ in 0..columns {
            xml.push_str(&format!("<{w}gridCol {w}w=\"{}\"/>", WIDTH / columns));
        }
        xml.push_str(&format!("</{w}tblGrid>"));
        let mut by = None;
        for (at, row) in table.rows.iter().enumerate() {
            let state = row.revision.within(whole);
            let new = self.known.new_only(state.inserted).ok_or(NoPlace::Table)?;
            by = by.or(Some(new));
            xml.push_str(&self.new_row(table, at, (state, new), &setting)?);
        }
        xml.push_str(&format!("</{w}tbl>"));
        let by = by.ok_or(NoPlace::Table)?;
        let parted = self.apart_from_tables(spot, by, xml);
        self.put(&spot.part, spot.at..spot.at, parted);
        Ok(())
    }

    /// A table with a paragraph between it and what would be one table with it, or has to end in a
    /// paragraph.
    fn apart_from_tables(&mut self, spot: &Spot, by: ChangeId, table: String) -> String {
        let w = self.pen.prefix.clone();
        let text = self.file.text(&spot.part).unwrap_or_default();
        let (before, behind) = text.split_at_checked(spot.at).unwrap_or_default();
        let last = self.last_put(spot).map_or(before, |last| last.as_str());
        let is_behind = last.ends_with(&format!("</{w}tbl>"));
        let next = behind.trim_start();
        let begins = |name: &str| {
            next.starts_with(&format!("<{w}{name}")) || next.starts_with(&format!("</{w}{name}"))
        };
        let is_before = ["tbl", "sectPr", "body", "tc", "txbxContent"]
            .into_iter()
            .any(begins);
        let mut between = |is_there: bool| match is_there {
            true => {
                let mark = self.pen.mark(by);
                format!("<{w}p><{w}pPr><{w}rPr>{mark}/></{w}rPr></{w}pPr></{w}p>")
            }
            false => String::new(),
        };
        format!("{}{table}{}", between(is_behind), between(is_before))
    }

    fn new_row(
        &mut self,
        table: &Table,
        at: usize,
        (state, by): (Revision, ChangeId),
        setting: &Setting<'t>,
    ) -> Result<String, NoPlace> {
        let w = self.pen.prefix.clone();
        let is_head = at < table.head_rows;
        let head = if is_head {
            format!("<{w}tblHeader/>")
        } else {
            String::new()
        };
        let mark = self.pen.mark(by);
        let mut xml = format!("<{w}tr><{w}trPr><{w}cantSplit/>{head}{mark}/></{w}trPr>");
        let columns = table.columns.len().max(1);
        let mut column = 0;
        while column < columns {
            let (first_row, cell) = owner(table, at, column);
            let span = cell
                .map_or(1, |cell| cell.extent.columns)
                .clamp(1, columns - column);
            let mut properties = format!("<{w}tcW {w}w=\"{}\" {w}type=\"dxa\"/>", WIDTH / columns * span);
            if span > 1 {
                properties.push_str(&format!("<{w}gridSpan {w}val=\"{span}\"/>"));
            }
            let is_first = first_row == at;
            if cell.is_some_and(|cell| cell.extent.rows > 1) {
                let how = if is_first {
                    format!(" {w}val=\"restart\"")
                } else {
                    String::new()
                };
                properties.push_str(&format!("<{w}vMerge{how}/>"));
            }
            let mut paragraphs = String::new();
            for paragraph in cell.iter().filter(|_| is_first).flat_map(|cell| &cell.paragraphs) {
                let says = signs::of_cell_paragraph(paragraph, state)?;
                let edit = MarkEdit {
                    align: table.columns.get(column).and_then(|way| justified(*way)),
                    ..MarkEdit::default()
                };
                let pattern = if is_head { &setting.head } else { &setting.body };
                paragraphs.push_str(&pattern.whole(&says, &edit, &mut self.pen));
            }
            if paragraphs.is_empty() {
                paragraphs = format!("<{w}p/>");
            }
            xml.push_str(&format!(
                "<{w}tc><{w}tcPr>{properties}</{w}tcPr>{paragraphs}</{w}tc>"
            ));
            column += span;
        }
        xml.push_str(&format!("</{w}tr>"));
        Ok(xml)
    }

    fn setting(&self, like: Option<(&Table, &TableOrigin)>) -> Setting<'t> {
        let w = self.pen.prefix.clone();
        let known = like.and_then(|(table, origin)| {
            let (text, element) = self.file.element(&origin.place)?;
            let own = element.child("tblPr")?;
            let named = |name: &&str| Some(&text[own.child(name)?.place()]);
            let before: String = BEFORE_WIDTH.iter().filter_map(named).collect();
            let behind: String = BEHIND_WIDTH.iter().filter_map(named).collect();
            // Only one that has words tells how its words are set.
            let cell = |row: usize| {
                let cells = origin.rows.get(row)?.cells.iter();
                cells.into_iter().find_map(|(&column, places)| {
                    let old = table.rows.get(row)?.cells.get(column)?.paragraphs.first()?;
                    let says = signs::of_cell_paragraph(old, Revision::NONE).ok()?;
                    let has_words = says
                        .iter()
                        .any(|sign| matches!(sign.what, What::Char(c) if c.is_alphanumeric()));
                    self.pattern(places.first()?.first()?, &says)
                        .filter(|_| has_words)
                })
            };
            let body = (table.head_rows..table.rows.len()).rev().find_map(cell)?;
            let head = (0..table.head_rows).find_map(cell);
            Some(Setting {
                properties: format!("{before}<{w}tblW {w}w=\"5000\" {w}type=\"pct\"/>{behind}"),
                head: head.unwrap_or_else(|| body.clone()),
                body,
            })
        });
        known.unwrap_or_else(|| {
            let sides = SIDES.map(|side| {
                format!("<{w}{side} {w}val=\"single\" {w}sz=\"4\" {w}space=\"0\" {w}color=\"auto\"/>")
            });
            Setting {
                properties: format!(
                    "<{w}tblW {w}w=\"5000\" {w}type=\"pct\"/><{w}tblBorders>{}</{w}tblBorders>",
                    sides.concat()
                ),
                head: Pattern::default(),
                body: Pattern::default(),
            }
        })
    }

    /// Whether a table of the file has lines that are seen, by a style or by itself.
    pub(super) fn has_lines(&self, origin: &TableOrigin) -> bool {
        let element = self.file.element(&origin.place);
        let properties = element.and_then(|(_, element)| element.child("tblPr"));
        properties.is_some_and(|own| own.child("tblStyle").is_some() || own.child("tblBorders").is_some())
    }
}

/// The cell that a place of a table is of, and the row that it begins in.
fn owner(table: &Table, row: usize, column: usize) -> (usize, Option<&Cell>) {
    for above in (0..=row).rev() {
        let Some(cell) = table.rows[above].cells.get(column) else {
            return (row, None);
        };
        if !signs::is_covered(cell) {
            return (above, Some(cell));
        }
    }
    (row, None)
}

fn justified(way: Alignment) -> Option<&'static str> {
    match way {
        Alignment::House => None,
        Alignment::Left => Some("left"),
        Alignment::Centre => Some("center"),
        Alignment::Right => Some("right"),
    }
}
