//! A redline written as a Word file: with every change accepted it is the new version, with every
//! change refused the old one.

mod generate;

use std::io::{Cursor, Read};

use plenary::compile::{Compiled, Format, OutputOptions, compile};
use plenary::format;
use plenary::model::{Document, View};
use plenary::output::Assets;
use plenary::revision::redline::redline;
use plenary::revision::settle;
use plenary::source::Source;
use plenary::syntax;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn compiled(text: &str) -> Compiled {
    compile(Source::new("made-up.plen", text), Vec::new())
}

fn printed(document: &Document) -> String {
    format::print(document, &format::FormatOptions::default())
}

/// The parts of a Word file that have text.
struct Word {
    body: String,
    notes: String,
}

fn word(text: &str) -> Word {
    let options = OutputOptions::default().view(View::Markup);
    let bytes = compiled(text).write(Format::Docx, options, &Assets::default());
    let bytes = bytes.unwrap_or_else(|found| panic!("{found:?}\n{text}"));
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut part = |name: &str| {
        let mut xml = String::new();
        if let Ok(mut file) = package.by_name(name) {
            file.read_to_string(&mut xml).expect("text");
        }
        xml
    };
    Word {
        body: part("word/document.xml"),
        notes: part("word/footnotes.xml"),
    }
}

/// What a person sees once the changes are decided and the fields are brought up to date: the
/// paragraphs of the body, each mark of a note with the note's text. Which of several marks of a
/// note brings its text to the foot of the page is left out: where both readings keep one of
/// them, it is that one, and where a reading stands alone, the first.
fn decided(word: &Word, view: View) -> Vec<String> {
    let mut reader = Reader {
        view,
        ..Reader::default()
    };
    reader.read(&word.body);
    let shown = reader.references.clone();
    let said = |id: &str| {
        let start = word
            .notes
            .find(&format!("w:id=\"{id}\""))
            .unwrap_or_else(|| panic!("note {id}"));
        let end = word.notes[start..]
            .find("</w:footnote>")
            .map_or(word.notes.len(), |end| start + end);
        let mut note = Reader {
            view,
            ..Reader::default()
        };
        note.read(&word.notes[start..end]);
        note.lines().join(" / ")
    };
    let mut lines = reader.lines();
    for line in &mut lines {
        while let Some((before, (mark, after))) = line
            .split_once(MARK)
            .and_then(|(before, rest)| Some((before, rest.split_once(MARK)?)))
        {
            let id = match mark.strip_prefix('=') {
                // A field whose mark is gone prints an error.
                Some(name) => reader
                    .bookmarks
                    .get(name)
                    .filter(|id| shown.contains(id))
                    .cloned(),
                None => Some(mark.to_owned()),
            }
            .map_or("lost".to_owned(), |id| said(&id));
            *line = format!("{before}°({id}){after}");
        }
    }
    lines
}

/// Stands around the id of a note, or the name of the bookmark that a field refers to.
const MARK: char = '\u{E000}';

#[derive(Default)]
struct Reader {
    view: View,
    /// How many insertions and deletions are open.
    inserted: usize,
    deleted: usize,
    /// Inside the properties of a paragraph or row, where `w:ins` is about its mark.
    properties: bool,
    row_goes: bool,
    mark_goes: bool,
    contents: bool,
    in_text: bool,
    line: String,
    done: Vec<String>,
    /// The marks of notes that are shown.
    references: Vec<String>,
    /// The notes whose marks have a name.
    bookmarks: std::collections::BTreeMap<String, String>,
    bookmark: Option<String>,
    /// Inside the result of a field for a note's mark.
    in_result: bool,
    /// In a run that is set as the mark of a note.
    as_mark: bool,
}

impl Reader {
    fn goes(&self, inserted: bool, deleted: bool) -> bool {
        match self.view {
            View::Original => inserted,
            View::Final => deleted,
            View::Markup => false,
        }
    }

    fn shown(&self) -> bool {
        !self.row_goes && !self.goes(self.inserted > 0, self.deleted > 0)
    }

    fn read(&mut self, xml: &str) {
        for piece in xml.split('<').skip(1) {
            let Some((tag, text)) = piece.split_once('>') else {
                continue;
            };
            let name = tag.trim_end_matches('/').split(' ').next().unwrap_or_default();
            let single = tag.ends_with('/');
            match name {
                "w:pPr" | "w:trPr" => self.properties = !single,
                "/w:pPr" | "/w:trPr" => self.properties = false,
                "w:tr" => self.row_goes = false,
                "/w:tr" => self.row_goes = false,
                "w:ins" | "w:moveTo" | "w:del" | "w:moveFrom" if self.properties => {
                    let inserted = matches!(name, "w:ins" | "w:moveTo");
                    if self.goes(inserted, !inserted) {
                        if xml_is_row(xml, piece) {
                            self.row_goes = true;
                        } else {
                            self.mark_goes = true;
                        }
                    }
                }
                "w:ins" | "w:moveTo" => self.inserted += usize::from(!single),
                "/w:ins" | "/w:moveTo" => self.inserted = self.inserted.saturating_sub(1),
                "w:del" | "w:moveFrom" => self.deleted += usize::from(!single),
                "/w:del" | "/w:moveFrom" => self.deleted = self.deleted.saturating_sub(1),
                "w:p" => (self.mark_goes, self.contents) = (false, false),
                // A table of contents is the final reading's.
                "w:pStyle" => self.contents = tag.contains("TOC"),
                "/w:p" => {
                    if self.row_goes || self.contents {
                        self.line.clear();
                    } else if !self.mark_goes {
                        self.done.push(std::mem::take(&mut self.line));
                    }
                }
                "w:t" | "w:delText" => self.in_text = !single,
                "w:tab" | "w:br" if !self.properties && self.shown() => self.line.push(' '),
                "w:noBreakHyphen" if self.shown() => self.line.push('-'),
                "w:r" => self.as_mark = false,
                "w:rStyle" => self.as_mark = tag.contains("\"FootnoteReference\""),
                "w:bookmarkStart" => self.bookmark = attribute(tag, "w:name"),
                "w:bookmarkEnd" => self.bookmark = None,
                "w:footnoteReference" => {
                    let id = attribute(tag, "w:id").expect("an id");
                    if let Some(name) = self.bookmark.take() {
                        self.bookmarks.insert(name, id.clone());
                    }
                    if self.shown() {
                        self.line.push_str(&format!("{MARK}{id}{MARK}"));
                        self.references.push(id);
                    }
                }
                "w:instrText" | "w:delInstrText" if self.shown() => {
                    if let Some(name) = text.trim().strip_prefix("NOTEREF ") {
                        let name = name.split(' ').next().unwrap_or_default();
                        self.line.push_str(&format!("{MARK}={name}{MARK}"));
                        self.in_result = true;
                    }
                }
                "w:fldChar" if tag.contains("\"end\"") => self.in_result = false,
                _ => {}
            }
            if self.in_text && matches!(name, "w:t" | "w:delText") && self.shown() && !self.in_result {
                // Where several changes bring a note and one of them could go alone, the others
                // have its number typed: the one that it has before anything is decided.
                match self.as_mark && text.parse::<usize>().is_ok() {
                    true => self.line.push_str(&format!("{MARK}{text}{MARK}")),
                    false => self.line.push_str(text),
                }
            }
            if matches!(name, "/w:t" | "/w:delText") {
                self.in_text = false;
            }
        }
    }

    fn lines(&mut self) -> Vec<String> {
        let rest = std::mem::take(&mut self.line);
        let lines = self.done.drain(..).chain([rest]);
        let folded = lines.map(|line| {
            let plain = line.replace(['\u{A0}'], " ").replace('\u{2011}', "-");
            plain.split_whitespace().collect::<Vec<_>>().join(" ")
        });
        folded.filter(|line| !line.is_empty()).collect()
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
    rest.split('"').next().map(str::to_owned)
}

/// Whether a mark stands in the properties of a row and not of a paragraph.
fn xml_is_row(xml: &str, piece: &str) -> bool {
    let at = piece.as_ptr() as usize - xml.as_ptr() as usize;
    let before = &xml[..at];
    before.rfind("<w:trPr>") > before.rfind("<w:pPr>")
}

fn check(old: &Document, new: &Document) -> Result<(), String> {
    let made = printed(&redline(old, new, &Default::default()));
    let marked = word(&made);
    for (side, view) in [(old, View::Original), (new, View::Final)] {
        let (is, wanted) = (
            decided(&marked, view),
            decided(&word(&printed(side)), View::Markup),
        );
        for at in 0..is.len().max(wanted.len()) {
            if is.get(at) != wanted.get(at) {
                return Err(format!(
                    "{view:?} {at}\n  is     {:?}\n  wanted {:?}\n{made}",
                    is.get(at),
                    wanted.get(at)
                ));
            }
        }
    }
    Ok(())
}

#[test]
fn the_examples_are_decided_in_word_as_in_the_source() {
    for text in [
        include_str!("redline/seed.plen"),
        include_str!("../examples/connected-schools.plen"),
        include_str!("../examples/four-proposals.plen"),
    ] {
        let document = syntax::parse(&Source::new("example.plen", text)).0;
        let (old, new) = (settle(&document, View::Original), settle(&document, View::Final));
        if let Err(error) = check(&old, &new) {
            panic!("{error}");
        }
    }
}

/// The same documents in every run; `PROPTEST_CASES` asks for more, and for new ones.
fn cases() -> ProptestConfig {
    let standard = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => standard,
        None => ProptestConfig {
            cases: 48,
            rng_seed: RngSeed::Fixed(2014),
            ..standard
        },
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_redline_in_word_is_both_versions((old, new) in generate::pair()) {
        let read = |version: &generate::Version| syntax::parse(&Source::new("made-up.plen", version.source())).0;
        let (old, new) = (read(&old), read(&new));
        check(&old, &new).map_err(TestCaseError::fail)?;
    }
}
