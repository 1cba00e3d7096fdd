//! Which strips stand on which page and where, and which notes under them.
//!
//! Pages are filled one after another. Among the places where a page may end, the one is taken
//! that costs least: blank space at the foot against a stranded line, heading or note. For each of
//! them text and notes are laid out on the page as they would stand there ([`Space`]), and the
//! page is drawn from that layout: nobody adds heights up a second time.

use std::ops::Range;

use super::foot::{Foot, NotePart, Waiting};
use super::space::Space;
use super::strip::{Strip, cost};

/// The room of a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Room {
    /// Height for text and notes.
    pub(crate) height: f32,
    /// Height of the separator over notes, its spaces counted in.
    pub(crate) separator: f32,
    /// Height of a line of text: blank space is counted in these.
    pub(crate) line: f32,
    /// Whether the space above the first strip is kept, as Word does on a document's first page.
    pub(crate) keeps_space: bool,
    /// What a space of weight 1 may grow by, so that the text of a full page reaches its foot.
    pub(crate) growth: f32,
}

/// What stands on a page. Edges are measured from the upper edge of its room.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Plan {
    /// The table whose head is repeated at the top.
    pub(crate) repeats: Option<usize>,
    /// The strips of the text,
    pub(crate) body: Range<usize>,
    /// and the upper edge of each.
    pub(crate) tops: Vec<f32>,
    /// The notes under it,
    pub(super) notes: Vec<NotePart>,
    /// and the upper edges of their strips, one note behind the other.
    pub(crate) note_tops: Vec<f32>,
}

/// What is to be placed.
pub(crate) struct Stack<'a> {
    pub(crate) strips: &'a [Strip],
    pub(crate) notes: &'a [Vec<Strip>],
    /// For each table the height of its head where it is repeated, else 0.
    pub(crate) heads: &'a [f32],
}

/// This part of a page is left to the text at least, while there is text, by notes that go on for
/// longer than a page.
const TEXT_OVER_NOTES: f32 = 1.0 / 3.0;

/// Stacks everything on pages; `room` gives that of a page by its index.
pub(crate) fn build(stack: &Stack<'_>, room: impl Fn(usize) -> Room) -> Vec<Plan> {
    let mut plans = Vec::new();
    let mut carried = Waiting::new();
    let mut at = 0;
    while at < stack.strips.len() || !carried.is_empty() || plans.is_empty() {
        let page = Page {
            stack,
            at,
            room: room(plans.len()),
            carried: &carried,
        };
        let filled = page.fill();
        let plan = page.plan(&filled);
        at = plan.body.end;
        carried = filled.foot.waiting;
        plans.push(plan);
    }
    plans
}

/// A page that is to be filled.
struct Page<'s> {
    stack: &'s Stack<'s>,
    /// The first strip of its text.
    at: usize,
    room: Room,
    /// The notes that go on from the page before.
    carried: &'s Waiting,
}

/// A page as it is filled.
struct Filled {
    repeats: Option<usize>,
    /// The upper edges of its strips.
    tops: Vec<f32>,
    foot: Foot,
    /// What is left blank above the foot.
    blank: f32,
}

impl Page<'_> {
    fn fill(&self) -> Filled {
        let head = repeated(self.stack, self.at);
        let filled = self.cheapest(head);
        // A head that leaves no room for what is under it is not repeated, nor one under which lines are
        // parted that would stand together without it.
        let filled = match head {
            Some(_) if filled.as_ref().is_none_or(|filled| self.parts_kept(filled)) => {
                let bare = self.cheapest(None);
                match bare.as_ref().is_some_and(|bare| !self.parts_kept(bare)) {
                    true => bare,
                    false => filled.or(bare),
                }
            }
            _ => filled,
        };
        filled.unwrap_or_else(|| self.first_alone())
    }

    /// Whether a page ends between lines that stay together.
    fn parts_kept(&self, filled: &Filled) -> bool {
        let next = self.stack.strips.get(self.at + filled.tops.len());
        next.is_some_and(|next| !next.opens_page && next.cost >= cost::KEPT_LINES)
    }

    /// The page that costs least of those that hold what stands on them and begin all its notes.
    fn cheapest(&self, head: Option<usize>) -> Option<Filled> {
        let strips = self.stack.strips;
        let mut space = Space::new(self.room.height);
        if let Some(table) = head {
            space.take(0.0, self.stack.heads[table])?;
        }
        let mut best: Option<(f32, usize, Foot, f32)> = None;
        let mut consider = |end: usize, space: &Space, foot: Foot| {
            let blank = space.free() - foot.height;
            let cost = self.cost(end, space, &foot, blank);
            if best.as_ref().is_none_or(|(least, ..)| cost <= *least) {
                best = Some((cost, end, foot, blank));
            }
        };
        let mut notes = self.carried.clone();
        let mut tops = Vec::new();
        if !notes.is_empty() {
            consider(self.at, &space, self.foot(&notes, space)?);
        }
        for (end, strip) in strips.iter().enumerate().skip(self.at) {
            // Notes of an instrument that begins its own page end before the next.
            if strip.opens_page && (end > self.at || !self.carried.is_empty()) {
                break;
            }
            let keeps_space = self.room.keeps_space && head.is_none();
            let above = if end > self.at || keeps_space {
                strip.above
            } else {
                0.0
            };
            let Some(top) = space.take(above, strip.height) else {
                break;
            };
            tops.push(top);
            notes.extend(strip.notes.iter().map(|note| (*note, 0)));
            let Some(foot) = self.foot(&notes, space) else {
                break;
            };
            if strip.below <= 0.0 {
                consider(end + 1, &space, foot);
                continue;
            }
            let mut ended = space;
            if ended.take(0.0, strip.below).is_some()
                && let Some(foot) = self.foot(&notes, ended)
            {
                consider(end + 1, &ended, foot);
            }
        }
        let (_, end, foot, blank) = best?;
        tops.truncate(end - self.at);
        Some(Filled {
            repeats: head,
            tops,
            foot,
            blank,
        })
    }

    /// The notes as they stand under text; none where one of its own does not even begin.
    fn foot(&self, notes: &Waiting, space: Space) -> Option<Foot> {
        if notes.is_empty() {
            return Some(Foot::default());
        }
        let foot = Foot::fill(self.stack.notes, notes, space, self.room.separator);
        let begin = foot.begun >= notes.len() || self.carried.len() == notes.len() && foot.begun > 0;
        begin.then_some(foot)
    }

    /// What it costs to end the page before a strip.
    fn cost(&self, end: usize, space: &Space, foot: &Foot, blank: f32) -> f32 {
        let next = self.stack.strips.get(end).filter(|next| !next.opens_page);
        let mut cost = match next {
            Some(next) if end > self.at => next.cost + self.blank(blank),
            Some(_) => self.blank(blank),
            None => 0.0,
        };
        if let Some(&(note, from)) = foot.waiting.first() {
            cost += cost::SPLIT_NOTE + self.stack.notes[note][from].cost;
            cost -= cost::NOTE_LINE * foot.tops.len() as f32;
            if next.is_some() {
                cost += self.blank(self.room.height * TEXT_OVER_NOTES - space.text());
            }
        }
        cost
    }

    /// What blank space costs.
    fn blank(&self, free: f32) -> f32 {
        let lines = free.max(0.0) / self.room.line;
        (cost::BLANK_LINE * lines * lines).min(cost::BLANK_PAGE)
    }

    /// A page for what no page can hold: a strip higher than that, or one with more notes than can
    /// begin under it. It stands alone, and its notes go on behind it.
    fn first_alone(&self) -> Filled {
        let mut space = Space::new(self.room.height);
        let mut tops = Vec::new();
        let mut notes = self.carried.clone();
        if notes.is_empty()
            && let Some(strip) = self.stack.strips.get(self.at)
        {
            tops.push(0.0);
            if space.take(0.0, strip.height).is_none() {
                space.take_all();
            }
            notes.extend(strip.notes.iter().map(|note| (*note, 0)));
        }
        let mut foot = Foot::fill(self.stack.notes, &notes, space, self.room.separator);
        if tops.is_empty() && foot.tops.is_empty() {
            foot = Foot::first_alone(self.stack.notes, &notes);
        }
        Filled {
            repeats: None,
            tops,
            foot,
            blank: 0.0,
        }
    }

    /// Says where everything stands; the spaces of a full page grow till its text reaches the foot.
    fn plan(&self, filled: &Filled) -> Plan {
        let end = self.at + filled.tops.len();
        let strips = &self.stack.strips[self.at..end];
        let goes_on = self.stack.strips.get(end).is_some_and(|next| !next.opens_page);
        let weight: f32 = strips.iter().skip(1).map(|strip| strip.stretch).sum();
        let growth = if goes_on && weight > 0.0 {
            (filled.blank.max(0.0) / weight).min(self.room.growth)
        } else {
            0.0
        };
        let mut grown = 0.0;
        let tops = strips
            .iter()
            .zip(&filled.tops)
            .enumerate()
            .map(|(index, (strip, top))| {
                grown += if index > 0 { strip.stretch * growth } else { 0.0 };
                top + grown
            });
        let tops = tops.collect();
        let foot = (self.room.height - filled.foot.height).max(0.0);
        Plan {
            repeats: filled.repeats,
            body: self.at..end,
            tops,
            notes: filled.foot.parts.clone(),
            note_tops: filled.foot.tops.iter().map(|top| foot + top).collect(),
        }
    }
}

/// The table whose head stands above a page that starts with this strip.
fn repeated(stack: &Stack<'_>, at: usize) -> Option<usize> {
    let slice = stack.strips.get(at)?.slice?;
    (!slice.head && stack.heads[slice.table] > 0.0).then_some(slice.table)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::strip::Slice;
    use super::*;

    const ROOM: Room = Room {
        height: 100.0,
        separator: 10.0,
        line: 10.0,
        keeps_space: false,
        growth: 0.0,
    };

    fn line(cost: f32) -> Strip {
        Strip {
            height: 10.0,
            cost,
            ..Strip::default()
        }
    }

    fn noted(note: usize) -> Strip {
        Strip {
            notes: vec![note],
            ..line(0.0)
        }
    }

    fn stacked<'s>(strips: &'s [Strip], notes: &'s [Vec<Strip>]) -> Stack<'s> {
        Stack {
            strips,
            notes,
            heads: &[],
        }
    }

    fn built(strips: &[Strip], notes: &[Vec<Strip>]) -> Vec<Plan> {
        build(&stacked(strips, notes), |_| ROOM)
    }

    fn ends(plans: &[Plan]) -> Vec<usize> {
        plans.iter().map(|plan| plan.body.end).collect()
    }

    #[test]
    fn a_heading_goes_to_the_next_page_with_its_text() {
        let mut strips = vec![line(0.0); 14];
        // The ninth is a heading, the tenth and eleventh the lines of the paragraph under it.
        strips[9].cost = cost::KEPT_NEXT;
        strips[10].cost = cost::WIDOW;
        assert_eq!(ends(&built(&strips, &[])), [8, 14]);
    }

    #[test]
    fn no_first_or_last_line_stands_alone() {
        let mut strips = vec![line(0.0); 13];
        // A paragraph of four lines, from the eighth to the eleventh: two lines on each page.
        strips[8].cost = cost::WIDOW;
        strips[9].cost = cost::LINE;
        strips[10].cost = cost::WIDOW;
        assert_eq!(ends(&built(&strips, &[])), [9, 13]);
    }

    #[test]
    fn what_stays_together_is_not_parted_for_a_page_that_is_nearly_blank() {
        let mut strips = vec![line(cost::KEPT_LINES); 63];
        strips[..6].fill(line(0.0));
        let tall = Room {
            height: 600.0,
            ..ROOM
        };
        let plans = build(&stacked(&strips, &[]), |_| tall);
        assert_eq!(ends(&plans), [5, 63]);
    }

    #[test]
    fn a_note_stands_on_the_page_of_its_mark() {
        let mut strips = vec![line(0.0); 12];
        strips[7] = noted(0);
        let plans = built(&strips, &[vec![line(0.0)]]);
        assert_eq!(ends(&plans), [8, 12]);
        assert_eq!(plans[0].notes, [(0, 0..1)]);
        assert_eq!(plans[1].notes, []);
    }

    #[test]
    fn a_mark_moves_on_rather_than_leave_its_note_behind() {
        let mut strips = vec![line(0.0); 12];
        strips[8] = noted(0);
        let plans = built(&strips, &[vec![line(0.0); 2]]);
        assert_eq!(ends(&plans), [8, 12]);
        assert_eq!(plans[0].notes, []);
        assert_eq!(plans[1].notes, [(0, 0..2)]);
    }

    #[test]
    fn a_note_of_many_pages_goes_on_under_text_on_each() {
        let mut strips = vec![line(0.0); 30];
        strips[2] = noted(0);
        let plans = built(&strips, &[vec![line(0.0); 40]]);
        let placed: usize = plans
            .iter()
            .flat_map(|plan| &plan.notes)
            .map(|(_, range)| range.len())
            .sum();
        assert_eq!(placed, 40);
        assert!(plans[0].body.contains(&2) && !plans[0].notes.is_empty());
        assert!(plans[1].notes[0].1.start > 0 && !plans[1].body.is_empty());
        assert_eq!(plans.last().map(|plan| plan.body.end), Some(30));
    }

    #[test]
    fn no_mark_leaves_its_note_for_the_next_page() {
        let strips: Vec<Strip> = (0..8)
            .map(|line| Strip {
                notes: (line * 3..line * 3 + 3).collect(),
                ..super::tests::line(0.0)
            })
            .collect();
        let plans = built(&strips, &vec![vec![line(0.0)]; 24]);
        for plan in &plans {
            let marks: Vec<usize> = strips[plan.body.clone()]
                .iter()
                .flat_map(|strip| &strip.notes)
                .copied()
                .collect();
            let notes: Vec<usize> = plan.notes.iter().map(|(note, _)| *note).collect();
            assert_eq!(marks, notes);
        }
    }

    #[test]
    fn five_hundred_notes_on_one_line_all_find_a_place() {
        let strips = vec![
            Strip {
                notes: (0..500).collect(),
                ..line(0.0)
            },
            line(0.0),
        ];
        let plans = built(&strips, &vec![vec![line(0.0)]; 500]);
        let placed: usize = plans
            .iter()
            .flat_map(|plan| &plan.notes)
            .map(|(_, range)| range.len())
            .sum();
        assert_eq!(placed, 500);
        assert!(plans.len() < 100, "{}", plans.len());
    }

    #[test]
    fn the_space_above_the_first_strip_is_counted_where_it_is_kept() {
        let mut strips = vec![line(0.0); 10];
        strips[0].above = 30.0;
        strips[1] = noted(0);
        let stack = Stack {
            strips: &strips,
            notes: &[vec![line(0.0)]],
            heads: &[],
        };
        let kept = |page| Room {
            keeps_space: page == 0,
            ..ROOM
        };
        let plans = build(&stack, kept);
        assert_eq!(ends(&plans), [5, 10]);
        assert_eq!(plans[0].tops, [30.0, 40.0, 50.0, 60.0, 70.0]);
        assert_eq!(plans[0].note_tops, [90.0]);
    }

    #[test]
    fn a_picture_waits_till_the_notes_before_it_have_ended() {
        let mut strips = vec![line(0.0); 4];
        strips[2] = noted(0);
        strips[3].height = 90.0;
        let plans = built(&strips, &[vec![line(0.0); 8]]);
        assert_eq!(plans[1].body, 3..3);
        assert_eq!(ends(&plans), [3, 3, 4]);
    }

    #[test]
    fn a_head_is_not_repeated_where_it_would_part_a_short_row() {
        let slice = |row: usize, first: bool, last: bool| Slice {
            table: 0,
            row,
            first,
            last,
            head: row == 0,
        };
        let mut strips: Vec<Strip> = (0..8)
            .map(|at| Strip {
                slice: Some(slice(0, at == 0, at == 7)),
                ..line(if at == 0 { 0.0 } else { cost::KEPT_LINES })
            })
            .collect();
        for row in 1..4 {
            for at in 0..4 {
                strips.push(Strip {
                    slice: Some(slice(row, at == 0, at == 3)),
                    ..line(if at == 0 { 0.0 } else { cost::KEPT_LINES })
                });
            }
        }
        let stack = Stack {
            strips: &strips,
            notes: &[],
            heads: &[80.0],
        };
        let plans = build(&stack, |_| ROOM);
        assert_eq!(ends(&plans), [8, 16, 20]);
        assert!(plans.iter().all(|plan| plan.repeats.is_none()), "{plans:?}");
    }

    #[test]
    fn a_mark_waits_till_a_long_note_leaves_room_for_its_own() {
        let mut strips = vec![line(0.0); 8];
        strips[1] = noted(0);
        strips[3] = noted(1);
        let plans = built(&strips, &[vec![line(0.0); 30], vec![line(0.0)]]);
        let begins = plans.iter().find(|plan| plan.notes.contains(&(1, 0..1)));
        assert!(begins.is_some_and(|plan| plan.body.contains(&3)), "{plans:?}");
    }

    #[test]
    fn a_full_page_grows_above_a_heading_and_never_below() {
        let mut strips = vec![line(0.0); 12];
        for (at, stretch) in [(2, 1.0), (4, 2.0), (5, 0.0)] {
            strips[at].above = 2.0;
            strips[at].stretch = stretch;
        }
        strips[9].cost = cost::KEPT_NEXT;
        strips[10].cost = cost::WIDOW;
        let plans = build(&stacked(&strips, &[]), |_| Room { growth: 9.0, ..ROOM });
        assert_eq!(plans[0].body, 0..8);
        let expected = [0.0, 10.0, 26.0, 36.0, 54.0, 66.0, 80.0, 90.0];
        let near = |(a, b): (&f32, &f32)| (a - b).abs() < 5.0;
        assert!(
            plans[0].tops.iter().zip(&expected).all(near),
            "{:?}",
            plans[0].tops
        );
        assert!((plans[0].tops[5] - plans[0].tops[4] - 12.0).abs() < 0.01);
        assert!((plans[0].tops[7] - 90.0).abs() < 0.01);
    }

    fn any_strip(notes: std::ops::Range<usize>) -> impl Strategy<Value = Strip> {
        let height = prop_oneof![9 => 4.0_f32..20.0, 1 => 20.0_f32..130.0];
        let above = prop_oneof![2 => Just(0.0_f32), 1 => 0.0_f32..30.0];
        let cost = prop_oneof![
            Just(0.0),
            Just(cost::LINE),
            Just(cost::WIDOW),
            Just(cost::KEPT_NEXT)
        ];
        let notes = prop_oneof![4 => Just(Vec::new()), 1 => prop::collection::vec(notes, 1..4)];
        let opens = prop::bool::weighted(0.05);
        (height, above, 0.0_f32..2.0, cost, notes, opens).prop_map(
            |(height, above, stretch, cost, notes, opens_page)| Strip {
                height,
                above,
                stretch,
                cost,
                notes,
                opens_page,
                ..Strip::default()
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Whatever is to be placed: all of it is, in order, and nothing stands on anything else or
        /// beyond the foot, unless it is higher than the page and stands alone.
        #[test]
        fn nothing_stands_on_anything_else(
            mut strips in prop::collection::vec(any_strip(0..12), 0..60),
            mut notes in prop::collection::vec(prop::collection::vec(any_strip(0..1), 0..30), 12),
            growth in 0.0_f32..20.0,
        ) {
            let mut seen = std::collections::BTreeSet::new();
            strips.iter_mut().for_each(|strip| strip.notes.retain(|note| seen.insert(*note)));
            notes.iter_mut().flatten().for_each(|strip| strip.notes.clear());
            let stack = Stack { strips: &strips, notes: &notes, heads: &[] };
            let plans = build(&stack, |page| Room { keeps_space: page == 0, growth, ..ROOM });
            let mut at = 0;
            let mut reached = vec![0; notes.len()];
            for plan in &plans {
                prop_assert_eq!(plan.body.start, at);
                at = plan.body.end;
                let mut edge = 0.0;
                let placed = strips[plan.body.clone()].iter().zip(&plan.tops);
                let dealt = plan.notes.iter().flat_map(|(note, range)| &notes[*note][range.clone()]);
                let all: Vec<(&Strip, &f32)> = placed.chain(dealt.zip(&plan.note_tops)).collect();
                prop_assert_eq!(all.len(), plan.tops.len() + plan.note_tops.len());
                for (strip, top) in &all {
                    prop_assert!(*top + 0.1 > edge, "{} under {}", top, edge);
                    edge = *top + strip.height;
                }
                prop_assert!(edge < ROOM.height + 0.1 || all.len() == 1, "{}", edge);
                for (note, range) in &plan.notes {
                    prop_assert_eq!(reached[*note], range.start);
                    reached[*note] = range.end;
                }
                let marks = strips[plan.body.clone()].iter().flat_map(|strip| &strip.notes);
                let begun = |note: &usize| reached[*note] > 0 || notes[*note].is_empty();
                prop_assert!(plan.body.len() <= 1 || marks.clone().all(begun), "{:?}", plan);
            }
            prop_assert_eq!(at, strips.len());
            for note in seen {
                prop_assert_eq!(reached[note], notes[note].len());
            }
        }
    }
}
