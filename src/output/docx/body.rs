//! The document part: header block, contents, text, sections.

use super::changes::MoveForm;
use super::context::{Context, Story, StoryKind};
use super::moves::MoveRanges;
use super::paragraph::{self, Extras};
use super::paragraph_marks::{ParagraphEnd, Written, ends, stamp};
use super::sections::{self, RunningPart};
use super::{contents, masthead, namespaces, neighbours, picture, table};
use crate::house::{House, ParagraphStyle};
use crate::layout::{Flow, FlowBlock, Role};
use crate::model::{Revision, Standings};
use crate::ooxml::{Relationships, XmlWriter};

/// How the blocks of a body stand together: found out before a word is written.
#[derive(Debug)]
pub(super) struct Plan {
    /// Whether a section ends with a block.
    pub(super) breaks: Vec<bool>,
    /// How each block's paragraph ends; tables have none, and an entry of no meaning.
    ends: Vec<ParagraphEnd>,
    pub(super) moves: MoveRanges,
}

impl Plan {
    pub(super) fn of(flow: &Flow, house: &House) -> Self {
        let breaks = sections::breaks(flow, house);
        let mut paragraph_ends = Vec::with_capacity(flow.body.len());
        let mut stretch: Vec<Written> = Vec::new();
        for (block, &section_ends) in flow.body.iter().zip(&breaks) {
            match written(flow, block) {
                Some(paragraph) => stretch.push(paragraph),
                None => {
                    paragraph_ends.append(&mut ends(&stretch));
                    stretch.clear();
                    paragraph_ends.push(ParagraphEnd::plain(ParagraphStyle::Normal));
                }
            }
            if section_ends {
                paragraph_ends.append(&mut ends(&stretch));
                stretch.clear();
            }
        }
        paragraph_ends.append(&mut ends(&stretch));
        let moves = MoveRanges::of(flow, &paragraph_ends);
        Self {
            breaks,
            ends: paragraph_ends,
            moves,
        }
    }
}

fn written(flow: &Flow, block: &FlowBlock) -> Option<Written> {
    match block {
        FlowBlock::Paragraph(paragraph) if paragraph.role == Role::Rule => {
            Some(whole(flow, paragraph.style, paragraph.mark))
        }
        FlowBlock::Paragraph(paragraph) => Some(Written::of(flow, paragraph)),
        FlowBlock::Picture(picture) => Some(whole(flow, ParagraphStyle::Figure, picture.revision)),
        FlowBlock::Table(_) => None,
    }
}

/// A paragraph whose content shares the state of its mark.
fn whole(flow: &Flow, style: ParagraphStyle, mark: Revision) -> Written {
    Written {
        style,
        mark,
        standings: Standings::of(mark),
        head: stamp(flow, mark),
        tail: stamp(flow, mark),
    }
}

/// Writes `word/document.xml`; `relationships` holds what it leads to already.
pub(super) fn write(
    context: &mut Context<'_>,
    plan: &Plan,
    parts: &[RunningPart],
    relationships: Relationships,
) -> Story {
    let mut story = Story {
        xml: XmlWriter::part(),
        relationships,
        kind: StoryKind::Body,
    };
    let (flow, house) = (context.flow, context.house);
    story.xml.start("w:document");
    namespaces::declare(&mut story.xml);
    story.xml.start("w:body");
    if let Some(masthead) = &flow.masthead {
        masthead::write(&mut story, context, masthead);
    }
    if let Some(contents) = &flow.contents {
        contents::write(&mut story, context, contents);
    }
    let mut section = sections::properties(house, flow, parts, true);
    for (index, block) in flow.body.iter().enumerate() {
        let ends_section = plan.breaks[index];
        let extras = Extras {
            begins_page: sections::begins_page(flow, house, index),
            section: ends_section.then_some(section.as_str()),
            moves: Some((&plan.moves, index)),
            ..Extras::default()
        };
        match block {
            FlowBlock::Paragraph(content) => {
                let parted = neighbours::parted(flow, &plan.ends, index);
                let content = parted.as_deref().unwrap_or(content);
                paragraph::write(&mut story, context, content, plan.ends[index], extras);
            }
            FlowBlock::Picture(content) => {
                picture::write(&mut story, context, content, plan.ends[index], extras);
            }
            FlowBlock::Table(content) => {
                table::write(&mut story, context, content);
                let next = flow.body.get(index + 1);
                if ends_section || !matches!(next, Some(FlowBlock::Paragraph(_) | FlowBlock::Picture(_))) {
                    // Word wants a paragraph behind a table: at the end of a body or section, and
                    // between two tables, which it would join.
                    bare_paragraph(&mut story, context, extras);
                }
            }
        }
        if ends_section {
            section = sections::properties(house, flow, parts, false);
            context.notes.restart();
        }
    }
    if flow.body.is_empty() {
        bare_paragraph(&mut story, context, Extras::default());
    }
    story.xml.raw(&section);
    story
}

/// A paragraph without text, as Word itself keeps behind tables.
fn bare_paragraph(story: &mut Story, context: &mut Context<'_>, extras: Extras<'_>) {
    story.xml.start("w:p");
    let end = ParagraphEnd::plain(ParagraphStyle::Normal);
    paragraph::properties(&mut story.xml, context, end, MoveForm::Plain, extras);
    story.xml.end();
}
