//! The kinds of findings, with what is said about each.

use super::Severity;
use crate::nearest::nearest;

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $summary:literal $explanation:literal,)*) => {
        /// The kinds of findings. `plenary explain` and `docs/diagnostics.md` are written from here.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $summary] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the reference.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name that users see: `mark.unclosed`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// How bad it is unless the user says otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// One line that names it.
            pub fn summary(self) -> &'static str {
                match self { $(Self::$variant => $summary,)* }
            }

            /// What it means and how to mend it, in Markdown.
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$variant => $explanation,)* }
            }
        }
    };
}

codes! {
    FileUnreadable "file.unreadable" Error
        "A file cannot be read."
        "The file is not there, is a folder, or may not be read. Only formats for machines tell it as a finding, so that nothing else stands among them; the exit code is 3.",
    ProjectInvalid "project.invalid" Error
        "The project file says something that cannot be used."
        "`plenary.toml` is a TOML file: text stands in quotation marks, lists in brackets. Nothing of a project is built, checked or formatted until its file is sound. `docs/command.md` lists its keys.",
    ProjectUnknownKey "project.unknown-key" Error
        "The project file has a key that does not exist."
        "The key would say nothing, so it is most likely a slip of spelling. Under `[front]` the keys are those of the front matter.",
    SourceNotUtf8 "source.not-utf8" Error
        "The file is not UTF-8."
        "Plenary reads UTF-8, and UTF-16 that begins with a byte order mark. Save the file as UTF-8; in Word choose *Plain text* and the encoding *Unicode (UTF-8)*.",
    SourceRecoded "source.recoded" Warning
        "The file was written in another encoding than it was read in."
        "`fmt` writes UTF-8, whatever it read. Commands that edit a source keep its encoding.",
    SourceTooLarge "source.too-large" Error
        "The file is too large."
        "A resolution is some tens of kilobytes. Files above 64 MB are not read, so that a wrong file cannot use up the machine.",
    SourceControlCharacter "source.control-character" Error
        "The text holds a control character."
        "Control characters come with text pasted from other programs (U+000B is Word's manual line break, U+000C a page break). Nothing can print them and no Word file may hold them. Remove them, or write what stands there in the printed text; a line break is written `\\` at the end of the line.",
    SourceInvisible "source.invisible" Warning
        "A character that nobody sees keeps a line from being a form."
        "Text that is pasted from other programs may begin with a space without width, a soft hyphen or a mark of direction. What follows is then no label, call or heading. Remove the character.",
    SourceEmpty "source.empty" Warning
        "The document has no text."
        "The file is empty, or holds front matter and comments only. What is made of it is an empty page.",
    SourceUnreadable "source.unreadable" Error
        "The grammar does not cover the text."
        "Every text should be covered by the grammar. Please report the file.",
    FrontUnclosed "front.unclosed" Error
        "The front matter is never closed."
        "The front matter stands between two lines of three hyphens at the top of the file. The second is missing. What comes before the first line that is no `key: value` is read as front matter.",
    FrontUnopened "front.unopened" Warning
        "Lines look like front matter, and no `---` opens it."
        "Front matter begins and ends with a line `---`. Some editors make one dash of three hyphens.",
    FrontBadLine "front.bad-line" Error
        "A line of the front matter is no entry."
        "Between the two lines of hyphens every line is `key: value`, or is indented and continues the value above it.",
    FrontUnknownKey "front.unknown-key" Error
        "The front matter has no such key."
        "Keys are spelt exactly as in the reference; the nearest one is offered.",
    FrontDuplicateKey "front.duplicate-key" Error
        "A key of the front matter stands twice."
        "Each key stands once. The second value is not used.",
    FrontBadValue "front.bad-value" Error
        "A key of the front matter has a value that it cannot have."
        "Some keys take one of a few words: `style`, `language`, `original`, `typography`; `document`, `addendum`, `revision` and `corrigendum` take a number.",
    FrontQuoted "front.quoted" Warning
        "A value in the front matter stands in quotation marks."
        "There is no quoting in the front matter: everything behind the colon is the value, so the marks are printed.",
    FrontUnprinted "front.unprinted" Warning
        "A key of the front matter is printed nowhere."
        "`abstract` and `contact` stand in the header of contributions to WTSA and WTDC: in documents of the styles `wtsa` and `wtdc` that have a number. The headers of other styles have no place for them.",
    DateInvalid "date.invalid" Error
        "A date is no date of the calendar."
        "Dates are ISO dates, `2014-09-15`; a mark or an author may have a time too, `2014-09-15T10:30Z`, in UTC.",
    AuthorInvalid "author.invalid" Error
        "An author's entry is wrong."
        "Under `authors:` each line is `KEY: name` or `KEY: name, date`. A key is made of ASCII letters, digits and `_`, and stands once.",
    AuthorUnknown "author.unknown" Error
        "A mark names an author who is not listed."
        "The key behind `@` is one of those under `authors:` in the front matter.",
    AuthorUnlisted "author.unlisted" Warning
        "A word behind a key and a comma is nobody's key."
        "`++}@DE,FR` is a mark of two hands together. Behind the comma stands a key that is listed under `authors:`; anything else is text. Where a word follows the comma without a space, it may have been meant as a key: list it, or write `{},` to keep the text from the mark.",
    AuthorApart "author.apart" Warning
        "An author's key stands apart from the mark that it belongs to."
        "`++}@DE,FR` is a mark of two hands together: a comma and nothing else parts their keys. With a space or another sign between them the first key alone is the mark's, and the other is printed. Write `{}` behind the mark if the word is text.",
    AuthorMissing "author.missing" Warning
        "A document with changes names no author."
        "Word and PDF say of each change whose it is and when it was made. Without `authors:` in the front matter they can say neither.",
    ConferenceUnknown "conference.unknown" Warning
        "The conference is not in the table."
        "The conference's code is not one that the program knows. Give its name, place and dates under `conference-name`, `conference-place` and `conference-dates`.",
    ConferenceUndated "conference.undated" Warning
        "The table has no dates of the conference."
        "The header of the first page prints the place and the dates of the conference that `conference` names. The program does not know when this one meets: give the dates under `conference-dates`.",
    MarkUnclosed "mark.unclosed" Error
        "A mark is never closed."
        "`{++`, `{--`, `{~~`, `{>>`, `{^` and `{_` end inside their block, with `++}`, `--}`, `~~}`, `<<}`, `^}` and `_}`. A mark that is not closed ends with its block. To change more than one block, mark each with `++ ` or `-- ` at its start.",
    MarkWrongCloser "mark.wrong-closer" Error
        "A mark is closed with the end of another."
        "What `{++` opens `++}` closes, and so on.",
    MarkStrayCloser "mark.stray-closer" Warning
        "The end of a mark stands where none is open."
        "It is printed as it stands. Write the opener, or a backslash before the characters.",
    MarkNoSplit "mark.no-split" Error
        "A replacement does not say where the new text begins."
        "A replacement is `{~~old~>new~~}`.",
    MarkSpaced "mark.spaced" Warning
        "What looks like a mark has a space in it."
        "`{++text++}` has no space between the brace and the signs. `{==text==}` of other notations is no mark here.",
    MarkEmpty "mark.empty" Warning
        "A mark holds nothing."
        "A change of nothing says nothing. Remove it.",
    MarkNested "mark.nested" Error
        "A change mark stands inside another."
        "Only one nesting means something: a later hand strikes part of what was inserted, `{++ … {--struck--} … ++}`.",
    MarkInDeletion "mark.in-deletion" Error
        "A change mark stands in a block that is deleted whole."
        "A block under `-- ` goes as it is. Another hand's `{++text++}` may stand in it, and goes with it; so may `{--text--}` that the hand of the block and another strike together (`@DE,FR`). Nothing else in it can change.",
    ParagraphMarkMisplaced "mark.misplaced-paragraph-mark" Error
        "A paragraph mark stands where no paragraph ends."
        "`{++¶++}` and `{--¶--}` stand at the end of a block, behind its comments and name, and join or split it and the block after it, which stands at the same level.",
    MoveUnpaired "move.unpaired" Warning
        "A move has one end only."
        "A move is a deletion and an insertion with the same name behind them, `--}#m1` and `++}#m1`.",
    MoveOfOtherHands "move.other-hands" Warning
        "The two ends of a move are different hands'."
        "What one hand takes away and another puts in is no move. The two are shown as plain changes. Give both ends the same keys, or remove the name of the move.",
    MoveRepeated "move.repeated" Warning
        "A move has more than two ends."
        "A move is one deletion and one insertion. Of more, the first of each are shown as the move, then the second of each, and what is left over as a plain change; all of them are accepted or rejected together. The rows of one table are one end.",
    EmphasisUnclosed "emphasis.unclosed" Warning
        "Emphasis begins and does not end."
        "A `*` before a word begins italics, and `**` bold, which the same number of stars ends behind a word of the same block.",
    EmphasisCrosses "emphasis.crosses" Warning
        "Emphasis crosses the border of a mark."
        "Emphasis begins and ends inside the same mark or outside all of them.",
    EmphasisGlued "emphasis.glued" Warning
        "A star stands between letters or digits."
        "Between two letters or digits `*` is a character, so that `5*3` needs nothing. Where emphasis is meant, `{}` sets it apart: `8{}*bis*`.",
    LineBreakDropped "line-break.dropped" Warning
        "A line break stands before a line that begins with `#`."
        "`\\` at the end of a number line, title or heading breaks it, and the next line goes on with it. A line that begins with `#` does not.",
    LineWrapped "line.wrapped" Warning
        "A line begins with a number and is taken to go on with the text above."
        "Text pasted from a PDF is wrapped anywhere, so `1 GHz` or `16 September` may begin a line. Where the text above has no end mark, and the number is not the next of its list, the line goes on with that text. A backslash before the number says so; a blank line above makes it a clause.",
    LinePageNumber "line.page-number" Warning
        "A line looks like the number of a page."
        "Text that is pasted from a PDF brings the heads and feet of its pages along. Such a line is printed as the text that it is. Leave it out; the outputs number their pages themselves.",
    LineMarkUnspaced "line-mark.unspaced" Warning
        "What looks like a line mark has no space behind it."
        "`++ ` and `-- ` mark a whole block, and have a space behind them.",
    FormBehindComment "line.behind-comment" Warning
        "What looks like a form stands behind a comment that began on an earlier line."
        "Only a comment that begins on the line itself may stand before a label, `#`, `|` or line mark.",
    NoteUnclosed "note.unclosed" Error
        "A footnote reference is not closed."
        "A reference is `[^id]`, without spaces in the id.",
    NoteUnknown "note.unknown" Error
        "A footnote reference has no footnote."
        "The text of `[^id]` is written on a line `[^id]: text`, anywhere between blocks.",
    LinkAddress "link.address" Warning
        "A link leads to no page or mailbox."
        "Links lead to the web (`https://`, `http://`) or to a mailbox (`mailto:`); another address is printed as text, since opening a document must not run a script or open a file. A change mark inside an address is a part of the address: strike the whole link and insert another.",
    NoteUnused "note.unused" Warning
        "A footnote has no reference."
        "The note is not printed, as nothing refers to it.",
    NotePasted "note.pasted" Warning
        "A line looks like the text of a pasted footnote."
        "Raised numbers that are characters, as `¹`, make no footnotes. A note's mark is `[^1]` in the text, and its text a line `[^1]: text`.",
    NoteSpaced "note.spaced" Warning
        "A space parts a note's mark or a comment from its word."
        "The mark of a note and a reviewer's comment follow their word at once: `text[^1], more`. A space before them is printed, before the punctuation that follows a comment.",
    NoteDuplicate "note.duplicate" Error
        "A footnote is defined twice."
        "Each note has an id of its own. The first definition is used.",
    NoteBlock "note.block" Error
        "A table or a picture stands in a footnote."
        "A footnote has paragraphs and clauses. What is indented under it and is a table or a picture would end it and be printed in the text, which nobody means. Say it in words, or put it into the text, not indented, and refer to it in the note.",
    NoteEmpty "note.empty" Warning
        "A footnote has no text."
        "The mark is printed, and the note below is empty.",
    ReferenceUnclosed "reference.unclosed" Error
        "A cross-reference is not closed."
        "A reference is `{@id}`, or `{@id.label}` for the label alone.",
    ReferenceTyped "reference.typed" Warning
        "Words name a clause by a label that it no longer has."
        "`fmt --renumber` sets labels and no words. Where the text says `resolves 3` or `clause 3 above` and that clause has another label now, the words are left for the author. A reference, `{@id}`, follows of itself.",
    ReferenceUnknown "reference.unknown" Error
        "A cross-reference leads nowhere."
        "The place that is meant is named by `{#id}` at its end.",
    ReferenceMissing "reference.missing" Error
        "A cross-reference leads to a place that one reading does not have."
        "The reference is part of a reading in which the place that it names is not: before it was inserted, or after it was deleted. Mark the reference too, or write another one for that reading.",
    AnchorUnclosed "anchor.unclosed" Error
        "A name is not closed."
        "A name is `{#id}`, without spaces or dots.",
    AnchorInvalid "anchor.invalid" Error
        "A name has characters that it cannot have."
        "Names have no dots, because `{@id.label}` prints a label alone.",
    AnchorDuplicate "anchor.duplicate" Error
        "A name stands twice in one reading."
        "Each name stands once in each reading. A moved clause may carry it at both ends.",
    AnchorMisplaced "anchor.misplaced" Warning
        "A name does not stand at the end of a block."
        "`{#id}` names the block at whose end it stands.",
    CallUnknown "call.unknown" Warning
        "A call phrase is not known."
        "A line by itself without punctuation at its end is taken for a call. If it is one that the program does not know, list it under `calls:`; if it is text, end it as text ends.",
    CallInline "call.inline" Warning
        "A paragraph begins with a call phrase and is no call."
        "A call stands on a line of its own, and its clauses below it.",
    CallForeign "call.foreign" Warning
        "A call is one of another language."
        "The calls that are known are those of the document's language. `language:` in the front matter says which that is; it is English without it.",
    CallHeading "call.heading" Warning
        "A heading has the words of a call."
        "A call has no `#`. Under a heading the clauses are no part of a call: their references print otherwise, and they are counted on.",
    CallJoined "call.joined" Warning
        "What looks like a call goes on with the line above."
        "A call that the program does not know needs a blank line before it and behind it.",
    CallBehindReasons "call.behind-reasons" Warning
        "A call stands behind the reasons of its instrument."
        "`Reasons:` runs to the next `#`, proposal mark or `---`, and there are no calls in it. It stands behind the text that it is about.",
    ReasonsUnmarked "reasons.unmarked" Warning
        "The word for reasons has no colon."
        "Reasons begin with `Reasons:`; with another sign behind the word the line is text.",
    ProposalUnmarked "proposal.unmarked" Warning
        "A line looks like a proposal mark and is none."
        "A proposal mark is a word in capitals, ADD, MOD, SUP or NOC, and a number with a `/`: `MOD EUR/80A1/1`.",
    InstrumentUnknown "instrument.unknown" Warning
        "A number line does not say what it opens."
        "The first word of a number line tells what it opens: resolution, decision, recommendation, opinion, annex, appendix, attachment, part, section and so on, in any of the six languages.",
    InstrumentUnmarked "instrument.unmarked" Warning
        "A line reads like a number line but is text."
        "Number lines begin with `# `, titles with `## `.",
    TitleUnmarked "title.unmarked" Warning
        "A heading or paragraph stands where a title should."
        "`# ` begins the number line and `## ` the title; `### ` is a heading inside the text.",
    TitleMissing "title.missing" Warning
        "An instrument has no title."
        "A resolution, decision, recommendation or opinion has its title, a line that begins with `## `, right below its number line. Where the text follows at once, the title was forgotten, or stands on the number line itself.",
    HeadingUnmarked "heading.unmarked" Warning
        "A bold line looks like a heading."
        "A paragraph of one line in bold type is a paragraph. A heading is written `### Heading`; it has its own style, stays with the text under it and stands in the outline.",
    HeadingUnspaced "heading.unspaced" Warning
        "`#` has no space behind it, or is another sign."
        "`#`, `##` and so on begin a number line, title or heading only with a space behind them.",
    LabelOutOfSequence "label.out-of-sequence" Warning
        "A label is not the next one of its sequence."
        "Labels are typed and never made up; their order is checked in both readings, the original and the final. `plenary fmt --renumber` repairs them. Where the line above does not end a sentence, this may be one that was wrapped: a backslash at its start makes it text.",
    LabelDuplicate "label.duplicate" Warning
        "A label stands twice in its sequence."
        "Labels are typed and never made up; they are checked in both readings.",
    LabelKind "label.kind" Warning
        "A label is of another kind than its neighbours."
        "The clauses of one level are labelled alike.",
    LabelNotIndented "label.not-indented" Warning
        "A label of a deeper kind stands at the same indent."
        "Text pasted from Word has no indents. A label of a deeper kind is taken to stand under the clause above; indent it to say so.",
    LabelBehindUnended "label.behind-unended" Warning
        "A clause stands behind a line without end mark."
        "Clauses end with a semicolon or comma. Where the line above has no end mark, the number may stand in text that was wrapped there; it is taken for a clause because it is the next of its list. One finding says it for the whole list.",
    LabelMissing "label.missing" Warning
        "A line without label goes on with a clause that has ended."
        "The clause above ended with a semicolon. A line at the margin without a label goes on with it all the same.",
    LabelEmphasized "label.emphasized" Warning
        "A label stands in stars."
        "Labels are typed plain. The house sets them in italics where it does so.",
    LabelUnspaced "label.unspaced" Warning
        "A label has no space behind it."
        "`a)text` and `1.text` are read as clauses. A label has a space or tab behind it.",
    LabelForeign "label.foreign" Warning
        "A line looks like a clause whose label has the signs of another house."
        "Labels are `a)`, `1`, `1.1`, `1)` and `i)`; `(a)` and `1.` are read as well. `a. text`, `1- text` and `a/ text` are text.",
    LabelOtherPart "label.other-part" Warning
        "A line looks like a clause of an annex or part with another letter."
        "Labels such as `A.1` and `D.2.3` stand in the annex or part whose letter they begin with, below a line such as `# ANNEX A`. Elsewhere such a line is text.",
    NotationForeign "notation.foreign" Warning
        "Text has the signs of another notation."
        "A line that begins with `%%` is a comment to oneself and is never printed; what stands between `<!--` and `-->`, or behind `//`, is text, and so are the tags of HTML.",
    AllowUnknown "allow.unknown" Warning
        "A line `%% allow` names no warning."
        "`%% allow CODE` switches a warning off for the block that it stands in or above, or above all blocks for the file. Errors cannot be switched off.",
    LabelSplit "label.split" Warning
        "The bracket of a changed label stands outside its marks."
        "The whole label is in the mark, its bracket too: `{~~b)~>c)~~} that`. Otherwise the line has no label and is text.",
    BulletUnknown "bullet.unknown" Warning
        "A line looks like an item of a list and is text."
        "Bullets are `•` and dashes `–` or `-`, with a space behind them. The signs of Word's symbol fonts are no characters that others can print.",
    TableRagged "table.ragged" Warning
        "A table row has not as many cells as the table has columns."
        "The row of hyphens under the head says how many columns there are; without it the first row does. An empty cell is written `| |`.",
    TableNotMerged "table.not-merged" Warning
        "A `<` or `^` in a table joins no cell."
        "A cell that holds `<` alone is one with the cell before it, a cell that holds `^` alone with the cell above it. Where there is none, where that cell is in the head, or where what is joined is no rectangle, the sign prints as the character. Write `\\<` and `\\^` for the characters.",
    TableParagraphsAlone "table.paragraphs-alone" Warning
        "A row of further paragraphs has no row above it."
        "The cells of a row that begins with `|+ ` are further paragraphs of the cells above. At the top of a table and right under the row of hyphens there are none, so it is a row like others.",
    TableTooWide "table.too-wide" Error
        "A table has more columns than can be printed."
        "A table has at most 63 columns, as in Word.",
    TablePasted "table.pasted" Warning
        "Lines look like a table of another notation."
        "The rows of a table are `| a | b |`, with `|---|---|` under its head. Tabs between cells and lines of `+---+` are text.",
    TableParted "table.parted" Warning
        "Rows stand apart from the table that they look like a part of."
        "A blank line or a line of text ends a table. Rows and the row of hyphens below it are a table of their own, without a head. Take out what stands between, or give the table a head or a caption.",
    CaptionUnmarked "caption.unmarked" Warning
        "A line looks like a caption."
        "A caption has a dash behind its number, `Table 1 – text`. With a full stop, or with nothing between number and words, it is a paragraph.",
    CaptionColon "caption.colon" Warning
        "A caption has a colon."
        "It is read as a caption. The house has a dash there, and `plenary fmt` writes it.",
    GlyphMissing "font.missing-glyph" Error
        "No font at hand has this character."
        "The PDF carries its fonts, and none of those at hand can print the character. Give a font that has it with `--font-path`, or name its family under `fonts:` in the front matter.",
    FontUnknown "font.unknown-family" Warning
        "No font at hand has the family that `fonts:` names."
        "The families of `fonts:` are looked for in the files given with `--font-path` and among the program's own, Carlito, Liberation Serif, Amiri and Noto Serif SC. The fonts of the system are not used, so that the same source gives the same pages everywhere. Without the family the PDF is set as if it were not named.",
    PictureDrawing "picture.drawing" Warning
        "A drawing is shown by Word alone."
        "Drawings of Windows (EMF, WMF) go into Word files as they are. Other outputs cannot show them: there a frame with the alternative text stands in their place. Save the drawing as a PNG to see it everywhere.",
    PictureUnreadable "picture.unreadable" Error
        "The picture's file is missing or is no PNG or JPEG."
        "A picture is a PNG or JPEG file beside the source. Check the name, which is relative to the source's folder, and the file itself. A JPEG in colours of ink (CMYK) has no place in a PDF/A file.",
    PictureUnmarked "picture.unmarked" Warning
        "Text looks like a picture."
        "A picture stands alone on its line, `![what it shows](file.png)`, without a space between the brackets.",
    PictureWithoutWords "picture.without-words" Warning
        "Nothing says what a picture shows."
        "Write it between the brackets: `![A lattice mast with two dishes](mast.png)`. Whoever cannot see the picture is told that; without it the caption, or the name of the file.",
    ImportLeftOut "import.left-out" Warning
        "Something of a Word file has no place in a source and is left out."
        "Hidden text, pictures that are not in the file, documents of other formats inside it and parts that are damaged do not come over. `plenary import --strict` makes an error of it.",
    ImportChanged "import.changed" Warning
        "Something of a Word file comes over in another shape."
        "A text box stands behind its paragraph, a table inside a table behind that, a formula is text on one line. Underlining, strokes and colours go, their text stays; tracked changes of looks count as accepted. `plenary import --strict` makes an error of it.",
    ImportSimplified "import.simplified" Warning
        "A block of a Word file is written more simply than it was."
        "What is imported is read again. A block that would not read as it was is written more simply: without its looks, as a plain paragraph, or with one change that strikes it and one that inserts it.",
    ImportSourceUnfit "import.source-unfit" Warning
        "The source that a Word file carries does not say what the file shows."
        "A Word file that `plenary` wrote carries its source. Where what the file shows is another document than that, the source is left, and what Word shows is imported. `plenary extract` gives the source as it was.",
    ImportEdited "import.edited" Warning
        "A Word file was edited without marks, or changes in it were decided."
        "A Word file that carries its source comes back as this source with the edits as marks. Edits that Word did not track become marks of its last editor, or of whom `--author KEY` or `--author KEY=Name` names. Changes that were accepted or refused in Word are decided in the source, too.",
    ImportFrontEdited "import.front-edited" Warning
        "A value of the front matter that can carry no marks was edited in Word."
        "The source keeps its value. Write the new one there by hand where it is right.",
    IntoNoPlace "into.no-place" Error
        "An edit of a text has no place in the Word file that the text came from."
        "`plenary redline ORIGINAL.docx EDITED.plen --into OUT.docx` writes edits as tracked changes into a copy of the original. Words, paragraphs, clauses, moves, tables, rows, pictures, notes and comments have a place there; columns and merged cells of a table that is there, pictures among words and values of the header have none. Where one edit has no place, nothing is written: leave it out of the text, and make it in Word.",
    ImportContents "import.contents" Warning
        "A list of contents is left out."
        "A list of contents is made anew where the document has one: `contents: yes` in the front matter.",
    DecisionUnwritable "decision.unwritable" Error
        "What was decided cannot be written."
        "Before `accept`, `reject` or `fmt --renumber` write a source, they read the result again. Where it would not say what was decided, whichever way it is written, nothing is written. Decide the changes at the place that is named by hand, or leave them out of the choice with `--change`, `--author` or `--in`.",
    DecisionTorn "decision.torn" Error
        "A change was decided without what it hangs together with."
        "A paragraph mark may part more than two paragraphs, and a column may be held by its cells and by rows that come or go. Where only a part of that is decided, a reading would say what it did not say before, so `accept` and `reject` write nothing. Decide the changes together, or leave out those that are named.",
    RuleEndMarks "rule.end-marks" Warning
        "Each clause ends with a semicolon, the last of a section with a comma or a full stop."
        "*And* or *or* may stand behind the semicolon. A clause that others stand under, and one of several paragraphs, may end otherwise.",
    RuleAndBeforeLast "rule.and-before-last" Warning
        "*And* stands before the last clause of every section, or of none."
        "The sections of one instrument are compared; those that are fewer are named.",
    RuleCallWords "rule.call-words" Warning
        "Calls begin with a small letter."
        "A call that is all in capitals is left.",
    RuleOfficialTitles "rule.official-titles" Warning
        "Officials have their official titles."
        "The titles of the Secretary-General and of the Directors of the Bureaux are known in English.",
    RuleCitationComma "rule.citation-comma" Warning
        "A comma stands between the place and the year of a conference."
        "It is looked for in brackets behind the number of a resolution, decision, recommendation or opinion, and wherever the place is one of a conference.",
    RuleCitationPlace "rule.citation-place" Warning
        "A cited place and year are those of a conference, and of the body that is named."
        "The table of conferences is asked (`plenary list conferences`), and `conference-place` of the document. Geneva has had many meetings, and is told only with another body's year.",
    RuleCitationRevision "rule.citation-revision" Warning
        "`Rev.` stands in the citation of a revision, and not in that of a first text."
        "That a text is a revision is known from an earlier citation of it in the document or in the adopted text, or from a table of often cited resolutions.",
    RuleCitationLatest "rule.citation-latest" Warning
        "The newest revision before the conference is cited."
        "A table of often cited resolutions is asked, and the conference in the front matter; without one nothing is told. A text may cite its own earlier forms.",
    RuleCitationCode "rule.citation-code" Warning
        "Texts of radiocommunication conferences are cited by the code of the conference, `(Rev.WRC-07)`."
        "No space stands before the code. In documents of the style `wrc`, and where the conference is named behind the brackets, a city in the place of the code is told.",
    RuleHeadingAgreement "rule.heading-agreement" Warning
        "Number line, opening formula and history line name one conference."
        "The line under the title is compared as well. Where the history has earlier entries, the number line says `Rev.`.",
    RuleTypedLabels "rule.typed-labels" Warning
        "A clause is named by a reference, and not by its label."
        "`considering b)`, `resolves 3`, `item 1` and `c) above` are told where the document has that clause; what another text's clause may be, *resolves 2 of Resolution 80*, is left. A reference, `{@id}`, follows renumbering in both readings. `fmt --renumber` tells of words that name a label which it changed (`reference.typed`).",
    RuleProposals "rule.proposals" Warning
        "What stands under a proposal mark is what the mark says."
        "Under MOD something is changed, under NOC nothing, under ADD nothing is struck, and under SUP no text but number and title is left. MOD is told only in a document that has changes.",
    RuleAcronyms "rule.acronyms" Warning
        "An acronym is spelt out where it comes first."
        "The words stand first and the acronym in brackets behind them, or the other way round. Acronyms that are in no need of it (ITU, UN, IP, UTC and the like) are known; number lines, titles and tables are not looked at.",
    RuleAcronymsOnce "rule.acronyms-once" Warning
        "An acronym is spelt out once."
        "The second time is told, and each further one.",
    RuleAcronymsUsed "rule.acronyms-used" Warning
        "An acronym that is spelt out is used."
        "One that is in the text once is told.",
    RuleDevelopingCountries "rule.developing-countries" Warning
        "A note at the first mention says which developing countries are meant."
        "Where there is such a note, its words are compared with those that the conferences agreed. English texts are looked at, and what the adopted text lacks is told as well.",
    RuleStyleTerms "rule.style-terms" Warning
        "The words of the style guide are used."
        "It has *chair* for *chairman*, -ize for -ise, *cooperate* and *coordinate* without a hyphen. English words in small letters are looked at, since names keep their spelling; each is told once. Texts of before 2023 may have *chairman*.",
    RuleSpaces "rule.spaces" Warning
        "No space stands before a comma, semicolon or closing bracket, nor behind an opening one."
        "In French a space stands before the semicolon.",
    RuleHyphens "rule.hyphens" Warning
        "ITU-T and its like have a hyphen, and a dash between words is no hyphen."
        "A hyphen with spaces about it between two words is told.",
    RuleSquareBrackets "rule.square-brackets" Warning
        "No square brackets are left."
        "One finding a paragraph tells of them.",
}

impl Code {
    /// Whether something was begun and not finished.
    pub(super) fn is_unfinished(self) -> bool {
        matches!(
            self,
            Self::MarkUnclosed | Self::NoteUnclosed | Self::ReferenceUnclosed | Self::AnchorUnclosed
        )
    }

    /// What all rules together are called in a switch.
    pub const ALL_RULES: &'static str = "all";

    /// The name of the rule that the code is of, as `lint:` has it: `end-marks` of `rule.end-marks`.
    pub fn rule_name(self) -> Option<&'static str> {
        self.name().strip_prefix("rule.")
    }

    /// The codes of rules.
    pub fn rules() -> impl Iterator<Item = Self> {
        Self::ALL
            .iter()
            .copied()
            .filter(|code| code.rule_name().is_some())
    }

    /// The code whose name is most like what was typed, for a suggestion.
    pub fn nearest(name: &str) -> Option<Self> {
        let rules = Self::rules().filter_map(Self::rule_name);
        nearest(name, Self::ALL.iter().map(|code| code.name()).chain(rules)).and_then(Self::from_name)
    }

    /// The code of a name, as users type it: a rule may be called without `rule.`.
    pub fn from_name(name: &str) -> Option<Self> {
        let is_named = |code: &Self| code.name() == name || code.rule_name() == Some(name);
        Self::ALL.iter().copied().find(is_named)
    }
}
