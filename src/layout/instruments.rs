//! Number lines, titles and headings: their styles, and the parts of a number line.

use super::flow::{FlowBlock, Role, Run, RunContent};
use super::labels;
use crate::house::{CharacterStyle, House, ParagraphStyle as S};
use crate::model::InstrumentKind::{self, *};
use crate::model::LATIN_INSERTS;

/// The styles of a number line, of the title under it, and of a line in parentheses under that.
pub(super) fn styles(kind: InstrumentKind) -> [S; 3] {
    match kind {
        Resolution => [S::ResNo, S::ResTitle, S::ResRef],
        Decision => [S::DecNo, S::DecTitle, S::ResRef],
        Recommendation => [S::RecNo, S::RecTitle, S::ResRef],
        Opinion => [S::OpinionNo, S::OpinionTitle, S::ResRef],
        // Attachments have no styles of their own in any sheet.
        Annex | Attachment => [S::AnnexNo, S::AnnexTitle, S::AnnexRef],
        Appendix => [S::AppendixNo, S::AppendixTitle, S::AppendixRef],
        Part => [S::PartNo, S::PartTitle, S::AnnexRef],
        Chapter => [S::ChapNo, S::ChapTitle, S::AnnexRef],
        Section => [S::SectionNo, S::SectionTitle, S::AnnexRef],
        Article => [S::ArtNo, S::ArtTitle, S::AnnexRef],
    }
}

/// The first blocks of the instruments of a body: proposal marks right above their number lines,
/// or else the number lines.
pub(super) fn openings(body: &[FlowBlock]) -> Vec<usize> {
    let is_proposal =
        |at: usize| matches!(&body[at], FlowBlock::Paragraph(above) if above.role == Role::Proposal);
    let number_lines = body.iter().enumerate().filter_map(|(at, block)| match block {
        FlowBlock::Paragraph(paragraph) if stands_alone(paragraph.style) => Some(at),
        _ => None,
    });
    number_lines
        .map(|at| {
            at.checked_sub(1)
                .filter(|&above| is_proposal(above))
                .unwrap_or(at)
        })
        .collect()
}

/// Whether a number line of this style opens a text that stands alone, as no annex does.
fn stands_alone(style: S) -> bool {
    matches!(style, S::ResNo | S::DecNo | S::RecNo | S::OpinionNo)
}

/// The style and level of a heading: by the depth of its number, or else by its own level.
pub(super) fn heading(level: u8, number: Option<&str>) -> (S, u8) {
    let Some(number) = number else {
        return (if level <= 1 { S::Headingb } else { S::Headingi }, level.max(1));
    };
    let depth = number.trim_matches(['.', ' ', '\u{A0}']).split('.').count();
    let style = match depth {
        0 | 1 => S::Heading1,
        2 => S::Heading2,
        3 => S::Heading3,
        4 => S::Heading4,
        5 => S::Heading5,
        _ => S::Heading6,
    };
    (style, u8::try_from(depth).unwrap_or(u8::MAX))
}

/// Marks the number in an instrument's number line, which running heads quote, and keeps `bis` and
/// its like, in the booklet what stands in parentheses too, from being printed in capitals.
pub(super) fn number_line(runs: Vec<Run>, kind: InstrumentKind, house: &House) -> Vec<Run> {
    let spares = house.spares_revision_from_capitals();
    let mut set = Vec::with_capacity(runs.len() + 2);
    let mut open = 0_usize;
    let mut is_numbered = false;
    for mut run in runs {
        let RunContent::Text(text) = &run.content else {
            run.emphasis.not_caps |= matches!(run.content, RunContent::NoteReference { .. });
            set.push(run);
            continue;
        };
        for piece in pieces(text, &mut open) {
            let has_number = piece.text.contains(|c: char| c.is_ascii_digit());
            let is_number = !piece.in_parentheses && !is_numbered && has_number;
            // A changed number stands there twice.
            is_numbered |= is_number && run.revision.is_none() || piece.in_parentheses;
            let parts = match LATIN_INSERTS.contains(&piece.text) || has_number && !piece.in_parentheses {
                true => labels::parts(piece.text),
                false => vec![(piece.text, false)],
            };
            for (text, is_insert) in parts {
                let mut part = Run {
                    content: RunContent::Text(text.to_owned()),
                    ..run.clone()
                };
                part.emphasis.not_caps |= is_insert || spares && piece.in_parentheses;
                part.emphasis.italic |= is_insert;
                // An annex or a section says nothing about the page that it stands on.
                if is_number && kind.has_calls() {
                    part.character = Some(CharacterStyle::Href);
                }
                set.push(part);
            }
        }
    }
    merge(set)
}

struct NumberPart<'t> {
    text: &'t str,
    in_parentheses: bool,
}

/// Cuts a text into words and what is between them, outside of parentheses and in them.
fn pieces<'t>(text: &'t str, open: &mut usize) -> Vec<NumberPart<'t>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut cut = |end: usize, in_parentheses| {
        if start < end {
            pieces.push(NumberPart {
                text: &text[start..end],
                in_parentheses,
            });
        }
        start = end;
    };
    for (at, character) in text.char_indices() {
        let after = at + character.len_utf8();
        match character {
            '(' | '（' => {
                if *open == 0 {
                    cut(after, false);
                }
                *open += 1;
            }
            ')' | '）' => {
                if *open == 1 {
                    cut(at, true);
                }
                *open = open.saturating_sub(1);
            }
            ' ' | '\u{A0}' if *open == 0 => {
                cut(at, false);
                cut(after, false);
            }
            _ => {}
        }
    }
    cut(text.len(), *open > 0);
    pieces
}

/// Puts runs together again that are set alike.
fn merge(runs: Vec<Run>) -> Vec<Run> {
    let mut merged: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        if let (Some(last), RunContent::Text(text)) = (merged.last_mut(), &run.content) {
            let alike = Run {
                content: last.content.clone(),
                ..run.clone()
            } == *last;
            if alike && let RunContent::Text(before) = &mut last.content {
                before.push_str(text);
                continue;
            }
        }
        merged.push(run);
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::flow::words;
    use crate::model::{HouseName, Language};

    fn shown(text: &str, kind: InstrumentKind, house: HouseName) -> Vec<(String, bool, bool)> {
        let house = House::new(house, Language::English);
        let runs = number_line(vec![words(text)], kind, &house);
        let parts = runs.into_iter().map(|run| {
            let RunContent::Text(text) = run.content else {
                return (String::new(), false, false);
            };
            (text, run.character.is_some(), run.emphasis.not_caps)
        });
        parts.collect()
    }

    #[test]
    fn the_number_is_marked_and_the_booklet_spares_place_and_year() {
        let part = |text: &str, number, spared| (text.to_owned(), number, spared);
        assert_eq!(
            shown("RESOLUTION 101 (Rev. Busan, 2014)", Resolution, HouseName::Pp),
            [
                part("RESOLUTION ", false, false),
                part("101", true, false),
                part(" (Rev. Busan, 2014)", false, false)
            ]
        );
        assert_eq!(
            shown(
                "RESOLUTION 1 (Rev. Hammamet, 2016)",
                Resolution,
                HouseName::Publication
            ),
            [
                part("RESOLUTION ", false, false),
                part("1", true, false),
                part(" (", false, false),
                part("Rev. Hammamet, 2016", false, true),
                part(")", false, false)
            ]
        );
        assert_eq!(
            shown("RESOLUTION 5bis (WRC-15)", Resolution, HouseName::Wrc),
            [
                part("RESOLUTION ", false, false),
                part("5", true, false),
                part("bis", true, true),
                part(" (WRC-15)", false, false)
            ]
        );
        assert_eq!(
            shown("SECTION 1bis", Section, HouseName::Publication),
            [part("SECTION 1", false, false), part("bis", false, true)],
            "running heads name the instrument, not its sections"
        );
        assert_eq!(
            shown("APPENDIX to the letter", Appendix, HouseName::Publication),
            [part("APPENDIX to the letter", false, false)]
        );
        assert_eq!(
            shown("ANNEX 1 TO RESOLUTION 101", Annex, HouseName::Wrc),
            [part("ANNEX 1 TO RESOLUTION 101", false, false)]
        );
    }

    #[test]
    fn a_headings_number_tells_its_level() {
        assert_eq!(heading(1, Some("1")), (S::Heading1, 1));
        assert_eq!(heading(1, Some("1.2.3")), (S::Heading3, 3));
        assert_eq!(heading(1, None), (S::Headingb, 1));
        assert_eq!(heading(2, None), (S::Headingi, 2));
    }
}
