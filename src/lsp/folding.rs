//! What of a text can be folded away.

use gen_lsp_types::{FoldingRange, FoldingRangeKind};

use super::analysis::Analysis;
use super::outline;
use super::places::Places;

pub(super) fn ranges(analysis: &Analysis, places: &Places<'_>) -> Vec<FoldingRange> {
    let document = analysis.document();
    let front = document
        .front
        .span
        .map(|span| (span.range(), FoldingRangeKind::Imports));
    let entries = outline::entries(analysis).into_iter();
    let entries = entries.map(|entry| (entry.bytes, FoldingRangeKind::Region));
    let notes = document.notes.iter();
    let notes = notes.map(|note| (note.span.range(), FoldingRangeKind::Comment));
    let parts = front.into_iter().chain(entries).chain(notes);
    let mut ranges: Vec<FoldingRange> = Vec::new();
    for (bytes, kind) in parts {
        // A line end behind the last line is no line.
        let text = analysis.text().get(bytes.clone()).unwrap_or_default();
        let end = bytes.start + text.trim_end().len();
        let (first, last) = (places.position(bytes.start).line, places.position(end).line);
        if first < last {
            ranges.push(FoldingRange {
                start_line: first,
                end_line: last,
                kind: Some(kind),
                ..FoldingRange::default()
            });
        }
    }
    ranges.sort_by_key(|range| (range.start_line, std::cmp::Reverse(range.end_line)));
    ranges.dedup_by_key(|range| range.start_line);
    ranges
}
