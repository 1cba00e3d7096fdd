//! Redlining and deciding from the command line: arguments, messages, exit codes, and that a
//! failed run writes nothing.

#![allow(clippy::disallowed_methods)]

#[path = "command/program.rs"]
mod program;

use std::process::{Command, Output};

use program::plenary;

const OLD: &str = "# RESOLUTION 1 (Doha, 2026)\n## On words\n\nThe Conference,\n\nresolves\n\n1 to do one thing;\n2 to do another thing;\n3 to report,\n";
const NEW: &str = "# RESOLUTION 1 (Doha, 2026)\n## On words\n\nThe Conference,\n\nresolves\n\n1 to do one good thing;\n2 to report,\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [
        ("old.plen", OLD),
        ("new.plen", NEW),
        ("bad.plen", "resolves {++x\n"),
    ] {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    std::fs::write(
        folder.path().join("binary.plen"),
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    )
    .expect("written");
    folder
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_redline_is_written_listed_and_decided() {
    let folder = folder();
    let root = folder.path();
    let made = plenary(
        &[
            "redline",
            "old.plen",
            "new.plen",
            "--author",
            "DE=Germany",
            "-o",
            "r.plen",
        ],
        root,
    );
    assert_eq!((made.status.code(), err(&made)), (Some(0), String::new()));
    let text = std::fs::read_to_string(root.join("r.plen")).expect("written");
    assert!(text.contains("  DE: Germany\nauthor: DE\n"), "{text}");
    assert!(
        text.contains("1 to do one {++good ++}thing;\n-- 2 to do another thing;\n{~~3~>2~~} to report,"),
        "{text}"
    );
    let listed = plenary(&["changes", "r.plen"], root);
    let wanted = "  1  DE  resolves 1: + good\n  2  DE  resolves 2: - 2 to do another thing;\n  3  DE  resolves 2: 3 → 2\n";
    assert_eq!(out(&listed), wanted);
    assert_eq!(
        plenary(&["accept", "r.plen", "--in", "resolves 1"], root)
            .status
            .code(),
        Some(0)
    );
    assert_eq!(
        plenary(&["reject", "r.plen", "--change", "1,2"], root)
            .status
            .code(),
        Some(0)
    );
    let text = std::fs::read_to_string(root.join("r.plen")).expect("written");
    assert!(
        text.ends_with("1 to do one good thing;\n2 to do another thing;\n3 to report,\n"),
        "{text}"
    );
    for ending in ["docx", "txt", "html", "json"] {
        let name = format!("r.{ending}");
        let made = plenary(&["redline", "old.plen", "new.plen", "-o", &name], root);
        assert_eq!(made.status.code(), Some(0), "{}", err(&made));
        assert!(root.join(name).exists());
    }
}

#[test]
fn the_log_of_what_was_never_committed_is_an_error_with_advice() {
    let folder = folder();
    let root = folder.path();
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"];
        let status = Command::new("git")
            .args(identity)
            .args(arguments)
            .current_dir(root)
            .status()
            .expect("git");
        assert!(status.success());
    };
    git(&["init", "-q", "-b", "main"]);
    git(&["add", "old.plen"]);
    git(&["commit", "-q", "-m", "one"]);
    std::fs::create_dir(root.join("folder")).expect("a folder");
    for name in ["new.plen", "folder"] {
        let logged = plenary(&["log", name], root);
        assert_eq!((logged.status.code(), out(&logged)), (Some(3), String::new()));
        let said = format!(
            "error: no commit of `HEAD` touches a file `{name}`\n  = help: give a file, not a folder"
        );
        assert!(err(&logged).starts_with(&said), "{}", err(&logged));
    }
}

#[test]
fn bad_input_is_one_clear_error_and_writes_nothing() {
    let folder = folder();
    let root = folder.path();
    std::fs::write(root.join("kept.plen"), "kept").expect("written");
    let noise: Vec<u8> = (0..3000u32)
        .map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    std::fs::write(root.join("noise.plen"), noise).expect("written");
    let accents = b"d\xe9cide de charger le Secr\xe9taire g\xe9n\xe9ral\n".repeat(20);
    std::fs::write(root.join("latin.plen"), accents).expect("written");
    let git = |arguments: &[&str]| {
        let status = Command::new("git")
            .args(arguments)
            .current_dir(root)
            .status()
            .expect("git");
        assert!(status.success());
    };
    git(&["init", "-q", "-b", "main"]);
    git(&["add", "old.plen", "binary.plen"]);
    git(&[
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@example.org",
        "commit",
        "-q",
        "-m",
        "one",
    ]);
    for (old, code, message) in [
        ("nowhere:old.plen", 3, "git knows no revision `nowhere`"),
        ("HEAD:new.plen", 3, "`HEAD` has no file `new.plen`"),
        ("HEAD:binary.plen", 1, "the file is not a text"),
        ("binary.plen", 1, "the file is not a text"),
        ("noise.plen", 1, "the file is not a text"),
        (
            "latin.plen",
            1,
            "the file is in an old encoding such as Windows-1252",
        ),
        ("bad.plen", 1, "`{++` is never closed"),
        ("none.plen", 3, "cannot read none.plen"),
    ] {
        let made = plenary(&["redline", old, "new.plen", "-o", "kept.plen"], root);
        let errors = err(&made)
            .lines()
            .filter(|line| line.starts_with("error"))
            .count();
        assert_eq!(errors, 1, "{old}: {}", err(&made));
        assert_eq!(made.status.code(), Some(code), "{old}");
        assert!(err(&made).contains(message), "{old}: {}", err(&made));
        assert_eq!(
            std::fs::read_to_string(root.join("kept.plen")).expect("there"),
            "kept"
        );
    }
    let made = plenary(&["redline", "--git", "HEAD", "old.plen"], root);
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    assert!(!out(&made).contains("++"), "{}", out(&made));
}

#[test]
fn wrong_usage_says_what_is_right() {
    let folder = folder();
    for (arguments, message) in [
        (&["redline", "old.plen"][..], "a redline needs two versions"),
        (
            &["redline", "old.plen", "new.plen", "--author", "a b"],
            "`a b` is no author key",
        ),
        (
            &["redline", "old.plen", "new.plen", "--date", "soon"],
            "`soon` is no date",
        ),
        (
            &["redline", "old.plen", "new.plen", "-o", "r.odt"],
            "no redline is written as .odt",
        ),
        (
            &["redline", "--blame", "old.plen", "new.plen"],
            "--blame needs a history",
        ),
        (
            &["accept", "old.plen", "--in", "resolves 9"],
            "the document has no place `resolves 9`",
        ),
    ] {
        let output = plenary(arguments, folder.path());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(err(&output).contains(message), "{}", err(&output));
    }
}

#[test]
fn formatting_checks_shows_and_writes() {
    let folder = folder();
    let root = folder.path();
    let untidy = "# RESOLUTION 1 (Doha, 2026)\n## On words\n\nThe Conference,\n\nresolves\n\n1 to do\n  one thing;\n3 to report,\n";
    std::fs::write(root.join("u.plen"), untidy).expect("written");
    assert_eq!(
        plenary(&["fmt", "--check", "u.plen"], root).status.code(),
        Some(1)
    );
    let shown = plenary(&["fmt", "--diff", "u.plen"], root);
    assert!(
        out(&shown).contains("-1 to do\n-  one thing;\n+1 to do one thing;\n"),
        "{}",
        out(&shown)
    );
    assert_eq!(
        std::fs::read_to_string(root.join("u.plen")).expect("there"),
        untidy
    );
    assert_eq!(
        plenary(&["fmt", "--renumber", "u.plen"], root).status.code(),
        Some(0)
    );
    let text = std::fs::read_to_string(root.join("u.plen")).expect("there");
    assert!(text.ends_with("1 to do one thing;\n2 to report,\n"), "{text}");
    assert_eq!(
        plenary(&["fmt", "--check", "u.plen"], root).status.code(),
        Some(0)
    );
}
