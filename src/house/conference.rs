//! Documents of the WRC, WTSA, WTDC and RA: steps of 20, 33 and 40 mm (FORMAT § 2, WRC-15 and WCIT-12).

use super::row::{
    Effect::{Bold, BoldCaps, Caps, Italic, Plain},
    FLAT, Indent,
    Keep::{self, Free, Lines, Next, Whole},
    NOTE_STEP, Row, at, block, dots, hanging, on, stop, to,
};
use super::sheet::{InstrumentRule, MastheadRule, NoteRule, PageFill, RunningRule, Sheet};
use super::{
    Align::{self, Centre, End, Start},
    Font, FootnoteSeparator, LineSpacing, Page,
    ParagraphStyle::{self, *},
    Tab, TabKind, arabic, shared,
};

/// The World Telecommunication Standardization Assembly. Times New Roman was seen at WRC.
pub(super) const WTSA: Sheet = Sheet {
    page: PAGE,
    fill: PageFill::Ragged,
    paragraph: |style| row_of(style).rule(style),
    identity: |_| None,
    arabic: arabic::CONFERENCE,
    masthead: MastheadRule {
        particulars: true,
        ..shared::MASTHEAD
    },
    running: RunningRule::Heads {
        one_line: false,
        first_foot: None,
    },
    instruments: InstrumentRule {
        on_new_pages: false,
        spares_revision_from_capitals: false,
    },
    notes: NoteRule {
        reference_size: 18,
        separator: FootnoteSeparator {
            underscores: 15,
            bold: true,
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

/// The Radiocommunication Assembly.
pub(super) const RA: Sheet = Sheet {
    masthead: shared::MASTHEAD,
    ..WTSA
};

/// The World Radiocommunication Conference: WRC-15's paper is six twips shorter than A4 as others
/// have it.
pub(super) const WRC: Sheet = Sheet {
    page: Page {
        height: 16834,
        ..PAGE
    },
    paragraph: |style| {
        let row = row_of(style);
        // The header block has a face of its own (FORMAT § 5.2).
        let row = match style {
            Logo => Row {
                font: Font::Verdana,
                ..row
            },
            Address | Committee | DocNumber | DocDate | DocOriginal => Row {
                font: Font::Verdana,
                size: 9.5,
                ..row
            },
            _ => row,
        };
        row.rule(style)
    },
    masthead: MastheadRule {
        reserves_emblem: true,
        ..shared::MASTHEAD
    },
    ..WTSA
};

/// The World Telecommunication Development Conference, whose documents come from the Bureau that
/// made those of WCIT: they are set in Calibri, with document and page on one line (FORMAT § 5.3).
pub(super) const WTDC: Sheet = Sheet {
    paragraph: |style| {
        let row = match style {
            Header => row(9.0, Plain, Start, 0.0, 0.0, FLAT, Free, ONE_LINE, Header),
            style => row_of(style),
        };
        let font = Font::Calibri;
        Row { font, ..row }.rule(style)
    },
    running: RunningRule::Heads {
        one_line: true,
        first_foot: None,
    },
    ..WTSA
};

const STEPS: &[Tab] = &[at(20), at(33), at(40)];
const DEEPER: &[Tab] = &[at(33), at(40)];
const LEVELS: &[Tab] = &[at(20), at(33), at(46), at(59)];
const NOTE: &[Tab] = &[at(5), at(20), at(33), at(40)];
const FOOTNOTE: &[Tab] = &[stop(NOTE_STEP, TabKind::Start), at(20), at(33), at(40)];
const REASONS: &[Tab] = &[at(20), at(28), at(35)];
const TITLE: &[Tab] = &[at(10), at(20), at(30), at(33), at(40), at(50)];
const COMMITTEE: &[Tab] = &[at(15), at(20), at(33), at(40)];
const CELL: &[Tab] = &[
    at(5),
    at(10),
    at(15),
    at(20),
    at(25),
    at(30),
    at(33),
    at(35),
    at(40),
    at(45),
    at(50),
    at(55),
    at(60),
    at(65),
    at(70),
];
const CONTENTS: &[Tab] = &[at(10), dots(140), on(168)];
const CONTENTS_HEAD: &[Tab] = &[stop(9780, TabKind::End)];
const FOOTER: &[Tab] = &[at(105), to(170)];
const ONE_LINE: &[Tab] = &[to(170)];
const NONE: &[Tab] = &[];

const SINGLE: LineSpacing = LineSpacing::Multiple(240);

/// The sheet of paper.
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

/// The style sheet.
#[rustfmt::skip]
fn row_of(style: ParagraphStyle) -> Row {
    match style {
        //                         pt    letters  lines   before after  indent         keep   tabs           next
        Normal           => row(12.0, Plain,    Start,   6.0,  0.0, FLAT,            Free,  STEPS,         Normal),
        NormalAfterTitle => row(12.0, Plain,    Start,  14.0,  0.0, FLAT,            Free,  STEPS,         Normal),
        Call             => row(12.0, Italic,   Start,   8.0,  0.0, block(20),       Whole, STEPS,         Normal),
        Enumlev1         => row(12.0, Plain,    Start,   4.0,  0.0, hanging(20, 20), Free,  LEVELS,        Enumlev1),
        Enumlev2         => row(12.0, Plain,    Start,   4.0,  0.0, hanging(33, 13), Free,  LEVELS,        Enumlev2),
        Enumlev3         => row(12.0, Plain,    Start,   4.0,  0.0, hanging(40, 7),  Free,  LEVELS,        Enumlev3),
        Heading1         => row(14.0, Bold,     Start,  14.0,  0.0, hanging(20, 20), Whole, STEPS,         Normal),
        Heading2         => row(12.0, Bold,     Start,  10.0,  0.0, hanging(20, 20), Whole, STEPS,         Normal),
        Heading3         => row(12.0, Bold,     Start,  10.0,  0.0, hanging(20, 20), Whole, DEEPER,        Normal),
        Heading4         => row(12.0, Bold,     Start,  10.0,  0.0, hanging(20, 20), Whole, DEEPER,        Normal),
        Heading5         => row(12.0, Bold,     Start,  10.0,  0.0, hanging(20, 20), Whole, DEEPER,        Normal),
        Heading6         => row(12.0, Bold,     Start,  10.0,  0.0, hanging(20, 20), Whole, DEEPER,        Normal),
        Headingb         => row(12.0, Bold,     Start,   8.0,  0.0, FLAT,            Next,  STEPS,         Normal),
        Headingi         => row(12.0, Italic,   Start,   8.0,  0.0, FLAT,            Next,  STEPS,         Normal),
        ResNo            => row(14.0, Caps,     Centre, 24.0,  0.0, FLAT,            Whole, STEPS,         ResTitle),
        ResTitle         => row(14.0, Bold,     Centre, 12.0,  0.0, FLAT,            Whole, STEPS,         ResRef),
        ResRef           => row(12.0, Plain,    Centre,  6.0,  0.0, FLAT,            Whole, STEPS,         ResDate),
        ResDate          => row(11.0, Plain,    End,     6.0,  0.0, FLAT,            Whole, STEPS,         NormalAfterTitle),
        // Decisions have no styles at WRC and WCIT: as resolutions, which PP sets them like.
        DecNo            => row(14.0, Caps,     Centre, 24.0,  0.0, FLAT,            Whole, STEPS,         DecTitle),
        DecTitle         => row(14.0, Bold,     Centre, 12.0,  0.0, FLAT,            Whole, STEPS,         NormalAfterTitle),
        RecNo            => row(14.0, Caps,     Centre, 24.0,  0.0, FLAT,            Whole, STEPS,         RecTitle),
        RecTitle         => row(14.0, Bold,     Centre, 12.0,  0.0, FLAT,            Whole, STEPS,         Normal),
        OpinionNo        => row(14.0, Caps,     Centre, 24.0,  0.0, FLAT,            Whole, STEPS,         OpinionTitle),
        OpinionTitle     => row(14.0, Bold,     Centre, 12.0,  0.0, FLAT,            Whole, STEPS,         NormalAfterTitle),
        AnnexNo          => row(14.0, Caps,     Centre, 24.0,  4.0, FLAT,            Whole, STEPS,         AnnexRef),
        AnnexRef         => row(12.0, Plain,    Centre,  6.0, 14.0, FLAT,            Whole, STEPS,         AnnexTitle),
        AnnexTitle       => row(14.0, Bold,     Centre, 12.0, 14.0, FLAT,            Whole, STEPS,         NormalAfterTitle),
        AppendixNo       => row(14.0, Caps,     Centre, 24.0,  4.0, FLAT,            Whole, STEPS,         AnnexRef),
        AppendixRef      => row(12.0, Plain,    Centre,  6.0, 14.0, FLAT,            Whole, STEPS,         AnnexTitle),
        AppendixTitle    => row(14.0, Bold,     Centre, 12.0, 14.0, FLAT,            Whole, STEPS,         NormalAfterTitle),
        PartNo           => row(14.0, Caps,     Centre, 24.0,  4.0, FLAT,            Whole, STEPS,         PartTitle),
        PartTitle        => row(14.0, Bold,     Centre, 12.0, 14.0, FLAT,            Whole, STEPS,         NormalAfterTitle),
        ChapNo           => row(14.0, BoldCaps, Centre, 24.0,  0.0, FLAT,            Whole, STEPS,         ChapTitle),
        ChapTitle        => row(14.0, Bold,     Centre, 12.0,  0.0, FLAT,            Whole, STEPS,         NormalAfterTitle),
        SectionNo        => row(14.0, Caps,     Centre, 24.0,  4.0, FLAT,            Whole, STEPS,         SectionTitle),
        SectionTitle     => row(14.0, Bold,     Centre, 12.0, 14.0, FLAT,            Whole, STEPS,         NormalAfterTitle),
        ArtNo            => row(14.0, Caps,     Centre, 24.0,  0.0, FLAT,            Whole, STEPS,         ArtTitle),
        ArtTitle         => row(14.0, Bold,     Centre, 12.0,  0.0, FLAT,            Whole, STEPS,         NormalAfterTitle),
        TableNo          => row(10.0, Caps,     Centre, 28.0,  6.0, FLAT,            Next,  STEPS,         TableTitle),
        TableTitle       => row(10.0, Bold,     Centre,  0.0,  6.0, FLAT,            Whole, STEPS,         TableText),
        TableHead        => row(10.0, Bold,     Centre,  4.0,  4.0, FLAT,            Next,  CELL,          TableText),
        TableText        => row(10.0, Plain,    Start,   2.0,  2.0, FLAT,            Free,  CELL,          TableText),
        TableLegend      => row(10.0, Plain,    Start,   6.0,  2.0, FLAT,            Free,  CELL,          TableLegend),
        Figure           => row(12.0, Plain,    Centre,  6.0,  0.0, FLAT,            Whole, STEPS,         FigureTitle),
        FigureNo         => row(10.0, Caps,     Centre, 24.0,  6.0, FLAT,            Whole, STEPS,         FigureTitle),
        FigureTitle      => row(10.0, Bold,     Centre,  0.0, 24.0, FLAT,            Whole, STEPS,         Normal),
        Note             => row(12.0, Plain,    Start,   4.0,  0.0, FLAT,            Free,  NOTE,          Note),
        FootnoteText     => row(12.0, Plain,    Start,   6.0,  0.0, FLAT,            Lines, FOOTNOTE,      FootnoteText),
        CommentText      => row(10.0, Plain,    Start,   6.0,  0.0, FLAT,            Free,  STEPS,         CommentText),
        Source           => row(14.0, Bold,     Centre, 42.0,  0.0, FLAT,            Free,  STEPS,         Title1),
        Title1           => row(14.0, Caps,     Centre, 12.0,  0.0, FLAT,            Free,  TITLE,         Title2),
        Title2           => row(14.0, Caps,     Centre, 24.0,  0.0, FLAT,            Free,  STEPS,         Title3),
        Title3           => row(14.0, Plain,    Centre, 12.0,  0.0, FLAT,            Free,  STEPS,         Normal),
        Title4           => row(14.0, Bold,     Centre, 12.0,  0.0, FLAT,            Free,  STEPS,         Heading1),
        AgendaItem       => row(14.0, Plain,    Centre, 12.0,  0.0, FLAT,            Free,  STEPS,         NormalAfterTitle),
        Committee        => committee(row(12.0, Bold,     Start,   0.0,  0.0, FLAT,            Free,  COMMITTEE,     Normal)),
        DocNumber        => row(12.0, Bold,     Start,   6.0,  0.0, FLAT,            Free,  STEPS,         DocDate),
        DocDate          => row(12.0, Bold,     Start,   0.0,  0.0, FLAT,            Free,  STEPS,         DocOriginal),
        DocOriginal      => row(12.0, Bold,     Start,   0.0,  0.0, FLAT,            Free,  STEPS,         Source),
        // From the header block of WRC-12, the only one seen, in the house's typeface.
        Logo             => row(13.5, Bold,     Start,  12.0,  0.0, FLAT,            Free,  NONE,          Logo),
        Address          => row( 9.5, Bold,     Start,   3.0,  0.0, FLAT,            Free,  NONE,          Address),
        Proposal         => row(12.0, Bold,     Start,  12.0,  0.0, FLAT,            Next,  STEPS,         Normal),
        Reasons          => row(12.0, Plain,    Start,   6.0,  0.0, FLAT,            Free,  REASONS,       Normal),
        // WRC-12's.
        Dash             => row(12.0, Plain,    Centre, 30.0,  0.0, FLAT,            Free,  STEPS,         Normal),
        Toc0             => row(12.0, Bold,     Start,   6.0,  0.0, FLAT,            Free,  CONTENTS_HEAD, Toc1),
        Toc1             => row(12.0, Plain,    Start,  12.0,  0.0, hanging(10, 10), Lines, CONTENTS,      Toc1),
        Toc2             => row(12.0, Plain,    Start,   6.0,  0.0, hanging(10, 10), Lines, CONTENTS,      Toc2),
        Header           => row( 9.0, Plain,    Centre,  0.0,  0.0, FLAT,            Free,  STEPS,         Header),
        Footer           => row( 8.0, Caps,     Start,   0.0,  0.0, FLAT,            Free,  FOOTER,        Footer),
        FirstFooter      => row( 8.0, Plain,    Start,   2.0,  0.0, FLAT,            Free,  NONE,          FirstFooter),
    }
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
        font: Font::TimesNewRoman,
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

fn committee(row: Row) -> Row {
    Row {
        line: LineSpacing::AtLeast(240),
        ..row
    }
}
