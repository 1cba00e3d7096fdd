//! Documents of the Plenipotentiary Conference and the Council: Calibri, steps of 10 mm (FORMAT § 2).

use super::row::{
    Effect::{Bold, Caps, Italic, Plain},
    FLAT, Indent,
    Keep::{self, Free, Lines, Next, Whole},
    NOTE_HANG, NOTE_STEP, Row, at, block, dots, hanging, stop, to,
};
use super::sheet::{AgendaRule, InstrumentRule, MastheadRule, NoteRule, PageFill, RunningRule, Sheet};
use super::{
    Align::{self, Centre, End, Start},
    Font, FootnoteSeparator, LineSpacing, Page, ParagraphRule,
    ParagraphStyle::{self, *},
    Tab, TabKind, arabic, shared,
};

/// The Plenipotentiary Conference.
pub(super) const PP: Sheet = Sheet {
    page: PAGE,
    fill: PageFill::Ragged,
    paragraph: rule,
    identity,
    arabic: arabic::OWN_STEPS,
    masthead: shared::MASTHEAD,
    running: RunningRule::Heads {
        one_line: false,
        // As PP-14 had it.
        first_foot: Some("• www.itu.int/plenipotentiary/ •"),
    },
    instruments: InstrumentRule {
        on_new_pages: false,
        spares_revision_from_capitals: false,
    },
    notes: NoteRule {
        reference_size: 16,
        // The booklet's; that of a PP document has not been seen.
        separator: FootnoteSeparator {
            underscores: 20,
            bold: false,
        },
        restart: false,
    },
    splits_captions: true,
    tables: shared::TABLES,
    leader: shared::LEADER,
    closing_rule: shared::CLOSING_RULE,
    default_tab: shared::DEFAULT_TAB,
    bars: shared::CHANGE_BARS,
    comments: shared::COMMENT_MARGIN,
};

/// The Council, whose documents share the conference's secretariat and typeface; no sheet of their
/// own has been seen. The item of the agenda stands in their header block.
pub(super) const COUNCIL: Sheet = Sheet {
    masthead: MastheadRule {
        agenda: AgendaRule {
            stands_for_meeting: true,
            separator: ": ",
        },
        ..shared::MASTHEAD
    },
    running: RunningRule::Heads {
        one_line: false,
        first_foot: None,
    },
    ..PP
};

const STEPS: &[Tab] = &[at(10), at(20), at(30), at(40), at(50)];
const CALL: &[Tab] = &[at(10)];
const NOTE: &[Tab] = &[at(15), at(20), at(30), at(40), at(50)];
const FOOTNOTE: &[Tab] = &[
    stop(NOTE_STEP, TabKind::Start),
    at(10),
    at(20),
    at(30),
    at(40),
    at(50),
];
const PROPOSAL: &[Tab] = &[at(20), at(33), at(40)];
const CAPTION: &[Tab] = &[at(52), at(72)];
const CONTENTS: &[Tab] = &[at(17), dots(155), to(170)];
const CONTENTS_HEAD: &[Tab] = &[stop(9780, TabKind::End)];
const FOOTER: &[Tab] = &[at(105), to(170)];
const NONE: &[Tab] = &[];

const SINGLE: LineSpacing = LineSpacing::Multiple(240);

/// The styles that PP's sheet knows by another id and name than the conferences'.
fn identity(style: ParagraphStyle) -> Option<(&'static str, &'static str)> {
    (style == PartNo).then_some(("Part", "Part"))
}

/// A4 with the margins of the other conferences: the sheet of a PP document has not been seen,
/// but its right tab stop at 170 mm agrees (FORMAT § 1).
const PAGE: Page = Page {
    width: 11907,
    height: 16840,
    top: 1418,
    bottom: 1418,
    left: 1134,
    right: 1134,
    header: 720,
    footer: 720,
    mirrored: false,
};

/// The style sheet. It lets go of numbers and titles; here they stay with what follows, as in
/// the other families, since a title must not end a page.
#[rustfmt::skip]
fn rule(style: ParagraphStyle) -> ParagraphRule {
    match style {
        //                         pt    letters  lines   before after  indent         keep   tabs           next
        Normal           => row(12.0, Plain,  Start,   6.0,  0.0, FLAT,            Free,  STEPS,         Normal),
        NormalAfterTitle => row(12.0, Plain,  Start,  12.0,  0.0, FLAT,            Free,  STEPS,         Normal),
        Call             => row(12.0, Italic, Start,   8.0,  0.0, block(10),       Whole, CALL,          Normal),
        Enumlev1         => row(12.0, Plain,  Start,   4.3,  0.0, hanging(10, 10), Free,  STEPS,         Enumlev1),
        Enumlev2         => row(12.0, Plain,  Start,   4.3,  0.0, hanging(20, 10), Free,  STEPS,         Enumlev2),
        Enumlev3         => row(12.0, Plain,  Start,   4.3,  0.0, hanging(30, 10), Free,  STEPS,         Enumlev3),
        Heading1         => row(14.0, Bold,   Start,  24.0,  0.0, hanging(10, 10), Whole, STEPS,         Normal),
        Heading2         => row(12.0, Bold,   Start,  16.0,  0.0, hanging(10, 10), Whole, STEPS,         Normal),
        Heading3         => row(12.0, Bold,   Start,  10.0,  0.0, hanging(10, 10), Whole, STEPS,         Normal),
        Heading4         => row(12.0, Bold,   Start,  10.0,  0.0, hanging(20, 20), Whole, STEPS,         Normal),
        Heading5         => row(12.0, Bold,   Start,  10.0,  0.0, hanging(20, 20), Whole, STEPS,         Normal),
        Heading6         => row(12.0, Bold,   Start,  10.0,  0.0, hanging(20, 20), Whole, STEPS,         Normal),
        Headingb         => row(12.0, Bold,   Start,   8.0,  0.0, hanging(10, 10), Whole, STEPS,         Normal),
        Headingi         => row(12.0, Italic, Start,   8.0,  0.0, hanging(10, 10), Whole, STEPS,         Normal),
        ResNo            => row(14.0, Caps,   Centre, 36.0,  0.0, FLAT,            Next,  STEPS,         ResTitle),
        ResTitle         => row(14.0, Bold,   Centre, 12.0, 12.0, FLAT,            Next,  STEPS,         Normal),
        // Not in the PP sheet: the conference's, with PP's tabs.
        ResRef           => row(12.0, Plain,  Centre,  6.0,  0.0, FLAT,            Whole, STEPS,         ResDate),
        ResDate          => row(11.0, Plain,  End,     6.0,  0.0, FLAT,            Whole, STEPS,         NormalAfterTitle),
        DecNo            => row(14.0, Caps,   Centre, 36.0,  0.0, FLAT,            Next,  STEPS,         DecTitle),
        DecTitle         => row(14.0, Bold,   Centre, 12.0, 12.0, FLAT,            Next,  STEPS,         NormalAfterTitle),
        RecNo            => row(14.0, Caps,   Centre, 36.0,  0.0, FLAT,            Next,  STEPS,         RecTitle),
        RecTitle         => row(14.0, Bold,   Centre, 12.0,  0.0, FLAT,            Next,  STEPS,         Heading1),
        // Not in the PP sheet: as resolutions, which opinions are set like at WCIT.
        OpinionNo        => row(14.0, Caps,   Centre, 36.0,  0.0, FLAT,            Next,  STEPS,         OpinionTitle),
        OpinionTitle     => row(14.0, Bold,   Centre, 12.0, 12.0, FLAT,            Next,  STEPS,         NormalAfterTitle),
        AnnexNo          => row(14.0, Caps,   Centre, 36.0,  0.0, FLAT,            Next,  STEPS,         AnnexRef),
        AnnexRef         => row(12.0, Plain,  Centre,  6.0,  0.0, FLAT,            Next,  STEPS,         AnnexTitle),
        AnnexTitle       => row(14.0, Bold,   Centre, 12.0, 12.0, FLAT,            Next,  STEPS,         Normal),
        AppendixNo       => row(14.0, Caps,   Centre, 36.0,  0.0, FLAT,            Next,  STEPS,         AppendixRef),
        AppendixRef      => row(12.0, Plain,  Centre,  6.0,  0.0, FLAT,            Next,  STEPS,         AppendixTitle),
        AppendixTitle    => row(14.0, Bold,   Centre, 12.0, 12.0, FLAT,            Next,  STEPS,         Normal),
        // The sheet has one style `Part` and no title of parts: the title is that of a chapter.
        PartNo           => row(14.0, Caps,   Centre, 30.0,  0.0, FLAT,            Next,  NONE,          PartTitle),
        PartTitle        => row(14.0, Bold,   Centre, 12.0, 12.0, FLAT,            Next,  NONE,          Normal),
        ChapNo           => row(14.0, Caps,   Centre, 30.0,  0.0, FLAT,            Next,  NONE,          ChapTitle),
        ChapTitle        => row(14.0, Bold,   Centre, 12.0, 12.0, FLAT,            Next,  NONE,          Normal),
        SectionNo        => row(14.0, Caps,   Centre, 30.0,  0.0, FLAT,            Next,  NONE,          SectionTitle),
        SectionTitle     => row(14.0, Bold,   Centre, 12.0, 12.0, FLAT,            Next,  NONE,          NormalAfterTitle),
        ArtNo            => row(14.0, Caps,   Centre, 30.0,  0.0, FLAT,            Next,  NONE,          ArtTitle),
        ArtTitle         => row(14.0, Bold,   Centre, 12.0, 12.0, FLAT,            Next,  NONE,          Normal),
        TableNo          => row(12.0, Caps,   Centre, 28.0,  6.0, FLAT,            Next,  STEPS,         TableTitle),
        TableTitle       => row(12.0, Bold,   Centre,  0.0,  6.0, FLAT,            Next,  CAPTION,       TableText),
        TableHead        => row(11.0, Bold,   Centre,  6.0,  6.0, FLAT,            Next,  NONE,          TableText),
        TableText        => row(11.0, Plain,  Start,   3.0,  3.0, FLAT,            Free,  NONE,          TableText),
        TableLegend      => row(11.0, Plain,  Start,   6.0,  3.0, FLAT,            Free,  NONE,          TableLegend),
        // Not in the PP sheet: the conference's, at the size of PP's tables.
        Figure           => row(12.0, Plain,  Centre,  6.0,  0.0, FLAT,            Whole, STEPS,         FigureTitle),
        FigureNo         => row(12.0, Caps,   Centre, 24.0,  6.0, FLAT,            Whole, STEPS,         FigureTitle),
        FigureTitle      => row(12.0, Bold,   Centre,  0.0, 24.0, FLAT,            Whole, STEPS,         Normal),
        Note             => row(12.0, Plain,  Start,   6.0,  0.0, FLAT,            Free,  NOTE,          Note),
        FootnoteText     => row(12.0, Plain,  Start,   6.0,  0.0, NOTE_HANG,       Lines, FOOTNOTE,      FootnoteText),
        // Not in the PP sheet: the conference's.
        CommentText      => row(10.0, Plain,  Start,   6.0,  0.0, FLAT,            Free,  STEPS,         CommentText),
        Source           => row(14.0, Bold,   Centre, 42.0,  0.0, FLAT,            Free,  STEPS,         Title1),
        Title1           => row(14.0, Caps,   Centre, 12.0,  0.0, FLAT,            Free,  STEPS,         Title2),
        Title2           => row(14.0, Caps,   Centre, 12.0,  0.0, FLAT,            Free,  STEPS,         Title3),
        Title3           => row(14.0, Plain,  Centre, 12.0,  0.0, FLAT,            Free,  STEPS,         NormalAfterTitle),
        // Not in the PP sheet: the conference's.
        Title4           => row(14.0, Bold,   Centre, 12.0,  0.0, FLAT,            Free,  STEPS,         Heading1),
        AgendaItem       => line(276, row(14.0, Plain,  Centre, 12.0, 10.0, FLAT,            Free,  NONE,          Normal)),
        Committee        => row(11.0, Bold,   Start,   0.0,  0.0, FLAT,            Free,  NONE,          Normal),
        // Not in the PP sheet: the header rows of WRC-15, one size with `Committee`.
        DocNumber        => row(11.0, Bold,   Start,   6.0,  0.0, FLAT,            Free,  NONE,          DocDate),
        DocDate          => row(11.0, Bold,   Start,   0.0,  0.0, FLAT,            Free,  NONE,          DocOriginal),
        DocOriginal      => row(11.0, Bold,   Start,   0.0,  0.0, FLAT,            Free,  NONE,          Source),
        // From the header block of WRC-12, the only one seen, in PP's typeface.
        Logo             => row(13.5, Bold,   Start,  12.0,  0.0, FLAT,            Free,  NONE,          Logo),
        Address          => row( 9.5, Bold,   Start,   3.0,  0.0, FLAT,            Free,  NONE,          Address),
        Proposal         => row(12.0, Bold,   Start,  12.0,  0.0, FLAT,            Next,  PROPOSAL,      Normal),
        Reasons          => row(12.0, Plain,  Start,   6.0,  0.0, FLAT,            Free,  STEPS,         Normal),
        Dash             => row(12.0, Plain,  Centre, 30.0,  0.0, FLAT,            Free,  STEPS,         Normal),
        Toc0             => row(12.0, Bold,   Start,   6.0,  0.0, FLAT,            Free,  CONTENTS_HEAD, Toc1),
        Toc1             => row(12.0, Plain,  Start,  12.0,  0.0, hanging(17, 17), Free,  CONTENTS,      Toc1),
        Toc2             => row(12.0, Plain,  Start,   6.0,  0.0, hanging(17, 17), Free,  CONTENTS,      Toc2),
        Header           => row( 9.0, Plain,  Centre,  0.0,  0.0, FLAT,            Free,  NONE,          Header),
        Footer           => row( 8.0, Caps,   Start,   0.0,  0.0, FLAT,            Free,  FOOTER,        Footer),
        // The sheet has it at the start; the line that PP-14 printed there is centred (FORMAT § 5.1).
        FirstFooter      => row( 8.0, Plain,  Centre,  0.0,  0.0, FLAT,            Free,  FOOTER,        FirstFooter),
    }
    .rule(style)
}

#[allow(clippy::too_many_arguments)] // One for each column of the table.
fn row(
    size: f32,
    effect: super::row::Effect,
    align: Align,
    before: f32,
    after: f32,
    indent: Indent,
    keep: Keep,
    tabs: &'static [Tab],
    next: ParagraphStyle,
) -> Row {
    Row {
        font: Font::Calibri,
        size,
        effect,
        align,
        space: (before, after),
        line: SINGLE,
        indent,
        keep,
        tabs,
        next,
    }
}

fn line(height: u16, row: Row) -> Row {
    Row {
        line: LineSpacing::Multiple(height),
        ..row
    }
}
