//! From what a document shall say to edits of the parts that its file has.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use super::anatomy::{Shows, start_tag};
use super::file::{self, File};
use super::fresh::Pattern;
use super::paragraph::{Writer, Written};
use super::pen::Pen;
use super::properties::{self, MarkEdit};
use super::refusal::NoPlace;
use super::signs::{self, Known, Sign, What};
use super::steps::{self, Fate, Own, Step};
use super::telling;
use crate::import::origins::{Origin, Origins};
use crate::import::wordprocessing::Place;
use crate::model::{Block, BlockKind, Document};
use crate::revision::Wanted;

/// Edits of a part: what stands in a place is replaced.
pub(super) type Edits = BTreeMap<Rc<str>, Vec<(Range<usize>, String)>>;

/// Plans edits.
pub(super) struct Plan<'p, 't, 'd> {
    pub(super) file: &'p File<'t>,
    pub(super) base: &'p Document,
    pub(super) origins: &'p Origins,
    pub(super) wanted: &'d Wanted,
    pub(super) pen: Pen<'d>,
    pub(super) known: Known,
    /// Whose the edits are that bear no mark.
    pub(super) own: Own<'d>,
    pub(super) edits: Edits,
    pub(super) refused: Vec<NoPlace>,
}

/// One of a row of paragraphs: what it shall say, and which paragraph of the file says it now.
struct Wish {
    says: Vec<Sign>,
    origin: Option<usize>,
    at: usize,
}

/// How unlike a paragraph may be that another is set like, at least.
const UNLIKE: usize = 3;

/// So many neighbours are tried for how a new paragraph is set.
const MOST_PATTERNS: usize = 8;

/// Where something new goes.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    pub(super) part: Rc<str>,
    pub(super) at: usize,
}

impl Spot {
    fn before(place: &Place) -> Self {
        Self {
            part: place.part.clone(),
            at: place.bytes.start,
        }
    }

    fn behind(place: &Place) -> Self {
        Self {
            at: place.bytes.end,
            ..Self::before(place)
        }
    }
}

impl<'t> Plan<'_, 't, '_> {
    /// Plans everything but the new notes.
    pub(super) fn all(&mut self) {
        self.name_moves();
        let document = &self.wanted.document;
        self.blocks(&document.blocks, &self.wanted.blocks.clone());
        for (at, note) in document.notes.iter().enumerate() {
            let (Some(origin), paragraphs) = &self.wanted.notes[at] else {
                continue;
            };
            let base = &self.base.notes[*origin];
            let places = self.origins.notes.get(&base.id).cloned().unwrap_or_default();
            self.paragraphs(&base.blocks, &places, &note.blocks, paragraphs);
        }
    }

    /// The blocks of the text.
    fn blocks(&mut self, wanted: &[Block], origins: &[Vec<usize>]) {
        // Tables and pictures stand between rows of paragraphs.
        let base = self.base;
        let places = self.origins.blocks.clone();
        let mut is_left: Vec<bool> = vec![false; base.blocks.len()];
        for (block, origin) in wanted.iter().zip(origins) {
            for &at in origin {
                is_left[at] = true;
            }
            match (&block.kind, origin.first()) {
                (BlockKind::Table(table), Some(&at)) => {
                    let (BlockKind::Table(was), Some(Origin::Table(place))) =
                        (&base.blocks[at].kind, places.get(at))
                    else {
                        if *block != base.blocks[at] {
                            self.refused.push(NoPlace::Columns(telling::of_block(block)));
                        }
                        continue;
                    };
                    self.table(was, place, table, block.revision);
                }
                (BlockKind::Picture(picture), Some(&at)) => {
                    let is_same =
                        matches!(&base.blocks[at].kind, BlockKind::Picture(was) if was.file == picture.file);
                    let done = match (self.known.new_only(block.revision.deleted), places.get(at)) {
                        (None, _) if is_same => Some(()),
                        (Some(by), Some(Origin::Picture { place, at })) if is_same => {
                            self.strike_picture(place, *at, by)
                        }
                        _ => None,
                    };
                    if done.is_none() {
                        self.refused.push(NoPlace::Picture(picture.alternative.clone()));
                    }
                }
                (kind, Some(&at)) => {
                    let was = &base.blocks[at];
                    let can_stay = std::mem::discriminant(kind) == std::mem::discriminant(&was.kind)
                        || is_text(kind) && is_text(&was.kind);
                    let is_moved = kind == &BlockKind::Clause && was.depth != block.depth;
                    if !can_stay || is_moved {
                        self.refused.push(NoPlace::Kind(telling::of_block(block)));
                    }
                }
                (_, None) => {}
            }
        }
        for (at, block) in base.blocks.iter().enumerate() {
            if !is_left[at] && !matches!(block.kind, BlockKind::SourceComment(_)) {
                match &block.kind {
                    BlockKind::Picture(picture) => {
                        let done = match &places[at] {
                            Origin::Picture { place, at } => {
                                self.strike_picture(place, *at, self.own.strikes)
                            }
                            _ => None,
                        };
                        if done.is_none() {
                            self.refused.push(NoPlace::Picture(picture.alternative.clone()));
                        }
                    }
                    BlockKind::Table(table) => self.refused.push(NoPlace::Columns(telling::of_table(table))),
                    _ => self.dropped(block, &places[at]),
                }
            }
        }
        self.paragraphs(&base.blocks, &places, wanted, origins);
    }

    /// A block that the text has no more, though marks of the file are open in it.
    fn dropped(&mut self, block: &Block, origin: &Origin) {
        let Ok(was) = signs::of_block(block) else { return };
        let mut says = was.clone();
        for sign in &mut says {
            sign.state.deleted = sign.state.deleted.or(Some(self.own.strikes));
        }
        self.paragraph(origin, &was, &says);
    }

    /// A row of paragraphs: those of the text, or of a note.
    fn paragraphs(&mut self, base: &[Block], places: &[Origin], wanted: &[Block], origins: &[Vec<usize>]) {
        let mut wishes = Vec::with_capacity(wanted.len());
        for (at, (block, origin)) in wanted.iter().zip(origins).enumerate() {
            match &block.kind {
                BlockKind::SourceComment(_) => continue,
                BlockKind::Table(_) | BlockKind::Picture(_) => {
                    // One that is new waits for its place among the paragraphs that are.
                    if origin.is_empty() {
                        wishes.push(Wish {
                            says: Vec::new(),
                            origin: None,
                            at,
                        });
                    }
                    continue;
                }
                _ => {}
            }
            match signs::of_block(block) {
                Ok(says) => wishes.push(Wish {
                    says,
                    origin: origin.first().copied(),
                    at,
                }),
                Err(refused) => self.refused.push(refused),
            }
        }
        let mut says_now = Vec::with_capacity(base.len());
        for block in base {
            says_now.push(signs::of_block(block).unwrap_or_default());
        }
        // Blocks that stand in one paragraph of the file are read together.
        let mut groups: Vec<Range<usize>> = Vec::new();
        let mut group_of = vec![0; base.len()];
        for (at, group) in group_of.iter_mut().enumerate() {
            let is_one = at > 0
                && matches!((places.get(at - 1), places.get(at)), (Some(Origin::Paragraphs(one)), Some(Origin::Paragraphs(other))) if one == other);
            match groups.last_mut().filter(|_| is_one) {
                Some(last) => last.end = at + 1,
                None => groups.push(at..at + 1),
            }
            *group = groups.len() - 1;
        }
        let mut current: Option<usize> = None;
        let mut stream: Vec<Sign> = Vec::new();
        let mut pending: Vec<Wish> = Vec::new();
        let is_new = |known: Known, wish: &Wish| {
            wish.says.iter().all(|sign| {
                matches!(sign.what, What::Comment(_)) || known.new_only(sign.state.inserted).is_some()
            })
        };
        let mut wishes = wishes.into_iter();
        loop {
            let wish = wishes.next();
            let group = wish
                .as_ref()
                .and_then(|wish| wish.origin)
                .map(|origin| group_of[origin]);
            match wish {
                Some(wish) if group.is_some() && group == current => {
                    self.join(pending.drain(..), wanted, &mut stream);
                    stream.extend(wish.says);
                }
                Some(wish) if group.is_none() => {
                    if is_new(self.known, &wish) || current.is_none() {
                        pending.push(wish);
                    } else {
                        self.join(pending.drain(..), wanted, &mut stream);
                        stream.extend(wish.says);
                    }
                }
                next => {
                    if let Some(group) = current {
                        let base_signs = says_now[groups[group].clone()].concat();
                        let own = std::mem::take(&mut stream);
                        self.paragraph(&places[groups[group].start], &base_signs, &own);
                    }
                    for wish in pending.drain(..) {
                        let spot = spot(wish.at, origins, places);
                        self.fresh(&wish, spot.as_ref(), (base, places, &says_now), (wanted, origins));
                    }
                    let Some(wish) = next else { break };
                    current = group;
                    stream = wish.says;
                }
            }
        }
    }

    /// Takes what is new into the paragraph that it cuts in two, where nothing but paragraphs can stand.
    fn join(&mut self, wishes: impl Iterator<Item = Wish>, wanted: &[Block], stream: &mut Vec<Sign>) {
        for wish in wishes {
            match &wanted[wish.at].kind {
                BlockKind::Table(_) => self.refused.push(NoPlace::Table),
                BlockKind::Picture(picture) => {
                    self.refused.push(NoPlace::Picture(picture.alternative.clone()));
                }
                _ => {}
            }
            stream.extend(wish.says);
        }
    }

    /// A paragraph, table or picture that is new.
    fn fresh(
        &mut self,
        wish: &Wish,
        spot: Option<&Spot>,
        (base, places, says_now): (&[Block], &[Origin], &[Vec<Sign>]),
        (wanted, origins): (&[Block], &[Vec<usize>]),
    ) {
        let block = &wanted[wish.at];
        let Some(spot) = spot else {
            self.refused.push(NoPlace::Nowhere(telling::of_block(block)));
            return;
        };
        if let BlockKind::Table(table) = &block.kind {
            let tables = origins.iter().enumerate().filter_map(|(at, origin)| {
                let &of = origin.first()?;
                match (&base[of].kind, places.get(of)) {
                    (BlockKind::Table(table), Some(Origin::Table(origin))) => Some((at, table, origin)),
                    _ => None,
                }
            });
            let like = tables
                .filter(|(_, _, origin)| self.has_lines(origin))
                .min_by_key(|(at, ..)| at.abs_diff(wish.at));
            let like = like.map(|(_, table, origin)| (table, origin));
            if let Err(refused) = self.new_table(table, block.revision, spot, like) {
                self.refused.push(refused);
            }
            return;
        }
        if let BlockKind::Picture(picture) = &block.kind {
            let pictures =
                origins
                    .iter()
                    .enumerate()
                    .filter_map(|(at, origin)| match places.get(*origin.first()?) {
                        Some(Origin::Picture { place, .. }) => Some((at.abs_diff(wish.at), place)),
                        _ => None,
                    });
            let like = pictures.min_by_key(|(far, _)| *far).map(|(_, place)| place);
            if let Err(refused) = self.new_picture(picture, block.revision, spot, like) {
                self.refused.push(refused);
            }
            return;
        }
        // The nearest of the same kind, before it if there is one as near; else the nearest that is text.
        let likeness = |other: &Block| {
            let is_kind = std::mem::discriminant(&other.kind) == std::mem::discriminant(&block.kind);
            let is_like = is_kind && other.label.is_some() == block.label.is_some();
            match (
                is_like && other.depth == block.depth,
                is_like,
                is_text(&other.kind) && other.label.is_none(),
            ) {
                (true, ..) => 0,
                (_, true, _) => 1,
                (.., true) => 2,
                _ => UNLIKE,
            }
        };
        let mut near: Vec<(usize, usize, usize)> = origins
            .iter()
            .enumerate()
            .filter_map(|(at, origin)| {
                let &of = origin.first()?;
                Some((likeness(&base[of]), at.abs_diff(wish.at), of))
            })
            .filter(|&(likeness, _, of)| {
                likeness < UNLIKE && matches!(places.get(of), Some(Origin::Paragraphs(_)))
            })
            .collect();
        near.sort_unstable();
        let pattern = near
            .into_iter()
            .take(MOST_PATTERNS)
            .find_map(|(_, _, of)| match &places[of] {
                Origin::Paragraphs(places) => self.pattern(places.first()?, &says_now[of]),
                _ => None,
            });
        let end = wish.says.last().and_then(|sign| sign.state.inserted);
        let Some(end) = end else {
            self.refused.push(NoPlace::Nowhere(telling::of_block(block)));
            return;
        };
        let xml = pattern
            .unwrap_or_default()
            .paragraph(&wish.says, end, &mut self.pen);
        self.put(&spot.part, spot.at..spot.at, xml);
    }

    pub(super) fn pattern(&self, place: &Place, says: &[Sign]) -> Option<Pattern<'t>> {
        Pattern::of(self.file, place, says, &self.pen)
    }

    /// A paragraph of the file, or several that are one block.
    pub(super) fn paragraph(&mut self, origin: &Origin, base: &[Sign], wanted: &[Sign]) {
        let same = |one: &Sign, other: &Sign| one.what == other.what && one.state == other.state;
        let is_same =
            base.len() == wanted.len() && base.iter().zip(wanted).all(|(one, other)| same(one, other));
        if is_same {
            return;
        }
        let Origin::Paragraphs(places) = origin else {
            self.refused.push(NoPlace::Unlike(telling::of_signs(wanted)));
            return;
        };
        if let Err(refused) = self.edit(places, base, wanted) {
            self.refused.push(refused);
        }
    }

    fn edit(&mut self, places: &[Place], base: &[Sign], wanted: &[Sign]) -> Result<(), NoPlace> {
        let unlike = || NoPlace::Unlike(telling::of_signs(wanted));
        let mut anatomies = Vec::with_capacity(places.len());
        for place in places {
            anatomies.push(self.file.anatomy(place).ok_or_else(unlike)?);
        }
        let shown: Vec<Vec<Shows>> = anatomies.iter().map(file::signs).collect();
        let all = shown.concat();
        let note_of = |shows: &Shows| self.pen.name_of(shows);
        let steps = steps::steps(base, wanted, &all, (self.known, self.own), &note_of).ok_or_else(unlike)?;
        let mut rest = steps.as_slice();
        let mut before = 0;
        for ((place, anatomy), shown) in places.iter().zip(&anatomies).zip(&shown) {
            let end = before + shown.len();
            let is_last = end == all.len();
            let cut = if is_last { rest.len() } else { cut(rest, end) };
            let (own, behind) = rest.split_at(cut);
            rest = behind;
            let own: Vec<Step> = own.iter().map(|step| step.counted_from(before)).collect();
            before = end;
            if own.iter().all(Step::is_idle) {
                continue;
            }
            let (text, element) = self.file.element(place).ok_or_else(unlike)?;
            let written = Writer::new(anatomy, &mut self.pen, &own).write(&own);
            let Some(written) = written else {
                return Err(NoPlace::Uncut(telling::of_signs(wanted)));
            };
            let xml = self.assembled(text, element, &written);
            self.put(&place.part, place.bytes.clone(), xml);
        }
        Ok(())
    }

    /// A paragraph of what was written of it, in pieces where it was cut.
    fn assembled(&mut self, text: &str, element: crate::ooxml::Element<'_>, written: &Written) -> String {
        let w = self.pen.prefix.clone();
        let properties = element.child("pPr");
        let mut xml = String::new();
        for (content, split) in &written.contents {
            match split {
                Some(by) => {
                    let edit = MarkEdit {
                        put_in: vec![format!("{}/>", self.pen.mark(*by))],
                        ..MarkEdit::default()
                    };
                    let own = properties::paragraph(text, properties, &w, &edit, true);
                    xml.push_str(&format!("<{w}p>{own}{content}</{w}p>"));
                }
                None => {
                    let Fate {
                        deletion_refused,
                        deleted,
                    } = written.mark;
                    let edit = MarkEdit {
                        put_in: deleted
                            .iter()
                            .map(|by| format!("{}/>", self.pen.mark(*by)))
                            .collect(),
                        drops_deletion: deletion_refused,
                        align: None,
                    };
                    let own = match edit.is_idle() {
                        true => properties.map_or(String::new(), |it| text[it.place()].to_owned()),
                        false => properties::paragraph(text, properties, &w, &edit, false),
                    };
                    let start = start_tag(text, element);
                    let start = match start.strip_suffix("/>") {
                        Some(tag) => format!("{tag}>"),
                        None => start.to_owned(),
                    };
                    let (before, behind) = deleted.map(|by| self.pen.range(by)).unwrap_or_default();
                    xml.push_str(&format!("{start}{own}{before}{content}</{w}p>{behind}"));
                }
            }
        }
        xml
    }

    /// What was put into a place last.
    pub(super) fn last_put(&self, spot: &Spot) -> Option<&String> {
        let (place, xml) = self.edits.get(&spot.part)?.last()?;
        (*place == (spot.at..spot.at)).then_some(xml)
    }

    pub(super) fn put(&mut self, part: &Rc<str>, place: Range<usize>, xml: String) {
        self.edits.entry(part.clone()).or_default().push((place, xml));
    }
}

/// Where a new block goes that is to stand at a place among others: behind the one before it, else before
/// the one behind.
fn spot(at: usize, origins: &[Vec<usize>], places: &[Origin]) -> Option<Spot> {
    let beside = |at: usize| origins.get(at).and_then(|origin| origin.last()).copied();
    let before = (0..at).rev().find_map(beside);
    let behind = (at..origins.len()).find_map(beside);
    let bounds = |at: Option<usize>| places.get(at?)?.bounds();
    bounds(before)
        .map(|(_, last)| Spot::behind(last))
        .or_else(|| bounds(behind).map(|(first, _)| Spot::before(first)))
}

/// Where the steps end that are of a paragraph whose signs end there. Behind a label that is a paragraph of
/// its own, as the number of a table is, the text of the next one begins.
fn cut(steps: &[Step], end: usize) -> usize {
    let is_behind = |step: &Step| matches!(step, Step::Take { sign, .. } if *sign >= end);
    let behind = steps.iter().position(is_behind).unwrap_or(steps.len());
    let is_taken = |step: &Step| matches!(step, Step::Take { .. });
    let own = steps[..behind].iter().rposition(is_taken);
    match own.filter(|&last| steps[last].is_of_label()) {
        Some(last) => {
            let of_label = steps[last..behind].iter().take_while(|step| step.is_of_label());
            last + of_label.count()
        }
        None => behind,
    }
}

/// Kinds that are set like running text.
fn is_text(kind: &BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Paragraph | BlockKind::Clause | BlockKind::Formula
    )
}
