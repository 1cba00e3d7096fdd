//! What the text means: label sequences, references, notes, and what is wrong with them.

mod conference;
mod designation;
mod labels;
mod links;
mod moves;
mod notes;
mod references;
pub(crate) mod sequences;
mod target;
mod titles;

pub use designation::{Designation, designation};
pub use target::{Meaning, Part, Target, TargetPair};

use crate::diagnostic::Diagnostics;
use crate::model::visit::{self, visit};
use crate::model::{Document, Inline, Revision};
use crate::revision::moved;

/// Works out what the references of a document lead to, and checks all that can be checked in
/// both of its readings.
pub fn understand(document: &Document, diagnostics: &mut Diagnostics) -> Meaning {
    conference::check(document, diagnostics);
    titles::check(document, diagnostics);
    labels::check(document, diagnostics);
    notes::check(document, diagnostics);
    moves::check(document, diagnostics);
    links::check(document, diagnostics);
    let mut meaning = target::targets(document, diagnostics);
    meaning.moved = moved(document);
    references::check(document, &meaning, diagnostics);
    meaning
}

/// Every inline of the document's text with the state of what is around it: front matter, blocks,
/// table cells and notes.
fn inlines(document: &Document) -> Vec<(&Inline, Revision)> {
    let mut inlines = Vec::new();
    visit(document, &mut |_, part| {
        if let visit::Part::Text(content, whole) = part {
            inlines.extend(content.iter().map(|inline| (inline, whole)));
        }
    });
    inlines
}
