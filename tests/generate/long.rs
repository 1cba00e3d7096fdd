//! Documents of some pages, made up for the judge of pages: notes of all lengths, tables, pictures,
//! changes and comments, in every house.

#![allow(dead_code, unreachable_pub, reason = "each law uses a part")]

use proptest::prelude::*;

pub const HOUSES: &[&str] = &["pp", "wtsa", "wtdc", "wrc", "ra", "council", "publication"];

/// The pictures that a document may show, as they lie beside the examples.
pub const PICTURES: &[&str] = &["every-form/mast.png", "every-form/mast-at-night.jpg"];

const ENGLISH: &[&str] = &[
    "the",
    "of",
    "telecommunication",
    "development",
    "in",
    "administrations",
    "for",
    "a",
    "study",
    "group",
    "Hammamet",
    "radiocommunication",
    "and",
    "capacity",
    "by",
    "Member States",
    "implementation",
    "to",
    "Resolution 101",
    "No. 5.312",
    "as",
    "interoperability",
    "2 170-2 194 MHz",
    "of",
];
const ARABIC: &[&str] = &[
    "الاتصالات",
    "من",
    "الدول",
    "الأعضاء",
    "في",
    "القرار",
    "على",
    "تنمية",
    "القطاع",
    "إلى",
    "18-A",
    "2014",
    "أن",
];

/// A piece of a text: how many words, in which state.
#[derive(Clone, Debug)]
pub enum Bit {
    Words(u8),
    /// A note of so many words.
    Note(u16),
    Comment(u8),
    Inserted(u8),
    Deleted(u8),
}

#[derive(Clone, Debug)]
pub enum Kind {
    Heading,
    Call,
    Clause,
    Inner,
    Text,
    Annex,
    Table(Grid),
    Picture(usize),
}

/// A table.
#[derive(Clone, Debug)]
pub struct Grid {
    /// How many rows are its head.
    pub head: usize,
    /// The words of each cell.
    pub rows: Vec<Vec<u8>>,
    /// Cells that are one: row, column, and how many rows and columns follow.
    pub joined: Vec<[usize; 4]>,
    /// Rows with a second paragraph in each cell.
    pub continued: Vec<usize>,
}

impl Grid {
    /// Which cells are one with the cell before or above them.
    fn marks(&self) -> Vec<Vec<Option<&'static str>>> {
        let columns = self.rows.first().map_or(0, Vec::len);
        let mut marks = vec![vec![None; columns]; self.rows.len()];
        let mut taken = vec![vec![false; columns]; self.rows.len()];
        for &[row, column, down, across] in &self.joined {
            let (lower, right) = (row + down, column + across);
            let crosses_head = row < self.head && lower >= self.head;
            if lower >= self.rows.len() || right >= columns || crosses_head {
                continue;
            }
            if taken[row..=lower]
                .iter()
                .any(|row| row[column..=right].contains(&true))
            {
                continue;
            }
            for at in row..=lower {
                taken[at][column..=right].fill(true);
                marks[at][column..=right].fill(Some(if at == row { "<" } else { "^" }));
            }
            marks[row][column] = None;
        }
        marks
    }
}

#[derive(Clone, Debug)]
pub struct Piece {
    pub kind: Kind,
    pub bits: Vec<Bit>,
    /// Whether it came or went whole.
    pub mark: &'static str,
}

#[derive(Clone)]
pub struct Long {
    pub house: usize,
    pub arabic: bool,
    pub masthead: bool,
    pub pieces: Vec<Piece>,
}

impl std::fmt::Debug for Long {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "\n{}", self.source())
    }
}

fn bit() -> impl Strategy<Value = Bit> {
    prop_oneof![
        12 => (1_u8..30).prop_map(Bit::Words),
        2 => prop_oneof![6 => 3_u16..40, 2 => 40_u16..160, 1 => 160_u16..1500].prop_map(Bit::Note),
        1 => (1_u8..40).prop_map(Bit::Comment),
        1 => (1_u8..8).prop_map(Bit::Inserted),
        1 => (1_u8..8).prop_map(Bit::Deleted),
    ]
}

fn cells(columns: usize) -> impl Strategy<Value = Vec<u8>> {
    let words = prop_oneof![8 => 0_u8..8, 2 => 8_u8..40, 1 => 40_u8..200];
    prop::collection::vec(words, columns)
}

fn kind() -> impl Strategy<Value = Kind> {
    let columns = prop_oneof![4 => 1_usize..6, 1 => 6_usize..12];
    let table = (columns, 0_usize..4, 1_usize..24).prop_flat_map(|(columns, head, rows)| {
        let place = (0..rows, 0..columns, 0_usize..4, 0_usize..4);
        let joined = place.prop_map(|(row, column, down, across)| [row, column, down, across]);
        let grid = (
            prop::collection::vec(cells(columns), rows),
            prop::collection::vec(joined, 0..4),
            prop::collection::vec(0..rows, 0..3),
        );
        grid.prop_map(move |(rows, joined, continued)| Grid {
            head: head.min(rows.len() - 1),
            rows,
            joined,
            continued,
        })
    });
    prop_oneof![
        1 => Just(Kind::Heading),
        2 => Just(Kind::Call),
        6 => Just(Kind::Clause),
        3 => Just(Kind::Inner),
        2 => Just(Kind::Text),
        1 => Just(Kind::Annex),
        1 => table.prop_map(Kind::Table),
        1 => (0..PICTURES.len()).prop_map(Kind::Picture),
    ]
}

fn piece() -> impl Strategy<Value = Piece> {
    let mark = prop_oneof![8 => Just(""), 1 => Just("++ "), 1 => Just("-- ")];
    (kind(), prop::collection::vec(bit(), 1..6), mark).prop_map(|(kind, bits, mark)| Piece {
        kind,
        bits,
        mark,
    })
}

pub fn long() -> impl Strategy<Value = Long> {
    let pieces = prop::collection::vec(piece(), 4..60);
    (0..HOUSES.len(), prop::bool::weighted(0.2), any::<bool>(), pieces).prop_map(
        |(house, arabic, masthead, pieces)| Long {
            house,
            arabic,
            masthead,
            pieces,
        },
    )
}

impl Long {
    /// The document as source text.
    pub fn source(&self) -> String {
        let mut writer = Writer {
            words: if self.arabic { ARABIC } else { ENGLISH },
            at: self.pieces.len(),
            notes: Vec::new(),
            text: String::new(),
            opened: true,
        };
        let language = if self.arabic { "ar" } else { "en" };
        writer.text = format!("---\nstyle: {}\nlanguage: {language}\n", HOUSES[self.house]);
        if self.masthead {
            writer.text.push_str("document: 12\ntitle: On words\n");
        }
        writer
            .text
            .push_str("authors:\n  A: First Hand\n  B: Second Hand\nauthor: A\n---\n\n");
        writer
            .text
            .push_str("# RESOLUTION 1 (Busan, 2014)\n## On words\n\n");
        let mut label = 0_usize;
        for piece in &self.pieces {
            writer.piece(piece, &mut label);
        }
        let notes = std::mem::take(&mut writer.notes);
        for (index, words) in notes.into_iter().enumerate() {
            let note = writer.words(words.into());
            writer.text.push_str(&format!("\n[^n{index}]: {note}.\n"));
        }
        writer.text
    }
}

struct Writer {
    words: &'static [&'static str],
    at: usize,
    notes: Vec<u16>,
    text: String,
    /// Whether a heading was written last.
    opened: bool,
}

impl Writer {
    fn words(&mut self, count: usize) -> String {
        let mut words = Vec::with_capacity(count);
        for _ in 0..count {
            self.at = self.at.wrapping_mul(31).wrapping_add(7) % 10_007;
            words.push(self.words[self.at % self.words.len()]);
        }
        words.join(" ")
    }

    fn bits(&mut self, bits: &[Bit], is_marked: bool) -> String {
        let mut text = self.words(2);
        for bit in bits {
            match bit {
                Bit::Words(count) => text.push_str(&format!(" {}", self.words(usize::from(*count)))),
                Bit::Note(words) => {
                    text.push_str(&format!("[^n{}]", self.notes.len()));
                    self.notes.push(*words);
                }
                Bit::Comment(words) => {
                    text.push_str(&format!("{{>>{}<<}}@B", self.words(usize::from(*words))));
                }
                Bit::Inserted(words) if !is_marked => {
                    text.push_str(&format!("{{++ {}++}}@B", self.words(usize::from(*words))));
                }
                Bit::Deleted(words) if !is_marked => {
                    text.push_str(&format!("{{-- {}--}}", self.words(usize::from(*words))));
                }
                Bit::Inserted(_) | Bit::Deleted(_) => {}
            }
        }
        text
    }

    fn piece(&mut self, piece: &Piece, label: &mut usize) {
        let mark = piece.mark;
        let opens = matches!(piece.kind, Kind::Heading | Kind::Call | Kind::Annex);
        // Each heading has something under it.
        if opens && self.opened {
            return;
        }
        self.opened = opens;
        match &piece.kind {
            Kind::Heading => {
                *label = 0;
                let words = self.words(3);
                self.text.push_str(&format!("\n{mark}### On {words}\n\n"));
            }
            Kind::Call => {
                *label = 0;
                self.text.push_str(&format!("\n{mark}resolves\n\n"));
            }
            Kind::Annex => {
                *label = 0;
                let words = self.words(9);
                self.text
                    .push_str(&format!("\n{mark}# ANNEX 1\n{mark}## On {words}\n\n"));
            }
            Kind::Clause => {
                *label += 1;
                let words = self.bits(&piece.bits, !mark.is_empty());
                self.text.push_str(&format!("{mark}{label} {words};\n"));
            }
            Kind::Inner if *label > 0 => {
                let words = self.bits(&piece.bits, !mark.is_empty());
                self.text.push_str(&format!("  {mark}– {words};\n"));
            }
            Kind::Inner | Kind::Text => {
                *label = 0;
                let words = self.bits(&piece.bits, !mark.is_empty());
                self.text.push_str(&format!("\n{mark}As {words}.\n\n"));
            }
            Kind::Table(grid) => {
                *label = 0;
                self.text.push('\n');
                self.table(grid);
                self.text.push('\n');
            }
            Kind::Picture(at) => {
                *label = 0;
                self.text
                    .push_str(&format!("\n{mark}![A mast]({})\n\n", PICTURES[*at]));
            }
        }
    }

    fn table(&mut self, grid: &Grid) {
        for (at, (row, marks)) in grid.rows.iter().zip(grid.marks()).enumerate() {
            let mut cell = |(words, mark): (&u8, &Option<&str>)| match mark {
                Some(mark) => (*mark).to_owned(),
                None => self.words(usize::from(*words)),
            };
            let cells: Vec<String> = row.iter().zip(&marks).map(&mut cell).collect();
            self.text.push_str(&format!("| {} |\n", cells.join(" | ")));
            if grid.continued.contains(&at) && marks.iter().all(Option::is_none) {
                let cells: Vec<String> = row.iter().map(|words| self.words(usize::from(*words))).collect();
                self.text.push_str(&format!("|+ {} |\n", cells.join(" | ")));
            }
            if at + 1 == grid.head {
                self.text.push_str(&format!("{}|\n", "|---".repeat(row.len())));
            }
        }
    }
}
