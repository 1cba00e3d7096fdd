//! Finds what `*`, `**` and `***` set and what links lead to.

use std::sync::Arc;

use super::piece::{Piece, PieceKind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Link;
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
                        for style in &mut styles[opener..at] {
                            style.link = Some(Link {
                                address: Arc::clone(&address),
                            });
                        }
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
}

/// Stars that wait for their other end.
struct Opener {
    at: usize,
    /// How many of its stars are not used yet.
    left: usize,
}

fn stars(pieces: &mut [Piece], styles: &mut [PieceStyle], diagnostics: &mut Diagnostics) {
    let neighbours = neighbours(pieces);
    let mut open: Vec<Opener> = Vec::new();
    // Stars of an end that were never used stay text; most are used up.
    let mut unused: Vec<(usize, usize)> = Vec::new();
    for at in 0..pieces.len() {
        let PieceKind::Stars(count) = pieces[at].kind else {
            continue;
        };
        let Neighbours { before, after } = neighbours[at];
        let glued = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if count > 3 || (glued(before) && glued(after)) {
            unused.push((at, count));
            continue;
        }
        let mut left = count;
        if before.is_some_and(ends_word) {
            while left > 0 {
                let Some(opener) = open
                    .iter()
                    .rposition(|opener| pieces[opener.at].half == pieces[at].half)
                else {
                    break;
                };
                for crossed in open.drain(opener + 1..) {
                    unused.push((crossed.at, crossed.left));
                }
                let Some(opener) = open.last_mut() else { break };
                let used = left.min(opener.left);
                for style in &mut styles[opener.at + 1..at] {
                    style.italic |= used != 2;
                    style.bold |= used >= 2;
                }
                left -= used;
                opener.left -= used;
                if opener.left == 0 {
                    open.pop();
                }
            }
            if left > 0
                && left == count
                && open
                    .iter()
                    .any(|opener| pieces[opener.at].half != pieces[at].half)
            {
                diagnostics.push(crossing(pieces[at].span));
            }
        }
        if left == count && after.is_some_and(starts_word) {
            open.push(Opener { at, left });
        } else if left > 0 {
            unused.push((at, left));
        }
    }
    for opener in open {
        diagnostics.push(unclosed(pieces[opener.at].span));
        unused.push((opener.at, opener.left));
    }
    for piece in pieces.iter_mut() {
        if matches!(piece.kind, PieceKind::Stars(_)) {
            piece.kind = PieceKind::Nothing;
        }
    }
    for (at, left) in unused {
        if left > 0 {
            pieces[at].kind = PieceKind::Text("*".repeat(left));
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
    let mut before = None;
    for (at, piece) in pieces.iter().enumerate() {
        found[at].before = before;
        match &piece.kind {
            PieceKind::Text(text) => before = text.chars().last().or(before),
            PieceKind::LineBreak => before = Some(' '),
            PieceKind::CrossReference(_) => before = Some(')'),
            PieceKind::Separator => before = None,
            _ => {}
        }
    }
    let mut after = None;
    for (at, piece) in pieces.iter().enumerate().rev() {
        found[at].after = after;
        match &piece.kind {
            PieceKind::Text(text) => after = text.chars().next().or(after),
            PieceKind::LineBreak => after = Some(' '),
            PieceKind::CrossReference(_) => after = Some('('),
            PieceKind::Separator => after = None,
            _ => {}
        }
    }
    found
}

fn starts_word(character: char) -> bool {
    character.is_alphanumeric() || "([{\"'“‘«‹„§#¿¡+-–.€$£".contains(character)
}

fn ends_word(character: char) -> bool {
    !character.is_whitespace()
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
