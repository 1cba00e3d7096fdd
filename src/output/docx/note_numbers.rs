//! The numbers of footnotes: Word's own where they print what the flow says, typed marks elsewhere.

use crate::layout::{Flow, FlowBlock, FlowNote, NoteMark, Paragraph, RunContent};

/// The footnotes as their references come up.
#[derive(Debug, Default)]
pub(super) struct NoteNumbers {
    /// The place of each note among those referred to, from 1: its `w:id`. LibreOffice pairs notes
    /// with references by the order of ids.
    identifiers: Vec<Option<usize>>,
    /// The notes in the order of their references.
    placed: Vec<usize>,
    /// Whether each prints a typed mark.
    typed: Vec<bool>,
    /// Whether each will have its reference, with a number that Word counts.
    counted: Vec<bool>,
    /// What Word prints for the next note with a number of its own.
    next: u32,
}

impl NoteNumbers {
    /// The numbers before the first reference; `breaks` says behind which blocks a section ends.
    pub(super) fn of(flow: &Flow, breaks: &[bool]) -> Self {
        let mut rehearsal = Self::unwritten(flow);
        let titles = flow.masthead.iter().flat_map(|masthead| &masthead.titles);
        titles.for_each(|title| rehearsal.rehearse(flow, title));
        for (block, &ends_section) in flow.body.iter().zip(breaks) {
            match block {
                FlowBlock::Paragraph(paragraph) => rehearsal.rehearse(flow, paragraph),
                FlowBlock::Table(table) => {
                    let cells = table.rows.iter().flat_map(|row| &row.cells);
                    let paragraphs = cells.flat_map(|cell| &cell.paragraphs);
                    paragraphs.for_each(|paragraph| rehearsal.rehearse(flow, paragraph));
                }
                FlowBlock::Picture(_) => {}
            }
            if ends_section {
                rehearsal.restart();
            }
        }
        let placed = rehearsal.identifiers.iter().map(Option::is_some);
        let counted = placed
            .zip(&rehearsal.typed)
            .map(|(placed, typed)| placed && !typed);
        Self {
            counted: counted.collect(),
            ..Self::unwritten(flow)
        }
    }

    fn unwritten(flow: &Flow) -> Self {
        Self {
            identifiers: vec![None; flow.notes.len()],
            placed: Vec::new(),
            // A note inside a note has no reference that Word counts.
            typed: flow.notes.iter().map(|note| note.inside.is_some()).collect(),
            counted: Vec::new(),
            next: 1,
        }
    }

    fn rehearse(&mut self, flow: &Flow, paragraph: &Paragraph) {
        for run in &paragraph.runs {
            if let RunContent::NoteReference {
                note: index,
                first: true,
            } = run.content
                && let Some(note) = flow.notes.get(index)
            {
                self.place(index, note);
            }
        }
    }

    /// Takes the first reference to a note and gives its `w:id`; nothing where it has one already.
    pub(super) fn place(&mut self, index: usize, note: &FlowNote) -> Option<usize> {
        let identifier = self.identifiers.get_mut(index)?;
        if identifier.is_some() {
            return None;
        }
        self.placed.push(index);
        *identifier = Some(self.placed.len());
        match note.mark {
            NoteMark::Number(number) if number == self.next => self.next += 1,
            NoteMark::Number(_) | NoteMark::Custom(_) => self.typed[index] = true,
        }
        *identifier
    }

    /// Whether Word will have counted a note when all is written, so that a field may quote it:
    /// also one that stands before it, in text that only one reading has.
    pub(super) fn is_counted(&self, index: usize) -> bool {
        self.counted.get(index).copied().unwrap_or_default()
    }

    /// Whether the mark of a note is typed instead of counted by Word.
    pub(super) fn is_typed(&self, index: usize) -> bool {
        self.typed.get(index).copied().unwrap_or(true)
    }

    /// A section in which numbers start again.
    pub(super) fn restart(&mut self) {
        self.next = 1;
    }

    /// The notes that are referred to, in the order of their ids.
    pub(super) fn placed(&self) -> Vec<usize> {
        self.placed.clone()
    }
}

/// A note's mark as text.
pub(super) fn mark_text(note: &FlowNote) -> String {
    match &note.mark {
        NoteMark::Number(number) => number.to_string(),
        NoteMark::Custom(mark) => mark.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Revision;

    fn note(mark: NoteMark) -> FlowNote {
        FlowNote {
            mark,
            paragraphs: Vec::new(),
            revision: Revision::NONE,
            inside: None,
            instrument: 0,
        }
    }

    #[test]
    fn word_counts_what_it_counts_right_and_the_rest_is_typed() {
        let notes = [
            note(NoteMark::Number(1)),
            note(NoteMark::Custom("*".to_owned())),
            note(NoteMark::Number(2)),
            note(NoteMark::Number(1)),
            note(NoteMark::Number(5)),
        ];
        let mut numbers = NoteNumbers {
            identifiers: vec![None; 5],
            typed: vec![false; 5],
            next: 1,
            ..NoteNumbers::default()
        };
        assert_eq!(numbers.place(0, &notes[0]), Some(1));
        assert_eq!(numbers.place(1, &notes[1]), Some(2));
        assert_eq!(numbers.place(0, &notes[0]), None);
        assert_eq!(numbers.place(2, &notes[2]), Some(3));
        numbers.restart();
        assert_eq!(numbers.place(3, &notes[3]), Some(4));
        assert_eq!(numbers.place(4, &notes[4]), Some(5));
        assert_eq!(numbers.typed, [false, true, false, false, true]);
    }
}
