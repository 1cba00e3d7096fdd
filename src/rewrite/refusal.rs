//! Why a source cannot be made to say what is wanted.

use std::collections::BTreeMap;

use super::check::Difference;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::model::{BlockKind, ChangeId, ChangeScope, Document, Reading, View};
use crate::revision::Wanted;
use crate::semantics;
use crate::source::{Source, Span};
use crate::syntax;

/// Nothing is written, since it would not say what was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What stands in the way, and where in the source.
    pub findings: Vec<Diagnostic>,
    /// The blocks of the source that it is about.
    pub blocks: Vec<usize>,
}

impl Refusal {
    /// No way of writing a block reads back as it.
    pub(super) fn differs(document: &Document, wanted: &Wanted, differing: &Difference) -> Self {
        let origins = wanted.blocks.iter().skip(differing.blocks.start);
        let blocks: Vec<usize> = origins
            .take(differing.blocks.len().max(1))
            .flatten()
            .copied()
            .collect();
        let note = differing.notes.first().and_then(|&at| wanted.notes.get(at));
        let note = note
            .and_then(|(origin, _)| document.notes.get((*origin)?))
            .map(|note| note.span);
        let block = blocks
            .first()
            .and_then(|&at| document.blocks.get(at))
            .map(|block| block.span);
        let span = block.or(note).unwrap_or(Span::NONE);
        let finding = Diagnostic::new(
            Code::DecisionUnwritable,
            span,
            "what is left of this cannot be written so that it reads as it was decided",
        )
        .help("decide the changes here by hand, or leave them out of the choice");
        Self {
            findings: vec![finding],
            blocks,
        }
    }
}

/// Refuses to decide a paragraph mark without what stands between the paragraphs that it parts: where
/// that is still to be decided and keeps them apart, neither the mark nor its change would be left.
pub(super) fn no_torn_paragraphs(document: &Document, wanted: &Wanted) -> Result<(), Box<Refusal>> {
    let is_mark = |id: &&ChangeId| document.change(**id).scope == ChangeScope::ParagraphMark;
    let mut marks = wanted.gone.iter().filter(is_mark).peekable();
    if !wanted.kinds_follow || wanted.grows || marks.peek().is_none() {
        return Ok(());
    }
    let paragraphs = |document: &Document, view: View| -> Vec<(Option<String>, String)> {
        let reading = Reading::of(&document.blocks, view);
        let said = reading
            .passages()
            .map(|it| (it.label_text(), it.text().replace(' ', "")));
        said.filter(|(label, text)| label.is_some() || !text.is_empty())
            .collect()
    };
    if kept_views(wanted).all(|view| paragraphs(document, view) == paragraphs(&wanted.document, view)) {
        return Ok(());
    }
    let message = "what stands behind this keeps the two paragraphs apart until it is decided as well";
    Err(torn(marks.map(|&id| document.change(id).span), message))
}

/// Refuses to decide the cells of a column that comes or goes, where rows that are still to be decided
/// hold it: the column would stay, empty, in a reading that has none.
pub(super) fn no_torn_columns(document: &Document, wanted: &Wanted) -> Result<(), Box<Refusal>> {
    if !wanted.kinds_follow || wanted.grows {
        return Ok(());
    }
    let widths = |document: &Document, view: View| -> Vec<usize> {
        let tables = document.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Table(table) if view.admits(block.revision) => table.grid(view),
            _ => None,
        });
        tables.map(|grid| grid.columns.len()).collect()
    };
    if kept_views(wanted).all(|view| widths(document, view) == widths(&wanted.document, view)) {
        return Ok(());
    }
    let tables: Vec<Span> = document
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Table(_)))
        .map(|block| block.span)
        .collect();
    let spans = wanted.gone.iter().map(|&id| document.change(id).span);
    let inside = spans.filter(|span| {
        let table = tables.partition_point(|table| table.end <= span.start);
        tables.get(table).is_some_and(|table| table.start <= span.start)
    });
    let message = "a row that is not decided keeps the column that comes or goes with this";
    Err(torn(inside, message))
}

/// The readings that stay as they are.
fn kept_views(wanted: &Wanted) -> impl Iterator<Item = View> {
    let views = [View::Original, View::Final]
        .into_iter()
        .zip(wanted.readings_stay);
    views.filter(|(_, stays)| *stays).map(|(view, _)| view)
}

/// Refuses changes that hang together with others which are not decided.
fn torn(spans: impl Iterator<Item = Span>, message: &str) -> Box<Refusal> {
    let findings = spans.map(|span| {
        Diagnostic::new(Code::DecisionTorn, span, message)
            .help("decide both together, or leave this change out of the choice")
    });
    Box::new(Refusal {
        findings: findings.collect(),
        blocks: Vec::new(),
    })
}

/// Refuses a result that has an error which the source has not: a reference whose place goes, say.
pub(super) fn no_new_errors(
    (source, document): (&Source, &Document),
    (written, result, findings): (&Source, &Document, Diagnostics),
) -> Result<(), Box<Refusal>> {
    let after = errors(result, findings);
    if after.is_empty() {
        return Ok(());
    }
    let mut known: BTreeMap<(Code, String), usize> = BTreeMap::new();
    for found in errors(document, syntax::parse(source).1) {
        *known.entry((found.code, found.message)).or_default() += 1;
    }
    let mut new = Vec::new();
    for found in after {
        match known.get_mut(&(found.code, found.message.clone())) {
            Some(left) if *left > 0 => *left -= 1,
            _ => new.push(found),
        }
    }
    if new.is_empty() {
        return Ok(());
    }
    let text = written.text();
    // The places are those of a text that is never written.
    let findings = new.into_iter().map(|found| {
        let line = text
            .get(..found.span().start as usize)
            .map_or(1, |before| before.matches('\n').count() + 1);
        let written = text.lines().nth(line - 1).unwrap_or_default().trim();
        Diagnostic::new(
            found.code,
            Span::NONE,
            format!("the result would have an error: {}", found.message),
        )
        .help(format!(
            "it would be in `{}`; leave out the change that brings it about, or mend the text first",
            shortened(written)
        ))
    });
    Err(Box::new(Refusal {
        findings: findings.collect(),
        blocks: Vec::new(),
    }))
}

/// The errors of a document of whose text these are known.
fn errors(document: &Document, mut findings: Diagnostics) -> Vec<Diagnostic> {
    semantics::understand(document, &mut findings);
    let found = findings.finish().into_iter();
    found.filter(|found| found.severity == Severity::Error).collect()
}

/// The longest excerpt of a line, in characters.
const EXCERPT: usize = 60;

fn shortened(line: &str) -> String {
    match line.char_indices().nth(EXCERPT) {
        Some((cut, _)) => format!("{}…", &line[..cut]),
        None => line.to_owned(),
    }
}
