//! A redline over several versions in which each change carries the hand that made it.

use std::collections::BTreeMap;

use super::origins::{Origins, Units, counts, is_told, size};
use super::{RedlineOptions, Redliner, order_changes, redline};
use crate::model::visit::{PartMut, visit_mut};
use crate::model::{
    Author, AuthorId, Change, ChangeId, ChangeScope, Document, GroupId, Inline, InlineKind, Label, Revision,
    Timestamp, join,
};
use crate::source::Span;

/// A version and who made it out of the one before.
#[derive(Clone, Debug)]
pub struct Stage {
    /// What the version says.
    pub document: Document,
    /// Whose changes led to it; none: those of the document's default author.
    pub by: Option<Redliner>,
    /// When they were made.
    pub date: Option<Timestamp>,
}

/// The redline of `first` and the last stage; each change is its stage's author's, and a stretch
/// that several hands made is as many changes.
pub fn blame(first: &Document, stages: &[Stage], options: &RedlineOptions) -> Document {
    let Some(last) = stages.last() else {
        return redline(first, first, options);
    };
    let mut origins = Origins::new(first);
    let mut before = first;
    for (at, stage) in stages.iter().enumerate() {
        let step = redline(before, &stage.document, &RedlineOptions::default());
        origins.step(&step, &stage.document, at);
        before = &stage.document;
    }
    let unsigned = RedlineOptions {
        author: None,
        date: None,
        ..options.clone()
    };
    let mut made = redline(first, &last.document, &unsigned);
    attribute(&mut made, &origins, stages);
    order_changes(&mut made);
    made
}

/// Gives the changes of a redline to the stages that made them.
fn attribute(made: &mut Document, origins: &Origins, stages: &[Stage]) {
    let units = Units::of(made);
    let mut hands = Hands {
        of: origins.hands(&units),
        at: 0,
        last: stages.len() - 1,
    };
    // How many units of each change each hand has.
    let mut shares: BTreeMap<ChangeId, BTreeMap<usize, usize>> = BTreeMap::new();
    for (state, hand) in units.states.iter().zip(&hands.of) {
        for id in [state.inserted, state.deleted].into_iter().flatten() {
            let hand = hand.unwrap_or(hands.last);
            *shares.entry(id).or_default().entry(hand).or_default() += 1;
        }
    }
    let authors = stages
        .iter()
        .map(|stage| enter(made, stage.by.as_ref()))
        .collect();
    let mut writer = Writer {
        shares,
        stages,
        authors,
        dates: made.front.authors.iter().map(|author| author.date).collect(),
        halves: halves(&made.changes),
        before: std::mem::take(&mut made.changes),
        changes: Vec::new(),
        given: BTreeMap::new(),
    };
    let mut told = true;
    visit_mut(made, &mut |_, part| match part {
        PartMut::Block(block) => {
            told = is_told(block);
            block.revision = writer.whole(block.revision, hands.last);
        }
        PartMut::Label(label) => writer.label(label, &mut hands),
        PartMut::Text(content) => writer.content(content, &mut hands),
        PartMut::Row(row) => {
            hands.next();
            row.revision = writer.whole(row.revision, hands.last);
        }
        PartMut::Paragraph(0, _) => {}
        PartMut::Paragraph(_, paragraph) => {
            hands.next();
            paragraph.revision = writer.whole(paragraph.revision, hands.last);
        }
        PartMut::Mark(mark) if told => *mark = writer.state(*mark, hands.next()),
        PartMut::Mark(_) => {}
    });
    made.changes = writer.changes;
}

/// Whose the units of a redline are, one after the other.
struct Hands {
    of: Vec<Option<usize>>,
    at: usize,
    last: usize,
}

impl Hands {
    /// The stage that the next unit's change belongs to; the last one where there is no telling.
    fn next(&mut self) -> usize {
        self.at += 1;
        self.of.get(self.at - 1).copied().flatten().unwrap_or(self.last)
    }

    /// The stage of what is no unit: that of the changed one before or behind it.
    fn beside(&self) -> usize {
        let known = |at: usize| self.of.get(at).copied().flatten();
        let before = self.at.checked_sub(1).and_then(known);
        before.or_else(|| known(self.at)).unwrap_or(self.last)
    }
}

/// Writes the register of changes anew, one change for each hand.
struct Writer<'s> {
    shares: BTreeMap<ChangeId, BTreeMap<usize, usize>>,
    stages: &'s [Stage],
    authors: Vec<Option<AuthorId>>,
    dates: Vec<Option<Timestamp>>,
    before: Vec<Change>,
    /// The two halves of each replacement.
    halves: BTreeMap<GroupId, Vec<ChangeId>>,
    changes: Vec<Change>,
    given: BTreeMap<(ChangeId, usize), ChangeId>,
}

impl Writer<'_> {
    fn label(&mut self, label: &mut Label, hands: &mut Hands) {
        for run in &mut label.runs {
            let hand = run
                .text
                .chars()
                .filter(|c| counts(*c))
                .map(|_| hands.next())
                .last();
            run.revision = self.state(run.revision, hand.unwrap_or(hands.last));
        }
    }

    fn content(&mut self, content: &mut Vec<Inline>, hands: &mut Hands) {
        let mut written = Vec::with_capacity(content.len());
        for inline in content.drain(..) {
            let InlineKind::Text(text) = &inline.kind else {
                let hand = if size(&inline) > 0 {
                    hands.next()
                } else {
                    hands.beside()
                };
                let revision = self.state(inline.revision, hand);
                written.push(Inline { revision, ..inline });
                continue;
            };
            // Spaces go with what is before them, or with what follows where nothing is.
            let mut pieces: Vec<(Option<usize>, String)> = vec![(None, String::new())];
            for c in text.chars() {
                let hand = counts(c).then(|| hands.next());
                match pieces.last_mut() {
                    Some((known, piece)) if hand.is_none() || known.is_none() || *known == hand => {
                        *known = known.or(hand);
                        piece.push(c);
                    }
                    _ => pieces.push((hand, c.to_string())),
                }
            }
            for (hand, piece) in pieces {
                written.push(Inline {
                    kind: InlineKind::Text(piece),
                    revision: self.state(inline.revision, hand.unwrap_or_else(|| hands.beside())),
                    ..inline.clone()
                });
            }
        }
        *content = join(written);
    }

    /// The state of a whole block or row: the change is the hand's that has most of it.
    fn whole(&mut self, state: Revision, last: usize) -> Revision {
        let mut by_most = |id: ChangeId| {
            let shares = self.shares.get(&id).into_iter().flatten();
            let hand = shares
                .max_by_key(|(hand, count)| (**count, **hand))
                .map_or(last, |(hand, _)| *hand);
            self.give(id, hand)
        };
        Revision {
            inserted: state.inserted.map(&mut by_most),
            deleted: state.deleted.map(&mut by_most),
        }
    }

    fn state(&mut self, state: Revision, hand: usize) -> Revision {
        Revision {
            inserted: state.inserted.map(|id| self.give(id, hand)),
            deleted: state.deleted.map(|id| self.give(id, hand)),
        }
    }

    /// The change of one hand that stands for a change of the redline.
    fn give(&mut self, id: ChangeId, hand: usize) -> ChangeId {
        if let Some(&given) = self.given.get(&(id, hand)) {
            return given;
        }
        let given = ChangeId(u32::try_from(self.changes.len()).unwrap_or(u32::MAX));
        let mut change = self.before[id.0 as usize].clone();
        if change.scope == ChangeScope::Replacement && !self.is_one_hands(id, hand) {
            change.scope = ChangeScope::Text;
        }
        if change.scope != ChangeScope::Replacement {
            change.group = None;
        }
        if let Some(author) = self.authors[hand] {
            change.hands = vec![author];
        }
        let of_hands = change.hands.iter();
        let of_hands = of_hands.filter_map(|id| self.dates.get(usize::from(id.0)).copied().flatten());
        let known = of_hands.max();
        change.date = self.stages[hand].date.filter(|date| Some(*date) != known);
        self.changes.push(change);
        self.given.insert((id, hand), given);
        given
    }

    /// Whether both halves of a replacement are one hand's.
    fn is_one_hands(&self, id: ChangeId, hand: usize) -> bool {
        let group = self.before[id.0 as usize].group;
        let halves = group.and_then(|group| self.halves.get(&group));
        halves.into_iter().flatten().all(|half| {
            self.shares
                .get(half)
                .is_some_and(|shares| shares.keys().all(|known| *known == hand))
        })
    }
}

/// The changes that are halves of one mark, by their group.
fn halves(changes: &[Change]) -> BTreeMap<GroupId, Vec<ChangeId>> {
    let mut halves: BTreeMap<GroupId, Vec<ChangeId>> = BTreeMap::new();
    for (change, id) in changes.iter().zip(0..) {
        if let (ChangeScope::Replacement, Some(group)) = (change.scope, change.group) {
            halves.entry(group).or_default().push(ChangeId(id));
        }
    }
    halves
}

/// Enters the author of a stage in the front matter.
fn enter(document: &mut Document, by: Option<&Redliner>) -> Option<AuthorId> {
    let by = by?;
    let authors = &mut document.front.authors;
    let name = by.name.as_deref().unwrap_or(&by.key);
    let known = authors
        .iter()
        .position(|author| author.key == by.key || author.name == name);
    let at = known.unwrap_or_else(|| {
        authors.push(Author {
            key: by.key.clone(),
            name: name.to_owned(),
            date: None,
            span: Span::NONE,
        });
        authors.len() - 1
    });
    u16::try_from(at).ok().map(AuthorId)
}
