//! Any bytes give a document and findings that lie in its text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plenary::compile;

fuzz_target!(|bytes: &[u8]| {
    let (source, found) = compile::read("input.plen", bytes.to_vec());
    let compiled = compile::compile(source, found);
    for found in &compiled.diagnostics {
        for label in &found.labels {
            assert!(compiled.source.text().get(label.span.range()).is_some());
        }
    }
});
