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

/// What stands on a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Plan {
    /// The strips of the text.
    pub(crate) body: std::ops::Range<usize>,
    /// The table whose head is repeated at the top.
    pub(crate) repeats: Option<usize>,
    /// The notes, and which of their strips.
    pub(crate) notes: Vec<(usize, std::ops::Range<usize>)>,
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

/// Stacks everything on pages; `room` gives that of a page by its index.
pub(crate) fn build(stack: &Stack<'_>, room: impl Fn(usize) -> Room) -> Vec<Plan> {
    let mut plans = Vec::new();
    let mut carried: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < stack.strips.len() || !carried.is_empty() || plans.is_empty() {
        let (plan, left) = page(stack, at, carried, room(plans.len()));
        at = plan.body.end;
        carried = left;
        plans.push(plan);
    }
    plans
}

/// A place where the page may end.
struct Candidate {
    cost: f32,
    end: usize,
    notes: Vec<(usize, std::ops::Range<usize>)>,
    carried: Vec<(usize, usize)>,
}

/// Fills one page from the strip `at` on; `carried` are notes that go on from the page before.
fn page(
    stack: &Stack<'_>,
    at: usize,
    carried: Vec<(usize, usize)>,
    room: Room,
) -> (Plan, Vec<(usize, usize)>) {
    let continues = carried.first().is_some_and(|(_, from)| *from > 0);
    // Notes that go on leave the text at least a third of the page, while there is text.
    let ceiling = if at < stack.strips.len() {
        room.height * 2.0 / 3.0
    } else {
        room.height
    };
    let mut notes = Vec::new();
    let mut below = if carried.is_empty() { 0.0 } else { room.separator };
    let mut waiting = carried.into_iter();
    for (note, from) in waiting.by_ref() {
        let to = fill(
            &stack.notes[note],
            from,
            ceiling - below,
            notes.is_empty(),
            &mut below,
        );
        if to > from {
            notes.push((note, from..to));
        }
        if to < stack.notes[note].len() {
            let carried = std::iter::once((note, to)).chain(waiting).collect();
            return body_only(stack, at, room, below, notes, carried, continues);
        }
    }
    let mut best: Option<Candidate> = None;
    let mut height = 0.0;
    let mut consider = |candidate: Candidate| {
        if best.as_ref().is_none_or(|best| candidate.cost <= best.cost) {
            best = Some(candidate);
        }
    };
    let repeats = repeated(stack, at);
    height += repeats.map_or(0.0, |table| stack.heads[table]);
    let mut end = at;
    while let Some(strip) = stack.strips.get(end) {
        if strip.opens_page && end > at {
            break;
        }
        let above = if end == at { 0.0 } else { strip.above };
        let reached = height + above + strip.height;
        let mut under = below;
        for note in &strip.notes {
            under += if under == 0.0 { room.separator } else { 0.0 };
            under += heights(&stack.notes[*note], 0);
        }
        if reached + under > room.height {
            if let Some(candidate) = split(stack, end, [reached, below], room, &notes) {
                consider(candidate);
            }
            break;
        }
        height = reached;
        below = under;
        notes.extend(
            strip
                .notes
                .iter()
                .map(|note| (*note, 0..stack.notes[*note].len())),
        );
        end += 1;
        let next = stack.strips.get(end);
        let free = if next.is_none_or(|next| next.opens_page) {
            0.0
        } else {
            room.height - height - below
        };
        consider(Candidate {
            cost: next.map_or(0.0, |next| if next.opens_page { 0.0 } else { next.cost }) + blank(free, room),
            end,
            notes: notes.clone(),
            carried: Vec::new(),
        });
    }
    if end == stack.strips.len() || stack.strips[end].opens_page && end > at {
        // All that is left fits.
        let plan = Plan {
            body: at..end,
            repeats,
            notes,
            continues,
        };
        return (plan, Vec::new());
    }
    match best {
        Some(best) => {
            let plan = Plan {
                body: at..best.end,
                repeats,
                notes: best.notes,
                continues,
            };
            (plan, best.carried)
        }
        // Not even the first strip fits: it is placed all the same, its notes go on behind it.
        None => {
            let strip = &stack.strips[at];
            let mut below = below;
            let free = (room.height - strip.height - height - room.separator).max(0.0);
            let mut carried = Vec::new();
            for note in &strip.notes {
                let to = if carried.is_empty() {
                    fill(&stack.notes[*note], 0, free, false, &mut below)
                } else {
                    0
                };
                if to > 0 {
                    notes.push((*note, 0..to));
                }
                if to < stack.notes[*note].len() {
                    carried.push((*note, to));
                }
            }
            let plan = Plan {
                body: at..at + 1,
                repeats,
                notes,
                continues,
            };
            (plan, carried)
        }
    }
}

/// A page on which notes from before fill all that they may: text goes as far as no new note comes
/// up, for there is no room left for one.
fn body_only(
    stack: &Stack<'_>,
    at: usize,
    room: Room,
    below: f32,
    notes: Vec<(usize, std::ops::Range<usize>)>,
    mut carried: Vec<(usize, usize)>,
    continues: bool,
) -> (Plan, Vec<(usize, usize)>) {
    let repeats = repeated(stack, at);
    let mut height = repeats.map_or(0.0, |table| stack.heads[table]);
    let mut end = at;
    let mut best = (f32::MAX, at);
    while let Some(strip) = stack.strips.get(end) {
        let above = if end == at { 0.0 } else { strip.above };
        if height + above + strip.height + below > room.height || (strip.opens_page && end > at) {
            break;
        }
        height += above + strip.height;
        end += 1;
        let next = stack.strips.get(end).map_or(0.0, |next| next.cost);
        let cost = next + blank(room.height - height - below, room);
        if cost <= best.0 {
            best = (cost, end);
        }
    }
    let end = if end == stack.strips.len() { end } else { best.1 };
    // Marks on this page bring notes that begin after those that go on.
    carried.extend(
        stack.strips[at..end]
            .iter()
            .flat_map(|strip| &strip.notes)
            .map(|note| (*note, 0)),
    );
    let plan = Plan {
        body: at..end,
        repeats,
        notes,
        continues,
    };
    (plan, carried)
}

/// Ends the page after a strip whose notes have to be split.
fn split(
    stack: &Stack<'_>,
    end: usize,
    [height, below]: [f32; 2],
    room: Room,
    notes: &[(usize, std::ops::Range<usize>)],
) -> Option<Candidate> {
    let strip = &stack.strips[end];
    let first = *strip.notes.first()?;
    let mut under = below + if below == 0.0 { room.separator } else { 0.0 };
    let least: f32 = stack.notes[first]
        .iter()
        .take(LEAST_OF_NOTE)
        .map(|it| it.above + it.height)
        .sum();
    if height + under + least > room.height {
        return None;
    }
    let mut notes = notes.to_vec();
    let mut carried = Vec::new();
    for note in &strip.notes {
        let free = if carried.is_empty() {
            room.height - height - under
        } else {
            0.0
        };
        let to = if carried.is_empty() {
            fill(&stack.notes[*note], 0, free, false, &mut under)
        } else {
            0
        };
        if to > 0 {
            notes.push((*note, 0..to));
        }
        if to < stack.notes[*note].len() {
            carried.push((*note, to));
        }
    }
    let next = stack.strips.get(end + 1).map_or(0.0, |next| next.cost);
    let apart = carried.iter().any(|(_, from)| *from == 0);
    Some(Candidate {
        cost: next + cost::SPLIT_NOTE + if apart { cost::NOTE_APART } else { 0.0 },
        end: end + 1,
        notes,
        carried,
    })
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
    3.0 * lines * lines
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
