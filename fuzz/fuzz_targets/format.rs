//! What is printed reads as what was parsed, and is printed the same again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plenary::compile;
use plenary::model::View;
use plenary::revision::{settle, without_spans};
use plenary::source::Source;
use plenary::{format, syntax};

fuzz_target!(|bytes: &[u8]| {
    let (source, found) = compile::read("input.plen", bytes.to_vec());
    let compiled = compile::compile(source, found);
    if compiled.has_errors() {
        return;
    }
    let printed = format::print(&compiled.document, &format::FormatOptions::default());
    let (again, _) = syntax::parse(&Source::new("printed.plen", printed.as_str()));
    assert_eq!(printed, format::print(&again, &format::FormatOptions::default()));
    for view in [View::Original, View::Final] {
        let before = without_spans(&settle(&compiled.document, view));
        assert_eq!(before, without_spans(&settle(&again, view)), "{printed}");
    }
});
