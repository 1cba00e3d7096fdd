//! What a reading of a document says: text, labels, notes, order, and nothing of how it is
//! written.

use plenary::model::{
    Block, BlockKind, Document, Extent, FrontKey, Inline, InlineKind, NoteReference, TextStyle, View,
};
use plenary::revision::settle;

/// A reading, block by block. Notes are told by their text, references by the place they name.
pub(crate) fn reading(document: &Document, view: View) -> Vec<String> {
    let settled = settle(document, view);
    assert!(settled.changes.is_empty() || view == View::Markup);
    let solid: Vec<&Block> = settled
        .blocks
        .iter()
        .filter(|block| !matches!(block.kind, BlockKind::SourceComment(_)))
        .collect();
    let reader = Reader {
        settled: &settled,
        solid: &solid,
    };
    let mut lines: Vec<String> = solid.iter().map(|block| reader.block(block, 0)).collect();
    for key in FrontKey::ALL {
        let value = settled.front.text(key);
        lines.extend(value.map(|content| format!("{key:?} {}", reader.content(content, 0))));
    }
    lines
}

struct Reader<'d> {
    settled: &'d Document,
    solid: &'d [&'d Block],
}

impl Reader<'_> {
    fn block(&self, block: &Block, depth: usize) -> String {
        let kind = match &block.kind {
            BlockKind::Table(table) => {
                let rows: Vec<Vec<String>> = table
                    .rows
                    .iter()
                    .map(|row| {
                        let mut cells: Vec<String> = row
                            .cells
                            .iter()
                            .map(|cell| {
                                let paragraphs = cell.paragraphs.iter();
                                let text = paragraphs.map(|it| self.content(&it.content, depth));
                                let text = text.collect::<Vec<_>>().join("¶");
                                match cell.extent {
                                    Extent::ONE => text,
                                    Extent { columns, rows } => format!("{columns} by {rows}: {text}"),
                                }
                            })
                            .collect();
                        while cells.last().is_some_and(String::is_empty) {
                            cells.pop();
                        }
                        cells
                    })
                    .collect();
                format!("Table {} {rows:?}", table.head_rows)
            }
            BlockKind::Picture(picture) => format!("Picture {} {}", picture.file, picture.alternative),
            other => format!("{other:?}"),
        };
        let label = block.label_text(View::Final);
        assert!(block.revision.is_none() && block.mark.is_none());
        format!(
            "{kind} {} {label:?} {}",
            block.depth,
            self.content(&block.content, depth)
        )
    }

    fn content(&self, content: &[Inline], depth: usize) -> String {
        let mut text = String::new();
        let mut style = TextStyle::default();
        for inline in content {
            match &inline.kind {
                InlineKind::Text(run) => {
                    for c in run.chars() {
                        let c = match c {
                            '\u{A0}' => ' ',
                            c => c,
                        };
                        // A space is set in no style of its own.
                        if c != ' ' && inline.style != style {
                            style = inline.style;
                            text.push_str(&format!("<{style:?} {:?}>", inline.link));
                        }
                        text.push(c);
                    }
                }
                InlineKind::LineBreak => text.push('\n'),
                InlineKind::NoteReference(reference) => {
                    let note = self.settled.notes.iter().find(|note| note.id == reference.id);
                    let said = note.filter(|_| depth < 3).map(|note| {
                        note.blocks
                            .iter()
                            .map(|block| self.block(block, depth + 1))
                            .collect::<Vec<_>>()
                    });
                    let printed = NoteReference::prints_as_written(&reference.id).then_some(&reference.id);
                    text.push_str(&format!("[{printed:?} {said:?}]"));
                }
                InlineKind::CrossReference(reference) => {
                    let place = self.solid.iter().position(|block| {
                        block
                            .anchor
                            .as_ref()
                            .is_some_and(|anchor| anchor.id == reference.target)
                    });
                    text.push_str(&format!("{{{place:?} {}}}", reference.label_only));
                }
                InlineKind::Comment(_) | InlineKind::SourceComment(_) => {}
                other => panic!("what does a reading say of {other:?}?"),
            }
        }
        text
    }
}
