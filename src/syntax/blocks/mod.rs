//! From lines to blocks: where each begins and ends, what it is, and how deep it stands.

mod alikes;
mod cells;
mod classify;
mod comments;
mod foreign_labels;
mod going_on;
mod headings;
mod levels;
mod lookalike;
mod merges;
mod notations;
mod notes;
mod page_numbers;
mod parted_tables;
mod pasted;
mod pasted_tables;
mod proposals;
mod raw;
mod reading;
mod split_label;
mod tables;
mod typed;
mod whole;
mod wrapped;

use super::context::{Side, Sides};
use super::joined::JoinedBlocks;
use super::line::{Form, Line, LineMark, Lines};
use super::token::{Token, TokenKind};
use super::words::{Phrases, plain};
use super::{Register, content};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::house::Words;
use crate::model::{
    Block, BlockKind, ChangeKind, ChangeScope, FrontMatter, InlineKind, Language, Note, NumberWay, Ordinal,
    Picture, Revision, View,
};
use crate::nearest::Suggestions;
use crate::source::Span;
use alikes::{Alike, Alikes};
pub(crate) use classify::set_call_upright;
use content::Content;
pub(crate) use levels::{Levels, Margin};
pub(crate) use lookalike::{looks_like_form, would_be_told};
use pasted::Numbered;
use raw::Raw;
use tables::RowLine;
pub(crate) use whole::promote;
use whole::{has_two_labels, names_last, open_marks, unlabel};
use wrapped::{Numbers, Outline};

/// Reads the lines of a source into blocks and notes. `joined` says which of them a reading has as
/// one, by the place where the first begins.
pub(super) fn build(
    source: &str,
    lines: Lines,
    front: &FrontMatter,
    joined: &JoinedBlocks,
    register: &mut Register<'_>,
    diagnostics: &mut Diagnostics,
) -> Built {
    let way = match front.language {
        Language::Arabic => wrapped::way_of(source, &lines),
        _ => NumberWay::default(),
    };
    let mut builder = Builder {
        source,
        outline: Outline::of(source, &lines, way),
        numbers: Numbers::default(),
        unended: false,
        title: false,
        letter: None,
        foreign: None,
        knows_language: !diagnostics.has(Code::FrontUnopened),
        slips: Suggestions::default(),
        alike: Alikes::default(),
        phrases: Phrases {
            words: Words::of(front.language),
            calls: &front.calls,
        },
        joined,
        register,
        diagnostics,
        sides: Sides::new(),
        levels: Levels::new(way),
        current: None,
        comments: Vec::new(),
        blocks: Vec::new(),
        notes: Vec::new(),
        note: None,
        table: None,
    };
    let mut tokens = lines.tokens.into_iter();
    let mut blank = true;
    for (at, line) in lines.lines.into_iter().enumerate() {
        let line_tokens = tokens.by_ref().take(line.tokens.len()).collect();
        blank = builder.line(at, line, line_tokens, blank);
    }
    builder.stands_apart();
    builder.finish_block();
    builder.flush_comments();
    builder.tell_alikes();
    Built {
        blocks: builder.blocks,
        notes: builder.notes,
        number_way: way,
    }
}

/// What the lines of a source make.
pub(super) struct Built {
    pub(super) blocks: Vec<Block>,
    pub(super) notes: Vec<Note>,
    pub(super) number_way: NumberWay,
}

struct Builder<'b, 'r> {
    source: &'b str,
    /// All lines, for those that depend on what follows them.
    outline: Outline,
    phrases: Phrases<'b>,
    joined: &'b JoinedBlocks,
    register: &'b mut Register<'r>,
    diagnostics: &'b mut Diagnostics,
    sides: Sides,
    levels: Levels,
    numbers: Numbers,
    /// Whether the list at hand was told to have no end marks.
    unended: bool,
    /// The letter of the annex or part at hand, counted as in an alphabet.
    letter: Option<u32>,
    /// The other language that a call was told to be of.
    foreign: Option<Language>,
    /// Whether the front matter could be read, which says the document's language.
    knows_language: bool,
    /// The slips for which a call is still looked for.
    slips: Suggestions,
    /// What looks like a form and is none, as far as that is told together.
    alike: Alikes,
    /// Whether the next line is the title of a number line without `#`.
    title: bool,
    current: Option<Raw>,
    /// Source comments met behind the lines of the current block so far: inside it where it goes on,
    /// else behind it.
    comments: Vec<Block>,
    blocks: Vec<Block>,
    notes: Vec<Note>,
    /// The indent of the footnote that is being read.
    note: Option<usize>,
    /// The table that was read last, as far as others may be parts of it.
    table: Option<parted_tables::Above>,
}

impl<'b> Builder<'b, '_> {
    /// Takes a line; says whether it is blank.
    fn line(&mut self, at: usize, line: Line, tokens: Vec<Token>, after_blank: bool) -> bool {
        let Some((mut line, mut tokens)) = self.heading_goes_on(line, tokens) else {
            return false;
        };
        let mut in_doubt = false;
        self.look_at_gap(&tokens);
        self.look_behind_label(&tokens);
        let mut told = match self.looks_alike(at, &line) {
            Alike::Nothing => false,
            Alike::Told => true,
            Alike::Text => {
                line.form = Form::Plain;
                unlabel(&mut tokens);
                true
            }
            Alike::Aside => {
                line.form = Form::Escaped;
                unlabel(&mut tokens);
                true
            }
        };
        if matches!(line.form, Form::Heading(3..)) && !self.may_be_part(&tokens) {
            unlabel(&mut tokens);
        }
        if matches!(line.form, Form::Labelled) && has_two_labels(&tokens) {
            line.form = Form::Plain;
            unlabel(&mut tokens);
        }
        if matches!(line.form, Form::Labelled) {
            match self.numbered(at, &line, &tokens) {
                Numbered::Clause => self.look_at_end(&line, &tokens),
                Numbered::Doubtful => in_doubt = true,
                Numbered::Text => {
                    line.form = Form::Plain;
                    unlabel(&mut tokens);
                }
                Numbered::OtherPart => {
                    let is_told = self.look_at_part(&tokens);
                    told |= is_told;
                    // What was told to be text is no call either.
                    line.form = if is_told { Form::Escaped } else { Form::Plain };
                    unlabel(&mut tokens);
                }
                Numbered::Wrapped => {
                    unlabel(&mut tokens);
                    self.add_line(line, tokens);
                    return false;
                }
            }
        }
        match line.form {
            Form::Blank => {
                self.stands_apart();
                self.finish_block();
                return true;
            }
            Form::Comment(text) => {
                self.comment_line(&line, text);
                return after_blank;
            }
            Form::Plain | Form::Escaped => {
                if self.continues(&line, &tokens) {
                    told = told || self.look_at_joined(at, &line, &tokens);
                    self.add_line(line, tokens);
                    if let Some(current) = &mut self.current {
                        current.told_inside |= told;
                    }
                    return false;
                }
            }
            Form::TableRow | Form::TableParagraphs | Form::TableDelimiter => {
                if let Some(current) = self.current.as_mut().filter(|raw| !raw.rows.is_empty()) {
                    current.span = current.span.to(line.span);
                    let comments = std::mem::take(&mut self.comments);
                    current.rows.push(RowLine {
                        line,
                        tokens,
                        comments,
                    });
                    return false;
                }
            }
            Form::Rule
            | Form::Heading(_)
            | Form::Picture { .. }
            | Form::NoteDefinition(_)
            | Form::Labelled => {}
        }
        self.finish_block();
        if !told {
            self.look_at_title(at, &line);
        }
        if let Some(level) = self.unmarked_heading(at, &line, &tokens) {
            line.form = Form::Heading(level);
        }
        self.start(line, tokens);
        if let Some(current) = &mut self.current {
            current.in_doubt = in_doubt;
            current.below_blank = after_blank;
            current.told = told;
        }
        false
    }

    fn start(&mut self, line: Line, tokens: Vec<Token>) {
        let is_table = matches!(
            line.form,
            Form::TableRow | Form::TableParagraphs | Form::TableDelimiter
        );
        let open = match line.form {
            Form::Labelled | Form::Escaped | Form::NoteDefinition(_) => true,
            Form::Plain => !self.is_one_line(&tokens),
            Form::Blank
            | Form::Comment(_)
            | Form::Rule
            | Form::Heading(_)
            | Form::Picture { .. }
            | Form::TableDelimiter
            | Form::TableParagraphs
            | Form::TableRow => false,
        };
        let mut raw = Raw {
            form: Form::Plain,
            indent: line.indent,
            marks: Vec::new(),
            tokens: Vec::new(),
            rows: Vec::new(),
            lines: 1,
            unclosed: open_marks(0, &tokens),
            open,
            last_line: 0,
            last_indent: line.indent,
            in_doubt: false,
            below_blank: false,
            apart: false,
            parted: false,
            told: false,
            told_inside: false,
            span: line.span,
        };
        if is_table {
            raw.form = Form::TableRow;
            raw.rows.push(RowLine {
                line,
                tokens,
                comments: Vec::new(),
            });
        } else {
            raw.form = line.form;
            raw.marks = line.marks;
            raw.tokens = tokens;
        }
        self.current = Some(raw);
    }

    fn add_line(&mut self, line: Line, tokens: Vec<Token>) {
        let remarks = self.remarks();
        let Some(current) = self.current.as_mut() else {
            return;
        };
        current.lines += 1;
        let next = remarks.first().map_or(line.span, |remark| remark.span);
        current.tokens.push(Token {
            kind: TokenKind::Join,
            span: Span {
                start: current.span.end,
                end: next.start.max(current.span.end),
                ..line.span
            },
        });
        current.tokens.extend(remarks);
        current.unclosed = open_marks(current.unclosed, &tokens);
        current.last_line = current.tokens.len();
        current.last_indent = line.indent;
        current.tokens.extend(tokens);
        current.span = current.span.to(line.span);
    }

    /// A blank line, or none at all, follows the block at hand.
    fn stands_apart(&mut self) {
        if let Some(current) = &mut self.current {
            current.apart = true;
        }
    }

    /// Makes a block of the lines collected.
    fn finish_block(&mut self) {
        if let Some(raw) = self.current.take() {
            match raw.form {
                Form::NoteDefinition(id) => self.note_definition(raw, id),
                _ => self.block(raw),
            }
        }
        self.flush_comments();
    }

    /// Enters the changes of line marks in something in state `whole`; the second is a later
    /// hand's, who strikes what was inserted.
    fn line_marks(&mut self, marks: &[LineMark], whole: Revision) -> Revision {
        let mut revision = Revision::NONE;
        for mark in marks {
            let struck = revision.within(whole).deleted.is_some();
            let fault = match mark.kind {
                ChangeKind::Insertion if struck => Some(content::inside_deletion(mark.span)),
                ChangeKind::Insertion if revision.inserted.is_some() => Some(content::nested(mark.span)),
                ChangeKind::Deletion if revision.deleted.is_some() => Some(content::nested(mark.span)),
                ChangeKind::Insertion | ChangeKind::Deletion => None,
            };
            if let Some(fault) = fault {
                self.diagnostics.push(fault);
                continue;
            }
            let id = self.register.enter(mark.kind, ChangeScope::Block, mark.span);
            self.register.attribute(id, &mark.attribution, self.source);
            match mark.kind {
                ChangeKind::Insertion => revision.inserted = Some(id),
                ChangeKind::Deletion => revision.deleted = Some(id),
            }
        }
        revision
    }

    fn block(&mut self, mut raw: Raw) {
        let in_note = self.goes_on_with_note(&raw);
        if !in_note {
            self.note = None;
        }
        if !matches!(raw.form, Form::Heading(3..) | Form::Labelled) {
            unlabel(&mut raw.tokens);
        }
        names_last(self.source, &mut raw.tokens);
        let mut around = Revision::NONE;
        if !in_note {
            around = self.levels.inherited(raw.indent);
        }
        // What begins at the margin anew is inside nothing, whatever its indent.
        if !around.is_none() && self.begins_anew(&raw) {
            around = Revision::NONE;
        }
        // Inside what a hand has struck, it strikes nothing again.
        if let Some(struck) = around.deleted {
            raw.marks.retain(|mark| {
                mark.kind == ChangeKind::Insertion || !self.register.repeats(struck, &mark.attribution)
            });
        }
        let revision = self.line_marks(&raw.marks, around).within(around);
        if raw.rows.is_empty() {
            let told = self.diagnostics.count();
            let content = self.content(&raw.tokens, revision);
            // A name that stood at the end before a line was taken to go on.
            if raw.told_inside {
                self.diagnostics.withdraw_behind(told, Code::AnchorMisplaced);
            }
            self.text_block(raw, content, (revision, around), in_note);
        } else {
            let ruled = parted_tables::Ruled::of(&raw.rows);
            let table = tables::read(self, std::mem::take(&mut raw.rows), revision);
            self.look_at_parted(&table, ruled, raw.span);
            // A row of hyphens rules nothing where no other row is.
            if table.rows.is_empty() {
                return;
            }
            let mut block = Block::new(BlockKind::Table(table), Vec::new(), raw.span);
            block.revision = revision;
            self.sides.follow(&block);
            block.depth = self.levels.place(raw.margin(), &block, &self.sides).depth;
            self.pass(&block, raw.indent);
            self.push(block, in_note);
        }
    }

    /// What tokens inside a block of this state say.
    fn content(&mut self, tokens: &[Token], revision: Revision) -> Content {
        content::read(self.source, tokens, revision, self.register, self.diagnostics)
    }

    /// A block of text, its own state given with that of what it stands in.
    fn text_block(
        &mut self,
        raw: Raw,
        content: Content,
        (revision, around): (Revision, Revision),
        in_note: bool,
    ) {
        let mut block = Block::new(BlockKind::Paragraph, content.inlines, raw.span);
        block.revision = revision;
        block.mark = content.mark;
        block.label = content.label;
        if let Some(label) = &mut block.label {
            label.print_as_the_house_does(self.phrases.words.language);
            label.in_doubt = raw.in_doubt;
        }
        block.anchor = content.anchor;
        block.told = raw.told;
        if !in_note && !matches!(raw.form, Form::Rule | Form::Picture { .. }) {
            promote(&mut block, around);
        }
        let empty = block.content.is_empty() && block.label.is_none() && block.anchor.is_none();
        if empty && block.mark.is_none() && matches!(raw.form, Form::Plain | Form::Escaped) {
            return;
        }
        if matches!(raw.form, Form::Rule) {
            block.kind = BlockKind::Rule;
        }
        if !in_note && !matches!(raw.form, Form::Picture { .. }) {
            self.sides.follow(&block);
        }
        match raw.form {
            Form::Labelled => {
                block.kind = BlockKind::Clause;
                if !in_note {
                    self.clause(&mut block, raw.margin(), raw.told);
                }
            }
            Form::Rule => {
                self.numbers.clear();
            }
            Form::Picture { alternative, file } => {
                if alternative.is_empty() {
                    self.diagnostics.push(
                        Diagnostic::new(
                            Code::PictureWithoutWords,
                            raw.span,
                            "nothing says what the picture shows",
                        )
                        .help("put it into words between the brackets, for those who cannot see it"),
                    );
                }
                block.kind = BlockKind::Picture(Picture {
                    alternative: self
                        .source
                        .get(alternative.range())
                        .unwrap_or_default()
                        .to_owned(),
                    file: self.source.get(file.range()).unwrap_or_default().to_owned(),
                    file_span: file,
                });
                block.content.retain(|inline| {
                    matches!(inline.kind, InlineKind::Comment(_) | InlineKind::SourceComment(_))
                });
                self.sides.follow(&block);
                block.depth = self.levels.place(raw.margin(), &block, &self.sides).depth;
            }
            Form::Heading(level) => self.heading(&mut block, level),
            Form::Plain | Form::Escaped => {
                if in_note {
                    block.kind = BlockKind::Paragraph;
                } else {
                    self.classify(&mut block, &raw);
                }
            }
            Form::Blank
            | Form::Comment(_)
            | Form::TableDelimiter
            | Form::TableParagraphs
            | Form::TableRow
            | Form::NoteDefinition(_) => {}
        }
        if !in_note {
            self.pass(&block, raw.indent);
        }
        self.push(block, in_note);
    }

    /// Goes on behind a block, whose kinds and depth are now known.
    fn pass(&mut self, block: &Block, indent: usize) {
        self.sides.pass(block);
        self.levels.pass(indent, block, &self.sides);
    }

    /// Places a clause. Where a reading has no label of it, it is a plain paragraph there.
    fn clause(&mut self, block: &mut Block, margin: Margin, told: bool) {
        let placed = self.levels.place(margin, block, &self.sides);
        block.depth = placed.depth;
        let bare = |side: &Side| side.has_own() && block.label_text(side.view).is_none();
        let kind = |side: &Side| plain(side, placed.depth);
        let (original, settled) = (&self.sides.original, &self.sides.settled);
        let kinds = [original, settled].map(|side| bare(side).then(|| kind(side)));
        let [original, settled] = kinds.map(|kind| kind.filter(|kind| *kind != BlockKind::Paragraph));
        if let Some(kind) = settled {
            block.kind = kind;
        }
        block.original_kind = original.map(Box::new);
        let way = self.outline.way;
        let labels = [View::Original, View::Final].map(|view| block.label_text(view));
        let labels = labels.iter().flatten();
        let numbers = labels.filter_map(|label| Ordinal::readings_in(label, way).into_iter().next());
        self.numbers.enter(margin.indent, numbers.collect());
        if let (1.., Some(label), false) = (placed.beyond, &block.label, told) {
            let text = block
                .label_text(View::Final)
                .or_else(|| block.label_text(View::Original))
                .unwrap_or_default();
            self.alike.not_indented(&text, label.span, block.span, placed);
        }
    }

    fn push(&mut self, block: Block, in_note: bool) {
        match self.notes.last_mut().filter(|_| in_note) {
            Some(note) => notes::push(note, block),
            None => self.blocks.push(block),
        }
    }
}
