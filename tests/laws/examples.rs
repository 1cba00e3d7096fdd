//! The laws on texts that people wrote, and on those that once broke them.

use plenary::format::{self, FormatOptions};
use plenary::model::{ChangeId, View};
use plenary::revision::redline::{RedlineOptions, redline};
use plenary::revision::{Decision, settle};
use proptest::test_runner::TestCaseError;

use super::decided::{all, decide_on, same_in_any_order};
use super::formatted::{formatted, register};
use super::generate::scraps;
use super::hunt::OF_A_TEXT;
use super::reading::reading;
use super::{compare, print, read};

/// Every law on one text.
fn every_law(text: &str) -> Result<(), TestCaseError> {
    let text = text.to_owned();
    OF_A_TEXT.iter().try_for_each(|(_, law)| match law(&text) {
        Err(TestCaseError::Reject(_)) => Ok(()),
        kept => kept,
    })
}

#[test]
fn what_once_went_wrong_is_mended() {
    for text in scraps::MENDED {
        if let Err(error) = every_law(text) {
            panic!("{error}");
        }
    }
}

/// What stands before the texts of several hands.
const OF_HANDS: &str = "---\nauthors:\n  DE: Germany, 2014-09-20\n  FR: France, 2014-09-21\n  SG: Singapore\n  IT: Italy\n\
    author: IT\n---\n\n# RESOLUTION 1 (Doha, 2026)\n## On words\n\nThe Conference,\n\nresolves\n\n";

#[test]
fn what_once_went_wrong_with_several_hands_is_mended() {
    for text in [
        "++ {++ one++}@DE\n{~~2~>1~~}@FR one\n",
        "1 {--one--}{++**three**++}@DE{++one++}@SG {--one--}\n",
        "1 one{++¶++}\n\n{>>why?<<} {--gone--}@DE\n--@FR#m3 a) one\n2 one\n++@FR#m3 a) one\n",
        "1 one{++¶++}\n\n{>>why?<<} {--gone--}@DE\n--@DE ### {++one++}@FR {>>why?<<}\n  {++2++}@FR {--[^*] --}@DE,FR{++ end. ++}@SG\n\n[^*]: {-- end.--}@DE(2015-10-12T19:51Z){++ITU\\-T++}@DE,FR{++the text++}@DE,FR\n",
        "--#m3 i) one\nb) one\n++#m3 i) one\none\n--#m3 b) one\n{~~2~>1~~}@DE {--one --}@DE\n++#m3 b) one\n1 one\n",
        "--@SG#m3 1 one\n++@SG 1 {++one ++}@FR {--one--}\n++@SG#m3 1 one\n",
        "++@DE 1 one\n  1 {--one--}@DE{++ one++}\n",
        "++@FR {--of *two* hands--}@DE(2015-10-12T19:51Z) one\n",
        "--@FR i) {--the text--}@DE,FR [^a]\n--@DE - networks; {--and--}@DE,FR {}5 * 3\n\n[^a]: {++ the text++}@FR,DE 5 * 3{}x{^2^}\n",
        "1 {++one++}@DE {++**three** {--5 * 3--}@DE ITU\\-T++} {~~one~>one ~~} one\n",
        "1 {++one++}{++one ++}@DE {}{++one++}@FR {++one++}@FR{--one --}@DE\n",
        "--@DE 1 one\n--@DE i) one\n",
        "1 {--**three**--}@DE{++[link](https://itu.int) ++}{++one++}@DE one{--¶--}\n\nb) one\n",
        "| {++one{-- one--}{}one++}@DE |\n",
        "1 one\n\nb) {++one{--one--} {}one++}@DE,FR{--¶--}@SG,FR,DE\n\n++ 1 {--one--}\n1 one\n",
        "1 {++one{--one--}@DE {}one++}@DE{++¶++}\n\nNOTE – one\n",
        "1 one{++¶++}@FR\n\n--@DE {++one++}@FR\n--@FR - {>>why?<<}@FR\n",
        "1 one{--¶--}@DE,FR\n\n++ {--one--}\n\n1 one\n",
        "1 one{--¶--}@DE,FR\n\n++ {--5 * 3--}@DE one\n\n1 one\n",
        "{--2--}@FR one\n++ 1 one {++one++}@DE\ni) one\n",
        "--@DE(2015-10-12T19:51Z)#m3 1 one\n{--one--}@SG,FR,DE{++5 * 3++}@FR\n++@DE(2015-10-12T19:51Z)#m3 1 one\n",
        "1 {--x{^2^}--}{++**three** ++}@DE{++one++} {++one ++}@FR{-- one--}{++¶++}\n\n%% remark\n\n--@DE#m3 1 one\n2 one\n++@DE#m3 1 one\n",
        "1 one\nNOTE – one\ni) one{++¶++}\n\n{>>why?<<} {--gone--}@DE\n--#m3 - one\n3 one\n++#m3 - one\n",
        "++ ### {++ 5 * 3++} {--one--}@DE\n",
        "{--one--}@FR{++5 * 3++}{++one++}@DE(2015-10-12T19:51Z) one\n",
        "--@DE 1 one\n  --@DE {++one++}@FR\n",
        " {++*b*++}{--1 --}\n",
    ] {
        if let Err(error) = every_law(&format!("{OF_HANDS}{text}")) {
            panic!("{error}");
        }
    }
}

#[test]
fn a_strike_around_an_insertion_is_printed_once() {
    let text = "---\nauthors:\n  DE: Germany\n  FR: France\nauthor: FR\n---\n\n\
                ++#m3 i) one\n--@DE a) {++one++}\n--#m3 i) one\n{~~2~>1~~} one\n";
    if let Err(error) = formatted(text) {
        panic!("{error}");
    }
}

#[test]
fn a_table_is_decided_in_any_order_to_the_same_bytes() {
    for text in [
        "| the |\n|-----|------|\n-- | the | that |\n-- | ^   | the  |\n++ | the | \\<   |\n++ | \\^  | the  |\n",
        "| x |\n-- | the | that |\n-- | ^   | the  |\n",
        "| {~~the~>development~~} | {++that++} |\n-- |+ the                   |          |\n",
        "| {~~the~>development~~} |\n|------------------------|\n++ | the                    |\n\nAs the{~~ ~>.~~}{++¶++}\n\n{++As ++}the.\n",
        "| {~~the~>development~~} | {--^--} |\n++ |+ development           |         |\n",
        "| {~~the~>development~~} | {++^++} |\n++ | the                    |\n|------------------------|---------|\n",
        "| {~~the~>^~~} | {--[XX]--} |\n-- |+ the         |            |\n|--------------|------------|\n-- | \\^           |\n++ | the          | [XX]       |\n|+ the         |            |\n++ | ^            |\n",
        "| {~~the~>development~~} | {~~the~>^~~} |\n-- |+                       | the          |\n|------------------------|--------------|\n-- | the                    | \\^           |\n++ | the                    | the          |\n|+                       | the          |\n++ | the                    | ^            |\n| the                    |\n",
    ] {
        if let Err(error) = same_in_any_order(text, true) {
            panic!("{error}");
        }
    }
}

#[test]
#[ignore = "`scripts/laws FILE` names the text"]
fn a_text_of_ones_own_keeps_the_laws() {
    let path = std::env::var_os("LAWS_TEXT").expect("the text is named");
    if let Err(error) = every_law(&std::fs::read_to_string(path).expect("a text")) {
        panic!("{error}");
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
            let printed = format::print(&document, &FormatOptions::default().wrap(wrap));
            let again = read(&printed);
            assert_eq!(
                printed,
                format::print(&again, &FormatOptions::default().wrap(wrap)),
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
            let decided = decide_on(&text, &document, decision, &all(&document));
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
                let id = ChangeId(at as u32);
                let partly = decide_on(&text, &document, decision, &[id]);
                let (is, wanted) = (reading(&read(&partly), view), reading(&document, view));
                assert_eq!(is, wanted, "{decision:?} {at}\n{text}\n=====\n{partly}");
            }
        }
    }
}
