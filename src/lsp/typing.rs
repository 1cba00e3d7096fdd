//! What is put in while the author types: the next label after Enter.

use gen_lsp_types::{Position, TextEdit};

use super::analysis::Analysis;
use super::places::Places;
use crate::model::{BlockKind, NumberWay, Ordinal, View};

/// The edits behind a line end that was just typed.
pub(super) fn behind_line_end(
    analysis: &Analysis,
    places: &Places<'_>,
    position: Position,
) -> Option<Vec<TextEdit>> {
    let text = analysis.text();
    let at = places.offset(position);
    let here = places.line_around(at);
    let above = places.line_around(here.start.checked_sub(1)?);
    // Only on a line that holds nothing yet, right under the clause.
    let written = text.get(here.clone())?;
    if !written.trim().is_empty() || above.is_empty() {
        return None;
    }
    let (_, block) = analysis.block_at(above.start + indent(&text[above.clone()]).len())?;
    if !matches!(block.kind, BlockKind::Clause) || block.span.range().start < above.start {
        return None;
    }
    let line = &text[above.clone()];
    let label = block.label.as_ref()?;
    let written_label = analysis.compiled.source.slice(label.span).trim();
    // Behind an empty clause the list ends: its label goes.
    if block.text(View::Markup).trim().is_empty() {
        let edit = TextEdit {
            range: places.range(above),
            new_text: String::new(),
        };
        return Some(vec![edit]);
    }
    let next = next_label(&block.label_text(View::Final)?, analysis.document().number_way)?;
    // Of a label that is changed, the new clause has no part in the change.
    let is_marked = written_label.contains('{');
    let lead = match is_marked {
        true => indent(line),
        false => &line[..line.find(written_label)?],
    };
    let is_same = block.label_text(View::Final).is_some_and(|label| label == next);
    let next = if is_same && !is_marked {
        written_label
    } else {
        &next
    };
    Some(vec![TextEdit {
        range: places.range(here),
        new_text: format!("{lead}{next} "),
    }])
}

/// The label that comes after another in its list.
pub(super) fn next_label(label: &str, way: NumberWay) -> Option<String> {
    let readings = Ordinal::readings_in(label, way);
    let before = Ordinal::likeliest(&readings)?;
    if !before.scheme.counts() {
        return Some(label.to_owned());
    }
    Ordinal::next(before, None).print(label)
}

pub(super) fn indent(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}
