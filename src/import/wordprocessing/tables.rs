//! Tables: rows and cells, with what is merged and what is changed.

use super::deeds::DeedKind;
use super::story::{Around, Reader, chosen, is_wrapper};
use super::{Cell, LeftOut, Row, Table};
use crate::ooxml::{Element, Space};

/// A cell goes over so many columns at most.
const WIDEST: usize = 63;

fn number(properties: Option<Element<'_>>, name: &str) -> Option<usize> {
    let value = properties?.child(name)?.val()?;
    value.trim().parse::<usize>().ok().map(|value| value.min(WIDEST))
}

impl Reader<'_> {
    pub(super) fn table(&mut self, element: Element<'_>, around: &Around) -> Table {
        let mut table = Table::default();
        self.rows(element, around, &mut table);
        table
    }

    fn rows(&mut self, parent: Element<'_>, around: &Around, table: &mut Table) {
        for child in parent.children() {
            match (child.space(), child.name()) {
                (Space::Word, "tr") => {
                    let row = self.row(child, around);
                    table.rows.push(row);
                }
                (Space::Word, "sdt") => self.rows(child, around, table),
                (Space::Word, name) if is_wrapper(name) => {
                    let mut inner = around.clone();
                    inner.state = self.marked(child, around.state);
                    self.rows(child, &inner, table);
                }
                (Space::Compatibility, "AlternateContent") => {
                    if let Some(chosen) = chosen(child) {
                        self.rows(chosen, around, table);
                    }
                }
                _ => self.follow_moves(child),
            }
        }
    }

    fn row(&mut self, element: Element<'_>, around: &Around) -> Row {
        let properties = element.child("trPr");
        let mut state = around.state;
        for property in properties.iter().flat_map(|it| it.children()) {
            state = self.marked(property, state);
            if property.word() == "trPrChange" {
                self.leave_out(LeftOut::PropertyChange);
            }
        }
        let mut row = Row {
            state,
            is_head: properties
                .and_then(|it| it.child("tblHeader"))
                .is_some_and(Element::is_on),
            before: number(properties, "gridBefore").unwrap_or(0),
            cells: Vec::new(),
        };
        // What is inside a row has the row's state from it.
        self.cells(
            element,
            &Around {
                state: around.state,
                ..around.clone()
            },
            &mut row,
        );
        row
    }

    fn cells(&mut self, parent: Element<'_>, around: &Around, row: &mut Row) {
        for child in parent.children() {
            match (child.space(), child.name()) {
                (Space::Word, "tc") => {
                    let cell = self.cell(child, around);
                    row.cells.push(cell);
                }
                (Space::Word, "sdt") => self.cells(child, around, row),
                (Space::Word, name) if is_wrapper(name) => {
                    let mut inner = around.clone();
                    inner.state = self.marked(child, around.state);
                    self.cells(child, &inner, row);
                }
                (Space::Compatibility, "AlternateContent") => {
                    if let Some(chosen) = chosen(child) {
                        self.cells(chosen, around, row);
                    }
                }
                _ => self.follow_moves(child),
            }
        }
    }

    fn cell(&mut self, element: Element<'_>, around: &Around) -> Cell {
        let properties = element.child("tcPr");
        let mut cell = Cell {
            columns: number(properties, "gridSpan").unwrap_or(1).max(1),
            ..Cell::default()
        };
        for property in properties.iter().flat_map(|it| it.children()) {
            let kind = match property.word() {
                "cellIns" => DeedKind::Insertion,
                "cellDel" => DeedKind::Deletion,
                "vMerge" => {
                    cell.goes_on = property.val().as_deref() != Some("restart");
                    continue;
                }
                "tcPrChange" | "cellMerge" => {
                    self.leave_out(LeftOut::PropertyChange);
                    continue;
                }
                _ => continue,
            };
            let deed = self.deeds.read(property, kind, None);
            cell.state = cell.state.with(kind, deed);
        }
        let inner = Around {
            state: cell.state.within(around.state),
            ..around.clone()
        };
        self.story(element, &inner, &mut cell.pieces);
        cell
    }
}
