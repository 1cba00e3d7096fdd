//! From pairs of equal words to the changes that a person would make.

use std::ops::Range;

use super::atoms::Atom;
use super::words::Class;

/// A stretch that both texts share, or one that a change replaces (either side may be empty).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) kept: bool,
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
}

/// A text of at least so many words of sense is replaced whole where less than [`KEPT_SHARE`]
/// per cent of them stay.
const WHOLE_FROM: usize = 6;
const KEPT_SHARE: usize = 35;

/// How many atoms a change is moved at most: the place that reads best is near, and in a text that
/// repeats itself there are places without end.
const FARTHEST: usize = 64;

/// Segments of two texts from the pairs of equal atoms, brought together as a person would.
pub(super) fn segments(old: &[Atom], new: &[Atom], pairs: &[(usize, usize)]) -> Vec<Segment> {
    let mut segments = from_pairs(old.len(), new.len(), pairs);
    if is_rewritten(old, new, pairs) {
        segments = vec![Segment {
            kept: false,
            old: 0..old.len(),
            new: 0..new.len(),
        }];
    }
    // A kept stretch at either end, be it empty, gives every change room to slide into.
    segments.insert(
        0,
        Segment {
            kept: true,
            old: 0..0,
            new: 0..0,
        },
    );
    segments.push(Segment {
        kept: true,
        old: old.len()..old.len(),
        new: new.len()..new.len(),
    });
    let texts = Texts { old, new };
    let mut segments = texts.brought_together(segments);
    for at in 0..segments.len() {
        texts.slide(&mut segments, at);
    }
    segments.retain(|segment| !segment.old.is_empty() || !segment.new.is_empty());
    segments
}

fn from_pairs(old_len: usize, new_len: usize, pairs: &[(usize, usize)]) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    let (mut left, mut right) = (0, 0);
    for &(i, j) in pairs.iter().chain([&(old_len, new_len)]) {
        if left < i || right < j {
            segments.push(Segment {
                kept: false,
                old: left..i,
                new: right..j,
            });
        }
        if i == old_len {
            break;
        }
        match segments.last_mut() {
            Some(last) if last.kept => {
                last.old.end = i + 1;
                last.new.end = j + 1;
            }
            _ => segments.push(Segment {
                kept: true,
                old: i..i + 1,
                new: j..j + 1,
            }),
        }
        (left, right) = (i + 1, j + 1);
    }
    segments
}

fn count(atoms: &[Atom], wanted: impl Fn(Class) -> bool) -> usize {
    atoms.iter().filter(|atom| wanted(atom.class)).count()
}

/// Whether so little is left that old and new are better shown whole.
fn is_rewritten(old: &[Atom], new: &[Atom], pairs: &[(usize, usize)]) -> bool {
    let sense = |class| class == Class::Content;
    let kept = pairs.iter().filter(|&&(i, _)| sense(old[i].class)).count();
    let fixed = pairs
        .iter()
        .any(|&(i, _)| matches!(old[i].class, Class::Object | Class::Pilcrow));
    let most = count(old, sense).max(count(new, sense));
    let least = count(old, sense).min(count(new, sense));
    // A text that was only shortened or only added to keeps what the shorter one has.
    let only_grown = kept * 10 >= least * 9 && least > 1;
    !fixed && !only_grown && most >= WHOLE_FROM && least > 0 && kept * 100 < most * KEPT_SHARE
}

struct Texts<'a> {
    old: &'a [Atom],
    new: &'a [Atom],
}

impl Texts<'_> {
    /// Makes one of changes between which too little is kept, from the front on. A change that has
    /// grown may swallow what stands before it, so that is asked again; what stands further in
    /// front has been asked with the same neighbours.
    fn brought_together(&self, segments: Vec<Segment>) -> Vec<Segment> {
        let mut together: Vec<Segment> = Vec::with_capacity(segments.len());
        for mut segment in segments {
            while let [.., before, kept] = together.as_slice()
                && self.swallows([before, kept, &segment])
            {
                segment = Segment {
                    kept: false,
                    old: before.old.start..segment.old.end,
                    new: before.new.start..segment.new.end,
                };
                together.truncate(together.len() - 2);
            }
            together.push(segment);
        }
        together
    }

    /// Whether the kept stretch between two changes is too little to stand between them.
    fn swallows(&self, [before, kept, after]: [&Segment; 3]) -> bool {
        if !kept.kept || before.kept || after.kept {
            return false;
        }
        let stretch = &self.old[kept.old.clone()];
        if count(stretch, |class| class != Class::Space) == 0 {
            return true;
        }
        if stretch
            .iter()
            .any(|atom| matches!(atom.class, Class::Object | Class::Pilcrow))
            || ends_sentence(stretch)
            || !self.replaces(before, 1)
            || !self.replaces(after, 1)
        {
            return false;
        }
        let words = count(stretch, Class::is_word);
        let sense = count(stretch, |class| class == Class::Content);
        if words == 0 {
            return true;
        }
        if sense == 0 && words <= 2 {
            return true;
        }
        words <= 2 && sense <= 1 && self.replaces(before, 2) && self.replaces(after, 2)
    }

    /// Whether a change takes out and brings in at least so many words.
    fn replaces(&self, change: &Segment, words: usize) -> bool {
        let has = |atoms: &[Atom]| {
            let mut found = atoms.iter().filter(|atom| atom.class.is_word());
            found.nth(words - 1).is_some()
        };
        has(&self.old[change.old.clone()]) && has(&self.new[change.new.clone()])
    }

    /// Moves a plain insertion or deletion, where its neighbours allow several places, to the
    /// place where a clause begins: `, and X` rather than `X, and`.
    fn slide(&self, segments: &mut [Segment], at: usize) {
        let change = segments[at].clone();
        if change.kept || change.old.is_empty() == change.new.is_empty() {
            return;
        }
        let (atoms, range) = if change.old.is_empty() {
            (self.new, change.new.clone())
        } else {
            (self.old, change.old.clone())
        };
        if count(&atoms[range.clone()], |class| class == Class::Pilcrow) > 0 {
            return;
        }
        let room = |beside: Option<usize>, beyond: Option<usize>| {
            let length = beside
                .and_then(|at| segments.get(at))
                .filter(|segment| segment.kept);
            let length = length.map_or(0, |segment| segment.old.len());
            // Two changes must not come to touch.
            let is_last = beyond.and_then(|at| segments.get(at)).is_none();
            if is_last { length } else { length.saturating_sub(1) }.min(FARTHEST)
        };
        let room_before = room(at.checked_sub(1), at.checked_sub(2));
        let room_after = room(Some(at + 1), Some(at + 2));
        let mut best = (quality(atoms, &range), 0isize);
        let (mut start, mut end) = (range.start, range.end);
        for step in 1..=room_before {
            if atoms[start - 1].key != atoms[end - 1].key {
                break;
            }
            (start, end) = (start - 1, end - 1);
            let candidate = quality(atoms, &(start..end));
            if candidate > best.0 {
                best = (candidate, -isize::try_from(step).unwrap_or(0));
            }
        }
        let (mut start, mut end) = (range.start, range.end);
        for step in 1..=room_after {
            if atoms[start].key != atoms[end].key {
                break;
            }
            (start, end) = (start + 1, end + 1);
            let candidate = quality(atoms, &(start..end));
            if candidate > best.0 {
                best = (candidate, isize::try_from(step).unwrap_or(0));
            }
        }
        shift(segments, at, best.1);
    }
}

fn shift(segments: &mut [Segment], at: usize, by: isize) {
    if by == 0 {
        return;
    }
    let moved = |place: usize| place.checked_add_signed(by).unwrap_or(place);
    if at > 0 {
        let before = &mut segments[at - 1];
        before.old.end = moved(before.old.end);
        before.new.end = moved(before.new.end);
    }
    let change = &mut segments[at];
    change.old = moved(change.old.start)..moved(change.old.end);
    change.new = moved(change.new.start)..moved(change.new.end);
    if let Some(after) = segments.get_mut(at + 1) {
        after.old.start = moved(after.old.start);
        after.new.start = moved(after.new.start);
    }
}

fn is_sign(atom: &Atom, signs: &[&str]) -> bool {
    atom.class == Class::Punctuation
        && atom.runs.first().is_some_and(|run| match &run.kind {
            crate::model::InlineKind::Text(text) => signs.contains(&text.as_str()),
            _ => false,
        })
}

const SENTENCE_ENDS: &[&str] = &[".", ";", ":", "?", "!", "。", "；", "：", "؛", "؟"];
const CLAUSE_STARTS: &[&str] = &[",", "(", "–", "—", "，", "、", "،", "["];

const OPENING: &[&str] = &["(", "[", "（", "“", "«"];
const CLOSING: &[&str] = &[")", "]", "）", "”", "»"];

fn ends_sentence(stretch: &[Atom]) -> bool {
    stretch.iter().any(|atom| is_sign(atom, SENTENCE_ENDS))
}

/// How well a stretch reads as one change.
fn quality(atoms: &[Atom], range: &Range<usize>) -> i32 {
    let stretch = &atoms[range.clone()];
    let (Some(first), Some(last)) = (stretch.first(), stretch.last()) else {
        return 0;
    };
    let before = range.start.checked_sub(1).map(|at| &atoms[at]);
    let mut quality = 0;
    if is_sign(first, CLAUSE_STARTS) {
        quality += 3;
    }
    if is_sign(first, SENTENCE_ENDS) {
        quality -= 3;
    }
    if is_sign(last, CLAUSE_STARTS) && !is_sign(last, &["("]) {
        quality -= 2;
    }
    // Whole sentences go with the space after them.
    let sentence_before =
        before.is_none_or(|atom| is_sign(atom, SENTENCE_ENDS) || atom.class == Class::Space);
    if sentence_before && last.class == Class::Space && stretch.len() > 1 {
        let ended = stretch.iter().rev().find(|atom| atom.class != Class::Space);
        quality += if ended.is_some_and(|atom| is_sign(atom, SENTENCE_ENDS)) {
            4
        } else {
            1
        };
    }
    if is_sign(first, CLOSING) || is_sign(last, OPENING) {
        quality -= 4;
    }
    let of = |signs| stretch.iter().filter(|atom| is_sign(atom, signs)).count();
    if of(OPENING) == of(CLOSING) {
        quality += 2;
    }
    if first.class == Class::Space && last.class != Class::Space {
        quality -= 1;
    }
    quality
}
