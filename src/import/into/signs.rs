//! What a block says, sign by sign, each in its state.

use super::NoPlace;
use crate::model::{
    Block, Cell, CellParagraph, ChangeId, Comment, Inline, InlineKind, Label, Revision, TextStyle,
};

/// A sign of a block.
#[derive(Clone, Debug)]
pub(super) struct Sign {
    pub(super) what: What,
    pub(super) state: Revision,
    pub(super) style: TextStyle,
    /// Whether it is a part of the label.
    pub(super) in_label: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    Char(char),
    /// A note by its id in the source.
    Note(String),
    Comment(Comment),
    /// The end of the paragraph.
    End,
}

impl Sign {
    /// Whether it has a counterpart of its own in the file: spaces are counted by what is around them.
    pub(super) fn is_seen(&self) -> bool {
        match &self.what {
            What::Char(c) => !c.is_whitespace(),
            What::Note(_) => true,
            What::Comment(_) | What::End => false,
        }
    }

    /// The text of a comment.
    pub(super) fn comment(&self) -> Option<&str> {
        match &self.what {
            What::Comment(comment) => Some(&comment.text),
            What::Char(_) | What::Note(_) | What::End => None,
        }
    }
}

/// Which of a document's changes are new to the file: those behind this many.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known(pub(super) usize);

impl Known {
    pub(super) fn new_only(self, id: Option<ChangeId>) -> Option<ChangeId> {
        id.filter(|id| id.0 as usize >= self.0)
    }
}

/// The signs of a block.
pub(super) fn of_block(block: &Block) -> Result<Vec<Sign>, NoPlace> {
    let mut signs = Vec::new();
    if let Some(label) = &block.label {
        of_label(label, block.revision, &mut signs);
    }
    of_text(&block.content, block.revision, &mut signs)?;
    signs.push(Sign {
        what: What::End,
        state: block.mark.within(block.revision),
        style: TextStyle::default(),
        in_label: false,
    });
    Ok(signs)
}

/// The signs of a paragraph of a cell in a row with this state.
pub(super) fn of_cell_paragraph(paragraph: &CellParagraph, row: Revision) -> Result<Vec<Sign>, NoPlace> {
    let whole = paragraph.revision.within(row);
    let mut signs = Vec::new();
    of_text(&paragraph.content, whole, &mut signs)?;
    signs.push(Sign {
        what: What::End,
        state: paragraph.revision,
        style: TextStyle::default(),
        in_label: false,
    });
    Ok(signs)
}

/// Whether the cell is one that another reaches over.
pub(super) fn is_covered(cell: &Cell) -> bool {
    cell.extent.columns == 0 || cell.extent.rows == 0
}

fn of_label(label: &Label, whole: Revision, signs: &mut Vec<Sign>) {
    for run in &label.runs {
        let state = run.revision.within(whole);
        signs.extend(run.text.chars().map(|c| Sign {
            what: What::Char(c),
            state,
            style: TextStyle::default(),
            in_label: true,
        }));
    }
}

fn of_text(content: &[Inline], whole: Revision, signs: &mut Vec<Sign>) -> Result<(), NoPlace> {
    for inline in content {
        let sign = |what: What| Sign {
            what,
            state: inline.revision.within(whole),
            style: inline.style,
            in_label: false,
        };
        match &inline.kind {
            InlineKind::Text(text) => signs.extend(text.chars().map(|c| sign(What::Char(c)))),
            InlineKind::LineBreak => signs.push(sign(What::Char('\n'))),
            InlineKind::NoteReference(note) => signs.push(sign(What::Note(note.id.clone()))),
            InlineKind::Comment(comment) => signs.push(sign(What::Comment(comment.clone()))),
            InlineKind::CrossReference(reference) => {
                return Err(NoPlace::Reference(reference.target.clone()));
            }
            InlineKind::SourceComment(_) => {}
        }
    }
    Ok(())
}
