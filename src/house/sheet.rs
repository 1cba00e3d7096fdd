//! What one house says, as a value: a file of a house gives it whole, and [`super::House`] hands it out.

use super::{ChangeBars, CommentMargin, Page, ParagraphRule, ParagraphStyle, Twips};

/// The rules of a house in a language of the Latin script; [`ArabicRule`] says what Arabic changes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sheet {
    /// Paper and margins.
    pub(super) page: Page,
    /// How far pages are filled.
    pub(super) fill: PageFill,
    /// The style table.
    pub(super) paragraph: fn(ParagraphStyle) -> ParagraphRule,
    /// Word's id and name of the styles that this house knows by others than [`ParagraphStyle::id`]
    /// and [`ParagraphStyle::name`].
    pub(super) identity: fn(ParagraphStyle) -> Option<(&'static str, &'static str)>,
    /// What Arabic changes.
    pub(super) arabic: ArabicRule,
    /// The header block of the first page.
    pub(super) masthead: MastheadRule,
    /// What runs along the pages.
    pub(super) running: RunningRule,
    /// Numbers and titles.
    pub(super) instruments: InstrumentRule,
    /// Footnotes.
    pub(super) notes: NoteRule,
    /// Whether a table's caption is two paragraphs, number above title; else it is one.
    pub(super) splits_captions: bool,
    /// Tables in the text.
    pub(super) tables: TableRule,
    /// The dots of a table of contents.
    pub(super) leader: LeaderRule,
    /// How many underscores the closing rule is: ITU types it (FORMAT § 4, closing rule).
    pub(super) closing_rule: usize,
    /// The distance of Word's own tab stops behind the last of a style.
    pub(super) default_tab: Twips,
    /// The bars beside changed lines.
    pub(super) bars: ChangeBars,
    /// The margin for comments.
    pub(super) comments: CommentMargin,
}

/// How far the lines and pages of a house are filled.
#[derive(Clone, Copy, Debug)]
pub(super) enum PageFill {
    /// Pages end where they end, and words are left whole.
    Ragged,
    /// Words may be divided, and each space between paragraphs may grow by so much that a full
    /// page reaches its lower margin.
    Full(Twips),
}

/// What Arabic changes in a house.
#[derive(Clone, Copy, Debug)]
pub(super) struct ArabicRule {
    /// Paper and margins.
    pub(super) page: fn(Page) -> Page,
    /// A row of the style table.
    pub(super) paragraph: fn(ParagraphRule) -> ParagraphRule,
}

/// The header block of the first page: a table of two columns (FORMAT § 5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MastheadRule {
    /// Width of the two columns; the first holds the names, the second numbers and emblem.
    pub columns: [Twips; 2],
    /// From the paper's upper edge to the table.
    pub top: Twips,
    /// Whether the second column stays free beside the names where no emblem is given.
    pub reserves_emblem: bool,
    /// Width and height of the emblem.
    pub emblem: [Twips; 2],
    /// Size of place and dates in half-points; the conference's name has that of style `LOGO`.
    pub place_size: u16,
    /// The same of their Arabic letters.
    pub place_size_complex: u16,
    /// Thickness of the line under the first row, in eighths of a point (`w:sz`).
    pub line: u16,
    /// From the line to what stands over and under it, where ITU's templates have an empty row.
    pub gap: Twips,
    /// How the item of the agenda is printed.
    pub agenda: AgendaRule,
    /// Whether abstract and contacts stand under the titles, as in contributions to WTSA and WTDC.
    pub particulars: bool,
}

/// How the item of the agenda is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgendaRule {
    /// Whether it stands in the meeting's place, unless a meeting is named; else under the titles.
    pub stands_for_meeting: bool,
    /// What stands between the words `Agenda item` and its number.
    pub separator: &'static str,
}

/// What runs along the pages (FORMAT § 5.3, and § 4 for the booklet).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunningRule {
    /// The numbers of page and document over every page but the first.
    Heads {
        /// Whether they stand on one line, else one above the other.
        one_line: bool,
        /// What stands at the foot of a document's first page.
        first_foot: Option<&'static str>,
    },
    /// Conference, instrument and page number at the foot of every page, the last on its outer side.
    Feet,
}

/// How an instrument begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct InstrumentRule {
    /// Whether each begins on a new page.
    pub(super) on_new_pages: bool,
    /// Whether `Rev.` and place keep small letters in a number line that prints capitals
    /// (FORMAT § 2, note 3).
    pub(super) spares_revision_from_capitals: bool,
}

/// How footnotes are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoteRule {
    /// Size of their numbers in the text, in half-points.
    pub(super) reference_size: u16,
    /// The line over them.
    pub(super) separator: FootnoteSeparator,
    /// Whether their numbers start again in each instrument.
    pub(super) restart: bool,
}

/// The line between text and footnotes: ITU types it instead of using Word's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FootnoteSeparator {
    /// How many underscores it is.
    pub underscores: usize,
    /// Whether they are bold.
    pub bold: bool,
}

/// How tables in the text are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableRule {
    /// Thickness of all borders, in eighths of a point (`w:sz`).
    pub border: u16,
    /// Space between a cell's text and its sides.
    pub padding: Twips,
    /// The same where words would else be broken.
    pub least_padding: Twips,
    /// The smallest size, in half points, that text is set in before words are broken.
    pub least_size: u16,
    /// A row of no more lines than this stays on one page.
    pub whole_row: usize,
    /// Space above and below a table, where the paragraphs beside it have no more.
    pub space: Twips,
}

/// The dots that lead from a text to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeaderRule {
    /// Space before and behind them.
    pub gap: Twips,
    /// Width and height of a dot.
    pub dot: Twips,
    /// From one dot to the next.
    pub step: Twips,
    /// From the baseline to the upper edge of a dot.
    pub rise: Twips,
    /// No dots are set where there is less room than this.
    pub shortest: Twips,
}
