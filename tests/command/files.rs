//! What the command reads and writes, and what it leaves alone.

use std::fs;
use std::path::Path;

use super::{SOUND, plenary};

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("r.plen"), SOUND).expect("written");
    folder
}

fn code(arguments: &[&str], folder: &Path) -> Option<i32> {
    plenary(arguments, folder).status.code()
}

fn said(arguments: &[&str], folder: &Path) -> String {
    String::from_utf8_lossy(&plenary(arguments, folder).stderr).into_owned()
}

#[test]
fn no_output_takes_the_place_of_a_source() {
    let folder = folder();
    let here = folder.path();
    for name in ["notes.txt", "page.html", "word.docx"] {
        fs::copy(here.join("r.plen"), here.join(name)).expect("copied");
        let format = name
            .rsplit_once('.')
            .map_or("", |(_, ending)| ending)
            .replace("txt", "text");
        assert_eq!(code(&["build", "--to", &format, name], here), Some(2), "{name}");
        assert_eq!(fs::read_to_string(here.join(name)).expect("there"), SOUND);
    }
    assert_eq!(
        code(&["build", "--to", "text", "-o", "r.plen", "r.plen"], here),
        Some(2)
    );
    assert_eq!(
        code(&["build", "--to", "text", "-o", "./r.plen", "r.plen"], here),
        Some(2)
    );
    assert_eq!(
        code(&["redline", "r.plen", "notes.txt", "-o", "r.plen"], here),
        Some(2)
    );
    assert_eq!(fs::read_to_string(here.join("r.plen")).expect("there"), SOUND);
}

#[test]
fn two_sources_share_no_output() {
    let folder = folder();
    let here = folder.path();
    for name in ["x", "y"] {
        fs::create_dir(here.join(name)).expect("made");
        fs::copy(here.join("r.plen"), here.join(name).join("a.plen")).expect("copied");
    }
    let both = [
        "build",
        "--to",
        "text",
        "--out-dir",
        "out",
        "x/a.plen",
        "y/a.plen",
    ];
    assert_eq!(code(&both, here), Some(2));
    assert!(!here.join("out").exists());
    assert_eq!(
        code(&["build", "--to", "text", "x/a.plen", "y/a.plen"], here),
        Some(0)
    );
}

#[test]
fn a_name_says_which_reading_and_which_format_is_in_the_file() {
    let folder = folder();
    let here = folder.path();
    for view in ["markup", "original", "final"] {
        assert_eq!(
            code(
                &[
                    "build",
                    "--to",
                    "text",
                    "--view",
                    view,
                    "--out-dir",
                    "a/b",
                    "r.plen"
                ],
                here
            ),
            Some(0)
        );
    }
    for name in ["r.txt", "r.original.txt", "r.final.txt"] {
        assert!(here.join("a/b").join(name).exists(), "{name}");
    }
    assert_eq!(
        code(&["build", "--to", "docx", "-o", "o.pdf", "r.plen"], here),
        Some(2)
    );
    assert_eq!(
        code(&["build", "--to", "docx", "-o", "o.v2", "r.plen"], here),
        Some(0)
    );
    assert!(said(&["build", "-o", "none/", "r.plen"], here).contains("the folder none/ does not exist"));
}

#[test]
fn a_dependency_file_names_the_pictures() {
    let folder = folder();
    let here = folder.path();
    fs::write(here.join("a b.plen"), format!("{SOUND}\n![x](p.png)\n")).expect("written");
    let picture = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/every-form/mast.png");
    fs::copy(picture, here.join("p.png")).expect("a picture");
    assert_eq!(
        code(&["build", "--to", "text", "--depfile", "d", "a b.plen"], here),
        Some(0)
    );
    assert_eq!(
        fs::read_to_string(here.join("d")).expect("written"),
        "a\\ b.txt: a\\ b.plen p.png\n"
    );
}

#[cfg(unix)]
#[test]
fn links_and_modes_stay() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let folder = folder();
    let here = folder.path();
    let marked = SOUND.replace("to test.", "to {--try--}{++test++}.");
    fs::write(here.join("marked.plen"), &marked).expect("written");
    fs::set_permissions(here.join("marked.plen"), fs::Permissions::from_mode(0o664)).expect("set");
    symlink("marked.plen", here.join("link.plen")).expect("linked");
    fs::hard_link(here.join("marked.plen"), here.join("twin.plen")).expect("linked");
    assert_eq!(code(&["accept", "link.plen"], here), Some(0));
    assert!(
        fs::symlink_metadata(here.join("link.plen"))
            .expect("there")
            .is_symlink()
    );
    for name in ["marked.plen", "twin.plen"] {
        assert_eq!(
            fs::read_to_string(here.join(name)).expect("there"),
            SOUND,
            "{name}"
        );
    }
    let data = fs::metadata(here.join("marked.plen")).expect("there");
    assert_eq!((data.mode() & 0o777, data.nlink()), (0o664, 2));
    fs::write(here.join("out.txt"), "old").expect("written");
    fs::set_permissions(here.join("out.txt"), fs::Permissions::from_mode(0o666)).expect("set");
    symlink("out.txt", here.join("out-link")).expect("linked");
    assert_eq!(
        code(&["build", "--to", "text", "-o", "out-link", "r.plen"], here),
        Some(0)
    );
    let data = fs::metadata(here.join("out.txt")).expect("there");
    assert_eq!(data.mode() & 0o777, 0o666);
    assert!(
        fs::read_to_string(here.join("out.txt"))
            .expect("there")
            .contains("to test.")
    );
    fs::set_permissions(here.join("out.txt"), fs::Permissions::from_mode(0o444)).expect("set");
    let protected = ["build", "--to", "text", "-o", "out.txt", "r.plen"];
    assert_eq!(code(&protected, here), Some(3));
    assert!(said(&protected, here).contains("write-protected"));
}

#[cfg(unix)]
#[test]
fn links_are_followed_to_a_file_that_is_yet_to_be_made_and_never_in_a_circle() {
    use std::os::unix::fs::symlink;
    let folder = folder();
    let here = folder.path();
    let links = [
        ("first", "second"),
        ("second", "out.txt"),
        ("one", "other"),
        ("other", "one"),
    ];
    for (name, to) in links {
        symlink(to, here.join(name)).expect("linked");
    }
    assert_eq!(
        code(&["build", "--to", "text", "-o", "first", "r.plen"], here),
        Some(0)
    );
    assert!(here.join("out.txt").is_file());
    let circle = ["build", "--to", "text", "-o", "one", "r.plen"];
    assert_eq!(code(&circle, here), Some(3));
    assert!(said(&circle, here).contains("lead to no file"));
    for (name, to) in links {
        assert_eq!(
            fs::read_link(here.join(name)).expect("a link"),
            Path::new(to),
            "{name}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn only_ordinary_pictures_of_the_project_are_read() {
    let outside = folder();
    fs::copy(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/every-form/mast.png"),
        outside.path().join("p.png"),
    )
    .expect("a picture");
    let here = outside.path().join("project");
    fs::create_dir_all(here.join("texts")).expect("made");
    fs::create_dir(here.join(".git")).expect("made");
    fs::copy(outside.path().join("p.png"), here.join("p.png")).expect("copied");
    fs::create_dir(here.join("texts/folder.png")).expect("made");
    let large = fs::File::create(here.join("texts/large.png")).expect("made");
    large.set_len(3 << 30).expect("a file of holes");
    std::os::unix::fs::symlink("../../p.png", here.join("texts/link.png")).expect("linked");
    let names = [
        "../p.png",
        "../../p.png",
        "link.png",
        "/dev/zero",
        "folder.png",
        "large.png",
        "none.png",
    ];
    let pictures: String = names.iter().map(|name| format!("![x]({name})\n\n")).collect();
    fs::write(here.join("texts/r.plen"), pictures).expect("written");
    let said = said(&["check", "--message-format", "short", "texts/r.plen"], &here);
    let faults: Vec<&str> = said
        .lines()
        .filter_map(|line| line.split("the picture ").nth(1))
        .collect();
    assert_eq!(
        faults,
        [
            "`../../p.png` is outside the folder of the project",
            "`link.png` is outside the folder of the project",
            "`/dev/zero` is outside the folder of the project",
            "`folder.png` is no ordinary file",
            "`large.png` has more than 64 MB",
            "`none.png` cannot be read",
        ]
    );
}

#[test]
fn check_mends_what_can_be_mended_safely() {
    let folder = folder();
    let here = folder.path();
    let wrong = "The Conference,\n\na) one;\nc) two;\nd) three.\n";
    fs::write(here.join("w.plen"), wrong).expect("written");
    assert_eq!(code(&["check", "--fix", "w.plen"], here), Some(0));
    let mended = fs::read_to_string(here.join("w.plen")).expect("there");
    assert_eq!(mended, "The Conference,\n\na) one;\nb) two;\nc) three.\n");
}

#[test]
fn what_a_file_carries_can_be_taken_out() {
    let folder = folder();
    let here = folder.path();
    let source = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/resolution-101-ecp1.plen"))
        .expect("there");
    fs::write(here.join("s.plen"), &source).expect("written");
    assert_eq!(code(&["build", "s.plen"], here), Some(0));
    for name in ["s.docx", "s.pdf"] {
        assert_eq!(plenary(&["extract", name], here).stdout, source, "{name}");
    }
    assert_eq!(
        code(&["extract", "s.pdf", "-o", "r.plen"], here),
        Some(2),
        "it is there"
    );
    assert_eq!(code(&["extract", "s.pdf", "-o", "new.plen"], here), Some(0));
    assert_eq!(fs::read(here.join("new.plen")).expect("written"), source);
    assert_eq!(code(&["build", "--no-source", "s.plen"], here), Some(0));
    assert_eq!(code(&["extract", "s.docx"], here), Some(1));
    assert_eq!(code(&["extract", "s.plen"], here), Some(1));
}

#[test]
fn words_and_pages_are_counted_in_each_reading() {
    let folder = folder();
    let here = folder.path();
    fs::write(
        here.join("r.plen"),
        SOUND.replace("to test.", "to {--try--}{++test at once++}."),
    )
    .expect("written");
    let output = plenary(&["count", "--format", "json", "r.plen"], here).stdout;
    let counted: serde_json::Value = serde_json::from_slice(&output).expect("JSON");
    let words = ["original", "final", "markup"].map(|reading| counted[0][reading]["words"].as_u64());
    assert_eq!(words, [Some(12), Some(14), None]);
    assert_eq!(counted[0]["final"]["pages"], 1);
}

#[test]
fn what_may_be_written_is_listed() {
    let folder = folder();
    let listed = |arguments: &[&str]| {
        let output = plenary(&[&["list"], arguments].concat(), folder.path());
        String::from_utf8(output.stdout).expect("text")
    };
    assert!(listed(&["calls", "--language", "fr"]).contains("rappelant"));
    assert!(listed(&["conferences"]).contains("PP-14"));
    assert_eq!(listed(&["styles"]).lines().count(), 7);
    assert!(listed(&["rules"]).contains("warning: A line looks like a clause of an annex"));
    assert!(listed(&["fonts"]).contains("Carlito"));
}

#[test]
fn a_change_that_is_none_is_told_with_the_last_that_is() {
    let folder = folder();
    let here = folder.path();
    fs::write(
        here.join("m.plen"),
        SOUND.replace("to test.", "to {--try--}{++test++} {++twice++}."),
    )
    .expect("written");
    assert_eq!(
        code(&["accept", "m.plen", "--change", "2", "-o", "a.plen"], here),
        Some(0)
    );
    for number in ["3", "1-3", "0"] {
        assert_eq!(
            code(&["accept", "m.plen", "--change", number], here),
            Some(2),
            "{number}"
        );
    }
    assert!(
        said(&["accept", "m.plen", "--change", "3"], here)
            .contains("no change has the number 3; the last is 2")
    );
}

#[test]
fn a_source_that_is_edited_keeps_its_encoding_and_line_ends() {
    let folder = folder();
    let text = "---\r\nauthors:\r\n  DE: Germany\r\nauthor: DE\r\n---\r\n\r\n##Über {++uns++}\r\n";
    let units = |text: &str| -> Vec<u8> {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    };
    let path = folder.path().join("a.plen");
    fs::write(&path, units(text)).expect("a file");
    let mut wanted = text.replace("##Über", "## Über");
    code(&["check", "--fix", "a.plen"], folder.path());
    assert_eq!(fs::read(&path).expect("a file"), units(&wanted));
    wanted = wanted.replace("{++uns++}", "uns");
    assert_eq!(code(&["accept", "a.plen"], folder.path()), Some(0));
    assert_eq!(fs::read(&path).expect("a file"), units(&wanted));
    let told = said(&["fmt", "a.plen"], folder.path());
    assert!(told.contains("source.recoded"), "{told}");
    let written = fs::read_to_string(&path).expect("UTF-8");
    assert!(written.ends_with("## Über uns\r\n"), "{written}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_source_is_on_the_disk_before_it_takes_its_name() {
    use std::process::Command;
    let folder = folder();
    let here = folder.path();
    let marked = SOUND.replace("to test.", "to {--try--}{++test++}.");
    for edit in [&["accept"][..], &["fmt"], &["check", "--fix"]] {
        // Something for each of the commands to write.
        fs::write(here.join("r.plen"), marked.replace("# RES", "#RES")).expect("written");
        let traced = Command::new("strace")
            .args([
                "-f",
                "-o",
                "calls",
                "-e",
                "trace=fsync,fdatasync,rename,renameat,renameat2",
            ])
            .arg(env!("CARGO_BIN_EXE_plenary"))
            .args(edit)
            .arg("r.plen")
            .current_dir(here)
            .output();
        let calls = fs::read_to_string(here.join("calls")).unwrap_or_default();
        // Without a program that sees the calls, or where it may see none, nothing can be said.
        if traced.is_err() || !calls.contains("exited with") {
            return;
        }
        let renamed = calls.find("r.plen\"");
        let synced = calls.find("sync(");
        assert!(
            renamed.is_some() && synced.is_some() && synced < renamed,
            "{edit:?}\n{calls}"
        );
        fs::remove_file(here.join("calls")).expect("removed");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_was_written_is_opened() {
    use std::os::unix::fs::PermissionsExt;
    use std::process::Command;
    use std::time::{Duration, Instant};
    let folder = folder();
    let here = folder.path();
    // The program that opens files, in a place where nothing else is.
    let opener = here.join("xdg-open");
    let script = format!("#!/bin/sh\necho \"$1\" >> '{}'\n", here.join("opened").display());
    fs::write(&opener, script).expect("written");
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).expect("set");
    let status = Command::new(env!("CARGO_BIN_EXE_plenary"))
        .args(["build", "--to", "docx,text", "--open", "r.plen"])
        .env("PATH", here)
        .current_dir(here)
        .status();
    assert_eq!(status.expect("the program runs").code(), Some(0));
    // It is not waited for.
    let until = Instant::now() + Duration::from_secs(10);
    let opened = || fs::read_to_string(here.join("opened")).unwrap_or_default();
    while opened().lines().count() < 2 && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(20));
    }
    let opened = opened();
    let mut names: Vec<&str> = opened.lines().collect();
    names.sort_unstable();
    assert_eq!(names.len(), 2, "{opened}");
    assert!(
        names[0].ends_with("r.docx") && names[1].ends_with("r.txt"),
        "{opened}"
    );
}
