//! What an import could not keep as it was, and what it made of it.

use std::collections::BTreeMap;

use super::wordprocessing::{LeftOut, Met, Passage, WordFile};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// What is told of an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Told {
    Left(LeftOut),
    Contents,
    NestedTable,
    PictureMissing,
    PictureFormat,
    /// A field that repeats something comes as its words.
    Field,
    /// Somebody made changes or comments without a name.
    Nameless,
    /// Its kind or look was given up so that it reads back.
    Simplified,
    /// Its single marks were given up.
    MarksJoined,
    /// It does not read back as it was.
    Unreadable,
}

/// All that is told of one file.
#[derive(Debug, Default)]
pub(super) struct Report {
    met: BTreeMap<Told, Met>,
}

impl Report {
    pub(super) fn of(file: &WordFile) -> Self {
        let met = file.left_out.iter();
        Self {
            met: met.map(|(what, met)| (Told::Left(*what), met.clone())).collect(),
        }
    }

    pub(super) fn count(&mut self, what: Told) {
        self.count_at(what, None);
    }

    /// Counts something in a passage of the text.
    pub(super) fn count_at(&mut self, what: Told, passage: Option<Passage>) {
        let met = self.met.entry(what).or_default();
        met.count += 1;
        met.first = met.first.take().or(passage);
    }

    /// A finding for each kind of thing, with how often it was met and where first.
    pub(super) fn findings(self) -> Vec<Diagnostic> {
        let findings = self.met.into_iter().map(|(what, met)| {
            let (code, message) = what.said();
            let times = (met.count > 1).then(|| format!("{} times", met.count));
            let place = met.first.map(|passage| {
                let first = if met.count > 1 { "first at" } else { "at" };
                let style = match passage.style.as_str() {
                    "" => String::new(),
                    style => format!(", style {style}"),
                };
                format!("{first} \u{201c}{}\u{201d}{style}", passage.words)
            });
            let more: Vec<String> = times.into_iter().chain(place).collect();
            let message = match more.as_slice() {
                [] => message.to_owned(),
                more => format!("{message} ({})", more.join(", ")),
            };
            Diagnostic::new(code, Span::NONE, message)
        });
        findings.collect()
    }
}

impl Told {
    /// Its code, and what became of it.
    fn said(self) -> (Code, &'static str) {
        use Code::{ImportChanged, ImportContents, ImportLeftOut, ImportSimplified};
        match self {
            Self::Left(LeftOut::HiddenText) => (ImportLeftOut, "hidden text is left out"),
            Self::Left(LeftOut::PropertyChange) => (
                ImportChanged,
                "a tracked change of how something is set counts as accepted",
            ),
            Self::Left(LeftOut::Formula) => (ImportChanged, "a formula comes as text on one line"),
            Self::Left(LeftOut::ForeignPart) => (
                ImportLeftOut,
                "a document of another format inside the file is left out",
            ),
            Self::Left(LeftOut::DamagedPart) => (
                ImportLeftOut,
                "a part of the file is damaged, and read only as far as it goes",
            ),
            Self::Left(LeftOut::TextBox) => (ImportChanged, "a text box comes behind its paragraph"),
            Self::Left(LeftOut::Decoration) => (
                ImportChanged,
                "text that is underlined, struck or highlighted comes without that",
            ),
            Self::Left(LeftOut::NoteInNote) => {
                (ImportLeftOut, "the mark of a note inside a note is left out")
            }
            Self::Left(LeftOut::LinkedPicture) => {
                (ImportLeftOut, "a picture that is not in the file is left out")
            }
            Self::Left(LeftOut::Drawing) => (
                ImportLeftOut,
                "a drawing that is neither a picture nor a text box is left out",
            ),
            Self::Contents => (ImportContents, "an entry of a list of contents is left out"),
            Self::NestedTable => (ImportChanged, "a table inside a table comes behind it"),
            Self::PictureMissing => (ImportLeftOut, "a picture is missing in the file, or damaged"),
            Self::PictureFormat => (
                ImportLeftOut,
                "a picture that no output can print is written beside the source and not shown",
            ),
            Self::Field => (
                ImportChanged,
                "a field or link that repeats or leads to another place comes as its words",
            ),
            Self::Nameless => (
                ImportChanged,
                "an author without a name is entered as `(no name)`",
            ),
            Self::Simplified => (
                ImportSimplified,
                "a block is written as a plain paragraph, so that it reads back",
            ),
            Self::MarksJoined => (
                ImportSimplified,
                "the changes of a block are written as one that strikes and one that inserts",
            ),
            Self::Unreadable => (ImportSimplified, "a block does not read back as it was"),
        }
    }
}
