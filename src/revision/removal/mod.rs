//! What goes from a source text, and how the text closes over the gaps.

mod stars;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostic::Edit;
use crate::model::{Block, BlockKind, Document};
use crate::source::Span;
use crate::syntax::{begins_form, plain_guard};

/// The bytes of a source that go.
pub(super) struct Removal<'s> {
    source: &'s str,
    gone: Vec<bool>,
    /// Cuts between words, of whose two spaces one goes.
    between_words: Vec<Range<usize>>,
    joins: Vec<Join>,
    /// Where an empty line is to be put before a line.
    breaks: Vec<usize>,
    /// Where blocks start that are now one with the block above.
    joined: Vec<usize>,
    /// Stars that set something, each with the place for what keeps them from the text outside.
    set: Vec<(usize, Range<usize>)>,
    /// Where clauses and headings start that lose their labels.
    unlabelled: BTreeSet<usize>,
    /// Stars that are text, and whether emphasis is open about them.
    stars: Vec<(usize, bool)>,
    /// What is to be written, and where.
    written: Vec<(usize, String)>,
}

/// A block that goes on where another's paragraph mark was.
struct Join {
    mark: Range<usize>,
    next: Range<usize>,
    text: usize,
}

/// What the line is that a block begins with.
#[derive(Clone, Copy, PartialEq)]
enum Start {
    Text,
    /// A heading without a label.
    Heading,
    Row,
    /// Any other form, which stays one.
    Form,
}

/// A line of the source, its end not counted in.
#[derive(Clone, Copy)]
struct Line {
    start: usize,
    end: usize,
    /// Where the next line starts.
    next: usize,
}

impl<'s> Removal<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self {
            source,
            gone: vec![false; source.len()],
            between_words: Vec::new(),
            joins: Vec::new(),
            breaks: Vec::new(),
            joined: Vec::new(),
            set: Vec::new(),
            unlabelled: BTreeSet::new(),
            stars: Vec::new(),
            written: Vec::new(),
        }
    }

    /// Takes out a stretch and leaves the spaces about it.
    pub(super) fn text(&mut self, range: Range<u32>) {
        self.cut(range.start as usize..range.end as usize);
    }

    /// Takes out words, with one of the spaces that they stood between.
    pub(super) fn words(&mut self, range: Range<usize>) {
        self.cut(range.clone());
        self.between_words.push(range);
    }

    fn cut(&mut self, range: Range<usize>) {
        if let Some(bytes) = self.gone.get_mut(range) {
            bytes.fill(true);
        }
    }

    /// Takes out the `{}` that kept text from joining a mark that is no longer there.
    pub(super) fn separator(&mut self, mark: Span) {
        let end = mark.end as usize;
        let rest = self.source.get(end..).unwrap_or_default();
        if rest.starts_with("{}") && !rest.starts_with("{}*") {
            self.cut(end..end + 2);
        }
    }

    /// Takes out the lines that a block stands on.
    pub(super) fn lines(&mut self, span: Span) {
        let start = self.source[..span.start as usize]
            .rfind('\n')
            .map_or(0, |at| at + 1);
        let rest = &self.source[span.end as usize..];
        let end = rest
            .find('\n')
            .map_or(self.source.len(), |at| span.end as usize + at + 1);
        self.cut(start..end);
    }

    /// Takes out a paragraph mark, what stands between it and the next block, and that block's label.
    pub(super) fn join(&mut self, mark: Span, next: Span, text: u32) {
        self.joins.push(Join {
            mark: mark.range(),
            next: next.range(),
            text: text as usize,
        });
    }

    /// Where the text begins behind lead words and their dash.
    pub(super) fn behind_dash(&self, lead: u32) -> u32 {
        let text = self.source.get(lead as usize..).unwrap_or_default();
        let spaced = text.trim_start_matches([' ', '\t', '\u{A0}']);
        let rest = spaced.strip_prefix(['–', '—', '―', '-']).unwrap_or(spaced);
        lead + (text.len() - rest.len()) as u32
    }

    /// Keeps what is left of a block that loses its label from being anything but text.
    pub(super) fn unlabel(&mut self, block: Span) {
        self.unlabelled.insert(block.start as usize);
    }

    /// Keeps a block that loses what began it from running on with the line above it.
    pub(super) fn set_apart(&mut self, block: Span) {
        let start = self.source[..block.start as usize]
            .rfind('\n')
            .map_or(0, |at| at + 1);
        let above = self.source[..start].trim_end_matches(['\n', '\r']);
        let is_blank = self.source[above.len()..start].matches('\n').count() > 1;
        if start > 0 && !is_blank {
            self.breaks.push(start);
        }
    }

    /// Takes out a cell and the bar behind it.
    pub(super) fn cell(&mut self, span: Span) {
        let Range { start, end } = span.range();
        let bar = usize::from(self.source[end..].starts_with('|'));
        self.cut(start..end + bar);
    }

    /// Takes out a column of the row of hyphens in a table.
    pub(super) fn ruled_column(&mut self, table: Span, column: usize) {
        let Range { start, end } = table.range();
        let text = &self.source[start..end];
        let mut at = start;
        for line in text.split_inclusive('\n') {
            let is_rule =
                line.contains('-') && line.trim().chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
            if is_rule {
                let bars: Vec<usize> = line.match_indices('|').map(|(bar, _)| at + bar).collect();
                if let Some(&from) = bars.get(column) {
                    let to = bars
                        .get(column + 1)
                        .copied()
                        .unwrap_or(at + line.trim_end().len());
                    self.cut(from..to);
                }
                return;
            }
            at += line.len();
        }
    }

    /// The edits, in the order of the source.
    pub(super) fn finish(mut self, document: &Document) -> Vec<Edit> {
        let moved = self.close_joins();
        // A block that is joined to the one above is not set apart from it.
        let line = |at: &usize| self.source[..*at].rfind('\n').map_or(0, |end| end + 1);
        let joined: BTreeSet<usize> = self.joined.iter().map(line).collect();
        self.breaks.retain(|start| !joined.contains(start));
        self.close_stars();
        self.close_spaces();
        self.escape_stars();
        let lines = self.all_lines();
        self.empty_lines(&lines);
        self.close_lines(&lines, document);
        self.keep_from_forms(&lines, document);
        // A closing rule on the first line would open front matter.
        let top = lines.iter().find(|&&line| !self.is_gone(line));
        if let Some(top) = top.filter(|top| top.start > 0 && self.source[top.start..].starts_with("---")) {
            self.breaks.push(top.start);
        }
        self.edits(moved)
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.source.as_bytes().get(at).copied()
    }

    /// Joins blocks; gives the texts that are written again in another place, since something
    /// that stays stands between.
    fn close_joins(&mut self) -> Vec<(usize, String)> {
        let mut moved = Vec::new();
        for join in std::mem::take(&mut self.joins) {
            // None: inside the bytes of a no-break space.
            let is_space = |rest: &str| rest.starts_with([' ', '\t', '\u{A0}']);
            let blank = |at: usize| self.gone[at] || self.source.get(at..).is_none_or(is_space);
            let mut text = join.text.min(join.next.end);
            while text < join.next.end && blank(text) {
                text += 1;
            }
            // What a backslash kept from being a form at the start of its line is none inside.
            let mut escape = self.source.get(text..).unwrap_or_default().chars();
            let (backslash, sign) = (escape.next(), escape.next());
            let is_sign = sign.is_some_and(|c| c != '-' && (c.is_ascii_punctuation() || "¶–•".contains(c)));
            if join.text == join.next.start && backslash == Some('\\') && !is_sign {
                text += 1;
                text += usize::from(sign == Some(' '));
            }
            let between = join.mark.end..join.next.start.max(join.mark.end);
            let bare = between
                .clone()
                .all(|at| self.gone[at] || self.source.as_bytes()[at].is_ascii_whitespace());
            self.joined.push(join.next.start);
            if bare {
                self.cut(join.mark.start..text);
            } else {
                let kept = (text..join.next.end).filter(|&at| !self.gone[at]);
                let bytes: Vec<u8> = kept.map(|at| self.source.as_bytes()[at]).collect();
                moved.push((join.mark.start, String::from_utf8(bytes).unwrap_or_default()));
                self.cut(join.mark);
                self.lines(Span::new(join.next.start, join.next.end));
            }
        }
        moved
    }

    /// Of the two spaces about words that went, one goes as well.
    fn close_spaces(&mut self) {
        for range in std::mem::take(&mut self.between_words) {
            let before = (0..range.start).rev().find(|&at| !self.gone[at]);
            let after = (range.end..self.source.len()).find(|&at| !self.gone[at]);
            let at_start = before.is_none_or(|at| self.byte(at) == Some(b'\n') || self.is_indent(at));
            let spaced = before.is_some_and(|at| self.byte(at) == Some(b' ') && !self.is_escaped(at));
            match after {
                // The indent of the next line stays.
                Some(at) if at_start && self.source.as_bytes()[range.end..at].contains(&b'\n') => {}
                Some(at) if self.byte(at) == Some(b' ') && (at_start || spaced) => self.gone[at] = true,
                Some(at) if !matches!(self.byte(at), Some(b'\n' | b'\r')) => {}
                Some(_) | None => {
                    if let Some(space) = before.filter(|&at| spaced && !at_start && !self.is_gap(at)) {
                        self.gone[space] = true;
                    }
                }
            }
        }
    }

    /// Whether a label or `#` needs this space at the end of what is left of its line.
    fn is_gap(&self, at: usize) -> bool {
        let start = self.source[..at].rfind('\n').map_or(0, |end| end + 1);
        let kept = (start..at).filter(|&at| !self.gone[at]);
        let kept: Vec<u8> = kept.map(|at| self.source.as_bytes()[at]).collect();
        let text = String::from_utf8(kept).unwrap_or_default();
        let text = text.trim_start_matches([' ', '\t']);
        !begins_form(text) && begins_form(&format!("{text} "))
    }

    /// Whether only blanks stand before this place on its line.
    fn is_indent(&self, at: usize) -> bool {
        let start = self.source[..=at].rfind('\n').map_or(0, |end| end + 1);
        (start..=at).all(|at| self.gone[at] || matches!(self.byte(at), Some(b' ' | b'\t')))
    }

    fn is_escaped(&self, at: usize) -> bool {
        let before = &self.source.as_bytes()[..at];
        before.iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1
    }

    fn all_lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut start = 0;
        for line in self.source.split_inclusive('\n') {
            let next = start + line.len();
            let end = start + line.trim_end_matches(['\n', '\r']).len();
            lines.push(Line { start, end, next });
            start = next;
        }
        lines
    }

    fn is_blank(&self, line: Line) -> bool {
        self.source[line.start..line.end].trim().is_empty()
    }

    fn is_gone(&self, line: Line) -> bool {
        line.start < line.next && self.gone[line.start..line.next].iter().all(|gone| *gone)
    }

    /// A line that has lost all it had goes, since an empty line would end its block. Lines whose
    /// ends went are one with the next.
    fn empty_lines(&mut self, lines: &[Line]) {
        let mut at = 0;
        while at < lines.len() {
            let first = lines[at];
            if self.is_gone(first) {
                at += 1;
                continue;
            }
            let ended = |line: &Line| line.end == line.next || !self.gone[line.next - 1];
            let count = lines[at..].iter().position(ended).unwrap_or(lines.len() - at - 1) + 1;
            let last = lines[at + count - 1];
            let touched = self.gone[first.start..last.end].contains(&true);
            let mut kept = (first.start..last.end).filter(|&at| !self.gone[at]);
            let bare = kept.all(|at| matches!(self.byte(at), Some(b' ' | b'\t')));
            let was_blank = lines[at..at + count].iter().all(|&line| self.is_blank(line));
            if touched && bare && !was_blank {
                self.cut(first.start..last.next);
            }
            at += count;
        }
    }

    /// Of the empty lines about lines that went, one stays; where there was none and the text
    /// below would run on with the text above, an empty line takes the place.
    fn close_lines(&mut self, lines: &[Line], document: &Document) {
        let mut at = 0;
        while at < lines.len() {
            let group = lines[at..]
                .iter()
                .take_while(|&&line| self.is_gone(line) || self.is_blank(line))
                .count();
            let group = &lines[at..at + group];
            if group.is_empty() || !group.iter().any(|&line| self.is_gone(line)) {
                at += group.len().max(1);
                continue;
            }
            let blanks: Vec<Line> = group
                .iter()
                .copied()
                .filter(|&line| self.is_blank(line) && !self.is_gone(line))
                .collect();
            // Comments part nothing.
            let mut below = lines[at + group.len()..].iter();
            let next = below.find(|line| !self.source[line.start..].starts_with("%%"));
            let edge = at == 0 || next.is_none();
            for &blank in blanks.iter().skip(usize::from(!edge)) {
                self.cut(blank.start..blank.next);
            }
            if let (true, Some(next), Some(last)) = (blanks.is_empty() && at > 0, next, group.last())
                && !self
                    .joined
                    .iter()
                    .any(|start| (next.start..next.end).contains(start))
                && starts_plain(document, *next)
            {
                self.gone[last.end..last.next].fill(false);
            }
            at += group.len();
        }
    }

    /// Whether what is left of a line stands behind what is left of one above it.
    fn goes_on(&self, lines: &[Line], at: usize) -> bool {
        for above in lines[..at].iter().rev() {
            if !self.gone[above.next - 1] {
                return false;
            }
            let kept = |at: usize| !self.gone[at] && !self.source.as_bytes()[at].is_ascii_whitespace();
            if (above.start..above.end).any(kept) {
                return true;
            }
        }
        false
    }

    /// A line inside a paragraph that now begins like a label or heading gets a backslash.
    fn keep_from_forms(&mut self, lines: &[Line], document: &Document) {
        let mut starts: Vec<(usize, Start)> = Vec::with_capacity(document.blocks.len());
        for block in document
            .blocks
            .iter()
            .chain(document.notes.iter().flat_map(|note| &note.blocks))
        {
            let start = block.span.start as usize;
            let kind = match &block.kind {
                BlockKind::Table(_) => Start::Row,
                BlockKind::Heading { .. } if block.label.is_none() || self.unlabelled.contains(&start) => {
                    Start::Heading
                }
                BlockKind::Paragraph | BlockKind::Formula if block.label.is_none() => Start::Text,
                _ if self.unlabelled.contains(&start) => Start::Text,
                _ => Start::Form,
            };
            starts.push((start, kind));
        }
        starts.sort_unstable_by_key(|(start, _)| *start);
        for (at, &line) in lines.iter().enumerate() {
            self.keep_space(line);
            let goes_on = self.goes_on(lines, at);
            if goes_on || !self.gone[line.start..line.end].contains(&true) || self.is_gone(line) {
                continue;
            }
            // The block that the line stands in or starts.
            let block = starts
                .partition_point(|(start, ..)| *start < line.end)
                .checked_sub(1)
                .map(|at| starts[at]);
            let Some((start, kind)) = block else { continue };
            if kind == Start::Row || start >= line.start && kind == Start::Form {
                continue;
            }
            // Behind its `#`, a heading without a label is text as well.
            let hashes = if kind == Start::Heading && start >= line.start {
                line.end
                    - self.source[line.start..line.end]
                        .trim_start_matches([' ', '\t', '#'])
                        .len()
            } else {
                line.start
            };
            // Lines whose ends went are one with the next.
            let ended = |line: &&Line| line.end == line.next || !self.gone[line.next - 1];
            let end = lines[at..].iter().find(ended).map_or(line.end, |last| last.end);
            let kept: Vec<u8> = (hashes..end)
                .filter(|&at| !self.gone[at])
                .map(|at| self.source.as_bytes()[at])
                .collect();
            let kept = String::from_utf8(kept).unwrap_or_default();
            // The space behind a label that went is none of the text.
            let gap = if self.unlabelled.contains(&start) {
                '\u{A0}'
            } else {
                ' '
            };
            let text = kept.trim_start_matches([' ', '\t', gap]);
            let before = self.source[hashes..line.end].trim_start_matches([' ', '\t']);
            let blanks = kept.len() - text.len();
            let first = (hashes..line.end).filter(|&at| !self.gone[at]).nth(blanks);
            let (Some(first), Some(guard)) = (first, plain_guard(text)) else {
                continue;
            };
            let guard = if hashes > line.start { "{}" } else { guard };
            // Where only a line mark went, the line begins as it began.
            let lost = &self.source[hashes..first];
            let begins_as_before =
                !lost.contains('{') && (text.starts_with('\\') || start >= line.start && begins_form(before));
            if !begins_as_before {
                self.written.push((first, guard.to_owned()));
            }
        }
    }

    /// A no-break space that now ends its line would be a line break.
    fn keep_space(&mut self, line: Line) {
        let last = (line.start..line.end).rev().find(|&at| !self.gone[at]);
        let ends = line.next == line.end || !self.gone[line.next - 1];
        if let Some(at) = last.filter(|&at| ends && at + 1 < line.end)
            && self.byte(at) == Some(b' ')
            && self.is_escaped(at)
        {
            self.written.push((line.end, "{}".to_owned()));
        }
    }

    /// The edits: stretches that go, with what is written in their places.
    fn edits(&self, mut written: Vec<(usize, String)>) -> Vec<Edit> {
        written.extend(self.written.iter().cloned());
        written.extend(self.breaks.iter().map(|&at| (at, self.line_end().to_owned())));
        written.sort();
        let mut written = written.into_iter().peekable();
        let mut edits: Vec<Edit> = Vec::new();
        let mut at = 0;
        loop {
            let start = self.gone[at..]
                .iter()
                .position(|gone| *gone)
                .map_or(self.gone.len(), |length| at + length);
            while let Some((place, text)) =
                written.next_if(|(place, _)| *place < start || start == self.gone.len())
            {
                edits.push(Edit {
                    span: Span::new(place, place),
                    text,
                });
            }
            if start == self.gone.len() {
                return edits;
            }
            let end = self.gone[start..]
                .iter()
                .position(|gone| !gone)
                .map_or(self.gone.len(), |length| start + length);
            let mut text = String::new();
            while let Some((_, inner)) = written.next_if(|(place, _)| *place < end) {
                text.push_str(&inner);
            }
            edits.push(Edit {
                span: Span::new(start, end),
                text,
            });
            at = end;
        }
    }

    fn line_end(&self) -> &'static str {
        if self.source.contains("\r\n") {
            "\r\n"
        } else {
            "\n"
        }
    }
}

/// Whether a block that a line above could swallow starts on this line.
fn starts_plain(document: &Document, line: Line) -> bool {
    let starts = |block: &&Block| (line.start..line.end).contains(&(block.span.start as usize));
    let block = document.blocks.iter().find(starts);
    block.is_some_and(|block| may_run_on(&block.kind))
}

/// Whether a line above could swallow a block of this kind.
pub(super) fn may_run_on(kind: &BlockKind) -> bool {
    !matches!(
        kind,
        BlockKind::Clause
            | BlockKind::NumberLine(_)
            | BlockKind::Title
            | BlockKind::Heading { .. }
            | BlockKind::Rule
            | BlockKind::Picture(_)
            | BlockKind::SourceComment(_)
    )
}
