//! `plenary new`: what it writes has no finding, and nothing that is there goes.

#![allow(clippy::disallowed_methods, reason = "a test makes files and looks at them")]

use std::fs;

use program::plenary;

#[path = "command/program.rs"]
mod program;

const ALL: [&str; 10] = [
    "--conference",
    "WTSA-24",
    "--source",
    "Ruritania (\"R\")",
    "--code",
    "RUR",
    "--document",
    "40",
    "--title",
    "Plain language",
];

#[test]
fn what_is_written_has_no_finding_in_any_language_for_any_body() {
    let folder = tempfile::tempdir().expect("a folder");
    for language in ["en", "fr", "es", "ru", "zh", "ar"] {
        for conference in ["PP-26", "WTSA-24", "WTDC-25", "WRC-27", "RA-23", "C25"] {
            for kind in ["proposal", "resolution"] {
                let name = format!("{kind}-{language}-{conference}.plen");
                let mut arguments = vec!["new", kind, &name, "--language", language];
                arguments.extend(ALL);
                let at = arguments
                    .iter()
                    .position(|word| *word == "WTSA-24")
                    .expect("the code");
                arguments[at] = conference;
                let output = plenary(&arguments, folder.path());
                assert_eq!(
                    output.status.code(),
                    Some(0),
                    "{}",
                    String::from_utf8_lossy(&output.stderr)
                );
            }
        }
    }
    let files: Vec<String> = fs::read_dir(folder.path())
        .expect("a folder")
        .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(files.len(), 72);
    let all: Vec<&str> = files.iter().map(String::as_str).collect();
    let checked = plenary(
        &[&["check", "--deny", "warnings"], &all[..]].concat(),
        folder.path(),
    );
    assert_eq!(String::from_utf8_lossy(&checked.stderr), "");
    let formatted = plenary(&[&["fmt", "--check"], &all[..]].concat(), folder.path());
    assert_eq!(String::from_utf8_lossy(&formatted.stderr), "");
}

#[test]
fn a_new_project_builds_and_a_new_document_in_it_leaves_out_what_is_shared() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = plenary(&[&["new", "project", "wtsa"], &ALL[..]].concat(), folder.path());
    assert_eq!(
        made.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    let project = folder.path().join("wtsa");
    let second = [
        "new",
        "proposal",
        "proposals/2.plen",
        "--code",
        "RUR",
        "--title",
        "Other words",
    ];
    assert_eq!(plenary(&second, &project).status.code(), Some(0));
    let text = fs::read_to_string(project.join("proposals/2.plen")).expect("a document");
    assert!(text.starts_with("---\ntitle: Other words\n---\n\nADD RUR/40/1\n\n# DRAFT NEW RESOLUTION [RUR-1] (New Delhi, 2024)\n"), "{text}");
    let checked = plenary(&["check", "--deny", "warnings"], &project);
    assert_eq!(String::from_utf8_lossy(&checked.stderr), "");
    let built = plenary(&["build"], &project);
    assert_eq!(
        String::from_utf8_lossy(&built.stderr),
        "2 documents: 2 built, 0 as they were\n"
    );
    assert!(project.join("out/proposals/2.pdf").is_file());
}

#[test]
fn nothing_that_is_there_is_written_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let new = |more: &[&str]| plenary(&[&["new", "resolution"], &ALL[..], more].concat(), folder.path());
    fs::write(folder.path().join("resolution.plen"), "mine").expect("written");
    assert_eq!(new(&[]).status.code(), Some(2));
    assert_eq!(
        fs::read_to_string(folder.path().join("resolution.plen")).expect("a file"),
        "mine"
    );
    assert_eq!(new(&["--force"]).status.code(), Some(0));
    fs::create_dir(folder.path().join("proposals")).expect("made");
    fs::write(folder.path().join("proposals/1.plen"), "mine").expect("written");
    assert_eq!(
        plenary(&[&["new", "project"], &ALL[..]].concat(), folder.path())
            .status
            .code(),
        Some(2)
    );
    assert!(!folder.path().join("plenary.toml").exists(), "all or nothing");
}

#[test]
fn without_a_terminal_what_must_be_known_is_asked_for_by_its_option() {
    let folder = tempfile::tempdir().expect("a folder");
    for at in (0..ALL.len()).step_by(2) {
        let mut arguments = vec!["new", "proposal"];
        arguments.extend(ALL[..at].iter().chain(&ALL[at + 2..]));
        let output = plenary(&arguments, folder.path());
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            said.starts_with(&format!("error: {} is missing\n", ALL[at])),
            "{said}"
        );
    }
    let mut misspelt = vec!["new", "proposal"];
    misspelt.extend(ALL);
    misspelt[3] = "WTSA-23";
    let said = plenary(&misspelt, folder.path());
    let said = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(
        said.contains("no conference has the code `WTSA-23`; did you mean `WTSA-"),
        "{said}"
    );
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
}
