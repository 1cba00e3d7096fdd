//! A text whose project adds front matter to it: the client never sees that.

use plenary::compile::shared::{SharedEntry, SharedFront};
use plenary::diagnostic::Code;
use plenary::lsp::Project;
use plenary::source::Span;
use serde_json::json;

use crate::client::{Around, Client};

/// A project of German authors.
fn project() -> Around {
    let entry = |key: &str, author: Option<&str>, value: &str| SharedEntry {
        key: key.to_owned(),
        author: author.map(str::to_owned),
        value: value.to_owned(),
        place: Span::NONE,
    };
    let entries = vec![
        entry("style", None, "wtsa"),
        entry("authors", Some("DE"), "Germany"),
        entry("author", None, "DE"),
    ];
    Around {
        project: Project {
            front: SharedFront { entries },
            allow: vec![Code::LabelOutOfSequence],
        },
        ..Around::default()
    }
}

const TEXTS: [&str; 2] = [
    "# RESOLUTION 1\n## Title\n\nresolves\n\n1   to {~~go~>stay~~}@DE;\n3 to {@a‸}; {#a}\n",
    "---\ntitle: x\n---\n\n# RESOLUTION 1\n## Title\n\nresolves\n\n1   to {~~go~>stay~~}@DE;\n3 to {@a‸}; {#a}\n",
];

#[test]
fn findings_and_names_stand_where_the_client_has_them() {
    for text in TEXTS {
        let mut client = Client::with(text, json!({}), project());
        let found = client.findings();
        assert!(found.iter().all(|it| it["code"] != "author.unknown"), "{found:?}");
        assert!(
            found.iter().all(|it| it["code"] != "label.out-of-sequence"),
            "the project allows it"
        );
        let definition = client.here("textDocument/definition");
        assert_eq!(client.pieces(&definition), ["a"]);
        let hover = client.here("textDocument/hover");
        assert_eq!(client.piece(&hover["range"]), "a");
    }
}

#[test]
fn edits_are_of_the_text_alone() {
    for text in TEXTS {
        let mut client = Client::with(text, json!({}), project());
        let plain = client.text.clone();
        client.command("plenary.accept", json!({"author": "DE"}));
        assert_eq!(client.applied(), plain.replace("{~~go~>stay~~}@DE", "stay"));
        let options = json!({"tabSize": 2, "insertSpaces": true});
        let edits = client.of_text("textDocument/formatting", json!({"options": options}));
        assert_eq!(
            client.edited(&edits),
            plain.replace("1   to", "1 to").replace("~~}@DE", "~~}")
        );
    }
}

#[test]
fn shared_authors_are_offered_and_cannot_be_renamed_here() {
    let text = TEXTS[0].replace("{@a‸}", "{@a}").replace("~~}@DE", "~~}@‸DE");
    let mut client = Client::with(&text, json!({}), project());
    let found = client.here("textDocument/completion");
    assert_eq!(found["items"][0]["label"], "DE");
    let position = client.cursor.clone();
    let refused = client.answer(
        "textDocument/rename",
        json!({"textDocument": {"uri": crate::client::URI}, "position": position, "newName": "GER"}),
    );
    assert_eq!(refused["error"]["code"], -32803, "{refused}");
}
