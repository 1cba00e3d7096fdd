//! The table of contents: a field that Word updates, with the lines that it has now.

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
    if !page.is_empty() {
        xml.start("w:r").empty("w:tab");
        run::text(xml, page, false);
        xml.end();
    }
    xml.end();
    for (index, entry) in entries.iter().enumerate() {
        let style = match entry.level {
            0 | 1 => ParagraphStyle::Toc1,
            _ => ParagraphStyle::Toc2,
        };
        start_paragraph(xml, context.house, style);
        if index == 0 {
            field_character(xml, "begin", false);
            // By outline level, with links, without page numbers on the web.
            instruction(xml, " TOC \\h \\z \\u ");
            field_character(xml, "separate", false);
        }
        write_entry(xml, context, entry, style);
        if index + 1 == entries.len() {
            field_character(xml, "end", false);
        }
        xml.end();
    }
}

fn write_entry(xml: &mut XmlWriter, context: &Context<'_>, entry: &ContentsEntry, style: ParagraphStyle) {
    let name = context.bookmarks.name(&entry.bookmark);
    if let Some(name) = name {
        xml.start("w:hyperlink")
            .attribute("w:anchor", name)
            .attribute("w:history", "1");
    }
    xml.start("w:r");
    run::text(xml, &entry.text, false);
    xml.end();
    if let Some(name) = name {
        xml.start("w:r");
        for _ in 0..tabs_before_page(context.house, style) {
            xml.empty("w:tab");
        }
        xml.end();
        // Word counts the pages when it opens the file.
        field_character(xml, "begin", true);
        instruction(xml, &format!(" PAGEREF {name} \\h "));
        field_character(xml, "separate", false);
        field_character(xml, "end", false);
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

fn instruction(xml: &mut XmlWriter, text: &str) {
    xml.start("w:r")
        .start("w:instrText")
        .attribute("xml:space", "preserve")
        .text(text)
        .end()
        .end();
}
