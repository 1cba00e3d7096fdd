//! The one writer of edits: from a document as it was read and a document as it shall be, the
//! smallest edits of the source.
//!
//! Whoever changes a document says what it shall say ([`Wanted`]). Blocks that stay as they are
//! keep their bytes. Of a block that changes, what stays keeps its bytes as well; where that does not
//! read back the block is set apart by blank lines, and only where that does not either is it printed
//! anew. Before any edit is given, the result is read again: it must be what was
//! wanted and may have no error that the source had not.

mod check;
mod compose;
mod front;
mod guards;
mod lines;
mod patch;
mod pieces;
mod refusal;
mod relined;
mod seams;
mod splice;
mod table;

use std::borrow::Cow;

use crate::diagnostic::{Diagnostics, Edit, apply};
use crate::model::{BlockKind, Document};
use crate::revision::Wanted;
use crate::source::{Source, Span};
use crate::syntax;

pub use refusal::Refusal;

/// How much of a block is written anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    /// What changed; a sign that kept its first line from being a form goes, since it may have
    /// become needless.
    #[default]
    Bare,
    /// What changed.
    Splice,
    /// What changed, behind a sign that keeps a paragraph from being a form.
    Guarded,
    /// The same with a sign before each star that is text.
    Starred,
    /// What changed, with blank lines around the block.
    Apart,
    /// The same behind a sign that keeps a paragraph from being a form.
    GuardedApart,
    /// What is printed otherwise than it was, in lines that keep their spelling.
    Patch,
    /// What changed, with blank lines around the block, at the indent that is printed for its level.
    Moved,
    /// What is printed otherwise than it was, with blank lines around the block.
    PatchApart,
    /// The block.
    Print,
    /// The block, with blank lines around it.
    SetApart,
}

/// So many blocks further above are written anew where nothing else reads back.
const HOLDERS: usize = 8;

/// Of so many blocks that were written anew it is tried whether each had to be.
const MOST_LOWERED: usize = 12;

/// The edits of a source that make it say what is wanted, in the order of the source.
///
/// # Errors
///
/// A [`Refusal`] where no way of writing it reads back as what is wanted, or where that would have
/// an error which the source has not.
pub fn rewrite(source: &Source, document: &Document, wanted: &Wanted) -> Result<Vec<Edit>, Box<Refusal>> {
    refusal::no_torn_paragraphs(document, wanted)?;
    refusal::no_torn_columns(document, wanted)?;
    let exact = attempt(source, document, wanted, false);
    // What stands in the way where kinds may follow stands in the way of both.
    exact.or_else(|refusal| match wanted.kinds_follow {
        true => attempt(source, document, wanted, true),
        false => Err(refusal),
    })
}

/// As [`rewrite`]. `kinds_follow` says that calls, formulas and other paragraphs may be what their
/// words and what stands before make of them.
fn attempt(
    source: &Source,
    document: &Document,
    wanted: &Wanted,
    kinds_follow: bool,
) -> Result<Vec<Edit>, Box<Refusal>> {
    let mut tiers = vec![Tier::default(); wanted.document.blocks.len()];
    let mut note_tiers = vec![Tier::default(); wanted.document.notes.len()];
    let exactness = check::Exactness {
        kinds: !kinds_follow,
        spaces: wanted.readings_stay,
    };
    let target = check::Canon::of(&wanted.document, exactness);
    let mut attempt = Attempt {
        source,
        document,
        wanted,
        target,
        exactness,
        plain: source.plain_text(),
        printed: compose::Prints::default(),
    };
    loop {
        let written = attempt.written(&tiers, &note_tiers);
        let Some(differing) = attempt.difference(&written) else {
            let edits = attempt.without_new_errors(written)?;
            return Ok(attempt.lowered(&mut tiers, &note_tiers).unwrap_or(edits));
        };
        if !raise_all(&mut tiers, &mut note_tiers, &differing, &wanted.document) {
            return Err(Box::new(Refusal::differs(document, wanted, &differing)));
        }
    }
}

/// Raises what differs, or what may be the cause of it further above; says whether anything could be.
fn raise_all(
    tiers: &mut [Tier],
    note_tiers: &mut [Tier],
    differing: &check::Difference,
    wanted: &Document,
) -> bool {
    let mut higher = false;
    for at in differing.blocks.clone() {
        higher |= raise(tiers, at);
    }
    // The block above may have swallowed the first of them, or hold it as it should not.
    let is_printed = |at: &usize| !matches!(wanted.blocks[*at].kind, BlockKind::SourceComment(_));
    let mut above = (0..differing.blocks.start).rev().filter(is_printed);
    if let (false, Some(above)) = (higher, above.next()) {
        higher |= raise(tiers, above);
    }
    for &at in &differing.notes {
        higher |= raise(note_tiers, at);
    }
    // How deep they stand is told by the indents of those further above.
    let holder = above.take(HOLDERS).find(|&at| tiers[at] < Tier::SetApart);
    if let (false, false, Some(holder)) = (higher, differing.blocks.is_empty(), holder) {
        tiers[holder] = Tier::SetApart;
        higher = true;
    }
    higher
}

/// What is tried until it reads back.
struct Attempt<'a> {
    source: &'a Source,
    document: &'a Document,
    wanted: &'a Wanted,
    target: check::Canon,
    exactness: check::Exactness,
    plain: Cow<'a, str>,
    printed: compose::Prints,
}

/// A result, and what it reads as.
struct Written {
    edits: Vec<Edit>,
    text: Source,
    document: Document,
    findings: Diagnostics,
}

impl Attempt<'_> {
    fn written(&mut self, tiers: &[Tier], note_tiers: &[Tier]) -> Written {
        let mut edits = compose::edits(
            &self.plain,
            self.document,
            self.wanted,
            tiers,
            note_tiers,
            &mut self.printed,
        );
        if self.source.line_break() == "\r" {
            for edit in &mut edits {
                edit.text = edit.text.replace('\n', "\r");
            }
        }
        let text = Source::new(self.source.name(), apply(self.source.text(), &edits));
        let (document, findings) = syntax::parse(&text);
        Written {
            edits,
            text,
            document,
            findings,
        }
    }

    fn difference(&self, written: &Written) -> Option<check::Difference> {
        self.target
            .difference(&check::Canon::of(&written.document, self.exactness))
    }

    fn without_new_errors(&self, written: Written) -> Result<Vec<Edit>, Box<Refusal>> {
        let result = (&written.text, &written.document, written.findings);
        refusal::no_new_errors((self.source, self.document), result)?;
        Ok(written.edits)
    }

    /// Smaller edits, where blocks were written anew that only stand near the one which had to be.
    fn lowered(&mut self, tiers: &mut [Tier], note_tiers: &[Tier]) -> Option<Vec<Edit>> {
        let raised: Vec<usize> = (0..tiers.len()).filter(|&at| tiers[at] > Tier::Bare).collect();
        if !(2..=MOST_LOWERED).contains(&raised.len()) {
            return None;
        }
        let mut smaller = None;
        for at in raised {
            let enough = tiers[at];
            for lower in [Tier::Bare, Tier::Moved] {
                if lower >= enough {
                    break;
                }
                tiers[at] = lower;
                let written = self.written(tiers, note_tiers);
                let is_right = self.difference(&written).is_none();
                if let Some(Ok(edits)) = is_right.then(|| self.without_new_errors(written)) {
                    smaller = Some(edits);
                    break;
                }
                tiers[at] = enough;
            }
        }
        smaller
    }
}

impl Tier {
    /// Whether all that stays of the block keeps its bytes.
    fn keeps_bytes(self) -> bool {
        self < Self::Print
    }

    /// Whether every star that is text is told so.
    fn escapes_stars(self) -> bool {
        self >= Self::Starred && self != Self::Apart
    }

    fn is_apart(self) -> bool {
        matches!(
            self,
            Self::Apart | Self::GuardedApart | Self::Moved | Self::PatchApart | Self::SetApart
        )
    }

    /// Whether what changed is found by comparing the block as it is printed and was.
    fn compares_prints(self) -> bool {
        matches!(self, Self::Patch | Self::PatchApart)
    }
}

fn raise(tiers: &mut [Tier], at: usize) -> bool {
    let Some(tier) = tiers.get_mut(at) else {
        return false;
    };
    let next = match *tier {
        Tier::Bare => Tier::Splice,
        Tier::Splice => Tier::Guarded,
        Tier::Guarded => Tier::Starred,
        Tier::Starred => Tier::Apart,
        Tier::Apart => Tier::GuardedApart,
        Tier::GuardedApart => Tier::Patch,
        Tier::Patch => Tier::Moved,
        Tier::Moved => Tier::PatchApart,
        Tier::PatchApart => Tier::Print,
        Tier::Print => Tier::SetApart,
        Tier::SetApart => return false,
    };
    *tier = next;
    true
}

/// An edit without what its text has in common with the text that it replaces.
fn trimmed(source: &str, start: usize, end: usize, text: &str) -> Option<Edit> {
    let old = source.get(start..end).unwrap_or_default();
    if old == text {
        return None;
    }
    let same = |(a, b): &(char, char)| a == b;
    let head: usize = old
        .chars()
        .zip(text.chars())
        .take_while(same)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let (old, text) = (&old[head..], &text[head..]);
    let backwards = old.chars().rev().zip(text.chars().rev());
    let tail: usize = backwards.take_while(same).map(|(c, _)| c.len_utf8()).sum();
    Some(Edit {
        span: Span::new(start + head, end - tail),
        text: text[..text.len() - tail].to_owned(),
    })
}
