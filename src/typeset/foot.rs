//! The notes at the foot of a page: how far they go, and what goes on on the next.

use super::space::Space;
use super::strip::{Strip, cost};

/// A note, and which of its strips.
pub(super) type NotePart = (usize, std::ops::Range<usize>);

/// Notes that are to be placed, in order: which, and from which of their strips.
pub(super) type Waiting = Vec<(usize, usize)>;

/// At least so many strips of a note stand on a page before it is split.
const LEAST_OF_NOTE: usize = 2;

/// The notes of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Foot {
    pub(super) parts: Vec<NotePart>,
    /// The upper edges of their strips, from that of the separator.
    pub(super) tops: Vec<f32>,
    /// Their height, that of the separator counted in.
    pub(super) height: f32,
    /// How many of the notes that waited stand here, at least with their beginnings.
    pub(super) begun: usize,
    /// The notes that go on on the next page.
    pub(super) waiting: Waiting,
}

impl Foot {
    /// Places notes one behind the other in what text leaves of a page.
    pub(super) fn fill(notes: &[Vec<Strip>], waiting: &Waiting, space: Space, separator: f32) -> Self {
        let mut foot = Self {
            height: separator,
            ..Self::default()
        };
        let mut waiting = waiting.iter().copied();
        for (note, from) in waiting.by_ref() {
            let to = foot.place(&notes[note], from, space);
            if to > from {
                foot.parts.push((note, from..to));
            }
            if to > from || notes[note].is_empty() {
                foot.begun += 1;
            }
            if to < notes[note].len() {
                foot.waiting.push((note, to));
                break;
            }
        }
        foot.waiting.extend(waiting);
        if foot.tops.is_empty() {
            foot.height = 0.0;
        }
        foot
    }

    /// A strip of a note that is higher than a page.
    pub(super) fn first_alone(notes: &[Vec<Strip>], waiting: &Waiting) -> Self {
        let mut foot = Self {
            waiting: waiting.clone(),
            ..Self::default()
        };
        if let Some((note, from)) = foot.waiting.first_mut()
            && let Some(strip) = notes[*note].get(*from)
        {
            foot.parts.push((*note, *from..*from + 1));
            foot.tops.push(0.0);
            foot.height = strip.height;
            *from += 1;
        }
        foot.waiting.retain(|&(note, from)| from < notes[note].len());
        foot
    }

    /// Places the strips of a note from `from` on, as far as they go; gives the first that does not
    /// stand here.
    fn place(&mut self, strips: &[Strip], from: usize, space: Space) -> usize {
        let (before, height) = (self.tops.len(), self.height);
        let mut bottoms = Vec::new();
        for strip in strips.iter().skip(from) {
            let top = self.height + if self.tops.is_empty() { 0.0 } else { strip.above };
            if !space.holds(top + strip.height) {
                break;
            }
            self.tops.push(top);
            self.height = top + strip.height;
            bottoms.push(self.height);
        }
        let count = parted(strips, from, from + bottoms.len()) - from;
        self.tops.truncate(before + count);
        self.height = count.checked_sub(1).map_or(height, |last| bottoms[last]);
        from + count
    }
}

/// Where a note is split of which the strips from `from` to `reached` fit: it leaves no line alone,
/// if it can help it.
fn parted(strips: &[Strip], from: usize, reached: usize) -> usize {
    let least = (from + LEAST_OF_NOTE).min(strips.len());
    if reached < least {
        return from;
    }
    let stranded = |at: &usize| strips.get(*at).is_some_and(|strip| strip.cost >= cost::WIDOW);
    (least..=reached)
        .rev()
        .find(|at| !stranded(at))
        .unwrap_or(reached)
}
