//! A redline of two texts is printed as one that reads as both; they stand apart by a form feed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plenary::compile::{self, Compiled};
use plenary::model::View;
use plenary::revision::redline::{RedlineOptions, redline};
use plenary::revision::settle;
use plenary::source::Source;
use plenary::{format, syntax};

fn read(bytes: &[u8]) -> Compiled {
    let (source, found) = compile::read("input.plen", bytes.to_vec());
    compile::compile(source, found)
}

fuzz_target!(|bytes: &[u8]| {
    let mut halves = bytes.splitn(2, |&byte| byte == 0x0C);
    let (old, new) = (halves.next().unwrap_or_default(), halves.next().unwrap_or_default());
    let (old, new) = (read(old), read(new));
    if old.has_errors() || new.has_errors() {
        return;
    }
    let made = redline(&old.document, &new.document, &RedlineOptions::default());
    let printed = format::print(&made, &format::FormatOptions::default());
    let (again, _) = syntax::parse(&Source::new("redline.plen", printed.as_str()));
    for view in [View::Original, View::Final] {
        assert!(settle(&again, view).changes.is_empty());
    }
});
