//! Comments in the margin, and the list of hands.

use std::collections::BTreeMap;

use super::changes;
use super::line::{self, Line};
use super::page::{Artifact, Colour, Comment, Drawn, Item, Page, Rule, Tag};
use super::paragraph::{Form, lines};
use super::shaping::Shaper;
use super::stage::Stage;
use super::strip::Content;
use super::structure::{ElementId, SlotId};
use super::tabs::points;
use super::text::{Setting, Text};
use crate::house::{Align, ParagraphStyle};
use crate::layout::{Flow, FlowComment};
use crate::source::Span;

/// The background of what is commented on.
const HIGHLIGHT: Colour = Colour(0xFF, 0xF3, 0xC4);

/// A comment that begins and ends on a page.
pub(crate) struct Placed {
    pub(crate) index: usize,
    /// Left, upper, right and lower edge of what it is about.
    pub(crate) area: [f32; 4],
    pub(crate) element: ElementId,
    pub(crate) slot: SlotId,
}

/// Who wrote comments, in the order of the text: their colours go on from those of the hands.
pub(crate) fn colours(flow: &Flow) -> BTreeMap<String, Colour> {
    let mut colours = BTreeMap::new();
    for change in &flow.changes {
        colours
            .entry(change.author.clone())
            .or_insert_with(|| changes::colour(change.hand));
    }
    let mut next = flow
        .changes
        .iter()
        .map(|change| change.hand + 1)
        .max()
        .unwrap_or(0);
    for comment in &flow.comments {
        colours.entry(comment.author.clone()).or_insert_with(|| {
            next += 1;
            changes::colour(next - 1)
        });
    }
    colours
}

/// Sets the comments of a page into its margin, each as near as can be to the height of its place.
pub(crate) fn comments<'a>(
    stage: &Stage<'a>,
    flow: &Flow,
    colours: &BTreeMap<String, Colour>,
    mut placed: Vec<Placed>,
    page: &mut Page,
    shaper: &mut Shaper<'a>,
) {
    placed.sort_by(|a, b| a.area[1].total_cmp(&b.area[1]).then(a.index.cmp(&b.index)));
    let mirrored = stage.language.is_right_to_left();
    let margin = stage.house.comment_margin();
    let (width, gap, indent) = (points(margin.width), points(margin.gap), points(margin.indent));
    let (edge, bar, sign) = (points(margin.edge), points(margin.bar), points(margin.sign));
    let x = if mirrored { edge } else { page.width - width };
    let room = width - edge - indent;
    let bottom = page.height - edge;
    let colour = |comment: &FlowComment| colours.get(&comment.author).copied().unwrap_or(Colour::BLACK);
    // The name stands beside the sign of the comment, its text under both.
    let mut set = |it: &Placed| {
        let comment = &flow.comments[it.index];
        let tag = Tag::Slot(it.slot);
        let name = name(stage, comment, colour(comment), tag);
        let mut set = lines(&name, &form(stage, room - sign - bar), shaper, &mut Vec::new());
        let beside = set.len();
        let said = said(stage, comment, tag);
        set.extend(lines(&said, &form(stage, room), shaper, &mut Vec::new()));
        (set, beside)
    };
    let sets: Vec<(Vec<Line>, usize)> = placed.iter().map(&mut set).collect();
    let wanted = placed.iter().zip(&sets).map(|(it, (set, beside))| {
        let (name, said) = set.split_at(*beside);
        (it.area[1], line::height(name).max(sign) + line::height(said))
    });
    let tops = tops(&wanted.collect::<Vec<_>>(), gap, (edge, bottom));
    for ((it, (set, beside)), top) in placed.into_iter().zip(sets).zip(tops) {
        let comment = &flow.comments[it.index];
        let colour = colour(comment);
        let top = top.min(bottom);
        let mut content = Content::default();
        let mut at = top;
        for (index, line) in set.into_iter().enumerate() {
            let left = match mirrored {
                true if index < beside => x + sign + bar,
                true => x,
                false => x + indent,
            };
            if index == beside {
                at = at.max(top + sign);
            }
            let (ascent, height) = (line.ascent, line.height());
            if at + height > page.height {
                break;
            }
            content.put(line, left, at + ascent);
            at += height;
        }
        rule(
            page,
            [
                if mirrored { x + room + indent - bar } else { x },
                top,
                bar,
                at - top,
            ],
            colour,
        );
        page.items.append(&mut content.items);
        let sign_left = if mirrored { x } else { x + room + indent - sign };
        page.comments.push(Comment {
            area: it.area,
            sign: [sign_left, top, sign_left + sign, top + sign],
            author: comment.author.clone(),
            date: comment.date,
            text: comment.text.clone(),
            colour,
            element: it.element,
        });
    }
}

/// The upper edges of boxes in a margin from `edge` to `bottom`, of the heights at which they are wanted
/// and their own: they push one another down, and up again from the bottom. Where there are more than
/// the margin holds, the last stand under it.
fn tops(wanted: &[(f32, f32)], gap: f32, (edge, bottom): (f32, f32)) -> Vec<f32> {
    let mut y = edge;
    let mut tops = Vec::with_capacity(wanted.len());
    for (top, height) in wanted {
        tops.push(y.max(*top));
        y = y.max(*top) + height + gap;
    }
    let mut limit = bottom;
    for (top, (_, height)) in tops.iter_mut().zip(wanted).rev() {
        *top = top.min(limit - height);
        limit = *top - gap;
    }
    let mut y = edge;
    for (top, (_, height)) in tops.iter_mut().zip(wanted) {
        *top = top.max(y);
        y = *top + height + gap;
    }
    tops
}

/// Draws the background of what is commented on; it goes under everything else.
pub(crate) fn highlight(area: [f32; 4], under: &mut Vec<Item>) {
    let [x, y, right, lower] = area;
    under.push(Item {
        tag: Tag::Artifact(Artifact::Layout),
        change: false,
        drawn: Drawn::Rule(Rule {
            x,
            y,
            width: right - x,
            height: lower - y,
            colour: HIGHLIGHT,
            dots: None,
        }),
    });
}

fn rule(page: &mut Page, [x, y, width, height]: [f32; 4], colour: Colour) {
    page.items.push(Item {
        tag: Tag::Artifact(Artifact::Layout),
        change: false,
        drawn: Drawn::Rule(Rule {
            x,
            y,
            width,
            height,
            colour,
            dots: None,
        }),
    });
}

fn form<'a>(stage: &Stage<'a>, room: f32) -> Form<'a> {
    Form {
        size: f32::from(stage.house.comment_margin().size) / 2.0,
        ..stage.form(ParagraphStyle::CommentText, Align::Start, room)
    }
}

fn setting(stage: &Stage<'_>, bold: bool, colour: Colour, tag: Tag) -> Setting {
    let margin = stage.house.comment_margin();
    Setting {
        size: f32::from(margin.size) / 2.0,
        size_complex: f32::from(margin.size_complex) / 2.0,
        ..stage.plain_setting(ParagraphStyle::CommentText, bold, colour, tag)
    }
}

/// Who made a comment, and when.
fn name(stage: &Stage<'_>, comment: &FlowComment, colour: Colour, tag: Tag) -> Text {
    let mut text = empty(stage);
    text.push(&comment.author, setting(stage, true, colour, tag), comment.span);
    let mut date = comment
        .date
        .map_or(String::new(), |date| format!(", {}", date.date));
    // Whoever copies the text has a space before what it says.
    date.push(' ');
    text.push(&date, setting(stage, false, Colour::BLACK, tag), comment.span);
    text
}

/// What it says. A comment's own line ends are kept; tabs would lead out of the margin.
fn said(stage: &Stage<'_>, comment: &FlowComment, tag: Tag) -> Text {
    let mut text = empty(stage);
    let said = comment.text.replace('\n', "\u{2028}").replace(['\t', '\r'], " ");
    text.push(&said, setting(stage, false, Colour::BLACK, tag), comment.span);
    text
}

fn empty(stage: &Stage<'_>) -> Text {
    Text {
        right_to_left: stage.language.is_right_to_left(),
        ..Text::default()
    }
}

/// The hands of a document with several: each in its colour, with its bar.
pub(crate) fn legend<'a>(
    stage: &Stage<'a>,
    flow: &Flow,
    slot: SlotId,
    shaper: &mut Shaper<'a>,
) -> Option<Content> {
    let mut hands: BTreeMap<usize, String> = BTreeMap::new();
    for change in &flow.changes {
        hands.entry(change.hand).or_insert_with(|| change.author.clone());
    }
    if hands.len() < 2 {
        return None;
    }
    let mut text = empty(stage);
    for (index, (hand, author)) in hands.iter().enumerate() {
        if index > 0 {
            text.push(
                " \u{2003}",
                setting(stage, false, Colour::BLACK, Tag::Slot(slot)),
                Span::NONE,
            );
        }
        let colour = changes::colour(*hand);
        let mut named = setting(stage, false, colour, Tag::Slot(slot));
        named.look.under = Some((1, colour));
        text.push(author, named, Span::NONE);
    }
    let mut content = Content::default();
    let mut y = 0.0;
    for line in lines(&text, &form(stage, stage.room), shaper, &mut Vec::new()) {
        let (ascent, height) = (line.ascent, line.height());
        content.put(line, 0.0, y + ascent);
        y += height;
    }
    content.marks.clear();
    content.hands = 0;
    content.marks.push((0.0, y, super::text::Mark::Removed(0)));
    Some(content)
}

#[cfg(test)]
mod tests {
    use super::tops;

    #[test]
    fn comments_move_up_where_those_below_need_the_room() {
        let place = |wanted: &[(f32, f32)]| tops(wanted, 5.0, (10.0, 100.0));
        assert_eq!(place(&[(20.0, 10.0), (60.0, 10.0)]), [20.0, 60.0]);
        assert_eq!(place(&[(20.0, 10.0), (22.0, 10.0)]), [20.0, 35.0]);
        assert_eq!(place(&[(80.0, 20.0), (90.0, 20.0)]), [55.0, 80.0]);
        assert_eq!(place(&[(50.0, 60.0), (90.0, 60.0)]), [10.0, 75.0]);
    }
}
