//! The two ends of moves, and paragraph marks that join what can be joined.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Block, BlockKind, Change, ChangeKind, Document, View};

/// Checks the moves and paragraph marks of a document.
pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    let mut ends: BTreeMap<&str, Vec<&Change>> = BTreeMap::new();
    for change in &document.changes {
        if let Some(name) = &change.move_name {
            ends.entry(name).or_default().push(change);
        }
    }
    for (name, changes) in ends {
        let has = |kind: ChangeKind| changes.iter().any(|change| change.kind == kind);
        let missing = match (has(ChangeKind::Deletion), has(ChangeKind::Insertion)) {
            (true, true) => continue,
            (true, false) => "insertion",
            (false, _) => "deletion",
        };
        diagnostics.push(
            Diagnostic::new(
                Code::MoveUnpaired,
                changes[0].span,
                format!("the move `{name}` has no {missing}, so it prints as a plain change"),
            )
            .help(format!(
                "put `#{name}` behind the {missing} that is its other end, or remove it here"
            )),
        );
    }
    paragraph_marks(document, diagnostics);
}

fn paragraph_marks(document: &Document, diagnostics: &mut Diagnostics) {
    let printed: Vec<&Block> = document
        .blocks
        .iter()
        .filter(|block| !matches!(block.kind, BlockKind::SourceComment(_)))
        .collect();
    for (at, block) in printed.iter().enumerate() {
        let Some(id) = block.mark.inserted.or(block.mark.deleted) else {
            continue;
        };
        let next = printed.get(at + 1);
        let joins = next.is_some_and(|next| next.depth == block.depth && is_paragraph(&next.kind));
        if !joins && !goes_alone(block) {
            diagnostics.push(
                Diagnostic::new(
                    Code::ParagraphMarkMisplaced,
                    document.change(id).span,
                    "there is no block of the same level behind this one to be joined with it",
                )
                .help("a paragraph mark joins or splits a block and the next one at its own level"),
            );
        }
    }
}

fn is_paragraph(kind: &BlockKind) -> bool {
    !matches!(
        kind,
        BlockKind::Table(_) | BlockKind::Picture(_) | BlockKind::Rule
    )
}

/// Whether the block's text goes, or comes, with its mark: then nothing is joined.
fn goes_alone(block: &Block) -> bool {
    let view = if block.mark.inserted.is_some() {
        View::Original
    } else {
        View::Final
    };
    block.text(view).trim().is_empty() && block.label_text(view).is_none()
}
