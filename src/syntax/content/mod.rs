//! From the tokens of one block to its text: marks paired, emphasis and links found, spaces
//! folded in each reading.

mod emphasis;
mod faults;
mod fields;
mod marks;
mod piece;
mod sides;
mod slips;
mod spaces;
mod unbraced;

use super::Register;
use super::token::Token;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Anchor, Inline, InlineKind, Label, LabelRun, Revision, TextStyle};
use crate::source::{Span, TextMap};
use piece::{Piece, PieceKind};

pub(super) use faults::{inside_deletion, nested};
pub(crate) use sides::{Met, Side};
pub(crate) use slips::signs_told;
pub(crate) use spaces::{drop_breaks_at_start, drop_gap_at_start, fold as fold_spaces};

/// What the tokens of a block say.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) label: Option<Label>,
    pub(super) inlines: Vec<Inline>,
    pub(super) anchor: Option<Anchor>,
    /// The state of the paragraph mark.
    pub(super) mark: Revision,
}

/// Reads the tokens of one block whose line mark says `whole`.
pub(super) fn read(
    source: &str,
    tokens: &[Token],
    whole: Revision,
    register: &mut Register<'_>,
    diagnostics: &mut Diagnostics,
) -> Content {
    let marked = marks::pair(source, tokens, whole, register, diagnostics);
    let mut pieces = marked.pieces;
    let styles = emphasis::resolve(&mut pieces, diagnostics);
    let mut content = Content {
        mark: marked.mark,
        ..Content::default()
    };
    let mut after_anchor = None;
    for (piece, style) in pieces.into_iter().zip(styles) {
        if let PieceKind::Anchor(id) = piece.kind {
            // A name that cannot be one is one finding.
            let is_sound = !id.contains('.');
            set_anchor(&mut content, id, piece.span, diagnostics);
            after_anchor = is_sound.then_some(piece.span);
            continue;
        }
        let Piece {
            kind, revision, span, ..
        } = piece;
        let kind = match kind {
            PieceKind::Label(text) => {
                add_label(&mut content, text, revision, span);
                continue;
            }
            PieceKind::Text(text) => {
                if let (Some(anchor), false) = (after_anchor, text.trim().is_empty()) {
                    diagnostics.push(misplaced(anchor));
                    after_anchor = None;
                }
                InlineKind::Text(text)
            }
            PieceKind::LineBreak => InlineKind::LineBreak,
            PieceKind::NoteReference(reference) => InlineKind::NoteReference(reference),
            PieceKind::CrossReference(reference) => InlineKind::CrossReference(reference),
            PieceKind::Comment(comment) => InlineKind::Comment(comment),
            PieceKind::SourceComment(text) => InlineKind::SourceComment(text),
            PieceKind::Anchor(_)
            | PieceKind::Stars(_)
            | PieceKind::Bracket
            | PieceKind::BracketEnd
            | PieceKind::LinkTarget(_)
            | PieceKind::Separator
            | PieceKind::Nothing => continue,
        };
        let link = style.link;
        push_inline(
            &mut content.inlines,
            Inline {
                kind,
                style: TextStyle {
                    italic: style.italic,
                    bold: style.bold,
                    position: piece.position,
                },
                revision,
                link,
                span,
                map: TextMap::default(),
            },
        );
    }
    spaces::fold(&mut content.inlines, whole, content.mark);
    content
}

/// Adds an inline, to the one before it where the two are alike.
fn push_inline(inlines: &mut Vec<Inline>, inline: Inline) {
    let rest = match inlines.last_mut().filter(|last| last.is_like(&inline)) {
        Some(last) => last.append(inline),
        None => Some(inline),
    };
    inlines.extend(rest);
}

fn set_anchor(content: &mut Content, id: String, span: Span, diagnostics: &mut Diagnostics) {
    if let Some(first) = &content.anchor {
        diagnostics.push(
            Diagnostic::new(Code::AnchorMisplaced, span, "this block has a name already")
                .also(first.span, "its name")
                .help("keep one `{#id}` at the end of the block"),
        );
        return;
    }
    if id.contains('.') {
        let plain = id.replace('.', "-");
        diagnostics.push(
            Diagnostic::new(
                Code::AnchorInvalid,
                span,
                format!("`{id}` cannot be a name: names have no dots"),
            )
            .fix(format!("write `{{#{plain}}}`"), span, format!("{{#{plain}}}")),
        );
    }
    content.anchor = Some(Anchor { id, span });
}

fn misplaced(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::AnchorMisplaced,
        span,
        "a name stands in the middle of its block",
    )
    .help("move `{#id}` to the end of the block that it names")
}

fn add_label(content: &mut Content, text: String, revision: Revision, span: Span) {
    let label = content.label.get_or_insert_with(|| Label {
        runs: Vec::new(),
        span,
        in_doubt: false,
    });
    label.span = label.span.to(span);
    label.runs.push(LabelRun { text, revision, span });
}
