//! Lines and columns, and the way back to offsets.

/// What the columns of a [`Position`] count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unit {
    /// Bytes of UTF-8.
    Byte,
    /// Characters (Unicode scalar values), as findings count them.
    Character,
    /// Units of UTF-16, as editors that speak the Language Server Protocol count them.
    Utf16,
}

/// A place in a source as people and editors count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
}

/// Where the lines of a text begin, so that an offset finds its line by bisection.
///
/// LF, CRLF and CR end a line, as in editors, and so does the CR CR LF that some programs make of
/// a CRLF. U+2028 and U+0085 end none here, for editors do not count them.
#[derive(Clone, Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    /// How much stands before every [`STEP`]th byte, so that a place far along a line is found
    /// without counting from the start of that line.
    counted: Vec<Count>,
}

/// Bytes between two places that are counted beforehand.
const STEP: usize = 512;

/// How much text stands before a place.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    at: usize,
    characters: usize,
    utf16: usize,
}

impl Count {
    fn of(self, unit: Unit) -> usize {
        match unit {
            Unit::Byte => self.at,
            Unit::Character => self.characters,
            Unit::Utf16 => self.utf16,
        }
    }

    /// The count behind a text that follows.
    fn behind(self, text: &str) -> Self {
        let characters = text.chars().count();
        Self {
            at: self.at + text.len(),
            characters: self.characters + characters,
            // Only what takes four bytes takes two units.
            utf16: self.utf16 + characters + text.bytes().filter(|&byte| byte >= 0xF0).count(),
        }
    }
}

impl<'t> Lines<'t> {
    /// Finds the lines of a text.
    pub fn new(text: &'t str) -> Self {
        Self::ended_by(text, &["\r\r\n", "\r\n"])
    }

    /// Finds the lines of a text as clients of the Language Server Protocol count them: for these, CR CR
    /// LF is two ends.
    pub fn as_clients_count(text: &'t str) -> Self {
        Self::ended_by(text, &["\r\n"])
    }

    /// Finds the lines, which LF, CR and these end.
    fn ended_by(text: &'t str, ends: &[&str]) -> Self {
        let mut starts = vec![0];
        let mut at = 0;
        while let Some(found) = text[at..].find(['\n', '\r']) {
            at += found;
            let rest = &text[at..];
            at += ends
                .iter()
                .find(|end| rest.starts_with(**end))
                .map_or(1, |end| end.len());
            starts.push(at);
        }
        let mut counted = vec![Count::default()];
        let mut last = Count::default();
        while last.at + STEP < text.len() {
            last = last.behind(&text[last.at..text.ceil_char_boundary(last.at + STEP)]);
            counted.push(last);
        }
        Self {
            text,
            starts,
            counted,
        }
    }

    /// How many lines there are: one more than line ends.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// Where a line begins and where its text ends, in bytes; none where there is no such line.
    pub fn line(&self, number: usize) -> Option<std::ops::Range<usize>> {
        let start = *self.starts.get(number.checked_sub(1)?)?;
        let next = self.starts.get(number).copied().unwrap_or(self.text.len());
        let text = self.text[start..next].trim_end_matches(['\n', '\r']);
        Some(start..start + text.len())
    }

    /// The line and column, in characters, of a byte offset.
    pub fn position(&self, offset: u32) -> Position {
        self.position_in(Unit::Character, offset)
    }

    /// The line and column of a byte offset, which is brought back to the start of its character.
    pub fn position_in(&self, unit: Unit, offset: u32) -> Position {
        let offset = self.text.floor_char_boundary(offset as usize);
        let line = self.starts.partition_point(|&start| start <= offset);
        let before = self.count_to(self.starts[line - 1]).of(unit);
        Position {
            line,
            column: self.count_to(offset).of(unit) - before + 1,
        }
    }

    /// The byte offset of a position. Behind the end of a line is its end, inside a character its
    /// start; none where there is no such line.
    pub fn offset(&self, unit: Unit, position: Position) -> Option<u32> {
        let line = self.line(position.line)?;
        let wanted = self
            .count_to(line.start)
            .of(unit)
            .saturating_add(position.column.saturating_sub(1));
        let from = self.counted.partition_point(|count| count.of(unit) <= wanted);
        let mut count = self.counted[from - 1];
        if count.at < line.start {
            count = self.count_to(line.start);
        }
        for character in self.text[count.at..line.end.max(count.at)].chars() {
            let next = count.behind(character.encode_utf8(&mut [0; 4]));
            if next.of(unit) > wanted {
                break;
            }
            count = next;
        }
        u32::try_from(count.at.min(line.end)).ok()
    }

    /// What stands before a character boundary.
    fn count_to(&self, offset: usize) -> Count {
        let from = self.counted.partition_point(|count| count.at <= offset);
        let count = self.counted[from - 1];
        count.behind(&self.text[count.at..offset])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNITS: [Unit; 3] = [Unit::Byte, Unit::Character, Unit::Utf16];

    fn at(line: usize, column: usize) -> Position {
        Position { line, column }
    }

    #[test]
    fn columns_count_characters_after_any_script() {
        let lines = Lines::new("aé中\r\nب\u{301}x");
        assert_eq!(lines.position(0), at(1, 1));
        assert_eq!(lines.position(6), at(1, 4));
        assert_eq!(lines.position(8), at(2, 1));
        assert_eq!(lines.position(12), at(2, 3));
        assert_eq!(lines.position(9), at(2, 1), "inside a character is at it");
        assert_eq!(lines.position(1000), at(2, 4));
    }

    #[test]
    fn columns_count_what_is_asked() {
        let lines = Lines::new("x\n中😀é!");
        let places = UNITS.map(|unit| lines.position_in(unit, 11));
        assert_eq!(places, [at(2, 10), at(2, 4), at(2, 5)]);
        for (unit, place) in UNITS.into_iter().zip(places) {
            assert_eq!(lines.offset(unit, place), Some(11));
        }
    }

    #[test]
    fn lines_end_as_in_editors() {
        let text = "a\nb\r\nc\rd\r\r\ne\u{2028}f\u{85}g\n\r";
        let lines = Lines::new(text);
        let found: Vec<&str> = (1..=lines.count())
            .filter_map(|number| lines.line(number))
            .map(|range| &text[range])
            .collect();
        assert_eq!(found, ["a", "b", "c", "d", "e\u{2028}f\u{85}g", "", ""]);
        assert_eq!(lines.line(0), None);
        assert_eq!(lines.line(8), None);
    }

    #[test]
    fn clients_count_two_ends_where_files_have_one() {
        let text = "a\r\r\nb\r\nc";
        assert_eq!(Lines::new(text).position(4), at(2, 1));
        assert_eq!(Lines::as_clients_count(text).position(4), at(3, 1));
        assert_eq!(Lines::as_clients_count(text).position(7), at(4, 1));
    }

    #[test]
    fn the_way_back_stays_inside_the_line_and_on_characters() {
        let lines = Lines::new("é😀\r\nz");
        assert_eq!(lines.offset(Unit::Utf16, at(1, 3)), Some(2), "inside a pair");
        assert_eq!(lines.offset(Unit::Byte, at(1, 2)), Some(0), "inside a character");
        assert_eq!(
            lines.offset(Unit::Character, at(1, 99)),
            Some(6),
            "behind the end"
        );
        assert_eq!(lines.offset(Unit::Character, at(2, 1)), Some(8));
        assert_eq!(lines.offset(Unit::Character, at(2, usize::MAX)), Some(9));
        assert_eq!(lines.offset(Unit::Character, at(3, 1)), None);
    }

    #[test]
    fn every_offset_of_long_lines_goes_there_and_back() {
        let text = "aé中😀 \u{301}".repeat(STEP / 3) + "\r\n\n" + &"😀é".repeat(STEP) + "\r" + "x";
        let lines = Lines::new(&text);
        for unit in UNITS {
            for (offset, character) in text.char_indices() {
                let place = lines.position_in(unit, offset as u32);
                let there = lines.offset(unit, place).expect("a line that exists");
                // A place inside a line end is the end of the line's text.
                let inside = character == '\n' && text[..offset].ends_with('\r');
                assert_eq!(there as usize, offset - usize::from(inside), "{unit:?}");
            }
        }
    }
}
