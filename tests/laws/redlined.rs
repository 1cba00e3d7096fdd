//! Laws of redlines: what a redline of two versions says, in the document and as it is written.

use plenary::model::{Document, View};
use plenary::revision::redline::{RedlineOptions, Redliner, Stage, blame, redline};
use plenary::revision::{changes, settle};
use proptest::prelude::*;

use super::reading::reading;
use super::{cases, compare, generate, page, print, read, sound_text};

/// Whether a redline reads as the one and as the other version, and goes on doing so once written.
pub(crate) fn is_both(old: &Document, new: &Document, moves: bool) -> Result<(), TestCaseError> {
    let made = redline(old, new, &RedlineOptions::default().moves(moves));
    let written = print(&made);
    let again = read(&written);
    let about = format!("{}=====\n{}=====\n{written}", print(old), print(new));
    for (view, version) in [(View::Original, old), (View::Final, new)] {
        let wanted = reading(version, View::Markup);
        compare(&reading(&made, view), &wanted, &format!("{view:?}"), &about)?;
        compare(
            &reading(&again, view),
            &wanted,
            &format!("written {view:?}"),
            &about,
        )?;
    }
    Ok(())
}

/// Whether a redline of a text's two readings reads as them.
pub(crate) fn readings_are_redlined(text: &str) -> Result<(), TestCaseError> {
    let marked = read(text);
    let (old, new) = (settle(&marked, View::Original), settle(&marked, View::Final));
    is_both(&old, &new, false).and_then(|()| is_both(&old, &new, true))
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn a_redline_reads_as_old_and_as_new((old, new) in generate::pair(), moves in any::<bool>()) {
        is_both(&read(&old.source()), &read(&new.source()), moves)?;
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
    fn formatting_the_sides_first_changes_nothing((old, new) in generate::pair()) {
        let (old, new) = (read(&old.source()), read(&new.source()));
        let (plain_old, plain_new) = (read(&print(&old)), read(&print(&new)));
        let made = print(&redline(&old, &new, &RedlineOptions::default()));
        prop_assert_eq!(made, print(&redline(&plain_old, &plain_new, &RedlineOptions::default())));
    }

    #[test]
    fn the_readings_of_a_text_are_redlined_as_they_read(text in sound_text(), moves in any::<bool>()) {
        let marked = read(&text);
        is_both(&settle(&marked, View::Original), &settle(&marked, View::Final), moves)?;
    }

    #[test]
    fn any_two_texts_are_redlined_as_they_read(
        one in sound_text(),
        other in sound_text(),
        moves in any::<bool>(),
    ) {
        is_both(&settle(&read(&one), View::Final), &settle(&read(&other), View::Original), moves)?;
    }
}

/// Versions of which a redline once lost something, each with the next.
const REDLINED: [[&str; 2]; 7] = [
    [
        "# ANNEX 1\n\n## \\\n",
        "# RESOLUTION 1 (Doha, 2026)\n## On words\n\nThe Conference,\n\nword\n",
    ],
    [
        "{>>why?<<}\n\n  1 [link](https://itu.int)\n",
        "2 [link](https://itu.int)\n",
    ],
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
