//! Where footnotes are printed in a format that has no pages to stand at the foot of.

use crate::layout::{Flow, FlowBlock, Paragraph, Role, RunContent};

/// The notes of a flow by the block of its body that they stand before; the last entry holds
/// those that stand after the body.
///
/// The notes of an instrument come together at its end: before the next proposal mark or number
/// line, or after the body.
pub(super) fn by_place(flow: &Flow) -> Vec<Vec<usize>> {
    let last = last_references(flow);
    let mut places = vec![Vec::new(); flow.body.len() + 1];
    for (note, content) in flow.notes.iter().enumerate() {
        let after = last.get(content.instrument).copied().flatten();
        let place = after.map_or(flow.body.len(), |after| end_of_instrument(flow, after));
        places[place].push(note);
    }
    places
}

/// The last block that brings a note of each instrument.
fn last_references(flow: &Flow) -> Vec<Option<usize>> {
    let mut last = Vec::new();
    for (index, block) in flow.body.iter().enumerate() {
        for paragraph in paragraphs(block) {
            for run in &paragraph.runs {
                let RunContent::NoteReference { note, .. } = run.content else {
                    continue;
                };
                let Some(note) = flow.notes.get(note) else {
                    continue;
                };
                if last.len() <= note.instrument {
                    last.resize(note.instrument + 1, None);
                }
                last[note.instrument] = Some(index);
            }
        }
    }
    last
}

/// The first block after `block` that opens the next instrument or proposal.
fn end_of_instrument(flow: &Flow, block: usize) -> usize {
    let is_proposal = |block: &FlowBlock| matches!(block, FlowBlock::Paragraph(paragraph) if paragraph.role == Role::Proposal);
    let behind = flow.body.iter().enumerate().skip(block + 1);
    let mut opens =
        behind.filter(|&(at, block)| is_proposal(block) || flow.openings.binary_search(&at).is_ok());
    opens.next().map_or(flow.body.len(), |(at, _)| at)
}

/// The paragraphs of a block, those of table cells included.
pub(super) fn paragraphs(block: &FlowBlock) -> Vec<&Paragraph> {
    match block {
        FlowBlock::Paragraph(paragraph) => vec![paragraph],
        FlowBlock::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            cells.flat_map(|cell| &cell.paragraphs).collect()
        }
        FlowBlock::Picture(_) => Vec::new(),
    }
}
