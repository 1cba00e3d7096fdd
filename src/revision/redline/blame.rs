//! A redline over several versions in which each change carries the hand that made it.

use std::collections::BTreeMap;

use super::origins::{Cursor, History, counts, label_size, size};
use super::{Options, Redliner, order_changes, redline};
use crate::model::{
    Author, AuthorId, Block, BlockKind, Change, ChangeId, ChangeKind, ChangeScope, Document, Inline,
    InlineKind, Revision, Timestamp, View,
};
use crate::revision::runs::join;
use crate::revision::settle;
use crate::revision::settle::texts_mut;
use crate::revision::walk::{Part, Spot, walk};
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
pub fn blame(first: &Document, stages: &[Stage], options: &Options) -> Document {
    let Some(last) = stages.last() else {
        return redline(first, first, options);
    };
    let mut history = History::new(&settle(first, View::Final));
    let mut before = first;
    for (at, stage) in stages.iter().enumerate() {
        let step = redline(before, &stage.document, &Options::default());
        history.step(&step, at);
        before = &stage.document;
    }
    let unsigned = Options {
        author: None,
        date: None,
        ..options.clone()
    };
    let mut made = redline(first, &last.document, &unsigned);
    attribute(&mut made, &history, stages);
    order_changes(&mut made);
    made
}

/// Gives the changes of a redline to the stages that made them.
fn attribute(made: &mut Document, history: &History, stages: &[Stage]) {
    let mut shares = Shares::new();
    let last = stages.len() - 1;
    let mut hands = Hands {
        history,
        last,
        cursor: Cursor::new(made),
    };
    walk(made, &mut |spot, part| {
        let (count, state) = match part {
            Part::Label(label, whole) => {
                for run in &label.runs {
                    hands.share(&mut shares, spot, label_size(run), run.revision.within(whole));
                }
                return;
            }
            Part::Run(inline, whole) => (size(inline), inline.revision.within(whole)),
            Part::Block(_) | Part::Row(..) | Part::Cell | Part::Mark(_) => return,
        };
        hands.share(&mut shares, spot, count, state);
    });
    hands.cursor = Cursor::new(made);
    let authors = stages
        .iter()
        .map(|stage| enter(made, stage.by.as_ref()))
        .collect();
    let mut writer = Writer {
        shares,
        stages,
        authors,
        dates: made.front.authors.iter().map(|author| author.date).collect(),
        before: std::mem::take(&mut made.changes),
        changes: Vec::new(),
        given: BTreeMap::new(),
    };
    for (at, content) in texts_mut(&mut made.front).into_iter().enumerate() {
        hands.cursor.enter(Spot::Front(at));
        if let Some(content) = content {
            writer.content(content, Revision::NONE, Revision::NONE, &mut hands);
        }
    }
    for (at, block) in made.blocks.iter_mut().enumerate() {
        hands.cursor.enter(Spot::Block(at));
        writer.block(block, &mut hands);
    }
    for (note, found) in made.notes.iter_mut().enumerate() {
        for (at, block) in found.blocks.iter_mut().enumerate() {
            hands.cursor.enter(Spot::Note(note, at));
            writer.block(block, &mut hands);
        }
    }
    made.changes = writer.changes;
}

/// Whose the characters of a redline are, one after the other.
struct Hands<'h> {
    history: &'h History,
    last: usize,
    cursor: Cursor,
}

impl Hands<'_> {
    /// Takes note of a character in this state; gives the stage that its change belongs to.
    fn pass(&mut self, state: Revision) -> usize {
        let (old, new) = self.cursor.pass(state);
        self.history.of_character(state, old, new).unwrap_or(self.last)
    }

    /// The stage that a change of the paragraph mark at this place belongs to.
    fn mark(&self, state: Revision) -> usize {
        let (old, new) = self.cursor.mark(state);
        self.history.of_mark(state, old, new).unwrap_or(self.last)
    }

    /// Adds characters to the shares of the changes that they belong to.
    fn share(&mut self, shares: &mut Shares, spot: Spot, count: usize, state: Revision) {
        self.cursor.enter(spot);
        for _ in 0..count {
            let hand = self.pass(state);
            for id in [state.inserted, state.deleted].into_iter().flatten() {
                *shares.entry(id).or_default().entry(hand).or_default() += 1;
            }
        }
    }
}

/// How many characters of each change each hand has.
type Shares = BTreeMap<ChangeId, BTreeMap<usize, usize>>;

/// Writes the register of changes anew, one change for each hand.
struct Writer<'s> {
    shares: Shares,
    stages: &'s [Stage],
    authors: Vec<Option<AuthorId>>,
    dates: Vec<Option<Timestamp>>,
    before: Vec<Change>,
    changes: Vec<Change>,
    given: BTreeMap<(ChangeId, usize), ChangeId>,
}

impl Writer<'_> {
    fn block(&mut self, block: &mut Block, hands: &mut Hands<'_>) {
        let whole = block.revision;
        block.revision = self.whole(whole, hands.last);
        for run in block.label.iter_mut().flat_map(|label| &mut label.runs) {
            let state = run.revision.within(whole);
            let hand = run
                .text
                .chars()
                .filter(|c| counts(*c))
                .map(|_| hands.pass(state))
                .last();
            run.revision = self.state(run.revision, hand.unwrap_or(hands.last));
        }
        self.content(&mut block.content, whole, block.mark.within(whole), hands);
        if let BlockKind::Table(table) = &mut block.kind {
            for row in &mut table.rows {
                let around = row.revision.within(whole);
                row.revision = self.whole(row.revision, hands.last);
                for cell in &mut row.cells {
                    self.content(&mut cell.content, around, Revision::NONE, hands);
                }
            }
        }
        let hand = hands.mark(block.mark.within(whole));
        block.mark = self.state(block.mark, hand);
    }

    /// Gives the changes of runs to their hands. A change of spaces alone is made for the paragraph
    /// mark in state `mark` that it stands before, or goes with the change before it.
    fn content(&mut self, content: &mut Vec<Inline>, whole: Revision, mark: Revision, hands: &mut Hands<'_>) {
        let mut written = Vec::with_capacity(content.len());
        let mut before = None;
        let mut rest = content.drain(..).peekable();
        while let Some(inline) = rest.next() {
            let state = inline.revision.within(whole);
            let uncounted = match (rest.peek(), mark.is_none()) {
                (None, false) => hands.mark(mark),
                _ => before.unwrap_or(hands.last),
            };
            let mut write = |writer: &mut Self, kind, hand: Option<usize>| {
                let hand = hand.unwrap_or(uncounted);
                if !inline.revision.is_none() {
                    before = Some(hand);
                }
                written.push(Inline {
                    kind,
                    revision: writer.state(inline.revision, hand),
                    ..inline.clone()
                });
            };
            let InlineKind::Text(text) = &inline.kind else {
                let hand = (size(&inline) > 0).then(|| hands.pass(state));
                write(self, inline.kind.clone(), hand);
                continue;
            };
            // Spaces go with what is before them, or with what follows where nothing is.
            let mut pieces: Vec<(Option<usize>, String)> = vec![(None, String::new())];
            for c in text.chars() {
                let hand = counts(c).then(|| hands.pass(state));
                match pieces.last_mut() {
                    Some((known, piece)) if hand.is_none() || known.is_none() || *known == hand => {
                        *known = known.or(hand);
                        piece.push(c);
                    }
                    _ => pieces.push((hand, c.to_string())),
                }
            }
            for (hand, piece) in pieces {
                write(self, InlineKind::Text(piece), hand);
            }
        }
        drop(rest);
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
        change.author = self.authors[hand].or(change.author);
        let of_author = change
            .author
            .and_then(|id| self.dates.get(usize::from(id.0)).copied().flatten());
        change.date = self.stages[hand].date.filter(|date| Some(*date) != of_author);
        self.changes.push(change);
        self.given.insert((id, hand), given);
        given
    }

    /// Whether both halves of a replacement are one hand's.
    fn is_one_hands(&self, id: ChangeId, hand: usize) -> bool {
        let other = match self.before[id.0 as usize].kind {
            ChangeKind::Deletion => id.0.checked_add(1),
            ChangeKind::Insertion => id.0.checked_sub(1),
        };
        [Some(id), other.map(ChangeId)].into_iter().flatten().all(|id| {
            self.shares
                .get(&id)
                .is_some_and(|shares| shares.keys().all(|known| *known == hand))
        })
    }
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
