//! The command as a user has it: arguments, messages, exit codes, and the examples of the
//! documentation. `TRYCMD=overwrite cargo test --test command` rewrites what is expected.

#![allow(clippy::disallowed_methods)]

use std::path::Path;
use std::process::Command;

use program::plenary;

#[test]
fn documented_examples_run_as_shown() {
    trycmd::TestCases::new()
        .case("tests/command/*.trycmd")
        .case("README.md")
        .case("docs/command.md");
}

#[path = "command/program.rs"]
mod program;
#[path = "command/docs.rs"]
mod docs;
#[path = "command/files.rs"]
mod files;
#[path = "command/machines.rs"]
mod machines;

const SOUND: &str = "# RESOLUTION 1 (Busan, 2014)\n## On a test\n\nThe Council,\n\nresolves\n\nto test.\n";

#[test]
fn a_document_with_errors_leaves_earlier_outputs_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let source = folder.path().join("r.plen");
    std::fs::write(&source, SOUND).expect("written");
    assert_eq!(
        plenary(&["build", "r.plen", "--to", "docx,pdf,text"], folder.path())
            .status
            .code(),
        Some(0)
    );
    let kept = |name: &str| std::fs::read(folder.path().join(name)).expect("an output");
    let before = ["r.docx", "r.pdf", "r.txt"].map(kept);
    std::fs::write(&source, SOUND.replace("to test", "to {++test")).expect("written");
    let output = plenary(&["build", "r.plen", "--to", "docx,pdf,text"], folder.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("mark.unclosed"));
    assert_eq!(["r.docx", "r.pdf", "r.txt"].map(kept), before);
    let names: Vec<_> = std::fs::read_dir(folder.path()).expect("a folder").collect();
    assert_eq!(names.len(), 4, "no temporary file is left behind");
}

#[test]
fn a_character_that_no_font_has_is_found_where_it_stands() {
    let folder = tempfile::tempdir().expect("a folder");
    let source = SOUND.replace("to test.", "to test\nthe \u{1F600} and the \u{928}.");
    std::fs::write(folder.path().join("r.plen"), source).expect("written");
    let arguments = ["build", "r.plen", "--to", "pdf", "--message-format", "short"];
    let built = plenary(&arguments, folder.path());
    let found = String::from_utf8_lossy(&built.stderr);
    let places: Vec<&str> = found
        .lines()
        .filter_map(|line| line.split(": error").next())
        .collect();
    assert_eq!(places, ["r.plen:9:5", "r.plen:9:15"], "{found}");
    assert_eq!(built.status.code(), Some(1));
}

#[test]
fn a_clean_copy_does_not_carry_the_source_of_a_marked_document() {
    let folder = tempfile::tempdir().expect("a folder");
    let carries = |source: &str, view: &str| {
        std::fs::write(folder.path().join("r.plen"), source).expect("written");
        let built = plenary(
            &["build", "r.plen", "--to", "docx,pdf", "--view", view],
            folder.path(),
        );
        assert_eq!(built.status.code(), Some(0));
        let name = match view {
            "markup" => "r".to_owned(),
            reading => format!("r.{reading}"),
        };
        let has = |name: &str, mark: &str| {
            let bytes = std::fs::read(folder.path().join(name)).expect("an output");
            bytes.windows(mark.len()).any(|bytes| bytes == mark.as_bytes())
        };
        [
            has(&format!("{name}.docx"), "customXml/item1.xml"),
            has(&format!("{name}.pdf"), "/EmbeddedFile"),
        ]
    };
    let marked = SOUND.replace("to test.", "to {--try--}{++test++}.");
    let commented = SOUND.replace("to test.", "to test{>>why?<<}.");
    let annotated = format!("{SOUND}\n%% To be asked again.\n");
    for source in [&marked, &commented, &annotated] {
        assert_eq!(carries(source, "markup"), [true; 2], "{source}");
        assert_eq!(carries(source, "original"), [false; 2], "{source}");
        assert_eq!(carries(source, "final"), [false; 2], "{source}");
    }
    assert_eq!(carries(SOUND, "final"), [true; 2]);
}

#[test]
fn the_same_source_gives_the_same_bytes_in_any_folder() {
    let build = |name: &str| {
        let folder = tempfile::Builder::new().prefix(name).tempdir().expect("a folder");
        std::fs::write(
            folder.path().join("r.plen"),
            include_str!("../examples/resolution-101-ecp1.plen"),
        )
        .expect("written");
        let all = ["build", "r.plen", "--to", "docx,pdf,html,json,text"];
        assert_eq!(plenary(&all, folder.path()).status.code(), Some(0));
        ["docx", "pdf", "html", "json", "txt"]
            .map(|format| std::fs::read(folder.path().join("r").with_extension(format)).expect("an output"))
    };
    assert_eq!(build("one"), build("another-place"));
}

#[test]
fn what_cannot_be_read_or_written_ends_with_3() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(
        plenary(&["check", "none.plen"], folder.path()).status.code(),
        Some(3)
    );
    std::fs::write(folder.path().join("r.plen"), SOUND).expect("written");
    let nowhere = ["build", "r.plen", "-o", "none/r.docx"];
    assert_eq!(plenary(&nowhere, folder.path()).status.code(), Some(3));
}

#[test]
fn wrong_usage_ends_with_2() {
    let folder = tempfile::tempdir().expect("a folder");
    for arguments in [
        &["build"][..],
        &["build", "r.plen", "-o", "r.odt"],
        &["build", "a.plen", "b.plen", "-o", "c.docx"],
        &["build", "-"],
        &["publish"],
    ] {
        assert_eq!(
            plenary(arguments, folder.path()).status.code(),
            Some(2),
            "{arguments:?}"
        );
    }
}

#[test]
fn a_family_that_no_font_has_is_a_warning_where_a_pdf_is_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let source = format!("---\nstyle: pp\nfonts: No Such Face, Amiri\n---\n\n{SOUND}");
    std::fs::write(folder.path().join("r.plen"), source).expect("written");
    let said = |format| {
        let arguments = ["build", "r.plen", "--to", format, "--message-format", "short"];
        let output = plenary(&arguments, folder.path());
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let warning = "r.plen:3:8: warning[font.unknown-family]: no font at hand has the family `No Such Face`";
    assert_eq!(said("pdf").trim(), warning);
    assert_eq!(said("text"), "");
}

#[test]
fn a_reader_that_has_gone_away_is_told_by_the_exit_code() {
    // Gone before the program starts, or else it could write all of it into the pipe first.
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let output = Command::new(env!("CARGO_BIN_EXE_plenary"))
        .args(["completions", "bash"])
        .stdout(writer)
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn the_manual_page_has_every_command_and_option() {
    let here = Path::new(".");
    let said = |arguments: &[&str]| String::from_utf8(plenary(arguments, here).stdout).expect("text");
    let page = said(&["man"]);
    assert!(page.contains("\n.TH PLENARY 1 "), "{page}");
    // Hyphens are escaped, so that none becomes a dash on paper.
    let page = page.replace("\\-", "-");
    let help = said(&["--help"]);
    let (_, commands) = help.split_once("Commands:\n").expect("commands");
    let (commands, _) = commands.split_once("\n\n").expect("an end");
    let commands = commands.lines().filter(|line| !line.starts_with("   "));
    let commands = commands.filter_map(|line| line.split_whitespace().next());
    let mut options = 0;
    for command in commands.filter(|command| *command != "help") {
        let (_, rest) = page.split_once(&format!("\n.SS {command}\n")).expect(command);
        let section = rest.split("\n.SS ").next().unwrap_or_default();
        for word in said(&[command, "--help"]).split_whitespace() {
            let is_option = word.starts_with("--") && word.len() > 2 && word != "--help";
            if is_option {
                options += 1;
                assert!(section.contains(word), "{command} {word}");
            }
        }
    }
    assert!(options > 40, "{options}");
}

#[cfg(target_os = "linux")]
#[test]
fn what_standard_output_does_not_take_is_a_fault() {
    for arguments in [
        &["completions", "bash"][..],
        &["man"],
        &["explain"],
        &["--help"],
        &["build", "-h"],
        &["--version"],
    ] {
        let full = std::fs::File::create("/dev/full").expect("a device that is always full");
        let status = Command::new(env!("CARGO_BIN_EXE_plenary"))
            .args(arguments)
            .stdout(full)
            .stderr(std::process::Stdio::null())
            .status();
        assert_eq!(status.expect("the program runs").code(), Some(3), "{arguments:?}");
    }
}

#[test]
fn the_examples_are_in_canonical_form() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let examples = std::fs::read_dir(root.join("examples")).expect("a folder");
    for example in examples.filter_map(|entry| entry.ok().map(|entry| entry.path())) {
        if example.extension().is_some_and(|ending| ending == "plen") {
            let name = example.display().to_string();
            let output = plenary(&["fmt", "--diff", &name], root);
            assert_eq!(String::from_utf8_lossy(&output.stdout), "", "{name}");
        }
    }
}
