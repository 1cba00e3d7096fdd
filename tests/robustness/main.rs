//! Whatever the bytes: there is a document, its parts lie in the text, and its readings are tidy.
//!
//! The inputs are pieces of the examples and fixtures, cut, doubled, spliced and broken, and runs
//! of the language's own marks and words. The generator is the same on every run;
//! `PLENARY_INPUTS=100000 cargo test --test robustness` tries more of them.

#![allow(
    clippy::disallowed_methods,
    reason = "a test reads its own files and settings"
)]

mod hostile;

use std::fs;
use std::path::Path;

use plenary::compile::{self, Compiled};
use plenary::diagnostic::apply;
use plenary::format;
use plenary::model::{Block, BlockKind, ChangeId, Inline, InlineKind, Revision, View};
use plenary::revision::{Decision, decide};
use plenary::rewrite::rewrite;
use plenary::source::Span;

/// How many inputs a plain run of the tests tries.
const INPUTS: usize = 10_000;

/// The longest input, in bytes: faults need company, not length.
const LONGEST: usize = 400;

/// What the language gives a meaning to.
const PIECES: &[&str] = &[
    "{++",
    "++}",
    "{--",
    "--}",
    "{~~",
    "~>",
    "~~}",
    "{>>",
    "<<}",
    "{^",
    "^}",
    "{_",
    "_}",
    "{++¶++}",
    "{--¶--}",
    "{@",
    "{#",
    "}",
    "{}",
    "{",
    "[^",
    "]",
    "[",
    "](http://x.org)",
    "*",
    "**",
    "***",
    "\\",
    "\\\n",
    "|",
    "|---|:-:|\n",
    "| a | b |\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "  ",
    " ",
    "\t",
    "\u{A0}",
    "\u{3000}",
    "\u{FEFF}",
    "# ",
    "## ",
    "### ",
    "#### 1.1 ",
    "++ ",
    "-- ",
    "++@EUR ",
    "@EUR",
    "@DE(2014-10-01)",
    "#m1",
    "a) ",
    "b)bis ",
    "(c) ",
    "i) ",
    "1 ",
    "2.1 ",
    "1bis.2 ",
    "- ",
    "– ",
    "• ",
    "أ ) ",
    "б) ",
    "a） ",
    "%% x",
    "---",
    "---\n",
    "resolves",
    "\nrecalling\n",
    "Reasons: ",
    "NOTE 1 – ",
    "Table 1 – x",
    "MOD EUR/1A2/3",
    "_NOC_ X/1",
    "(Geneva, 2003) – (Rev. Dubai, 2014)",
    "RESOLUTION 1 (REV. DUBAI, 2014)",
    "![x](y.png)",
    "[^1]: ",
    "[^1]",
    "[^*]",
    "{@one}",
    "{@one.label}",
    "{#one}",
    "style: wrc",
    "language: zh",
    "language: ar",
    "authors:\n  EUR: CEPT, 2014-09-15\n",
    "author: EUR\n",
    "title: {++new++}\n",
    "key: value\n",
    "conference: PP-14\n",
    "текст",
    "الاتحاد",
    "决议，",
    "第二",
    "word",
    "Union;",
    "é",
    "e\u{301}",
    "🌍",
    "\u{200F}",
    "\0",
    "\u{B}",
    "\u{2028}",
];

/// A small deterministic generator (splitmix64).
struct Generator(u64);

impl Generator {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    fn pick<'t, T: ?Sized>(&mut self, from: &[&'t T]) -> &'t T {
        from[self.below(from.len())]
    }
}

/// The texts to start from.
fn seeds() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("examples"), root.join("fixtures")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "plen") {
                files.push(path);
            }
        }
    }
    files.sort();
    files.iter().map(|file| fs::read(file).unwrap()).collect()
}

/// One input of those that a run tries.
fn input(generator: &mut Generator, seeds: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    match generator.below(8) {
        // Bytes of any kind.
        0 => bytes.extend((0..generator.below(60)).map(|_| generator.next() as u8)),
        // Marks and words in any order.
        1..=3 => {
            for _ in 0..generator.below(24) {
                bytes.extend(generator.pick(PIECES).as_bytes());
            }
        }
        // Two texts spliced.
        _ => {
            for _ in 0..2 {
                let seed = &seeds[generator.below(seeds.len())];
                let start = generator.below(seed.len());
                let length = generator.below(LONGEST / 2);
                bytes.extend(seed.iter().skip(start).take(length));
            }
        }
    }
    for _ in 0..generator.below(6) {
        change(generator, &mut bytes);
    }
    bytes.truncate(LONGEST);
    bytes
}

/// Cuts, doubles, flips or adds something.
fn change(generator: &mut Generator, bytes: &mut Vec<u8>) {
    let at = generator.below(bytes.len() + 1);
    let end = (at + generator.below(20)).min(bytes.len());
    match generator.below(6) {
        0 => drop(bytes.drain(at..end)),
        1 => {
            let copy = bytes[at..end].to_vec();
            bytes.splice(end..end, copy);
        }
        2 if at < bytes.len() => bytes[at] = generator.next() as u8,
        _ => {
            let piece = generator.pick(PIECES).as_bytes().to_vec();
            bytes.splice(at..at, piece);
        }
    }
}

#[test]
fn any_input_gives_a_tidy_document() {
    let asked = std::env::var("PLENARY_INPUTS").ok();
    let inputs = asked.and_then(|inputs| inputs.parse().ok()).unwrap_or(INPUTS);
    let seeds = seeds();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for first in 0..threads {
            let seeds = &seeds;
            scope.spawn(move || {
                (first..inputs)
                    .step_by(threads)
                    .for_each(|number| attempt(number, seeds));
            });
        }
    });
}

/// Has a text printed, and its changes taken and refused, which must go on whatever it says.
fn edit(compiled: &Compiled) {
    let _ = format::print(&compiled.document, &format::FormatOptions::default());
    let text = compiled.source.text();
    let changes = u32::try_from(compiled.document.changes.len()).expect("few changes");
    if changes == 0 {
        return;
    }
    let all: Vec<ChangeId> = (0..changes).map(ChangeId).collect();
    let some: Vec<ChangeId> = all.iter().copied().step_by(2).collect();
    for decision in [Decision::Accept, Decision::Reject] {
        for chosen in [&all, &some] {
            let decisions = chosen.iter().map(|&id| (id, decision)).collect();
            let wanted = decide(&compiled.document, &decisions);
            if let Ok(edits) = rewrite(&compiled.source, &compiled.document, &wanted) {
                let _ = apply(text, &edits);
            }
        }
    }
}

/// Tries the input of a number; which thread does so makes no difference.
fn attempt(number: usize, seeds: &[Vec<u8>]) {
    let mut generator = Generator(1865 + number as u64 * 7919);
    let bytes = input(&mut generator, seeds);
    let shown = String::from_utf8_lossy(&bytes).into_owned();
    let result = std::panic::catch_unwind(|| {
        let (source, found) = compile::read("input.plen", bytes);
        let compiled = compile::compile(source, found);
        edit(&compiled);
        faults(&compiled)
    });
    match result {
        Ok(faults) => assert!(
            faults.is_empty(),
            "input {number}: {faults:#?}\n{shown:?}\n{shown}"
        ),
        Err(_) => panic!("input {number} panics:\n{shown:?}\n{shown}"),
    }
}

/// What is untidy about a document.
fn faults(compiled: &Compiled) -> Vec<String> {
    let mut check = Check {
        text: compiled.source.text(),
        faults: Vec::new(),
    };
    for found in &compiled.diagnostics {
        for label in &found.labels {
            check.place(found.code.name(), label.span);
        }
        for edit in found.fix.iter().flat_map(|fix| &fix.edits) {
            check.place("a fix", edit.span);
        }
    }
    let document = &compiled.document;
    for change in &document.changes {
        check.place("a change", change.span);
        check.place("what changes", change.content);
    }
    let noted = document.notes.iter().flat_map(|note| &note.blocks);
    document
        .blocks
        .iter()
        .chain(noted)
        .for_each(|block| check.block(block));
    check.faults
}

struct Check<'t> {
    text: &'t str,
    faults: Vec<String>,
}

impl Check<'_> {
    /// A place is a slice of the text, on the borders of characters.
    fn place(&mut self, what: &str, span: Span) {
        if span != Span::NONE && self.text.get(span.range()).is_none() {
            self.faults
                .push(format!("{what} at {span:?} is no slice of the text"));
        }
    }

    fn block(&mut self, block: &Block) {
        self.place("a block", block.span);
        for run in block.label.iter().flat_map(|label| &label.runs) {
            self.place("a label", run.span);
        }
        if let BlockKind::Table(table) = &block.kind {
            for row in &table.rows {
                let whole = row.revision.within(block.revision);
                self.place("a row", row.span);
                for paragraph in row.cells.iter().flat_map(|cell| &cell.paragraphs) {
                    self.place("a paragraph of a cell", paragraph.span);
                    self.content(&paragraph.content, whole, Revision::NONE);
                }
            }
        }
        self.content(&block.content, block.revision, block.mark);
    }

    fn content(&mut self, content: &[Inline], whole: Revision, mark: Revision) {
        for inline in content {
            self.place("a run", inline.span);
            if matches!(&inline.kind, InlineKind::Text(text) if text.is_empty()) {
                self.faults.push(format!("an empty run in {content:#?}"));
            }
        }
        for view in [View::Original, View::Final] {
            let text = reading(content, whole, view);
            // Where its mark changes, the text goes on with the next block in some reading.
            let ends = text.ends_with(' ') && mark.is_none();
            if text.contains("  ") || text.starts_with(' ') || ends {
                self.faults
                    .push(format!("spaces in the {view:?} reading: {text:?}"));
            }
        }
    }
}

/// The text in a reading, with a letter for what is no text.
fn reading(content: &[Inline], whole: Revision, view: View) -> String {
    let shown = content
        .iter()
        .filter(|inline| view.admits(inline.revision.within(whole)));
    shown
        .map(|inline| match &inline.kind {
            InlineKind::Text(text) => text.as_str(),
            InlineKind::LineBreak => "\n",
            InlineKind::Comment(_) | InlineKind::SourceComment(_) => "",
            InlineKind::NoteReference(_) | InlineKind::CrossReference(_) => "x",
            other => panic!("what does a page show of {other:?}?"),
        })
        .collect()
}
