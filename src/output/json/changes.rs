//! The register of changes, each with what it takes out or brings in.

use super::block::written_span;
use super::types::Change;
use crate::model::{self, Block, BlockKind, ChangeKind, ChangeScope, Document, Inline, InlineKind, Revision};

/// Every change of the document in the order of the source.
pub(super) fn register(document: &Document) -> Vec<Change> {
    let texts = Gathered::from(document).texts;
    let entries = document.changes.iter().zip(texts).enumerate();
    entries
        .map(|(id, (change, text))| entry(document, id, change, text))
        .collect()
}

fn entry(document: &Document, id: usize, change: &model::Change, text: String) -> Change {
    let author = change.author.or(document.front.author);
    let author = author.and_then(|author| document.front.authors.get(usize::from(author.0)));
    let date = change.date.or(author.and_then(|author| author.date));
    let (kind, old, new) = match change.kind {
        ChangeKind::Insertion => ("insertion", None, Some(text)),
        ChangeKind::Deletion => ("deletion", Some(text), None),
    };
    Change {
        id,
        kind,
        scope: match change.scope {
            ChangeScope::Text => "text",
            ChangeScope::Replacement => "replacement",
            ChangeScope::Block => "block",
            ChangeScope::ParagraphMark => "paragraph-mark",
        },
        author: author.map(|author| author.key.clone()),
        date: date.map(|date| date.to_string()),
        move_name: change.move_name.clone(),
        other: other_half(document, id, change),
        old,
        new,
        span: written_span(change.span),
    }
}

/// The other half of a replacement: a neighbour in the register with the same span.
fn other_half(document: &Document, id: usize, change: &model::Change) -> Option<usize> {
    if change.scope != ChangeScope::Replacement {
        return None;
    }
    let is_other = |&other: &usize| {
        document.changes.get(other).is_some_and(|other| {
            other.scope == ChangeScope::Replacement && other.span == change.span && other.kind != change.kind
        })
    };
    [id.checked_sub(1), Some(id + 1)]
        .into_iter()
        .flatten()
        .find(is_other)
}

/// The characters under each change.
struct Gathered {
    texts: Vec<String>,
}

impl From<&Document> for Gathered {
    fn from(document: &Document) -> Self {
        let mut gathered = Self {
            texts: vec![String::new(); document.changes.len()],
        };
        let front = &document.front;
        let lines = [
            &front.conference_name,
            &front.conference_place,
            &front.conference_dates,
            &front.meeting,
            &front.source,
            &front.title,
            &front.subtitle,
            &front.agenda_item,
        ];
        for line in lines.into_iter().flatten() {
            gathered.runs(line, Revision::NONE);
        }
        let notes = document.notes.iter().flat_map(|note| &note.blocks);
        for block in document.blocks.iter().chain(notes) {
            gathered.block(block);
        }
        for text in &mut gathered.texts {
            text.truncate(text.trim_end_matches('\n').len());
        }
        gathered
    }
}

impl Gathered {
    fn block(&mut self, block: &Block) {
        if let Some(label) = &block.label {
            for piece in &label.runs {
                self.put(&piece.text, piece.revision.within(block.revision));
            }
            // The label and the text of a whole block stand apart.
            self.put(" ", block.revision);
        }
        self.runs(&block.content, block.revision);
        if let BlockKind::Table(table) = &block.kind {
            for row in &table.rows {
                let state = row.revision.within(block.revision);
                for (index, cell) in row.cells.iter().enumerate() {
                    if index > 0 {
                        self.put("\t", state);
                    }
                    self.runs(&cell.content, state);
                }
                self.put("\n", state);
            }
        }
        self.put("\n", block.revision);
        self.put("¶", block.mark);
    }

    fn runs(&mut self, runs: &[Inline], whole: Revision) {
        for run in runs {
            let text = match &run.kind {
                InlineKind::Text(text) => text.as_str(),
                InlineKind::LineBreak => "\n",
                InlineKind::NoteReference(_)
                | InlineKind::CrossReference(_)
                | InlineKind::Comment(_)
                | InlineKind::SourceComment(_) => {
                    continue;
                }
            };
            self.put(text, run.revision.within(whole));
        }
    }

    fn put(&mut self, text: &str, state: Revision) {
        for id in [state.inserted, state.deleted].into_iter().flatten() {
            if let Some(gathered) = self.texts.get_mut(id.0 as usize) {
                gathered.push_str(text);
            }
        }
    }
}
