//! Laws of settling, redlining and printing, on documents and edits made up at random.

#![allow(
    clippy::disallowed_methods,
    reason = "a test reads its own files and settings"
)]

mod generate;
#[path = "generate/reading.rs"]
mod reading;
#[path = "generate/scraps.rs"]
mod scraps;

use plenary::compile::{self, compile};
use plenary::diagnostic::{Code, Diagnostic, apply};
use plenary::model::{ChangeId, Document, View};
use plenary::output::Assets;
use plenary::revision::redline::{RedlineOptions, Redliner, Stage, blame, redline};
use plenary::revision::{Decision, changes, decide, settle, without_spans};
use plenary::rewrite::rewrite;
use plenary::source::Source;
use plenary::{format, syntax};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use reading::reading;

fn read(text: &str) -> Document {
    syntax::parse(&Source::new("made-up.plen", text)).0
}

/// The text with some changes of its document decided; none where that leaves a reference to what
/// is no more.
fn decide_some(text: &str, document: &Document, decision: Decision, ids: &[ChangeId]) -> Option<String> {
    let decisions = ids.iter().map(|&id| (id, decision)).collect();
    let source = Source::new("made-up.plen", text);
    match rewrite(&source, document, &decide(document, &decisions)) {
        Ok(edits) => Some(apply(text, &edits)),
        Err(refusal) => {
            let is_reference =
                |found: &Diagnostic| matches!(found.code, Code::ReferenceMissing | Code::ReferenceUnknown);
            let excused = ids.len() < document.changes.len() && refusal.findings.iter().all(is_reference);
            assert!(excused, "{decision:?} {ids:?}: {:?}\n{text}", refusal.findings);
            None
        }
    }
}

/// The text with all changes of its document decided.
fn decide_on(text: &str, document: &Document, decision: Decision, ids: &[ChangeId]) -> String {
    decide_some(text, document, decision, ids)
        .expect("what is decided whole has no reference to what is gone")
}

fn print(document: &Document) -> String {
    format::print(document, &format::FormatOptions::default())
}

/// The changes; those of whole blocks alike, however they are written.
fn register(document: &Document) -> Vec<plenary::model::Change> {
    let mut plain = without_spans(document);
    for block in &plain.blocks {
        for id in [block.revision.inserted, block.revision.deleted]
            .into_iter()
            .flatten()
        {
            plain.changes[id.0 as usize].scope = plenary::model::ChangeScope::Block;
        }
    }
    plain.changes
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

/// The same documents in every run; `PROPTEST_CASES` asks for more, and for new ones.
fn cases() -> ProptestConfig {
    let standard = ProptestConfig::default();
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    ProptestConfig {
        cases: if asked { standard.cases } else { 200 },
        max_shrink_iters: 2000,
        max_global_rejects: 100_000,
        failure_persistence: None,
        rng_seed: if asked {
            standard.rng_seed
        } else {
            RngSeed::Fixed(2014)
        },
        ..standard
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_redline_reads_as_old_and_as_new((old, new) in generate::pair(), moves in any::<bool>()) {
        let (old, new) = (read(&old.source()), read(&new.source()));
        let made = redline(&old, &new, &RedlineOptions::default().moves(moves));
        let written = print(&made);
        compare(&reading(&made, View::Original), &reading(&old, View::Markup), "original", &written)?;
        compare(&reading(&made, View::Final), &reading(&new, View::Markup), "final", &written)?;
        let again = read(&written);
        compare(&reading(&again, View::Original), &reading(&old, View::Markup), "written original", &written)?;
        compare(&reading(&again, View::Final), &reading(&new, View::Markup), "written final", &written)?;
    }

    #[test]
    fn each_change_is_the_hand_s_that_made_it((old, new) in generate::pair()) {
        // What nothing refers to is in no reading of the redline.
        for source in [old.source(), new.source()] {
            let defined = source.lines().filter_map(|line| line.strip_prefix("[^")?.split_once("]:"));
            for (id, _) in defined {
                prop_assume!(source.matches(&format!("[^{id}]")).count() > 1);
            }
        }
        let (old, new) = (read(&old.source()), read(&new.source()));
        let stage = |document: &Document, key: &str| Stage {
            document: document.clone(),
            by: Some(Redliner { key: key.to_owned(), name: None }),
            date: None,
        };
        let stages = [stage(&old, "A"), stage(&new, "B"), stage(&new, "C")];
        let made = blame(&old, &stages, &RedlineOptions::default());
        let written = print(&made);
        compare(&reading(&made, View::Original), &reading(&old, View::Markup), "original", &written)?;
        compare(&reading(&made, View::Final), &reading(&new, View::Markup), "final", &written)?;
        for change in changes(&made) {
            // Whose a space alone is, nothing tells.
            if change.old.trim().is_empty() && change.new.trim().is_empty() { continue; }
            prop_assert_eq!(&change.authors, &["B"], "{:?} in\n{}", change, written);
        }
    }

    #[test]
    fn a_redline_of_equal_texts_is_empty(version in generate::version()) {
        let document = read(&version.source());
        let made = redline(&document, &document, &RedlineOptions::default());
        prop_assert!(made.changes.is_empty(), "{}", print(&made));
        prop_assert_eq!(settle(&document, View::Final), document);
    }

    #[test]
    fn printing_changes_nothing_and_is_done_once((old, new) in generate::pair()) {
        let made = redline(&read(&old.source()), &read(&new.source()), &RedlineOptions::default());
        for text in [old.source(), print(&made)] {
            let document = read(&text);
            let printed = print(&document);
            let again = read(&printed);
            prop_assert_eq!(&printed, &print(&again), "{}", text);
            for view in [View::Original, View::Final] {
                compare(&reading(&again, view), &reading(&document, view), "formatted", &text)?;
            }
            prop_assert_eq!(register(&again), register(&document));
            let wrapped = format::print(&document, &format::FormatOptions::default().wrap(Some(40)));
            let again = read(&wrapped);
            for view in [View::Original, View::Final] {
                compare(&reading(&again, view), &reading(&document, view), "wrapped", &wrapped)?;
            }
        }
    }

    #[test]
    fn formatting_the_sides_first_changes_nothing((old, new) in generate::pair()) {
        let (old, new) = (read(&old.source()), read(&new.source()));
        let (plain_old, plain_new) = (read(&print(&old)), read(&print(&new)));
        let made = print(&redline(&old, &new, &RedlineOptions::default()));
        prop_assert_eq!(made, print(&redline(&plain_old, &plain_new, &RedlineOptions::default())));
    }

    #[test]
    fn decisions_on_the_source_are_those_on_the_document(
        (old, new) in generate::pair(),
        moves in any::<bool>(),
        chosen in prop::collection::vec(any::<bool>(), 64),
        wrap in prop::option::of(30usize..60),
    ) {
        let made = redline(&read(&old.source()), &read(&new.source()), &RedlineOptions::default().moves(moves));
        let text = format::print(&made, &format::FormatOptions::default().wrap(wrap));
        let document = read(&text);
        let all: Vec<_> = (0..document.changes.len()).map(|at| plenary::model::ChangeId(at as u32)).collect();
        let some: Vec<_> = all.iter().copied().filter(|id| chosen[id.0 as usize % 64]).collect();
        let both = [(Decision::Accept, View::Final), (Decision::Reject, View::Original)];
        for (decision, view) in both {
            let decided = decide_on(&text, &document, decision, &all);
            let after = read(&decided);
            prop_assert!(after.changes.is_empty(), "{}\n{}", text, decided);
            compare(&reading(&after, View::Markup), &reading(&document, view), "decided", &format!("{text}\n=====\n{decided}"))?;
            let Some(partly) = decide_some(&text, &document, decision, &some) else { continue };
            let about = format!("{text}\n=====\n{some:?}\n{partly}");
            compare(&reading(&read(&partly), view), &reading(&document, view), "partly decided", &about)?;
        }
    }
}

/// A reading as the page has it.
fn page(text: &str, view: View) -> String {
    let compiled = compile(Source::new("made-up.plen", text), Vec::new());
    let options = compile::OutputOptions::default().view(view);
    let written = compiled.write(compile::Format::Text, options, &Assets::default());
    String::from_utf8(written.expect("text can always be written")).expect("a text")
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn scraps_are_formatted_once_and_read_the_same(text in scraps::document()) {
        prop_assume!(!has_errors(&text));
        formatted(&text)?;
    }

    #[test]
    fn scraps_are_decided_as_they_read(text in scraps::document()) {
        prop_assume!(!has_errors(&text));
        decided(&text)?;
    }
}

fn has_errors(text: &str) -> bool {
    compile(Source::new("made-up.plen", text), Vec::new()).has_errors()
}

fn formatted(text: &str) -> Result<(), TestCaseError> {
    let printed = print(&read(text));
    prop_assert_eq!(&print(&read(&printed)), &printed, "{}", text);
    for view in [View::Original, View::Final, View::Markup] {
        let about = format!("{view:?}\n{text}\n=====\n{printed}");
        prop_assert_eq!(page(&printed, view), page(text, view), "{}", about);
    }
    Ok(())
}

fn decided(text: &str) -> Result<(), TestCaseError> {
    let document = read(text);
    let all: Vec<_> = (0..document.changes.len())
        .map(|at| plenary::model::ChangeId(at as u32))
        .collect();
    // How far apart the lines stand is told by what they were before.
    let lines = |page: String| -> Vec<String> {
        let lines = page.lines().filter(|line| !line.is_empty());
        lines.map(str::to_owned).collect()
    };
    for (decision, view) in [
        (Decision::Accept, View::Final),
        (Decision::Reject, View::Original),
    ] {
        let decided = decide_on(text, &document, decision, &all);
        let about = format!("{view:?}\n{text}\n=====\n{decided}");
        prop_assert_eq!(
            lines(page(&decided, View::Final)),
            lines(page(text, view)),
            "{}",
            about
        );
    }
    Ok(())
}

/// The text with one change after the other decided, each in the text that the one before left.
fn one_by_one(text: &str, decision: Decision, from_the_end: bool) -> Option<String> {
    let mut text = text.to_owned();
    loop {
        let document = read(&text);
        let listed = changes(&document);
        let next = if from_the_end {
            listed.last()
        } else {
            listed.first()
        };
        let Some(next) = next else {
            return Some(text);
        };
        let decided = decide_some(&text, &document, decision, &next.ids)?;
        assert!(
            read(&decided).changes.len() < document.changes.len(),
            "{next:?} stays in\n{text}"
        );
        text = decided;
    }
}

fn same_in_any_order(text: &str) -> Result<(), TestCaseError> {
    let document = read(text);
    let all: Vec<ChangeId> = changes(&document)
        .into_iter()
        .flat_map(|change| change.ids)
        .collect();
    for decision in [Decision::Accept, Decision::Reject] {
        let at_once = decide_on(text, &document, decision, &all);
        for from_the_end in [false, true] {
            let Some(stepwise) = one_by_one(text, decision, from_the_end) else {
                continue;
            };
            prop_assert_eq!(&stepwise, &at_once, "{:?} {}\n{}", decision, from_the_end, text);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn redlines_are_decided_in_any_order((old, new) in generate::pair(), moves in any::<bool>()) {
        let made = redline(&read(&old.source()), &read(&new.source()), &RedlineOptions::default().moves(moves));
        same_in_any_order(&print(&made))?;
    }
}

/// Versions of which a redline once lost something, each with the next.
const REDLINED: [[&str; 2]; 5] = [
    ["2 {#self}\n", "{#self}{@self}w\n"],
    ["a) {#two}\n", "{#two}s{@two}\n"],
    ["s \\-dash\n", "-dash\n"],
    [
        "ITU\\-T and all the rest of it\n",
        "ITU-T and all the rest of it\n",
    ],
    [
        "| A | B |\n|---|---|:-:|\n| 1 | 2 |\n",
        "| A | B |\n|---|---|:-:|\n| 1 | 3 |\n",
    ],
];

#[test]
fn what_a_redline_once_lost_stays() {
    for [old, new] in REDLINED {
        let made = print(&redline(&read(old), &read(new), &RedlineOptions::default()));
        for (view, version) in [(View::Original, old), (View::Final, new)] {
            let about = format!("{view:?} of\n{made}");
            assert_eq!(page(&made, view), page(version, View::Markup), "{about}");
            let columns = |document: &Document| match document.blocks.first().map(|block| &block.kind) {
                Some(plenary::model::BlockKind::Table(table)) => table.columns.len(),
                _ => 0,
            };
            assert_eq!(columns(&read(&made)), columns(&read(version)), "{about}");
        }
    }
}

#[test]
fn what_once_went_wrong_is_mended() {
    for text in scraps::MENDED {
        if let Err(error) = formatted(text).and_then(|()| decided(text)) {
            panic!("{error}");
        }
    }
}

/// The examples that come with the program, and the seed.
fn fixtures() -> Vec<(String, String)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut fixtures = Vec::new();
    for folder in ["examples", "tests/redline"] {
        for entry in std::fs::read_dir(root.join(folder))
            .expect("the folder is there")
            .flatten()
        {
            let path = entry.path();
            if path.extension().is_some_and(|extension| extension == "plen") {
                fixtures.push((
                    path.display().to_string(),
                    std::fs::read_to_string(&path).expect("a text"),
                ));
            }
        }
    }
    assert!(fixtures.len() >= 5, "{fixtures:?}");
    fixtures
}

#[test]
fn the_laws_hold_on_every_example() {
    for (name, text) in fixtures() {
        let check = |left: &[String], right: &[String], what: &str, about: &str| {
            if let Err(error) = compare(left, right, what, about) {
                panic!("{name}: {error}");
            }
        };
        let document = read(&text);
        for wrap in [None, Some(60)] {
            let printed = format::print(&document, &format::FormatOptions::default().wrap(wrap));
            let again = read(&printed);
            assert_eq!(
                printed,
                format::print(&again, &format::FormatOptions::default().wrap(wrap)),
                "{name}"
            );
            for view in [View::Original, View::Final] {
                check(
                    &reading(&again, view),
                    &reading(&document, view),
                    "formatted",
                    &printed,
                );
            }
            assert_eq!(register(&again), register(&document), "{name}");
        }
        let (old, new) = (settle(&document, View::Original), settle(&document, View::Final));
        let made = redline(&old, &new, &RedlineOptions::default());
        let written = read(&print(&made));
        let all: Vec<_> = (0..document.changes.len())
            .map(|at| plenary::model::ChangeId(at as u32))
            .collect();
        for (view, side, decision) in [
            (View::Original, &old, Decision::Reject),
            (View::Final, &new, Decision::Accept),
        ] {
            check(
                &reading(&made, view),
                &reading(side, View::Markup),
                "redlined",
                &print(&made),
            );
            check(
                &reading(&written, view),
                &reading(side, View::Markup),
                "written",
                &print(&made),
            );
            let decided = decide_on(&text, &document, decision, &all);
            check(
                &reading(&read(&decided), View::Markup),
                &reading(side, View::Markup),
                "decided",
                &decided,
            );
        }
        let (plain_old, plain_new) = (read(&print(&old)), read(&print(&new)));
        assert_eq!(
            print(&made),
            print(&redline(&plain_old, &plain_new, &RedlineOptions::default())),
            "{name}"
        );
    }
}

/// Decisions on some of the changes of a text, by their places in its register.
#[test]
fn a_decision_on_one_change_leaves_levels_and_kinds_as_they_were() {
    let head = "# RESOLUTION 1 (Rev. Busan, 2014)\n## On words\n\nThe Conference,\n\nrecalling\n\n";
    let letters = "-- a) one;\n{~~b)~>a)~~} two;\n";
    let numbers = "1 one;\n-- 2 two;\n{~~3~>a)~~} three{~~;~>,~~}\n";
    let eight = ["a", "b", "c", "d", "e", "f", "g"].map(|letter| format!("{letter}) text;\n"));
    let ninth = format!("{}-- h) eight;\n{{~~i)~>h)~~}} nine;\n", eight.concat());
    let first = "++ 1 one;\n{~~a)~>2~~} two;\n-- b) three;\n";
    let whole = "a) one;\n{--b) two;--}{--¶--}\n  i) under it;\n";
    let point = "As the{~~ ~>.~~}{++¶++}\n\n{++As ++}the Union.\n";
    let wrapped = "a) networks {~~5 *\n  3~>that the networks\n  the~~} the rest;\n";
    let guarded = "\\As the{~~.~> ~~}{--¶--}\n\n\\ {--As --}the first{~~.~> ~~}{--¶--}\n\n\\As the last.\n";
    let spaced = "a) the first{--¶--}\n\nb)\u{A0}\u{A0}last.\n";
    for text in [
        letters, numbers, &ninth, first, whole, point, wrapped, guarded, spaced,
    ] {
        let text = format!("{head}{text}");
        let document = read(&text);
        for (decision, view) in [
            (Decision::Accept, View::Final),
            (Decision::Reject, View::Original),
        ] {
            // One label of a series that goes over from numbers to letters makes no sense alone.
            let decided =
                (0..document.changes.len()).filter(|at| text.find(numbers).is_none() || !(1..3).contains(at));
            for at in decided {
                let id = plenary::model::ChangeId(at as u32);
                let partly = decide_on(&text, &document, decision, &[id]);
                let (is, wanted) = (reading(&read(&partly), view), reading(&document, view));
                assert_eq!(is, wanted, "{decision:?} {at}\n{text}\n=====\n{partly}");
            }
        }
    }
}
