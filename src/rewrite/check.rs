//! What a document says, whatever it is written like: to tell whether a result is what was wanted.

use std::ops::Range;

use crate::model::{
    AuthorId, Block, BlockKind, ChangeId, ChangeKind, Document, FrontKey, Inline, InlineKind, Revision,
    TextStyle, Timestamp, View, depths, plain_text,
};

/// A document as something to compare.
pub(super) struct Canon {
    blocks: Vec<Said>,
    /// Of each of these, its place among the blocks of the document.
    places: Vec<usize>,
    /// The comments of the source: they may stand above the block that they stood in.
    remarks: Vec<String>,
    notes: Vec<(String, Vec<Said>)>,
    /// Of each of these, its place among the notes of the document.
    note_places: Vec<usize>,
    front: Vec<Vec<String>>,
}

/// Where two documents differ, in places of the wanted one.
#[derive(Clone, Debug)]
pub(super) struct Difference {
    pub(super) blocks: Range<usize>,
    pub(super) notes: Vec<usize>,
}

/// What is told apart of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Exactness {
    /// What its words alone make of a paragraph.
    pub(super) kinds: bool,
    /// Where spaces stand in the original and in the final.
    pub(super) spaces: [bool; 2],
}

/// What a block says: its kind, level and pieces in each reading, and who changed what.
#[derive(Debug, PartialEq)]
struct Said {
    kinds: [String; 2],
    depth: u8,
    readings: [String; 2],
    pieces: Vec<String>,
}

impl Canon {
    pub(super) fn of(document: &Document, exactness: Exactness) -> Self {
        let is_printed =
            |block: &Block| !matches!(block.kind, BlockKind::SourceComment(_)) && !is_nothing(block);
        let printed = document
            .blocks
            .iter()
            .enumerate()
            .filter(|(_, block)| is_printed(block));
        let (places, printed): (Vec<usize>, Vec<&Block>) = printed.unzip();
        let mut depths = depths(printed.iter().copied());
        if !exactness.kinds {
            depths = depths_among_labels(&printed, &depths);
        }
        let blocks = printed.into_iter().zip(depths);
        let blocks = blocks
            .map(|(block, depth)| said(document, block, depth, exactness))
            .collect();
        // Where a definition stands says nothing.
        let mut note_places: Vec<usize> = (0..document.notes.len()).collect();
        note_places.sort_by(|&one, &other| document.notes[one].id.cmp(&document.notes[other].id));
        let notes = note_places.iter().map(|&at| {
            let note = &document.notes[at];
            let paragraphs = note.blocks.iter();
            let paragraphs = paragraphs.map(|block| said(document, block, 0, exactness));
            (note.id.clone(), paragraphs.collect())
        });
        let notes = notes.collect();
        let front = FrontKey::ALL.map(|key| {
            let content = document.front.text(key);
            content.map_or_else(Vec::new, |content| pieces(document, content, Revision::NONE))
        });
        Self {
            blocks,
            places,
            remarks: document.blocks.iter().flat_map(remarks).collect(),
            notes,
            note_places,
            front: front.into(),
        }
    }

    /// The first and last of the blocks and notes in which another document differs from this one.
    pub(super) fn difference(&self, other: &Self) -> Option<Difference> {
        let blocks = differing(&self.blocks, &other.blocks);
        let notes = differing(&self.notes, &other.notes);
        let same = self.front == other.front && self.remarks == other.remarks;
        if blocks.is_none() && notes.is_none() && same {
            return None;
        }
        let place = |at: usize| self.places.get(at).copied();
        let blocks = blocks.map(|range| {
            let start = place(range.start).unwrap_or(self.places.len());
            let last = range.end.checked_sub(1).filter(|last| *last >= range.start);
            start..last.and_then(place).map_or(start, |last| last + 1)
        });
        Some(Difference {
            blocks: blocks.unwrap_or(0..0),
            notes: notes.map_or_else(Vec::new, |notes| {
                let places = notes.filter_map(|at| self.note_places.get(at).copied());
                places.collect()
            }),
        })
    }
}

/// How many blocks each stands in that are more than their words make of them: a call holds nothing,
/// and what was a call may hold what stands further in.
fn depths_among_labels(blocks: &[&Block], depths: &[u8]) -> Vec<u8> {
    let mut holders: Vec<(u8, bool)> = Vec::new();
    let counted = blocks.iter().zip(depths).map(|(block, &depth)| {
        while holders.last().is_some_and(|(holder, _)| *holder >= depth) {
            holders.pop();
        }
        let among = holders.iter().filter(|(_, is_by_words)| !is_by_words).count();
        holders.push((depth, block.kind.is_by_words()));
        among as u8
    });
    counted.collect()
}

/// Whether a block is an empty paragraph, which no source can say.
fn is_nothing(block: &Block) -> bool {
    matches!(
        block.kind,
        BlockKind::Paragraph | BlockKind::Formula | BlockKind::Clause
    ) && block.label.is_none()
        && block.anchor.is_none()
        && block.mark.is_none()
        && block.content.iter().all(|inline| match &inline.kind {
            InlineKind::Text(text) => text.trim_matches(' ').is_empty(),
            InlineKind::SourceComment(_) => true,
            InlineKind::LineBreak
            | InlineKind::NoteReference(_)
            | InlineKind::CrossReference(_)
            | InlineKind::Comment(_) => false,
        })
}

/// The comments of the source in and around a block.
fn remarks(block: &Block) -> Vec<String> {
    match &block.kind {
        BlockKind::SourceComment(text) => vec![text.clone()],
        BlockKind::Table(table) => table
            .comments
            .iter()
            .map(|comment| comment.text.clone())
            .collect(),
        _ => {
            let inside = block.content.iter().filter_map(|inline| match &inline.kind {
                InlineKind::SourceComment(text) => Some(text.clone()),
                _ => None,
            });
            inside.collect()
        }
    }
}

fn differing<T: PartialEq>(wanted: &[T], found: &[T]) -> Option<Range<usize>> {
    let same = |(one, other): &(&T, &T)| one == other;
    let head = wanted.iter().zip(found).take_while(same).count();
    if head == wanted.len() && head == found.len() {
        return None;
    }
    let tail = wanted[head..].iter().rev().zip(found[head..].iter().rev());
    let tail = tail.take_while(same).count();
    Some(head..wanted.len() - tail)
}

fn said(document: &Document, block: &Block, depth: u8, exactness: Exactness) -> Said {
    let whole = block.revision;
    let mut said = Vec::new();
    for run in block.label.iter().flat_map(|label| &label.runs) {
        let state = state(document, run.revision.within(whole));
        said.push(format!("label {} {state}", run.text.trim()));
    }
    said.extend(pieces(document, &block.content, whole));
    if let BlockKind::Table(table) = &block.kind {
        for row in &table.rows {
            let around = row.revision.within(whole);
            said.push(format!("row {}", state(document, around)));
            for cell in &row.cells {
                said.push(format!("cell {:?}", cell.extent));
                for paragraph in &cell.paragraphs {
                    said.push("paragraph".to_owned());
                    said.extend(pieces(
                        document,
                        &paragraph.content,
                        paragraph.revision.within(around),
                    ));
                }
            }
        }
    }
    said.push(format!("mark {}", state(document, block.mark.within(whole))));
    said.extend(block.anchor.iter().map(|anchor| format!("name {}", anchor.id)));
    Said {
        kinds: [View::Original, View::Final].map(|view| kind(block, view, exactness)),
        depth,
        readings: [0, 1].map(|side| {
            let view = [View::Original, View::Final][side];
            let text = plain_text(&block.content, view, whole, "\u{FFFC}");
            match exactness.spaces[side] {
                true => text,
                false => text.replace(' ', ""),
            }
        }),
        pieces: said,
    }
}

/// A kind without what is compared by itself.
fn kind(block: &Block, view: View, exactness: Exactness) -> String {
    // Marks around its text and at its paragraph mark take a block away as a line mark does.
    let is_there = || {
        block.mark.is_none()
            || view.admits(block.mark)
            || block.label_text(view).is_some()
            || !block.text(view).is_empty()
    };
    if !view.admits(block.revision) || !is_there() {
        return String::new();
    }
    match block.kind_in(view) {
        BlockKind::Table(table) => format!("table {} {:?}", table.head_rows, table.alignments()),
        BlockKind::Picture(picture) => format!("picture {} {}", picture.alternative, picture.file),
        other if !exactness.kinds && other.is_by_words() => "text".to_owned(),
        other => format!("{other:?}"),
    }
}

/// Who did what when; `-` where nothing was done.
fn state(document: &Document, revision: Revision) -> String {
    let of = |id: Option<ChangeId>| {
        id.map(|id| {
            let change = document.change(id);
            let mut hands: Vec<AuthorId> = change.hands.clone();
            hands.sort_unstable();
            let made: Option<Timestamp> = change.made(&document.front);
            let moved = change.moved.map(|moved| &document.moves[moved.0 as usize]);
            let kind = match change.kind {
                ChangeKind::Insertion => '+',
                ChangeKind::Deletion => '-',
            };
            format!("{kind}{hands:?}{made:?}{moved:?}")
        })
    };
    format!("{:?} {:?}", of(revision.inserted), of(revision.deleted))
}

/// The pieces of a text, those of one state, style and link together. Spaces belong to the readings:
/// which of two neighbours has one in the markup says nothing.
fn pieces(document: &Document, content: &[Inline], whole: Revision) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut like: Option<&Inline> = None;
    let flush = |text: &mut String, like: Option<&Inline>, pieces: &mut Vec<String>| {
        if let (false, Some(like)) = (text.is_empty(), like) {
            let style: TextStyle = like.style;
            let state = state(document, like.revision.within(whole));
            let text = std::mem::take(text);
            pieces.push(format!("text {text:?} {style:?} {:?} {state}", like.link));
        }
    };
    for inline in content {
        if let InlineKind::Text(run) = &inline.kind {
            let bare = run.chars().filter(|c| *c != ' ');
            if run.trim_matches(' ').is_empty() {
                continue;
            }
            let same = |other: &&Inline| {
                other.style == inline.style
                    && other.link == inline.link
                    && state(document, other.revision.within(whole))
                        == state(document, inline.revision.within(whole))
            };
            if like.filter(same).is_none() {
                flush(&mut text, like, &mut pieces);
                like = Some(inline);
            }
            text.extend(bare);
            continue;
        }
        if matches!(inline.kind, InlineKind::SourceComment(_)) {
            continue;
        }
        flush(&mut text, like, &mut pieces);
        like = None;
        let around = state(document, inline.revision.within(whole));
        pieces.push(match &inline.kind {
            InlineKind::LineBreak => format!("break {around}"),
            InlineKind::NoteReference(note) => format!("note {} {around}", note.id),
            InlineKind::CrossReference(reference) => format!("reference {reference:?} {around}"),
            InlineKind::Comment(comment) => {
                format!("comment {} {:?} {:?}", comment.text, comment.hands, comment.date)
            }
            InlineKind::Text(_) | InlineKind::SourceComment(_) => continue,
        });
    }
    flush(&mut text, like, &mut pieces);
    pieces
}
