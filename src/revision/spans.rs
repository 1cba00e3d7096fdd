//! Documents apart from where they were written.

use super::settle::texts_mut;
use crate::model::{Block, BlockKind, Document, Inline};
use crate::source::{Span, TextMap};

/// The document with every span blanked: what two sources say can then be compared, and what
/// was put together from two sources points to neither.
pub fn without_spans(document: &Document) -> Document {
    let mut document = document.clone();
    blank_spans(&mut document);
    document
}

/// Blanks every span.
pub(crate) fn blank_spans(document: &mut Document) {
    let front = &mut document.front;
    front.span = None;
    for spanned in [
        &mut front.conference,
        &mut front.document,
        &mut front.addendum,
        &mut front.revision,
        &mut front.corrigendum,
        &mut front.logo,
    ]
    .into_iter()
    .flatten()
    {
        spanned.span = Span::NONE;
    }
    for spanned in front
        .lint
        .iter_mut()
        .chain(&mut front.fonts)
        .chain(&mut front.comments)
    {
        spanned.span = Span::NONE;
    }
    for author in &mut front.authors {
        author.span = Span::NONE;
    }
    for content in texts_mut(front).into_iter().flatten() {
        blank_runs(content);
    }
    blank_blocks(&mut document.blocks);
    for note in &mut document.notes {
        note.id_span = Span::NONE;
        note.span = Span::NONE;
        blank_blocks(&mut note.blocks);
    }
    for change in &mut document.changes {
        change.span = Span::NONE;
        change.content = Span::NONE;
    }
}

fn blank_blocks(blocks: &mut [Block]) {
    for block in blocks {
        block.span = Span::NONE;
        blank_runs(&mut block.content);
        if let Some(anchor) = &mut block.anchor {
            anchor.span = Span::NONE;
        }
        if let Some(label) = &mut block.label {
            label.span = Span::NONE;
            for run in &mut label.runs {
                run.span = Span::NONE;
            }
        }
        match &mut block.kind {
            BlockKind::Table(table) => {
                for comment in &mut table.comments {
                    comment.span = Span::NONE;
                }
                for row in &mut table.rows {
                    row.span = Span::NONE;
                    for cell in &mut row.cells {
                        cell.span = Span::NONE;
                        blank_runs(&mut cell.content);
                    }
                }
            }
            BlockKind::Picture(picture) => picture.file_span = Span::NONE,
            BlockKind::NumberLine(_)
            | BlockKind::Title
            | BlockKind::PlaceDate
            | BlockKind::Heading { .. }
            | BlockKind::Proposal(_)
            | BlockKind::Reasons
            | BlockKind::Formula
            | BlockKind::Call
            | BlockKind::Clause
            | BlockKind::Paragraph
            | BlockKind::Note
            | BlockKind::History
            | BlockKind::Caption(_)
            | BlockKind::Rule
            | BlockKind::SourceComment(_) => {}
        }
    }
}

fn blank_runs(content: &mut [Inline]) {
    for inline in content {
        inline.span = Span::NONE;
        inline.map = TextMap::default();
    }
}
