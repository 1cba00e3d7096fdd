//! What stands under a proposal mark is what the mark says.

use super::EVERY;
use super::Rule;
use super::draft::{Draft, Findings, Part};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::visit::{self, visit_block};
use crate::model::{Block, BlockKind, Document, ProposalAction, Revision, View};

pub(super) const RULE: Rule = Rule {
    code: Code::RuleProposals,
    houses: EVERY,
    why: "The secretariat sorts proposals by their marks, and delegates look for the changes that a MOD announces.",
    example: "SUP EUR/80A1/2\n\n# RESOLUTION 5 (Kyoto, 1994)\n## A title\n\nThe Plenipotentiary Conference …",
    instead: "SUP EUR/80A1/2\n\n# RESOLUTION 5 (Kyoto, 1994)\n## A title\n\nReasons: It has been carried out.",
    tells_adopted: true,
    check,
};

/// What stands under a mark.
struct Under<'d> {
    mark: &'d Block,
    action: ProposalAction,
    /// A change of something that is there.
    changed: Option<&'d Block>,
    /// Text of the final that is more than number and title.
    text: Option<&'d Block>,
    is_empty: bool,
}

fn check(draft: &Draft<'_>, findings: &mut Findings) {
    let document = draft.document;
    let mut under: Option<Under<'_>> = None;
    let mut is_in_reasons = false;
    for block in &document.blocks {
        match &block.kind {
            BlockKind::Proposal(action) => {
                tell(draft, under.take(), findings);
                is_in_reasons = false;
                under = View::Final.admits(block.revision).then_some(Under {
                    mark: block,
                    action: *action,
                    changed: None,
                    text: None,
                    is_empty: true,
                });
            }
            BlockKind::Reasons => is_in_reasons = true,
            BlockKind::Rule => tell(draft, under.take(), findings),
            BlockKind::SourceComment(_) => {}
            kind => {
                is_in_reasons &= !matches!(kind, BlockKind::NumberLine(_));
                let Some(under) = under.as_mut().filter(|_| !is_in_reasons) else {
                    continue;
                };
                under.is_empty = false;
                if under.changed.is_none() && is_changed(document, block, under.action) {
                    under.changed = Some(block);
                }
                let is_head = matches!(
                    kind,
                    BlockKind::NumberLine(_)
                        | BlockKind::Title
                        | BlockKind::PlaceDate
                        | BlockKind::Heading { .. }
                );
                if under.text.is_none()
                    && !is_head
                    && View::Final.admits(block.revision)
                    && !block.text(View::Final).trim().is_empty()
                {
                    under.text = Some(block);
                }
            }
        }
    }
    tell(draft, under, findings);
}

/// Whether a block has a change; under ADD, one of another kind than its being new.
fn is_changed(document: &Document, block: &Block, action: ProposalAction) -> bool {
    let counts = |state: Revision| match action {
        ProposalAction::Add => state.deleted.is_some() && state.inserted.is_none(),
        _ => !state.is_none(),
    };
    let mut found = counts(block.revision) || counts(block.mark);
    if document.changes.is_empty() || found {
        return found;
    }
    visit_block(visit::Spot::Block(0), block, &mut |_, part| match part {
        visit::Part::Text(content, _) => found |= content.iter().any(|inline| counts(inline.revision)),
        visit::Part::Label(label, _) => found |= label.runs.iter().any(|run| counts(run.revision)),
        visit::Part::Row(_, row, _) => found |= counts(row.revision),
        visit::Part::Paragraph(_, paragraph, _) => found |= counts(paragraph.revision),
        visit::Part::Block(_) | visit::Part::Cell(_) | visit::Part::Mark(_) => {}
    });
    found
}

fn tell(draft: &Draft<'_>, under: Option<Under<'_>>, findings: &mut Findings) {
    let Some(under) = under.filter(|under| !under.is_empty) else {
        return;
    };
    let is_marked = !draft.document.changes.is_empty();
    let mark = |message: &str| Diagnostic::new(Code::RuleProposals, under.mark.span.head(), message);
    let found = match under.action {
        // A document without any change shows a text as it would be.
        ProposalAction::Mod | ProposalAction::ModEditorial if is_marked && under.changed.is_none() => {
            mark("MOD stands above a text without a change").help("mark the changes, or write `NOC`")
        }
        ProposalAction::Noc | ProposalAction::NocFirm => match under.changed {
            Some(block) => mark("NOC stands above a text with a change")
                .also(block.span.head(), "here")
                .help("write `MOD`"),
            None => return,
        },
        ProposalAction::Add => match under.changed {
            Some(block) => mark("ADD stands above a text of which something is struck")
                .also(block.span.head(), "here")
                .help("new text has nothing to strike: write `MOD`, or the new text alone"),
            None => return,
        },
        ProposalAction::Sup => match under.text {
            Some(block) => mark("SUP stands above a text that is not struck")
                .also(block.span.head(), "here")
                .help("leave number and title of what goes, and strike or leave out the rest"),
            None => return,
        },
        _ => return,
    };
    let line = draft
        .lines
        .iter()
        .find(|line| std::ptr::eq(line.block, under.mark) && line.part != Part::Note);
    if let Some(line) = line {
        findings.push(line, found);
    }
}
