//! What a cross-reference prints, shown behind it.

use gen_lsp_types::{InlayHint, Label, Range};

use super::analysis::Analysis;
use super::places::Places;
use crate::model::InlineKind;
use crate::model::visit::Spot;
use crate::model::visit::{Part, visit_block};

pub(super) fn hints(analysis: &Analysis, places: &Places<'_>, range: Range) -> Vec<InlayHint> {
    let bytes = places.bytes(range);
    let document = analysis.document();
    let blocks = document
        .blocks
        .iter()
        .chain(document.notes.iter().flat_map(|note| &note.blocks));
    let mut found = Vec::new();
    let meets =
        |span: crate::source::Span| span.range().start <= bytes.end && bytes.start <= span.range().end;
    for block in blocks.filter(|block| meets(block.span)) {
        visit_block(Spot::Block(0), block, &mut |_, part| {
            let Part::Text(content, _) = part else { return };
            for inline in content.iter().filter(|inline| meets(inline.span)) {
                let InlineKind::CrossReference(reference) = &inline.kind else {
                    continue;
                };
                let pair = analysis.compiled.meaning.targets.get(&reference.target);
                let target = pair.and_then(|pair| pair.settled.as_ref().or(pair.original.as_ref()));
                found.extend(target.map(|target| InlayHint {
                    position: places.position(inline.span.range().end),
                    label: Label::String(target.words(reference.label_only)),
                    kind: None,
                    text_edits: None,
                    tooltip: None,
                    padding_left: Some(true),
                    padding_right: None,
                    data: None,
                }));
            }
        });
    }
    found
}
