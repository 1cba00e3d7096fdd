//! Accepts and refuses changes on the source text: edits that take marks away, and nothing else,
//! so comments, wrapping and spacing stay as they are.

use std::collections::BTreeSet;

use super::calls::keep_from_calls;
use super::choice::Verdict;
use super::removal::{Removal, may_run_on};
use crate::diagnostic::Edit;
use crate::model::visit::{Part, Spot, visit};
use crate::model::{
    Block, BlockKind, Change, ChangeId, ChangeKind, ChangeScope, Document, Inline, InlineKind, MoveId,
    Revision,
};

/// The edits of the source that accept or refuse some changes of its document. The two halves of
/// a replacement and the two ends of a move are decided together.
pub fn decide(source: &str, document: &Document, decision: Verdict, selection: &[ChangeId]) -> Vec<Edit> {
    let mut selected = whole_selection(document, selection);
    bind_paragraphs(document, decision, &mut selected);
    let mut decider = Decider {
        document,
        decision,
        selected: &selected,
        removal: Removal::new(source),
    };
    for &id in &selected {
        decider.change(id);
    }
    decider.notes();
    decider.columns();
    decider.beginnings();
    decider.stars();
    let edits = decider.removal.finish(document);
    keep_from_calls(source, document, decision, edits)
}

/// The selection with the other halves of replacements and the other ends of moves.
fn whole_selection(document: &Document, selection: &[ChangeId]) -> BTreeSet<ChangeId> {
    let known = |id: ChangeId| document.changes.get(id.0 as usize);
    let mut selected: BTreeSet<ChangeId> = selection
        .iter()
        .copied()
        .filter(|&id| known(id).is_some())
        .collect();
    let moves: BTreeSet<MoveId> = selected.iter().filter_map(|&id| known(id)?.moved).collect();
    let marks: BTreeSet<(u32, u32)> = selected
        .iter()
        .filter_map(|&id| known(id))
        .filter(|change| change.scope == ChangeScope::Replacement)
        .map(|change| (change.span.start, change.span.end))
        .collect();
    for (at, change) in document.changes.iter().enumerate() {
        let moved = change.moved.is_some_and(|name| moves.contains(&name));
        let half =
            change.scope == ChangeScope::Replacement && marks.contains(&(change.span.start, change.span.end));
        if moved || half {
            selected.insert(ChangeId(u32::try_from(at).unwrap_or(u32::MAX)));
        }
    }
    selected
}

/// A paragraph that came or went whole is not joined with another: where its mark goes its text
/// goes, and where all its text goes its mark does.
fn bind_paragraphs(document: &Document, decision: Verdict, selected: &mut BTreeSet<ChangeId>) {
    let going = |revision: Revision| match decision {
        Verdict::Accept => revision.deleted,
        Verdict::Reject => revision.inserted,
    };
    let notes = document.notes.iter().flat_map(|note| &note.blocks);
    for block in document.blocks.iter().chain(notes) {
        let Some(mark) = going(block.mark) else { continue };
        let parts: Option<BTreeSet<ChangeId>> = states(block).map(going).collect();
        match parts {
            Some(parts) if parts.is_empty() => {}
            Some(parts) if selected.contains(&mark) => selected.extend(parts),
            Some(parts) if parts.is_subset(selected) => {
                selected.insert(mark);
            }
            Some(_) | None => {}
        }
    }
}

/// The states of a block's label and text, without comments.
fn states(block: &Block) -> impl Iterator<Item = Revision> {
    let labels = block.label.iter().flat_map(|label| &label.runs);
    let runs = block.content.iter();
    let runs =
        runs.filter(|inline| !matches!(inline.kind, InlineKind::Comment(_) | InlineKind::SourceComment(_)));
    labels
        .map(|run| run.revision)
        .chain(runs.map(|inline| inline.revision))
}

struct Decider<'d, 's> {
    document: &'d Document,
    decision: Verdict,
    selected: &'s BTreeSet<ChangeId>,
    removal: Removal<'s>,
}

impl<'d> Decider<'d, '_> {
    /// Whether what the change is about stays in the text.
    fn stays(&self, change: &Change) -> bool {
        matches!(
            (change.kind, self.decision),
            (ChangeKind::Insertion, Verdict::Accept) | (ChangeKind::Deletion, Verdict::Reject)
        )
    }

    /// Whether something in this state goes with the decision.
    fn goes(&self, revision: Revision) -> bool {
        let id = match self.decision {
            Verdict::Accept => revision.deleted,
            Verdict::Reject => revision.inserted,
        };
        id.is_some_and(|id| self.selected.contains(&id))
    }

    fn change(&mut self, id: ChangeId) {
        let change = self.document.change(id);
        let stays = self.stays(change);
        match change.scope {
            ChangeScope::Text | ChangeScope::Replacement if stays => {
                self.removal.text(change.span.start..change.content.start);
                self.removal.text(change.content.end..change.span.end);
                self.removal.separator(change.span);
            }
            ChangeScope::Text => {
                if self.whole_blocks(id) {
                    return;
                }
                self.removal.words(change.span.range());
                self.removal.separator(change.span);
            }
            // The half that stays takes the mark away; alone, the mark goes whole.
            ChangeScope::Replacement => {
                let other = self.document.changes.iter().enumerate().any(|(at, other)| {
                    at != id.0 as usize
                        && other.scope == ChangeScope::Replacement
                        && other.span == change.span
                });
                if !other || self.is_empty_half(change) {
                    self.removal.words(change.span.range());
                    self.removal.separator(change.span);
                }
            }
            ChangeScope::Block if stays => self.removal.text(change.span.start..change.span.end),
            ChangeScope::Block => {
                // A line mark with nothing behind it makes no block.
                if !self.whole_blocks(id) {
                    self.removal.text(change.span.start..change.span.end);
                }
            }
            ChangeScope::ParagraphMark if stays => {
                self.removal.text(change.span.start..change.span.end);
            }
            ChangeScope::ParagraphMark => self.join(id),
        }
    }

    /// Whether the half of a replacement that stays is empty, so that the mark goes with its space.
    fn is_empty_half(&self, change: &Change) -> bool {
        let other = self.document.changes.iter().find(|other| {
            other.scope == ChangeScope::Replacement && other.span == change.span && other.kind != change.kind
        });
        other.is_some_and(|other| other.content.is_empty())
    }

    /// Takes out the blocks, rows and notes that a change holds whole; says whether there are any.
    fn whole_blocks(&mut self, id: ChangeId) -> bool {
        let holds = |revision: Revision| revision.inserted == Some(id) || revision.deleted == Some(id);
        // Inside a block that goes, what another hand has put in or struck goes as well; a block that
        // stands there by its label alone has no part in the change.
        let kind = self.document.change(id).kind;
        let shares = |revision: Revision| match kind {
            ChangeKind::Insertion => revision.inserted.is_some(),
            ChangeKind::Deletion => revision.deleted.is_some(),
        };
        let mut any = false;
        let mut reach: Option<u8> = None;
        for block in &self.document.blocks {
            if matches!(block.kind, BlockKind::SourceComment(_)) {
                continue;
            }
            reach = reach.filter(|depth| block.depth > *depth);
            if reach.is_none() && holds(block.revision) {
                reach = Some(block.depth);
            }
            if reach.is_some() && shares(block.revision) {
                any = true;
                self.removal.lines(block.span);
            } else if let BlockKind::Table(table) = &block.kind {
                any |= self.rows(table, block, &holds);
            }
        }
        for note in &self.document.notes {
            for (at, block) in note.blocks.iter().enumerate() {
                if holds(block.revision) {
                    any = true;
                    self.removal.lines(if at == 0 { note.span } else { block.span });
                } else if let BlockKind::Table(table) = &block.kind {
                    any |= self.rows(table, block, &holds);
                }
            }
        }
        any
    }

    fn rows(&mut self, table: &crate::model::Table, block: &Block, holds: &dyn Fn(Revision) -> bool) -> bool {
        let mut any = false;
        for row in table.rows.iter().filter(|row| holds(row.revision)) {
            any = true;
            self.removal.lines(row.span);
        }
        // Without rows nothing is left for the row of hyphens to rule.
        if any && table.rows.iter().all(|row| self.goes(row.revision)) {
            self.removal.lines(block.span);
        }
        any
    }

    /// The block whose paragraph mark goes becomes one with the next.
    fn join(&mut self, id: ChangeId) {
        let mark = self.document.change(id).span;
        let ends_here = |block: &Block| block.mark.inserted == Some(id) || block.mark.deleted == Some(id);
        if let Some(at) = self.document.blocks.iter().position(ends_here) {
            let block = &self.document.blocks[at];
            if self.goes(block.revision) || self.is_emptied(block) {
                return self.removal.lines(block.span);
            }
            let stays = |block: &&Block| {
                !matches!(block.kind, BlockKind::SourceComment(_)) && !self.goes(block.revision)
            };
            let next = self.document.blocks[at + 1..].iter().find(stays);
            // A mark joins siblings; before anything else it belongs to text that comes or goes.
            return match next.filter(|next| next.depth == block.depth) {
                Some(next) => self.removal.join(mark, next.span, self.text_start(next)),
                None => self.removal.text(mark.start..mark.end),
            };
        }
        for note in &self.document.notes {
            if let Some(at) = note.blocks.iter().position(ends_here) {
                return match note.blocks.get(at + 1) {
                    Some(next) => self.removal.join(mark, next.span, self.text_start(next)),
                    None => self.removal.text(mark.start..mark.end),
                };
            }
        }
    }

    /// Whether nothing of a block's label and text is left.
    fn is_emptied(&self, block: &Block) -> bool {
        states(block).all(|state| self.goes(state))
    }

    /// Where the text of a block begins, behind its label and the marks around that.
    fn text_start(&self, block: &Block) -> u32 {
        let Some(label) = &block.label else {
            return block.span.start;
        };
        if matches!(block.kind, BlockKind::Note | BlockKind::Caption(_)) {
            return self.removal.behind_dash(label.span.end);
        }
        let mut end = label.span.end;
        for run in &label.runs {
            for id in [run.revision.inserted, run.revision.deleted]
                .into_iter()
                .flatten()
            {
                let change = self.document.change(id);
                if change.scope != ChangeScope::Block && change.content.end <= end.saturating_add(1) {
                    end = end.max(change.span.end);
                }
            }
        }
        end
    }

    /// Notes whose last reference goes, go with it.
    fn notes(&mut self) {
        let mut lost: BTreeSet<&'d str> = BTreeSet::new();
        loop {
            let mut kept: BTreeSet<&'d str> = BTreeSet::new();
            let mut cited: BTreeSet<&'d str> = BTreeSet::new();
            visit(self.document, &mut |spot, part| {
                let Part::Text(content, whole) = part else { return };
                let in_lost = match spot {
                    Spot::Note(note, _) => lost.contains(self.document.notes[note].id.as_str()),
                    Spot::Front(_) | Spot::Block(_) => false,
                };
                for inline in content {
                    let InlineKind::NoteReference(reference) = &inline.kind else {
                        continue;
                    };
                    cited.insert(&reference.id);
                    if !in_lost && !self.goes(inline.revision.within(whole)) {
                        kept.insert(&reference.id);
                    }
                }
            });
            let before = lost.len();
            lost.extend(cited.difference(&kept));
            if lost.len() == before {
                break;
            }
        }
        for note in self
            .document
            .notes
            .iter()
            .filter(|note| lost.contains(note.id.as_str()))
        {
            self.removal.lines(note.span);
            for block in &note.blocks {
                self.removal.lines(block.span);
            }
        }
    }

    /// A block that loses the label or the line mark that began it is set apart by an empty line.
    fn beginnings(&mut self) {
        let unmarked: BTreeSet<u32> = self
            .selected
            .iter()
            .map(|&id| self.document.change(id))
            .filter(|change| change.scope == ChangeScope::Block && self.stays(change))
            .map(|change| change.span.start)
            .collect();
        let notes = self.document.notes.iter();
        let blocks = self.document.blocks.iter();
        let blocks = blocks.chain(notes.flat_map(|note| note.blocks.iter().skip(1)));
        let left: Vec<&Block> = blocks.filter(|block| !self.is_emptied(block)).collect();
        for block in left {
            let mut runs = block.label.iter().flat_map(|label| &label.runs).peekable();
            let unlabelled = runs.peek().is_some() && runs.all(|run| self.goes(run.revision));
            let is_clause = matches!(block.kind, BlockKind::Clause);
            if unlabelled && (is_clause || matches!(block.kind, BlockKind::Heading { .. })) {
                self.removal.unlabel(block.span);
            }
            let unmarked = may_run_on(&block.kind) && unmarked.contains(&block.span.start);
            if unmarked || is_clause && unlabelled {
                self.removal.set_apart(block.span);
            }
        }
    }

    /// Without the marks, stars that were text because of them may not set anything, and those that
    /// set something may not become text.
    fn stars(&mut self) {
        let mut texts: Vec<Vec<(&'d Inline, bool)>> = Vec::new();
        visit(self.document, &mut |_, part| {
            let Part::Text(content, _) = part else { return };
            let decided = |inline: &Inline| {
                let state = inline.revision;
                let mut ids = state.inserted.into_iter().chain(state.deleted);
                ids.any(|id| self.selected.contains(&id))
            };
            texts.push(content.iter().map(|inline| (inline, decided(inline))).collect());
        });
        for text in texts
            .iter()
            .filter(|text| text.iter().any(|(_, decided)| *decided))
        {
            for (inline, _) in text {
                if inline.style.italic || inline.style.bold {
                    self.removal.set_stars(inline.span);
                }
                if matches!(&inline.kind, InlineKind::Text(text) if text.contains('*')) {
                    let styled = inline.style.italic || inline.style.bold;
                    self.removal.plain_stars(inline.span, styled);
                }
            }
        }
    }

    /// A column of which every cell loses its text goes, bars and all.
    fn columns(&mut self) {
        for block in &self.document.blocks {
            let BlockKind::Table(table) = &block.kind else {
                continue;
            };
            let rows: Vec<_> = table
                .rows
                .iter()
                .filter(|row| !self.goes(row.revision.within(block.revision)))
                .collect();
            let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
            for column in 0..width {
                let cells: Vec<_> = rows.iter().filter_map(|row| row.cells.get(column)).collect();
                let loses = cells.iter().any(|cell| !cell.is_empty());
                let empties = cells
                    .iter()
                    .all(|cell| cell.inlines().all(|inline| self.goes(inline.revision)));
                if loses && empties {
                    for cell in cells {
                        self.removal.cell(cell.span);
                    }
                    self.removal.ruled_column(block.span, column);
                }
            }
        }
    }
}
