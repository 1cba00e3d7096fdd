//! Running heads and feet.

use super::page::{Artifact, Tag};
use super::paragraph::lines;
use super::shaping::Shaper;
use super::stage::Stage;
use super::strip::Content;
use super::tabs::points;
use super::walk::{Figures, furniture};
use crate::diagnostic::Diagnostic;
use crate::layout::{Flow, Paragraph};

/// The head and foot of a page: their heights and what they show.
pub(crate) struct Running {
    pub(crate) head: (f32, Content),
    pub(crate) foot: (f32, Content),
}

/// Sets the head and foot of the page with this number, counted from 1.
pub(crate) fn set<'a>(
    stage: &Stage<'a>,
    flow: &'a Flow,
    figures: Figures<'_>,
    shaper: &mut Shaper<'a>,
    missing: &mut Vec<Diagnostic>,
) -> Running {
    let running = &flow.running;
    let even = running
        .even_footer
        .as_ref()
        .filter(|_| figures.page.is_multiple_of(2));
    let (head, foot) = match figures.page {
        1 => (&running.first_header, &running.first_footer),
        _ => (&running.header, even.unwrap_or(&running.footer)),
    };
    let mut part = |paragraphs: &[Paragraph], artifact| {
        let mut content = Content::default();
        let mut y = 0.0;
        for (index, paragraph) in paragraphs.iter().enumerate() {
            let rule = stage.house.paragraph(paragraph.style);
            let tag = Tag::Artifact(artifact);
            let text = furniture(paragraph, flow, stage.house, stage.library, tag, figures);
            let form = stage.form(paragraph.style, rule.align, stage.room);
            y += if index == 0 { 0.0 } else { points(rule.before) };
            for line in lines(&text, &form, shaper, missing) {
                let (ascent, height) = (line.ascent, line.height());
                content.put(line, 0.0, y + ascent);
                y += height;
            }
            y += points(rule.after);
        }
        content.hands = 0;
        // Nothing leads to furniture, and nothing leads away from it.
        content.marks.clear();
        content.links.clear();
        (y, content)
    };
    Running {
        head: part(head, Artifact::Header),
        foot: part(foot, Artifact::Footer),
    }
}
