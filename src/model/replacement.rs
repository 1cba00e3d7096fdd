//! What belongs to one replacement: old text and new text side by side, whoever struck the one and
//! wrote the other.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::linked::Linked;
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
        Part::Block(_) | Part::Row(..) | Part::Cell(_) | Part::Paragraph(..) | Part::Mark(_) => {}
    });
    let mut linked = linked(document);
    for chain in &chains.chains {
        link(document, chain, &mut linked);
    }
    number(document, linked);
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

/// The links that the groups at hand make.
fn linked(document: &Document) -> Linked {
    let mut linked = Linked::of(document.changes.len());
    let mut first: BTreeMap<GroupId, ChangeId> = BTreeMap::new();
    for (change, id) in document.changes.iter().zip(0..) {
        if let Some(group) = change.group {
            let known = *first.entry(group).or_insert(ChangeId(id));
            linked.join(known, ChangeId(id));
        }
    }
    linked
}

/// Numbers the groups in the order of their first changes.
fn number(document: &mut Document, mut linked: Linked) {
    let ids = (0..).map(ChangeId).take(document.changes.len());
    let firsts: Vec<ChangeId> = ids.map(|id| linked.first(id)).collect();
    let mut sizes: BTreeMap<ChangeId, usize> = BTreeMap::new();
    for first in &firsts {
        *sizes.entry(*first).or_default() += 1;
    }
    let shared = sizes.into_iter().filter(|(_, size)| *size > 1);
    let groups: BTreeMap<ChangeId, GroupId> = shared
        .zip(0..)
        .map(|((first, _), number)| (first, GroupId(number)))
        .collect();
    for (change, first) in document.changes.iter_mut().zip(firsts) {
        change.group = groups.get(&first).copied();
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
