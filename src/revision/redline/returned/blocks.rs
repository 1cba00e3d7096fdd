//! The blocks and notes of a document that came back: which are left, what of the source each was, and
//! which are as they were.

use std::collections::BTreeSet;

use super::super::names::Names;
use super::Journey;
use super::clearing::{clear, fold};
use super::register;
use super::trace::Trace;
use super::write::{GONE, Stated};
use crate::model::visit::Spot;
use crate::model::{
    Block, BlockKind, ChangeId, Document, FrontKey, InlineKind, Note, Reading, Revision, View, same_hands,
};
use crate::revision::wanted::Wanted;
use crate::syntax::fold_spaces;

/// What is read of a comparison.
pub(super) struct Read<'r> {
    pub(super) kept: &'r Document,
    /// The same without its marks.
    pub(super) bare: &'r Document,
    /// The comparison as it was made.
    pub(super) compared: &'r Document,
    pub(super) trace: &'r Trace,
    /// The same with the states of its characters.
    pub(super) stated: &'r Stated,
}

/// The block in a place of a document.
fn block(document: &Document, spot: Spot) -> Option<&Block> {
    match spot {
        Spot::Block(at) => document.blocks.get(at),
        Spot::Note(at, paragraph) => document.notes.get(at)?.blocks.get(paragraph),
        Spot::Front(_) => None,
    }
}

/// One of the two things that can have happened to a piece.
type Side = fn(&mut Revision) -> &mut Option<ChangeId>;

/// Blocks, what each was made of, and of each block of the comparison where it stands among them.
type Found = (Vec<Block>, Vec<Vec<usize>>, Vec<usize>);

impl Read<'_> {
    /// What the source says then.
    pub(super) fn wanted(&self, journey: &Journey<'_>) -> Wanted {
        let Stated {
            document, register, ..
        } = self.stated;
        let (blocks, origins, places) = self.blocks(document.blocks.clone(), Spot::Block);
        let mut wanted = Wanted {
            document: Document {
                blocks,
                front: register.front.clone(),
                changes: register.changes.clone(),
                moves: register.moves.clone(),
                number_way: self.kept.number_way,
                notes: Vec::new(),
            },
            blocks: origins,
            notes: Vec::new(),
            gone: BTreeSet::new(),
            kinds_follow: true,
            readings_stay: [true; 2],
            grows: true,
        };
        self.notes(document.notes.clone(), &places, &mut wanted);
        for key in FrontKey::ALL {
            if self.is_front_untouched(key) {
                continue;
            }
            let mut text = document.front.text(key).cloned().unwrap_or_default();
            fold_spaces(&mut text, Revision::NONE, Revision::NONE);
            *wanted.document.front.text_mut(key) = (!text.is_empty()).then_some(text);
        }
        register::settle(self.kept, journey.kept.changes.len(), &mut wanted);
        wanted
    }

    /// The blocks that are left of a list.
    fn blocks(&self, blocks: Vec<Block>, spot: impl Fn(usize) -> Spot) -> Found {
        let mut found: Vec<Block> = Vec::with_capacity(blocks.len());
        let mut origins: Vec<Vec<usize>> = Vec::with_capacity(blocks.len());
        let mut places = Vec::with_capacity(blocks.len());
        let mut untouched: Vec<bool> = Vec::with_capacity(blocks.len());
        let mut taken: BTreeSet<usize> = BTreeSet::new();
        // Whether the paragraph mark of the last block is gone, so that the next belongs to it.
        let mut is_open = false;
        for (at, mut block) in blocks.into_iter().enumerate() {
            places.push(found.len());
            let place = self.origin(spot(at)).filter(|(_, at)| !taken.contains(at));
            let origin = place.map(|(_, at)| at);
            if let Some((place, kept)) = place
                && let Some(same) = self.untouched(spot(at), place)
                && !is_open
            {
                taken.insert(kept);
                found.push(same.clone());
                origins.push(vec![kept]);
                untouched.push(true);
                continue;
            }
            let ends = block.mark != GONE;
            clear(&mut block);
            let has_text = says_something(&block);
            if !ends && !has_text {
                continue;
            }
            if !ends {
                block.mark = Revision::NONE;
            }
            taken.extend(origin);
            if let (true, Some(last)) = (is_open, found.last_mut()) {
                last.content.append(&mut block.content);
                last.mark = block.mark;
                if let Some(untouched) = untouched.last_mut() {
                    *untouched = false;
                }
                if let (Some(origins), Some(origin)) = (origins.last_mut(), origin) {
                    origins.push(origin);
                }
            } else {
                found.push(block);
                origins.push(origin.into_iter().collect());
                untouched.push(false);
            }
            is_open = !ends;
        }
        for block in &mut found {
            self.lift_states(block);
        }
        drop_lonely_marks(&mut found);
        for (block, _) in found
            .iter_mut()
            .zip(&untouched)
            .filter(|(_, untouched)| !**untouched)
        {
            fold(block);
        }
        (found, origins, places)
    }

    /// Where the first unit of a place of the comparison stands in the source that stands in any.
    fn origin(&self, spot: Spot) -> Option<(Spot, usize)> {
        let place = self
            .stated
            .units(spot)
            .find_map(|unit| self.trace.place(self.trace.kept(unit)?))?;
        match place {
            Spot::Block(at) | Spot::Note(_, at) => Some((place, at)),
            Spot::Front(_) => None,
        }
    }

    /// The block of the source, where one of the comparison says what it says there.
    fn untouched(&self, spot: Spot, place: Spot) -> Option<&Block> {
        let compared = block(self.compared, spot)?;
        let kept = block(self.kept, place)?;
        let mut theirs = block(self.bare, place)?.clone();
        let mut own = compared.clone();
        own.original_kind = None;
        own.anchor.clone_from(&theirs.anchor);
        strip_remarks(&mut own);
        strip_remarks(&mut theirs);
        let is_same = own == theirs && self.trace.is_untouched(self.stated.units(spot), place);
        is_same.then_some(kept)
    }

    /// Whether a value of the front matter says what it says in the source.
    fn is_front_untouched(&self, key: FrontKey) -> bool {
        let spot = Spot::Front(key);
        self.trace.is_untouched(self.stated.units(spot), spot)
            || self.kept.front.text(key).is_none() && self.compared.front.text(key).is_none()
    }

    /// The notes that are left.
    fn notes(&self, notes: Vec<Note>, places: &[usize], wanted: &mut Wanted) {
        let mut names = Names::default();
        for (at, note) in notes.into_iter().enumerate() {
            let origin =
                (0..note.blocks.len()).find_map(|paragraph| match self.origin(Spot::Note(at, paragraph)) {
                    Some((Spot::Note(note, _), _)) => Some(note),
                    _ => None,
                });
            let (blocks, origins, _) = self.blocks(note.blocks, |paragraph| Spot::Note(at, paragraph));
            if blocks.is_empty() {
                continue;
            }
            if let Some(origin) = origin {
                names
                    .notes
                    .insert(note.id.clone(), self.kept.notes[origin].id.clone());
            }
            wanted.notes.push((origin, origins));
            let before = places.get(note.before).copied();
            wanted.document.notes.push(Note {
                id: note.id,
                blocks,
                before: before.unwrap_or(wanted.document.blocks.len()),
                id_span: origin.map_or(note.id_span, |origin| self.kept.notes[origin].id_span),
                span: origin.map_or(note.span, |origin| self.kept.notes[origin].span),
            });
        }
        names.apply(&mut wanted.document);
    }

    /// What holds of all of a block holds of the block.
    fn lift_states(&self, block: &mut Block) {
        let sides: [Side; 2] = [|state| &mut state.inserted, |state| &mut state.deleted];
        for side in sides {
            let mut states = states_of(block);
            let Some(first) = states.last_mut().and_then(|state| *side(state)) else {
                continue;
            };
            let is_same = |id: Option<ChangeId>| id.is_some_and(|id| id == first || self.is_like(id, first));
            // Other hands' pieces say so themselves.
            if states.into_iter().all(|state| side(state).is_some()) {
                for state in states_of(block) {
                    let id = side(state);
                    *id = id.filter(|id| !is_same(Some(*id)));
                }
                *side(&mut block.revision) = Some(first);
            }
        }
    }

    /// Whether two changes of the source were made by the same hands.
    fn is_like(&self, one: ChangeId, other: ChangeId) -> bool {
        let changes = &self.kept.changes;
        let change = |id: ChangeId| changes.get(id.0 as usize);
        match (change(one), change(other)) {
            (Some(one), Some(other)) => {
                same_hands(&one.hands, &other.hands) && one.date == other.date && one.moved == other.moved
            }
            _ => one == other,
        }
    }
}

/// Takes away changes of paragraph marks that join and part nothing.
fn drop_lonely_marks(blocks: &mut [Block]) {
    let sides: [(View, Side); 2] = [
        (View::Original, |state| &mut state.inserted),
        (View::Final, |state| &mut state.deleted),
    ];
    for (view, side) in sides {
        let reading = Reading::of(blocks, view);
        let lonely: Vec<usize> = (0..blocks.len())
            .filter(|&at| side(&mut { blocks[at].mark }).is_some() && reading.is_lonely(at))
            .collect();
        for at in lonely {
            *side(&mut blocks[at].mark) = None;
        }
    }
}

/// The states of a block's pieces, its paragraph mark last.
fn states_of(block: &mut Block) -> Vec<&mut Revision> {
    let mut states = Vec::new();
    if let Some(label) = &mut block.label {
        states.extend(label.runs.iter_mut().map(|run| &mut run.revision));
    }
    let is_remark = |kind: &InlineKind| matches!(kind, InlineKind::Comment(_) | InlineKind::SourceComment(_));
    let text = block.content.iter_mut().filter(|inline| !is_remark(&inline.kind));
    states.extend(text.map(|inline| &mut inline.revision));
    if let BlockKind::Table(table) = &mut block.kind {
        states.extend(table.rows.iter_mut().map(|row| &mut row.revision));
    }
    states.push(&mut block.mark);
    states
}

/// Whether anything is left of a block.
fn says_something(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Table(table) => !table.rows.is_empty(),
        BlockKind::Picture(_) | BlockKind::Rule => false,
        _ => {
            block.label.is_some()
                || block.content.iter().any(|inline| match &inline.kind {
                    InlineKind::Text(text) => !text.trim().is_empty(),
                    InlineKind::NoteReference(_) | InlineKind::CrossReference(_) => true,
                    InlineKind::LineBreak | InlineKind::Comment(_) | InlineKind::SourceComment(_) => false,
                })
        }
    }
}

fn strip_remarks(block: &mut Block) {
    let is_remark = |kind: &InlineKind| matches!(kind, InlineKind::SourceComment(_));
    block.content.retain(|inline| !is_remark(&inline.kind));
    if let BlockKind::Table(table) = &mut block.kind {
        table.comments.clear();
    }
}

/// Puts the comments of the source back before the blocks that they stood before.
pub(super) fn put_back_remarks(wanted: &mut Wanted, remarks: Vec<(usize, Block)>) {
    let before: Vec<usize> = remarks.iter().map(|(before, _)| *before).collect();
    let in_source = |at: usize| at + before.partition_point(|remark| *remark <= at);
    let mut remarks = remarks.into_iter().enumerate().peekable();
    let found = std::mem::take(&mut wanted.document.blocks);
    let origins = std::mem::take(&mut wanted.blocks);
    let mut places = Vec::with_capacity(found.len());
    for (block, origin) in found.into_iter().zip(origins) {
        if let Some(&first) = origin.first() {
            while let Some((at, (before, remark))) = remarks.next_if(|(_, (before, _))| *before <= first) {
                wanted.document.blocks.push(remark);
                wanted.blocks.push(vec![before + at]);
            }
        }
        places.push(wanted.document.blocks.len());
        wanted.document.blocks.push(block);
        wanted.blocks.push(origin.into_iter().map(in_source).collect());
    }
    for (at, (before, remark)) in remarks {
        wanted.document.blocks.push(remark);
        wanted.blocks.push(vec![before + at]);
    }
    let end = wanted.document.blocks.len();
    for note in &mut wanted.document.notes {
        note.before = places.get(note.before).copied().unwrap_or(end);
    }
}
