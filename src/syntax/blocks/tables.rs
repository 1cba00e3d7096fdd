//! Tables: rows, cells, the head, and how columns are set.

use super::super::line::{Form, Line, LineMark};
use super::super::token::Token;
use super::Builder;
use super::cells::{RawCell, raw_cells, read_cell};
use super::merges::{Fault, Merges, Place, Sign};
use super::pasted_tables::drawn_rule;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Alignment, Block, BlockKind, Cell, CellParagraph, ChangeKind, Inline, MOST_COLUMNS, Revision, Row, Table,
    TableComment,
};
use crate::source::Span;

/// A line of a table with its tokens.
#[derive(Debug)]
pub(super) struct RowLine {
    pub(super) line: Line,
    pub(super) tokens: Vec<Token>,
    /// The `%%` lines between it and the line above.
    pub(super) comments: Vec<Block>,
}

/// A row and the lines of further paragraphs under it, before its text is read.
struct RawRow {
    lines: Vec<RawLine>,
}

struct RawLine {
    line: Line,
    cells: Vec<RawCell>,
}

/// Reads the lines of a table that stands in something in state `whole`.
pub(super) fn read(builder: &mut Builder<'_, '_>, lines: Vec<RowLine>, whole: Revision) -> Table {
    let mut table = Table::default();
    let mut rows: Vec<RawRow> = Vec::new();
    let mut ruled = false;
    for RowLine {
        line,
        tokens,
        comments,
    } in lines
    {
        let is_rule = matches!(line.form, Form::TableDelimiter) && !ruled;
        let is_further = matches!(line.form, Form::TableParagraphs);
        let under_rule = ruled && rows.len() == table.head_rows;
        // A comment among the lines of a row is written above the row.
        let goes_on = is_further && !under_rule && !rows.is_empty();
        let row = rows.len() - usize::from(goes_on);
        let before = comments.into_iter();
        table
            .comments
            .extend(before.filter_map(|comment| comment_before(comment, row, is_rule)));
        if is_rule {
            ruled = true;
            table.head_rows = rows.len();
            let text = builder.source.get(line.span.range()).unwrap_or_default();
            let rule = text.trim_start_matches(|c| c != '|');
            table.columns = rule.trim().trim_matches('|').split('|').map(alignment).collect();
            continue;
        }
        let cells = raw_cells(builder.source, tokens);
        match rows.last_mut().filter(|_| goes_on) {
            Some(row) => row.lines.push(RawLine { line, cells }),
            None => {
                if is_further {
                    builder.diagnostics.push(further_to_none(&line, &cells));
                }
                rows.push(RawRow {
                    lines: vec![RawLine { line, cells }],
                });
            }
        }
    }
    if !ruled && let Some(row) = rows.get(1) {
        let found = drawn_rule(builder.source, row.lines[0].line.span);
        builder.diagnostics.extend(found);
    }
    check_widths(builder, &table, &rows, ruled);
    let merges = merges(builder, &rows, table.head_rows);
    read_rows(builder, rows, &merges, whole, &mut table);
    if !ruled {
        table.columns.resize(table.width(), Alignment::House);
    }
    table
}

/// Says which rows have other numbers of cells than the table has columns, and whether those are
/// too many.
fn check_widths(builder: &mut Builder<'_, '_>, table: &Table, rows: &[RawRow], ruled: bool) {
    let columns = if ruled {
        table.columns.len()
    } else {
        rows.first().map_or(0, |row| row.lines[0].cells.len())
    };
    let mut uneven = rows.iter().flat_map(|row| {
        let lines = row.lines.iter().enumerate();
        // What a row of further paragraphs does not say of its last cells is nothing.
        lines.filter(|(at, line)| line.cells.len() > columns || *at == 0 && line.cells.len() < columns)
    });
    if let Some((_, RawLine { line, cells })) = uneven.next() {
        let found = ragged(line.span, (cells.len(), columns), uneven.count());
        builder.diagnostics.push(found);
    }
    let lines = rows.iter().flat_map(|row| &row.lines);
    let widest = lines.max_by_key(|line| line.cells.len());
    let width = widest.map_or(0, |line| line.cells.len());
    let span = widest.map_or(Span::NONE, |line| line.line.span);
    if width.max(table.columns.len()) > MOST_COLUMNS {
        let what = format!(
            "this table has {} columns, and no table has more than {MOST_COLUMNS}",
            width.max(table.columns.len())
        );
        builder.diagnostics.push(
            Diagnostic::new(Code::TableTooWide, span, what)
                .help("make two tables of it, or turn rows into columns"),
        );
    }
}

/// Which places are one cell.
fn merges(builder: &mut Builder<'_, '_>, rows: &[RawRow], head_rows: usize) -> Merges {
    let signs = |row: &RawRow| row.lines[0].cells.iter().map(|cell| cell.sign).collect();
    let signs: Vec<Vec<Option<Sign>>> = rows.iter().map(signs).collect();
    let merges = Merges::of(&signs, head_rows);
    for ((row, column), fault) in &merges.faults {
        let cell = &rows[*row].lines[0].cells[*column];
        if let Some(sign) = cell.sign {
            builder
                .diagnostics
                .push(not_merged(sign, *fault, cell.sign_span(builder.source)));
        }
    }
    merges
}

/// Reads the text of the rows, in the order of the source.
fn read_rows(
    builder: &mut Builder<'_, '_>,
    rows: Vec<RawRow>,
    merges: &Merges,
    whole: Revision,
    table: &mut Table,
) {
    let brought: Vec<[bool; 2]> = rows
        .iter()
        .map(|row| brought(&row.lines[0].line, whole))
        .collect();
    for (at, row) in rows.into_iter().enumerate() {
        let lines = row.lines.iter().map(|line| line.line.span);
        let span = lines.reduce(Span::to).unwrap_or(Span::NONE);
        for (line_at, RawLine { line, cells }) in row.lines.into_iter().enumerate() {
            if line_at == 0 {
                table.rows.push(Row {
                    cells: Vec::with_capacity(cells.len()),
                    revision: builder.line_marks(&line.marks, whole),
                    span,
                });
            }
            let row_state = table.rows[at].revision;
            let own = match line_at {
                0 => Revision::NONE,
                _ => builder.line_marks(&line.marks, row_state.within(whole)),
            };
            for (column, cell) in cells.into_iter().enumerate() {
                let owner = merges.owner((at, column));
                let extent = merges.extent(owner);
                let rows = brought.iter().skip(owner.0).take(extent.rows);
                // A cell over several rows has only the state that all of them have.
                let [inserted, deleted] = rows
                    .copied()
                    .reduce(|state, next| [state[0] && next[0], state[1] && next[1]])
                    .unwrap_or_default();
                let first = table.rows[owner.0].revision;
                let around = Revision {
                    inserted: first.inserted.filter(|_| inserted),
                    deleted: first.deleted.filter(|_| deleted),
                };
                let span = cell.span;
                if line_at == 0 && owner != (at, column) {
                    let remarks = read_cell(builder, cell.without_sign(), around.within(whole));
                    table.rows[at].cells.push(Cell::covered(span));
                    remark(&mut table.rows[owner.0].cells[owner.1], remarks);
                    continue;
                }
                let content = read_cell(builder, cell, own.within(around).within(whole));
                if line_at == 0 {
                    table.rows[at].cells.push(Cell {
                        extent,
                        ..Cell::plain(content, span)
                    });
                    continue;
                }
                further(&mut table.rows, owner, content, own, span);
            }
        }
    }
}

/// Adds a paragraph to a cell; one without text is none, but what is remarked there stays.
fn further(rows: &mut [Row], (row, column): Place, content: Vec<Inline>, own: Revision, span: Span) {
    let Row {
        cells, span: line, ..
    } = &mut rows[row];
    if !content.iter().any(Inline::is_printed) {
        if let Some(cell) = cells.get_mut(column) {
            remark(cell, content);
        }
        return;
    }
    while cells.len() <= column {
        cells.push(Cell::plain(Vec::new(), line.tail()));
    }
    cells[column].paragraphs.push(CellParagraph {
        content,
        revision: own,
        span,
    });
}

fn remark(cell: &mut Cell, remarks: Vec<Inline>) {
    if let Some(last) = cell.paragraphs.last_mut() {
        last.content.extend(remarks);
    }
}

/// Whether the marks of a row insert and delete it: see [`Builder::line_marks`].
fn brought(line: &Line, whole: Revision) -> [bool; 2] {
    let is = |kind: ChangeKind| move |mark: &LineMark| mark.kind == kind;
    let inserted = line.marks.first().is_some_and(is(ChangeKind::Insertion));
    let deleted = line.marks.iter().any(is(ChangeKind::Deletion));
    [inserted && whole.deleted.is_none(), deleted]
}

fn comment_before(comment: Block, row: usize, above_rule: bool) -> Option<TableComment> {
    match comment.kind {
        BlockKind::SourceComment(text) => Some(TableComment {
            row,
            above_rule,
            text,
            span: comment.span,
        }),
        _ => None,
    }
}

/// A row that has more or fewer cells than the table has columns, and how many further such rows
/// there are.
fn ragged(span: Span, (cells, columns): (usize, usize), more: usize) -> Diagnostic {
    let count = |number: usize, what: &str| match number {
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    };
    let help = if cells > columns {
        "write `\\|` for a bar inside a cell, or add the column to the other rows and the row of hyphens"
    } else {
        "write an empty cell as `| |`, and `| < |` for one that is one with the cell before it"
    };
    let more = match more {
        0 => String::new(),
        1 => "; one more row has other numbers of cells too".to_owned(),
        more => format!("; {more} more rows have other numbers of cells too"),
    };
    Diagnostic::new(
        Code::TableRagged,
        span,
        format!(
            "this row has {}, and the table {}{more}",
            count(cells, "cell"),
            count(columns, "column")
        ),
    )
    .help(help)
}

/// A row of further paragraphs where no row is above.
fn further_to_none(line: &Line, cells: &[RawCell]) -> Diagnostic {
    let bars = cells.first().map_or(line.span, |cell| Span {
        start: cell.span.start.saturating_sub(2),
        end: cell.span.start,
        ..cell.span
    });
    Diagnostic::new(
        Code::TableParagraphsAlone,
        bars,
        "no row above has cells for these further paragraphs, so they are a row of their own",
    )
    .fix("make it a row", bars, "|")
}

/// A cell that says that it is one with another and cannot be.
fn not_merged(sign: Sign, fault: Fault, span: Span) -> Diagnostic {
    let sign = sign.character();
    let (what, help) = match fault {
        Fault::NothingBefore => (
            "this cell has none before it to be one with",
            "`<` joins the cell before it",
        ),
        Fault::NothingAbove => (
            "this cell has none above it to be one with",
            "`^` joins the cell above it; the head and the rows under it have no cell in common",
        ),
        Fault::Shape => (
            "the places that would be one cell are no rectangle",
            "a merged cell goes over the same columns in each of its rows",
        ),
    };
    Diagnostic::new(
        Code::TableNotMerged,
        span,
        format!("{what}, so `{sign}` prints as the character"),
    )
    .help(format!("{help}; for the character, write `\\{sign}`"))
}

fn alignment(rule: &str) -> Alignment {
    let rule = rule.trim();
    match (rule.starts_with(':'), rule.ends_with(':') && rule.len() > 1) {
        (false, false) => Alignment::House,
        (true, false) => Alignment::Left,
        (true, true) => Alignment::Centre,
        (false, true) => Alignment::Right,
    }
}
