//! The house's paragraph styles and the hands' colours as CSS.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::view::styles_of;
use crate::house::{Align, Font, House, ParagraphRule, ParagraphStyle, Twips};
use crate::layout::Flow;
use crate::model::Language;
use crate::output::HANDS;

/// The colours of hands on a dark page, in the order of those on paper: as far from black as those
/// are from white.
const DARK: [&str; HANDS.len()] = [
    "#82b1ff", "#ffb74d", "#5fd3c0", "#d6a4f0", "#d9c65a", "#6fc8e0", "#ff8a95", "#aab0f5",
];

/// The class that gives a hand its colour.
pub(super) fn hand_class(hand: usize) -> String {
    format!("hand{}", hand % HANDS.len())
}

/// The rules of every style that the flows use, in the order of the house's table.
pub(super) fn style_sheet(flows: &[&Flow], house: &House) -> String {
    let mut used = BTreeSet::from([ParagraphStyle::Normal]);
    for flow in flows {
        used.extend(styles_of(flow));
    }
    let normal = house.paragraph(ParagraphStyle::Normal);
    let mut css = format!("body{{font-family:{}}}\n", stack(normal.font, house.language()));
    let _ = writeln!(
        css,
        "@media print{{html{{font-size:{}pt}}}}",
        half_points(size(normal, house))
    );
    let light = HANDS
        .iter()
        .map(|[red, green, blue]| format!("#{red:02x}{green:02x}{blue:02x}"));
    let _ = writeln!(css, ":root{{{}}}", hands(light));
    let dark = hands(DARK.iter().map(|colour| (*colour).to_owned()));
    let _ = writeln!(
        css,
        "@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
    );
    for style in used {
        rule(&mut css, house.paragraph(style), normal, house);
    }
    css
}

/// Each hand's colour as a property.
fn hands(colours: impl Iterator<Item = String>) -> String {
    let colours = colours
        .enumerate()
        .map(|(hand, colour)| format!("--hand{hand}:{colour}"));
    colours.collect::<Vec<_>>().join(";")
}

/// One style against running text. Lengths are in `rem`, one being the size of running text, so
/// that the reader's own size governs the screen and the house's the paper.
fn rule(css: &mut String, rule: &ParagraphRule, normal: &ParagraphRule, house: &House) {
    let unit = f32::from(size(normal, house)) * 10.0;
    let rem = |length: Twips| shorten(f64::from(length) / f64::from(unit));
    let own = f32::from(size(rule, house)) / f32::from(size(normal, house));
    let _ = write!(css, ".{}{{", rule.style.id());
    if rule.font != normal.font {
        let _ = write!(css, "font-family:{};", stack(rule.font, house.language()));
    }
    let _ = write!(css, "font-size:{}rem;", shorten(own.into()));
    let _ = write!(css, "margin:{}rem 0 {}rem;", rem(rule.before), rem(rule.after));
    let weight = if rule.bold { "bold" } else { "normal" };
    let _ = write!(css, "font-weight:{weight};");
    if rule.italic {
        css.push_str("font-style:italic;");
    }
    if rule.caps {
        css.push_str("text-transform:uppercase;");
    }
    match rule.align {
        // Lines are not justified on a screen, whose width nobody knows.
        Align::Start | Align::Justified => {}
        Align::Centre => css.push_str("text-align:center;"),
        Align::End => css.push_str("text-align:end;"),
    }
    if rule.start != 0 {
        // Bars stand at the edge of the text, however far in a clause is.
        let _ = write!(
            css,
            "--start:calc({}rem*var(--indent));margin-inline-start:var(--start);",
            rem(rule.start)
        );
    }
    if rule.first != 0 {
        let _ = write!(css, "text-indent:calc({}rem*var(--indent));", rem(rule.first));
    }
    css.push_str("}\n");
    let label = if rule.first < 0 {
        -rule.first
    } else {
        rule.tabs.first().map_or(house.default_tab(), |tab| tab.at)
    };
    let _ = writeln!(
        css,
        ".{0}>.label{{min-width:calc({1}rem*var(--indent) - .3em)}}",
        rule.style.id(),
        rem(label)
    );
}

/// The size of a style in half-points, for the language's script.
fn size(rule: &ParagraphRule, house: &House) -> u16 {
    match house.language() {
        Language::Arabic => rule.size_complex,
        Language::English | Language::French | Language::Spanish | Language::Russian | Language::Chinese => {
            rule.size
        }
    }
    .max(1)
}

fn half_points(size: u16) -> String {
    shorten(f64::from(size) / 2.0)
}

/// A number with two decimals at most.
fn shorten(number: f64) -> String {
    let text = format!("{number:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".into() } else { text.into() }
}

/// A typeface, then those that look like it and are as wide.
fn stack(font: Font, language: Language) -> String {
    let latin = match font {
        Font::Calibri => "Calibri,Carlito,\"Segoe UI\",\"Helvetica Neue\",Arial",
        Font::TimesNewRoman => "\"Times New Roman\",Tinos,\"Liberation Serif\",Times",
        Font::Verdana => "Verdana,Geneva,\"DejaVu Sans\"",
    };
    let generic = match font {
        Font::Calibri | Font::Verdana => "sans-serif",
        Font::TimesNewRoman => "serif",
    };
    match language {
        Language::English | Language::French | Language::Spanish | Language::Russian => {
            format!("{latin},{generic}")
        }
        Language::Chinese => {
            format!(
                "{latin},SimSun,\"Source Han Sans SC\",\"Noto Sans CJK SC\",\"Microsoft YaHei\",{generic}"
            )
        }
        Language::Arabic => format!("\"Traditional Arabic\",Amiri,\"Noto Naskh Arabic\",{latin},{generic}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        assert_eq!(
            [1.0, 0.5, 1.999, -0.001, -2.25].map(shorten),
            ["1", "0.5", "2", "0", "-2.25"].map(String::from)
        );
    }
}
