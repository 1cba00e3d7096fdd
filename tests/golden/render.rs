//! The outputs that expectations can be of.

use std::fs;

use libtest_mimic::Failed;
use plenary::compile::{self, Compiled, Format, OutputOptions};
use plenary::diagnostic::short;
use plenary::house::House;
use plenary::model::View;
use plenary::output::Assets;
use plenary::{layout, typeset};

use super::fixture::Fixture;
use super::tags::tags;
use super::word;

/// The endings of expectations.
pub(crate) const OUTPUTS: &[&str] = &[
    "stderr",
    "txt",
    "original.txt",
    "final.txt",
    "json",
    "original.json",
    "final.json",
    "html",
    "final.html",
    "docx.xml",
    "pages.txt",
    "pdf.tags",
];

/// What the compiler makes of a fixture for an output.
pub(crate) fn render(fixture: &Fixture, output: &str) -> Result<String, Failed> {
    let (compiled, assets) = compiled(fixture)?;
    let (view, ending) = match output.split_once('.') {
        Some(("original", ending)) => (View::Original, ending),
        Some(("final", ending)) => (View::Final, ending),
        _ => (View::Markup, output),
    };
    let format = match ending {
        "stderr" => return Ok(findings(&compiled, &assets)),
        "pages.txt" => return pages(&compiled, &assets),
        "pdf.tags" => {
            let file = compiled.write(Format::Pdf, OutputOptions::default(), &assets);
            return tags(&file.map_err(|findings| short(&compiled.source, &findings))?);
        }
        "txt" => Format::Text,
        "json" => Format::Json,
        "html" => Format::Html,
        "docx.xml" => Format::Docx,
        _ => return Err(format!("nothing writes `{output}`").into()),
    };
    let options = OutputOptions::default().view(view);
    match compiled.write(format, options, &assets) {
        Ok(bytes) if format == Format::Docx => Ok(word::shown(bytes)?),
        Ok(bytes) => Ok(String::from_utf8(bytes)?),
        Err(findings) => Err(short(&compiled.source, &findings).into()),
    }
}

/// The laid-out pages of a fixture: what stands where.
fn pages(compiled: &Compiled, assets: &Assets) -> Result<String, Failed> {
    let document = &compiled.document;
    let house = House::new(document.front.style, document.front.language);
    let flow = layout::flow(document, &compiled.meaning, &house, View::Markup);
    match typeset::pages(&flow, &house, assets, &typeset::TypesetOptions::default()) {
        Ok(pages) => Ok(pages.dump()),
        Err(findings) => Err(short(&compiled.source, &findings).into()),
    }
}

/// What is wrong with a fixture; what only an output finds is asked of the Word file.
fn findings(compiled: &Compiled, assets: &Assets) -> String {
    let mut found = compiled.diagnostics.clone();
    found.extend(compiled.unreadable_pictures(assets));
    if found.len() == compiled.diagnostics.len()
        && !compiled.has_errors()
        && let Err(further) = compiled.write(Format::Docx, OutputOptions::default(), assets)
    {
        found.extend(further);
    }
    short(&compiled.source, &found)
}

/// A fixture understood, and the pictures beside it. Fixtures are about forms, and their words are what
/// shows these best: what rules of drafting say is asked of the fixtures of rules, and of examples.
fn compiled(fixture: &Fixture) -> Result<(Compiled, Assets), Failed> {
    let (source, found) = compile::read(&fixture.name(), fs::read(&fixture.source)?);
    let mut compiled = compile::compile(source, found);
    let name = fixture.name();
    if !name.starts_with("examples") && !name.starts_with("fixtures/rules") {
        let diagnostics = &mut compiled.diagnostics;
        diagnostics.retain(|found| found.code.rule_name().is_none());
    }
    let folder = fixture.source.parent().map(ToOwned::to_owned).unwrap_or_default();
    let mut assets = Assets::default();
    for name in compiled.pictures() {
        if let Ok(bytes) = fs::read(folder.join(name)) {
            assets.pictures.insert(name.to_owned(), bytes.into());
        }
    }
    Ok((compiled, assets))
}
