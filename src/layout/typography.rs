//! No-break spaces and hyphens where the house wants them (FORMAT § 4, typography).
//!
//! Only spaces and hyphens that are there are hardened, so that a text without them is the same.

use super::flow::{Run, RunContent};
use super::reading::shown;
use crate::house::{NO_BREAK_HYPHEN, NO_BREAK_SPACE, OBJECT, binds, ties};
use crate::model::{Language, View};

/// Hardens the spaces and hyphens of a paragraph, across the borders of its runs.
pub(super) fn set(runs: &mut [Run], language: Language) {
    let mut hardened: Vec<Hardened> = Vec::new();
    // Words are neighbours in a reading, not in the markup, which has both.
    let is_changed = runs.iter().any(|run| !run.revision.is_none());
    let views = if is_changed {
        &[View::Final, View::Original][..]
    } else {
        &[View::Final]
    };
    for &view in views {
        find(runs, view, language, &mut hardened);
    }
    hardened.sort_unstable();
    for of_run in hardened.chunk_by(|one, other| one.run == other.run) {
        if let RunContent::Text(text) = &mut runs[of_run[0].run].content {
            *text = replaced(text, of_run);
        }
    }
}

/// A space or hyphen, one byte both, that is to be hardened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Hardened {
    run: usize,
    /// Its offset in the run's text.
    at: usize,
    character: char,
}

/// A text with other characters in some places, which are given in order.
fn replaced(text: &str, hardened: &[Hardened]) -> String {
    let mut out = String::with_capacity(text.len() + 2 * hardened.len());
    let mut from = 0;
    for &Hardened { at, character, .. } in hardened {
        out.push_str(&text[from..at]);
        out.push(character);
        from = at + 1;
    }
    out.push_str(&text[from..]);
    out
}

/// Finds what is to be hardened in a reading.
fn find(runs: &[Run], view: View, language: Language, hardened: &mut Vec<Hardened>) {
    let characters = characters(runs, view);
    let mut found = characters.iter().enumerate().filter_map(|(at, character)| {
        let wanted = match character {
            ' ' if binds(&characters, at, language) => NO_BREAK_SPACE,
            '-' if ties(&characters, at) => NO_BREAK_HYPHEN,
            _ => return None,
        };
        Some((at, wanted))
    });
    let Some(mut next) = found.next() else { return };
    // The runs are gone through a second time for the places of what was found: few are.
    let mut start = 0;
    for (index, run) in runs.iter().enumerate() {
        if shown(view, run.revision).is_none() {
            continue;
        }
        let RunContent::Text(text) = &run.content else {
            start += length(&run.content);
            continue;
        };
        let is_settled = view == View::Original && View::Final.admits(run.revision);
        for (number, (at, _)) in text.char_indices().enumerate() {
            if start + number != next.0 {
                continue;
            }
            if !is_settled {
                hardened.push(Hardened {
                    run: index,
                    at,
                    character: next.1,
                });
            }
            match found.next() {
                Some(further) => next = further,
                None => return,
            }
        }
        start += text.chars().count();
    }
}

/// How many characters [`characters`] has for what is no text.
fn length(content: &RunContent) -> usize {
    match content {
        RunContent::Text(text) | RunContent::Reference { text, .. } => text.chars().count(),
        RunContent::CommentStart(_) | RunContent::CommentEnd(_) => 0,
        RunContent::Tab
        | RunContent::LineBreak
        | RunContent::NoteReference { .. }
        | RunContent::NoteMark
        | RunContent::PageNumber
        | RunContent::PageCount => 1,
    }
}

/// The characters of a reading.
fn characters(runs: &[Run], view: View) -> Vec<char> {
    let mut text = Vec::new();
    for run in runs {
        if shown(view, run.revision).is_none() {
            continue;
        }
        match &run.content {
            RunContent::Text(characters) if characters.is_ascii() => {
                text.extend(characters.bytes().map(char::from));
            }
            RunContent::Text(characters) => text.extend(characters.chars()),
            // Its text is the target's own and is not hardened here, but its letters are neighbours.
            RunContent::Reference { text: label, .. } => {
                let letter = |character| {
                    if character == ' ' {
                        NO_BREAK_SPACE
                    } else {
                        character
                    }
                };
                text.extend(label.chars().map(letter));
            }
            RunContent::CommentStart(_) | RunContent::CommentEnd(_) => {}
            RunContent::Tab
            | RunContent::LineBreak
            | RunContent::NoteReference { .. }
            | RunContent::NoteMark
            | RunContent::PageNumber
            | RunContent::PageCount => text.push(OBJECT),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::flow::words;
    use crate::layout::sample::{deleted, inserted};
    use crate::model::Revision;

    fn joined(runs: &[Run]) -> String {
        let text = |run: &Run| match &run.content {
            RunContent::Text(text) => text.clone(),
            _ => "\t".to_owned(),
        };
        runs.iter().map(text).collect()
    }

    /// The text with hardened spaces as `~` and hyphens as `=`.
    fn visible(text: &str, language: Language) -> String {
        let mut runs = [words(text)];
        set(&mut runs, language);
        joined(&runs)
            .replace(NO_BREAK_SPACE, "~")
            .replace(NO_BREAK_HYPHEN, "=")
    }

    #[test]
    fn numbers_stay_with_what_they_number() {
        for (text, wanted) in [
            (
                "under Resolution 101 (Rev. Busan, 2014)",
                "under Resolution~101 (Rev.~Busan,~2014)",
            ),
            ("Nos. 5.312 and No. 196", "Nos.~5.312 and No.~196"),
            ("this Resolution shall", "this Resolution shall"),
            ("Annex A, Section II", "Annex~A, Section~II"),
            ("Recommendation ITU-T D.50", "Recommendation~ITU=T D.50"),
            ("§§ 27 c) and 50 d)", "§§~27~c) and 50 d)"),
            ("in Busan, 2014 was", "in Busan, 2014 was"),
            (
                "in considering a) and b) above, resolves 1 and 2.1;",
                "in considering~a) and~b) above, resolves~1 and 2.1;",
            ),
            (
                "instructs iii) that 5 of Region 2",
                "instructs~iii) that 5 of Region~2",
            ),
            ("by 1 January 2024, in May 2024", "by 1~January~2024, in May 2024"),
            ("(Geneva, 2003; Dubai, 2012)", "(Geneva,~2003; Dubai,~2012)"),
            ("e.g. the band 5 150 MHz", "e.g.~the band 5~150~MHz"),
            ("12 months, 10 %", "12 months, 10~%"),
            ("the band 2 170-2 194 kHz", "the band 2~170-2~194~kHz"),
            ("in WTSA-1 200 copies", "in WTSA=1 200 copies"),
            ("the vice-chairmen of WRC-15", "the vice=chairmen of WRC=15"),
            ("IP-based, Secretary-General", "IP-based, Secretary-General"),
        ] {
            assert_eq!(visible(text, Language::English), wanted);
        }
    }

    #[test]
    fn french_keeps_high_punctuation_with_its_word() {
        assert_eq!(
            visible("la « Résolution 5 » ; voir : N° 5 ?", Language::French),
            "la «~Résolution~5~»~; voir~: N°~5~?"
        );
        assert_eq!(visible("Пусан, 2014 г.", Language::Russian), "Пусан, 2014~г.");
    }

    #[test]
    fn dates_stay_together_in_each_language() {
        for (text, wanted, language) in [
            ("le 1er mai 2024", "le 1er~mai~2024", Language::French),
            (
                "el 1 de enero de 2024",
                "el 1~de~enero de 2024",
                Language::Spanish,
            ),
            ("с 3 мая 2024 года", "с 3~мая~2024 года", Language::Russian),
        ] {
            assert_eq!(visible(text, language), wanted);
        }
    }

    #[test]
    fn neighbours_are_found_across_runs_and_in_each_reading() {
        let with = |text: &str, revision| Run {
            revision,
            ..words(text)
        };
        let mut runs = [
            with("see Resolution ", Revision::NONE),
            with("five", deleted(0)),
            with("101", inserted(1)),
            with(" (Rev. ", Revision::NONE),
            with("Guadalajara, 2010", deleted(2)),
            with("Busan, 2014", inserted(3)),
            with(")", Revision::NONE),
        ];
        set(&mut runs, Language::English);
        assert_eq!(
            joined(&runs).replace(NO_BREAK_SPACE, "~"),
            "see Resolution~five101 (Rev.~Guadalajara,~2010Busan,~2014)"
        );
    }

    proptest::proptest! {
        #[test]
        fn only_spaces_and_hyphens_that_are_there_change(
            parts in proptest::collection::vec("[ a-zN№§«»:;()0-9,.A-Z-]{0,8}|Resolution|ITU-T|vice-chair|,? 2014\\)", 0..8),
            states in proptest::collection::vec(0_u32..4, 8),
        ) {
            let mut runs: Vec<Run> = parts.iter().map(|part| words(part.as_str())).collect();
            for (run, state) in runs.iter_mut().zip(states) {
                run.revision = match state {
                    0 => inserted(0),
                    1 => deleted(0),
                    _ => Revision::NONE,
                };
            }
            for language in Language::ALL {
                let mut runs = runs.clone();
                set(&mut runs, language);
                let folded = joined(&runs).replace(NO_BREAK_SPACE, " ").replace(NO_BREAK_HYPHEN, "-");
                proptest::prop_assert_eq!(folded, parts.concat());
            }
        }
    }
}
