//! Sections: paper, margins, running heads, where footnotes begin again (ECMA-376 § 17.6).

use crate::house::House;
use crate::layout::Flow;
use crate::ooxml::XmlWriter;

/// A header or footer that a section shows, by the id of its relationship.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RunningPart {
    pub(super) place: RunningPlace,
    pub(super) pages: &'static str,
    pub(super) id: String,
}

/// Where on the page a running part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RunningPlace {
    Header,
    Footer,
}

/// For each block of the body, whether a section ends with it.
///
/// Only a house that begins instruments on new pages, or their notes at 1, has several.
pub(super) fn breaks(flow: &Flow, house: &House) -> Vec<bool> {
    let mut breaks = vec![false; flow.body.len()];
    if !house.starts_instruments_on_new_pages() && !house.restarts_notes() {
        return breaks;
    }
    for opening in flow.openings.iter().skip(1) {
        breaks[opening - 1] = true;
    }
    breaks
}

/// Whether a block begins a page although no section ends before it: the first instrument, where
/// something stands above it.
pub(super) fn begins_page(flow: &Flow, house: &House, block: usize) -> bool {
    let is_topmost = block == 0 && flow.masthead.is_none() && flow.contents.is_none();
    house.starts_instruments_on_new_pages() && flow.openings.first() == Some(&block) && !is_topmost
}

/// `w:sectPr` in the order of the schema (CT_SectPr, § 17.6.17).
///
/// The first section names the running parts, the others inherit them.
pub(super) fn properties(house: &House, flow: &Flow, parts: &[RunningPart], first: bool) -> String {
    let page = house.page();
    let mut xml = XmlWriter::fragment();
    xml.start("w:sectPr");
    if first {
        for part in parts {
            let element = match part.place {
                RunningPlace::Header => "w:headerReference",
                RunningPlace::Footer => "w:footerReference",
            };
            xml.start(element)
                .attribute("w:type", part.pages)
                .attribute("r:id", &part.id)
                .end();
        }
    }
    if house.restarts_notes() {
        xml.start("w:footnotePr").value("w:numRestart", "eachSect").end();
    }
    let kind = if house.starts_instruments_on_new_pages() {
        "nextPage"
    } else {
        "continuous"
    };
    if !first {
        xml.value("w:type", kind);
    }
    xml.start("w:pgSz")
        .number("w:w", page.width)
        .number("w:h", page.height)
        .number("w:code", A4)
        .end();
    xml.start("w:pgMar")
        .number("w:top", page.top)
        .number("w:right", page.right)
        .number("w:bottom", page.bottom)
        .number("w:left", page.left)
        .number("w:header", page.header)
        .number("w:footer", page.footer)
        .number("w:gutter", 0)
        .end();
    if house.page_fill().is_some() {
        xml.value("w:vAlign", "both");
    }
    if first && has_first_page(flow) {
        xml.empty("w:titlePg");
    }
    if flow.language.is_right_to_left() {
        xml.empty("w:bidi");
    }
    xml.finish()
}

/// The paper's number in Windows printer drivers (DMPAPER_A4).
const A4: u8 = 9;

/// Whether the first page has a header and footer of its own: where others have any, since it never
/// has theirs.
pub(super) fn has_first_page(flow: &Flow) -> bool {
    let running = &flow.running;
    [
        &running.header,
        &running.footer,
        &running.first_header,
        &running.first_footer,
    ]
    .iter()
    .any(|paragraphs| !paragraphs.is_empty())
}
