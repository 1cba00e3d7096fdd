//! Importing from the command line: places, messages, exit codes, and Word files where sources go.

#![allow(clippy::disallowed_methods)]

#[path = "command/program.rs"]
mod program;

use std::process::Output;

use program::plenary;

const SOURCE: &str = "---\nstyle: pp\nlanguage: en\nauthors:\n  GER: Germany, 2014-09-15T10:30Z\nauthor: GER\n---\n\n\
    # RESOLUTION 1 (Doha, 2026)\n## On words\n\nThe Conference,\n\nresolves\n\n1 to do {~~one~>a good~~} thing; {>>which?<<}\n++ 2 to report,\n";

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A folder with a source and the Word file of it, which does not carry it.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("r.plen"), SOURCE).expect("written");
    let built = plenary(&["build", "--to", "docx", "--no-source", "r.plen"], folder.path());
    assert_eq!(built.status.code(), Some(0), "{}", err(&built));
    folder
}

#[test]
fn a_word_file_comes_back_as_the_source_that_it_was_made_from() {
    let folder = folder();
    let printed = plenary(&["import", "r.docx", "--stdout"], folder.path());
    assert_eq!(printed.status.code(), Some(0), "{}", err(&printed));
    assert_eq!(
        String::from_utf8_lossy(&printed.stdout),
        SOURCE.replace(" {>>which?<<}", "{>>which?<<}")
    );
}

/// The Word file of a source, which carries it, unless another part is given for that.
fn built(text: &str, carried: Option<Vec<u8>>) -> (Vec<u8>, Vec<u8>) {
    use std::io::{Cursor, Read, Write};
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("b.plen"), text).expect("written");
    let made = plenary(&["build", "--to", "docx", "b.plen"], folder.path());
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    let file = std::fs::read(folder.path().join("b.docx")).expect("built");
    let mut archive = zip::ZipArchive::new(Cursor::new(&file)).expect("a package");
    let mut changed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut own = Vec::new();
    for at in 0..archive.len() {
        let name = archive
            .name_for_index(at)
            .expect("an entry")
            .expect("a name")
            .into_owned();
        let mut content = Vec::new();
        archive
            .by_index(at)
            .expect("an entry")
            .read_to_end(&mut content)
            .expect("read");
        if name == "customXml/item1.xml" {
            own.clone_from(&content);
            content = carried.clone().unwrap_or(content);
        }
        changed
            .start_file(name, zip::write::SimpleFileOptions::default())
            .expect("room");
        changed.write_all(&content).expect("room");
    }
    (changed.finish().expect("room").into_inner(), own)
}

#[test]
fn a_carried_source_comes_back_with_what_was_edited_and_only_where_it_fits() {
    let folder = folder();
    let root = folder.path();
    let odd = SOURCE.replace("resolves\n", "%% a remark\n\nresolves\n");
    let (file, carried) = built(&odd, None);
    std::fs::write(root.join("own.docx"), file).expect("written");
    let own = plenary(&["import", "own.docx", "--stdout"], root);
    assert_eq!(String::from_utf8_lossy(&own.stdout), odd, "{}", err(&own));
    let shown = plenary(&["import", "own.docx", "--stdout", "--no-embedded"], root);
    assert!(!String::from_utf8_lossy(&shown.stdout).contains("remark"));
    let (edited, _) = built(&odd.replace("On words", "On deeds"), Some(carried.clone()));
    std::fs::write(root.join("edited.docx"), edited).expect("written");
    let edited = plenary(
        &["import", "edited.docx", "--author", "DE=Germany II", "--stdout"],
        root,
    );
    let text = String::from_utf8_lossy(&edited.stdout).into_owned();
    assert!(text.contains("## On {~~words~>deeds~~}@DE\n"), "{text}");
    assert!(
        text.contains("  DE: Germany II\n") && text.contains("%% a remark\n"),
        "{text}"
    );
    assert!(err(&edited).contains("import.edited"), "{}", err(&edited));
    let (other, _) = built(
        "# RESOLUTION 7 (Doha, 2026)\n## On fish\n\nThe Council,\n\nnoting\n\nthat fish swim,\n",
        Some(carried),
    );
    std::fs::write(root.join("other.docx"), other).expect("written");
    let other = plenary(&["import", "other.docx", "--stdout"], root);
    assert!(String::from_utf8_lossy(&other.stdout).contains("that fish swim,"));
    assert!(err(&other).contains("import.source-unfit"), "{}", err(&other));
}

#[test]
fn nothing_that_is_there_is_written_over() {
    let folder = folder();
    let refused = plenary(&["import", "r.docx"], folder.path());
    assert_eq!(refused.status.code(), Some(2), "{}", err(&refused));
    let itself = plenary(&["import", "r.docx", "-o", "r.docx", "--force"], folder.path());
    assert_eq!(itself.status.code(), Some(2), "{}", err(&itself));
    let forced = plenary(&["import", "r.docx", "--force"], folder.path());
    assert_eq!(forced.status.code(), Some(0), "{}", err(&forced));
    let many = plenary(&["import", "r.docx", "r.docx", "--stdout"], folder.path());
    assert_eq!(many.status.code(), Some(2), "{}", err(&many));
}

#[test]
fn what_is_no_word_file_is_told_in_a_sentence() {
    let folder = folder();
    let refused = plenary(&["import", "r.plen", "-o", "x.plen"], folder.path());
    assert_eq!(refused.status.code(), Some(3));
    assert!(
        err(&refused).starts_with("error: r.plen is no Word file\n"),
        "{}",
        err(&refused)
    );
    assert!(!folder.path().join("x.plen").exists());
}

#[test]
fn word_files_are_taken_where_sources_are() {
    let folder = folder();
    let root = folder.path();
    let checked = plenary(&["check", "r.docx"], root);
    assert_eq!(checked.status.code(), Some(0), "{}", err(&checked));
    let built = plenary(
        &["build", "r.docx", "--to", "text", "--view", "final", "-o", "-"],
        root,
    );
    assert!(
        String::from_utf8_lossy(&built.stdout).contains("to do a good thing;"),
        "{}",
        err(&built)
    );
    let own = plenary(&["build", "r.docx", "--to", "docx"], root);
    assert_eq!(own.status.code(), Some(2), "{}", err(&own));
    let redlined = plenary(
        &[
            "redline",
            "r.docx",
            "r.docx",
            "--old-view",
            "original",
            "--author",
            "GER",
        ],
        root,
    );
    assert!(
        String::from_utf8_lossy(&redlined.stdout).contains("++ 2 to report,"),
        "{}",
        err(&redlined)
    );
    let mended = plenary(&["check", "--fix", "r.docx"], root);
    assert_ne!(mended.status.code(), Some(0));
    let file = std::fs::read(root.join("r.docx")).expect("still there");
    assert!(file.starts_with(b"PK"));
}

#[test]
fn edits_of_a_text_go_into_a_copy_of_its_word_file() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    let run = |arguments: &[&str]| plenary(arguments, folder.path());
    assert_eq!(run(&["import", "r.docx", "-o", "e.plen"]).status.code(), Some(0));
    let text = std::fs::read_to_string(at("e.plen")).expect("imported");
    std::fs::write(at("e.plen"), text.replace("1 to do", "1 to gladly do")).expect("written");
    let made = run(&[
        "redline",
        "r.docx",
        "e.plen",
        "--into",
        "o.docx",
        "--author",
        "FRA=France",
    ]);
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    let back = run(&["import", "--no-embedded", "o.docx", "--stdout"]);
    let back = String::from_utf8_lossy(&back.stdout).into_owned();
    assert!(back.contains("++gladly ++}@FRA"), "{back}");

    let same = run(&["redline", "r.docx", "e.plen", "--into", "r.docx"]);
    assert_eq!(same.status.code(), Some(2), "{}", err(&same));
    let no_file = run(&["redline", "e.plen", "e.plen", "--into", "p.docx"]);
    assert_eq!(no_file.status.code(), Some(2), "{}", err(&no_file));
    std::fs::write(at("e.plen"), text.replace("1 to do", "1 *to* do")).expect("written");
    let refused = run(&["redline", "r.docx", "e.plen", "--into", "q.docx"]);
    assert_eq!(refused.status.code(), Some(1), "{}", err(&refused));
    assert!(err(&refused).contains("into.no-place"), "{}", err(&refused));
    assert!(!at("q.docx").exists());
}

#[test]
fn edits_of_a_carried_source_go_into_the_file_that_carries_it() {
    let (file, _) = built(SOURCE, None);
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("r.docx"), file).expect("written");
    let edited = SOURCE.replace("to report,", "to report soon,");
    std::fs::write(folder.path().join("e.plen"), edited).expect("written");
    let made = plenary(
        &[
            "redline",
            "r.docx",
            "e.plen",
            "--into",
            "o.docx",
            "--author",
            "FRA=France",
        ],
        folder.path(),
    );
    assert_eq!(made.status.code(), Some(0), "{}", err(&made));
    let back = plenary(&["import", "o.docx", "--stdout"], folder.path());
    let back = String::from_utf8_lossy(&back.stdout).into_owned();
    assert!(back.contains("soon"), "{back}");
    assert!(back.contains("{>>which?<<}"), "{back}");
}
