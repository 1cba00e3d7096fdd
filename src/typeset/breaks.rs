//! From shaped parts to the breaks that total fit weighs.

use super::fit::{Break, Sum};
use super::hyphenation::{divisions, sparing_divisions};
use super::opportunities::{Hyphen, Opportunity};
use super::parts::{Part, PartKind};
use super::text::Text;
use crate::model::Language;

/// Where a line ends and the next begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Point {
    /// The byte after the last that the line shows.
    pub(crate) end: u32,
    /// The byte that the next line starts with.
    pub(crate) next: u32,
    /// What stands at the end of the line.
    pub(crate) hyphen: LineHyphen,
}

/// The hyphen at the end of a line that was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineHyphen {
    /// None is printed.
    None,
    /// The word goes on in the next line.
    Divided,
    /// The text has a soft hyphen here.
    Soft,
}

/// How parts are measured for breaking.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms {
    /// The room of the narrowest line: nothing wider stays in one piece.
    pub(crate) room: f32,
    /// The language in which words are divided; none keeps them whole.
    pub(crate) hyphenate: Option<Language>,
    /// Width of a hyphen in thousandths of the size.
    pub(crate) hyphen: f32,
}

/// How much a space may grow and shrink, as parts of its width.
const SPACE_STRETCH: f64 = 0.5;
const SPACE_SHRINK: f64 = 0.38;
/// How much may be put between two ideographs, as a part of their size.
const IDEOGRAPH_STRETCH: f64 = 0.05;
/// What dividing a word costs.
const DIVISION: f64 = 100.0;
/// What cutting a word costs that is wider than a line.
const CUT: f64 = 300.0;

/// The breaks of consecutive parts, the end of the last one included.
pub(crate) fn breaks(
    text: &Text,
    parts: &[Part],
    opportunities: &[Opportunity],
    terms: Terms,
    language: Language,
) -> (Vec<Break>, Vec<Point>) {
    let mut list = List {
        breaks: Vec::with_capacity(parts.len() / 2 + 1),
        points: Vec::with_capacity(parts.len() / 2 + 1),
    };
    let mut sum = Sum::default();
    let mut content = (sum, parts.first().map_or(0, |part| part.start));
    let mut index = 0;
    let from = parts.first().map_or(0, |part| part.start);
    let mut open = opportunities[opportunities.partition_point(|it| it.at <= from)..]
        .iter()
        .peekable();
    while index < parts.len() {
        // A sequence that no line end may part of itself.
        let mut end = index + 1;
        let mut width = parts[index].width();
        while end < parts.len() {
            while open.peek().is_some_and(|it| it.at < parts[end].start) {
                open.next();
            }
            if open.peek().is_some_and(|it| it.at == parts[end].start) {
                break;
            }
            width += if parts[end].kind == PartKind::Space {
                0.0
            } else {
                parts[end].width()
            };
            end += 1;
        }
        let sequence = &parts[index..end];
        if width > terms.room {
            cut(text, sequence, sum, terms, language, &mut list);
        } else if let Some(language) = terms.hyphenate {
            divide(text, sequence, sum, terms, language, &mut list);
        }
        for part in sequence {
            add(part, &mut sum);
            if part.kind != PartKind::Space {
                content = (sum, part.end);
            }
        }
        index = end;
        let place = parts.get(end);
        let it = place.and_then(|_| open.peek().copied());
        let hyphen = it.map_or(Hyphen::None, |it| it.hyphen);
        let size = sequence.last().map_or(0.0, |part| part.size);
        list.breaks.push(Break {
            end: content.0,
            start: sum,
            hyphen: if hyphen == Hyphen::Soft {
                f64::from(terms.hyphen * size / 1000.0)
            } else {
                0.0
            },
            cost: it.map_or(0.0, |it| f64::from(it.cost)),
            hyphenated: hyphen != Hyphen::None,
        });
        list.points.push(Point {
            end: content.1,
            next: place.map_or_else(|| parts.last().map_or(0, |part| part.end), |part| part.start),
            hyphen: if hyphen == Hyphen::Soft {
                LineHyphen::Soft
            } else {
                LineHyphen::None
            },
        });
    }
    (list.breaks, list.points)
}

struct List {
    breaks: Vec<Break>,
    points: Vec<Point>,
}

impl List {
    fn inside(&mut self, sum: Sum, at: u32, cost: f64, hyphen: Option<f64>) {
        self.breaks.push(Break {
            end: sum,
            start: sum,
            hyphen: hyphen.unwrap_or(0.0),
            cost,
            hyphenated: hyphen.is_some(),
        });
        self.points.push(Point {
            end: at,
            next: at,
            hyphen: if hyphen.is_some() {
                LineHyphen::Divided
            } else {
                LineHyphen::None
            },
        });
    }
}

fn add(part: &Part, sum: &mut Sum) {
    let width = f64::from(part.width());
    sum.width += width;
    match part.kind {
        PartKind::Space | PartKind::BoundSpace => {
            sum.stretch += width * SPACE_STRETCH;
            sum.shrink += width * SPACE_SHRINK;
        }
        PartKind::Ideograph => sum.stretch += f64::from(part.size) * IDEOGRAPH_STRETCH,
        PartKind::Word | PartKind::Tab | PartKind::LineBreak => {}
    }
}

/// The advances of a part's clusters in the order of the text: the byte that each starts at, and
/// its width in points.
fn clusters(part: &Part) -> Vec<(u32, f64)> {
    let mut clusters: Vec<(u32, f64)> = Vec::with_capacity(part.shaped.glyphs.len());
    for glyph in &part.shaped.glyphs {
        let width = f64::from(glyph.advance * part.size / 1000.0);
        match clusters.last_mut() {
            Some((at, sum)) if *at == part.start + glyph.cluster => *sum += width,
            _ => clusters.push((part.start + glyph.cluster, width)),
        }
    }
    if part.shaping.right_to_left {
        clusters.reverse();
    }
    clusters
}

/// Adds the places where the words of a sequence may be divided.
fn divide(text: &Text, sequence: &[Part], sum: Sum, terms: Terms, language: Language, list: &mut List) {
    let mut sum = sum;
    for (index, part) in sequence.iter().enumerate() {
        let alone = |next: Option<&Part>| next.is_none_or(|next| next.kind != PartKind::Word);
        let before = index.checked_sub(1).map(|before| &sequence[before]);
        // Nor the second half of a compound: its line has ended at the hyphen already.
        let compound = text.characters[..part.start as usize].ends_with(['-', '\u{2010}']);
        if part.kind == PartKind::Word && !compound && alone(before) && alone(sequence.get(index + 1)) {
            let word = &text.characters[part.start as usize..part.end as usize];
            let places = sparing_divisions(word, language);
            if !places.is_empty() {
                let hyphen = f64::from(terms.hyphen * part.size / 1000.0);
                let mut width = 0.0;
                for (at, advance) in clusters(part) {
                    if places.binary_search(&((at - part.start) as usize)).is_ok() {
                        let mut place = sum;
                        place.width += width;
                        list.inside(place, at, DIVISION, Some(hyphen));
                    }
                    width += advance;
                }
            }
        }
        add(part, &mut sum);
    }
}

/// Cuts a sequence that is wider than a line into pieces that fit: at a division where it has one,
/// else between two characters.
fn cut(text: &Text, sequence: &[Part], sum: Sum, terms: Terms, language: Language, list: &mut List) {
    let room = f64::from(terms.room);
    let mut sum = sum;
    let mut filled = 0.0;
    for part in sequence {
        let word = &text.characters[part.start as usize..part.end as usize];
        let places = match part.kind {
            PartKind::Word => divisions(word, language),
            _ => Vec::new(),
        };
        let hyphen = f64::from(terms.hyphen * part.size / 1000.0);
        let mut width = 0.0;
        let mut division: Option<(u32, f64)> = None;
        for (at, advance) in clusters(part) {
            if filled + hyphen <= room && places.binary_search(&((at - part.start) as usize)).is_ok() {
                division = Some((at, width));
            }
            if filled + advance > room && filled > 0.0 {
                let (at, reached, hyphen) = match division.take() {
                    Some((at, reached)) => (at, reached, Some(hyphen)),
                    None => (at, width, None),
                };
                let mut place = sum;
                place.width += reached;
                list.inside(place, at, if hyphen.is_some() { DIVISION } else { CUT }, hyphen);
                filled = width - reached;
            }
            width += advance;
            filled += advance;
        }
        add(part, &mut sum);
    }
}
