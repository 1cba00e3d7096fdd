//! Mends a source by the fixes that findings offer.

use plenary::compile;
use plenary::diagnostic::{Diagnostic, Severity, apply, fixes};
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
        let edits = fixes(&diagnostics);
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
