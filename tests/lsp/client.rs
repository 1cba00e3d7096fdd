//! A client that has one text open, with `‸` where the cursor is.

use std::path::Path;

use plenary::compile::Compiled;
use plenary::diagnostic::Diagnostic;
use plenary::lsp::{Project, Server, Surroundings};
use plenary::output::Assets;
use serde_json::{Value, json};

/// The address of the text.
pub(crate) const URI: &str = "file:///texts/r.plen";

/// What stands around the text.
#[derive(Clone, Default)]
pub(crate) struct Around {
    /// What the last commit said; nothing for none.
    pub(crate) committed: &'static str,
    pub(crate) project: Project,
}

impl Surroundings for Around {
    fn project(&self, _: &Path) -> Project {
        self.project.clone()
    }
    fn assets(&self, _: &Path, _: &Compiled) -> Assets {
        Assets::default()
    }

    fn findings(&self, _: &Path, _: &Compiled) -> Vec<Diagnostic> {
        Vec::new()
    }

    fn committed(&self, path: &Path) -> Result<String, String> {
        assert_eq!(path, Path::new("/texts/r.plen"));
        match self.committed {
            "" => Err("there is no commit".to_owned()),
            text => Ok(text.to_owned()),
        }
    }
}

pub(crate) struct Client {
    pub(crate) server: Server,
    /// The text as the client has it.
    pub(crate) text: String,
    /// Where the cursor is.
    pub(crate) cursor: Value,
    id: i64,
    version: i64,
    /// What the server can do.
    pub(crate) capabilities: Value,
    /// What came that was no answer.
    pub(crate) other: Vec<Value>,
}

impl Client {
    pub(crate) fn open(text: &str) -> Self {
        Self::with(text, json!({}), Around::default())
    }

    pub(crate) fn with(text: &str, capabilities: Value, around: Around) -> Self {
        let (before, behind) = text.split_once('‸').unwrap_or((text, ""));
        let mut client = Self {
            server: Server::new(Box::new(around)),
            text: format!("{before}{behind}"),
            cursor: position(before),
            id: 0,
            version: 1,
            capabilities: Value::Null,
            other: Vec::new(),
        };
        client.capabilities = client.ask(
            "initialize",
            json!({"processId": null, "rootUri": null, "capabilities": capabilities}),
        )["capabilities"]
            .take();
        client.tell("initialized", json!({}));
        let text = client.text.clone();
        client.tell(
            "textDocument/didOpen",
            json!({"textDocument": {"uri": URI, "languageId": "plenary", "version": 1, "text": text}}),
        );
        client
    }

    /// Sends a message as it is; gives what comes back.
    pub(crate) fn send(&mut self, message: &str) -> Vec<Value> {
        let answers = self.server.receive(&[message]);
        answers
            .iter()
            .map(|it| serde_json::from_str(it).expect("JSON"))
            .collect()
    }

    pub(crate) fn tell(&mut self, method: &str, params: Value) {
        let message = json!({"jsonrpc": "2.0", "method": method, "params": params});
        let other = self.send(&message.to_string());
        self.other.extend(other);
    }

    /// The whole answer to a request.
    pub(crate) fn answer(&mut self, method: &str, params: Value) -> Value {
        self.id += 1;
        let message = json!({"jsonrpc": "2.0", "id": self.id, "method": method, "params": params});
        let mut found = Value::Null;
        for message in self.send(&message.to_string()) {
            match message.get("id") == Some(&json!(self.id)) && message.get("method").is_none() {
                true => found = message,
                false => self.other.push(message),
            }
        }
        assert!(!found.is_null(), "no answer to {method}");
        found
    }

    /// What a request gives.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Value {
        let answer = self.answer(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// What a request about the text gives.
    pub(crate) fn of_text(&mut self, method: &str, mut params: Value) -> Value {
        params["textDocument"] = json!({"uri": URI});
        self.ask(method, params)
    }

    /// What a request at the cursor gives.
    pub(crate) fn here(&mut self, method: &str) -> Value {
        let position = self.cursor.clone();
        self.of_text(method, json!({"position": position}))
    }

    /// What is wrong with the text, by code.
    pub(crate) fn findings(&mut self) -> Vec<Value> {
        let news = self.server.news();
        let last = news
            .last()
            .map(|it| serde_json::from_str::<Value>(it).expect("JSON"));
        let last = last.expect("findings are told");
        assert_eq!(last["method"], "textDocument/publishDiagnostics");
        last["params"]["diagnostics"].as_array().expect("a list").clone()
    }

    /// Types a text at the cursor.
    pub(crate) fn type_in(&mut self, text: &str) {
        self.version += 1;
        let at = self.cursor.clone();
        self.tell(
            "textDocument/didChange",
            json!({
                "textDocument": {"uri": URI, "version": self.version},
                "contentChanges": [{"range": {"start": at, "end": at}, "text": text}],
            }),
        );
        let offset = offset(&self.text, &at);
        self.text.insert_str(offset, text);
        self.cursor = position(&self.text[..offset + text.len()]);
    }

    /// Puts a text in place of some bytes, as a client that counts in UTF-16.
    pub(crate) fn replace(&mut self, bytes: std::ops::Range<usize>, text: &str) {
        self.version += 1;
        let range = json!({"start": self.position_of(bytes.start), "end": self.position_of(bytes.end)});
        self.tell(
            "textDocument/didChange",
            json!({
                "textDocument": {"uri": URI, "version": self.version},
                "contentChanges": [{"range": range, "text": text}],
            }),
        );
        self.text.replace_range(bytes, text);
    }

    /// The place of a byte, where LF, CRLF and CR end lines.
    pub(crate) fn position_of(&self, at: usize) -> Value {
        let before = &self.text[..at];
        let is_inside = before.ends_with('\r') && self.text[at..].starts_with('\n');
        let before = if is_inside { &before[..at - 1] } else { before };
        let whole = before.replace("\r\n", "\n").replace('\r', "\n");
        position(&whole)
    }

    /// The text with edits made.
    pub(crate) fn edited(&self, edits: &Value) -> String {
        let mut edits: Vec<(usize, usize, String)> = edits
            .as_array()
            .into_iter()
            .flatten()
            .map(|edit| {
                let at = |end: &str| offset(&self.text, &edit["range"][end]);
                let text = edit["newText"].as_str().expect("a text");
                (at("start"), at("end"), text.to_owned())
            })
            .collect();
        edits.sort();
        let mut text = self.text.clone();
        for (start, end, new) in edits.into_iter().rev() {
            text.replace_range(start..end, &new);
        }
        text
    }

    /// What a command gives.
    pub(crate) fn command(&mut self, command: &str, further: Value) -> Value {
        let arguments = json!([URI, further]);
        self.answer(
            "workspace/executeCommand",
            json!({"command": command, "arguments": arguments}),
        )
    }

    /// The text with the edits that the server asked for last.
    pub(crate) fn applied(&self) -> String {
        let request = self.other.last().expect("a request");
        assert_eq!(request["method"], "workspace/applyEdit");
        self.edited(&request["params"]["edit"]["changes"][URI])
    }

    /// The pieces of the text at the ranges of a list.
    pub(crate) fn pieces(&self, list: &Value) -> Vec<String> {
        let list = list.as_array().into_iter().flatten();
        list.map(|it| self.piece(&it["range"])).collect()
    }

    pub(crate) fn piece(&self, range: &Value) -> String {
        self.text[offset(&self.text, &range["start"])..offset(&self.text, &range["end"])].to_owned()
    }
}

/// The place behind a text, in UTF-16.
fn position(before: &str) -> Value {
    let line = before.matches('\n').count();
    let last = before.rsplit('\n').next().unwrap_or_default();
    json!({"line": line, "character": last.encode_utf16().count()})
}

fn offset(text: &str, position: &Value) -> usize {
    let line = position["line"].as_u64().expect("a line") as usize;
    let mut left = position["character"].as_u64().expect("a column") as usize;
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let mut at = start;
    for character in text[start..].chars() {
        if left == 0 || character == '\n' {
            break;
        }
        left = left.saturating_sub(character.len_utf16());
        at += character.len_utf8();
    }
    at
}

/// A resolution with some of everything.
pub(crate) const SAMPLE: &str = "\
---
language: en
authors:
  DE: Germany, 2026-01-02
  FR: France
author: DE
---

# RESOLUTION 101 (Rev. Dubai, 2018)
## Networks 😀

recalling

a) Resolution 64 of WTSA[^n]; {#wtsa}
b) the {~~old~>new~~}@FR text of {@wtsa};

resolves

1 to note {--all--} of it, as in {@wtsa};
-- 2 to go.

[^n]: Cited in Rev.
";
