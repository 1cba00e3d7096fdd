//! How deep a paragraph stands, told by where its text begins on the page.

use super::draft::Kind;

/// What the next paragraph may stand inside.
#[derive(Debug, Default)]
pub(super) struct Levels {
    /// Where the text of open clauses begins, in twentieths of a point, outermost first.
    open: Vec<i32>,
}

/// Distances that differ by less are the same.
const SAME: i32 = 100;

/// A clause stands so deep at most.
const DEEPEST: usize = 8;

impl Levels {
    /// The depth of a paragraph whose text begins here.
    pub(super) fn place(&mut self, kind: Kind, left: i32) -> u8 {
        match kind {
            Kind::Clause => {
                while self
                    .open
                    .last()
                    .is_some_and(|open| *open > left.saturating_sub(SAME))
                {
                    self.open.pop();
                }
                let depth = self.open.len().min(DEEPEST);
                self.open.push(left);
                depth as u8
            }
            Kind::Paragraph if left >= SAME => {
                // What begins where a clause's text does goes on with it.
                while self
                    .open
                    .last()
                    .is_some_and(|open| *open >= left.saturating_add(SAME))
                {
                    self.open.pop();
                }
                self.open.len().min(DEEPEST) as u8
            }
            Kind::Paragraph => {
                self.open.clear();
                0
            }
            Kind::NumberLine | Kind::Title | Kind::PlaceDate | Kind::Heading(_) | Kind::Call | Kind::Rule => {
                self.open.clear();
                0
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_further_in_is_inside() {
        let mut levels = Levels::default();
        let mut place = |kind, left| levels.place(kind, left);
        let depths = [
            place(Kind::Clause, 0),
            place(Kind::Clause, 794),
            place(Kind::Paragraph, 794),
            place(Kind::Clause, 1191),
            place(Kind::Clause, 794),
            place(Kind::Clause, 0),
            place(Kind::Call, 794),
            place(Kind::Clause, 794),
        ];
        assert_eq!(depths, [0, 1, 2, 2, 1, 0, 0, 0]);
    }
}
