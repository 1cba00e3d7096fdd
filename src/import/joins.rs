//! Paragraphs that are one in a reading, because the mark between them came or went.
//!
//! In Word a paragraph whose mark is not part of a reading runs on into the next. A source says so of
//! two blocks that both have text in that reading; where one of them has none, the other simply stays.

use super::draft::{Draft, ParagraphDraft, Run};
use super::wordprocessing::State;

/// In each reading, original and final: the draft that waits for what it is one with.
#[derive(Debug, Default)]
pub(super) struct Joins {
    waiting: [Option<usize>; 2],
}

/// Whether the original and the final have something in this state.
pub(super) fn admitted(state: State) -> [bool; 2] {
    [state.inserted.is_none(), state.deleted.is_none()]
}

/// Whether the original and the final have any text of runs.
pub(super) fn has_text(runs: &[Run]) -> [bool; 2] {
    let seen = runs.iter().filter(|run| run.is_seen());
    seen.fold([false; 2], |[original, settled], run| {
        let [in_original, in_settled] = admitted(run.state);
        [original || in_original, settled || in_settled]
    })
}

impl Joins {
    /// Takes a paragraph with text.
    pub(super) fn pass(&mut self, draft: ParagraphDraft, blocks: &mut Vec<Draft>) {
        let has = has_text(&draft.runs);
        let ends = admitted(draft.mark);
        let at = blocks.len();
        blocks.push(Draft::Paragraph(draft));
        for view in 0..2 {
            match (has[view], ends[view]) {
                (true, true) => self.waiting[view] = None,
                (true, false) => self.waiting[view] = Some(at),
                (false, true) => self.cancel(view, blocks),
                (false, false) => {}
            }
        }
    }

    /// Takes a paragraph without text.
    pub(super) fn pass_empty(&mut self, mark: State, blocks: &mut [Draft]) {
        let ends = admitted(mark);
        for view in (0..2).filter(|&view| ends[view]) {
            self.cancel(view, blocks);
        }
    }

    /// Nothing follows that what waits could be one with.
    pub(super) fn end(&mut self, blocks: &mut [Draft]) {
        for view in 0..2 {
            self.cancel(view, blocks);
        }
    }

    fn cancel(&mut self, view: usize, blocks: &mut [Draft]) {
        let waiting = self.waiting[view].take().and_then(|at| blocks.get_mut(at));
        if let Some(Draft::Paragraph(draft)) = waiting {
            match view {
                0 => draft.mark.inserted = None,
                _ => draft.mark.deleted = None,
            }
        }
    }
}
