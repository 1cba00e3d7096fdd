//! Edits of tables: cells, paragraphs of cells, and rows.

use super::fresh::{self, Pattern};
use super::plan::Plan;
use super::properties::MarkEdit;
use super::refusal::NoPlace;
use super::signs;
use super::telling;
use crate::import::origins::{Origin, TableOrigin};
use crate::import::wordprocessing::Place;
use crate::model::{Cell, Revision, Row, Table};

impl Plan<'_, '_, '_> {
    /// A table of the file.
    pub(super) fn table(&mut self, was: &Table, origin: &TableOrigin, is: &Table, whole: Revision) {
        let refused = NoPlace::Columns(telling::of_table(is));
        let is_old = |row: &&Row| self.known.new_only(row.revision.within(whole).inserted).is_none();
        if was.columns.len() != is.columns.len()
            || was.rows.len() != origin.rows.len()
            || is.rows.iter().filter(is_old).count() != was.rows.len()
        {
            if was != is {
                self.refused.push(refused);
            }
            return;
        }
        let mut next = 0;
        let mut new: Vec<&Row> = Vec::new();
        for row in &is.rows {
            let state = row.revision.within(whole);
            if self.known.new_only(state.inserted).is_some() {
                new.push(row);
                continue;
            }
            let Some(old) = was.rows.get(next) else {
                self.refused.push(refused);
                return;
            };
            let place = &origin.rows[next];
            next += 1;
            self.rows(std::mem::take(&mut new), (was, origin, next - 1), false, whole);
            for (column, (cell, old_cell)) in row.cells.iter().zip(&old.cells).enumerate() {
                if cell.extent != old_cell.extent {
                    self.refused.push(refused.clone());
                    continue;
                }
                if signs::is_covered(cell) {
                    continue;
                }
                let none = Vec::new();
                let places = place.cells.get(&column).unwrap_or(&none);
                self.cell(places, (old_cell, old.revision), (cell, state));
            }
            if let Some(by) = self.known.new_only(state.deleted) {
                match fresh::struck_row(self.file, &place.place, by, &mut self.pen) {
                    Some((at, xml)) => self.put(&place.place.part, at, xml),
                    None => self.refused.push(refused.clone()),
                }
            }
        }
        self.rows(new, (was, origin, next), true, whole);
    }

    /// Rows that are new, before the row that was in a place, or behind the last.
    fn rows(
        &mut self,
        rows: Vec<&Row>,
        (was, origin, before): (&Table, &TableOrigin, usize),
        at_end: bool,
        whole: Revision,
    ) {
        for row in rows {
            // It looks like the row above, unless that is of the head.
            let like = match before {
                0 => 0,
                at if at == was.head_rows && !at_end => at,
                at => at - 1,
            };
            let Some(pattern) = origin.rows.get(like) else {
                continue;
            };
            let state = row.revision.within(whole);
            let Some(by) = state.inserted else { continue };
            let mut refused = None;
            let made = fresh::row(
                self.file,
                &pattern.place,
                by,
                &mut self.pen,
                &mut |column, pen| {
                    let cell = row.cells.get(column)?;
                    let mut xml = String::new();
                    for paragraph in &cell.paragraphs {
                        let says = match signs::of_cell_paragraph(paragraph, state) {
                            Ok(says) => says,
                            Err(no_place) => {
                                refused = Some(no_place);
                                return None;
                            }
                        };
                        let place = pattern.cells.get(&column).and_then(|cell| cell.first()?.first());
                        let old = was.rows[like].cells.get(column);
                        let old = old.and_then(|cell| cell.paragraphs.first());
                        let now = old.and_then(|old| signs::of_cell_paragraph(old, Revision::NONE).ok());
                        let like = place.and_then(|place| {
                            let now = now.unwrap_or_default();
                            Pattern::of(self.file, place, &now, pen)
                        });
                        xml.push_str(&like.unwrap_or_default().whole(&says, &MarkEdit::default(), pen));
                    }
                    Some(xml)
                },
            );
            let edge = match at_end {
                true => origin.rows.last().map(|row| row.place.bytes.end),
                false => origin.rows.get(before).map(|row| row.place.bytes.start),
            };
            match (made, edge) {
                (Some(xml), Some(edge)) => self.put(&pattern.place.part, edge..edge, xml),
                _ => {
                    let columns = || NoPlace::Columns(telling::of_table(was));
                    self.refused.push(refused.unwrap_or_else(columns));
                }
            }
        }
    }

    /// A cell of the file.
    fn cell(
        &mut self,
        places: &[Vec<Place>],
        (was, was_row): (&Cell, Revision),
        (is, is_row): (&Cell, Revision),
    ) {
        let mut next = 0;
        for paragraph in &is.paragraphs {
            let Ok(says) = signs::of_cell_paragraph(paragraph, is_row) else {
                self.refused.push(NoPlace::Unlike(telling::of_cell(is)));
                continue;
            };
            let is_new = next > 0 && self.known.new_only(paragraph.revision.inserted).is_some();
            if is_new {
                let pattern = places
                    .get(next - 1)
                    .and_then(|places| places.last())
                    .and_then(|place| {
                        let now = signs::of_cell_paragraph(&was.paragraphs[next - 1], was_row).ok()?;
                        Some((place.clone(), self.pattern(place, &now)?))
                    });
                match (pattern, paragraph.revision.inserted) {
                    (Some((place, pattern)), Some(by)) => {
                        // The mark that is new is the one before it, since the last of a cell stays.
                        let xml = pattern.paragraph(&says, by, &mut self.pen);
                        let at = place.bytes.end;
                        self.put(&place.part, at..at, xml);
                    }
                    _ => self.refused.push(NoPlace::Unlike(telling::of_cell(is))),
                }
                continue;
            }
            let Some(old) = was.paragraphs.get(next) else {
                self.refused.push(NoPlace::Unlike(telling::of_cell(is)));
                return;
            };
            let now = signs::of_cell_paragraph(old, was_row).unwrap_or_default();
            let origin = places
                .get(next)
                .map_or(Origin::Elsewhere, |places| Origin::Paragraphs(places.clone()));
            next += 1;
            self.paragraph(&origin, &now, &says);
        }
    }
}
