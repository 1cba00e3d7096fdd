//! The header block of a conference document: paragraphs in the cells of a frame.

use super::changes::MoveForm;
use super::context::{Context, Story};
use super::frame::{self, Edge, FrameCell, Width};
use super::paragraph::{self, Extras};
use super::paragraph_marks::ParagraphEnd;
use super::picture;
use super::runs::Runs;
use crate::house::{MastheadRule, ParagraphStyle};
use crate::layout::{Masthead, Paragraph, Picture, Run};
use crate::model::{Alignment, Revision};
use crate::ooxml::XmlWriter;

/// Writes the header block (FORMAT § 5.2): names and emblem over a line, meeting and numbers under
/// it, then source, titles and agenda item across.
pub(super) fn write(story: &mut Story, context: &mut Context<'_>, masthead: &Masthead) {
    let rule = context.house.masthead();
    let mut contents = CellContents { story, context };
    let mut rows = vec![names(&mut contents, masthead, rule)];
    rows.extend(numbers(&mut contents, masthead));
    for title in &masthead.titles {
        let cell = FrameCell {
            width: Width::Whole,
            edge: Edge::Apart,
            paragraphs: contents.title(title),
        };
        rows.push(vec![cell]);
    }
    let right_to_left = context.flow.language.is_right_to_left();
    story.xml.raw(&frame::write(&rows, rule, right_to_left));
}

/// The row over the line: the conference, and beside it the emblem.
fn names(contents: &mut CellContents<'_, '_>, masthead: &Masthead, rule: MastheadRule) -> Vec<FrameCell> {
    let cell = |width, paragraphs| FrameCell {
        width,
        edge: Edge::Above,
        paragraphs,
    };
    let names = contents.lines(&[
        (ParagraphStyle::Logo, &masthead.conference, None),
        (
            ParagraphStyle::Logo,
            &masthead.place_and_dates,
            Some([rule.place_size, rule.place_size_complex]),
        ),
    ]);
    match &masthead.logo {
        None if !rule.reserves_emblem => vec![cell(Width::Whole, names)],
        None => {
            let room = contents.lines(&[]);
            vec![cell(Width::Column(0), names), cell(Width::Column(1), room)]
        }
        Some(logo) => {
            let emblem = contents.emblem(logo, rule);
            vec![cell(Width::Column(0), names), cell(Width::Column(1), emblem)]
        }
    }
}

/// The row under the line: the meeting, and beside it number, date and language.
fn numbers(contents: &mut CellContents<'_, '_>, masthead: &Masthead) -> Option<Vec<FrameCell>> {
    let right: [(_, &[Run], _); 3] = [
        (ParagraphStyle::DocNumber, &masthead.number, None),
        (ParagraphStyle::DocDate, &masthead.date, None),
        (ParagraphStyle::DocOriginal, &masthead.original, None),
    ];
    if masthead.meeting.is_empty() && right.iter().all(|(_, runs, _)| runs.is_empty()) {
        return None;
    }
    let left = contents.lines(&[(ParagraphStyle::Committee, &masthead.meeting, None)]);
    let right = contents.lines(&right);
    let cell = |column, paragraphs| FrameCell {
        width: Width::Column(column),
        edge: Edge::Below,
        paragraphs,
    };
    Some(vec![cell(0, left), cell(1, right)])
}

/// Writes what stands in the cells; each content is XML of its own, in the order of the cells, so
/// that numbers of changes count up through the document.
struct CellContents<'s, 'a> {
    story: &'s mut Story,
    context: &'s mut Context<'a>,
}

/// A line of the header block: its style, its runs, and its size where that is another.
type HeadLine<'r> = (ParagraphStyle, &'r [Run], Option<[u16; 2]>);

impl<'a> CellContents<'_, 'a> {
    /// What `write` writes, taken out of the document.
    fn apart(&mut self, write: impl FnOnce(&mut Story, &mut Context<'a>)) -> String {
        let document = std::mem::replace(&mut self.story.xml, XmlWriter::fragment());
        write(self.story, self.context);
        std::mem::replace(&mut self.story.xml, document).finish()
    }

    /// A paragraph for each of these that has any runs; Word wants one in every cell.
    fn lines(&mut self, lines: &[HeadLine<'_>]) -> String {
        self.apart(|story, context| {
            let filled = lines.iter().filter(|(_, runs, _)| !runs.is_empty());
            for (at, (style, runs, size)) in filled.clone().enumerate() {
                // Both columns begin on one line, whatever space their styles have above.
                let extras = Extras {
                    flush: at == 0 && context.house.paragraph(*style).before > 0,
                    ..Extras::default()
                };
                line(story, context, *style, runs, (*size, extras));
            }
            if filled.count() == 0 {
                story.xml.empty("w:p");
            }
        })
    }

    fn title(&mut self, title: &Paragraph) -> String {
        self.apart(|story, context| {
            let end = ParagraphEnd::plain(title.style);
            paragraph::write(story, context, title, end, Extras::default());
        })
    }

    /// The emblem, at the end of its cell.
    fn emblem(&mut self, logo: &Picture, rule: MastheadRule) -> String {
        self.apart(|story, context| {
            story.xml.start("w:p");
            let end = ParagraphEnd::plain(ParagraphStyle::Logo);
            let extras = Extras {
                alignment: Alignment::Right,
                ..Extras::default()
            };
            paragraph::properties(&mut story.xml, context, end, MoveForm::Plain, extras);
            picture::write_run(story, context, logo, Revision::NONE, rule.emblem);
            story.xml.end();
        })
    }
}

/// A paragraph of runs, in a size of its own where one is given.
fn line(
    story: &mut Story,
    context: &mut Context<'_>,
    style: ParagraphStyle,
    runs: &[Run],
    (size, extras): (Option<[u16; 2]>, Extras<'_>),
) {
    story.xml.start("w:p");
    let end = ParagraphEnd::plain(style);
    paragraph::properties(&mut story.xml, context, end, MoveForm::Plain, extras);
    let rule = context.house.paragraph(style);
    let mut written = Runs::new(story, context, rule, MoveForm::Plain);
    written.resize(size);
    runs.iter().for_each(|run| written.write(run));
    written.finish();
    story.xml.end();
}
