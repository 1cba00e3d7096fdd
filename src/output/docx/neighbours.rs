//! Insertions that meet at a paragraph mark.
//!
//! Where one paragraph ends in text and the next begins with text that one hand inserted, while the
//! mark between them is older, LibreOffice takes both for one insertion and refuses the mark with
//! them. Where one of the two is half of a replacement, its halves change places: the deleted half
//! then stands at the mark. Readings, hands and dates stay as they are.

use std::borrow::Cow;

use super::paragraph_marks::{ParagraphEnd, Written, runs_on};
use crate::layout::{Flow, FlowBlock, Paragraph, Run};

/// The paragraph of a block with its halves in place; `ends` are those of all blocks.
pub(super) fn parted<'f>(flow: &'f Flow, ends: &[ParagraphEnd], block: usize) -> Option<Cow<'f, Paragraph>> {
    let FlowBlock::Paragraph(paragraph) = flow.body.get(block)? else {
        return None;
    };
    if flow.changes.is_empty() {
        return Some(Cow::Borrowed(paragraph));
    }
    if meets_next(flow, ends, block)
        && let Some((deleted, inserted)) = replaced_tail(&paragraph.runs)
    {
        let mut parted = paragraph.clone();
        parted.runs[deleted..].rotate_left(inserted - deleted);
        return Some(Cow::Owned(parted));
    }
    if block > 0
        && meets_next(flow, ends, block - 1)
        && !has_replaced_tail(flow, block - 1)
        && let Some((deleted, end)) = replaced_head(&paragraph.runs)
    {
        let mut parted = paragraph.clone();
        parted.runs[..end].rotate_left(deleted);
        return Some(Cow::Owned(parted));
    }
    Some(Cow::Borrowed(paragraph))
}

/// Whether the insertion at the end of a block would join with that at the start of the next.
fn meets_next(flow: &Flow, ends: &[ParagraphEnd], block: usize) -> bool {
    let (Some(FlowBlock::Paragraph(above)), Some(FlowBlock::Paragraph(below))) =
        (flow.body.get(block), flow.body.get(block + 1))
    else {
        return false;
    };
    ends[block].mark.inserted.is_none() && runs_on(&Written::of(flow, above), &Written::of(flow, below))
}

fn has_replaced_tail(flow: &Flow, block: usize) -> bool {
    match flow.body.get(block) {
        Some(FlowBlock::Paragraph(paragraph)) => replaced_tail(&paragraph.runs).is_some(),
        _ => false,
    }
}

/// Where a deleted half and the inserted half behind it begin, at the end of the runs.
fn replaced_tail(runs: &[Run]) -> Option<(usize, usize)> {
    let inserted = runs
        .iter()
        .rposition(|run| !is_inserted(run))
        .map(|last| last + 1)?;
    let deleted = runs[..inserted]
        .iter()
        .rposition(|run| !is_deleted(run))
        .map_or(0, |last| last + 1);
    (deleted < inserted && inserted < runs.len()).then_some((deleted, inserted))
}

/// Where the deleted half behind an inserted one begins and ends, at the start of the runs.
fn replaced_head(runs: &[Run]) -> Option<(usize, usize)> {
    let deleted = runs.iter().position(|run| !is_inserted(run))?;
    let end = runs[deleted..]
        .iter()
        .position(|run| !is_deleted(run))
        .map_or(runs.len(), |end| deleted + end);
    (0 < deleted && deleted < end).then_some((deleted, end))
}

fn is_inserted(run: &Run) -> bool {
    run.revision.inserted.is_some()
}

fn is_deleted(run: &Run) -> bool {
    run.revision.deleted.is_some() && run.revision.inserted.is_none()
}

#[cfg(test)]
mod tests {
    use super::super::sample::{DELETED, INSERTED, PLAIN, flow, paragraph, text};
    use super::*;
    use crate::house::ParagraphStyle;

    fn words(runs: &[(&str, crate::model::Revision)]) -> FlowBlock {
        let runs = runs
            .iter()
            .map(|(word, revision)| text(word, *revision))
            .collect();
        FlowBlock::Paragraph(paragraph(ParagraphStyle::Normal, runs, PLAIN))
    }

    fn order(body: Vec<FlowBlock>) -> Vec<String> {
        let flow = flow(body);
        let ends = vec![ParagraphEnd::plain(ParagraphStyle::Normal); flow.body.len()];
        let line = |block| {
            let paragraph = parted(&flow, &ends, block).expect("a paragraph");
            let texts = paragraph.runs.iter().map(|run| match &run.content {
                crate::layout::RunContent::Text(text) => text.as_str(),
                _ => "",
            });
            texts.collect()
        };
        (0..flow.body.len()).map(line).collect()
    }

    #[test]
    fn the_deleted_half_of_a_replacement_parts_two_insertions() {
        let ends_replaced = words(&[("a", PLAIN), (",", DELETED), (";", INSERTED)]);
        let starts_inserted = words(&[("2", INSERTED), (" b", PLAIN)]);
        let starts_replaced = words(&[("2", INSERTED), ("3", DELETED), (" b", PLAIN)]);
        let ends_inserted = words(&[("a", PLAIN), (";", INSERTED)]);
        assert_eq!(
            order(vec![ends_replaced.clone(), starts_inserted.clone()]),
            ["a;,", "2 b"]
        );
        assert_eq!(
            order(vec![ends_inserted, starts_replaced.clone()]),
            ["a;", "32 b"]
        );
        assert_eq!(order(vec![ends_replaced, starts_replaced]), ["a;,", "23 b"]);
    }

    #[test]
    fn elsewhere_the_halves_stay_as_written() {
        let ends_replaced = words(&[("a", PLAIN), (",", DELETED), (";", INSERTED)]);
        let starts_kept = words(&[("b", PLAIN)]);
        assert_eq!(order(vec![ends_replaced, starts_kept]), ["a,;", "b"]);
    }
}
