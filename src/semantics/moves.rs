//! The two ends of moves, and paragraph marks that join what can be joined.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Block, BlockKind, Change, ChangeKind, Document, View};

/// Checks the moves and paragraph marks of a document.
pub(super) fn check(document: &Document, lonely: &BTreeSet<usize>, diagnostics: &mut Diagnostics) {
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
    paragraph_marks(document, lonely, diagnostics);
}

/// The blocks whose paragraph mark has nothing to join, by their place in the document.
pub(super) fn lonely_marks(document: &Document) -> BTreeSet<usize> {
    let mut printed = document
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| !matches!(block.kind, BlockKind::SourceComment(_)))
        .peekable();
    let mut lonely = BTreeSet::new();
    while let Some((at, block)) = printed.next() {
        let joins = printed.peek().is_some_and(|(_, next)| are_siblings(block, next));
        if !block.mark.is_none() && !joins && !goes_alone(block) {
            lonely.insert(at);
        }
    }
    lonely
}

fn paragraph_marks(document: &Document, lonely: &BTreeSet<usize>, diagnostics: &mut Diagnostics) {
    for &at in lonely {
        let mark = document.blocks[at].mark;
        let Some(id) = mark.inserted.or(mark.deleted) else {
            continue;
        };
        diagnostics.push(
            Diagnostic::new(
                Code::ParagraphMarkMisplaced,
                document.change(id).span,
                "there is no block of the same level and kind behind this one to be joined with it",
            )
            .help("a paragraph mark joins or splits a block and the next one at its own level"),
        );
    }
}

/// Whether two blocks that stand one behind the other may be one in a reading: both are running
/// text at one level, or both are parts of the same heading.
fn are_siblings(block: &Block, next: &Block) -> bool {
    let family = |kind: &BlockKind| match kind {
        BlockKind::PlaceDate
        | BlockKind::Formula
        | BlockKind::Clause
        | BlockKind::Paragraph
        | BlockKind::Note
        | BlockKind::Reasons
        | BlockKind::History
        | BlockKind::Caption(_) => 1,
        BlockKind::NumberLine(_) => 2,
        BlockKind::Title => 3,
        BlockKind::Heading { .. } => 4,
        BlockKind::Call => 5,
        BlockKind::Proposal(_) => 6,
        BlockKind::Table(_) | BlockKind::Picture(_) | BlockKind::Rule | BlockKind::SourceComment(_) => 0,
    };
    block.depth == next.depth && family(&block.kind) == family(&next.kind) && family(&next.kind) > 0
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
