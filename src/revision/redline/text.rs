//! The text of a pair of blocks: words kept, deleted and inserted.

use std::ops::Range;

use super::Labels;
use super::atoms::{Atom, Atoms};
use super::coalesce::segments;
use super::draft::{Draft, Part, revision};
use super::matching::matching;
use super::words::Class;
use crate::model::{ChangeId, ChangeKind, ChangeScope, Inline, Label, LabelRun, Revision, View, join};
use crate::source::Span;

impl Draft {
    /// The runs of a text that both versions have.
    pub(super) fn text(&mut self, old: &[Inline], new: &[Inline]) -> Vec<Inline> {
        if old == new {
            return new.to_vec();
        }
        let (left, right) = (self.vocabulary.atoms(old), self.vocabulary.atoms(new));
        let parts = self.compare(&left, &right).into_iter();
        join(
            parts
                .filter_map(|part| match part {
                    Part::Run(run) => Some(run),
                    Part::ParagraphMark(_) => None,
                })
                .collect(),
        )
    }

    pub(super) fn compare(&mut self, old: &Atoms, new: &Atoms) -> Vec<Part> {
        let pairs = matching(&old.list, &new.list);
        let mut parts: Vec<Part> = new.leading.iter().cloned().map(Part::Run).collect();
        for segment in segments(&old.list, &new.list, &pairs) {
            let stretch = &new.list[segment.new.clone()];
            if segment.kept {
                self.keep(&old.list[segment.old.clone()], stretch, &mut parts);
            } else {
                self.replace(&old.list[segment.old.clone()], stretch, &mut parts);
            }
        }
        parts
    }

    /// Words that are the same; one that differs in a hyphen which does not break, or in one that is
    /// not seen, stands as each version has it.
    fn keep(&mut self, old: &[Atom], new: &[Atom], parts: &mut Vec<Part>) {
        let mut from = 0;
        for at in 0..new.len() {
            if !old.get(at).is_some_and(|old| old.is_spelt_otherwise(&new[at])) {
                continue;
            }
            push(parts, &new[from..at], Revision::NONE);
            self.replace(&old[at..=at], &new[at..=at], parts);
            from = at + 1;
        }
        push(parts, &new[from..], Revision::NONE);
    }

    /// Old and new text of one change, cut where either has the end of a paragraph.
    fn replace(&mut self, old: &[Atom], new: &[Atom], parts: &mut Vec<Part>) {
        let (left, right) = (paragraphs(old), paragraphs(new));
        let (first_old, first_new) = (&old[left[0].clone()], &new[right[0].clone()]);
        let scope = if first_old.is_empty() || first_new.is_empty() {
            ChangeScope::Text
        } else {
            ChangeScope::Replacement
        };
        let gone = self.push_change(ChangeKind::Deletion, scope, first_old, parts);
        let come = self.push_change(ChangeKind::Insertion, scope, first_new, parts);
        if let (Some(gone), Some(come)) = (gone, come) {
            self.group(gone, come);
        }
        for range in &left[1..] {
            let mark = self.scoped_change(ChangeKind::Deletion, ChangeScope::ParagraphMark);
            parts.push(Part::ParagraphMark(Revision::deleted(mark)));
            self.push_change(
                ChangeKind::Deletion,
                ChangeScope::Text,
                &old[range.clone()],
                parts,
            );
        }
        for range in &right[1..] {
            let mark = self.scoped_change(ChangeKind::Insertion, ChangeScope::ParagraphMark);
            parts.push(Part::ParagraphMark(Revision::inserted(mark)));
            self.push_change(
                ChangeKind::Insertion,
                ChangeScope::Text,
                &new[range.clone()],
                parts,
            );
        }
    }

    fn push_change(
        &mut self,
        kind: ChangeKind,
        scope: ChangeScope,
        atoms: &[Atom],
        parts: &mut Vec<Part>,
    ) -> Option<ChangeId> {
        if atoms.is_empty() {
            return None;
        }
        let change = self.scoped_change(kind, scope);
        push(parts, atoms, revision(kind, change));
        Some(change)
    }

    pub(super) fn label(&mut self, old: Option<&Label>, new: Option<&Label>) -> Option<Label> {
        let text = |label: Option<&Label>| label.map_or_else(String::new, |label| label.text(View::Final));
        let (before, after) = (text(old), text(new));
        if before == after || self.labels == Labels::Keep {
            return new.cloned();
        }
        let scope = if before.is_empty() || after.is_empty() {
            ChangeScope::Text
        } else {
            ChangeScope::Replacement
        };
        let mut runs = Vec::new();
        let mut changes = Vec::new();
        for (kind, text) in [(ChangeKind::Deletion, before), (ChangeKind::Insertion, after)] {
            if !text.is_empty() {
                let change = self.scoped_change(kind, scope);
                changes.push(change);
                runs.push(LabelRun {
                    text,
                    revision: revision(kind, change),
                    span: Span::NONE,
                });
            }
        }
        if let [old, new] = changes[..] {
            self.group(old, new);
        }
        Some(Label {
            runs,
            span: Span::NONE,
            in_doubt: false,
        })
    }
}

/// The stretches between the ends of paragraphs.
fn paragraphs(atoms: &[Atom]) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut ranges = Vec::with_capacity(1);
    for (at, atom) in atoms.iter().enumerate() {
        if atom.class == Class::Pilcrow {
            ranges.push(start..at);
            start = at + 1;
        }
    }
    ranges.push(start..atoms.len());
    ranges
}

fn push(parts: &mut Vec<Part>, atoms: &[Atom], revision: Revision) {
    for atom in atoms {
        for run in atom.runs.iter().chain(&atom.comments) {
            parts.push(Part::Run(Inline {
                revision,
                ..run.clone()
            }));
        }
    }
}
