//! What is shown of a text: hover, hints, outline, folds, selections, links, colours.

use serde_json::json;

use crate::client::{Client, SAMPLE};

fn hover(text: &str) -> String {
    let found = Client::open(text).here("textDocument/hover");
    found["contents"]["value"].as_str().unwrap_or_default().to_owned()
}

fn at(piece: &str, cursor: &str) -> String {
    assert!(SAMPLE.contains(piece), "{piece}");
    hover(&SAMPLE.replacen(piece, cursor, 1))
}

#[test]
fn hover_says_what_a_name_stands_for() {
    let reference = at("of {@wtsa};", "of {@wt‸sa};");
    assert!(reference.starts_with("prints *recalling a)*"), "{reference}");
    assert!(reference.contains("> a) Resolution 64 of WTSA"), "{reference}");
    assert_eq!(at("of {@wtsa};", "of {‸@wtsa};"), reference);
    assert_eq!(at("WTSA[^n]", "WTSA[^‸n]"), "Cited in Rev.");
    let author = at("@FR text", "@F‸R text");
    assert!(author.starts_with("**FR** – France"), "{author}");
}

#[test]
fn hover_says_both_readings_of_a_mark() {
    let change = at("{~~old", "{~~o‸ld");
    assert_eq!(
        change,
        "**Change 1** replaces – France\n\n*before:* old\n\n*after:* new"
    );
    let change = at("{--all--}", "{--a‸ll--}");
    assert!(change.contains("deletes – Germany, 2026-01-02"), "{change}");
}

#[test]
fn hover_knows_conferences_and_findings() {
    let conference = at("Dubai, 2018", "Du‸bai, 2018");
    assert!(conference.starts_with("**PP-18** – "), "{conference}");
    let finding = hover("# RESOLUTION 1\n\nresolves\n\n1 to go;\n‸3 to stay.\n");
    assert!(
        finding.contains("`label.sequence`") || finding.contains("(`label."),
        "{finding}"
    );
    assert_eq!(hover("no ‸thing\n"), "");
}

#[test]
fn hints_say_what_references_print() {
    let mut client = Client::open(SAMPLE);
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 14, "character": 99}});
    let hints = client.of_text("textDocument/inlayHint", json!({"range": range}));
    assert_eq!(
        hints.as_array().map(Vec::len),
        Some(1),
        "one of two is in the range: {hints}"
    );
    assert_eq!(hints[0]["label"], "recalling a)");
}

#[test]
fn the_outline_nests_clauses_in_calls_and_calls_in_instruments() {
    let mut client = Client::open(SAMPLE);
    let outline = client.of_text("textDocument/documentSymbol", json!({}));
    assert_eq!(outline[0]["name"], "RESOLUTION 101 (Rev. Dubai, 2018)");
    let calls = &outline[0]["children"];
    let names: Vec<_> = calls
        .as_array()
        .expect("calls")
        .iter()
        .map(|it| it["name"].clone())
        .collect();
    assert_eq!(names, ["recalling", "resolves"]);
    assert_eq!(calls[0]["children"][1]["name"], "b) the new text of ;");
    assert_eq!(
        calls[1]["children"][1]["name"], "2 to go.",
        "a struck clause by its old text"
    );
    let found = client.ask("workspace/symbol", json!({"query": "resolution 64"}));
    assert_eq!(found[0]["name"], "a) Resolution 64 of WTSA;");
}

#[test]
fn what_stands_under_something_folds() {
    let mut client = Client::open(SAMPLE);
    let folds = client.of_text("textDocument/foldingRange", json!({}));
    let folds: Vec<_> = folds
        .as_array()
        .expect("folds")
        .iter()
        .map(|it| (&it["startLine"], &it["endLine"]))
        .collect();
    let folds: Vec<_> = folds.into_iter().map(|(a, b)| (a.as_u64(), b.as_u64())).collect();
    for fold in [(0, 6), (8, 19), (11, 14), (16, 19)] {
        assert!(
            folds.contains(&(Some(fold.0), Some(fold.1))),
            "{fold:?} in {folds:?}"
        );
    }
}

#[test]
fn selections_grow_from_the_word_to_the_text() {
    let mut client = Client::open(&SAMPLE.replacen("{~~old", "{~~o‸ld", 1));
    let position = client.cursor.clone();
    let ranges = client.of_text("textDocument/selectionRange", json!({"positions": [position]}));
    let mut range = &ranges[0];
    let mut pieces = Vec::new();
    while !range.is_null() {
        pieces.push(client.piece(&range["range"]));
        range = &range["parent"];
    }
    assert_eq!(pieces[..2], ["old", "{~~old~>new~~}@FR"]);
    assert!(pieces[2].starts_with("b) the"), "{pieces:?}");
    assert!(pieces[3].starts_with("recalling"), "{pieces:?}");
    assert_eq!(pieces.last(), Some(&client.text));
}

#[test]
fn links_lead_to_the_web_and_to_files() {
    let mut client = Client::open("See [us](https://itu.int) and [it](javascript:x).\n\n![a](b c.png)\n");
    let links = client.of_text("textDocument/documentLink", json!({}));
    let targets: Vec<_> = links
        .as_array()
        .expect("links")
        .iter()
        .map(|it| it["target"].clone())
        .collect();
    assert_eq!(targets, ["https://itu.int", "file:///texts/b%20c.png"]);
}

#[test]
fn colours_are_pieces_of_lines_that_do_not_overlap() {
    let mut client = Client::open(SAMPLE);
    let legend = client.capabilities["semanticTokensProvider"]["legend"]["tokenTypes"].clone();
    let tokens = client.of_text("textDocument/semanticTokens/full", json!({}));
    let data: Vec<u64> = tokens["data"]
        .as_array()
        .expect("data")
        .iter()
        .filter_map(|it| it.as_u64())
        .collect();
    let (mut line, mut column, mut end) = (0, 0, 0);
    let mut found = Vec::new();
    for token in data.chunks(5) {
        (line, column) = match token[0] {
            0 => (line, column + token[1]),
            down => (line + down, token[1]),
        };
        assert!(token[0] > 0 || column >= end, "overlap on line {line}");
        end = column + token[2];
        let range =
            json!({"start": {"line": line, "character": column}, "end": {"line": line, "character": end}});
        found.push((
            client.piece(&range),
            legend[token[3] as usize].as_str().expect("a name").to_owned(),
        ));
    }
    for wanted in [
        ("language", "property"),
        ("# RESOLUTION 101 (Rev. Dubai, 2018)", "class"),
        ("recalling", "keyword"),
        ("a)", "number"),
        ("{~~", "operator"),
        ("old", "deleted"),
        ("new", "inserted"),
        ("FR", "decorator"),
        ("{@wtsa}", "variable"),
        ("-- ", "operator"),
    ] {
        let is_there = found
            .iter()
            .any(|(text, kind)| (text.as_str(), kind.as_str()) == wanted);
        assert!(is_there, "{wanted:?} in {found:?}");
    }
}
