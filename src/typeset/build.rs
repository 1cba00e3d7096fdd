//! Which strips stand on which page, and where footnotes go.
//!
//! Pages are filled one after another. Among the places where a page may end, the one is taken
//! that costs least: blank space at the foot against a stranded line, heading or note. A note
//! begins on the page of its mark and is split only where it must be.

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
}

/// A note, and which of its strips.
pub(crate) type NotePart = (usize, std::ops::Range<usize>);

/// What stands on a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Plan {
    /// The strips of the text.
    pub(crate) body: std::ops::Range<usize>,
    /// The table whose head is repeated at the top.
    pub(crate) repeats: Option<usize>,
    /// The notes under it.
    pub(crate) notes: Vec<NotePart>,
    /// Whether the first of them goes on from the page before.
    pub(crate) continues: bool,
}

/// What is to be placed.
pub(crate) struct Stack<'a> {
    pub(crate) strips: &'a [Strip],
    pub(crate) notes: &'a [Vec<Strip>],
    /// For each table the height of its head and whether it may be repeated.
    pub(crate) heads: &'a [f32],
}

/// At least so many strips of a note stand under the text before it is split.
const LEAST_OF_NOTE: usize = 2;

/// Notes that go on on the next page: which, and from which of their strips.
type Carried = Vec<(usize, usize)>;

/// Stacks everything on pages; `room` gives that of a page by its index.
pub(crate) fn build(stack: &Stack<'_>, room: impl Fn(usize) -> Room) -> Vec<Plan> {
    let mut plans = Vec::new();
    let mut carried = Carried::new();
    let mut at = 0;
    while at < stack.strips.len() || !carried.is_empty() || plans.is_empty() {
        let mut page = Page::new(stack, at, &carried, room(plans.len()));
        let left = page.go_on_with(carried);
        let ending = if left.is_empty() {
            page.text()
        } else {
            page.text_over(left)
        };
        at = ending.end;
        plans.push(Plan {
            body: page.at..ending.end,
            repeats: page.repeats,
            notes: ending.notes,
            continues: page.continues,
        });
        carried = ending.carried;
    }
    plans
}

/// A page that is filled.
struct Page<'s> {
    stack: &'s Stack<'s>,
    /// The first strip of its text.
    at: usize,
    room: Room,
    repeats: Option<usize>,
    continues: bool,
    /// The notes that go on from the page before, as far as they stand here.
    notes: Vec<NotePart>,
    /// Their height, that of the separator counted in.
    below: f32,
}

/// Where a page may end.
struct Ending {
    end: usize,
    notes: Vec<NotePart>,
    carried: Carried,
}

/// Text and notes so far: how high they are.
#[derive(Clone, Copy)]
struct Reached {
    text: f32,
    notes: f32,
}

impl<'s> Page<'s> {
    fn new(stack: &'s Stack<'s>, at: usize, carried: &Carried, room: Room) -> Self {
        Self {
            stack,
            at,
            room,
            repeats: repeated(stack, at),
            continues: carried.first().is_some_and(|(_, from)| *from > 0),
            notes: Vec::new(),
            below: if carried.is_empty() { 0.0 } else { room.separator },
        }
    }

    /// The height of the head of a table that is repeated.
    fn head(&self) -> f32 {
        self.repeats.map_or(0.0, |table| self.stack.heads[table])
    }

    /// Places notes that go on from the page before; gives those that do not end here either.
    fn go_on_with(&mut self, carried: Carried) -> Carried {
        // They leave the text at least a third of the page, while there is text.
        let ceiling = if self.at < self.stack.strips.len() {
            self.room.height * 2.0 / 3.0
        } else {
            self.room.height
        };
        let mut waiting = carried.into_iter();
        for (note, from) in waiting.by_ref() {
            let strips = &self.stack.notes[note];
            let top = self.notes.is_empty();
            let to = fill(strips, from, ceiling - self.below, top, &mut self.below);
            if to > from {
                self.notes.push((note, from..to));
            }
            if to < strips.len() {
                return std::iter::once((note, to)).chain(waiting).collect();
            }
        }
        Carried::new()
    }

    /// Takes strips and their notes as long as they fit; the page ends where that costs least.
    fn text(&self) -> Ending {
        let strips = self.stack.strips;
        let mut best: Option<(f32, Ending)> = None;
        let mut consider = |(cost, ending): (f32, Ending)| {
            if best.as_ref().is_none_or(|(least, _)| cost <= *least) {
                best = Some((cost, ending));
            }
        };
        let mut notes = self.notes.clone();
        let mut height = self.head();
        let mut below = self.below;
        let mut end = self.at;
        while let Some(strip) = strips.get(end) {
            if strip.opens_page && end > self.at {
                break;
            }
            let above = if end == self.at { 0.0 } else { strip.above };
            let reached = height + above + strip.height;
            let mut under = below;
            for note in &strip.notes {
                under += if under == 0.0 { self.room.separator } else { 0.0 };
                under += heights(&self.stack.notes[*note], 0);
            }
            if reached + under > self.room.height {
                let reached = Reached {
                    text: reached,
                    notes: below,
                };
                if let Some(candidate) = self.split(end, reached, &notes) {
                    consider(candidate);
                }
                return best.map_or_else(|| self.first_alone(), |(_, ending)| ending);
            }
            height = reached;
            below = under;
            notes.extend(
                strip
                    .notes
                    .iter()
                    .map(|note| (*note, 0..self.stack.notes[*note].len())),
            );
            end += 1;
            let cost = match strips.get(end).filter(|next| !next.opens_page) {
                Some(next) => next.cost + blank(self.room.height - height - below, self.room),
                None => 0.0,
            };
            let ending = Ending {
                end,
                notes: notes.clone(),
                carried: Carried::new(),
            };
            consider((cost, ending));
        }
        // All that is left fits.
        Ending {
            end,
            notes,
            carried: Carried::new(),
        }
    }

    /// Not even the first strip fits: it is placed all the same, its notes go on behind it.
    fn first_alone(&self) -> Ending {
        let strip = &self.stack.strips[self.at];
        let free = self.room.height - strip.height - self.head() - self.room.separator;
        let mut notes = self.notes.clone();
        let carried = self.begin_notes(strip, free.max(0.0), &mut notes);
        Ending {
            end: self.at + 1,
            notes,
            carried,
        }
    }

    /// Text over notes from before that fill all that they may: it goes as far as no new note comes
    /// up, for there is no room left for one. `carried` are notes that go on.
    fn text_over(&self, mut carried: Carried) -> Ending {
        let strips = self.stack.strips;
        let mut height = self.head();
        let mut end = self.at;
        let mut best = (f32::MAX, self.at);
        while let Some(strip) = strips.get(end) {
            let above = if end == self.at { 0.0 } else { strip.above };
            let reached = height + above + strip.height;
            if reached + self.below > self.room.height || (strip.opens_page && end > self.at) {
                break;
            }
            height = reached;
            end += 1;
            let next = strips.get(end).map_or(0.0, |next| next.cost);
            let cost = next + blank(self.room.height - height - self.below, self.room);
            if cost <= best.0 {
                best = (cost, end);
            }
        }
        let end = if end == strips.len() { end } else { best.1 };
        // Marks on this page bring notes that begin after those that go on.
        let marks = strips[self.at..end].iter().flat_map(|strip| &strip.notes);
        carried.extend(marks.map(|note| (*note, 0)));
        Ending {
            end,
            notes: self.notes.clone(),
            carried,
        }
    }

    /// Ends the page after a strip whose notes have to be split; says what that costs.
    fn split(&self, end: usize, reached: Reached, notes: &[NotePart]) -> Option<(f32, Ending)> {
        let strip = &self.stack.strips[end];
        let first = *strip.notes.first()?;
        let separator = if reached.notes == 0.0 {
            self.room.separator
        } else {
            0.0
        };
        let free = self.room.height - reached.text - (reached.notes + separator);
        let least: f32 = self.stack.notes[first]
            .iter()
            .take(LEAST_OF_NOTE)
            .map(|it| it.above + it.height)
            .sum();
        if least > free {
            return None;
        }
        let mut notes = notes.to_vec();
        let carried = self.begin_notes(strip, free, &mut notes);
        let next = self.stack.strips.get(end + 1).map_or(0.0, |next| next.cost);
        let apart = carried.iter().any(|(_, from)| *from == 0);
        let cost = next + cost::SPLIT_NOTE + if apart { cost::NOTE_APART } else { 0.0 };
        let ending = Ending {
            end: end + 1,
            notes,
            carried,
        };
        Some((cost, ending))
    }

    /// Places the notes of a strip in `free` height, one behind the other; gives those that go on.
    fn begin_notes(&self, strip: &Strip, free: f32, notes: &mut Vec<NotePart>) -> Carried {
        let mut carried = Carried::new();
        let mut used = 0.0;
        for note in &strip.notes {
            let strips = &self.stack.notes[*note];
            let to = if carried.is_empty() {
                fill(strips, 0, free - used, false, &mut used)
            } else {
                0
            };
            if to > 0 {
                notes.push((*note, 0..to));
            }
            if to < strips.len() {
                carried.push((*note, to));
            }
        }
        carried
    }
}

/// How far the strips of a note from `from` on go in `free` height; one line is never left alone.
fn fill(strips: &[Strip], from: usize, free: f32, top: bool, used: &mut f32) -> usize {
    let mut to = from;
    let mut height = 0.0;
    while let Some(strip) = strips.get(to) {
        let above = if to == from && top { 0.0 } else { strip.above };
        if height + above + strip.height > free {
            break;
        }
        height += above + strip.height;
        to += 1;
    }
    if to == from && top && !strips.is_empty() {
        // A strip higher than the page goes somewhere all the same.
        height = strips[from].height;
        to = from + 1;
    }
    *used += height;
    to
}

fn heights(strips: &[Strip], from: usize) -> f32 {
    strips[from..]
        .iter()
        .map(|strip| strip.above + strip.height)
        .sum()
}

/// The table whose head stands above a page that starts with this strip.
fn repeated(stack: &Stack<'_>, at: usize) -> Option<usize> {
    let slice = stack.strips.get(at)?.slice?;
    (!slice.head && stack.heads[slice.table] > 0.0).then_some(slice.table)
}

/// What blank space at the foot costs.
fn blank(free: f32, room: Room) -> f32 {
    let lines = free / room.line;
    cost::BLANK_LINE * lines * lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Room = Room {
        height: 100.0,
        separator: 10.0,
        line: 10.0,
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

    fn built(strips: &[Strip], notes: &[Vec<Strip>]) -> Vec<Plan> {
        let stack = Stack {
            strips,
            notes,
            heads: &[],
        };
        build(&stack, |_| ROOM)
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
        assert!(plans[1].continues && !plans[1].body.is_empty());
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
}
