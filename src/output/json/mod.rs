//! The document as data: versioned JSON, nested as people think of it. `docs/json.md` describes
//! it, `docs/schema.json` defines it.

mod block;
mod changes;
mod front;
mod nest;
mod text;
mod types;

use crate::model::{self, View};
use crate::revision::settle;
use crate::semantics::{self, Meaning};
use text::TextWriter;
use types::{Comment, Document, Note, Reference, Target, VERSION};

/// Writes a document under a view. What the references lead to is asked of `meaning`, which is
/// that of the whole document in every view.
pub fn write(document: &model::Document, meaning: &Meaning, view: View) -> String {
    let settled;
    let document = match view {
        View::Markup => document,
        View::Original | View::Final => {
            settled = settle(document, view);
            &settled
        }
    };
    let published = publish(document, meaning, view);
    // Types that serialize to objects with text keys cannot fail to.
    let mut json = serde_json::to_string_pretty(&published).unwrap_or_default();
    json.push('\n');
    json
}

fn publish(document: &model::Document, meaning: &Meaning, view: View) -> Document {
    let mut text = TextWriter {
        markup: view == View::Markup,
        ..TextWriter::default()
    };
    let front = text.front(&document.front);
    let (introduction, instruments) = nest::nest(document, &mut text, view);
    let notes = document.notes.iter().map(|note| Note {
        id: note.id.clone(),
        blocks: text.nested(&note.blocks),
    });
    let notes = notes.collect();
    Document {
        plenary: VERSION,
        view: match view {
            View::Markup => "markup",
            View::Original => "original",
            View::Final => "final",
        },
        front,
        introduction,
        instruments,
        notes,
        comments: text.comments.iter().map(|said| comment(document, said)).collect(),
        references: references(meaning, view),
        changes: changes::register(document),
    }
}

/// The keys of hands in one text, as a mark has them.
fn author(hands: &[String]) -> Option<String> {
    (!hands.is_empty()).then(|| hands.join(","))
}

fn comment(document: &model::Document, said: &model::Comment) -> Comment {
    let hands = document.front.keys(&said.hands);
    Comment {
        author: author(&hands),
        hands,
        date: said.made(&document.front).map(|date| date.to_string()),
        text: said.text.clone(),
    }
}

/// The named places that are part of the view.
fn references(meaning: &Meaning, view: View) -> Vec<Reference> {
    let places = meaning.targets.iter().map(|(id, pair)| Reference {
        id: id.clone(),
        original: pair.original.as_ref().filter(|_| view != View::Final).map(target),
        settled: pair
            .settled
            .as_ref()
            .filter(|_| view != View::Original)
            .map(target),
    });
    let is_in = |place: &Reference| place.original.is_some() || place.settled.is_some();
    places.filter(is_in).collect()
}

fn target(target: &semantics::Target) -> Target {
    Target {
        call: target.call.clone(),
        around: target.parents.iter().map(|part| part.label.clone()).collect(),
        label: target.label.clone(),
    }
}

#[cfg(test)]
mod tests;
