//! Pairs the openers and closers of marks, enters the changes, and says what is wrong with them.

use super::super::Register;
use super::super::token::{Attribution, Mark, Stray, Token, TokenKind};
use super::faults::{self, misplaced_change, never_closed, stray_closer, unfinished, wrong_closer};
use super::fields;
use super::piece::{Piece, PieceKind};
use super::slips;
use crate::diagnostic::{Code, Diagnostics, Label};
use crate::model::{
    ChangeId, ChangeKind, ChangeScope, Comment, CrossReference, NoteReference, Position, Revision, Signature,
    is_set_solid,
};
use crate::source::Span;

/// The pieces of a block and the state of its paragraph mark.
pub(super) struct Marked {
    pub(super) pieces: Vec<Piece>,
    pub(super) mark: Revision,
}

/// Pairs the marks among the tokens of one block.
pub(super) fn pair(
    source: &str,
    tokens: &[Token],
    whole: Revision,
    register: &mut Register<'_>,
    diagnostics: &mut Diagnostics,
) -> Marked {
    register.begin_block();
    let mut pairing = Pairing {
        source,
        whole,
        register,
        diagnostics,
        open: Vec::new(),
        counts: [0; 6],
        halves: 0,
        pieces: Vec::with_capacity(tokens.len()),
        last: None,
        next: None,
        ends: Vec::new(),
    };
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        match &token.kind {
            TokenKind::Open(Mark::Comment) => at = pairing.comment(tokens, at),
            TokenKind::Open(mark) => pairing.open(*mark, token.span),
            TokenKind::Split => pairing.split(token.span),
            TokenKind::Close(mark, attribution) => {
                pairing.close(*mark, attribution, token.span);
                pairing.key_apart(attribution, token.span);
            }
            TokenKind::ParagraphMark(kind, attribution) => {
                pairing.paragraph_mark(*kind, attribution, token.span);
            }
            TokenKind::Join => pairing.join(tokens, at, token.span),
            _ => pairing.plain(token),
        }
    }
    pairing.finish()
}

struct Pairing<'p, 'r> {
    source: &'p str,
    whole: Revision,
    register: &'p mut Register<'r>,
    diagnostics: &'p mut Diagnostics,
    open: Vec<OpenMark>,
    /// How many marks of each kind are open.
    counts: [usize; 6],
    halves: usize,
    pieces: Vec<Piece>,
    /// The last character so far that is no space.
    last: Option<char>,
    /// The next such character and the token that it stands in, once looked for.
    next: Option<(usize, Option<char>)>,
    /// The paragraph marks behind the last text.
    ends: Vec<(ChangeKind, Attribution, Span)>,
}

/// What the marks that are open say about text.
#[derive(Clone, Copy, Default)]
struct State {
    revision: Revision,
    position: Position,
    half: usize,
    /// How many change marks are open, and where the innermost stands among all marks.
    changes: usize,
    innermost: usize,
}

/// A mark that is waiting for its end.
struct OpenMark {
    mark: Mark,
    opener: Span,
    /// The change that it makes; for a replacement that of the old half. None where the mark is
    /// not allowed here and only its text counts.
    change: Option<ChangeId>,
    /// The change of a replacement's new half, once `~>` has come.
    new_half: Option<ChangeId>,
    split: bool,
    half: usize,
    first_piece: usize,
    /// How many findings there were before it.
    told: usize,
    /// What it and the marks around it say about text.
    state: State,
}

impl Pairing<'_, '_> {
    fn slice(&self, span: Span) -> &str {
        self.source.get(span.range()).unwrap_or_default()
    }

    fn push(&mut self, kind: PieceKind, span: Span) {
        // A `%%` line is nobody's text, whatever mark goes on behind it.
        let state = match kind {
            PieceKind::SourceComment(_) => State::default(),
            _ => self.state(),
        };
        match &kind {
            PieceKind::Text(text) => {
                if let Some(last) = text.trim_end().chars().last() {
                    self.last = Some(last);
                    self.text_follows();
                }
            }
            PieceKind::NoteReference(_) | PieceKind::CrossReference(_) | PieceKind::LineBreak => {
                self.text_follows();
            }
            _ => {}
        }
        self.pieces.push(Piece {
            kind,
            revision: state.revision,
            position: state.position,
            half: state.half,
            span,
        });
    }

    fn state(&self) -> State {
        self.open.last().map(|open| open.state).unwrap_or_default()
    }

    /// A paragraph mark stands at the end of its block, behind all text.
    fn text_follows(&mut self) {
        for (_, _, span) in self.ends.drain(..) {
            self.diagnostics.push(faults::mark_in_the_middle(span));
        }
    }

    fn text(&mut self, span: Span) {
        let text = self.slice(span).to_owned();
        self.push(PieceKind::Text(text), span);
    }

    fn plain(&mut self, token: &Token) {
        let span = token.span;
        if matches!(token.kind, TokenKind::NoteReference(_)) {
            self.diagnostics
                .extend(slips::space_before(self.source, span, "this mark"));
        }
        let kind = match &token.kind {
            TokenKind::Text | TokenKind::Gap | TokenKind::Bar => return self.text_or_gap(token),
            TokenKind::Literal(character) => PieceKind::Text(character.to_string()),
            TokenKind::LineBreak => PieceKind::LineBreak,
            TokenKind::NoteReference(id) => PieceKind::NoteReference(NoteReference {
                id: self.slice(*id).to_owned(),
            }),
            TokenKind::CrossReference { id, label_only } => PieceKind::CrossReference(CrossReference {
                target: self.slice(*id).to_owned(),
                label_only: *label_only,
            }),
            TokenKind::Anchor(id) => PieceKind::Anchor(self.slice(*id).to_owned()),
            TokenKind::Bracket => PieceKind::Bracket,
            TokenKind::BracketEnd => PieceKind::BracketEnd,
            TokenKind::LinkTarget(address) => PieceKind::LinkTarget(self.slice(*address).to_owned()),
            TokenKind::Stars => PieceKind::Stars((span.end - span.start) as usize),
            TokenKind::Label => PieceKind::Label(self.slice(span).to_owned()),
            TokenKind::Stray(stray, id) => {
                let found = match stray {
                    Stray::Anchor => faults::spaced_name(self.source, span),
                    _ => None,
                };
                self.diagnostics
                    .push(found.unwrap_or_else(|| unfinished(*stray, span)));
                // What it was meant to be, so that nothing else is missed.
                let Some(id) = *id else {
                    return self.text(span);
                };
                let id = self.slice(id).to_owned();
                match stray {
                    Stray::NoteReference => PieceKind::NoteReference(NoteReference { id }),
                    Stray::CrossReference | Stray::Suffix => PieceKind::CrossReference(CrossReference {
                        target: id,
                        label_only: false,
                    }),
                    Stray::Anchor => PieceKind::Anchor(id),
                }
            }
            TokenKind::Separator => PieceKind::Separator,
            TokenKind::SourceComment => {
                let line = self.slice(span);
                PieceKind::SourceComment(line.strip_prefix("%%").unwrap_or(line).trim_end().to_owned())
            }
            TokenKind::Join
            | TokenKind::Open(_)
            | TokenKind::Split
            | TokenKind::Close(..)
            | TokenKind::ParagraphMark(..) => return,
        };
        self.push(kind, span);
    }

    fn text_or_gap(&mut self, token: &Token) {
        if self.slice(token.span) == "{" {
            let rest = self.source.get(token.span.end as usize..).unwrap_or_default();
            let before = self.source.get(..token.span.start as usize);
            let before = before.and_then(|before| before.chars().next_back());
            let found = faults::brace(
                before,
                &rest[..rest.floor_char_boundary(slips::NEAR_BRACE)],
                token.span,
            );
            self.diagnostics.extend(found);
        }
        if matches!(token.kind, TokenKind::Text) && self.counts[Mark::Comment as usize] == 0 {
            let (start, end) = (token.span.start as usize, token.span.end as usize);
            // A bracket may stand on either side, or a mark begin before it.
            let before = self.source.floor_char_boundary(start.saturating_sub(3));
            let after = self.source.ceil_char_boundary((end + 1).min(self.source.len()));
            let around = self.source.get(before..after).unwrap_or_default();
            self.diagnostics
                .extend(slips::in_text(around, start - before, token.span));
            self.diagnostics.extend(slips::comment(self.source, token.span));
            self.diagnostics.extend(slips::command(self.source, token.span));
            self.diagnostics
                .extend(fields::left_behind(self.slice(token.span), token.span));
        }
        if !matches!(token.kind, TokenKind::Gap) {
            self.text(token.span);
        }
    }

    /// A line end is a space, but not between two Han characters.
    fn join(&mut self, tokens: &[Token], at: usize, span: Span) {
        // Pasted lines often end with a no-break space, which there binds nothing.
        if let Some(PieceKind::Text(text)) = self.pieces.last_mut().map(|piece| &mut piece.kind) {
            text.truncate(text.trim_end_matches('\u{A0}').len());
        }
        let next = match self.next {
            Some((place, next)) if place >= at => next,
            _ => {
                let found = tokens[at..].iter().enumerate().find_map(|(ahead, token)| {
                    let character = match &token.kind {
                        TokenKind::Text => self.slice(token.span).trim_start().chars().next(),
                        TokenKind::Literal(character) => Some(*character),
                        _ => None,
                    };
                    character.map(|character| (at + ahead, Some(character)))
                });
                let (place, next) = found.unwrap_or((tokens.len(), None));
                self.next = Some((place, next));
                next
            }
        };
        if self.last.is_some_and(is_set_solid) && next.is_some_and(is_set_solid) {
            return;
        }
        self.push(PieceKind::Text(" ".to_owned()), span);
    }

    fn open(&mut self, mark: Mark, opener: Span) {
        if !mark.is_change() {
            self.push_open(mark, opener, None);
            return;
        }
        let state = self.state();
        let innermost = (state.changes > 0).then(|| self.open[state.innermost].mark);
        if let Some(fault) = misplaced_change(mark, state.changes, innermost, self.whole, opener) {
            self.diagnostics.push(fault);
            self.push_open(mark, opener, None);
            return;
        }
        let (kind, scope) = match mark {
            Mark::Insertion => (ChangeKind::Insertion, ChangeScope::Text),
            Mark::Deletion => (ChangeKind::Deletion, ChangeScope::Text),
            _ => (ChangeKind::Deletion, ChangeScope::Replacement),
        };
        let change = self.register.enter(kind, scope, opener);
        self.push_open(mark, opener, Some(change));
    }

    fn push_open(&mut self, mark: Mark, opener: Span, change: Option<ChangeId>) {
        self.halves += 1;
        self.counts[mark as usize] += 1;
        self.register.forget(mark);
        self.open.push(OpenMark {
            mark,
            opener,
            change,
            new_half: None,
            split: false,
            half: self.halves,
            first_piece: self.pieces.len(),
            told: self.diagnostics.count(),
            state: State::default(),
        });
        self.restate(self.open.len() - 1);
    }

    /// Works out anew what the open marks from `first` on say about text.
    fn restate(&mut self, first: usize) {
        let mut state = match first.checked_sub(1) {
            Some(before) => self.open[before].state,
            None => State::default(),
        };
        for (at, open) in self.open.iter_mut().enumerate().skip(first) {
            let revision = &mut state.revision;
            match open.mark {
                Mark::Superscript => state.position = Position::Superscript,
                Mark::Subscript => state.position = Position::Subscript,
                Mark::Insertion => revision.inserted = open.change.or(revision.inserted),
                Mark::Deletion => revision.deleted = open.change.or(revision.deleted),
                Mark::Replacement if open.split => revision.inserted = open.new_half.or(revision.inserted),
                Mark::Replacement => revision.deleted = open.change.or(revision.deleted),
                Mark::Comment => {}
            }
            if open.mark.is_change() {
                state.half = open.half;
                state.changes += 1;
                state.innermost = at;
            }
            open.state = state;
        }
    }

    /// The first `~>` of a replacement splits it; any other is text.
    fn split(&mut self, span: Span) {
        let state = self.state();
        let Some(open) = self
            .open
            .get_mut(state.innermost)
            .filter(|open| open.mark == Mark::Replacement && !open.split)
        else {
            return self.text(span);
        };
        open.split = true;
        self.halves += 1;
        open.half = self.halves;
        if let Some(old) = open.change {
            let opener = open.opener;
            self.register.change(old).content = Span {
                start: opener.end,
                end: span.start,
                ..opener
            };
            let new = self
                .register
                .enter(ChangeKind::Insertion, ChangeScope::Replacement, opener);
            self.register.change(new).content = span.tail();
            self.register.group(old, new);
            open.new_half = Some(new);
        }
        self.restate(state.innermost);
    }

    fn close(&mut self, mark: Mark, attribution: &Attribution, span: Span) {
        if self.counts[mark as usize] == 0 {
            return self.wrong_closer(mark, attribution, span);
        }
        while self.open.last().is_some_and(|open| open.mark != mark) {
            self.unclosed(span.start);
        }
        self.settle(attribution, span);
    }

    /// Says that an author's key follows those of a mark with more than a comma between.
    fn key_apart(&mut self, attribution: &Attribution, closer: Span) {
        let (Some(first), false) = (attribution.signature.keys.first(), attribution.hands.is_empty()) else {
            return;
        };
        let authors = self.register.authors();
        let behind = self.source.get(closer.end as usize..).unwrap_or_default();
        if let Some((blanks, key)) = slips::key_behind(behind).filter(|(_, key)| authors.knows(key)) {
            let first = self.slice(*first);
            let place = closer.tail().part(0, blanks + key.len());
            self.diagnostics
                .push(faults::key_apart(place, blanks, first, key));
        }
    }

    /// A closer without an opener of its kind: the end of one that was reported as unclosed, or
    /// probably meant for the mark that is open.
    fn wrong_closer(&mut self, mark: Mark, attribution: &Attribution, span: Span) {
        if self.register.ends_dangling(mark) {
            // One slip: what was opened in one block was to be closed in another.
            if let Some(found) = self.diagnostics.last_mut(Code::MarkUnclosed)
                && found.labels.len() == 1
            {
                found.labels.push(Label {
                    span,
                    text: "its end stands in another block".to_owned(),
                });
                found.help = Some(match mark {
                    Mark::Insertion => {
                        "a mark stays inside one block: write `++ ` before each block that is inserted"
                            .to_owned()
                    }
                    Mark::Deletion => {
                        "a mark stays inside one block: write `-- ` before each block that is deleted"
                            .to_owned()
                    }
                    _ => format!(
                        "a mark stays inside one block: close it with `{}` there",
                        mark.closer()
                    ),
                });
            }
            return;
        }
        let Some(open) = self.open.last_mut() else {
            self.diagnostics.push(stray_closer(mark, span));
            return self.text(span);
        };
        self.diagnostics
            .push(wrong_closer(mark, span, open.mark, open.opener));
        // The wrong end is the one fault; a replacement without `~>` is not a second one.
        open.split = true;
        self.settle(attribution, span);
    }

    /// Closes the innermost mark.
    fn settle(&mut self, attribution: &Attribution, closer: Span) {
        let Some(open) = self.open.pop() else { return };
        self.counts[open.mark as usize] -= 1;
        let whole = open.opener.to(closer);
        let empty = open.mark.is_change() && open.first_piece == self.pieces.len();
        if open.mark == Mark::Replacement && !open.split {
            let inside = Span {
                end: closer.start,
                ..open.opener.tail()
            };
            let found = faults::no_split(open.opener, self.slice(inside));
            self.diagnostics.push(found);
        } else if empty && closer.start < closer.end {
            self.diagnostics.push(faults::empty(whole));
        }
        for id in [open.change, open.new_half].into_iter().flatten() {
            self.register.attribute(id, attribution, self.source);
            let change = self.register.change(id);
            change.span = whole;
            if change.scope != ChangeScope::Replacement {
                change.content = Span {
                    start: open.opener.end,
                    end: closer.start,
                    ..open.opener
                };
            } else if id == open.new_half.unwrap_or(id) {
                change.content.start = change.content.start.max(open.opener.end);
                change.content.end = closer.start.max(change.content.start);
            }
        }
        if closer.start < closer.end {
            self.check_in_deletion(&open);
        }
    }

    /// A mark in a block that is struck must be another hand's.
    fn check_in_deletion(&mut self, open: &OpenMark) {
        let (Some(id), Some(block)) = (open.change, self.whole.deleted) else {
            return;
        };
        let struck_by = self.register.change(block).hands.clone();
        let change = self.register.change(id);
        if !faults::may_stand_in_deletion(change.kind, &change.hands, &struck_by) {
            self.diagnostics.push(faults::inside_deletion(open.opener));
        }
    }

    /// What stands between an opener and a place.
    fn behind(&self, opener: Span, end: u32) -> &str {
        self.slice(Span { end, ..opener.tail() })
    }

    /// Reports the innermost mark as unclosed and ends it at `end`.
    fn unclosed(&mut self, end: u32) {
        let Some(open) = self.open.last() else { return };
        let (mark, opener) = (open.mark, open.opener);
        let found = never_closed(mark, opener, self.behind(opener, end));
        // What stands inside it stands there for want of its end. Of marks inside each other the outermost
        // says so for all.
        if let [outermost] = self.open.as_slice() {
            self.diagnostics.withdraw_behind(outermost.told, Code::MarkNested);
        }
        self.diagnostics.push(found);
        self.register.dangle(mark);
        let closer = Span {
            start: end,
            end,
            ..opener
        };
        // The missing closer is the one fault; a replacement without `~>` is not a second one.
        if let Some(open) = self.open.last_mut() {
            open.split = true;
        }
        self.settle(&Attribution::default(), closer);
    }

    /// Reads a comment whose opener is the token before `at`; returns where the text goes on.
    fn comment(&mut self, tokens: &[Token], at: usize) -> usize {
        let opener = tokens[at - 1].span;
        let length = tokens[at..]
            .iter()
            .position(|token| matches!(token.kind, TokenKind::Close(Mark::Comment, _)));
        let inner = &tokens[at..at + length.unwrap_or(tokens.len() - at)];
        let mut text = String::new();
        for token in inner {
            match &token.kind {
                TokenKind::Literal(character) => text.push(*character),
                TokenKind::Join | TokenKind::LineBreak => text.push(' '),
                _ => text.push_str(self.slice(token.span)),
            }
        }
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut comment = Comment {
            text,
            hands: self.register.default_hands().to_vec(),
            date: None,
            signature: Signature::default(),
        };
        let Some(length) = length else {
            let end = tokens.last().map_or(opener.end, |token| token.span.end);
            let found = never_closed(Mark::Comment, opener, self.behind(opener, end));
            self.diagnostics.push(found);
            self.register.dangle(Mark::Comment);
            self.push(PieceKind::Comment(comment), opener);
            return tokens.len();
        };
        let closer = &tokens[at + length];
        if let TokenKind::Close(_, attribution) = &closer.kind {
            if !attribution.hands.is_empty() {
                comment.hands.clone_from(&attribution.hands);
            }
            comment.date = attribution.date;
            comment.signature.clone_from(&attribution.signature);
        }
        let whole = opener.to(closer.span);
        self.diagnostics
            .extend(slips::space_before(self.source, whole, "this comment"));
        self.push(PieceKind::Comment(comment), whole);
        at + length + 1
    }

    /// Whether the block comes or goes whole.
    fn is_whole(&self, kind: ChangeKind) -> bool {
        match kind {
            ChangeKind::Insertion => self.whole.inserted.is_some(),
            ChangeKind::Deletion => self.whole.deleted.is_some(),
        }
    }

    fn paragraph_mark(&mut self, kind: ChangeKind, attribution: &Attribution, span: Span) {
        if !self.open.is_empty() {
            self.diagnostics.push(faults::mark_inside_another(span));
        } else if self.is_whole(kind) {
            self.diagnostics.push(faults::mark_of_whole(span));
        } else if self.ends.iter().any(|(before, ..)| *before == kind) {
            self.diagnostics.push(faults::mark_twice(span));
        } else {
            self.ends.push((kind, attribution.clone(), span));
        }
    }

    fn finish(mut self) -> Marked {
        let end = self.pieces.last().map_or(0, |piece| piece.span.end);
        while let Some(open) = self.open.last() {
            let end = end.max(open.opener.end);
            self.unclosed(end);
        }
        let mut mark = Revision::NONE;
        for (kind, attribution, span) in self.ends {
            let id = self.register.enter(kind, ChangeScope::ParagraphMark, span);
            self.register.attribute(id, &attribution, self.source);
            match kind {
                ChangeKind::Insertion => mark.inserted = Some(id),
                ChangeKind::Deletion => mark.deleted = Some(id),
            }
        }
        Marked {
            pieces: self.pieces,
            mark,
        }
    }
}
