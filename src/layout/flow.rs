//! What a back end is given: styled paragraphs, tables, notes and changes.

use crate::house::{CharacterStyle, ParagraphStyle};
use crate::model::{
    Alignment, ChangeId, ChangeKind, Extent, Language, Position, Revision, Standings, Timestamp, View,
};
use crate::source::Span;

/// A document under one view, as a back end needs it: nothing left to decide but how the format
/// says it.
///
/// In the views original and final every [`Revision`] is [`Revision::NONE`] and `changes` is
/// empty, so a writer that knows nothing of changes is right by construction. In the view markup
/// all revisions are effective: what a block passes on to its parts is already counted in.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// The view that it was made for.
    pub view: View,
    /// The document's language.
    pub language: Language,
    /// Title, authors, date for the file's properties.
    pub metadata: Metadata,
    /// The first page's header block; none without a document number.
    pub masthead: Option<Masthead>,
    /// What runs along the pages.
    pub running: RunningHeads,
    /// The table of contents, where the document has several instruments; it stands before the
    /// body.
    pub contents: Option<Contents>,
    /// The text.
    pub body: Vec<FlowBlock>,
    /// Where in the body its instruments begin, in order: at the proposal mark right above the
    /// number line, or else at the number line. In some houses each begins a page.
    pub openings: Vec<usize>,
    /// The footnotes in the order of their first references; a note mark holds its index.
    pub notes: Vec<FlowNote>,
    /// The comments in the order of the text; comment runs hold their index. A reading by itself
    /// is a clean copy and has none.
    pub comments: Vec<FlowComment>,
    /// The changes that revisions name, by [`ChangeId`]; empty but in the view markup.
    pub changes: Vec<FlowChange>,
}

impl Flow {
    /// The change behind an id.
    pub fn change(&self, id: ChangeId) -> &FlowChange {
        &self.changes[id.0 as usize]
    }
}

/// The file's own properties.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The document's title; never empty (the number line or the file's name stands in).
    pub title: String,
    /// What it is about, if said: subtitle or agenda item.
    pub subject: Option<String>,
    /// The source or the authors' names.
    pub authors: Vec<String>,
    /// The document's date.
    pub date: Option<Timestamp>,
}

/// The header block of a conference document's first page (FORMAT § 5).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Masthead {
    /// The conference's name: style `LOGO`.
    pub conference: Vec<Run>,
    /// Place and dates: style `LOGO`, smaller.
    pub place_and_dates: Vec<Run>,
    /// The meeting (`PLENARY MEETING`): style `Committee`.
    pub meeting: Vec<Run>,
    /// `Addendum 3 to`, `Document 80-E`: style `dnum`, one paragraph with line breaks.
    pub number: Vec<Run>,
    /// The date in words: style `ddate`.
    pub date: Vec<Run>,
    /// `Original: English`: style `dorlang`.
    pub original: Vec<Run>,
    /// Source, titles and agenda item, centred below: their paragraphs carry the styles.
    pub titles: Vec<Paragraph>,
    /// The emblem's file, as written.
    pub logo: Option<Picture>,
}

/// What runs along the pages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RunningHeads {
    /// Headers of every page but the first: paragraphs with [`RunContent::PageNumber`] runs.
    pub header: Vec<Paragraph>,
    /// Footers of every page but the first.
    pub footer: Vec<Paragraph>,
    /// Header of the first page (the masthead apart).
    pub first_header: Vec<Paragraph>,
    /// Footer of the first page.
    pub first_footer: Vec<Paragraph>,
    /// Footers of even pages, where the house tells them from odd ones (the booklet).
    pub even_footer: Option<Vec<Paragraph>>,
}

/// A table of contents.
#[derive(Clone, Debug, PartialEq)]
pub struct Contents {
    /// The word above it (`Contents`), style `toc0`.
    pub heading: String,
    /// The word above the page numbers (`Page`).
    pub page: String,
    /// Its lines.
    pub entries: Vec<ContentsEntry>,
}

/// A line of a table of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentsEntry {
    /// From 1; style `TOC1`, `TOC2`.
    pub level: u8,
    /// The text, number and title: what is new, unless all is deleted.
    pub text: String,
    /// The same with what was there before, each piece in its state, for a format whose changes
    /// can be taken and refused.
    pub pieces: Vec<(String, Revision)>,
    /// The state of the whole line.
    pub revision: Revision,
    /// The bookmark of the paragraph that it leads to.
    pub bookmark: String,
}

/// A piece of the flow.
#[derive(Clone, Debug, PartialEq)]
pub enum FlowBlock {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// A picture in a paragraph of its own.
    Picture(Picture),
}

/// A styled paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// Its style.
    pub style: ParagraphStyle,
    /// What it is, for structure trees and HTML.
    pub role: Role,
    /// Its runs; the label of a clause is the first ones, a tab after it.
    pub runs: Vec<Run>,
    /// How many of the first runs are the label, its tab not counted in.
    pub label_runs: usize,
    /// The state of its paragraph mark.
    pub mark: Revision,
    /// How it stands in the readings, wherever what is around it stands.
    pub standings: Standings,
    /// The bookmarks that references lead to: the first is set around the label (or the text,
    /// where there is no label).
    pub bookmarks: Vec<String>,
    /// Where it stands in the source.
    pub span: Span,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The number line of an instrument, annex or section.
    Number,
    /// The title of an instrument, annex or section, or of the document.
    Title,
    /// A heading inside a text; level from 1.
    Heading(u8),
    /// A call.
    Call,
    /// A labelled clause; level from 1 for those at the margin.
    Clause(u8),
    /// A further paragraph of a clause of this level.
    ClauseBody(u8),
    /// Any other paragraph.
    Body,
    /// A proposal mark.
    Proposal,
    /// A note in the text (`NOTE – …`).
    Note,
    /// The caption of a table or figure.
    Caption,
    /// A paragraph of a footnote.
    Footnote,
    /// The closing rule: no text, a line across the middle of the page.
    Rule,
    /// A header, footer or other furniture.
    Furniture,
}

/// A run of characters in one state and one setting.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// What it holds.
    pub content: RunContent,
    /// How it differs from its paragraph.
    pub emphasis: Emphasis,
    /// A character style.
    pub character: Option<CharacterStyle>,
    /// Its state.
    pub revision: Revision,
    /// The web address that it leads to.
    pub link: Option<std::sync::Arc<str>>,
    /// Where it stands in the source.
    pub span: Span,
}

/// How a run is set, against its paragraph's style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Emphasis {
    /// Italic, where the paragraph is roman, and the reverse where the paragraph is italic.
    pub italic: bool,
    /// Bold on, whatever the paragraph is.
    pub bold: bool,
    /// Bold off in a bold paragraph (the number in a proposal mark).
    pub not_bold: bool,
    /// Capitals off in a paragraph that prints capitals (the booklet's `Rev.` and place).
    pub not_caps: bool,
    /// Underlined for its own sake (the firm NOC), not as a change.
    pub underlined: bool,
    /// Raised or lowered.
    pub position: Position,
}

/// What a run holds.
#[derive(Clone, Debug, PartialEq)]
pub enum RunContent {
    /// Characters, U+00A0 and U+2011 among them.
    Text(String),
    /// To the next tab stop.
    Tab,
    /// A new line in the same paragraph.
    LineBreak,
    /// A footnote's mark in the text: the note's index in [`Flow::notes`], and whether this is
    /// the reference that brings the note (later ones only repeat the mark).
    NoteReference {
        /// Index in [`Flow::notes`].
        note: usize,
        /// False for a repeated mark.
        first: bool,
    },
    /// The mark at the start of a footnote's own text.
    NoteMark,
    /// The text of a cross-reference; Word updates it from the bookmark.
    Reference {
        /// The bookmark that it quotes.
        bookmark: String,
        /// The text as it stands.
        text: String,
    },
    /// The text from here to the matching end is commented on.
    CommentStart(usize),
    /// The end of the commented text, and the comment's own mark.
    CommentEnd(usize),
    /// The number of the page.
    PageNumber,
    /// How many pages there are.
    PageCount,
}

/// A footnote.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowNote {
    /// How its mark prints.
    pub mark: NoteMark,
    /// Its paragraphs; the first starts with a [`RunContent::NoteMark`] run and a tab.
    pub paragraphs: Vec<Paragraph>,
    /// The state of its reference: a deleted reference deletes its note.
    pub revision: Revision,
    /// The note in whose text its first reference stands: formats whose notes hold none print it
    /// right behind that one.
    pub inside: Option<usize>,
    /// The instrument that it belongs to, counted from 0; numbers start again in each where the
    /// house says so.
    pub instrument: usize,
}

/// How a footnote's mark prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteMark {
    /// A number, in order of first reference in the view.
    Number(u32),
    /// As written: `*`, `2bis`.
    Custom(String),
}

/// A reviewer's comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowComment {
    /// The author's name.
    pub author: String,
    /// The author's initials or key.
    pub initials: String,
    /// When it was made.
    pub date: Option<Timestamp>,
    /// What it says.
    pub text: String,
    /// The comment that it answers, an index in [`Flow::comments`].
    pub answers: Option<usize>,
    /// Where it stands in the source.
    pub span: Span,
}

/// A change, as readers see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowChange {
    /// Insertion or deletion.
    pub kind: ChangeKind,
    /// The author's name.
    pub author: String,
    /// The author's place in the order of hands, from 0: colours go by it.
    pub hand: usize,
    /// When it was made.
    pub date: Option<Timestamp>,
    /// The name that joins the two ends of a move.
    pub move_name: Option<String>,
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// How each column is set.
    pub columns: Vec<Alignment>,
    /// How many of the first rows are repeated at the top of each page.
    pub head_rows: usize,
    /// Its rows; each has as many cells as there are columns.
    pub rows: Vec<Row>,
    /// Where it stands in the source.
    pub span: Span,
    /// Its caption's text, for those who cannot see it.
    pub description: Option<String>,
    /// In the markup, what the final reading has of it; none: nothing, or what stands here.
    pub settled: Option<SettledTable>,
}

/// What the final reading has of a table in the markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettledTable {
    /// The columns that it has.
    pub columns: Vec<usize>,
    /// Its rows, each with a cell for each of these columns.
    pub rows: Vec<Vec<SettledCell>>,
}

/// A cell of the final reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SettledCell {
    /// The row and column of the markup where it stands.
    pub at: (usize, usize),
    /// How many columns and rows of the reading it goes over.
    pub extent: Extent,
}

/// A table row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
    /// The state of the whole row.
    pub revision: Revision,
}

/// What stands in one place of a table: a cell that begins there, or nothing where a cell before
/// or above it goes over the place.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its text, in style `Tablehead` or `Tabletext`: at least one paragraph, none in a covered
    /// place.
    pub paragraphs: Vec<Paragraph>,
    /// How many columns and rows it goes over; none in a covered place.
    pub extent: Extent,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The file as written; `compile` is given its bytes by the caller.
    pub file: String,
    /// What it shows, in words.
    pub alternative: String,
    /// Its state.
    pub revision: Revision,
    /// Where it stands in the source.
    pub span: Span,
}

/// A run that its paragraph's style sets.
pub(super) fn plain(content: RunContent, revision: Revision, span: Span) -> Run {
    Run {
        content,
        emphasis: Emphasis::default(),
        character: None,
        revision,
        link: None,
        span,
    }
}

/// A run of words that the program adds.
pub(super) fn words(text: impl Into<String>) -> Run {
    plain(RunContent::Text(text.into()), Revision::NONE, Span::NONE)
}
