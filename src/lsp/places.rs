//! Places as the client counts them, and as bytes.

use gen_lsp_types::{Position, PositionEncodingKind, Range};

use crate::compile::shared::Merged;
use crate::source::{self, Lines, Span, Unit};

/// How the client counts columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    /// What every client can.
    #[default]
    Utf16,
}

impl Encoding {
    /// The one to speak with a client that can these: bytes, where it can them.
    pub(super) fn among(offered: &[PositionEncodingKind]) -> Self {
        match offered.contains(&PositionEncodingKind::UTF8) {
            true => Self::Utf8,
            false => Self::Utf16,
        }
    }

    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    fn unit(self) -> Unit {
        match self {
            Self::Utf8 => Unit::Byte,
            Self::Utf16 => Unit::Utf16,
        }
    }
}

/// The byte of a text at a place as the client counts it; behind the end of a line or of the text it is
/// that end.
fn offset(text: &str, lines: &Lines<'_>, unit: Unit, position: Position) -> usize {
    let place = source::Position {
        line: (position.line as usize).saturating_add(1),
        column: (position.character as usize).saturating_add(1),
    };
    let offset = lines.offset(unit, place);
    offset.map_or(text.len(), |offset| offset as usize)
}

/// The bytes of a range in a text; one that is turned round is put right.
pub(super) fn bytes_in(text: &str, encoding: Encoding, range: Range) -> std::ops::Range<usize> {
    let lines = Lines::as_clients_count(text);
    let ends = [range.start, range.end].map(|end| offset(text, &lines, encoding.unit(), end));
    ends[0].min(ends[1])..ends[0].max(ends[1])
}

/// The places of one text: the client counts in its own, and all that is known is of the text with what
/// its project shares.
#[derive(Debug)]
pub(super) struct Places<'t> {
    merged: &'t Merged,
    lines: Lines<'t>,
    unit: Unit,
}

impl<'t> Places<'t> {
    pub(super) fn new(merged: &'t Merged, encoding: Encoding) -> Self {
        Self {
            merged,
            lines: Lines::as_clients_count(merged.own.text()),
            unit: encoding.unit(),
        }
    }

    /// The byte at a place.
    pub(super) fn offset(&self, position: Position) -> usize {
        let own = offset(self.merged.own.text(), &self.lines, self.unit, position);
        self.merged.merged_offset(own)
    }

    /// The bytes of a range.
    pub(super) fn bytes(&self, range: Range) -> std::ops::Range<usize> {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        start.min(end)..start.max(end)
    }

    pub(super) fn position(&self, offset: usize) -> Position {
        let offset = u32::try_from(offset).unwrap_or(u32::MAX);
        self.own_position(self.merged.own_offset(offset))
    }

    fn own_position(&self, offset: usize) -> Position {
        let offset = u32::try_from(offset).unwrap_or(u32::MAX);
        let place = self.lines.position_in(self.unit, offset);
        Position {
            line: narrow(place.line - 1),
            character: narrow(place.column - 1),
        }
    }

    pub(super) fn range(&self, bytes: std::ops::Range<usize>) -> Range {
        Range {
            start: self.position(bytes.start),
            end: self.position(bytes.end),
        }
    }

    pub(super) fn span(&self, span: Span) -> Range {
        self.range(span.range())
    }

    /// The range of a span of the text as the client has it.
    pub(super) fn own_range(&self, own: Span) -> Range {
        let own = own.range();
        Range {
            start: self.own_position(own.start),
            end: self.own_position(own.end),
        }
    }

    /// The bytes of the line that holds a byte, without its end.
    pub(super) fn line_around(&self, offset: usize) -> std::ops::Range<usize> {
        let number = self.position(offset).line as usize + 1;
        let own = self.lines.line(number);
        own.map_or(offset..offset, |own| {
            let start = self.merged.merged_offset(own.start);
            start..start + own.len()
        })
    }

    /// How many columns the client counts in a piece of the text.
    pub(super) fn width(&self, text: &str) -> u32 {
        narrow(match self.unit {
            Unit::Byte => text.len(),
            Unit::Character | Unit::Utf16 => text.encode_utf16().count(),
        })
    }
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
