//! Words that are not for a document's readers.

use crate::model::visit::{Part, visit};
use crate::model::{BlockKind, Document, InlineKind};

/// Whether a document holds words that are not for its readers: comments, and the author's own
/// (`%%`).
pub(crate) fn has_remarks(document: &Document) -> bool {
    let mut any = !document.front.comments.is_empty();
    visit(document, &mut |_, part| {
        any |= match part {
            Part::Block(block) => matches!(block.kind, BlockKind::SourceComment(_)),
            Part::Text(content, _) => content
                .iter()
                .any(|inline| matches!(inline.kind, InlineKind::Comment(_) | InlineKind::SourceComment(_))),
            Part::Label(..) | Part::Row(..) | Part::Cell(_) | Part::Paragraph(..) | Part::Mark(_) => false,
        };
    });
    any
}
