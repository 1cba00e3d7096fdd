//! Stretches of text by direction: Word does not find it out, a run must say that it is Arabic
//! (`w:rtl`, ECMA-376 § 17.3.2.30).

use unicode_bidi::{BidiClass, bidi_class};

use crate::layout::own_order;

/// A text cut where its direction turns. Numbers and names of documents keep their own order; other
/// digits and signs go with the letters before them, those between two directions and at the ends
/// with the paragraph.
pub(super) fn stretches(text: &str, paragraph_is_right_to_left: bool) -> Vec<(&str, bool)> {
    if !paragraph_is_right_to_left && !text.contains(may_turn) {
        return vec![(text, false)];
    }
    let mut kept = own_order(text).into_iter().peekable();
    let mut turns: Vec<(usize, bool)> = vec![(0, paragraph_is_right_to_left)];
    // The direction of the last letter, and where what follows it (digits apart) begins.
    let mut last: Option<bool> = None;
    let mut neutral_from = 0;
    for (at, character) in text.char_indices() {
        if at < neutral_from {
            continue;
        }
        if let Some(own) = kept.next_if(|own| own.range.start == at) {
            let stands_apart = own.has_letters || paragraph_is_right_to_left;
            if stands_apart && last != Some(false) {
                turn(&mut turns, neutral_from, paragraph_is_right_to_left);
                turn(&mut turns, at, false);
                // A sign behind a bare number is the paragraph's.
                last = own.has_letters.then_some(false);
            }
            if own.ends_phrase && paragraph_is_right_to_left {
                last = None;
            }
            neutral_from = own.range.end;
            continue;
        }
        let direction = match bidi_class(character) {
            BidiClass::L => Some(false),
            BidiClass::R | BidiClass::AL | BidiClass::AN => Some(true),
            BidiClass::EN => last,
            _ => None,
        };
        let Some(direction) = direction else {
            continue;
        };
        if last != Some(direction) {
            turn(&mut turns, neutral_from, paragraph_is_right_to_left);
            turn(&mut turns, at, direction);
        }
        last = Some(direction);
        neutral_from = at + character.len_utf8();
    }
    turn(&mut turns, neutral_from, paragraph_is_right_to_left);
    let ends = turns.iter().skip(1).map(|turn| turn.0).chain([text.len()]);
    let stretches = turns
        .iter()
        .zip(ends)
        .map(|(turn, end)| (&text[turn.0..end], turn.1));
    stretches.filter(|(text, _)| !text.is_empty()).collect()
}

/// Whether a character is in one of the blocks whose letters run from right to left: told without
/// a search in the table of all classes.
fn may_turn(character: char) -> bool {
    matches!(
        character,
        '\u{590}'..='\u{8FF}' | '\u{200F}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}'
            | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}'
    )
}

/// Enters a change of direction; none where it stays the same, and of two at one place the later.
fn turn(turns: &mut Vec<(usize, bool)>, at: usize, direction: bool) {
    if turns.last().is_some_and(|last| last.0 == at) {
        turns.pop();
    }
    if turns.last().is_none_or(|last| last.1 != direction) {
        turns.push((at, direction));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_outside_the_blocks_runs_from_right_to_left() {
        for character in ('\0'..=char::MAX).filter(|character| !may_turn(*character)) {
            let class = bidi_class(character);
            let turns = matches!(class, BidiClass::R | BidiClass::AL | BidiClass::AN);
            assert!(!turns, "{character:?}");
        }
    }

    #[test]
    fn latin_text_in_a_latin_paragraph_is_one_stretch() {
        assert_eq!(stretches("No. 5.312", false), [("No. 5.312", false)]);
        assert_eq!(stretches("é – 第71号", false), [("é – 第71号", false)]);
        assert_eq!(stretches("", true), []);
    }

    #[test]
    fn numbers_keep_their_order_and_signs_go_with_the_paragraph() {
        assert_eq!(
            stretches("القرار 101 (REV.WRC-12)", true),
            [
                ("القرار ", true),
                ("101", false),
                (" (", true),
                ("REV.WRC-12", false),
                (")", true)
            ]
        );
        assert_eq!(
            stretches("Resolution قرار 5, 2", false),
            [("Resolution ", false), ("قرار 5, 2", true)]
        );
        assert_eq!(stretches("101", true), [("101", false)]);
        assert_eq!(
            stretches("النطاق 1 164-960 MHz، و(5)", true),
            [
                ("النطاق ", true),
                ("1 164-960 MHz", false),
                ("، و(", true),
                ("5", false),
                (")", true)
            ]
        );
        assert_eq!(
            stretches("الوثيقة 18-A (5)", true),
            [
                ("الوثيقة ", true),
                ("18-A", false),
                (" (", true),
                ("5", false),
                (")", true)
            ]
        );
        assert_eq!(
            stretches("توصية ITU-T H.264 Annex 5 of", true),
            [("توصية ", true), ("ITU-T H.264 Annex 5 of", false)]
        );
    }
}
