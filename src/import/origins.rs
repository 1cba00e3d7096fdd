//! Which paragraphs and rows of a Word file each block of the source that was made of it came from.

use std::collections::BTreeMap;

use super::draft::{CellDraft, Draft, Drafts, ParagraphDraft, TableDraft};
use super::lower::joined;
use super::wordprocessing::Place;

/// Where a block comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// Paragraphs; several where they are one block.
    Paragraphs(Vec<Place>),
    Table(TableOrigin),
    /// A picture, by its paragraph and where it begins in the part.
    Picture {
        place: Place,
        at: usize,
    },
    /// A picture in a cell, or what could not be kept as it was.
    Elsewhere,
}

impl Origin {
    /// What it begins and ends with in the file.
    pub(super) fn bounds(&self) -> Option<(&Place, &Place)> {
        match self {
            Self::Paragraphs(places) => Some((places.first()?, places.last()?)),
            Self::Table(table) => Some((&table.place, &table.place)),
            Self::Picture { place, .. } => Some((place, place)),
            Self::Elsewhere => None,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TableOrigin {
    pub(super) place: Place,
    pub(super) rows: Vec<RowOrigin>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RowOrigin {
    pub(super) place: Place,
    /// By their columns, the paragraphs of each paragraph of the cells.
    pub(super) cells: BTreeMap<usize, Vec<Vec<Place>>>,
}

/// Where the blocks and notes of a source come from.
#[derive(Clone, Debug, Default)]
pub(super) struct Origins {
    pub(super) blocks: Vec<Origin>,
    /// The paragraphs of each note.
    pub(super) notes: BTreeMap<String, Vec<Origin>>,
}

impl Origins {
    /// Of drafts; `made_of` says which draft each block was made of.
    pub(super) fn of(drafts: &Drafts, made_of: &[usize]) -> Self {
        let blocks = made_of.iter().enumerate().map(|(at, &draft)| {
            let is_alone =
                made_of.get(at + 1) != Some(&draft) && (at == 0 || made_of.get(at - 1) != Some(&draft));
            // Drafts that no block was made of were joined with the one before.
            let next = made_of.get(at + 1).copied().unwrap_or(drafts.blocks.len());
            match drafts.blocks.get(draft) {
                Some(Draft::Paragraph(paragraph)) if is_alone && next == draft + 1 => of_paragraph(paragraph),
                Some(Draft::Table(table)) if is_alone => Origin::Table(of_table(table)),
                Some(Draft::Picture {
                    place: Some((place, at)),
                    ..
                }) if is_alone => Origin::Picture {
                    place: place.clone(),
                    at: *at,
                },
                _ => Origin::Elsewhere,
            }
        });
        let notes = drafts.notes.iter().map(|note| {
            let paragraphs = note.paragraphs.iter().map(of_paragraph).collect();
            (note.id.clone(), paragraphs)
        });
        Self {
            blocks: blocks.collect(),
            notes: notes.collect(),
        }
    }
}

fn of_paragraph(paragraph: &ParagraphDraft) -> Origin {
    match paragraph.places.is_empty() {
        true => Origin::Elsewhere,
        false => Origin::Paragraphs(paragraph.places.clone()),
    }
}

fn of_table(table: &TableDraft) -> TableOrigin {
    let cell = |cell: &CellDraft| {
        let mut paragraphs: Vec<Vec<Place>> = joined(&cell.paragraphs)
            .into_iter()
            .map(|paragraph| paragraph.places)
            .collect();
        // A cell without text has a paragraph in the file all the same.
        if paragraphs.is_empty() {
            paragraphs.extend(cell.paragraphs.first().map(|first| first.places.clone()));
        }
        (cell.column, paragraphs)
    };
    let row = |row: &super::draft::RowDraft| RowOrigin {
        place: row.place.clone(),
        cells: row.cells.iter().map(cell).collect(),
    };
    TableOrigin {
        place: table.place.clone(),
        rows: table.rows.iter().map(row).collect(),
    }
}
