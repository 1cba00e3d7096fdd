//! Which words of two texts are the same words: the common sequence that leaves the fewest and
//! most sensible islands of change.

use super::atoms::Atom;
use super::chain::{Link, heaviest_chain};
use super::quick::QuickMap;
use super::words::Class;

/// What one island costs against the worth of the words kept around it.
const ISLAND: i32 = 5;

/// The table of the exact search is not made larger than this; longer texts are first cut at
/// words that occur once in both.
const LARGEST_TABLE: usize = 2_000_000;

/// What keeping an atom is worth.
fn worth(class: Class) -> i32 {
    match class {
        Class::Content => 8,
        Class::Object | Class::Pilcrow => 12,
        Class::Function => 6,
        Class::Punctuation => 5,
        Class::Space => 0,
    }
}

/// Pairs of places in `old` and `new` that hold the same atom, in order; spaces are paired where
/// their neighbours are.
pub(super) fn matching(old: &[Atom], new: &[Atom]) -> Vec<(usize, usize)> {
    let solid = |atoms: &[Atom]| -> Vec<usize> {
        (0..atoms.len())
            .filter(|&at| atoms[at].class != Class::Space)
            .collect()
    };
    let (left, right) = (solid(old), solid(new));
    let mut pairs = Vec::with_capacity(left.len().min(right.len()));
    pair_range(
        &Side {
            atoms: old,
            solid: &left,
        },
        &Side {
            atoms: new,
            solid: &right,
        },
        &mut pairs,
    );
    with_spaces(old, new, &pairs)
}

/// A stretch of one text without its spaces.
#[derive(Clone, Copy)]
struct Side<'a> {
    atoms: &'a [Atom],
    solid: &'a [usize],
}

impl Side<'_> {
    fn len(&self) -> usize {
        self.solid.len()
    }

    fn atom(&self, at: usize) -> &Atom {
        &self.atoms[self.solid[at]]
    }

    fn part(&self, from: usize, to: usize) -> Self {
        Self {
            atoms: self.atoms,
            solid: &self.solid[from..to],
        }
    }
}

fn pair_range(old: &Side<'_>, new: &Side<'_>, pairs: &mut Vec<(usize, usize)>) {
    let shorter = old.len().min(new.len());
    let head = (0..shorter)
        .take_while(|&at| old.atom(at).key == new.atom(at).key)
        .count();
    let tail = (0..shorter - head)
        .take_while(|&at| old.atom(old.len() - 1 - at).key == new.atom(new.len() - 1 - at).key)
        .count();
    pairs.extend((0..head).map(|at| (old.solid[at], new.solid[at])));
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    pair_middle(&old.part(head, old_end), &new.part(head, new_end), pairs);
    pairs.extend((0..tail).map(|at| (old.solid[old_end + at], new.solid[new_end + at])));
}

fn pair_middle(old: &Side<'_>, new: &Side<'_>, pairs: &mut Vec<(usize, usize)>) {
    if old.len() == 0 || new.len() == 0 {
        return;
    }
    if old.len().saturating_mul(new.len()) <= LARGEST_TABLE {
        return search(old, new, pairs);
    }
    let anchors = unique_anchors(old, new);
    let (mut left, mut right) = (0, 0);
    for (i, j) in anchors.iter().copied().chain([(old.len(), new.len())]) {
        let (before, after) = (old.part(left, i), new.part(right, j));
        // Without an anchor there is nothing to cut at, and no further search would end.
        if !anchors.is_empty() {
            pair_range(&before, &after, pairs);
        }
        if i < old.len() {
            pairs.push((old.solid[i], new.solid[j]));
        }
        (left, right) = (i + 1, j + 1);
    }
}

/// Places of words that occur once on both sides, in an order that both have.
fn unique_anchors(old: &Side<'_>, new: &Side<'_>) -> Vec<(usize, usize)> {
    let mut seen: QuickMap<u32, (u32, usize, u32, usize)> = QuickMap::default();
    for at in 0..old.len() {
        let entry = seen.entry(old.atom(at).key).or_default();
        (entry.0, entry.1) = (entry.0 + 1, at);
    }
    for at in 0..new.len() {
        if let Some(entry) = seen.get_mut(&new.atom(at).key) {
            (entry.2, entry.3) = (entry.2 + 1, at);
        }
    }
    let links = (0..old.len()).filter_map(|at| match seen.get(&old.atom(at).key) {
        Some(&(1, i, 1, j)) => Some(Link {
            old: i,
            new: j,
            weight: worth(old.atom(i).class).into(),
        }),
        _ => None,
    });
    heaviest_chain(links.collect())
}

/// How a cell of the table was reached: a kept pair out of an island, and an island by a step on
/// the new side, out of an island.
const KEPT_FROM_ISLAND: u8 = 1;
const ISLAND_BY_NEW: u8 = 2;
const ISLAND_FROM_ISLAND: u8 = 4;

/// The exact search: worth of what is kept, less the cost of each island.
fn search(old: &Side<'_>, new: &Side<'_>, pairs: &mut Vec<(usize, usize)>) {
    const NEVER: i32 = i32::MIN / 2;
    let width = new.len() + 1;
    let keys: Vec<u32> = (0..new.len()).map(|at| new.atom(at).key).collect();
    let mut steps = vec![0_u8; (old.len() + 1) * width];
    // The best values of the row above and of the row at hand, ending in a pair and in an island.
    let (mut above_kept, mut above_island) = (vec![NEVER; width], vec![NEVER; width]);
    let (mut kept, mut island) = (vec![NEVER; width], vec![NEVER; width]);
    for i in 0..=old.len() {
        let (key, gain) = match i.checked_sub(1).map(|at| old.atom(at)) {
            Some(atom) => (Some(atom.key), worth(atom.class)),
            None => (None, 0),
        };
        for j in 0..width {
            let mut step = 0;
            kept[j] = if i == 0 && j == 0 { 0 } else { NEVER };
            if j > 0 && key == Some(keys[j - 1]) {
                if above_island[j - 1] > above_kept[j - 1] {
                    step |= KEPT_FROM_ISLAND;
                }
                kept[j] = above_kept[j - 1].max(above_island[j - 1]) + gain;
            }
            let (mut best, mut way) = (above_island[j], ISLAND_FROM_ISLAND);
            if above_kept[j] - ISLAND > best {
                (best, way) = (above_kept[j] - ISLAND, 0);
            }
            if j > 0 {
                if island[j - 1] > best {
                    (best, way) = (island[j - 1], ISLAND_BY_NEW | ISLAND_FROM_ISLAND);
                }
                if kept[j - 1] - ISLAND > best {
                    (best, way) = (kept[j - 1] - ISLAND, ISLAND_BY_NEW);
                }
            }
            island[j] = best.max(NEVER);
            steps[i * width + j] = step | way;
        }
        std::mem::swap(&mut above_kept, &mut kept);
        std::mem::swap(&mut above_island, &mut island);
    }
    trace(
        old,
        new,
        &steps,
        above_island[new.len()] > above_kept[new.len()],
        pairs,
    );
}

fn trace(old: &Side<'_>, new: &Side<'_>, steps: &[u8], mut in_island: bool, pairs: &mut Vec<(usize, usize)>) {
    let width = new.len() + 1;
    let (mut i, mut j) = (old.len(), new.len());
    let start = pairs.len();
    while (i, j) != (0, 0) {
        let step = steps[i * width + j];
        if in_island {
            if step & ISLAND_BY_NEW == 0 {
                i -= 1;
            } else {
                j -= 1;
            }
            in_island = step & ISLAND_FROM_ISLAND != 0;
        } else {
            in_island = step & KEPT_FROM_ISLAND != 0;
            (i, j) = (i - 1, j - 1);
            pairs.push((old.solid[i], new.solid[j]));
        }
    }
    pairs[start..].reverse();
}

/// Pairs the spaces at the start and the end of each gap between pairs.
fn with_spaces(old: &[Atom], new: &[Atom], solid: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::with_capacity(solid.len() * 2);
    let (mut left, mut right) = (0, 0);
    for &(i, j) in solid.iter().chain([&(old.len(), new.len())]) {
        let is_space = |a: usize, b: usize| old[a].class == Class::Space && new[b].class == Class::Space;
        let (mut low_old, mut low_new) = (left, right);
        while low_old < i && low_new < j && is_space(low_old, low_new) {
            pairs.push((low_old, low_new));
            (low_old, low_new) = (low_old + 1, low_new + 1);
        }
        let (mut high_old, mut high_new) = (i, j);
        // The first thing behind the end of a paragraph is no space in any reading.
        let breaks = |atoms: &[Atom]| atoms.iter().any(|atom| atom.class == Class::Pilcrow);
        let broken = breaks(&old[low_old..i]) || breaks(&new[low_new..j]);
        while !broken && high_old > low_old && high_new > low_new && is_space(high_old - 1, high_new - 1) {
            (high_old, high_new) = (high_old - 1, high_new - 1);
        }
        pairs.extend((high_old..i).zip(high_new..j));
        if i < old.len() {
            pairs.push((i, j));
        }
        (left, right) = (i + 1, j + 1);
    }
    pairs
}
