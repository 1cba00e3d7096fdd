//! What stands before the text: the header block and the table of contents.

use super::escape::escaped;
use super::view::ViewWriter;
use crate::house::ParagraphStyle;
use crate::layout::{Contents, Masthead, Run};

impl ViewWriter<'_> {
    pub(super) fn masthead(&mut self, masthead: &Masthead) {
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
        self.html.push_str("<header class=\"masthead\">\n<div>\n");
        self.line(conference, ParagraphStyle::Logo);
        self.line(place_and_dates, ParagraphStyle::Address);
        self.html.push_str("</div>\n<div>\n");
        if let Some(logo) = logo {
            self.picture(logo);
        }
        self.html.push_str("</div>\n<div>\n");
        self.line(meeting, ParagraphStyle::Committee);
        self.html.push_str("</div>\n<div>\n");
        self.line(number, ParagraphStyle::DocNumber);
        self.line(date, ParagraphStyle::DocDate);
        self.line(original, ParagraphStyle::DocOriginal);
        self.html.push_str("</div>\n</header>\n");
        let heading = titles
            .iter()
            .position(|title| title.style == ParagraphStyle::Title1);
        for (index, title) in titles.iter().enumerate() {
            let element = if heading == Some(index) { "h1" } else { "p" };
            self.element(title, element, self.first_id(title), None);
        }
        if heading.is_none() {
            self.unseen_title();
        }
    }

    /// The document's title for those who hear the page: the text itself has no heading of the
    /// first level.
    pub(super) fn unseen_title(&mut self) {
        let title = escaped(&self.flow.metadata.title);
        self.html
            .push_str(&format!("<h1 class=\"unseen\">{title}</h1>\n"));
    }

    /// A line of the masthead, which has no paragraph of its own.
    fn line(&mut self, runs: &[Run], style: ParagraphStyle) {
        if runs.is_empty() {
            return;
        }
        self.html.push_str(&format!("<p class=\"{}\">", style.id()));
        self.runs(runs, style, None);
        self.html.push_str("</p>\n");
        self.comments();
    }

    pub(super) fn contents(&mut self, contents: &Contents) {
        let Contents {
            heading,
            page: _,
            entries,
        } = contents;
        let name = escaped(heading);
        self.html.push_str(&format!(
            "<nav class=\"contents\" aria-label=\"{name}\">\n<p class=\"toc0\">{name}</p>\n"
        ));
        for entry in entries {
            let target = self.id(&entry.bookmark);
            let text = escaped(&entry.text);
            self.html.push_str(&format!(
                "<p class=\"TOC{}\"><a href=\"#{target}\">{text}</a></p>\n",
                entry.level
            ));
        }
        self.html.push_str("</nav>\n");
    }
}
