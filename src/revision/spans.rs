//! Documents apart from where they were written.

use crate::model::visit::{PartMut, visit_mut};
use crate::model::{Block, BlockKind, Document, Inline, InlineKind, Signature};
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
    front.entries.clear();
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
    for note in &mut document.notes {
        note.id_span = Span::NONE;
        note.span = Span::NONE;
    }
    for change in &mut document.changes {
        change.span = Span::NONE;
        change.content = Span::NONE;
        change.signature = Signature::default();
    }
    visit_mut(document, &mut |_, part| match part {
        PartMut::Block(block) => blank_block(block),
        PartMut::Label(label) => {
            label.span = Span::NONE;
            for run in &mut label.runs {
                run.span = Span::NONE;
            }
        }
        PartMut::Text(content) => blank_runs(content),
        PartMut::Row(row) => {
            row.span = Span::NONE;
            for cell in &mut row.cells {
                cell.span = Span::NONE;
            }
        }
        PartMut::Paragraph(_, paragraph) => paragraph.span = Span::NONE,
        PartMut::Mark(_) => {}
    });
}

fn blank_block(block: &mut Block) {
    block.span = Span::NONE;
    block.told = false;
    if let Some(anchor) = &mut block.anchor {
        anchor.span = Span::NONE;
    }
    match &mut block.kind {
        BlockKind::Picture(picture) => picture.file_span = Span::NONE,
        BlockKind::Table(table) => {
            for comment in &mut table.comments {
                comment.span = Span::NONE;
            }
        }
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

fn blank_runs(content: &mut [Inline]) {
    for inline in content {
        inline.span = Span::NONE;
        inline.map = TextMap::default();
        if let InlineKind::Comment(comment) = &mut inline.kind {
            comment.signature = Signature::default();
        }
    }
}
