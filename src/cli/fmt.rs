//! `plenary fmt`

use std::io::Write;
use std::path::Path;

use super::Outcome;
use super::arguments::Fmt;
use super::versions::Failure;
use super::{decide, difference, files, report};
use plenary::diagnostic::apply;
use plenary::format::{self, FormatOptions};
use plenary::model::Document;
use plenary::rewrite::rewrite;
use plenary::source::{Encoding, Source};
use plenary::syntax;

pub(super) fn run(arguments: &Fmt) -> Outcome {
    let mut outcome = Outcome::Fine;
    for file in &arguments.files {
        outcome = outcome.max(match formatted(file, arguments) {
            Ok(outcome) => outcome,
            Err(failure) => failure.report(),
        });
    }
    outcome
}

fn formatted(file: &Path, arguments: &Fmt) -> Result<Outcome, Failure> {
    let Some((source, document)) = decide::read(file)? else {
        return Ok(Outcome::Errors);
    };
    let document = if arguments.renumber {
        match renumbered(&source, document, arguments.tracked) {
            Some(document) => document,
            None => return Ok(Outcome::Errors),
        }
    } else {
        document
    };
    let mut text = format::print(&document, &FormatOptions::default().wrap(arguments.wrap));
    if source.line_break() != "\n" {
        text = text.replace('\n', source.line_break());
    }
    let same = text == source.text() && source.encoding() == Encoding::Utf8;
    if arguments.diff && !same {
        let lines = difference::unified(source.name(), source.text(), &text);
        files::write(Path::new("-"), lines.as_bytes())?;
    }
    if arguments.check && !same {
        let _ = writeln!(
            std::io::stderr(),
            "{} is not in its canonical form",
            source.name()
        );
        return Ok(Outcome::Errors);
    }
    let writes = !arguments.check && !arguments.diff;
    if writes && (!same || files::is_standard(file)) {
        files::edit(file, text.as_bytes())?;
        report::encoding(&source);
    }
    Ok(Outcome::Fine)
}

/// Repairs labels in the text, and says which words still name the old ones; none where that cannot
/// be written, which is reported.
fn renumbered(source: &Source, document: Document, tracked: bool) -> Option<Document> {
    let renumbering = format::renumber(&document, tracked);
    let Some(wanted) = renumbering.wanted else {
        return Some(document);
    };
    match rewrite(source, &document, &wanted) {
        Ok(edits) => {
            report::beside(source.clone(), renumbering.left);
            let text = apply(source.text(), &edits);
            Some(syntax::parse(&Source::new(source.name(), text)).0)
        }
        Err(refusal) => {
            decide::refused(source.clone(), *refusal);
            None
        }
    }
}
