//! The plan of a redline: which blocks are kept (alone, split or joined), deleted and inserted,
//! in the order of the page.

use super::align::{align, first_head};
use super::atoms::Vocabulary;
use super::subject::Subject;
use crate::model::{Block, BlockKind};

/// One step of the plan. Numbers are places in the two lists of blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The same block (or the same run of blocks, where one was split or several joined) in both
    /// versions, and what stands under it.
    Pair {
        old: Vec<usize>,
        new: Vec<usize>,
        children: Vec<Step>,
    },
    /// A block that is gone, with all that stood under it.
    Delete(usize),
    /// A new block, with all that stands under it.
    Insert(usize),
}

/// One block is split into, or joined from, at most so many.
const MOST_PARTS: usize = 4;

/// What of the single block must be in the parts, how much of the parts may be foreign, and how
/// much of each part must come from the single block.
const COVERED: f64 = 0.90;
const FOREIGN: f64 = 0.34;
const PART_COVERED: f64 = 0.60;

pub(super) fn plan(old: &Subject<'_>, new: &Subject<'_>, vocabulary: &mut Vocabulary) -> Vec<Step> {
    let left = old.members(0..old.blocks.len());
    let right = new.members(0..new.blocks.len());
    Planner { old, new, vocabulary }.level(&left, &right)
}

struct Planner<'a, 'd> {
    old: &'a Subject<'d>,
    new: &'a Subject<'d>,
    vocabulary: &'a mut Vocabulary,
}

/// Places in the lists of one level: from–to on the old side, from–to on the new side.
struct Match {
    old: (usize, usize),
    new: (usize, usize),
}

impl Planner<'_, '_> {
    fn level(&mut self, left: &[usize], right: &[usize]) -> Vec<Step> {
        let pairs = align(self.old, self.new, left, right, self.vocabulary);
        let matches = self.with_parts(left, right, &pairs);
        let mut steps = Vec::with_capacity(left.len().max(right.len()));
        let (mut i, mut j) = (0, 0);
        for found in &matches {
            self.gap(&left[i..found.old.0], &right[j..found.new.0], &mut steps);
            let (old, new) = (&left[found.old.0..found.old.1], &right[found.new.0..found.new.1]);
            let children = match (old.last(), new.last()) {
                (Some(&a), Some(&b)) => {
                    let (left, right) = (self.old.children(a), self.new.children(b));
                    self.level(&left, &right)
                }
                _ => Vec::new(),
            };
            steps.push(Step::Pair {
                old: old.to_vec(),
                new: new.to_vec(),
                children,
            });
            (i, j) = (found.old.1, found.new.1);
        }
        self.gap(&left[i..], &right[j..], &mut steps);
        steps
    }

    /// What lies between two pairs: within the section that is going on, deletions and then
    /// insertions; then the sections that are gone; then the new ones.
    fn gap(&self, left: &[usize], right: &[usize], steps: &mut Vec<Step>) {
        let (old_head, new_head) = (first_head(self.old, left), first_head(self.new, right));
        let delete = |part: &[usize]| part.iter().map(|&at| Step::Delete(at)).collect::<Vec<_>>();
        let insert = |part: &[usize]| part.iter().map(|&at| Step::Insert(at)).collect::<Vec<_>>();
        // A deeper block after a deleted one would be read as standing under it.
        let deepest = right[..new_head]
            .iter()
            .map(|&at| self.new.blocks[at].depth)
            .max();
        let shallowest = left[..old_head].iter().map(|&at| self.old.blocks[at].depth).min();
        if deepest > shallowest && shallowest.is_some() {
            steps.extend(insert(&right[..new_head]));
            steps.extend(delete(&left[..old_head]));
        } else {
            steps.extend(delete(&left[..old_head]));
            steps.extend(insert(&right[..new_head]));
        }
        steps.extend(delete(&left[old_head..]));
        steps.extend(insert(&right[new_head..]));
    }

    /// Widens pairs to splits and joins where the blocks beside them belong to them.
    fn with_parts(&mut self, left: &[usize], right: &[usize], pairs: &[(usize, usize)]) -> Vec<Match> {
        let mut matches: Vec<Match> = Vec::with_capacity(pairs.len());
        for (index, &(i, j)) in pairs.iter().enumerate() {
            let before = matches.last().map_or((0, 0), |last| (last.old.1, last.new.1));
            let after = pairs.get(index + 1).copied().unwrap_or((left.len(), right.len()));
            let mut found = Match {
                old: (i, i + 1),
                new: (j, j + 1),
            };
            if self.old.prints[left[i]] != self.new.prints[right[j]] {
                let free_old = before.0 <= i && after.0 > i;
                let free_new = before.1 <= j && after.1 > j;
                if free_new && (before.1 < j || after.1 > j + 1) {
                    found.new = self.widened(Single::Old(left[i]), right, j, (before.1, after.1));
                }
                if free_old && found.new == (j, j + 1) && (before.0 < i || after.0 > i + 1) {
                    found.old = self.widened(Single::New(right[j]), left, i, (before.0, after.0));
                }
            }
            matches.push(found);
        }
        matches
    }

    /// The run of members around `at`, within bounds, that a single block of the other side
    /// equals; the member alone where there is none.
    fn widened(
        &mut self,
        single: Single,
        members: &[usize],
        at: usize,
        bounds: (usize, usize),
    ) -> (usize, usize) {
        let alone = (at, at + 1);
        let mut best = alone;
        let mut best_alike = self.parts_alike(single, &members[at..=at]).0;
        let lowest = bounds.0.max((at + 1).saturating_sub(MOST_PARTS));
        for from in (lowest..=at).rev() {
            for to in at + 1..=bounds.1.min(from + MOST_PARTS) {
                if (from, to) == alone || !self.may_join(single, &members[from..to]) {
                    continue;
                }
                let (alike, fits) = self.parts_alike(single, &members[from..to]);
                if fits && alike > best_alike {
                    (best, best_alike) = ((from, to), alike);
                }
            }
        }
        best
    }

    fn side(&self, single: Single) -> (&Subject<'_>, usize, &Subject<'_>) {
        match single {
            Single::Old(at) => (self.old, at, self.new),
            Single::New(at) => (self.new, at, self.old),
        }
    }

    /// Whether the parts can be one paragraph: siblings of running text that follow each other
    /// directly, of which only the last may have something under it.
    fn may_join(&self, single: Single, parts: &[usize]) -> bool {
        let (one, at, many) = self.side(single);
        let runs_on = |block: &Block| matches!(block.kind, BlockKind::Clause | BlockKind::Paragraph);
        let depth = one.blocks[at].depth;
        let (Some(&first), Some(&last)) = (parts.first(), parts.last()) else {
            return false;
        };
        let labelled = one.blocks[at].label.is_some();
        runs_on(&one.blocks[at])
            && parts
                .iter()
                .all(|&part| many.blocks[part].label.is_some() == labelled)
            && last - first + 1 == parts.len()
            && parts
                .iter()
                .all(|&part| runs_on(&many.blocks[part]) && many.blocks[part].depth == depth)
            && parts
                .iter()
                .skip(1)
                .all(|&part| many.blocks[part].anchor.is_none())
    }

    /// How alike a single block and a run of blocks are, and whether the run may be its parts.
    fn parts_alike(&mut self, single: Single, parts: &[usize]) -> (f64, bool) {
        let (one, at, many) = match single {
            Single::Old(at) => (self.old, at, self.new),
            Single::New(at) => (self.new, at, self.old),
        };
        let whole = one.own_words(at, self.vocabulary);
        let mut together = super::subject::Words::default();
        let mut each_fits = true;
        for &part in parts {
            let words = many.own_words(part, self.vocabulary);
            let shared = words.shared(whole) as f64;
            each_fits &= words.list.len() >= 2 && shared >= PART_COVERED * words.list.len() as f64;
            together.list.extend(&words.list);
        }
        together.list.sort_unstable();
        let shared = whole.shared(&together) as f64;
        let missing = whole.list.len() as f64 - shared;
        let covered = shared >= COVERED * whole.list.len() as f64 || missing <= 1.0 && shared >= 6.0;
        let foreign = together.list.len() as f64 - shared <= FOREIGN * together.list.len() as f64;
        (whole.likeness(&together), each_fits && covered && foreign)
    }
}

#[derive(Clone, Copy)]
enum Single {
    Old(usize),
    New(usize),
}
