//! Whether what is written reads as what was meant, block by block: the same words in the same states,
//! the same notes and comments, the same kind.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostics, Severity};
use crate::format::{FormatOptions, Printed};
use crate::model::{AuthorId, Block, BlockKind, ChangeId, Document, FrontKey, Inline, InlineKind, Revision};
use crate::semantics;
use crate::source::Source;
use crate::syntax;

/// A document as source, and what of it does not read back.
pub(super) struct Written {
    pub(super) text: String,
    /// Blocks and notes of the document that are not what was meant.
    pub(super) blocks: BTreeSet<usize>,
    pub(super) notes: BTreeSet<usize>,
    /// Blocks that the one before has swallowed.
    pub(super) swallowed: BTreeSet<usize>,
    /// Whether the texts of the front matter are what was meant.
    pub(super) is_front_same: bool,
}

/// Writes a document and reads it again.
pub(super) fn write(document: &Document) -> Written {
    let printed = Printed::whole(document, FormatOptions::default());
    let source = Source::new("import.plen", printed.text());
    let (read, mut diagnostics) = syntax::parse(&source);
    semantics::understand(&read, &mut diagnostics);
    let mut states = States::default();
    let mut written = Written {
        text: String::new(),
        blocks: BTreeSet::new(),
        notes: BTreeSet::new(),
        swallowed: BTreeSet::new(),
        is_front_same: true,
    };
    for key in FrontKey::ALL {
        let mut said = [Vec::new(), Vec::new()];
        for (said, document) in said.iter_mut().zip([document, &read]) {
            let content = document.front.text(key).into_iter().flatten();
            states.text(document, content, Revision::NONE, said);
        }
        written.is_front_same &= said[0] == said[1];
    }
    let mut found = read.blocks.iter().peekable();
    for (at, wanted) in document.blocks.iter().enumerate() {
        let place = printed.block_place(at);
        let is_before = |block: &&Block| (block.span.start as usize) < place.end;
        let mut here: Vec<&Block> = Vec::new();
        while let Some(block) = found.next_if(is_before) {
            here.push(block);
        }
        let is_same = match here.as_slice() {
            [block] => states.same((document, wanted), (&read, block)),
            [] => {
                written.swallowed.insert(at);
                written.blocks.extend(at.checked_sub(1));
                false
            }
            _ => false,
        };
        if !is_same {
            written.blocks.insert(at);
        }
    }
    let note_places = read.note_places();
    for (at, wanted) in document.notes.iter().enumerate() {
        let found = note_places.get(wanted.id.as_str());
        let found = found.map(|&at| &read.notes[at].blocks);
        let is_same = found.is_some_and(|found| {
            found.len() == wanted.blocks.len()
                && found
                    .iter()
                    .zip(&wanted.blocks)
                    .all(|(found, wanted)| states.same((document, wanted), (&read, found)))
        });
        if !is_same {
            written.notes.insert(at);
        }
    }
    errors(diagnostics, document, &printed, &mut written);
    written.text = printed.into_text();
    written
}

/// Blocks with an error in them are not what was meant either.
fn errors(diagnostics: Diagnostics, document: &Document, printed: &Printed, written: &mut Written) {
    let is_error = |severity: Severity| severity == Severity::Error;
    let blocks: Vec<usize> = (0..document.blocks.len()).collect();
    for found in diagnostics
        .finish()
        .iter()
        .filter(|found| is_error(found.severity))
    {
        let at = found.span().start as usize;
        let inside = |place: std::ops::Range<usize>| place.start <= at && at <= place.end;
        let block = blocks.partition_point(|&block| printed.block_place(block).end < at);
        if block < document.blocks.len() && inside(printed.block_place(block)) {
            written.blocks.insert(block);
        }
        written
            .notes
            .extend((0..document.notes.len()).filter(|&note| inside(printed.note_place(note))));
    }
}

/// What a state says, as a number that both documents share.
#[derive(Default)]
struct States {
    known: BTreeMap<String, u32>,
}

/// What a block says: each character with its state, notes, comments and breaks among them.
#[derive(Debug, PartialEq)]
enum Said {
    Character(char, u32),
    Note(String, u32),
    Comment(String, Vec<AuthorId>),
    /// A block without text.
    Whole(u32),
    Cell,
    Row,
}

impl States {
    fn same(&mut self, (meant, wanted): (&Document, &Block), (read, found): (&Document, &Block)) -> bool {
        if class(&wanted.kind) != class(&found.kind) {
            return false;
        }
        let has_lead = matches!(
            found.kind,
            BlockKind::Note | BlockKind::Caption(_) | BlockKind::Reasons | BlockKind::Proposal(_)
        );
        let is_kept = |said: &Said| match said {
            Said::Character(c, _) => !has_lead || !is_lead_sign(*c),
            _ => true,
        };
        let mut one = self.said(meant, wanted);
        let mut other = self.said(read, found);
        one.retain(is_kept);
        other.retain(is_kept);
        one == other && self.state(meant, wanted.mark) == self.state(read, found.mark)
    }

    fn said(&mut self, document: &Document, block: &Block) -> Vec<Said> {
        let mut said = Vec::new();
        for run in block.label.iter().flat_map(|label| &label.runs) {
            let state = self.state(document, run.revision.within(block.revision));
            let signs = run.text.chars().filter(|c| c.is_alphanumeric());
            said.extend(signs.map(|c| Said::Character(c, state)));
        }
        self.text(document, &block.content, block.revision, &mut said);
        if matches!(block.kind, BlockKind::Rule | BlockKind::Picture(_)) {
            said.push(Said::Whole(self.state(document, block.revision)));
        }
        if let BlockKind::Table(table) = &block.kind {
            for row in &table.rows {
                said.push(Said::Row);
                for cell in &row.cells {
                    said.push(Said::Cell);
                    for paragraph in &cell.paragraphs {
                        let whole = paragraph.revision.within(row.revision.within(block.revision));
                        self.text(document, &paragraph.content, whole, &mut said);
                    }
                }
            }
        }
        said
    }

    fn text<'i>(
        &mut self,
        document: &Document,
        content: impl IntoIterator<Item = &'i Inline>,
        whole: Revision,
        said: &mut Vec<Said>,
    ) {
        for inline in content {
            let state = self.state(document, inline.revision.within(whole));
            match &inline.kind {
                InlineKind::Text(text) => {
                    let signs = text.chars().filter(|c| !c.is_whitespace());
                    said.extend(signs.map(|c| Said::Character(c, state)));
                }
                InlineKind::NoteReference(note) => said.push(Said::Note(note.id.clone(), state)),
                InlineKind::Comment(comment) => {
                    said.push(Said::Comment(comment.text.clone(), comment.hands.clone()));
                }
                InlineKind::LineBreak | InlineKind::CrossReference(_) | InlineKind::SourceComment(_) => {}
            }
        }
    }

    fn state(&mut self, document: &Document, revision: Revision) -> u32 {
        if revision.is_none() {
            return 0;
        }
        let told = |id: Option<ChangeId>| {
            let change = document.changes.get(id?.0 as usize)?;
            let mut hands = change.hands.clone();
            hands.sort_unstable();
            let moved = change.moved.map(|moved| document.move_name(moved));
            Some(format!("{hands:?}{:?}{moved:?}", change.made(&document.front)))
        };
        let key = format!("{:?} {:?}", told(revision.inserted), told(revision.deleted));
        let next = self.known.len() as u32 + 1;
        *self.known.entry(key).or_insert(next)
    }
}

/// Signs that a lead word is set off with, which are no part of label or text.
fn is_lead_sign(c: char) -> bool {
    matches!(
        c,
        '–' | '—' | '―' | '-' | '‐' | '\u{2011}' | '‒' | '−' | ':' | '：'
    )
}

/// Kinds that the parser tells apart by more than words and place.
fn class(kind: &BlockKind) -> u8 {
    match kind {
        BlockKind::NumberLine(_) => 1,
        BlockKind::Title => 2,
        BlockKind::Heading { level } => 10 + level,
        BlockKind::Clause => 3,
        BlockKind::Table(_) => 4,
        BlockKind::Picture(_) => 5,
        BlockKind::Rule => 6,
        BlockKind::SourceComment(_) => 7,
        BlockKind::PlaceDate
        | BlockKind::Proposal(_)
        | BlockKind::Reasons
        | BlockKind::Formula
        | BlockKind::Call
        | BlockKind::Paragraph
        | BlockKind::Note
        | BlockKind::History
        | BlockKind::Caption(_) => 0,
    }
}
