//! Laid-out pages as plain data: what is drawn where, and what it means.
//!
//! Lengths are points (1/72 inch). The origin is the paper's upper left corner, y grows downwards.

use std::collections::BTreeMap;

use super::fonts::{FaceId, Faces};
use super::structure::{ElementId, SlotId, Structure};
use crate::layout::Metadata;
use crate::model::{Language, Timestamp};
use crate::source::Span;

/// A document as pages.
#[derive(Debug)]
pub struct Pages {
    /// The language of the text, where nothing says otherwise.
    pub language: Language,
    /// The file's properties.
    pub metadata: Metadata,
    /// The faces that glyph runs name.
    pub faces: Faces,
    /// The pages in order.
    pub pages: Vec<Page>,
    /// What the drawn things mean, as a tree.
    pub structure: Structure,
    /// The outline, parents before their children.
    pub outline: Vec<OutlineEntry>,
    /// Where links lead.
    pub places: BTreeMap<Anchor, Place>,
    /// Whether change marks are in a layer of their own, which viewers can switch off.
    pub layered: bool,
}

/// One page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Width of the paper.
    pub width: f32,
    /// Height of the paper.
    pub height: f32,
    /// Left, upper, right and lower edge of the area of text and notes.
    pub text: [f32; 4],
    /// What is drawn, in the order of painting, which is that of reading.
    pub items: Vec<Item>,
    /// The areas that lead somewhere.
    pub links: Vec<Link>,
    /// Reviewers' comments.
    pub comments: Vec<Comment>,
}

/// Something drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What it is part of.
    pub tag: Tag,
    /// Whether it shows a change, and is in the layer of changes where there is one.
    pub change: bool,
    /// The thing itself.
    pub drawn: Drawn,
}

/// The kinds of things drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Drawn {
    /// Characters.
    Glyphs(GlyphRun),
    /// A filled rectangle.
    Rule(Rule),
    /// A picture.
    Picture(Picture),
}

/// What a drawn thing is part of (PDF 32000-1, 14.7 and 14.8.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// A piece of the text.
    Slot(SlotId),
    /// No part of the text.
    Artifact(Artifact),
}

/// What a drawn thing is that is no part of the text (PDF 32000-1, table 330).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Artifact {
    /// A running head.
    Header,
    /// A running foot.
    Footer,
    /// Rules, bars, repeated table heads.
    Layout,
}

/// Characters of one face, size and colour on one baseline, from left to right.
#[derive(Clone, Debug, PartialEq)]
pub struct GlyphRun {
    /// The face.
    pub face: FaceId,
    /// The size.
    pub size: f32,
    /// Where the pen starts.
    pub x: f32,
    /// The baseline.
    pub y: f32,
    /// The colour.
    pub colour: Colour,
    /// Whether outlines are drawn thicker because the face has no bold.
    pub thickened: bool,
    /// The text, as it is read and copied.
    pub text: String,
    /// Text that stands for the whole run where its glyphs do not show it: all of a word whose
    /// first part this is, nothing for its second part.
    pub replacement: Option<String>,
    /// The glyphs, from left to right.
    pub glyphs: Vec<Glyph>,
    /// Whether the text runs from right to left.
    pub right_to_left: bool,
    /// Whether it runs from left to right inside text that does not, and begins there on its left and ends
    /// there on its right.
    pub turns: [bool; 2],
    /// Where it stands in the source.
    pub span: Span,
}

/// A glyph of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Its number in the face.
    pub id: u16,
    /// How far it moves the pen, in points.
    pub advance: f32,
    /// Its shift from the pen, in points; y grows upwards.
    pub shift: [f32; 2],
    /// The byte of the run's text that its cluster starts at.
    pub cluster: u32,
}

/// A filled rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// The colour.
    pub colour: Colour,
    /// From one dot to the next, where it is a row of them (a leader) in place of a line.
    pub dots: Option<f32>,
}

/// A picture on the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The name that the assets have it under.
    pub file: String,
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// A colour as red, green and blue in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// The colour of text.
    pub const BLACK: Self = Self(0, 0, 0);
}

/// An area that leads somewhere when it is chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Left, upper, right and lower edge.
    pub area: [f32; 4],
    /// Where it leads.
    pub target: Target,
    /// What it is, in words, for those who cannot see it.
    pub description: String,
    /// The element of the structure that it belongs to.
    pub element: ElementId,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A web address.
    Address(std::sync::Arc<str>),
    /// A place in the document.
    Place(Anchor),
}

/// A place in the document that can be led to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Anchor {
    /// A bookmark of the flow.
    Bookmark(String),
    /// The text of the note with this index.
    Note(usize),
    /// The mark of the note with this index.
    NoteReference(usize),
    /// The paragraph of the outline entry with this index.
    Outline(usize),
}

/// A place on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The page, from 0.
    pub page: usize,
    /// From the paper's left edge.
    pub x: f32,
    /// From the paper's upper edge.
    pub y: f32,
}

/// A line of the outline.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineEntry {
    /// From 1; never more than one deeper than the entry before.
    pub level: u8,
    /// The text.
    pub text: String,
}

/// A reviewer's comment on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Comment {
    /// The area that it is about: left, upper, right and lower edge.
    pub area: [f32; 4],
    /// The area of its sign in the margin, beside the author's name.
    pub sign: [f32; 4],
    /// The author's name.
    pub author: String,
    /// When it was made.
    pub date: Option<Timestamp>,
    /// What it says.
    pub text: String,
    /// The author's colour.
    pub colour: Colour,
    /// The element of the structure that it belongs to.
    pub element: ElementId,
}

/// Adds a rule, an artifact; one that goes on from another of the same look is one with it.
pub(crate) fn add_rule(items: &mut Vec<Item>, rule: Rule, change: bool) {
    /// Parts of one rule touch, but for what is lost in adding lengths up.
    const TOUCHING: f32 = 0.05;
    /// A run has no more rules than this: those of its change, its underline, what is between them.
    const NEAR: usize = 8;
    let same = |it: &Rule| {
        it.y == rule.y
            && it.height == rule.height
            && it.colour == rule.colour
            && (it.x + it.width - rule.x).abs() < TOUCHING
    };
    for item in items.iter_mut().rev().take(NEAR) {
        if let Drawn::Rule(before) = &mut item.drawn
            && same(before)
        {
            before.width = rule.x + rule.width - before.x;
            return;
        }
    }
    items.push(Item {
        tag: Tag::Artifact(Artifact::Layout),
        change,
        drawn: Drawn::Rule(rule),
    });
}

impl Item {
    /// Moves it to the right and down.
    pub(crate) fn shift(&mut self, right: f32, down: f32) {
        let (x, y) = match &mut self.drawn {
            Drawn::Glyphs(run) => (&mut run.x, &mut run.y),
            Drawn::Rule(rule) => (&mut rule.x, &mut rule.y),
            Drawn::Picture(picture) => (&mut picture.x, &mut picture.y),
        };
        *x += right;
        *y += down;
    }
}
