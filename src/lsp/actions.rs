//! What can be done at a place: faults mended, changes decided, words marked.

use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionResponse, Command, Diagnostic, Range, TextEdit, Uri,
};
use serde_json::json;

use super::analysis::Analysis;
use super::commands;
use super::edits::{text_edits, workspace_edit};
use super::findings::finding;
use super::hover::change_at;
use super::places::Places;
use crate::diagnostic;
use crate::syntax::LexemeKind;

/// All that is offered for a range; `only` says which kinds are wanted.
pub(super) fn actions(
    analysis: &Analysis,
    places: &Places<'_>,
    uri: &Uri,
    range: Range,
    only: Option<&[CodeActionKind]>,
) -> Vec<CodeActionResponse> {
    let bytes = places.bytes(range);
    let is_wanted = |kind: &str| {
        only.is_none_or(|kinds| {
            let mut kinds = kinds.iter().map(|kind| String::from(kind.clone()));
            kinds.any(|wanted| kind == wanted || kind.starts_with(&format!("{wanted}.")))
        })
    };
    let mut actions = Vec::new();
    if is_wanted("quickfix") {
        actions.extend(fixes(analysis, places, uri, &bytes));
    }
    if is_wanted("source.fixAll") {
        actions.extend(all_fixes(analysis, places, uri));
    }
    if is_wanted("refactor.rewrite") {
        actions.extend(marks(analysis, places, uri, &bytes));
        actions.extend(decisions(analysis, uri, bytes.start));
    }
    actions.into_iter().map(CodeActionResponse::CodeAction).collect()
}

fn meets(span: crate::source::Span, bytes: &std::ops::Range<usize>) -> bool {
    !span.is_none() && span.range().start <= bytes.end && bytes.start <= span.range().end
}

/// The fixes of the findings that meet the range.
fn fixes<'a>(
    analysis: &'a Analysis,
    places: &'a Places<'_>,
    uri: &'a Uri,
    bytes: &'a std::ops::Range<usize>,
) -> impl Iterator<Item = CodeAction> + 'a {
    let found = analysis.compiled.diagnostics.iter();
    let found = found.filter(|found| meets(found.span(), bytes));
    found.filter_map(|found| {
        let fix = found.fix.as_ref()?;
        let told: Diagnostic = finding(found, uri, places);
        Some(CodeAction {
            title: fix.title.clone(),
            kind: Some(CodeActionKind::QuickFix),
            diagnostics: Some(vec![told]),
            is_preferred: Some(true),
            edit: Some(workspace_edit(uri, text_edits(analysis, &fix.edits, places)?)),
            ..CodeAction::default()
        })
    })
}

/// All fixes that do not meet each other, as one.
fn all_fixes(analysis: &Analysis, places: &Places<'_>, uri: &Uri) -> Option<CodeAction> {
    let edits = diagnostic::fixes(&analysis.compiled.diagnostics);
    let edits = text_edits(analysis, &edits, places).filter(|edits| !edits.is_empty())?;
    Some(CodeAction {
        title: "Mend all that can be mended safely".to_owned(),
        kind: Some(CodeActionKind::SourceFixAll),
        edit: Some(workspace_edit(uri, edits)),
        ..CodeAction::default()
    })
}

/// Marks around the words that are selected, where these hold no mark themselves.
fn marks(
    analysis: &Analysis,
    places: &Places<'_>,
    uri: &Uri,
    bytes: &std::ops::Range<usize>,
) -> Vec<CodeAction> {
    let selected = analysis.text().get(bytes.clone()).unwrap_or_default();
    let is_text = !selected.trim().is_empty() && !selected.contains(['\n', '\r']);
    let is_plain = |kind: LexemeKind| {
        matches!(
            kind,
            LexemeKind::Emphasis
                | LexemeKind::CrossReference
                | LexemeKind::NoteReference
                | LexemeKind::Escape
        )
    };
    let holds_marks = analysis.lexemes_in(bytes.clone()).any(|lexeme| {
        let inside = bytes.start <= lexeme.span.range().start && lexeme.span.range().end <= bytes.end;
        !(inside && is_plain(lexeme.kind)) && lexeme.kind != LexemeKind::Heading
    });
    if !is_text || holds_marks || analysis.is_front(bytes.start) {
        return Vec::new();
    }
    [
        ("Strike the selected words", "{--", "--}"),
        ("Mark the selected words as inserted", "{++", "++}"),
        ("Replace the selected words", "{~~", "~>~~}"),
        ("Comment on the selected words", "", "{>><<}"),
    ]
    .into_iter()
    .map(|(title, opener, closer)| {
        let edits = [(bytes.start, opener), (bytes.end, closer)];
        let edits = edits.into_iter().filter(|(_, text)| !text.is_empty());
        let edits = edits.map(|(at, text)| TextEdit {
            range: places.range(at..at),
            new_text: text.to_owned(),
        });
        CodeAction {
            title: title.to_owned(),
            kind: Some(CodeActionKind::RefactorRewrite),
            edit: Some(workspace_edit(uri, edits.collect())),
            ..CodeAction::default()
        }
    })
    .collect()
}

/// Accepting and refusing: the change at a place, those of its clause and section, those of its
/// authors, all.
fn decisions(analysis: &Analysis, uri: &Uri, at: usize) -> Vec<CodeAction> {
    let mut choices: Vec<(String, serde_json::Value)> = Vec::new();
    if analysis.document().changes.is_empty() {
        return Vec::new();
    }
    if let Some(change) = change_at(analysis, at) {
        let words = short(match change.new.trim().is_empty() {
            true => &change.old,
            false => &change.new,
        });
        choices.push((
            format!("change {} (“{words}”)", change.number),
            json!({"change": change.number}),
        ));
        let around = change.place.citations().next();
        let around = around.map(crate::revision::Citation::around).unwrap_or_default();
        choices.extend(
            around
                .into_iter()
                .rev()
                .map(|place| (format!("all changes in {place}"), json!({"in": place}))),
        );
        choices.extend(
            change
                .authors
                .iter()
                .map(|key| (format!("all changes by {key}"), json!({"author": key}))),
        );
    }
    choices.push(("all changes of the text".to_owned(), json!({})));
    let verbs = [("Accept", commands::ACCEPT), ("Refuse", commands::REJECT)];
    let action = |(verb, command): (&str, &str), (what, choice): &(String, serde_json::Value)| {
        let title = format!("{verb} {what}");
        CodeAction {
            title: title.clone(),
            kind: Some(CodeActionKind::RefactorRewrite),
            command: Some(Command {
                title,
                command: command.to_owned(),
                arguments: Some(vec![json!(uri), choice.clone()]),
                ..Command::default()
            }),
            ..CodeAction::default()
        }
    };
    choices
        .iter()
        .flat_map(|choice| verbs.map(|verb| action(verb, choice)))
        .collect()
}

/// The beginning of a text, to know a change by.
fn short(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
