//! The way home: what was edited in a Word file comes back as marks on the source that the file carries.

use std::io::{Cursor, Read};

use crate::package::zipped;
use plenary::compile::{Format, OutputOptions, compile};
use plenary::import::{Imported, home, import};
use plenary::output::Assets;
use plenary::source::Source;

const KEPT: &str = "\
---
style: pp
language: en
authors:
  GER: Germany, 2014-09-15T10:30Z
author: GER
---

%% A remark.
# RESOLUTION 1 (Doha, 2026)
## On words

The Conference,

recalling

a) the first thing; {#first}
b) the second
   thing,

resolves

1 to do {@first} and more;[^why]
2 to {~~publish~>print~~} the data {++every year++};
++ 3 to report,

| Place  | Level |
|--------|------:|
| Geneva |    12 |
| Kyoto  |     9 |

[^why]: Because it is so.
";

const ANN: &str = "w:id=\"900\" w:author=\"Ann Lee\" w:date=\"2026-01-02T10:00:00Z\"";

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn inserted(text: &str) -> String {
    format!("<w:ins {ANN}>{}</w:ins>", run(text))
}

fn deleted(text: &str) -> String {
    format!("<w:del {ANN}>{}</w:del>", run(text).replace("w:t", "w:delText"))
}

/// The Word file of a source, with its text replaced here and there.
fn files(source: &str, edits: &[(String, String)]) -> (Vec<u8>, Vec<u8>) {
    let compiled = compile(Source::new("r.plen", source), Vec::new());
    let sent = compiled.write(Format::Docx, OutputOptions::default(), &Assets::default());
    let sent = sent.expect("a Word file");
    let mut archive = zip::ZipArchive::new(Cursor::new(&sent)).expect("a package");
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("an entry");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("read");
        parts.push((part.name().expect("a name").into_owned(), content));
    }
    for (from, to) in edits {
        let part = parts.iter_mut().find(|(name, content)| {
            name.starts_with("word/") && String::from_utf8_lossy(content).contains(from.as_str())
        });
        let (_, content) = part.unwrap_or_else(|| panic!("nowhere: {from}"));
        *content = String::from_utf8_lossy(content)
            .replacen(from, to, 1)
            .into_bytes();
    }
    let parts = parts
        .iter()
        .map(|(name, content)| (name.as_str(), content.as_slice()));
    (sent.clone(), zipped(parts))
}

/// What comes home of a file that carries a source, beside the file that was made from it.
fn came(kept: &str, sent: &[u8], file: &[u8]) -> Imported {
    let shown = import(file, "r").expect("a Word file");
    home(&Source::new("r.plen", kept), Some(sent), (file, "r"), shown, None)
}

/// The source that comes back, and what is told.
fn back(edits: &[(String, String)]) -> (String, Vec<String>) {
    back_to(KEPT, edits)
}

fn back_to(kept: &str, edits: &[(String, String)]) -> (String, Vec<String>) {
    let (sent, edited) = files(kept, edits);
    let came = came(kept, &sent, &edited);
    let told = came.findings.iter().map(ToString::to_string);
    (came.source, told.collect())
}

/// The lines that differ from those that were sent, those that came in behind those that went.
fn lines(source: &str) -> (Vec<&str>, Vec<&str>) {
    let (old, new): (Vec<&str>, Vec<&str>) = (KEPT.lines().collect(), source.lines().collect());
    let only = |these: &[&'static str], those: &[&str]| -> Vec<&'static str> {
        these
            .iter()
            .copied()
            .filter(|line| !those.contains(line))
            .collect()
    };
    let went = only(&old, &new);
    (went, new.into_iter().filter(|line| !old.contains(line)).collect())
}

fn edit(from: &str, to: String) -> (String, String) {
    (from.to_owned(), to)
}

#[test]
fn what_nobody_edited_comes_back_to_the_byte() {
    assert_eq!(back(&[]), (KEPT.to_owned(), Vec::new()));
}

#[test]
fn tracked_edits_are_their_authors_and_all_else_keeps_its_bytes() {
    let (source, told) = back(&[
        edit(
            "<w:t>the first thing;</w:t></w:r>",
            format!(
                "<w:t>the</w:t></w:r>{}{}",
                inserted(" very"),
                run(" first thing;")
            ),
        ),
        edit(
            "<w:r><w:t>12</w:t></w:r>",
            format!("{}{}", deleted("12"), inserted("13")),
        ),
    ]);
    assert_eq!(told, [""; 0]);
    let (went, came) = lines(&source);
    assert_eq!(went, ["a) the first thing; {#first}", "| Geneva |    12 |"]);
    assert_eq!(
        came,
        [
            "  AL: Ann Lee, 2026-01-02T10:00Z",
            "a) the{++ very++}@AL first thing; {#first}",
            "| Geneva |    {~~12~>13~~}@AL |",
        ]
    );
}

#[test]
fn a_word_that_a_mark_cuts_is_still_the_same_word() {
    let (source, _) = back(&[edit(
        "<w:t>Because it is so.</w:t></w:r>",
        format!(
            "<w:t>Bec</w:t></w:r>{}{}{}",
            deleted("a"),
            inserted("o"),
            run("use it is so.")
        ),
    )]);
    let (_, came) = lines(&source);
    assert_eq!(came[1..], ["[^why]: Bec{~~a~>o~~}@AL{}use it is so."]);
}

#[test]
fn edits_without_a_mark_become_the_editors() {
    let (source, told) = back(&[edit("the second thing,", "the second good thing,".to_owned())]);
    let (went, came) = lines(&source);
    assert_eq!(went, ["   thing,"]);
    assert_eq!(came, ["  EDITOR: Editor", "   {++good ++}@EDITOR{}thing,"]);
    assert!(
        told[0].contains("one edit without a mark, now Editor\u{2019}s"),
        "{told:?}"
    );
}

#[test]
fn what_was_struck_without_a_mark_is_struck() {
    let (source, _) = back(&[edit("the second thing,", "the thing,".to_owned())]);
    let (went, came) = lines(&source);
    assert_eq!(went, ["b) the second", "   thing,"]);
    assert_eq!(
        came,
        ["  EDITOR: Editor", "b) the {--second", "   --}@EDITOR{}thing,"]
    );
}

#[test]
fn a_note_that_was_put_in_stands_behind_the_others_and_names_stay() {
    let note =
        "<w:footnote w:id=\"77\"><w:p><w:r><w:t>A later note.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let (source, _) = back(&[
        edit("</w:footnotes>", note.to_owned()),
        edit(
            "<w:t>the first thing;</w:t></w:r>",
            format!(
                "<w:t>the first thing;</w:t></w:r><w:ins {ANN}><w:r><w:footnoteReference w:id=\"77\"/></w:r></w:ins>"
            ),
        ),
    ]);
    let (went, came) = lines(&source);
    assert_eq!(went, ["a) the first thing; {#first}"]);
    assert_eq!(
        came,
        [
            "  AL: Ann Lee, 2026-01-02T10:00Z",
            "a) the first thing;{++[^1]++}@AL {#first}",
            "[^1]: A later note.",
        ]
    );
}

#[test]
fn a_header_that_was_edited_stays_front_matter() {
    let kept = KEPT.replace(
        "language: en\n",
        "language: en\nconference: PP-26\ndocument: 12\n",
    );
    let (source, told) = back_to(
        &kept,
        &[
            edit("<w:t>Document 12-E</w:t>", "<w:t>Document 13-E</w:t>".to_owned()),
            edit("the second thing,", "the third thing,".to_owned()),
        ],
    );
    assert!(source.contains("\ndocument: 12\n"), "{source}");
    assert!(source.contains("{~~second~>third~~}@EDITOR"), "{source}");
    assert!(
        told.iter().any(|told| told.contains("`document` was edited")),
        "{told:?}"
    );
    let (source, told) = back_to(
        &kept,
        &[edit(
            "<w:t>Document 12-E</w:t>",
            "<w:t>see the cover</w:t>".to_owned(),
        )],
    );
    assert_eq!(
        source, kept,
        "a header that is none any more is no text of the document"
    );
    assert!(
        told.iter().any(|told| told.contains("one paragraph was edited")),
        "{told:?}"
    );
}

#[test]
fn changes_that_were_decided_in_word_are_decided() {
    let whole = |file: &str, from: &str, to: &str| {
        let start = file.find(from).expect("a mark");
        let end = start + file[start..].find(to).expect("its end") + to.len();
        file[start..end].to_owned()
    };
    let (_, sent) = files(KEPT, &[]);
    let mut archive = zip::ZipArchive::new(Cursor::new(&sent)).expect("a package");
    let mut text = String::new();
    let mut part = archive.by_name("word/document.xml").expect("the text");
    part.read_to_string(&mut text).expect("read");
    let publish = text.find("publish").expect("the word");
    let start = text[..publish].rfind("<w:del ").expect("its mark");
    let struck = whole(&text[start..], "<w:del ", "</w:del>");
    let print = whole(&text[start..], "<w:ins ", "</w:ins>");
    let (source, told) = back(&[edit(&struck, String::new()), edit(&print, run("print"))]);
    let (went, came) = lines(&source);
    assert_eq!(went, ["2 to {~~publish~>print~~} the data {++every year++};"]);
    assert_eq!(came, ["2 to print the data {++every year++};"]);
    assert!(
        told[0].contains("2 changes of the source accepted or refused"),
        "{told:?}"
    );
}

#[test]
fn a_paragraph_that_was_typed_stands_where_it_was_typed() {
    let (source, _) = back(&[edit(
        "<w:p><w:pPr><w:pStyle w:val=\"Call\"/></w:pPr><w:r><w:t>resolves",
        format!(
            "<w:p>{}</w:p><w:p><w:pPr><w:pStyle w:val=\"Call\"/></w:pPr><w:r><w:t>resolves",
            run("bearing in mind all that was said,")
        ),
    )]);
    let at = source.find("++@EDITOR").expect("the paragraph");
    let before = source[..at].trim_end();
    assert!(before.ends_with("   thing,"), "{source}");
    assert!(source[at..].contains("\n\nresolves\n"), "{source}");
}

#[test]
fn a_source_that_says_something_else_is_not_trusted() {
    let (sent, _) = files(KEPT, &[]);
    let other = "# RESOLUTION 9 (Busan, 2014)\n## On fish\n\nThe Council,\n\nnoting\n\nthat fish swim in every sea,\n";
    let (_, file) = files(other, &[]);
    let text = import(&file, "r").expect("a Word file").source;
    let came = came(KEPT, &sent, &file);
    assert_eq!(came.source, text);
    assert!(
        came.findings[0]
            .to_string()
            .contains("does not say what it shows")
    );
}
