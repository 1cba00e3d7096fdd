//! Laws of printing source: what is printed says the same, and is printed the same again.

use plenary::format::{self, FormatOptions};
use plenary::model::{Change, ChangeScope, Document, View};
use plenary::revision::without_spans;
use proptest::prelude::*;

use super::decided::by_hands;
use super::reading::reading;
use super::{cases, compare, page, print, read, redlined_text, sound_text};

/// The changes; those of whole blocks alike, however they are written.
pub(crate) fn register(document: &Document) -> Vec<Change> {
    let mut plain = without_spans(document);
    for block in &plain.blocks {
        for id in [block.revision.inserted, block.revision.deleted]
            .into_iter()
            .flatten()
        {
            plain.changes[id.0 as usize].scope = ChangeScope::Block;
        }
    }
    plain.changes
}

/// Whether a text is printed once, and reads as it did.
pub(crate) fn formatted(text: &str) -> Result<(), TestCaseError> {
    let document = read(text);
    let printed = print(&document);
    let again = read(&printed);
    prop_assert_eq!(&print(&again), &printed, "{}", text);
    let about = format!("{text}\n=====\n{printed}");
    for view in [View::Original, View::Final, View::Markup] {
        prop_assert_eq!(page(&printed, view), page(text, view), "{:?} {}", view, about);
    }
    for view in [View::Original, View::Final] {
        compare(
            &reading(&again, view),
            &reading(&document, view),
            "formatted",
            &about,
        )?;
    }
    Ok(())
}

/// Whether a text broken into short lines reads as it did.
pub(crate) fn wrapped(text: &str, columns: usize) -> Result<(), TestCaseError> {
    let document = read(text);
    let printed = format::print(&document, &FormatOptions::default().wrap(Some(columns)));
    let again = read(&printed);
    let about = format!("{text}\n=====\n{printed}");
    for view in [View::Original, View::Final] {
        compare(
            &reading(&again, view),
            &reading(&document, view),
            "wrapped",
            &about,
        )?;
    }
    Ok(())
}

/// Whether formatting leaves each hand what it brought and took.
pub(crate) fn keeps_changes(text: &str) -> Result<(), TestCaseError> {
    let document = read(text);
    let printed = print(&document);
    let again = read(&printed);
    prop_assert_eq!(
        by_hands(&again),
        by_hands(&document),
        "{}\n=====\n{}",
        text,
        printed
    );
    Ok(())
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn a_text_is_formatted_once_and_reads_the_same(text in sound_text()) {
        formatted(&text)?;
    }

    #[test]
    fn a_text_of_short_lines_reads_the_same(text in sound_text(), columns in 20usize..60) {
        wrapped(&text, columns)?;
    }

    #[test]
    fn formatting_keeps_each_change_and_whose_it_is(text in sound_text()) {
        keeps_changes(&text)?;
    }

    #[test]
    fn formatting_keeps_the_register_of_a_redline(text in redlined_text()) {
        let document = read(&text);
        let printed = print(&document);
        prop_assert_eq!(register(&read(&printed)), register(&document), "{}\n=====\n{}", text, printed);
    }
}
