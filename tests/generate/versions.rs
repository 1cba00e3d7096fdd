//! Versions of a document, and edits of them.

use proptest::prelude::*;

/// A word as source text, or something that stands for one.
#[derive(Clone, Debug)]
pub enum Word {
    Plain(usize),
    Italic(usize),
    Note(u8),
    Reference(u8),
    Comment,
}

#[derive(Clone, Debug)]
pub enum Kind {
    Call(usize),
    Clause,
    Inner,
    Text,
    Heading,
    Table(Vec<Vec<Place>>),
}

/// A place of a table: the words of its cell's paragraphs, and the sign that it is one with another.
#[derive(Clone, Debug)]
pub struct Place {
    pub words: Vec<usize>,
    pub sign: Option<char>,
}

/// A block before it is written: its kind, a number of its own, and its words.
#[derive(Clone, Debug)]
pub struct Piece {
    pub kind: Kind,
    pub number: u8,
    pub words: Vec<Word>,
}

#[derive(Clone, Debug)]
pub enum Edit {
    Delete(usize),
    Insert(usize, Piece),
    Swap(usize, usize),
    Replace(usize, usize, Word),
    Drop(usize, usize, usize),
    Add(usize, usize, Vec<Word>),
    Split(usize, usize),
    Join(usize),
    Cell(usize, usize, usize),
    Row(usize, usize),
    Merge(usize, usize, char),
    Paragraph(usize, usize, usize),
    Note(u8),
}

pub const WORDS: &[&str] = &[
    "the",
    "of",
    "and",
    "to",
    "that",
    "Member States",
    "telecommunication",
    "development",
    "ITU-T",
    "ITU\\-T",
    "Resolution\\ 101",
    "(Rev. Busan, 2014)",
    "(Rev. Guadalajara, 2010)",
    "networks",
    "Internet",
    "2010",
    "2014",
    "5 * 3",
    "\\{x",
    "[XX]",
    "§§",
    "e.g.",
    "report",
    "Council",
    "shall",
    "invite",
    "«quoted»",
    "H{_2_}O",
    "x{^2^}",
    "administrations",
    "capacity,",
    "building;",
    "studies",
    "No. 5.312",
    "C\\+\\+",
    "a|b",
    "1 January",
];

pub const CALLS: &[&str] = &[
    "recalling",
    "considering",
    "resolves",
    "noting",
    "instructs the Secretary-General",
];

/// A version of a document.
#[derive(Clone)]
pub struct Version {
    pub pieces: Vec<Piece>,
    /// How often the text of each note was changed.
    pub notes: [u8; 4],
    /// Whether notes and places have other ids than at first.
    pub renamed: bool,
}

impl std::fmt::Debug for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "\n{}", self.source())
    }
}

fn word() -> impl Strategy<Value = Word> {
    prop_oneof![
        20 => (0..WORDS.len()).prop_map(Word::Plain),
        2 => (0..WORDS.len()).prop_map(Word::Italic),
        1 => (0u8..4).prop_map(Word::Note),
        1 => (0u8..12).prop_map(Word::Reference),
        1 => Just(Word::Comment),
    ]
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![
        2 => (0..CALLS.len()).prop_map(Kind::Call),
        6 => Just(Kind::Clause),
        3 => Just(Kind::Inner),
        2 => Just(Kind::Text),
        1 => Just(Kind::Heading),
        1 => prop::collection::vec(prop::collection::vec(place(), 1..4), 1..5).prop_map(Kind::Table),
    ]
}

fn place() -> impl Strategy<Value = Place> {
    let sign = prop_oneof![6 => Just(None), 1 => Just(Some('<')), 1 => Just(Some('^'))];
    let words = prop_oneof![
        5 => prop::collection::vec(0..WORDS.len(), 1),
        1 => prop::collection::vec(0..WORDS.len(), 2..4),
    ];
    (words, sign).prop_map(|(words, sign)| Place { words, sign })
}

pub fn piece() -> impl Strategy<Value = Piece> {
    (kind(), any::<u8>(), prop::collection::vec(word(), 1..14)).prop_map(|(kind, number, words)| Piece {
        kind,
        number,
        words,
    })
}

pub fn version() -> impl Strategy<Value = Version> {
    prop::collection::vec(piece(), 1..14).prop_map(|pieces| Version {
        pieces,
        notes: [0; 4],
        renamed: false,
    })
}

pub fn edit() -> impl Strategy<Value = Edit> {
    let at = 0usize..64;
    prop_oneof![
        2 => at.clone().prop_map(Edit::Delete),
        2 => (at.clone(), piece()).prop_map(|(at, piece)| Edit::Insert(at, piece)),
        1 => (at.clone(), at.clone()).prop_map(|(a, b)| Edit::Swap(a, b)),
        4 => (at.clone(), at.clone(), word()).prop_map(|(a, b, word)| Edit::Replace(a, b, word)),
        3 => (at.clone(), at.clone(), 1usize..5).prop_map(|(a, b, n)| Edit::Drop(a, b, n)),
        3 => (at.clone(), at.clone(), prop::collection::vec(word(), 1..5)).prop_map(|(a, b, w)| Edit::Add(a, b, w)),
        1 => (at.clone(), at.clone()).prop_map(|(a, b)| Edit::Split(a, b)),
        1 => at.clone().prop_map(Edit::Join),
        1 => (at.clone(), at.clone(), 0..WORDS.len()).prop_map(|(a, b, w)| Edit::Cell(a, b, w)),
        1 => (at.clone(), at.clone()).prop_map(|(a, b)| Edit::Row(a, b)),
        1 => (at.clone(), at.clone(), prop::sample::select(vec!['<', '^'])).prop_map(|(a, b, s)| Edit::Merge(a, b, s)),
        1 => (at.clone(), at, 0..WORDS.len()).prop_map(|(a, b, w)| Edit::Paragraph(a, b, w)),
        1 => (0u8..4).prop_map(Edit::Note),
    ]
}

pub fn pair() -> impl Strategy<Value = (Version, Version)> {
    (version(), prop::collection::vec(edit(), 0..7), any::<bool>()).prop_map(|(old, edits, renamed)| {
        let mut new = old.clone();
        new.renamed = renamed;
        edits.into_iter().for_each(|edit| new.apply(edit));
        (old, new)
    })
}

impl Version {
    pub fn apply(&mut self, edit: Edit) {
        let count = self.pieces.len();
        if count == 0 {
            return;
        }
        match edit {
            Edit::Delete(at) => {
                self.pieces.remove(at % count);
            }
            Edit::Insert(at, piece) => self.pieces.insert(at % (count + 1), piece),
            Edit::Swap(a, b) => self.pieces.swap(a % count, b % count),
            Edit::Replace(at, place, word) => {
                let words = &mut self.pieces[at % count].words;
                let place = place % words.len();
                words[place] = word;
            }
            Edit::Drop(at, place, number) => {
                let words = &mut self.pieces[at % count].words;
                let place = place % words.len();
                let end = (place + number).min(words.len());
                words.drain(place..end);
                if words.is_empty() {
                    words.push(Word::Plain(0));
                }
            }
            Edit::Add(at, place, new) => {
                let words = &mut self.pieces[at % count].words;
                let place = place % (words.len() + 1);
                words.splice(place..place, new);
            }
            Edit::Split(at, place) => {
                let at = at % count;
                let piece = &mut self.pieces[at];
                if piece.words.len() > 1 && !matches!(piece.kind, Kind::Table(_) | Kind::Call(_)) {
                    let rest = piece.words.split_off(1 + place % (piece.words.len() - 1));
                    let next = Piece {
                        words: rest,
                        number: piece.number.wrapping_add(101),
                        kind: piece.kind.clone(),
                    };
                    self.pieces.insert(at + 1, next);
                }
            }
            Edit::Join(at) => {
                let at = at % count;
                if at + 1 < count {
                    let next = self.pieces.remove(at + 1);
                    self.pieces[at].words.extend(next.words);
                }
            }
            Edit::Cell(at, place, word) => {
                if let Some(place) = self.place(at, place) {
                    place.words[0] = word;
                }
            }
            Edit::Merge(at, place, sign) => {
                if let Some(place) = self.place(at, place) {
                    place.sign = place.sign.is_none().then_some(sign);
                }
            }
            Edit::Paragraph(at, place, word) => {
                if let Some(place) = self.place(at, place) {
                    match place.words.len() {
                        1 => place.words.push(word),
                        _ => drop(place.words.pop()),
                    }
                }
            }
            Edit::Row(at, place) => {
                for piece in self.pieces.iter_mut().skip(at % count) {
                    if let Kind::Table(rows) = &mut piece.kind {
                        let mut row = rows[place % rows.len()].clone();
                        for word in row.iter_mut().flat_map(|place| &mut place.words) {
                            *word = (*word + 7) % WORDS.len();
                        }
                        rows.insert(place % (rows.len() + 1), row);
                        break;
                    }
                }
            }
            Edit::Note(at) => self.notes[usize::from(at) % 4] += 1,
        }
    }

    /// A place of the first table from a piece on.
    fn place(&mut self, at: usize, place: usize) -> Option<&mut Place> {
        let count = self.pieces.len();
        let mut tables = self.pieces.iter_mut().skip(at % count);
        let rows = tables.find_map(|piece| match &mut piece.kind {
            Kind::Table(rows) => Some(rows),
            _ => None,
        })?;
        let count = rows.len();
        let row = &mut rows[place % count];
        let width = row.len();
        row.get_mut((place / count) % width)
    }

    /// The version as source text.
    pub fn source(&self) -> String {
        let mut text = String::from("# RESOLUTION 1 (Rev. Busan, 2014)\n## On words\n\nThe Conference,\n");
        let (note, place) = if self.renamed { ("m", "u") } else { ("n", "t") };
        let mut numbered = false;
        let (mut outer, mut inner) = (0, 0);
        let mut noted = [false; 4];
        let mut named = std::collections::BTreeSet::new();
        let targets: std::collections::BTreeSet<u8> = self
            .pieces
            .iter()
            .filter(|p| p.is_target())
            .map(|p| p.number)
            .collect();
        let mut may_nest = false;
        for piece in &self.pieces {
            let mut words = String::new();
            for word in &piece.words {
                let written = match word {
                    Word::Plain(at) => WORDS[*at].to_owned(),
                    Word::Italic(at) => format!(
                        "*{}*",
                        WORDS[*at]
                            .replace('*', "x")
                            .replace("{_2_}", "2")
                            .replace("{^2^}", "2")
                    ),
                    Word::Note(id) => {
                        noted[usize::from(*id)] = true;
                        words = words.trim_end().to_owned();
                        format!("[^{note}{id}]")
                    }
                    Word::Reference(number) => match targets.iter().nth(usize::from(*number)) {
                        Some(number) => format!("{{@{place}{number}}}"),
                        None => "it".to_owned(),
                    },
                    Word::Comment => "{>>why?<<}".to_owned(),
                };
                words.push_str(&written);
                words.push(' ');
            }
            let words = words.trim_end();
            let name = if piece.is_target() && named.insert(piece.number) {
                format!(" {{#{place}{}}}", piece.number)
            } else {
                String::new()
            };
            match &piece.kind {
                Kind::Call(at) => {
                    text.push_str(&format!("\n{}\n\n", CALLS[*at]));
                    numbered = *at >= 2;
                    (outer, inner, may_nest) = (0, 0, false);
                }
                Kind::Clause => {
                    outer += 1;
                    inner = 0;
                    may_nest = true;
                    let label = if numbered {
                        outer.to_string()
                    } else {
                        letter(outer)
                    };
                    text.push_str(&format!("{label} {words};{name}\n"));
                }
                Kind::Inner if may_nest => {
                    inner += 1;
                    text.push_str(&format!(
                        "  {}) {words};{name}\n",
                        ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"][inner.min(10) - 1]
                    ));
                }
                Kind::Inner | Kind::Text => {
                    text.push_str(&format!("\nAs {words}.{name}\n\n"));
                    may_nest = false;
                }
                Kind::Heading => {
                    text.push_str(&format!("\n### On {words}{name}\n\n"));
                    (outer, inner, may_nest) = (0, 0, false);
                }
                Kind::Table(rows) => {
                    text.push('\n');
                    for (at, row) in rows.iter().enumerate() {
                        text.push_str(&written(row));
                        if at == 0 {
                            text.push_str(&format!("{}|\n", "|---".repeat(row.len())));
                        }
                    }
                    text.push('\n');
                    may_nest = false;
                }
            }
        }
        for (id, noted) in noted.iter().enumerate() {
            if *noted {
                text.push_str(&format!(
                    "\n[^{note}{id}]: Note {id} says {} of it.\n",
                    WORDS[usize::from(self.notes[id]) % WORDS.len()]
                ));
            }
        }
        text
    }
}

impl Piece {
    fn is_target(&self) -> bool {
        self.number.is_multiple_of(3) && matches!(self.kind, Kind::Clause | Kind::Heading)
    }
}

/// A row of a table and the rows of further paragraphs under it.
fn written(row: &[Place]) -> String {
    let word = |at: usize| WORDS[at].replace('|', "\\|");
    let mut text = String::new();
    let lines = row.iter().map(|place| place.words.len()).max().unwrap_or(1);
    for line in 0..lines {
        for (column, place) in row.iter().enumerate() {
            let bar = if line > 0 && column == 0 { "|+" } else { "|" };
            let cell = match (place.sign, place.words.get(line)) {
                (Some(sign), _) if line == 0 => sign.to_string(),
                (_, at) => at.map_or(String::new(), |at| word(*at)),
            };
            text.push_str(&format!("{bar} {cell} "));
        }
        text.push_str("|\n");
    }
    text
}

fn letter(number: usize) -> String {
    let letter = char::from(b'a' + u8::try_from((number - 1) % 26).unwrap_or(0));
    format!("{letter})")
}
