//! The footnotes part.

use super::context::{Context, Story, StoryKind};
use super::namespaces;
use super::paragraph::{self, Extras};
use super::paragraph_marks::{Written, ends};
use crate::house::ParagraphStyle;
use crate::layout::{InnerNotes, Paragraph, Role, Run, RunContent};
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
    let inner = InnerNotes::of(context.flow);
    for (identifier, index) in (1..).zip(context.notes.placed()) {
        story.xml.start("w:footnote").number("w:id", identifier);
        write_note(&mut story, context, &inner.with(index));
        story.xml.end();
    }
    story
}

/// Writes a note, and behind it those inside it: a footnote of Word can hold none.
fn write_note(story: &mut Story, context: &mut Context<'_>, notes: &[usize]) {
    let flow = context.flow;
    let notes = notes
        .iter()
        .filter_map(|&index| Some((index, flow.notes.get(index)?)));
    let paragraphs = notes.flat_map(|(index, note)| {
        let alone = note.paragraphs.is_empty().then(|| mark_alone(note.revision));
        let paragraphs = note.paragraphs.iter().cloned().chain(alone);
        paragraphs.map(move |paragraph| (index, paragraph))
    });
    let paragraphs: Vec<(usize, Paragraph)> = paragraphs.collect();
    let written = paragraphs
        .iter()
        .map(|(_, paragraph)| Written::of(flow, paragraph));
    let written: Vec<Written> = written.collect();
    for ((index, paragraph), end) in paragraphs.iter().zip(ends(&written)) {
        story.kind = StoryKind::Note(*index);
        paragraph::write(story, context, paragraph, end, Extras::default());
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
