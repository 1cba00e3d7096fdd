//! What is typed by hand where a form is meant: captions without a dash, headings in bold type, and
//! notes with raised numbers.

use super::super::words::Candidate;
use super::Builder;
use super::alikes::Shared;
use super::wrapped::Below;
use crate::diagnostic::{Code, Diagnostic, Edit};
use crate::house::Words;
use crate::model::{Block, InlineKind, ends_sentence};
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
    let may_be = candidate.free && candidate.one_line && candidate.apart;
    (may_be && reads_as_heading(block, text)).then(|| Edit {
        span: block.span,
        text: format!("### {text}"),
    })
}

/// Whether a paragraph of this text has the looks of a heading.
pub(super) fn reads_as_heading(block: &Block, text: &str) -> bool {
    let is_bold = block.content.iter().all(|inline| match &inline.kind {
        InlineKind::Text(text) => inline.style.bold || text.trim().is_empty(),
        _ => false,
    });
    is_bold
        && block.depth == 0
        && block.revision.is_none()
        && text.chars().count() <= LONGEST_HEADING
        && text.starts_with(char::is_alphanumeric)
        && !ends_sentence(text)
}

/// `Table 1. The caption`, `Table 1 The caption`
struct Caption {
    /// Where its number ends, and where its text begins.
    number: usize,
    gap: usize,
    /// Whether a full stop or bracket parts the two, and no sentence is meant.
    is_closed: bool,
}

impl Caption {
    fn of(words: &Words, line: &str) -> Option<Self> {
        let (number, gap) = words.caption_number(line)?;
        let (between, text) = (&line[number..gap], &line[gap..]);
        let is_spaced = between.ends_with([' ', '\t', '\u{A0}']);
        let is_title = text.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
        (is_spaced && is_title).then(|| Self {
            number,
            gap,
            is_closed: between.starts_with(['.', ')']) && !ends_sentence(text),
        })
    }
}

/// Whether a line is told to look like a caption, whatever stands next to it.
pub(super) fn begins_caption(words: &Words, line: &str) -> bool {
    Caption::of(words, line).is_some_and(|caption| caption.is_closed)
}

/// Whether a line is told to look like the text of a note, whatever stands before it.
pub(super) fn begins_raised(line: &str) -> bool {
    let words = line.trim_start_matches(RAISED);
    words.len() < line.len()
        && words
            .trim_start_matches([' ', '\t', '\u{A0}', ')'])
            .starts_with(char::is_alphabetic)
}

impl Builder<'_, '_> {
    /// `Table 1. The caption`; without the full stop only where a table or picture is next to it.
    pub(super) fn typed_caption(&self, at: usize, line: &str, span: Span) -> Option<Diagnostic> {
        let caption = Caption::of(self.phrases.words, line)?;
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
        if !caption.is_closed && !beside() {
            return None;
        }
        let Caption { number, gap, .. } = caption;
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

    /// `¹ The note.`, `[1] The note.`; whether it is one, with what makes a mark of the one that stands in
    /// the text.
    pub(super) fn pasted_note(&mut self, line: &str, span: Span) -> bool {
        let Some((mark, number)) = note_mark(line) else {
            return false;
        };
        let words = line[mark.len()..].trim_start_matches([' ', '\t', '\u{A0}', ')']);
        if !words.starts_with(char::is_alphabetic) {
            return false;
        }
        let start = span.start as usize;
        let near = self.source.ceil_char_boundary(start.saturating_sub(PAGE));
        let before = self.source.get(near..start).unwrap_or_default();
        let is_raised = mark.starts_with(RAISED);
        // A number in brackets may stand apart from its word.
        let word = |at: usize| match is_raised {
            true => &before[..at],
            false => before[..at].trim_end_matches([' ', '\u{A0}']),
        };
        let is_mark = |at: &usize| {
            let behind = &before[*at + mark.len()..];
            word(*at).ends_with(|c: char| !c.is_whitespace() && !RAISED.contains(&c))
                && !behind.starts_with(RAISED)
                && !behind.starts_with('(')
        };
        let mut marks = before.match_indices(mark).map(|(at, _)| at).filter(is_mark);
        let first = marks.next();
        // Drafts put words that are not agreed in brackets.
        if first.is_none() && !is_raised {
            return false;
        }
        if let (Some(at), None) = (first, marks.next()) {
            self.alike.note_marks.push(Edit {
                span: Span {
                    start: (near + word(at).len()) as u32,
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

/// The mark that a line begins with where pasted notes have theirs, and its number.
fn note_mark(line: &str) -> Option<(&str, String)> {
    let raised = line.len() - line.trim_start_matches(RAISED).len();
    if raised > 0 {
        return Some((
            &line[..raised],
            line[..raised].chars().filter_map(digit).collect(),
        ));
    }
    let (number, rest) = line.strip_prefix('[')?.split_once(']')?;
    let is_number = (1..=3).contains(&number.len()) && number.bytes().all(|c| c.is_ascii_digit());
    (is_number && rest.starts_with([' ', '\t'])).then(|| (&line[..number.len() + 2], number.to_owned()))
}

fn digit(raised: char) -> Option<char> {
    let value = RAISED.iter().position(|other| *other == raised)?;
    char::from_digit(value as u32, 10)
}
