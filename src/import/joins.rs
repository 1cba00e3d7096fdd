//! Paragraphs that are one in a reading, because the mark between them came or went.
//!
//! In Word a paragraph whose mark is not part of a reading runs on into the next, and what follows has
//! its number and style. A source says so of two blocks that both have text in that reading; where one of
//! them has none, the other simply stays, as if the one without text had lost its own mark. So whoever
//! pressed Enter at the end of a paragraph has put in the new paragraph, and not cut the old one.

use super::draft::Run;
use super::wordprocessing::{Item, ItemKind, Paragraph, Piece, State};

/// Whether the original and the final have something in this state.
pub(super) fn admitted(state: State) -> [bool; 2] {
    [state.inserted.is_none(), state.deleted.is_none()]
}

/// Whether the original and the final have any text of runs.
pub(super) fn has_text(runs: &[Run]) -> [bool; 2] {
    seen(runs.iter().filter(|run| run.is_seen()).map(|run| run.state))
}

fn seen(states: impl Iterator<Item = State>) -> [bool; 2] {
    states.fold([false; 2], |[original, settled], state| {
        let [in_original, in_settled] = admitted(state);
        [original || in_original, settled || in_settled]
    })
}

/// The marks of pieces, so that only such are missing in a reading that stand between two paragraphs
/// with text in it. Tables have none.
pub(super) fn marks(pieces: &[Piece]) -> Vec<State> {
    let mut marks: Vec<State> = Vec::with_capacity(pieces.len());
    // In each reading, the paragraph that waits for what it is one with.
    let mut waiting: [Option<usize>; 2] = [None; 2];
    for (at, piece) in pieces.iter().enumerate() {
        let Piece::Paragraph(paragraph) = piece else {
            marks.push(State::default());
            cancel(&mut waiting, &mut marks);
            continue;
        };
        marks.push(paragraph.mark);
        let has = text(paragraph);
        let ends = admitted(paragraph.mark);
        for view in 0..2 {
            match (has[view], ends[view]) {
                (true, true) => waiting[view] = None,
                (true, false) => waiting[view] = Some(at),
                (false, true) => {
                    if let Some(before) = waiting[view].take() {
                        exchange(view, before, at, &mut marks);
                    }
                }
                (false, false) => {}
            }
        }
        // What stands beside a paragraph keeps it from the next.
        let is_beside = |item: &Item| matches!(item.kind, ItemKind::Picture { .. } | ItemKind::Box(_));
        if paragraph.items.iter().any(is_beside) {
            cancel(&mut waiting, &mut marks);
        }
    }
    cancel(&mut waiting, &mut marks);
    marks
}

/// One mark is there and the other not, instead of the other way round.
fn exchange(view: usize, before: usize, behind: usize, marks: &mut [State]) {
    match view {
        0 => marks[behind].inserted = marks[before].inserted.take(),
        _ => marks[behind].deleted = marks[before].deleted.take(),
    }
}

fn cancel(waiting: &mut [Option<usize>; 2], marks: &mut [State]) {
    if let Some(at) = waiting[0].take() {
        marks[at].inserted = None;
    }
    if let Some(at) = waiting[1].take() {
        marks[at].deleted = None;
    }
}

/// Whether the readings have any text of a paragraph.
fn text(paragraph: &Paragraph) -> [bool; 2] {
    let is_seen = |item: &&Item| match &item.kind {
        ItemKind::Text(text) => !item.look.hidden && !text.trim().is_empty(),
        ItemKind::Note { .. } | ItemKind::NoteAgain { .. } => true,
        ItemKind::Tab
        | ItemKind::Break
        | ItemKind::Comment(_)
        | ItemKind::Picture { .. }
        | ItemKind::Box(_) => false,
    };
    seen(paragraph.items.iter().filter(is_seen).map(|item| item.state))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::wordprocessing::{DeedId, Look};

    const INSERTED: State = State {
        inserted: Some(DeedId(0)),
        deleted: None,
    };

    fn paragraph(text: State, mark: State) -> Piece {
        let item = Item {
            kind: ItemKind::Text("text".to_owned()),
            state: text,
            look: Look::default(),
            link: None,
            repeats: None,
            run: 0,
            at: 0,
        };
        Piece::Paragraph(Paragraph {
            mark,
            items: vec![item],
            ..Paragraph::default()
        })
    }

    #[test]
    fn an_enter_at_the_end_of_a_paragraph_puts_in_the_next() {
        let none = State::default();
        let typed = [
            paragraph(none, INSERTED),
            paragraph(INSERTED, none),
            paragraph(none, none),
        ];
        assert_eq!(marks(&typed), [none, INSERTED, none]);
        let cut = [paragraph(none, INSERTED), paragraph(none, none)];
        assert_eq!(marks(&cut), [INSERTED, none]);
        let last = [
            paragraph(none, INSERTED),
            Piece::Table(crate::import::wordprocessing::Table::default()),
        ];
        assert_eq!(marks(&last), [none, none]);
    }
}
