//! Where each character of a comparison stands in the source and in what came back, and the state that
//! it gets.

use std::ops::Range;

use super::super::origins::Units;
use super::seams;
use super::signs::Signs;
use crate::model::visit::Spot;
use crate::model::{ChangeId, Document, Revision, View, same_hands};

/// What becomes of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is in this state.
    Stays(Revision),
    /// It was brought in without a mark.
    Came(Revision),
    /// It was taken out without a mark.
    Went(Revision),
    /// Its change was decided so that it is no more.
    Gone,
}

/// The units of a comparison, one after the other.
pub(super) struct Trace {
    fates: Vec<Fate>,
    /// The unit of the source that each is.
    kept: Vec<Option<usize>>,
    /// The states of the source's units.
    kept_states: Vec<Revision>,
    /// The states of the comparison's own.
    compared: Vec<Revision>,
    /// The states of the spaces before each in the source and in what came back, where there are any.
    kept_spaces: Vec<Option<Revision>>,
    back_spaces: Vec<Option<Revision>>,
    /// Where the units of the source's blocks and paragraphs of notes stand.
    places: Vec<(Spot, Range<usize>)>,
    /// The place of each unit of the source.
    places_of: Vec<Spot>,
    shared: f64,
}

impl Trace {
    /// Of `compared`, which was made of both documents without their marks.
    pub(super) fn of(
        kept: &Document,
        back: &Document,
        (bare_kept, bare_back): (&Document, &Document),
        compared: &Document,
    ) -> Option<Self> {
        let units = Units::of(compared);
        let count = units.states.len();
        let places = |view: View, bare: &Document| -> Option<Vec<Option<usize>>> {
            let (read, written) = (units.order(view), Units::of(bare).order(View::Final));
            let mut places = vec![None; count];
            for (&unit, &place) in read.iter().zip(&written) {
                places[unit] = Some(place);
            }
            (read.len() == written.len()).then_some(places)
        };
        let mut from_kept = places(View::Original, bare_kept)?;
        let from_back = places(View::Final, bare_back)?;
        let kept_states = Units::of(kept).states;
        let back_states = Units::of(back).states;
        let (signs_kept, signs_back) = (Signs::of(kept), Signs::of(back));
        let state = |places: &[Option<usize>], states: &[Revision], unit: usize| {
            places[unit].and_then(|at| states.get(at).copied())
        };
        let came = |unit: usize| state(&from_back, &back_states, unit).filter(|_| from_kept[unit].is_none());
        let went = |unit: usize| state(&from_kept, &kept_states, unit).filter(|_| from_back[unit].is_none());
        // What the source has of such a pair stands where the file has it.
        for (own, theirs) in seams::pairs(compared, &units, came, went) {
            from_kept[theirs] = from_kept[own].take();
        }
        let fate = |unit: usize| {
            let own = state(&from_kept, &kept_states, unit);
            let theirs = state(&from_back, &back_states, unit);
            match (own, theirs) {
                // What both texts stand for is told by what refers to it.
                (Some(alone), None) | (None, Some(alone)) if units.states[unit].is_none() => {
                    Fate::Stays(alone)
                }
                (own, theirs) => fate(kept, own, theirs),
            }
        };
        let common = (0..count).filter(|&unit| from_kept[unit].is_some() && from_back[unit].is_some());
        // One that was cut short or grew is still the same.
        let least = kept_states.len().min(back_states.len()).max(1);
        let shared = common.count() as f64 / least as f64;
        let spaces_of = |all: &Signs, places: &[Option<usize>]| -> Vec<Option<Revision>> {
            let places = places.iter();
            places
                .map(|place| all.signs.get((*place)?)?.space_before)
                .collect()
        };
        let kept_places = Units::of(kept).places();
        let mut in_order: Vec<&(Spot, Range<usize>)> = kept_places.iter().collect();
        in_order.sort_by_key(|(_, range)| range.start);
        let places_of = in_order
            .iter()
            .flat_map(|(spot, range)| std::iter::repeat_n(*spot, range.len()));
        Some(Self {
            places_of: places_of.collect(),
            fates: (0..count).map(fate).collect(),
            kept_spaces: spaces_of(&signs_kept, &from_kept),
            back_spaces: spaces_of(&signs_back, &from_back),
            places: kept_places,
            kept: from_kept,
            kept_states,
            compared: units.states.clone(),
            shared,
        })
    }

    /// How much of the shorter of both documents stands in the other, from 0 to 1.
    pub(super) fn shared(&self) -> f64 {
        self.shared
    }

    pub(super) fn fate(&self, unit: usize) -> Fate {
        self.fates.get(unit).copied().unwrap_or(Fate::Gone)
    }

    /// The unit of the source.
    pub(super) fn kept(&self, unit: usize) -> Option<usize> {
        self.kept.get(unit).copied().flatten()
    }

    /// The state of the space between a unit and the one before it, where both documents tell it: the
    /// source's where nothing around it changed.
    pub(super) fn space_before(&self, unit: usize) -> Option<Revision> {
        let before = unit.checked_sub(1)?;
        let is_kept = |unit: usize| {
            let kept = self.kept(unit)?;
            (self.fate(unit) == Fate::Stays(self.kept_states[kept])).then_some(kept)
        };
        let own = self.kept_spaces.get(unit).copied().flatten();
        match (is_kept(before), is_kept(unit)) {
            (Some(one), Some(other)) if one + 1 == other && own.is_some() => own,
            _ => self.back_spaces.get(unit).copied().flatten(),
        }
    }

    /// What the comparison itself says of a unit.
    pub(super) fn compared(&self, unit: usize) -> Revision {
        self.compared.get(unit).copied().unwrap_or(Revision::NONE)
    }

    /// Where a unit of the source stands.
    pub(super) fn place(&self, kept: usize) -> Option<Spot> {
        self.places_of.get(kept).copied()
    }

    /// Whether some units are all those of a place of the source, in the states that they have there.
    pub(super) fn is_untouched(&self, units: Range<usize>, place: Spot) -> bool {
        let at = self
            .places
            .binary_search_by_key(&place.order(), |(spot, _)| spot.order());
        let Ok(at) = at else { return false };
        let kept = self.places[at].1.clone();
        kept.len() == units.len()
            && kept.zip(units).all(|(kept, unit)| {
                self.kept(unit) == Some(kept) && self.fate(unit) == Fate::Stays(self.kept_states[kept])
            })
    }
}

/// What becomes of something that is in one state in the source and in another in what came back.
fn fate(register: &Document, own: Option<Revision>, theirs: Option<Revision>) -> Fate {
    match (own, theirs) {
        (Some(own), Some(theirs)) => Fate::Stays(both(register, own, theirs)),
        (None, Some(theirs)) if theirs.inserted.is_some() => Fate::Stays(theirs),
        (None, Some(theirs)) => Fate::Came(theirs),
        (Some(own), None) if own.is_none() => Fate::Went(own),
        (Some(_), None) | (None, None) => Fate::Gone,
    }
}

/// The state in what came back; a change of the same hands is the source's.
fn both(register: &Document, own: Revision, theirs: Revision) -> Revision {
    let same = |own: Option<ChangeId>, theirs: Option<ChangeId>| {
        let theirs = theirs?;
        let is_same =
            |own: &ChangeId| same_hands(&register.change(*own).hands, &register.change(theirs).hands);
        own.filter(is_same).or(Some(theirs))
    };
    Revision {
        inserted: same(own.inserted, theirs.inserted),
        deleted: same(own.deleted, theirs.deleted),
    }
}
