//! `plenary new`

mod words;

use std::fmt::Write as _;
use std::fs;
use std::io::{self, BufRead, IsTerminal, Write as _};
use std::path::{Path, PathBuf};

use super::arguments::{Kind, New};
use super::project::{self, Projects};
use super::versions::Failure;
use super::{Outcome, destinations, files, report};
use plenary::house::Conference;
use plenary::model::Language;
use words::Words;

pub(super) fn run(arguments: &New) -> Outcome {
    match written(arguments) {
        Ok(outcome) => outcome,
        Err(failure) => failure.report(),
    }
}

/// What is said in a new document.
struct Said {
    language: Language,
    conference: Conference,
    source: String,
    code: String,
    document: String,
    title: String,
}

fn written(arguments: &New) -> Result<Outcome, Failure> {
    let (path, folder) = place(arguments);
    destinations::takes_no_place(&path, arguments.force)?;
    let mut said = Asking::of(arguments, &path)?;
    let made = match arguments.kind {
        Kind::Proposal => vec![(path, proposal(&said.all()?, &said.shared))],
        Kind::Resolution => vec![(path, resolution(&said.all()?, &said.shared))],
        Kind::Project => {
            let folder = folder.unwrap_or_default();
            let first = folder.join("proposals").join("1.plen");
            destinations::takes_no_place(&first, arguments.force)?;
            let said = said.all()?;
            let shared = SHARED.map(str::to_owned);
            vec![(path, settings(&said)), (first, proposal(&said, &shared))]
        }
    };
    for (path, text) in &made {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(|error| files::FileError {
                path: folder.display().to_string(),
                doing: "make the folder",
                error,
            })?;
        }
        files::write(path, text.as_bytes())?;
    }
    let paths: Vec<&Path> = made.iter().map(|(path, _)| path.as_path()).collect();
    report::written(&paths);
    Ok(Outcome::Fine)
}

/// What is written, and for a project in which folder.
fn place(arguments: &New) -> (PathBuf, Option<PathBuf>) {
    let named = arguments.path.clone();
    let inside = |name: &str| match &named {
        Some(path) if path.is_dir() => path.join(name),
        Some(path) => path.clone(),
        None => PathBuf::from(name),
    };
    match arguments.kind {
        Kind::Proposal => (inside("proposal.plen"), None),
        Kind::Resolution => (inside("resolution.plen"), None),
        Kind::Project => {
            let folder = named.unwrap_or_default();
            (folder.join(project::NAME), Some(folder))
        }
    }
}

/// The keys that a new project shares.
const SHARED: [&str; 5] = ["style", "language", "conference", "document", "source"];

/// What is known of a new document, and what is asked for.
struct Asking<'a> {
    arguments: &'a New,
    /// The keys that a project has for it already.
    shared: Vec<String>,
    known: Vec<(String, String)>,
}

impl<'a> Asking<'a> {
    fn of(arguments: &'a New, path: &Path) -> Result<Self, Failure> {
        let mut known = Vec::new();
        if arguments.kind != Kind::Project {
            let projects = Projects::of([path])?;
            if let Some(project) = projects.project(path) {
                let entries = project.manifest.front.entries.iter();
                known.extend(entries.map(|entry| (entry.key.clone(), entry.value.clone())));
            }
        }
        let shared = known.iter().map(|(key, _)| key.clone()).collect();
        Ok(Self {
            arguments,
            shared,
            known,
        })
    }

    fn all(&mut self) -> Result<Said, Failure> {
        let arguments = self.arguments;
        let language = self.known("language").and_then(|code| Language::from_code(&code));
        let language = arguments.language.or(language).unwrap_or_default();
        let conference = self.one(
            "conference",
            &arguments.conference,
            "conference (a code, as WTSA-24)",
        )?;
        let Some(conference) = Conference::find(&conference) else {
            let near = Conference::nearest(&conference).map(|near| format!("; did you mean `{near}`?"));
            return Err(Failure::usage(
                format!(
                    "no conference has the code `{conference}`{}",
                    near.unwrap_or_default()
                ),
                "`plenary list conferences` names them all",
            ));
        };
        let is_proposal = arguments.kind != Kind::Resolution;
        let (mut source, mut code, mut document) = (String::new(), String::new(), String::new());
        if is_proposal {
            source = self.one("source", &arguments.source, "who submits it, as it is printed")?;
            code = self.one(
                "code",
                &arguments.code,
                "your code in proposal marks, as in ADD CODE/40/1",
            )?;
            document = self.one("document", &arguments.document, "number of the document")?;
        }
        let title = self.one("title", &arguments.title, "title")?;
        Ok(Said {
            language,
            conference,
            source,
            code,
            document,
            title,
        })
    }

    fn known(&self, key: &str) -> Option<String> {
        let mut known = self.known.iter();
        known
            .find(|(known, _)| known == key)
            .map(|(_, value)| value.clone())
    }

    /// A value from the command line, the project or the terminal.
    fn one(&self, key: &str, given: &Option<String>, question: &str) -> Result<String, Failure> {
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(given) = given.as_deref().map(one_line).filter(|given| !given.is_empty()) {
            return Ok(given);
        }
        if let Some(known) = self.known(key) {
            return Ok(one_line(&known));
        }
        let missing = || Failure::usage(format!("--{key} is missing"), format!("it is the {question}"));
        if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
            return Err(missing());
        }
        let _ = write!(io::stderr(), "{question}: ");
        let mut answer = String::new();
        let read = io::stdin().lock().read_line(&mut answer);
        match one_line(&answer) {
            answer if answer.is_empty() || read.is_err() => Err(missing()),
            answer => Ok(answer),
        }
    }
}

/// The entries of the front matter that no project has already.
fn front(said: &Said, shared: &[String], is_proposal: bool) -> String {
    let style = said.conference.body.house();
    let mut entries = vec![
        ("style", style.name().to_owned()),
        ("language", said.language.code().to_owned()),
        ("conference", said.conference.code.clone()),
    ];
    if is_proposal {
        entries.push(("document", said.document.clone()));
        entries.push(("source", said.source.clone()));
        entries.push(("title", said.title.clone()));
    }
    let mut text = String::from("---\n");
    for (key, value) in entries {
        if !shared.iter().any(|shared| shared == key) {
            let _ = writeln!(text, "{key}: {value}");
        }
    }
    match text.as_str() {
        "---\n" => String::new(),
        _ => text + "---\n\n",
    }
}

fn proposal(said: &Said, shared: &[String]) -> String {
    let words = Words::of(said.language);
    let number = words.draft(&said.conference, said.language, &said.code);
    format!(
        "{}ADD {}/{}/1\n\n{}\n{}\n",
        front(said, shared, true),
        said.code,
        said.document,
        body(said, &number),
        words.reasons
    )
}

fn resolution(said: &Said, shared: &[String]) -> String {
    let number = Words::of(said.language).resolution(&said.conference, said.language);
    format!("{}{}", front(said, shared, false), body(said, &number))
}

/// A resolution with a clause of each kind.
fn body(said: &Said, number: &str) -> String {
    let words = Words::of(said.language);
    let [first, second] = words.letters;
    let speaks = words.speaks(&said.conference, said.language);
    let (semicolon, comma, stop) = (words.semicolon, words.comma, words.stop);
    format!(
        "# {number}\n## {}\n\n{speaks}\n\n{}\n\n{first} {}{semicolon}\n{second} {}{comma}\n\n{}\n\n1 {}{semicolon}\n2 {}{stop}\n",
        said.title, words.considering, words.reason, words.reason, words.resolves, words.act, words.report,
    )
}

/// The settings of a new project.
fn settings(said: &Said) -> String {
    let style = said.conference.body.house();
    format!(
        "# What the documents of this folder share: `plenary build`, `check` and `fmt` work on all of them.\n\
         sources = [\"proposals/*.plen\"]\n\n\
         [build]\nto = [\"docx\", \"pdf\"]\nout-dir = \"out\"\n\n\
         [front]\nstyle = {}\nlanguage = {}\nconference = {}\ndocument = {}\nsource = {}\n",
        quoted(style.name()),
        quoted(said.language.code()),
        quoted(&said.conference.code),
        quoted(&said.document),
        quoted(&said.source),
    )
}

/// A text of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            control if control.is_control() => {}
            other => quoted.push(other),
        }
    }
    quoted + "\""
}
