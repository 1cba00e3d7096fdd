//! Word files made of hand-written parts, and the sources that must come of them.
//!
//! `NAME.word` holds the parts, each behind a line `== word/document.xml`; `NAME.plen` the source, and
//! behind a line `== findings` what is told. `UPDATE=1` writes the second anew.

#![allow(
    clippy::disallowed_methods,
    reason = "a test reads its own files and settings"
)]

mod again;
mod home;

mod hostile;
mod into;
mod into_blocks;
mod package;

use std::fs;
use std::path::{Path, PathBuf};

use package::package;
use plenary::import::import;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

/// What comes of a Word file: the source, then the findings.
fn imported(parts: &str) -> String {
    let imported = import(&package(parts), "r").expect("a Word file");
    let mut text = imported.source;
    if !imported.findings.is_empty() {
        text.push_str("== findings\n");
    }
    for finding in &imported.findings {
        text.push_str(&format!("{finding}\n"));
    }
    text
}

#[test]
fn fixtures_come_out_as_they_should() {
    let entries = fs::read_dir(folder()).expect("the fixtures");
    let mut names: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    names.retain(|path| path.extension().is_some_and(|extension| extension == "word"));
    names.sort();
    assert!(!names.is_empty());
    let mut wrong = Vec::new();
    for path in names {
        let result = imported(&read(&path));
        let expected = path.with_extension("plen");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected, &result).expect("a folder that can be written");
        } else if read(&expected) != result {
            wrong.push(format!("{}:\n{result}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_comes_out_has_no_errors_and_reads_as_it_was() {
    for entry in fs::read_dir(folder()).expect("the fixtures") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "word") {
            continue;
        }
        let imported = import(&package(&read(&path)), "r").expect("a Word file");
        let compiled = plenary::compile(
            plenary::Source::new("r.plen", imported.source.as_str()),
            Vec::new(),
        );
        assert!(
            !compiled.has_errors(),
            "{}: {:?}",
            path.display(),
            compiled.diagnostics
        );
        // What an import writes is canonical.
        let options = plenary::format::FormatOptions::default();
        let formatted = plenary::format::print(&compiled.document, &options);
        assert_eq!(formatted, imported.source, "{}", path.display());
    }
}

#[test]
fn columns_are_set_as_their_cells_say_and_heads_are_bold_by_what_they_are() {
    let cell = |text: &str, way: &str| {
        format!("<w:tc><w:p><w:pPr>{way}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    };
    let way = |way: &str| format!("<w:jc w:val=\"{way}\"/>");
    let styled = |place: &str| format!("<w:pStyle w:val=\"H\"/>{}", way(place));
    let row = |cells: [String; 3]| format!("<w:tr>{}</w:tr>", cells.concat());
    let head = row([
        cell("A", &styled("center")),
        cell("B", &styled("center")),
        cell("C", &styled("center")),
    ]);
    let head = head.replacen("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 1);
    let body = |one: &str| {
        row([
            cell(one, &way("end")),
            cell("x", &way("center")),
            cell("y", &way("left")),
        ])
    };
    let file = package::package(&format!(
        "== word/styles.xml\n<w:styles><w:style w:type=\"paragraph\" w:styleId=\"H\"><w:name w:val=\"H\"/><w:rPr><w:b/></w:rPr></w:style></w:styles>\n\
         == word/document.xml\n<w:document><w:body><w:tbl>{head}{}{}</w:tbl></w:body></w:document>",
        body("1"),
        body("22"),
    ));
    let source = import(&file, "r").expect("a Word file").source;
    assert!(source.contains("|----:|:---:|:----|"), "{source}");
    assert!(!source.contains("**"), "{source}");
}
