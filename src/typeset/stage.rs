//! What blocks are set by, and what they come out as.

use super::fonts::{Library, Script, Wanted};
use super::frame::Frame;
use super::page::{Colour, Tag};
use super::paragraph::Form;
use super::shaping::{Shaper, Shaping};
use super::strip::Strip;
use super::text::{Look, Setting};
use super::walk::principal;
use crate::diagnostic::Diagnostic;
use crate::house::{Align, House, ParagraphStyle};
use crate::model::Language;
use crate::output::Assets;

/// What all blocks are set by.
#[derive(Clone, Copy)]
pub(crate) struct Stage<'a> {
    pub(crate) house: &'a House,
    pub(crate) library: &'a Library,
    pub(crate) assets: &'a Assets,
    pub(crate) language: Language,
    /// Width of the text.
    pub(crate) room: f32,
    /// Height of the text on an ordinary page.
    pub(crate) height: f32,
}

/// A block as strips.
pub(crate) struct SetBlock {
    pub(crate) strips: Vec<Strip>,
    pub(crate) frame: Option<Frame>,
    /// Space above and below it.
    pub(crate) above: f32,
    pub(crate) below: f32,
    /// Stays with the next block.
    pub(crate) keeps: bool,
    /// Ends with a colon: what follows belongs to it.
    pub(crate) introduces: bool,
    pub(crate) missing: Vec<Diagnostic>,
}

/// A horizontal line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stroke {
    pub(crate) width: f32,
    pub(crate) thickness: f32,
}

impl<'a> Stage<'a> {
    /// How characters are set that are of no run of the text: those of a comment, a description.
    pub(crate) fn plain_setting(
        &self,
        style: ParagraphStyle,
        bold: bool,
        colour: Colour,
        tag: Tag,
    ) -> Setting {
        let rule = self.house.paragraph(style);
        let wanted = Wanted {
            font: rule.font,
            bold,
            italic: false,
        };
        Setting {
            wanted,
            face: self.library.principal(wanted),
            size: f32::from(rule.size) / 2.0,
            size_complex: f32::from(rule.size_complex) / 2.0,
            rise: 0.0,
            caps: false,
            underlined: false,
            look: Look {
                colour,
                ..Look::PLAIN
            },
            tag,
            link: None,
        }
    }

    /// How a paragraph of a style is set in a column.
    pub(crate) fn form(&self, style: ParagraphStyle, align: Align, room: f32) -> Form<'a> {
        let rule = self.house.paragraph(style);
        let divides = self.house.hyphenates() && !rule.caps && rule.align == Align::Justified;
        Form {
            rule,
            align,
            room,
            face: principal(self.house, self.library, style),
            size: f32::from(rule.size) / 2.0,
            default_tab: self.house.default_tab(),
            leader: self.house.leader(),
            hyphenate: divides.then_some(self.language),
            language: self.language,
            flush: false,
        }
    }

    /// Width and thickness of so many underscores in a row.
    pub(crate) fn underscores(&self, count: usize, form: &Form<'_>, shaper: &mut Shaper<'_>) -> Stroke {
        let shaping = Shaping {
            face: form.face,
            script: Script::Latin,
            right_to_left: false,
        };
        let underscore = shaper.shape("_", shaping, "", "").width;
        let thickness = self.library.face(form.face).metrics.thickness;
        Stroke {
            width: underscore * count as f32 * form.size / 1000.0,
            thickness: thickness * form.size / 1000.0,
        }
    }
}
