//! Tables as HTML.

use super::escape::escaped;
use super::view::ViewWriter;
use crate::layout::{Row, Table};
use crate::model::{Alignment, Revision};

impl ViewWriter<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        let Table {
            columns,
            head_rows,
            rows,
            span: _,
            description,
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
            for row in rows {
                self.row(row, columns, element == "thead");
            }
            self.html.push_str(&format!("</{element}>\n"));
        }
        self.html.push_str("</table>\n</div>\n");
        self.comments();
    }

    fn row(&mut self, row: &Row, columns: &[Alignment], head: bool) {
        self.html.push_str(&format!("<tr{}>", row_class(row.revision)));
        for (index, cell) in row.cells.iter().enumerate() {
            let align = match columns.get(index).copied().unwrap_or_default() {
                Alignment::House => "",
                Alignment::Left => " left",
                Alignment::Centre => " centre",
                Alignment::Right => " right",
            };
            let style = cell.paragraph.style.id();
            let (start, end) = if head {
                ("th scope=\"col\"", "th")
            } else {
                ("td", "td")
            };
            self.html.push_str(&format!("<{start} class=\"{style}{align}\">"));
            if let Some(id) = self.first_id(&cell.paragraph) {
                self.html.push_str(&format!("<span id=\"{id}\"></span>"));
            }
            self.runs(&cell.paragraph.runs, cell.paragraph.style, None);
            self.html.push_str(&format!("</{end}>"));
        }
        self.html.push_str("</tr>\n");
    }
}

fn row_class(revision: Revision) -> &'static str {
    match (revision.inserted, revision.deleted) {
        (None, None) => "",
        (Some(_), None) => " class=\"inserted\"",
        (_, Some(_)) => " class=\"deleted\"",
    }
}
