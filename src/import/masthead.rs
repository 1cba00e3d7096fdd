//! The header of a conference document: a table at its head that says what the front matter says.

use super::draft::{Masthead, Run, RunKind};
use super::wordprocessing::{Paragraph, Piece, Table};
use crate::house::{Body, Conference, DocumentNumber, Words, date_in_words};
use crate::model::{FrontKey, FrontMatter, HouseName, Language, Spanned};
use crate::source::Span;

/// Reads a table as a header; none where anything in it is no part of one, or where it has no number.
pub(super) fn read(
    table: &Table,
    language: Language,
    mut runs: impl FnMut(&Paragraph) -> Vec<Run>,
) -> Option<Masthead> {
    let mut masthead = Masthead::default();
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    for piece in cells.flat_map(|cell| &cell.pieces) {
        let Piece::Paragraph(paragraph) = piece else {
            return None;
        };
        let runs = runs(paragraph);
        if runs
            .iter()
            .any(|run| matches!(run.kind, RunKind::Note(_) | RunKind::Comment { .. }))
        {
            return None;
        }
        let key = match &*paragraph.look.style {
            "source" => FrontKey::Source,
            "title1" => FrontKey::Title,
            "title2" => FrontKey::Subtitle,
            "agendaitem" => FrontKey::AgendaItem,
            _ => {
                let text = text(&runs);
                if !text.lines().all(|line| masthead.line(line.trim(), language)) {
                    return None;
                }
                continue;
            }
        };
        if runs.iter().any(Run::is_seen) {
            // A key stands once.
            if masthead.texts.iter().any(|(known, _)| *known == key) {
                return None;
            }
            masthead.texts.push((key, runs));
        }
    }
    (masthead.document.is_some() && masthead.conference.is_some()).then_some(masthead)
}

/// The text, with a line for each that it is set in; none of it may be changed.
fn text(runs: &[Run]) -> String {
    let pieces = runs.iter().map(|run| match &run.kind {
        RunKind::Text(text) => text.replace('\t', " "),
        RunKind::Break => "\n".to_owned(),
        RunKind::Reference(reference) => reference.shown.clone(),
        RunKind::Note(_) | RunKind::Comment { .. } => String::new(),
    });
    pieces.collect()
}

impl Masthead {
    /// Takes a line; says whether it is known.
    fn line(&mut self, line: &str, language: Language) -> bool {
        if line.is_empty() {
            return true;
        }
        let words = Words::of(language);
        if line.to_lowercase() == words.meeting.to_lowercase() {
            return true;
        }
        if let Some(conference) = named(line, language) {
            self.conference = Some(conference);
            return true;
        }
        let original = Language::ALL.into_iter().find(|it| words.original(*it) == line);
        if original.is_some() {
            self.original = original;
            return true;
        }
        if let Some(date) = date_in_words(line) {
            self.date = Some(date);
            return true;
        }
        let is_place = |conference: &Conference| line.contains(&conference.year.to_string());
        self.number(line, words) || self.conference.as_ref().is_some_and(is_place)
    }

    /// A line of the document's number: `Addendum 3 to`, `Document 18-E`.
    fn number(&mut self, line: &str, words: &Words) -> bool {
        const PLACE: &str = "\u{1}";
        let templates = |number: DocumentNumber<'_>| words.document_number(number);
        let plain = DocumentNumber {
            document: PLACE,
            addendum: None,
            revision: None,
            corrigendum: None,
        };
        let supplements = [
            (
                templates(DocumentNumber {
                    addendum: Some(PLACE),
                    ..plain
                }),
                &mut self.addendum,
            ),
            (
                templates(DocumentNumber {
                    revision: Some(PLACE),
                    ..plain
                }),
                &mut self.revision,
            ),
            (
                templates(DocumentNumber {
                    corrigendum: Some(PLACE),
                    ..plain
                }),
                &mut self.corrigendum,
            ),
        ];
        for (template, place) in supplements {
            let [first, second] = template.as_slice() else {
                continue;
            };
            if let Some(number) = between(line, first, PLACE).filter(|number| is_number(number)) {
                *place = Some(number.to_owned());
                return true;
            }
            if let Some(number) = between(line, second, PLACE).and_then(document_number) {
                self.document = Some(number.to_owned());
                return true;
            }
        }
        let number = templates(plain);
        let number = number.first().and_then(|template| between(line, template, PLACE));
        match number.and_then(document_number) {
            Some(number) => {
                self.document = Some(number.to_owned());
                true
            }
            None => false,
        }
    }

    /// Enters what it says into the front matter, but for texts that may have changes.
    pub(super) fn enter(&self, front: &mut FrontMatter) {
        let said = |value: &Option<String>| {
            value.clone().map(|value| Spanned {
                value,
                span: Span::NONE,
            })
        };
        front.conference = said(&self.conference.as_ref().map(|conference| conference.code.clone()));
        if let Some(conference) = &self.conference {
            front.style = house(conference.body);
        }
        front.document = said(&self.document);
        front.addendum = said(&self.addendum);
        front.revision = said(&self.revision);
        front.corrigendum = said(&self.corrigendum);
        front.date = self.date;
        front.original = self.original;
    }
}

/// The conference whose code stands in a line, `Plenipotentiary Conference (PP-14)`, or that it is the title
/// of, `Council 2020`.
fn named(line: &str, language: Language) -> Option<Conference> {
    let code = || {
        let (_, rest) = line.split_once(['(', '（'])?;
        let (code, _) = rest.split_once([')', '）'])?;
        Conference::find(code.trim())
    };
    code().or_else(|| Conference::all().find(|conference| conference.title(language) == line))
}

/// What stands in the place of a template.
fn between<'l>(line: &'l str, template: &str, place: &str) -> Option<&'l str> {
    let (before, behind) = template.split_once(place)?;
    let rest = line.strip_prefix(before)?.strip_suffix(behind)?.trim();
    (!rest.is_empty()).then_some(rest)
}

fn is_number(text: &str) -> bool {
    text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number in `80-E`, `WTDC-17/23-E`, `C20/55-E`.
fn document_number(text: &str) -> Option<&str> {
    let (number, letter) = text.rsplit_once(['-', '\u{2011}'])?;
    let number = number.rsplit('/').next()?;
    (letter.chars().count() == 1 && is_number(number)).then_some(number)
}

pub(super) fn house(body: Body) -> HouseName {
    match body {
        Body::Plenipotentiary | Body::Other => HouseName::Pp,
        Body::Standardization => HouseName::Wtsa,
        Body::Development => HouseName::Wtdc,
        Body::Radiocommunication => HouseName::Wrc,
        Body::RadiocommunicationAssembly => HouseName::Ra,
        Body::Council => HouseName::Council,
    }
}
