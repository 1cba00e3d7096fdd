//! The room of pages: where text, notes and list of hands stand on each.

use super::build::Room;
use super::paint::Frames;
use super::shaping::Shaper;
use super::stage::{Stage, Stroke};
use super::strip::Content;
use super::tabs::points;
use crate::house::{Align, House, ParagraphStyle};
use crate::layout::Flow;

/// So many times as thick is an underscore in bold.
const BOLD: f32 = 1.6;

/// The measures of the pages of a document.
pub(super) struct Rooms {
    top: f32,
    /// Where the text of the first page begins: higher, where a header block stands there.
    first_top: f32,
    bottom: f32,
    legend: f32,
    separator: f32,
    line: Stroke,
    text_line: f32,
    growth: f32,
}

impl Rooms {
    pub(super) fn new(
        flow: &Flow,
        stage: &Stage<'_>,
        legend: Option<&(f32, Content)>,
        shaper: &mut Shaper<'_>,
    ) -> Self {
        let paper = stage.house.page();
        let form = stage.form(ParagraphStyle::Normal, Align::Start, stage.room);
        let metrics = &stage.library.face(form.face).metrics;
        let text_line = (metrics.ascent + metrics.descent) * form.size / 1000.0;
        let separator = stage.house.footnote_separator();
        let stroke = stage.underscores(separator.underscores, &form, shaper);
        let masthead = flow.masthead.is_some();
        Self {
            top: points(paper.top),
            first_top: if masthead {
                points(stage.house.masthead().top)
            } else {
                points(paper.top)
            },
            bottom: points(paper.height) - points(paper.bottom),
            legend: legend.map_or(0.0, |(height, _)| {
                height + points(stage.house.change_bars().legend)
            }),
            separator: text_line,
            line: Stroke {
                thickness: stroke.thickness * if separator.bold { BOLD } else { 1.0 },
                ..stroke
            },
            text_line,
            growth: stage.house.page_fill().map_or(0.0, points),
        }
    }

    /// The room of the page with this index.
    pub(super) fn room(&self, page: usize) -> Room {
        let (top, legend) = if page == 0 {
            (self.first_top, self.legend)
        } else {
            (self.top, 0.0)
        };
        Room {
            height: self.bottom - top - legend,
            separator: self.separator,
            line: self.text_line,
            keeps_space: page == 0,
            growth: self.growth,
        }
    }

    /// Where the text of the page with this index stands.
    pub(super) fn frames(&self, page: usize, house: &House, flow: &Flow) -> Frames {
        let paper = house.page();
        let right_to_left = flow.language.is_right_to_left();
        let even = page % 2 == 1;
        let inner = if paper.mirrored && even {
            paper.right
        } else {
            paper.left
        };
        Frames {
            left: points(inner),
            top: if page == 0 { self.first_top } else { self.top },
            bottom: self.bottom - if page == 0 { self.legend } else { 0.0 },
            lowest: self.bottom,
            separator: self.separator,
            line: self.line,
            bars_right: if paper.mirrored { !even } else { right_to_left },
        }
    }
}
