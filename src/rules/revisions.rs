//! When resolutions were adopted and revised, as far as the program knows.

use crate::house::Body;

/// Facts only: the body, the kind as citations have it in English, the number, and the years.
const TABLE: &str = include_str!("revisions.tsv");

/// The years in which a text was adopted and revised, the first first.
pub(super) fn adoptions(body: Body, kind: &str, number: &str) -> Option<Vec<u16>> {
    let kind = match kind {
        "résolution" | "resolución" | "резолюция" => "resolution",
        other => other,
    };
    let row = TABLE.lines().skip(1).find_map(|line| {
        let mut cells = line.split('\t');
        let is_it = body_of(cells.next()?) == Some(body) && cells.next()? == kind && cells.next()? == number;
        is_it.then_some(cells)
    })?;
    Some(
        row.flat_map(|years| years.split(' '))
            .filter_map(|year| year.parse().ok())
            .collect(),
    )
}

fn body_of(name: &str) -> Option<Body> {
    Some(match name {
        "PP" => Body::Plenipotentiary,
        "WTSA" => Body::Standardization,
        "WTDC" => Body::Development,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::Conference;

    #[test]
    fn every_row_is_of_conferences_that_met() {
        for line in TABLE.lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let body = body_of(cells[0]).expect("a body");
            let years = adoptions(body, cells[1], cells[2]).expect("the row");
            assert!(years.len() > 1 && years.is_sorted(), "{line}");
            for year in years {
                assert!(Conference::of_body(body, year).is_some(), "{line}: {year}");
            }
        }
    }
}
