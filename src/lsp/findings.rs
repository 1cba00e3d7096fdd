//! What is wrong in a text, as the client shows it.

use gen_lsp_types::{
    Code, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location, Message, Uri,
};

use super::analysis::Analysis;
use super::places::{Encoding, Places};
use crate::diagnostic::{self, Severity};

/// Every finding.
pub(super) fn all(analysis: &Analysis, uri: &Uri, encoding: Encoding) -> Vec<Diagnostic> {
    let places = analysis.places(encoding);
    let found = analysis.compiled.diagnostics.iter();
    found.map(|found| finding(found, uri, &places)).collect()
}

pub(super) fn finding(found: &diagnostic::Diagnostic, uri: &Uri, places: &Places<'_>) -> Diagnostic {
    let message = match &found.help {
        Some(help) => format!("{}\n{help}", found.message),
        None => found.message.clone(),
    };
    let others = found.labels.iter().skip(1).filter(|label| !label.span.is_none());
    let others = others.map(|label| DiagnosticRelatedInformation {
        location: Location {
            uri: uri.clone(),
            range: places.span(label.span),
        },
        message: match label.text.is_empty() {
            true => "see here".to_owned(),
            false => label.text.clone(),
        },
    });
    let others: Vec<_> = others.collect();
    let tags = (found.code == diagnostic::Code::NoteUnused).then(|| vec![DiagnosticTag::Unnecessary]);
    Diagnostic {
        range: places.span(found.span()),
        severity: Some(match found.severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
        }),
        code: Some(Code::String(found.code.name().to_owned())),
        source: Some("plenary".to_owned()),
        message: Message::String(message),
        tags,
        related_information: (!others.is_empty()).then_some(others),
        ..Diagnostic::default()
    }
}
