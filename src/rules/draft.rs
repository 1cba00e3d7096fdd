//! One reading of a document as the rules see it: lines of text with their places.

use std::cell::OnceCell;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::model::{
    Block, BlockKind, Document, Inline, InlineKind, InstrumentKind, Language, ProposalAction, Reading,
    Revision, View,
};
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
    fn of(kind: &'d BlockKind, block: &'d Block, place: &Place, is_new: bool) -> Self {
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

    fn take(&mut self, content: &'d [Inline], whole: Revision, view: View) {
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
struct Place {
    part: Part,
    instrument: usize,
    is_new: bool,
}

/// A document in one reading.
#[derive(Debug)]
pub(super) struct Draft<'d> {
    pub(super) document: &'d Document,
    pub(super) view: View,
    /// The text that it was read from; empty where it was read from none.
    source: &'d str,
    /// Its paragraphs in the order of the page, then those of the notes.
    pub(super) lines: Vec<Line<'d>>,
    original: OnceCell<Box<Draft<'d>>>,
}

impl<'d> Draft<'d> {
    /// Reads a document in the final or the original.
    pub(super) fn of(document: &'d Document, source: &'d str, view: View) -> Self {
        let mut draft = Self {
            document,
            view,
            source,
            lines: Vec::new(),
            original: OnceCell::new(),
        };
        let is_plain = document.changes.is_empty();
        let has_instruments = (document.blocks.iter())
            .any(|block| matches!(block.kind, BlockKind::NumberLine(_) | BlockKind::Proposal(_)));
        // Where there is no instrument, the document may be the text of one.
        let start = match has_instruments {
            true => Part::Outside,
            false => Part::Instrument,
        };
        let mut place = Place {
            part: start,
            instrument: 0,
            is_new: is_plain || has_instruments,
        };
        let mut is_added = false;
        let reading = Reading::of(&document.blocks, view);
        let passages = reading.passages();
        for passage in passages.filter(|it| !matches!(it.kind(), BlockKind::SourceComment(_))) {
            let kind = passage.kind();
            match kind {
                BlockKind::Proposal(action) => {
                    is_added = matches!(action, ProposalAction::Add);
                    place = Place {
                        part: Part::Outside,
                        is_new: true,
                        ..place
                    };
                }
                BlockKind::NumberLine(instrument) => {
                    if instrument.kind.has_calls() {
                        place.instrument += 1;
                    }
                    place.part = part(instrument.kind, place.part);
                    place.is_new = is_plain || is_added;
                }
                BlockKind::Reasons => {
                    place = Place {
                        part: Part::Reasons,
                        is_new: true,
                        ..place
                    }
                }
                BlockKind::Rule => {
                    is_added = false;
                    place = Place {
                        part: Part::Outside,
                        is_new: is_plain || has_instruments,
                        ..place
                    };
                }
                _ => {}
            }
            if let BlockKind::Table(table) = kind {
                for (at, row) in table.rows.iter().enumerate() {
                    for cell in &row.cells {
                        let whole = table.state(at, cell).within(passage.first().revision);
                        for paragraph in &cell.paragraphs {
                            let mut line = Line::of(kind, passage.first(), &place, is_plain);
                            line.take(&paragraph.content, paragraph.revision.within(whole), view);
                            draft.lines.push(line);
                        }
                    }
                }
                continue;
            }
            let mut line = Line::of(kind, passage.first(), &place, is_plain);
            line.depth = passage.depth();
            for (_, block) in passage.parts() {
                line.take(&block.content, block.revision, view);
            }
            draft.lines.push(line);
        }
        let place = Place {
            part: Part::Note,
            instrument: 0,
            is_new: is_plain,
        };
        for note in &document.notes {
            for passage in Reading::of(&note.blocks, view).passages() {
                let mut line = Line::of(passage.kind(), passage.first(), &place, is_plain);
                for (_, block) in passage.parts() {
                    line.take(&block.content, block.revision, view);
                }
                draft.lines.push(line);
            }
        }
        draft
    }

    /// The adopted text; none where this is it, or where nothing is changed.
    pub(super) fn original(&self) -> Option<&Self> {
        let has_original = self.view == View::Final && !self.document.changes.is_empty();
        let read = || Box::new(Self::of(self.document, self.source, View::Original));
        has_original.then(|| &**self.original.get_or_init(read))
    }

    /// Whether the document has a resolution, decision, recommendation or opinion.
    pub(super) fn has_instrument(&self) -> bool {
        self.lines.iter().any(|line| line.instrument > 0)
    }

    /// Whether a place of the source ends its line.
    pub(super) fn ends_line(&self, at: u32) -> bool {
        let rest = self.source.get(at as usize..).unwrap_or_default();
        rest.trim_start_matches([' ', '\t']).starts_with(['\n', '\r'])
    }

    pub(super) fn language(&self) -> Language {
        self.document.front.language
    }
}

/// Where the text behind a number line stands; a section belongs to what it divides.
fn part(kind: InstrumentKind, above: Part) -> Part {
    match kind {
        kind if kind.has_calls() => Part::Instrument,
        kind if kind.is_attached() => Part::Attached,
        _ if above == Part::Attached => Part::Attached,
        _ => Part::Instrument,
    }
}

/// A finding, and whether it is about text that was never adopted.
pub(super) struct Said {
    pub(super) found: Diagnostic,
    pub(super) is_new: bool,
}

/// What rules find.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) said: Vec<Said>,
}

impl Findings {
    /// Takes a finding about a line, with the edits that mend it where all of them can be made.
    pub(super) fn push(&mut self, line: &Line<'_>, found: Diagnostic) {
        self.said.push(Said {
            found,
            is_new: line.is_new(),
        });
    }
}

/// Adds a fix of one edit to a finding where the edit can be made; its title is the help as well.
pub(super) fn mended(mut found: Diagnostic, title: impl Into<String>, edit: Option<Edit>) -> Diagnostic {
    let title = title.into();
    if found.help.is_none() {
        found.help = Some(title.clone());
    }
    found.fix = edit.map(|edit| Fix {
        title,
        edits: vec![edit],
    });
    found
}
