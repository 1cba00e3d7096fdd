//! What the text as a whole says of its front matter: whose house it is of, its calls, its contents.

use super::draft::{Draft, Drafts, Kind, ParagraphDraft};
use super::leads::deciding;
use super::wordprocessing::WordFile;
use crate::house::{Body, CONTENTS_FROM, Conference, Words, instrument_kind};
use crate::model::{FrontMatter, HouseName, InstrumentKind, Spanned};
use crate::source::Span;

/// What ITU sets the feet of its publications in, and of nothing else.
const PUBLICATION_FOOT: &str = "footerqp";

/// A call has so many characters at most.
const LONGEST_CALL: usize = 80;

/// Enters what drafts say, and the lines that the text begins with.
pub(super) fn enter(drafts: &Drafts, word: &WordFile, beginning: &str, front: &mut FrontMatter) {
    let mut feet = word
        .feet
        .iter()
        .filter(|foot| &*foot.style == PUBLICATION_FOOT)
        .peekable();
    if feet.peek().is_some() {
        front.style = HouseName::Publication;
        front.conference = feet.find_map(|foot| {
            let (code, _) = foot.text.split_once(" – ")?;
            let value = Conference::find(code.trim())?.code;
            Some(Spanned {
                value,
                span: Span::NONE,
            })
        });
    } else if let Some(body) = Body::speaking(beginning.lines(), front.language) {
        front.style = body.house();
    }
    front.calls = calls(drafts, front);
    let instruments = of_kind(drafts, Kind::NumberLine);
    let instruments = instruments.filter(|paragraph| {
        instrument_kind(&deciding(&paragraph.runs)).is_some_and(InstrumentKind::has_calls)
    });
    let instruments = instruments.count();
    let is_alike = drafts.contents == (instruments >= CONTENTS_FROM);
    front.contents = (instruments > 0 && !is_alike).then_some(drafts.contents);
}

/// The calls that the house does not know.
fn calls(drafts: &Drafts, front: &FrontMatter) -> Vec<String> {
    let words = Words::of(front.language);
    let mut calls: Vec<String> = Vec::new();
    for paragraph in of_kind(drafts, Kind::Call) {
        let said = deciding(&paragraph.runs);
        let call = said
            .trim()
            .trim_end_matches([',', ':', '，', '：', '،'])
            .trim_end();
        let is_call = call.starts_with(char::is_alphabetic)
            && call.chars().count() <= LONGEST_CALL
            && !call.contains([',', '\t', '{', '#', '%']);
        if is_call && !words.is_known_call(call, &calls) {
            calls.push(call.to_owned());
        }
    }
    calls
}

fn of_kind(drafts: &Drafts, kind: Kind) -> impl Iterator<Item = &ParagraphDraft> {
    drafts.blocks.iter().filter_map(move |draft| match draft {
        Draft::Paragraph(paragraph) if paragraph.kind == kind => Some(paragraph),
        _ => None,
    })
}
