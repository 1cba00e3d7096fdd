//! Moves of whole paragraphs, which Word shows as one change with two ends.

use std::collections::{BTreeMap, BTreeSet};

use super::pen::End;
use super::plan::Plan;
use super::signs;
use crate::import::origins::Origin;
use crate::model::visit::{Part, Spot, visit};
use crate::model::{ChangeId, ChangeKind, MoveId, Revision};

/// What both ends of a move have: one change each, and so many paragraphs; none where a part of it is no
/// whole paragraph.
#[derive(Debug, Default)]
struct Ends {
    from: BTreeMap<ChangeId, Option<usize>>,
    to: BTreeMap<ChangeId, Option<usize>>,
}

impl Plan<'_, '_, '_> {
    /// Tells the pen of the moves that took whole paragraphs from one place to another. What was moved
    /// inside a paragraph or a table, or has one end alone, is struck and put in.
    pub(super) fn name_moves(&mut self) {
        let mut ends: BTreeMap<MoveId, Ends> = BTreeMap::new();
        let spoilt = self.spoilt();
        let document = &self.wanted.document;
        for (block, origin) in document.blocks.iter().zip(&self.wanted.blocks) {
            let Ok(says) = signs::of_block(block) else {
                continue;
            };
            let Some(end) = says.last().map(|sign| sign.state) else {
                continue;
            };
            let ids = [end.inserted, end.deleted];
            for id in ids.into_iter().filter_map(|id| self.known.new_only(id)) {
                let change = document.change(id);
                let Some(moved) = change.moved else { continue };
                let ends = ends.entry(moved).or_default();
                let fits = match change.kind {
                    ChangeKind::Insertion => origin.is_empty(),
                    ChangeKind::Deletion => self.is_alone(origin),
                };
                let side = match change.kind {
                    ChangeKind::Insertion => &mut ends.to,
                    ChangeKind::Deletion => &mut ends.from,
                };
                let count = side.entry(id).or_insert(Some(0));
                *count = count
                    .filter(|_| fits && !spoilt.contains(&id))
                    .map(|count| count + 1);
            }
        }
        for (number, Ends { from, to }) in ends.into_values().enumerate() {
            let (Some((&from, &Some(gone))), Some((&to, &Some(come))), 1, 1) =
                (from.first_key_value(), to.first_key_value(), from.len(), to.len())
            else {
                continue;
            };
            let mut names = (number + 1..).map(|number| format!("plenary{number}"));
            let name = names.find(|name| !self.file.says(name)).unwrap_or_default();
            for (id, left) in [(from, gone), (to, come)] {
                let end = End {
                    name: name.clone(),
                    number: self.pen.number(),
                    left,
                    has_begun: false,
                };
                self.pen.moves.insert(id, end);
            }
        }
    }

    /// Whether a block is one paragraph of the file, and all of it.
    fn is_alone(&self, origin: &[usize]) -> bool {
        let [at] = *origin else { return false };
        let place = self.origins.blocks.get(at);
        let is_one = matches!(place, Some(Origin::Paragraphs(places)) if places.len() == 1);
        let beside = [at.checked_sub(1), Some(at + 1)];
        let mut beside = beside
            .into_iter()
            .flatten()
            .filter_map(|at| self.origins.blocks.get(at));
        is_one && beside.all(|other| Some(other) != place)
    }

    /// The changes of moves that are of more or less than whole paragraphs.
    fn spoilt(&self) -> BTreeSet<ChangeId> {
        let document = &self.wanted.document;
        let mut spoilt = BTreeSet::new();
        let mut whole: Vec<ChangeId> = Vec::new();
        visit(document, &mut |spot, part| {
            let is_text = matches!(spot, Spot::Block(_));
            let states: Vec<Revision> = match part {
                Part::Block(block) if is_text => {
                    let end = block.mark.within(block.revision);
                    whole = [end.inserted, end.deleted].into_iter().flatten().collect();
                    return;
                }
                Part::Text(content, around) => {
                    let states = content.iter().map(|inline| inline.revision.within(around));
                    states.collect()
                }
                Part::Row(_, row, _) => {
                    whole.clear();
                    vec![row.revision]
                }
                Part::Block(_) | Part::Label(..) | Part::Cell(_) | Part::Paragraph(..) | Part::Mark(_) => {
                    return;
                }
            };
            if !is_text {
                whole.clear();
            }
            let ids = states
                .into_iter()
                .flat_map(|state| [state.inserted, state.deleted]);
            spoilt.extend(ids.flatten().filter(|id| !whole.contains(id)));
        });
        spoilt
    }
}
