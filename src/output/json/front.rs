//! The front matter in its published form.

use super::text::TextWriter;
use super::types::{Author, Front, Resolved, Run};
use crate::layout::{Letterhead, letterhead};
use crate::model::{self, FrontMatter, Inline, Revision, Spanned, Typography, View};

impl TextWriter {
    /// The front matter, its texts with their changes.
    pub(super) fn front(&mut self, front: &FrontMatter) -> Front {
        Front {
            style: front.style.name(),
            language: front.language.code(),
            conference: value(&front.conference),
            conference_name: self.line(&front.conference_name),
            conference_place: self.line(&front.conference_place),
            conference_dates: self.line(&front.conference_dates),
            meeting: self.line(&front.meeting),
            document: value(&front.document),
            addendum: value(&front.addendum),
            revision: value(&front.revision),
            corrigendum: value(&front.corrigendum),
            date: front.date.map(|date| date.to_string()),
            original: front.original.map(model::Language::code),
            source: self.line(&front.source),
            title: self.line(&front.title),
            subtitle: self.line(&front.subtitle),
            agenda_item: self.line(&front.agenda_item),
            abstract_text: self.line(&front.abstract_text),
            contact: front.contact.iter().map(|line| line.value.clone()).collect(),
            contents: front.contents,
            authors: front.authors.iter().filter(|_| self.markup).map(author).collect(),
            hands: match self.markup {
                true => front.keys(&front.hands),
                false => Vec::new(),
            },
            calls: front.calls.clone(),
            typography: match front.typography {
                Typography::House => "house",
                Typography::Literal => "literal",
            },
            resolved: resolved(front),
        }
    }

    fn line(&mut self, line: &Option<Vec<Inline>>) -> Vec<Run> {
        self.runs(line.as_deref().unwrap_or_default(), Revision::NONE)
    }
}

/// What the header says in the reading at hand; in the markup, what the final reading has.
fn resolved(front: &FrontMatter) -> Resolved {
    let Letterhead {
        name,
        place,
        dates,
        symbol,
    } = letterhead(front, View::Final);
    Resolved {
        name,
        place,
        dates,
        symbol,
    }
}

fn author(author: &model::Author) -> Author {
    Author {
        key: author.key.clone(),
        name: author.name.clone(),
        date: author.date.map(|date| date.to_string()),
    }
}

fn value(value: &Option<Spanned<String>>) -> Option<String> {
    value.as_ref().map(|value| value.value.clone())
}
