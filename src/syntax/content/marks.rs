//! Pairs the openers and closers of marks, enters the changes, and says what is wrong with them.

use super::super::Register;
use super::super::token::{Attribution, Mark, Stray, Token, TokenKind};
use super::piece::{Piece, PieceKind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{
    ChangeId, ChangeKind, ChangeScope, Comment, CrossReference, NoteReference, Position, Revision,
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
    let mut pairing = Pairing {
        source,
        whole,
        register,
        diagnostics,
        open: Vec::new(),
        halves: 0,
        pieces: Vec::with_capacity(tokens.len()),
        mark: Revision::NONE,
    };
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        match &token.kind {
            TokenKind::Open(Mark::Comment) => at = pairing.comment(tokens, at),
            TokenKind::Open(mark) => pairing.open(*mark, token.span),
            TokenKind::Split => pairing.split(token.span),
            TokenKind::Close(mark, attribution) => pairing.close(*mark, attribution, token.span),
            TokenKind::ParagraphMark(kind, attribution) => {
                pairing.paragraph_mark(*kind, attribution, token.span);
            }
            TokenKind::Join => pairing.join(&tokens[at..], token.span),
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
    halves: usize,
    pieces: Vec<Piece>,
    mark: Revision,
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
}

impl Pairing<'_, '_> {
    fn slice(&self, span: Span) -> &str {
        self.source.get(span.range()).unwrap_or_default()
    }

    fn push(&mut self, kind: PieceKind, span: Span) {
        let mut revision = Revision::NONE;
        let mut position = Position::Baseline;
        let mut half = 0;
        for open in &self.open {
            match open.mark {
                Mark::Superscript => position = Position::Superscript,
                Mark::Subscript => position = Position::Subscript,
                Mark::Insertion => revision.inserted = open.change.or(revision.inserted),
                Mark::Deletion => revision.deleted = open.change.or(revision.deleted),
                Mark::Replacement if open.split => revision.inserted = open.new_half.or(revision.inserted),
                Mark::Replacement => revision.deleted = open.change.or(revision.deleted),
                Mark::Comment => {}
            }
            if open.mark.is_change() {
                half = open.half;
            }
        }
        self.pieces.push(Piece {
            kind,
            revision,
            position,
            half,
            span,
        });
    }

    fn text(&mut self, span: Span) {
        let text = self.slice(span).to_owned();
        self.push(PieceKind::Text(text), span);
    }

    fn plain(&mut self, token: &Token) {
        let span = token.span;
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
            TokenKind::Stray(stray) => {
                self.diagnostics.push(unfinished(*stray, span));
                return self.text(span);
            }
            TokenKind::Separator => PieceKind::Separator,
            TokenKind::Join
            | TokenKind::Open(_)
            | TokenKind::Split
            | TokenKind::Close(..)
            | TokenKind::ParagraphMark(..) => return,
        };
        self.push(kind, span);
    }

    fn text_or_gap(&mut self, token: &Token) {
        if !matches!(token.kind, TokenKind::Gap) {
            self.text(token.span);
        }
    }

    /// A line end is a space, but not between two Han characters.
    fn join(&mut self, rest: &[Token], span: Span) {
        let before = self.pieces.iter().rev().find_map(|piece| match &piece.kind {
            PieceKind::Text(text) => text.trim_end().chars().last(),
            _ => None,
        });
        let after = rest.iter().find_map(|token| match &token.kind {
            TokenKind::Text => self.slice(token.span).trim_start().chars().next(),
            TokenKind::Literal(character) => Some(*character),
            _ => None,
        });
        if before.is_some_and(is_han) && after.is_some_and(is_han) {
            return;
        }
        self.push(PieceKind::Text(" ".to_owned()), span);
    }

    fn open(&mut self, mark: Mark, opener: Span) {
        if !mark.is_change() {
            self.push_open(mark, opener, None);
            return;
        }
        let around: Vec<Mark> = self
            .open
            .iter()
            .map(|open| open.mark)
            .filter(|mark| mark.is_change())
            .collect();
        if let Some(fault) = misplaced_change(mark, &around, self.whole, opener) {
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
        self.open.push(OpenMark {
            mark,
            opener,
            change,
            new_half: None,
            split: false,
            half: self.halves,
            first_piece: self.pieces.len(),
        });
    }

    /// The first `~>` of a replacement splits it; any other is text.
    fn split(&mut self, span: Span) {
        let inner = self.open.iter().rposition(|open| open.mark.is_change());
        let Some(open) = inner
            .and_then(|at| self.open.get_mut(at))
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
            };
            let new = self
                .register
                .enter(ChangeKind::Insertion, ChangeScope::Replacement, opener);
            self.register.change(new).content = span.tail();
            open.new_half = Some(new);
        }
    }

    fn close(&mut self, mark: Mark, attribution: &Attribution, span: Span) {
        let Some(at) = self.open.iter().rposition(|open| open.mark == mark) else {
            return self.wrong_closer(mark, attribution, span);
        };
        while self.open.len() > at + 1 {
            self.unclosed(span.start);
        }
        self.settle(attribution, span);
    }

    /// A closer without an opener of its kind: probably meant for the mark that is open.
    fn wrong_closer(&mut self, mark: Mark, attribution: &Attribution, span: Span) {
        let Some(open) = self.open.last() else {
            self.diagnostics.push(stray_closer(mark, span));
            return self.text(span);
        };
        let right = open.mark.closer();
        let closer = Span {
            start: span.start,
            end: span.start + mark.closer().len() as u32,
        };
        self.diagnostics.push(
            Diagnostic::new(
                Code::MarkWrongCloser,
                closer,
                format!("`{}` cannot close `{}`", mark.closer(), open.mark.opener()),
            )
            .also(open.opener, "opened here")
            .help(format!("write `{right}`"))
            .fix(format!("write `{right}`"), closer, right),
        );
        self.settle(attribution, span);
    }

    /// Closes the innermost mark.
    fn settle(&mut self, attribution: &Attribution, closer: Span) {
        let Some(open) = self.open.pop() else { return };
        let whole = open.opener.to(closer);
        if open.mark == Mark::Replacement && !open.split {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::MarkNoSplit,
                    open.opener,
                    "this replacement has no `~>` between the old text and the new",
                )
                .help("write `{~~old~>new~~}`, or `{--text--}` to delete only"),
            );
        }
        if open.mark.is_change() && open.first_piece == self.pieces.len() {
            self.diagnostics.push(
                Diagnostic::new(Code::MarkEmpty, whole, "this mark holds nothing")
                    .help("remove it, or put the text in")
                    .fix("remove the mark", whole, ""),
            );
        }
        for id in [open.change, open.new_half].into_iter().flatten() {
            self.register.attribute(id, attribution, self.source);
            let change = self.register.change(id);
            change.span = whole;
            if change.scope != ChangeScope::Replacement {
                change.content = Span {
                    start: open.opener.end,
                    end: closer.start,
                };
            } else if id == open.new_half.unwrap_or(id) {
                change.content.end = closer.start;
                change.content.start = change.content.start.max(open.opener.end);
            }
        }
    }

    /// Reports the innermost mark as unclosed and ends it at `end`.
    fn unclosed(&mut self, end: u32) {
        let Some(open) = self.open.last() else { return };
        let (mark, opener) = (open.mark, open.opener);
        self.diagnostics.push(never_closed(mark, opener));
        let closer = Span { start: end, end };
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
            author: self.register.default_author(),
            date: None,
        };
        let Some(length) = length else {
            self.diagnostics.push(never_closed(Mark::Comment, opener));
            self.push(PieceKind::Comment(comment), opener);
            return tokens.len();
        };
        let closer = &tokens[at + length];
        if let TokenKind::Close(_, attribution) = &closer.kind {
            comment.author = attribution.author.or(comment.author);
            comment.date = attribution.date;
        }
        self.push(PieceKind::Comment(comment), opener.to(closer.span));
        at + length + 1
    }

    fn paragraph_mark(&mut self, kind: ChangeKind, attribution: &Attribution, span: Span) {
        if !self.open.is_empty() {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::ParagraphMarkMisplaced,
                    span,
                    "a paragraph mark stands inside another mark",
                )
                .help("put it after the other mark, at the end of the block"),
            );
            return;
        }
        let id = self.register.enter(kind, ChangeScope::ParagraphMark, span);
        self.register.attribute(id, attribution, self.source);
        match kind {
            ChangeKind::Insertion => self.mark.inserted = Some(id),
            ChangeKind::Deletion => self.mark.deleted = Some(id),
        }
    }

    fn finish(mut self) -> Marked {
        let end = self.pieces.last().map_or(0, |piece| piece.span.end);
        while let Some(open) = self.open.last() {
            let end = end.max(open.opener.end);
            self.unclosed(end);
        }
        Marked {
            pieces: self.pieces,
            mark: self.mark,
        }
    }
}

/// What is wrong with a change mark inside these marks, if anything.
fn misplaced_change(mark: Mark, around: &[Mark], whole: Revision, opener: Span) -> Option<Diagnostic> {
    if whole.deleted.is_some() {
        return Some(
            Diagnostic::new(
                Code::MarkInDeletion,
                opener,
                "this block is deleted whole, so nothing in it can change",
            )
            .help("remove the mark, or mark the block's parts instead of the block"),
        );
    }
    let allowed = match around {
        [] => true,
        [Mark::Insertion] => mark == Mark::Deletion,
        _ => false,
    };
    (!allowed).then(|| {
        Diagnostic::new(Code::MarkNested, opener, "a change mark stands inside another")
            .help("close the outer mark first; only `{--…--}` may stand inside `{++…++}`")
    })
}

fn never_closed(mark: Mark, opener: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MarkUnclosed,
        opener,
        format!("`{}` is never closed", mark.opener()),
    )
    .label("it ends with its block")
    .help(format!("write `{}` where the mark ends", mark.closer()))
}

fn stray_closer(mark: Mark, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MarkStrayCloser,
        span,
        format!("`{}` closes nothing and is printed", mark.closer()),
    )
    .help(format!(
        "write `{}` where the mark begins, or `\\{}` for the characters",
        mark.opener(),
        mark.closer()
    ))
}

fn unfinished(stray: Stray, span: Span) -> Diagnostic {
    let (code, message, help) = match stray {
        Stray::NoteReference => (
            Code::NoteUnclosed,
            "`[^` begins a footnote reference that nothing ends",
            "write `[^id]`, or `\\[^` for the characters",
        ),
        Stray::CrossReference => (
            Code::ReferenceUnclosed,
            "`{@` begins a cross-reference that nothing ends",
            "write `{@id}` or `{@id.label}`, or `\\{@` for the characters",
        ),
        Stray::Anchor => (
            Code::AnchorUnclosed,
            "`{#` begins a name that nothing ends",
            "write `{#id}`, or `\\{#` for the characters",
        ),
    };
    Diagnostic::new(code, span, message).help(help)
}

/// Whether lines are joined without a space at this character: Han, kana and their punctuation.
fn is_han(character: char) -> bool {
    matches!(character, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}
