//! What is typed by hand where a form is meant: captions without a dash, headings in bold type, and
//! notes with raised numbers.

use super::super::words::Candidate;
use super::Builder;
use super::alikes::Shared;
use super::wrapped::Below;
use crate::diagnostic::{Code, Diagnostic, Edit};
use crate::model::{InlineKind, ends_sentence};
use crate::source::Span;

/// Longer paragraphs are no headings.
const LONGEST_HEADING: usize = 80;
/// So many bytes before a note stands its mark.
const PAGE: usize = 20_000;
/// The digits that pasted notes begin with.
const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// `**Background**`: the edit that makes a heading of a paragraph of one line that is bold as a whole.
pub(super) fn bold_heading(candidate: Candidate<'_>) -> Option<Edit> {
    let Candidate { block, text, .. } = candidate;
    let is_bold = block.content.iter().all(|inline| match &inline.kind {
        InlineKind::Text(text) => inline.style.bold || text.trim().is_empty(),
        _ => false,
    });
    let is_heading = is_bold
        && candidate.free
        && candidate.one_line
        && candidate.apart
        && block.depth == 0
        && block.revision.is_none()
        && text.chars().count() <= LONGEST_HEADING
        && text.starts_with(char::is_alphanumeric)
        && !ends_sentence(text);
    is_heading.then(|| Edit {
        span: block.span,
        text: format!("### {text}"),
    })
}

impl Builder<'_, '_> {
    /// `Table 1. The caption`; without the full stop only where a table or picture is next to it.
    pub(super) fn typed_caption(&self, at: usize, line: &str, span: Span) -> Option<Diagnostic> {
        let (number, gap) = self.phrases.words.caption_number(line)?;
        let words = &line[gap..];
        let between = &line[number..gap];
        let is_spaced = between.ends_with([' ', '\t', '\u{A0}']);
        let is_stop = between.starts_with('.') || between.starts_with(')');
        let is_title = words.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
        let beside = || {
            let mut below = self
                .outline
                .below(at)
                .skip_while(|below| matches!(below, Below::Blank));
            let is_object = |place: Span| {
                let text = self.source.get(place.range()).unwrap_or_default();
                text.starts_with('|') || text.starts_with("![")
            };
            matches!(below.next(), Some(Below::Form(place)) if is_object(place))
        };
        if !is_spaced || !is_title || !(is_stop && !ends_sentence(words) || beside()) {
            return None;
        }
        let place = span.part(number, gap);
        Some(
            Diagnostic::new(
                Code::CaptionUnmarked,
                span.part(0, gap),
                "this looks like a caption, but is text: a caption has a dash behind its number",
            )
            .help("write ` – ` there")
            .fix("write ` – `", place, " – "),
        )
    }

    /// `¹ The note.`; whether it is one, with what makes a mark of the one that stands in the text.
    pub(super) fn pasted_note(&mut self, line: &str, span: Span) -> bool {
        let text = line.trim_start_matches(RAISED);
        let mark = &line[..line.len() - text.len()];
        let words = text.trim_start_matches([' ', '\t', '\u{A0}', ')']);
        if mark.is_empty() || !words.starts_with(char::is_alphabetic) {
            return false;
        }
        let number: String = mark.chars().filter_map(digit).collect();
        let start = span.start as usize;
        let near = self.source.ceil_char_boundary(start.saturating_sub(PAGE));
        let before = self.source.get(near..start).unwrap_or_default();
        let is_mark = |at: &usize| {
            let (left, right) = (&before[..*at], &before[at + mark.len()..]);
            left.ends_with(|c: char| !c.is_whitespace() && !RAISED.contains(&c)) && !right.starts_with(RAISED)
        };
        let mut marks = before.match_indices(mark).map(|(at, _)| at).filter(is_mark);
        if let (Some(at), None) = (marks.next(), marks.next()) {
            self.alike.note_marks.push(Edit {
                span: Span {
                    start: (near + at) as u32,
                    end: (near + at + mark.len()) as u32,
                    ..span
                },
                text: format!("[^{number}]"),
            });
        }
        let edit = Edit {
            span: span.part(0, line.len() - words.len()),
            text: format!("[^{number}]: "),
        };
        self.alike.share(Shared::Note, span.part(0, mark.len()), edit);
        true
    }
}

fn digit(raised: char) -> Option<char> {
    let value = RAISED.iter().position(|other| *other == raised)?;
    char::from_digit(value as u32, 10)
}
