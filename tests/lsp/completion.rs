//! What is offered while typing.

use crate::client::{Client, SAMPLE};

/// The labels that are offered, and the text with the one that is chosen.
fn offered(text: &str) -> Vec<String> {
    let found = Client::open(text).here("textDocument/completion");
    let items = found["items"].as_array().expect("items").clone();
    items
        .iter()
        .map(|it| it["label"].as_str().expect("a label").to_owned())
        .collect()
}

fn chosen(text: &str, label: &str) -> String {
    let mut client = Client::open(text);
    let found = client.here("textDocument/completion");
    let mut items = found["items"].as_array().expect("items").iter();
    let item = items
        .find(|it| it["label"] == label)
        .unwrap_or_else(|| panic!("{label} in {found}"));
    client.edited(&serde_json::json!([item["textEdit"]]))
}

fn in_sample(piece: &str, cursor: &str) -> String {
    assert!(SAMPLE.contains(piece), "{piece}");
    SAMPLE.replacen(piece, cursor, 1)
}

#[test]
fn the_front_matter_has_keys_and_values() {
    assert!(offered("---\nsty‸\n---\n").contains(&"style: ".to_owned()));
    assert_eq!(chosen("---\nsty‸\n---\n", "style: "), "---\nstyle: \n---\n");
    assert!(offered("---\nstyle: ‸\n---\n").contains(&"wtsa".to_owned()));
    assert_eq!(
        chosen("---\nconference: PP-‸\n---\n", "PP-18"),
        "---\nconference: PP-18\n---\n"
    );
    let author = in_sample("author: DE", "author: DE,‸");
    assert!(chosen(&author, "FR").contains("author: DE,FR\n"));
    assert!(offered("---\nlanguage: ‸\n---\n").contains(&"ar".to_owned()));
}

#[test]
fn names_are_offered_where_they_are_begun() {
    let text = in_sample("of it, as", "of it, {@wt‸ as");
    assert_eq!(offered(&text), ["wtsa"]);
    assert!(chosen(&text, "wtsa").contains("of it, {@wtsa as"));
    assert_eq!(offered(&in_sample("of it, as", "of it[^‸ as")), ["n"]);
    assert_eq!(offered(&in_sample("{--all--}", "{--all--}@‸")), ["DE", "FR"]);
    assert_eq!(offered(&in_sample("{--all--}", "{--all--}@DE,‸")), ["DE", "FR"]);
    assert_eq!(offered(&in_sample("-- 2 to go", "--@‸ 2 to go")), ["DE", "FR"]);
    let moves = "---\nauthors:\n  DE: x\n---\n\n{--a--}@DE#m1 b {++a++}@DE#‸\n";
    assert_eq!(offered(moves), ["m1"]);
    assert!(offered("an e-mail@‸\n").is_empty(), "an address is no mark");
}

#[test]
fn a_line_begins_with_the_next_label_a_call_or_a_form() {
    let text = in_sample("b) the", "b) x;\n‸\nc) the");
    let found = offered(&text);
    assert_eq!(found[0], "c) ");
    assert!(found.contains(&"recalling".to_owned()) && found.contains(&"MOD".to_owned()));
    assert_eq!(chosen(&in_sample("resolves\n", "res‸\n"), "resolves"), SAMPLE);
    assert!(offered("‸").contains(&"--- front matter".to_owned()));
    assert!(offered("# RESOLUTION 1\n\nrecalling that the conference is ‸\n").is_empty());
}

#[test]
fn marks_citations_and_codes_are_offered() {
    assert_eq!(chosen("x {+‸\n", "{++"), "x {++$1++}$0\n");
    let text = "Resolution 2 (Rev. Du‸)\n";
    assert!(chosen(text, "Dubai, 2018").contains("(Rev. Dubai, 2018)"));
    assert!(
        offered("%% allow lab‸\n")
            .iter()
            .any(|code| code.starts_with("label."))
    );
}
