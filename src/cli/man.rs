//! `plenary man`: one manual page with all commands, made of what `--help` says.

use clap::builder::StyledStr;
use clap::{Arg, ArgAction, Command, CommandFactory};
use roff::{Inline, Roff, bold, italic, roman};

use super::arguments::Arguments;
use super::{Outcome, report};

pub(super) fn run() -> Outcome {
    // Built, so that each command knows how it is called from the program.
    let mut program = Arguments::command().disable_help_subcommand(true);
    program.build();
    report::print(page(&mut program).as_bytes())
}

fn page(program: &mut Command) -> String {
    let name = program.get_name().to_owned();
    let version = format!("{name} {}", program.get_version().unwrap_or_default());
    let about = program.get_about().map(StyledStr::to_string).unwrap_or_default();
    let mut page = Roff::new();
    // The day is left empty: the same program prints the same page.
    page.control(
        "TH",
        [name.to_uppercase().as_str(), "1", "", version.as_str(), ""],
    );
    page.control("SH", ["NAME"]);
    page.text([roman(format!("{name} - {about}"))]);
    page.control("SH", ["SYNOPSIS"]);
    page.text([bold(name), roman(" "), italic("COMMAND"), roman(" …")]);
    page.control("SH", ["COMMANDS"]);
    for command in program.get_subcommands_mut() {
        self::command(&mut page, command);
    }
    hints(&mut page, program, |page, title| {
        page.control("SH", [title.to_uppercase().as_str()]);
    });
    page.render()
}

/// A command: how it is called, what it is for, and what can be written behind it.
fn command(page: &mut Roff, command: &mut Command) {
    page.control("SS", [command.get_name()]);
    let usage = command.render_usage().to_string();
    page.text([bold(usage.trim_start_matches("Usage: "))]);
    if let Some(about) = command.get_about() {
        page.control("PP", []);
        page.text([roman(format!("{about}."))]);
    }
    let told = |argument: &&Arg| {
        // Each command has the same help.
        !argument.is_hide_set() && !matches!(argument.get_action(), ArgAction::Help | ArgAction::Version)
    };
    for argument in command.get_arguments().filter(told) {
        self::argument(page, argument);
    }
    hints(page, command, |page, title| {
        page.control("PP", []);
        page.text([roman(format!("{title}:"))]);
    });
}

fn argument(page: &mut Roff, argument: &Arg) {
    page.control("TP", []);
    page.text(head(argument));
    let help = argument.get_help().map(StyledStr::to_string).unwrap_or_default();
    // A switch has the values true and false, which nobody writes.
    if !argument.get_action().takes_values() {
        page.text([roman(format!("{help}."))]);
        return;
    }
    let values = argument.get_possible_values();
    let (told, bare): (Vec<_>, Vec<_>) = values.iter().partition(|value| value.get_help().is_some());
    let bare = list("", bare.iter().map(|value| value.get_name().to_owned()));
    let default = argument.get_default_values().iter();
    let default = list(
        "by default ",
        default.map(|value| value.to_string_lossy().into_owned()),
    );
    let notes: Vec<String> = [bare, default].into_iter().flatten().collect();
    let notes = list("", notes.into_iter()).map_or_else(String::new, |notes| format!(" ({notes})"));
    page.text([roman(format!("{help}{notes}."))]);
    for value in told {
        page.control("RS", []);
        page.control("TP", ["12"]);
        page.text([bold(value.get_name())]);
        page.text([roman(
            value.get_help().map(StyledStr::to_string).unwrap_or_default(),
        )]);
        page.control("RE", []);
    }
}

/// Words with commas between them and something before the first.
fn list(before: &str, words: impl Iterator<Item = String>) -> Option<String> {
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| format!("{before}{}", words.join(", ")))
}

/// `-o, --output PATH`, or the name of what stands without an option.
fn head(argument: &Arg) -> Vec<Inline> {
    let short = argument.get_short().map(|short| format!("-{short}"));
    let long = argument.get_long().map(|long| format!("--{long}"));
    let names: Vec<String> = short.into_iter().chain(long).collect();
    let mut head = Vec::new();
    if !names.is_empty() {
        head.push(bold(names.join(", ")));
        head.push(roman(" "));
    }
    if argument.get_action().takes_values() {
        let values = argument.get_value_names().unwrap_or_default();
        head.push(italic(
            values
                .iter()
                .map(|name| name.as_str())
                .collect::<Vec<_>>()
                .join(" "),
        ));
    }
    head
}

/// What the help says at its end: headings with a colon, and lines under them.
fn hints(page: &mut Roff, command: &Command, heading: impl Fn(&mut Roff, &str)) {
    let hints = command
        .get_after_help()
        .map(StyledStr::to_string)
        .unwrap_or_default();
    for (title, text) in hints.split("\n\n").filter_map(|part| part.split_once(':')) {
        heading(page, title);
        page.control("nf", []);
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            page.text([roman(line)]);
        }
        page.control("fi", []);
    }
}
