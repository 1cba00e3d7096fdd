//! Documents that are equal where the same hands did the same to the same words.

use std::collections::BTreeMap;

use crate::model::visit::{PartMut, states_mut, visit_mut};
use crate::model::{AuthorId, ChangeId, Document, InlineKind, Revision, join};

/// What states say, apart from where they are registered and when they were made.
pub(super) struct States<'d> {
    kept: &'d Document,
    known: BTreeMap<(bool, Vec<AuthorId>), ChangeId>,
}

impl<'d> States<'d> {
    /// States in the register of this document.
    pub(super) fn of(kept: &'d Document) -> Self {
        Self {
            kept,
            known: BTreeMap::new(),
        }
    }

    /// A document with equal states where the same hands did the same.
    pub(super) fn plain(&mut self, document: &Document) -> Document {
        let mut plain = document.clone();
        states_mut(&mut plain, &mut |state| self.level(state));
        visit_mut(&mut plain, &mut |_, part| match part {
            PartMut::Label(label) => label.in_doubt = false,
            PartMut::Text(content) => {
                for inline in content.iter_mut() {
                    if let InlineKind::Comment(comment) = &mut inline.kind {
                        comment.date = None;
                    }
                }
                *content = join(std::mem::take(content));
            }
            PartMut::Block(_) | PartMut::Row(_) | PartMut::Paragraph(..) | PartMut::Mark(_) => {}
        });
        plain
    }

    fn level(&mut self, revision: &mut Revision) {
        for (id, is_insertion) in [(&mut revision.inserted, true), (&mut revision.deleted, false)] {
            let Some(change) = id.and_then(|id| self.kept.changes.get(id.0 as usize)) else {
                continue;
            };
            let mut hands = change.hands.clone();
            hands.sort_unstable();
            let next = ChangeId(u32::try_from(self.known.len()).unwrap_or(u32::MAX));
            *id = Some(*self.known.entry((is_insertion, hands)).or_insert(next));
        }
    }
}
