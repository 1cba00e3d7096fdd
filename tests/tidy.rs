//! The architecture, checked: who may import whom, what every file has, what none has.

#![allow(
    clippy::disallowed_methods,
    reason = "a test reads its own files and settings"
)]

#[path = "tidy/circles.rs"]
mod circles;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use circles::Files;

/// The modules in reading order: each may import those above it and none below it.
const ORDER: &[&str] = &[
    "nearest",
    "source",
    "diagnostic",
    "model",
    "house",
    "syntax",
    "revision",
    "semantics",
    "rules",
    "layout",
    "output",
    "typeset",
    "ooxml",
    "output::text",
    "output::html",
    "output::json",
    "output::akn",
    "output::docx",
    "output::pdf",
    "format",
    "rewrite",
    "history",
    "import",
    "compile",
    "lsp",
    "cli",
];

/// Imports that would be tempting although they point up.
const NEVER: &[(&str, &str)] = &[
    ("revision", "house"),
    ("semantics", "syntax"),
    ("rules", "syntax"),
    ("layout", "syntax"),
    ("typeset", "syntax"),
    ("output", "syntax"),
    ("import", "layout"),
    ("import", "output"),
];

/// Who may use which crate, so that few places change with it.
const OWNERS: &[(&str, &[&str])] = &[
    ("pest", &["syntax"]),
    ("pest_derive", &["syntax"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("getrandom", &["cli"]),
    ("glob", &["cli"]),
    ("notify", &["cli"]),
    ("open", &["cli"]),
    ("roff", &["cli"]),
    ("sha2", &["cli"]),
    ("similar", &["cli", "import", "lsp", "rewrite"]),
    ("tempfile", &["cli"]),
    ("terminal_size", &["cli"]),
    ("toml", &["cli"]),
    ("printpdf", &["output::pdf"]),
    ("lopdf", &["output::pdf"]),
    ("docx_rs", &["output::docx"]),
    ("quick_xml", &["output::docx", "ooxml"]),
    ("gen_lsp_types", &["lsp"]),
    ("gix", &["history"]),
    ("annotate_snippets", &["diagnostic"]),
    ("serde", &["output::json", "diagnostic", "cli", "lsp"]),
    ("serde_json", &["output::json", "diagnostic", "cli", "lsp"]),
    ("flate2", &["output", "output::pdf"]),
    ("png", &["output", "output::pdf"]),
    ("subsetter", &["output::pdf"]),
    ("zip", &["ooxml"]),
    ("harfrust", &["typeset"]),
    ("hypher", &["typeset"]),
    ("icu_segmenter", &["typeset"]),
    ("unicode_bidi", &["typeset", "output::docx"]),
    ("unicode_width", &["format", "layout", "cli"]),
    ("rayon", &["typeset", "output::pdf", "cli"]),
    ("strsim", &["nearest", "house"]),
];

const LONGEST: usize = 600;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file under a folder, in order of names.
fn rust_files(folder: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries.map(|entry| entry.expect("a readable folder").path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|extension| extension == "rs") {
                files.push(entry);
            }
        }
    }
    files.sort();
    files
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn shown(file: &Path) -> String {
    file.strip_prefix(root()).unwrap_or(file).display().to_string()
}

/// The module that a file of `src` belongs to; none for `lib.rs` and `main.rs`.
fn module_of(file: &Path) -> Option<String> {
    let inside = file.strip_prefix(root().join("src")).ok()?;
    let mut parts = inside
        .iter()
        .map(|part| part.to_string_lossy().trim_end_matches(".rs").to_owned());
    let first = parts.next()?;
    let second = parts.next();
    match (first.as_str(), second.as_deref()) {
        ("lib" | "main", None) => None,
        ("output", Some(second)) if is_back_end(second) => Some(format!("output::{second}")),
        _ => Some(first),
    }
}

fn is_back_end(name: &str) -> bool {
    ORDER.contains(&format!("output::{name}").as_str())
}

/// The text of a file, comments and tests blanked out, so that lines keep their numbers.
fn code(text: &str) -> String {
    let mut kept = Vec::new();
    // The indent of a test that has begun, and whether its name has come.
    let mut test: Option<(usize, bool)> = None;
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        let is_note = line.trim_start().starts_with("//");
        if line.trim() == "#[cfg(test)]" {
            test = Some((indent, false));
        }
        let Some((own, named)) = test else {
            kept.push(if is_note { "" } else { line });
            continue;
        };
        kept.push("");
        let is_attribute = line.trim_start().starts_with("#[");
        let opens = !named && !is_attribute && !is_note;
        if opens {
            test = Some((own, true));
        }
        if opens && line.ends_with([';', '}']) || named && indent == own && line.trim() == "}" {
            test = None;
        }
    }
    kept.join("\n")
}

fn line_of(code: &str, at: usize) -> usize {
    code[..at].matches('\n').count() + 1
}

fn is_test(file: &Path) -> bool {
    let name = file.file_stem().unwrap_or_default();
    name == "tests" || name == "sample" || file.iter().any(|folder| folder == "tests")
}

/// The code of every file of the library, by its place.
fn library() -> Files {
    let root = root().join("src");
    let files = rust_files("src").into_iter().filter(|file| !is_test(file));
    let placed = files.filter_map(|file| {
        let inside = file.strip_prefix(&root).ok()?.with_extension("");
        let mut place: Vec<String> = inside
            .iter()
            .map(|part| part.to_string_lossy().into_owned())
            .collect();
        if place.last().is_some_and(|name| name == "mod") || place == ["lib"] {
            place.pop();
        }
        (place != ["main"]).then(|| (place, code(&read(&file))))
    });
    Files(placed.collect())
}

/// The modules that a file imports from the crate itself, each with its line.
fn imports(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, prefix) in code.match_indices("crate::") {
        let line = line_of(code, at);
        for path in group(&code[at + prefix.len()..]) {
            found.extend(imported_module(path.trim_start()).map(|module| (line, module)));
        }
    }
    found
}

/// The paths of a group in braces, those of inner groups left to their heads; else the one path.
fn group(text: &str) -> Vec<&str> {
    let Some(inner) = text.strip_prefix('{') else {
        return vec![text];
    };
    let (mut depth, mut start, mut paths) = (0, 0, Vec::new());
    for (at, letter) in inner.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                paths.push(&inner[start..at]);
                start = at + 1;
            }
            _ => {}
        }
        if letter == '}' && depth == 0 && start > at {
            break;
        }
    }
    paths
}

/// The module that a path behind `crate::` leads into.
fn imported_module(path: &str) -> Option<String> {
    let mut names = path.split("::").map(identifier);
    let first = names.next().filter(|name| !name.is_empty())?;
    let second = names.next().unwrap_or_default();
    if first == "output" && is_back_end(second) {
        return Some(format!("output::{second}"));
    }
    // `$crate` in a macro and types at the crate's root lead into no module.
    first
        .chars()
        .all(|letter| letter.is_ascii_lowercase() || letter == '_')
        .then(|| first.to_owned())
}

fn identifier(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
    &text[..end.unwrap_or(text.len())]
}

/// What is wrong with one import, if anything is.
fn objection(from: &str, to: &str) -> Option<String> {
    let place = |module: &str| ORDER.iter().position(|known| *known == module);
    let family = |module: &str| module.split("::").next().unwrap_or_default().to_owned();
    if from == to || (to == "output" && from.starts_with("output::")) {
        return None;
    }
    let (Some(from_place), Some(to_place)) = (place(from), place(to)) else {
        return Some(format!("`{from}` or `{to}` has no place in the order of modules"));
    };
    if family(from) == "output" && family(to) == "output" {
        return Some(format!(
            "a back end must not import another: `{from}` imports `{to}`"
        ));
    }
    let never = NEVER.contains(&(family(from).as_str(), family(to).as_str()));
    (to_place > from_place || never).then(|| format!("`{from}` must not import `{to}`"))
}

#[test]
fn imports_point_up() {
    let mut wrong = Vec::new();
    for file in rust_files("src").iter().filter(|file| !is_test(file)) {
        let Some(module) = module_of(file) else { continue };
        for (number, imported) in imports(&code(&read(file))) {
            if let Some(objection) = objection(&module, &imported) {
                wrong.push(format!("{}:{number}: {objection}", shown(file)));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_import_check_sees_what_it_must() {
    let modules = |code| {
        imports(code)
            .into_iter()
            .map(|(_, module)| module)
            .collect::<Vec<_>>()
    };
    let group = "use crate::{\n    model::{Block, View},\n    output::pdf::write,\n};\nuse std::{io, fs};";
    assert_eq!(modules(group), ["model", "output::pdf"]);
    assert_eq!(modules("let x = crate::syntax::parse(&source);"), ["syntax"]);
    assert_eq!(modules("use crate::output::{Assets, notes};"), ["output"]);
    assert!(objection("output::html", "output::text").is_some());
    assert!(objection("output::html", "output").is_none());
    assert!(objection("model", "syntax").is_some());
    assert!(objection("output::json", "syntax").is_some());
    assert!(objection("output::json", "semantics").is_none());
    assert!(objection("unheard_of", "model").is_some());
}

#[test]
fn no_files_take_from_each_other_in_a_circle() {
    let circles: Vec<String> = library()
        .circles()
        .into_iter()
        .map(|ties| ties.join("\n"))
        .collect();
    assert!(circles.is_empty(), "\n{}", circles.join("\n\n"));
}

#[test]
fn tests_alone_are_left_out_of_the_code() {
    let text = "#[cfg(test)]\nmod sample;\nuse a;\n// A note.\n#[cfg(test)]\n#[allow(b)]\nmod tests {\n    use c;\n}\nfn d() {}";
    assert_eq!(code(text), "\n\nuse a;\n\n\n\n\n\n\nfn d() {}");
}

#[test]
fn each_module_is_in_the_order_and_each_of_the_order_may_exist() {
    let known: BTreeMap<_, _> = ORDER.iter().map(|module| (*module, ())).collect();
    assert_eq!(known.len(), ORDER.len(), "a module stands twice in the order");
    for file in rust_files("src") {
        if let Some(module) = module_of(&file) {
            assert!(
                known.contains_key(module.as_str()),
                "{}: `{module}` has no place",
                shown(&file)
            );
        }
    }
}

#[test]
fn crates_stay_with_their_owners() {
    let mut wrong = Vec::new();
    for file in rust_files("src").iter().filter(|file| !is_test(file)) {
        let module = module_of(file).unwrap_or_default();
        for (index, line) in code(&read(file)).lines().enumerate() {
            for (name, owners) in OWNERS {
                let used = line.match_indices(&format!("{name}::")).any(|(at, _)| {
                    let before = line[..at].chars().next_back();
                    !before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_' || letter == ':')
                });
                if used && !owners.contains(&module.as_str()) {
                    wrong.push(format!(
                        "{}:{}: `{name}` belongs to {owners:?}",
                        shown(file),
                        index + 1
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_frame_of_a_pdf_alone_is_made_by_printpdf() {
    for file in rust_files("src/output/pdf") {
        let named = code(&read(&file)).contains("printpdf::");
        assert!(
            !named || file.ends_with("frame.rs"),
            "{}: printpdf belongs to frame.rs",
            shown(&file)
        );
    }
}

#[test]
fn each_crate_has_an_owner() {
    let manifest = read(&root().join("Cargo.toml"));
    let (_, from) = manifest.split_once("[dependencies]\n").expect("dependencies");
    let until = from.find("\n[").unwrap_or(from.len());
    let crates = from[..until].lines().filter_map(|line| line.split_once(" = "));
    let crates: Vec<String> = crates.map(|(name, _)| name.replace('-', "_")).collect();
    assert!(crates.len() > 10, "the manifest is not read right: {crates:?}");
    for name in &crates {
        let known = OWNERS.iter().any(|(owned, _)| owned == name);
        assert!(known, "`{name}` has no owner");
    }
    for (owned, _) in OWNERS {
        assert!(
            crates.iter().any(|name| name == owned),
            "`{owned}` is no dependency"
        );
    }
}

#[test]
fn only_the_command_prints() {
    let mut wrong = Vec::new();
    for file in rust_files("src").iter().filter(|file| !is_test(file)) {
        if module_of(file).is_none_or(|module| module == "cli") {
            continue;
        }
        for (index, line) in code(&read(file)).lines().enumerate() {
            if ["println!", "print!"]
                .iter()
                .any(|printing| line.contains(printing))
            {
                wrong.push(format!("{}:{}", shown(file), index + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "the library prints:\n{}", wrong.join("\n"));
}

#[test]
fn each_file_says_what_it_is_for_and_stays_short() {
    let mut wrong = Vec::new();
    for file in ["src", "tests", "benches"].into_iter().flat_map(rust_files) {
        let text = read(&file);
        if !text.starts_with("//! ") {
            wrong.push(format!("{}: does not begin with a line `//! …`", shown(&file)));
        }
        let lines = text.lines().count();
        if lines > LONGEST {
            wrong.push(format!("{}: {lines} lines, more than {LONGEST}", shown(&file)));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn nothing_is_left_lying_about() {
    // Written in two parts, so that this file does not find itself.
    let left = [
        ("to", "do!"),
        ("dbg", "!("),
        ("unimple", "mented!"),
        ("FIX", "ME"),
        ("TO", "DO"),
        ("XX", "X"),
    ];
    let mut wrong = Vec::new();
    for file in ["src", "tests", "benches"].into_iter().flat_map(rust_files) {
        for (index, line) in read(&file).lines().enumerate() {
            for (start, end) in left {
                if line.contains(&format!("{start}{end}")) {
                    wrong.push(format!("{}:{}: {start}{end}", shown(&file), index + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn names_say_what_a_file_holds() {
    let says_nothing = ["util", "helper", "common", "misc", "manager"];
    for file in ["src", "tests", "benches"].into_iter().flat_map(rust_files) {
        let name = shown(&file);
        let found = says_nothing.iter().find(|word| name.contains(*word));
        assert!(found.is_none(), "{name}: `{}` says nothing", found.unwrap_or(&""));
    }
}

#[test]
fn the_references_of_findings_and_rules_are_current() {
    is_current("docs/diagnostics.md", &plenary::diagnostic::reference());
    is_current("docs/rules.md", &plenary::rules::reference());
}

fn is_current(name: &str, wanted: &str) {
    let file = root().join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, wanted).expect("the reference can be written");
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        written == wanted,
        "{name} is not what the program says: run with UPDATE=1"
    );
}
