//! A session from its beginning to its end, whatever the client sends.

use plenary::lsp::Server;
use serde_json::json;

use crate::client::{Around, Client, SAMPLE, URI};

#[test]
fn a_session_ends_as_it_was_agreed() {
    let mut client = Client::open("text\n");
    assert_eq!(client.server.exit_code(), None);
    assert_eq!(client.ask("shutdown", json!(null)), json!(null));
    let late = client.answer("textDocument/hover", json!({}));
    assert_eq!(late["error"]["code"], -32600);
    client.tell("exit", json!(null));
    assert_eq!(client.server.exit_code(), Some(0));

    let mut client = Client::open("text\n");
    client.tell("exit", json!(null));
    assert_eq!(client.server.exit_code(), Some(1), "it was not shut down");
}

#[test]
fn clients_shut_down_with_any_parameters() {
    for params in ["", r#","params":null"#, r#","params":{}"#, r#","params":[]"#] {
        let mut client = Client::open("text\n");
        let message = format!(r#"{{"jsonrpc":"2.0","id":7,"method":"shutdown"{params}}}"#);
        assert_eq!(
            client.send(&message),
            [json!({"jsonrpc": "2.0", "id": 7, "result": null})]
        );
    }
}

#[test]
fn what_makes_no_sense_is_answered_and_the_next_request_too() {
    let cases = [
        ("{", json!(null), -32700),
        ("[]", json!(null), -32600),
        (r#"{"jsonrpc":"1.0","id":1,"method":"x"}"#, json!(null), -32600),
        (
            r#"{"jsonrpc":"2.0","id":"a","method":"no/such"}"#,
            json!("a"),
            -32601,
        ),
        (
            r#"{"jsonrpc":"2.0","id":1,"method":"textDocument/hover","params":[1]}"#,
            json!(1),
            -32602,
        ),
        (
            r#"{"jsonrpc":"2.0","id":1,"method":"textDocument/hover"}"#,
            json!(1),
            -32602,
        ),
        (
            r#"{"jsonrpc":"2.0","id":1,"method":"workspace/executeCommand","params":{"command":"x"}}"#,
            json!(1),
            -32602,
        ),
        (
            r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}"#,
            json!(1),
            -32601,
        ),
    ];
    for (message, id, code) in cases {
        let mut client = Client::open(SAMPLE);
        let answers = client.send(message);
        assert_eq!(
            (&answers[0]["id"], &answers[0]["error"]["code"]),
            (&id, &json!(code)),
            "{message}"
        );
        assert!(client.here("textDocument/foldingRange").is_array(), "{message}");
    }
    for method in ["didOpen", "didChange", "didClose"] {
        for params in ["[1,2]", "7", "\"x\"", "null", "{}", "{\"contentChanges\":7}"] {
            let mut client = Client::open(SAMPLE);
            let message =
                format!(r#"{{"jsonrpc":"2.0","method":"textDocument/{method}","params":{params}}}"#);
            assert!(client.send(&message).is_empty(), "{message}");
            assert_eq!(client.server.text_of(URI), Some(SAMPLE));
        }
    }
    let deep = format!(
        r#"{{"jsonrpc":"2.0","id":1,"method":"x","params":{}"#,
        "[".repeat(100_000)
    );
    assert_eq!(Client::open("x").send(&deep)[0]["error"]["code"], -32700);
}

#[test]
fn nothing_is_said_before_initialize() {
    let mut server = Server::new(Box::new(Around::default()));
    let answers = server.receive(&[r#"{"jsonrpc":"2.0","id":1,"method":"textDocument/hover","params":{}}"#]);
    assert!(answers[0].contains("-32002"), "{}", answers[0]);
    let opened = json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {
        "textDocument": {"uri": URI, "languageId": "plenary", "version": 1, "text": "{++"}}});
    assert!(server.receive(&[opened.to_string()]).is_empty());
    assert!(!server.has_news());
}

#[test]
fn what_is_cancelled_is_not_begun() {
    let mut client = Client::open(SAMPLE);
    let hover = json!({"jsonrpc": "2.0", "id": 5, "method": "textDocument/foldingRange",
        "params": {"textDocument": {"uri": URI}}});
    let cancel = json!({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 5}});
    let answers = client.server.receive(&[hover.to_string(), cancel.to_string()]);
    assert_eq!(answers.len(), 1);
    assert!(answers[0].contains("-32800"), "{}", answers[0]);
}

#[test]
fn places_are_counted_as_was_agreed() {
    for (encodings, encoding, column) in [
        (json!(["utf-8", "utf-16"]), "utf-8", 5),
        (json!(["utf-16"]), "utf-16", 3),
        (json!(null), "utf-16", 3),
    ] {
        let general = json!({"general": {"positionEncodings": encodings}});
        let capabilities = if encodings.is_null() { json!({}) } else { general };
        let mut client = Client::with("x\n\n😀 {++y\n", capabilities.clone(), Around::default());
        let findings = client.findings();
        let unclosed = findings
            .iter()
            .find(|it| it["code"] == "mark.unclosed")
            .expect("it is told");
        assert_eq!(
            unclosed["range"]["start"],
            json!({"line": 2, "character": column}),
            "{encoding}"
        );
    }
}

#[test]
fn findings_follow_the_text() {
    let mut client = Client::open("# RESOLUTION 1\n\nx {++y‸\n");
    let codes = |client: &mut Client| {
        let findings = client.findings();
        findings
            .iter()
            .map(|it| it["code"].as_str().expect("a code").to_owned())
            .collect::<Vec<_>>()
    };
    assert!(codes(&mut client).contains(&"mark.unclosed".to_owned()));
    assert!(!client.server.has_news());
    client.type_in("++}");
    assert!(client.server.has_news());
    assert!(!codes(&mut client).contains(&"mark.unclosed".to_owned()));
    client.tell("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    let last = client.other.last().expect("the findings are taken back");
    assert_eq!(last["params"]["diagnostics"], json!([]));
}

#[test]
fn an_edit_that_makes_no_sense_changes_nothing_and_one_out_of_the_text_is_brought_in() {
    let mut client = Client::open("abc\ndef\n");
    let change = |client: &mut Client, changes: serde_json::Value| {
        client.tell(
            "textDocument/didChange",
            json!({"textDocument": {"uri": URI, "version": 2}, "contentChanges": changes}),
        );
        client.server.text_of(URI).map(str::to_owned).expect("it is open")
    };
    assert_eq!(
        change(&mut client, json!([{"range": "x", "text": "y"}])),
        "abc\ndef\n"
    );
    let far = json!({"line": 99, "character": 99});
    let range = |start: &serde_json::Value, end: &serde_json::Value| json!({"start": start, "end": end});
    assert_eq!(
        change(&mut client, json!([{"range": range(&far, &far), "text": "g"}])),
        "abc\ndef\ng"
    );
    let (one, two) = (
        json!({"line": 0, "character": 1}),
        json!({"line": 0, "character": 2}),
    );
    assert_eq!(
        change(&mut client, json!([{"range": range(&two, &one), "text": ""}])),
        "ac\ndef\ng"
    );
    assert_eq!(change(&mut client, json!([{"text": "new"}])), "new");
}
