//! The register of changes, each with what it takes out or brings in.

use super::types::Change;
use crate::model::visit::{Part, visit};
use crate::model::{self, ChangeKind, ChangeScope, Document, Inline, InlineKind, Revision};
use crate::revision::changes;

/// Every change of the document in the order of the source.
pub(super) fn register(document: &Document) -> Vec<Change> {
    let texts = Gathered::from(document).texts;
    let mut numbers = vec![None; document.changes.len()];
    for listed in changes(document) {
        for id in &listed.ids {
            if let Some(number) = numbers.get_mut(id.0 as usize) {
                *number = Some(listed.number);
            }
        }
    }
    let entries = document.changes.iter().zip(texts).enumerate();
    entries
        .map(|(index, (change, text))| Change {
            number: numbers[index],
            ..entry(document, index, change, text)
        })
        .collect()
}

fn entry(document: &Document, index: usize, change: &model::Change, text: String) -> Change {
    let (kind, old, new) = match change.kind {
        ChangeKind::Insertion => ("insertion", None, Some(text)),
        ChangeKind::Deletion => ("deletion", Some(text), None),
    };
    let hands = document.front.keys(&change.hands);
    Change {
        index,
        number: None,
        kind,
        scope: match change.scope {
            ChangeScope::Text => "text",
            ChangeScope::Replacement => "replacement",
            ChangeScope::Block => "block",
            ChangeScope::ParagraphMark => "paragraph-mark",
        },
        author: super::author(&hands),
        hands,
        date: change.made(&document.front).map(|date| date.to_string()),
        move_name: change.moved.map(|name| document.move_name(name).to_owned()),
        group: change.group.map(|group| group.0),
        old,
        new,
        span: (!change.span.is_none()).then_some([change.span.start, change.span.end]),
    }
}

/// The characters under each change.
struct Gathered {
    texts: Vec<String>,
    /// The states of the block and of the row at hand.
    block: Revision,
    row: Option<Revision>,
}

impl From<&Document> for Gathered {
    fn from(document: &Document) -> Self {
        let mut gathered = Self {
            texts: vec![String::new(); document.changes.len()],
            block: Revision::NONE,
            row: None,
        };
        visit(document, &mut |_, part| gathered.part(part));
        for text in &mut gathered.texts {
            text.truncate(text.trim_end_matches('\n').len());
        }
        gathered
    }
}

impl Gathered {
    fn part(&mut self, part: Part<'_>) {
        match part {
            Part::Block(block) => (self.block, self.row) = (block.revision, None),
            Part::Label(label, whole) => {
                for piece in &label.runs {
                    self.put(&piece.text, piece.revision.within(whole));
                }
                // The label and the text of a whole block stand apart.
                self.put(" ", whole);
            }
            Part::Text(content, whole) => self.runs(content, whole),
            Part::Row(_, row, whole) => {
                self.end_row();
                self.row = Some(row.revision.within(whole));
            }
            Part::Cell(0) => {}
            Part::Cell(_) => self.put("\t", self.row.unwrap_or_default()),
            Part::Paragraph(0, ..) => {}
            Part::Paragraph(_, paragraph, whole) => self.put(" ", paragraph.revision.within(whole)),
            Part::Mark(mark) => {
                self.end_row();
                self.put("\n", self.block);
                self.put("¶", mark);
            }
        }
    }

    fn end_row(&mut self) {
        if let Some(row) = self.row.take() {
            self.put("\n", row);
        }
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
