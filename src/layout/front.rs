//! The header block of the first page, and the properties of the file.

use super::contents;
use super::flow::{Emphasis, Masthead, Metadata, Paragraph, Picture, Role, Run, RunContent, plain, words};
use super::reading::{Reading, one_line};
use super::runs::Writer;
use crate::house::{Conference, DocumentNumber, House, ParagraphStyle, Words};
use crate::model::{
    Block, BlockKind, ChangeId, FrontMatter, Inline, Language, Revision, Shown, Standing, Standings,
    Timestamp, View,
};
use crate::source::Span;

/// The header block; none without a document number. Its texts are set in the order of the page,
/// which is that of their notes.
pub(super) fn masthead(writer: &mut Writer<'_>) -> Option<Masthead> {
    let reading = writer.reading;
    let front = &reading.document.front;
    let number = front.document.as_ref()?;
    let words_of = reading.house.words();
    let known = conference(front);
    let known = known.as_ref();
    Some(Masthead {
        conference: conference_name(writer, known),
        place_and_dates: place_and_dates(writer, known, reading.house.language()),
        meeting: meeting(writer),
        number: broken(numbers(front, reading.house, &number.value, known)),
        date: front
            .date
            .map(|date| words(words_of.date(date)))
            .into_iter()
            .collect(),
        original: front
            .original
            .map(|original| words(words_of.original(original)))
            .into_iter()
            .collect(),
        titles: titles(writer),
        logo: front.logo.as_ref().map(|logo| Picture {
            file: logo.value.clone(),
            // It says nothing that the name beside it does not.
            alternative: String::new(),
            revision: Revision::NONE,
            span: logo.span,
        }),
    })
}

fn conference_name(writer: &mut Writer<'_>, known: Option<&Conference>) -> Vec<Run> {
    let reading = writer.reading;
    let front = &reading.document.front;
    match (&front.conference_name, known, &front.conference) {
        (Some(name), _, _) => writer.runs(name, Revision::NONE),
        (None, Some(known), _) => vec![words(known.title(reading.house.language()))],
        (None, None, Some(code)) => vec![words(code.value.clone())],
        (None, None, None) => Vec::new(),
    }
}

fn meeting(writer: &mut Writer<'_>) -> Vec<Run> {
    let reading = writer.reading;
    let front = &reading.document.front;
    match (&front.meeting, &front.agenda_item) {
        (Some(meeting), _) => writer.runs(meeting, Revision::NONE),
        (None, Some(item)) if reading.house.masthead().agenda.stands_for_meeting => agenda_item(writer, item),
        (None, _) => vec![words(reading.house.words().meeting)],
    }
}

/// The number of the document, and of its addendum, revision or corrigendum, line by line.
pub(super) fn numbers(
    front: &FrontMatter,
    house: &House,
    number: &str,
    known: Option<&Conference>,
) -> Vec<String> {
    let words_of = house.words();
    let document = match known {
        Some(known) => known.document_number(number, house.language()),
        None => format!("{number}-{}", words_of.letter),
    };
    words_of.document_number(DocumentNumber {
        document: &document,
        addendum: value(front.addendum.as_ref()),
        revision: value(front.revision.as_ref()),
        corrigendum: value(front.corrigendum.as_ref()),
    })
}

/// The titles under the header block, as far as the view shows them.
fn titles(writer: &mut Writer<'_>) -> Vec<Paragraph> {
    let reading = writer.reading;
    let front = &reading.document.front;
    let texts = [
        (&front.source, ParagraphStyle::Source, Role::Body),
        (&front.title, ParagraphStyle::Title1, Role::Title),
        (&front.subtitle, ParagraphStyle::Title2, Role::Title),
    ];
    let mut titles = Vec::new();
    for (text, style, role) in texts {
        let runs = text.as_ref().map(|text| writer.runs(text, Revision::NONE));
        titles.extend(runs.map(|runs| paragraph(style, role, runs)));
    }
    let stands_above = reading.house.masthead().agenda.stands_for_meeting && front.meeting.is_none();
    if let Some(item) = front.agenda_item.as_ref().filter(|_| !stands_above) {
        let runs = agenda_item(writer, item);
        titles.push(paragraph(ParagraphStyle::AgendaItem, Role::Body, runs));
    }
    titles.retain(|title| !title.runs.is_empty());
    if reading.house.masthead().particulars {
        particulars(writer, &mut titles);
    }
    titles
}

/// The abstract and the contacts, each behind its word.
fn particulars(writer: &mut Writer<'_>, titles: &mut Vec<Paragraph>) {
    let reading = writer.reading;
    let front = &reading.document.front;
    let words_of = reading.house.words();
    let text = front.abstract_text.as_ref();
    let text = text.map_or(Vec::new(), |text| writer.runs(text, Revision::NONE));
    let contact = broken(front.contact.iter().map(|line| line.value.clone()).collect());
    for (lead, runs) in [(words_of.abstract_lead, text), (words_of.contact_lead, contact)] {
        if runs.is_empty() {
            continue;
        }
        let mut lead = Some(words_of.with_colon(lead));
        for part in runs.split(|run| run.content == RunContent::LineBreak) {
            let lead = lead.take().map(|lead| Run {
                emphasis: Emphasis {
                    bold: true,
                    ..Emphasis::default()
                },
                ..words(lead)
            });
            let tab = plain(RunContent::Tab, Revision::NONE, Span::NONE);
            let opening = lead.into_iter().chain([tab]);
            let runs = opening.chain(part.iter().cloned()).collect();
            titles.push(paragraph(ParagraphStyle::Enumlev1, Role::Body, runs));
        }
    }
}

/// The conference of the front matter's code, if it is known.
pub(super) fn conference(front: &FrontMatter) -> Option<Conference> {
    Conference::find(&front.conference.as_ref()?.value)
}

pub(super) fn value(number: Option<&crate::model::Spanned<String>>) -> Option<&str> {
    number.map(|number| number.value.as_str())
}

fn place_and_dates(writer: &mut Writer<'_>, known: Option<&Conference>, language: Language) -> Vec<Run> {
    let front = &writer.reading.document.front;
    let mut part = |written: &Option<Vec<Inline>>, known: Option<String>| match written {
        Some(content) => writer.runs(content, Revision::NONE),
        None => known.map(words).into_iter().collect(),
    };
    let place = part(&front.conference_place, known.map(|known| known.place(language)));
    let dates = part(
        &front.conference_dates,
        known.and_then(|known| known.dates(language)),
    );
    let comma = match language {
        Language::Chinese => "，",
        Language::Arabic => "، ",
        _ => ", ",
    };
    let (mut runs, rest) = match language {
        Language::Chinese => (dates, place),
        _ => (place, dates),
    };
    if !runs.is_empty() && !rest.is_empty() {
        runs.push(words(comma));
    }
    runs.extend(rest);
    runs
}

/// `Agenda item 4`; the words are not doubled in a reading whose text has them.
fn agenda_item(writer: &mut Writer<'_>, item: &[Inline]) -> Vec<Run> {
    let words_of = writer.reading.house.words();
    let lacks_words = |view| {
        let text = Block::new(BlockKind::Paragraph, item.to_vec(), Span::NONE).text(view);
        !text.trim().is_empty() && !starts_with_words(text.trim_start(), words_of)
    };
    let mut runs = writer.runs(item, Revision::NONE);
    let first = |state: fn(Revision) -> Option<ChangeId>| runs.iter().find_map(|run| state(run.revision));
    let state = match (lacks_words(View::Original), lacks_words(View::Final)) {
        (true, true) => Revision::NONE,
        (true, false) => first(|state| state.deleted).map_or(Revision::NONE, Revision::deleted),
        (false, true) => first(|state| state.inserted).map_or(Revision::NONE, Revision::inserted),
        (false, false) => return runs,
    };
    let added = |text: String| plain(RunContent::Text(text), state, Span::NONE);
    let space = match words_of.language {
        Language::Chinese => "：",
        _ => writer.reading.house.masthead().agenda.separator,
    };
    runs.insert(0, added(format!("{}{space}", words_of.agenda_item)));
    if !words_of.after_agenda_item.is_empty() {
        runs.push(added(format!(" {}", words_of.after_agenda_item)));
    }
    runs
}

/// Whether a text says itself that it is an item of an agenda: `Agenda items 4 and 5`, `Item 4`, `Пункт
/// 1.12 повестки дня`.
fn starts_with_words(text: &str, words_of: &Words) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    let phrase = words_of.agenda_item;
    let mut words = phrase.split(' ');
    // No article or preposition.
    let counts = |word: &str| word == phrase || word.chars().nth(3).is_some();
    words.any(|word| counts(word) && first.starts_with(&word.to_lowercase()))
}

fn broken(lines: Vec<String>) -> Vec<Run> {
    let mut runs = Vec::new();
    for line in lines {
        if !runs.is_empty() {
            runs.push(plain(RunContent::LineBreak, Revision::NONE, Span::NONE));
        }
        runs.push(words(line));
    }
    runs
}

fn paragraph(style: ParagraphStyle, role: Role, runs: Vec<Run>) -> Paragraph {
    let span = runs.iter().fold(Span::NONE, |span, run| span.to(run.span));
    Paragraph {
        style,
        role,
        runs,
        label_runs: 0,
        mark: Revision::NONE,
        standings: Standings::OWN,
        bookmarks: Vec::new(),
        span,
    }
}

/// The file's own properties, in the words of one reading.
pub(super) fn metadata(reading: Reading<'_>, blocks: &[Shown<'_>]) -> Metadata {
    let front = &reading.document.front;
    let text = |content: &Option<Vec<Inline>>| {
        let block = Block::new(BlockKind::Paragraph, content.clone()?, Span::NONE);
        let text = one_line(&block.text(reading.settled(Revision::NONE)));
        (!text.is_empty()).then_some(text)
    };
    let authors = match text(&front.source) {
        Some(source) => vec![source],
        None if reading.view == View::Markup => {
            front.authors.iter().map(|author| author.name.clone()).collect()
        }
        // Whose the changes are is no matter of a clean copy.
        None => Vec::new(),
    };
    Metadata {
        title: text(&front.title).unwrap_or_else(|| title(reading, blocks)),
        subject: text(&front.subtitle).or_else(|| text(&front.agenda_item)),
        authors,
        date: front.date.map(|date| Timestamp { date, seconds: None }),
    }
}

/// The first instrument's number and title, else the first words of the text.
fn title(reading: Reading<'_>, blocks: &[Shown<'_>]) -> String {
    const LONGEST: usize = 100;
    let view = match reading.view {
        View::Markup => View::Final,
        view => view,
    };
    let is_read = |placed: &&Shown<'_>| placed.standings.settled != Standing::Absent;
    let blocks: Vec<Shown<'_>> = blocks.iter().filter(is_read).copied().collect();
    let opening = blocks
        .iter()
        .position(|placed| matches!(placed.block.kind, BlockKind::NumberLine(_)));
    let text = match opening {
        Some(at) => contents::name(reading, &blocks[at..]),
        None => {
            let texts = blocks.iter().map(|placed| one_line(&placed.block.text(view)));
            texts
                .into_iter()
                .find(|text| !text.is_empty())
                .unwrap_or_default()
        }
    };
    if text.is_empty() {
        return reading.house.words().untitled().to_owned();
    }
    if text.chars().count() <= LONGEST || opening.is_some() {
        return text;
    }
    let cut: String = text.chars().take(LONGEST).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …", &cut[..end])
}
