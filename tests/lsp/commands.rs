//! Commands on the text.

use serde_json::json;

use crate::client::{Around, Client, SAMPLE};

#[test]
fn changes_are_accepted_and_refused() {
    for (command, which, piece, wanted) in [
        ("plenary.accept", json!({"change": 1}), "{~~old~>new~~}@FR", "new"),
        ("plenary.reject", json!({"change": 1}), "{~~old~>new~~}@FR", "old"),
        (
            "plenary.reject",
            json!({"at": {"line": 14, "character": 12}}),
            "{~~old~>new~~}@FR",
            "old",
        ),
        (
            "plenary.accept",
            json!({"author": "FR"}),
            "{~~old~>new~~}@FR",
            "new",
        ),
        ("plenary.reject", json!({"in": "resolves 2"}), "-- 2", "2"),
    ] {
        let mut client = Client::open(SAMPLE);
        let answer = client.command(command, which);
        assert_eq!(answer["result"], json!(null));
        assert_eq!(client.applied(), SAMPLE.replacen(piece, wanted, 1));
    }
    let mut client = Client::open(SAMPLE);
    client.command("plenary.accept", json!({}));
    assert!(!client.applied().contains("{~~") && !client.applied().contains("to go"));
}

#[test]
fn what_cannot_be_decided_is_refused_with_the_reason() {
    let mut client = Client::open(SAMPLE);
    for which in [
        json!({"change": 99}),
        json!({"author": "XX"}),
        json!({"in": "nowhere"}),
        json!({"at": {"line": 13, "character": 3}}),
    ] {
        let answer = client.command("plenary.accept", which);
        assert_eq!(answer["error"]["code"], -32803, "{answer}");
    }
    let mut broken = Client::open("a {++b {--c--}\n");
    let answer = broken.command("plenary.accept", json!({}));
    assert_eq!(answer["error"]["message"], "mend the errors of the text first");
    assert!(broken.other.is_empty(), "no edit is asked for");
}

#[test]
fn labels_are_put_in_order() {
    let mut client = Client::open("# RESOLUTION 1\n\nresolves\n\n1 to go;\n3 to stay.\n");
    client.command("plenary.renumber", json!(null));
    assert!(client.applied().ends_with("1 to go;\n2 to stay.\n"));
}

#[test]
fn changes_are_gone_through_in_their_order() {
    let shows = json!({"window": {"showDocument": {"support": true}}});
    let mut client = Client::with(SAMPLE, shows, Around::default());
    let mut at = json!({"line": 0, "character": 0});
    let mut pieces = Vec::new();
    for _ in 0..4 {
        let found = client.command("plenary.nextChange", at);
        pieces.push(client.piece(&found["result"]["range"]));
        at = found["result"]["range"]["start"].clone();
    }
    assert_eq!(
        pieces,
        ["{~~old~>new~~}@FR", "{--all--}", "-- ", "{~~old~>new~~}@FR"]
    );
    assert_eq!(client.other.len(), 4, "each is shown");
    let found = client.command("plenary.previousChange", json!({"line": 18, "character": 10}));
    assert_eq!(client.piece(&found["result"]["range"]), "{~~old~>new~~}@FR");
}

#[test]
fn the_text_is_compared_with_the_last_commit() {
    let around = Around {
        committed: "# RESOLUTION 1\n\nold words\n",
        ..Around::default()
    };
    let mut client = Client::with("# RESOLUTION 1\n\nnew words\n", json!({}), around);
    let marked = client.command("plenary.redline", json!(null));
    let marked = marked["result"].as_str().expect("a text");
    assert!(marked.contains("{~~old~>new~~} words"), "{marked}");
    let mut client = Client::open("x\n");
    let refused = client.command("plenary.redline", json!(null));
    assert_eq!(refused["error"]["message"], "there is no commit");
}

#[test]
fn words_and_changes_are_counted() {
    let mut client = Client::open("# RESOLUTION 1\n\none {++two++} three {--four--}\n");
    let counted = client.command("plenary.count", json!(null));
    assert_eq!(counted["result"], json!({"words": 5, "changes": 2}));
}

#[test]
fn the_page_is_that_of_the_text_as_it_is_now() {
    let mut client = Client::open("# RESOLUTION 1\n\nthe {~~old~>new~~} words‸\n");
    client.type_in(" here");
    let both = client.command("plenary.page", json!({}));
    let both = both["result"].as_str().expect("a page");
    assert!(
        both.starts_with("<!doctype html>") && both.contains("words here"),
        "{both}"
    );
    let one = client.command("plenary.page", json!({"view": "original"}));
    let one = one["result"].as_str().expect("a page");
    assert!(one.contains("old") && !one.contains("new words"), "{one}");
    let none = client.command("plenary.page", json!({"view": "last"}));
    assert_eq!(none["error"]["code"], -32602);
}
