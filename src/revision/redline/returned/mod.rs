//! A document that was sent out as a file, was edited there, and has come back: what its source says
//! then.
//!
//! What is read of the file that came back is put into the source's own words where it says what was
//! sent (`lift`). Then both are compared without their marks, and every character gets the state that
//! it has in the file that came back (`trace`, `write`).

mod blocks;
mod clearing;
mod lift;
mod merge;
mod pairing;
mod register;
mod seams;
mod signs;
mod states;
mod trace;
mod words;
mod write;

use super::atoms::Vocabulary;
use super::{RedlineOptions, Redliner, redline, without_source_comments};
use crate::model::visit::{PartMut, states_mut, visit_mut};
use crate::model::{Document, Revision, Spanned, Timestamp};
use crate::revision::spans::blank_spans;
use crate::revision::wanted::Wanted;
use lift::Lift;
pub(crate) use merge::Authors;

/// A document on its way.
#[derive(Clone, Copy, Debug)]
pub struct Journey<'d> {
    /// What the source says.
    pub kept: &'d Document,
    /// What is read of the file that was made from it.
    pub sent: &'d Document,
    /// What is read of the file that has come back.
    pub back: &'d Document,
    /// Whose the edits are that bear no mark.
    pub by: &'d Redliner,
    /// When those were made.
    pub date: Option<Timestamp>,
    /// Whether what went elsewhere without a mark is marked as moved.
    pub moves: bool,
    /// Whether somebody says that what has come back is what was sent, however much of it was edited.
    pub is_vouched_for: bool,
}

/// What the source of a document says once the document has come back.
#[derive(Clone, Debug)]
pub struct Returned {
    /// What the source shall say.
    pub wanted: Wanted,
    /// How many edits bore no mark and are marked now.
    pub unmarked: usize,
    /// How many of the source's changes were decided.
    pub decided: usize,
    /// How many paragraphs were edited that the source says in another way: its header, say.
    pub elsewhere: usize,
    /// How many paragraphs were only set otherwise, which no mark can say.
    pub restyled: usize,
    /// The keys of the front matter that say something else in what came back, and can carry no marks.
    pub front: Vec<&'static str>,
}

/// Where the source and what came back share less than this, they are two documents.
const LEAST_SHARED: f64 = 0.5;

/// Brings home what was edited; none where what came back is another document.
pub fn returned(journey: &Journey<'_>) -> Option<Returned> {
    let mut merged = merge::Merged::of(journey.kept);
    let sent = in_pieces(merged.take(journey.sent));
    let back = in_pieces(merged.take(journey.back));
    let (kept, remarks) = without_source_comments(merged.document);
    let pieces = in_pieces(kept.clone());
    let mut vocabulary = Vocabulary::default();
    let bare_kept = unmarked(&kept);
    let lift = Lift::of(&pieces, &bare_kept, sent, back, &mut vocabulary);
    let (back, restyled) = lift.back(&mut vocabulary);
    let bare_back = unmarked(&back);
    let compared = redline(
        &bare_kept,
        &bare_back,
        &RedlineOptions::default().moves(journey.moves),
    );
    let trace = trace::Trace::of(&pieces, &back, (&bare_kept, &bare_back), &compared)?;
    if trace.shared() < LEAST_SHARED && !journey.is_vouched_for {
        return None;
    }
    let stated = write::stated(&kept, compared.clone(), &trace, journey);
    let read = blocks::Read {
        kept: &kept,
        bare: &bare_kept,
        compared: &compared,
        trace: &trace,
        stated: &stated,
    };
    let mut wanted = read.wanted(journey);
    blocks::put_back_remarks(&mut wanted, remarks);
    Some(Returned {
        unmarked: stated.unmarked,
        decided: wanted.gone.len(),
        elsewhere: lift.elsewhere(),
        restyled,
        front: plain_values(journey),
        wanted,
    })
}

/// The document with the states of its blocks on all their pieces instead.
fn in_pieces(mut document: Document) -> Document {
    let mut whole = Revision::NONE;
    visit_mut(&mut document, &mut |_, part| match part {
        PartMut::Block(block) => whole = std::mem::take(&mut block.revision),
        PartMut::Label(label) => {
            for run in &mut label.runs {
                run.revision = run.revision.within(whole);
            }
        }
        PartMut::Text(content) => {
            for inline in content {
                inline.revision = inline.revision.within(whole);
            }
        }
        PartMut::Row(row) => row.revision = row.revision.within(whole),
        PartMut::Paragraph(..) => {}
        PartMut::Mark(mark) => *mark = mark.within(whole),
    });
    document
}

/// The document with all its text and none of its marks.
fn unmarked(document: &Document) -> Document {
    let mut bare = document.clone();
    bare.changes.clear();
    bare.moves.clear();
    blank_spans(&mut bare);
    states_mut(&mut bare, &mut |state| *state = Revision::NONE);
    let notes = bare.notes.iter_mut().flat_map(|note| &mut note.blocks);
    for block in bare.blocks.iter_mut().chain(notes) {
        block.original_kind = None;
    }
    bare
}

/// The keys with plain values that were altered on the way.
fn plain_values(journey: &Journey<'_>) -> Vec<&'static str> {
    let (sent, back) = (&journey.sent.front, &journey.back.front);
    let value = |value: &Option<Spanned<String>>| value.as_ref().map(|value| value.value.clone());
    let values = [
        ("document", value(&sent.document) == value(&back.document)),
        ("addendum", value(&sent.addendum) == value(&back.addendum)),
        ("revision", value(&sent.revision) == value(&back.revision)),
        (
            "corrigendum",
            value(&sent.corrigendum) == value(&back.corrigendum),
        ),
        ("date", sent.date == back.date),
        ("original", sent.original == back.original),
    ];
    let altered = values.into_iter().filter(|(_, same)| !same);
    altered.map(|(key, _)| key).collect()
}
