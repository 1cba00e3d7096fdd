//! One reading of a document as the rules see it: lines of text with their places.

use std::cell::OnceCell;

use super::citation::{Citation, citations};
use super::line::Place;
pub(super) use super::line::{Line, Part, places};
use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::model::{BlockKind, Document, InstrumentKind, Language, ProposalAction, Reading, View};

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
    citations: OnceCell<Vec<Citation>>,
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
            citations: OnceCell::new(),
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

    /// Its citations, in the order of the text.
    pub(super) fn citations(&self) -> &[Citation] {
        self.citations
            .get_or_init(|| citations(&self.lines, self.language()))
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
    /// Takes a finding about a line.
    pub(super) fn push(&mut self, line: &Line<'_>, found: Diagnostic) {
        let is_new = line.is_new() || line.is_inserted(found.span().start);
        self.said.push(Said { found, is_new });
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
