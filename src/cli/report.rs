//! Findings and progress on standard error.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::Outcome;
use super::arguments::{Deny, MessageFormat};
use super::files::{self, FileError};
use plenary::diagnostic::{self, Code, Diagnostic, Severity, Style};
use plenary::source::{Encoding, Source, Span};

/// The findings of one file.
pub(super) struct Found {
    pub(super) source: Source,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Found {
    /// Takes warnings for errors where that is asked, and says how the file stands.
    pub(super) fn judge(&mut self, deny: &[Deny]) -> Outcome {
        for diagnostic in &mut self.diagnostics {
            let is_denied = |deny: &Deny| match deny {
                Deny::Warnings => true,
                Deny::Code(code) => *code == diagnostic.code,
            };
            if deny.iter().any(is_denied) {
                diagnostic.severity = Severity::Error;
            }
        }
        match self.has_errors() {
            true => Outcome::Errors,
            false => Outcome::Fine,
        }
    }

    pub(super) fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|found| found.severity == Severity::Error)
    }
}

/// Says how much of a project was built.
pub(super) fn project_built(all: usize, kept: usize, rest: usize) {
    let documents = if all == 1 { "document" } else { "documents" };
    let _ = match kept == all {
        true => writeln!(io::stderr(), "{all} {documents}, nothing to do"),
        false => writeln!(
            io::stderr(),
            "{all} {documents}: {rest} built, {kept} as they were"
        ),
    };
}

/// Where findings go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stream {
    /// To standard error: what the command was asked for goes elsewhere.
    Beside,
    /// Formats for machines are the output itself.
    Output,
}

/// Prints the findings of all files, in the order of the command line. Where they are the output,
/// it may be that nobody takes them.
pub(super) fn findings(files: &[Found], format: MessageFormat, stream: Stream) -> Outcome {
    let style = style();
    let mut text = String::new();
    for Found { source, diagnostics } in files {
        match format {
            MessageFormat::Human => text.push_str(&diagnostic::human(source, diagnostics, style)),
            MessageFormat::Short => text.push_str(&diagnostic::short(source, diagnostics)),
            MessageFormat::Json => text.push_str(&diagnostic::json(source, diagnostics)),
            MessageFormat::Github => text.push_str(&diagnostic::github(source, diagnostics)),
            MessageFormat::Sarif => {}
        }
    }
    match format {
        MessageFormat::Human => text.push_str(&summary(files)),
        MessageFormat::Sarif => {
            let logs: Vec<(&Source, &[Diagnostic])> = files
                .iter()
                .map(|found| (&found.source, found.diagnostics.as_slice()))
                .collect();
            text.push_str(&diagnostic::sarif(&logs));
        }
        MessageFormat::Short | MessageFormat::Json | MessageFormat::Github => {}
    }
    if stream == Stream::Output && format.is_for_machines() {
        return print(text.as_bytes());
    }
    // Nobody is left to be told that standard error is gone.
    let _ = io::stderr().write_all(text.as_bytes());
    Outcome::Fine
}

/// Says on a terminal what was written; a pipeline knows.
pub(super) fn written(outputs: &[&Path]) {
    if outputs.is_empty() || !io::stderr().is_terminal() {
        return;
    }
    let names: Vec<String> = outputs.iter().map(|path| path.display().to_string()).collect();
    let names = names.join(", ");
    let _ = writeln!(io::stderr(), "wrote {}", diagnostic::visible(&names));
}

/// Opens files with the programs of the system.
pub(super) fn opened(outputs: &[&Path]) -> Outcome {
    let mut outcome = Outcome::Fine;
    for path in outputs {
        if let Err(error) = open::that_detached(path) {
            outcome = Outcome::Unreadable;
            file_error(&FileError {
                path: path.display().to_string(),
                doing: "open",
                error,
            });
        }
    }
    outcome
}

fn style() -> Style {
    let terminal = io::stderr().is_terminal();
    let said = std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok());
    let measured = || terminal_size::terminal_size_of(io::stderr()).map(|(width, _)| usize::from(width.0));
    Style {
        colour: terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        width: said.or_else(measured).unwrap_or(140),
    }
}

/// `2 errors and 1 warning in 1 of 3 files`; nothing where nothing was found.
fn summary(files: &[Found]) -> String {
    let count = |severity| {
        files
            .iter()
            .flat_map(|found| &found.diagnostics)
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    };
    let named = |count: usize, word: &str| match count {
        0 => None,
        1 => Some(format!("1 {word}")),
        many => Some(format!("{many} {word}s")),
    };
    let parts: Vec<String> = [(Severity::Error, "error"), (Severity::Warning, "warning")]
        .into_iter()
        .filter_map(|(severity, word)| named(count(severity), word))
        .collect();
    if parts.is_empty() {
        return String::new();
    }
    let touched = files.iter().filter(|found| !found.diagnostics.is_empty()).count();
    match files.len() {
        1 => format!("{}\n", parts.join(" and ")),
        all => format!("{} in {touched} of {all} files\n", parts.join(" and ")),
    }
}

/// Says that a source was written in another encoding than it was read in.
pub(super) fn encoding(source: &Source) {
    if source.encoding() != Encoding::Utf8 {
        let message = "the file was UTF-16 and is UTF-8 now";
        let found = Diagnostic::new(Code::SourceRecoded, Span::NONE, message)
            .help("tell those who read it with other programs");
        let diagnostics = vec![found];
        let source = Source::new(source.name(), "");
        let _ = findings(
            &[Found { source, diagnostics }],
            MessageFormat::Short,
            Stream::Beside,
        );
    }
}

/// Writes to standard output what a command was asked to tell.
pub(super) fn print(bytes: &[u8]) -> Outcome {
    match files::write(Path::new("-"), bytes) {
        Ok(()) => Outcome::Fine,
        Err(error) => {
            file_error(&error);
            Outcome::Unreadable
        }
    }
}

/// Says that a file could not be read or written.
pub(super) fn file_error(error: &impl std::fmt::Display) {
    let _ = writeln!(io::stderr(), "{error}");
}

/// A line on the terminal that says how far a run of many files is; none in a pipe.
pub(super) struct Progress {
    total: usize,
    done: std::sync::atomic::AtomicUsize,
    shown: bool,
}

impl Progress {
    pub(super) fn new(total: usize) -> Self {
        Self {
            total,
            done: std::sync::atomic::AtomicUsize::new(0),
            shown: total > 1 && io::stderr().is_terminal(),
        }
    }

    /// One more file is done.
    pub(super) fn step(&self, name: &str) {
        let done = self.done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
        if self.shown {
            let _ = write!(io::stderr(), "\r\x1b[K{done}/{} {name}", self.total);
        }
    }

    /// Clears the line.
    pub(super) fn finish(&self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
