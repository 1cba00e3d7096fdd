//! The law of readings: a document settled to a view and then set is the document set in that view.

use plenary::compile::{Compiled, Format, OutputOptions};
use plenary::format::{self, FormatOptions};
use plenary::house::House;
use plenary::model::View;
use plenary::output::{Assets, Changes};
use plenary::revision::settle;
use plenary::{layout, typeset};
use proptest::prelude::*;

use super::{cases, compiled, sound_text};

const QUICK: [Format; 4] = [Format::Text, Format::Html, Format::Json, Format::Docx];

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
    let marked = compiled(text);
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
    let marked = compiled(text);
    let lines = |compiled: &Compiled, view| -> Vec<String> {
        let page = String::from_utf8(written(compiled, Format::Text, view)).expect("a text");
        let lines = page.lines().filter(|line| !line.trim().is_empty());
        lines.map(str::to_owned).collect()
    };
    for view in [View::Original, View::Final] {
        let printed = format::print(&settle(&marked.document, view), &FormatOptions::default());
        prop_assert_eq!(
            lines(&compiled(&printed), view),
            lines(&marked, view),
            "{:?}\n{}\n=====\n{}",
            view,
            text,
            printed
        );
    }
    Ok(())
}

/// Whether a text's readings are set and printed as they are when they are taken first.
pub(crate) fn read_one_way(text: &str) -> Result<(), TestCaseError> {
    settled_is_set(text, &QUICK)?;
    printed_is_set(text)
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn a_text_is_read_one_way(text in sound_text()) {
        read_one_way(&text)?;
    }
}

/// Pages take longer: of twenty documents one is set.
fn fewer_cases() -> ProptestConfig {
    let config = cases(160);
    ProptestConfig {
        cases: config.cases.div_ceil(20),
        ..config
    }
}

proptest! {
    #![proptest_config(fewer_cases())]

    #[test]
    fn pages_are_set_one_way(text in sound_text()) {
        settled_is_set(&text, &[Format::Pdf])?;
    }
}

/// What is printed where on the pages, without rules and bars.
fn words_on_pages(text: &str, view: View, changes: Changes) -> Vec<String> {
    let compiled = compiled(text);
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
