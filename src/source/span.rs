//! Ranges of a source.

use std::ops::Range;

/// A range of bytes in a source as saved, on character boundaries.
///
/// Files are limited to 4 GiB by the width of the offsets; the command refuses far smaller ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset of the byte after the last.
    pub end: u32,
}

impl Span {
    /// The span of things that were never written in a source (a redline's own marks, say).
    pub const NONE: Self = Self { start: 0, end: 0 };

    /// The span of the bytes from `start` up to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            end: u32::try_from(end).unwrap_or(u32::MAX),
        }
    }

    /// The span as a range that indexes the text.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that holds both.
    pub fn to(self, other: Self) -> Self {
        if self == Self::NONE {
            return other;
        }
        if other == Self::NONE {
            return self;
        }
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The empty span at the start of this one.
    pub fn head(self) -> Self {
        Self {
            start: self.start,
            end: self.start,
        }
    }

    /// The empty span at the end of this one.
    pub fn tail(self) -> Self {
        Self {
            start: self.end,
            end: self.end,
        }
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }
}
