//! From drafts to a document: Word's deeds become changes, each around as much as it holds together.

use super::draft::{
    CellParagraphDraft, Draft, Drafts, Kind, NoteDraft, ParagraphDraft, Run, RunKind, TableDraft, Tier,
};
use super::halves;
use super::joins::{admitted, has_text};
use super::labels;
use super::marks::Marks;
use super::text::push;
use super::wordprocessing::{Deeds, State};
use crate::import::hands::Hands;
use crate::model::{
    Anchor, Block, BlockKind, Cell, CellParagraph, Document, Extent, FrontMatter, Instrument, InstrumentKind,
    Label, LabelRun, Note, Picture, Revision, Row, Table, TextStyle, house_form,
};
use crate::source::Span;

/// A document, and which draft each of its blocks and notes was made of.
pub(super) struct Lowered {
    pub(super) document: Document,
    pub(super) blocks: Vec<usize>,
}

/// Makes a document of drafts.
pub(super) fn lower(drafts: &Drafts, front: &FrontMatter, deeds: &Deeds, hands: &Hands) -> Lowered {
    let document = Document {
        front: front.clone(),
        ..Document::default()
    };
    let mut lowering = Lowering {
        marks: Marks::new(document, deeds, hands),
        blocks: Vec::new(),
        parents: Vec::new(),
    };
    for (key, runs) in drafts.masthead.iter().flat_map(|masthead| &masthead.texts) {
        let content = lowering
            .marks
            .content(runs, State::default(), Revision::NONE, Revision::NONE);
        *lowering.marks.document.front.text_mut(*key) = Some(content);
    }
    let mut made_of = Vec::new();
    let mut at = 0;
    while let Some(draft) = drafts.blocks.get(at) {
        let next = match draft {
            Draft::Paragraph(paragraph) => lowering.paragraphs(drafts, at, paragraph),
            Draft::Table(table) => {
                lowering.table(table);
                at + 1
            }
            Draft::Picture {
                file,
                alternative,
                state,
                tier,
                ..
            } => {
                lowering.picture(file, alternative, *state, *tier);
                at + 1
            }
        };
        made_of.resize(lowering.blocks.len(), at);
        at = next;
    }
    let before = lowering.blocks.len();
    let notes = drafts.notes.iter().map(|note| lowering.note(note, before));
    let notes: Vec<Note> = notes.collect();
    let mut document = lowering.marks.document;
    document.blocks = lowering.blocks;
    document.notes = notes;
    Lowered {
        document,
        blocks: made_of,
    }
}

struct Lowering<'w> {
    marks: Marks<'w>,
    blocks: Vec<Block>,
    /// What the next block may stand inside: depth, Word's deeds, and the changes made of them.
    parents: Vec<(u8, State, Revision)>,
}

impl Lowering<'_> {
    /// A paragraph, with those behind it that are written as one with it; gives where to go on.
    fn paragraphs(&mut self, drafts: &Drafts, at: usize, paragraph: &ParagraphDraft) -> usize {
        let mut next = at + 1;
        let mut whole = simpler(paragraph);
        while whole.tier >= Tier::Joined && !whole.mark.is_none() {
            let Some(Draft::Paragraph(behind)) = drafts.blocks.get(next) else {
                whole.mark = State::default();
                break;
            };
            next += 1;
            let behind = simpler(&ParagraphDraft {
                tier: Tier::Text,
                ..behind.clone()
            });
            whole.runs.push(Run {
                kind: RunKind::Break,
                ..Run::text("", whole.mark)
            });
            whole.runs.extend(behind.runs);
            whole.mark = behind.mark;
        }
        if whole.tier == Tier::Halves {
            for half in halves::of(&whole, self.marks.deeds) {
                self.paragraph(&half);
            }
        } else {
            let own = self.marks.whole(&whole);
            // A mark around a block is around all that stands inside it.
            let own = match self.is_outlived(own, whole.depth, &drafts.blocks[next..]) {
                true => State::default(),
                false => own,
            };
            self.marked_paragraph(&whole, own);
        }
        next
    }

    /// Whether something stands inside a paragraph of such a depth that did not come or go with it.
    fn is_outlived(&self, own: State, depth: u8, behind: &[Draft]) -> bool {
        let inside = behind.iter().map_while(|draft| match draft {
            Draft::Paragraph(inner) if inner.depth > depth && inner.tier < Tier::Text => Some(inner),
            _ => None,
        });
        !own.is_none()
            && inside.into_iter().any(|inner| {
                let inner = self.marks.whole(inner);
                own.inserted.is_some() && inner.inserted.is_none()
                    || own.deleted.is_some() && inner.deleted.is_none()
            })
    }

    fn paragraph(&mut self, draft: &ParagraphDraft) {
        let whole = self.marks.whole(draft);
        self.marked_paragraph(draft, whole);
    }

    /// A paragraph that came or went as a whole where `whole` says so.
    fn marked_paragraph(&mut self, draft: &ParagraphDraft, whole: State) {
        while self
            .parents
            .last()
            .is_some_and(|(depth, ..)| *depth >= draft.depth)
        {
            self.parents.pop();
        }
        let parent = self
            .parents
            .last()
            .map(|(_, state, revision)| (*state, *revision));
        let revision = self.marks.block(whole, parent);
        let depth = draft
            .depth
            .min(u8::try_from(self.parents.len()).unwrap_or(u8::MAX));
        let kind = draft.lead.clone().unwrap_or_else(|| kind(draft.kind));
        let mut block = Block::new(kind, Vec::new(), Span::NONE);
        block.depth = depth;
        block.anchor = draft.name.clone().map(|id| Anchor { id, span: Span::NONE });
        block.revision = revision;
        let pieces = draft.label.iter().map(|piece| (piece.text.clone(), piece.state));
        let pieces: Vec<(String, State)> = pieces.collect();
        if !pieces.is_empty() {
            self.marks.begin();
            let language = self.marks.document.front.language;
            let is_lead = draft.lead.is_some();
            let runs = pieces.into_iter().map(|(text, state)| LabelRun {
                text: if is_lead {
                    text
                } else {
                    house_form(&text, language)
                },
                revision: self.marks.inside(state, whole),
                span: Span::NONE,
            });
            let runs: Vec<LabelRun> = runs.collect();
            let states: Vec<Revision> = runs.iter().map(|run| run.revision).collect();
            self.marks.replacements(&states);
            block.label = Some(Label {
                runs,
                span: Span::NONE,
                in_doubt: false,
            });
        }
        let own = State {
            inserted: draft.mark.inserted.filter(|_| whole.inserted.is_none()),
            deleted: draft.mark.deleted.filter(|_| whole.deleted.is_none()),
        };
        block.mark = self.marks.paragraph_mark(own);
        let is_seen = |run: &&Run| draft.kind != Kind::Rule || matches!(run.kind, RunKind::Comment { .. });
        let runs: Vec<Run> = draft.runs.iter().filter(is_seen).cloned().collect();
        block.content = self.marks.content(&runs, whole, revision, block.mark);
        self.parents.push((depth, whole, revision));
        self.blocks.push(block);
    }

    fn picture(&mut self, file: &str, alternative: &str, state: State, tier: Tier) {
        self.parents.clear();
        let shown: String = alternative.chars().filter(|c| !"[]()\\".contains(*c)).collect();
        let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        if tier >= Tier::Text {
            self.paragraph(&ParagraphDraft::plain(vec![Run::text(
                format!("[{shown}]"),
                state,
            )]));
            return;
        }
        let picture = Picture {
            alternative: shown,
            file: file.to_owned(),
            file_span: Span::NONE,
        };
        let mut block = Block::new(BlockKind::Picture(picture), Vec::new(), Span::NONE);
        block.revision = self.marks.block(state, None);
        self.blocks.push(block);
    }

    fn note(&mut self, note: &NoteDraft, before: usize) -> Note {
        let mut blocks: Vec<Block> = Vec::new();
        for paragraph in &note.paragraphs {
            let mut simple = simpler(&ParagraphDraft {
                tier: note.tier,
                ..paragraph.clone()
            });
            if note.tier == Tier::Halves {
                simple.runs = halves::settled(&simple.runs);
            }
            let content = self
                .marks
                .content(&simple.runs, State::default(), Revision::NONE, Revision::NONE);
            blocks.push(Block::new(BlockKind::Paragraph, content, Span::NONE));
        }
        if blocks.is_empty() {
            blocks.push(Block::new(BlockKind::Paragraph, Vec::new(), Span::NONE));
        }
        Note {
            id: note.id.clone(),
            id_span: Span::NONE,
            blocks,
            before,
            span: Span::NONE,
        }
    }

    fn table(&mut self, table: &TableDraft) {
        self.parents.clear();
        if table.tier >= Tier::Text {
            self.spread(table);
            return;
        }
        let width = table.width();
        let mut rows: Vec<Row> = Vec::with_capacity(table.rows.len());
        for row in &table.rows {
            let revision = self.marks.block(row.state, None);
            let cells = (0..width).map(|_| Cell::plain(Vec::new(), Span::NONE)).collect();
            rows.push(Row {
                cells,
                revision,
                span: Span::NONE,
            });
        }
        for (at, row) in table.rows.iter().enumerate() {
            let mut lines: Vec<(State, Revision)> = Vec::new();
            for cell in &row.cells {
                let paragraphs = self.cell(&cell.paragraphs, row.state, table.tier, &mut lines);
                let merges = table.tier < Tier::Plain;
                let extent = Extent {
                    columns: if merges { cell.columns } else { 1 },
                    rows: if merges { cell.rows.min(rows.len() - at) } else { 1 },
                };
                for row in rows.iter_mut().skip(at).take(extent.rows) {
                    for covered in row.cells.iter_mut().skip(cell.column).take(extent.columns) {
                        *covered = Cell::covered(Span::NONE);
                    }
                }
                if let Some(place) = rows[at].cells.get_mut(cell.column) {
                    *place = Cell {
                        paragraphs,
                        extent,
                        span: Span::NONE,
                    };
                }
            }
        }
        let table = Table {
            columns: table.alignments(),
            head_rows: table.head_rows,
            rows,
            comments: Vec::new(),
        };
        self.blocks
            .push(Block::new(BlockKind::Table(table), Vec::new(), Span::NONE));
    }

    /// The paragraphs of a cell: those without text are none, and two that are one in a reading are one.
    /// `lines` are the changes of those that stand on each line in the cells before, which a line shares.
    fn cell(
        &mut self,
        paragraphs: &[CellParagraphDraft],
        row: State,
        tier: Tier,
        lines: &mut Vec<(State, Revision)>,
    ) -> Vec<CellParagraph> {
        let mut made: Vec<CellParagraph> = Vec::new();
        for paragraph in joined(paragraphs) {
            let mut runs = on_one_line(paragraph.runs);
            if tier >= Tier::Plain {
                runs = unset(runs);
            }
            let draft = ParagraphDraft::plain(runs);
            let own = self.marks.whole(&draft);
            // A line has no mark of its own in a row that came or went.
            let own = match made.is_empty() || !row.is_none() {
                true => State::default(),
                false => own,
            };
            let revision = self.marks.block(own, lines.get(made.len()).copied());
            if lines.len() <= made.len() {
                lines.push((own, revision));
            }
            let content = self
                .marks
                .content(&draft.runs, own.within(row), revision, Revision::NONE);
            made.push(CellParagraph {
                content,
                revision,
                span: Span::NONE,
            });
        }
        if made.is_empty() {
            made.push(CellParagraph {
                content: Vec::new(),
                revision: Revision::NONE,
                span: Span::NONE,
            });
        }
        made
    }

    /// A table as paragraphs, where a source cannot say it otherwise.
    fn spread(&mut self, table: &TableDraft) {
        for row in &table.rows {
            for cell in &row.cells {
                for paragraph in joined(&cell.paragraphs) {
                    let mut runs = unset(on_one_line(paragraph.runs));
                    for run in &mut runs {
                        run.state = run.state.within(row.state);
                    }
                    let draft = ParagraphDraft::plain(runs);
                    if table.tier == Tier::Halves {
                        for half in halves::of(&draft, self.marks.deeds) {
                            self.paragraph(&half);
                        }
                    } else {
                        self.paragraph(&draft);
                    }
                }
            }
        }
    }
}

/// A draft without what its tier gives up.
fn simpler(draft: &ParagraphDraft) -> ParagraphDraft {
    let mut simple = draft.clone();
    if simple.tier >= Tier::Plain {
        simple.runs = unset(simple.runs);
    }
    if simple.tier >= Tier::Text {
        simple.kind = Kind::Paragraph;
        simple.depth = 0;
        let dash = match simple.lead.take() {
            Some(BlockKind::Note | BlockKind::Caption(_)) if !simple.runs.is_empty() => " – ",
            _ => " ",
        };
        labels::put_before(std::mem::take(&mut simple.label), dash, &mut simple.runs);
    }
    simple
}

fn unset(runs: Vec<Run>) -> Vec<Run> {
    let mut bare = Vec::with_capacity(runs.len());
    let spelled = runs.into_iter().flat_map(|run| match run.kind {
        RunKind::Reference(reference) => reference.runs,
        _ => vec![run],
    });
    for run in spelled {
        push(
            Run {
                style: TextStyle::default(),
                link: None,
                ..run
            },
            &mut bare,
        );
    }
    bare
}

/// A cell has no place for line breaks.
fn on_one_line(runs: Vec<Run>) -> Vec<Run> {
    let mut line = Vec::with_capacity(runs.len());
    for mut run in runs {
        if run.kind == RunKind::Break {
            run.kind = RunKind::Text(" ".to_owned());
        }
        push(run, &mut line);
    }
    line
}

/// The paragraphs of a cell that have text; those that are one in a reading are joined with a space that
/// the reading has not.
pub(super) fn joined(paragraphs: &[CellParagraphDraft]) -> Vec<CellParagraphDraft> {
    let mut all: Vec<CellParagraphDraft> = Vec::new();
    for paragraph in paragraphs {
        let says = paragraph
            .runs
            .iter()
            .any(|run| run.is_seen() || matches!(run.kind, RunKind::Comment { .. }));
        if !says {
            continue;
        }
        let Some(last) = all.last_mut().filter(|last| {
            let (ends, before, after) = (
                admitted(last.mark),
                has_text(&last.runs),
                has_text(&paragraph.runs),
            );
            (0..2).any(|view| !ends[view] && before[view] && after[view])
        }) else {
            all.push(paragraph.clone());
            continue;
        };
        last.runs.push(Run::text(" ", last.mark));
        last.runs.extend(paragraph.runs.iter().cloned());
        last.places.extend(paragraph.places.iter().cloned());
        last.mark = paragraph.mark;
    }
    all
}

fn kind(kind: Kind) -> BlockKind {
    match kind {
        Kind::NumberLine => BlockKind::NumberLine(Instrument {
            kind: InstrumentKind::Resolution,
            named: false,
        }),
        Kind::Title => BlockKind::Title,
        Kind::PlaceDate => BlockKind::PlaceDate,
        Kind::Heading(level) => BlockKind::Heading {
            level: level.clamp(1, 4),
        },
        Kind::Call => BlockKind::Call,
        Kind::Clause => BlockKind::Clause,
        Kind::Paragraph => BlockKind::Paragraph,
        Kind::Rule => BlockKind::Rule,
    }
}
