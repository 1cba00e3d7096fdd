//! Where a name is given, where it is used, and another name for it.

use gen_lsp_types::json_rpc::Error;
use gen_lsp_types::{
    Definition, DefinitionResponse, DocumentHighlight, DocumentHighlightKind, Location, Position,
    PrepareRenamePlaceholder, PrepareRenameResult, TextEdit, Uri, WorkspaceEdit,
};

use super::analysis::Analysis;
use super::edits::workspace_edit;
use super::names::{NameKind, Names, Occurrence};
use super::places::Places;
use super::wire::refused;

/// Where the name at a place is given; of a move, its other ends.
pub(super) fn definition(
    analysis: &Analysis,
    places: &Places<'_>,
    uri: &Uri,
    position: Position,
) -> Option<DefinitionResponse> {
    let names = analysis.names();
    let name = analysis.name_at(places.offset(position))?;
    let is_meant = |other: &&Occurrence| match name.kind {
        NameKind::Move => other.span != name.span,
        NameKind::Place | NameKind::Note | NameKind::Author => other.gives,
    };
    let found = names.like(name).filter(is_meant);
    let found = found.filter(|other| !analysis.merged.is_shared(other.span));
    let found: Vec<Location> = found.map(|other| location(other, uri, places)).collect();
    let found = Definition::LocationList(found);
    Some(DefinitionResponse::Definition(found))
}

/// Everywhere that the name at a place is used, and given if that is asked for.
pub(super) fn references(
    analysis: &Analysis,
    places: &Places<'_>,
    uri: &Uri,
    position: Position,
    with_definition: bool,
) -> Option<Vec<Location>> {
    let names = analysis.names();
    let name = analysis.name_at(places.offset(position))?;
    let found = names.like(name).filter(|other| with_definition || !other.gives);
    let found = found.filter(|other| !analysis.merged.is_shared(other.span));
    Some(found.map(|other| location(other, uri, places)).collect())
}

pub(super) fn highlights(
    analysis: &Analysis,
    places: &Places<'_>,
    position: Position,
) -> Option<Vec<DocumentHighlight>> {
    let names = analysis.names();
    let name = analysis.name_at(places.offset(position))?;
    let highlight = |other: &Occurrence| DocumentHighlight {
        range: places.span(other.span),
        kind: Some(match other.gives {
            true => DocumentHighlightKind::Write,
            false => DocumentHighlightKind::Read,
        }),
    };
    Some(names.like(name).map(highlight).collect())
}

/// Whether what stands at a place can be renamed, and how it is called.
pub(super) fn prepare(
    analysis: &Analysis,
    places: &Places<'_>,
    position: Position,
) -> Option<PrepareRenameResult> {
    let name = analysis.name_at(places.offset(position))?;
    Some(PrepareRenameResult::PrepareRenamePlaceholder(
        PrepareRenamePlaceholder {
            range: places.span(name.span),
            placeholder: name.name.clone(),
        },
    ))
}

/// The edits that give the name at a place another.
pub(super) fn rename(
    analysis: &Analysis,
    places: &Places<'_>,
    uri: &Uri,
    position: Position,
    new_name: &str,
) -> Result<Option<WorkspaceEdit>, Error> {
    let names = analysis.names();
    let Some(name) = analysis.name_at(places.offset(position)) else {
        return Ok(None);
    };
    let new_name = new_name.trim();
    check(names, name, new_name)?;
    if names
        .like(name)
        .any(|other| analysis.merged.is_shared(other.span))
    {
        return Err(refused("this name is given in the file of the project"));
    }
    let edit = |other: &Occurrence| TextEdit {
        range: places.span(other.span),
        new_text: new_name.to_owned(),
    };
    let edits = names.like(name).map(edit).collect();
    Ok(Some(workspace_edit(uri, edits)))
}

/// Refuses what would be no name, or that of something else.
fn check(names: &Names, name: &Occurrence, new_name: &str) -> Result<(), Error> {
    let is_key = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let is_id = |c: char| !c.is_whitespace() && !c.is_control() && !"{}[].:|\\*".contains(c);
    let (is_sound, what) = match name.kind {
        NameKind::Author | NameKind::Move => {
            (new_name.chars().all(is_key), "ASCII letters, digits and `_` only")
        }
        NameKind::Place => (
            new_name.chars().all(is_id),
            "no spaces, dots, brackets, bars or stars",
        ),
        // `[^*]` and its like print as written.
        NameKind::Note => (
            new_name.chars().all(|c| is_id(c) || c == '*'),
            "no spaces, dots, brackets or bars",
        ),
    };
    if !is_sound || new_name.is_empty() {
        return Err(refused(format!("`{new_name}` can be no name: {what}")));
    }
    let is_taken = names.of_kind(name.kind).any(|taken| taken == new_name);
    if is_taken && new_name != name.name {
        return Err(refused(format!("the name `{new_name}` is taken")));
    }
    Ok(())
}

fn location(name: &Occurrence, uri: &Uri, places: &Places<'_>) -> Location {
    Location {
        uri: uri.clone(),
        range: places.span(name.span),
    }
}
