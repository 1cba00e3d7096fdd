//! The footnotes part.

use super::context::{Context, Story, StoryKind};
use super::namespaces;
use super::paragraph::{self, Extras};
use super::paragraph_marks::{ParagraphEnd, Written, ends};
use crate::house::ParagraphStyle;
use crate::layout::{FlowNote, Paragraph, Role, Run, RunContent};
use crate::model::{Revision, Standings};
use crate::ooxml::{Relationships, XmlWriter};
use crate::source::Span;

/// Writes `word/footnotes.xml` (ECMA-376 § 17.11): the notes that the document refers to.
pub(super) fn write(context: &mut Context<'_>) -> Story {
    let mut story = Story {
        xml: XmlWriter::part(),
        relationships: Relationships::default(),
        kind: StoryKind::Body,
    };
    story.xml.start("w:footnotes");
    namespaces::declare(&mut story.xml);
    separator(&mut story.xml, context);
    let flow = context.flow;
    for (identifier, index) in (1..).zip(context.notes.placed()) {
        let Some(note) = flow.notes.get(index) else {
            continue;
        };
        story.kind = StoryKind::Note(index);
        story.xml.start("w:footnote").number("w:id", identifier);
        write_note(&mut story, context, note);
        story.xml.end();
    }
    story
}

fn write_note(story: &mut Story, context: &mut Context<'_>, note: &FlowNote) {
    let written: Vec<Written> = note
        .paragraphs
        .iter()
        .map(|paragraph| Written::of(context.flow, paragraph))
        .collect();
    for (paragraph, end) in note.paragraphs.iter().zip(ends(&written)) {
        paragraph::write(story, context, paragraph, end, Extras::default());
    }
    if note.paragraphs.is_empty() {
        let end = ParagraphEnd {
            mark: note.revision,
            ..ParagraphEnd::plain(ParagraphStyle::FootnoteText)
        };
        paragraph::write(story, context, &mark_alone(note.revision), end, Extras::default());
    }
}

/// A note without text still shows its mark.
fn mark_alone(revision: Revision) -> Paragraph {
    Paragraph {
        style: ParagraphStyle::FootnoteText,
        role: Role::Footnote,
        runs: vec![Run {
            content: RunContent::NoteMark,
            emphasis: Default::default(),
            character: None,
            revision,
            link: None,
            span: Span::NONE,
        }],
        label_runs: 0,
        mark: revision,
        standings: Standings::OWN,
        bookmarks: Vec::new(),
        span: Span::NONE,
    }
}

/// The line over the notes, typed as ITU does, and that over continued ones, which is Word's.
fn separator(xml: &mut XmlWriter, context: &Context<'_>) {
    let rule = context.house.footnote_separator();
    xml.start("w:footnote")
        .attribute("w:type", "separator")
        .number("w:id", -1)
        .start("w:p")
        .start("w:r");
    if rule.bold {
        xml.start("w:rPr").empty("w:b").end();
    }
    xml.element("w:t", &"_".repeat(rule.underscores));
    xml.end().end().end();
    xml.start("w:footnote")
        .attribute("w:type", "continuationSeparator")
        .number("w:id", 0)
        .start("w:p")
        .start("w:r")
        .empty("w:continuationSeparator");
    xml.end().end().end();
}
