//! The comments part, and the part that says which comment answers which.

use super::namespaces;
use super::run;
use crate::house::{CharacterStyle, ParagraphStyle};
use crate::layout::{Flow, FlowBlock, FlowComment, RunContent};
use crate::ooxml::XmlWriter;

/// For each comment the answers to it that have no place of their own in the text: they are
/// shown where the comment is.
pub(super) fn answers(flow: &Flow) -> Vec<Vec<usize>> {
    let mut placed = vec![false; flow.comments.len()];
    let paragraphs = flow.body.iter().flat_map(|block| match block {
        FlowBlock::Paragraph(paragraph) => vec![paragraph],
        FlowBlock::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            cells.flat_map(|cell| &cell.paragraphs).collect()
        }
        FlowBlock::Picture(_) => Vec::new(),
    });
    let notes = flow.notes.iter().flat_map(|note| &note.paragraphs);
    let titles = flow.masthead.iter().flat_map(|masthead| &masthead.titles);
    for run in paragraphs
        .chain(notes)
        .chain(titles)
        .flat_map(|paragraph| &paragraph.runs)
    {
        if let RunContent::CommentEnd(comment) = run.content
            && let Some(placed) = placed.get_mut(comment)
        {
            *placed = true;
        }
    }
    let mut answers = vec![Vec::new(); flow.comments.len()];
    for (index, comment) in flow.comments.iter().enumerate() {
        if let Some(question) = comment.answers.filter(|_| !placed[index])
            && let Some(answers) = answers.get_mut(question)
        {
            answers.push(index);
        }
    }
    answers
}

/// The `w:id` of a comment. LibreOffice loses notes where comments have numbers of notes, so
/// theirs begin behind those.
pub(super) fn identifier(flow: &Flow, comment: usize) -> usize {
    flow.notes.len() + 1 + comment
}

/// Writes `word/comments.xml` (ECMA-376 § 17.13.4).
pub(super) fn write(flow: &Flow) -> String {
    let mut xml = XmlWriter::part();
    xml.start("w:comments");
    namespaces::declare(&mut xml);
    for (index, comment) in flow.comments.iter().enumerate() {
        let FlowComment {
            author,
            initials,
            date,
            text,
            answers: _,
            span: _,
        } = comment;
        xml.start("w:comment")
            .number("w:id", identifier(flow, index))
            .attribute("w:author", author);
        if let Some(date) = date {
            xml.number("w:date", date);
        }
        xml.attribute("w:initials", initials);
        xml.start("w:p").number("w14:paraId", paragraph_identifier(index));
        xml.start("w:pPr")
            .value("w:pStyle", ParagraphStyle::CommentText.id())
            .end();
        xml.start("w:r")
            .start("w:rPr")
            .value("w:rStyle", CharacterStyle::CommentReference.id())
            .end()
            .empty("w:annotationRef")
            .end();
        xml.start("w:r");
        run::text(&mut xml, text, false);
        xml.end().end().end();
    }
    xml.finish()
}

/// Writes `word/commentsExtended.xml` (MS-DOCX § 2.5.1.1), where there are answers.
pub(super) fn write_threads(flow: &Flow) -> Option<String> {
    if flow.comments.iter().all(|comment| comment.answers.is_none()) {
        return None;
    }
    let mut xml = XmlWriter::part();
    xml.start("w15:commentsEx");
    namespaces::declare(&mut xml);
    for (index, comment) in flow.comments.iter().enumerate() {
        xml.start("w15:commentEx")
            .number("w15:paraId", paragraph_identifier(index));
        if let Some(question) = root(flow, comment) {
            xml.number("w15:paraIdParent", paragraph_identifier(question));
        }
        xml.attribute("w15:done", "0").end();
    }
    Some(xml.finish())
}

/// The comment that a thread begins with: Word keeps answers to answers under it.
fn root(flow: &Flow, comment: &FlowComment) -> Option<usize> {
    let mut root = comment.answers?;
    for _ in 0..flow.comments.len() {
        match flow.comments.get(root)?.answers {
            Some(further) => root = further,
            None => break,
        }
    }
    Some(root)
}

/// The `w14:paraId` of a comment's paragraph: eight hexadecimal digits, not 0, below 80000000.
fn paragraph_identifier(comment: usize) -> String {
    format!("{:08X}", (comment + 1) % 0x8000_0000)
}
