//! The command: arguments, files, the terminal, exit codes. The only part that prints, reads the
//! environment or touches files.

#![allow(clippy::disallowed_methods, reason = "the command is what touches the world")]

mod arguments;
mod author;
mod build;
mod changes;
mod check;
mod clock;
mod count;
mod cores;
mod decide;
mod depfile;
mod destinations;
mod difference;
mod explain;
mod extract;
mod files;
mod fmt;
mod formats;
mod import;
mod into;
mod list;
mod log;
mod lsp;
mod man;
mod mend;
mod new;
mod project;
mod redline;
mod report;
mod versions;
mod watch;

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use arguments::{Arguments, Command};
use plenary::revision::Verdict;

/// How a run ended (the command's contract, `docs/command.md`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// All is well.
    Fine,
    /// A document has errors.
    Errors,
    /// The command was used wrongly.
    Usage,
    /// A file could not be read or written.
    Unreadable,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Fine => 0,
            Outcome::Errors => 1,
            Outcome::Usage => 2,
            Outcome::Unreadable => 3,
        })
    }
}

/// Prints what clap says instead of running, and how that ends.
fn refused(refusal: &clap::Error) -> ExitCode {
    if !refusal.use_stderr() && !std::io::stdout().is_terminal() {
        return report::print(refusal.render().to_string().as_bytes()).into();
    }
    // Without a place to say it in, the code still tells.
    let _ = refusal.print();
    match refusal.use_stderr() {
        true => Outcome::Usage.into(),
        false => Outcome::Fine.into(),
    }
}

/// Runs the command with the arguments of the process. Wrong usage ends it with code 2.
pub(super) fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        // Help and version come here, too, and must be written as any output.
        Err(refusal) => return refused(&refusal),
    };
    match arguments.command {
        Command::Build(build) => build::run(&build).into(),
        Command::Check(check) => check::run(&check).into(),
        Command::Fmt(fmt) => fmt::run(&fmt).into(),
        Command::Redline(redline) => redline::run(&redline).into(),
        Command::Accept(decide) => decide::run(&decide, Verdict::Accept).into(),
        Command::Reject(decide) => decide::run(&decide, Verdict::Reject).into(),
        Command::Changes(changes) => changes::run(&changes).into(),
        Command::Log(log) => log::run(&log).into(),
        Command::Explain(explain) => explain::run(&explain).into(),
        Command::List(list) => list::run(&list).into(),
        Command::Count(count) => count::run(&count).into(),
        Command::Import(import) => import::run(&import).into(),
        Command::Watch(watch) => watch::run(&watch).into(),
        Command::New(new) => new::run(&new).into(),
        Command::Extract(extract) => extract::run(&extract).into(),
        Command::Completions { shell } => {
            let mut text = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "plenary", &mut text);
            report::print(&text).into()
        }
        Command::Man => man::run().into(),
        Command::Lsp { stdio: _ } => lsp::run(),
    }
}
