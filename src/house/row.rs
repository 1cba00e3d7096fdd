//! The columns of a style table: how a row of points and millimetres becomes a [`ParagraphRule`].

use super::{Align, Font, LineSpacing, ParagraphRule, ParagraphStyle, Tab, TabKind, Twips};

/// What the letters of a style are, beside typeface and size.
#[derive(Clone, Copy)]
pub(super) enum Effect {
    Plain,
    Bold,
    Italic,
    Caps,
    BoldCaps,
}

/// What a paragraph may not be parted from.
#[derive(Clone, Copy)]
pub(super) enum Keep {
    Free,
    /// The next paragraph.
    Next,
    /// Its own lines.
    Lines,
    /// Both: Word's `keepNext` and `keepLines`.
    Whole,
}

/// Where the lines of a paragraph begin, in twips from the start margin.
#[derive(Clone, Copy)]
pub(super) struct Indent {
    pub(super) start: Twips,
    pub(super) end: Twips,
    pub(super) first: Twips,
}

/// All lines at the margin.
pub(super) const FLAT: Indent = Indent {
    start: 0,
    end: 0,
    first: 0,
};

/// All lines this many millimetres in.
pub(super) const fn block(start: i32) -> Indent {
    Indent {
        start: mm(start),
        end: 0,
        first: 0,
    }
}

/// The first line this many millimetres in, the others at the margin.
pub(super) const fn first_line(first: i32) -> Indent {
    Indent {
        start: 0,
        end: 0,
        first: mm(first),
    }
}

/// The lines `start` millimetres in, the first `hang` millimetres before them.
pub(super) const fn hanging(start: i32, hang: i32) -> Indent {
    Indent {
        start: mm(start),
        end: 0,
        first: mm(start - hang) - mm(start),
    }
}

/// A footnote's 4.5 mm, which no whole millimetre gives.
pub(super) const NOTE_STEP: Twips = 255;

/// The text of a note `4.5` mm in, its mark at the margin.
pub(super) const NOTE_HANG: Indent = Indent {
    start: NOTE_STEP,
    end: 0,
    first: -NOTE_STEP,
};

/// Whole millimetres in twips. ITU's templates round up (5 mm = 284, 28 mm = 1588), and have
/// their two right-hand stops one twip further still.
pub(super) const fn mm(millimetres: i32) -> Twips {
    match millimetres {
        155 => 8789,
        170 => 9639,
        _ => (millimetres * 14_400 + 253) / 254,
    }
}

/// A stop that text starts at.
pub(super) const fn at(millimetres: i32) -> Tab {
    stop(mm(millimetres), TabKind::Start)
}

/// A stop that text ends at.
pub(super) const fn to(millimetres: i32) -> Tab {
    stop(mm(millimetres), TabKind::End)
}

/// A stop that text is centred on.
pub(super) const fn on(millimetres: i32) -> Tab {
    stop(mm(millimetres), TabKind::Centre)
}

/// A stop that dots lead to.
pub(super) const fn dots(millimetres: i32) -> Tab {
    Tab {
        at: mm(millimetres),
        kind: TabKind::Start,
        dotted: true,
    }
}

/// A stop at a measure in twips.
pub(super) const fn stop(at: Twips, kind: TabKind) -> Tab {
    Tab {
        at,
        kind,
        dotted: false,
    }
}

/// A row of a style table. Size and spaces are in points, as in Word's dialogs.
#[derive(Clone, Copy)]
pub(super) struct Row {
    pub(super) font: Font,
    pub(super) size: f32,
    pub(super) effect: Effect,
    pub(super) align: Align,
    pub(super) space: (f32, f32),
    pub(super) line: LineSpacing,
    pub(super) indent: Indent,
    pub(super) keep: Keep,
    pub(super) tabs: &'static [Tab],
    pub(super) next: ParagraphStyle,
}

impl Row {
    /// The rule that the row says.
    pub(super) fn rule(self, style: ParagraphStyle) -> ParagraphRule {
        let size = half_points(self.size);
        ParagraphRule {
            style,
            font: self.font,
            size,
            size_complex: size,
            bold: matches!(self.effect, Effect::Bold | Effect::BoldCaps),
            italic: matches!(self.effect, Effect::Italic),
            caps: matches!(self.effect, Effect::Caps | Effect::BoldCaps),
            align: self.align,
            before: points(self.space.0),
            after: points(self.space.1),
            line: self.line,
            start: self.indent.start,
            end: self.indent.end,
            first: self.indent.first,
            keep_next: matches!(self.keep, Keep::Next | Keep::Whole),
            keep_lines: matches!(self.keep, Keep::Lines | Keep::Whole),
            tabs: self.tabs,
            next: self.next,
            outline: outline(style),
        }
    }
}

/// Points in twips.
pub(super) fn points(points: f32) -> Twips {
    (points * 20.0).round() as Twips
}

/// Points in half-points, the unit of sizes.
pub(super) fn half_points(points: f32) -> u16 {
    (points * 2.0).round() as u16
}

/// The level of a style in Word's navigation pane and the PDF's outline. Only numbers, not
/// titles: a title is part of the entry that its number opens.
fn outline(style: ParagraphStyle) -> Option<u8> {
    use ParagraphStyle as S;
    match style {
        S::ResNo | S::DecNo | S::RecNo | S::OpinionNo | S::AnnexNo | S::AppendixNo | S::Heading1 => Some(1),
        S::PartNo | S::ChapNo | S::SectionNo | S::ArtNo | S::Headingb | S::Heading2 => Some(2),
        S::Heading3 => Some(3),
        S::Heading4 => Some(4),
        S::Heading5 => Some(5),
        S::Heading6 => Some(6),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn millimetres_are_those_of_the_templates() {
        let expected = [
            (5, 284),
            (10, 567),
            (14, 794),
            (20, 1134),
            (21, 1191),
            (28, 1588),
            (33, 1871),
            (35, 1985),
            (40, 2268),
            (50, 2835),
            (105, 5953),
            (155, 8789),
            (170, 9639),
            (0, 0),
        ];
        for (millimetres, twips) in expected {
            assert_eq!(mm(millimetres), twips, "{millimetres} mm");
        }
    }

    #[test]
    fn a_hanging_label_begins_where_the_tab_stop_before_it_is() {
        let indent = hanging(33, 13);
        assert_eq!((indent.start, indent.start + indent.first), (1871, 1134));
    }

    #[test]
    fn points_keep_their_tenths() {
        assert_eq!(points(4.3), 86);
        assert_eq!(half_points(13.5), 27);
    }
}
