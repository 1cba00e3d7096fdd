//! The vocabulary of how changes and comments are shown on paper.

use super::Twips;

/// The margin for comments, on whose pages all else is made smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommentMargin {
    /// How much of the paper it takes.
    pub width: Twips,
    /// The room that is kept for bars on both sides of the text, before it is made smaller.
    pub bars: Twips,
    /// Space around comments and between them.
    pub gap: Twips,
    /// From a comment's edge to its text, past its bar.
    pub indent: Twips,
    /// Thickness of the bar in the author's colour.
    pub bar: Twips,
    /// From the paper's edges to the nearest comment or bar.
    pub edge: Twips,
    /// The edge of the sign that opens a comment in a reader of PDFs.
    pub sign: Twips,
    /// Size of the text in half-points, and that of Arabic.
    pub size: u16,
    /// Size of Arabic text in half-points.
    pub size_complex: u16,
}

/// The bars beside lines that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangeBars {
    /// From the text to the nearest bar.
    pub distance: Twips,
    /// Thickness of a bar.
    pub width: Twips,
    /// From one hand's bar to that of the next.
    pub lane: Twips,
    /// After how many hands the lanes are used again.
    pub lanes: usize,
    /// Changes nearer to each other than this share a bar.
    pub joined: Twips,
    /// From the text to the list of hands at the foot of the first page.
    pub legend: Twips,
}
