//! What a resolution says, with every change that it carries.
//!
//! A document is a flat list of [`Block`]s, as the printed page is: a call is followed by its
//! clauses, and nesting is a number on the block. Changes are states ([`Revision`]) on blocks,
//! paragraph marks, labels, rows and runs of text. A [`View`] says which reading is wanted, and
//! [`Reading`] what that reading is: which blocks it has and which are one paragraph in it.

mod alphabet;
mod author;
mod block;
mod date;
mod front;
mod han;
mod hands;
mod grid;
mod house_form;
mod inline;
mod label;
mod language;
mod leave;
mod linked;
mod nesting;
mod note;
mod opening;
mod ordinal;
mod punctuation;
mod reading;
mod replacement;
mod revision;
mod runs;
mod table;
pub mod visit;

use std::collections::BTreeMap;

pub(crate) use alphabet::{ABJAD, CYRILLIC, roman_numeral};
pub use author::{Author, AuthorId};
pub(crate) use block::plain_text;
pub use block::{
    Anchor, Block, BlockKind, CaptionKind, Counting, Instrument, InstrumentKind, Picture, ProposalAction,
};
pub use date::{Date, Timestamp};
pub use front::{FrontEntry, FrontKey, FrontMatter, HouseName, Spanned, Typography};
pub(crate) use grid::GridCell;
pub(crate) use han::{is_ideograph, is_set_solid};
pub use hands::same_hands;
pub use house_form::house_form;
pub(crate) use inline::Mapped;
pub use inline::{Comment, CrossReference, Inline, InlineKind, Link, NoteReference, Position, TextStyle};
pub use label::{LATIN_INSERTS, Label, LabelRun};
pub use language::Language;
pub use leave::Leave;
pub(crate) use linked::Linked;
pub(crate) use nesting::Nesting;
pub use note::Note;
pub(crate) use ordinal::is_bare_number;
pub use ordinal::{NumberWay, Ordinal, Scheme, Step};
pub(crate) use punctuation::{ends_clause, ends_sentence};
pub(crate) use reading::{Follower, Holders, Holding, Shown, depths, shown};
pub use reading::{Passage, Reading, Standing, Standings};
pub(crate) use replacement::link_replacements;
pub use revision::{Change, ChangeId, ChangeKind, ChangeScope, GroupId, MoveId, Revision, Signature, View};
pub(crate) use runs::{join, single_spaces};
pub(crate) use table::MOST_COLUMNS;
pub use table::{Alignment, Cell, CellParagraph, Extent, Row, Table, TableComment};

/// One source text, understood: front matter, blocks, notes, and the register of its changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// What the front matter says.
    pub front: FrontMatter,
    /// The blocks in the order of the page, footnotes apart.
    pub blocks: Vec<Block>,
    /// The footnotes in the order of their definitions.
    pub notes: Vec<Note>,
    /// Every change mark in the order of the source; a [`ChangeId`] is an index here.
    pub changes: Vec<Change>,
    /// The names of its moves in the order in which they are met; a [`MoveId`] is an index here.
    pub moves: Vec<String>,
    /// Which way its numbers of several levels run.
    pub number_way: NumberWay,
}

impl Document {
    /// The change behind an id.
    pub fn change(&self, id: ChangeId) -> &Change {
        &self.changes[id.0 as usize]
    }

    /// Enters a change and gives its id.
    pub fn add_change(&mut self, change: Change) -> ChangeId {
        let id = ChangeId(u32::try_from(self.changes.len()).unwrap_or(u32::MAX));
        self.changes.push(change);
        id
    }

    /// The name of a move.
    pub fn move_name(&self, id: MoveId) -> &str {
        self.moves.get(id.0 as usize).map_or("", String::as_str)
    }

    /// The positions in [`Document::notes`] of the notes by their ids, of each the first.
    pub fn note_places(&self) -> BTreeMap<&str, usize> {
        let notes = self.notes.iter().enumerate().rev();
        notes.map(|(at, note)| (note.id.as_str(), at)).collect()
    }
}
