//! Mends a source by the fixes that findings offer.

use super::project::Input;
use plenary::compile;
use plenary::diagnostic::{Diagnostic, Severity, apply, fixes};

/// So many times a mended text is looked at again: one fix may make room for the next.
const ROUNDS: usize = 8;

/// The document with every fix made, as far as each round leaves no more errors than it found. One
/// whose bytes are at fault stays as it is.
pub(super) fn mended(input: &Input) -> Input {
    let mut input = input.clone();
    if !input.found.is_empty() {
        return input;
    }
    let mut diagnostics = findings(&input);
    for _ in 0..ROUNDS {
        let edits = fixes(&diagnostics);
        if edits.is_empty() {
            break;
        }
        let next = input.edited(apply(input.merged.own.text(), &edits));
        let left = findings(&next);
        if errors(&left) > errors(&diagnostics) {
            break;
        }
        (input, diagnostics) = (next, left);
    }
    input
}

fn findings(input: &Input) -> Vec<Diagnostic> {
    let compiled = compile::compile(input.merged.source.clone(), Vec::new());
    input.told(compiled.diagnostics).diagnostics
}

fn errors(diagnostics: &[Diagnostic]) -> usize {
    let errors = diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error);
    errors.count()
}
