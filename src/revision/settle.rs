//! One reading of a document, as a document without marks.

use std::collections::BTreeSet;

use crate::model::{
    Alignment, Block, BlockKind, Cell, CellParagraph, Document, FrontKey, FrontMatter, GridCell, Inline,
    InlineKind, Label, Note, Passage, Reading, Revision, Row, Standing, Table, TableComment, View,
    single_spaces,
};

/// The document as one reading has it: what the view does not admit goes, blocks over paragraph
/// marks that are not in the reading are joined, and no change is left.
///
/// With [`View::Markup`], or where there are no changes, this is the document itself.
pub fn settle(document: &Document, view: View) -> Document {
    if view == View::Markup || document.changes.is_empty() {
        return document.clone();
    }
    let (blocks, places) = settle_blocks(&document.blocks, view);
    let front = settle_front(&document.front, view);
    let mut settled = Document {
        front,
        blocks,
        notes: Vec::new(),
        changes: Vec::new(),
        moves: Vec::new(),
    };
    settled.notes = settle_notes(document, &settled, view, &places);
    settled
}

/// The blocks of the reading, and where each block of the document has its place among them.
/// Comments of the source stay; what stands between the parts of a paragraph stands behind it.
fn settle_blocks(blocks: &[Block], view: View) -> (Vec<Block>, Vec<usize>) {
    let reading = Reading::of(blocks, view);
    let mut passages = reading.passages();
    let mut settled: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut places = Vec::with_capacity(blocks.len() + 1);
    for (at, block) in blocks.iter().enumerate() {
        places.push(settled.len());
        match reading.standing(at) {
            Standing::Own => settled.extend(passages.next().map(|passage| settle_passage(passage, view))),
            Standing::Absent if matches!(block.kind, BlockKind::SourceComment(_)) => {
                settled.push(block.clone());
            }
            Standing::Absent | Standing::Joined => {}
        }
    }
    places.push(settled.len());
    (settled, places)
}

fn settle_passage(passage: Passage<'_, '_>, view: View) -> Block {
    let first = passage.first();
    let kind = match passage.kind() {
        BlockKind::Table(table) => BlockKind::Table(settle_table(table, view).unwrap_or_default()),
        kind => kind.clone(),
    };
    let content = passage
        .parts()
        .flat_map(|(_, part)| admitted(&part.content, view));
    Block {
        kind,
        original_kind: None,
        depth: passage.depth(),
        revision: Revision::NONE,
        mark: Revision::NONE,
        label: settle_label(first, view),
        content: single_spaces(content.collect()),
        anchor: passage.parts().find_map(|(_, part)| part.anchor.clone()),
        span: first.span,
    }
}

fn settle_label(block: &Block, view: View) -> Option<Label> {
    let label = block.label.as_ref()?;
    let text = label.text(view);
    (!text.is_empty()).then(|| Label::plain(text, label.span))
}

fn admitted(content: &[Inline], view: View) -> Vec<Inline> {
    let kept = content.iter().filter(|inline| view.admits(inline.revision));
    kept.map(|inline| Inline {
        revision: Revision::NONE,
        ..inline.clone()
    })
    .collect()
}

/// A table's rows, columns and cells in the reading; none where it has no row.
fn settle_table(table: &Table, view: View) -> Option<Table> {
    let grid = table.grid(view)?;
    let columns = grid.columns.iter();
    let rows = grid.rows.iter().map(|row| Row {
        cells: row.places.iter().map(|place| settle_cell(place, view)).collect(),
        revision: Revision::NONE,
        span: row.row.span,
    });
    Some(Table {
        columns: columns
            .map(|&column| table.columns.get(column).copied().unwrap_or(Alignment::House))
            .collect(),
        head_rows: grid.head_rows,
        comments: comments(table, |row| view.admits(row.revision)),
        rows: rows.collect(),
    })
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

fn settle_cell(place: &GridCell<'_>, view: View) -> Cell {
    let paragraphs = place.paragraphs(view).map(|paragraph| CellParagraph {
        content: single_spaces(admitted(&paragraph.content, view)),
        revision: Revision::NONE,
        span: paragraph.span,
    });
    Cell {
        paragraphs: paragraphs.collect(),
        extent: place.extent,
        span: place.cell.span,
    }
}

fn settle_front(front: &FrontMatter, view: View) -> FrontMatter {
    let mut settled = front.clone();
    for key in FrontKey::ALL {
        let value = settled.text_mut(key);
        if let Some(content) = value {
            let reading = single_spaces(admitted(content, view));
            *value = (!reading.is_empty() || content.is_empty()).then_some(reading);
        }
    }
    settled
}

/// A note stays while a reference to it stays; one that nothing ever referred to stays as well,
/// since no change took its reference away.
fn settle_notes(document: &Document, settled: &Document, view: View, places: &[usize]) -> Vec<Note> {
    let ever: BTreeSet<&str> = references(&document.front, &document.blocks)
        .chain(
            document
                .notes
                .iter()
                .flat_map(|note| block_references(&note.blocks)),
        )
        .collect();
    let mut live: BTreeSet<String> = references(&settled.front, &settled.blocks)
        .map(str::to_owned)
        .collect();
    let readings: Vec<Vec<Block>> = document
        .notes
        .iter()
        .map(|note| settle_note(&note.blocks, view))
        .collect();
    let mut kept = vec![false; document.notes.len()];
    loop {
        let mut grown = false;
        for (index, note) in document.notes.iter().enumerate() {
            if !kept[index] && (live.contains(&note.id) || !ever.contains(note.id.as_str())) {
                kept[index] = true;
                grown = true;
                live.extend(block_references(&readings[index]).map(str::to_owned));
            }
        }
        if !grown {
            break;
        }
    }
    let notes = document.notes.iter().zip(readings).zip(kept);
    notes
        .filter(|(_, kept)| *kept)
        .map(|((note, blocks), _)| Note {
            blocks,
            before: places.get(note.before).copied().unwrap_or(settled.blocks.len()),
            ..note.clone()
        })
        .collect()
}

/// The paragraphs of a note in the reading: at least one, be it empty.
fn settle_note(blocks: &[Block], view: View) -> Vec<Block> {
    let (mut settled, _) = settle_blocks(blocks, view);
    if settled.is_empty()
        && let Some(first) = blocks.first()
    {
        settled.push(Block::new(BlockKind::Paragraph, Vec::new(), first.span));
    }
    settled
}

/// The ids of the notes that text refers to, in order.
pub(crate) fn references<'d>(front: &'d FrontMatter, blocks: &'d [Block]) -> impl Iterator<Item = &'d str> {
    let values = FrontKey::ALL.into_iter().filter_map(|key| front.text(key));
    values
        .flat_map(|content| note_ids(content))
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
