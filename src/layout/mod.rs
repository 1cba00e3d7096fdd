//! The one walk that turns a document into a [`Flow`]: styled paragraphs, tables and notes under
//! one view, ready for a back end to write.

mod body;
mod anonymous;
mod bookmarks;
mod columns;
mod comments;
mod contents;
mod flow;
mod front;
mod hands;
mod inner_notes;
mod instruments;
mod labels;
mod letterhead;
mod levels;
mod note_marks;
mod notes;
mod own_order;
mod reading;
mod references;
mod running;
mod runs;
mod tables;
mod typography;

#[cfg(test)]
mod sample;

pub use flow::{
    Cell, Contents, ContentsEntry, Emphasis, Flow, FlowBlock, FlowChange, FlowComment, FlowNote, Masthead,
    Metadata, NoteMark, Paragraph, Picture, Role, Row, Run, RunContent, RunningHeads, SettledCell,
    SettledTable, Table,
};

pub(crate) use inner_notes::InnerNotes;
pub(crate) use letterhead::{Letterhead, letterhead};

pub use columns::Columns;
pub use contents::may_have_contents;
pub use own_order::{OwnOrder, own_order};

use crate::house::House;
use crate::model::{Document, Typography, View, shown};
use crate::revision::settle;
use crate::semantics::Meaning;
use body::Body;
use reading::Reading;
use runs::Writer;

/// Sets a document as a house sets it, in one view.
pub fn flow(document: &Document, meaning: &Meaning, house: &House, view: View) -> Flow {
    // A reading is set as the document is that it would be if all were decided.
    let decided;
    let document = if view == View::Markup || document.changes.is_empty() {
        document
    } else {
        decided = settle(document, view);
        &decided
    };
    let reading = Reading {
        document,
        meaning,
        house,
        view,
    };
    let blocks = shown(&document.blocks);
    let plan = notes::plan(reading, &blocks);
    let (contents, entries) = contents::contents(reading, &blocks);
    let mut writer = Writer::new(reading, plan, &blocks);
    let mut masthead = front::masthead(&mut writer);
    let mut body = Body::new(&mut writer, entries).blocks(&blocks);
    let mut notes = writer.notes();
    if document.front.typography == Typography::House {
        let language = house.language();
        let titles = masthead.iter_mut().flat_map(|masthead| &mut masthead.titles);
        let notes = notes.iter_mut().flat_map(|note| &mut note.paragraphs);
        let paragraphs = body.iter_mut().flat_map(FlowBlock::paragraphs_mut);
        for paragraph in titles.chain(paragraphs).chain(notes) {
            typography::set(&mut paragraph.runs, language);
        }
    }
    Flow {
        view,
        language: house.language(),
        metadata: front::metadata(reading, &blocks),
        masthead,
        running: running::heads(reading, &blocks),
        contents,
        openings: instruments::openings(&body),
        body,
        notes,
        comments: writer.comments,
        changes: match view {
            View::Markup => hands::changes(document, &meaning.moved),
            View::Original | View::Final => Vec::new(),
        },
    }
}

impl FlowBlock {
    fn paragraphs_mut(&mut self) -> Vec<&mut Paragraph> {
        match self {
            Self::Paragraph(paragraph) => vec![paragraph],
            Self::Table(table) => {
                let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
                cells.flat_map(|cell| &mut cell.paragraphs).collect()
            }
            Self::Picture(_) => Vec::new(),
        }
    }
}
