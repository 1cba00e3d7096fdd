//! Whole parts of whole files.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use super::sample::{DELETED, INSERTED, PLAIN, STRUCK, flow, paragraph, text};
use super::{Options, write};
use crate::house::{House, ParagraphStyle};
use crate::layout::{Emphasis, Flow, FlowBlock, Run};
use crate::model::HouseName;
use crate::output::Assets;

/// The parts of the file that a flow gives in a house.
fn parts(flow: &Flow, house: HouseName) -> BTreeMap<String, String> {
    let house = House::new(house, flow.language);
    let bytes = write(flow, &house, &Assets::default(), &Options::default()).expect("no findings");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        let mut content = String::new();
        let _ = entry.read_to_string(&mut content).expect("text");
        parts.insert(name, content);
    }
    parts
}

/// What stands in the body of the document part, the last section's properties left out.
fn body(flow: &Flow) -> String {
    let parts = parts(flow, HouseName::Pp);
    let document = &parts["word/document.xml"];
    let start = document.find("<w:body>").expect("a body") + "<w:body>".len();
    let end = document.rfind("<w:sectPr>").expect("a section");
    document[start..end].to_owned()
}

const CEPT: &str = "w:author=\"CEPT\" w:date=\"2014-09-15T00:00:00Z\"";
const GERMANY: &str = "w:author=\"Germany\" w:date=\"2014-09-15T00:00:00Z\"";

#[test]
fn runs_in_one_state_share_their_change_and_struck_insertions_keep_both_hands() {
    let runs = vec![
        text("to ", PLAIN),
        text("identify ", INSERTED),
        Run {
            emphasis: Emphasis {
                italic: true,
                ..Emphasis::default()
            },
            ..text("new ", INSERTED)
        },
        text("old", STRUCK),
        text("gone", DELETED),
    ];
    let flow = flow(vec![FlowBlock::Paragraph(paragraph(
        ParagraphStyle::Normal,
        runs,
        PLAIN,
    ))]);
    assert_eq!(
        body(&flow),
        format!(
            "<w:p><w:r><w:t xml:space=\"preserve\">to </w:t></w:r>\
             <w:ins w:id=\"1\" {CEPT}><w:r><w:t xml:space=\"preserve\">identify </w:t></w:r>\
             <w:r><w:rPr><w:i/><w:iCs/></w:rPr><w:t xml:space=\"preserve\">new </w:t></w:r></w:ins>\
             <w:ins w:id=\"2\" {CEPT}><w:del w:id=\"3\" {GERMANY}><w:r><w:delText>old</w:delText></w:r></w:del></w:ins>\
             <w:del w:id=\"4\" {GERMANY}><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
        )
    );
}
