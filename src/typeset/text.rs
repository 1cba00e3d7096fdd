//! The text of one paragraph with everything that its characters are set by.

use super::fonts::{FaceId, Wanted};
use super::page::{Anchor, Colour, Tag, Target};
use super::structure::ElementId;
use crate::source::Span;

/// A paragraph, ready to be broken into lines. Tabs are U+0009, forced line ends U+2028.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text {
    pub(crate) characters: String,
    /// One for each run of the flow, in order; they cover all characters.
    pub(crate) stretches: Vec<Stretch>,
    /// What hangs on places in the text, in order.
    pub(crate) marks: Vec<(u32, Mark)>,
    /// Whether lines run from right to left.
    pub(crate) right_to_left: bool,
}

/// A run of characters that are set alike.
#[derive(Clone, Debug)]
pub(crate) struct Stretch {
    /// The byte after its last.
    pub(crate) end: u32,
    pub(crate) setting: Setting,
    /// Where it stands in the source.
    pub(crate) span: Span,
}

/// How characters are set.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Setting {
    pub(crate) wanted: Wanted,
    /// The face of plain Latin text.
    pub(crate) face: FaceId,
    /// The size, and that of Arabic, in points.
    pub(crate) size: f32,
    pub(crate) size_complex: f32,
    /// How far the characters are raised, in points.
    pub(crate) rise: f32,
    /// Printed in capitals.
    pub(crate) caps: bool,
    /// Underlined for its own sake.
    pub(crate) underlined: bool,
    pub(crate) look: Look,
    pub(crate) tag: Tag,
    pub(crate) link: Option<LinkEnd>,
}

/// How a state of revision looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    /// The colour of the characters.
    pub(crate) colour: Colour,
    /// Lines under the characters, and their colour.
    pub(crate) under: Option<(u8, Colour)>,
    /// Lines through the characters, and their colour.
    pub(crate) through: Option<(u8, Colour)>,
    /// Whose changes: one bit for each of the first sixteen hands, for bars in the margin.
    pub(crate) hands: u16,
    /// Whether the characters themselves are a change that a viewer may switch off.
    pub(crate) deleted: bool,
}

impl Look {
    /// That of text which no change touches.
    pub(crate) const PLAIN: Self = Self {
        colour: Colour::BLACK,
        under: None,
        through: None,
        hands: 0,
        deleted: false,
    };
}

/// A link that characters are part of.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LinkEnd {
    pub(crate) target: Target,
    pub(crate) description: String,
    pub(crate) element: ElementId,
}

/// What hangs on a place in the text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Mark {
    /// Something leads here.
    Anchor(Anchor),
    /// The mark that brings the note with this index.
    Note(usize),
    /// The comment with this index begins.
    CommentStart(usize),
    /// And ends.
    CommentEnd(usize),
    /// The number of an instrument, which running heads quote.
    Number(String),
    /// Something was taken out here: a bar in the margin says so.
    Removed(u16),
}

impl Text {
    /// Adds characters that are set alike.
    pub(crate) fn push(&mut self, characters: &str, setting: Setting, span: Span) {
        self.characters.push_str(characters);
        let end = self.characters.len() as u32;
        if let Some(last) = self.stretches.last_mut()
            && last.setting == setting
        {
            last.end = end;
            last.span = last.span.to(span);
            return;
        }
        self.stretches.push(Stretch { end, setting, span });
    }

    /// The same text in another size.
    pub(crate) fn scaled(&self, scale: f32) -> Self {
        let mut scaled = self.clone();
        for Stretch { setting, .. } in &mut scaled.stretches {
            setting.size *= scale;
            setting.size_complex *= scale;
            setting.rise *= scale;
        }
        scaled
    }

    /// Hangs something on the end of what there is so far.
    pub(crate) fn mark(&mut self, mark: Mark) {
        self.marks.push((self.characters.len() as u32, mark));
    }
}
