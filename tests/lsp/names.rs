//! Names: where they are given, where they are used, and others for them.

use serde_json::{Value, json};

use crate::client::{Client, SAMPLE, URI};

fn client(piece: &str, cursor: &str) -> Client {
    assert!(SAMPLE.contains(piece), "{piece}");
    Client::open(&SAMPLE.replacen(piece, cursor, 1))
}

fn renamed(client: &mut Client, name: &str) -> Value {
    let position = client.cursor.clone();
    client.answer(
        "textDocument/rename",
        json!({"textDocument": {"uri": URI}, "position": position, "newName": name}),
    )
}

#[test]
fn a_reference_leads_to_its_place_and_back() {
    let mut client = client("of {@wtsa};", "of {@w‸tsa};");
    let found = client.here("textDocument/definition");
    assert_eq!(client.pieces(&found), ["wtsa"]);
    assert_eq!(found[0]["range"]["start"]["line"], 13);
    let position = client.cursor.clone();
    for (with, count) in [(true, 3), (false, 2)] {
        let context = json!({"includeDeclaration": with});
        let found = client.of_text(
            "textDocument/references",
            json!({"position": position, "context": context}),
        );
        assert_eq!(client.pieces(&found), vec!["wtsa"; count]);
    }
    let found = client.here("textDocument/documentHighlight");
    assert_eq!(client.pieces(&found), ["wtsa"; 3]);
}

#[test]
fn notes_and_authors_lead_to_their_texts() {
    let mut note = client("WTSA[^n]", "WTSA[^n‸]");
    let found = note.here("textDocument/definition");
    assert_eq!(found[0]["range"]["start"]["line"], 21);
    let mut author = client("@FR text", "@‸FR text");
    let found = author.here("textDocument/definition");
    assert_eq!(found[0]["range"]["start"]["line"], 4);
}

#[test]
fn a_move_leads_to_its_other_end() {
    let mut client = Client::open("---\nauthors:\n  DE: x\n---\n\n{--a--}@DE#m‸1 b {++a++}@DE#m1\n");
    let found = client.here("textDocument/definition");
    assert_eq!(client.pieces(&found), ["m1"]);
    assert_eq!(found[0]["range"]["start"]["character"], 27);
}

#[test]
fn a_name_is_another_everywhere() {
    let mut client = client("of {@wtsa};", "of {@w‸tsa};");
    let prepared = client.here("textDocument/prepareRename");
    assert_eq!(prepared["placeholder"], "wtsa");
    let edit = renamed(&mut client, "res-64")["result"].clone();
    let text = client.edited(&edit["changes"][URI]);
    assert_eq!(text, SAMPLE.replace("wtsa}", "res-64}"));
}

#[test]
fn an_author_gets_another_key_everywhere() {
    let mut client = client("  DE: Germany", "  D‸E: Germany");
    let edit = renamed(&mut client, "GER")["result"].clone();
    let text = client.edited(&edit["changes"][URI]);
    assert_eq!(
        text,
        SAMPLE
            .replace("  DE:", "  GER:")
            .replace("author: DE", "author: GER")
    );
}

#[test]
fn what_would_be_no_name_or_another_s_is_refused() {
    for name in ["", "a b", "a.b", "a}b", "x]"] {
        let mut client = client("of {@wtsa};", "of {@w‸tsa};");
        assert_eq!(renamed(&mut client, name)["error"]["code"], -32803, "{name}");
    }
    let mut client = client("  DE: Germany", "  D‸E: Germany");
    let refused = renamed(&mut client, "FR");
    assert_eq!(refused["error"]["message"], "the name `FR` is taken");
    assert_eq!(renamed(&mut client, "É")["error"]["code"], -32803);
    assert_eq!(
        Client::open("no ‸name\n").here("textDocument/prepareRename"),
        json!(null)
    );
}
