//! Puts the lines of a source together anew: what stays, what is spliced, what is printed, and the
//! blank lines between.

use std::ops::Range;

use super::guards::{going_on, guarded, unguarded};
use super::lines::{Item, Placed, changes_in, items, line_break, whole_lines};
use super::relined::relined;
use super::seams::put_behind;
use super::splice::{Splice, Text};
use super::{Tier, front, patch, table, trimmed};
use crate::diagnostic::Edit;
use crate::format::{self, Printed};
use crate::model::{Block, BlockKind, ChangeScope, Document, Inline, InlineKind, Note, Revision};
use crate::revision::Wanted;

/// Both documents as they are printed, once that is asked for.
#[derive(Default)]
pub(super) struct Prints {
    before: Option<Printed>,
    after: Option<Printed>,
}

/// The edits that make a source say what is wanted, each block in the way that its tier asks for.
pub(super) fn edits(
    source: &str,
    document: &Document,
    wanted: &Wanted,
    tiers: &[Tier],
    note_tiers: &[Tier],
    printed: &mut Prints,
) -> Vec<Edit> {
    let mut composer = Composer {
        source,
        document,
        wanted,
        printed,
        line_break: line_break(source),
        edits: front::edits(source, document, wanted),
    };
    composer.lines(tiers, note_tiers);
    composer.edits
}

struct Composer<'s, 'p> {
    source: &'s str,
    document: &'s Document,
    wanted: &'s Wanted,
    printed: &'p mut Prints,
    line_break: &'static str,
    edits: Vec<Edit>,
}

/// What was written last.
#[derive(Clone, Copy)]
struct Above {
    /// Its block in the document that is wanted; none for a note.
    block: Option<usize>,
    /// Where its lines ended in the source.
    end: usize,
    /// Whether blank lines must stand behind it.
    apart: bool,
    /// Whether anything was taken out since, and the widest gap then.
    lost: bool,
    gap: (usize, usize),
}

impl Composer<'_, '_> {
    fn lines(&mut self, tiers: &[Tier], note_tiers: &[Tier]) {
        let places = Places::of(self.document, self.wanted);
        let items = items(self.source, self.document, |note| places.notes[note].is_some());
        let mut above: Option<Above> = None;
        // The next block that is wanted and has no place in the source yet.
        let mut next_new = 0;
        for (at, placed) in items.iter().enumerate() {
            let gap_start = at.checked_sub(1).map_or_else(
                || first_line(self.source, self.document),
                |before| items[before].lines.end,
            );
            let gap = gap_start.min(placed.lines.start)..placed.lines.start;
            let chunk = match placed.item {
                Item::Block(block) => places.blocks[block].map(|wanted| {
                    (
                        Some(wanted),
                        tiers[wanted],
                        self.block(wanted, placed, &items[at..], tiers[wanted]),
                    )
                }),
                Item::Note(note) => places.notes[note].map(|wanted| {
                    (
                        None,
                        note_tiers[wanted],
                        self.note(note, wanted, placed, note_tiers[wanted]),
                    )
                }),
            };
            let Some((block, tier, text)) = chunk else {
                self.lose(&mut above, &gap);
                continue;
            };
            if let Some(block) = block {
                while next_new < block {
                    if self.wanted.blocks[next_new].is_empty() {
                        self.insert(next_new, &mut above, placed.lines.start);
                    }
                    next_new += 1;
                }
                next_new = block + 1;
            }
            self.gap(above, &gap, block, tier, &text, placed);
            self.edits
                .extend(trimmed(self.source, placed.lines.start, placed.lines.end, &text));
            above = Some(Above {
                block,
                end: placed.lines.end,
                apart: tier.is_apart(),
                lost: false,
                gap: (0, 0),
            });
        }
        for new in next_new..self.wanted.blocks.len() {
            if self.wanted.blocks[new].is_empty() {
                self.insert(new, &mut above, self.source.len());
            }
        }
        for new in 0..self.wanted.notes.len() {
            if self.wanted.notes[new].0.is_none() {
                self.insert_note(new, &mut above);
            }
        }
        // What is lost at the end takes the blank lines above it along.
        if let Some(above) = above.filter(|above| above.lost) {
            self.edits
                .extend(trimmed(self.source, above.end, self.source.len(), ""));
        } else if above.is_none() && !items.is_empty() {
            let start = first_line(self.source, self.document);
            self.edits
                .extend(trimmed(self.source, start, self.source.len(), ""));
        } else {
            let end = items
                .last()
                .map_or_else(|| first_line(self.source, self.document), |last| last.lines.end);
            let blank = self.blank(end..self.source.len());
            self.edits
                .extend(trimmed(self.source, end, self.source.len(), &blank));
        }
    }

    /// An item goes; of the gaps around it the larger stays.
    fn lose(&self, above: &mut Option<Above>, gap: &Range<usize>) {
        let start = first_line(self.source, self.document);
        let above = above.get_or_insert(Above {
            block: None,
            end: start,
            apart: false,
            lost: false,
            gap: (0, 0),
        });
        let wider = gap.len() > above.gap.1 - above.gap.0;
        if wider {
            above.gap = (gap.start, gap.end);
        }
        above.lost = true;
    }

    /// The blank lines before an item that stays.
    fn gap(
        &mut self,
        above: Option<Above>,
        gap: &Range<usize>,
        block: Option<usize>,
        tier: Tier,
        text: &str,
        placed: &Placed,
    ) {
        let old_text = self.source.get(placed.lines.clone()).unwrap_or_default();
        // What began a block of its own by its first characters may not do so any more.
        let has_lost_form = format::begins_form(first_words(old_text)) && old_text != text;
        let (start, old, blank) = match above {
            Some(above) if above.lost => {
                let kept = if gap.len() > above.gap.1 - above.gap.0 {
                    gap.clone()
                } else {
                    above.gap.0..above.gap.1
                };
                // At the top of a file nothing is left to stand apart from.
                let blank = if above.end == 0 {
                    String::new()
                } else {
                    self.blank(kept)
                };
                (above.end, above.end..placed.lines.start, blank)
            }
            Some(above) => (above.end, gap.clone(), self.blank(gap.clone())),
            None => (gap.start, gap.clone(), self.blank(gap.clone())),
        };
        let lost = above.is_some_and(|above| above.lost);
        let wants = tier.is_apart()
            || above.is_some_and(|above| above.apart)
            || (has_lost_form || lost)
                && !format::begins_form(first_words(text))
                && self.wants_blank(above, block);
        let is_top = start == 0 && above.is_none_or(|above| above.end == 0);
        let blank = if blank.is_empty() && wants && !is_top {
            self.line_break.to_owned()
        } else {
            blank
        };
        // At the top of a file a closing rule might open front matter.
        let may_open = is_top && text.trim_end() == "---" && self.document.front.span.is_none();
        let blank = if may_open && (above.is_some() || tier > Tier::Bare) {
            ["---", "---", "", ""].join(self.line_break)
        } else {
            blank
        };
        self.edits
            .extend(trimmed(self.source, old.start, old.end, &blank));
    }

    /// Whether the house's form has a blank line between two blocks.
    fn wants_blank(&self, above: Option<Above>, block: Option<usize>) -> bool {
        let blocks = &self.wanted.document.blocks;
        let above = above.and_then(|above| above.block).and_then(|at| blocks.get(at));
        let block = block.and_then(|at| blocks.get(at));
        match (above, block) {
            (Some(above), Some(block)) => format::stand_apart(above, block),
            _ => false,
        }
    }

    /// What stands between two items: blank lines, and marks around nothing, which go once they are
    /// decided.
    fn blank(&self, gap: Range<usize>) -> String {
        let here = changes_in(self.document, gap.clone());
        let gone = here.filter(|(id, _)| self.wanted.gone.contains(id));
        self.without(gap, gone.map(|(_, change)| whole_lines(self.source, change.span)))
    }

    /// A stretch of the source without some of its ranges, which are in order.
    fn without(&self, stretch: Range<usize>, gone: impl Iterator<Item = Range<usize>>) -> String {
        let mut text = String::new();
        let mut at = stretch.start;
        for range in gone {
            text.push_str(&self.slice(at..range.start.max(at)));
            at = range.end.max(at);
        }
        text.push_str(&self.slice(at..stretch.end.max(at)));
        text
    }

    fn slice(&self, range: Range<usize>) -> String {
        self.source.get(range).unwrap_or_default().to_owned()
    }

    /// Writes a block that no source has, behind what stands above.
    fn insert(&mut self, new: usize, above: &mut Option<Above>, at: usize) {
        let text = self.printed_block(new);
        let place = above.map_or(at, |above| above.end);
        let apart = self.wants_blank(*above, Some(new));
        self.put(place, apart, &text);
        if let Some(above) = above {
            above.block = Some(new);
        }
    }

    /// Writes a note that no source has, behind everything.
    fn insert_note(&mut self, new: usize, above: &mut Option<Above>) {
        let text = self.printed().note(new).to_owned();
        let place = above.map_or(self.source.len(), |above| above.end);
        let apart = above.is_some_and(|above| above.block.is_some());
        self.put(place, apart, &text);
        if let Some(above) = above {
            above.block = None;
        }
    }

    /// Writes lines between two lines of the source.
    fn put(&mut self, place: usize, apart: bool, text: &str) {
        let text = text.replace('\n', self.line_break);
        let ends = place == 0 || self.source[..place].ends_with('\n');
        let end = if ends { "" } else { self.line_break };
        let gap = if apart { self.line_break } else { "" };
        self.edits.push(Edit {
            span: crate::source::Span::new(place, place),
            text: format!("{end}{gap}{text}"),
        });
    }

    fn printed(&mut self) -> &Printed {
        let document = &self.wanted.document;
        self.printed.after.get_or_insert_with(|| Printed::of(document))
    }

    /// Lines with the spelling of all that stays; `of` finds what they stand for in the document as it
    /// is printed.
    fn patched(
        &mut self,
        tier: Tier,
        lines: &[Range<usize>],
        of: impl Fn(&Printed) -> String,
        printed: &str,
    ) -> Option<String> {
        if !tier.keeps_bytes() {
            return None;
        }
        let document = self.document;
        let before = of(self.printed.before.get_or_insert_with(|| Printed::of(document)));
        let parts = lines.iter().map(|lines| self.without_blank_marks(lines.clone()));
        let parts: Vec<String> = parts.collect();
        let mut lines = String::new();
        for (at, part) in parts.iter().enumerate() {
            match at + 1 == parts.len() {
                true => lines.push_str(part),
                // One paragraph has no blank line.
                false => lines.extend([part.trim_end_matches(['\r', '\n']), " "]),
            }
        }
        patch::patched(&lines, &before, printed, self.line_break)
    }

    /// Some lines without the marks around nothing but spaces that are decided: no block has a piece in
    /// them, so nothing tells that they are there.
    fn without_blank_marks(&self, lines: Range<usize>) -> String {
        let here = changes_in(self.document, lines.clone());
        let blank = here.filter(|(id, change)| {
            matches!(change.scope, ChangeScope::Text | ChangeScope::Replacement)
                && self.slice(change.content.range()).trim_matches(' ').is_empty()
                && self.wanted.gone.contains(id)
        });
        self.without(lines, blank.map(|(_, change)| change.span.range()))
    }

    fn printed_block(&mut self, at: usize) -> String {
        self.printed().block(at).to_owned()
    }

    /// The lines of a block as they shall be.
    fn block(&mut self, at: usize, placed: &Placed, items: &[Placed], tier: Tier) -> String {
        let old_lines = self.slice(placed.lines.clone());
        let origins = &self.wanted.blocks[at];
        if tier.keeps_bytes()
            && !tier.compares_prints()
            && let Some(text) = self.spliced(at, placed, items, tier)
        {
            return match tier {
                Tier::Bare if text != old_lines => unguarded(text),
                Tier::Bare => text,
                Tier::Guarded | Tier::Starred | Tier::GuardedApart => {
                    guarded(&self.wanted.document.blocks[at], text)
                }
                Tier::Moved => {
                    let text = going_on(&self.wanted.document.blocks[at], text);
                    let printed = self.printed().block(at);
                    let margin = printed.len() - printed.trim_start_matches(' ').len();
                    format!("{}{}", &printed[..margin], text.trim_start_matches([' ', '\t']))
                }
                _ => going_on(&self.wanted.document.blocks[at], text),
            };
        }
        let printed = self.printed_block(at);
        let before = |prints: &Printed| origins.iter().map(|&origin| prints.block(origin)).collect();
        if let Some(lines) = lines_of(origins, items)
            && let Some(patched) = self.patched(tier, &lines, before, &printed)
        {
            return patched;
        }
        let first = origins.first().map(|&first| &self.document.blocks[first]);
        let depth = self.wanted.document.blocks[at].depth;
        // Where the old indent means another level now, the block gets that of its level.
        let keeps_indent = tier < Tier::SetApart && first.is_some_and(|first| first.depth == depth);
        relined(
            &old_lines,
            &printed,
            keeps_indent,
            tier == Tier::Print,
            self.line_break,
        )
    }

    fn spliced(&self, at: usize, placed: &Placed, items: &[Placed], tier: Tier) -> Option<String> {
        let block = &self.wanted.document.blocks[at];
        let origins = &self.wanted.blocks[at];
        if let [only] = origins.as_slice() {
            return self.spliced_alone(&self.document.blocks[*only], block, placed.lines.clone(), tier);
        }
        let lines = lines_of(origins, items)?;
        let contents = parted(&block.content, &lines);
        let mut text = String::new();
        for (part, ((&origin, lines), content)) in origins.iter().zip(lines).zip(contents).enumerate() {
            let old = &self.document.blocks[origin];
            let is_last = part + 1 == origins.len();
            let mut splice = Splice::new(self.source, self.document, self.wanted, lines)
                .escaping_stars(tier.escapes_stars());
            let new = Text {
                label: block.label.as_ref().filter(|_| part == 0),
                content: &content,
                whole: block.revision,
                mark: if is_last { block.mark } else { Revision::NONE },
            };
            splice.text(text_of(old), new)?;
            // Spaces behind a comment at the start of a block are none of its text.
            let is_comment = |inline: &&Inline| matches!(inline.kind, InlineKind::Comment(_));
            for comment in old.content.iter().take_while(is_comment).filter(|_| part > 0) {
                let end = comment.span.end as usize;
                let rest = self.source.get(end..).unwrap_or_default();
                splice.cut(end..end + rest.len() - rest.trim_start_matches([' ', '\t']).len());
            }
            let spliced = splice.finish()?;
            if part == 0 {
                text = spliced;
            } else {
                text.truncate(text.trim_end_matches(['\r', '\n']).len());
                put_behind(&mut text, spliced.trim_start_matches([' ', '\t']));
            }
        }
        Some(text)
    }

    fn spliced_alone(&self, old: &Block, new: &Block, lines: Range<usize>, tier: Tier) -> Option<String> {
        if let (BlockKind::Table(before), BlockKind::Table(after)) = (&old.kind, &new.kind) {
            let (before, after) = ((before, old.revision), (after, new.revision));
            let splice = Splice::new(self.source, self.document, self.wanted, lines.clone())
                .escaping_stars(tier.escapes_stars());
            return table::spliced(
                self.source,
                self.document,
                self.wanted,
                (lines, splice),
                before,
                after,
            );
        }
        let mut splice =
            Splice::new(self.source, self.document, self.wanted, lines).escaping_stars(tier.escapes_stars());
        splice.text(text_of(old), text_of(new))?;
        splice.finish()
    }

    /// The lines of a note as they shall be.
    fn note(&mut self, old: usize, new: usize, placed: &Placed, tier: Tier) -> String {
        let (before, after) = (&self.document.notes[old], &self.wanted.document.notes[new]);
        if tier.keeps_bytes()
            && !tier.compares_prints()
            && let Some(text) = self.spliced_note(before, after, &self.wanted.notes[new].1, (placed, tier))
        {
            return text;
        }
        let printed = self.printed().note(new).to_owned();
        let lines = self.slice(placed.lines.clone());
        if let Some(patched) = self.patched(
            tier,
            std::slice::from_ref(&placed.lines),
            |prints| prints.note(old).to_owned(),
            &printed,
        ) {
            return patched;
        }
        relined(&lines, &printed, true, tier == Tier::Print, self.line_break)
    }

    fn spliced_note(
        &self,
        old: &Note,
        new: &Note,
        origins: &[Vec<usize>],
        (placed, tier): (&Placed, Tier),
    ) -> Option<String> {
        let mut text = String::new();
        let mut at = placed.lines.start;
        let mut left = new.blocks.iter().zip(origins).peekable();
        for (place, block) in old.blocks.iter().enumerate() {
            let lines = whole_lines(self.source, block.span);
            let Some((next, _)) = left.next_if(|(_, origins)| origins.as_slice() == [place]) else {
                // A paragraph goes with the blank lines above it; the first holds the note's head.
                if place == 0 {
                    return None;
                }
                at = lines.end;
                continue;
            };
            let between = self.source.get(at..lines.start)?;
            text.push_str(between);
            let is_below = place > 0 && !between.lines().any(|line| line.trim().is_empty());
            if is_below && tier.is_apart() {
                text.push_str(self.line_break);
            }
            text.push_str(&self.spliced_alone(block, next, lines.clone(), tier)?);
            at = lines.end;
        }
        text.push_str(self.source.get(at.min(placed.lines.end)..placed.lines.end)?);
        left.next().is_none().then_some(text)
    }
}

/// The lines of the blocks that one is made of, which stand in the order of the source.
fn lines_of(origins: &[usize], items: &[Placed]) -> Option<Vec<Range<usize>>> {
    let mut items = items.iter();
    let lines = origins.iter().map(|&origin| {
        let place = items.find(|placed| placed.item == Item::Block(origin))?;
        Some(place.lines.clone())
    });
    lines.collect()
}

fn text_of(block: &Block) -> Text<'_> {
    Text {
        label: block.label.as_ref(),
        content: &block.content,
        whole: block.revision,
        mark: block.mark,
    }
}

/// The runs that were read from each of some stretches of lines; a run that several share is cut.
fn parted(content: &[Inline], lines: &[Range<usize>]) -> Vec<Vec<Inline>> {
    let mut parts = vec![Vec::new(); lines.len()];
    let part_of = |offset: usize| {
        let part = lines.partition_point(|lines| lines.end <= offset);
        lines
            .get(part)
            .filter(|lines| lines.contains(&offset))
            .map(|_| part)
    };
    for inline in content {
        let InlineKind::Text(text) = &inline.kind else {
            if let Some(part) = part_of(inline.span.start as usize) {
                parts[part].push(inline.clone());
            }
            continue;
        };
        let places = text.char_indices();
        let mut places = places.map(|(at, _)| (at, inline.source_offset(at).and_then(part_of)));
        let Some((_, mut part)) = places.next() else {
            continue;
        };
        let mut rest = inline.clone();
        let mut start = 0;
        for (at, next) in places {
            if next == part {
                continue;
            }
            let behind = rest.split_off(at - start);
            put_into(&mut parts, part, std::mem::replace(&mut rest, behind));
            (part, start) = (next, at);
        }
        put_into(&mut parts, part, rest);
    }
    parts
}

fn put_into(parts: &mut [Vec<Inline>], part: Option<usize>, run: Inline) {
    if let Some(runs) = part.and_then(|part| parts.get_mut(part)) {
        runs.push(run);
    }
}

/// The first line of some lines, without its indent.
fn first_words(lines: &str) -> &str {
    lines.lines().next().unwrap_or_default().trim_start()
}

/// Where the text behind the front matter begins.
fn first_line(source: &str, document: &Document) -> usize {
    document
        .front
        .span
        .map_or(0, |span| whole_lines(source, span).end)
}

/// Which block or note of the wanted document begins with which of the source.
struct Places {
    blocks: Vec<Option<usize>>,
    notes: Vec<Option<usize>>,
}

impl Places {
    fn of(document: &Document, wanted: &Wanted) -> Self {
        let mut places = Self {
            blocks: vec![None; document.blocks.len()],
            notes: vec![None; document.notes.len()],
        };
        for (at, origins) in wanted.blocks.iter().enumerate() {
            if let Some(place) = origins.first().and_then(|&first| places.blocks.get_mut(first)) {
                *place = Some(at);
            }
        }
        for (at, (origin, _)) in wanted.notes.iter().enumerate() {
            if let Some(place) = origin.and_then(|origin| places.notes.get_mut(origin)) {
                *place = Some(at);
            }
        }
        places
    }
}
