//! The law of readings: a document settled to a view and then set is the document set in that view.

#![allow(
    clippy::disallowed_methods,
    reason = "a test reads its own files and settings"
)]

mod generate;
#[path = "generate/scraps.rs"]
mod scraps;

use plenary::compile::{Compiled, Format, OutputOptions, compile};
use plenary::house::House;
use plenary::model::View;
use plenary::output::{Assets, Changes};
use plenary::revision::redline::{RedlineOptions, redline};
use plenary::revision::settle;
use plenary::source::Source;
use plenary::{format, layout, typeset};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

const QUICK: [Format; 4] = [Format::Text, Format::Html, Format::Json, Format::Docx];

/// The same documents in every run; `PROPTEST_CASES` asks for more, and for new ones.
fn cases(standard: u32) -> ProptestConfig {
    let config = ProptestConfig::default();
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    ProptestConfig {
        cases: if asked { config.cases } else { standard },
        max_shrink_iters: 4000,
        max_global_rejects: 1_000_000,
        failure_persistence: None,
        rng_seed: if asked {
            config.rng_seed
        } else {
            RngSeed::Fixed(2014)
        },
        ..config
    }
}

fn read(text: &str) -> Compiled {
    compile(Source::new("made-up.plen", text), Vec::new())
}

fn written(compiled: &Compiled, format: Format, view: View) -> Vec<u8> {
    let options = OutputOptions::default().view(view);
    let written = compiled.write(format, options, &Assets::default());
    written.unwrap_or_else(|found| format!("{found:?}").into_bytes())
}

fn same(left: &[u8], right: &[u8], format: Format, about: &dyn Fn() -> String) -> Result<(), TestCaseError> {
    if left != right {
        let shown = |bytes: &[u8]| {
            String::from_utf8_lossy(bytes)
                .chars()
                .take(20_000)
                .collect::<String>()
        };
        let text = match format {
            Format::Text | Format::Html | Format::Json => {
                format!("{}\n--- is not\n{}", shown(left), shown(right))
            }
            _ => String::new(),
        };
        return Err(TestCaseError::fail(format!("{format:?} {}\n{text}", about())));
    }
    Ok(())
}

/// The law on the document itself.
fn settled_is_set(text: &str, formats: &[Format]) -> Result<(), TestCaseError> {
    let marked = read(text);
    for view in [View::Original, View::Final] {
        let settled = Compiled::of(settle(&marked.document, view));
        for &format in formats {
            same(
                &written(&settled, format, view),
                &written(&marked, format, view),
                format,
                &|| format!("{view:?}\n{text}"),
            )?;
        }
    }
    Ok(())
}

/// The law over the source: what a reading is printed as reads as that. How far apart the lines
/// stand is told by what they were before.
fn printed_is_set(text: &str) -> Result<(), TestCaseError> {
    let marked = read(text);
    let lines = |compiled: &Compiled, view| -> Vec<String> {
        let page = String::from_utf8(written(compiled, Format::Text, view)).expect("a text");
        let lines = page.lines().filter(|line| !line.trim().is_empty());
        lines.map(str::to_owned).collect()
    };
    for view in [View::Original, View::Final] {
        let printed = format::print(&settle(&marked.document, view), &format::FormatOptions::default());
        prop_assert_eq!(
            lines(&read(&printed), view),
            lines(&marked, view),
            "{:?}\n{}\n=====\n{}",
            view,
            text,
            printed
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn scraps_are_read_one_way(text in scraps::document()) {
        prop_assume!(!read(&text).has_errors());
        settled_is_set(&text, &QUICK)?;
        printed_is_set(&text)?;
    }

    #[test]
    fn forms_of_one_reading_are_read_one_way(text in scraps::changed_forms()) {
        prop_assume!(!read(&text).has_errors());
        settled_is_set(&text, &QUICK)?;
        printed_is_set(&text)?;
    }

    #[test]
    fn redlines_are_read_one_way((old, new) in generate::pair(), moves in any::<bool>()) {
        let text = redlined(&old.source(), &new.source(), moves);
        prop_assume!(!read(&text).has_errors());
        settled_is_set(&text, &QUICK)?;
        printed_is_set(&text)?;
    }
}

proptest! {
    #![proptest_config(cases(8))]

    #[test]
    fn pages_are_set_one_way(
        scraps in scraps::document(),
        (old, new) in generate::pair(),
    ) {
        for text in [scraps, redlined(&old.source(), &new.source(), false)] {
            if !read(&text).has_errors() {
                settled_is_set(&text, &[Format::Pdf])?;
            }
        }
    }
}

fn redlined(old: &str, new: &str, moves: bool) -> String {
    let options = RedlineOptions::default().moves(moves);
    let made = redline(&read(old).document, &read(new).document, &options);
    format::print(&made, &format::FormatOptions::default())
}

/// What is printed where on the pages, without rules and bars.
fn words_on_pages(text: &str, view: View, changes: Changes) -> Vec<String> {
    let compiled = read(text);
    let front = &compiled.document.front;
    let house = House::new(front.style, front.language);
    let flow = layout::flow(&compiled.document, &compiled.meaning, &house, view);
    let options = typeset::TypesetOptions {
        changes,
        ..typeset::TypesetOptions::default()
    };
    let pages = typeset::pages(&flow, &house, &Assets::default(), &options).expect("a font for all");
    let dump = pages.dump();
    let words = dump.lines().filter(|line| !line.contains("  rule "));
    words.map(str::to_owned).collect()
}

#[test]
fn the_final_with_bars_has_the_tables_of_the_final() {
    for text in [
        "| A | {--B--} | {++C++} |\n|---|---|---|\n| 1 | {--2--} | {++3++} |\n",
        "| A | B |\n|---|---|\n-- | 1 | 2 |\n| 3 | {--4--} |\n",
        "-- | A | B |\n\nText.\n",
    ] {
        assert_eq!(
            words_on_pages(text, View::Markup, Changes::Simple),
            words_on_pages(text, View::Final, Changes::Inline),
            "{text}"
        );
    }
}
