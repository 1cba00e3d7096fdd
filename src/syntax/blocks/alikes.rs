//! What many lines of a pasted text have in common is told once.

use std::collections::{BTreeMap, BTreeSet};

use super::super::line::{Form, Line};
use super::Builder;
use super::levels::Placed;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix};
use crate::house::own_name;
use crate::model::Ordinal;
use crate::source::Span;

/// Findings that many lines of a pasted text have in common.
#[derive(Debug, Default)]
pub(super) struct Alikes {
    shared: BTreeMap<Shared, Vec<(Span, Vec<Edit>)>>,
    /// What the label of another house that was told last may count as.
    pub(super) labels: Vec<Ordinal>,
    /// Labels that are not indented, with the places of their lines.
    deeper: Vec<Deeper>,
    /// What was told to be another notation's.
    pub(super) foreign: BTreeSet<&'static str>,
    /// What makes marks of those of pasted notes.
    pub(super) note_marks: Vec<Edit>,
    /// The first line behind the table or comment that was told last, and what its lines are.
    pub(super) told_to: usize,
    pub(super) told_as: Alike,
    /// The first line behind the last list that was seen with tabs behind its labels.
    pub(super) listed_to: usize,
}

/// What is told once, however many lines have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shared {
    Bullet,
    Label,
    Emphasized,
    TightLabel,
    Part,
    PageNumber,
    Hashes,
    Comment,
    Note,
    Bold,
    Underlined,
}

impl Shared {
    /// The finding about lines that these edits mend.
    fn told(self, places: Vec<(Span, Vec<Edit>)>) -> Option<Diagnostic> {
        let first = places.first()?.0;
        let (code, message, help, title) = match self {
            Self::Bullet => (
                Code::BulletUnknown,
                "this looks like a bullet, but is text",
                "write `•` or `–` and a space",
                "write `•`",
            ),
            Self::Label => (
                Code::LabelForeign,
                "this looks like a label in the signs of another house, but is text",
                "labels are `a)`, `1`, `1)` or `i)`, with a space behind them",
                "write the labels as they are written here",
            ),
            Self::Emphasized => (
                Code::LabelEmphasized,
                "this looks like a label in stars, but is text",
                "labels have no stars; the house sets them in italics where it does so",
                "write the labels without stars",
            ),
            Self::TightLabel => (
                Code::LabelUnspaced,
                "this has no space behind its label, but is read as a clause",
                "put a space behind it, or `\\` before it if it is text",
                "put a space behind it",
            ),
            Self::Part => (
                Code::LabelOtherPart,
                "this looks like the label of an annex or part with another letter, but is text",
                "such labels stand in their annex or part, below `# ANNEX A`; elsewhere write `1.1`, or `\\` before the letter if it is text",
                "",
            ),
            Self::PageNumber => (
                Code::LinePageNumber,
                "this looks like the number of a page, but is text",
                "leave it out: the outputs number their pages themselves",
                "",
            ),
            Self::Hashes => (
                Code::HeadingUnspaced,
                "this has no space behind its `#`, so it is text",
                "put a space behind it, or `\\` before it for the character",
                "put a space behind it",
            ),
            Self::Comment => (
                Code::NotationForeign,
                "this looks like a comment in another notation, but is text",
                "a line that is a comment to yourself begins with `%%`; a reviewer's comment is `{>>text<<}`",
                "write `%%`",
            ),
            Self::Bold => (
                Code::HeadingUnmarked,
                "this line in bold type looks like a heading, but is a paragraph",
                "write `### ` before it, without stars, if it is one",
                "write `### `",
            ),
            Self::Underlined => (
                Code::NotationForeign,
                "this line is underlined with a row of signs, which are text",
                "a number line begins with `# `, its title with `## `, a heading with `### `, and nothing stands under them",
                "write `#` before it, and take the row out",
            ),
            Self::Note => (
                Code::NotePasted,
                "this looks like the text of a footnote, but is a paragraph",
                "write `[^1]: ` before the text of the note, and `[^1]` where its mark stands",
                "make notes of them",
            ),
        };
        let more = match places.len() {
            1 => String::new(),
            2 => "; so does one more line".to_owned(),
            many => format!("; so do {} more lines", many - 1),
        };
        let mut found = Diagnostic::new(code, first, format!("{message}{more}")).help(help);
        let edits: Vec<Edit> = places.into_iter().flat_map(|(_, edits)| edits).collect();
        let is_whole = edits.iter().all(|edit| !edit.text.is_empty());
        found.fix = is_whole.then(|| Fix {
            title: title.to_owned(),
            edits,
        });
        Some(found)
    }
}

/// What a line looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Alike {
    /// What it is.
    #[default]
    Nothing,
    /// A form that it is not, which was told.
    Told,
    /// Text that no label begins, a row of a table that was pasted say; that was told.
    Text,
    /// Text that is no call either, the number of a page or a comment; that was told.
    Aside,
}

/// A list whose first label alone puts it under the clause above.
#[derive(Debug)]
struct Deeper {
    label: String,
    place: Span,
    /// What indents its clauses.
    edits: Vec<Edit>,
}

/// Longer lines are no titles.
const LONGEST_TITLE: usize = 200;
/// More than so many lists without indent are one finding.
const FEW: usize = 3;

impl Alikes {
    /// A place that is told together with others like it, and what mends it.
    pub(super) fn share(&mut self, shared: Shared, place: Span, edit: Edit) {
        self.share_all(shared, place, vec![edit]);
    }

    /// A place of several lines that is told together with others like it.
    pub(super) fn share_all(&mut self, shared: Shared, place: Span, edits: Vec<Edit>) {
        self.shared.entry(shared).or_default().push((place, edits));
    }

    /// A label of a deeper kind stands at the indent of the one above, or goes on with a list of such.
    pub(super) fn not_indented(&mut self, label: &str, place: Span, line: Span, placed: Placed) {
        let edit = Edit {
            span: line.head(),
            text: "   ".repeat(usize::from(placed.beyond)),
        };
        match self.deeper.last_mut().filter(|_| !placed.nested) {
            Some(list) => list.edits.push(edit),
            None => self.deeper.push(Deeper {
                label: label.to_owned(),
                place,
                edits: vec![edit],
            }),
        }
    }
}

impl Builder<'_, '_> {
    /// `A title` over a row of `=` or `-`; whether this row of signs is one.
    pub(super) fn underlines(&mut self, line: &Line, text: &str) -> bool {
        let is_row = ['=', '-'].iter().any(|sign| text.chars().all(|c| c == *sign));
        let above = self.current.as_ref().filter(|above| {
            let is_text = matches!(above.form, Form::Plain | Form::Heading(_)) && above.marks.is_empty();
            is_row && is_text && above.lines == 1 && above.indent == line.indent && !above.told
        });
        let Some(above) = above.map(|above| above.span) else {
            return false;
        };
        let title = self.source.get(above.range()).unwrap_or_default().trim_end();
        if title.starts_with('#') || title.chars().count() > LONGEST_TITLE {
            return false;
        }
        let mut before = self.alike.shared.get(&Shared::Underlined).into_iter().flatten();
        let is_below_number = before
            .next_back()
            .and_then(|(_, edits)| edits.first())
            .is_some_and(|edit| edit.text.starts_with("# "));
        let hashes = match own_name(title) {
            Some(_) => "#",
            None if is_below_number || self.sides.told().context.wants_title() => "##",
            None => "###",
        };
        let edit = Edit {
            span: above.to(line.span.part(0, text.len())),
            text: format!("{hashes} {title}"),
        };
        self.alike.share(Shared::Underlined, above, edit);
        true
    }

    /// The findings that several lines share.
    pub(super) fn tell_alikes(&mut self) {
        for (place, _) in self.alike.shared.get(&Shared::Underlined).into_iter().flatten() {
            self.diagnostics.withdraw(Code::InstrumentUnmarked, *place);
        }
        for (shared, edits) in std::mem::take(&mut self.alike.shared) {
            let places = edits.len();
            let mut found = shared.told(edits);
            if let (Shared::Note, Some(note)) = (shared, found.as_mut()) {
                let marks = std::mem::take(&mut self.alike.note_marks);
                // A note without its mark would be a fault of its own.
                note.fix = note.fix.take().filter(|_| marks.len() == places);
                if let Some(fix) = &mut note.fix {
                    fix.edits.extend(marks);
                }
            }
            self.diagnostics.extend(found);
        }
        let deeper = std::mem::take(&mut self.alike.deeper);
        let told: Vec<&[Deeper]> = if deeper.len() > FEW {
            vec![&deeper]
        } else {
            deeper.chunks(1).collect()
        };
        for group in told {
            let Deeper { label, place, .. } = &group[0];
            let more = match group.len() {
                1 => String::new(),
                many => format!("; so are {} more labels below", many - 1),
            };
            let message = format!(
                "`{label}` is of a deeper kind than the label above it, so it is taken to stand under that clause{more}"
            );
            let mut found = Diagnostic::new(Code::LabelNotIndented, *place, message)
                .help("indent it by two spaces or more");
            let edits: Vec<Edit> = group.iter().flat_map(|list| list.edits.clone()).collect();
            found.fix = Some(Fix {
                title: if edits.len() == 1 {
                    "indent it"
                } else {
                    "indent them"
                }
                .to_owned(),
                edits,
            });
            self.diagnostics.push(found);
        }
    }
}
