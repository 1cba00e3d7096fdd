//! Laws of reading, printing, redlining and deciding, on documents made up at random.
//!
//! A plain run makes few documents, the same every time. `scripts/laws` makes many, and new ones.

#![allow(
    clippy::disallowed_methods,
    reason = "a test reads its own files and settings"
)]

mod decided;
mod examples;
mod formatted;
#[path = "../generate/mod.rs"]
mod generate;
mod hunt;
mod reading;
mod redlined;
mod settled;

use plenary::compile::{Compiled, Format, OutputOptions, compile};
use plenary::format::{self, FormatOptions};
use plenary::model::{Document, View};
use plenary::output::Assets;
use plenary::revision::redline::{RedlineOptions, redline};
use plenary::source::Source;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// The same documents in every run, so many of them; `PROPTEST_CASES` asks for others and for new
/// ones, which `PROPTEST_RNG_SEED` makes again.
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

fn source(text: &str) -> Source {
    Source::new("made-up.plen", text)
}

fn compiled(text: &str) -> Compiled {
    compile(source(text), Vec::new())
}

fn read(text: &str) -> Document {
    plenary::syntax::parse(&source(text)).0
}

fn print(document: &Document) -> String {
    format::print(document, &FormatOptions::default())
}

fn has_errors(text: &str) -> bool {
    compiled(text).has_errors()
}

/// A reading as the page has it.
fn page(text: &str, view: View) -> String {
    let options = OutputOptions::default().view(view);
    let written = compiled(text).write(Format::Text, options, &Assets::default());
    String::from_utf8(written.expect("text can always be written")).expect("a text")
}

fn compare(left: &[String], right: &[String], what: &str, about: &str) -> Result<(), TestCaseError> {
    for at in 0..left.len().max(right.len()) {
        if left.get(at) != right.get(at) {
            return Err(TestCaseError::fail(format!(
                "{what}: {at}\n  is     {:?}\n  wanted {:?}\n{about}",
                left.get(at),
                right.get(at)
            )));
        }
    }
    Ok(())
}

/// The redline of two versions.
fn redlined_text() -> impl Strategy<Value = String> {
    (generate::pair(), any::<bool>()).prop_map(|((old, new), moves)| {
        let options = RedlineOptions::default().moves(moves);
        print(&redline(&read(&old.source()), &read(&new.source()), &options))
    })
}

/// A text of any of the kinds that are made up.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        generate::scraps::document(),
        generate::scraps::changed_forms(),
        generate::hands::document(),
        redlined_text(),
    ]
}

/// A text without errors: what has errors may be read in ways that no law speaks of.
fn sound_text() -> impl Strategy<Value = String> {
    text().prop_filter("it has errors", |text| !has_errors(text))
}
