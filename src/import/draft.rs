//! What a Word file comes to before it is a document: blocks of runs that still know Word's deeds, and
//! may be made simpler where a source cannot say them.

use std::rc::Rc;

use super::wordprocessing::{Align, Passage, Place, State};
use crate::house::Conference;
use crate::model::{BlockKind, Date, FrontKey, Language, TextStyle};

/// A document in the making.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    pub(super) masthead: Option<Masthead>,
    pub(super) blocks: Vec<Draft>,
    pub(super) notes: Vec<NoteDraft>,
    /// Whether a list of contents was left out.
    pub(super) contents: bool,
}

/// What the header of a document says.
#[derive(Debug, Default)]
pub(super) struct Masthead {
    pub(super) conference: Option<Conference>,
    pub(super) document: Option<String>,
    pub(super) addendum: Option<String>,
    pub(super) revision: Option<String>,
    pub(super) corrigendum: Option<String>,
    pub(super) date: Option<Date>,
    pub(super) original: Option<Language>,
    /// Whom to ask, a line an entry.
    pub(super) contact: Vec<String>,
    /// The file of the emblem.
    pub(super) logo: Option<String>,
    /// What may have changes in it.
    pub(super) texts: Vec<(FrontKey, Vec<Run>)>,
}

/// A block in the making.
#[derive(Debug)]
pub(super) enum Draft {
    Paragraph(ParagraphDraft),
    Table(TableDraft),
    Picture {
        file: String,
        alternative: String,
        state: State,
        /// Its paragraph, and where it begins in the part; none of one in a cell.
        place: Option<(Place, usize)>,
        tier: Tier,
    },
}

impl Draft {
    /// How much of it is given up.
    pub(super) fn tier_mut(&mut self) -> &mut Tier {
        match self {
            Self::Paragraph(paragraph) => &mut paragraph.tier,
            Self::Table(table) => &mut table.tier,
            Self::Picture { tier, .. } => tier,
        }
    }

    /// Where it is in the text.
    pub(super) fn passage(&self) -> Option<Passage> {
        match self {
            Self::Paragraph(paragraph) => paragraph.passage(),
            Self::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                let paragraphs = cells.flat_map(|cell| &cell.paragraphs);
                words(paragraphs.flat_map(|paragraph| &paragraph.runs))
            }
            Self::Picture { alternative, .. } => Passage::of(alternative, ""),
        }
    }
}

/// Where some runs are in the text.
pub(super) fn words<'r>(runs: impl Iterator<Item = &'r Run>) -> Option<Passage> {
    let mut text = String::new();
    for run in runs.take(60) {
        match &run.kind {
            RunKind::Text(run) => text.push_str(run),
            RunKind::Break => text.push(' '),
            RunKind::Reference(reference) => text.push_str(reference.words()),
            RunKind::Note(_) | RunKind::Comment { .. } => {}
        }
    }
    Passage::of(&text, "")
}

/// How much of a draft is given up, so that a source can say the rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    /// Nothing.
    #[default]
    Whole,
    /// How its text is set, and merged cells.
    Plain,
    /// What it is: it becomes a paragraph, and its label a part of the text.
    Text,
    /// That a paragraph mark came or went: where two paragraphs are one, they are one block.
    Joined,
    /// Single marks: what it was is struck, and what it is stands beside it.
    Halves,
}

impl Tier {
    pub(super) fn next(self) -> Option<Self> {
        match self {
            Self::Whole => Some(Self::Plain),
            Self::Plain => Some(Self::Text),
            Self::Text => Some(Self::Joined),
            Self::Joined => Some(Self::Halves),
            Self::Halves => None,
        }
    }
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    NumberLine,
    Title,
    PlaceDate,
    Heading(u8),
    Call,
    Clause,
    Paragraph,
    Rule,
}

/// A paragraph in the making.
#[derive(Clone, Debug)]
pub(super) struct ParagraphDraft {
    pub(super) kind: Kind,
    /// What it is by the words that are its label.
    pub(super) lead: Option<BlockKind>,
    pub(super) label: Vec<LabelPiece>,
    pub(super) runs: Vec<Run>,
    pub(super) mark: State,
    pub(super) depth: u8,
    pub(super) tier: Tier,
    /// The bookmarks of the file that begin in it.
    pub(super) bookmarks: Vec<Rc<str>>,
    /// Its name in the source.
    pub(super) name: Option<String>,
    /// The paragraphs of the file that it was made of.
    pub(super) places: Vec<Place>,
}

impl ParagraphDraft {
    /// Where it is in the text.
    pub(super) fn passage(&self) -> Option<Passage> {
        words(self.runs.iter())
    }

    /// A paragraph of these runs and nothing more.
    pub(super) fn plain(runs: Vec<Run>) -> Self {
        Self {
            kind: Kind::Paragraph,
            lead: None,
            label: Vec::new(),
            runs,
            mark: State::default(),
            depth: 0,
            tier: Tier::Whole,
            bookmarks: Vec::new(),
            name: None,
            places: Vec::new(),
        }
    }
}

/// A piece of a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LabelPiece {
    pub(super) text: String,
    pub(super) state: State,
}

impl LabelPiece {
    /// Puts text behind the last of some pieces, or behind it as another one.
    pub(super) fn put(text: &str, state: State, pieces: &mut Vec<Self>) {
        match pieces.last_mut().filter(|piece| piece.state == state) {
            Some(piece) => piece.text.push_str(text),
            None => pieces.push(Self {
                text: text.to_owned(),
                state,
            }),
        }
    }
}

/// A run of text, or what stands in it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    pub(super) kind: RunKind,
    pub(super) state: State,
    pub(super) style: TextStyle,
    pub(super) link: Option<Rc<str>>,
    /// The bookmark whose text or number it repeats.
    pub(super) repeats: Option<Rc<str>>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum RunKind {
    Text(String),
    Break,
    /// A note by its id in the source.
    Note(String),
    Reference(Reference),
    Comment {
        /// Its id in the file.
        id: String,
        text: String,
        author: Rc<str>,
        date: Rc<str>,
    },
}

/// A reference to a draft that has a name.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reference {
    pub(super) name: String,
    pub(super) label_only: bool,
    /// What the file shows in the original and in the final, where it has it there.
    pub(super) shown: [Option<String>; 2],
    /// The runs that it stands for.
    pub(super) runs: Vec<Run>,
}

impl Reference {
    /// What the file shows, in the final where it has it there.
    pub(super) fn words(&self) -> &str {
        let [original, settled] = &self.shown;
        settled.as_deref().or(original.as_deref()).unwrap_or_default()
    }
}

impl Run {
    pub(super) fn text(text: impl Into<String>, state: State) -> Self {
        Self {
            kind: RunKind::Text(text.into()),
            state,
            style: TextStyle::default(),
            link: None,
            repeats: None,
        }
    }

    /// Whether a reader sees anything of it.
    pub(super) fn is_seen(&self) -> bool {
        match &self.kind {
            RunKind::Text(text) => !text.trim().is_empty(),
            RunKind::Note(_) | RunKind::Reference(_) => true,
            RunKind::Break | RunKind::Comment { .. } => false,
        }
    }
}

/// A note in the making.
#[derive(Debug)]
pub(super) struct NoteDraft {
    pub(super) id: String,
    pub(super) paragraphs: Vec<ParagraphDraft>,
    pub(super) tier: Tier,
}

/// A table in the making.
#[derive(Debug)]
pub(super) struct TableDraft {
    /// The table of the file that it was made of.
    pub(super) place: Place,
    pub(super) rows: Vec<RowDraft>,
    pub(super) head_rows: usize,
    pub(super) tier: Tier,
}

#[derive(Debug)]
pub(super) struct RowDraft {
    pub(super) state: State,
    /// The row of the file that it was made of.
    pub(super) place: Place,
    pub(super) cells: Vec<CellDraft>,
}

/// A cell, over so many columns and rows; the places that it covers have none.
#[derive(Debug)]
pub(super) struct CellDraft {
    pub(super) column: usize,
    pub(super) columns: usize,
    pub(super) rows: usize,
    pub(super) paragraphs: Vec<CellParagraphDraft>,
}

#[derive(Clone, Debug)]
pub(super) struct CellParagraphDraft {
    pub(super) runs: Vec<Run>,
    pub(super) mark: State,
    /// The alignment that it has by itself.
    pub(super) align: Option<Align>,
    /// The paragraphs of the file that it was made of.
    pub(super) places: Vec<Place>,
}
