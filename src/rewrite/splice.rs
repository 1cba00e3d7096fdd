//! Takes out of some lines what a text loses, and leaves every other byte as it stands.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::lines::{changes_in, line_break, line_mark};
use super::pieces::{NOWHERE, Piece, pieces};
use super::seams::{joins, stars_join};
use crate::format::{self, signature};
use crate::model::{ChangeId, ChangeScope, Document, Inline, InlineKind, Label, LabelRun, Revision};
use crate::revision::Wanted;
use crate::source::Span;

/// Marks nest no deeper than this: a replacement has two halves, each inside an insertion.
const MARKS_AROUND: usize = 4;

/// A text with what stands around it: of a block, a row's cell, or a value.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Text<'d> {
    pub(super) label: Option<&'d Label>,
    pub(super) content: &'d [Inline],
    /// The state of the whole.
    pub(super) whole: Revision,
    /// The state of its paragraph mark, that of the whole not counted in.
    pub(super) mark: Revision,
}

/// Some lines of the source that lose pieces.
pub(super) struct Splice<'s> {
    source: &'s str,
    old: &'s Document,
    wanted: &'s Wanted,
    lines: Range<usize>,
    /// The pieces of all texts on the lines, and whether each is kept.
    pieces: Vec<Piece>,
    kept: Vec<bool>,
    /// The changes that the texts were and are part of.
    before: BTreeSet<ChangeId>,
    after: BTreeSet<ChangeId>,
    cuts: Vec<Range<usize>>,
    /// What is written in the place of a cut that begins here, or between two characters.
    puts: BTreeMap<usize, String>,
    /// Where a key may end that the next character would join.
    ends: BTreeSet<usize>,
    /// Whether every star that is text is told so.
    escapes_stars: bool,
}

impl<'s> Splice<'s> {
    pub(super) fn new(source: &'s str, old: &'s Document, wanted: &'s Wanted, lines: Range<usize>) -> Self {
        Self {
            source,
            old,
            wanted,
            lines,
            pieces: Vec::new(),
            kept: Vec::new(),
            before: BTreeSet::new(),
            after: BTreeSet::new(),
            cuts: Vec::new(),
            puts: BTreeMap::new(),
            ends: BTreeSet::new(),
            escapes_stars: false,
        }
    }

    /// The same, which writes a backslash before every star that is text: what stood around it and
    /// kept it from setting words in italics may go.
    pub(super) fn escaping_stars(mut self, escapes: bool) -> Self {
        self.escapes_stars = escapes;
        self
    }

    /// Takes out a range whatever stands in it.
    pub(super) fn cut(&mut self, range: Range<usize>) {
        if range.start < range.end {
            self.cuts.push(range);
        }
    }

    /// Makes the old text say what the new one does; none where the new one is more than the old
    /// one without some of its pieces and marks.
    pub(super) fn text(&mut self, old: Text<'_>, new: Text<'_>) -> Option<()> {
        let is_new = |label: &Label| label.runs.iter().any(|run| run.span == Span::NONE);
        let relabelled = new.label.is_some_and(is_new);
        if let (true, Some(before), Some(after)) = (relabelled, old.label, new.label) {
            self.relabel(before, after)?;
        }
        let label = |label| if relabelled { None } else { label };
        let before = pieces(self.source, label(old.label), old.content, old.whole)?;
        let after = pieces(self.source, label(new.label), new.content, new.whole)?;
        let mut kept = kept(&before, &after, old.whole)?;
        if old.whole.deleted.is_some() && new.whole.deleted.is_none() {
            self.cut_repeated_mark();
        }
        self.before
            .extend(states(old, before.iter().filter(|piece| !piece.is_space)));
        self.after.extend(states(new, after.iter()));
        for (piece, kept) in before.iter().zip(&mut kept) {
            // A space of a change that stays, or in a mark that does, may be one too many now, which
            // changes nothing.
            *kept |= piece.is_space && (self.is_of_what_stays(piece, old.whole) || self.is_in_mark(piece));
        }
        self.keep_line_ends(&before, &kept);
        for inline in old.content {
            if matches!(inline.kind, InlineKind::Comment(_)) {
                self.ends.insert(inline.span.end as usize);
            }
        }
        self.pieces.extend(before);
        self.kept.extend(kept);
        Some(())
    }

    /// Takes out a line mark that repeats what a strike around the block says: it is no change of its
    /// own, and would be one once that strike is gone.
    fn cut_repeated_mark(&mut self) {
        let Some(lines) = self.source.get(self.lines.clone()) else {
            return;
        };
        let words = lines.trim_start_matches([' ', '\t']);
        let start = self.lines.start + lines.len() - words.len();
        let is_change = |id: &ChangeId| self.old.change(*id).span.start as usize == start;
        let mark = line_mark(words);
        if !words.starts_with("--") || mark == 0 || self.written().iter().any(is_change) {
            return;
        }
        self.cut(start..start + mark);
    }

    /// Writes what is new of a label in the place of what it stands for; none where the rest of the
    /// label changes as well.
    fn relabel(&mut self, old: &Label, new: &Label) -> Option<()> {
        let is_kept = |run: &&LabelRun| new.runs.iter().any(|other| other.span == run.span);
        let mut gone = old.runs.iter().filter(|run| !is_kept(run));
        let (gone, others) = (gone.next()?, gone.next());
        let kept = old.runs.iter().filter(is_kept);
        let same = kept.eq(new.runs.iter().filter(|run| run.span != Span::NONE));
        // What stands inside a mark already is written without it.
        let inside = gone.revision;
        let written = new
            .runs
            .iter()
            .filter(|run| run.span == Span::NONE)
            .map(|run| LabelRun {
                revision: if run.revision == inside {
                    Revision::NONE
                } else {
                    run.revision
                },
                ..run.clone()
            });
        let written: Vec<LabelRun> = written.collect();
        if !same || others.is_some() || gone.span == Span::NONE {
            return None;
        }
        let text = format::label(&self.wanted.document, &written);
        self.replace(gone.span.range(), text);
        Some(())
    }

    /// Takes out the marks of changes that are no more, and writes anew whose the others are.
    fn marks(&mut self) -> Option<()> {
        let taken = self.taken();
        for id in self.written() {
            let change = self.old.change(id);
            let Range { start, end } = change.span.range();
            // A mark goes with the row that it stands in.
            let around = taken.partition_point(|cut| cut.start <= start).checked_sub(1);
            if around.is_some_and(|around| end <= taken[around].end) {
                continue;
            }
            if self.stays(id) {
                self.ends.insert(end);
                self.sign(id);
                continue;
            }
            if matches!(change.scope, ChangeScope::Block | ChangeScope::ParagraphMark) {
                self.cut(start..end);
                continue;
            }
            let inside = |piece: &Piece| start <= piece.range.start && piece.range.end <= end;
            let first = self.pieces.partition_point(|piece| piece.range.start < start);
            let here = self.pieces[first..].iter().zip(&self.kept[first..]);
            let mut here = here.take_while(|(piece, _)| inside(piece));
            let Some((first, _)) = here.find(|(_, kept)| **kept) else {
                self.cut(start..end);
                continue;
            };
            let content = self.half(change.span, first.range.start)?;
            let words = self.without_folded_spaces(content);
            self.cut(start..words.start);
            self.cut(words.end..end);
        }
        Some(())
    }

    /// The ranges that are taken out so far, in order; none reaches into the next.
    fn taken(&self) -> Vec<Range<usize>> {
        let mut cuts = self.cuts.clone();
        cuts.sort_by_key(|cut| cut.start);
        let mut taken: Vec<Range<usize>> = Vec::with_capacity(cuts.len());
        for cut in cuts {
            match taken.last_mut().filter(|last| cut.start < last.end) {
                Some(last) => last.end = last.end.max(cut.end),
                None => taken.push(cut),
            }
        }
        taken
    }

    /// The changes whose marks stand on the lines.
    fn written(&self) -> Vec<ChangeId> {
        let here = changes_in(self.old, self.lines.clone());
        here.filter(|(_, change)| !change.span.is_empty())
            .map(|(id, _)| id)
            .collect()
    }

    /// The half of a mark that holds an offset; none where the other half is still a change.
    fn half(&self, mark: Span, at: usize) -> Option<Range<usize>> {
        let start = mark.start as usize;
        let mut found = None;
        for (id, change) in changes_in(self.old, start..start + 1) {
            if change.span != mark || matches!(change.scope, ChangeScope::Block | ChangeScope::ParagraphMark)
            {
                continue;
            }
            if !self.wanted.gone.contains(&id) {
                return None;
            }
            let content = change.content.range();
            if content.start <= at && at < content.end {
                found = Some(content);
            }
        }
        found
    }

    /// What a mark holds, without the spaces at its edges that are no part of the text: they are
    /// folded into others, and without the mark they would be written beside them.
    fn without_folded_spaces(&self, content: Range<usize>) -> Range<usize> {
        let text = self.source.get(content.clone()).unwrap_or_default();
        if text.trim_matches(' ').is_empty() {
            return content;
        }
        let mut start = content.end - text.trim_start_matches(' ').len();
        let mut end = content.start + text.trim_end_matches(' ').len();
        let first = self
            .pieces
            .partition_point(|piece| piece.range.start < content.start);
        let here = self.pieces[first..].iter();
        for piece in here.take_while(|piece| piece.range.start < content.end) {
            start = start.min(piece.range.start);
            end = end.max(piece.range.end.min(content.end));
        }
        start..end
    }

    /// Writes the hands of a mark anew where they are others.
    fn sign(&mut self, id: ChangeId) {
        let (old, new) = (self.old.change(id), self.wanted.document.change(id));
        if old.hands == new.hands {
            return;
        }
        let written = signature(&self.wanted.document, new);
        let Range { start, end } = old.span.range();
        match old.scope {
            ChangeScope::Block => {
                // `++` or `--`, then who, then a space.
                let mark = self.source.get(start..end).unwrap_or_default();
                let space = mark.len() - mark.trim_end().len();
                self.replace(start + 2..end - space, written);
            }
            ChangeScope::ParagraphMark => self.replace(start + "{++¶++}".len()..end, written),
            ChangeScope::Text | ChangeScope::Replacement => {
                let closer = self.source.get(start..end).and_then(|mark| mark.rfind('}'));
                // A date in the mark's own words may hold no brace, so the last one closes it.
                if let Some(closer) = closer {
                    self.replace(start + closer + 1..end, written);
                }
            }
        }
    }

    /// Writes a text in the place of a range.
    pub(super) fn replace(&mut self, range: Range<usize>, text: String) {
        self.puts.insert(range.start, text);
        self.cuts.push(range);
    }

    /// Whether a piece is part of changes, that of the whole apart, which all stay.
    fn is_of_what_stays(&self, piece: &Piece, whole: Revision) -> bool {
        let Revision { inserted, deleted } = piece.revision;
        let ids = [
            inserted.filter(|id| whole.inserted != Some(*id)),
            deleted.filter(|id| whole.deleted != Some(*id)),
        ];
        let mut ids = ids.into_iter().flatten().peekable();
        ids.peek().is_some() && ids.all(|id| self.stays(id))
    }

    /// Whether a piece is written in a mark that stays, and in none that goes inside it.
    fn is_in_mark(&self, piece: &Piece) -> bool {
        let innermost = self.marks_around(&piece.range).next();
        innermost.is_some_and(|id| self.stays(id))
    }

    /// Whether a change is not decided, and has text as long as it had any.
    fn stays(&self, id: ChangeId) -> bool {
        let is_emptied = self.before.contains(&id) && !self.after.contains(&id);
        !self.wanted.gone.contains(&id) && !is_emptied
    }

    /// Takes out the pieces that go. Where a line end would go and a space beside it stay, the
    /// space goes instead: lines end behind the words that they ended behind.
    fn keep_line_ends(&mut self, before: &[Piece], kept: &[bool]) {
        let source = self.source;
        let is_line_end = |piece: &Piece| {
            source
                .get(piece.range.clone())
                .is_some_and(|text| text.contains('\n'))
        };
        let is_plain_space = |at: usize| before[at].is_space && !is_line_end(&before[at]);
        // The last piece that is kept so far.
        let mut above = None;
        let mut at = 0;
        while at < before.len() {
            if kept[at] {
                above = Some(at);
                at += 1;
                continue;
            }
            let end = (at..before.len())
                .find(|&next| kept[next])
                .unwrap_or(before.len());
            let below = (end < before.len()).then_some(end);
            let space = [above, below]
                .into_iter()
                .flatten()
                .find(|&other| is_plain_space(other));
            let line_end = (at..end).find(|&gone| before[gone].is_space && is_line_end(&before[gone]));
            let swap = line_end
                .zip(space)
                .filter(|(line_end, _)| self.marks_around(&before[*line_end].range).next().is_none());
            for (gone, piece) in before.iter().enumerate().take(end).skip(at) {
                if swap.is_none_or(|(line_end, _)| line_end != gone) {
                    self.cut(piece.range.clone());
                }
            }
            // In a mark that stays, a space too many changes nothing, and a byte less would.
            if let Some((_, space)) = swap.filter(|(_, space)| !self.is_in_mark(&before[*space])) {
                self.cut(before[space].range.clone());
            }
            at = end;
        }
    }

    /// The marks of text that stand around a range.
    fn marks_around(&self, range: &Range<usize>) -> impl Iterator<Item = ChangeId> {
        let changes = &self.old.changes;
        let upto = changes.partition_point(|change| change.span.start as usize <= range.start);
        let first = changes.partition_point(|change| (change.span.start as usize) < self.lines.start);
        let end = range.end;
        let near = (first.min(upto)..upto).rev().take(MARKS_AROUND);
        let around = near.filter(move |&at| {
            let change = &changes[at];
            let is_text = matches!(change.scope, ChangeScope::Text | ChangeScope::Replacement);
            is_text && end <= change.span.end as usize
        });
        around.map(|at| ChangeId(at as u32))
    }

    /// The stars behind an offset, marks looked through, that are characters of a text.
    fn stars_behind(&self, offset: usize) -> Range<usize> {
        let text = |at: usize| self.source.get(at..self.lines.end).unwrap_or_default();
        let mut start = offset;
        while text(start).starts_with("{++") || text(start).starts_with("{--") {
            start += "{++".len();
        }
        let first = self.pieces.partition_point(|piece| piece.range.start < start);
        let stars = self.pieces[first..].iter().zip(start..);
        let stars = stars.take_while(|(piece, at)| {
            piece.range == (*at..at + 1) && self.source.get(*at..).is_some_and(|text| text.starts_with('*'))
        });
        start..start + stars.count()
    }

    /// Keeps stars text that are so only since they stand behind a letter, where that goes.
    fn keep_stars(&mut self) {
        if self.escapes_stars {
            let stars = self.pieces.iter().zip(&self.kept);
            let stars =
                stars.filter(|(piece, kept)| **kept && self.source.get(piece.range.clone()) == Some("*"));
            let stars: Vec<usize> = stars.map(|(piece, _)| piece.range.start).collect();
            stars
                .into_iter()
                .for_each(|star| self.replace(star..star, "\\".to_owned()));
            return;
        }
        let taken = self.taken();
        for (place, cut) in taken.iter().enumerate() {
            let stars = self.stars_behind(cut.end);
            if stars.is_empty() || taken.get(place + 1).is_some_and(|next| next.start < stars.end) {
                continue;
            }
            let before = self.source.get(self.lines.start..cut.start).unwrap_or_default();
            let before = before.chars().next_back();
            let next = self
                .source
                .get(stars.end..self.lines.end)
                .and_then(|text| text.chars().next());
            let is_glued = before.is_some_and(|c| c.is_ascii_alphanumeric());
            if !is_glued && next.is_some_and(|c| !c.is_whitespace()) {
                stars.for_each(|star| self.replace(star..star, "\\".to_owned()));
            }
        }
    }

    /// Puts the pieces in the order of the source: the cells of a row that has further paragraphs share
    /// its lines.
    fn sort(&mut self) {
        let kept = std::mem::take(&mut self.kept);
        let mut pieces: Vec<(Piece, bool)> = std::mem::take(&mut self.pieces).into_iter().zip(kept).collect();
        pieces.sort_by_key(|(piece, _)| piece.range.start);
        (self.pieces, self.kept) = pieces.into_iter().unzip();
    }

    /// The lines as they are then, without lines of which nothing is left.
    pub(super) fn finish(mut self) -> Option<String> {
        self.sort();
        self.marks()?;
        self.keep_stars();
        self.cuts.sort_by_key(|cut| (cut.start, cut.end));
        let mut out = String::with_capacity(self.lines.len());
        let mut at = self.lines.start;
        let mut cuts = std::mem::take(&mut self.cuts).into_iter().peekable();
        while let Some(mut cut) = cuts.next() {
            loop {
                while let Some(next) = cuts.next_if(|next| next.start <= cut.end) {
                    if let Some(put) = self.puts.remove(&next.start) {
                        self.puts.entry(cut.start).or_default().push_str(&put);
                    }
                    cut.end = cut.end.max(next.end);
                }
                // What a separator parted is gone on one side.
                let rest = self.source.get(cut.end..).unwrap_or_default();
                if !rest.starts_with("{}") {
                    break;
                }
                cut.end += "{}".len();
            }
            out.push_str(self.source.get(at..cut.start.max(at)).unwrap_or_default());
            let put = self.puts.remove(&cut.start).unwrap_or_default();
            out.push_str(&put);
            // A remark has its line to itself.
            let lost = self.source.get(cut.clone()).unwrap_or_default();
            if lost.ends_with('\n')
                && self.source[cut.end..].starts_with("%%")
                && !out.is_empty()
                && !out.ends_with('\n')
            {
                out.push_str(line_break(lost));
            }
            let signed = !put.is_empty() || self.ends.contains(&cut.start);
            let rest = self.source.get(cut.end..).unwrap_or_default();
            let parts_stars = self.stars_behind(cut.end).is_empty() && stars_join(&out, rest);
            if signed && joins(&out, rest) || parts_stars {
                out.push_str("{}");
            }
            at = cut.end.max(at);
        }
        out.push_str(self.source.get(at..self.lines.end.max(at)).unwrap_or_default());
        let old = self.source.get(self.lines.clone()).unwrap_or_default();
        Some(without_bare_lines(old, &out))
    }
}

/// Which of the old pieces the new text has; none where it has others, or in another order, or
/// where a piece is part of a change that it was no part of. A change of the `whole` shows where that of
/// a piece goes.
fn kept(before: &[Piece], after: &[Piece], whole: Revision) -> Option<Vec<bool>> {
    let mut kept = vec![false; before.len()];
    let mut at = 0;
    let mut wants_space = false;
    for piece in after {
        if piece.range == NOWHERE {
            wants_space = true;
            continue;
        }
        let found = at + before[at..].iter().position(|old| old.range == piece.range)?;
        if std::mem::take(&mut wants_space) {
            // Any space between its neighbours will do.
            let space = (at..found).find(|&between| before[between].is_space)?;
            kept[space] = true;
        }
        at = found;
        let (old, new) = (before[at].revision, piece.revision);
        let subset = |new: Option<ChangeId>, old, around| new.is_none() || new == old || new == around;
        let is_same = subset(new.inserted, old.inserted, whole.inserted)
            && subset(new.deleted, old.deleted, whole.deleted);
        if !piece.is_stateless && !is_same {
            return None;
        }
        kept[at] = true;
        at += 1;
    }
    Some(kept)
}

fn states<'p>(text: Text<'_>, pieces: impl Iterator<Item = &'p Piece>) -> BTreeSet<ChangeId> {
    let revisions = pieces.map(|piece| piece.revision);
    let revisions = revisions.chain([text.whole, text.mark]);
    revisions
        .flat_map(|revision| [revision.inserted, revision.deleted])
        .flatten()
        .collect()
}

/// A blank line would end the block; and a line that lost its beginning keeps its indent.
fn without_bare_lines(old: &str, new: &str) -> String {
    let indent = &old[..old.len() - old.trim_start_matches([' ', '\t']).len()];
    let mut out = String::with_capacity(new.len());
    for line in new.split_inclusive('\n') {
        if line.trim().is_empty() {
            continue;
        }
        if out.is_empty() {
            out.push_str(indent);
            out.push_str(line.trim_start_matches([' ', '\t']));
        } else {
            out.push_str(line);
        }
    }
    // The last line may have lost its end with its words.
    if old.ends_with('\n') && !out.is_empty() && !out.ends_with('\n') {
        out.push_str(line_break(old));
    }
    out
}
