//! Whatever is typed where, every request is answered, and what comes back makes sense.

use plenary::compile::{compile, compile_with_lexemes};
use plenary::source::Source;
use plenary::syntax::KnownLines;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use crate::client::{Client, SAMPLE, URI};

/// What is typed: pieces of forms, whole and broken, in several scripts.
const PIECES: &[&str] = &[
    "a",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "é",
    "𝒫",
    "中",
    "ب",
    "{++",
    "++}",
    "{--",
    "--}@DE",
    "{~~",
    "~>",
    "~~}",
    "{>>",
    "<<}",
    "{@wtsa}",
    "{@",
    "{#a}",
    "{#",
    "[^n]",
    "[^",
    "[^n]: x",
    "# RESOLUTION 2\n",
    "## T\n",
    "---\n",
    "++ ",
    "-- ",
    "a) ",
    "1 ",
    "1.1 ",
    "- ",
    "recalling\n",
    "| a | b |\n",
    "|---|---|\n",
    "|+ x |\n",
    "| < | ^ |\n",
    "%% x\n",
    "\\",
    "*",
    "**",
    "{^",
    "^}",
    "MOD EUR/1/1\n",
    "Reasons: x\n",
    "{++¶++}",
    "{--¶--}",
    "@",
    "#m1",
    "(Rev. ",
    "](http://x)",
    "![x](y.png)\n",
    "{}",
    "\t",
    "\u{200B}",
    "\u{7}",
    "title: x\n",
    "authors:\n  X: Y\n",
];

/// An edit: where it begins and how much of it goes, in parts of the text, and what comes.
fn edits() -> impl Strategy<Value = Vec<(u16, u8, &'static str)>> {
    prop::collection::vec((any::<u16>(), 0..6_u8, select(PIECES)), 1..12)
}

fn range_is_sound(client: &Client, range: &Value) -> bool {
    let lines: Vec<&str> = client.text.split('\n').collect();
    let place = |end: &str| {
        let line = range[end]["line"].as_u64()? as usize;
        let column = range[end]["character"].as_u64()? as usize;
        // A lone CR ends a line, too.
        let all = client.text.matches(['\n', '\r']).count();
        (line <= all && column <= lines.iter().map(|it| it.encode_utf16().count()).max()?)
            .then_some((line, column))
    };
    match (place("start"), place("end")) {
        (Some(start), Some(end)) => start <= end,
        _ => false,
    }
}

/// Every range anywhere in an answer.
fn ranges<'v>(value: &'v Value, found: &mut Vec<&'v Value>) {
    match value {
        Value::Object(object) if object.contains_key("start") && object.contains_key("end") => {
            found.push(value);
        }
        Value::Object(object) => object.values().for_each(|it| ranges(it, found)),
        Value::Array(list) => list.iter().for_each(|it| ranges(it, found)),
        _ => {}
    }
}

fn ask_all(client: &mut Client, position: &Value) {
    let here = json!({"start": position, "end": position});
    let all = json!({"start": {"line": 0, "character": 0}, "end": {"line": 9999, "character": 0}});
    let options = json!({"tabSize": 2, "insertSpaces": true});
    let requests = [
        ("completion", json!({"position": position})),
        ("hover", json!({"position": position})),
        ("definition", json!({"position": position})),
        (
            "references",
            json!({"position": position, "context": {"includeDeclaration": true}}),
        ),
        ("documentHighlight", json!({"position": position})),
        ("prepareRename", json!({"position": position})),
        (
            "codeAction",
            json!({"range": here, "context": {"diagnostics": []}}),
        ),
        ("selectionRange", json!({"positions": [position]})),
        (
            "onTypeFormatting",
            json!({"position": position, "ch": "\n", "options": options}),
        ),
        ("rangeFormatting", json!({"range": here, "options": options})),
        ("formatting", json!({"options": options})),
        ("documentSymbol", json!({})),
        ("foldingRange", json!({})),
        ("documentLink", json!({})),
        ("inlayHint", json!({"range": all})),
        ("semanticTokens/full", json!({})),
    ];
    for (method, mut params) in requests {
        params["textDocument"] = json!({"uri": URI});
        let answer = client.answer(&format!("textDocument/{method}"), params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        let mut found = Vec::new();
        ranges(&answer["result"], &mut found);
        for range in found {
            assert!(
                range_is_sound(client, range),
                "{method}: {range} in {:?}",
                client.text
            );
        }
    }
    for (command, argument) in [
        ("plenary.accept", json!({"at": position})),
        ("plenary.reject", json!({})),
        ("plenary.renumber", Value::Null),
        ("plenary.nextChange", position.clone()),
        ("plenary.page", json!({})),
        ("plenary.count", Value::Null),
    ] {
        let answer = client.command(command, argument);
        assert_ne!(answer["error"]["code"], -32603, "{command}: {answer}");
    }
    let renamed = client.answer(
        "textDocument/rename",
        json!({"textDocument": {"uri": URI}, "position": position, "newName": "other"}),
    );
    assert_ne!(renamed["error"]["code"], -32603, "{renamed}");
}

proptest! {
    // Each asks for everything.
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 4, ..ProptestConfig::default() })]

    #[test]
    fn every_request_is_answered(edits in edits(), asked in any::<u16>()) {
        let mut client = Client::open(SAMPLE);
        let mut known = KnownLines::default();
        for (at, length, text) in edits {
            // No client has a place inside CRLF.
            let place = |part: usize, client: &Client| {
                let at = client.text.ceil_char_boundary(part.min(client.text.len()));
                let is_inside = client.text[..at].ends_with('\r') && client.text[at..].starts_with('\n');
                at + usize::from(is_inside)
            };
            let start = place(usize::from(at) * client.text.len() / usize::from(u16::MAX), &client);
            let end = place(start + usize::from(length), &client);
            client.replace(start..end, text);
            prop_assert_eq!(client.server.text_of(URI), Some(client.text.as_str()));
            // What is known of the version before says the same as what is read anew.
            let source = Source::new("r.plen", client.text.as_str());
            let anew = compile(source.clone(), Vec::new());
            let (again, lexemes) = compile_with_lexemes(source.clone(), Vec::new(), &mut known);
            prop_assert_eq!(&again.document, &anew.document);
            prop_assert_eq!(&again.diagnostics, &anew.diagnostics);
            let (_, others) = compile_with_lexemes(source, Vec::new(), &mut KnownLines::default());
            prop_assert_eq!(lexemes, others);
        }
        client.findings();
        let at = client.text.floor_char_boundary(usize::from(asked) * client.text.len() / usize::from(u16::MAX));
        let position = client.position_of(at);
        ask_all(&mut client, &position);
    }
}
