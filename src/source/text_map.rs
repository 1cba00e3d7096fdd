//! Where the characters of a text stand in its source.

use super::Span;

/// From the bytes of a text to the bytes of the source that they were read from.
///
/// Most text is written as it reads, so a map holds no more than the places where it is not:
/// behind escapes, folded spaces and line ends. Without any, the text is the source from the start
/// of its span on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextMap {
    /// Offsets in the text, rising, each with its offset in the source.
    jumps: Vec<(u32, u32)>,
}

impl TextMap {
    /// The offset in the source of a byte of the text; `start` is where the text's span starts.
    pub fn offset(&self, start: u32, at: usize) -> u32 {
        let at = width(at);
        let behind = self.jumps.partition_point(|(text, _)| *text <= at);
        match behind.checked_sub(1) {
            Some(last) => self.jumps[last].1 + (at - self.jumps[last].0),
            None => start + at,
        }
    }

    /// Takes note that the byte at `at`, the first behind all that were noted, stands at `source`.
    pub fn note(&mut self, start: u32, at: usize, source: u32) {
        if self.offset(start, at) != source {
            let at = width(at);
            self.jumps.pop_if(|(text, _)| *text == at);
            self.jumps.push((at, source));
        }
    }

    /// The map of a text to which another one is appended behind its `length` bytes.
    pub fn append(&mut self, span: Span, length: usize, other: &Self, other_span: Span) {
        if other_span == Span::NONE {
            return;
        }
        self.note(span.start, length, other.offset(other_span.start, 0));
        let length = width(length);
        let rest = other.jumps.iter().filter(|(text, _)| *text > 0);
        self.jumps
            .extend(rest.map(|(text, source)| (text + length, *source)));
    }

    /// Cuts the map at a byte of the text; gives that of what stands behind it. The start of the
    /// second text in the source is [`TextMap::offset`] of the cut.
    #[must_use]
    pub fn split_off(&mut self, at: usize) -> Self {
        let at = width(at);
        let behind = self.jumps.partition_point(|(text, _)| *text < at);
        let rest = self.jumps.split_off(behind);
        let rest = rest.into_iter().map(|(text, source)| (text - at, source));
        Self {
            jumps: rest.filter(|(text, _)| *text > 0).collect(),
        }
    }
}

fn width(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::TextMap;
    use crate::source::Span;

    #[test]
    fn a_map_finds_what_was_noted_and_survives_cuts() {
        // `a\*b` at 10 reads as `a*b`.
        let mut map = TextMap::default();
        map.note(10, 1, 11);
        map.note(10, 2, 13);
        assert_eq!([0, 1, 2].map(|at| map.offset(10, at)), [10, 11, 13]);
        let rest = map.split_off(1);
        assert_eq!(map, TextMap::default());
        assert_eq!([0, 1].map(|at| rest.offset(11, at)), [11, 13]);
        map.append(Span::new(10, 11), 1, &rest, Span::new(11, 14));
        assert_eq!([0, 1, 2].map(|at| map.offset(10, at)), [10, 11, 13]);
    }
}
