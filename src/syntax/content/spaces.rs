//! Folds spaces, so that no reading has two in a row or one at its ends.
//!
//! A space that only one reading needs takes the state of the change beside it: in
//! `a {--b--} c` the second space goes with `b`.

use crate::model::{ChangeId, Inline, InlineKind, Mapped, Position, Revision, TextStyle, View};
use crate::source::Span;

/// Folds the spaces of a block in state `whole` whose paragraph mark is in state `mark`. Before a
/// changed paragraph mark a space stays, whosever it is: where a reading lacks the mark, or will once
/// another change is decided, the text goes on with the next block, and the space is one between words.
pub(crate) fn fold(inlines: &mut Vec<Inline>, whole: Revision, mark: Revision) {
    // Where a block is struck, the marks of others in it read as they will once it is not.
    let whole = Revision {
        deleted: None,
        ..whole
    };
    if mark.is_none() {
        drop_at_end(inlines);
    }
    if let ([only], true) = (inlines.as_mut_slice(), mark.is_none()) {
        fold_text(only);
        if matches!(&only.kind, InlineKind::Text(text) if text.is_empty()) {
            inlines.clear();
        }
        return;
    }
    let mut forward = Folding::new(whole);
    let mut folded = Vec::with_capacity(inlines.len());
    for inline in inlines.drain(..) {
        forward.inline(inline, &mut folded, false);
    }
    let mut backward = Folding::new(whole);
    let ends = mark.is_none();
    (backward.original, backward.settled, backward.struck) = (ends, ends, ends);
    let mut trimmed = Vec::with_capacity(folded.len());
    for inline in folded.into_iter().rev() {
        backward.inline(inline, &mut trimmed, true);
    }
    trimmed.reverse();
    *inlines = trimmed;
}

/// A no-break space keeps two words together, and a line break two lines apart; at the end of a
/// block, where pasted text often has them, they do nothing.
fn drop_at_end(inlines: &mut Vec<Inline>) {
    for at in (0..inlines.len()).rev() {
        match &mut inlines[at].kind {
            InlineKind::Comment(_) | InlineKind::SourceComment(_) => continue,
            InlineKind::Text(text) => {
                let kept = text.trim_end_matches(|c| is_space(c) || c == '\u{A0}').len();
                let words = kept > 0;
                if text[kept..].contains('\u{A0}') {
                    text.truncate(kept);
                }
                if words {
                    return;
                }
                if text.is_empty() {
                    inlines.remove(at);
                }
            }
            InlineKind::LineBreak => {
                inlines.remove(at);
            }
            InlineKind::NoteReference(_) | InlineKind::CrossReference(_) => return,
        }
    }
}

/// A heading's text begins on its first line: a break before all of it breaks nothing.
pub(crate) fn drop_breaks_at_start(inlines: &mut Vec<Inline>) {
    let is_word = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) => !text.trim().is_empty(),
        InlineKind::NoteReference(_) | InlineKind::CrossReference(_) => true,
        InlineKind::LineBreak | InlineKind::Comment(_) | InlineKind::SourceComment(_) => false,
    };
    let mut is_before = true;
    inlines.retain(|inline| {
        is_before &= !is_word(inline);
        !is_before || !matches!(inline.kind, InlineKind::LineBreak)
    });
}

/// A no-break space behind the dash of a note or caption is one of the gap there.
pub(crate) fn drop_gap_at_start(inlines: &mut Vec<Inline>) {
    let is_gap = |c: char| is_space(c) || c == '\u{A0}';
    for inline in inlines.iter_mut() {
        let InlineKind::Text(text) = &inline.kind else {
            match inline.kind {
                InlineKind::Comment(_) | InlineKind::SourceComment(_) => continue,
                _ => break,
            }
        };
        let gap = text.len() - text.trim_start_matches(is_gap).len();
        let is_all = gap == text.len();
        *inline = inline.split_off(gap);
        if !is_all {
            break;
        }
    }
    inlines.retain(|inline| !matches!(&inline.kind, InlineKind::Text(text) if text.is_empty()));
}

/// A run in no company: both readings are the same.
fn fold_text(inline: &mut Inline) {
    let InlineKind::Text(text) = &mut inline.kind else {
        return;
    };
    if is_tidy(text) && !text.starts_with(is_space) && !text.ends_with(is_space) {
        return;
    }
    let mut folded = Mapped::default();
    let mut space = None;
    for (at, character) in text.char_indices() {
        let source = inline.map.offset(inline.span.start, at);
        if is_space(character) {
            space = space.or((!folded.is_empty()).then_some(source));
            continue;
        }
        if let Some(source) = space.take() {
            folded.push(' ', source);
        }
        folded.push(character, source);
    }
    (*text, inline.map) = folded.finish(&mut inline.span);
}

/// Whether a text has no more than a single plain space between any two words.
fn is_tidy(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().all(|(at, byte)| match byte {
        b' ' => bytes.get(at + 1) != Some(&b' '),
        b'\t' | b'\r' => false,
        // U+2028 and U+2029
        0xE2 => !matches!(bytes.get(at + 1..at + 3), Some([0x80, 0xA8 | 0xA9])),
        _ => true,
    })
}

/// The first character of a text, or seen from behind the last.
fn first(text: &str, reversed: bool) -> Option<char> {
    match reversed {
        true => text.chars().next_back(),
        false => text.chars().next(),
    }
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\r' | '\u{2028}' | '\u{2029}')
}

/// Where the two readings stand: whether a space would be one too many.
struct Folding {
    whole: Revision,
    original: bool,
    settled: bool,
    /// The same for text that is in neither reading.
    struck: bool,
    deletion: Option<ChangeId>,
    insertion: Option<ChangeId>,
}

impl Folding {
    fn new(whole: Revision) -> Self {
        Self {
            whole,
            original: true,
            settled: true,
            struck: true,
            deletion: None,
            insertion: None,
        }
    }

    /// Takes an inline, from the front or from the back, and pushes what is left of it.
    fn inline(&mut self, inline: Inline, out: &mut Vec<Inline>, reversed: bool) {
        let effective = inline.revision.within(self.whole);
        self.deletion = inline.revision.deleted.or(self.deletion);
        self.insertion = inline.revision.inserted.or(self.insertion);
        let seen_in = (View::Original.admits(effective), View::Final.admits(effective));
        match &inline.kind {
            // Behind a word of its own, no single space is one too many.
            InlineKind::Text(text)
                if self.keeps(first(text, reversed), seen_in)
                    && is_tidy(text)
                    && inline.begins_at_its_span() =>
            {
                self.pass(seen_in, false);
                if first(text, !reversed).is_some_and(is_space) {
                    self.pass(seen_in, true);
                }
                out.push(inline);
            }
            InlineKind::Text(text) => {
                let mut run = Run {
                    inline: &inline,
                    text: Mapped::default(),
                    out,
                    reversed,
                };
                let mut each = |(at, character)| {
                    let source = inline.map.offset(inline.span.start, at);
                    self.character(character, source, seen_in, &mut run);
                };
                if reversed {
                    text.char_indices().rev().for_each(&mut each);
                } else {
                    text.char_indices().for_each(&mut each);
                }
                run.flush(inline.revision);
            }
            InlineKind::Comment(_) | InlineKind::SourceComment(_) => out.push(inline),
            InlineKind::LineBreak => {
                self.pass(seen_in, true);
                out.push(inline);
            }
            InlineKind::NoteReference(_) | InlineKind::CrossReference(_) => {
                self.pass(seen_in, false);
                out.push(inline);
            }
        }
    }

    /// Whether a character that stands here in these readings stays as it is.
    fn keeps(&self, character: Option<char>, seen_in: (bool, bool)) -> bool {
        match character {
            Some(' ') if seen_in == (false, false) => !self.struck,
            Some(' ') => !(seen_in.0 && self.original || seen_in.1 && self.settled),
            Some(other) => !is_space(other),
            None => false,
        }
    }

    /// Something stands here in these readings; `ends` says whether spaces beside it go.
    fn pass(&mut self, (original, settled): (bool, bool), ends: bool) {
        if original {
            self.original = ends;
        }
        if settled {
            self.settled = ends;
        }
        // Text in neither reading stands among that of both.
        self.struck = ends;
    }

    fn character(&mut self, character: char, source: u32, seen_in: (bool, bool), run: &mut Run<'_>) {
        if !is_space(character) {
            self.pass(seen_in, false);
            run.text.push(character, source);
            return;
        }
        let revision = run.inline.revision;
        let needed = (seen_in.0 && !self.original, seen_in.1 && !self.settled);
        if seen_in == (false, false) {
            if !self.struck {
                run.text.push(' ', source);
            }
        } else if needed == seen_in {
            run.text.push(' ', source);
        } else if needed.0 {
            run.flush(revision);
            run.space(
                source,
                Revision {
                    deleted: revision.deleted.or(self.deletion),
                    ..revision
                },
            );
        } else if needed.1 {
            run.flush(revision);
            run.space(
                source,
                Revision {
                    inserted: revision.inserted.or(self.insertion),
                    ..revision
                },
            );
        } else if let (false, Some(struck)) = (self.struck, run.struck_behind(self.whole)) {
            run.space(source, struck);
        } else if seen_in.0 != seen_in.1 && run.hand_over_space(seen_in, self.whole) {
            run.text.push(' ', source);
        }
        self.pass(seen_in, true);
    }
}

/// The part of an inline that is being collected.
struct Run<'r> {
    inline: &'r Inline,
    text: Mapped,
    out: &'r mut Vec<Inline>,
    reversed: bool,
}

impl Run<'_> {
    fn flush(&mut self, revision: Revision) {
        if self.text.is_empty() {
            return;
        }
        let mut text = std::mem::take(&mut self.text);
        if self.reversed {
            text.reverse();
        }
        let mut span = self.inline.span;
        let (text, map) = text.finish(&mut span);
        self.out.push(Inline {
            kind: InlineKind::Text(text),
            revision,
            style: self.inline.style,
            link: self.inline.link.clone(),
            span,
            map,
        });
    }

    /// In `{++a {--b--} c++}` the space before `c` is one too many for the final reading, but without
    /// it `b` and `c` run together where both are shown. So it goes with `b`, whose state this gives; and
    /// so does the space before `b` where nothing follows.
    fn struck_behind(&self, whole: Revision) -> Option<Revision> {
        if !self.text.is_empty() {
            return None;
        }
        let mut behind = self.out.iter().rev();
        let last = behind
            .find(|inline| !matches!(inline.kind, InlineKind::Comment(_) | InlineKind::SourceComment(_)))?;
        let state = last.revision.within(whole);
        (state.inserted.is_some() && state.deleted.is_some()).then_some(last.revision)
    }

    /// In `a {--b--}{++ c++}` the space before `b` is one too many for the final reading, but
    /// without the one before `c` the two changes run together where both are shown. So the
    /// first space goes with `b`, and the second stays.
    fn hand_over_space(&mut self, seen_in: (bool, bool), whole: Revision) -> bool {
        if self.reversed || !self.text.is_empty() {
            return false;
        }
        let seen = |inline: &Inline| {
            let effective = inline.revision.within(whole);
            (View::Original.admits(effective), View::Final.admits(effective))
        };
        let others = (!seen_in.0, !seen_in.1);
        let behind = self
            .out
            .iter()
            .rev()
            .take_while(|inline| seen(inline) == others)
            .count();
        let first = self.out.len() - behind;
        let Some(before) = first.checked_sub(1).filter(|_| behind > 0) else {
            return false;
        };
        if seen(&self.out[before]) != (true, true) {
            return false;
        }
        let InlineKind::Text(text) = &self.out[before].kind else {
            return false;
        };
        let Some(kept) = text.strip_suffix(' ').map(str::len) else {
            return false;
        };
        let mut space = self.out[before].split_off(kept);
        let other = &self.out[first];
        space.revision = other.revision;
        if matches!(other.kind, InlineKind::Text(_)) {
            space.style = other.style;
            space.link.clone_from(&other.link);
            let text = std::mem::replace(&mut self.out[first], space);
            let rest = self.out[first].append(text);
            debug_assert!(rest.is_none(), "both are text");
        } else {
            space.style = TextStyle::default();
            space.link = None;
            self.out.insert(first, space);
        }
        if kept == 0 {
            self.out.remove(before);
        }
        true
    }

    /// A space in another state than its run joins the neighbour that it goes with.
    fn space(&mut self, source: u32, revision: Revision) {
        let mut place = self.inline.span;
        if place != Span::NONE {
            place.start = source;
            place.end = place.end.max(source);
        }
        let mut space = Inline::text(" ", revision, place);
        let neighbour = self.out.last_mut().filter(|last| {
            last.revision == revision
                && last.style.position == Position::Baseline
                && matches!(last.kind, InlineKind::Text(_))
        });
        let Some(last) = neighbour else {
            space.style = self.inline.style;
            self.out.push(space);
            return;
        };
        space.style = last.style;
        space.link.clone_from(&last.link);
        let rest = if self.reversed {
            let text = std::mem::replace(last, space);
            last.append(text)
        } else {
            last.append(space)
        };
        debug_assert!(rest.is_none(), "both are text");
    }
}
