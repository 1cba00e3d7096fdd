//! Mends a source by the fixes that findings offer.

use plenary::compile;
use plenary::diagnostic::{Diagnostic, Edit, Severity, apply};
use plenary::source::Source;

/// So many times a mended text is looked at again: one fix may make room for the next.
const ROUNDS: usize = 8;

/// The source with every fix made, as far as each round leaves no more errors than it found. A
/// source whose bytes are at fault stays as it is.
pub(super) fn mended(source: &Source, found: &[Diagnostic]) -> Source {
    let mut source = source.clone();
    if !found.is_empty() {
        return source;
    }
    let mut diagnostics = findings(&source);
    for _ in 0..ROUNDS {
        let edits = edits(&diagnostics);
        if edits.is_empty() {
            break;
        }
        let next = Source::new(source.name(), apply(source.text(), &edits));
        let left = findings(&next);
        if errors(&left) > errors(&diagnostics) {
            break;
        }
        (source, diagnostics) = (next, left);
    }
    source
}

fn findings(source: &Source) -> Vec<Diagnostic> {
    compile::compile(source.clone(), Vec::new()).diagnostics
}

fn errors(diagnostics: &[Diagnostic]) -> usize {
    let errors = diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error);
    errors.count()
}

/// The edits of all fixes in the order of the source. Of two that meet, the first is made; the
/// other has its turn when the text is looked at again.
fn edits(diagnostics: &[Diagnostic]) -> Vec<Edit> {
    let mut fixes: Vec<&[Edit]> = diagnostics
        .iter()
        .filter_map(|found| Some(found.fix.as_ref()?.edits.as_slice()))
        .filter(|edits| !edits.is_empty())
        .collect();
    fixes.sort_by_key(|edits| edits[0].span.start);
    let mut made: Vec<Edit> = Vec::new();
    for fix in fixes {
        let end = made.last().map(|edit| edit.span.end);
        if end.is_none_or(|end| end < fix[0].span.start) {
            made.extend(fix.iter().cloned());
        }
    }
    made
}
