//! The grid of a redline's table: its rows, and which places of both versions are one cell.

use std::collections::BTreeMap;
use std::ops::Range;

use super::rows::Line;
use crate::model::{Cell, Extent, Row};

/// The first place of a cell in its version: row and column.
type Place = (usize, usize);

/// A cell of the redline: its first places in the versions that have it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Owner {
    pub(super) old: Option<Place>,
    pub(super) new: Option<Place>,
}

/// What stands in a place of the redline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// A cell begins here.
    Begins(Owner, Extent),
    /// A cell before or above goes over it.
    Covered,
    /// Neither version has anything here.
    Nothing,
}

/// A row of the redline: where it stands in the versions, and what stands in its places.
pub(super) struct UnionRow {
    pub(super) line: Line,
    pub(super) places: Vec<Stand>,
}

/// Of one version, for each of its places the first place of the cell there.
struct Version {
    owners: Vec<Vec<Place>>,
    /// For each row, whether a cell goes over it and the row above.
    joined: Vec<bool>,
}

/// The rows of the redline for these pairs of rows and columns. Rows that cells hold together are
/// struck and inserted together where the two versions do not agree about these cells.
pub(super) fn unite(old: &[Row], new: &[Row], lines: &[Line], columns: &[Line]) -> Vec<UnionRow> {
    let union = Union {
        old: Version::of(old),
        new: Version::of(new),
        columns,
    };
    let mut rows = Vec::with_capacity(lines.len());
    for band in union.bands(lines) {
        let lines = &lines[band];
        let apart = || {
            let struck = lines.iter().filter_map(|line| line.in_old().map(Line::Old));
            let inserted = lines.iter().filter_map(|line| line.in_new().map(Line::New));
            struck.chain(inserted).collect::<Vec<Line>>()
        };
        rows.extend(
            union
                .shaped(lines)
                .or_else(|| union.shaped(&apart()))
                .unwrap_or_default(),
        );
    }
    rows
}

impl Version {
    fn of(rows: &[Row]) -> Self {
        let mut owners: Vec<Vec<Place>> = rows
            .iter()
            .enumerate()
            .map(|(at, row)| (0..row.cells.len()).map(|column| (at, column)).collect())
            .collect();
        let mut joined = vec![false; rows.len()];
        for (at, row) in rows.iter().enumerate() {
            for (column, cell) in row.cells.iter().enumerate() {
                let covered = owners.iter_mut().zip(&mut joined).enumerate();
                for (covered, (owners, joined)) in covered.skip(at).take(cell.extent.rows) {
                    let over = owners.iter_mut().skip(column).take(cell.extent.columns);
                    over.for_each(|owner| *owner = (at, column));
                    *joined |= covered > at;
                }
            }
        }
        Self { owners, joined }
    }

    fn owner(&self, row: Option<usize>, column: Option<usize>) -> Option<Place> {
        self.owners.get(row?)?.get(column?).copied()
    }
}

struct Union<'r> {
    old: Version,
    new: Version,
    columns: &'r [Line],
}

impl Union<'_> {
    /// The rows in groups that no cell of either version goes out of.
    fn bands(&self, lines: &[Line]) -> Vec<Range<usize>> {
        let mut bands = Vec::new();
        let (mut start, mut old, mut new) = (0, 0, 0);
        for (at, line) in lines.iter().enumerate() {
            old += usize::from(line.in_old().is_some());
            new += usize::from(line.in_new().is_some());
            let goes_on = |version: &Version, next: usize| version.joined.get(next).copied().unwrap_or(false);
            if !goes_on(&self.old, old) && !goes_on(&self.new, new) {
                bands.push(start..at + 1);
                start = at + 1;
            }
        }
        bands.extend((start < lines.len()).then_some(start..lines.len()));
        bands
    }

    /// The rows with their cells; none where the versions do not agree which places are one.
    fn shaped(&self, lines: &[Line]) -> Option<Vec<UnionRow>> {
        let owners = self.owners(lines)?;
        let mut cells: BTreeMap<Owner, (Place, Place)> = BTreeMap::new();
        for (row, owners) in owners.iter().enumerate() {
            for (column, owner) in owners.iter().enumerate() {
                if *owner != Owner::default() {
                    let (first, last) = cells.entry(*owner).or_insert(((row, column), (row, column)));
                    *first = (first.0.min(row), first.1.min(column));
                    *last = (last.0.max(row), last.1.max(column));
                }
            }
        }
        let mut places: Vec<Vec<Stand>> = owners
            .iter()
            .map(|owners| vec![Stand::Nothing; owners.len()])
            .collect();
        for (owner, (first, last)) in cells {
            let is_own = |place: &Owner| *place == owner || *place == Owner::default();
            for (row, row_places) in places.iter_mut().enumerate().take(last.0 + 1).skip(first.0) {
                row_places.resize(row_places.len().max(last.1 + 1), Stand::Nothing);
                let theirs = owners[row].iter().take(last.1 + 1).skip(first.1);
                if !theirs.into_iter().all(is_own) {
                    return None;
                }
                row_places[first.1..=last.1].fill(Stand::Covered);
            }
            // A cell whose first row went would have to be written again further down.
            let line = lines[first.0];
            let is_rooted = (owner.old.is_none() || line.in_old().is_some())
                && (owner.new.is_none() || line.in_new().is_some());
            if last.0 > first.0 && !is_rooted {
                return None;
            }
            places[first.0][first.1] = Stand::Begins(
                owner,
                Extent {
                    rows: last.0 + 1 - first.0,
                    columns: last.1 + 1 - first.1,
                },
            );
        }
        let rows = lines.iter().zip(places);
        Some(
            rows.map(|(line, places)| UnionRow { line: *line, places })
                .collect(),
        )
    }

    /// Of each place of the rows, the cell that stands there; none where a cell of one version
    /// would be two of the other.
    fn owners(&self, lines: &[Line]) -> Option<Vec<Vec<Owner>>> {
        let (mut to_new, mut to_old) = (BTreeMap::new(), BTreeMap::new());
        let mut owners = Vec::with_capacity(lines.len());
        for line in lines {
            let mut row: Vec<Owner> = Vec::with_capacity(self.columns.len());
            for column in self.columns {
                let owner = Owner {
                    old: self.old.owner(line.in_old(), column.in_old()),
                    new: self.new.owner(line.in_new(), column.in_new()),
                };
                if let (Some(old), Some(new)) = (owner.old, owner.new)
                    && (*to_new.entry(old).or_insert(new) != new || *to_old.entry(new).or_insert(old) != old)
                {
                    return None;
                }
                row.push(owner);
            }
            let is_nothing = |owner: &mut Owner| *owner == Owner::default();
            while row.pop_if(is_nothing).is_some() {}
            owners.push(row);
        }
        for owner in owners.iter_mut().flatten() {
            let old = owner.old.or_else(|| to_old.get(&owner.new?).copied());
            let new = owner.new.or_else(|| to_new.get(&owner.old?).copied());
            *owner = Owner { old, new };
        }
        Some(owners)
    }
}

/// The cell of a version that a place begins.
pub(super) fn cell(rows: &[Row], place: Option<Place>) -> Option<&Cell> {
    let (row, column) = place?;
    rows.get(row)?.cells.get(column)
}
