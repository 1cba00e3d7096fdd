//! Blocks in their published form, and clauses with what stands under them.

use super::text::{TextWriter, revision};
use super::types::{Block, Picture};
use crate::model::{self, BlockKind, CaptionKind, Nesting, View};
use crate::source::Span;

impl TextWriter {
    /// One block, without what stands under it; nothing for a comment of the source.
    pub(super) fn block(&mut self, block: &model::Block) -> Option<Block> {
        let model::Block {
            kind: _,
            original_kind: _,
            depth: _,
            revision: state,
            mark,
            label,
            content,
            anchor,
            told: _,
            span,
        } = block;
        let mut written = Block {
            id: anchor.as_ref().map(|anchor| anchor.id.clone()),
            revision: revision(*state),
            label: label
                .as_ref()
                .map(|label| self.label(label, *state))
                .unwrap_or_default(),
            runs: self.runs(content, *state),
            mark: (!mark.is_none()).then(|| revision(*mark)),
            span: self.span(*span),
            ..Block::default()
        };
        written.kind = match block.kind_in(View::Markup) {
            BlockKind::NumberLine(_) => "number",
            BlockKind::Title => "title",
            BlockKind::PlaceDate => "place-date",
            BlockKind::Heading { level } => {
                written.level = Some(*level);
                "heading"
            }
            BlockKind::Proposal(action) => {
                written.action = Some(action_name(*action));
                "proposal"
            }
            BlockKind::Reasons => "reasons",
            BlockKind::Formula => "formula",
            BlockKind::Call => "call",
            BlockKind::Clause => "clause",
            BlockKind::Paragraph => "paragraph",
            BlockKind::Note => "note",
            BlockKind::History => "history",
            BlockKind::Caption(of) => {
                written.of = Some(match of {
                    CaptionKind::Table => "table",
                    CaptionKind::Figure => "figure",
                });
                "caption"
            }
            BlockKind::Table(table) => {
                written.table = Some(self.table(table, *state));
                "table"
            }
            BlockKind::Picture(picture) => {
                written.picture = Some(Picture {
                    file: picture.file.clone(),
                    alternative: picture.alternative.clone(),
                });
                "picture"
            }
            BlockKind::Rule => "rule",
            BlockKind::SourceComment(_) => return None,
        };
        Some(written)
    }

    /// Blocks with those deeper under a clause as its children.
    pub(super) fn nested<'d>(&mut self, blocks: impl IntoIterator<Item = &'d model::Block>) -> Vec<Block> {
        let mut top = Vec::new();
        // The clauses that are open.
        let mut open = Nesting::default();
        for block in blocks {
            let Some(written) = self.block(block) else {
                continue;
            };
            close(&mut open, &mut top, block.depth);
            open.enter(block.depth, written);
        }
        close(&mut open, &mut top, 0);
        top
    }
}

/// Closes the open blocks that are as deep as `depth` or deeper, each into the one above it.
fn close(open: &mut Nesting<Block>, top: &mut Vec<Block>, depth: u8) {
    while let Some(block) = open.leave(depth) {
        match open.innermost() {
            Some(above) => above.children.push(block),
            None => top.push(block),
        }
    }
}

/// The action's word; the firm NOC, which is printed underlined, is written as in the source.
fn action_name(action: model::ProposalAction) -> &'static str {
    match action {
        model::ProposalAction::NocFirm => "_NOC_",
        other => other.word(),
    }
}

impl TextWriter {
    /// Nothing for what was never written in a source, nor in a reading by itself, which has no
    /// trace of what stands in the source between its words.
    pub(super) fn span(&self, span: Span) -> Option<[u32; 2]> {
        (self.markup && !span.is_none()).then_some([span.start, span.end])
    }
}
