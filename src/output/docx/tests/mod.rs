//! Whole parts of whole files.

mod changes;
mod input;
mod parts;
mod tables;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use super::{DocxOptions, write};
use crate::house::House;
use crate::layout::Flow;
use crate::model::HouseName;
use crate::output::Assets;

/// The attributes of change 0 and of change 1 of a sample.
const CEPT: &str = "w:author=\"CEPT\" w:date=\"2014-09-15T00:00:00Z\"";
const GERMANY: &str = "w:author=\"Germany\" w:date=\"2014-09-15T00:00:00Z\"";

/// The file that a flow gives in a house.
fn file(flow: &Flow, house: HouseName, assets: &Assets) -> Vec<u8> {
    let house = House::new(house, flow.language);
    write(flow, &house, assets, &DocxOptions::default()).expect("no findings")
}

/// The parts of a file by name; pictures are left out.
fn unpack(file: Vec<u8>) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("a zip file");
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("an entry");
        let name = entry.name().expect("a name").into_owned();
        let mut content = Vec::new();
        let _ = entry.read_to_end(&mut content).expect("content");
        if let Ok(text) = String::from_utf8(content) {
            parts.insert(name, text);
        }
    }
    parts
}

/// The parts of the file that a flow gives.
fn parts(flow: &Flow, house: HouseName) -> BTreeMap<String, String> {
    unpack(file(flow, house, &Assets::default()))
}

/// What stands in the body of the document part, the last section's properties left out.
fn body(flow: &Flow) -> String {
    body_of(&parts(flow, HouseName::Pp))
}

fn body_of(parts: &BTreeMap<String, String>) -> String {
    let document = &parts["word/document.xml"];
    let start = document.find("<w:body>").expect("a body") + "<w:body>".len();
    let end = document.rfind("<w:sectPr>").expect("a section");
    document[start..end].to_owned()
}

/// The notes of the footnotes part, the two separators left out.
fn notes_of(parts: &BTreeMap<String, String>) -> String {
    let notes = &parts["word/footnotes.xml"];
    let start = notes.find("<w:footnote w:id=\"1\"").expect("a first note");
    notes[start..].trim_end_matches("</w:footnotes>").to_owned()
}
