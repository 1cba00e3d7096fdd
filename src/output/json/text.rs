//! Runs of text, labels and tables in their published form.

use super::types::{Cell, CellParagraph, Content, Revision, Row, Run, Table};
use crate::model::{self, Alignment, Comment, Extent, Inline, InlineKind, Label, Position, TextStyle};

/// Writes runs and keeps the comments that they hold, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct TextWriter {
    pub(super) comments: Vec<Comment>,
    /// Whether it is the markup that is written: a reading by itself has no comments, hands or
    /// places in the source.
    pub(super) markup: bool,
}

impl TextWriter {
    /// Runs inside something in state `whole`: each carries the state that holds for it.
    pub(super) fn runs(&mut self, content: &[Inline], whole: model::Revision) -> Vec<Run> {
        content
            .iter()
            .filter_map(|inline| self.run(inline, whole))
            .collect()
    }

    fn run(&mut self, inline: &Inline, whole: model::Revision) -> Option<Run> {
        let Inline {
            kind,
            style,
            revision: own,
            link,
            span: _,
            map: _,
        } = inline;
        let content = match kind {
            InlineKind::Text(text) => Content::Text(text.clone()),
            InlineKind::LineBreak => Content::Break(true),
            InlineKind::NoteReference(note) => Content::Note(note.id.clone()),
            InlineKind::CrossReference(reference) => Content::Reference(reference.target.clone()),
            InlineKind::Comment(_) if !self.markup => return None,
            InlineKind::Comment(comment) => {
                self.comments.push(comment.clone());
                Content::Comment(self.comments.len() - 1)
            }
            InlineKind::SourceComment(_) => return None,
        };
        let TextStyle {
            italic,
            bold,
            position,
        } = *style;
        Some(Run {
            content,
            label_only: matches!(kind, InlineKind::CrossReference(reference) if reference.label_only),
            italic,
            bold,
            position: match position {
                Position::Baseline => None,
                Position::Superscript => Some("superscript"),
                Position::Subscript => Some("subscript"),
            },
            link: link.as_ref().map(|link| link.address.to_string()),
            revision: revision(own.within(whole)),
        })
    }

    /// A label's pieces.
    pub(super) fn label(&mut self, label: &Label, whole: model::Revision) -> Vec<Run> {
        let pieces = label.runs.iter().map(|piece| Run {
            content: Content::Text(piece.text.clone()),
            label_only: false,
            italic: false,
            bold: false,
            position: None,
            link: None,
            revision: revision(piece.revision.within(whole)),
        });
        pieces.collect()
    }

    /// A table with its cells' runs.
    pub(super) fn table(&mut self, table: &model::Table, whole: model::Revision) -> Table {
        let rows = table.rows.iter().enumerate().map(|(at, row)| {
            let cells = row.cells.iter().map(|cell| {
                let state = table.state(at, cell).within(whole);
                self.cell(cell, state)
            });
            Row {
                cells: cells.collect(),
                revision: revision(row.revision.within(whole)),
            }
        });
        let rows = rows.collect();
        Table {
            columns: table.alignments().into_iter().map(alignment).collect(),
            head_rows: table.head_rows,
            rows,
        }
    }
}

impl TextWriter {
    fn cell(&mut self, cell: &model::Cell, whole: model::Revision) -> Cell {
        let covered = cell.extent == Extent::COVERED;
        let Extent { columns, rows } = match covered {
            true => Extent::ONE,
            false => cell.extent,
        };
        let paragraphs = cell.paragraphs.iter().filter(|_| !covered).map(|paragraph| {
            let state = paragraph.revision.within(whole);
            CellParagraph {
                revision: revision(paragraph.revision),
                runs: self.runs(&paragraph.content, state),
            }
        });
        Cell {
            paragraphs: paragraphs.collect(),
            column_span: columns,
            row_span: rows,
            covered,
        }
    }
}

fn alignment(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::House => "house",
        Alignment::Left => "left",
        Alignment::Centre => "centre",
        Alignment::Right => "right",
    }
}

/// A state by the numbers of its changes.
pub(super) fn revision(state: model::Revision) -> Revision {
    Revision {
        inserted: state.inserted.map(|id| id.0),
        deleted: state.deleted.map(|id| id.0),
    }
}
