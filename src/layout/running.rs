//! What runs along the pages (FORMAT § 5.3, and § 4 for the booklet).

use super::flow::{Emphasis, Paragraph, Role, Run, RunContent, RunningHeads, plain, words};
use super::front::{conference, value};
use super::reading::{Reading, one_line};
use crate::house::{CharacterStyle, ParagraphStyle, RunningRule};
use crate::model::{BlockKind, Revision, Shown, Standings};
use crate::source::Span;

/// The heads and feet of a document.
pub(super) fn heads(reading: Reading<'_>, blocks: &[Shown<'_>]) -> RunningHeads {
    match reading.house.running() {
        RunningRule::Feet => feet(reading, blocks),
        RunningRule::Heads { one_line, first_foot } => RunningHeads {
            header: header(reading, one_line),
            first_footer: first_foot
                .filter(|_| reading.document.front.document.is_some())
                .map(|text| furniture(ParagraphStyle::FirstFooter, vec![words(text)]))
                .into_iter()
                .collect(),
            ..RunningHeads::default()
        },
    }
}

/// The number of the page over the number of the document, or both on one line.
fn header(reading: Reading<'_>, one_line: bool) -> Vec<Paragraph> {
    let page = || plain(RunContent::PageNumber, Revision::NONE, Span::NONE);
    let Some(code) = document_code(reading) else {
        return vec![furniture(ParagraphStyle::Header, vec![page()])];
    };
    if one_line {
        let page_word = words(format!("{} ", reading.house.words().page));
        return vec![furniture(
            ParagraphStyle::Header,
            vec![words(code), tab(), page_word, page()],
        )];
    }
    vec![
        furniture(ParagraphStyle::Header, vec![page()]),
        furniture(ParagraphStyle::Header, vec![words(code)]),
    ]
}

/// `PP14/80(Add.1)-E`
fn document_code(reading: Reading<'_>) -> Option<String> {
    let front = &reading.document.front;
    let number = value(front.document.as_ref())?;
    let letter = reading.house.words().letter;
    let short = match (conference(front), &front.conference) {
        (Some(conference), _) => Some(conference.short()),
        (None, Some(code)) => Some(code.value.replace('-', "")),
        (None, None) => None,
    };
    let supplements = [
        ("Add", &front.addendum),
        ("Rev", &front.revision),
        ("Cor", &front.corrigendum),
    ];
    let mut code = short.map(|short| format!("{short}/")).unwrap_or_default();
    code.push_str(number.strip_suffix(&format!("-{letter}")).unwrap_or(number));
    for (word, supplement) in supplements {
        if let Some(supplement) = supplement {
            code.push_str(&format!("({word}.{})", supplement.value));
        }
    }
    code.push_str(&format!("-{letter}"));
    Some(code)
}

/// Feet with conference and instrument in bold, the page's number on the outer side.
fn feet(reading: Reading<'_>, blocks: &[Shown<'_>]) -> RunningHeads {
    let text = instruments(reading, blocks);
    let page = || Run {
        emphasis: Emphasis {
            not_bold: true,
            ..Emphasis::default()
        },
        ..plain(RunContent::PageNumber, Revision::NONE, Span::NONE)
    };
    let odd = || {
        furniture(
            ParagraphStyle::Footer,
            [vec![tab(), tab()], text.clone(), vec![tab(), page()]].concat(),
        )
    };
    RunningHeads {
        footer: vec![odd()],
        first_footer: vec![odd()],
        even_footer: Some(vec![furniture(
            ParagraphStyle::Footer,
            [vec![page(), tab()], text.clone()].concat(),
        )]),
        ..RunningHeads::default()
    }
}

/// `WTSA-16 – Resolution 1`. The number is that of the page, a quotation of what stands in its
/// style; where the file has instruments of several kinds, none is named.
fn instruments(reading: Reading<'_>, blocks: &[Shown<'_>]) -> Vec<Run> {
    let front = &reading.document.front;
    let code = match (conference(front), &front.conference) {
        (Some(conference), _) => conference.acronym(reading.house.language()),
        (None, Some(code)) => code.value.clone(),
        (None, None) => String::new(),
    };
    let numbers = blocks.iter().filter(
        |placed| matches!(&placed.block.kind, BlockKind::NumberLine(instrument) if instrument.kind.has_calls()),
    );
    let names: Vec<String> = numbers
        .map(|placed| {
            sentence_case(&one_line(
                &placed.block.text(reading.settled(placed.block.revision)),
            ))
        })
        .collect();
    let dash = if code.is_empty() { "" } else { " – " };
    match names.as_slice() {
        [] => vec![words(code)],
        [name] if name.is_empty() => vec![words(code)],
        [first, others @ ..] => match parted(first) {
            Some((kind, number))
                if others
                    .iter()
                    .all(|other| parted(other).is_some_and(|(it, _)| it == kind)) =>
            {
                let quoted = Run {
                    character: Some(CharacterStyle::Href),
                    ..words(number)
                };
                vec![words(format!("{code}{dash}{kind}")), quoted]
            }
            _ if others.is_empty() => vec![words(format!("{code}{dash}{first}"))],
            _ => vec![words(code)],
        },
    }
}

/// `Resolution 1` as `Resolution ` and `1`.
fn parted(name: &str) -> Option<(&str, &str)> {
    let start = name.rfind(' ')? + 1;
    let (kind, number) = name.split_at(start);
    let is_number = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    (is_number(number) && !is_number(kind)).then_some((kind, number))
}

/// `RESOLUTION 1 (Rev. Hammamet, 2016)` as `Resolution 1`.
fn sentence_case(number_line: &str) -> String {
    let end = number_line
        .find(['(', '（'])
        .filter(|&end| end > 0)
        .unwrap_or(number_line.len());
    // Acronyms keep their capitals.
    let shout = |word: &str| {
        word.chars().all(char::is_alphabetic)
            && word.chars().all(char::is_uppercase)
            && !matches!(word, "ITU" | "UIT" | "МСЭ")
    };
    let mut words = Vec::new();
    for word in number_line[..end].split_whitespace() {
        if !shout(word) {
            words.push(word.to_owned());
            continue;
        }
        let lower = word.to_lowercase();
        let mut characters = lower.chars();
        words.push(match characters.next() {
            Some(first) if words.is_empty() => first.to_uppercase().chain(characters).collect(),
            _ => lower,
        });
    }
    words.join(" ")
}

fn tab() -> Run {
    plain(RunContent::Tab, Revision::NONE, Span::NONE)
}

fn furniture(style: ParagraphStyle, runs: Vec<Run>) -> Paragraph {
    Paragraph {
        style,
        role: Role::Furniture,
        runs,
        label_runs: 0,
        mark: Revision::NONE,
        standings: Standings::OWN,
        bookmarks: Vec::new(),
        span: Span::NONE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_foot_names_the_instrument_in_small_letters() {
        assert_eq!(
            sentence_case("RESOLUTION 1 (Rev. Hammamet, 2016)"),
            "Resolution 1"
        );
        assert_eq!(
            sentence_case("DRAFT NEW RESOLUTION [AFCP-1]"),
            "Draft new resolution [AFCP-1]"
        );
        assert_eq!(sentence_case("RESOLUTION ITU-R 38-3"), "Resolution ITU-R 38-3");
        assert_eq!(sentence_case("第71号决议（2014年，釜山）"), "第71号决议");
    }

    #[test]
    fn the_number_is_parted_from_the_kind() {
        assert_eq!(parted("Resolution 1"), Some(("Resolution ", "1")));
        assert_eq!(
            parted("Resolution ITU-R 38-3"),
            Some(("Resolution ITU-R ", "38-3"))
        );
        assert_eq!(parted("Annex"), None);
        assert_eq!(parted("第71号决议"), None);
    }
}
