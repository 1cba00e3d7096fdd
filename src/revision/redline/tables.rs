//! Tables of two versions, row by row and cell by cell.

use super::atoms::Vocabulary;
use super::draft::Draft;
use super::rows::{Line, merged};
use super::subject::{Words, words_of_runs};
use super::union::{Stand, UnionRow, cell, unite};
use crate::model::{
    Alignment, Cell, CellParagraph, ChangeKind, Inline, MOST_COLUMNS, Revision, Row, Table, TableComment,
    View,
};
use crate::source::Span;

/// The table with the changes between two versions; none where it is better replaced whole.
pub(super) fn compare(draft: &mut Draft, old: &Table, new: &Table) -> Option<Table> {
    let columns = columns(old, new, &mut draft.vocabulary)?;
    let rows = |draft: &mut Draft, old: &[Row], new: &[Row]| -> Vec<Row> {
        let (left, right) = (
            row_words(old, &mut draft.vocabulary),
            row_words(new, &mut draft.vocabulary),
        );
        let united = unite(old, new, &merged(&left, &right), &columns);
        united.iter().map(|row| made_row(draft, old, new, row)).collect()
    };
    let (old_head, old_body) = old.rows.split_at(old.head_rows);
    let (new_head, new_body) = new.rows.split_at(new.head_rows);
    let mut made = rows(draft, old_head, new_head);
    let head_rows = made.len();
    made.append(&mut rows(draft, old_body, new_body));
    let alignment = columns.iter().map(|line| match line.in_new() {
        Some(at) => new.columns.get(at).copied(),
        None => line.in_old().and_then(|at| old.columns.get(at).copied()),
    });
    let made = Table {
        columns: alignment
            .map(|alignment| alignment.unwrap_or(Alignment::House))
            .collect(),
        head_rows,
        comments: comments(new, &made),
        rows: made,
    };
    (reads_as(&made, View::Original, old, &columns, Line::in_old)
        && reads_as(&made, View::Final, new, &columns, Line::in_new))
    .then_some(made)
}

/// The `%%` lines of the new version, each before the row that it stands before there.
fn comments(new: &Table, made: &[Row]) -> Vec<TableComment> {
    let stay = (0..made.len()).filter(|&at| made[at].revision.deleted.is_none());
    let places: Vec<usize> = stay.collect();
    let moved = new.comments.iter().map(|comment| TableComment {
        row: places.get(comment.row).copied().unwrap_or(made.len()),
        span: Span::NONE,
        ..comment.clone()
    });
    moved.collect()
}

/// Whether a reading has just the columns and the cells of its version. A column whose cells come
/// to be empty, and short rows, can make a reading take a column for one that went, or for one
/// that stayed; a merged cell can lose rows to the other version.
fn reads_as(
    made: &Table,
    view: View,
    version: &Table,
    columns: &[Line],
    place: fn(Line) -> Option<usize>,
) -> bool {
    let (Some(made), Some(version)) = (made.grid(view), version.grid(view)) else {
        return false;
    };
    let meant = (0..columns.len()).filter(|&at| place(columns[at]).is_some());
    made.columns.iter().copied().eq(meant) && made.shape(view) == version.shape(view)
}

/// The columns of a table: those of its longest row or of its row of hyphens.
fn width(table: &Table) -> usize {
    let ruled = if table.is_ruled() { table.columns.len() } else { 0 };
    table.width().max(ruled)
}

/// The columns of both versions; none where one that came or went could not be told by its text.
fn columns(old: &Table, new: &Table, vocabulary: &mut Vocabulary) -> Option<Vec<Line>> {
    let (left, right) = (width(old), width(new));
    if left == right {
        return Some((0..left).map(|at| Line::Both(at, at)).collect());
    }
    let mut words = |table: &Table, width: usize| -> Vec<Words> {
        let column = |at: usize| {
            let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
            words_of_runs(cells.flat_map(Cell::inlines), vocabulary)
        };
        (0..width).map(column).collect()
    };
    let (left, right) = (words(old, left), words(new, right));
    let lines = merged(&left, &right);
    let told = lines.iter().all(|line| match *line {
        Line::Both(..) => true,
        Line::Old(at) => !left[at].list.is_empty(),
        Line::New(at) => !right[at].list.is_empty(),
    });
    (told && lines.len() <= MOST_COLUMNS && lines.iter().any(|line| matches!(line, Line::Both(..))))
        .then_some(lines)
}

fn row_words(rows: &[Row], vocabulary: &mut Vocabulary) -> Vec<Words> {
    rows.iter()
        .map(|row| words_of_runs(row.cells.iter().flat_map(Cell::inlines), vocabulary))
        .collect()
}

fn made_row(draft: &mut Draft, old: &[Row], new: &[Row], row: &UnionRow) -> Row {
    let revision = match row.line {
        Line::Both(..) => Revision::NONE,
        Line::Old(_) => Revision::deleted(draft.change(ChangeKind::Deletion)),
        Line::New(_) => Revision::inserted(draft.change(ChangeKind::Insertion)),
    };
    let places = row.places.iter().map(|stand| match *stand {
        Stand::Nothing => Cell::plain(Vec::new(), Span::NONE),
        Stand::Covered => Cell::covered(Span::NONE),
        Stand::Begins(owner, extent) => {
            let paragraphs = |cell: Option<&Cell>| cell.map_or(Vec::new(), |cell| cell.paragraphs.clone());
            let (old, new) = (paragraphs(cell(old, owner.old)), paragraphs(cell(new, owner.new)));
            let paragraphs = match row.line {
                Line::Both(..) => cell_paragraphs(draft, &old, &new),
                Line::Old(_) => old,
                Line::New(_) => new,
            };
            Cell {
                paragraphs,
                extent,
                span: Span::NONE,
            }
        }
    });
    Row {
        cells: places.collect(),
        revision,
        span: Span::NONE,
    }
}

/// The paragraphs of a cell that both versions have. The first of both are always one, since a
/// cell has a first paragraph in every reading.
fn cell_paragraphs(draft: &mut Draft, old: &[CellParagraph], new: &[CellParagraph]) -> Vec<CellParagraph> {
    let made = |content: Vec<Inline>, revision: Revision| CellParagraph {
        content,
        revision,
        span: Span::NONE,
    };
    let content = |paragraph: Option<&CellParagraph>| {
        paragraph.map_or(Vec::new(), |paragraph| paragraph.content.clone())
    };
    let first = draft.text(&content(old.first()), &content(new.first()));
    let mut paragraphs = vec![made(first, Revision::NONE)];
    let (old, new) = (old.get(1..).unwrap_or_default(), new.get(1..).unwrap_or_default());
    let words = |draft: &mut Draft, paragraphs: &[CellParagraph]| -> Vec<Words> {
        let words = paragraphs
            .iter()
            .map(|paragraph| words_of_runs(&paragraph.content, &mut draft.vocabulary));
        words.collect()
    };
    let (left, right) = (words(draft, old), words(draft, new));
    for line in merged(&left, &right) {
        let (content, revision) = match line {
            Line::Both(i, j) => (draft.text(&old[i].content, &new[j].content), Revision::NONE),
            Line::Old(at) => (
                old[at].content.clone(),
                Revision::deleted(draft.change(ChangeKind::Deletion)),
            ),
            Line::New(at) => (
                new[at].content.clone(),
                Revision::inserted(draft.change(ChangeKind::Insertion)),
            ),
        };
        paragraphs.push(made(content, revision));
    }
    paragraphs
}
