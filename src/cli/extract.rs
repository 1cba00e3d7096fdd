//! `plenary extract`

use std::io::Write;
use std::path::Path;

use super::arguments::Extract;
use super::files;
use super::versions::Failure;
use super::{Outcome, destinations};
use plenary::output::{docx, pdf};

pub(super) fn run(arguments: &Extract) -> Outcome {
    match extracted(arguments) {
        Ok(outcome) => outcome,
        Err(failure) => failure.report(),
    }
}

fn extracted(arguments: &Extract) -> Result<Outcome, Failure> {
    let output = arguments.output.as_deref().unwrap_or(Path::new("-"));
    destinations::no_source(output, &[&arguments.file])?;
    destinations::takes_no_place(output, arguments.force)?;
    let bytes = files::read_bytes(&arguments.file)?;
    let source = match bytes.starts_with(b"PK") {
        true => docx::carried_source(&bytes),
        false => pdf::carried_source(&bytes),
    };
    let Some(source) = source else {
        let name = arguments.file.display().to_string();
        let _ = writeln!(
            std::io::stderr(),
            "{} carries no source: it was made by another program, with --no-source, or is a reading of a text with changes",
            plenary::diagnostic::visible(&name)
        );
        return Ok(Outcome::Errors);
    };
    files::write(output, source.as_bytes())?;
    Ok(Outcome::Fine)
}
