//! Inputs that are made to be slow: each is read in time that grows with its length, not with its
//! square. No clock is read; a text of this size that took the square would not end.

use plenary::compile::{self, Compiled, Format, OutputOptions};
use plenary::output::Assets;

const INSTRUMENT: &str = "# RESOLUTION 1 (Dubai, 2018)\n## Title\n\nThe Conference,\n\nrecalling\n\n";

fn compiled(text: String) -> Compiled {
    let (source, found) = compile::read("hostile.plen", text.into_bytes());
    let compiled = compile::compile(source, found);
    let length = compiled.source.text().len();
    for found in &compiled.diagnostics {
        assert!(found.span().end as usize <= length, "{found:?}");
    }
    compiled
}

fn numbered(count: usize, write: impl Fn(usize) -> String) -> String {
    (0..count).map(write).collect()
}

#[test]
fn marks_in_marks() {
    for (opener, closer) in [
        ("{++", "++}"),
        ("{--", "--}"),
        ("{~~", "~~}"),
        ("{^", "^}"),
        ("{_", "_}"),
    ] {
        compiled(format!("{INSTRUMENT}a) {}", opener.repeat(10_000)));
        let text = format!("{opener}x ").repeat(10_000) + &closer.repeat(10_000);
        compiled(format!("{INSTRUMENT}a) {text}"));
        let others = "{^x".repeat(10_000) + &closer.repeat(10_000);
        compiled(format!("{INSTRUMENT}a) {others}"));
    }
    let found = compiled("{>>".repeat(10_000)).diagnostics;
    assert_eq!(found.len(), 1, "a comment holds all that follows it");
    compiled("{~~".to_owned() + &"~>".repeat(10_000));
    compiled("{++a\n\n".repeat(5_000));
}

#[test]
fn stars_and_brackets() {
    compiled("*".repeat(100_000));
    compiled("[".repeat(100_000));
    compiled("a *b ".repeat(20_000));
    compiled("x *b ".repeat(20_000) + &"c* ".repeat(20_000));
    compiled("{++*a++} b* ".repeat(10_000));
    compiled("[a ".repeat(10_000) + &"](http://x.org)".repeat(10_000));
    compiled("\\".repeat(100_000));
}

#[test]
fn long_lines_and_paragraphs() {
    let line = compiled("word ".repeat(200_000));
    assert_eq!(line.document.blocks.len(), 1);
    compiled("some words\n".repeat(10_000));
    compiled("[^1]\n".repeat(10_000));
    compiled("**\n".repeat(10_000));
    compiled("{>>\n".to_owned() + &"word\n".repeat(10_000));
    compiled("{++\n".to_owned() + &"%% word\n".repeat(10_000));
    compiled("{--a --}{++ b++}".repeat(10_000));
    compiled("1.".repeat(10_000) + " x");
}

#[test]
fn deep_indents() {
    let lines = numbered(1_000, |level| format!("{}a) x;\n", "  ".repeat(level)));
    let deep = compiled(format!("{INSTRUMENT}{lines}"));
    assert!(deep.document.blocks.len() > 1_000);
    // Ten thousand levels in one line, and back to the margin.
    compiled(format!(
        "{INSTRUMENT}a) x:\n{}i) y;\nb) z,\n",
        "  ".repeat(10_000)
    ));
    compiled(INSTRUMENT.to_owned() + &"a) x;\n".repeat(10_000));
}

#[test]
fn many_rows_notes_and_names() {
    let rows = "| a | b {++c++} |\n".repeat(5_000);
    let table = compiled(format!(
        "---\nauthors:\n  A: B\nauthor: A\n---\n\n| A | B |\n|---|---|\n{rows}"
    ));
    assert!(table.diagnostics.is_empty());
    let references = numbered(50_000, |note| format!("w[^n{note}] "));
    let notes = numbered(50_000, |note| format!("[^n{note}]: t.\n"));
    let noted = compiled(format!("{references}\n\n{notes}"));
    assert!(noted.diagnostics.is_empty());
    compiled(
        numbered(10_000, |name| format!("w {{@n{name}}} "))
            + &numbered(10_000, |name| format!("\n\na {{#m{name}}}")),
    );
    compiled(
        numbered(10_000, |note| format!("w[^n{note}] "))
            + &numbered(10_000, |note| format!("\n\n[^m{note}]: t.")),
    );
    compiled(numbered(10_000, |name| {
        format!("{{--x--}}#m{name} {{++x++}}#m{name} ")
    }));
}

#[test]
fn much_front_matter() {
    let keys = numbered(10_000, |key| format!("key-{key}: value\n"));
    assert_eq!(
        compiled(format!("---\n{keys}---\nA text.\n")).diagnostics.len(),
        10_000
    );
    let same = "style: pp\n".repeat(10_000);
    assert_eq!(
        compiled(format!("---\n{same}---\nA text.\n")).diagnostics.len(),
        9_999
    );
    let authors = numbered(10_000, |key| format!("  k{key}: v\n"));
    let marks = numbered(10_000, |key| format!("{{++x++}}@k{key} {{++x++}}@u{key} "));
    compiled(format!("---\nauthors:\n{authors}---\n{marks}"));
}

#[test]
fn outputs_of_many_notes_and_rows() {
    let references = numbered(2_000, |note| format!("w[^n{note}] {{@c{note}}}\n\n"));
    let notes = numbered(2_000, |note| format!("[^n{note}]: t.\n"));
    let names = numbered(2_000, |name| format!("word {{#c{name}}}\n\n"));
    let rows = "| a | b {++c++} |\n".repeat(1_000);
    let whole = compiled(format!("{references}\n{names}\n{rows}\n{notes}"));
    for format in [Format::Text, Format::Html, Format::Json] {
        assert!(
            whole
                .write(format, OutputOptions::default(), &Assets::default())
                .is_ok()
        );
    }
}

#[test]
fn pages_of_what_is_long() {
    let words = "the development of networks and services in developing countries ";
    let rows = numbered(2_000, |row| format!("| row {row} | {words} |\n"));
    let marks = numbered(500, |note| format!(" a[^n{note}]"));
    let notes = numbered(500, |note| format!("[^n{note}]: Note {note}.\n"));
    for (what, text, least) in [
        ("rows", format!("| A | B |\n|---|---|\n{rows}"), 40),
        (
            "a note",
            format!("a) word[^1].\n\n[^1]: {}\n", words.repeat(2_200)),
            30,
        ),
        ("a paragraph", format!("a) {}.\n", words.repeat(6_000)), 80),
        ("a word", format!("a) {}.\n", "x".repeat(400_000)), 80),
        ("notes", format!("a) word{marks}.\n\n{notes}"), 15),
        (
            "columns",
            format!("{}|\n{}|\n", "| A ".repeat(63), "|---".repeat(63)),
            1,
        ),
    ] {
        let whole = compiled(format!("{INSTRUMENT}{text}"));
        let options = OutputOptions::default();
        let pdf = whole.write(Format::Pdf, options, &Assets::default());
        let pdf = pdf.unwrap_or_else(|found| panic!("{what}: {found:?}"));
        let file = lopdf::Document::load_mem(&pdf).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert!(
            file.get_pages().len() >= least,
            "{what}: {} pages",
            file.get_pages().len()
        );
    }
}
