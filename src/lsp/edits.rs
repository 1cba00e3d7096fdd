//! Edits of a text as the client takes them.

use std::collections::HashMap;

use gen_lsp_types::{TextEdit, Uri, WorkspaceEdit};

use super::analysis::Analysis;
use super::places::Places;
use crate::diagnostic::Edit;

/// Edits of the text as the client has it.
pub(super) fn own_edits(edits: Vec<Edit>, places: &Places<'_>) -> Vec<TextEdit> {
    let edit = |edit: Edit| TextEdit {
        range: places.own_range(edit.span),
        new_text: edit.text,
    };
    edits.into_iter().map(edit).collect()
}

/// Edits of the text with what its project shares; none where one is of that.
pub(super) fn text_edits(analysis: &Analysis, edits: &[Edit], places: &Places<'_>) -> Option<Vec<TextEdit>> {
    Some(own_edits(analysis.merged.own_edits(edits.to_vec())?, places))
}

/// Edits of one text.
pub(super) fn workspace_edit(uri: &Uri, edits: Vec<TextEdit>) -> WorkspaceEdit {
    WorkspaceEdit {
        changes: Some(HashMap::from([(uri.clone(), edits)])),
        ..WorkspaceEdit::default()
    }
}
