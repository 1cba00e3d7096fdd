//! No-break spaces and hyphens where the house wants them (FORMAT § 4, typography).
//!
//! Only spaces and hyphens that are there are hardened, so that a text without them is the same.

use super::flow::{Run, RunContent};
use super::reading::shown;
use crate::house::Words;
use crate::model::{Language, View};

const NO_BREAK_SPACE: char = '\u{A0}';
const NO_BREAK_HYPHEN: char = '\u{2011}';
/// Stands for what is no character: tabs, breaks, the marks of notes.
const OBJECT: char = '\u{FFFC}';

/// Units that stay with their number.
const UNITS: &[&str] = &[
    "%", "‰", "Hz", "kHz", "MHz", "GHz", "THz", "dB", "dBm", "dBW", "dBi", "W", "kW", "MW", "V", "m", "km",
    "cm", "mm", "nm", "kg", "bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s", "Mbps", "Gbps", "MB", "GB",
    "°C", "°", "К", "Гц", "кГц", "МГц", "ГГц", "дБ", "дБм", "дБВт", "км", "г.", "гг.", "CHF",
];

/// Whether a word of Latin letters is a unit.
pub(super) fn is_unit_name(word: &str) -> bool {
    word.is_ascii() && UNITS.contains(&word)
}

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

/// Whether the space at a place must not end a line.
fn binds(text: &[char], at: usize, language: Language) -> bool {
    let before = word_before(text, at);
    let after = word_after(text, at);
    let (Some(last), Some(&first)) = (before.last(), after.first()) else {
        return false;
    };
    if language == Language::French && (matches!(first, ';' | ':' | '!' | '?' | '»' | '%') || *last == '«')
    {
        return true;
    }
    if before.iter().all(|c| *c == '§') {
        return true;
    }
    let words = Words::of(language);
    let binding = words.binding;
    if is_inside_date(text, at, words) {
        return true;
    }
    if let Some(word) = known(before, binding) {
        return word.ends_with(['.', '№', '°', 'º']) || is_label(after);
    }
    is_year_of_place(text, at, after)
        || is_clause_cited(before, after, words)
        || last.is_ascii_digit()
            && (is_unit(after) || is_letter_of_provision(text, at, before, after, binding))
        || is_grouping(before, after)
}

/// The characters between a space and the one before it.
fn word_before(text: &[char], at: usize) -> &[char] {
    let start = text[..at]
        .iter()
        .rposition(|c| is_gap(*c))
        .map_or(0, |gap| gap + 1);
    &text[start..at]
}

fn word_after(text: &[char], at: usize) -> &[char] {
    let rest = &text[at + 1..];
    let end = rest.iter().position(|c| is_gap(*c)).unwrap_or(rest.len());
    &rest[..end]
}

fn is_gap(character: char) -> bool {
    matches!(character, ' ' | NO_BREAK_SPACE | OBJECT)
}

/// Whether a word is one of these, an opening bracket or quotation mark aside.
fn known<'w>(found: &[char], words: &[&'w str]) -> Option<&'w str> {
    let found = match found {
        ['(' | '[' | '"' | '“' | '«' | '\'', word @ ..] => word,
        word => word,
    };
    let first = found.first()?.encode_utf8(&mut [0; 4]).as_bytes()[0];
    let mut alike = words
        .iter()
        .filter(|word| word.len() >= found.len() && word.as_bytes().first() == Some(&first));
    alike.find(|word| word.chars().eq(found.iter().copied())).copied()
}

/// Whether a word numbers something: `101`, `[AFCP-1]`, `A`, `II`, `D.50`, `ITU-T`.
fn is_label(word: &[char]) -> bool {
    let Some(first) = word.first() else {
        return false;
    };
    let core = word.iter().take_while(|c| !matches!(c, ',' | ';' | ')' | ':'));
    let capitals = core.clone().all(|c| !c.is_lowercase() && !c.is_whitespace());
    first.is_ascii_digit() || *first == '[' || first.is_uppercase() && capitals && core.count() <= 8
}

/// `(Busan, 2014)`: the year stays with its place.
fn is_year_of_place(text: &[char], at: usize, after: &[char]) -> bool {
    let is_year = after.len() >= 4
        && after[..4].iter().all(char::is_ascii_digit)
        && after.get(4).is_none_or(|c| matches!(c, ')' | ';'));
    let comma = || matches!(text.get(at.wrapping_sub(1)), Some(',' | '،'));
    let opening = || text[..at].iter().rev().take(80).find(|c| matches!(c, '(' | ')'));
    is_year && comma() && opening() == Some(&'(')
}

fn is_unit(word: &[char]) -> bool {
    let end = word
        .iter()
        .rposition(|c| !matches!(c, ',' | ';' | ')' | ':'))
        .map_or(0, |at| at + 1);
    let is = |word: &[char], unit: &str| word.iter().copied().eq(unit.chars());
    UNITS
        .iter()
        .any(|unit| is(&word[..end], unit) || word.ends_with(&['.']) && is(&word[..word.len() - 1], unit))
}

/// `considering a)`, `b) and c)`, `resolves 1`: a clause stays with the words that cite it.
fn is_clause_cited(before: &[char], after: &[char], words: &Words) -> bool {
    let is_word = before.len() > 1 && before.iter().all(|c| c.is_alphabetic());
    if is_word && is_letter_in_parenthesis(after) {
        return true;
    }
    let core = after
        .iter()
        .take_while(|c| !matches!(c, ',' | ';' | ')' | ':'))
        .count();
    let is_number = after[..core].iter().all(|c| c.is_ascii_digit() || *c == '.')
        && after.first().is_some_and(char::is_ascii_digit);
    is_word && is_number && words.is_operative(&before.iter().collect::<String>())
}

/// `a)`, `iv)`
fn is_letter_in_parenthesis(word: &[char]) -> bool {
    let letters = word.iter().take_while(|c| c.is_lowercase()).count();
    let roman = word[..letters].iter().all(|c| matches!(c, 'i' | 'v' | 'x'));
    (1..=if roman { 4 } else { 2 }).contains(&letters) && word.get(letters) == Some(&')')
}

/// `1 January 2024`, `1 de enero de 2024`: day, month and year stay together.
fn is_inside_date(text: &[char], at: usize, words: &Words) -> bool {
    let month = |word: &[char]| {
        let end = word
            .iter()
            .rposition(|c| c.is_alphabetic())
            .map_or(0, |end| end + 1);
        end > 2 && words.is_month(&word[..end].iter().collect::<String>())
    };
    let day = |word: &[char]| {
        let word = word.strip_prefix(&['(']).unwrap_or(word);
        let digits = word.iter().take_while(|c| c.is_ascii_digit()).count();
        (1..=2).contains(&digits) && matches!(word[digits..], [] | ['e', 'r'])
    };
    let year = |word: &[char]| {
        let digits = word.iter().take_while(|c| c.is_ascii_digit()).count();
        digits == 4 && !word[digits..].iter().any(|c| c.is_alphanumeric())
    };
    let (before, after) = (word_before(text, at), word_after(text, at));
    let of = |word: &[char]| word == ['d', 'e'];
    // The words at both sides of the one before, and of the one behind.
    let earlier = || {
        at.checked_sub(before.len() + 1)
            .map_or(&[][..], |gap| word_before(text, gap))
    };
    let later = || {
        text.get(at + 1 + after.len())
            .map_or(&[][..], |_| word_after(text, at + 1 + after.len()))
    };
    if day(before) {
        return month(after) || of(after) && month(later());
    }
    of(before) && day(earlier()) && month(after) || year(after) && month(before) && day(earlier())
}

/// The letter in `§ 27 c)`.
fn is_letter_of_provision(
    text: &[char],
    at: usize,
    before: &[char],
    after: &[char],
    binding: &[&str],
) -> bool {
    let letters = after.iter().take_while(|c| c.is_lowercase()).count();
    if !(1..=2).contains(&letters) || after.get(letters) != Some(&')') {
        return false;
    }
    let Some(gap) = at.checked_sub(before.len() + 1).filter(|gap| is_gap(text[*gap])) else {
        return false;
    };
    let word = word_before(text, gap);
    !word.is_empty() && (word.iter().all(|c| *c == '§') || known(word, binding).is_some())
}

/// `12 000`, `2 170-2 194`
fn is_grouping(before: &[char], after: &[char]) -> bool {
    let digits = |word: &[char]| word.iter().take_while(|c| c.is_ascii_digit()).count();
    let leading = before.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let stands_before = match &before[..before.len() - leading] {
        [.., number, '-' | '–' | NO_BREAK_HYPHEN] if number.is_ascii_digit() => true,
        sign => sign.iter().all(|c| matches!(c, '(' | '±' | '−' | '-')),
    };
    (1..=3).contains(&leading)
        && stands_before
        && digits(after) == 3
        && after.get(3).is_none_or(|c| !c.is_alphanumeric())
}

/// Whether the hyphen at a place must not end a line: `ITU-T`, `WRC-15`, `vice-chairman`.
fn ties(text: &[char], at: usize) -> bool {
    let before = text[..at]
        .iter()
        .rev()
        .take_while(|c| c.is_alphanumeric())
        .count();
    let word = &text[at - before..at];
    let after = &text[at + 1..];
    let Some(first) = after.first() else {
        return false;
    };
    let length = after.iter().take_while(|c| c.is_alphanumeric()).count();
    let is = |name: &str| word.iter().copied().eq(name.chars());
    let acronym = word.len() >= 2 && word.iter().all(|c| c.is_uppercase());
    ["ITU", "UIT", "МСЭ"].into_iter().any(is) && length == 1 && first.is_uppercase()
        || ["vice", "Vice", "VICE"].into_iter().any(is) && first.is_alphabetic()
        || acronym && first.is_ascii_digit()
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
