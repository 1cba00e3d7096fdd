//! Every output of a document without errors is written in every view, and twice the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plenary::compile::{self, Format, OutputOptions};
use plenary::model::View;
use plenary::output::Assets;

fuzz_target!(|bytes: &[u8]| {
    let (source, found) = compile::read("input.plen", bytes.to_vec());
    let compiled = compile::compile(source, found);
    if compiled.has_errors() {
        return;
    }
    let assets = Assets::default();
    for format in [Format::Docx, Format::Pdf, Format::Html, Format::Text, Format::Json] {
        for view in [View::Markup, View::Original, View::Final] {
            let options = OutputOptions::default().view(view);
            let first = compiled.write(format, options, &assets);
            assert_eq!(first, compiled.write(format, options, &assets));
        }
    }
});
