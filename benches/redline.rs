//! How fast two versions are redlined, and how time grows with length.
//!
//! `cargo bench --bench redline`

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench measures and prints"
)]

use std::time::{Duration, Instant};

use plenary::model::{Document, View};
use plenary::revision::redline::{RedlineOptions, redline};
use plenary::revision::settle;
use plenary::source::Source;
use plenary::syntax;

const SEED: &str = include_str!("../examples/resolution-101-ecp1.plen");

fn main() {
    let mut times = Vec::new();
    for copies in [1, 4, 10, 100] {
        let (old, new) = sides(&repeated(copies), |_, text| text.to_owned());
        times.push(measure(&format!("{copies} × the seed"), &old, &new));
    }
    println!(
        "10 times the text costs {:.1} times the time",
        times[3].as_secs_f64() / times[2].as_secs_f64()
    );
    // Every clause of 200 reworded, so that no two are the same.
    let (old, new) = sides(&repeated(4), |at, text| {
        text.replace("the ", &format!("the x{at} "))
    });
    measure("4 × the seed, every clause reworded", &old, &new);
    let (old, new) = sides(&repeated(100), |at, text| {
        text.replace("the ", &format!("the x{at} "))
    });
    measure("100 × the seed, every clause reworded", &old, &new);
}

/// The seed over and over, each copy's ids its own.
fn repeated(copies: usize) -> String {
    let start = SEED.find("\n# ").map_or(0, |at| at + 1);
    let (head, body) = SEED.split_at(start);
    let mut text = head.to_owned();
    for copy in 0..copies {
        text.push_str(&body.replace("[^", &format!("[^n{copy}-")));
        text.push('\n');
    }
    text
}

fn sides(text: &str, reword: impl Fn(usize, &str) -> String) -> (Document, Document) {
    let document = syntax::parse(&Source::new("bench.plen", text)).0;
    let mut new = settle(&document, View::Final);
    for (at, block) in new.blocks.iter_mut().enumerate() {
        for inline in &mut block.content {
            if let plenary::model::InlineKind::Text(text) = &mut inline.kind {
                *text = reword(at, text);
            }
        }
    }
    (settle(&document, View::Original), new)
}

fn measure(name: &str, old: &Document, new: &Document) -> Duration {
    let runs = if old.blocks.len() > 1000 { 3 } else { 20 };
    let time = (0..runs)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(redline(old, new, &RedlineOptions::default()));
            start.elapsed()
        })
        .min()
        .unwrap_or_default();
    println!(
        "redline {name} ({} and {} blocks): {:.2} ms",
        old.blocks.len(),
        new.blocks.len(),
        time.as_secs_f64() * 1e3
    );
    time
}
