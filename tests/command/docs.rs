//! The documents that teach: what they show is what happens.
//!
//! A block with the title `plen NAME` is written to that file and must have no findings; one with
//! the title `plen` alone must have none either. In a block `console` each line behind `$ ` is run,
//! and what follows is what it prints.

use std::path::Path;
use std::process::Command;

use super::plenary;

fn blocks(text: &str) -> Vec<(&str, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(&str, String)> = None;
    for line in text.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(title), None) => open = Some((title.trim(), String::new())),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some((_, block))) => {
                block.push_str(line);
                block.push('\n');
            }
            (None, None) => {}
        }
    }
    blocks
}

fn run(line: &str, folder: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_plenary"));
    let path = std::env::var("PATH").unwrap_or_default();
    let programs = program.parent().expect("a folder").display();
    let output = Command::new("sh")
        .args(["-c", &format!("{line} 2>&1")])
        .current_dir(folder)
        .env("PATH", format!("{programs}:{path}"))
        .output()
        .expect("a shell");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn holds(document: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join(document)).expect("a document");
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    std::fs::copy(root.join("examples/every-form/mast.png"), here.join("mast.png")).expect("a picture");
    for (title, block) in blocks(&text) {
        if title == "console" {
            let mut rest = block.as_str();
            while let Some(command) = rest.strip_prefix("$ ") {
                let (line, behind) = command.split_once('\n').unwrap_or((command, ""));
                let end = behind
                    .find("$ ")
                    .filter(|&at| at == 0 || behind[..at].ends_with('\n'));
                let (expected, next) = behind.split_at(end.unwrap_or(behind.len()));
                assert_eq!(run(line, here), expected, "{document}: {line}");
                rest = next;
            }
        } else if let Some(name) = title.strip_prefix("plen").filter(|name| !name.starts_with('-')) {
            let name = match name.trim() {
                "" => "example.plen",
                name => name,
            };
            std::fs::write(here.join(name), &block).expect("written");
            let output = plenary(&["check", name], here);
            let found = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(found, "", "{document}");
        }
    }
}

#[test]
fn the_first_proposal_is_made_as_told() {
    holds("docs/first-proposal.md");
}

#[test]
fn the_cookbook_works() {
    holds("docs/cookbook.md");
}

#[test]
fn the_reference_shows_sound_documents() {
    holds("docs/language.md");
}

#[test]
fn the_cheat_sheet_is_a_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let counted = plenary(&["count", "--format", "json", "docs/cheat-sheet.plen"], root).stdout;
    let counted: serde_json::Value = serde_json::from_slice(&counted).expect("JSON");
    assert_eq!(counted[0]["final"]["pages"], 1);
}

/// The list of calls and codes, as the program has them.
fn calls_and_codes() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = |arguments: &[&str]| {
        let output = plenary(&[&["list", "--format", "json"], arguments].concat(), root).stdout;
        serde_json::from_slice::<Vec<serde_json::Value>>(&output).expect("JSON")
    };
    let said = |line: &serde_json::Value, key: &str| line[key].as_str().unwrap_or_default().to_owned();
    let mut text = String::from(
        "# Calls and codes\n\n\
         What `plenary list calls` and `plenary list conferences` print.\n\n\
         ## Calls\n\n\
         The verbs of each language. Words such as *further* may stand about them, and behind those of the operative part \
         an addressee: *instructs the Secretary-General*. Further phrases are listed under `calls:` in the front matter.\n",
    );
    for (code, name) in [
        ("en", "English"),
        ("fr", "French"),
        ("es", "Spanish"),
        ("ru", "Russian"),
        ("zh", "Chinese"),
        ("ar", "Arabic"),
    ] {
        let lines = list(&["calls", "--language", code]);
        let of = |part: &str| {
            let lines = lines.iter().filter(|line| said(line, "means").starts_with(part));
            lines
                .map(|line| said(line, "name"))
                .collect::<Vec<_>>()
                .join(", ")
        };
        text.push_str(&format!(
            "\n### {name}\n\n- preamble: {}\n- operative: {}\n",
            of("preamble"),
            of("operative")
        ));
    }
    text.push_str("\n## Conferences\n\nThe values of `conference:`. A council is `C` and its year, `C24`.\n\n| code | conference |\n|---|---|\n");
    for line in list(&["conferences"]) {
        text.push_str(&format!(
            "| `{}` | {} |\n",
            said(&line, "name"),
            said(&line, "means")
        ));
    }
    text
}

#[test]
fn the_list_of_calls_and_codes_is_current() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/calls-and-codes.md");
    let wanted = calls_and_codes();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &wanted).expect("written");
    }
    let written = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        written == wanted,
        "docs/calls-and-codes.md is not what the program has: run with UPDATE=1"
    );
}
