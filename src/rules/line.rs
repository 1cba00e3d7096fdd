//! A paragraph as the rules see it: its characters, where they stand in the source, and edits of them.

use std::ops::Range;

use crate::diagnostic::Edit;
use crate::model::{Block, BlockKind, Inline, InlineKind, Revision, View};
use crate::source::Span;

/// Stands in the text of a line for a reference, which prints something.
pub(super) const REFERENCE: char = '\u{FFFC}';

/// In which part of a document a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Before the first instrument, or behind a closing rule.
    Outside,
    /// In the text of a resolution, decision, recommendation or opinion.
    Instrument,
    /// In an annex, appendix or attachment.
    Attached,
    /// In the reasons for a proposal.
    Reasons,
    /// In a footnote.
    Note,
}

/// A paragraph, or a paragraph of a table's cell, in one reading.
#[derive(Debug)]
pub(super) struct Line<'d> {
    /// What it is.
    pub(super) kind: &'d BlockKind,
    /// The block that it begins with; of a cell, its table.
    pub(super) block: &'d Block,
    /// How many blocks it stands inside.
    pub(super) depth: u8,
    /// Its characters.
    pub(super) text: String,
    /// The runs that they are of, each with the state of the whole around it.
    runs: Vec<(usize, &'d Inline, Revision)>,
    /// Where it stands.
    pub(super) part: Part,
    /// The instrument that it is in, from 1; none is 0.
    pub(super) instrument: usize,
    /// Whether no part of it was adopted by anybody: the document has no changes, or it is the author's word
    /// on his proposal, or new text.
    is_new: bool,
}

impl<'d> Line<'d> {
    pub(super) fn of(kind: &'d BlockKind, block: &'d Block, place: &Place, is_new: bool) -> Self {
        Self {
            kind,
            block,
            depth: 0,
            text: String::new(),
            runs: Vec::new(),
            part: place.part,
            instrument: place.instrument,
            is_new: is_new || place.is_new,
        }
    }

    pub(super) fn take(&mut self, content: &'d [Inline], whole: Revision, view: View) {
        for inline in content {
            let state = inline.revision.within(whole);
            if !view.admits(state) {
                continue;
            }
            match &inline.kind {
                InlineKind::Text(run) => {
                    self.runs.push((self.text.len(), inline, state));
                    self.text.push_str(run);
                }
                InlineKind::LineBreak => self.text.push('\n'),
                InlineKind::CrossReference(_) => self.text.push(REFERENCE),
                InlineKind::NoteReference(_) | InlineKind::Comment(_) | InlineKind::SourceComment(_) => {}
            }
        }
    }

    /// The run that has a byte of the text, with the place of its first.
    fn run(&self, at: usize) -> Option<(usize, &'d Inline, Revision)> {
        let behind = self.runs.partition_point(|(start, ..)| *start <= at);
        let run = self.runs.get(behind.checked_sub(1)?)?;
        Some(*run)
    }

    /// Where a part of the text stands in the source.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let place = |at: usize| {
            let (start, inline, _) = self.run(at)?;
            Some((inline.source_offset(at - start)? as u32, inline.span))
        };
        let last = self
            .text
            .get(range.clone())
            .and_then(|text| text.chars().next_back());
        let width = last.map_or(0, char::len_utf8);
        let Some((start, span)) = place(range.start) else {
            return Span {
                end: self.block.span.start,
                ..self.block.span
            };
        };
        let end = match width {
            0 => start,
            _ => place(range.end - width).map_or(start, |(at, _)| at + width as u32),
        };
        Span {
            start,
            end: end.max(start),
            ..span
        }
    }

    /// Whether a part of the text is the author's own, and no text that was adopted.
    pub(super) fn is_own(&self, range: Range<usize>) -> bool {
        self.is_new
            || self
                .run(range.start)
                .is_some_and(|(.., state)| state.inserted.is_some())
                && self
                    .run(range.end.saturating_sub(1).max(range.start))
                    .is_some_and(|(.., state)| state.inserted.is_some())
    }

    /// Whether the whole line is the author's own whatever becomes of the changes.
    pub(super) fn is_new(&self) -> bool {
        self.is_new
    }

    /// Whether what stands at a place of the source was inserted.
    pub(super) fn is_inserted(&self, place: u32) -> bool {
        // Runs stand in the order of the source, and the last that begins before a place has it.
        let mut runs = self.runs.iter().rev();
        let run = runs.find(|(_, inline, _)| inline.span.start <= place);
        run.is_some_and(|(.., state)| state.inserted.is_some())
    }

    /// Whether a part of the text stands in one run.
    pub(super) fn is_in_one_run(&self, range: Range<usize>) -> bool {
        let run = |at| self.run(at).map(|(start, ..)| start);
        range.start < range.end && run(range.start) == run(range.end - 1)
    }

    /// The label of the line in a reading.
    pub(super) fn label(&self, view: View) -> Option<String> {
        self.block.label_text(view)
    }

    /// The edit that puts other words in the place of some: a plain one where these are the author's own, a
    /// tracked one in text that was adopted. None where the words are not written in one piece.
    pub(super) fn edit(&self, range: Range<usize>, words: &str) -> Option<Edit> {
        let (start, inline, state) = self.run(range.start)?;
        let (end, ..) = self.run(range.end.checked_sub(1)?)?;
        let old = self.text.get(range.clone())?;
        let span = self.span(range.clone());
        let is_plain = start == end
            && inline.link.is_none()
            && span.file.is_some()
            && (span.end - span.start) as usize == old.len()
            && !words.contains(SIGNS)
            && !old.contains(SIGNS);
        if !is_plain || state.deleted.is_some() {
            return None;
        }
        let text = match self.is_own(range) {
            true => words.to_owned(),
            false if state.is_none() => format!("{{~~{old}~>{words}~~}}"),
            false => return None,
        };
        Some(Edit { span, text })
    }

    /// The edit that puts words behind a place of the text, which is not its beginning.
    pub(super) fn insertion(&self, at: usize, words: &str) -> Option<Edit> {
        let last = self.text.get(..at)?.chars().next_back()?;
        let (_, inline, state) = self.run(at - last.len_utf8())?;
        let before = self.span(at - last.len_utf8()..at);
        let is_plain = inline.style == crate::model::TextStyle::default()
            && inline.link.is_none()
            && before.file.is_some()
            && (before.end - before.start) as usize == last.len_utf8()
            && !words.contains(SIGNS);
        if !is_plain || state.deleted.is_some() {
            return None;
        }
        let text = match self.is_own(at - last.len_utf8()..at) {
            true => words.to_owned(),
            false if state.is_none() => format!("{{++{words}++}}"),
            false => return None,
        };
        Some(Edit {
            span: Span {
                start: before.end,
                ..before
            },
            text,
        })
    }
}

/// What a text must be free of to be put in another's place.
const SIGNS: [char; 11] = ['{', '}', '*', '[', ']', '\\', '~', '+', '|', '\n', REFERENCE];

/// What stands above a line.
pub(super) struct Place {
    pub(super) part: Part,
    pub(super) instrument: usize,
    pub(super) is_new: bool,
}

/// The places of some words that begin with a letter which is rare in texts.
pub(super) fn places<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = usize> + 't {
    let first = words.chars().next().unwrap_or_default();
    let begins = text.match_indices(first).map(|(at, _)| at);
    begins.filter(move |at| text[*at..].starts_with(words))
}
