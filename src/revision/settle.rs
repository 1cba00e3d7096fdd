//! What is left of a document where one reading of it is taken, or where some of its changes are
//! decided: a reading is what is left where all of them are.

use std::collections::BTreeSet;

use super::wanted::Wanted;
use crate::model::{
    Alignment, Block, BlockKind, Cell, CellParagraph, ChangeId, Document, FrontKey, FrontMatter, GridCell,
    Holders, Inline, InlineKind, Label, LabelRun, Leave, Note, Passage, Reading, Revision, Row, Standing,
    Table, TableComment, View, depths, single_spaces,
};
use crate::syntax::{drop_breaks_at_start, drop_gap_at_start, fold_spaces, promote, set_call_upright};

/// The document as one reading has it: what the view does not admit goes, blocks over paragraph
/// marks that are not in the reading are joined, and no change is left.
///
/// With [`View::Markup`], or where there are no changes, this is the document itself.
pub fn settle(document: &Document, view: View) -> Document {
    if view == View::Markup || document.changes.is_empty() {
        return document.clone();
    }
    let mut settled = left(document, view, Some(view)).document;
    settled.changes.clear();
    settled.moves.clear();
    settled
}

/// What is left of a document. Where that is a `reading`, each block is what it is there.
pub(super) fn left(document: &Document, leave: impl Leave, reading: Option<View>) -> Wanted {
    let settling = Settling { leave, reading };
    let (mut blocks, origins, places) = settling.blocks(&document.blocks, true);
    let depths = depths(&blocks);
    for (block, depth) in blocks.iter_mut().zip(depths) {
        block.depth = depth;
    }
    let mut wanted = Wanted {
        document: Document {
            front: settling.front(&document.front),
            blocks,
            notes: Vec::new(),
            changes: document.changes.clone(),
            moves: document.moves.clone(),
            number_way: document.number_way,
        },
        blocks: origins,
        notes: Vec::new(),
        gone: BTreeSet::new(),
        kinds_follow: reading.is_none(),
        grows: false,
        readings_stay: [true; 2],
    };
    settling.notes(document, &mut wanted, &places);
    wanted
}

struct Settling<L> {
    leave: L,
    reading: Option<View>,
}

impl<L: Leave> Settling<L> {
    /// The blocks that are left, what each was made of, and where each block of the document has
    /// its place among them. Comments of the source stay; what stands between the parts of a
    /// paragraph stands behind it. `promotes` says that a mark around a whole block is the block's;
    /// in a note it stays its text's.
    fn blocks(&self, blocks: &[Block], promotes: bool) -> (Vec<Block>, Vec<Vec<usize>>, Vec<usize>) {
        let reading = Reading::of(blocks, self.leave);
        let mut passages = reading.passages();
        let mut settled: Vec<Block> = Vec::with_capacity(blocks.len());
        let mut origins = Vec::with_capacity(blocks.len());
        let mut places = Vec::with_capacity(blocks.len() + 1);
        let mut holders: Holders<Revision> = Holders::default();
        for (at, block) in blocks.iter().enumerate() {
            places.push(settled.len());
            match reading.standing(at) {
                Standing::Own => {
                    if let Some(passage) = passages.next() {
                        let first = passage.first();
                        holders.leave(first.depth, &first.kind);
                        let around = holders.innermost().copied().unwrap_or_default();
                        let block = self.passage(passage, around, promotes);
                        holders.enter(block.depth, &block.kind, block.revision);
                        settled.push(block);
                        origins.push(passage.parts().map(|(at, _)| at).collect());
                    }
                }
                Standing::Absent if matches!(block.kind, BlockKind::SourceComment(_)) => {
                    settled.push(block.clone());
                    origins.push(vec![at]);
                }
                Standing::Absent | Standing::Joined => {}
            }
        }
        places.push(settled.len());
        (settled, origins, places)
    }

    /// What is left of a passage that stands in what has the state `around`. `promotes` says that a mark
    /// around a whole block is the block's.
    fn passage(&self, passage: Passage<'_, '_, L>, around: Revision, promotes: bool) -> Block {
        let first = passage.first();
        // A change of one part alone is none of the whole.
        let left = |part: &Block| self.leave.left(part.revision).unwrap_or(Revision::NONE);
        let whole = passage.parts().fold(left(first), |whole, (_, part)| Revision {
            inserted: whole.inserted.filter(|id| left(part).inserted == Some(*id)),
            deleted: whole.deleted.filter(|id| left(part).deleted == Some(*id)),
        });
        // What the whole block says is not said again of its parts.
        let beyond = |state: Revision| Revision {
            inserted: state.inserted.filter(|id| whole.inserted != Some(*id)),
            deleted: state.deleted.filter(|id| whole.deleted != Some(*id)),
        };
        let label = self.label(first, &beyond);
        let mut content = Vec::new();
        let mut mark = Revision::NONE;
        for (_, part) in passage.parts() {
            for inline in &part.content {
                if let Some(state) = self.leave.left(inline.revision.within(part.revision)) {
                    content.push(Inline {
                        revision: beyond(state),
                        ..inline.clone()
                    });
                }
            }
            mark = self.leave.left(part.mark).unwrap_or(Revision::NONE);
        }
        // A change of the last part is one of the joined paragraph's mark where nothing else is left in
        // the reading without it.
        let is_all =
            |of: fn(Revision) -> Option<ChangeId>| passage.parts().all(|(_, part)| of(left(part)).is_some());
        let last = passage
            .parts()
            .last()
            .map_or(Revision::NONE, |(_, part)| left(part));
        let mark = beyond(mark.within(Revision {
            inserted: last.inserted.filter(|_| is_all(|state| state.inserted)),
            deleted: last.deleted.filter(|_| is_all(|state| state.deleted)),
        }));
        if matches!(
            first.kind,
            BlockKind::Title | BlockKind::NumberLine(_) | BlockKind::Heading { .. }
        ) {
            drop_breaks_at_start(&mut content);
        }
        if matches!(first.kind, BlockKind::Note | BlockKind::Caption(_)) {
            drop_gap_at_start(&mut content);
        }
        let mut block = Block {
            kind: first.kind.clone(),
            original_kind: first.original_kind.clone(),
            depth: first.depth,
            revision: whole,
            mark,
            label,
            content: self.spaces(content, whole, mark),
            anchor: passage.parts().find_map(|(_, part)| part.anchor.clone()),
            told: first.told,
            span: first.span,
        };
        if let BlockKind::Table(table) = &first.kind {
            block.kind = BlockKind::Table(self.table(table));
        } else if let Some(view) = self.reading {
            block.kind = first.kind_in(view).clone();
            block.original_kind = None;
        } else {
            if block.label.is_none() {
                block.kind = block.kind_in(View::Final).clone();
            }
            // A mark that fills what is left is one of the whole, as it is when that is read.
            if promotes && !matches!(block.kind, BlockKind::Rule | BlockKind::Picture(_)) {
                promote(&mut block, around);
            }
            if let Some(view) = settled_words(first, &block) {
                block.kind = first.kind_in(view).clone();
                block.original_kind = None;
            }
        }
        if block.kind == BlockKind::Call {
            set_call_upright(&mut block);
        }
        block
    }

    fn label(&self, block: &Block, beyond: &impl Fn(Revision) -> Revision) -> Option<Label> {
        let label = block.label.as_ref()?;
        let runs = label.runs.iter().filter_map(|run| {
            Some(LabelRun {
                revision: beyond(self.leave.left(run.revision.within(block.revision))?),
                ..run.clone()
            })
        });
        let runs: Vec<LabelRun> = runs.collect();
        let says_any = runs.iter().any(|run| !run.text.is_empty());
        says_any.then_some(Label {
            runs,
            span: label.span,
            in_doubt: label.in_doubt,
        })
    }

    /// The runs that are left, each in the state that is left of it.
    fn runs(&self, content: &[Inline]) -> Vec<Inline> {
        let kept = content.iter().filter_map(|inline| {
            Some(Inline {
                revision: self.leave.left(inline.revision)?,
                ..inline.clone()
            })
        });
        kept.collect()
    }

    /// Spaces as the language wants them: single in each reading.
    fn spaces(&self, mut content: Vec<Inline>, whole: Revision, mark: Revision) -> Vec<Inline> {
        fold_spaces(&mut content, whole, mark);
        if self.reading.is_some() {
            return single_spaces(content);
        }
        content
    }

    fn table(&self, marked: &Table) -> Table {
        let Some(grid) = marked.grid(self.leave) else {
            return Table::default();
        };
        let rows = grid.rows.iter().map(|row| Row {
            cells: row.places.iter().map(|place| self.cell(place)).collect(),
            revision: self.leave.left(row.row.revision).unwrap_or(Revision::NONE),
            span: row.row.span,
        });
        let columns = grid.columns.iter();
        Table {
            columns: columns
                .map(|&column| marked.columns.get(column).copied().unwrap_or(Alignment::House))
                .collect(),
            head_rows: grid.head_rows,
            comments: comments(marked, |row| self.leave.keeps(row.revision)),
            rows: rows.collect(),
        }
    }

    fn cell(&self, place: &GridCell<'_>) -> Cell {
        let paragraphs = place.paragraphs(self.leave).map(|paragraph| {
            let revision = self.leave.left(paragraph.revision).unwrap_or(Revision::NONE);
            CellParagraph {
                content: self.spaces(self.runs(&paragraph.content), revision, Revision::NONE),
                revision,
                span: paragraph.span,
            }
        });
        Cell {
            paragraphs: paragraphs.collect(),
            extent: place.extent,
            span: place.cell.span,
        }
    }

    fn front(&self, front: &FrontMatter) -> FrontMatter {
        let mut settled = front.clone();
        for key in FrontKey::ALL {
            let value = settled.text_mut(key);
            if let Some(content) = value {
                let left = self.spaces(self.runs(content), Revision::NONE, Revision::NONE);
                *value = (!left.is_empty() || content.is_empty()).then_some(left);
            }
        }
        settled
    }

    /// A note stays while a reference to it stays; one that nothing ever referred to stays as well,
    /// since no change took its reference away.
    fn notes(&self, document: &Document, wanted: &mut Wanted, places: &[usize]) {
        let ever: BTreeSet<&str> = references(&document.front, &document.blocks)
            .chain(
                document
                    .notes
                    .iter()
                    .flat_map(|note| block_references(&note.blocks)),
            )
            .collect();
        let mut live: BTreeSet<String> = references(&wanted.document.front, &wanted.document.blocks)
            .map(str::to_owned)
            .collect();
        let settled: Vec<(Vec<Block>, Vec<Vec<usize>>)> = document
            .notes
            .iter()
            .map(|note| self.note(&note.blocks))
            .collect();
        let mut kept = vec![false; document.notes.len()];
        let mut grown = true;
        while std::mem::take(&mut grown) {
            for (index, note) in document.notes.iter().enumerate() {
                if !kept[index] && (live.contains(&note.id) || !ever.contains(note.id.as_str())) {
                    kept[index] = true;
                    grown = true;
                    live.extend(block_references(&settled[index].0).map(str::to_owned));
                }
            }
        }
        let end = wanted.document.blocks.len();
        for (at, (note, (blocks, origins))) in document.notes.iter().zip(settled).enumerate() {
            if kept[at] {
                wanted.notes.push((Some(at), origins));
                wanted.document.notes.push(Note {
                    blocks,
                    before: places.get(note.before).copied().unwrap_or(end),
                    ..note.clone()
                });
            }
        }
    }

    /// The paragraphs of a note that are left: at least one, be it empty.
    fn note(&self, blocks: &[Block]) -> (Vec<Block>, Vec<Vec<usize>>) {
        let (mut settled, mut origins, _) = self.blocks(blocks, false);
        if settled.is_empty()
            && let Some(first) = blocks.first()
        {
            settled.push(Block::new(BlockKind::Paragraph, Vec::new(), first.span));
            origins.push(vec![0]);
        }
        (settled, origins)
    }
}

/// The reading of a block whose words are left, where the block's words changed and change no more:
/// they make it what they made it there.
fn settled_words(before: &Block, after: &Block) -> Option<View> {
    let words = |block: &Block, view: View| (block.label_text(view), block.text(view));
    let left = words(after, View::Final);
    let changed = words(before, View::Original) != words(before, View::Final);
    if !changed || words(after, View::Original) != left {
        return None;
    }
    let views = [View::Final, View::Original];
    views.into_iter().find(|&view| words(before, view) == left)
}

/// The `%%` lines of a table of which some rows are kept.
fn comments(table: &Table, keeps: impl Fn(&Row) -> bool) -> Vec<TableComment> {
    let places: Vec<usize> = std::iter::once(0)
        .chain(table.rows.iter().scan(0, |place, row| {
            *place += usize::from(keeps(row));
            Some(*place)
        }))
        .collect();
    let moved = table.comments.iter().map(|comment| TableComment {
        row: places.get(comment.row).copied().unwrap_or(comment.row),
        ..comment.clone()
    });
    moved.collect()
}

/// The ids of the notes that text refers to, in order.
pub(crate) fn references<'d>(front: &'d FrontMatter, blocks: &'d [Block]) -> impl Iterator<Item = &'d str> {
    let values = FrontKey::ALL.into_iter().filter_map(|key| front.text(key));
    values
        .flat_map(|content| note_ids(content.as_slice()))
        .chain(block_references(blocks))
}

fn block_references(blocks: &[Block]) -> impl Iterator<Item = &str> {
    blocks.iter().flat_map(|block| {
        let table = match &block.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        };
        let cells = table.into_iter().flat_map(Table::inlines);
        note_ids(&block.content).chain(note_ids(cells))
    })
}

fn note_ids<'d>(content: impl IntoIterator<Item = &'d Inline>) -> impl Iterator<Item = &'d str> {
    content.into_iter().filter_map(|inline| match &inline.kind {
        InlineKind::NoteReference(reference) => Some(reference.id.as_str()),
        InlineKind::Text(_)
        | InlineKind::LineBreak
        | InlineKind::CrossReference(_)
        | InlineKind::Comment(_)
        | InlineKind::SourceComment(_) => None,
    })
}
