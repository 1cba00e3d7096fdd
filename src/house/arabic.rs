//! What Arabic changes in a style sheet (FORMAT § 8.3, the Arabic template of WRC-12).

use super::row::{FLAT, Indent, at, first_line, hanging, points, stop};
use super::sheet::ArabicRule;
use super::{
    Align, LineSpacing, Page, ParagraphRule,
    ParagraphStyle::{self, *},
    Tab, TabKind, Twips,
};

/// The Arabic digits of a note's mark are wider: 6.6 mm.
const NOTE_STEP: Twips = 374;
const FOOTNOTE: &[Tab] = &[stop(NOTE_STEP, TabKind::Start), at(20)];

/// Where no Arabic template has been seen: sizes, lines and calls as in WRC-12's, the house's own steps.
pub(super) const OWN_STEPS: ArabicRule = ArabicRule {
    page: |page| page,
    paragraph: adjust,
};

/// WRC-12's template.
pub(super) const CONFERENCE: ArabicRule = ArabicRule {
    page: |page| Page {
        // The foot of the page is smaller and the running head higher.
        bottom: 1134,
        header: 567,
        footer: 567,
        ..page
    },
    paragraph: |rule| stepped(adjust(rule)),
};

/// A rule with the sizes, lines and calls of Arabic.
fn adjust(rule: ParagraphRule) -> ParagraphRule {
    let (size, size_complex) = sizes(rule.style, rule.size);
    let mut rule = ParagraphRule {
        size,
        size_complex,
        // Arabic has no capitals, and the Latin words in its titles keep their letters.
        caps: false,
        align: match rule.align {
            Align::Start if is_text(rule.style) => Align::Justified,
            align => align,
        },
        line: line(rule.style),
        ..rule
    };
    if rule.style == Call {
        // The call's first line is indented instead of the whole paragraph.
        rule.first = rule.start;
        rule.start = 0;
    }
    rule
}

/// A rule with the spaces and indents of the template.
fn stepped(rule: ParagraphRule) -> ParagraphRule {
    let (before, after) = spaces(rule.style).map_or((rule.before, rule.after), |(before, after)| {
        (points(before), points(after))
    });
    let Indent { start, end, first } = indent(rule.style).unwrap_or(Indent {
        start: rule.start,
        end: rule.end,
        first: rule.first,
    });
    ParagraphRule {
        before,
        after,
        start,
        end,
        first,
        tabs: if rule.style == FootnoteText {
            FOOTNOTE
        } else {
            rule.tabs
        },
        ..rule
    }
}

/// Latin and Arabic size in half-points. Traditional Arabic needs a third more than Times.
fn sizes(style: ParagraphStyle, latin: u16) -> (u16, u16) {
    match style {
        Heading1 | Title3 => (26, 36),
        Heading2 | Headingb | Headingi => (24, 32),
        Title4 => (30, 44),
        TableHead | TableText | FootnoteText => (20, 26),
        TableNo | TableTitle | TableLegend | FigureNo | FigureTitle | Heading3 | Heading4 | Heading5
        | Heading6 => (22, 30),
        _ => match latin {
            28 => (28, 40),
            27 => (27, 40),
            24 | 22 => (22, 30),
            20 => (20, 26),
            19 => (19, 30),
            18 => (18, 24),
            other => (other, other * 4 / 3),
        },
    }
}

/// Line distances: below single, as the typeface has generous ones of its own.
fn line(style: ParagraphStyle) -> LineSpacing {
    match style {
        FootnoteText | Note => LineSpacing::Multiple(180),
        Logo => LineSpacing::Multiple(156),
        Address | DocNumber | DocDate | DocOriginal | Committee => LineSpacing::Multiple(168),
        TableHead | TableText => LineSpacing::Exact(260),
        AgendaItem | Header | Toc0 | FigureTitle => LineSpacing::Multiple(240),
        _ => LineSpacing::Multiple(192),
    }
}

/// Whether a style is running text, which Arabic justifies.
fn is_text(style: ParagraphStyle) -> bool {
    !matches!(
        style,
        TableText
            | Header
            | Footer
            | FirstFooter
            | Logo
            | Address
            | Committee
            | DocNumber
            | DocDate
            | DocOriginal
            | RecNo
    )
}

/// Space before and after in points, where it differs from the other languages'.
fn spaces(style: ParagraphStyle) -> Option<(f32, f32)> {
    let spaces = match style {
        Call | Headingb | Headingi => (9.0, 0.0),
        Heading3 => (8.0, 0.0),
        Heading4 | Heading5 | Heading6 => (6.0, 0.0),
        AnnexNo | AppendixNo | Title1 => (24.0, 0.0),
        AnnexTitle | AppendixTitle | PartTitle | PartNo | RecNo | TableNo | FigureNo => (12.0, 0.0),
        TableTitle => (3.0, 6.0),
        TableHead | TableLegend => (3.0, 3.0),
        TableText => (1.0, 1.0),
        FigureTitle | AgendaItem => (0.0, 0.0),
        FootnoteText => (3.0, 0.0),
        _ => return None,
    };
    Some(spaces)
}

/// Indents, where they differ from the other languages'.
fn indent(style: ParagraphStyle) -> Option<Indent> {
    let indent = match style {
        Call => first_line(20),
        Enumlev2 => hanging(32, 12),
        Enumlev3 => hanging(44, 12),
        Headingb => hanging(20, 20),
        Headingi => FLAT,
        FootnoteText => Indent {
            start: NOTE_STEP,
            end: 0,
            first: -NOTE_STEP,
        },
        _ => return None,
    };
    Some(indent)
}

#[cfg(test)]
mod tests {
    use crate::house::{Align, House, LineSpacing, ParagraphStyle};
    use crate::model::{HouseName, Language};

    #[test]
    fn a_call_indents_its_first_line_only_and_is_justified() {
        let house = House::new(HouseName::Wrc, Language::Arabic);
        let call = house.paragraph(ParagraphStyle::Call);
        assert_eq!((call.start, call.first, call.before), (0, 1134, 180));
        assert_eq!((call.size, call.size_complex), (22, 30));
        assert_eq!(call.align, Align::Justified);
        assert_eq!(call.line, LineSpacing::Multiple(192));
        let house = House::new(HouseName::Pp, Language::Arabic);
        let call = house.paragraph(ParagraphStyle::Call);
        assert_eq!((call.start, call.first), (0, 567));
    }
}
