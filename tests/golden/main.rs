//! Golden tests: every source of `fixtures/` and `examples/`, and what is expected of it.
//!
//! The expectations stand beside a fixture (for `examples/x.plen` under `fixtures/examples/`) and
//! their endings say which output they are: `x.stderr`, `x.txt`, `x.original.txt`, `x.json` …
//! (`render::OUTPUTS`). A file that is there asks for its output; none is ever made here, so a
//! new one begins as an empty file. `UPDATE=1 cargo test --test golden` rewrites those that are.
//! A source without `x.stderr` must have no findings.

#![allow(
    clippy::disallowed_methods,
    reason = "a test reads its own files and settings"
)]

mod fixture;
mod page;
mod render;
mod schema;
mod tags;
mod word;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};

use fixture::{Expectation, Fixture};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let update = std::env::var_os("UPDATE").is_some_and(|value| !value.is_empty());
    let fixtures = fixture::all();
    let mut trials = Vec::new();
    for fixture in &fixtures {
        let expectations = fixture.expectations();
        if !expectations
            .iter()
            .any(|expectation| expectation.output == "stderr")
        {
            let fixture = fixture.clone();
            let name = format!("{} has no findings", fixture.name());
            trials.push(Trial::test(name, move || no_findings(&fixture)));
        }
        for expectation in expectations {
            let fixture = fixture.clone();
            let name = expectation.name();
            trials.push(Trial::test(name, move || compare(&fixture, &expectation, update)));
        }
    }
    for stray in fixture::strays(&fixtures) {
        let problem = format!("{} has no source", stray.display());
        trials.push(Trial::test(problem.clone(), move || Err(problem.into())));
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn no_findings(fixture: &Fixture) -> Result<(), Failed> {
    match render::render(fixture, "stderr")? {
        findings if findings.is_empty() => Ok(()),
        findings => Err(findings.into()),
    }
}

fn compare(fixture: &Fixture, expectation: &Expectation, update: bool) -> Result<(), Failed> {
    let actual = render::render(fixture, expectation.output)?;
    check(expectation.output, &actual)?;
    if actual.is_empty() && expectation.output == "stderr" {
        return Err("has no findings: remove the expectation".into());
    }
    let expected = expectation.read();
    if actual == expected {
        return Ok(());
    }
    if update {
        expectation.write(&actual);
        return Ok(());
    }
    let mut difference = String::new();
    let _ = snapbox::report::write_diff(
        &mut difference,
        &snapbox::Data::text(expected),
        &snapbox::Data::text(actual),
        Some(&expectation.name()),
        Some(&"written now"),
        snapbox::report::Palette::plain(),
    );
    Err(difference.into())
}

/// What holds for every text of an output, expected or not.
fn check(output: &str, text: &str) -> Result<(), Failed> {
    match output.rsplit('.').next() {
        Some("html") => page::check(text).map_err(Failed::from),
        Some("json") => schema::check(text).map_err(Failed::from),
        _ => Ok(()),
    }
}
