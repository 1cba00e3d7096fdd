//! Tracked changes: which element says what, with whose name and date, under which number.

use std::collections::BTreeMap;

use crate::layout::FlowChange;
use crate::model::{ChangeId, ChangeKind, Revision};
use crate::ooxml::XmlWriter;

/// The register of changes while a document is written. It numbers every annotation of the
/// package (changes, bookmarks, moves), since Word wants no number twice (ECMA-376 § 17.13).
#[derive(Debug)]
pub(super) struct Changes<'a> {
    changes: &'a [FlowChange],
    moves: BTreeMap<ChangeId, String>,
    /// The numbers of the ranges of moves, which their ends repeat.
    ranges: BTreeMap<ChangeId, usize>,
    next: usize,
}

/// The schema asks for a date where the range of a move begins, which nobody is shown: readers see
/// that of the moved text, which has none where its author has none.
const UNDATED: &str = "1970-01-01T00:00:00Z";

/// Whether the two ends of a move may be written as such. Word knows moves in the body's
/// paragraphs; inside tables and notes the same change is an insertion or a deletion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MoveForm {
    Named,
    Plain,
}

/// The element that says what happened to the text or mark inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Inserted,
    MovedHere,
    Deleted,
    MovedAway,
}

impl Deed {
    fn element(self) -> &'static str {
        match self {
            Self::Inserted => "w:ins",
            Self::MovedHere => "w:moveTo",
            Self::Deleted => "w:del",
            Self::MovedAway => "w:moveFrom",
        }
    }
}

impl<'a> Changes<'a> {
    /// Numbers start at `first`; `moves` names the changes that are the ends of a move.
    pub(super) fn new(changes: &'a [FlowChange], moves: BTreeMap<ChangeId, String>, first: usize) -> Self {
        Self {
            changes,
            moves,
            ranges: BTreeMap::new(),
            next: first,
        }
    }

    /// A number that nothing else in the package has.
    pub(super) fn identifier(&mut self) -> usize {
        let identifier = self.next;
        self.next += 1;
        identifier
    }

    /// Opens the elements around runs in this state and says how many there are: an insertion
    /// that a later hand struck has the deletion inside.
    pub(super) fn open(&mut self, xml: &mut XmlWriter, revision: Revision, moves: MoveForm) -> usize {
        let deeds = self.deeds(revision, moves);
        for (deed, id) in deeds.clone() {
            self.start(xml, deed.element(), id);
        }
        deeds.count()
    }

    /// The marks of a paragraph mark in `w:rPr`, or of a row in `w:trPr`.
    pub(super) fn mark(&mut self, xml: &mut XmlWriter, revision: Revision, moves: MoveForm) {
        for (deed, id) in self.deeds(revision, moves) {
            self.start(xml, deed.element(), id);
            xml.end();
        }
    }

    /// Starts an element that carries number, author and date of a change.
    pub(super) fn start(&mut self, xml: &mut XmlWriter, element: &'static str, id: ChangeId) {
        let identifier = self.identifier();
        xml.start(element).number("w:id", identifier);
        let Some(change) = self.changes.get(id.0 as usize) else {
            xml.attribute("w:author", "");
            return;
        };
        xml.attribute("w:author", &change.author);
        if let Some(date) = change.date {
            xml.number("w:date", date);
        }
    }

    /// Whether deleted text in this state is `w:delText`. Text moved away stays `w:t`
    /// (§ 17.3.3.7): Word refuses the file otherwise.
    pub(super) fn is_struck(&self, revision: Revision, moves: MoveForm) -> bool {
        self.deeds(revision, moves).any(|(deed, _)| deed == Deed::Deleted)
    }

    /// Opens the range of a move.
    pub(super) fn start_move(&mut self, xml: &mut XmlWriter, id: ChangeId) {
        self.ranges.insert(id, self.next);
        let name = self.moves.get(&id).cloned().unwrap_or_default();
        let element = match self.kind(id) {
            ChangeKind::Deletion => "w:moveFromRangeStart",
            ChangeKind::Insertion => "w:moveToRangeStart",
        };
        self.start(xml, element, id);
        let is_dated = self
            .changes
            .get(id.0 as usize)
            .is_some_and(|change| change.date.is_some());
        if !is_dated {
            xml.attribute("w:date", UNDATED);
        }
        xml.attribute("w:name", &name).end();
    }

    /// Closes the range of a move.
    pub(super) fn end_move(&self, xml: &mut XmlWriter, id: ChangeId) {
        let Some(identifier) = self.ranges.get(&id) else {
            return;
        };
        let element = match self.kind(id) {
            ChangeKind::Deletion => "w:moveFromRangeEnd",
            ChangeKind::Insertion => "w:moveToRangeEnd",
        };
        xml.start(element).number("w:id", identifier).end();
    }

    fn kind(&self, id: ChangeId) -> ChangeKind {
        let change = self.changes.get(id.0 as usize);
        change.map_or(ChangeKind::Insertion, |change| change.kind)
    }

    /// What a state says, the outer element first.
    fn deeds(
        &self,
        revision: Revision,
        moves: MoveForm,
    ) -> impl Iterator<Item = (Deed, ChangeId)> + Clone + use<> {
        let deed = |id: ChangeId, plain: Deed, moved: Deed| {
            let is_moved = moves == MoveForm::Named && self.moves.contains_key(&id);
            (if is_moved { moved } else { plain }, id)
        };
        let insertion = revision
            .inserted
            .map(|id| deed(id, Deed::Inserted, Deed::MovedHere));
        let deletion = revision
            .deleted
            .map(|id| deed(id, Deed::Deleted, Deed::MovedAway));
        insertion.into_iter().chain(deletion)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Timestamp;

    fn change(kind: ChangeKind, author: &str, date: &str) -> FlowChange {
        FlowChange {
            kind,
            author: author.to_owned(),
            hand: 0,
            date: Timestamp::parse(date),
            move_name: None,
        }
    }

    #[test]
    fn a_strike_stands_inside_the_insertion_and_keeps_its_own_hand() {
        let changes = [
            change(ChangeKind::Insertion, "CEPT \"<b>\"", "2014-09-15"),
            change(ChangeKind::Deletion, "Germany", ""),
        ];
        let mut register = Changes::new(&changes, BTreeMap::new(), 7);
        let both = Revision {
            inserted: Some(ChangeId(0)),
            deleted: Some(ChangeId(1)),
        };
        let mut xml = XmlWriter::fragment();
        assert_eq!(register.open(&mut xml, both, MoveForm::Named), 2);
        assert_eq!(
            xml.finish(),
            "<w:ins w:id=\"7\" w:author=\"CEPT &quot;&lt;b&gt;&quot;\" w:date=\"2014-09-15T00:00:00Z\">\
             <w:del w:id=\"8\" w:author=\"Germany\"/></w:ins>"
        );
        assert!(register.is_struck(both, MoveForm::Named));
    }

    #[test]
    fn a_move_is_plain_where_word_has_no_moves() {
        let changes = [change(ChangeKind::Deletion, "SG", "2014-09-15T10:00Z")];
        let moves = BTreeMap::from([(ChangeId(0), "m1".to_owned())]);
        let mut register = Changes::new(&changes, moves, 1);
        let away = Revision::deleted(ChangeId(0));
        assert!(!register.is_struck(away, MoveForm::Named));
        assert!(register.is_struck(away, MoveForm::Plain));
        let mut xml = XmlWriter::fragment();
        register.start_move(&mut xml, ChangeId(0));
        register.mark(&mut xml, away, MoveForm::Named);
        register.end_move(&mut xml, ChangeId(0));
        let stamp = "w:author=\"SG\" w:date=\"2014-09-15T10:00:00Z\"";
        assert_eq!(
            xml.finish(),
            format!(
                "<w:moveFromRangeStart w:id=\"1\" {stamp} w:name=\"m1\"/>\
                 <w:moveFrom w:id=\"2\" {stamp}/><w:moveFromRangeEnd w:id=\"1\"/>"
            )
        );
    }
}
