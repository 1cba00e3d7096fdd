//! Tables as HTML.

use super::escape::escaped;
use super::view::ViewWriter;
use crate::layout::{Row, Table};
use crate::model::{Alignment, Extent, Revision};

impl ViewWriter<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        let Table {
            columns,
            head_rows,
            rows,
            span: _,
            description,
            settled: _,
        } = table;
        // A wide table scrolls by itself; what scrolls can be reached by key and has a name.
        let name = description.as_deref().map(escaped);
        let name = name
            .map(|name| format!(" role=\"region\" aria-label=\"{name}\""))
            .unwrap_or_default();
        self.html
            .push_str(&format!("<div class=\"table\" tabindex=\"0\"{name}>\n<table>\n"));
        let (head, body) = rows.split_at((*head_rows).min(rows.len()));
        for (element, rows) in [("thead", head), ("tbody", body)] {
            if rows.is_empty() {
                continue;
            }
            self.html.push_str(&format!("<{element}>\n"));
            // Rows in which no cell begins are none to HTML.
            let begins = |row: &&Row| row.cells.iter().any(|cell| cell.extent != Extent::COVERED);
            for (at, row) in rows.iter().enumerate().filter(|(_, row)| begins(row)) {
                let count = |reach: usize| rows[at..].iter().take(reach).filter(begins).count();
                self.row(row, columns, element == "thead", &count);
            }
            self.html.push_str(&format!("</{element}>\n"));
        }
        self.html.push_str("</table>\n</div>\n");
        self.comments();
    }

    /// A row; `count` says over how many written rows a cell goes that goes over some from here.
    fn row(&mut self, row: &Row, columns: &[Alignment], head: bool, count: &dyn Fn(usize) -> usize) {
        self.html.push_str(&format!("<tr{}>", row_class(row.revision)));
        for (index, cell) in row.cells.iter().enumerate() {
            let align = match columns.get(index).copied().unwrap_or_default() {
                Alignment::House => "",
                Alignment::Left => " left",
                Alignment::Centre => " centre",
                Alignment::Right => " right",
            };
            let Some(first) = cell.paragraphs.first() else {
                continue;
            };
            let style = first.style.id();
            let (start, end) = if head {
                ("th scope=\"col\"", "th")
            } else {
                ("td", "td")
            };
            let extent = extent(Extent {
                rows: count(cell.extent.rows),
                ..cell.extent
            });
            self.html
                .push_str(&format!("<{start}{extent} class=\"{style}{align}\">"));
            let is_alone = cell.paragraphs.len() == 1;
            for paragraph in &cell.paragraphs {
                if !is_alone {
                    self.html.push_str("<p>");
                }
                if let Some(id) = self.first_id(paragraph) {
                    self.html.push_str(&format!("<span id=\"{id}\"></span>"));
                }
                self.runs(&paragraph.runs, paragraph.style, None);
                if !is_alone {
                    self.html.push_str("</p>");
                }
            }
            self.html.push_str(&format!("</{end}>"));
        }
        self.html.push_str("</tr>\n");
    }
}

/// The attributes of a cell that goes over several columns or rows.
fn extent(Extent { columns, rows }: Extent) -> String {
    let attribute = |name: &str, count: usize| match count {
        0 | 1 => String::new(),
        _ => format!(" {name}=\"{count}\""),
    };
    attribute("colspan", columns) + &attribute("rowspan", rows)
}

fn row_class(revision: Revision) -> &'static str {
    match (revision.inserted, revision.deleted) {
        (None, None) => "",
        (Some(_), None) => " class=\"inserted\"",
        (_, Some(_)) => " class=\"deleted\"",
    }
}
