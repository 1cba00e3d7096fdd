//! A redline over several versions in which each change carries the hand that made it.

use std::collections::BTreeMap;

use super::{Options, Redliner, order_changes, redline};
use crate::model::{
    Author, AuthorId, Block, BlockKind, Change, ChangeId, ChangeKind, ChangeScope, Document, Inline,
    InlineKind, Revision, Timestamp, View,
};
use crate::revision::runs::join;
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
    let mut history = History::new(first);
    let mut before = first;
    for (at, stage) in stages.iter().enumerate() {
        let step = redline(before, &stage.document, &Options::default());
        history.step(&step, &stage.document, at);
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

/// Where the characters of the versions come from and go to. Spaces are left out.
struct History {
    /// The stage that brought each character of the version at hand; none: it was there at first.
    origin: Vec<Option<usize>>,
    /// Of each character of the first version its place in the version at hand, or the stage that
    /// took it out.
    fate: Vec<Fate>,
}

#[derive(Clone, Copy)]
enum Fate {
    At(usize),
    Gone(usize),
}

impl History {
    fn new(first: &Document) -> Self {
        let count = units(first).len();
        Self {
            origin: vec![None; count],
            fate: (0..count).map(Fate::At).collect(),
        }
    }

    /// Goes on to the next version, which `step` is the redline to.
    fn step(&mut self, step: &Document, next: &Document, stage: usize) {
        let mut goes_to: Vec<Option<usize>> = Vec::with_capacity(self.origin.len());
        let mut origin = Vec::with_capacity(self.origin.len());
        for state in units(step) {
            let (old, new) = (View::Original.admits(state), View::Final.admits(state));
            if new {
                let came = if old {
                    self.origin.get(goes_to.len()).copied().flatten()
                } else {
                    Some(stage)
                };
                if old {
                    goes_to.push(Some(origin.len()));
                }
                origin.push(came);
            } else if old {
                goes_to.push(None);
            }
        }
        // Should the step not read as the version, all is taken to have come with it.
        origin.resize(units(next).len(), Some(stage));
        for fate in &mut self.fate {
            if let Fate::At(place) = *fate {
                *fate = goes_to
                    .get(place)
                    .copied()
                    .flatten()
                    .map_or(Fate::Gone(stage), Fate::At);
            }
        }
        self.origin = origin;
    }
}

/// The states of the characters of a document, in order.
fn units(document: &Document) -> Vec<Revision> {
    let mut units = Vec::new();
    for block in &document.blocks {
        for run in block.label.iter().flat_map(|label| &label.runs) {
            let state = run.revision.within(block.revision);
            units.extend(run.text.chars().filter(|c| counts(*c)).map(|_| state));
        }
        let mut take = |content: &[Inline], whole: Revision| {
            for inline in content {
                units.extend((0..size(inline)).map(|_| inline.revision.within(whole)));
            }
        };
        take(&block.content, block.revision);
        if let BlockKind::Table(table) = &block.kind {
            for row in &table.rows {
                let whole = row.revision.within(block.revision);
                row.cells.iter().for_each(|cell| take(&cell.content, whole));
            }
        }
    }
    units
}

fn counts(c: char) -> bool {
    !c.is_whitespace() && c != '\u{ad}'
}

fn size(inline: &Inline) -> usize {
    match &inline.kind {
        InlineKind::Text(text) => text.chars().filter(|c| counts(*c)).count(),
        InlineKind::NoteReference(_) | InlineKind::CrossReference(_) => 1,
        InlineKind::LineBreak | InlineKind::Comment(_) => 0,
    }
}

/// Gives the changes of a redline to the stages that made them.
fn attribute(made: &mut Document, history: &History, stages: &[Stage]) {
    let mut hands = Hands {
        history,
        last: stages.len() - 1,
        old: 0,
        new: 0,
    };
    // How many characters of each change each hand has.
    let mut shares: BTreeMap<ChangeId, BTreeMap<usize, usize>> = BTreeMap::new();
    for state in units(made) {
        let hand = hands.pass(state);
        for id in [state.inserted, state.deleted].into_iter().flatten() {
            *shares.entry(id).or_default().entry(hand).or_default() += 1;
        }
    }
    (hands.old, hands.new) = (0, 0);
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
    let mut blocks = std::mem::take(&mut made.blocks);
    for block in &mut blocks {
        writer.block(block, &mut hands);
    }
    made.blocks = blocks;
    for block in made.notes.iter_mut().flat_map(|note| &mut note.blocks) {
        for inline in &mut block.content {
            inline.revision = writer.state(inline.revision, hands.last);
        }
        block.revision = writer.state(block.revision, hands.last);
    }
    for content in crate::revision::settle::texts_mut(&mut made.front)
        .into_iter()
        .flatten()
    {
        for inline in content {
            inline.revision = writer.state(inline.revision, hands.last);
        }
    }
    made.changes = writer.changes;
}

/// Whose the characters of a redline are, one after the other.
struct Hands<'h> {
    history: &'h History,
    last: usize,
    old: usize,
    new: usize,
}

impl Hands<'_> {
    /// Takes note of a character in this state; gives the stage that its change belongs to.
    fn pass(&mut self, state: Revision) -> usize {
        let mut hand = None;
        if View::Original.admits(state) {
            if let Some(Fate::Gone(stage)) = self.history.fate.get(self.old) {
                hand = Some(*stage);
            }
            self.old += 1;
        }
        if View::Final.admits(state) {
            if state.inserted.is_some() {
                hand = self.history.origin.get(self.new).copied().flatten();
            }
            self.new += 1;
        }
        hand.unwrap_or(self.last)
    }
}

/// Writes the register of changes anew, one change for each hand.
struct Writer<'s> {
    shares: BTreeMap<ChangeId, BTreeMap<usize, usize>>,
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
        self.content(&mut block.content, whole, hands);
        if let BlockKind::Table(table) = &mut block.kind {
            for row in &mut table.rows {
                let around = row.revision.within(whole);
                row.revision = self.whole(row.revision, hands.last);
                for cell in &mut row.cells {
                    self.content(&mut cell.content, around, hands);
                }
            }
        }
        block.mark = self.state(block.mark, hands.last);
    }

    fn content(&mut self, content: &mut Vec<Inline>, whole: Revision, hands: &mut Hands<'_>) {
        let mut written = Vec::with_capacity(content.len());
        for inline in content.drain(..) {
            let state = inline.revision.within(whole);
            let InlineKind::Text(text) = &inline.kind else {
                let hand = if size(&inline) > 0 {
                    hands.pass(state)
                } else {
                    hands.last
                };
                let revision = self.state(inline.revision, hand);
                written.push(Inline { revision, ..inline });
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
                written.push(Inline {
                    kind: InlineKind::Text(piece),
                    revision: self.state(inline.revision, hand.unwrap_or(hands.last)),
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
