//! Blocks: their indent, line marks, labels, text and tails, and the blank lines between them.

use std::ops::Range;

use super::attribution::{line_marks, of_change, own_marks, unrepeated};
use super::beginning::{kept_from_form, names_instrument, stays_text};
use super::kept::kept;
use super::nesting::{Run, nest};
use super::spacing::runs_on;
use super::{FormatOptions, emphasis, escape, remarks, table, wrap};
use crate::house::{Words, own_name};
use crate::model::{
    Block, BlockKind, ChangeId, Document, Holders, Holding, Inline, LabelRun, Note, Revision, View,
};
use crate::source::Span;
use crate::syntax::{
    Candidate, JoinedBlocks, Levels, Margin, Phrases, Sides, begins_form, deciding_text, plain_guard,
    text_guard,
};

/// Writes the blocks and notes of a document.
pub(super) fn print(document: &Document, options: FormatOptions, out: &mut String) -> Places {
    let mut printer = Printer {
        document,
        options,
        phrases: Phrases {
            words: Words::of(document.front.language),
            calls: &document.front.calls,
        },
        joined: JoinedBlocks::of_document(&document.blocks),
        sides: Sides::new(),
        levels: Levels::new(document.number_way),
        parents: Holders::default(),
        before: None,
        places: Places {
            blocks: Vec::with_capacity(document.blocks.len()),
            notes: vec![0..0; document.notes.len()],
        },
        printed: (0..document.blocks.len())
            .filter(|&at| !matches!(document.blocks[at].kind, BlockKind::SourceComment(_)))
            .collect(),
        out,
    };
    let mut notes: Vec<(usize, &Note)> = document.notes.iter().enumerate().collect();
    notes.sort_by_key(|(_, note)| note.before);
    let mut notes = notes.into_iter().peekable();
    for (at, block) in document.blocks.iter().enumerate() {
        while let Some((place, note)) = notes.next_if(|(_, note)| note.before <= at) {
            // Further in than this, the next block would be the note's.
            let next = printer.next_printed(at);
            printer.note(place, note, next.map_or(0, indent_of));
        }
        printer.block(at, block);
    }
    for (place, note) in notes {
        printer.note(place, note, 0);
    }
    printer.places
}

/// Where blocks and notes were written: the bytes of their lines, blank lines around them not
/// counted.
#[derive(Debug)]
pub(super) struct Places {
    pub(super) blocks: Vec<Range<usize>>,
    pub(super) notes: Vec<Range<usize>>,
}

/// What was written last, for the blank line before the next.
#[derive(Clone, Copy)]
enum Before<'d> {
    /// A block, and whether its paragraph mark is marked.
    Block(&'d Block, bool),
    /// A comment belongs to what follows it.
    Comment,
    Note,
}

struct Printer<'d, 'o> {
    document: &'d Document,
    options: FormatOptions,
    phrases: Phrases<'d>,
    joined: JoinedBlocks,
    sides: Sides,
    levels: Levels,
    /// What the next block may stand inside, with the states that reach it.
    parents: Holders<Revision>,
    before: Option<Before<'d>>,
    places: Places,
    /// The places of the blocks that are no comments of the source.
    printed: Vec<usize>,
    out: &'o mut String,
}

/// By so many spaces what is inside a clause stands deeper: as drafters write it, and as the fix of a
/// clause that is not indented does.
const INDENT: usize = 3;

fn indent_of(block: &Block) -> usize {
    if matches!(block.kind, BlockKind::SourceComment(_)) {
        0
    } else {
        usize::from(block.depth) * INDENT
    }
}

impl<'d> Printer<'d, '_> {
    /// The first block from a place on that is no comment of the source.
    fn next_printed(&self, at: usize) -> Option<&'d Block> {
        let next = self.printed.partition_point(|&printed| printed < at);
        self.printed.get(next).map(|&at| &self.document.blocks[at])
    }

    fn block(&mut self, at: usize, block: &'d Block) {
        self.sides.follow(block);
        let margin = self.margin(block);
        self.separate(at, block, margin.below_blank);
        let start = self.out.len();
        if let BlockKind::SourceComment(text) = &block.kind {
            self.line(&format!("%%{text}"));
            self.places.blocks.push(start..self.out.len());
            self.before = Some(Before::Comment);
            return;
        }
        for remark in remarks::parted(block, is_one_line(&block.kind)).1 {
            self.line(&format!("%%{remark}"));
        }
        self.parents.leave(block.depth, &block.kind);
        let outer = self.parents.innermost().copied().unwrap_or_default();
        let own = unrepeated(self.document, own_marks(block.revision, outer), outer);
        let indent = margin.indent;
        // A paragraph without text has nothing but its mark.
        let is_bare = is_bare(block) && !own.is_none();
        let inline = is_bare || self.leaves_children(at, block, own);
        if let BlockKind::Table(rows) = &block.kind {
            table::print(self.document, rows, own, indent, self.out);
        } else {
            let text = self.text(block, if inline { own } else { Revision::NONE });
            let marks = if inline { String::new() } else { self.marks(own) };
            let text = self.kept_from_forms(at, block, !marks.is_empty(), text);
            let hanging = if matches!(block.kind, BlockKind::Clause) {
                2
            } else {
                0
            };
            let lines = if matches!(block.kind, BlockKind::Title) {
                text.split('\n').map(str::to_owned).collect()
            } else {
                wrap::lines(
                    &text,
                    self.options.wrap,
                    self.phrases.words,
                    &wrap::Shape {
                        first: indent + marks.len(),
                        rest: indent + hanging,
                        may_wrap: [View::Original, View::Final]
                            .iter()
                            .all(|view| may_wrap(block.kind_in(*view)))
                            && own_name(&text).is_none(),
                    },
                )
            };
            let start = format!("{}{marks}", " ".repeat(indent));
            if matches!(block.kind, BlockKind::Title) && !marks.is_empty() {
                // Each of its lines carries the mark.
                for line in &lines {
                    self.line(&format!("{start}{line}"));
                }
            } else {
                self.lines(&start, &lines, indent + hanging);
            }
        }
        // Marks around its text alone do not reach what stands under it.
        let reaching = if inline { outer } else { block.revision };
        self.parents.enter(block.depth, &block.kind, reaching);
        self.sides.pass(block);
        self.levels.pass(indent, block, &self.sides);
        self.places.blocks.push(start..self.out.len());
        self.before = Some(Before::Block(block, inline || !block.mark.is_none()));
    }

    /// Where a block begins. Set off by a blank line and one space more, no label puts its clause under
    /// the one above.
    fn margin(&self, block: &Block) -> Margin {
        let plain = Margin {
            indent: indent_of(block),
            below_blank: false,
        };
        if self.levels.place(plain, block, &self.sides).depth <= block.depth {
            return plain;
        }
        Margin {
            indent: plain.indent + 1,
            below_blank: true,
        }
    }

    /// Whether a change of this block alone would, as a line mark, reach blocks under it that it
    /// does not touch. It is then written around the text and at the paragraph mark.
    fn leaves_children(&self, at: usize, block: &Block, own: Revision) -> bool {
        let under = self.document.blocks[at + 1..].iter();
        let mut under = under.take_while(|other| {
            other.depth > block.depth || matches!(other.kind, BlockKind::SourceComment(_))
        });
        let touched = |id: Option<ChangeId>, other: Option<ChangeId>| id.is_none() || other.is_some();
        block.kind.holding() == Holding::Holds
            && !own.is_none()
            && !under.all(|other| {
                matches!(other.kind, BlockKind::SourceComment(_))
                    || touched(own.inserted, other.revision.inserted)
                        && touched(own.deleted, other.revision.deleted)
            })
    }

    /// `++@KEY ` and `--@KEY `.
    fn marks(&self, own: Revision) -> String {
        line_marks(self.document, own)
    }

    /// The text of a block behind its indent and line marks. A change of the whole block that is
    /// to be written around the text is given as `around`.
    fn text(&self, block: &Block, around: Revision) -> String {
        let prefix = match &block.kind {
            BlockKind::NumberLine(_) => "# ".to_owned(),
            BlockKind::Title => "## ".to_owned(),
            BlockKind::Heading { level } => format!("{} ", "#".repeat(usize::from(*level) + 2)),
            BlockKind::Rule => "---".to_owned(),
            BlockKind::Picture(picture) => format!("![{}]({})", picture.alternative, picture.file),
            BlockKind::PlaceDate
            | BlockKind::Proposal(_)
            | BlockKind::Reasons
            | BlockKind::Formula
            | BlockKind::Call
            | BlockKind::Clause
            | BlockKind::Paragraph
            | BlockKind::Note
            | BlockKind::History
            | BlockKind::Caption(_)
            | BlockKind::Table(_)
            | BlockKind::SourceComment(_) => String::new(),
        };
        let mut runs: Vec<Run<'_>> = Vec::with_capacity(block.content.len() + 2);
        if let Some(label) = &block.label {
            runs.extend(label.runs.iter().map(|run| label_run(run, around)));
            runs.push(gap(block, around));
        }
        let (content, _) = remarks::parted(block, is_one_line(&block.kind));
        runs.extend(
            content
                .into_iter()
                .flat_map(|inline| kept(with_state(inline, around))),
        );
        let mut text = prefix;
        let mut written = emphasis::write(self.document, nest(self.document, &runs), false);
        if block.mark.is_none() {
            drop_spaces_at_end(&mut written);
        }
        match block.kind {
            BlockKind::Title => written = written.replace("\\\n", "\n## "),
            BlockKind::NumberLine(_) | BlockKind::Heading { .. } => {}
            _ if is_one_line(&block.kind) => written = written.replace("\\\n", " "),
            _ => {}
        }
        let is_heading = matches!(block.kind, BlockKind::Heading { .. });
        if is_heading && block.label.is_none() && begins_form(&written) {
            text.push_str("{}");
        }
        text.push_str(&written);
        self.tail(block, around, &mut text);
        // The space behind a label or `#` is part of the form, and one at a line's end goes.
        if text.ends_with(' ') {
            text.push_str("{}");
        }
        text
    }

    /// The name and the paragraph mark.
    fn tail(&self, block: &Block, around: Revision, text: &mut String) {
        let mark = block.mark;
        if let Some(anchor) = &block.anchor {
            // A space before a changed paragraph mark would be one of the text.
            let changes = !mark.is_none() || !around.is_none();
            if !changes && !text.ends_with(' ') && !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&format!("{{#{}}}", anchor.id));
        }
        // The mark of a whole block is that of its paragraph as well.
        let brought = mark.inserted.filter(|_| block.revision.inserted.is_none());
        let taken = mark.deleted.filter(|_| block.revision.deleted.is_none());
        let states = [
            (brought.or(around.inserted), "{++¶++}"),
            (taken.or(around.deleted), "{--¶--}"),
        ];
        for (id, written) in states {
            if let Some(change) = id.and_then(|id| self.document.changes.get(id.0 as usize)) {
                text.push_str(written);
                text.push_str(&of_change(self.document, change));
            }
        }
    }

    /// Puts a backslash before a paragraph that would be taken for something else.
    fn kept_from_forms(&self, at: usize, block: &Block, is_marked: bool, text: String) -> String {
        let has = |is: fn(&BlockKind) -> bool| self.sides.own().any(|side| is(block.kind_in(side.view)));
        // A backslash at the start would make a paragraph of a call.
        if has(|kind| *kind == BlockKind::Call) {
            let bare = plain_guard(&text).is_none() && !text.starts_with('\\');
            return if bare { text } else { format!("{{}}{text}") };
        }
        if block.label.is_some() || has(|kind| !matches!(kind, BlockKind::Paragraph | BlockKind::Formula)) {
            return text;
        }
        // A number line without its `#` ends with its line.
        let first = text.split('\n').next().unwrap_or_default();
        let is_cut = first.len() < text.len() && own_name(first.trim_end_matches('\\')).is_some();
        let names = || names_instrument(&self.phrases, block, &self.document.blocks[at + 1..]);
        let stays = stays_text(self.phrases.words, block, first);
        if !is_cut && !names() && (stays || !self.is_taken_for_form(at, block)) {
            return kept_from_form(self.phrases.words, block, is_marked, text);
        }
        if text.starts_with('\\') && plain_guard(&text).is_none() {
            return text;
        }
        format!("{}{text}", text_guard(&text))
    }

    /// Whether a paragraph would be something else by its words, in either reading.
    fn is_taken_for_form(&self, at: usize, block: &Block) -> bool {
        let joined = self.joined.get(at);
        let text = deciding_text(block, joined);
        let candidate = Candidate {
            block,
            text: text.trim(),
            free: true,
            one_line: !text.contains('\n'),
            apart: true,
            joined,
        };
        let mut sides = self.sides.own();
        sides.any(|side| {
            let kind = self.phrases.kind(side, candidate);
            !matches!(kind, BlockKind::Paragraph | BlockKind::Formula)
        })
    }

    fn note(&mut self, place: usize, note: &'d Note, indent: usize) {
        if !matches!(self.before, None | Some(Before::Note | Before::Comment)) {
            self.out.push('\n');
        }
        let start = self.out.len();
        let mut before: Option<&Block> = None;
        let is_plain = |block: &Block| matches!(block.kind, BlockKind::Paragraph) && block.label.is_none();
        // Only a plain paragraph begins on the line of the head.
        let is_headed = note.blocks.first().is_some_and(is_plain);
        if !is_headed {
            self.line(&format!("{}[^{}]:", " ".repeat(indent), note.id));
        }
        for (index, block) in note.blocks.iter().enumerate() {
            let text = self.text(block, Revision::NONE);
            let marks = self.marks(block.revision);
            let (inner, start) = if index == 0 && is_headed {
                (indent, format!("{marks}[^{}]: ", note.id))
            } else {
                (indent + 2, marks)
            };
            let text = if index > 0 && is_plain(block) {
                kept_from_form(self.phrases.words, block, !block.revision.is_none(), text)
            } else {
                text
            };
            if before.is_some_and(|last| !runs_on(last, block)) {
                self.out.push('\n');
            }
            before = Some(block);
            let lines = wrap::lines(
                &text,
                self.options.wrap,
                self.phrases.words,
                &wrap::Shape {
                    first: inner + start.len(),
                    rest: indent + 2,
                    may_wrap: true,
                },
            );
            self.lines(&format!("{}{start}", " ".repeat(inner)), &lines, indent + 2);
        }
        self.places.notes[place] = start..self.out.len();
        self.before = Some(Before::Note);
    }

    /// The blank line before a block, where there is one.
    fn separate(&mut self, at: usize, block: &Block, is_set_off: bool) {
        let next = self.next_printed(at);
        let blank = match self.before {
            None if self.out.is_empty() => {
                // At the top of a file a line of hyphens may open front matter.
                if matches!(block.kind, BlockKind::Rule) {
                    let front = &self.document.front;
                    let (style, language) = (front.style.name(), front.language);
                    self.out
                        .push_str(&format!("---\nstyle: {style}\nlanguage: {language}\n---\n"));
                }
                matches!(block.kind, BlockKind::Rule)
            }
            None | Some(Before::Note) => true,
            Some(Before::Comment) => false,
            Some(Before::Block(before, marked)) => marked || next.is_none_or(|next| !runs_on(before, next)),
        };
        if blank || is_set_off && !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    fn line(&mut self, line: &str) {
        escape::line(line, self.out);
    }

    fn lines(&mut self, start: &str, lines: &[String], indent: usize) {
        for (index, line) in lines.iter().enumerate() {
            let line = if index == 0 {
                format!("{start}{line}")
            } else if line.starts_with("%%") {
                line.clone()
            } else {
                format!("{}{line}", " ".repeat(indent))
            };
            self.line(&line);
        }
    }
}

/// Whether a block of a kind may have several lines.
pub(crate) fn may_wrap(kind: &BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Formula | BlockKind::Clause | BlockKind::Paragraph | BlockKind::Note | BlockKind::Reasons
    )
}

/// Whether a block ends with its line, so that it has no place for a line break.
fn is_one_line(kind: &BlockKind) -> bool {
    use BlockKind::{Call, Caption, Heading, NumberLine, Picture, Proposal, Title};
    matches!(
        kind,
        Call | Caption(_) | Heading { .. } | NumberLine(_) | Picture(_) | Proposal(_) | Title
    )
}

/// A no-break space at the end of a block prints nothing, and its backslash there would be a line
/// break.
fn drop_spaces_at_end(text: &mut String) {
    while let Some(before) = text.strip_suffix("\\ ")
        && before
            .len()
            .saturating_sub(before.trim_end_matches('\\').len())
            .is_multiple_of(2)
    {
        text.truncate(before.trim_end_matches(' ').len());
    }
}

/// Whether a block is an empty paragraph.
fn is_bare(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::Formula)
        && block.content.is_empty()
        && block.label.is_none()
        && block.anchor.is_none()
}

/// The pieces of a label, with their marks.
pub(super) fn label(document: &Document, runs: &[LabelRun]) -> String {
    let runs: Vec<Run<'_>> = runs.iter().map(|run| label_run(run, Revision::NONE)).collect();
    emphasis::write(document, nest(document, &runs), false)
}

fn label_run<'d>(run: &LabelRun, around: Revision) -> Run<'d> {
    Run {
        inline: std::borrow::Cow::Owned(Inline::text(
            run.text.clone(),
            run.revision.within(around),
            Span::NONE,
        )),
        literal: true,
    }
}

fn with_state<'d>(inline: &'d Inline, around: Revision) -> Run<'d> {
    if around.is_none() {
        return Run::of(inline);
    }
    Run {
        inline: std::borrow::Cow::Owned(Inline {
            revision: inline.revision.within(around),
            ..inline.clone()
        }),
        literal: false,
    }
}

/// What stands between a label and the text: a space, or the dash of notes and captions.
fn gap<'d>(block: &Block, around: Revision) -> Run<'d> {
    let text = match block.kind {
        BlockKind::Note if block.content.is_empty() => " –",
        BlockKind::Caption(_) if block.content.is_empty() => "",
        BlockKind::Note | BlockKind::Caption(_) => " – ",
        _ => " ",
    };
    let label = block
        .label
        .iter()
        .flat_map(|label| &label.runs)
        .next_back()
        .map(|run| run.revision.within(around));
    let content = block.content.first().map(|inline| inline.revision.within(around));
    // A mark that goes on from the label into the text holds the space as well. A strike goes on where
    // it stays inside one insertion.
    let revision = match (label, content) {
        (Some(label), Some(content)) if label.inserted == content.inserted => Revision {
            inserted: label.inserted,
            deleted: label.deleted.filter(|id| content.deleted == Some(*id)),
        },
        _ => Revision::NONE,
    };
    Run {
        inline: std::borrow::Cow::Owned(Inline::text(text, revision, Span::NONE)),
        literal: true,
    }
}
