//! Clauses that went elsewhere: deleted in one place, inserted in another, and much the same.

use std::collections::{BTreeMap, HashMap, VecDeque};

use super::atoms::Vocabulary;
use super::plan::Step;
use super::subject::Subject;

/// A moved clause has at least so many words, of which this share is the same at both ends.
const FEWEST_WORDS: usize = 8;
const ALIKE: f64 = 0.8;

/// So many deletions times insertions are compared; where there are more, only equal texts are.
const COMPARED: usize = 10_000;

/// The numbers of the moves by the blocks at their two ends.
#[derive(Debug, Default)]
pub(super) struct Moves {
    pub(super) from: BTreeMap<usize, usize>,
    pub(super) to: BTreeMap<usize, usize>,
}

impl Moves {
    /// The blocks at the two ends of each move, old place first.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        let to: HashMap<usize, usize> = self.to.iter().map(|(&block, &number)| (number, block)).collect();
        self.from
            .iter()
            .filter_map(move |(&block, number)| Some((block, *to.get(number)?)))
    }
}

/// Finds the moves among what a plan deletes and inserts.
pub(super) fn find(
    old: &Subject<'_>,
    new: &Subject<'_>,
    steps: &[Step],
    vocabulary: &mut Vocabulary,
) -> Moves {
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    collect(steps, &mut gone, &mut come);
    gone.retain(|&at| old.words(at, vocabulary).list.len() >= FEWEST_WORDS);
    come.retain(|&at| new.words(at, vocabulary).list.len() >= FEWEST_WORDS);
    let mut likely: Vec<(f64, usize, usize)> = Vec::new();
    if gone.len() * come.len() <= COMPARED {
        for &from in &gone {
            for &to in &come {
                let (left, right) = (old.words(from, vocabulary), new.words(to, vocabulary));
                if left.likeness_at_most(right) >= ALIKE && left.likeness(right) >= ALIKE {
                    likely.push((left.likeness(right), from, to));
                }
            }
        }
    } else {
        let mut by_print: HashMap<u64, VecDeque<usize>> = HashMap::new();
        for &to in &come {
            by_print.entry(new.prints[to]).or_default().push_back(to);
        }
        for &from in &gone {
            let same = by_print.get_mut(&old.prints[from]);
            likely.extend(same.and_then(VecDeque::pop_front).map(|to| (1.0, from, to)));
        }
    }
    likely.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut moves = Moves::default();
    let mut ends: Vec<(usize, usize)> = Vec::new();
    for (_, from, to) in likely {
        if !moves.from.contains_key(&from) && !moves.to.contains_key(&to) {
            moves.from.insert(from, 0);
            moves.to.insert(to, 0);
            ends.push((from, to));
        }
    }
    ends.sort_unstable();
    for (number, (from, to)) in ends.into_iter().enumerate() {
        moves.from.insert(from, number + 1);
        moves.to.insert(to, number + 1);
    }
    moves
}

fn collect(steps: &[Step], gone: &mut Vec<usize>, come: &mut Vec<usize>) {
    for step in steps {
        match step {
            Step::Pair { children, .. } => collect(children, gone, come),
            Step::Delete(at) => gone.push(*at),
            Step::Insert(at) => come.push(*at),
        }
    }
}
