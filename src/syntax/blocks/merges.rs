//! Which places of a table are one cell: `<` is one with the place before it, `^` with the one
//! above.

use std::collections::BTreeMap;

use crate::model::Extent;

/// The place of a cell: its row and column.
pub(super) type Place = (usize, usize);

/// What a cell says that is one with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// `<`
    Before,
    /// `^`
    Above,
}

impl Sign {
    pub(super) fn character(self) -> char {
        match self {
            Self::Before => '<',
            Self::Above => '^',
        }
    }
}

/// Why a sign is the character that it is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    NothingBefore,
    NothingAbove,
    /// The places that would be one cell are no rectangle.
    Shape,
}

/// The cells of a table.
#[derive(Debug, Default)]
pub(super) struct Merges {
    /// Of each place, the first place of its cell.
    owners: BTreeMap<Place, Place>,
    /// The extents of the cells that go over several places, by their first.
    extents: BTreeMap<Place, Extent>,
    /// The signs that are characters, one for each slip.
    pub(super) faults: Vec<(Place, Fault)>,
}

impl Merges {
    /// Of the signs that a table's places hold, row by row; the head and what is under it have no
    /// cell in common.
    pub(super) fn of(signs: &[Vec<Option<Sign>>], head_rows: usize) -> Self {
        let mut merges = Self::default();
        let mut cells: BTreeMap<Place, Vec<Place>> = BTreeMap::new();
        for (row, signs_of_row) in signs.iter().enumerate() {
            for (column, sign) in signs_of_row.iter().enumerate() {
                let Some(sign) = sign else { continue };
                let place = (row, column);
                let joined = match sign {
                    Sign::Before => column.checked_sub(1).map(|before| (row, before)),
                    Sign::Above => row
                        .checked_sub(1)
                        .filter(|_| row != head_rows)
                        .filter(|&above| column < signs[above].len())
                        .map(|above| (above, column)),
                };
                let Some(joined) = joined else {
                    let fault = match sign {
                        Sign::Before => Fault::NothingBefore,
                        Sign::Above => Fault::NothingAbove,
                    };
                    merges.faults.push((place, fault));
                    continue;
                };
                let owner = merges.owner(joined);
                merges.owners.insert(place, owner);
                cells.entry(owner).or_default().push(place);
            }
        }
        for (owner, places) in cells {
            match extent(owner, &places) {
                Some(extent) => {
                    merges.extents.insert(owner, extent);
                }
                None => {
                    for place in &places {
                        merges.owners.remove(place);
                    }
                    merges
                        .faults
                        .extend(places.first().map(|&place| (place, Fault::Shape)));
                }
            }
        }
        merges.faults.sort_by_key(|(place, _)| *place);
        merges
    }

    /// The first place of the cell that a place is part of.
    pub(super) fn owner(&self, place: Place) -> Place {
        self.owners.get(&place).copied().unwrap_or(place)
    }

    /// How many places the cell goes over that begins here.
    pub(super) fn extent(&self, place: Place) -> Extent {
        self.extents.get(&place).copied().unwrap_or(Extent::ONE)
    }
}

/// The extent of a cell of its first place and these others; none where they are no rectangle.
fn extent(owner: Place, others: &[Place]) -> Option<Extent> {
    let last = others
        .iter()
        .fold(owner, |last, place| (last.0.max(place.0), last.1.max(place.1)));
    let extent = Extent {
        rows: last.0 + 1 - owner.0,
        columns: last.1 + 1 - owner.1,
    };
    // None is above or before the first, and none stands twice, so counting them tells.
    (extent.rows * extent.columns == others.len() + 1).then_some(extent)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merges(rows: &[&str], head_rows: usize) -> Merges {
        let sign = |c: char| match c {
            '<' => Some(Sign::Before),
            '^' => Some(Sign::Above),
            _ => None,
        };
        let signs: Vec<_> = rows.iter().map(|row| row.chars().map(sign).collect()).collect();
        Merges::of(&signs, head_rows)
    }

    #[test]
    fn a_rectangle_is_one_cell_whichever_sign_its_places_hold() {
        for rows in [["a<b", "^^c"], ["a<b", "^<c"]] {
            let merges = merges(&rows, 0);
            assert_eq!(merges.extent((0, 0)), Extent { columns: 2, rows: 2 });
            assert_eq!(merges.owner((1, 1)), (0, 0));
            assert_eq!(merges.faults, []);
        }
    }

    #[test]
    fn what_cannot_be_joined_is_a_character() {
        assert_eq!(merges(&["<a"], 0).faults, [((0, 0), Fault::NothingBefore)]);
        assert_eq!(merges(&["^a"], 0).faults, [((0, 0), Fault::NothingAbove)]);
        assert_eq!(merges(&["ab", "^c"], 1).faults, [((1, 0), Fault::NothingAbove)]);
        assert_eq!(merges(&["a", "b^"], 0).faults, [((1, 1), Fault::NothingAbove)]);
    }

    #[test]
    fn a_shape_that_is_no_rectangle_is_one_slip_and_no_cell() {
        for rows in [["a<b", "^cd"], ["ab<", "cd^"]] {
            let merges = merges(&rows, 0);
            assert_eq!(merges.faults.len(), 1, "{rows:?}");
            assert_eq!(merges.extents, BTreeMap::new(), "{rows:?}");
        }
    }

    #[test]
    fn a_character_is_a_cell_that_others_may_join() {
        let merges = merges(&["<<"], 0);
        assert_eq!(merges.extent((0, 0)), Extent { columns: 2, rows: 1 });
        assert_eq!(merges.faults.len(), 1);
    }
}
