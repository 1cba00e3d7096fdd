//! The vocabulary of style tables. All lengths are twips (1/20 of a point, Word's own unit).

/// A length in twips: 1/20 pt, 1/1440 inch.
pub type Twips = i32;

/// The paper and its margins (FORMAT § 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Width of the paper.
    pub width: Twips,
    /// Height of the paper.
    pub height: Twips,
    /// Margins.
    pub top: Twips,
    /// See `top`.
    pub bottom: Twips,
    /// See `top`.
    pub left: Twips,
    /// See `top`.
    pub right: Twips,
    /// From the paper's upper edge to the running header.
    pub header: Twips,
    /// From the paper's lower edge to the running footer.
    pub footer: Twips,
    /// Whether left and right pages mirror each other (the booklet).
    pub mirrored: bool,
}

/// Everything that a house says about one paragraph style, inheritance already resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParagraphRule {
    /// The style.
    pub style: ParagraphStyle,
    /// The typeface.
    pub font: Font,
    /// Size in half-points.
    pub size: u16,
    /// Size of complex scripts (Arabic) in half-points.
    pub size_complex: u16,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Printed in capitals, stored in mixed case.
    pub caps: bool,
    /// How lines are set.
    pub align: Align,
    /// Space before.
    pub before: Twips,
    /// Space after.
    pub after: Twips,
    /// Distance of lines.
    pub line: LineSpacing,
    /// Indent of the text from the start margin.
    pub start: Twips,
    /// Indent from the end margin.
    pub end: Twips,
    /// Indent of the first line against `start`; negative where it hangs.
    pub first: Twips,
    /// Never the last thing on a page: stays with the next paragraph.
    pub keep_next: bool,
    /// Its lines stay on one page.
    pub keep_lines: bool,
    /// Tab stops.
    pub tabs: &'static [Tab],
    /// The style that Word gives to the paragraph typed after it.
    pub next: ParagraphStyle,
    /// Its level in Word's navigation pane and the PDF's outline, from 1.
    pub outline: Option<u8>,
}

/// A tab stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tab {
    /// From the start margin.
    pub at: Twips,
    /// How text stands at it.
    pub kind: TabKind,
    /// Whether dots lead to it.
    pub dotted: bool,
}

/// How text stands at a tab stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum TabKind {
    Start,
    Centre,
    End,
}

/// How the lines of a paragraph are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Align {
    Start,
    Centre,
    End,
    Justified,
}

/// The distance of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineSpacing {
    /// The font's own height times this many 240ths (240 is single).
    Multiple(u16),
    /// Exactly this.
    Exact(Twips),
    /// The font's own height, but at least this.
    AtLeast(Twips),
}

/// The typefaces that the houses name; the back ends map them to files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Font {
    Calibri,
    TimesNewRoman,
    Verdana,
}

/// The character styles that runs may carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum CharacterStyle {
    FootnoteReference,
    CommentReference,
    Hyperlink,
    PageNumber,
    /// ITU's `href`: the number in a number line, which running heads quote.
    Href,
}

impl CharacterStyle {
    /// Whether its characters stand upright in an italic paragraph, as the marks of notes do.
    pub fn is_upright(self) -> bool {
        matches!(self, Self::FootnoteReference)
    }
}

/// What a house says about one character style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CharacterRule {
    /// The style.
    pub style: CharacterStyle,
    /// Size in half-points; none leaves the paragraph's.
    pub size: Option<u16>,
    /// How far the characters are raised, in half-points (`w:position`).
    pub raised: i16,
    /// Bold.
    pub bold: bool,
}

macro_rules! paragraph_styles {
    ($($variant:ident $id:literal $name:literal,)*) => {
        /// ITU's paragraph styles. The id is Word's `w:styleId`, the name what Word shows
        /// (FORMAT § 2).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)]
        pub enum ParagraphStyle { $($variant,)* }

        impl ParagraphStyle {
            /// Every style, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Word's `w:styleId`.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }

            /// The name that Word shows.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

paragraph_styles! {
    Normal "Normal" "Normal",
    NormalAfterTitle "Normalaftertitle" "Normal after title",
    Call "Call" "Call",
    Enumlev1 "enumlev1" "enumlev1",
    Enumlev2 "enumlev2" "enumlev2",
    Enumlev3 "enumlev3" "enumlev3",
    Heading1 "Heading1" "heading 1",
    Heading2 "Heading2" "heading 2",
    Heading3 "Heading3" "heading 3",
    Heading4 "Heading4" "heading 4",
    Heading5 "Heading5" "heading 5",
    Heading6 "Heading6" "heading 6",
    Headingb "Headingb" "Heading_b",
    Headingi "Headingi" "Heading_i",
    ResNo "ResNo" "Res_No",
    ResTitle "Restitle" "Res_title",
    ResRef "Resref" "Res_ref",
    ResDate "Resdate" "Res_date",
    DecNo "DecNo" "Dec_No",
    DecTitle "Dectitle" "Dec_title",
    RecNo "RecNo" "Rec_No",
    RecTitle "Rectitle" "Rec_title",
    OpinionNo "OpinionNo" "Opinion_No",
    OpinionTitle "Opiniontitle" "Opinion_title",
    AnnexNo "AnnexNo" "Annex_No",
    AnnexRef "Annexref" "Annex_ref",
    AnnexTitle "Annextitle" "Annex_title",
    AppendixNo "AppendixNo" "Appendix_No",
    AppendixRef "Appendixref" "Appendix_ref",
    AppendixTitle "Appendixtitle" "Appendix_title",
    PartNo "PartNo" "Part_No",
    PartTitle "Parttitle" "Part_title",
    ChapNo "ChapNo" "Chap_No",
    ChapTitle "Chaptitle" "Chap_title",
    SectionNo "SectionNo" "Section_No",
    SectionTitle "Sectiontitle" "Section_title",
    ArtNo "ArtNo" "Art_No",
    ArtTitle "Arttitle" "Art_title",
    TableNo "TableNo" "Table_No",
    TableTitle "Tabletitle" "Table_title",
    TableHead "Tablehead" "Table_head",
    TableText "Tabletext" "Table_text",
    TableLegend "Tablelegend" "Table_legend",
    Figure "Figure" "Figure",
    FigureNo "FigureNo" "Figure_No",
    FigureTitle "Figuretitle" "Figure_title",
    Note "Note" "Note",
    FootnoteText "FootnoteText" "footnote text",
    CommentText "CommentText" "annotation text",
    Source "Source" "Source",
    Title1 "Title1" "Title 1",
    Title2 "Title2" "Title 2",
    Title3 "Title3" "Title 3",
    Title4 "Title4" "Title 4",
    AgendaItem "Agendaitem" "Agenda_item",
    Committee "Committee" "Committee",
    DocNumber "dnum" "dnum",
    DocDate "ddate" "ddate",
    DocOriginal "dorlang" "dorlang",
    Logo "LOGO" "LOGO",
    Address "Adress" "Adress",
    Proposal "Proposal" "Proposal",
    Reasons "Reasons" "Reasons",
    Dash "Dash" "Dash",
    Toc0 "toc0" "toc 0",
    Toc1 "TOC1" "toc 1",
    Toc2 "TOC2" "toc 2",
    Header "Header" "header",
    Footer "Footer" "footer",
    FirstFooter "FirstFooter" "FirstFooter",
}
