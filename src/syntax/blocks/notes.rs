//! Footnotes: where each begins, which blocks go on with it, and which end it.

use super::super::line::Form;
use super::{Builder, Raw};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Block, BlockKind, Note, Revision};
use crate::source::Span;

impl Builder<'_, '_> {
    /// Begins a note with the lines that begin with its id.
    pub(super) fn note_definition(&mut self, raw: Raw, id: Span) {
        let revision = self.line_marks(&raw.marks, Revision::NONE);
        let content = self.content(&raw.tokens, revision);
        let mut block = Block::new(BlockKind::Paragraph, content.inlines, raw.span);
        block.revision = revision;
        block.mark = content.mark;
        self.note = Some(raw.indent);
        self.notes.push(Note {
            id: self.source.get(id.range()).unwrap_or_default().to_owned(),
            id_span: id,
            blocks: vec![block],
            before: self.blocks.len(),
            span: raw.span,
        });
    }

    /// Whether a block is a paragraph of the note above. A note has text alone: a table, a picture, a
    /// heading or a closing rule ends it, and stands among the other blocks.
    pub(super) fn goes_on_with_note(&mut self, raw: &Raw) -> bool {
        if self.note.is_none_or(|indent| raw.indent < indent + 2) {
            return false;
        }
        let what = match raw.form {
            Form::Heading(_) | Form::Rule => return false,
            Form::TableRow | Form::TableParagraphs | Form::TableDelimiter => "table",
            Form::Picture { .. } => "picture",
            Form::Plain
            | Form::Escaped
            | Form::Labelled
            | Form::NoteDefinition(_)
            | Form::Blank
            | Form::Comment(_) => return true,
        };
        self.diagnostics.push(
            Diagnostic::new(
                Code::NoteBlock,
                raw.span.head(),
                format!("a footnote has no {what}: this one would be printed in the text"),
            )
            .help("say it in words, or put it into the text and refer to it in the note"),
        );
        false
    }
}

/// Goes on with a note.
pub(super) fn push(note: &mut Note, block: Block) {
    note.span = note.span.to(block.span);
    // A note whose text begins below its head has no paragraph before that.
    let is_bare = |head: &Block| head.content.is_empty() && head.revision.is_none() && head.mark.is_none();
    if let [head] = note.blocks.as_slice()
        && is_bare(head)
    {
        note.blocks.clear();
    }
    note.blocks.push(block);
}
