//! Which rows, columns or paragraphs of two tables are the same, by their words.

use super::chain::{Link, heaviest_chain};
use super::quick::QuickMap;
use super::subject::Words;

/// Rows and columns are the same in two versions from this share of common words.
const ALIKE: f64 = 0.34;

/// Beyond so many possible pairs only equal rows are paired.
const COMPARED: usize = 40_000;

/// With so many others that say the same may a row be paired beyond that: the nearest ones.
const NEAREST: usize = 6;

/// A row or column of the redline: its places in the versions that have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    Both(usize, usize),
    Old(usize),
    New(usize),
}

impl Line {
    /// Its place in the old version.
    pub(super) fn in_old(self) -> Option<usize> {
        match self {
            Self::Both(at, _) | Self::Old(at) => Some(at),
            Self::New(_) => None,
        }
    }

    /// Its place in the new version.
    pub(super) fn in_new(self) -> Option<usize> {
        match self {
            Self::Both(_, at) | Self::New(at) => Some(at),
            Self::Old(_) => None,
        }
    }
}

/// Pairs what is alike, in order; between pairs, what is gone stands before what is new.
pub(super) fn merged(old: &[Words], new: &[Words]) -> Vec<Line> {
    // Equal rows at either end need no search, and long tables are mostly made of them.
    let shorter = old.len().min(new.len());
    let head = (0..shorter).take_while(|&at| old[at] == new[at]).count();
    let same_tail = |at: &usize| old[old.len() - 1 - at] == new[new.len() - 1 - at];
    let tail = (0..shorter - head).take_while(same_tail).count();
    let (left, right) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    let mut lines: Vec<Line> = (0..head).map(|at| Line::Both(at, at)).collect();
    let (mut i, mut j) = (0, 0);
    let pairs = heaviest_chain(links(left, right));
    for (next_i, next_j) in pairs.into_iter().chain([(left.len(), right.len())]) {
        // Rows that differ altogether but stand between the same rows are one row rewritten.
        if next_i - i == next_j - j && next_i - i == 1 && old.len() == new.len() {
            lines.push(Line::Both(head + i, head + j));
        } else {
            lines.extend((i..next_i).map(|at| Line::Old(head + at)));
            lines.extend((j..next_j).map(|at| Line::New(head + at)));
        }
        if next_i < left.len() {
            lines.push(Line::Both(head + next_i, head + next_j));
        }
        (i, j) = (next_i + 1, next_j + 1);
    }
    let ends = (old.len() - tail..old.len()).zip(new.len() - tail..new.len());
    lines.extend(ends.map(|(at, same)| Line::Both(at, same)));
    lines
}

fn links(old: &[Words], new: &[Words]) -> Vec<Link> {
    if old.len() * new.len() > COMPARED {
        return equal_links(old, new);
    }
    let mut links = Vec::new();
    for (i, left) in old.iter().enumerate() {
        for (j, right) in new.iter().enumerate() {
            let alike = left.likeness(right);
            if alike >= ALIKE {
                links.push(link(i, j, alike));
            }
        }
    }
    links
}

/// Links between rows of the same words; where many say the same, to those at about the same place.
fn equal_links(old: &[Words], new: &[Words]) -> Vec<Link> {
    let mut places: QuickMap<&[u32], Vec<usize>> = QuickMap::default();
    for (j, words) in new.iter().enumerate() {
        places.entry(&words.list).or_default().push(j);
    }
    let mut links = Vec::new();
    for (i, words) in old.iter().enumerate() {
        let same = places.get(words.list.as_slice()).map_or(&[][..], Vec::as_slice);
        let expected = i * new.len() / old.len();
        let near = same.partition_point(|&j| j < expected);
        let nearest = near.saturating_sub(NEAREST)..(near + NEAREST).min(same.len());
        links.extend(same[nearest].iter().map(|&j| link(i, j, 1.0)));
    }
    links
}

fn link(old: usize, new: usize, alike: f64) -> Link {
    Link {
        old,
        new,
        weight: (alike * 10_000.0) as i64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(texts: &[&str]) -> Vec<Words> {
        let words = |text: &&str| {
            let mut list: Vec<u32> = text.bytes().filter(|byte| *byte != b' ').map(u32::from).collect();
            list.sort_unstable();
            Words { list }
        };
        texts.iter().map(words).collect()
    }

    #[test]
    fn rows_are_paired_by_their_words() {
        let old = rows(&["a b c", "d e f", "g h i"]);
        let new = rows(&["a b c", "x y z", "d e q"]);
        assert_eq!(
            merged(&old, &new),
            [Line::Both(0, 0), Line::New(1), Line::Both(1, 2), Line::Old(2)]
        );
    }

    #[test]
    fn many_equal_rows_are_paired_with_those_near_them() {
        let count = 1_000;
        let repeated = |extra: &[(usize, &str)]| {
            let mut texts = vec!["a b"; count];
            for (at, text) in extra {
                texts.insert(*at, text);
            }
            rows(&texts)
        };
        let (old, new) = (repeated(&[(10, "x")]), repeated(&[(20, "y"), (900, "z")]));
        let links = links(&old, &new);
        assert!(links.len() <= 2 * NEAREST * old.len());
        let kept = merged(&old, &new);
        let kept = kept.iter().filter(|line| matches!(line, Line::Both(..))).count();
        assert_eq!(kept, count);
    }
}
