//! Files that are damaged, or made to harm: none makes the import panic, hang or grow.

use plenary::import::{Refusal, import};

use super::package::{package, zipped};

const NAMESPACE: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

fn document(body: &str) -> Vec<u8> {
    package(&format!(
        "== word/document.xml\n<w:document><w:body>{body}</w:body></w:document>"
    ))
}

fn refused(file: &[u8]) -> Option<Refusal> {
    import(file, "r").err()
}

#[test]
fn what_is_no_word_file_is_refused_by_what_it_is() {
    assert_eq!(refused(b""), Some(Refusal::NoPackage));
    assert_eq!(refused(b"%PDF-1.7"), Some(Refusal::NoPackage));
    let compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    assert_eq!(refused(&compound), Some(Refusal::Old));
    let mut encrypted = compound.to_vec();
    encrypted.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(refused(&encrypted), Some(Refusal::Encrypted));
    assert_eq!(
        refused(&zipped([("a.txt", &b"x"[..])])),
        Some(Refusal::NoDocument)
    );
    assert_eq!(
        refused(&zipped([("word/document.xml", &b"<w:document"[..])])),
        Some(Refusal::Malformed)
    );
    let whole = document("<w:p><w:r><w:t>x</w:t></w:r></w:p>");
    assert_eq!(refused(&whole[..whole.len() / 2]), Some(Refusal::NoPackage));
}

#[test]
fn what_is_deeper_or_larger_than_any_document_is_refused() {
    let deep = format!("<w:document {NAMESPACE}>{}", "<w:tbl><w:tr><w:tc>".repeat(20_000));
    assert_eq!(
        refused(&zipped([("word/document.xml", deep.as_bytes())])),
        Some(Refusal::TooDeep)
    );
    let bomb = vec![b' '; 100 << 20];
    assert_eq!(
        refused(&zipped([("word/document.xml", &bomb[..])])),
        Some(Refusal::TooLarge)
    );
}

#[test]
fn lies_and_circles_end() {
    let spans = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2000000000\"/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>\
        <w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let source = import(&document(spans), "r").expect("a Word file").source;
    assert!(source.contains('a') && source.contains('b'), "{source}");
    let circle = "== word/document.xml\n<w:document><w:body><w:p><w:pPr><w:pStyle w:val=\"A\"/></w:pPr><w:r><w:t>text</w:t></w:r></w:p></w:body></w:document>\n\
        == word/styles.xml\n<w:styles><w:style w:styleId=\"A\"><w:basedOn w:val=\"B\"/></w:style><w:style w:styleId=\"B\"><w:basedOn w:val=\"A\"/></w:style></w:styles>\n\
        == word/numbering.xml\n<w:numbering><w:abstractNum w:abstractNumId=\"1\"><w:numStyleLink w:val=\"A\"/></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>";
    assert!(
        import(&package(circle), "r")
            .expect("a Word file")
            .source
            .contains("text")
    );
}

#[test]
fn entities_are_not_expanded() {
    let lol = "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>";
    let text = format!(
        "{lol}<w:document {NAMESPACE}><w:body><w:p><w:r><w:t>x&b;&f;y</w:t></w:r></w:p></w:body></w:document>"
    );
    let source = import(&zipped([("word/document.xml", text.as_bytes())]), "r")
        .expect("a Word file")
        .source;
    assert_eq!(source.trim_end().lines().last(), Some("xy"));
}

#[test]
fn a_text_that_looks_like_markup_stays_text() {
    let lines = [
        "# RESOLUTION 1",
        "## title",
        "a) clause",
        "1 clause",
        "++ inserted",
        "-- struck",
        "{++x++} {--y--} {~~a~>b~~}",
        "{>>comment<<}@A",
        "[^1] [^x]: note",
        "| a | b |",
        "---",
        "%% remark",
        "\\ back",
        "*italic* **bold** {^1^} {_2_}",
        "[text](https://x)",
        "![a](b.png)",
        "{#id} {@id}",
        "MOD EUR/1/2",
        "recalling",
        "Reasons: x",
        "NOTE – x",
        "Table 1 – x",
        "++}@DE",
        "--}",
        "<<}",
    ];
    let mut body = String::new();
    for line in lines {
        let escaped = line.replace('&', "&amp;").replace('<', "&lt;");
        body.push_str(&format!("<w:p><w:r><w:t>{escaped}</w:t></w:r></w:p>"));
    }
    let source = import(&document(&body), "r").expect("a Word file").source;
    let compiled = plenary::compile(plenary::Source::new("r.plen", source.as_str()), Vec::new());
    assert!(!compiled.has_errors(), "{source}\n{:?}", compiled.diagnostics);
    assert!(compiled.document.changes.is_empty(), "{source}");
    let text = |name: &str| {
        name.chars()
            .filter(|c| !c.is_whitespace() && *c != '–')
            .collect::<String>()
    };
    let options = plenary::OutputOptions::default();
    let written = compiled.write(plenary::Format::Text, options, &plenary::Assets::default());
    let written = text(&String::from_utf8(written.expect("a text")).expect("text"));
    for line in lines {
        assert!(written.contains(&text(line)), "{line}\n{source}");
    }
}

#[test]
fn an_author_is_a_name_and_nothing_more() {
    let body = "<w:p><w:ins w:author=\"A&#10;style: wrc&#10;---\" w:date=\"x\"><w:r><w:t>new</w:t></w:r></w:ins></w:p>";
    let source = import(&document(body), "r").expect("a Word file").source;
    let compiled = plenary::compile(plenary::Source::new("r.plen", source.as_str()), Vec::new());
    assert!(!compiled.has_errors(), "{source}");
    assert_eq!(compiled.document.front.authors.len(), 1);
    assert_eq!(compiled.document.front.style.name(), "pp");
}

#[test]
fn damage_anywhere_ends_well() {
    let whole = package(include_str!("changes.word"));
    // Some bytes in turn, always the same: enough to reach the directory, names, sizes and data.
    let step = whole.len() / 60 + 1;
    for at in (0..whole.len()).step_by(step) {
        for mask in [0xFF, 0x01] {
            let mut damaged = whole.clone();
            damaged[at] ^= mask;
            let _ = import(&damaged, "r");
        }
    }
    for end in (0..whole.len()).step_by(step) {
        let _ = import(&whole[..end], "r");
    }
}
