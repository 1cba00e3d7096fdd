//! Versions from git, in a repository made for each test.

#![allow(clippy::disallowed_methods, reason = "the repositories are files")]

use std::path::{Path, PathBuf};
use std::process::Command;

use plenary::history::{Error, Repository, Spec};
use plenary::model::View;
use plenary::revision::redline::{RedlineOptions, Redliner, Stage, blame, redline};
use plenary::revision::{changes, settle, summary};
use plenary::source::Source;
use plenary::syntax;

struct Folder {
    root: tempfile::TempDir,
}

impl Folder {
    fn new() -> Self {
        let folder = Self {
            root: tempfile::tempdir().expect("a folder"),
        };
        folder.git(&["init", "-q", "-b", "main"], "Nobody", 0);
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn git(&self, arguments: &[&str], author: &str, hour: u8) {
        let date = format!("2014-09-15T{hour:02}:00:00Z");
        let status = Command::new("git")
            .args([
                "-c",
                "commit.gpgsign=false",
                "-c",
                "tag.gpgsign=false",
                "-c",
                "core.autocrlf=false",
            ])
            .args(arguments)
            .current_dir(self.root.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_AUTHOR_NAME", author)
            .env("GIT_AUTHOR_EMAIL", "a@example.org")
            .env("GIT_AUTHOR_DATE", &date)
            .env("GIT_COMMITTER_NAME", author)
            .env("GIT_COMMITTER_EMAIL", "a@example.org")
            .env("GIT_COMMITTER_DATE", &date)
            .status()
            .expect("git to set the test up");
        assert!(status.success(), "{arguments:?}");
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    fn commit(&self, name: &str, text: &str, author: &str, hour: u8) {
        self.write(name, text);
        self.git(&["add", "."], author, hour);
        self.git(
            &[
                "commit",
                "-q",
                "-m",
                &format!("Draft of {author}\n\nWith a body."),
            ],
            author,
            hour,
        );
    }

    fn repository(&self) -> Repository {
        Repository::open(self.root.path()).expect("a repository")
    }
}

fn spec(text: &str) -> Spec {
    Spec::parse(text).expect("a revision and a path")
}

fn document(text: &str) -> plenary::model::Document {
    syntax::parse(&Source::new("r.plen", text)).0
}

const FIRST: &str = "# RESOLUTION 1 (Doha, 2026)\n## On words\n\nThe Conference,\n\nrecalling\n\na) one text of several words;\nb) another text of several words,\n\nresolves\n\n1 to do the first of all things;\n2 to do the second of all things,\n";

#[test]
fn revisions_tags_and_the_index_are_read() {
    let folder = Folder::new();
    folder.commit("texts/r.plen", FIRST, "Maria Keller", 8);
    folder.git(&["tag", "-a", "v1", "-m", "one"], "Maria Keller", 8);
    let second = FIRST.replace("first", "last");
    folder.commit("texts/r.plen", &second, "Li Wei", 9);
    folder.write("texts/r.plen", "staged\n");
    folder.git(&["add", "."], "Li Wei", 10);
    folder.write("texts/r.plen", "in the folder only\n");
    let repository = folder.repository();
    let read =
        |text: &str| String::from_utf8(repository.version(&spec(text)).expect(text).bytes).expect("text");
    assert_eq!(read("HEAD~1:texts/r.plen"), FIRST);
    assert_eq!(read("v1:texts/r.plen"), FIRST);
    assert_eq!(read("main:texts/r.plen"), second);
    assert_eq!(read(":texts/r.plen"), "staged\n");
    let commit = repository
        .version(&spec("v1:texts/r.plen"))
        .expect("v1")
        .commit
        .expect("a commit");
    assert_eq!(
        (commit.author.as_str(), commit.summary.as_str()),
        ("Maria Keller", "Draft of Maria Keller")
    );
    assert_eq!(
        commit.date.map(|date| date.to_string()).as_deref(),
        Some("2014-09-15T08:00:00Z")
    );
    assert_eq!(
        repository.inside(&folder.path("texts/r.plen")),
        Ok("texts/r.plen".to_owned())
    );
}

#[test]
fn what_is_not_there_is_one_clear_error() {
    let folder = Folder::new();
    folder.commit("r.plen", FIRST, "Maria Keller", 8);
    folder.commit("late/other.plen", FIRST, "Maria Keller", 9);
    let repository = folder.repository();
    let error = |text: &str| repository.version(&spec(text)).expect_err(text);
    assert_eq!(
        error("nowhere:r.plen"),
        Error::UnknownRevision {
            revision: "nowhere".into()
        }
    );
    assert_eq!(
        error("HEAD~9:r.plen"),
        Error::UnknownRevision {
            revision: "HEAD~9".into()
        }
    );
    let absent = Error::NoFile {
        revision: "HEAD~1".into(),
        path: "late/other.plen".into(),
    };
    assert_eq!(error("HEAD~1:late/other.plen"), absent);
    assert_eq!(absent.to_string(), "`HEAD~1` has no file `late/other.plen`");
    assert!(
        absent.help().contains("plenary log late/other.plen"),
        "{}",
        absent.help()
    );
    assert!(matches!(error("HEAD:late"), Error::NotAFile { .. }));
    assert!(matches!(error(":none.plen"), Error::NoFile { .. }));
    let elsewhere = tempfile::tempdir().expect("a folder");
    assert!(matches!(
        Repository::open(elsewhere.path()),
        Err(Error::NoRepository { .. })
    ));
    assert!(matches!(
        repository.inside(Path::new("/elsewhere/r.plen")),
        Err(Error::Outside { .. })
    ));
}

#[test]
fn the_log_speaks_of_clauses() {
    let folder = Folder::new();
    folder.commit("r.plen", FIRST, "Maria Keller", 8);
    folder.commit("unrelated.txt", "x", "Maria Keller", 9);
    let second = FIRST
        .replace("2 to do the second of all things,\n", "")
        .replace("one text", "one longer text");
    folder.commit("r.plen", &second, "Li Wei", 10);
    let touches = folder
        .repository()
        .touches("HEAD", None, "r.plen")
        .expect("touches");
    assert_eq!(touches.len(), 2);
    assert_eq!(touches[0].commit.author, "Li Wei");
    assert_eq!(touches[1].before, None);
    let (before, after) = (
        touches[0].before.clone().expect("before"),
        touches[0].after.clone().expect("after"),
    );
    let read = |bytes| document(&String::from_utf8(bytes).expect("text"));
    let told = summary(&redline(&read(before), &read(after), &RedlineOptions::default()));
    assert_eq!(told, ["recalling a) changed", "resolves 2 deleted"]);
    let since = folder
        .repository()
        .touches("HEAD", Some("HEAD~1"), "r.plen")
        .expect("touches");
    assert_eq!(since.len(), 1);
}

#[test]
fn each_change_carries_the_hand_that_made_it() {
    let second = FIRST.replace("one text", "one long text");
    let third = second
        .replace("one long text", "one very long text")
        .replace("2 to do the second of all things,\n", "");
    let stage = |text: &str, key: &str| Stage {
        document: document(text),
        by: Some(Redliner {
            key: key.to_owned(),
            name: None,
        }),
        date: None,
    };
    let stages = [stage(&second, "MK"), stage(&third, "LW")];
    let made = blame(&document(FIRST), &stages, &RedlineOptions::default());
    let told: Vec<(String, String, String)> = changes(&made)
        .into_iter()
        .map(|change| (change.authors.join(","), change.old, change.new.trim().to_owned()))
        .collect();
    let tell = |author: &str, old: &str, new: &str| (author.to_owned(), old.to_owned(), new.to_owned());
    assert_eq!(
        told,
        [
            tell("LW", "", "very"),
            tell("MK", "", "long"),
            tell("LW", "2 to do the second of all things,", ""),
        ]
    );
    let printed = plenary::format::print(&made, &plenary::format::FormatOptions::default());
    let again = document(&printed);
    assert_eq!(
        settle(&again, View::Final).blocks.len(),
        document(&third).blocks.len()
    );
    assert!(printed.contains("{++very ++}@LW{++long ++}@MK"), "{printed}");
}

/// Author, old and new text of the changes of a redline over three versions: the second is MK's,
/// the third LW's.
fn blamed(versions: [&str; 3]) -> Vec<(String, String, String)> {
    let [first, rest @ ..] = versions.map(document);
    let stages: Vec<Stage> = rest
        .into_iter()
        .zip([("MK", "2014-09-15"), ("LW", "2014-09-20")])
        .map(|(document, (key, date))| Stage {
            document,
            by: Some(Redliner {
                key: key.to_owned(),
                name: None,
            }),
            date: plenary::model::Timestamp::parse(date),
        })
        .collect();
    let made = blame(&first, &stages, &RedlineOptions::default());
    let last = &stages[1].document;
    for (view, wanted) in [(View::Original, &first), (View::Final, last)] {
        let text = |document: &plenary::model::Document| {
            let notes = document.notes.iter().flat_map(|note| &note.blocks);
            let blocks = document.blocks.iter().chain(notes);
            blocks.map(|block| block.text(View::Final)).collect::<Vec<_>>()
        };
        assert_eq!(text(&settle(&made, view)), text(&settle(wanted, View::Final)));
    }
    let told = changes(&made).into_iter().map(|change| {
        let date = change.date.map(|date| date.date.to_string()).unwrap_or_default();
        let by = format!("{} {date}", change.authors.join(","));
        (by, change.old.trim().to_owned(), change.new.trim().to_owned())
    });
    told.collect()
}

#[test]
fn notes_titles_and_paragraph_marks_have_their_hands_too() {
    let first = "---\ntitle: On several words\ndocument: 1\n---\n\n# RESOLUTION 1 (Doha, 2026)\n## On words\n\nThe Conference,\n\nresolves\n\n1 to do the first[^a] of all things, and to report on them every year;\n2 to do the second of all things,\n\n[^a]: As the Conference has said.\n";
    let second = first
        .replace("several words", "several good words")
        .replace("has said", "has often said");
    let third = second
        .replace("The Conference,", "The Conference[^b],")
        .replace("[^a]: ", "[^b]: Of all members.\n\n[^a]: ")
        .replace("every year", "each year");
    let told = blamed([first, &second, &third]);
    let hand_of = |words: &str| {
        let found = told
            .iter()
            .find(|(_, old, new)| old.contains(words) || new.contains(words));
        found.map(|(by, ..)| by.as_str())
    };
    assert_eq!(hand_of("good"), Some("MK 2014-09-15"), "{told:#?}");
    assert_eq!(hand_of("often"), Some("MK 2014-09-15"), "{told:#?}");
    assert_eq!(hand_of("each"), Some("LW 2014-09-20"), "{told:#?}");
    assert_eq!(hand_of("[^b]"), Some("LW 2014-09-20"), "{told:#?}");
}

#[test]
fn a_paragraph_mark_is_the_hand_s_that_set_it() {
    let one = "# ANNEX\n\nThe first paragraph says what there is to say. The second says the rest of it, and then ends.\n";
    let two = one.replace("say. The second", "say.\n\nThe second");
    let three = two.replace("then ends", "there ends");
    let told = blamed([one, &two, &three]);
    let hands: Vec<&str> = told.iter().map(|(by, ..)| by.as_str()).collect();
    assert_eq!(hands.first(), Some(&"MK 2014-09-15"), "{told:#?}");
    assert_eq!(hands.last(), Some(&"LW 2014-09-20"), "{told:#?}");
    // And joined again by the one, while the other changes a word.
    let told = blamed([&two, one, &one.replace("then ends", "there ends")]);
    let hands: Vec<&str> = told.iter().map(|(by, ..)| by.as_str()).collect();
    assert_eq!(hands.first(), Some(&"MK 2014-09-15"), "{told:#?}");
    assert_eq!(hands.last(), Some(&"LW 2014-09-20"), "{told:#?}");
}
