//! The formats of outputs as the command line names them.

use std::path::Path;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use plenary::compile::Format;

/// Reads the name of a format.
pub(super) fn parser() -> impl TypedValueParser<Value = Format> {
    let names = Format::ALL.iter().map(|format| {
        let name = PossibleValue::new(format.name());
        if format.name() == format.extension() {
            name
        } else {
            name.alias(format.extension())
        }
    });
    PossibleValuesParser::new(names)
        .try_map(|name| Format::named(&name).ok_or_else(|| format!("no format is called `{name}`")))
}

/// The ending of a file's name in small letters; empty where there is none.
pub(super) fn ending(path: &Path) -> String {
    let ending = path.extension().unwrap_or_default();
    ending.to_string_lossy().to_ascii_lowercase()
}

/// All of them in a sentence: `docx, pdf and json`.
pub(super) fn listed(name: impl Fn(Format) -> String, word: &str) -> String {
    let names: Vec<String> = Format::ALL.iter().map(|&format| name(format)).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {word} {last}", rest.join(", ")),
        _ => names.concat(),
    }
}
