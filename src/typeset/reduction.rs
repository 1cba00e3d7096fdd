//! A page made smaller, so that comments stand beside its text on paper of the same size.

use super::page::{Drawn, Item, Link, Page, Place};
use super::tabs::points;
use crate::house::House;

/// How a page is made smaller, and where on its paper it then stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Reduction {
    scale: f32,
    right: f32,
    down: f32,
}

impl Reduction {
    /// Lets the text and the bars on both sides of it fill what the comments of a house leave of
    /// its paper. `left` is where the text stands before.
    pub(crate) fn beside_comments(house: &House, left: f32, right_to_left: bool) -> Self {
        let (paper, margin) = (house.page(), house.comment_margin());
        let bars = points(margin.bars);
        let text = points(paper.width) - points(paper.left) - points(paper.right);
        let edge = points(margin.edge);
        let scale = (points(paper.width) - points(margin.width) - edge) / (text + 2.0 * bars);
        let start = if right_to_left { points(margin.width) } else { edge };
        Self {
            scale,
            right: start - (left - bars) * scale,
            down: points(paper.height) * (1.0 - scale) / 2.0,
        }
    }

    fn x(self, x: f32) -> f32 {
        x * self.scale + self.right
    }

    fn y(self, y: f32) -> f32 {
        y * self.scale + self.down
    }

    pub(crate) fn area(self, [left, upper, right, lower]: [f32; 4]) -> [f32; 4] {
        [self.x(left), self.y(upper), self.x(right), self.y(lower)]
    }

    pub(crate) fn place(self, place: &mut Place) {
        place.x = self.x(place.x);
        place.y = self.y(place.y);
    }

    pub(crate) fn page(self, page: &mut Page) {
        page.text = self.area(page.text);
        page.items.iter_mut().for_each(|item| self.item(item));
        let area = |link: &mut Link| link.area = self.area(link.area);
        page.links.iter_mut().for_each(area);
    }

    fn item(self, item: &mut Item) {
        match &mut item.drawn {
            Drawn::Glyphs(run) => {
                (run.x, run.y) = (self.x(run.x), self.y(run.y));
                run.size *= self.scale;
                for glyph in &mut run.glyphs {
                    glyph.advance *= self.scale;
                    glyph.shift = glyph.shift.map(|shift| shift * self.scale);
                }
            }
            Drawn::Rule(rule) => {
                (rule.x, rule.y) = (self.x(rule.x), self.y(rule.y));
                rule.width *= self.scale;
                rule.height *= self.scale;
                rule.dots = rule.dots.map(|step| step * self.scale);
            }
            Drawn::Picture(picture) => {
                (picture.x, picture.y) = (self.x(picture.x), self.y(picture.y));
                picture.width *= self.scale;
                picture.height *= self.scale;
            }
        }
    }
}
