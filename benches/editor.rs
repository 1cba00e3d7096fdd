//! How long an author waits in a text of 300 pages: from an edit to what is wrong, and for each request.
//!
//! `cargo bench --bench editor`

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench measures and prints"
)]

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use plenary::compile::Compiled;
use plenary::diagnostic::Diagnostic;
use plenary::lsp::{Project, Server, Surroundings};
use plenary::output::Assets;
use serde_json::{Value, json};

const CLAUSES: usize = 3000;
const EDITS: usize = 200;
const URI: &str = "file:///r.plen";

/// No files.
struct Nothing;

impl Surroundings for Nothing {
    fn project(&self, _: &Path) -> Project {
        Project::default()
    }

    fn assets(&self, _: &Path, _: &Compiled) -> Assets {
        Assets::default()
    }

    fn findings(&self, _: &Path, _: &Compiled) -> Vec<Diagnostic> {
        Vec::new()
    }

    fn committed(&self, _: &Path) -> Result<String, String> {
        Err(String::new())
    }
}

fn main() {
    let text = text();
    let lines = text.lines().count();
    println!("{} clauses, {} bytes, {EDITS} edits", CLAUSES, text.len());
    println!("{:<24} {:>9} {:>9}  ms", "", "median", "p99");
    let mut server = Server::new(Box::new(Nothing));
    tell(&mut server, 0, "initialize", &json!({"capabilities": {}}));
    let opened = json!({"textDocument": {"uri": URI, "languageId": "plenary", "version": 1, "text": text}});
    tell(&mut server, -1, "textDocument/didOpen", &opened);
    server.news();
    let requests = [
        "completion",
        "hover",
        "definition",
        "documentHighlight",
        "codeAction",
        "rename",
        "onTypeFormatting",
        "formatting",
        "semanticTokens/full",
        "documentSymbol",
        "foldingRange",
    ];
    let mut findings = Vec::new();
    let mut times: Vec<Vec<Duration>> = requests.iter().map(|_| Vec::new()).collect();
    for edit in 0..EDITS {
        // Somewhere in the words of a clause, far from the last edit.
        let line = 20 + edit * 997 % (lines - 100);
        let place = json!({"line": line, "character": 12});
        let change = json!({
            "textDocument": {"uri": URI, "version": edit + 2},
            "contentChanges": [{"range": {"start": place, "end": place}, "text": "é"}],
        });
        findings.push(timed(|| {
            tell(&mut server, -1, "textDocument/didChange", &change);
            server.news();
        }));
        let params = json!({
            "textDocument": {"uri": URI},
            "position": {"line": line, "character": 40},
            "range": {"start": place, "end": place},
            "context": {"diagnostics": []},
            "newName": format!("name{edit}"),
            "ch": "\n",
            "options": {"tabSize": 2, "insertSpaces": true},
        });
        for (request, times) in requests.iter().zip(&mut times) {
            let method = format!("textDocument/{request}");
            times.push(timed(|| tell(&mut server, 1, &method, &params)));
        }
    }
    report("an edit, to its findings", findings);
    for (request, times) in requests.iter().zip(times) {
        report(request, times);
    }
}

/// Sends a request, or with the id -1 a notification.
fn tell(server: &mut Server, id: i64, method: &str, params: &Value) {
    let mut message = json!({"jsonrpc": "2.0", "method": method, "params": params});
    if id >= 0 {
        message["id"] = json!(id);
    }
    server.receive(&[message.to_string()]);
}

fn timed(run: impl FnOnce()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}

fn report(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |part: usize| times[(times.len() * part / 100).min(times.len() - 1)].as_secs_f64() * 1000.0;
    println!("{what:<24} {:>9.2} {:>9.2}", at(50), at(99));
}

/// Sections of 25 clauses, each with marks, a name, a reference and a note.
fn text() -> String {
    let mut text = String::from(
        "---\nauthors:\n  EUR: CEPT, 2026-09-15\nauthor: EUR\n---\n\n# RESOLUTION 101 (Rev. Dubai, 2018)\n## A long resolution\n",
    );
    for clause in 0..CLAUSES {
        let place = clause % 25;
        if place == 0 {
            text.push_str("\nresolves\n\n");
        }
        let end = if place == 24 { '.' } else { ';' };
        let before = clause.saturating_sub(3);
        let _ = writeln!(
            text,
            "{} that clause {clause} with No. {clause} and {{++inserted {clause}++}} or {{~~old~>new~~}} wording, see \
             {{@c{before}}}, notes the matter[^n{}]{end} {{#c{clause}}}",
            place + 1,
            clause % 40,
        );
    }
    for note in 0..40 {
        let _ = write!(text, "\n[^n{note}]: Footnote text {note}.");
    }
    text.push('\n');
    text
}
