//! `plenary fmt`

use std::io::Write;
use std::path::Path;

use super::Outcome;
use super::arguments::{Fmt, MessageFormat};
use super::decide::{self, Sound};
use super::project::{self, Projects};
use super::report::{self, Stream};
use super::versions::Failure;
use super::{difference, files};
use plenary::diagnostic::apply;
use plenary::format::{self, FormatOptions};
use plenary::source::Encoding;
use plenary::syntax;

pub(super) fn run(arguments: &Fmt) -> Outcome {
    let (files, projects) = match project::files(&arguments.files, None) {
        Ok(files) => files,
        Err(failure) => return failure.report(),
    };
    if !projects.are_sound() {
        report::findings(&projects.found(&[]), MessageFormat::Human, Stream::Beside);
        return Outcome::Errors;
    }
    let mut outcome = Outcome::Fine;
    for file in &files {
        outcome = outcome.max(match formatted(file, arguments, &projects) {
            Ok(outcome) => outcome,
            Err(failure) => failure.report(),
        });
    }
    outcome
}

fn formatted(file: &Path, arguments: &Fmt, projects: &Projects) -> Result<Outcome, Failure> {
    let Some(sound) = decide::read_with(file, projects)? else {
        return Ok(Outcome::Errors);
    };
    let before = sound.own().clone();
    let source = &before;
    let sound = if arguments.renumber {
        match renumbered(sound, arguments.tracked) {
            Some(sound) => sound,
            None => return Ok(Outcome::Errors),
        }
    } else {
        sound
    };
    let options = FormatOptions::default().wrap(arguments.wrap);
    let text = sound.input.merged.canonical(&sound.document, &options);
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
        report::encoding(source);
    }
    Ok(Outcome::Fine)
}

/// Repairs labels in the text, and says which words still name the old ones; none where that cannot
/// be written, which is reported.
fn renumbered(sound: Sound, tracked: bool) -> Option<Sound> {
    let renumbering = format::renumber(&sound.document, tracked);
    let Some(wanted) = renumbering.wanted else {
        return Some(sound);
    };
    let edits = match sound.edits(&wanted) {
        Ok(edits) => edits,
        Err(unwritten) => {
            unwritten.report();
            return None;
        }
    };
    let left = sound.input.told(renumbering.left);
    report::findings(&[left], MessageFormat::Human, Stream::Beside);
    let input = sound.input.edited(apply(sound.own().text(), &edits));
    let document = syntax::parse(&input.merged.source).0;
    Some(Sound { input, document })
}
