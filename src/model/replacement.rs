//! What belongs to one replacement: old text and new text side by side, whoever struck the one and
//! wrote the other.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::visit::{Part, visit};
use super::{AuthorId, ChangeId, ChangeKind, Document, GroupId, Inline, InlineKind, Label, Revision};

/// Gives the changes of each replacement one group. Groups that are there already stay together.
///
/// Strikes and insertions that touch are one replacement where they have a hand in common; where
/// none has, the strike and the insertion that stand next to each other are.
pub(crate) fn link_replacements(document: &mut Document) {
    let mut chains = Chains::default();
    visit(document, &mut |_, part| match part {
        Part::Label(label, _) => chains.label(label),
        Part::Text(content, _) => chains.text(content),
        Part::Block(_) | Part::Row(..) | Part::Cell(_) | Part::Mark(_) => {}
    });
    let mut linked = Linked::of(document);
    for chain in &chains.chains {
        link(document, chain, &mut linked);
    }
    linked.number(document);
}

/// The changes of text that follow each other without anything between.
#[derive(Default)]
struct Chains {
    chains: Vec<Vec<ChangeId>>,
    current: Vec<ChangeId>,
}

impl Chains {
    fn label(&mut self, label: &Label) {
        self.end();
        for run in &label.runs {
            self.state(run.revision);
        }
        self.end();
    }

    fn text(&mut self, content: &[Inline]) {
        self.end();
        for inline in content {
            if !matches!(inline.kind, InlineKind::Comment(_) | InlineKind::SourceComment(_)) {
                self.state(inline.revision);
            }
        }
        self.end();
    }

    /// What a later hand struck of an insertion is part of the insertion.
    fn state(&mut self, revision: Revision) {
        match revision.inserted.or(revision.deleted) {
            Some(id) if self.current.last() == Some(&id) => {}
            Some(id) => self.current.push(id),
            None => self.end(),
        }
    }

    fn end(&mut self) {
        if self.current.len() > 1 {
            self.chains.push(std::mem::take(&mut self.current));
        }
        self.current.clear();
    }
}

/// Which changes are linked: each with the one that stands for its replacement.
struct Linked {
    parents: Vec<u32>,
}

impl Linked {
    fn of(document: &Document) -> Self {
        let mut linked = Self {
            parents: (0..document.changes.len() as u32).collect(),
        };
        let mut first: BTreeMap<GroupId, ChangeId> = BTreeMap::new();
        for (change, id) in document.changes.iter().zip(0..) {
            if let Some(group) = change.group {
                let known = *first.entry(group).or_insert(ChangeId(id));
                linked.join(known, ChangeId(id));
            }
        }
        linked
    }

    fn root(&mut self, id: ChangeId) -> u32 {
        let mut at = id.0;
        while self.parents[at as usize] != at {
            let above = self.parents[self.parents[at as usize] as usize];
            self.parents[at as usize] = above;
            at = above;
        }
        at
    }

    fn join(&mut self, one: ChangeId, other: ChangeId) {
        let (one, other) = (self.root(one), self.root(other));
        self.parents[one.max(other) as usize] = one.min(other);
    }

    /// Numbers the groups in the order of their first changes.
    fn number(mut self, document: &mut Document) {
        let roots: Vec<u32> = (0..self.parents.len() as u32)
            .map(|at| self.root(ChangeId(at)))
            .collect();
        let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
        for root in &roots {
            *sizes.entry(*root).or_default() += 1;
        }
        let shared = sizes.into_iter().filter(|(_, size)| *size > 1);
        let groups: BTreeMap<u32, GroupId> = shared
            .zip(0..)
            .map(|((root, _), number)| (root, GroupId(number)))
            .collect();
        for (change, root) in document.changes.iter_mut().zip(roots) {
            change.group = groups.get(&root).copied();
        }
    }
}

/// Links the replacements of one chain.
fn link(document: &Document, chain: &[ChangeId], linked: &mut Linked) {
    let runs = runs(document, chain);
    let mut paired = vec![false; chain.len()];
    let sides: Vec<(&Range<usize>, &Range<usize>)> = runs.iter().zip(runs.iter().skip(1)).collect();
    for (before, after) in &sides {
        let (left, right) = (hands(document, chain, before), hands(document, chain, after));
        let share = |at: usize, side: &BTreeSet<Option<AuthorId>>| {
            let mut own = hands_of(document, chain[at]);
            own.any(|hand| side.contains(&hand))
        };
        let mut parts: Vec<usize> = (*before).clone().filter(|&at| share(at, &right)).collect();
        parts.extend((*after).clone().filter(|&at| share(at, &left)));
        for &at in &parts {
            paired[at] = true;
            linked.join(chain[parts[0]], chain[at]);
        }
    }
    // New text stands behind the old as a rule, so that is looked at first.
    let is_strike = |range: &Range<usize>| document.change(chain[range.start]).kind == ChangeKind::Deletion;
    let ordered = sides.iter().filter(|(before, _)| is_strike(before));
    let turned = sides.iter().filter(|(before, _)| !is_strike(before));
    for (before, after) in ordered.chain(turned) {
        let (one, other) = (before.end - 1, after.start);
        if !paired[one] && !paired[other] {
            paired[one] = true;
            paired[other] = true;
            linked.join(chain[one], chain[other]);
        }
    }
}

/// The hands of a change; one that names nobody is nobody's.
fn hands_of(document: &Document, id: ChangeId) -> impl Iterator<Item = Option<AuthorId>> {
    let hands = &document.change(id).hands;
    let nobody = hands.is_empty().then_some(None);
    hands.iter().copied().map(Some).chain(nobody)
}

fn hands(document: &Document, chain: &[ChangeId], range: &Range<usize>) -> BTreeSet<Option<AuthorId>> {
    let changes = chain[range.clone()].iter();
    changes.flat_map(|&id| hands_of(document, id)).collect()
}

/// The stretches of a chain that only strike or only insert.
fn runs(document: &Document, chain: &[ChangeId]) -> Vec<Range<usize>> {
    let kind = |at: usize| document.change(chain[at]).kind;
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in 0..chain.len() {
        match runs.last_mut() {
            Some(run) if kind(run.start) == kind(at) => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}
