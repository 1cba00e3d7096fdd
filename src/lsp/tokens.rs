//! The colours of a text: what the parser says of its pieces, line by line.

use std::ops::Range;

use gen_lsp_types::{SemanticToken, SemanticTokens};

use super::analysis::Analysis;
use super::places::Places;
use crate::model::{BlockKind, ChangeKind};
use crate::syntax::LexemeKind;

/// The kinds of tokens by their names, in the order of their numbers. The last two are not of the
/// protocol; clients that do not know them show plain text.
pub(super) const KINDS: [&str; 11] = [
    "keyword",
    "property",
    "string",
    "comment",
    "number",
    "operator",
    "decorator",
    "variable",
    "class",
    "inserted",
    "deleted",
];

const KEYWORD: u32 = 0;
const PROPERTY: u32 = 1;
const STRING: u32 = 2;
const COMMENT: u32 = 3;
const NUMBER: u32 = 4;
const OPERATOR: u32 = 5;
const DECORATOR: u32 = 6;
const VARIABLE: u32 = 7;
const CLASS: u32 = 8;
const INSERTED: u32 = 9;
const DELETED: u32 = 10;

fn kind(lexeme: LexemeKind) -> Option<u32> {
    Some(match lexeme {
        LexemeKind::FrontKey => PROPERTY,
        LexemeKind::FrontValue | LexemeKind::LinkTarget | LexemeKind::Picture => STRING,
        LexemeKind::SourceComment | LexemeKind::CommentMark => COMMENT,
        LexemeKind::Heading => CLASS,
        LexemeKind::Label => NUMBER,
        LexemeKind::Rule
        | LexemeKind::LineMark
        | LexemeKind::ChangeMark
        | LexemeKind::PositionMark
        | LexemeKind::Emphasis
        | LexemeKind::TableBar
        | LexemeKind::Escape => OPERATOR,
        LexemeKind::Signature => DECORATOR,
        LexemeKind::NoteReference
        | LexemeKind::NoteDefinition
        | LexemeKind::CrossReference
        | LexemeKind::Anchor => VARIABLE,
        LexemeKind::Unfinished => return None,
    })
}

/// The tokens of what meets some bytes.
pub(super) fn tokens(analysis: &Analysis, places: &Places<'_>, bytes: &Range<usize>) -> SemanticTokens {
    let mut pieces: Vec<(Range<usize>, u32)> = Vec::new();
    for block in &analysis.document().blocks {
        if matches!(block.kind, BlockKind::Call) {
            pieces.push((block.span.range(), KEYWORD));
        }
        if let (BlockKind::Proposal(_), Some(label)) = (&block.kind, &block.label) {
            pieces.push((label.span.range(), KEYWORD));
        }
    }
    for change in analysis
        .document()
        .changes
        .iter()
        .filter(|change| !change.content.is_empty())
    {
        let kind = match change.kind {
            ChangeKind::Insertion => INSERTED,
            ChangeKind::Deletion => DELETED,
        };
        pieces.push((change.content.range(), kind));
    }
    let lexemes = analysis.lexemes.iter();
    pieces.extend(lexemes.filter_map(|lexeme| Some((lexeme.span.range(), kind(lexeme.kind)?))));
    pieces.retain(|(piece, _)| piece.start < bytes.end && bytes.start < piece.end);
    pieces.sort_by_key(|(piece, _)| (piece.start, std::cmp::Reverse(piece.end)));
    written(&flat(&pieces), analysis.text(), places)
}

/// Pieces beside each other, of pieces that may hold others: the innermost counts.
fn flat(pieces: &[(Range<usize>, u32)]) -> Vec<(Range<usize>, u32)> {
    let mut flat: Vec<(Range<usize>, u32)> = Vec::new();
    let mut open: Vec<(usize, u32)> = Vec::new();
    let mut at = 0;
    let mut put = |at: &mut usize, end: usize, kind: u32| {
        if *at < end {
            flat.push((*at..end, kind));
            *at = end;
        }
    };
    for (piece, kind) in pieces {
        while let Some(&(end, outer)) = open.last().filter(|(end, _)| *end <= piece.start) {
            put(&mut at, end, outer);
            open.pop();
        }
        if let Some(&(_, outer)) = open.last() {
            put(&mut at, piece.start, outer);
        }
        at = at.max(piece.start);
        let room = open.last().map_or(piece.end, |(end, _)| piece.end.min(*end));
        open.push((room, *kind));
    }
    while let Some((end, kind)) = open.pop() {
        put(&mut at, end, kind);
    }
    flat
}

/// The pieces as the protocol writes them: each counted from the one before, none over a line end.
fn written(pieces: &[(Range<usize>, u32)], text: &str, places: &Places<'_>) -> SemanticTokens {
    let mut data = Vec::with_capacity(pieces.len());
    let (mut line, mut column) = (0, 0);
    for (piece, kind) in pieces {
        let mut start = piece.start;
        for part in text
            .get(piece.clone())
            .unwrap_or_default()
            .split_inclusive(['\n', '\r'])
        {
            let shown = part.trim_end_matches(['\n', '\r']);
            let length = places.width(shown);
            if length > 0 {
                let place = places.position(start);
                data.push(SemanticToken {
                    delta_line: place.line - line,
                    delta_start: place.character - if place.line == line { column } else { 0 },
                    length,
                    token_type: *kind,
                    token_modifiers_bitset: 0,
                });
                (line, column) = (place.line, place.character);
            }
            start += part.len();
        }
    }
    SemanticTokens {
        result_id: None,
        data,
    }
}
