//! Which blocks of two versions are the same: a pairing that runs forward, level by level.

use super::atoms::Vocabulary;
use super::chain::{Link, heaviest_chain};
use super::likeness::likeness;
use super::quick::QuickMap;
use super::subject::{Subject, is_head};

/// Up to so many possible pairs are all looked at; beyond, only what shares rare words is.
const DENSE: usize = 16_000;

/// What a common name is worth among the anchors of the pairing, in words.
const NAMED: i64 = 200;

/// A pairing is worth its likeness less this, so that one good pair beats two poor ones.
const POOR: f64 = 0.2;

/// How many candidates a block gets where not all are looked at, and how common a word may be to
/// bring blocks together.
const CANDIDATES: usize = 6;
const RARE: usize = 24;

/// Pairs of members of two lists (places in the lists), each further on both sides than the last.
pub(super) fn align(
    old: &Subject<'_>,
    new: &Subject<'_>,
    left: &[usize],
    right: &[usize],
    vocabulary: &mut Vocabulary,
) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut aligner = Aligner { old, new, vocabulary };
    if left.len() * right.len() <= DENSE {
        aligner.gap(left, right, (0, 0), &mut pairs);
        return pairs;
    }
    let anchors = aligner.anchors(left, right);
    let (mut i, mut j) = (0, 0);
    for (next_i, next_j) in anchors.into_iter().chain([(left.len(), right.len())]) {
        aligner.gap(&left[i..next_i], &right[j..next_j], (i, j), &mut pairs);
        if next_i < left.len() {
            pairs.push((next_i, next_j));
        }
        (i, j) = (next_i + 1, next_j + 1);
    }
    pairs
}

struct Aligner<'a, 'd> {
    old: &'a Subject<'d>,
    new: &'a Subject<'d>,
    vocabulary: &'a mut Vocabulary,
}

impl Aligner<'_, '_> {
    /// Blocks that say the same and stand once on both sides: the spine of the pairing.
    fn anchors(&mut self, left: &[usize], right: &[usize]) -> Vec<(usize, usize)> {
        let mut seen: QuickMap<u64, (u32, usize, u32, usize)> = QuickMap::default();
        for (place, &at) in left.iter().enumerate() {
            let entry = seen.entry(self.old.prints[at]).or_default();
            (entry.0, entry.1) = (entry.0 + 1, place);
        }
        for (place, &at) in right.iter().enumerate() {
            if let Some(entry) = seen.get_mut(&self.new.prints[at]) {
                (entry.2, entry.3) = (entry.2 + 1, place);
            }
        }
        let mut links = Vec::new();
        for &at in left {
            let Some(&(1, i, 1, j)) = seen.get(&self.old.prints[at]) else {
                continue;
            };
            let words = self.old.words(at, self.vocabulary).list.len();
            let names = [&self.old.blocks[at].anchor, &self.new.blocks[right[j]].anchor];
            let named = matches!(names, [Some(a), Some(b)] if a.id == b.id);
            links.push(Link {
                old: i,
                new: j,
                weight: i64::try_from(words).unwrap_or(0) + 1 + if named { NAMED } else { 0 },
            });
        }
        heaviest_chain(links)
    }

    fn gap(
        &mut self,
        left: &[usize],
        right: &[usize],
        base: (usize, usize),
        pairs: &mut Vec<(usize, usize)>,
    ) {
        if left.is_empty() || right.is_empty() {
            return;
        }
        let candidates = if left.len() * right.len() <= DENSE {
            (0..left.len())
                .flat_map(|i| (0..right.len()).map(move |j| (i, j)))
                .collect()
        } else {
            self.candidates(left, right)
        };
        let mut links = Vec::with_capacity(candidates.len().min(1024));
        for (i, j) in candidates {
            if let Some(score) = likeness((self.old, left[i]), (self.new, right[j]), self.vocabulary) {
                links.push(Link {
                    old: i,
                    new: j,
                    weight: ((score - POOR) * 10_000.0) as i64,
                });
            }
        }
        pairs.extend(
            heaviest_chain(links)
                .into_iter()
                .map(|(i, j)| (base.0 + i, base.1 + j)),
        );
    }

    /// For each block the few on the other side that share most of its rare words, or say the
    /// same at about the same place.
    fn candidates(&mut self, left: &[usize], right: &[usize]) -> Vec<(usize, usize)> {
        let mut by_word: QuickMap<u32, Vec<usize>> = QuickMap::default();
        let mut by_print: QuickMap<u64, Vec<usize>> = QuickMap::default();
        for (j, &at) in right.iter().enumerate() {
            by_print.entry(self.new.prints[at]).or_default().push(j);
            let mut words = self.new.words(at, self.vocabulary).list.clone();
            words.dedup();
            for word in words {
                let places = by_word.entry(word).or_default();
                if places.len() <= RARE {
                    places.push(j);
                }
            }
        }
        let mut candidates = Vec::new();
        for (i, &at) in left.iter().enumerate() {
            let mut shared: QuickMap<usize, usize> = QuickMap::default();
            let mut words = self.old.words(at, self.vocabulary).list.clone();
            words.dedup();
            for word in words {
                let places = by_word.get(&word).map_or(&[][..], Vec::as_slice);
                if places.len() <= RARE {
                    for &j in places {
                        *shared.entry(j).or_default() += 1;
                    }
                }
            }
            let mut likely: Vec<(usize, usize)> = shared.into_iter().collect();
            likely.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
            let found = likely.into_iter().take(CANDIDATES).map(|(j, _)| (i, j));
            candidates.extend(found);
            if let Some(places) = by_print.get(&self.old.prints[at]) {
                let expected = i * right.len() / left.len();
                let near = places.partition_point(|&j| j < expected);
                let window = near.saturating_sub(CANDIDATES / 2)..(near + CANDIDATES / 2).min(places.len());
                candidates.extend(places[window].iter().map(|&j| (i, j)));
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        candidates
    }
}

/// Where the first section begins in a list of blocks, else its end.
pub(super) fn first_head(subject: &Subject<'_>, members: &[usize]) -> usize {
    let head = members.iter().position(|&at| is_head(&subject.blocks[at].kind));
    head.unwrap_or(members.len())
}
