//! Total-fit line breaking (Knuth and Plass, "Breaking paragraphs into lines", 1981).
//!
//! All breaks of a paragraph are weighed together: the sum of demerits over its lines is least.
//! Lines that do not fit are never considered, so the list of open breaks holds no more than those
//! of one line's length, and time grows with the length of the text.

/// Where a line may end, and what the text measures up to there. Widths are summed from the start
/// of the paragraph, in points.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Break {
    /// Up to the end of a line that ends here, trailing spaces left out.
    pub(crate) end: Sum,
    /// Up to the start of a line that begins here.
    pub(crate) start: Sum,
    /// What a hyphen adds to the line.
    pub(crate) hyphen: f64,
    /// How unwelcome the break is: 0 between words.
    pub(crate) cost: f64,
    /// Whether a hyphen stands at the end of the line, printed for the break or of the text's own.
    pub(crate) hyphenated: bool,
}

/// A sum over the text up to a point.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Sum {
    /// Natural width.
    pub(crate) width: f64,
    /// How much the spaces in it may grow.
    pub(crate) stretch: f64,
    /// How much they may shrink.
    pub(crate) shrink: f64,
}

/// What lines are fitted to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measure {
    /// Room in the first line.
    pub(crate) first: f64,
    /// Room in the others.
    pub(crate) other: f64,
    /// Whether lines fill the measure; else they end where they end.
    pub(crate) justified: bool,
    /// A last line shorter than this looks lost.
    pub(crate) shortest: f64,
}

/// More hyphens one under another than this are not set.
const HYPHENS_IN_A_ROW: u8 = 2;
/// Widths are sums of many; this much over the measure is no overfull line.
const TOLERANCE: f64 = 0.005;
/// Demerits of a second hyphenated line under a first, or of a divided word's end in the last line.
const DOUBLE_HYPHEN: f64 = 3_000.0;
/// Demerits of a tight line next to a loose one.
const UNEVEN: f64 = 1_500.0;
/// Demerits of a last line that is too short. Ragged lines give way more readily than spaces do, but
/// not so far that a line before it looks lost in turn: a seventh of the measure.
const RUNT: f64 = 20_000.0;
const RAGGED_RUNT: f64 = 40_000.0;
/// A line whose spaces have shrunk as far as they may is as unwelcome as one whose spaces have grown
/// by this part of their stretch: that is nearer to how far either is from the space of the font.
const TIGHT: f64 = 0.6;
/// Demerits of each line: fewer lines are better where all else is equal.
const LINE: f64 = 10.0;

struct Node {
    at: u32,
    previous: u32,
    demerits: f64,
    hyphens: u8,
    fitness: i8,
}

/// How loosely lines may be set before a fit counts as none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Looseness {
    /// Spaces may grow by this many times their stretch.
    UpTo(f64),
    /// Anything that is not overfull.
    Any,
}

/// Chooses line ends among `breaks`, the last of which is the end of the paragraph; gives their
/// places in order. None where no choice keeps every line within bounds.
pub(crate) fn fit(breaks: &[Break], measure: Measure, looseness: Looseness) -> Option<Vec<usize>> {
    let mut nodes = Vec::with_capacity(breaks.len() + 1);
    nodes.push(Node {
        at: u32::MAX,
        previous: u32::MAX,
        demerits: 0.0,
        hyphens: 0,
        fitness: 0,
    });
    let mut active: Vec<u32> = vec![0];
    let last = breaks.len().checked_sub(1)?;
    for (place, here) in breaks.iter().enumerate() {
        let mut best: Option<Node> = None;
        let mut least_overfull: Option<u32> = None;
        active.retain(|&index| {
            let node = &nodes[index as usize];
            let (start, room) = match breaks.get(node.at as usize) {
                Some(from) => (from.start, measure.other),
                None => (Sum::default(), measure.first),
            };
            let slack = room - (here.end.width - start.width + here.hyphen);
            let shrink = if measure.justified {
                here.end.shrink - start.shrink
            } else {
                0.0
            };
            if slack < -(shrink + TOLERANCE) {
                least_overfull = Some(index);
                return false;
            }
            if here.hyphenated && node.hyphens >= HYPHENS_IN_A_ROW && place != last {
                return true;
            }
            let ratio = ratio(
                slack,
                here.end.stretch - start.stretch,
                shrink,
                room,
                measure,
                place == last,
            );
            let loose = matches!(looseness, Looseness::UpTo(most) if ratio > most);
            if loose {
                return true;
            }
            let (demerits, fitness) = demerits(
                ratio,
                here,
                node,
                Line {
                    last: place == last,
                    short: slack > room - measure.shortest,
                    justified: measure.justified,
                },
            );
            let total = node.demerits + demerits;
            if best.as_ref().is_none_or(|best| total < best.demerits) {
                best = Some(Node {
                    at: place as u32,
                    previous: index,
                    demerits: total,
                    hyphens: if here.hyphenated { node.hyphens + 1 } else { 0 },
                    fitness,
                });
            }
            true
        });
        if let Some(node) = best {
            active.push(nodes.len() as u32);
            nodes.push(node);
        } else if active.is_empty() {
            // Only a piece wider than the measure comes here; the caller cuts those beforehand.
            if looseness != Looseness::Any {
                return None;
            }
            let previous = least_overfull?;
            let demerits = nodes[previous as usize].demerits + 1e9;
            active.push(nodes.len() as u32);
            nodes.push(Node {
                at: place as u32,
                previous,
                demerits,
                hyphens: 0,
                fitness: 0,
            });
        }
    }
    let end = active
        .into_iter()
        .filter(|&index| nodes[index as usize].at as usize == last);
    let mut index = end.min_by(|a, b| {
        nodes[*a as usize]
            .demerits
            .total_cmp(&nodes[*b as usize].demerits)
    })?;
    let mut ends = Vec::new();
    while let Some(node) = nodes.get(index as usize).filter(|node| node.at != u32::MAX) {
        ends.push(node.at as usize);
        index = node.previous;
    }
    ends.reverse();
    Some(ends)
}

/// So often the measure is halved in search of the narrowest that takes no more lines.
const HALVINGS: usize = 12;

/// Lines in the middle of a column, a title's above all, of as equal a length as their words allow, and
/// ending between words where that takes no more lines than `ends`.
pub(crate) fn balanced(breaks: &[Break], ends: Vec<usize>, measure: Measure) -> Vec<usize> {
    let free = |&at: &usize| breaks[at].cost == 0.0 || at + 1 == breaks.len();
    let places: Vec<usize> = (0..breaks.len()).filter(free).collect();
    let words: Vec<Break> = places.iter().map(|&at| breaks[at]).collect();
    let whole = fit(&words, measure, Looseness::Any)
        .filter(|found| found.len() <= ends.len() && widest(&words, found) <= measure.other + TOLERANCE);
    match whole {
        Some(found) => {
            let found = narrowest(&words, found, measure);
            found.into_iter().map(|end| places[end]).collect()
        }
        None => narrowest(breaks, ends, measure),
    }
}

/// The lines of the narrowest measure that takes no more of them than `ends`.
fn narrowest(breaks: &[Break], ends: Vec<usize>, measure: Measure) -> Vec<usize> {
    let count = ends.len();
    let mut best = ends;
    let (mut low, mut high) = (0.0, measure.other);
    for _ in 0..if count > 1 { HALVINGS } else { 0 } {
        let room = f64::midpoint(low, high);
        let narrower = Measure {
            first: room,
            other: room,
            shortest: 0.0,
            ..measure
        };
        let found = fit(breaks, narrower, Looseness::Any);
        match found.filter(|ends| ends.len() == count && widest(breaks, ends) <= room + TOLERANCE) {
            Some(ends) => (best, high) = (ends, room),
            None => low = room,
        }
    }
    best
}

/// The width of the widest line.
fn widest(breaks: &[Break], ends: &[usize]) -> f64 {
    let starts = std::iter::once(0.0).chain(ends.iter().map(|&end| breaks[end].start.width));
    let widths = ends
        .iter()
        .zip(starts)
        .map(|(&end, start)| breaks[end].end.width + breaks[end].hyphen - start);
    widths.fold(0.0, f64::max)
}

/// How far a line is from its natural width, in multiples of what its spaces may give: positive
/// for loose lines. Ragged lines are compared with a tenth of the measure.
fn ratio(slack: f64, stretch: f64, shrink: f64, room: f64, measure: Measure, last: bool) -> f64 {
    if last && slack >= 0.0 {
        0.0
    } else if !measure.justified {
        slack / (room * 0.1).max(1.0)
    } else if slack < 0.0 {
        TIGHT * slack / shrink.max(1e-6)
    } else if slack > 0.0 {
        slack / stretch.max(1e-6)
    } else {
        0.0
    }
}

/// What counts of a line, beside how far it is stretched.
#[derive(Clone, Copy)]
struct Line {
    /// It is the paragraph's last,
    last: bool,
    /// and shorter than is seemly.
    short: bool,
    justified: bool,
}

fn demerits(ratio: f64, here: &Break, node: &Node, line: Line) -> (f64, i8) {
    let badness = (100.0 * ratio * ratio).min(1e6);
    let mut demerits = (LINE + badness) * (LINE + badness) + here.cost * here.cost;
    let fitness = if ratio < -0.5 {
        -1
    } else if ratio <= 0.5 {
        0
    } else if ratio <= 1.0 {
        1
    } else {
        2
    };
    if (fitness - node.fitness).abs() > 1 {
        demerits += UNEVEN;
    }
    if here.hyphenated && node.hyphens > 0 {
        demerits += DOUBLE_HYPHEN;
    }
    if line.last && node.at != u32::MAX {
        if line.short {
            demerits += if line.justified { RUNT } else { RAGGED_RUNT };
        }
        if node.hyphens > 0 {
            demerits += DOUBLE_HYPHEN;
        }
    }
    (demerits, fitness)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of these widths with spaces of width 2 that may grow by 1 and shrink by 0.7.
    fn breaks(words: &[f64]) -> Vec<Break> {
        let mut sum = Sum::default();
        let mut breaks = Vec::new();
        for word in words {
            sum.width += word;
            let end = sum;
            sum.width += 2.0;
            sum.stretch += 1.0;
            sum.shrink += 0.7;
            breaks.push(Break {
                end,
                start: sum,
                ..Break::default()
            });
        }
        breaks
    }

    fn measure(room: f64, justified: bool) -> Measure {
        Measure {
            first: room,
            other: room,
            justified,
            shortest: room / 8.0,
        }
    }

    #[test]
    fn total_fit_gives_up_a_full_line_to_save_the_next_from_gaping() {
        // Greedy takes "5 5 5" and leaves "5" and "18" to lines of their own.
        let words = [5.0, 5.0, 5.0, 5.0, 18.0];
        let ends = fit(&breaks(&words), measure(19.0, false), Looseness::Any);
        assert_eq!(ends, Some(vec![1, 3, 4]));
    }

    #[test]
    fn justified_lines_may_shrink_but_never_overflow() {
        let words = [9.0, 9.0, 9.0, 9.0, 9.0, 9.0];
        let tight = fit(&breaks(&words), measure(30.0, true), Looseness::Any);
        assert_eq!(tight, Some(vec![2, 5]), "27 + 4 shrinks to 30");
        let loose = fit(&breaks(&words), measure(29.0, true), Looseness::Any);
        assert_eq!(loose, Some(vec![1, 3, 5]));
    }

    #[test]
    fn a_fit_that_would_gape_is_none() {
        let words = [10.0, 10.0, 10.0];
        assert_eq!(
            fit(&breaks(&words), measure(21.0, true), Looseness::UpTo(2.0)),
            None
        );
        assert!(fit(&breaks(&words), measure(21.0, true), Looseness::Any).is_some());
    }

    #[test]
    fn a_titles_lines_are_of_one_length() {
        let words = breaks(&[10.0; 7]);
        let wide = measure(70.0, false);
        let ends = fit(&words, wide, Looseness::Any).unwrap_or_default();
        assert_eq!(ends.len(), 2);
        assert_eq!(balanced(&words, ends, wide), [3, 6]);
        let lone = fit(&words[..3], wide, Looseness::Any).unwrap_or_default();
        assert_eq!(balanced(&words[..3], lone, wide), [2]);
    }

    #[test]
    fn a_titles_lines_end_between_words() {
        let mut words = breaks(&[10.0; 7]);
        for at in [2, 3] {
            (words[at].cost, words[at].hyphenated) = (45.0, true);
        }
        let wide = measure(70.0, false);
        let ends = fit(&words, wide, Looseness::Any).unwrap_or_default();
        assert_eq!(balanced(&words, ends, wide), [4, 6]);
    }

    #[test]
    fn no_more_than_two_hyphens_stand_one_under_another() {
        let mut text = breaks(&[10.0; 12]);
        for (place, it) in text.iter_mut().enumerate() {
            it.hyphenated = place % 2 == 1 && place < 11;
            it.cost = if it.hyphenated { 5.0 } else { 0.0 };
        }
        let ends = fit(&text, measure(22.0, false), Looseness::Any).unwrap_or_default();
        let rows: Vec<bool> = ends.iter().map(|&end| text[end].hyphenated).collect();
        assert!(!rows.windows(3).any(|row| row == [true, true, true]), "{rows:?}");
    }

    #[test]
    fn a_long_paragraph_takes_time_in_proportion() {
        let words: Vec<f64> = (0..200_000).map(|n| 10.0 + f64::from(n % 7)).collect();
        let ends = fit(&breaks(&words), measure(480.0, true), Looseness::Any).unwrap_or_default();
        assert!(ends.len() > 5_000);
    }
}
