//! The header of a conference document: a table at its head that says what the front matter says.

use super::draft::{Masthead, Run, RunKind};
use super::labels;
use super::leads::deciding;
use super::pictures::Pictures;
use super::wordprocessing::{ItemKind, Paragraph, Piece, State, Table};
use crate::house::{
    Conference, DocumentNumber, House, NO_BREAK_HYPHEN, NO_BREAK_SPACE, Words, date_in_words,
};
use crate::model::{FrontKey, FrontMatter, Language, Spanned};
use crate::source::Span;

/// What is read of a header before it is known whose it is.
#[derive(Default)]
struct Reading {
    masthead: Masthead,
    /// Whether its styles are those of a header.
    is_styled: bool,
    name: Option<Vec<Run>>,
    place_and_dates: Option<Vec<Run>>,
    meeting: Option<Vec<Run>>,
    /// Whether more stands before the document's number than words that the program prints of itself.
    has_prefix: bool,
    /// The text that a line without a word before it goes on with.
    particular: Option<Particular>,
}

/// The texts at the end of a header.
#[derive(Clone, Copy)]
enum Particular {
    Abstract,
    Contact,
}

/// Reads a table as a header; none where anything in it is no part of one, or where it has no number.
pub(super) fn read(
    table: &Table,
    language: Language,
    pictures: &Pictures,
    mut runs: impl FnMut(&Paragraph) -> Vec<Run>,
) -> Option<Masthead> {
    let mut reading = Reading::default();
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    for piece in cells.flat_map(|cell| &cell.pieces) {
        let Piece::Paragraph(paragraph) = piece else {
            return None;
        };
        reading.emblem(paragraph, pictures);
        let runs = runs(paragraph);
        if runs.iter().any(|run| matches!(run.kind, RunKind::Comment { .. })) {
            return None;
        }
        if runs.iter().any(Run::is_seen) {
            reading.paragraph(&paragraph.look.style, runs, language)?;
        }
    }
    reading.finished(language)
}

impl Reading {
    /// Takes the emblem, where a page can show it.
    fn emblem(&mut self, paragraph: &Paragraph, pictures: &Pictures) {
        let shown = paragraph.items.iter().find_map(|item| match &item.kind {
            ItemKind::Picture { part, .. } => pictures.get(part),
            _ => None,
        });
        let is_printed = |file: &&String| file.ends_with(".png") || file.ends_with(".jpg");
        if self.masthead.logo.is_none() {
            self.masthead.logo = shown.filter(is_printed).cloned();
        }
    }

    /// Takes a paragraph; none where it is no part of a header.
    fn paragraph(&mut self, style: &str, runs: Vec<Run>, language: Language) -> Option<()> {
        let key = match style {
            "source" => FrontKey::Source,
            "title1" => FrontKey::Title,
            "title2" => FrontKey::Subtitle,
            "agendaitem" => FrontKey::AgendaItem,
            "logo" => {
                self.is_styled = true;
                let place = match (&self.name, &self.place_and_dates) {
                    (None, _) => &mut self.name,
                    (Some(_), None) => &mut self.place_and_dates,
                    (Some(_), Some(_)) => return None,
                };
                *place = Some(runs);
                return Some(());
            }
            "committee" => return self.meeting.replace(runs).is_none().then_some(()),
            "enumlev1" => return self.particular(runs, language),
            _ => {
                let text = unchanged(&runs)?;
                let is_known = text.lines().all(|line| self.line(line.trim(), language));
                return is_known.then_some(());
            }
        };
        self.masthead.enter_text(key, runs)
    }

    /// A line of the abstract or of whom to ask.
    fn particular(&mut self, mut runs: Vec<Run>, language: Language) -> Option<()> {
        let words = Words::of(language);
        let first = runs.first()?;
        let lead = match &first.kind {
            RunKind::Text(lead) if first.style.bold => Some(comparable(lead)),
            _ => None,
        };
        let opens = lead.is_some();
        if let Some(lead) = lead {
            let is = |word| comparable(&words.with_colon(word)) == lead;
            self.particular = match (is(words.abstract_lead), is(words.contact_lead)) {
                (true, _) => Some(Particular::Abstract),
                (_, true) => Some(Particular::Contact),
                (false, false) => return None,
            };
            runs.remove(0);
        }
        labels::trim_start(&mut runs);
        match self.particular? {
            Particular::Contact => self.masthead.contact.push(unchanged(&runs)?),
            Particular::Abstract if opens => self.masthead.enter_text(FrontKey::Abstract, runs)?,
            Particular::Abstract => {
                let (_, text) = self.masthead.texts.last_mut()?;
                text.push(Run {
                    kind: RunKind::Break,
                    ..Run::text("", State::default())
                });
                text.append(&mut runs);
            }
        }
        Some(())
    }

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
            self.masthead.conference = Some(conference);
            return true;
        }
        let original = Language::ALL.into_iter().find(|it| words.original(*it) == line);
        if original.is_some() {
            self.masthead.original = original;
            return true;
        }
        if let Some(date) = date_in_words(line) {
            self.masthead.date = Some(date);
            return true;
        }
        if self.number(line, words) {
            return true;
        }
        let conference = self.masthead.conference.as_ref();
        let is_place = conference.is_some_and(|conference| line.contains(&conference.year.to_string()));
        if is_place && self.place_and_dates.is_none() {
            self.place_and_dates = Some(vec![Run::text(line, State::default())]);
            return true;
        }
        false
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
                &mut self.masthead.addendum,
            ),
            (
                templates(DocumentNumber {
                    revision: Some(PLACE),
                    ..plain
                }),
                &mut self.masthead.revision,
            ),
            (
                templates(DocumentNumber {
                    corrigendum: Some(PLACE),
                    ..plain
                }),
                &mut self.masthead.corrigendum,
            ),
        ];
        let mut documents: Vec<String> = Vec::new();
        for (template, place) in supplements {
            let [first, second] = template.as_slice() else {
                continue;
            };
            if let Some(number) = between(line, first, PLACE).filter(|number| is_number(number)) {
                *place = Some(number.to_owned());
                return true;
            }
            documents.extend(second.split_once(PLACE).map(|(before, _)| before.to_owned()));
        }
        let plain = templates(plain);
        documents.extend(
            plain
                .iter()
                .filter_map(|template| Some(template.split_once(PLACE)?.0.to_owned())),
        );
        let numbers = documents.iter().filter_map(|before| line.strip_prefix(&**before));
        let Some((number, has_prefix)) = numbers.filter_map(document_number).next() else {
            return false;
        };
        self.masthead.document = Some(number.to_owned());
        self.has_prefix = has_prefix;
        true
    }

    /// Says what is read, where it is a header.
    fn finished(mut self, language: Language) -> Option<Masthead> {
        self.masthead.document.as_ref()?;
        if let Some(name) = &self.name {
            // Without a place and dates it would be given those of the table.
            let known = named(&deciding(name), language).filter(|_| self.place_and_dates.is_some());
            self.masthead.conference = known.or(self.masthead.conference.take());
        }
        let known = self.masthead.conference.clone();
        if known.is_none() && (!self.is_styled || self.has_prefix) {
            return None;
        }
        let title = known.as_ref().map(|known| known.title(language));
        if let Some(name) = self.name.take().filter(|name| !says(name, title.as_deref())) {
            self.masthead.enter_text(FrontKey::ConferenceName, name)?;
        }
        self.enter_place_and_dates(known.as_ref(), language)?;
        let rule = known.map(|known| House::new(known.body.house(), language).masthead());
        if !rule.is_some_and(|rule| rule.particulars) && self.particular.is_some() {
            return None;
        }
        let stands_for_meeting = rule.is_some_and(|rule| rule.agenda.stands_for_meeting);
        self.enter_meeting(Words::of(language), stands_for_meeting)?;
        Some(self.masthead)
    }

    /// Enters place and dates that are not those of the table.
    fn enter_place_and_dates(&mut self, known: Option<&Conference>, language: Language) -> Option<()> {
        let Some(runs) = self.place_and_dates.take() else {
            return Some(());
        };
        let place = known.map(|known| known.place(language));
        let dates = known.and_then(|known| known.dates(language));
        let is_dates_first = language == Language::Chinese;
        let (first, second) = match is_dates_first {
            true => (&dates, &place),
            false => (&place, &dates),
        };
        if dates.is_none() && says(&runs, place.as_deref()) {
            return Some(());
        }
        let parts = halves(&runs);
        let is_known = |(one, other): &&(Vec<Run>, Vec<Run>)| {
            says(one, first.as_deref()) && says(other, second.as_deref())
        };
        if parts.iter().any(|parts| is_known(&parts)) {
            return Some(());
        }
        let has_number = |runs: &[Run]| deciding(runs).contains(|c: char| c.is_numeric());
        let fits = |(one, other): &&(Vec<Run>, Vec<Run>)| match is_dates_first {
            true => has_number(one) && !has_number(other),
            false => !has_number(one) && has_number(other),
        };
        let half = |(one, other): &&(Vec<Run>, Vec<Run>)| {
            says(one, first.as_deref()) || says(other, second.as_deref())
        };
        let Some((one, other)) = parts.iter().find(half).or_else(|| parts.iter().find(fits)) else {
            // One of the two, where the table would add the other.
            if known.is_some() {
                return None;
            }
            let key = match has_number(&runs) {
                true => FrontKey::ConferenceDates,
                false => FrontKey::ConferencePlace,
            };
            return self.masthead.enter_text(key, runs);
        };
        let mut keys = [FrontKey::ConferencePlace, FrontKey::ConferenceDates];
        if is_dates_first {
            keys.reverse();
        }
        for ((key, part), known) in keys.into_iter().zip([one, other]).zip([first, second]) {
            if !says(part, known.as_deref()) {
                self.masthead.enter_text(key, part.clone())?;
            }
        }
        Some(())
    }

    /// Enters the meeting, where it is not the one that the program prints of itself.
    fn enter_meeting(&mut self, words: &Words, stands_for_meeting: bool) -> Option<()> {
        let Some(meeting) = self.meeting.take() else {
            return Some(());
        };
        let said = deciding(&meeting).to_lowercase();
        let has_item = self
            .masthead
            .texts
            .iter()
            .any(|(key, _)| *key == FrontKey::AgendaItem);
        let is_item = said.trim().starts_with(&words.agenda_item.to_lowercase());
        if stands_for_meeting && is_item && !has_item {
            return self.masthead.enter_text(FrontKey::AgendaItem, meeting);
        }
        let is_usual = said.trim() == words.meeting.to_lowercase() && unchanged(&meeting).is_some();
        if is_usual && !(stands_for_meeting && has_item) {
            return Some(());
        }
        self.masthead.enter_text(FrontKey::Meeting, meeting)
    }
}

/// A text in two, at each of its commas that nobody changed.
fn halves(runs: &[Run]) -> Vec<(Vec<Run>, Vec<Run>)> {
    let mut parts = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        let RunKind::Text(text) = &run.kind else { continue };
        if !run.state.is_none() {
            continue;
        }
        for (offset, comma) in text.match_indices([',', '，', '،']) {
            let with = |text: &str| Run {
                kind: RunKind::Text(text.to_owned()),
                ..run.clone()
            };
            let mut one = runs[..at].to_vec();
            one.push(with(&text[..offset]));
            let mut other = vec![with(text[offset + comma.len()..].trim_start())];
            other.extend(runs[at + 1..].iter().cloned());
            parts.push((one, other));
        }
    }
    parts
}

/// Whether runs that nobody changed say just this.
fn says(runs: &[Run], text: Option<&str>) -> bool {
    let said = unchanged(runs).map(|said| comparable(&said));
    said.is_some() && said == text.map(comparable)
}

/// A text with plain spaces and hyphens.
fn comparable(text: &str) -> String {
    text.trim()
        .replace(NO_BREAK_SPACE, " ")
        .replace(NO_BREAK_HYPHEN, "-")
}

/// The text, with a line for each that it is set in; none where any of it is changed, or a note.
fn unchanged(runs: &[Run]) -> Option<String> {
    let mut text = String::new();
    for run in runs {
        if !run.state.is_none() {
            return None;
        }
        match &run.kind {
            RunKind::Text(run) => text.push_str(&run.replace('\t', " ")),
            RunKind::Break => text.push('\n'),
            RunKind::Reference(reference) => text.push_str(reference.words()),
            RunKind::Note(_) | RunKind::Comment { .. } => return None,
        }
    }
    Some(text)
}

impl Masthead {
    /// Enters a text; none where there is one of its key already.
    fn enter_text(&mut self, key: FrontKey, runs: Vec<Run>) -> Option<()> {
        if self.texts.iter().any(|(known, _)| *known == key) {
            return None;
        }
        self.texts.push((key, runs));
        Some(())
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
            front.style = conference.body.house();
        }
        front.document = said(&self.document);
        front.addendum = said(&self.addendum);
        front.revision = said(&self.revision);
        front.corrigendum = said(&self.corrigendum);
        front.contact = self
            .contact
            .iter()
            .filter_map(|line| said(&Some(line.clone())))
            .collect();
        front.logo = said(&self.logo);
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

/// The number in `80-E`, `WTDC-17/23-E`, `C20/55-E`, and whether something stands before it.
fn document_number(text: &str) -> Option<(&str, bool)> {
    let (number, letter) = text.trim().rsplit_once(['-', NO_BREAK_HYPHEN])?;
    let (has_prefix, number) = match number.rsplit_once('/') {
        Some((_, number)) => (true, number),
        None => (false, number),
    };
    (letter.chars().count() == 1 && is_number(number)).then_some((number, has_prefix))
}
