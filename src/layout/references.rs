//! Cross-references: *recalling b)*, with the call and the letter in italics (FORMAT § 4).

use super::bookmarks::Bookmarks;
use super::flow::{Run, RunContent};
use super::reading::Reading;
use crate::model::{Block, BlockKind, ChangeId, CrossReference, Revision, View};
use crate::semantics::Target;

/// The runs of a reference, set like `model`, which has its state and emphasis.
pub(super) fn runs(
    reading: Reading<'_>,
    bookmarks: &Bookmarks,
    reference: &CrossReference,
    model: &Run,
) -> Vec<Run> {
    let Some(targets) = reading.meaning.targets.get(&reference.target) else {
        return Vec::new();
    };
    let bookmark = bookmarks.of(&reference.target);
    let (original, settled) = (targets.original.as_ref(), targets.settled.as_ref());
    let state = model.revision;
    let either = settled.or(original);
    let print = |target: Option<&Target>, bookmark| {
        target.map_or(Vec::new(), |target| {
            pieces(target, reference.label_only, bookmark, model)
        })
    };
    let one = |target| print(target, bookmark);
    match reading.view {
        View::Original => one(original),
        View::Final => one(settled),
        // What one hand brought in and another struck was read as the text stood then.
        View::Markup if state.inserted.is_some() && state.deleted.is_some() => one(either),
        View::Markup if state.inserted.is_some() => one(settled),
        View::Markup if state.deleted.is_some() => one(original),
        View::Markup if same(original, settled, reference.label_only) => one(either),
        View::Markup => {
            let (deletion, insertion) = renumbering(reading, &reference.target, [original, settled]);
            let Some((deletion, insertion)) = deletion.or(insertion).zip(insertion.or(deletion)) else {
                return one(either);
            };
            // The old text quotes what is no longer there: no field keeps it up to date.
            let (mut old, mut new) = (print(original, None), print(settled, bookmark));
            let shared = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
            old[shared..]
                .iter_mut()
                .for_each(|run| run.revision = Revision::deleted(deletion));
            new[shared..]
                .iter_mut()
                .for_each(|run| run.revision = Revision::inserted(insertion));
            old.extend(new.into_iter().skip(shared));
            old
        }
    }
}

fn same(original: Option<&Target>, settled: Option<&Target>, label_only: bool) -> bool {
    match (original, settled) {
        (Some(original), Some(settled)) => {
            let path = |target: &Target| (target.call.clone(), target.parents.clone());
            original.label == settled.label && (label_only || path(original) == path(settled))
        }
        (None, None) => true,
        _ => false,
    }
}

/// Call, labels of the clauses around it, and its own label, with no-break spaces between.
fn pieces(target: &Target, label_only: bool, bookmark: Option<&str>, model: &Run) -> Vec<Run> {
    let piece = |content, italic| {
        let mut run = model.clone();
        run.content = content;
        run.emphasis.italic |= italic;
        run
    };
    let text = |text: &str, italic| piece(RunContent::Text(text.to_owned()), italic);
    let mut runs = Vec::new();
    let pieces = target.pieces(label_only);
    let label = pieces.len() - usize::from(!target.label.is_empty());
    for (at, (words, italic)) in pieces.into_iter().enumerate() {
        if at > 0 {
            runs.push(text("\u{A0}", false));
        }
        // What is around it has bookmarks of its own, if any.
        match bookmark.filter(|_| at == label) {
            Some(bookmark) => {
                let content = RunContent::Reference {
                    bookmark: bookmark.to_owned(),
                    text: words.to_owned(),
                };
                runs.push(piece(content, italic));
            }
            None => runs.push(text(words, italic)),
        }
    }
    runs
}

/// The changes that gave a place its new name: those on it, else on what it stands in, innermost
/// first, else on the block that brings the name into a paragraph, else the last ones before it.
fn renumbering(
    reading: Reading<'_>,
    name: &str,
    targets: [Option<&Target>; 2],
) -> (Option<ChangeId>, Option<ChangeId>) {
    let blocks = &reading.document.blocks;
    let mut states = Vec::new();
    for target in targets.into_iter().flatten() {
        let above = blocks.get(..=target.block).unwrap_or_default();
        let mut depth = u8::MAX;
        for block in above.iter().rev() {
            let is_around = match block.kind {
                BlockKind::Clause => block.depth < depth,
                _ => depth == u8::MAX,
            };
            if is_around {
                depth = block.depth;
                states.extend(naming(block));
            }
            if block.kind == BlockKind::Call {
                states.extend(naming(block));
                break;
            }
        }
    }
    if states.iter().all(|state| state.is_none()) {
        let named = |block: &&Block| block.anchor.as_ref().is_some_and(|anchor| anchor.id == name);
        states.extend(blocks.iter().filter(named).map(|block| block.revision));
    }
    if states.iter().all(|state| state.is_none()) {
        for target in targets.into_iter().flatten() {
            let above = blocks.get(..=target.block).unwrap_or_default();
            states.extend(above.iter().rev().flat_map(naming).find(|state| !state.is_none()));
        }
    }
    let deletion = states.iter().find_map(|state| state.deleted);
    let insertion = states.iter().find_map(|state| state.inserted);
    (deletion, insertion)
}

/// The states of what a block is called by: its label, or its words where they name it; then of
/// all of it.
fn naming(block: &Block) -> impl Iterator<Item = Revision> + '_ {
    let labels = block.label.iter().flat_map(|label| &label.runs);
    let words = match block.kind {
        BlockKind::Call | BlockKind::NumberLine(_) | BlockKind::Heading { .. } => block.content.as_slice(),
        _ => &[],
    };
    labels
        .map(|run| run.revision)
        .chain(words.iter().map(|inline| inline.revision))
        .chain([block.revision])
}
