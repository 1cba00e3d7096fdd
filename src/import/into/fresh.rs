//! Paragraphs and rows that the file has not yet: they look like their neighbours of the same kind.

use super::anatomy::{Anatomy, Run, Shows, start_tag};
use super::file::{self, File};
use super::paragraph::Writer;
use super::pen::Pen;
use super::properties::{self, MarkEdit};
use super::signs::{Sign, What};
use super::steps::{Inserted, NOWHERE, located};
use crate::import::wordprocessing::Place;
use crate::model::{ChangeId, Revision, TextStyle};
use crate::ooxml::Element;

/// How a paragraph looks.
#[derive(Clone, Debug, Default)]
pub(super) struct Pattern<'t> {
    /// The text of the part that it is in, and its properties there.
    model: Option<(&'t str, Option<Element<'t>>)>,
    /// Its style, where the file has no such paragraph.
    style_of_file: String,
    label: Run<'t>,
    text: Run<'t>,
    /// How its text is set in the source.
    style: TextStyle,
    /// What stands before its label, and between its label and its text.
    before: String,
    between: String,
    /// Whether its label is typed.
    is_label_typed: bool,
    has_label: bool,
}

impl<'t> Pattern<'t> {
    /// Of a paragraph of the file that says this.
    pub(super) fn of(file: &File<'t>, place: &Place, says: &[Sign], pen: &Pen<'_>) -> Option<Self> {
        let (text, element) = file.element(place)?;
        let anatomy = file.anatomy(place)?;
        let has_label = says.iter().any(|sign| sign.in_label);
        let mut pattern = Self {
            model: Some((text, element.child("pPr"))),
            has_label,
            ..Self::default()
        };
        let signs = file::signs(&anatomy);
        if says.is_empty() {
            pattern.text = first_run(&anatomy);
            return Some(pattern);
        }
        let (places, is_typed) = located(says, &signs, &|shows| pen.name_of(shows))?;
        // A number that the source has in its text, or not at all, would be counted once more.
        if !has_label && file.is_numbered(place) {
            return None;
        }
        let atoms: Vec<usize> = (0..anatomy.atoms.len())
            .filter(|&at| !anatomy.atoms[at].shows.is_space())
            .collect();
        let seen: Vec<(&Sign, usize)> = says.iter().filter(|sign| sign.is_seen()).zip(places).collect();
        let atom_of = |in_label: bool, is_meant: fn(char) -> bool| {
            let mut found = seen.iter().filter(|(sign, place)| {
                sign.in_label == in_label
                    && *place != NOWHERE
                    && matches!(sign.what, What::Char(c) if is_meant(c))
            });
            found.next().map(|(sign, place)| (sign.style, atoms[*place]))
        };
        let first = atom_of(false, |_| true);
        // A sign that is no letter may be set otherwise than the source says, since nobody sees it.
        if let Some((style, atom)) = atom_of(false, char::is_alphanumeric).or(first) {
            pattern.style = style;
            pattern.text = anatomy.run_at(anatomy.atoms[atom].token);
        }
        let label = atom_of(true, |_| true).filter(|_| is_typed);
        if let Some((_, atom)) = label {
            pattern.is_label_typed = true;
            pattern.label = anatomy.run_at(anatomy.atoms[atom].token);
            let shown = |range: std::ops::Range<usize>| -> String {
                let atoms = anatomy.atoms.get(range).unwrap_or_default().iter();
                atoms
                    .filter_map(|atom| match atom.shows {
                        Shows::Char(c) => Some(c),
                        Shows::Note(..) => None,
                    })
                    .collect()
            };
            pattern.before = shown(0..atom);
            let last = seen
                .iter()
                .rfind(|(sign, place)| sign.in_label && *place != NOWHERE);
            if let (Some((_, last)), Some((_, first))) = (last, first) {
                pattern.between = shown(atoms[*last] + 1..first);
            }
        }
        Some(pattern)
    }

    /// One of a style of the file, by the element that says so.
    pub(super) fn plain(style: String) -> Self {
        Self {
            style_of_file: style,
            ..Self::default()
        }
    }

    /// The properties of its paragraph, with a mark.
    pub(super) fn properties(&self, edit: &MarkEdit, w: &str) -> String {
        let Some((text, properties)) = self.model else {
            let marks = edit.put_in.concat();
            let way = edit.align.map(|way| format!("<{w}jc {w}val=\"{way}\"/>"));
            let style = format!("{}{}", self.style_of_file, way.unwrap_or_default());
            return match (style.as_str(), marks.is_empty()) {
                ("", true) => String::new(),
                (style, true) => format!("<{w}pPr>{style}</{w}pPr>"),
                (style, false) => format!("<{w}pPr>{style}<{w}rPr>{marks}</{w}rPr></{w}pPr>"),
            };
        };
        properties::paragraph(text, properties, w, edit, true)
    }

    /// A paragraph set like this one, which one change put in.
    pub(super) fn paragraph(&self, says: &[Sign], end: ChangeId, pen: &mut Pen<'_>) -> String {
        let deleted = says.last().and_then(|sign| sign.state.deleted);
        let mut put_in = vec![format!("{}/>", pen.mark(end))];
        put_in.extend(deleted.map(|by| format!("{}/>", pen.mark(by))));
        let edit = MarkEdit {
            put_in,
            ..MarkEdit::default()
        };
        let properties = self.properties(&edit, &pen.prefix);
        let (before, behind) = pen.range(end);
        let content = self.content(says, pen);
        let w = &pen.prefix;
        format!("<{w}p>{properties}{before}{content}</{w}p>{behind}")
    }

    /// A paragraph set like this one whose mark stays, since what it is in was put in as a whole.
    pub(super) fn whole(&self, says: &[Sign], edit: &MarkEdit, pen: &mut Pen<'_>) -> String {
        let content = self.content(says, pen);
        let w = &pen.prefix;
        let properties = self.properties(edit, w);
        format!("<{w}p>{properties}{content}</{w}p>")
    }

    /// The runs that say something, put in.
    pub(super) fn content(&self, says: &[Sign], pen: &mut Pen<'_>) -> String {
        let empty = Anatomy::default();
        let counts_itself = self.has_label && !self.is_label_typed;
        let mut writer = Writer::new(&empty, pen, &[]);
        let mut last_label: Option<Revision> = None;
        let label_state = says.iter().find(|sign| sign.in_label).map(|sign| sign.state);
        let put = |what: What, state: Revision, style, in_label| {
            Some(Inserted {
                what,
                by: state.inserted?,
                deleted: state.deleted,
                style,
                in_label,
            })
        };
        if let (Some(state), false) = (label_state, counts_itself) {
            for c in self.before.chars() {
                let inserted = put(What::Char(c), state, TextStyle::default(), true);
                inserted
                    .iter()
                    .for_each(|it| writer.insert(it, self.label, TextStyle::default()));
            }
        }
        for sign in says {
            if sign.in_label && counts_itself {
                continue;
            }
            if let (false, Some(state)) = (sign.in_label, last_label.take()) {
                let between = match self.between.is_empty() {
                    true => "\t",
                    false => &self.between,
                };
                for c in between.chars() {
                    let inserted = put(What::Char(c), state, TextStyle::default(), true);
                    inserted
                        .iter()
                        .for_each(|it| writer.insert(it, self.label, TextStyle::default()));
                }
            }
            if let What::Comment(comment) = &sign.what {
                writer.comment(comment);
                continue;
            }
            let inserted = put(sign.what.clone(), sign.state, sign.style, sign.in_label);
            let Some(inserted) = inserted else { continue };
            if sign.in_label {
                last_label = Some(sign.state);
                writer.insert(&inserted, self.label, TextStyle::default());
            } else {
                writer.insert(&inserted, self.text, self.style);
            }
        }
        writer.finish()
    }
}

fn first_run<'t>(anatomy: &Anatomy<'t>) -> Run<'t> {
    let mut shown = anatomy.atoms.iter().filter(|atom| !atom.shows.is_space());
    shown
        .next()
        .map(|atom| anatomy.run_at(atom.token))
        .unwrap_or_default()
}

/// A row like another of the file, which one change put in; `cell` writes the paragraphs of the cell in
/// a column. None where cells of the other go on above or below it.
pub(super) fn row(
    file: &File<'_>,
    place: &Place,
    by: ChangeId,
    pen: &mut Pen<'_>,
    cell: &mut dyn FnMut(usize, &mut Pen<'_>) -> Option<String>,
) -> Option<String> {
    let (text, element) = file.element(place)?;
    let w = pen.prefix.clone();
    let mut inner = String::new();
    let mut properties = String::new();
    let mut column = 0;
    for child in element.children() {
        match child.word() {
            "trPr" => {
                for property in child.children() {
                    if !matches!(property.word(), "ins" | "del" | "trPrChange" | "tblHeader") {
                        properties.push_str(&text[property.place()]);
                    }
                }
            }
            "tblPrEx" => inner.push_str(&text[child.place()]),
            "tc" => {
                let mut kept = String::new();
                let mut span = 1;
                let of_cell = child.child("tcPr");
                for property in of_cell.iter().flat_map(|it| it.children()) {
                    match property.word() {
                        "vMerge" => return None,
                        "cellIns" | "cellDel" | "cellMerge" | "tcPrChange" => {}
                        name => {
                            if name == "gridSpan" {
                                span = property.val().and_then(|it| it.parse().ok()).unwrap_or(1);
                            }
                            kept.push_str(&text[property.place()]);
                        }
                    }
                }
                let paragraphs = cell(column, pen)?;
                inner.push_str(&format!(
                    "{}<{w}tcPr>{kept}</{w}tcPr>{paragraphs}</{w}tc>",
                    start_tag(text, child)
                ));
                column += span;
            }
            _ => {}
        }
    }
    let mark = pen.mark(by);
    Some(format!(
        "<{w}tr><{w}trPr>{properties}{mark}/></{w}trPr>{inner}</{w}tr>"
    ))
}

/// A row of the file with a mark on it; gives the place of its properties, or where they are to stand.
pub(super) fn struck_row(
    file: &File<'_>,
    place: &Place,
    by: ChangeId,
    pen: &mut Pen<'_>,
) -> Option<(std::ops::Range<usize>, String)> {
    let (text, element) = file.element(place)?;
    let w = pen.prefix.clone();
    let mark = pen.mark(by);
    match element.child("trPr") {
        Some(properties) => {
            let mut kept = String::new();
            let mut behind = String::new();
            for property in properties.children() {
                match property.word() {
                    "del" => {}
                    "trPrChange" => behind.push_str(&text[property.place()]),
                    _ => kept.push_str(&text[property.place()]),
                }
            }
            Some((
                properties.place(),
                format!("<{w}trPr>{kept}{mark}/>{behind}</{w}trPr>"),
            ))
        }
        None => {
            let after = element
                .child("tblPrEx")
                .map_or(element.place().start + start_tag(text, element).len(), |it| {
                    it.place().end
                });
            Some((after..after, format!("<{w}trPr>{mark}/></{w}trPr>")))
        }
    }
}
