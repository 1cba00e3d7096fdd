//! Which blocks stand on successive lines, and which need a blank line between them.

use super::attribution::own_marks;
use crate::house::Words;
use crate::model::{
    Block, BlockKind, InlineKind, Language, Ordinal, Revision, View, ends_clause, is_bare_number, plain_text,
};

/// Whether a blank line stands between two blocks.
pub(crate) fn stand_apart(before: &Block, next: &Block) -> bool {
    let is_remark = |block: &Block| matches!(block.kind, BlockKind::SourceComment(_));
    !is_remark(before) && !is_remark(next) && (!before.mark.is_none() || !runs_on(before, next))
}

/// Whether two blocks stand on successive lines.
pub(super) fn runs_on(before: &Block, next: &Block) -> bool {
    use BlockKind::{Clause, NumberLine, PlaceDate, Title};
    match (&before.kind, &next.kind) {
        (Clause, Clause) => !is_taken_for_wrapped(before, next),
        (NumberLine(_), Title) | (Title, PlaceDate) => true,
        _ => false,
    }
}

/// Whether a clause, right below text that does not end, would be taken for a line of that text.
fn is_taken_for_wrapped(before: &Block, next: &Block) -> bool {
    let bare = |block: &Block| {
        let runs = block.label.iter().flat_map(|label| &label.runs);
        let mut runs = runs.map(|run| (run.text.as_str(), run.revision));
        match (runs.next(), runs.next()) {
            (Some((text, Revision::NONE)), None) if is_bare_number(text) => Some(text.to_owned()),
            _ => None,
        }
    };
    // A line mark would be written before it, but not where both stand in what is marked.
    let is_bare = own_marks(next.revision, before.revision).is_none();
    let Some(number) = bare(next).filter(|_| is_bare) else {
        return false;
    };
    // What may have been wrapped stays so, and is told: where numbers are counted, it is a clause.
    let in_doubt = next.label.as_ref().is_some_and(|label| label.in_doubt);
    if in_doubt && next.depth == before.depth && bare(before).is_some() {
        return false;
    }
    let lines = before
        .content
        .iter()
        .any(|inline| matches!(inline.kind, InlineKind::LineBreak));
    if next.depth != before.depth && !lines {
        return false;
    }
    // Whether its line goes on, is told by that line alone, whatever mark the whole block has.
    let texts =
        [View::Original, View::Final].map(|view| plain_text(&before.content, view, Revision::NONE, ""));
    let mut said = texts.iter().filter(|text| !text.trim().is_empty()).peekable();
    if said.peek().is_none() || said.any(|text| ends_clause(text)) {
        return false;
    }
    let follows = bare(before).is_some_and(|before| {
        let read = |label: &str| Ordinal::readings(label).into_iter().next();
        match (read(&before), read(&number)) {
            (Some(before), Some(number)) => number.follows(&before),
            _ => false,
        }
    });
    let text = next.text(View::Final);
    let is_date = Language::ALL
        .iter()
        .any(|language| Words::of(*language).begins_with_month(&text));
    next.depth != before.depth || !follows || is_date
}
