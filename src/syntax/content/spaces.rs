//! Folds spaces, so that no reading has two in a row or one at its ends.
//!
//! A space that only one reading needs takes the state of the change beside it: in
//! `a {--b--} c` the second space goes with `b`.

use crate::model::{ChangeId, Inline, InlineKind, Position, Revision, View};

/// Folds the spaces of a block in state `whole` whose paragraph mark is in state `mark`. Where a
/// reading lacks the paragraph mark, the text goes on with the next block, and a space at its end
/// is one between words.
pub(super) fn fold(inlines: &mut Vec<Inline>, whole: Revision, mark: Revision) {
    if mark.is_none() {
        drop_at_end(inlines);
    }
    if let ([only], true) = (inlines.as_mut_slice(), mark.is_none()) {
        if let InlineKind::Text(text) = &mut only.kind {
            fold_text(text);
            if text.is_empty() {
                inlines.clear();
            }
        }
        return;
    }
    let mut forward = Folding::new(whole);
    let mut folded = Vec::with_capacity(inlines.len());
    for inline in inlines.drain(..) {
        forward.inline(inline, &mut folded, false);
    }
    let mut backward = Folding::new(whole);
    backward.original = View::Original.admits(mark);
    backward.settled = View::Final.admits(mark);
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
            InlineKind::Comment(_) => continue,
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

/// A run in no company: both readings are the same.
fn fold_text(text: &mut String) {
    let untidy = text.starts_with(is_space)
        || text.ends_with(is_space)
        || text.contains("  ")
        || text.contains(['\t', '\r', '\u{2028}', '\u{2029}']);
    if untidy {
        *text = text
            .split(is_space)
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
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
            InlineKind::Text(text) => {
                let characters: Vec<char> = if reversed {
                    text.chars().rev().collect()
                } else {
                    text.chars().collect()
                };
                let mut run = Run {
                    inline: &inline,
                    text: String::new(),
                    out,
                    reversed,
                };
                for character in characters {
                    self.character(character, seen_in, &mut run);
                }
                run.flush(inline.revision);
            }
            InlineKind::Comment(_) => out.push(inline),
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

    fn character(&mut self, character: char, seen_in: (bool, bool), run: &mut Run<'_>) {
        if !is_space(character) {
            self.pass(seen_in, false);
            run.text.push(character);
            return;
        }
        let revision = run.inline.revision;
        let needed = (seen_in.0 && !self.original, seen_in.1 && !self.settled);
        if seen_in == (false, false) {
            if !self.struck {
                run.text.push(' ');
            }
        } else if needed == seen_in {
            run.text.push(' ');
        } else if needed.0 {
            run.flush(revision);
            run.space(Revision {
                deleted: revision.deleted.or(self.deletion),
                ..revision
            });
        } else if needed.1 {
            run.flush(revision);
            run.space(Revision {
                inserted: revision.inserted.or(self.insertion),
                ..revision
            });
        } else if seen_in.0 != seen_in.1 && run.hand_over_space(seen_in, self.whole) {
            run.text.push(' ');
        }
        self.pass(seen_in, true);
    }
}

/// The part of an inline that is being collected.
struct Run<'r> {
    inline: &'r Inline,
    text: String,
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
            text = text.chars().rev().collect();
        }
        self.out.push(Inline {
            kind: InlineKind::Text(text),
            revision,
            ..self.inline.clone()
        });
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
        let InlineKind::Text(text) = &mut self.out[before].kind else {
            return false;
        };
        if !text.ends_with(' ') {
            return false;
        }
        text.pop();
        let emptied = text.is_empty();
        match &mut self.out[first].kind {
            InlineKind::Text(text) => text.insert(0, ' '),
            InlineKind::LineBreak
            | InlineKind::NoteReference(_)
            | InlineKind::CrossReference(_)
            | InlineKind::Comment(_) => {
                let other = &self.out[first];
                let space = Inline::text(" ", other.revision, other.span);
                self.out.insert(first, space);
            }
        }
        if emptied {
            self.out.remove(before);
        }
        true
    }

    /// A space in another state than its run joins the neighbour that it goes with.
    fn space(&mut self, revision: Revision) {
        if let Some(last) = self.out.last_mut()
            && last.revision == revision
            && last.style.position == Position::Baseline
            && let InlineKind::Text(text) = &mut last.kind
        {
            if self.reversed {
                text.insert(0, ' ');
            } else {
                text.push(' ');
            }
            return;
        }
        let mut inline = Inline::text(" ", revision, self.inline.span);
        inline.style = self.inline.style;
        self.out.push(inline);
    }
}
