//! From the runs of the model to those of the flow.

use std::collections::BTreeMap;

use super::comments::{self, Remark};
use super::flow::{Emphasis, FlowComment, FlowNote, Paragraph, Role, Run, RunContent, plain};
use super::notes::{self, Plan};
use super::reading::Reading;
use super::{bookmarks::Bookmarks, labels, note_marks, references};
use crate::house::{CharacterStyle, ParagraphStyle};
use crate::model::{Block, Comment, Inline, InlineKind, Revision, Shown, Standings, View, shown};
use crate::source::Span;

/// Sets runs, and gathers the notes and comments that they bring.
pub(super) struct Writer<'d> {
    pub(super) reading: Reading<'d>,
    pub(super) bookmarks: Bookmarks,
    pub(super) comments: Vec<FlowComment>,
    plan: Plan,
}

impl<'d> Writer<'d> {
    pub(super) fn new(reading: Reading<'d>, plan: Plan, blocks: &[Shown<'_>]) -> Self {
        Self {
            reading,
            bookmarks: Bookmarks::new(blocks),
            comments: Vec::new(),
            plan,
        }
    }

    /// The runs of a text inside something in state `whole`, as far as the view shows them.
    pub(super) fn runs(&mut self, content: &[Inline], whole: Revision) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::with_capacity(content.len());
        // Comments that stand before all text are on the whole of it.
        let mut on_all = Vec::new();
        let mut thread: Option<usize> = None;
        for inline in content {
            let Some(revision) = self.reading.shown(inline.revision.within(whole)) else {
                continue;
            };
            if let InlineKind::Comment(comment) = &inline.kind {
                // Reviewers speak about the draft; a reading by itself is a clean copy.
                if self.reading.view == View::Markup {
                    let index = self.comment(comment, thread, inline.span);
                    if runs.is_empty() {
                        on_all.push(index);
                    } else {
                        let answers = thread;
                        comments::attach(&mut runs, Remark { index, answers }, self.reading.document);
                    }
                    thread = thread.or(Some(index));
                }
                continue;
            }
            if !matches!(inline.kind, InlineKind::SourceComment(_)) {
                thread = None;
                self.run(inline, revision, &mut runs);
            }
        }
        comments::attach_to_all(&mut runs, &on_all);
        note_marks::part(&mut runs, &self.reading.document.changes);
        runs
    }

    /// Enters a comment, which may answer the one that opened its thread.
    fn comment(&mut self, comment: &Comment, thread: Option<usize>, span: Span) -> usize {
        let comment = comments::comment(self.reading.document, comment, thread, span);
        self.comments.push(comment);
        self.comments.len() - 1
    }

    /// Sets one piece of text in the state that it is shown in.
    fn run(&mut self, inline: &Inline, revision: Revision, runs: &mut Vec<Run>) {
        let link = inline.link.as_ref().filter(|link| link.is_web());
        let run = |content| Run {
            content,
            emphasis: Emphasis {
                italic: inline.style.italic,
                bold: inline.style.bold,
                position: inline.style.position,
                ..Emphasis::default()
            },
            character: None,
            revision,
            link: link.map(|link| link.address.clone()),
            span: inline.span,
        };
        match &inline.kind {
            InlineKind::Text(text) if text.is_empty() => {}
            InlineKind::Text(text) => runs.push(Run {
                character: link.map(|_| CharacterStyle::Hyperlink),
                ..run(RunContent::Text(text.clone()))
            }),
            InlineKind::LineBreak => runs.push(run(RunContent::LineBreak)),
            InlineKind::NoteReference(reference) => {
                let (note, first) = self.plan.refer(&reference.id, revision);
                runs.push(Run {
                    // The style raises the mark; what is written around it does not count.
                    emphasis: Emphasis::default(),
                    character: Some(CharacterStyle::FootnoteReference),
                    ..run(RunContent::NoteReference { note, first })
                });
            }
            InlineKind::CrossReference(reference) => {
                let like = run(RunContent::Tab);
                runs.extend(references::runs(self.reading, &self.bookmarks, reference, &like));
            }
            InlineKind::Comment(_) | InlineKind::SourceComment(_) => {}
        }
    }

    /// The footnotes, in the order in which they are brought.
    pub(super) fn notes(&mut self) -> Vec<FlowNote> {
        let document = self.reading.document;
        // The first definition of an id is the one meant.
        let definitions: BTreeMap<&str, &[Block]> = document
            .notes
            .iter()
            .rev()
            .map(|note| (note.id.as_str(), note.blocks.as_slice()))
            .collect();
        let mut notes: Vec<FlowNote> = Vec::new();
        let mut inside: Vec<Option<usize>> = vec![None; self.plan.notes.len()];
        // A note's text may refer to further notes, which are then at the end of the plan.
        while let Some(planned) = self.plan.notes.get(notes.len()) {
            let own = self.plan.reading(notes.len());
            let mut note = notes::begin(planned);
            note.inside = inside.get(notes.len()).copied().flatten();
            let blocks = definitions.get(planned.id.as_str()).copied().unwrap_or_default();
            let revision = note.revision;
            for placed in shown(blocks) {
                let whole = placed.block.revision.within(revision);
                let content = match own {
                    Some(view) => self.runs(&notes::own_text(&placed.block.content, view), whole),
                    None => self.runs(&placed.block.content, whole),
                };
                let label = placed.block.label.as_ref();
                let label = label.map(|label| labels::plain(self.reading, label, placed.label.within(whole)));
                let mut runs = label.unwrap_or_default();
                runs.extend(content);
                let mark = placed.mark.within(revision);
                note.paragraphs.push(note_paragraph(
                    runs,
                    self.reading.shown(mark).unwrap_or_default(),
                    placed.standings,
                    placed.block.span,
                ));
            }
            if note.paragraphs.is_empty() {
                note.paragraphs
                    .push(note_paragraph(Vec::new(), revision, Standings::OWN, Span::NONE));
            }
            if let Some(first) = note.paragraphs.first_mut() {
                let opening = [RunContent::NoteMark, RunContent::Tab].map(|content| Run {
                    character: matches!(content, RunContent::NoteMark)
                        .then_some(CharacterStyle::FootnoteReference),
                    ..plain(content, revision, first.span)
                });
                first.runs.splice(0..0, opening);
            }
            inside.resize(self.plan.notes.len(), Some(notes.len()));
            notes.push(note);
        }
        notes
    }
}

fn note_paragraph(runs: Vec<Run>, mark: Revision, standings: Standings, span: Span) -> Paragraph {
    Paragraph {
        style: ParagraphStyle::FootnoteText,
        role: Role::Footnote,
        runs,
        label_runs: 0,
        mark,
        standings,
        bookmarks: Vec::new(),
        span,
    }
}
