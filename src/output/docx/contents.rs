//! The table of contents: a field that Word updates, with the lines that it has now.

use super::changes::MoveForm;
use super::context::{Context, Story};
use super::run;
use crate::house::{House, ParagraphStyle};
use crate::layout::{Contents, ContentsEntry};
use crate::ooxml::XmlWriter;

/// Writes the contents (ECMA-376 § 17.16.5.68).
pub(super) fn write(story: &mut Story, context: &mut Context<'_>, contents: &Contents) {
    let Contents {
        heading,
        page,
        entries,
    } = contents;
    let xml = &mut story.xml;
    start_paragraph(xml, context.house, ParagraphStyle::Toc0);
    xml.start("w:r");
    run::text(xml, heading, false);
    xml.end();
    xml.end();
    if !page.is_empty() {
        start_paragraph(xml, context.house, ParagraphStyle::Toc0);
        xml.start("w:r").empty("w:tab");
        run::text(xml, page, false);
        xml.end().end();
    }
    for (index, entry) in entries.iter().enumerate() {
        let style = match entry.level {
            0 | 1 => ParagraphStyle::Toc1,
            _ => ParagraphStyle::Toc2,
        };
        let xml = &mut story.xml;
        xml.start("w:p").start("w:pPr");
        xml.value("w:pStyle", context.house.identity(style).0);
        if !entry.revision.is_none() {
            xml.start("w:rPr");
            context.changes.mark(xml, entry.revision, MoveForm::Plain);
            xml.end();
        }
        xml.end();
        if index == 0 {
            field_character(xml, "begin", false);
            // From the lines in the text, with links, without page numbers on the web.
            instruction(xml, " TOC \\f \\h \\z ", false);
            field_character(xml, "separate", false);
        }
        write_entry(xml, context, entry, style);
        if index + 1 == entries.len() {
            field_character(xml, "end", false);
        }
        xml.end();
    }
}

fn write_entry(xml: &mut XmlWriter, context: &mut Context<'_>, entry: &ContentsEntry, style: ParagraphStyle) {
    let name = &*entry.bookmark;
    let is_linked = context.bookmarks.has(name);
    if is_linked {
        xml.start("w:hyperlink")
            .attribute("w:anchor", name)
            .attribute("w:history", "1");
    }
    for (text, revision) in &entry.pieces {
        let wrappers = context.changes.open(xml, *revision, MoveForm::Plain);
        xml.start("w:r");
        run::text(xml, text, context.changes.is_struck(*revision, MoveForm::Plain));
        // The run is one more.
        for _ in 0..=wrappers {
            xml.end();
        }
    }
    if !is_linked {
        return;
    }
    let wrappers = context.changes.open(xml, entry.revision, MoveForm::Plain);
    let struck = context.changes.is_struck(entry.revision, MoveForm::Plain);
    xml.start("w:r");
    for _ in 0..tabs_before_page(context.house, style) {
        xml.empty("w:tab");
    }
    xml.end();
    // Only Word counts pages that are not known, and others drop the number of a stale field.
    let page = context.contents.page(name);
    field_character(xml, "begin", page.is_none());
    instruction(xml, &format!(" PAGEREF {name} \\h "), struck);
    field_character(xml, "separate", false);
    if let Some(page) = page {
        xml.start("w:r");
        run::text(xml, &page.to_string(), struck);
        xml.end();
    }
    field_character(xml, "end", false);
    // The link is one more.
    for _ in 0..=wrappers {
        xml.end();
    }
}

/// ITU's contents lines have dots up to one stop and the number at the next.
fn tabs_before_page(house: &House, style: ParagraphStyle) -> usize {
    let dotted = house.paragraph(style).tabs.iter().position(|tab| tab.dotted);
    dotted.map_or(1, |stop| house.paragraph(style).tabs.len() - stop)
}

fn start_paragraph(xml: &mut XmlWriter, house: &House, style: ParagraphStyle) {
    xml.start("w:p")
        .start("w:pPr")
        .value("w:pStyle", house.identity(style).0)
        .end();
}

fn field_character(xml: &mut XmlWriter, kind: &str, stale: bool) {
    xml.start("w:r")
        .start("w:fldChar")
        .attribute("w:fldCharType", kind);
    if stale {
        xml.attribute("w:dirty", "true");
    }
    xml.end().end();
}

fn instruction(xml: &mut XmlWriter, text: &str, struck: bool) {
    xml.start("w:r")
        .start(if struck { "w:delInstrText" } else { "w:instrText" })
        .attribute("xml:space", "preserve")
        .text(text)
        .end()
        .end();
}
