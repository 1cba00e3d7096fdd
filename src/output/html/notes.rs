//! Footnotes and comments below the text that they hang on.

use super::escape::escaped;
use super::view::ViewWriter;
use crate::layout::FlowComment;

impl ViewWriter<'_> {
    pub(super) fn notes(&mut self, notes: &[usize]) {
        if notes.is_empty() {
            return;
        }
        self.close_lists(0);
        let flow = self.flow;
        self.html.push_str(&format!(
            "<section class=\"notes\" role=\"doc-endnotes\" aria-label=\"{}\">\n",
            self.words.notes
        ));
        for &index in notes {
            let Some(note) = flow.notes.get(index) else {
                continue;
            };
            let id = self.id(&format!("note-{}", index + 1));
            self.html.push_str(&format!("<div id=\"{id}\" class=\"note\">\n"));
            for paragraph in &note.paragraphs {
                self.paragraph(paragraph, Some(index));
            }
            self.html.push_str("</div>\n");
        }
        self.html.push_str("</section>\n");
    }

    /// Writes the comments whose marks have just been passed, each with its answers.
    pub(super) fn comments(&mut self) {
        // A heading group holds headings only; its comments follow it.
        if self.in_group {
            return;
        }
        for index in std::mem::take(&mut self.pending_comments) {
            let Some(comment) = self.flow.comments.get(index) else {
                continue;
            };
            let id = self.id(&format!("comment-{}", index + 1));
            self.html.push_str(&format!(
                "<aside id=\"{id}\" class=\"comment\" aria-label=\"{} {}\">\n",
                self.words.comment,
                index + 1
            ));
            self.comment(index, comment);
            let back = self.id(&format!("comment-mark-{}", index + 1));
            self.html.push_str(&format!(
                "<a class=\"back\" href=\"#{back}\" aria-label=\"{}\">↩</a>\n</aside>\n",
                self.words.back
            ));
        }
    }

    fn comment(&mut self, index: usize, comment: &FlowComment) {
        let author = escaped(&comment.author);
        let date = comment
            .date
            .map(|date| format!(" <time datetime=\"{date}\">{}</time>", date.date));
        let date = date.unwrap_or_default();
        self.html.push_str(&format!(
            "<p><b>{author}</b>{date}</p>\n<p>{}</p>\n",
            escaped(&comment.text)
        ));
        for answer in self.answers.get(&index).cloned().unwrap_or_default() {
            if let Some(said) = self.flow.comments.get(answer) {
                self.html.push_str("<div class=\"answer\">\n");
                self.comment(answer, said);
                self.html.push_str("</div>\n");
            }
        }
    }
}
