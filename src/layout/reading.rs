//! What the walk asks of everything it meets: whether it is part of the view, and in which state.

use crate::house::House;
use crate::model::{Document, Inline, Revision, View};
use crate::semantics::Meaning;

/// A document under one view, with all that decides how it is set.
#[derive(Clone, Copy)]
pub(super) struct Reading<'d> {
    pub(super) document: &'d Document,
    pub(super) meaning: &'d Meaning,
    pub(super) house: &'d House,
    pub(super) view: View,
}

impl<'d> Reading<'d> {
    /// The state that something is shown in; none where the view does not show it. Only the
    /// markup shows states.
    pub(super) fn shown(self, revision: Revision) -> Option<Revision> {
        shown(self.view, revision)
    }

    /// The view to take words from where one text is wanted, not two: titles of files, contents.
    pub(super) fn settled(self, revision: Revision) -> View {
        match self.view {
            View::Markup if View::Final.admits(revision) => View::Final,
            View::Markup => View::Original,
            view => view,
        }
    }

    /// The titles of the header block, in the order of the page; none where it has no header block.
    pub(super) fn titles(self) -> impl Iterator<Item = &'d [Inline]> {
        let front = &self.document.front;
        let particulars = front.abstract_text.iter();
        let particulars = particulars.filter(|_| self.house.masthead().particulars);
        let titles = [&front.source, &front.title, &front.subtitle, &front.agenda_item];
        let titles = titles.into_iter().flatten().chain(particulars).map(Vec::as_slice);
        titles.filter(|_| front.document.is_some())
    }
}

/// As [`Reading::shown`].
pub(super) fn shown(view: View, revision: Revision) -> Option<Revision> {
    view.admits(revision).then_some(match view {
        View::Markup => revision,
        View::Original | View::Final => Revision::NONE,
    })
}

/// Text on one line, as titles of files and contents have it.
pub(super) fn one_line(text: &str) -> String {
    text.split(['\n', ' '])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
