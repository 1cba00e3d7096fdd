//! Edits of a text as the client takes them.

use std::collections::HashMap;

use gen_lsp_types::{TextEdit, Uri, WorkspaceEdit};

use super::places::Places;
use crate::diagnostic::Edit;

pub(super) fn text_edits(edits: &[Edit], places: &Places<'_>) -> Vec<TextEdit> {
    let edit = |edit: &Edit| TextEdit {
        range: places.span(edit.span),
        new_text: edit.text.clone(),
    };
    edits.iter().map(edit).collect()
}

/// Edits of one text.
pub(super) fn workspace_edit(uri: &Uri, edits: Vec<TextEdit>) -> WorkspaceEdit {
    WorkspaceEdit {
        changes: Some(HashMap::from([(uri.clone(), edits)])),
        ..WorkspaceEdit::default()
    }
}
