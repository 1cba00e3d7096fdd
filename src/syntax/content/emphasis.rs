//! Finds what `*`, `**` and `***` set and what links lead to.

use super::sides::{Met, Side};
use std::ops::Range;
use std::sync::Arc;

use super::piece::{Piece, PieceKind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Link, Position};
use crate::source::Span;

/// How a piece is set by the stars and brackets around it.
#[derive(Clone, Debug, Default)]
pub(super) struct PieceStyle {
    pub(super) italic: bool,
    pub(super) bold: bool,
    pub(super) link: Option<Link>,
}

/// The setting of each piece. Stars and brackets that set nothing become text.
pub(super) fn resolve(pieces: &mut [Piece], diagnostics: &mut Diagnostics) -> Vec<PieceStyle> {
    let mut styles = vec![PieceStyle::default(); pieces.len()];
    links(pieces, &mut styles);
    if pieces
        .iter()
        .any(|piece| matches!(piece.kind, PieceKind::Stars(_)))
    {
        stars(pieces, &mut styles, diagnostics);
    }
    styles
}

fn links(pieces: &mut [Piece], styles: &mut [PieceStyle]) {
    let mut open: Vec<usize> = Vec::new();
    let mut found: Vec<(Range<usize>, Arc<str>)> = Vec::new();
    for at in 0..pieces.len() {
        match &pieces[at].kind {
            PieceKind::Bracket => open.push(at),
            PieceKind::BracketEnd => {
                if let Some(opener) = open.pop() {
                    pieces[opener].kind = PieceKind::Text("[".to_owned());
                }
                pieces[at].kind = PieceKind::Text("]".to_owned());
            }
            PieceKind::LinkTarget(address) => {
                let address: Arc<str> = Arc::from(address.as_str());
                match open
                    .pop()
                    .filter(|&opener| pieces[opener].half == pieces[at].half)
                {
                    Some(opener) => {
                        found.push((opener..at, address));
                        pieces[opener].kind = PieceKind::Nothing;
                        pieces[at].kind = PieceKind::Nothing;
                    }
                    None => pieces[at].kind = PieceKind::Text(format!("]({address})")),
                }
            }
            _ => {}
        }
    }
    for opener in open {
        pieces[opener].kind = PieceKind::Text("[".to_owned());
    }
    // The outermost link counts; those inside it were closed, so found, before it.
    let mut outer = usize::MAX;
    for (range, address) in found.into_iter().rev() {
        if range.start >= outer {
            continue;
        }
        outer = range.start;
        for style in &mut styles[range] {
            style.link = Some(Link {
                address: Arc::clone(&address),
            });
        }
    }
}

/// Stars that wait for their other end.
struct Opener {
    at: usize,
    half: usize,
    /// How many of its stars are not used yet.
    left: usize,
    /// Whether an end on the other side of a mark was meant for it and is reported.
    crossed: bool,
}

/// Finds the ends of stars.
struct Stars<'s> {
    /// Those that wait, the innermost last; what they are inside of counts up.
    open: Vec<Opener>,
    /// Those whose mark was closed before they were.
    left_behind: Vec<Opener>,
    /// Stars of an end that were never used stay text; most are used up.
    unused: Vec<(usize, usize)>,
    /// How many italic and bold settings begin, less those that end, at each piece.
    steps: Vec<(i32, i32)>,
    diagnostics: &'s mut Diagnostics,
}

fn stars(pieces: &mut [Piece], styles: &mut [PieceStyle], diagnostics: &mut Diagnostics) {
    let mut stars = Stars {
        open: Vec::new(),
        left_behind: Vec::new(),
        unused: Vec::new(),
        steps: vec![(0, 0); pieces.len() + 1],
        diagnostics,
    };
    for (at, beside) in neighbours(pieces).into_iter().enumerate() {
        if let PieceKind::Stars(count) = pieces[at].kind {
            stars.pass(at, count, beside, pieces);
        }
    }
    stars.finish(pieces);
    let (mut italic, mut bold) = (0, 0);
    for (style, step) in styles.iter_mut().zip(&stars.steps) {
        italic += step.0;
        bold += step.1;
        style.italic |= italic > 0;
        style.bold |= bold > 0;
    }
    for piece in pieces.iter_mut() {
        if matches!(piece.kind, PieceKind::Stars(_)) {
            piece.kind = PieceKind::Nothing;
        }
    }
    for (at, left) in stars.unused {
        if left > 0 {
            pieces[at].kind = PieceKind::Text("*".repeat(left));
        }
    }
}

impl Stars<'_> {
    fn pass(&mut self, at: usize, count: usize, beside: Neighbours, pieces: &[Piece]) {
        let Neighbours { before, after } = beside;
        let glued = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if count > 3 || (glued(before) && glued(after)) {
            if is_meant(pieces, at, count) {
                self.diagnostics.push(glued_star(pieces[at].span));
            }
            self.unused.push((at, count));
            return;
        }
        let half = pieces[at].half;
        // What is open in a mark that was opened later is in a mark that is closed by now.
        while self.open.last().is_some_and(|opener| opener.half > half) {
            self.left_behind.extend(self.open.pop());
        }
        let mut left = count;
        let ends = before.is_some_and(ends_word);
        while ends && left > 0 {
            let Some(opener) = self.open.last_mut().filter(|opener| opener.half == half) else {
                break;
            };
            let used = left.min(opener.left);
            for (step, by) in [(opener.at + 1, 1), (at, -1)] {
                self.steps[step].0 += by * i32::from(used != 2);
                self.steps[step].1 += by * i32::from(used >= 2);
            }
            left -= used;
            opener.left -= used;
            if opener.left == 0 {
                self.open.pop();
            }
        }
        if left == count && after.is_some_and(starts_word) {
            self.open.push(Opener {
                at,
                half,
                left,
                crossed: false,
            });
            return;
        }
        if left > 0 {
            self.unused.push((at, left));
        }
        if ends && left == count {
            self.crosses(pieces[at].span);
        }
    }

    /// An end without a beginning: perhaps it is that of stars on the other side of a mark.
    fn crosses(&mut self, span: Span) {
        let beyond = self.left_behind.last_mut().filter(|opener| !opener.crossed);
        if let Some(opener) = beyond.or_else(|| self.open.last_mut().filter(|opener| !opener.crossed)) {
            opener.crossed = true;
            self.diagnostics.push(crossing(span));
        }
    }

    fn finish(&mut self, pieces: &[Piece]) {
        for opener in self.left_behind.drain(..).chain(self.open.drain(..)) {
            if !opener.crossed {
                self.diagnostics.push(unclosed(pieces[opener.at].span));
            }
            self.unused.push((opener.at, opener.left));
        }
    }
}

/// The characters beside a piece, marks looked through.
#[derive(Clone, Copy, Default)]
struct Neighbours {
    before: Option<char>,
    after: Option<char>,
}

fn neighbours(pieces: &[Piece]) -> Vec<Neighbours> {
    let mut found = vec![Neighbours::default(); pieces.len()];
    let mut met = Met::default();
    for (at, piece) in pieces.iter().enumerate() {
        let side = Side::of(piece.revision);
        found[at].before = met.beside(side);
        let character = match &piece.kind {
            PieceKind::Text(text) => match text.chars().last() {
                Some(last) => Some(last),
                None => continue,
            },
            PieceKind::LineBreak => Some(' '),
            PieceKind::CrossReference(_) => Some(')'),
            PieceKind::Separator => None,
            _ => continue,
        };
        met.enter(side, at + 1, character);
    }
    let mut met = Met::default();
    for (at, piece) in pieces.iter().enumerate().rev() {
        let side = Side::of(piece.revision);
        found[at].after = met.beside(side);
        let character = match &piece.kind {
            // Raised and lowered text goes with the word before it, and ends none.
            PieceKind::Text(_) if piece.position != Position::Baseline => None,
            PieceKind::Text(text) => match text.chars().next() {
                Some(first) => Some(first),
                None => continue,
            },
            PieceKind::LineBreak => Some(' '),
            PieceKind::CrossReference(_) => Some('('),
            PieceKind::Separator => None,
            _ => continue,
        };
        met.enter(side, pieces.len() - at, character);
    }
    found
}

/// Whether stars between letters or digits are meant to set a word: `8*bis*`. At the start of its block
/// such a word is told as a label.
fn is_meant(pieces: &[Piece], at: usize, count: usize) -> bool {
    let [.., before, opener, word, closer] = &pieces[..pieces.len().min(at + 3)] else {
        return false;
    };
    let (PieceKind::Text(before), PieceKind::Text(word)) = (&before.kind, &word.kind) else {
        return false;
    };
    let is_one = [opener, closer].iter().all(|stars| {
        matches!(stars.kind, PieceKind::Stars(stars) if stars == count) && stars.half == opener.half
    });
    let behind = pieces.get(at + 3).map(|piece| &piece.kind);
    let ends = match behind {
        Some(PieceKind::Text(text)) => !text.starts_with(|c: char| c.is_ascii_alphanumeric()),
        _ => true,
    };
    is_one && ends && before.contains(char::is_whitespace) && word.bytes().all(|c| c.is_ascii_alphabetic())
}

fn glued_star(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::EmphasisGlued,
        span,
        "this `*` stands between letters or digits, so it is printed",
    )
    .help("write `{}` before it if it begins emphasis, or `\\*` for the character")
    .fix("write `{}` before it", span.head(), "{}")
}

fn starts_word(character: char) -> bool {
    character.is_alphanumeric() || is_opening(character) || "\"'“‘„§#+-–.…€$£".contains(character)
}

fn ends_word(character: char) -> bool {
    !character.is_whitespace() && !is_opening(character)
}

/// Brackets and quotation marks that can only stand before a word.
fn is_opening(character: char) -> bool {
    "([{«‹¿¡（［｛《〈「『【〔".contains(character)
}

fn crossing(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::EmphasisCrosses,
        span,
        "this `*` would end emphasis that began on the other side of a mark, so it is printed",
    )
    .help("begin and end emphasis inside the same mark, or outside all of them")
}

fn unclosed(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::EmphasisUnclosed,
        span,
        "this `*` begins emphasis that nothing ends, so it is printed",
    )
    .help("put a `*` where the emphasis ends, or write `\\*` for the character")
}
