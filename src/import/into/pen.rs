//! What every edit needs: numbers that are free, the start tags of new marks, and the notes and comments
//! that have to be entered.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::anatomy::Shows;
use crate::import::hands::BETWEEN;
use crate::import::pictures::{Drawing, format};
use crate::model::{AuthorId, ChangeId, ChangeKind, Comment, Document, Timestamp};
use crate::ooxml::{PartKind, escape};

/// Who signs marks that name nobody.
const UNNAMED: &str = "Author";

/// One end of a move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct End {
    /// What the move is called; its other end has the same name.
    pub(super) name: String,
    /// The number that begin and end of its range share.
    pub(super) number: u64,
    /// How many paragraphs of it are to come.
    pub(super) left: usize,
    pub(super) has_begun: bool,
}

/// A picture for the package.
#[derive(Clone, Debug)]
pub(super) struct Medium {
    /// Its name in the folder of the document's part.
    pub(super) target: String,
    /// What it is called where it is shown.
    pub(super) relationship: String,
    pub(super) kind: PartKind,
    /// Its file, by its name in the source.
    pub(super) file: String,
    /// How large it is shown, in EMU.
    size: [u64; 2],
}

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
    /// The ends of moves, by their changes.
    pub(super) moves: BTreeMap<ChangeId, End>,
    /// The pictures that the text shows.
    pictures: &'d [Drawing],
    /// Those of them that the file gets.
    pub(super) media: Vec<Medium>,
    /// The names of the file's parts, in small letters.
    parts: BTreeSet<String>,
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
        (pictures, parts): (&'d [Drawing], BTreeSet<String>),
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
            moves: BTreeMap::new(),
            pictures,
            media: Vec::new(),
            parts,
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
    pub(super) fn mark(&mut self, id: ChangeId) -> String {
        let change = &self.document.changes[id.0 as usize];
        let name = match (change.kind, self.moves.contains_key(&id)) {
            (ChangeKind::Insertion, false) => "ins",
            (ChangeKind::Insertion, true) => "moveTo",
            (ChangeKind::Deletion, false) => "del",
            (ChangeKind::Deletion, true) => "moveFrom",
        };
        let by = self.names(&change.hands);
        let made = change.made(&self.document.front);
        let number = self.number();
        self.signed(name, number, &by, made)
    }

    /// Whether a change is one end of a move.
    pub(super) fn is_moved(&self, change: ChangeId) -> bool {
        self.moves.contains_key(&change)
    }

    /// What a paragraph that a move took or brought has before its text and behind its end: the limits of
    /// the range.
    pub(super) fn range(&mut self, id: ChangeId) -> (String, String) {
        let Some(mut end) = self.moves.get(&id).cloned() else {
            return Default::default();
        };
        let change = &self.document.changes[id.0 as usize];
        let name = match change.kind {
            ChangeKind::Insertion => "moveTo",
            ChangeKind::Deletion => "moveFrom",
        };
        let w = &self.prefix;
        let start = match end.has_begun {
            true => String::new(),
            false => {
                let by = self.names(&change.hands);
                let made = change.made(&self.document.front);
                let start = self.signed(&format!("{name}RangeStart"), end.number, &by, made);
                format!("{start} {w}name=\"{}\"/>", end.name)
            }
        };
        end.has_begun = true;
        end.left = end.left.saturating_sub(1);
        let behind = match end.left {
            0 => format!("<{w}{name}RangeEnd {w}id=\"{}\"/>", end.number),
            _ => String::new(),
        };
        self.moves.insert(id, end);
        (start, behind)
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

    /// What leads to a picture in the package, and how large it is shown; none where it is no picture that
    /// a page can show.
    pub(super) fn medium(&mut self, file: &str) -> Option<(String, [u64; 2])> {
        if let Some(known) = self.media.iter().find(|medium| medium.file == file) {
            return Some((known.relationship.clone(), known.size));
        }
        let picture = self.pictures.iter().find(|picture| picture.file == file)?;
        let kind = match format(&picture.content)? {
            "png" => PartKind::Png,
            "jpg" => PartKind::Jpeg,
            _ => return None,
        };
        let extension = kind.extension()?;
        let number = self.media.len() + 1;
        let mut names = (number..).map(|number| format!("media/plenary{number}.{extension}"));
        let target = names.find(|name| {
            let taken = self.media.iter().any(|medium| medium.target == *name);
            !taken && !self.parts.iter().any(|part| part.ends_with(name.as_str()))
        })?;
        let relationship = format!("plenaryPicture{number}");
        self.media.push(Medium {
            target,
            relationship: relationship.clone(),
            kind,
            file: file.to_owned(),
            size: picture.size,
        });
        Some((relationship, picture.size))
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
