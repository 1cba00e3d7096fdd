//! What the units of a document are, one after the other.

use std::ops::Range;

use super::super::origins::counts;
use crate::model::visit::{Part, visit};
use crate::model::{Document, InlineKind, Revision};

/// One unit.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sign {
    /// The character; none of a reference, a row or a paragraph mark.
    pub(super) character: Option<char>,
    /// The state of the space before it in its text, where there is one.
    pub(super) space_before: Option<Revision>,
}

/// The units of a document, and those of each of its texts.
#[derive(Debug, Default)]
pub(super) struct Signs {
    pub(super) signs: Vec<Sign>,
    pub(super) texts: Vec<Range<usize>>,
}

impl Signs {
    pub(super) fn of(document: &Document) -> Self {
        let mut all = Self::default();
        visit(document, &mut |_, part| match part {
            Part::Block(_) | Part::Cell(_) | Part::Paragraph(0, ..) => {}
            Part::Label(label, _) => {
                let characters = label.runs.iter().flat_map(|run| run.text.chars());
                for character in characters.filter(|c| counts(*c)) {
                    all.push(Some(character), None);
                }
            }
            Part::Text(content, whole) => {
                let start = all.signs.len();
                let mut space = None;
                for inline in content {
                    let state = inline.revision.within(whole);
                    match &inline.kind {
                        InlineKind::Text(text) => {
                            for c in text.chars() {
                                if counts(c) {
                                    all.push(Some(c), space.take());
                                } else {
                                    space = Some(state);
                                }
                            }
                        }
                        InlineKind::NoteReference(_) | InlineKind::CrossReference(_) => {
                            all.push(None, space.take());
                        }
                        InlineKind::LineBreak => space = Some(state),
                        InlineKind::Comment(_) | InlineKind::SourceComment(_) => {}
                    }
                }
                all.texts.push(start..all.signs.len());
            }
            Part::Row(..) | Part::Paragraph(..) | Part::Mark(_) => all.push(None, None),
        });
        all
    }

    fn push(&mut self, character: Option<char>, space_before: Option<Revision>) {
        self.signs.push(Sign {
            character,
            space_before,
        });
    }
}
