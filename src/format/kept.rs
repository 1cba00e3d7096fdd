//! Backslashes that keep signs from being told to look like marks: they stay, since without them what is
//! written would bring a finding that its source did not bring.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use super::nesting::Run;
use crate::model::{Inline, InlineKind};
use crate::source::{Span, TextMap};
use crate::syntax::signs_told;

/// A run in pieces: the signs in it that have a backslash in the source and would be told without it are
/// written as they are there.
pub(super) fn kept(run: Run<'_>) -> Vec<Run<'_>> {
    let InlineKind::Text(text) = &run.inline.kind else {
        return vec![run];
    };
    let escaped = escaped(text, &run.inline);
    if run.literal || escaped.is_empty() {
        return vec![run];
    }
    let piece = |text: &str, literal: bool| Run {
        inline: Cow::Owned(Inline {
            kind: InlineKind::Text(text.to_owned()),
            span: Span::NONE,
            map: TextMap::default(),
            ..run.inline.as_ref().clone()
        }),
        literal,
    };
    let mut pieces = Vec::with_capacity(2 * escaped.len() + 1);
    let mut from = 0;
    for at in escaped {
        pieces.push(piece(&text[from..at], false));
        pieces.push(piece(&format!("\\{}", &text[at..=at]), true));
        from = at + 1;
    }
    pieces.push(piece(&text[from..], false));
    pieces.retain(|piece| !matches!(&piece.inline.kind, InlineKind::Text(text) if text.is_empty()));
    pieces
}

/// Where the signs stand that have a backslash in the source and would be told without it.
fn escaped(text: &str, inline: &Inline) -> Vec<usize> {
    if inline.span == Span::NONE {
        return Vec::new();
    }
    let place = |at: usize| match at < text.len() {
        true => inline.map.offset(inline.span.start, at),
        false => inline.span.end,
    };
    // A sign alone is one byte in the source, and two with its backslash.
    let is_escaped = |at: &usize| place(at + 1).checked_sub(place(*at)) == Some(2);
    let signs = text.match_indices(|c: char| c.is_ascii_punctuation() && c != '\\');
    let mut escaped: Vec<usize> = signs.map(|(at, _)| at).filter(is_escaped).collect();
    if !escaped.is_empty() {
        let told = Covered::by(signs_told(text));
        let sign = |at: usize| text.as_bytes()[at];
        // Many findings say it for the first of their kind alone.
        let signs: BTreeSet<u8> = escaped
            .iter()
            .filter(|at| told.covers(**at))
            .map(|at| sign(*at))
            .collect();
        escaped.retain(|at| signs.contains(&sign(*at)));
    }
    escaped
}

/// Where ranges lie: their starts in order, each with the last end of those up to it.
struct Covered(Vec<(usize, usize)>);

impl Covered {
    fn by(ranges: Vec<Range<usize>>) -> Self {
        let mut ends: Vec<(usize, usize)> =
            ranges.into_iter().map(|range| (range.start, range.end)).collect();
        ends.sort_unstable();
        let mut last = 0;
        for (_, end) in &mut ends {
            last = last.max(*end);
            *end = last;
        }
        Self(ends)
    }

    fn covers(&self, at: usize) -> bool {
        let behind = self.0.partition_point(|(start, _)| *start <= at);
        behind.checked_sub(1).is_some_and(|last| self.0[last].1 > at)
    }
}

#[cfg(test)]
mod tests {
    use crate::format::{FormatOptions, print};
    use crate::source::Source;
    use crate::syntax;

    #[test]
    fn a_backslash_before_what_would_be_told_stays_and_others_go() {
        let formatted = |text: &str| {
            let (document, found) = syntax::parse(&Source::new("r.plen", text));
            assert_eq!(found.finish(), [], "{text}");
            print(&document, &FormatOptions::default())
        };
        for text in [
            "see \\_word\\_ and \\++text++.\n",
            "see \\{there} and H\\~2~O.\n",
            "\\<b> and \\<i>, x\\~2~ and y\\~3~.\n",
            "see \\_a\\_ and \\_b\\_.\n",
            "an *x \\<b>* and\\\n10\\^6.\n",
            "| \\{there} | \\_b\\_ |\n|----------|-------|\n| a        | b     |\n",
        ] {
            assert_eq!(formatted(text), text);
        }
        assert_eq!(formatted("see \\_a and \\+ b.\n"), "see _a and + b.\n");
        // No growth in the square of what is escaped.
        let long = "\\{a} ".repeat(20_000);
        assert_eq!(
            formatted(&format!("{}.\n", long.trim_end())),
            format!("{}.\n", long.trim_end())
        );
    }
}
