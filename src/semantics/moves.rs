//! The two ends of moves, and paragraph marks that join what can be joined.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{BlockKind, ChangeId, Document, Reading, View, same_hands};
use crate::revision::move_ends as ends;
use crate::source::Span;

/// Checks the moves and paragraph marks of a document.
pub(super) fn check(document: &Document, diagnostics: &mut Diagnostics) {
    for (moved, ends) in ends(document) {
        let name = document.move_name(moved);
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
        let hands = |id: &ChangeId| &document.change(*id).hands;
        let mut pairs = deletions.iter().zip(insertions);
        if let Some((from, to)) = pairs.find(|(from, to)| !same_hands(hands(from), hands(to))) {
            diagnostics.push(of_other_hands(document, name, *from, *to));
        }
        let ends = ends.map(|side| without_further_rows(document, side));
        if ends.iter().any(|side| side.len() > 1) {
            diagnostics.push(repeated(document, name, &ends));
        }
    }
    paragraph_marks(document, diagnostics);
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

/// The two ends are different hands'.
fn of_other_hands(document: &Document, name: &str, from: ChangeId, to: ChangeId) -> Diagnostic {
    Diagnostic::new(
        Code::MoveOfOtherHands,
        document.change(to).span,
        format!("the two ends of the move `{name}` are different hands', so they print as plain changes"),
    )
    .also(document.change(from).span, "the other end")
    .help(format!(
        "give both ends the same keys, or remove `#{name}` from them"
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

/// Paragraph marks that come or go with nothing to join.
fn paragraph_marks(document: &Document, diagnostics: &mut Diagnostics) {
    let readings = [View::Original, View::Final].map(|view| Reading::of(&document.blocks, view));
    for (at, block) in document.blocks.iter().enumerate() {
        let marks = [block.mark.inserted, block.mark.deleted];
        let lost = marks.into_iter().zip(&readings);
        let lonely = lost.filter_map(|(id, reading)| Some((id?, reading)));
        let mut lonely = lonely.filter(|(_, reading)| reading.is_lonely(at));
        let Some((id, _)) = lonely.next() else { continue };
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
