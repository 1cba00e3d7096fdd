//! The two ends of moves, and paragraph marks that join what can be joined.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Block, BlockKind, ChangeId, ChangeKind, Document, View};
use crate::source::Span;

/// Checks the moves and paragraph marks of a document.
pub(super) fn check(document: &Document, lonely: &BTreeSet<usize>, diagnostics: &mut Diagnostics) {
    for (name, ends) in ends(document) {
        let [deletions, insertions] = &ends;
        if deletions.is_empty() || insertions.is_empty() {
            let missing = if insertions.is_empty() {
                "insertion"
            } else {
                "deletion"
            };
            let first = deletions.iter().chain(insertions).next();
            let span = first.map_or(Span::NONE, |&id| document.change(id).span);
            diagnostics.push(unpaired(name, missing, span));
            continue;
        }
        let ends = ends.map(|side| without_further_rows(document, side));
        if ends.iter().any(|side| side.len() > 1) {
            diagnostics.push(repeated(document, name, &ends));
        }
    }
    paragraph_marks(document, lonely, diagnostics);
}

/// The changes that are an end of a move: the first deletion and the first insertion of a name,
/// the second ones, and so on. What has no other end is a plain change.
pub(super) fn moved(document: &Document) -> BTreeSet<ChangeId> {
    let pairs = ends(document)
        .into_values()
        .flat_map(|[deletions, insertions]| deletions.into_iter().zip(insertions));
    pairs.flat_map(|(from, to)| [from, to]).collect()
}

/// The deletions and the insertions of each move, in the order of the source.
fn ends(document: &Document) -> BTreeMap<&str, [Vec<ChangeId>; 2]> {
    let mut ends: BTreeMap<&str, [Vec<ChangeId>; 2]> = BTreeMap::new();
    for (change, id) in document.changes.iter().zip(0..) {
        if let Some(name) = &change.move_name {
            let side = usize::from(change.kind == ChangeKind::Insertion);
            ends.entry(name).or_default()[side].push(ChangeId(id));
        }
    }
    ends
}

/// The rows of one table carry a mark each and are one end together.
fn without_further_rows(document: &Document, mut side: Vec<ChangeId>) -> Vec<ChangeId> {
    if side.len() > 1 {
        for block in &document.blocks {
            let BlockKind::Table(table) = &block.kind else {
                continue;
            };
            let rows: BTreeSet<ChangeId> = table
                .rows
                .iter()
                .flat_map(|row| row.revision.inserted.into_iter().chain(row.revision.deleted))
                .collect();
            let first = side.iter().find(|id| rows.contains(id)).copied();
            side.retain(|id| Some(*id) == first || !rows.contains(id));
        }
    }
    side
}

fn unpaired(name: &str, missing: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MoveUnpaired,
        span,
        format!("the move `{name}` has no {missing}, so it prints as a plain change"),
    )
    .help(format!(
        "put `#{name}` behind the {missing} that is its other end, or remove it here"
    ))
}

fn repeated(document: &Document, name: &str, [deletions, insertions]: &[Vec<ChangeId>; 2]) -> Diagnostic {
    let count = |side: &[ChangeId], one: &str| match side {
        [_] => format!("1 {one}"),
        _ => format!("{} {one}s", side.len()),
    };
    let span = |id: &ChangeId| document.change(*id).span;
    let surplus = deletions.get(1).or(insertions.get(1));
    let mut found = Diagnostic::new(
        Code::MoveRepeated,
        surplus.map_or(Span::NONE, span),
        format!(
            "the move `{name}` has {} and {}",
            count(deletions, "deletion"),
            count(insertions, "insertion")
        ),
    );
    for (side, words) in [
        (deletions, "it is deleted here"),
        (insertions, "it is inserted here"),
    ] {
        for id in side.iter().filter(|id| Some(*id) != surplus) {
            found = found.also(span(id), words);
        }
    }
    found.help(format!(
        "a move is one deletion and one insertion: give every further pair a name of its own, or remove `#{name}` from what does not move"
    ))
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
