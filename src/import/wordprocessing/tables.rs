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
        let mut table = Table {
            place: self.place_of(element),
            rows: Vec::new(),
        };
        self.unwrapped(element, around, "tr", &mut |reader, row, around| {
            let row = reader.row(row, around);
            table.rows.push(row);
        });
        table
    }

    /// Gives the elements of a name inside a parent, those inside of what only wraps them too.
    fn unwrapped(
        &mut self,
        parent: Element<'_>,
        around: &Around,
        wanted: &str,
        take: &mut dyn FnMut(&mut Self, Element<'_>, &Around),
    ) {
        for child in parent.children() {
            match (child.space(), child.name()) {
                (Space::Word, name) if name == wanted => take(self, child, around),
                (Space::Word, "sdt") => self.unwrapped(child, around, wanted, take),
                (Space::Word, name) if is_wrapper(name) => {
                    let mut inner = around.clone();
                    inner.state = self.marked(child, around.state);
                    self.unwrapped(child, &inner, wanted, take);
                }
                (Space::Compatibility, "AlternateContent") => {
                    if let Some(chosen) = chosen(child) {
                        self.unwrapped(chosen, around, wanted, take);
                    }
                }
                _ => self.follow_places(child),
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
            place: self.place_of(element),
            is_head: properties
                .and_then(|it| it.child("tblHeader"))
                .is_some_and(Element::is_on),
            before: number(properties, "gridBefore").unwrap_or(0),
            cells: Vec::new(),
        };
        // What is inside a row has the row's state from it.
        self.unwrapped(element, around, "tc", &mut |reader, cell, around| {
            let is_more = is_joined(cell);
            let cell = reader.cell(cell, around);
            match row.cells.last_mut().filter(|_| is_more) {
                Some(before) => {
                    before.columns += cell.columns;
                    before.pieces.extend(cell.pieces);
                }
                None => row.cells.push(cell),
            }
        });
        row
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

/// Whether a cell goes on with the one before it, as files of older programs say (ECMA-376 Part 4, `hMerge`).
fn is_joined(cell: Element<'_>) -> bool {
    let merge = cell.child("tcPr").and_then(|it| it.child("hMerge"));
    merge.is_some_and(|it| it.val().as_deref() != Some("restart"))
}
