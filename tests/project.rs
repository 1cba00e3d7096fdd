//! Projects: what `plenary.toml` shares, what is built again and what is not.

#![allow(clippy::disallowed_methods, reason = "a test makes files and looks at them")]

use std::fs;
use std::path::Path;
use std::process::Output;

use program::plenary;
use tempfile::TempDir;

#[path = "command/program.rs"]
mod program;

const MANIFEST: &str = "[build]\nto = ['docx', 'pdf', 'html']\nviews = ['markup', 'final']\nout-dir = 'out'\n\
    [front]\nstyle = 'pp'\nlanguage = 'fr'\nconference = 'PP-22'\nauthors.FR = 'France, 2026-10-01'\n";

const TEXT: &str = "# RÉSOLUTION 1 (Bucarest, 2022)\n## Essai\n\nLa Conférence,\n\ndécide\n\n\
    1 d'agir {++vite++}@FR;\n2 de finir.\n";

fn project(manifest: &str, files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), "plenary.toml", manifest);
    for (name, text) in files {
        put(folder.path(), name, text);
    }
    folder
}

fn put(folder: &Path, name: &str, text: impl AsRef<[u8]>) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, text).expect("written");
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[track_caller]
fn build(folder: &Path, arguments: &[&str], code: i32, expected: &str) {
    let output = plenary(&[&["build"], arguments].concat(), folder);
    assert_eq!(said(&output), expected);
    assert_eq!(output.status.code(), Some(code));
}

#[test]
fn a_project_builds_what_changed_and_nothing_else() {
    let project = project(
        MANIFEST,
        &[("a/x.plen", TEXT), ("b/x.plen", TEXT), ("b/.hidden.plen", "x")],
    );
    let folder = project.path();
    build(folder, &[], 0, "2 documents: 2 built, 0 as they were\n");
    for name in ["out/a/x.docx", "out/b/x.pdf", "out/b/x.final.html"] {
        assert!(folder.join(name).is_file(), "{name}");
    }
    build(folder, &[], 0, "2 documents, nothing to do\n");
    build(&folder.join("b"), &[], 0, "2 documents, nothing to do\n");
    put(folder, "b/x.plen", TEXT.replace("finir", "partir"));
    build(folder, &[], 0, "2 documents: 1 built, 1 as they were\n");
    // A date alone says nothing.
    put(folder, "b/x.plen", TEXT.replace("finir", "partir"));
    build(folder, &[], 0, "2 documents, nothing to do\n");
    fs::remove_file(folder.join("out/a/x.pdf")).expect("removed");
    put(folder, "out/b/x.html", "by hand");
    build(folder, &[], 0, "2 documents: 2 built, 0 as they were\n");
    put(folder, "plenary.toml", MANIFEST.replace("'PP-22'", "'PP-18'"));
    build(folder, &[], 0, "2 documents: 2 built, 0 as they were\n");
    fs::remove_dir_all(folder.join(".plenary")).expect("removed");
    build(folder, &[], 0, "2 documents: 2 built, 0 as they were\n");
    let ignored = fs::read_to_string(folder.join(".plenary/.gitignore")).expect("a file");
    assert_eq!(ignored, "*\n");
}

#[test]
fn pictures_and_fonts_are_part_of_what_is_built() {
    let picture: &[u8] = include_bytes!("../examples/every-form/mast.png");
    let manifest = "[build]\nto = 'docx'\nfont-path = 'fonts'\n[front]\nlogo = 'emblem.png'\nstyle = 'pp'\ndocument = 5\n";
    let text = "# RESOLUTION 1 (Busan, 2014)\n## Test\n\nThe Council,\n\nresolves\n\nto test.\n";
    let project = project(manifest, &[("in/side/r.plen", text)]);
    let folder = project.path();
    put(folder, "emblem.png", picture);
    let font = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(FONT)).expect("a font");
    put(folder, "fonts/a.ttf", &font);
    build(
        folder,
        &["--depfile", "d"],
        0,
        "1 document: 1 built, 0 as they were\n",
    );
    let rule = fs::read_to_string(folder.join("d")).expect("a depfile");
    assert_eq!(
        rule,
        "in/side/r.docx: in/side/r.plen in/side/../../emblem.png plenary.toml fonts/a.ttf\n"
    );
    build(folder, &["--depfile", "d"], 0, "1 document, nothing to do\n");
    assert_eq!(fs::read_to_string(folder.join("d")).expect("a depfile"), rule);
    let mut other = picture.to_vec();
    other.push(0);
    put(folder, "emblem.png", other);
    build(folder, &[], 0, "1 document: 1 built, 0 as they were\n");
    fs::rename(folder.join("fonts/a.ttf"), folder.join("fonts/b.ttf")).expect("renamed");
    build(folder, &[], 0, "1 document: 1 built, 0 as they were\n");
}

const FONT: &str = "assets/fonts/carlito/Carlito-Regular.ttf";

#[test]
fn what_was_found_is_told_again_and_nothing_is_written_for_it() {
    let odd = TEXT.replace("2 de finir", "3 de finir");
    let project = project(MANIFEST, &[("x.plen", &odd)]);
    let folder = project.path();
    let first = plenary(&["build"], folder);
    assert!(said(&first).contains("label.out-of-sequence"), "{}", said(&first));
    let written = || {
        fs::metadata(folder.join("out/x.pdf"))
            .and_then(|data| data.modified())
            .expect("a file")
    };
    let before = written();
    let again = plenary(&["build"], folder);
    let expected = said(&first).replace("1 built, 0 as they were", "0 built, 1 as they were");
    assert_eq!(
        said(&again),
        expected.replace("1 document: 0 built, 1 as they were", "1 document, nothing to do")
    );
    assert_eq!(written(), before);
    // Settings of the rules hold for all.
    put(
        folder,
        "plenary.toml",
        format!("{MANIFEST}[rules]\nallow = ['label.out-of-sequence']\n"),
    );
    build(folder, &[], 0, "1 document: 1 built, 0 as they were\n");
    put(
        folder,
        "plenary.toml",
        format!("{MANIFEST}[rules]\ndeny = 'label.out-of-sequence'\n"),
    );
    assert_eq!(plenary(&["build"], folder).status.code(), Some(1));
    assert_eq!(plenary(&["check"], folder).status.code(), Some(1));
}

#[test]
fn an_output_carries_what_is_shared_and_builds_the_same_alone() {
    let other = TEXT.replace(
        "# R",
        "---\nconference: PP-18\nauthors:\n  DE: Deutschland\n---\n\n# R",
    );
    let project = project(MANIFEST, &[("x.plen", TEXT), ("y.plen", &other)]);
    let folder = project.path();
    build(folder, &[], 0, "2 documents: 2 built, 0 as they were\n");
    let alone = tempfile::tempdir().expect("a folder");
    for name in ["x", "y"] {
        for ending in ["docx", "pdf"] {
            let built = folder.join("out").join(name).with_extension(ending);
            let source = format!("{name}.plen");
            let built_name = built.to_string_lossy();
            let extracted = plenary(&["extract", &built_name, "-o", &source, "--force"], alone.path());
            assert_eq!(extracted.status.code(), Some(0), "{}", said(&extracted));
            let formats = ["build", &source, "--to", "docx,pdf,html"];
            assert_eq!(plenary(&formats, alone.path()).status.code(), Some(0));
            for ending in ["docx", "pdf", "html"] {
                let file =
                    |folder: &Path| fs::read(folder.join(name).with_extension(ending)).expect("an output");
                assert_eq!(file(&folder.join("out")), file(alone.path()), "{name}.{ending}");
            }
        }
    }
    let carried = fs::read_to_string(alone.path().join("y.plen")).expect("a source");
    assert!(
        carried.contains("conference: PP-18") && !carried.contains("PP-22"),
        "{carried}"
    );
    assert!(
        carried.contains("  DE: Deutschland\n  FR: France, 2026-10-01\n"),
        "{carried}"
    );
}

#[test]
fn a_file_by_name_has_the_settings_of_its_project_and_goes_where_the_command_says() {
    let project = project(MANIFEST, &[("a/x.plen", TEXT)]);
    let folder = project.path();
    build(folder, &["a/x.plen"], 0, "");
    assert!(folder.join("a/x.docx").is_file() && !folder.join("out").exists());
    assert_eq!(said(&plenary(&["check", "a/x.plen"], folder)), "");
    let listed = plenary(&["changes", "a/x.plen"], folder);
    assert_eq!(
        String::from_utf8_lossy(&listed.stdout),
        "  1  FR  2026-10-01  décide 1: + vite\n"
    );
    assert_eq!(plenary(&["accept", "a/x.plen"], folder).status.code(), Some(0));
    let text = fs::read_to_string(folder.join("a/x.plen")).expect("a source");
    assert_eq!(text, TEXT.replace("{++vite++}@FR", "vite"));
}

#[test]
fn check_and_fmt_work_on_the_whole_project() {
    let loose = TEXT.replace("1 d'agir", "1   d'agir");
    let project = project(MANIFEST, &[("a/x.plen", &loose), ("y.plen", TEXT)]);
    let folder = project.path();
    let checked = plenary(&["fmt", "--check"], folder);
    assert_eq!(said(&checked), "a/x.plen is not in its canonical form\n");
    assert_eq!(plenary(&["fmt"], folder).status.code(), Some(0));
    assert_eq!(
        fs::read_to_string(folder.join("a/x.plen")).expect("a source"),
        TEXT
    );
    put(folder, "y.plen", TEXT.replace("2 de finir", "3 de finir"));
    let found = plenary(&["check", "--message-format", "short"], folder);
    assert!(
        said(&found).starts_with("y.plen:9:1: warning[label.out-of-sequence]"),
        "{}",
        said(&found)
    );
    let unmarked = TEXT.replace("{++vite++}@FR", "vite");
    put(folder, "y.plen", unmarked.replace("2 de finir", "3 de finir"));
    assert_eq!(plenary(&["check", "--fix"], folder).status.code(), Some(0));
    assert_eq!(
        fs::read_to_string(folder.join("y.plen")).expect("a source"),
        unmarked
    );
}

#[test]
fn faults_of_the_settings_are_told_once_and_where_they_stand() {
    let project = project(
        &MANIFEST.replace("style", "stlye"),
        &[("x.plen", TEXT), ("y.plen", TEXT)],
    );
    let folder = project.path();
    for command in ["build", "check"] {
        let output = plenary(&[command, "--message-format", "short"], folder);
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(said(&output).lines().count(), 1, "{}", said(&output));
        assert!(
            said(&output).starts_with("plenary.toml:6:1: error[project.unknown-key]"),
            "{}",
            said(&output)
        );
    }
    assert_eq!(plenary(&["accept", "x.plen"], folder).status.code(), Some(1));
    assert_eq!(plenary(&["fmt"], folder).status.code(), Some(1));
    // A value that front matter has no use for.
    put(folder, "plenary.toml", MANIFEST.replace("'PP-22'", "'PP-27'"));
    let output = plenary(&["build", "--message-format", "short"], folder);
    assert_eq!(output.status.code(), Some(0));
    assert!(
        said(&output).starts_with("plenary.toml:8:1: warning[conference.unknown]"),
        "{}",
        said(&output)
    );
    assert_eq!(said(&output).lines().count(), 2, "{}", said(&output));
    // It is told again where nothing is built.
    let again = plenary(&["build", "--message-format", "short"], folder);
    assert!(
        said(&again).starts_with("plenary.toml:8:1: warning[conference.unknown]"),
        "{}",
        said(&again)
    );
    assert!(
        said(&again).ends_with("2 documents, nothing to do\n"),
        "{}",
        said(&again)
    );
}

#[test]
fn without_a_project_or_sources_it_is_wrong_usage() {
    let folder = tempfile::tempdir().expect("a folder");
    for command in ["build", "check", "fmt"] {
        assert_eq!(
            plenary(&[command], folder.path()).status.code(),
            Some(2),
            "{command}"
        );
    }
    put(folder.path(), "plenary.toml", "sources = ['none/*.plen']\n");
    put(folder.path(), "r.plen", TEXT);
    let output = plenary(&["build"], folder.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("has no sources"), "{}", said(&output));
}

#[test]
fn sources_are_named_by_patterns_and_folders_with_settings_of_their_own_are_left_out() {
    let manifest = "sources = ['in/**/*.plen', 'one.txt']\nexclude = ['in/drafts/*']\n[build]\nto = 'text'\n";
    let text = "# ANNEX\n\nA text.\n";
    let files = [
        "in/a.plen",
        "in/deep/b.plen",
        "in/drafts/c.plen",
        "one.txt",
        "two.plen",
        "in/own/d.plen",
    ];
    let project = project(manifest, &files.map(|name| (name, text)));
    let folder = project.path();
    put(folder, "in/own/plenary.toml", "");
    // The output of a text file of that name would take its place.
    let refused = plenary(&["build"], folder);
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    build(
        folder,
        &["--out-dir", "out"],
        0,
        "3 documents: 3 built, 0 as they were\n",
    );
    for (name, is_there) in [
        ("in/a", true),
        ("in/deep/b", true),
        ("in/drafts/c", false),
        ("one", true),
        ("two", false),
        ("in/own/d", false),
    ] {
        assert_eq!(
            folder.join("out").join(name).with_extension("txt").exists(),
            is_there,
            "{name}"
        );
    }
}

#[test]
fn the_same_bytes_come_of_any_number_of_threads() {
    let files: Vec<(String, String)> = (0..12)
        .map(|number| {
            (
                format!("{number}.plen"),
                TEXT.replace("RÉSOLUTION 1", &format!("RÉSOLUTION {number}")),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let built = |threads: &str| {
        let project = project(MANIFEST, &files);
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_plenary"))
            .arg("build")
            .env("RAYON_NUM_THREADS", threads)
            .current_dir(project.path())
            .output()
            .expect("the program runs");
        assert_eq!(output.status.code(), Some(0));
        let mut outputs: Vec<(String, Vec<u8>)> = fs::read_dir(project.path().join("out"))
            .expect("a folder")
            .map(|entry| entry.expect("an entry").path())
            .map(|path| {
                (
                    path.display()
                        .to_string()
                        .rsplit('/')
                        .next()
                        .unwrap_or_default()
                        .to_owned(),
                    fs::read(&path).expect("an output"),
                )
            })
            .collect();
        outputs.sort();
        outputs
    };
    assert_eq!(built("1"), built("2"));
}
