//! `plenary count`

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::arguments::{Count, ListFormat};
use super::files::{self, FileError, Fonts};
use super::project::{Input, Projects};
use super::report::{self, Found, Stream};
use super::{Outcome, cores};
use plenary::compile::Compiled;
use plenary::model::View;
use plenary::output::Assets;

/// What is counted of a file.
#[derive(Serialize)]
struct Counted {
    file: String,
    original: Size,
    #[serde(rename = "final")]
    settled: Size,
    /// In the markup the words of both readings stand among each other; it has pages alone.
    markup: Size,
}

/// How much a reading is.
#[derive(Clone, Copy, Serialize)]
struct Size {
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<usize>,
    /// None where the text cannot be set.
    pages: Option<usize>,
}

pub(super) fn run(count: &Count) -> Outcome {
    let projects = match Projects::of(count.files.iter().map(PathBuf::as_path)) {
        Ok(projects) => projects,
        Err(error) => {
            report::file_error(&error);
            return Outcome::Unreadable;
        }
    };
    if !projects.are_sound() {
        report::findings(
            &projects.found(&[]),
            super::arguments::MessageFormat::Human,
            Stream::Beside,
        );
        return Outcome::Errors;
    }
    let results = cores::map_files(&count.files, |path| one(path, &projects));
    let mut outcome = Outcome::Fine;
    let (mut counted, mut faulty) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(Ok(size)) => counted.push(size),
            Ok(Err(found)) => {
                outcome = outcome.max(Outcome::Errors);
                faulty.push(found);
            }
            Err(error) => {
                report::file_error(&error);
                outcome = Outcome::Unreadable;
            }
        }
    }
    report::findings(&faulty, super::arguments::MessageFormat::Human, Stream::Beside);
    let text = match count.format {
        ListFormat::Human => table(&counted),
        ListFormat::Json => format!("{}\n", serde_json::to_string_pretty(&counted).unwrap_or_default()),
    };
    outcome.max(report::print(text.as_bytes()))
}

/// The size of a file, or the errors that keep it from being read as meant.
fn one(path: &Path, projects: &Projects) -> Result<Result<Counted, Found>, FileError> {
    let mut input = Input::read(path, projects)?;
    let mut compiled = input.compile();
    if compiled.has_errors() {
        return Ok(Err(input.told(std::mem::take(&mut compiled.diagnostics))));
    }
    let at_hand = std::mem::take(&mut input.pictures);
    let assets = files::assets(path, &compiled.pictures(), at_hand, &Fonts::default());
    let size = |view| size(&compiled, view, &assets);
    Ok(Ok(Counted {
        file: compiled.source.name().to_owned(),
        original: size(View::Original),
        settled: size(View::Final),
        markup: size(View::Markup),
    }))
}

fn size(compiled: &Compiled, view: View, assets: &Assets) -> Size {
    Size {
        words: (view != View::Markup).then(|| compiled.words(view)),
        pages: compiled.pages(view, assets).ok(),
    }
}

fn table(counted: &[Counted]) -> String {
    let mut text = String::new();
    for file in counted {
        let readings = [
            ("original", file.original),
            ("final", file.settled),
            ("markup", file.markup),
        ];
        for (reading, Size { words, pages }) in readings {
            let pages = match pages {
                None => "pages unknown".to_owned(),
                Some(1) => "1 page".to_owned(),
                Some(pages) => format!("{pages} pages"),
            };
            let words = words.map_or_else(String::new, |words| format!("{words} words"));
            text.push_str(&format!("{}  {reading:<8}  {words:>12}  {pages}\n", file.file));
        }
    }
    text
}
