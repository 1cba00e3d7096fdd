//! A judge of laid-out pages that knows only boxes: where things stand, not how they came there.
//!
//! - Nothing stands on anything else, no line of a grid runs through text and no sign of a comment covers it.
//! - Nothing leaves the area of text and notes; running heads and comments stay on the paper.
//! - A note begins on the page of its mark.
//! - The head of a table stands over each of its parts, and a line under it.
//! - A short row is not parted by the end of a page, and no heading ends one.
//!
//! Of the last two nothing can be asked where head, row and notes are higher together than a page, with the
//! headings over them.

use std::collections::{BTreeMap, BTreeSet};

use plenary::typeset::{
    Anchor, Artifact, Drawn, ElementId, GlyphRun, Kid, Kind, Page, Pages, SlotId, Structure, Tag,
};

/// Lengths that differ by less than this are the same, in points.
const NEAR: f32 = 0.6;
/// How far letters reach above and below their baseline, in sizes: tall letters and short tails.
const ABOVE: f32 = 0.66;
const BELOW: f32 = 0.16;
/// Rules thinner than this are lines.
const LINE: f32 = 3.0;
/// The width of a column that holds a letter and the space around it.
const LEAST_COLUMN: f32 = 20.0;
/// Baselines that are no further apart, in points, are of one line.
const LESS_THAN_A_LINE: i32 = 5;
/// A row of no more lines stays on one page.
const SHORT_ROW: usize = 8;
/// The height of some lines of a row.
const FEW_LINES: f32 = 40.0;
/// The space over and under the letters of a row, at the most: that of the cell, and what a line is higher
/// than its letters.
const PADDING: f32 = 12.0;
/// The same of a head, whose cells have more.
const HEAD_PADDING: f32 = 17.0;
/// What a line of a cell over several rows reaches below a row of others, at the most.
const OVERHANG: f32 = 16.0;
/// The space above what is no longer first on its page, at the most.
const SPACE: f32 = 60.0;

/// What is wrong with pages, a line each.
pub(crate) fn faults(pages: &Pages) -> Vec<String> {
    let tree = Tree::of(&pages.structure);
    let mut faults = Vec::new();
    let sheets: Vec<Sheet<'_>> = pages.pages.iter().map(|page| Sheet::of(page, &tree)).collect();
    // Notes may go on behind the last of the text.
    let last = sheets.iter().rposition(|sheet| sheet.has_text(&tree));
    for (index, page) in sheets.iter().enumerate() {
        let mut found = page.overlaps();
        found.extend(page.crossed());
        found.extend(page.covered());
        found.extend(page.strays());
        if Some(index) < last {
            found.extend(page.stranded(sheets.get(index + 1), &tree));
        }
        faults.extend(
            found
                .into_iter()
                .map(|fault| format!("page {}: {fault}", index + 1)),
        );
    }
    faults.extend(notes_apart(pages));
    faults.extend(tables(pages, &tree));
    faults
}

/// For each slot the elements that it is in, from the innermost outwards.
struct Tree<'s> {
    structure: &'s Structure,
    owners: BTreeMap<SlotId, ElementId>,
}

impl<'s> Tree<'s> {
    fn of(structure: &'s Structure) -> Self {
        let mut owners = BTreeMap::new();
        for (index, element) in structure.elements.iter().enumerate() {
            for kid in &element.kids {
                if let Kid::Slot(slot) = kid {
                    owners.insert(*slot, ElementId(index as u32));
                }
            }
        }
        Self { structure, owners }
    }

    /// The innermost element around a slot that is of a kind.
    fn around(&self, slot: SlotId, is: impl Fn(Kind) -> bool) -> Option<ElementId> {
        let mut id = *self.owners.get(&slot)?;
        loop {
            let element = self.structure.element(id);
            if is(element.kind) {
                return Some(id);
            }
            if id == Structure::ROOT {
                return None;
            }
            id = element.parent;
        }
    }
}

/// What a box is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Text,
    Comment,
    /// A running head or foot.
    Running,
}

#[derive(Clone, Debug)]
struct Spot<'p> {
    left: f32,
    upper: f32,
    right: f32,
    lower: f32,
    baseline: f32,
    part: Part,
    slot: Option<SlotId>,
    text: &'p str,
}

impl Spot<'_> {
    /// Whether it is text over the notes.
    fn is_text(&self, tree: &Tree<'_>) -> bool {
        let is_note = |slot| tree.around(slot, |kind| kind == Kind::Note).is_some();
        self.part == Part::Text && self.slot.is_some_and(|slot| !is_note(slot))
    }

    fn is_within(&self, tree: &Tree<'_>, is: impl Fn(Kind) -> bool) -> bool {
        self.slot.is_some_and(|slot| tree.around(slot, is).is_some())
    }
}

/// The boxes of a page.
struct Sheet<'p> {
    page: &'p Page,
    boxes: Vec<Spot<'p>>,
}

impl<'p> Sheet<'p> {
    fn of(page: &'p Page, tree: &Tree<'_>) -> Self {
        let boxes = page.items.iter().filter_map(|item| {
            let slot = match item.tag {
                Tag::Slot(slot) => Some(slot),
                Tag::Artifact(_) => None,
            };
            let part = match (item.tag, slot) {
                (Tag::Artifact(Artifact::Header | Artifact::Footer), _) => Part::Running,
                (_, Some(slot)) if tree.around(slot, |kind| kind == Kind::Annotation).is_some() => {
                    Part::Comment
                }
                _ => Part::Text,
            };
            match &item.drawn {
                Drawn::Glyphs(run) => {
                    let (left, right) = inked(run)?;
                    Some(Spot {
                        left,
                        upper: run.y - ABOVE * run.size,
                        right,
                        lower: run.y + BELOW * run.size,
                        baseline: run.y,
                        part,
                        slot,
                        text: &run.text,
                    })
                }
                Drawn::Picture(picture) => Some(Spot {
                    left: picture.x,
                    upper: picture.y,
                    right: picture.x + picture.width,
                    lower: picture.y + picture.height,
                    baseline: picture.y + picture.height,
                    part,
                    slot,
                    text: &picture.file,
                }),
                Drawn::Rule(_) => None,
            }
        });
        Self {
            page,
            boxes: boxes.collect(),
        }
    }

    fn overlaps(&self) -> Vec<String> {
        let mut order: Vec<&Spot<'_>> = self.boxes.iter().collect();
        order.sort_by(|a, b| a.upper.total_cmp(&b.upper));
        let mut faults = Vec::new();
        for (index, a) in order.iter().enumerate() {
            let below = order[index + 1..]
                .iter()
                .take_while(|b| b.upper + NEAR / 2.0 < a.lower);
            for b in below.filter(|b| a.left + NEAR < b.right && b.left + NEAR < a.right) {
                faults.push(format!(
                    "{:?} and {:?} stand on one another at {:.0}",
                    a.text, b.text, b.upper
                ));
            }
        }
        faults
    }

    /// Texts that the sign of a comment stands on.
    fn covered(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for comment in &self.page.comments {
            let [left, upper, right, lower] = comment.sign;
            let on = |it: &&Spot<'_>| {
                left + NEAR < it.right && it.left + NEAR < right && upper < it.lower && it.upper < lower
            };
            for it in self.boxes.iter().filter(on) {
                faults.push(format!(
                    "the sign of a comment stands on {:?} at {upper:.0}",
                    it.text
                ));
            }
        }
        faults
    }

    /// Whether an upright line is the edge of a column into which no text fits.
    fn is_crowded(&self, x: f32) -> bool {
        self.page.items.iter().any(|item| match &item.drawn {
            Drawn::Rule(rule) if rule.width < LINE && !item.change => {
                (NEAR..LEAST_COLUMN).contains(&(x - rule.x).abs())
            }
            _ => false,
        })
    }

    /// Texts that a line of a grid, a separator or a row of dots runs through.
    fn crossed(&self) -> Vec<String> {
        let mut faults = Vec::new();
        // What is painted before all text is its background.
        let painted = self
            .page
            .items
            .iter()
            .skip_while(|item| matches!(item.drawn, Drawn::Rule(_)));
        for item in painted.filter(|item| !item.change) {
            let Drawn::Rule(rule) = &item.drawn else { continue };
            let upright = rule.width < LINE;
            if !upright && rule.height > LINE || upright && self.is_crowded(rule.x) {
                continue;
            }
            let (right, lower) = (rule.x + rule.width, rule.y + rule.height);
            let through = |it: &&Spot<'_>| {
                // What runs along a baseline underlines.
                let bottom = if rule.height > LINE { it.lower } else { it.baseline };
                rule.x + NEAR < it.right
                    && it.left + NEAR < right
                    && rule.y + NEAR < bottom
                    && it.upper + NEAR < lower
            };
            for it in self.boxes.iter().filter(through) {
                faults.push(format!("a line runs through {:?} at {:.0}", it.text, it.upper));
            }
        }
        faults
    }

    /// Whether a line of a grid stands right above a part of a table: between it and the text over it.
    fn is_ruled_above(&self, part: &Piece) -> bool {
        let over = self.boxes.iter().filter(|it| it.baseline < part.upper + NEAR);
        let over = over.map(|it| it.baseline).fold(0.0, f32::max);
        self.page.items.iter().any(|item| {
            matches!(&item.drawn, Drawn::Rule(rule)
                if rule.width > LINE && rule.height < LINE && over < rule.y && rule.y < part.upper + NEAR)
        })
    }

    /// What leaves the area that it belongs in.
    fn strays(&self) -> Vec<String> {
        let page = self.page;
        let paper = [0.0, 0.0, page.width, page.height];
        let edge = page.text[2];
        let mut faults = Vec::new();
        let mut hold = |area: [f32; 4], inside: [f32; 4], what: &str| {
            let [left, upper, right, lower] = inside;
            let leaves = area[0] < left - NEAR
                || area[1] < upper - NEAR
                || area[2] > right + NEAR
                || area[3] > lower + NEAR;
            if leaves {
                faults.push(format!("{what} at {area:.0?} leaves {inside:.0?}"));
            }
        };
        hold(page.text, paper, "the text");
        for it in &self.boxes {
            let area = [it.left, it.upper, it.right, it.lower];
            let inside = match it.part {
                Part::Text if it.right > edge && self.is_crowded(edge) => paper,
                Part::Text => page.text,
                Part::Comment | Part::Running => paper,
            };
            hold(area, inside, &format!("{:?}", it.text));
        }
        for item in &page.items {
            if let Drawn::Rule(rule) = &item.drawn {
                hold(
                    [rule.x, rule.y, rule.x + rule.width, rule.y + rule.height],
                    paper,
                    "a line",
                );
            }
        }
        faults
    }

    fn has_text(&self, tree: &Tree<'_>) -> bool {
        self.boxes.iter().any(|it| it.is_text(tree))
    }

    /// The height of its text area that notes leave.
    fn room(&self, tree: &Tree<'_>) -> f32 {
        let [_, upper, _, lower] = self.page.text;
        let notes = self.boxes.iter().filter(|it| {
            it.part == Part::Text
                && it
                    .slot
                    .is_some_and(|slot| tree.around(slot, |kind| kind == Kind::Note).is_some())
        });
        notes.map(|it| it.upper).fold(lower, f32::min) - upper
    }

    /// The height of its text area for a table that begins at this height: what headings alone take over it
    /// cannot stay behind.
    fn room_for(&self, upper: f32, tree: &Tree<'_>) -> f32 {
        let mut over = self
            .boxes
            .iter()
            .filter(|it| it.is_text(tree) && it.upper < upper);
        let is_heading = |it: &Spot<'_>| it.is_within(tree, |kind| matches!(kind, Kind::Heading(_)));
        let headings = over.try_fold(self.page.text[1], |lower, it| {
            is_heading(it).then_some(lower.max(it.lower))
        });
        self.room(tree) - headings.map_or(0.0, |lower| lower - self.page.text[1])
    }

    /// The heading that ends the page's text, unless the page has nothing but headings. The header may stand
    /// alone where what is at the top of the next page has no room under it.
    fn stranded(&self, next: Option<&Self>, tree: &Tree<'_>) -> Option<String> {
        let in_text = |it: &&Spot<'_>| it.is_text(tree);
        let heads = |it: &&Spot<'_>| it.is_within(tree, |kind| matches!(kind, Kind::Heading(_)));
        let last = self.boxes.iter().rfind(in_text).filter(heads)?;
        let free = self.page.text[1] + self.room(tree) - last.lower;
        let has_no_room = |next: &Self| next.beginning(tree) > free;
        if last.is_within(tree, |kind| kind == Kind::Division) && next.is_some_and(has_no_room) {
            return None;
        }
        let is_text = self.boxes.iter().filter(in_text).any(|it| !heads(&it));
        is_text.then(|| format!("the heading {:?} ends it", last.text))
    }

    /// The height of what stands together at its top: down to the first line that is no heading, or the first
    /// row under the head of a table, and its notes. It has space above where something stands over it.
    fn beginning(&self, tree: &Tree<'_>) -> f32 {
        let [_, upper, _, lower] = self.page.text;
        let notes = lower - upper - self.room(tree);
        let is_head =
            |it: &Spot<'_>| it.is_within(tree, |kind| matches!(kind, Kind::Heading(_) | Kind::TableHead));
        let mut below = self
            .boxes
            .iter()
            .filter(|it| it.is_text(tree))
            .skip_while(|it| is_head(it));
        let Some(first) = below.next() else {
            return lower - upper;
        };
        let row_of = |it: &Spot<'_>| {
            it.slot
                .and_then(|slot| tree.around(slot, |kind| kind == Kind::Row))
        };
        let row = row_of(first);
        let mut piece = BTreeMap::new();
        Piece::add(&mut piece, 0, first);
        below
            .take_while(|it| row.is_some() && row_of(it) == row)
            .for_each(|it| Piece::add(&mut piece, 0, it));
        let few = |piece: &Piece| match piece.count() {
            0..=SHORT_ROW => piece.lower,
            _ => piece.upper + FEW_LINES,
        };
        SPACE + piece.values().map(few).sum::<f32>() - upper + notes
    }
}

/// From where to where a run has ink.
fn inked(run: &GlyphRun) -> Option<(f32, f32)> {
    let mut x = run.x;
    let mut reach: Option<(f32, f32)> = None;
    for glyph in &run.glyphs {
        let character = run
            .text
            .get(glyph.cluster as usize..)
            .and_then(|rest| rest.chars().next());
        // A hyphen that is printed stands for no character.
        if !character.is_some_and(char::is_whitespace) {
            reach = Some((reach.map_or(x, |(from, _)| from), x + glyph.advance));
        }
        x += glyph.advance;
    }
    reach
}

/// Notes that begin on another page than their marks. Those of one line may be too many or too long for
/// a page: then the first begin on it, and the others wait.
fn notes_apart(pages: &Pages) -> Vec<String> {
    let mut marks: BTreeMap<(usize, u32), Vec<(usize, usize)>> = BTreeMap::new();
    for (anchor, place) in &pages.places {
        let Anchor::NoteReference(note) = anchor else {
            continue;
        };
        if let Some(begins) = pages.places.get(&Anchor::Note(*note)) {
            let line = (place.page, place.y.round() as u32);
            marks.entry(line).or_default().push((*note, begins.page));
        }
    }
    let mut faults = Vec::new();
    for ((page, _), notes) in marks {
        let crowded = notes.len() > 1 && notes.iter().any(|(_, begins)| *begins == page);
        for (note, begins) in notes
            .into_iter()
            .filter(|(_, begins)| *begins != page && !crowded)
        {
            faults.push(format!(
                "page {}: note {note} has its mark here and begins on page {}",
                page + 1,
                begins + 1
            ));
        }
    }
    faults
}

/// What stands of a part of a table on a page.
#[derive(Clone, Debug, Default)]
struct Piece {
    text: String,
    upper: f32,
    lower: f32,
    /// The baselines in it, in points.
    lines: BTreeSet<i32>,
}

impl Piece {
    fn add(pieces: &mut BTreeMap<usize, Self>, page: usize, it: &Spot<'_>) {
        let piece = pieces.entry(page).or_insert(Self {
            text: String::new(),
            upper: f32::MAX,
            lower: 0.0,
            lines: BTreeSet::new(),
        });
        piece.text.extend(it.text.chars().filter(|c| !c.is_whitespace()));
        piece.upper = piece.upper.min(it.upper);
        piece.lower = piece.lower.max(it.lower);
        piece.lines.insert(it.baseline.round() as i32);
    }

    /// How many lines it has. Those of cells side by side may be a paragraph's space apart.
    fn count(&self) -> usize {
        let mut count = 0;
        let mut last = i32::MIN;
        for &line in &self.lines {
            if line > last.saturating_add(LESS_THAN_A_LINE) {
                (count, last) = (count + 1, line);
            }
        }
        count
    }
}

/// Heads that are missing over parts of tables, and short rows that are parted.
fn tables(pages: &Pages, tree: &Tree<'_>) -> Vec<String> {
    let mut heads: BTreeMap<ElementId, BTreeMap<usize, Piece>> = BTreeMap::new();
    let mut bodies: BTreeMap<ElementId, BTreeMap<usize, Piece>> = BTreeMap::new();
    let mut rows: BTreeMap<(ElementId, ElementId), BTreeMap<usize, Piece>> = BTreeMap::new();
    // The cells over several rows.
    let mut spans: BTreeMap<(ElementId, ElementId), BTreeMap<usize, Piece>> = BTreeMap::new();
    let sheets: Vec<Sheet<'_>> = pages.pages.iter().map(|page| Sheet::of(page, tree)).collect();
    for (page, sheet) in sheets.iter().enumerate() {
        for it in sheet.boxes.iter().filter(|it| it.part == Part::Text) {
            let Some(slot) = it.slot else { continue };
            let Some(table) = tree.around(slot, |kind| kind == Kind::Table) else {
                continue;
            };
            let is_head = tree.around(slot, |kind| kind == Kind::TableHead).is_some();
            let parts = if is_head { &mut heads } else { &mut bodies };
            Piece::add(parts.entry(table).or_default(), page, it);
            // A cell over several rows goes on where a page ends between them.
            let cell = tree.around(slot, |kind| matches!(kind, Kind::Cell | Kind::HeadCell));
            let spanning = cell.filter(|cell| tree.structure.element(*cell).extent.rows > 1);
            if let Some(cell) = spanning {
                Piece::add(spans.entry((table, cell)).or_default(), page, it);
            } else if let Some(row) = tree.around(slot, |kind| kind == Kind::Row) {
                Piece::add(rows.entry((table, row)).or_default(), page, it);
            }
        }
    }
    let high = |pieces: &BTreeMap<usize, Piece>, padding: f32| -> f32 {
        pieces
            .values()
            .map(|piece| piece.lower - piece.upper + padding)
            .sum()
    };
    let is_short = |row: &BTreeMap<usize, Piece>| {
        let lines: usize = row.values().map(Piece::count).sum();
        lines <= SHORT_ROW
    };
    // Whether the head of a table and one of its rows have no room on a page together. A few lines of a
    // long row are enough.
    let is_crowded = |table: &ElementId, row: &BTreeMap<usize, Piece>| {
        let head = heads.get(table).map_or(0.0, |head| high(head, HEAD_PADDING));
        let mut row_height = if is_short(row) {
            high(row, PADDING)
        } else {
            FEW_LINES
        };
        let mut cells = spans.range((*table, ElementId(0))..=(*table, ElementId(u32::MAX)));
        let is_beside = |cell: &BTreeMap<usize, Piece>| {
            row.iter().any(|(page, row)| {
                cell.get(page)
                    .is_some_and(|cell| cell.upper < row.lower && cell.lower > row.upper)
            })
        };
        // The line of such a cell that has begun ends on the page, too.
        if cells.any(|(_, cell)| is_beside(cell)) {
            row_height += OVERHANG;
        }
        let begun = row.keys().next().copied().unwrap_or(0);
        let begins = |page: usize| heads.get(table).and_then(|head| head.get(&page));
        let room = |page: usize| {
            sheets.get(page).map_or(f32::MAX, |sheet| match begins(page) {
                Some(head) => sheet.room_for(head.upper, tree),
                None => sheet.room(tree),
            })
        };
        head + row_height > room(begun).min(room(begun + 1))
    };
    let mut faults = Vec::new();
    for (table, parts) in &bodies {
        let Some((first, head)) = heads.get(table).and_then(|head| head.first_key_value()) else {
            continue;
        };
        let last = heads.get(table).and_then(|head| head.last_key_value());
        let last = last.map_or(*first, |(page, _)| *page);
        for (page, part) in parts.iter().filter(|(page, _)| **page > last) {
            let mut below = rows.range((*table, ElementId(0))..=(*table, ElementId(u32::MAX)));
            let below = below.find(|(_, row)| row.contains_key(page));
            // Where cells over several rows are all that begins there, the part is as high as they are.
            let alone = || BTreeMap::from([(*page, part.clone())]);
            if below.map_or_else(|| is_crowded(table, &alone()), |(_, row)| is_crowded(table, row)) {
                continue;
            }
            let repeated = sheets[*page]
                .boxes
                .iter()
                .filter(|it| it.slot.is_none() && it.part == Part::Text);
            let over = repeated.filter(|it| it.lower < part.upper + NEAR);
            let text: String = over
                .flat_map(|it| it.text.chars())
                .filter(|c| !c.is_whitespace())
                .collect();
            let fault = match text.contains(&head.text) {
                false => format!("the head {:?} is not over its table", head.text),
                true if !sheets[*page].is_ruled_above(part) => {
                    format!("no line parts the head from {:?}", part.text)
                }
                true => continue,
            };
            faults.push(format!("page {}: {fault}", page + 1));
        }
    }
    let parted = rows.iter().filter(|(_, parts)| parts.len() > 1);
    for ((table, _), parts) in parted.filter(|(_, parts)| is_short(parts)) {
        if let Some((page, part)) = parts.first_key_value()
            && !is_crowded(table, parts)
        {
            faults.push(format!("page {}: the row {:?} is parted", page + 1, part.text));
        }
    }
    faults
}
