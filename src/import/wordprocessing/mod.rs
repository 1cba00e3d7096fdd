//! What a Word file says, as types: paragraphs and tables of runs, each with who brought it in or took
//! it out, and the styles, numberings, notes and comments that they refer to.
//!
//! Wrappers are transparent, fields are their results, alternatives are taken once. Nothing is decided
//! here about what a paragraph is in a resolution.

mod comments;
mod deeds;
mod equations;
mod fields;
mod look;
mod math;
mod numbering;
mod file;
mod parts;
mod runs;
mod story;
mod styles;
mod symbols;
mod tables;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::rc::Rc;

pub(super) use comments::Comment;
pub(super) use deeds::{Deed, DeedId, DeedKind, Deeds, State};
pub(super) use file::read;
pub(super) use look::Look;
pub(super) use numbering::{Level, NumberFormat, Numbering};
pub(super) use parts::LARGEST_TEXT;
pub(super) use styles::{Align, ParagraphLook, Styles};

/// A Word file, read.
#[derive(Debug, Default)]
pub(super) struct WordFile {
    /// The text, in the order of the pages.
    pub(super) body: Vec<Piece>,
    /// Footnotes by their ids.
    pub(super) footnotes: BTreeMap<String, Vec<Piece>>,
    /// Endnotes by their ids.
    pub(super) endnotes: BTreeMap<String, Vec<Piece>>,
    /// The notes whose marks stand in bookmarks, by the names of these: a note's id, and whether it is an
    /// endnote.
    pub(super) marked_notes: HashMap<Rc<str>, (bool, String)>,
    /// Comments by their ids.
    pub(super) comments: BTreeMap<String, Comment>,
    /// Who changed what.
    pub(super) deeds: Deeds,
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    /// The paragraphs of its footers.
    pub(super) feet: Vec<Foot>,
    /// Pictures that the text shows, by the name of their part.
    pub(super) pictures: BTreeMap<String, Vec<u8>>,
    /// The names of the parts that text is in: `document`, `footnotes`, `endnotes`, `comments`.
    pub(super) part_names: BTreeMap<&'static str, Rc<str>>,
    /// Who wrote the file last, and when, as its properties say.
    pub(super) last_editor: Option<String>,
    pub(super) last_edited: Option<String>,
    /// What has no place in the types, and how often and where it was met.
    pub(super) left_out: BTreeMap<LeftOut, Met>,
}

/// A paragraph at the foot of pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Foot {
    /// The name of its style, as names are compared.
    pub(super) style: Rc<str>,
    pub(super) text: String,
}

/// How often something was met, and where first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Met {
    pub(super) count: usize,
    pub(super) first: Option<Passage>,
}

/// A paragraph as somebody finds it on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Passage {
    /// Its first words.
    pub(super) words: String,
    /// Its style, by the name that it is compared by; empty where it has none.
    pub(super) style: String,
}

/// So many of a paragraph's characters tell where it is.
const MOST_WORDS: usize = 48;

impl Passage {
    /// Of a text; none where it has no words.
    pub(super) fn of(text: &str, style: &str) -> Option<Self> {
        let mut words = String::new();
        for word in text.split_whitespace() {
            if words.chars().count() + word.chars().count() > MOST_WORDS && !words.is_empty() {
                words.push_str(" …");
                break;
            }
            if !words.is_empty() {
                words.push(' ');
            }
            words.extend(word.chars().filter(|c| !c.is_control()).take(MOST_WORDS));
        }
        (!words.is_empty()).then(|| Self {
            words,
            style: style.to_owned(),
        })
    }
}

/// What a Word file may hold and a source cannot say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum LeftOut {
    /// Text that is not shown.
    HiddenText,
    /// A change of how something is set, not of what it says.
    PropertyChange,
    /// A formula, which comes as text.
    Formula,
    /// Another document inside this one.
    ForeignPart,
    /// A part that is damaged.
    DamagedPart,
    /// A text box, which comes behind its paragraph.
    TextBox,
    /// Underlined, struck, highlighted or coloured text.
    Decoration,
    /// A note inside a note.
    NoteInNote,
    /// A picture that the file does not hold.
    LinkedPicture,
    /// Lines, shapes, a chart: what is neither picture nor text.
    Drawing,
}

/// A paragraph or a table.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    Paragraph(Paragraph),
    Table(Table),
}

/// Where something stands in the package.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The name of the part.
    pub(super) part: Rc<str>,
    /// Its bytes in the text of the part.
    pub(super) bytes: Range<usize>,
}

/// A paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph {
    /// What it looks like, by its style and by itself.
    pub(super) look: ParagraphLook,
    /// What it looked like before somebody set it otherwise.
    pub(super) looked: Option<Box<ParagraphLook>>,
    /// The state of its paragraph mark.
    pub(super) mark: State,
    pub(super) items: Vec<Item>,
    /// The bookmarks that begin in it.
    pub(super) bookmarks: Vec<Rc<str>>,
    /// The comments whose ranges begin in it or right before it, and where in its part.
    pub(super) commented: Vec<(String, usize)>,
    /// Whether it is an entry of a list of contents.
    pub(super) in_contents: bool,
    pub(super) place: Place,
}

/// What stands in a paragraph.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) kind: ItemKind,
    pub(super) state: State,
    pub(super) look: Look,
    /// The address that it leads to.
    pub(super) link: Option<Rc<str>>,
    /// The bookmark whose text or number it repeats.
    pub(super) repeats: Option<Rc<str>>,
    /// Which run it is of, counted through the file.
    pub(super) run: usize,
    /// Where the first element that it is made of begins in its part, in bytes.
    pub(super) at: usize,
}

#[derive(Clone, Debug)]
pub(super) enum ItemKind {
    Text(String),
    Tab,
    Break,
    /// A note's mark; its text may follow in the paragraph as the mark itself.
    Note {
        id: String,
        at_end: bool,
        own_mark: bool,
    },
    /// A note's mark that stands at the note already, by the bookmark around it there, and what Word shows.
    NoteAgain {
        bookmark: Rc<str>,
        text: String,
    },
    /// The place of a comment.
    Comment(String),
    /// A picture by the name of its part, with what it shows in words.
    Picture {
        part: String,
        alternative: String,
    },
    /// What stands in a box beside the paragraph.
    Box(Rc<Vec<Piece>>),
}

/// A table.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub(super) place: Place,
    pub(super) rows: Vec<Row>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub(super) state: State,
    pub(super) place: Place,
    pub(super) is_head: bool,
    /// Columns left empty before its first cell.
    pub(super) before: usize,
    pub(super) cells: Vec<Cell>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    /// How many columns it goes over.
    pub(super) columns: usize,
    /// Whether it goes on with the cell above.
    pub(super) goes_on: bool,
    pub(super) state: State,
    pub(super) pieces: Vec<Piece>,
}
