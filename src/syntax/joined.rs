//! Paragraphs that a reading has as one: the words of all their parts say what the first of them is
//! there.

use std::collections::BTreeMap;

use crate::model::{Block, Inline, InlineKind, Reading, View};

/// What some blocks are part of in each reading that has them as one with blocks below them, by a
/// key of the block.
#[derive(Debug, Default)]
pub(crate) struct JoinedBlocks(BTreeMap<usize, Joined>);

/// What a block is part of in each reading that has it as one with blocks below it.
#[derive(Debug, Default)]
pub(crate) struct Joined {
    original: Option<Whole>,
    settled: Option<Whole>,
}

/// A paragraph of several blocks.
#[derive(Debug)]
pub(crate) struct Whole {
    pub(super) text: String,
    /// Whether it is written on one line where the parts are put together.
    pub(super) one_line: bool,
    /// Whether a blank line follows its first part, as canonical form has one.
    pub(super) apart: bool,
}

impl JoinedBlocks {
    /// Of the blocks of a source, by the places where they begin.
    pub(super) fn of_source(source: &str, blocks: &[Block]) -> Self {
        let one_line = |block: &Block| {
            let lines = source.get(block.span.range());
            lines.is_some_and(|lines| !lines.contains('\n'))
        };
        let apart = |block: &Block| {
            let rest = source.get(block.span.end as usize..).unwrap_or_default();
            let below = rest.split('\n').nth(1).unwrap_or_default().trim_start();
            below.is_empty() || below.starts_with("%%")
        };
        Self::of(blocks, |at| blocks[at].span.start as usize, one_line, apart)
    }

    /// Of the blocks of a document that is printed, by their places.
    pub(crate) fn of_document(blocks: &[Block]) -> Self {
        Self::of(blocks, |at| at, |_| true, |_| true)
    }

    /// Of blocks, those whose words alone say what they are. `key` names a block by its place,
    /// `one_line` and `apart` say how the first part is written: where lines end in the others is a matter
    /// of their width.
    fn of(
        blocks: &[Block],
        key: impl Fn(usize) -> usize,
        one_line: impl Fn(&Block) -> bool,
        apart: impl Fn(&Block) -> bool,
    ) -> Self {
        let mut joined: BTreeMap<usize, Joined> = BTreeMap::new();
        if blocks.iter().all(|block| block.mark.is_none()) {
            return Self(joined);
        }
        for view in [View::Original, View::Final] {
            for passage in Reading::of(blocks, view).passages() {
                let last = passage.parts().last().map_or(passage.at(), |(at, _)| at);
                let first = passage.first();
                if last == passage.at() || first.label.is_some() || !first.kind.is_by_words() {
                    continue;
                }
                let whole = Whole {
                    text: passage.text(),
                    one_line: one_line(first) && passage.parts().all(|(_, part)| !is_broken(part)),
                    apart: apart(first),
                };
                let joined = joined.entry(key(passage.at())).or_default();
                match view {
                    View::Original => joined.original = Some(whole),
                    View::Markup | View::Final => joined.settled = Some(whole),
                }
            }
        }
        Self(joined)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn get(&self, key: usize) -> Option<&Joined> {
        self.0.get(&key)
    }
}

/// Whether a block's text is broken into lines on the page.
fn is_broken(block: &Block) -> bool {
    let is_break = |inline: &Inline| matches!(inline.kind, InlineKind::LineBreak);
    block.content.iter().any(is_break)
}

impl Joined {
    /// In a reading; the markup reads as the final does.
    pub(super) fn in_view(&self, view: View) -> Option<&Whole> {
        match view {
            View::Original => self.original.as_ref(),
            View::Markup | View::Final => self.settled.as_ref(),
        }
    }
}
