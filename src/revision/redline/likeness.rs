//! Which blocks of two versions may be the same block, and how likely that is.

use super::atoms::Vocabulary;
use super::subject::{Subject, label};
use crate::model::{Block, BlockKind, Inline, InlineKind};

/// The least that two texts must have in common to be versions of one another.
const PAIRED_FROM: f64 = 0.40;

/// Calls with the same words are told apart by what stands under them, at this weight.
const SECTION_SHARE: f64 = 0.1;
const SAME_LABEL: f64 = 0.05;
const SAME_HEAD: f64 = 0.03;

/// Whether two blocks can be one block in two versions: a change of kind is a deletion and an
/// insertion, but a clause may gain or lose its label.
pub(super) fn same_kind(old: &Block, new: &Block) -> bool {
    let labelled = |kind: &BlockKind| matches!(kind, BlockKind::Clause | BlockKind::Paragraph);
    old.depth == new.depth
        && match (&old.kind, &new.kind) {
            (BlockKind::Heading { level: a }, BlockKind::Heading { level: b }) => a == b,
            (BlockKind::NumberLine(a), BlockKind::NumberLine(b)) => a == b,
            (BlockKind::Proposal(a), BlockKind::Proposal(b)) => a == b,
            (BlockKind::Caption(a), BlockKind::Caption(b)) => a == b,
            (BlockKind::Picture(a), BlockKind::Picture(b)) => {
                a.file == b.file && a.alternative == b.alternative
            }
            (a, b) if labelled(a) && labelled(b) => true,
            (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
        }
}

/// Whether a block is a text without words, which a comment may stand in.
fn says_nothing(block: &Block) -> bool {
    let is_silent = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) => text.trim().is_empty(),
        InlineKind::Comment(_) | InlineKind::SourceComment(_) => true,
        InlineKind::LineBreak | InlineKind::NoteReference(_) | InlineKind::CrossReference(_) => false,
    };
    let is_text = !matches!(
        block.kind,
        BlockKind::Table(_) | BlockKind::Picture(_) | BlockKind::Rule
    );
    is_text && block.label.is_none() && block.content.iter().all(is_silent)
}

/// How likely it is that two blocks, with what stands under them, are one in two versions; none
/// where they are not.
pub(super) fn likeness(
    old: (&Subject<'_>, usize),
    new: (&Subject<'_>, usize),
    vocabulary: &mut Vocabulary,
) -> Option<f64> {
    let (a, b) = (&old.0.blocks[old.1], &new.0.blocks[new.1]);
    // A block of which one version has nothing is none there.
    if !same_kind(a, b) || says_nothing(a) != says_nothing(b) {
        return None;
    }
    let named = matches!((&a.anchor, &b.anchor), (Some(x), Some(y)) if x.id == y.id);
    let equal = old.0.prints[old.1] == new.0.prints[new.1];
    let mut score = if equal {
        1.0
    } else {
        text_likeness(old, new, named, vocabulary)?
    };
    if named {
        score += 1.0;
    }
    if matches!(a.kind, BlockKind::Call | BlockKind::Heading { .. }) {
        let sections = (
            old.0.section_words(old.1, vocabulary),
            new.0.section_words(new.1, vocabulary),
        );
        score += SECTION_SHARE * sections.0.likeness(sections.1);
    } else if old.0.head_print(old.1) == new.0.head_print(new.1) {
        score += SAME_HEAD;
    }
    if label(a) == label(b) {
        score += SAME_LABEL;
    }
    Some(score)
}

fn text_likeness(
    old: (&Subject<'_>, usize),
    new: (&Subject<'_>, usize),
    named: bool,
    vocabulary: &mut Vocabulary,
) -> Option<f64> {
    let (left, right) = (old.0.words(old.1, vocabulary), new.0.words(new.1, vocabulary));
    let floor = floor(&old.0.blocks[old.1].kind);
    let lift = lift(&old.0.blocks[old.1].kind);
    if !named && lift + left.likeness_at_most(right) < floor {
        return None;
    }
    let shared = left.shared(right);
    let alike = left.likeness(right);
    if named {
        return Some(alike);
    }
    let (shortest, longest) = (
        left.list.len().min(right.list.len()),
        left.list.len().max(right.list.len()),
    );
    // One word in common makes no pair of two longer texts.
    if lift == 0.0 && shared < 2 && (shortest > 2 || longest > 6) {
        return None;
    }
    (lift + alike >= floor).then_some(lift + alike)
}

/// What has its fixed place in every text is paired even where its words differ.
fn lift(kind: &BlockKind) -> f64 {
    match kind {
        BlockKind::Title | BlockKind::PlaceDate | BlockKind::Formula | BlockKind::History => 0.45,
        BlockKind::NumberLine(_) | BlockKind::Proposal(_) | BlockKind::Reasons | BlockKind::Caption(_) => {
            0.25
        }
        BlockKind::Rule | BlockKind::Picture(_) => 0.5,
        BlockKind::Heading { .. }
        | BlockKind::Call
        | BlockKind::Clause
        | BlockKind::Paragraph
        | BlockKind::Note
        | BlockKind::Table(_)
        | BlockKind::SourceComment(_) => 0.0,
    }
}

fn floor(kind: &BlockKind) -> f64 {
    match kind {
        BlockKind::Call | BlockKind::Heading { .. } => 0.5,
        BlockKind::Table(_) => 0.3,
        BlockKind::NumberLine(_)
        | BlockKind::Title
        | BlockKind::PlaceDate
        | BlockKind::Proposal(_)
        | BlockKind::Reasons
        | BlockKind::Formula
        | BlockKind::Clause
        | BlockKind::Paragraph
        | BlockKind::Note
        | BlockKind::History
        | BlockKind::Caption(_)
        | BlockKind::Picture(_)
        | BlockKind::Rule
        | BlockKind::SourceComment(_) => PAIRED_FROM,
    }
}
