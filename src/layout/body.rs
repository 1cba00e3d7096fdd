//! The walk over the blocks: what kind of paragraph each becomes.

use super::contents::Entries;
use super::flow::{Emphasis, FlowBlock, Paragraph, Picture, Role, Run, RunContent, plain};
use super::instruments;
use super::labels::{self, SetLabel};
use super::levels::Levels;
use super::note_marks;
use super::runs::Writer;
use crate::house::ParagraphStyle as S;
use crate::model::{
    self, Block, BlockKind, CaptionKind, InstrumentKind, ProposalAction, Revision, Shown, Standing,
    Standings, Table, View,
};

/// The place that the walk has come to.
pub(super) struct Body<'w, 'd> {
    writer: &'w mut Writer<'d>,
    entries: Entries,
    flow: Vec<FlowBlock>,
    levels: Levels,
    /// What the last number line opened; a title without one is a resolution's.
    instrument: InstrumentKind,
    /// Whether the walk is in the numbered rules under a section heading.
    in_section: bool,
    /// The style of a first paragraph under a title, where it has one of its own.
    under_title: Option<S>,
}

/// A paragraph before its runs are put together.
struct Draft {
    style: S,
    role: Role,
    label: Vec<Run>,
    /// What stands between label and text, its revision set.
    gap: Option<Run>,
    content: Vec<Run>,
}

impl<'w, 'd> Body<'w, 'd> {
    pub(super) fn new(writer: &'w mut Writer<'d>, entries: Entries) -> Self {
        Self {
            writer,
            entries,
            flow: Vec::new(),
            levels: Levels::default(),
            instrument: InstrumentKind::Resolution,
            in_section: false,
            under_title: None,
        }
    }

    /// Sets all blocks.
    pub(super) fn blocks(mut self, blocks: &[Shown<'_>]) -> Vec<FlowBlock> {
        for (at, placed) in blocks.iter().enumerate() {
            self.block(placed, blocks, at);
        }
        self.flow
    }

    fn block(&mut self, placed: &Shown<'_>, blocks: &[Shown<'_>], at: usize) {
        let block = placed.block;
        let kind = block.kind_in(View::Markup);
        let draft = match kind {
            BlockKind::SourceComment(_) => return,
            BlockKind::Table(table) => return self.table(block, table, blocks, at),
            BlockKind::Picture(picture) => return self.picture(block, picture, blocks, at),
            BlockKind::Caption(kind) => return self.caption(placed, *kind),
            BlockKind::NumberLine(instrument) => self.number_line(block, instrument.kind),
            BlockKind::Title => Draft::new(
                instruments::styles(self.instrument)[1],
                Role::Title,
                self.content(block),
            ),
            BlockKind::PlaceDate => {
                let mut content = self.content(block);
                note_marks::raise_what_parts(&mut content);
                Draft::new(instruments::styles(self.instrument)[2], Role::Body, content)
            }
            BlockKind::Heading { level } => self.heading(placed, *level),
            BlockKind::Proposal(action) => self.proposal(placed, *action),
            BlockKind::Reasons => self.reasons(placed),
            BlockKind::Formula => Draft::new(S::NormalAfterTitle, Role::Body, self.content(block)),
            BlockKind::Call => {
                self.levels.call();
                Draft::new(S::Call, Role::Call, self.content(block))
            }
            BlockKind::Clause => self.clause(placed),
            BlockKind::Paragraph => self.paragraph(block),
            BlockKind::Note => {
                let label = self.label(placed, Emphasis::default());
                Draft::new(S::Note, Role::Note, self.content(block)).led(label, block)
            }
            BlockKind::History => {
                self.levels.text();
                Draft::new(S::Normal, Role::Body, self.content(block))
            }
            BlockKind::Rule => {
                self.levels.text();
                Draft::new(S::Dash, Role::Rule, Vec::new())
            }
        };
        self.under_title = match kind {
            BlockKind::Title => {
                let next = self.writer.reading.house.paragraph(draft.style).next;
                (next == S::NormalAfterTitle).then_some(next)
            }
            BlockKind::PlaceDate => self.under_title,
            _ => None,
        };
        self.push(placed, draft);
    }

    fn table(&mut self, block: &Block, table: &Table, blocks: &[Shown<'_>], at: usize) {
        self.levels.interrupt();
        if let Some(mut table) = self.writer.table(block, table) {
            table.description = self.writer.description(blocks, at, CaptionKind::Table);
            self.flow.push(FlowBlock::Table(table));
        }
    }

    fn picture(&mut self, block: &Block, picture: &model::Picture, blocks: &[Shown<'_>], at: usize) {
        self.levels.interrupt();
        let alternative = match picture.alternative.trim() {
            // Whoever cannot see it is told what there is to tell.
            "" => self
                .writer
                .description(blocks, at, CaptionKind::Figure)
                .unwrap_or_else(|| picture.file.clone()),
            words => words.to_owned(),
        };
        self.flow.push(FlowBlock::Picture(Picture {
            file: picture.file.clone(),
            alternative,
            revision: self.state(block.revision),
            span: block.span,
        }));
    }

    fn number_line(&mut self, block: &Block, kind: InstrumentKind) -> Draft {
        self.levels.text();
        self.instrument = kind;
        self.in_section = kind == InstrumentKind::Section;
        let content = instruments::number_line(self.content(block), kind, self.writer.reading.house);
        Draft::new(instruments::styles(kind)[0], Role::Number, content)
    }

    fn heading(&mut self, placed: &Shown<'_>, level: u8) -> Draft {
        let block = placed.block;
        self.levels.interrupt();
        let label = self.label(placed, Emphasis::default());
        let number = block.label_text(self.writer.reading.settled(block.revision));
        let (style, level) = instruments::heading(level, number.as_deref());
        Draft::new(style, Role::Heading(level), self.content(block)).labelled(label, block)
    }

    fn proposal(&mut self, placed: &Shown<'_>, action: ProposalAction) -> Draft {
        self.levels.text();
        let firm = action == ProposalAction::NocFirm;
        let emphasis = Emphasis {
            underlined: firm,
            ..Emphasis::default()
        };
        let mut label = self.label(placed, emphasis);
        if firm {
            // The underscores that say so in the source are a line under the word here.
            label.runs.iter_mut().for_each(without_underscores);
        }
        let mut content = self.content(placed.block);
        for run in &mut content {
            // Only the mark itself is bold.
            run.emphasis.not_bold = !run.emphasis.bold;
        }
        Draft::new(S::Proposal, Role::Proposal, content).labelled(label, placed.block)
    }

    fn reasons(&mut self, placed: &Shown<'_>) -> Draft {
        self.levels.text();
        let emphasis = Emphasis {
            bold: true,
            ..Emphasis::default()
        };
        let label = self.label(placed, emphasis);
        Draft::new(S::Reasons, Role::Body, self.content(placed.block)).labelled(label, placed.block)
    }

    fn clause(&mut self, placed: &Shown<'_>) -> Draft {
        let block = placed.block;
        let settled = block
            .label_text(self.writer.reading.settled(block.revision))
            .unwrap_or_default();
        let setting = self.levels.clause(usize::from(block.depth), &settled);
        let style = self.first_under_title(setting.style);
        let label = self.label(
            placed,
            Emphasis {
                italic: setting.italic_label,
                // The numbered rules of a section stand out by their numbers (FORMAT § 2.3).
                bold: self.in_section && !self.levels.is_under_call() && settled.contains('.'),
                ..Emphasis::default()
            },
        );
        let role = Role::Clause(block.depth.saturating_add(1));
        Draft::new(style, role, self.content(block)).labelled(label, block)
    }

    fn paragraph(&mut self, block: &Block) -> Draft {
        let (style, indented) = self.levels.paragraph(usize::from(block.depth));
        let (style, role) = match block.depth {
            0 => (self.first_under_title(style), Role::Body),
            depth => (style, Role::ClauseBody(depth)),
        };
        let tab = || plain(RunContent::Tab, self.state(block.revision), block.span.head());
        let gap = indented.then(tab);
        Draft {
            gap,
            ..Draft::new(style, role, self.content(block))
        }
    }

    /// The style of plain text, which may have one of its own right under a title.
    fn first_under_title(&self, style: S) -> S {
        match style {
            S::Normal => self.under_title.unwrap_or(style),
            style => style,
        }
    }

    /// A caption is a number over a title, or one line in the booklet.
    fn caption(&mut self, placed: &Shown<'_>, kind: CaptionKind) {
        let block = placed.block;
        let label = self.label(placed, Emphasis::default());
        let content = self.content(block);
        let (number, title) = match kind {
            CaptionKind::Table => (S::TableNo, S::TableTitle),
            CaptionKind::Figure => (S::FigureNo, S::FigureTitle),
        };
        let both = !label.runs.is_empty() && !content.is_empty();
        if both && self.writer.reading.house.splits_captions() {
            // The border between the two comes and goes with the number.
            let (above, below) = self.parted(placed, label.tab);
            self.push_with_mark(
                placed,
                Draft::new(number, Role::Caption, label.runs),
                label.tab,
                above,
            );
            self.push_with_mark(
                placed,
                Draft::new(title, Role::Caption, content),
                placed.mark,
                below,
            );
        } else if both {
            self.push(
                placed,
                Draft::new(title, Role::Caption, content).led(label, block),
            );
        } else if content.is_empty() {
            self.push(placed, Draft::new(number, Role::Caption, label.runs));
        } else {
            self.push(placed, Draft::new(title, Role::Caption, content));
        }
    }

    /// How the number and the title of a caption stand, each in a paragraph of its own, where the
    /// number has this state: a reading without it has the title alone.
    fn parted(&self, placed: &Shown<'_>, number: Revision) -> (Standings, Standings) {
        let whole = placed.standings;
        let part = |view: View| match whole.in_view(view) {
            Standing::Absent => (Standing::Absent, Standing::Absent),
            standing if view.admits(number) => (standing, Standing::Own),
            standing => (Standing::Absent, standing),
        };
        let (original, settled) = (part(View::Original), part(View::Final));
        let both = |original, settled| Standings { original, settled };
        (both(original.0, settled.0), both(original.1, settled.1))
    }

    fn content(&mut self, block: &Block) -> Vec<Run> {
        self.writer.runs(&block.content, block.revision)
    }

    fn label(&self, placed: &Shown<'_>, emphasis: Emphasis) -> SetLabel {
        let whole = placed.label.within(placed.block.revision);
        match &placed.block.label {
            Some(label) => labels::set(self.writer.reading, label, whole, emphasis),
            None => SetLabel::default(),
        }
    }

    fn state(&self, revision: Revision) -> Revision {
        self.writer.reading.shown(revision).unwrap_or_default()
    }

    fn push(&mut self, placed: &Shown<'_>, draft: Draft) {
        self.push_with_mark(placed, draft, placed.mark, placed.standings);
    }

    fn push_with_mark(&mut self, placed: &Shown<'_>, draft: Draft, mark: Revision, standings: Standings) {
        let block = placed.block;
        let named = self.writer.bookmarks.carried(placed);
        let mut bookmarks: Vec<String> = named.map(str::to_owned).into_iter().collect();
        // A caption's second paragraph finds its bookmark taken.
        let is_taken = |name: &String| matches!(self.flow.last(), Some(FlowBlock::Paragraph(last)) if last.bookmarks.contains(name));
        bookmarks.retain(|name| !is_taken(name));
        bookmarks.extend(self.entries.remove(&placed.index));
        let label_runs = draft.label.len();
        let mut runs = draft.label;
        runs.extend(draft.gap);
        runs.extend(draft.content);
        self.flow.push(FlowBlock::Paragraph(Paragraph {
            style: draft.style,
            role: draft.role,
            runs,
            label_runs,
            mark: self.state(mark),
            standings,
            bookmarks,
            span: block.span,
        }));
    }
}

impl Draft {
    fn new(style: S, role: Role, content: Vec<Run>) -> Self {
        Self {
            style,
            role,
            label: Vec::new(),
            gap: None,
            content,
        }
    }

    /// With a label, and a tab behind it.
    fn labelled(self, label: SetLabel, block: &Block) -> Self {
        self.with(label, RunContent::Tab, block)
    }

    /// With a lead word, and a dash behind it.
    fn led(self, label: SetLabel, block: &Block) -> Self {
        self.with(label, RunContent::Text(" – ".to_owned()), block)
    }

    fn with(self, label: SetLabel, gap: RunContent, block: &Block) -> Self {
        if label.runs.is_empty() {
            return self;
        }
        let span = block.label.as_ref().map_or(block.span, |label| label.span).tail();
        Self {
            gap: Some(plain(gap, label.tab, span)),
            label: label.runs,
            ..self
        }
    }
}

fn without_underscores(run: &mut Run) {
    if let RunContent::Text(text) = &mut run.content {
        text.retain(|character| character != '_');
    }
}
