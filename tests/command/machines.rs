//! What the command tells programs and terminals.

use std::fs;

use super::{SOUND, plenary};

#[test]
fn findings_for_machines_are_the_output_of_check_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    fs::write(here.join("a b#.plen"), SOUND.replace("to test.", "a) x;\nc) y.")).expect("written");
    let run = |format: &str| {
        plenary(
            &["check", "--message-format", format, "a b#.plen", "none.plen"],
            here,
        )
    };
    let output = run("sarif");
    assert_eq!(output.status.code(), Some(3));
    assert!(output.stderr.is_empty());
    let log: serde_json::Value = serde_json::from_slice(&output.stdout).expect("one JSON value");
    let run_of = &log["runs"][0];
    let found = run_of["results"].as_array().expect("results");
    let rules: Vec<&str> = found.iter().filter_map(|it| it["ruleId"].as_str()).collect();
    assert_eq!(rules, ["label.out-of-sequence", "file.unreadable"]);
    let place = &found[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(place, "a%20b%23.plen");
    let replacement = &found[0]["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "b)");
    assert_eq!(replacement["deletedRegion"]["startLine"], 9);
    assert_eq!(run_of["invocations"][0]["executionSuccessful"], false);
    let lines = run("json").stdout;
    let lines = String::from_utf8(lines).expect("text");
    for line in lines.lines() {
        serde_json::from_str::<serde_json::Value>(line).expect("one JSON value a line");
    }
    assert_eq!(lines.lines().count(), 2);
    let commands = String::from_utf8(run("github").stdout).expect("text");
    assert!(
        commands
            .starts_with("::warning file=a b#.plen,line=9,col=1,endColumn=3,title=label.out-of-sequence::"),
        "{commands}"
    );
}

#[test]
fn no_control_character_of_a_source_reaches_a_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    let orders = "\u{1B}[2J\u{9B}31m\u{7}\u{202E}";
    let source = format!(
        "---\nstyle: p{orders}p\nconference: X{orders}\ndate: 1{orders}\n---\n\n{SOUND}\n{{@a{orders}}} {{++b++}}@K{orders} \
         {{#x}}{{#x{orders}}}\n\n![{orders}](f{orders}.png)\n\nsee{orders} the thing\n\n{}",
        "text ".repeat(400)
    );
    fs::write(here.join("r.plen"), source).expect("written");
    for format in ["human", "short", "json", "sarif", "github"] {
        let output = plenary(&["check", "--message-format", format, "r.plen"], here);
        let told = [output.stdout, output.stderr].concat();
        let told = String::from_utf8(told).expect("text");
        let order = told
            .chars()
            .find(|&it| it.is_control() && it != '\n' || it == '\u{202E}');
        assert_eq!(order, None, "{format}: {told:?}");
    }
}

#[test]
fn chosen_warnings_are_errors() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("r.plen"),
        SOUND.replace("to test.", "a) x;\nc) y."),
    )
    .expect("written");
    let code = |deny: &str| {
        plenary(&["check", "--deny", deny, "r.plen"], folder.path())
            .status
            .code()
    };
    assert_eq!(code("label.out-of-sequence"), Some(1));
    assert_eq!(code("note.unused,call.unknown"), Some(0));
    assert_eq!(code("warnings"), Some(1));
    assert_eq!(code("label.out-of-order"), Some(2));
}
