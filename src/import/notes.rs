//! Notes of a Word file: which there are, in what order, and what they are called in the source.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{Run, RunKind};
use super::labels;
use super::text::{self, NoteIds};
use super::wordprocessing::{ItemKind, Paragraph, Piece, State, WordFile};
use crate::model::NoteReference;

/// Takes a note's mark off the beginning of its text.
pub(super) fn drop_mark(mark: &str, runs: &mut Vec<Run>) {
    if let Some(Run {
        kind: RunKind::Text(text),
        ..
    }) = runs.first_mut()
        && let Some(rest) = text.strip_prefix(mark)
        && !rest.starts_with(char::is_alphanumeric)
    {
        *text = rest.to_owned();
        labels::trim_start(runs);
    }
}

/// All paragraphs of pieces, those of tables in the order of their cells.
pub(super) fn flatten<'p>(pieces: &'p [Piece], flat: &mut Vec<&'p Paragraph>) {
    for piece in pieces {
        match piece {
            Piece::Paragraph(paragraph) => flat.push(paragraph),
            Piece::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    flatten(&cell.pieces, flat);
                }
            }
        }
    }
}

/// Tells of every note's mark in pieces.
pub(super) fn references(pieces: &[Piece], tell: &mut impl FnMut((bool, String), State)) {
    for piece in pieces {
        match piece {
            Piece::Paragraph(paragraph) => {
                for item in &paragraph.items {
                    match &item.kind {
                        ItemKind::Note { id, at_end, .. } => tell((*at_end, id.clone()), item.state),
                        ItemKind::Box(inner) => references(inner, tell),
                        _ => {}
                    }
                }
            }
            Piece::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    references(&cell.pieces, tell);
                }
            }
        }
    }
}

/// Tells of every note with a mark of its own, and that mark.
fn own_marks(pieces: &[Piece], tell: &mut impl FnMut((bool, String), String)) {
    for piece in pieces {
        match piece {
            Piece::Paragraph(paragraph) => {
                for (at, item) in paragraph.items.iter().enumerate() {
                    match &item.kind {
                        ItemKind::Note {
                            id,
                            at_end,
                            own_mark: true,
                        } => {
                            if let Some((_, mark)) = text::typed_mark(&paragraph.items, at) {
                                tell((*at_end, id.clone()), mark);
                            }
                        }
                        ItemKind::Box(inner) => own_marks(inner, tell),
                        _ => {}
                    }
                }
            }
            Piece::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    own_marks(&cell.pieces, tell);
                }
            }
        }
    }
}

/// The marks that notes have in the file, where these are typed.
pub(super) type Marks = BTreeMap<(bool, String), Option<String>>;

/// The ids that notes have in the source, and the marks that they have in the file. A mark of its own
/// is the id where a source can have it; all others are numbered.
pub(super) fn ids(file: &WordFile) -> (NoteIds, Marks) {
    let mut marks = Marks::new();
    own_marks(&file.body, &mut |key, mark| {
        marks.entry(key).or_insert(Some(mark));
    });
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut ids: BTreeMap<(bool, String), String> = BTreeMap::new();
    let mut order: Vec<(bool, String)> = Vec::new();
    let mut known: BTreeSet<(bool, String)> = BTreeSet::new();
    references(&file.body, &mut |key, _| {
        if known.insert(key.clone()) {
            order.push(key);
        }
    });
    let exists = |key: &(bool, String)| {
        let notes = if key.0 { &file.endnotes } else { &file.footnotes };
        notes.contains_key(&key.1)
    };
    order.retain(exists);
    for key in &order {
        let Some(mark) = marks.get(key).cloned().flatten() else {
            continue;
        };
        let is_number = mark.len() <= 4 && mark.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number && !NoteReference::prints_as_written(&mark) {
            continue;
        }
        let mut id = mark.clone();
        // A second star is another note.
        while !taken.insert(id.clone()) {
            if is_number || id.len() > 8 || !mark.starts_with('*') {
                id.clear();
                break;
            }
            id.push('*');
        }
        if !id.is_empty() {
            ids.insert(key.clone(), id);
        }
    }
    for (at, key) in order.iter().enumerate() {
        if ids.contains_key(key) {
            continue;
        }
        let number = at + 1;
        let names = [number.to_string(), format!("n{number}")].into_iter();
        let mut free = names.chain((2..).map(|more| format!("n{number}_{more}")));
        if let Some(id) = free.find(|name| taken.insert(name.clone())) {
            ids.insert(key.clone(), id);
        }
    }
    let marked = file.marked_notes.iter();
    let by_bookmark = marked.filter_map(|(bookmark, note)| Some((bookmark.clone(), ids.get(note)?.clone())));
    let by_bookmark = by_bookmark.collect();
    (NoteIds { ids, by_bookmark }, marks)
}
