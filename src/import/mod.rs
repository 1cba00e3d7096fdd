//! From a Word file to a source that says the same: its text, its changes with who made them when, its
//! notes, comments, tables and pictures.
//!
//! `wordprocessing` reads the file as types. `walk` makes drafts of them, `lower` a document of these,
//! and `format` writes it. What is written is read again before it is given: where it does not say what
//! was meant, the draft is made simpler, and a report tells so.

mod binding;
mod counters;
mod draft;
mod edits;
mod grid;
mod halves;
mod hands;
mod into;
mod joins;
mod labels;
mod language;
mod leads;
mod levels;
mod lower;
mod marks;
mod masthead;
mod notes;
mod numerals;
mod origins;
mod pictures;
mod read_back;
mod references;
mod refusal;
mod remarks;
mod report;
mod structure;
mod text;
mod walk;
mod whole;
mod wordprocessing;

use draft::{Drafts, ParagraphDraft, Tier};
use hands::Hands;
use origins::Origins;
use report::{Report, Told};
use wordprocessing::{Passage, Piece, WordFile};

use crate::diagnostic::Diagnostic;
use crate::model::{FrontMatter, Timestamp};
use crate::revision::redline::Redliner;

pub use edits::home;
pub use into::{NotWritten, into_file};
pub use pictures::{Drawing, PictureFile};
pub use refusal::Refusal;

/// A Word file as source.
#[derive(Debug)]
#[non_exhaustive]
pub struct Imported {
    /// The source.
    pub source: String,
    /// The pictures that the source names, to be written beside it.
    pub pictures: Vec<PictureFile>,
    /// What is otherwise than in the Word file.
    pub findings: Vec<Diagnostic>,
    /// Who wrote the file last, as its properties say.
    pub editor: Option<Redliner>,
    /// When that was.
    pub edited: Option<Timestamp>,
    /// Whether the header of a document is in the front matter.
    has_header: bool,
    /// Where its blocks and notes come from in the file.
    origins: Origins,
}

/// Reads a Word file. `stem` begins the names of its pictures.
///
/// # Errors
///
/// A [`Refusal`] where the file is none that Word would open.
pub fn import(file: &[u8], stem: &str) -> Result<Imported, Refusal> {
    read(file, stem, Header::Front)
}

/// What becomes of the header of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Header {
    /// Values of the front matter.
    Front,
    /// The table that it is.
    Table,
}

fn read(file: &[u8], stem: &str, header: Header) -> Result<Imported, Refusal> {
    if let Some(refusal) = refusal::of_other(file) {
        return Err(refusal);
    }
    let mut word = wordprocessing::read(file)?;
    let mut report = Report::of(&word);
    let (names, pictures) = pictures::named(&mut word, stem, &mut report);
    let beginning = beginning(&word);
    let language = language::language(&beginning, word.styles.language.as_deref());
    let mut drafts = walk::drafts(&mut word, language, header, &names, &mut report);
    let used = word.deeds.all();
    let hands = Hands::of(&word.deeds, &used, word.comments.values());
    if hands.has_nameless() {
        report.count(Told::Nameless);
    }
    let mut front = FrontMatter {
        language,
        ..FrontMatter::default()
    };
    whole::enter(&drafts, &word, &beginning, &mut front);
    hands.introduce(&mut front);
    if let Some(masthead) = &drafts.masthead {
        masthead.enter(&mut front);
    }
    let has_header = drafts.masthead.is_some();
    references::bind(&mut drafts, &front, &word.deeds, &hands);
    let Some((source, origins)) = settled(drafts, &front, &word, &hands, &mut report) else {
        return read(file, stem, Header::Table);
    };
    Ok(Imported {
        editor: word.last_editor.as_deref().and_then(hands::redliner),
        edited: word.last_edited.as_deref().and_then(hands::moment),
        source,
        pictures,
        findings: report.findings(),
        has_header,
        origins,
    })
}

/// Writes drafts, simpler and simpler where they do not read back; none where the front matter does not.
fn settled(
    mut drafts: Drafts,
    front: &FrontMatter,
    word: &WordFile,
    hands: &Hands,
    report: &mut Report,
) -> Option<(String, Origins)> {
    let mut is_simpler = false;
    loop {
        let lowered = lower::lower(&drafts, front, &word.deeds, hands);
        if is_simpler && references::correct(&mut drafts, &lowered.document) {
            continue;
        }
        let written = read_back::write(&lowered.document);
        if !written.is_front_same {
            return None;
        }
        let mut simpler = false;
        let mut given_up: Vec<usize> = Vec::new();
        for (at, &draft) in lowered.blocks.iter().enumerate() {
            // What the block before takes for its own may be to blame alone.
            let swallows = written.swallowed.contains(&(at + 1));
            let is_excused = swallows && {
                let behind = lowered
                    .blocks
                    .get(at + 1)
                    .map(|&behind| &mut drafts.blocks[behind]);
                behind.is_some_and(|behind| *behind.tier_mut() < Tier::Text)
            };
            if written.blocks.contains(&at) && !is_excused {
                given_up.push(draft);
            }
        }
        given_up.dedup();
        let mut without_label = Vec::new();
        for at in given_up {
            let block = &mut drafts.blocks[at];
            let passage = block.passage();
            simpler |= raise(block.tier_mut(), passage, report);
            if *block.tier_mut() >= Tier::Text {
                without_label.push(at);
            }
        }
        references::forget(&mut drafts, &without_label);
        for &at in &written.notes {
            simpler |= drafts.notes.get_mut(at).is_some_and(|note| {
                let passage = note.paragraphs.first().and_then(ParagraphDraft::passage);
                raise(&mut note.tier, passage, report)
            });
        }
        is_simpler = simpler;
        if !simpler {
            references::report(&drafts, report);
            return Some((written.text, Origins::of(&drafts, &lowered.blocks)));
        }
    }
}

/// Gives up more of a draft; says whether there was more.
fn raise(tier: &mut Tier, passage: Option<Passage>, report: &mut Report) -> bool {
    let Some(next) = tier.next() else {
        report.count_at(Told::Unreadable, passage);
        return false;
    };
    match next {
        Tier::Text => report.count_at(Told::Simplified, passage),
        Tier::Halves => report.count_at(Told::MarksJoined, passage),
        Tier::Whole | Tier::Plain | Tier::Joined => {}
    }
    *tier = next;
    true
}

/// The first of the text, from which its language is told.
fn beginning(word: &WordFile) -> String {
    let mut text = String::new();
    let mut open: Vec<&Piece> = word.body.iter().rev().collect();
    while let Some(piece) = open.pop() {
        match piece {
            Piece::Paragraph(paragraph) => {
                for item in &paragraph.items {
                    if let wordprocessing::ItemKind::Text(run) = &item.kind {
                        text.push_str(run);
                    }
                }
                text.push('\n');
            }
            Piece::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                open.extend(cells.flat_map(|cell| &cell.pieces).rev());
            }
        }
        if text.len() > 200_000 {
            break;
        }
    }
    text
}
