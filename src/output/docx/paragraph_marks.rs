//! Which paragraph marks carry which changes, so that accepting or refusing all of them leaves no
//! empty paragraph behind.
//!
//! A paragraph mark joins its paragraph to the one after it. Where no paragraph follows (at the end
//! of the body, of a section or a note, before a table) a mark cannot go away, so the changes of the
//! last marks move one paragraph up, to the last one that stays: that is also what Word itself
//! writes when someone types or deletes there. The text then ends at a mark that was another
//! paragraph's, so that mark says which style it has in each reading.
//!
//! The same is done where inserted paragraphs follow text inserted by the same hand: LibreOffice
//! takes the two for one insertion, and refusing it would take away the mark between them.

use crate::house::ParagraphStyle;
use crate::layout::{Flow, Paragraph, RunContent};
use crate::model::{ChangeId, Revision, Standing, Standings, Timestamp, View};

/// A paragraph as the flow has it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written {
    pub(super) style: ParagraphStyle,
    pub(super) mark: Revision,
    /// How it stands in both readings.
    pub(super) standings: Standings,
    /// Who inserted its first characters, if they are inserted.
    pub(super) head: Option<Stamp>,
    /// Who inserted its last characters.
    pub(super) tail: Option<Stamp>,
}

/// What makes two insertions one: the author's place in the order of hands, and the date.
pub(super) type Stamp = (usize, Option<Timestamp>);

/// Who brought something in, if a change did; the end of a move is no plain insertion.
pub(super) fn stamp(flow: &Flow, revision: Revision) -> Option<Stamp> {
    let change = flow.change(revision.inserted?);
    change.move_name.is_none().then_some((change.hand, change.date))
}

impl Written {
    /// A paragraph of the flow.
    pub(super) fn of(flow: &Flow, paragraph: &Paragraph) -> Self {
        let mut written = paragraph.runs.iter().filter(|run| {
            !matches!(
                run.content,
                RunContent::CommentStart(_) | RunContent::CommentEnd(_)
            )
        });
        Self {
            style: paragraph.style,
            mark: paragraph.mark,
            standings: paragraph.standings,
            tail: written
                .clone()
                .next_back()
                .and_then(|run| stamp(flow, run.revision)),
            head: written.next().and_then(|run| stamp(flow, run.revision)),
        }
    }
}

/// How a paragraph ends in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ParagraphEnd {
    /// The state of its mark.
    pub(super) mark: Revision,
    /// Its style.
    pub(super) style: ParagraphStyle,
    /// The style that it has in the original reading, where that is another one, and the change
    /// behind it.
    pub(super) original: Option<(ParagraphStyle, ChangeId)>,
}

impl ParagraphEnd {
    /// The end of a paragraph that no change of a mark touches.
    pub(super) fn plain(style: ParagraphStyle) -> Self {
        Self {
            mark: Revision::NONE,
            style,
            original: None,
        }
    }
}

/// The ends of paragraphs that follow each other and are not followed by a further one.
pub(super) fn ends(paragraphs: &[Written]) -> Vec<ParagraphEnd> {
    let marks = marks(paragraphs);
    let mut reading_original = Reading::new(View::Original);
    let mut reading_final = Reading::new(View::Final);
    let mut cause = None;
    let mut ends = Vec::with_capacity(paragraphs.len());
    for (paragraph, mark) in paragraphs.iter().zip(marks) {
        cause = change(paragraph.mark).or(cause);
        let original = reading_original.end(paragraph, mark);
        let settled = reading_final.end(paragraph, mark);
        // In a reading that has no such mark its style does not matter to Word; LibreOffice gives
        // it to the text that begins here.
        let style = settled.unwrap_or(paragraph.style);
        let before = original.unwrap_or(paragraph.style);
        let changed = (before != style).then_some(before).zip(cause);
        ends.push(ParagraphEnd {
            mark,
            style,
            original: changed,
        });
        cause = change(mark).or(cause);
    }
    ends
}

/// The states of the marks, handed up where that is needed.
fn marks(paragraphs: &[Written]) -> Vec<Revision> {
    let mut marks: Vec<Revision> = paragraphs.iter().map(|paragraph| paragraph.mark).collect();
    let mut kept = marks
        .iter()
        .position(|mark| mark.is_none())
        .unwrap_or(marks.len());
    while kept < marks.len() {
        let behind = marks[kept + 1..].iter().position(|mark| mark.is_none());
        let next = behind.map_or(marks.len(), |behind| kept + 1 + behind);
        let is_last = next == marks.len();
        if is_last || next > kept + 1 && runs_on(&paragraphs[kept], &paragraphs[kept + 1]) {
            marks[kept..next].rotate_left(1);
        }
        kept = next;
    }
    marks
}

/// Whether the text before and behind a mark was inserted by one hand at one time.
pub(super) fn runs_on(above: &Written, below: &Written) -> bool {
    above.tail.is_some() && above.tail == below.head
}

fn change(mark: Revision) -> Option<ChangeId> {
    mark.deleted.or(mark.inserted)
}

/// Follows one reading: the style of the paragraph that is being put together.
struct Reading {
    view: View,
    begun: Option<ParagraphStyle>,
}

impl Reading {
    fn new(view: View) -> Self {
        Self { view, begun: None }
    }

    /// The style that the reading's paragraph has if it ends here.
    fn end(&mut self, paragraph: &Written, mark: Revision) -> Option<ParagraphStyle> {
        if paragraph.standings.in_view(self.view) != Standing::Absent {
            self.begun = self.begun.or(Some(paragraph.style));
        }
        if !self.view.admits(mark) {
            return None;
        }
        Some(self.begun.take().unwrap_or(paragraph.style))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INSERTED: Revision = Revision {
        inserted: Some(ChangeId(1)),
        deleted: None,
    };
    const DELETED: Revision = Revision {
        inserted: None,
        deleted: Some(ChangeId(2)),
    };

    fn kept(style: ParagraphStyle) -> Written {
        Written {
            style,
            mark: Revision::NONE,
            standings: Standings::OWN,
            head: None,
            tail: None,
        }
    }

    fn whole(style: ParagraphStyle, mark: Revision) -> Written {
        Written {
            style,
            mark,
            standings: Standings::of(mark),
            head: mark.inserted.map(|_| (0, None)),
            tail: mark.inserted.map(|_| (0, None)),
        }
    }

    fn end(
        mark: Revision,
        style: ParagraphStyle,
        original: Option<(ParagraphStyle, ChangeId)>,
    ) -> ParagraphEnd {
        ParagraphEnd {
            mark,
            style,
            original,
        }
    }

    use ParagraphStyle::{Call, Enumlev1, Normal};

    #[test]
    fn between_paragraphs_each_keeps_its_own_mark() {
        let paragraphs = [kept(Call), whole(Enumlev1, DELETED), kept(Normal)];
        assert_eq!(
            ends(&paragraphs),
            [
                end(Revision::NONE, Call, None),
                end(DELETED, Enumlev1, None),
                end(Revision::NONE, Normal, None)
            ]
        );
    }

    #[test]
    fn at_the_end_the_changes_move_up_to_the_mark_that_stays() {
        let inserted = [kept(Call), whole(Enumlev1, INSERTED), whole(Normal, INSERTED)];
        assert_eq!(
            ends(&inserted),
            [
                end(INSERTED, Call, None),
                end(INSERTED, Enumlev1, None),
                end(Revision::NONE, Normal, Some((Call, ChangeId(1))))
            ]
        );
        let deleted = [kept(Call), whole(Normal, DELETED)];
        assert_eq!(
            ends(&deleted),
            [
                end(DELETED, Call, None),
                end(Revision::NONE, Call, Some((Normal, ChangeId(2))))
            ]
        );
    }

    #[test]
    fn an_insertion_that_runs_on_takes_the_mark_between() {
        let ends_inserted = |hand| Written {
            tail: Some((hand, None)),
            ..kept(Normal)
        };
        let clauses = |hand| [ends_inserted(hand), whole(Normal, INSERTED), kept(Call)];
        assert_eq!(
            ends(&clauses(0)),
            [
                end(INSERTED, Normal, None),
                end(Revision::NONE, Normal, None),
                end(Revision::NONE, Call, None)
            ]
        );
        assert_eq!(ends(&clauses(1))[0], end(Revision::NONE, Normal, None));
    }

    #[test]
    fn a_joined_paragraph_keeps_the_style_of_its_first_half() {
        let split = [
            Written {
                mark: INSERTED,
                ..kept(Enumlev1)
            },
            kept(Normal),
            kept(Normal),
        ];
        assert_eq!(
            ends(&split)[1],
            end(Revision::NONE, Normal, Some((Enumlev1, ChangeId(1))))
        );
    }

    #[test]
    fn where_every_mark_changes_none_can_take_over() {
        let note = [whole(Normal, DELETED), whole(Normal, DELETED)];
        assert_eq!(
            ends(&note),
            [end(DELETED, Normal, None), end(DELETED, Normal, None)]
        );
    }
}
