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
mod lines;
mod patch;
mod pieces;
mod refusal;
mod relined;
mod splice;
mod table;

use crate::diagnostic::{Edit, apply};
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
    /// What changed, where the block says more than it did.
    Patch,
    /// What changed, with blank lines around the block.
    Apart,
    /// The same, at the indent that is printed for its level.
    Moved,
    /// The block.
    Print,
    /// The block, with blank lines around it.
    SetApart,
}

/// So many blocks further above are written anew where nothing else reads back.
const HOLDERS: usize = 8;

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
    let canon = |document: &Document| check::Canon::of(document, exactness);
    let target = canon(&wanted.document);
    let mut printed = compose::Prints::default();
    let plain = source.plain_text();
    loop {
        let mut edits = compose::edits(&plain, document, wanted, &tiers, &note_tiers, &mut printed);
        if source.line_break() == "\r" {
            for edit in &mut edits {
                edit.text = edit.text.replace('\n', "\r");
            }
        }
        let text = apply(source.text(), &edits);
        let written = Source::new(source.name(), text);
        let (result, findings) = syntax::parse(&written);
        let Some(differing) = target.difference(&canon(&result)) else {
            refusal::no_new_errors((source, document), (&written, &result, findings))?;
            return Ok(edits);
        };
        let mut higher = false;
        for at in differing.blocks.clone() {
            higher |= raise(&mut tiers, at);
        }
        // The block above may have swallowed the first of them, or hold it as it should not.
        let is_printed =
            |at: &usize| !matches!(wanted.document.blocks[*at].kind, BlockKind::SourceComment(_));
        let mut above = (0..differing.blocks.start).rev().filter(is_printed);
        if let (false, Some(above)) = (higher, above.next()) {
            higher |= raise(&mut tiers, above);
        }
        for &at in &differing.notes {
            higher |= raise(&mut note_tiers, at);
        }
        // How deep they stand is told by the indents of those further above.
        let holder = above.take(HOLDERS).find(|&at| tiers[at] < Tier::SetApart);
        if let (false, false, Some(holder)) = (higher, differing.blocks.is_empty(), holder) {
            tiers[holder] = Tier::SetApart;
            higher = true;
        }
        if !higher {
            return Err(Box::new(Refusal::differs(document, wanted, &differing)));
        }
    }
}

impl Tier {
    /// Whether all that stays of the block keeps its bytes.
    fn keeps_bytes(self) -> bool {
        self < Self::Print
    }

    fn is_apart(self) -> bool {
        matches!(self, Self::Apart | Self::Moved | Self::SetApart)
    }
}

fn raise(tiers: &mut [Tier], at: usize) -> bool {
    let Some(tier) = tiers.get_mut(at) else {
        return false;
    };
    let next = match *tier {
        Tier::Bare => Tier::Splice,
        Tier::Splice => Tier::Guarded,
        Tier::Guarded => Tier::Patch,
        Tier::Patch => Tier::Apart,
        Tier::Apart => Tier::Moved,
        Tier::Moved => Tier::Print,
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
