//! Findings and progress on standard error.

use std::io::{self, IsTerminal, Write};

use super::Outcome;
use super::arguments::{Findings, MessageFormat};
use plenary::diagnostic::{self, Diagnostic, Severity, Style};
use plenary::source::Source;

/// The findings of one file.
pub(super) struct Found {
    pub(super) source: Source,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Found {
    /// Takes warnings for errors where that is asked, and says how the file stands.
    pub(super) fn judge(&mut self, findings: &Findings) -> Outcome {
        if findings.deny.is_some() {
            for diagnostic in &mut self.diagnostics {
                diagnostic.severity = Severity::Error;
            }
        }
        let errors = self
            .diagnostics
            .iter()
            .any(|found| found.severity == Severity::Error);
        if errors { Outcome::Errors } else { Outcome::Fine }
    }
}

/// Prints the findings of all files, in the order of the command line.
#[allow(clippy::print_stderr)]
pub(super) fn findings(files: &[Found], format: MessageFormat) {
    let style = style();
    let mut text = String::new();
    for Found { source, diagnostics } in files {
        match format {
            MessageFormat::Human => text.push_str(&diagnostic::human(source, diagnostics, style)),
            MessageFormat::Short => text.push_str(&diagnostic::short(source, diagnostics)),
            MessageFormat::Json => text.push_str(&diagnostic::json(source, diagnostics)),
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
        MessageFormat::Short | MessageFormat::Json => {}
    }
    // Nobody is left to be told that standard error is gone.
    let _ = io::stderr().write_all(text.as_bytes());
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
