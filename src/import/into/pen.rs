//! What every edit needs: numbers that are free, the start tags of new marks, and the notes and comments
//! that have to be entered.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::anatomy::Shows;
use crate::import::hands::BETWEEN;
use crate::model::{AuthorId, ChangeId, ChangeKind, Comment, Document, Timestamp};
use crate::ooxml::escape;

/// Who signs marks that name nobody.
const UNNAMED: &str = "Author";

/// Writes marks.
pub(super) struct Pen<'d> {
    document: &'d Document,
    /// The prefix of WordprocessingML's names in the file, its colon included.
    pub(super) prefix: String,
    next: u64,
    /// The notes by their ids in the source: whether an endnote, and the id in the file.
    notes: BTreeMap<String, (bool, String)>,
    /// The notes of the file the other way round.
    names: BTreeMap<(bool, String), String>,
    /// New notes by their ids in the source, in the order of their marks: their ids in the file, and what
    /// put them in.
    pub(super) new_notes: Vec<(String, u64, ChangeId)>,
    /// The first free id of a footnote.
    pub(super) next_note: u64,
    /// The properties of the run of a note's mark.
    pub(super) note_mark: String,
    pub(super) comments: Vec<(u64, Comment)>,
    pub(super) next_comment: u64,
}

impl<'d> Pen<'d> {
    /// `names` are the notes of the file, as they are called in the source.
    pub(super) fn new(
        document: &'d Document,
        prefix: String,
        next: u64,
        names: BTreeMap<(bool, String), String>,
    ) -> Self {
        Self {
            document,
            prefix,
            next,
            notes: names
                .iter()
                .map(|(place, id)| (id.clone(), place.clone()))
                .collect(),
            names,
            new_notes: Vec::new(),
            next_note: 1,
            note_mark: String::new(),
            comments: Vec::new(),
            next_comment: 0,
        }
    }

    /// A number that no mark of the file has.
    pub(super) fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    /// The beginning of a mark's tag, up to its end: `<w:ins w:id="7" w:author="Ann"`.
    pub(super) fn mark(&mut self, change: ChangeId) -> String {
        let change = &self.document.changes[change.0 as usize];
        let name = match change.kind {
            ChangeKind::Insertion => "ins",
            ChangeKind::Deletion => "del",
        };
        let by = self.names(&change.hands);
        let made = change.made(&self.document.front);
        let number = self.number();
        self.signed(name, number, &by, made)
    }

    fn names(&self, hands: &[AuthorId]) -> String {
        let names = self
            .document
            .front
            .named(hands)
            .map(|author| author.name.as_str());
        let names: Vec<&str> = names.collect();
        match names.is_empty() {
            true => UNNAMED.to_owned(),
            false => names.join(BETWEEN),
        }
    }

    fn signed(&self, name: &str, number: u64, by: &str, made: Option<Timestamp>) -> String {
        let w = &self.prefix;
        let mut tag = format!("<{w}{name} {w}id=\"{number}\" {w}author=\"{}\"", escape(by));
        if let Some(made) = made {
            let _ = write!(tag, " {w}date=\"{made}\"");
        }
        tag
    }

    /// What a note of the file is called in the source.
    pub(super) fn name_of(&self, shows: &Shows) -> Option<String> {
        match shows {
            Shows::Note(at_end, id) => self.names.get(&(*at_end, id.clone())).cloned(),
            Shows::Char(_) => None,
        }
    }

    /// The mark of a note in a run: its id in the file.
    pub(super) fn note(&mut self, id: &str, by: ChangeId) -> String {
        let w = self.prefix.clone();
        let (at_end, number) = match self.notes.get(id) {
            Some((at_end, number)) => (*at_end, number.clone()),
            None => {
                let number = self.next_note;
                self.next_note += 1;
                self.new_notes.push((id.to_owned(), number, by));
                self.notes.insert(id.to_owned(), (false, number.to_string()));
                (false, number.to_string())
            }
        };
        let name = if at_end { "endnote" } else { "footnote" };
        format!("<{w}{name}Reference {w}id=\"{number}\"/>")
    }

    /// The mark of a comment in a run.
    pub(super) fn comment(&mut self, comment: &Comment) -> String {
        let w = &self.prefix;
        let number = self.next_comment;
        self.next_comment += 1;
        self.comments.push((number, comment.clone()));
        format!("<{w}commentReference {w}id=\"{number}\"/>")
    }

    /// The start tag of an entry for a comment.
    pub(super) fn comment_entry(&self, number: u64, comment: &Comment) -> String {
        let by = self.names(&comment.hands);
        let w = &self.prefix;
        let initials = self.document.front.keys(&comment.hands).join(BETWEEN);
        let mut tag = self.signed("comment", number, &by, comment.made(&self.document.front));
        if !initials.is_empty() {
            let _ = write!(tag, " {w}initials=\"{}\"", escape(&initials));
        }
        tag
    }

    /// An element of text; with spaces that count.
    pub(super) fn text(&self, name: &str, text: &str) -> String {
        let w = &self.prefix;
        format!("<{w}{name} xml:space=\"preserve\">{}</{w}{name}>", escape(text))
    }
}
