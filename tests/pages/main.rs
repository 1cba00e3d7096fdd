//! Laid-out pages: those of the examples held as text, and all that there are before a judge.
//!
//! `SNAPSHOTS=overwrite cargo test --test pages` writes the texts anew; `PROPTEST_CASES=1000 cargo
//! test --test pages made_up` judges so many documents that are made up, `scripts/pages` a thousand.

#![allow(
    clippy::disallowed_methods,
    reason = "a test reads its own files and settings"
)]

#[path = "../generate/mod.rs"]
mod generate;
mod judge;
#[path = "../generate/long.rs"]
mod long;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use plenary::compile::{Compiled, Format, OutputOptions, compile, read};
use plenary::house::House;
use plenary::layout;
use plenary::model::View;
use plenary::output::{Assets, Changes};
use plenary::typeset::{self, Drawn, GlyphRun, Pages};
use plenary::{RedlineOptions, redline};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

const EXAMPLES: &[&str] = &[
    "connected-schools",
    "every-form",
    "four-proposals",
    "resolution-101-ecp1",
];

fn example(name: &str) -> (Compiled, Assets) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let file = format!("{name}.plen");
    let bytes = fs::read(folder.join(&file)).expect("an example");
    let (source, found) = read(&file, bytes);
    let compiled = compile(source, found);
    let picture = |name: &str| {
        fs::read(folder.join(name))
            .ok()
            .map(|bytes| (name.to_owned(), Arc::from(bytes)))
    };
    let pictures: BTreeMap<String, Arc<[u8]>> = compiled.pictures().into_iter().filter_map(picture).collect();
    let mut assets = Assets::default();
    assets.pictures = pictures;
    (compiled, assets)
}

fn pages(name: &str, view: View, changes: Changes) -> (Pages, House) {
    let (compiled, assets) = example(name);
    let front = &compiled.document.front;
    let house = House::new(front.style, front.language);
    let flow = layout::flow(&compiled.document, &compiled.meaning, &house, view);
    let options = typeset::TypesetOptions {
        changes,
        ..typeset::TypesetOptions::default()
    };
    let pages = typeset::pages(&flow, &house, &assets, &options).expect("fonts have every character");
    (pages, house)
}

#[test]
fn examples_are_laid_out_as_before() {
    for name in EXAMPLES {
        let (pages, _) = pages(name, View::Markup, Changes::Inline);
        let expected = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/pages/{name}.txt"));
        snapbox::assert_data_eq!(pages.dump(), snapbox::Data::read_from(&expected, None).raw());
    }
}

#[test]
fn no_page_ends_inside_a_title() {
    let clauses: String = (1..=4).map(|number| format!("{number} to act;\n")).collect();
    let title = "a title that goes over two lines and stands above a table whose head is tall ".repeat(2);
    let row = format!("| {} | b |\n", "many words that make a row tall ".repeat(60));
    let annex = format!("# ANNEX 1\n## {title}\n\n{row}{row}|---|---|\n{row}{row}");
    let text =
        format!("---\nstyle: council\n---\n\n# RESOLUTION 1\n## Title\n\nresolves\n\n{clauses}\n{annex}");
    let (pages, _) = set(text);
    let faults = judge::faults(&pages);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_header_stands_over_text_that_can_begin_under_it() {
    // A long note under the text would be split: not a reason to leave the page to the header.
    let note = "many words that make the note long ".repeat(120);
    let title = "Words that make the title of the document a line longer ".repeat(40);
    for words in [0, 12, 18] {
        let title = format!("{title}{}", "words ".repeat(words));
        let text = format!(
            "---\nstyle: pp\ndocument: 12\ntitle: {title}\n---\n\nBegins[^1].\n\nThe next.\n\n[^1]: {note}\n"
        );
        let (pages, _) = set(text);
        let begins = pages.pages[0].items.iter().any(|item| match &item.drawn {
            Drawn::Glyphs(run) => run.text.contains("Begins"),
            _ => false,
        });
        assert!(begins, "with {words} words more in the title");
    }
}

/// The pages of a source in its final reading, and the house that it names.
fn set(text: String) -> (Pages, House) {
    let (source, found) = read("set.plen", text.into_bytes());
    let compiled = compile(source, found);
    let front = &compiled.document.front;
    let house = House::new(front.style, front.language);
    let flow = layout::flow(&compiled.document, &compiled.meaning, &house, View::Final);
    let pages = typeset::pages(
        &flow,
        &house,
        &Assets::default(),
        &typeset::TypesetOptions::default(),
    );
    (pages.expect("fonts have every character"), house)
}

#[test]
fn the_frame_of_a_table_ends_with_its_last_row() {
    let table = "| A | B |\n|---|---|\n| 1 | 2 |\n";
    let heights = |text: String| {
        let (pages, _) = set(text);
        let upright = |drawn: &Drawn| match drawn {
            Drawn::Rule(rule) if rule.height > 20.0 => Some(rule.height),
            _ => None,
        };
        let items = pages.pages[0].items.iter();
        items
            .filter_map(|item| upright(&item.drawn))
            .collect::<Vec<f32>>()
    };
    let alone = heights(format!("---\nstyle: pp\n---\n\n{table}"));
    let followed = heights(format!(
        "---\nstyle: pp\n---\n\n{table}\nTable 1 – A caption below\n"
    ));
    assert_eq!(alone.len(), 3);
    assert!(
        alone.iter().zip(&followed).all(|(a, b)| (a - b).abs() < 0.01),
        "{alone:?} {followed:?}"
    );
}

#[test]
fn the_mark_of_a_note_stands_close_to_its_han_and_digits_apart() {
    let (pages, _) = set("---\nstyle: pp\nlanguage: zh\n---\n\n工作[^1]共3项。\n\n[^1]: 注。\n".to_owned());
    let runs = pages.pages[0].items.iter().filter_map(|item| match &item.drawn {
        Drawn::Glyphs(run) => Some(run),
        _ => None,
    });
    let runs: Vec<&GlyphRun> = runs.collect();
    // What its last glyph takes more than an em.
    let behind = |text: &str| {
        let run = runs.iter().find(|run| run.text.ends_with(text)).expect("printed");
        run.glyphs.last().expect("a glyph").advance / run.size - 1.0
    };
    assert!(behind("作").abs() < 0.01, "{}", behind("作"));
    assert!((behind("共") - 0.25).abs() < 0.01, "{}", behind("共"));
}

#[test]
fn full_pages_of_a_booklet_reach_the_foot_and_the_last_ends_with_its_text() {
    let clause = "that the burden of preparation for future conferences is likely to increase;\n";
    let clauses: String = (1..95).map(|number| format!("{number} {clause}")).collect();
    let text = format!("---\nstyle: publication\n---\n\n# RESOLUTION 1\n## Title\n\nresolves\n\n{clauses}");
    let (pages, house) = set(text);
    let paper = house.page();
    let foot = (paper.height - paper.bottom) as f32 / 20.0;
    let reached: Vec<f32> = pages
        .pages
        .iter()
        .map(|page| {
            let lines = page.items.iter().filter_map(|item| match &item.drawn {
                Drawn::Glyphs(run) if run.y < foot => Some(run.y),
                _ => None,
            });
            foot - lines.fold(0.0, f32::max)
        })
        .collect();
    let (last, full) = reached.split_last().expect("pages");
    assert!(
        full.len() >= 2 && full.iter().all(|free| *free < 6.0),
        "{reached:?}"
    );
    assert!(*last > 20.0, "{reached:?}");
}

#[test]
fn the_same_source_gives_the_same_bytes() {
    for name in EXAMPLES {
        let (compiled, assets) = example(name);
        let write = |changes| {
            let options = OutputOptions::default().changes(changes).source(true);
            compiled.write(Format::Pdf, options, &assets).expect("a PDF")
        };
        for changes in [Changes::Inline, Changes::Simple, Changes::Layer] {
            assert!(write(changes) == write(changes), "{name}");
        }
    }
}

/// Every source under `fixtures` and `examples`, broken ones too.
fn sources() -> Vec<std::path::PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("fixtures"), root.join("examples")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "plen") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

#[test]
fn any_source_becomes_a_pdf_or_findings() {
    for path in sources() {
        let bytes = fs::read(&path).expect("a source");
        // Whole, and broken off in the middle.
        for length in [bytes.len(), bytes.len() / 2, bytes.len() / 3] {
            let (source, found) = read("source.plen", bytes[..length].to_vec());
            let compiled = compile(source, found);
            for (view, changes) in [
                (View::Markup, Changes::Inline),
                (View::Markup, Changes::Simple),
                (View::Markup, Changes::Layer),
                (View::Final, Changes::Inline),
                (View::Original, Changes::Simple),
            ] {
                let options = OutputOptions::default().view(view).changes(changes).source(true);
                match compiled.write(Format::Pdf, options, &Assets::default()) {
                    Ok(pdf) => assert!(pdf.starts_with(b"%PDF-1.7"), "{}", path.display()),
                    Err(found) => assert!(!found.is_empty(), "{}", path.display()),
                }
            }
        }
    }
}

#[test]
fn the_feet_of_a_booklet_name_the_resolution_of_their_page() {
    let resolution = |number: u32| {
        format!("# RESOLUTION {number} (Rev. Hammamet, 2016)\n## Title\n\nresolves\n\nto test.\n\n")
    };
    let text = |last: &str| {
        let (first, second) = (resolution(1), resolution(12));
        format!("---\nstyle: publication\nconference: WTSA-16\n---\n\n{first}{second}{last}")
    };
    let feet = |text: String| {
        let (pages, _) = set(text);
        let foot = |page: &plenary::typeset::Page| {
            let runs = page.items.iter().filter_map(|item| match &item.drawn {
                Drawn::Glyphs(run) if run.y > 780.0 => Some(run.text.as_str()),
                _ => None,
            });
            runs.collect::<String>().replace('\u{A0}', " ")
        };
        pages.pages.iter().map(foot).collect::<Vec<String>>()
    };
    let same = feet(text(""));
    assert_eq!(same.len(), 2, "{same:?}");
    assert!(
        same[0].contains("WTSA-16 – Resolution 1") && !same[0].contains("12"),
        "{same:?}"
    );
    assert!(same[1].contains("WTSA-16 – Resolution 12"), "{same:?}");
    let mixed = feet(text(
        "# DECISION 3 (Hammamet, 2016)\n## Title\n\ndecides\n\nto test.\n",
    ));
    assert!(mixed.iter().all(|foot| !foot.contains("Resolution")), "{mixed:?}");
}

/// Pages of a document as the ways that changes are shown have them, before the judge.
fn judged(compiled: &Compiled, assets: &Assets) -> Vec<String> {
    let front = &compiled.document.front;
    let house = House::new(front.style, front.language);
    let mut faults = Vec::new();
    let mut ways = vec![(View::Final, Changes::Inline)];
    if !compiled.document.changes.is_empty() {
        ways.extend([(View::Markup, Changes::Inline), (View::Markup, Changes::Simple)]);
    }
    for (view, changes) in ways {
        let flow = layout::flow(&compiled.document, &compiled.meaning, &house, view);
        let options = typeset::TypesetOptions {
            changes,
            ..typeset::TypesetOptions::default()
        };
        // What cannot be printed is another judge's.
        let Ok(pages) = typeset::pages(&flow, &house, assets, &options) else {
            continue;
        };
        let found = judge::faults(&pages).into_iter();
        faults.extend(found.map(|fault| format!("{view:?} {changes:?} {fault}")));
    }
    faults
}

#[test]
fn the_pages_of_every_source_are_sound() {
    let mut faults = Vec::new();
    for path in sources() {
        let folder = path.parent().expect("a folder");
        let (source, found) = read("source.plen", fs::read(&path).expect("a source"));
        let compiled = compile(source, found);
        let mut assets = Assets::default();
        for name in compiled.pictures() {
            if let Ok(bytes) = fs::read(folder.join(name)) {
                assets.pictures.insert(name.to_owned(), Arc::from(bytes));
            }
        }
        let found = judged(&compiled, &assets).into_iter();
        faults.extend(found.map(|fault| format!("{}: {fault}", path.display())));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn pictures() -> Assets {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut assets = Assets::default();
    for name in long::PICTURES {
        let bytes = fs::read(folder.join(name)).expect("a picture");
        assets.pictures.insert((*name).to_owned(), Arc::from(bytes));
    }
    assets
}

/// The same documents in every run; `PROPTEST_CASES` asks for more, and for new ones.
fn cases(few: u32) -> ProptestConfig {
    let standard = ProptestConfig {
        failure_persistence: None,
        max_shrink_iters: 300,
        ..ProptestConfig::default()
    };
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => standard,
        None => ProptestConfig {
            cases: few,
            rng_seed: RngSeed::Fixed(2026),
            ..standard
        },
    }
}

proptest! {
    #![proptest_config(cases(14))]

    #[test]
    fn the_pages_of_made_up_documents_are_sound(document in long::long()) {
        let (source, found) = read("made-up.plen", document.source().into_bytes());
        let faults = judged(&compile(source, found), &pictures());
        prop_assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn the_pages_of_made_up_redlines_are_sound((old, new) in generate::pair()) {
        let parsed = |version: &generate::Version| {
            let (source, found) = read("made-up.plen", version.source().into_bytes());
            compile(source, found).document
        };
        let redlined = redline(&parsed(&old), &parsed(&new), &RedlineOptions::default());
        let faults = judged(&Compiled::of(redlined), &Assets::default());
        prop_assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
