//! Paragraphs, tables and pictures, and what each of them is.

use super::{Inline, InlineKind, Label, Revision, Table, View};
use crate::source::Span;

/// One paragraph-like piece of the document, or a table or picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it is in the final reading and in the markup; of a block that only the original has,
    /// what it is there. [`Block::kind_in`] tells it for each reading.
    pub kind: BlockKind,
    /// What it is in the original, where what stands before it makes something else of it there.
    pub original_kind: Option<Box<BlockKind>>,
    /// How deep it stands under clauses: 0 at the margin, 1 inside a clause, and so on. A
    /// paragraph of depth 1 after a clause of depth 0 is that clause's second paragraph.
    pub depth: u8,
    /// The state of the whole block: label, text and paragraph mark. Blocks under a marked
    /// clause carry the clause's state too.
    pub revision: Revision,
    /// The state of its paragraph mark alone, the block's own not counted in. Inserted: this
    /// block and the next were one in the original. Deleted: they are one in the final reading.
    pub mark: Revision,
    /// Its label or lead word.
    pub label: Option<Label>,
    /// Its text. Empty for tables, pictures, rules and source comments.
    pub content: Vec<Inline>,
    /// The name that references call it by.
    pub anchor: Option<Anchor>,
    /// Whether it was told that its text looks like a form that it is not. The formatter keeps such
    /// text as it is, and other text that looks so from being told.
    pub told: bool,
    /// The whole block in the source.
    pub span: Span,
}

impl Block {
    /// A block at the margin that no change touches.
    pub fn new(kind: BlockKind, content: Vec<Inline>, span: Span) -> Self {
        Self {
            kind,
            original_kind: None,
            depth: 0,
            revision: Revision::NONE,
            mark: Revision::NONE,
            label: None,
            content,
            anchor: None,
            told: false,
            span,
        }
    }

    /// The characters of the text in one reading: no label, notes or comments; `\n` for a break.
    pub fn text(&self, view: View) -> String {
        plain_text(&self.content, view, self.revision, "")
    }

    /// The label in one reading, if the block has one there.
    pub fn label_text(&self, view: View) -> Option<String> {
        let label = self.label.as_ref().filter(|_| view.admits(self.revision))?;
        Some(label.text(view)).filter(|text| !text.is_empty())
    }

    /// What it is in one reading. A label, or the lead word of a note or caption, that only one
    /// reading has makes it a clause (or note, or caption) there and a paragraph in the other.
    pub fn kind_in(&self, view: View) -> &BlockKind {
        let kind = match (view, &self.original_kind) {
            (View::Original, Some(kind)) => kind,
            _ => &self.kind,
        };
        match kind {
            BlockKind::Clause
            | BlockKind::Note
            | BlockKind::Caption(_)
            | BlockKind::Reasons
            | BlockKind::Proposal(_)
                if !self.has_label(view) =>
            {
                &BlockKind::Paragraph
            }
            BlockKind::Paragraph | BlockKind::Formula if self.has_label(view) => &BlockKind::Clause,
            _ => kind,
        }
    }

    /// Whether anything of its label is part of a reading.
    fn has_label(&self, view: View) -> bool {
        let mut runs = self.label.iter().flat_map(|label| &label.runs);
        runs.any(|run| !run.text.trim().is_empty() && view.admits(run.revision.within(self.revision)))
    }
}

/// The characters of runs in one reading, inside something in state `whole`. `mark` stands for each mark of
/// a note and each reference.
pub(crate) fn plain_text(content: &[Inline], view: View, whole: Revision, mark: &str) -> String {
    let mut text = String::new();
    for inline in content {
        if !view.admits(inline.revision.within(whole)) {
            continue;
        }
        match &inline.kind {
            InlineKind::Text(run) => text.push_str(run),
            InlineKind::LineBreak => text.push('\n'),
            InlineKind::NoteReference(_) | InlineKind::CrossReference(_) => text.push_str(mark),
            InlineKind::Comment(_) | InlineKind::SourceComment(_) => {}
        }
    }
    text
}

/// What a block is.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum BlockKind {
    /// `# RESOLUTION 101 (Rev. Busan, 2014)`: the number line of an instrument or of its parts.
    NumberLine(Instrument),
    /// `## Title` of an instrument, annex or section.
    Title,
    /// `(Hammamet, 2016)` right under a title.
    PlaceDate,
    /// `### Heading` (level 1), `#### …` (level 2) and so on; its number is the label.
    Heading {
        /// From 1.
        level: u8,
    },
    /// `MOD EUR/80A1/1`: the action's word is the label, the number the text.
    Proposal(ProposalAction),
    /// `Reasons: text`: the word with its colon is the label.
    Reasons,
    /// The opening formula.
    Formula,
    /// A call: *recalling*, *instructs the Secretary-General*.
    Call,
    /// A labelled clause, dash or bullet.
    Clause,
    /// Running text, an unnumbered clause, or a further paragraph of a clause.
    Paragraph,
    /// `NOTE 1 – text`: the word with its number is the label.
    Note,
    /// `(Minneapolis, 1998) – (Rev. …)`
    History,
    /// `Table 1 – caption`: the word with its number is the label.
    Caption(CaptionKind),
    /// A table.
    Table(Table),
    /// A picture.
    Picture(Picture),
    /// `---`: the closing rule.
    Rule,
    /// `%% text`: kept for the formatter, never printed.
    SourceComment(String),
}

/// What a block does to the label sequences around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counting {
    /// Its label counts among those at its depth.
    Clause,
    /// Its number, if it has one, counts among those at the margin.
    Heading,
    /// Behind it, at its depth, a list goes on or begins again.
    Interrupts,
    /// No list goes on behind it.
    Ends,
    /// Nothing: it is no part of the page.
    Passes,
}

impl BlockKind {
    /// Whether nothing but its words and its place make a block of this kind.
    pub(crate) fn is_by_words(&self) -> bool {
        matches!(
            self,
            Self::Call | Self::Formula | Self::Paragraph | Self::History | Self::PlaceDate
        )
    }

    /// What a block of this kind does to label sequences.
    pub fn counting(&self) -> Counting {
        match self {
            Self::Clause => Counting::Clause,
            Self::Heading { .. } => Counting::Heading,
            Self::Call | Self::NumberLine(_) | Self::Proposal(_) | Self::Reasons | Self::Rule => {
                Counting::Ends
            }
            Self::Title
            | Self::PlaceDate
            | Self::Formula
            | Self::Paragraph
            | Self::Note
            | Self::History
            | Self::Caption(_)
            | Self::Table(_)
            | Self::Picture(_) => Counting::Interrupts,
            Self::SourceComment(_) => Counting::Passes,
        }
    }
}

/// The name of a place (`{#id}`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The id, without dots.
    pub id: String,
    /// Where it stands in the source, braces included.
    pub span: Span,
}

/// What a number line opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Instrument {
    /// Which kind.
    pub kind: InstrumentKind,
    /// Whether the line itself says so; otherwise it is taken for a resolution.
    pub named: bool,
}

/// The kinds of instruments and of their parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
#[non_exhaustive]
pub enum InstrumentKind {
    Resolution,
    Decision,
    Recommendation,
    Opinion,
    Annex,
    Appendix,
    Attachment,
    Part,
    Chapter,
    Section,
    Article,
}

impl InstrumentKind {
    /// Whether its text has calls: a resolution, decision, recommendation or opinion.
    pub fn has_calls(self) -> bool {
        match self {
            Self::Resolution | Self::Decision | Self::Recommendation | Self::Opinion => true,
            Self::Annex
            | Self::Appendix
            | Self::Attachment
            | Self::Part
            | Self::Chapter
            | Self::Section
            | Self::Article => false,
        }
    }

    /// Whether it stands inside the instrument before it and does not end its text.
    pub fn is_division(self) -> bool {
        matches!(self, Self::Part | Self::Chapter | Self::Section | Self::Article)
    }

    /// Whether it is attached behind an instrument: annex, appendix, attachment.
    pub fn is_attached(self) -> bool {
        matches!(self, Self::Annex | Self::Appendix | Self::Attachment)
    }
}

/// What a proposal does to the provision that it stands above (ITU conference proposals).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ProposalAction {
    /// New text.
    Add,
    /// Text moved here from elsewhere (`ADD*`).
    AddMoved,
    /// A change of substance.
    Mod,
    /// A change of wording only (`(MOD)`).
    ModEditorial,
    /// Suppression.
    Sup,
    /// Text moved away (`SUP*`).
    SupMoved,
    /// No change.
    Noc,
    /// No change, to be kept as it is (`_NOC_`, printed underlined).
    NocFirm,
    /// Anything else.
    Other,
}

impl ProposalAction {
    /// The mark as printed.
    pub fn word(self) -> &'static str {
        match self {
            Self::Add => "ADD",
            Self::AddMoved => "ADD*",
            Self::Mod => "MOD",
            Self::ModEditorial => "(MOD)",
            Self::Sup => "SUP",
            Self::SupMoved => "SUP*",
            Self::Noc | Self::NocFirm => "NOC",
            Self::Other => "OTHER",
        }
    }
}

/// What a caption belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
#[non_exhaustive]
pub enum CaptionKind {
    Table,
    Figure,
}

/// `![alt text](file.png)`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What it shows, in words.
    pub alternative: String,
    /// The file as written, relative to the source.
    pub file: String,
    /// Where the file's name stands in the source.
    pub file_span: Span,
}
