//! Emphasis begins and ends with a word: the spaces at its edges are set in none.

use std::borrow::Cow;

use super::nesting::Run;
use crate::model::{Inline, InlineKind};

/// The runs with no emphasis on the spaces at its edges, where stars would set nothing.
pub(super) fn plain_spaces(runs: Vec<Run<'_>>) -> Vec<Run<'_>> {
    let mut runs = runs;
    for style in [Emphasis::Bold, Emphasis::Italic] {
        runs = trimmed(runs, style, false);
        runs.reverse();
        runs = trimmed(runs, style, true);
        runs.reverse();
    }
    runs
}

#[derive(Clone, Copy)]
enum Emphasis {
    Bold,
    Italic,
}

impl Emphasis {
    fn of(self, inline: &Inline) -> bool {
        match self {
            Self::Bold => inline.style.bold,
            Self::Italic => inline.style.italic,
        }
    }

    fn without(self, mut inline: Inline) -> Inline {
        match self {
            Self::Bold => inline.style.bold = false,
            Self::Italic => inline.style.italic = false,
        }
        inline
    }
}

/// Takes the emphasis from spaces that it begins with, or, with the runs `reversed`, ends with.
fn trimmed(runs: Vec<Run<'_>>, emphasis: Emphasis, reversed: bool) -> Vec<Run<'_>> {
    let mut out: Vec<Run<'_>> = Vec::with_capacity(runs.len());
    let mut inside = false;
    for run in runs {
        let is_set = emphasis.of(&run.inline);
        let InlineKind::Text(text) = &run.inline.kind else {
            inside = is_set;
            out.push(run);
            continue;
        };
        let (word, first) = if reversed {
            let end = text.trim_end().len();
            (end > 0, end)
        } else {
            let start = text.len() - text.trim_start().len();
            (start < text.len(), start)
        };
        let begins = is_set && !inside;
        inside = is_set && (inside || word);
        let (head, tail) = text.split_at(first);
        let (space, rest) = if reversed { (tail, head) } else { (head, tail) };
        if !begins || space.is_empty() {
            out.push(run);
            continue;
        }
        let part = |text: &str| Inline {
            kind: InlineKind::Text(text.to_owned()),
            ..run.inline.as_ref().clone()
        };
        for inline in [emphasis.without(part(space)), part(rest)] {
            if !matches!(&inline.kind, InlineKind::Text(text) if text.is_empty()) {
                out.push(Run {
                    inline: Cow::Owned(inline),
                    literal: run.literal,
                });
            }
        }
    }
    out
}
