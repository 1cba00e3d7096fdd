//! Tables of two versions, row by row and cell by cell.

use super::chain::{Link, heaviest_chain};
use super::words::{folded, pieces};
use super::write::Writer;
use crate::model::{
    Alignment, Cell, ChangeKind, Inline, InlineKind, Revision, Row, Table, TableComment, View,
};
use crate::revision::settle::columns_without;
use crate::source::Span;

/// Rows and columns are the same in two versions from this share of common words.
const ALIKE: f64 = 0.34;

/// Beyond so many possible pairs only equal rows are paired.
const COMPARED: usize = 40_000;

/// A row or column of the redline: its places in the versions that have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Both(usize, usize),
    Old(usize),
    New(usize),
}

/// The table with the changes between two versions; none where it is better replaced whole.
pub(super) fn compare(writer: &mut Writer, old: &Table, new: &Table) -> Option<Table> {
    let columns = columns(old, new)?;
    let head = lines(&old.rows[..old.head_rows], &new.rows[..new.head_rows], (0, 0));
    let (old_body, new_body) = (&old.rows[old.head_rows..], &new.rows[new.head_rows..]);
    let body = lines(old_body, new_body, (old.head_rows, new.head_rows));
    let head_rows = head.len();
    let lines: Vec<Line> = head.into_iter().chain(body).collect();
    let comments = new.comments.iter().map(|comment| TableComment {
        row: lines
            .iter()
            .position(|line| matches!(*line, Line::Both(_, at) | Line::New(at) if at >= comment.row))
            .unwrap_or(lines.len()),
        span: Span::NONE,
        ..comment.clone()
    });
    let comments = comments.collect();
    let rows = lines.into_iter().map(|line| match line {
        Line::Both(i, j) => Row {
            cells: cells(writer, &old.rows[i], &new.rows[j], &columns),
            revision: Revision::NONE,
            span: Span::NONE,
        },
        Line::Old(i) => Row {
            cells: placed(&old.rows[i], &columns, |line| match line {
                Line::Both(at, _) | Line::Old(at) => Some(at),
                Line::New(_) => None,
            }),
            revision: Revision::deleted(writer.change(ChangeKind::Deletion)),
            span: Span::NONE,
        },
        Line::New(j) => Row {
            cells: placed(&new.rows[j], &columns, |line| match line {
                Line::Both(_, at) | Line::New(at) => Some(at),
                Line::Old(_) => None,
            }),
            revision: Revision::inserted(writer.change(ChangeKind::Insertion)),
            span: Span::NONE,
        },
    });
    let rows: Vec<Row> = rows.collect();
    let alignment = columns.iter().map(|line| match *line {
        Line::Both(_, at) | Line::New(at) => new.columns.get(at).copied(),
        Line::Old(at) => old.columns.get(at).copied(),
    });
    let made = Table {
        columns: alignment
            .map(|alignment| alignment.unwrap_or(Alignment::House))
            .collect(),
        head_rows,
        rows,
        comments,
    };
    reads_as_meant(&made, &columns).then_some(made)
}

/// Whether each reading is without just the columns of the other. A column whose cells come to be
/// empty, and short rows, can make a reading take a column for one that went, or for one that stayed.
fn reads_as_meant(made: &Table, columns: &[Line]) -> bool {
    let others = |is_other: fn(&Line) -> bool| -> Vec<usize> {
        (0..columns.len()).filter(|&at| is_other(&columns[at])).collect()
    };
    columns_without(made, View::Original) == others(|line| matches!(line, Line::New(_)))
        && columns_without(made, View::Final) == others(|line| matches!(line, Line::Old(_)))
}

fn width(table: &Table) -> usize {
    table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
}

/// The columns of both versions; none where one that came or went could not be told by its text.
fn columns(old: &Table, new: &Table) -> Option<Vec<Line>> {
    let (left, right) = (width(old), width(new));
    if left == right {
        return Some((0..left).map(|at| Line::Both(at, at)).collect());
    }
    let words = |table: &Table, width: usize| -> Vec<Vec<String>> {
        let column = |at: usize| {
            let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
            sorted(cells.flat_map(|cell| cell_words(&cell.content)).collect())
        };
        (0..width).map(column).collect()
    };
    let (left, right) = (words(old, left), words(new, right));
    let lines = merged(&left, &right, (0, 0));
    let told = lines.iter().all(|line| match *line {
        Line::Both(..) => true,
        Line::Old(at) => !left[at].is_empty(),
        Line::New(at) => !right[at].is_empty(),
    });
    (told && lines.iter().any(|line| matches!(line, Line::Both(..)))).then_some(lines)
}

fn lines(old: &[Row], new: &[Row], base: (usize, usize)) -> Vec<Line> {
    let words = |rows: &[Row]| -> Vec<Vec<String>> {
        rows.iter()
            .map(|row| {
                sorted(
                    row.cells
                        .iter()
                        .flat_map(|cell| cell_words(&cell.content))
                        .collect(),
                )
            })
            .collect()
    };
    merged(&words(old), &words(new), base)
}

fn sorted(mut words: Vec<String>) -> Vec<String> {
    words.sort_unstable();
    words
}

fn cell_words(content: &[Inline]) -> Vec<String> {
    let mut words = Vec::new();
    for inline in content {
        if let InlineKind::Text(text) = &inline.kind {
            let solid = pieces(text).into_iter().filter(|piece| piece.class.is_word());
            words.extend(solid.map(|piece| folded(&text[piece.start..piece.end])));
        }
    }
    words
}

/// Pairs what is alike, in order; between pairs, what is gone stands before what is new.
fn merged(old: &[Vec<String>], new: &[Vec<String>], base: (usize, usize)) -> Vec<Line> {
    let dense = old.len() * new.len() <= COMPARED;
    let mut links = Vec::new();
    for (i, left) in old.iter().enumerate() {
        for (j, right) in new.iter().enumerate() {
            let alike = if left == right {
                1.0
            } else if dense {
                likeness(left, right)
            } else {
                0.0
            };
            if alike >= ALIKE {
                links.push(Link {
                    old: i,
                    new: j,
                    weight: (alike * 10_000.0) as i64,
                });
            }
        }
    }
    let mut lines = Vec::with_capacity(old.len().max(new.len()));
    let (mut i, mut j) = (0, 0);
    for (next_i, next_j) in heaviest_chain(links).into_iter().chain([(old.len(), new.len())]) {
        // Rows that differ altogether but stand between the same rows are one row rewritten.
        if next_i - i == next_j - j && next_i - i == 1 && old.len() == new.len() {
            lines.push(Line::Both(base.0 + i, base.1 + j));
        } else {
            lines.extend((i..next_i).map(|at| Line::Old(base.0 + at)));
            lines.extend((j..next_j).map(|at| Line::New(base.1 + at)));
        }
        if next_i < old.len() {
            lines.push(Line::Both(base.0 + next_i, base.1 + next_j));
        }
        (i, j) = (next_i + 1, next_j + 1);
    }
    lines
}

fn likeness(left: &[String], right: &[String]) -> f64 {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < left.len() && j < right.len() {
        match left[i].cmp(&right[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
        }
    }
    2.0 * f64::from(shared) / (left.len() + right.len()).max(1) as f64
}

fn cells(writer: &mut Writer, old: &Row, new: &Row, columns: &[Line]) -> Vec<Cell> {
    let longest = columns.iter().rposition(|line| match *line {
        Line::Both(i, j) => i < old.cells.len() || j < new.cells.len(),
        Line::Old(at) => at < old.cells.len(),
        Line::New(at) => at < new.cells.len(),
    });
    let count = longest.map_or(0, |at| at + 1);
    let content = |row: &Row, at: usize| {
        row.cells
            .get(at)
            .map(|cell| cell.content.clone())
            .unwrap_or_default()
    };
    let made = columns[..count].iter().map(|line| match *line {
        Line::Both(i, j) => writer.text(&content(old, i), &content(new, j)),
        Line::Old(at) => writer.text(&content(old, at), &[]),
        Line::New(at) => writer.text(&[], &content(new, at)),
    });
    made.map(|content| Cell {
        content,
        span: Span::NONE,
    })
    .collect()
}

/// A row of one version under the columns of both.
fn placed(row: &Row, columns: &[Line], place: impl Fn(Line) -> Option<usize>) -> Vec<Cell> {
    let mut cells: Vec<Cell> = columns
        .iter()
        .map(|&line| {
            let cell = place(line).and_then(|at| row.cells.get(at));
            cell.cloned().unwrap_or(Cell {
                content: Vec::new(),
                span: Span::NONE,
            })
        })
        .collect();
    let last = columns
        .iter()
        .rposition(|&line| place(line).is_some_and(|at| at < row.cells.len()));
    cells.truncate(last.map_or(0, |at| at + 1));
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_paired_by_their_words() {
        let rows = |texts: &[&str]| -> Vec<Vec<String>> {
            texts
                .iter()
                .map(|text| sorted(text.split(' ').map(str::to_owned).collect()))
                .collect()
        };
        let old = rows(&["a b c", "d e f", "g h i"]);
        let new = rows(&["a b c", "x y z", "d e q"]);
        assert_eq!(
            merged(&old, &new, (0, 0)),
            [Line::Both(0, 0), Line::New(1), Line::Both(1, 2), Line::Old(2)]
        );
    }
}
