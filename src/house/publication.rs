//! The published booklet: Times New Roman 11, justified, steps of 14 mm (FORMAT § 2, WTSA-16).

use super::row::{
    Effect::{Bold, Caps, Italic, Plain},
    FLAT, Indent,
    Keep::{self, Free, Lines, Next, Whole},
    NOTE_HANG, NOTE_STEP, Row, at, block, dots, hanging, mm, on, stop, to,
};
use super::sheet::{InstrumentRule, NoteRule, PageFill, RunningRule, Sheet};
use super::{
    Align::{self, Centre, End, Justified, Start},
    Font, FootnoteSeparator, LineSpacing, Page, ParagraphRule,
    ParagraphStyle::{self, *},
    Tab, TabKind, arabic, shared,
};

/// The booklet.
pub(super) const BOOKLET: Sheet = Sheet {
    page: PAGE,
    // Pages are set so (`w:vAlign` `both`, FORMAT § 1); a line is as far as that goes without gaping.
    fill: PageFill::Full(280),
    paragraph: rule,
    identity,
    arabic: arabic::OWN_STEPS,
    masthead: shared::MASTHEAD,
    running: RunningRule::Feet,
    instruments: InstrumentRule {
        on_new_pages: true,
        spares_revision_from_capitals: true,
    },
    notes: NoteRule {
        reference_size: 16,
        separator: FootnoteSeparator {
            underscores: 20,
            bold: false,
        },
        // Each resolution begins on a page of its own. In a conference document several texts share
        // a page, and two notes 1 on it could not be told apart.
        restart: true,
    },
    splits_captions: false,
    tables: shared::TABLES,
    leader: shared::LEADER,
    closing_rule: shared::CLOSING_RULE,
    default_tab: shared::DEFAULT_TAB,
    bars: shared::CHANGE_BARS,
    comments: shared::COMMENT_MARGIN,
};

const STEPS: &[Tab] = &[at(14), at(21), at(28), at(35)];
const HEADING_4: &[Tab] = &[at(18), at(21), at(28), at(35)];
const HEADING_6: &[Tab] = &[at(28), at(35)];
const FOOTNOTE: &[Tab] = &[stop(NOTE_STEP, TabKind::Start), at(14), at(21), at(28), at(35)];
const TITLE: &[Tab] = &[at(10), at(20), at(30), at(40), at(50)];
const CELL: &[Tab] = &[
    at(5),
    at(10),
    at(15),
    at(20),
    at(25),
    at(30),
    at(35),
    at(40),
    at(45),
    at(50),
    at(55),
    at(60),
    at(65),
    at(70),
];
const CONTENTS: &[Tab] = &[at(17), dots(155), to(170)];
const CONTENTS_HEAD: &[Tab] = &[to(170)];
/// ITU's `Footer_QP`: text at 16 mm on even pages, before the number at the margin on odd ones.
const FOOTER: &[Tab] = &[stop(907, TabKind::Start), to(155), to(170)];
const PROPOSAL: &[Tab] = &[at(20), at(33), at(40)];
const HEADER: &[Tab] = &[on(85), to(170)];
const NONE: &[Tab] = &[];

/// Contents lines leave room for the page numbers.
const CONTENTS_1: Indent = contents(12, 12);
const CONTENTS_2: Indent = contents(27, 15);

const SINGLE: LineSpacing = LineSpacing::Multiple(240);
const LINE_12: LineSpacing = LineSpacing::Exact(240);
const LINE_14: LineSpacing = LineSpacing::Exact(280);
const LINE_16: LineSpacing = LineSpacing::Exact(320);

/// The styles that ITU's booklets know by another id and name than its conferences.
fn identity(style: ParagraphStyle) -> Option<(&'static str, &'static str)> {
    match style {
        NormalAfterTitle => Some(("Normalaftertitle0", "Normal after title")),
        TableTitle => Some(("TableNoTitle", "Table_NoTitle")),
        Footer => Some(("FooterQP", "Footer_QP")),
        _ => None,
    }
}

/// The sheet.
const PAGE: Page = Page {
    width: 11907,
    height: 16840,
    top: 1134,
    bottom: 1134,
    left: 1134,
    right: 1134,
    header: 567,
    footer: 567,
    mirrored: true,
};

/// The style sheet.
#[rustfmt::skip]
fn rule(style: ParagraphStyle) -> ParagraphRule {
    match style {
        //                         pt    letters  lines   before after  line   indent         keep   tabs           next
        Normal           => row(11.0, Plain,  Justified,  8.0,  0.0, LINE_14, FLAT,            Free,  STEPS,         Normal),
        // The later of the two styles of this name, which the resolution itself uses.
        NormalAfterTitle => row(11.0, Plain,  Justified, 14.0,  0.0, SINGLE,  FLAT,            Free,  STEPS,         Normal),
        Call             => row(11.0, Italic, Start,     12.0,  0.0, LINE_14, block(14),       Whole, STEPS,         Normal),
        Enumlev1         => row(11.0, Plain,  Justified,  4.0,  0.0, LINE_14, hanging(14, 14), Free,  STEPS,         Enumlev1),
        Enumlev2         => row(11.0, Plain,  Justified,  4.0,  0.0, LINE_14, hanging(21, 7),  Free,  STEPS,         Enumlev2),
        Enumlev3         => row(11.0, Plain,  Justified,  4.0,  0.0, LINE_14, hanging(28, 7),  Free,  STEPS,         Enumlev3),
        Heading1         => row(12.0, Bold,   Justified, 30.0,  0.0, LINE_16, hanging(14, 14), Whole, STEPS,         Normal),
        Heading2         => row(12.0, Bold,   Justified, 18.0,  0.0, LINE_16, hanging(14, 14), Whole, STEPS,         Normal),
        Heading3         => row(12.0, Bold,   Justified, 12.0,  0.0, LINE_16, hanging(14, 14), Whole, STEPS,         Normal),
        Heading4         => row(12.0, Bold,   Justified, 12.0,  0.0, LINE_16, hanging(18, 18), Whole, HEADING_4,     Normal),
        Heading5         => row(12.0, Bold,   Justified, 12.0,  0.0, LINE_16, hanging(18, 18), Whole, HEADING_4,     Normal),
        Heading6         => row(12.0, Bold,   Justified, 12.0,  0.0, LINE_16, hanging(28, 28), Whole, HEADING_6,     Normal),
        Headingb         => row(11.0, Bold,   Justified, 12.0,  0.0, LINE_14, hanging(14, 14), Next,  STEPS,         Normal),
        Headingi         => row(11.0, Italic, Start,     12.0,  0.0, LINE_14, FLAT,            Next,  STEPS,         Normal),
        ResNo            => row(14.0, Caps,   Centre,     0.0,  0.0, LINE_14, FLAT,            Whole, NONE,          ResTitle),
        ResTitle         => row(14.0, Bold,   Centre,    18.0,  0.0, SINGLE,  FLAT,            Whole, STEPS,         ResRef),
        ResRef           => row(11.0, Italic, Centre,     8.0,  0.0, LINE_14, FLAT,            Whole, NONE,          ResDate),
        ResDate          => row(11.0, Italic, End,        8.0,  0.0, LINE_14, FLAT,            Whole, NONE,          NormalAfterTitle),
        // The booklet has no styles for decisions and opinions: as resolutions.
        DecNo            => row(14.0, Caps,   Centre,     0.0,  0.0, LINE_14, FLAT,            Whole, NONE,          DecTitle),
        DecTitle         => row(14.0, Bold,   Centre,    18.0,  0.0, SINGLE,  FLAT,            Whole, STEPS,         NormalAfterTitle),
        RecNo            => row(14.0, Bold,   Start,      0.0,  0.0, LINE_14, FLAT,            Whole, STEPS,         RecTitle),
        RecTitle         => row(14.0, Bold,   Centre,    18.0,  0.0, SINGLE,  FLAT,            Whole, STEPS,         NormalAfterTitle),
        OpinionNo        => row(14.0, Caps,   Centre,     0.0,  0.0, LINE_14, FLAT,            Whole, NONE,          OpinionTitle),
        OpinionTitle     => row(14.0, Bold,   Centre,    18.0,  0.0, SINGLE,  FLAT,            Whole, STEPS,         NormalAfterTitle),
        AnnexNo          => row(14.0, Caps,   Centre,    24.0,  4.0, LINE_14, FLAT,            Whole, STEPS,         AnnexTitle),
        // References and the title of annexes are missing: the appendix's title, the resolution's reference.
        AnnexRef         => row(11.0, Italic, Centre,     8.0,  0.0, LINE_14, FLAT,            Whole, NONE,          AnnexTitle),
        AnnexTitle       => row(14.0, Bold,   Centre,    12.0, 14.0, LINE_14, FLAT,            Whole, STEPS,         Normal),
        AppendixNo       => row(14.0, Caps,   Centre,    24.0,  4.0, LINE_14, FLAT,            Whole, STEPS,         AppendixTitle),
        AppendixRef      => row(11.0, Italic, Centre,     8.0,  0.0, LINE_14, FLAT,            Whole, NONE,          AppendixTitle),
        AppendixTitle    => row(14.0, Bold,   Centre,    12.0, 14.0, LINE_14, FLAT,            Whole, STEPS,         Normal),
        // The sheet justifies the number; over its centred title it is centred here.
        PartNo           => row(12.0, Caps,   Centre,    24.0,  4.0, LINE_14, FLAT,            Whole, STEPS,         PartTitle),
        PartTitle        => row(12.0, Bold,   Centre,    12.0, 14.0, LINE_16, FLAT,            Whole, STEPS,         NormalAfterTitle),
        ChapNo           => row(14.0, Bold,   Centre,    36.0,  0.0, LINE_16, FLAT,            Whole, NONE,          ChapTitle),
        ChapTitle        => row(12.0, Bold,   Centre,    24.0,  0.0, LINE_14, FLAT,            Whole, NONE,          NormalAfterTitle),
        SectionNo        => row(14.0, Caps,   Centre,    36.0,  0.0, LINE_16, FLAT,            Whole, STEPS,         SectionTitle),
        SectionTitle     => row(14.0, Bold,   Centre,    18.0,  6.0, LINE_16, FLAT,            Whole, STEPS,         NormalAfterTitle),
        ArtNo            => row(14.0, Caps,   Centre,    24.0,  0.0, LINE_14, FLAT,            Whole, STEPS,         ArtTitle),
        ArtTitle         => row(14.0, Bold,   Centre,    12.0,  0.0, LINE_14, FLAT,            Whole, STEPS,         NormalAfterTitle),
        // One style, `Table_NoTitle`, holds number and title.
        TableNo          => row(10.0, Bold,   Centre,    18.0,  6.0, LINE_12, FLAT,            Whole, STEPS,         TableHead),
        TableTitle       => row(10.0, Bold,   Centre,    18.0,  6.0, LINE_12, FLAT,            Whole, STEPS,         TableHead),
        TableHead        => row(10.0, Bold,   Centre,     4.0,  4.0, SINGLE,  FLAT,            Next,  CELL,          TableText),
        TableText        => row(10.0, Plain,  Start,      2.0,  2.0, SINGLE,  FLAT,            Free,  CELL,          TableText),
        TableLegend      => row(11.0, Plain,  Start,      8.0,  2.0, LINE_14, FLAT,            Free,  CELL,          TableLegend),
        Figure           => row(11.0, Plain,  Centre,    12.0,  6.0, SINGLE,  FLAT,            Whole, STEPS,         FigureTitle),
        FigureNo         => row(12.0, Caps,   Centre,    24.0,  6.0, SINGLE,  FLAT,            Whole, STEPS,         FigureTitle),
        FigureTitle      => row(12.0, Bold,   Centre,     0.0, 24.0, SINGLE,  FLAT,            Lines, STEPS,         Normal),
        Note             => row(10.0, Plain,  Justified,  4.0,  0.0, LINE_12, FLAT,            Free,  STEPS,         Note),
        FootnoteText     => row(10.0, Plain,  Justified,  4.0,  0.0, LINE_12, NOTE_HANG,       Lines, FOOTNOTE,      FootnoteText),
        CommentText      => row(10.0, Plain,  Justified,  8.0,  0.0, LINE_14, FLAT,            Free,  STEPS,         CommentText),
        Source           => row(14.0, Bold,   Centre,    42.0, 10.0, LINE_14, FLAT,            Free,  STEPS,         Title1),
        Title1           => row(14.0, Caps,   Centre,    12.0,  0.0, LINE_14, FLAT,            Free,  TITLE,         Title2),
        Title2           => row(14.0, Caps,   Centre,    12.0,  0.0, LINE_14, FLAT,            Free,  TITLE,         Title3),
        Title3           => row(14.0, Plain,  Centre,    12.0,  0.0, LINE_14, FLAT,            Free,  TITLE,         Title4),
        Title4           => row(14.0, Bold,   Centre,    12.0,  0.0, LINE_14, FLAT,            Free,  TITLE,         Heading1),
        // A booklet has no header block and no proposals; a draft set like one takes the conference's.
        AgendaItem       => row(14.0, Plain,  Centre,    12.0,  0.0, SINGLE,  FLAT,            Free,  STEPS,         NormalAfterTitle),
        Committee        => row(12.0, Bold,   Start,      0.0,  0.0, SINGLE,  FLAT,            Free,  STEPS,         Normal),
        DocNumber        => row(12.0, Bold,   Start,      6.0,  0.0, SINGLE,  FLAT,            Free,  STEPS,         DocDate),
        DocDate          => row(12.0, Bold,   Start,      0.0,  0.0, SINGLE,  FLAT,            Free,  STEPS,         DocOriginal),
        DocOriginal      => row(12.0, Bold,   Start,      0.0,  0.0, SINGLE,  FLAT,            Free,  STEPS,         Source),
        Logo             => row(13.5, Bold,   Start,     12.0,  0.0, SINGLE,  FLAT,            Free,  NONE,          Logo),
        Address          => row( 9.5, Bold,   Start,      3.0,  0.0, SINGLE,  FLAT,            Free,  NONE,          Address),
        Proposal         => row(11.0, Bold,   Start,     12.0,  0.0, LINE_14, FLAT,            Next,  PROPOSAL,      Normal),
        Reasons          => row(11.0, Plain,  Justified,  8.0,  0.0, LINE_14, FLAT,            Free,  STEPS,         Normal),
        Dash             => row(11.0, Plain,  Centre,    30.0,  0.0, LINE_14, FLAT,            Free,  STEPS,         Normal),
        Toc0             => row(11.0, Bold,   Start,      8.0,  0.0, LINE_14, FLAT,            Lines, CONTENTS_HEAD, Toc1),
        Toc1             => row(11.0, Plain,  Start,      8.0,  0.0, LINE_14, CONTENTS_1,      Free,  CONTENTS,      Toc1),
        Toc2             => row(11.0, Plain,  Start,      4.0,  0.0, LINE_14, CONTENTS_2,      Free,  CONTENTS,      Toc2),
        Header           => row( 9.0, Plain,  Centre,     0.0,  0.0, LINE_14, FLAT,            Free,  HEADER,        Header),
        // `Footer_QP`, which the pages of a resolution use.
        Footer           => row(11.0, Bold,   Start,      0.0,  0.0, LINE_14, FLAT,            Free,  FOOTER,        Footer),
        FirstFooter      => row( 8.0, Plain,  Start,      2.0,  0.0, LINE_14, FLAT,            Free,  NONE,          FirstFooter),
    }
    .rule(style)
}

const fn contents(start: i32, hang: i32) -> Indent {
    Indent {
        end: mm(15),
        ..hanging(start, hang)
    }
}

#[allow(clippy::too_many_arguments)] // One for each column of the table.
fn row(
    size: f32,
    effect: super::row::Effect,
    align: Align,
    before: f32,
    after: f32,
    line: LineSpacing,
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
        line,
        indent,
        keep,
        tabs,
        next,
    }
}
