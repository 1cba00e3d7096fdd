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

#[test]
fn a_reading_has_no_trace_of_the_other_or_of_reviewers() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    let source = "---\nauthors:\n  DE: NAMEDE, 2014-09-20\nauthor: DE\n---\n\n# RESOLUTION 1 (Dubai, 2018)\n## T\n\n\
                  The Conference,\n\nrecalling\n\na) keep {--DELTXT--}{++NEWTXT++}; {>>CMTTXT<<}\n";
    fs::write(here.join("r.plen"), source).expect("written");
    for view in ["original", "final"] {
        for changes in ["inline", "simple", "layer"] {
            let arguments = [
                "build",
                "--to",
                "docx,pdf,html,text,json",
                "--view",
                view,
                "--changes",
                changes,
                "r.plen",
            ];
            assert_eq!(plenary(&arguments, here).status.code(), Some(0));
            let other = if view == "final" { "DELTXT" } else { "NEWTXT" };
            for format in ["docx", "pdf", "html", "txt", "json"] {
                let name = format!("r.{view}.{format}");
                let text = plain(&fs::read(here.join(&name)).expect("an output"), format);
                for trace in ["NAMEDE", "CMTTXT", "2014-09-20", other] {
                    assert!(
                        !text.contains(trace),
                        "{trace} in {name} with --changes {changes}"
                    );
                }
            }
        }
    }
}

/// All that a file says, unpacked.
fn plain(bytes: &[u8], format: &str) -> String {
    match format {
        "docx" => {
            let mut files = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
            let mut text = String::new();
            for at in 0..files.len() {
                let mut file = files.by_index(at).expect("a part");
                let mut part = Vec::new();
                std::io::Read::read_to_end(&mut file, &mut part).expect("a part");
                text.push_str(&String::from_utf8_lossy(&part));
            }
            text
        }
        "pdf" => {
            let document = lopdf::Document::load_mem(bytes).expect("a PDF");
            let pages: Vec<u32> = document.get_pages().into_keys().collect();
            let mut text = document.extract_text(&pages).unwrap_or_default();
            for object in document.objects.values() {
                text.push_str(&format!("{object:?}"));
            }
            text
        }
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

#[test]
fn the_name_of_a_source_is_in_no_output() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    let written = |name: &str| {
        fs::write(here.join(format!("{name}.plen")), SOUND).expect("written");
        let source = format!("{name}.plen");
        assert_eq!(
            plenary(&["build", "--to", "docx,pdf,html,json", &source], here)
                .status
                .code(),
            Some(0)
        );
        ["docx", "pdf", "html", "json"]
            .map(|format| fs::read(here.join(format!("{name}.{format}"))).expect("an output"))
    };
    assert_eq!(written("one"), written("another"));
}
