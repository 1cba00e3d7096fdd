//! Changes of a document, made of Word's deeds: neighbours by one hand are one change.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::draft::{ParagraphDraft, Run, RunKind};
use super::hands::Hands;
use super::joins::{admitted, has_text};
use super::wordprocessing::{Deed, DeedId, DeedKind, Deeds, State};
use crate::model::{
    Change, ChangeId, ChangeKind, ChangeScope, Comment, CrossReference, Document, GroupId, Inline,
    InlineKind, Link, MoveId, NoteReference, Revision, Signature,
};
use crate::source::{Span, TextMap};
use crate::syntax::fold_spaces;

/// Enters changes into a document.
pub(super) struct Marks<'w> {
    pub(super) document: Document,
    pub(super) deeds: &'w Deeds,
    hands: &'w Hands,
    /// The moves that have both ends.
    moves: BTreeMap<Rc<str>, MoveId>,
    /// The changes that go on, with the deeds that they are of.
    inserting: Option<(DeedId, ChangeId)>,
    deleting: Option<(DeedId, ChangeId)>,
}

impl<'w> Marks<'w> {
    pub(super) fn new(mut document: Document, deeds: &'w Deeds, hands: &'w Hands) -> Self {
        let mut moves = BTreeMap::new();
        for name in deeds.moves() {
            let id = MoveId(u32::try_from(moves.len()).unwrap_or(u32::MAX));
            document.moves.push(format!("m{}", id.0 + 1));
            moves.insert(name, id);
        }
        Self {
            document,
            deeds,
            hands,
            moves,
            inserting: None,
            deleting: None,
        }
    }

    /// The deeds that hold for a paragraph as a whole, since all its text has come or gone.
    pub(super) fn whole(&self, draft: &ParagraphDraft) -> State {
        let mut has = has_text(&draft.runs);
        for piece in draft.label.iter().filter(|piece| !piece.state.is_none()) {
            for (has, there) in has.iter_mut().zip(admitted(piece.state)) {
                *has |= there;
            }
        }
        let seen: Vec<&Run> = draft.runs.iter().filter(|run| run.is_seen()).collect();
        let mut state = State::default();
        if seen.is_empty() {
            return state;
        }
        if !has[0] {
            state.inserted = most(
                seen.iter()
                    .filter_map(|run| Some((run.state.inserted?, weight(run)))),
            );
        }
        if !has[1] {
            let deleted = most(
                seen.iter()
                    .filter_map(|run| Some((run.state.deleted?, weight(run)))),
            );
            // What several hands struck has no mark for all of it.
            let by_one = seen.iter().all(|run| self.same_hand(run.state.deleted, deleted));
            state.deleted = deleted.filter(|_| by_one);
        }
        state
    }

    fn same_hand(&self, one: Option<DeedId>, other: Option<DeedId>) -> bool {
        let deed = |id: Option<DeedId>| self.deeds.get(id?);
        match (deed(one), deed(other)) {
            (Some(one), Some(other)) => one.is_by(other) && one.moved == other.moved,
            (None, None) => true,
            _ => false,
        }
    }

    /// The changes around a block. One inside a block that the same hand changed shares its change.
    pub(super) fn block(&mut self, whole: State, parent: Option<(State, Revision)>) -> Revision {
        self.begin();
        let shared = |id: Option<DeedId>, of: Option<DeedId>, change: Option<ChangeId>| {
            change.filter(|_| id.is_some() && self.same_hand(id, of))
        };
        let (state, revision) = parent.unwrap_or_default();
        let inserted = shared(whole.inserted, state.inserted, revision.inserted);
        let deleted = shared(whole.deleted, state.deleted, revision.deleted);
        Revision {
            inserted: inserted.or_else(|| self.enter(whole.inserted?, ChangeScope::Block)),
            deleted: deleted.or_else(|| self.enter(whole.deleted?, ChangeScope::Block)),
        }
    }

    /// The changes of a paragraph mark alone.
    pub(super) fn paragraph_mark(&mut self, mark: State) -> Revision {
        Revision {
            inserted: mark
                .inserted
                .and_then(|id| self.enter(id, ChangeScope::ParagraphMark)),
            deleted: mark
                .deleted
                .and_then(|id| self.enter(id, ChangeScope::ParagraphMark)),
        }
    }

    /// What went on goes on no further.
    pub(super) fn begin(&mut self) {
        self.inserting = None;
        self.deleting = None;
    }

    /// The changes of a piece inside a whole.
    pub(super) fn inside(&mut self, state: State, whole: State) -> Revision {
        let inserted = state
            .inserted
            .filter(|id| whole.inserted.is_none() || !self.same_hand(Some(*id), whole.inserted));
        let deleted = state
            .deleted
            .filter(|id| whole.deleted.is_none() || !self.same_hand(Some(*id), whole.deleted));
        Revision {
            inserted: self.go_on(inserted, true),
            deleted: self.go_on(deleted, false),
        }
    }

    fn go_on(&mut self, id: Option<DeedId>, inserting: bool) -> Option<ChangeId> {
        let open = if inserting { self.inserting } else { self.deleting };
        let open = open.filter(|(known, _)| Some(*known) == id);
        let now = open.or_else(|| Some((id?, self.enter(id?, ChangeScope::Text)?)));
        if inserting {
            self.inserting = now;
        } else {
            self.deleting = now;
        }
        now.map(|(_, change)| change)
    }

    fn enter(&mut self, id: DeedId, scope: ChangeScope) -> Option<ChangeId> {
        let deed: &Deed = self.deeds.get(id)?;
        let (hands, date) = self
            .hands
            .signature(&self.document.front, &deed.author, &deed.date);
        let change = Change {
            kind: match deed.kind {
                DeedKind::Insertion => ChangeKind::Insertion,
                DeedKind::Deletion => ChangeKind::Deletion,
            },
            scope,
            hands,
            date,
            group: None,
            moved: deed.moved.as_ref().and_then(|name| self.moves.get(name).copied()),
            signature: Signature::default(),
            span: Span::NONE,
            content: Span::NONE,
        };
        Some(self.document.add_change(change))
    }

    /// The text of a block in this state whose paragraph mark is in that one.
    pub(super) fn content(
        &mut self,
        runs: &[Run],
        whole: State,
        block: Revision,
        mark: Revision,
    ) -> Vec<Inline> {
        self.begin();
        let mut content = Vec::with_capacity(runs.len());
        for run in runs {
            let kind = match &run.kind {
                RunKind::Text(text) => InlineKind::Text(text.replace('\t', " ")),
                RunKind::Break => InlineKind::LineBreak,
                RunKind::Note(id) => InlineKind::NoteReference(NoteReference { id: id.clone() }),
                RunKind::Reference(reference) => InlineKind::CrossReference(CrossReference {
                    target: reference.name.clone(),
                    label_only: reference.label_only,
                }),
                RunKind::Comment {
                    id: _,
                    text,
                    author,
                    date,
                } => {
                    let (hands, date) = self.hands.signature(&self.document.front, author, date);
                    InlineKind::Comment(Comment {
                        text: text.clone(),
                        hands,
                        date,
                        signature: Signature::default(),
                    })
                }
            };
            content.push(Inline {
                kind,
                style: run.style,
                revision: self.inside(run.state, whole),
                link: run.link.as_ref().map(|address| Link {
                    address: address.as_ref().into(),
                }),
                span: Span::NONE,
                map: TextMap::default(),
            });
        }
        self.begin();
        let states: Vec<Revision> = content.iter().map(|inline| inline.revision).collect();
        self.replacements(&states);
        fold_spaces(&mut content, block, mark);
        content
    }
}

impl Marks<'_> {
    /// A strike and, right behind it, an insertion by the same hand at the same time are one replacement.
    pub(super) fn replacements(&mut self, states: &[Revision]) {
        let states = || states.iter().copied();
        for (before, behind) in states().zip(states().skip(1)) {
            let (Some(old), None, None, Some(new)) =
                (before.deleted, before.inserted, behind.deleted, behind.inserted)
            else {
                continue;
            };
            // Nothing else may stand in either half.
            let is_plain = |id: ChangeId| {
                states().all(|state| {
                    state.inserted.is_none()
                        || state.deleted.is_none()
                        || (state.inserted != Some(id) && state.deleted != Some(id))
                })
            };
            let change = |id: ChangeId| self.document.changes.get(id.0 as usize);
            let (Some(one), Some(other)) = (change(old), change(new)) else {
                continue;
            };
            let is_one = (&one.hands, one.date) == (&other.hands, other.date)
                && [one, other].iter().all(|half| {
                    half.moved.is_none() && half.group.is_none() && half.scope == ChangeScope::Text
                });
            if !is_one || !is_plain(old) || !is_plain(new) {
                continue;
            }
            let group = Some(GroupId(old.0));
            for id in [old, new] {
                if let Some(change) = self.document.changes.get_mut(id.0 as usize) {
                    change.scope = ChangeScope::Replacement;
                    change.group = group;
                }
            }
        }
    }
}

fn weight(run: &Run) -> usize {
    match &run.kind {
        RunKind::Text(text) => text.len(),
        RunKind::Reference(reference) => reference.words().len(),
        RunKind::Break | RunKind::Note(_) | RunKind::Comment { .. } => 1,
    }
}

/// The deed that most is of.
fn most(deeds: impl Iterator<Item = (DeedId, usize)>) -> Option<DeedId> {
    let mut weights: BTreeMap<DeedId, usize> = BTreeMap::new();
    for (id, weight) in deeds {
        *weights.entry(id).or_default() += weight;
    }
    weights
        .into_iter()
        .rev()
        .max_by_key(|(_, weight)| *weight)
        .map(|(id, _)| id)
}
