//! One version of a document, prepared for comparison: subtrees, words, and what stands under
//! what.

use std::cell::OnceCell;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::atoms::Vocabulary;
use super::words::{folded, pieces};
use crate::model::{Block, BlockKind, Inline, InlineKind, Table, View};

/// The words of a stretch of text, sorted, label left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) list: Vec<u32>,
}

impl Words {
    /// How much two texts have in common, from 0 to 1 (Dice).
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        let all = self.list.len() + other.list.len();
        if all == 0 {
            return 1.0;
        }
        2.0 * self.shared(other) as f64 / all as f64
    }

    /// How many words two texts share, each as often as both have it.
    pub(super) fn shared(&self, other: &Self) -> usize {
        let (mut i, mut j, mut shared) = (0, 0, 0);
        while i < self.list.len() && j < other.list.len() {
            match self.list[i].cmp(&other.list[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
            }
        }
        shared
    }

    /// The most that [`Words::likeness`] can be, from the lengths alone.
    pub(super) fn likeness_at_most(&self, other: &Self) -> f64 {
        let (a, b) = (self.list.len(), other.list.len());
        if a + b == 0 {
            1.0
        } else {
            2.0 * a.min(b) as f64 / (a + b) as f64
        }
    }
}

/// A list of blocks under comparison.
pub(super) struct Subject<'d> {
    pub(super) blocks: &'d [Block],
    /// Where the subtree of each block ends.
    ends: Vec<usize>,
    /// A number for what each subtree says, labels and ids left out.
    pub(super) prints: Vec<u64>,
    /// The call, heading or number line that each block stands under.
    heads: Vec<Option<usize>>,
    words: Vec<OnceCell<Words>>,
    own_words: Vec<OnceCell<Words>>,
    section_words: Vec<OnceCell<Words>>,
}

impl<'d> Subject<'d> {
    pub(super) fn new(blocks: &'d [Block]) -> Self {
        let ends = subtree_ends(blocks);
        let own: Vec<u64> = blocks.iter().map(own_print).collect();
        let prints = (0..blocks.len())
            .map(|at| {
                let mut hasher = DefaultHasher::new();
                for inner in at..ends[at] {
                    own[inner].hash(&mut hasher);
                    (blocks[inner].depth - blocks[at].depth.min(blocks[inner].depth)).hash(&mut hasher);
                }
                hasher.finish()
            })
            .collect();
        let mut head = None;
        let heads = blocks.iter().enumerate().map(|(at, block)| {
            let over = head;
            if is_head(&block.kind) {
                head = Some(at);
            }
            over
        });
        Self {
            blocks,
            prints,
            heads: heads.collect(),
            words: vec![OnceCell::new(); blocks.len()],
            own_words: vec![OnceCell::new(); blocks.len()],
            section_words: vec![OnceCell::new(); blocks.len()],
            ends,
        }
    }

    /// The blocks that stand directly in a range: its subtrees' first blocks.
    pub(super) fn members(&self, range: std::ops::Range<usize>) -> Vec<usize> {
        let mut members = Vec::new();
        let mut at = range.start;
        while at < range.end {
            members.push(at);
            at = self.ends[at];
        }
        members
    }

    pub(super) fn children(&self, at: usize) -> Vec<usize> {
        self.members(at + 1..self.ends[at])
    }

    /// The words of a block and of all that stands under it.
    pub(super) fn words(&self, at: usize, vocabulary: &mut Vocabulary) -> &Words {
        if self.words[at].get().is_none() {
            let words = words_of(&self.blocks[at..self.ends[at]], vocabulary);
            let _ = self.words[at].set(words);
        }
        self.words[at].get_or_init(Words::default)
    }

    /// The words of a block alone.
    pub(super) fn own_words(&self, at: usize, vocabulary: &mut Vocabulary) -> &Words {
        if self.own_words[at].get().is_none() {
            let _ = self.own_words[at].set(words_of(&self.blocks[at..=at], vocabulary));
        }
        self.own_words[at].get_or_init(Words::default)
    }

    /// The words of the section that a call or heading opens, up to the next one.
    pub(super) fn section_words(&self, at: usize, vocabulary: &mut Vocabulary) -> &Words {
        if self.section_words[at].get().is_none() {
            let rest = &self.blocks[at + 1..];
            let length = rest
                .iter()
                .position(|block| is_head(&block.kind))
                .unwrap_or(rest.len());
            let _ = self.section_words[at].set(words_of(&rest[..length], vocabulary));
        }
        self.section_words[at].get_or_init(Words::default)
    }

    /// What the head over a block says.
    pub(super) fn head_print(&self, at: usize) -> Option<u64> {
        self.heads[at].map(|head| self.prints[head])
    }
}

/// Whether a block opens a section.
pub(super) fn is_head(kind: &BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Call | BlockKind::Heading { .. } | BlockKind::NumberLine(_) | BlockKind::Proposal(_)
    )
}

fn subtree_ends(blocks: &[Block]) -> Vec<usize> {
    let mut ends = vec![blocks.len(); blocks.len()];
    let mut open: Vec<usize> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        while let Some(&last) = open.last()
            && blocks[last].depth >= block.depth
        {
            ends[last] = at;
            open.pop();
        }
        open.push(at);
    }
    ends
}

/// A number for what one block says, its label and ids left out.
fn own_print(block: &Block) -> u64 {
    let mut hasher = DefaultHasher::new();
    std::mem::discriminant(&block.kind).hash(&mut hasher);
    match &block.kind {
        BlockKind::Heading { level } => level.hash(&mut hasher),
        BlockKind::NumberLine(instrument) => instrument.kind.hash(&mut hasher),
        BlockKind::Proposal(action) => action.hash(&mut hasher),
        BlockKind::Caption(kind) => kind.hash(&mut hasher),
        BlockKind::Picture(picture) => picture.file.hash(&mut hasher),
        BlockKind::Table(table) => {
            for row in &table.rows {
                u64::MAX.hash(&mut hasher);
                for cell in &row.cells {
                    cell.extent.hash(&mut hasher);
                    for paragraph in &cell.paragraphs {
                        0u8.hash(&mut hasher);
                        print_runs(&paragraph.content, &mut hasher);
                    }
                }
            }
        }
        BlockKind::Title
        | BlockKind::PlaceDate
        | BlockKind::Reasons
        | BlockKind::Formula
        | BlockKind::Call
        | BlockKind::Clause
        | BlockKind::Paragraph
        | BlockKind::Note
        | BlockKind::History
        | BlockKind::Rule
        | BlockKind::SourceComment(_) => {}
    }
    print_runs(&block.content, &mut hasher);
    hasher.finish()
}

fn print_runs(content: &[Inline], hasher: &mut DefaultHasher) {
    for inline in content {
        match &inline.kind {
            InlineKind::Text(text) => folded(text).hash(hasher),
            InlineKind::LineBreak => 1u8.hash(hasher),
            InlineKind::NoteReference(_) => 2u8.hash(hasher),
            InlineKind::CrossReference(_) => 3u8.hash(hasher),
            InlineKind::Comment(_) | InlineKind::SourceComment(_) => {}
        }
    }
}

fn words_of(blocks: &[Block], vocabulary: &mut Vocabulary) -> Words {
    let runs = blocks.iter().flat_map(|block| {
        let table = match &block.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        };
        let cells = table.into_iter().flat_map(Table::inlines);
        block.content.iter().chain(cells)
    });
    words_of_runs(runs, vocabulary)
}

/// The words of some runs.
pub(super) fn words_of_runs<'d>(
    runs: impl IntoIterator<Item = &'d Inline>,
    vocabulary: &mut Vocabulary,
) -> Words {
    let mut list = Vec::new();
    for inline in runs {
        if let InlineKind::Text(text) = &inline.kind {
            let words = pieces(text).into_iter().filter(|piece| piece.class.is_word());
            list.extend(words.map(|piece| vocabulary.key(&folded(&text[piece.start..piece.end]))));
        }
    }
    list.sort_unstable();
    Words { list }
}

/// The label of a block that carries no marks.
pub(super) fn label(block: &Block) -> Option<String> {
    block.label_text(View::Final)
}
