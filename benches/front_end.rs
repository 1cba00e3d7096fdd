//! How fast texts are parsed and checked, and how time grows with length.
//!
//! `cargo bench --bench front_end`

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench measures and prints"
)]

use std::time::{Duration, Instant};

use plenary::compile::compile;
use plenary::source::Source;

const SEED: &str = include_str!("../examples/resolution-101-ecp1.plen");

fn main() {
    let small = repeated(200_000);
    let large = repeated(2_000_000);
    let small_time = fastest(&small, 20);
    let large_time = fastest(&large, 10);
    report("0.2 MB", &small, small_time);
    report("2 MB", &large, large_time);
    let growth = large_time.as_secs_f64() / small_time.as_secs_f64();
    println!("10 times the text costs {growth:.1} times the time");
}

/// The seed over and over, with ids and notes of their own, up to so many bytes.
fn repeated(bytes: usize) -> String {
    let start = SEED.find("\n# ").map_or(0, |at| at + 1);
    let (head, body) = SEED.split_at(start);
    let mut text = head.to_owned();
    let mut copy = 0;
    while text.len() < bytes {
        text.push_str(&body.replace("[^", &format!("[^n{copy}-")));
        text.push('\n');
        copy += 1;
    }
    text
}

fn fastest(text: &str, runs: usize) -> Duration {
    (0..runs)
        .map(|_| {
            let source = Source::new("bench.plen", text);
            let start = Instant::now();
            std::hint::black_box(compile(source, Vec::new()));
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}

fn report(name: &str, text: &str, time: Duration) {
    let speed = text.len() as f64 / 1e6 / time.as_secs_f64();
    println!(
        "parse and check {name}: {:.1} ms, {speed:.1} MB/s",
        time.as_secs_f64() * 1e3
    );
}
