//! Ranges of a source.

use std::num::NonZeroU16;
use std::ops::Range;

/// Which of the texts that are read together a span is in.
///
/// A document of one file has only [`FileId::MAIN`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(NonZeroU16);

impl FileId {
    /// The only file, or the first of several.
    pub const MAIN: Self = Self(NonZeroU16::MIN);

    /// The file with this number, the main one being 0; none beyond 65 534.
    pub fn new(index: usize) -> Option<Self> {
        let number = u16::try_from(index).ok()?.checked_add(1)?;
        NonZeroU16::new(number).map(Self)
    }

    /// The number of the file, from 0.
    pub fn index(self) -> usize {
        usize::from(self.0.get()) - 1
    }
}

/// A range of bytes in a source as saved, on character boundaries.
///
/// Spans are in the order of their files and of their places there; what was written nowhere comes
/// first. Files are limited to 4 GiB by the width of the offsets; far smaller ones are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file; none for what was never written in one.
    pub file: Option<FileId>,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset of the byte after the last.
    pub end: u32,
}

impl Default for Span {
    fn default() -> Self {
        Self::NONE
    }
}

impl Span {
    /// The span of things that were never written in a source (a redline's own marks, say). It is
    /// not the empty span at the start of a file.
    pub const NONE: Self = Self {
        file: None,
        start: 0,
        end: 0,
    };

    /// The span of the bytes of the main file from `start` up to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            file: Some(FileId::MAIN),
            start: offset(start),
            end: offset(end),
        }
    }

    /// Whether this was written in no source.
    pub fn is_none(self) -> bool {
        self.file.is_none()
    }

    /// The bytes from `start` up to `end`, counted from the start of this span, in the same file.
    pub fn part(self, start: usize, end: usize) -> Self {
        Self {
            start: self.start.saturating_add(offset(start)),
            end: self.start.saturating_add(offset(end)),
            ..self
        }
    }

    /// The same span of a text that begins somewhere else: at `to` instead of at `from`.
    pub(crate) fn moved(self, from: u32, to: Self) -> Self {
        if self.is_none() {
            return self;
        }
        Self {
            file: to.file,
            start: to.start + self.start.saturating_sub(from),
            end: to.start + self.end.saturating_sub(from),
        }
    }

    /// The span as a range that indexes the text.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that holds both. No span holds parts of two files: it is then the first.
    pub fn to(self, other: Self) -> Self {
        if self.is_none() {
            return other;
        }
        if self.file != other.file {
            return self;
        }
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
            ..self
        }
    }

    /// The empty span at the start of this one.
    pub fn head(self) -> Self {
        Self {
            end: self.start,
            ..self
        }
    }

    /// The empty span at the end of this one.
    pub fn tail(self) -> Self {
        Self {
            start: self.end,
            ..self
        }
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }
}

fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_not_the_empty_start_of_a_file() {
        let start = Span::new(0, 0);
        assert!(!start.is_none());
        assert_ne!(start, Span::NONE);
        assert_eq!(start.to(Span::new(3, 5)), Span::new(0, 5));
        assert_eq!(Span::NONE.to(Span::new(3, 5)), Span::new(3, 5));
        assert_eq!(Span::new(3, 5).to(Span::NONE), Span::new(3, 5));
    }

    #[test]
    fn a_span_stays_in_its_file() {
        let second = FileId::new(1);
        let span = Span {
            file: second,
            ..Span::new(10, 20)
        };
        for inside in [span.head(), span.tail(), span.part(2, 4), span.to(Span::NONE)] {
            assert_eq!(inside.file, second);
        }
        assert_eq!(span.part(2, 4).range(), 12..14);
        assert_eq!(
            span.to(Span::new(0, 90)),
            span,
            "no span holds parts of two files"
        );
        assert!(Span::new(90, 91) < span, "the main file comes first");
    }

    #[test]
    fn files_are_numbered_from_the_main_one() {
        assert_eq!(FileId::new(0), Some(FileId::MAIN));
        assert_eq!(FileId::new(65_534).map(FileId::index), Some(65_534));
        assert_eq!(FileId::new(65_535), None);
        assert_eq!(size_of::<Option<FileId>>(), 2);
    }
}
