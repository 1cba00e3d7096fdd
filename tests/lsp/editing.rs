//! Edits that are offered: fixes, marks, the canonical form, the next label.

use serde_json::{Value, json};

use crate::client::{Client, SAMPLE, URI};

/// The actions for a range from the cursor on, by title.
fn actions(client: &mut Client, length: u64, only: Option<&str>) -> Vec<Value> {
    let start = client.cursor.clone();
    let mut end = start.clone();
    end["character"] = json!(start["character"].as_u64().unwrap_or_default() + length);
    let mut context = json!({"diagnostics": []});
    if let Some(only) = only {
        context["only"] = json!([only]);
    }
    let params = json!({"range": {"start": start, "end": end}, "context": context});
    client
        .of_text("textDocument/codeAction", params)
        .as_array()
        .expect("actions")
        .clone()
}

fn edited(client: &Client, action: &Value) -> String {
    client.edited(&action["edit"]["changes"][URI])
}

#[test]
fn a_finding_is_mended_by_its_fix() {
    let mut client = Client::open("# RESOLUTION 1\n\nresolves\n\n1 to go;\n‸3 to stay.\n");
    let fixes = actions(&mut client, 0, Some("quickfix"));
    assert_eq!(fixes.len(), 1);
    assert_eq!(
        edited(&client, &fixes[0]),
        "# RESOLUTION 1\n\nresolves\n\n1 to go;\n2 to stay.\n"
    );
    assert_eq!(fixes[0]["diagnostics"][0]["source"], "plenary");
    let all = actions(&mut client, 0, Some("source.fixAll"));
    assert_eq!(
        edited(&client, &all[0]),
        "# RESOLUTION 1\n\nresolves\n\n1 to go;\n2 to stay.\n"
    );
}

#[test]
fn selected_words_are_marked() {
    let mut client = Client::open("# RESOLUTION 1\n\nthe ‸old text\n");
    let found = actions(&mut client, 3, Some("refactor"));
    let texts: Vec<String> = found.iter().map(|action| edited(&client, action)).collect();
    for wanted in [
        "the {--old--} text",
        "the {++old++} text",
        "the {~~old~>~~} text",
        "the old{>><<} text",
    ] {
        assert!(
            texts.iter().any(|text| text.contains(wanted)),
            "{wanted} in {texts:?}"
        );
    }
    // A mark would be cut in two.
    let mut client = Client::open("a ‸b {++c++} d\n");
    let found = actions(&mut client, 5, Some("refactor"));
    assert!(
        found.iter().all(|action| action.get("edit").is_none()),
        "{found:?}"
    );
}

#[test]
fn changes_are_offered_to_be_decided_by_all_that_they_are_in() {
    let mut client = Client::open(&SAMPLE.replacen("{~~old", "{~~o‸ld", 1));
    let titles: Vec<String> = actions(&mut client, 0, Some("refactor"))
        .iter()
        .map(|it| it["title"].as_str().expect("a title").to_owned())
        .collect();
    for wanted in [
        "Accept change 1 (“new”)",
        "Refuse change 1 (“new”)",
        "Accept all changes in recalling b)",
        "Refuse all changes in recalling",
        "Accept all changes by FR",
        "Refuse all changes of the text",
    ] {
        assert!(
            titles.iter().any(|title| title == wanted),
            "{wanted} in {titles:?}"
        );
    }
}

#[test]
fn the_canonical_form_is_that_of_fmt() {
    let rough = "# RESOLUTION 1\n\nresolves\n\n1   to go;\n2 to\nstay.";
    let mut client = Client::open(rough);
    let options = json!({"tabSize": 2, "insertSpaces": true});
    let edits = client.of_text("textDocument/formatting", json!({"options": options}));
    let wanted = "# RESOLUTION 1\n\nresolves\n\n1 to go;\n2 to stay.\n";
    assert_eq!(client.edited(&edits), wanted);
    let range = json!({"start": {"line": 4, "character": 0}, "end": {"line": 4, "character": 1}});
    let edits = client.of_text(
        "textDocument/rangeFormatting",
        json!({"options": options, "range": range}),
    );
    let part = client.edited(&edits);
    assert!(part.contains("1 to go;"), "{part}");
    // Marks that are not closed cannot be trusted.
    let mut broken = Client::open("a {++b\n");
    let edits = broken.of_text("textDocument/formatting", json!({"options": options}));
    assert_eq!(edits, json!(null));
}

fn typed(text: &str) -> String {
    let mut client = Client::open(text);
    client.type_in("\n");
    let position = client.cursor.clone();
    let params = json!({"position": position, "ch": "\n", "options": {"tabSize": 2, "insertSpaces": true}});
    let edits = client.of_text("textDocument/onTypeFormatting", params);
    client.edited(&edits)
}

#[test]
fn the_next_label_comes_after_enter() {
    let list = |lines: &str| format!("# RESOLUTION 1\n\nresolves\n\n{lines}");
    for (before, after) in [
        ("1 to go;‸\n", "1 to go;\n2 \n"),
        ("1 to go:\n   i) here;‸\n", "1 to go:\n   i) here;\n   ii) \n"),
        ("- here;‸\n", "- here;\n- \n"),
        ("++ 1 to go;‸\n", "++ 1 to go;\n++ 2 \n"),
        ("1 to go;\n2 ‸\n", "1 to go;\n\n\n"),
        ("text‸\n", "text\n\n"),
    ] {
        assert_eq!(typed(&list(before)), list(after), "{before}");
    }
}
